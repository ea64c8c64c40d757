#pragma once

#include "geometry/Polygon.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <vector>

/// Makes the sample district in `folder` and says how long it took; empty, or why it failed.
QString makeSample(const QString &folder, quint32 seed = 1, int buildings = 2600);

/// A row of a layer of the GeoPackage, read by OGR as any other program would.
struct Row {
    QHash<QString, QVariant> values;
    geometry::MultiPolygon area;
    geometry::LineString line;
    geometry::Vec2 point{0.0};

    QString text(const char *name) const { return values.value(QLatin1String(name)).toString(); }
    double number(const char *name) const { return values.value(QLatin1String(name)).toDouble(); }
    bool has(const char *name) const { return values.value(QLatin1String(name)).isValid(); }
};
std::vector<Row> rowsOf(const QString &geoPackage, const char *layer, const QString &where = {});

/// Buildings (not parts) of the table and of the CityJSON file with their footprints.
std::vector<Row> allBuildings(const QString &folder);

/// m² that two areas share.
double sharedArea(const geometry::MultiPolygon &a, const geometry::MultiPolygon &b);
