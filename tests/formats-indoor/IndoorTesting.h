#pragma once

#include "Fixtures.h"
#include "loading/District.h"
#include "loading/Interiors.h"

/// What the tests of insides share.
namespace indoor
{

/// A feature as two JSON texts: properties, geometry ("null" for none).
struct Feature {
    QByteArray properties, geometry;
};
/// A GeoJSON collection in EPSG:32650, of coordinates about 500000, 2500000.
QByteArray collection(const std::vector<Feature> &features);
/// Geometries of metres east and north of that place.
QByteArray box(double x0, double y0, double x1, double y1);
QByteArray line(double x0, double y0, double x1, double y1);
QByteArray point(double x, double y);

/// Adds a GeoJSON file to a GeoPackage as a layer; `index` names a column to be indexed.
bool intoGpkg(const QString &gpkg, const QString &layer, const QString &geoJson, const QString &index = {});
/// Writes a GeoJSON file as another format.
bool convert(const QString &geoJson, const QString &file, const char *driver);

/// Loads as the viewer does; the city is null where that fails, with `why`.
loading::CityPtr cityOf(const QStringList &paths, QByteArray *why = nullptr);
/// Opens as the viewer does; null where that fails.
loading::InteriorPtr open(const domain::City &city, const QString &building);
/// The layer of the city that knows buildings from the inside and has most features; null where there is none.
const domain::Layer *indoorLayer(const domain::City &city);

const domain::Space *space(const domain::Interior &interior, const QString &id);
const domain::Door *door(const domain::Interior &interior, const QString &id);
int warnings(const base::Warnings &warnings, const char *code, const char *feature = nullptr);
QByteArray describe(const base::Warnings &warnings);

}
