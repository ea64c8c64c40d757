#include "MadeSample.h"

#include "sample/Sample.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>

using geometry::MultiPolygon;
using geometry::Polygon;
using geometry::Ring;

QString makeSample(const QString &folder, quint32 seed, int buildings)
{
    QElapsedTimer clock;
    clock.start();
    const base::Status status = sample::generate(folder, {seed, buildings}, base::Job());
    qInfo("seed %u, %d buildings: %.2f s", seed, buildings, double(clock.elapsed()) / 1000.0);
    return status ? QString() : status.error().toLine();
}

static Ring ringOf(const OGRLinearRing *ring)
{
    Ring out;
    for (int i = 0; i + 1 < ring->getNumPoints(); ++i)
        out.push_back({ring->getX(i), ring->getY(i)});
    return out;
}

static void collect(const OGRGeometry *geometry, Row &row)
{
    const auto type = wkbFlatten(geometry->getGeometryType());
    if (type == wkbPolygon) {
        const OGRPolygon *polygon = geometry->toPolygon();
        Polygon one{ringOf(polygon->getExteriorRing()), {}};
        for (int i = 0; i < polygon->getNumInteriorRings(); ++i)
            one.holes.push_back(ringOf(polygon->getInteriorRing(i)));
        row.area.push_back(std::move(one));
    } else if (type == wkbMultiPolygon) {
        for (const OGRPolygon *polygon : *geometry->toMultiPolygon())
            collect(polygon, row);
    } else if (type == wkbLineString) {
        const OGRLineString *line = geometry->toLineString();
        for (int i = 0; i < line->getNumPoints(); ++i)
            row.line.push_back({line->getX(i), line->getY(i)});
    } else if (type == wkbPoint) {
        row.point = {geometry->toPoint()->getX(), geometry->toPoint()->getY()};
    }
}

std::vector<Row> rowsOf(const QString &geoPackage, const char *layer, const QString &where)
{
    GDALAllRegister();
    std::unique_ptr<GDALDataset> data(GDALDataset::Open(geoPackage.toUtf8().constData(), GDAL_OF_VECTOR));
    OGRLayer *from = data ? data->GetLayerByName(layer) : nullptr;
    std::vector<Row> rows;
    if (!from)
        return rows;
    if (!where.isEmpty())
        from->SetAttributeFilter(where.toUtf8().constData());
    for (const auto &feature : *from) {
        Row row;
        for (int i = 0; i < feature->GetFieldCount(); ++i) {
            if (!feature->IsFieldSetAndNotNull(i))
                continue;
            const OGRFieldDefn *field = feature->GetFieldDefnRef(i);
            const QString name = QString::fromUtf8(field->GetNameRef());
            if (field->GetType() == OFTString)
                row.values.insert(name, QString::fromUtf8(feature->GetFieldAsString(i)));
            else
                row.values.insert(name, feature->GetFieldAsDouble(i));
        }
        if (const OGRGeometry *geometry = feature->GetGeometryRef())
            collect(geometry, row);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> allBuildings(const QString &folder)
{
    std::vector<Row> rows =
        rowsOf(folder + QStringLiteral("/district.gpkg"), "buildings", QStringLiteral("part_of IS NULL"));
    QFile file(folder + QStringLiteral("/old-street.city.json"));
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject transform = root.value(QLatin1String("transform")).toObject(),
                      objects = root.value(QLatin1String("CityObjects")).toObject();
    const QJsonArray vertices = root.value(QLatin1String("vertices")).toArray(),
                     shift = transform.value(QLatin1String("translate")).toArray();
    const auto groundOf = [&](const QJsonObject &object) {
        // The ground surface is the footprint, turned over.
        Polygon polygon;
        const QJsonArray rings = object.value(QLatin1String("geometry"))
                                     .toArray()
                                     .at(0)
                                     .toObject()
                                     .value(QLatin1String("boundaries"))
                                     .toArray()
                                     .at(0)
                                     .toArray()
                                     .at(0)
                                     .toArray();
        for (qsizetype r = 0; r < rings.size(); ++r) {
            Ring ring;
            const QJsonArray indices = rings.at(r).toArray();
            for (const QJsonValue &index : indices) {
                const QJsonArray p = vertices.at(index.toInt()).toArray();
                ring.insert(ring.begin(), {p.at(0).toDouble() * 0.001 + shift.at(0).toDouble(),
                                           p.at(1).toDouble() * 0.001 + shift.at(1).toDouble()});
            }
            if (r == 0)
                polygon.outer = ring;
            else
                polygon.holes.push_back(ring);
        }
        return polygon;
    };
    for (auto it = objects.begin(); it != objects.end(); ++it) {
        const QJsonObject object = it->toObject();
        if (object.value(QLatin1String("type")).toString() != QLatin1String("Building"))
            continue;
        Row row;
        row.values = object.value(QLatin1String("attributes")).toObject().toVariantHash();
        row.values.insert(QStringLiteral("code"), it.key());
        row.values.insert(QStringLiteral("floors"), row.values.value(QStringLiteral("storeysAboveGround")));
        row.values.insert(QStringLiteral("height_m"), row.values.value(QStringLiteral("measuredHeight")));
        const QJsonArray children = object.value(QLatin1String("children")).toArray();
        // Of a building in parts the first stands on the ground and is the whole plan.
        row.area.push_back(groundOf(children.isEmpty() ? object : objects.value(children.at(0).toString()).toObject()));
        rows.push_back(std::move(row));
    }
    return rows;
}

static std::unique_ptr<OGRGeometry> toOgr(const MultiPolygon &area)
{
    auto multi = std::make_unique<OGRMultiPolygon>();
    for (const Polygon &polygon : area) {
        OGRPolygon one;
        const auto add = [&](const Ring &ring) {
            OGRLinearRing line;
            for (const geometry::Vec2 &p : ring)
                line.addPoint(p.x, p.y);
            line.closeRings();
            one.addRing(&line);
        };
        add(polygon.outer);
        for (const Ring &hole : polygon.holes)
            add(hole);
        multi->addGeometry(&one);
    }
    return multi;
}

double sharedArea(const MultiPolygon &a, const MultiPolygon &b)
{
    if (!geometry::bounds(a).intersects(geometry::bounds(b)))
        return 0;
    const std::unique_ptr<OGRGeometry> common(toOgr(a)->Intersection(toOgr(b).get()));
    if (!common || common->IsEmpty())
        return 0;
    const auto type = wkbFlatten(common->getGeometryType());
    if (type == wkbPolygon)
        return common->toPolygon()->get_Area();
    return type == wkbMultiPolygon || type == wkbGeometryCollection ? common->toGeometryCollection()->get_Area() : 0.0;
}
