#include "sample/GeoPackage.h"

#include "sample/Tr.h"

#include <gdal_priv.h>

#include <cmath>

namespace sample
{

GeoPackage::GeoPackage() = default;
GeoPackage::~GeoPackage() = default;
GeoPackage::GeoPackage(GeoPackage &&) noexcept = default;
GeoPackage &GeoPackage::operator=(GeoPackage &&) noexcept = default;

base::Result<GeoPackage> GeoPackage::create(const QString &file)
{
    // Once, and by one thread: two files are made at the same time.
    [[maybe_unused]] static const bool isReady = (GDALAllRegister(), true);
    GeoPackage made;
    made.m_file = file;
    made.m_srs.importFromEPSG(4547);
    made.m_srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    // The file is made anew beside its final place, so nothing is lost if the machine stops in the middle: no journal.
    CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF");
    CPLSetThreadLocalConfigOption("OGR_SQLITE_JOURNAL", "OFF");
    // The time of the last change would make two runs differ.
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2026-06-01T00:00:00.000Z");
    if (driver)
        made.m_dataset.reset(driver->Create(file.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!made.m_dataset)
        return base::failure(QStringLiteral("folder-unwritable"),
                             tr("the file cannot be made: %1").arg(QString::fromUtf8(CPLGetLastErrorMsg())), file, {},
                             tr("choose another folder"));
    made.m_dataset->StartTransaction(true);
    return made;
}

OGRLayer *GeoPackage::layer(const char *name, OGRwkbGeometryType type, std::initializer_list<Column> columns,
                            const char *title, bool spatialIndex)
{
    CPLStringList options;
    options.SetNameValue("GEOMETRY_NAME", "geom");
    options.SetNameValue("DESCRIPTION", title);
    if (!spatialIndex)
        options.SetNameValue("SPATIAL_INDEX", "NO");
    OGRLayer *made = m_dataset->CreateLayer(name, type == wkbNone ? nullptr : &m_srs, type, options.List());
    if (!made)
        return nullptr;
    for (const Column &column : columns) {
        OGRFieldDefn field(column.name, column.type);
        made->CreateField(&field);
    }
    return made;
}

void GeoPackage::index(const char *layer, const char *column)
{
    const QByteArray sql =
        QByteArray("CREATE INDEX \"") + layer + "_" + column + "\" ON \"" + layer + "\" (\"" + column + "\")";
    if (OGRLayer *result = m_dataset->ExecuteSQL(sql.constData(), nullptr, nullptr))
        m_dataset->ReleaseResultSet(result);
}

void GeoPackage::put(OGRLayer *to, OGRFeature &feature)
{
    feature.SetFID(OGRNullFID);
    if (to->CreateFeature(&feature) != OGRERR_NONE)
        m_failed = true;
}

base::Status GeoPackage::problem() const
{
    return base::failure(QStringLiteral("folder-unwritable"),
                         tr("the file cannot be written: %1").arg(QString::fromUtf8(CPLGetLastErrorMsg())), m_file, {},
                         tr("choose another folder or make room on the disk"));
}

base::Status GeoPackage::finish()
{
    const bool committed = m_dataset->CommitTransaction() == OGRERR_NONE;
    const base::Status status = committed && !m_failed ? base::Status() : problem();
    m_dataset.reset();
    for (const char *option : {"OGR_SQLITE_SYNCHRONOUS", "OGR_SQLITE_JOURNAL", "OGR_CURRENT_DATE"})
        CPLSetThreadLocalConfigOption(option, nullptr);
    return status;
}

void setText(OGRFeature &feature, int field, const QString &value)
{
    if (value.isEmpty())
        feature.SetFieldNull(field);
    else
        feature.SetField(field, value.toUtf8().constData());
}

static void addPoint(OGRSimpleCurve &out, const Vec2 &p, const Vec2 &offset)
{
    // Millimetres are enough, and shorter to compress than the last bits of a double.
    out.addPoint(std::round((p.x + offset.x + CornerEasting) * 1000) / 1000,
                 std::round((p.y + offset.y + CornerNorthing) * 1000) / 1000);
}

static void fillPolygon(OGRPolygon &out, const Polygon &polygon, const Vec2 &offset)
{
    const auto ring = [&](const Ring &points) {
        OGRLinearRing line;
        line.setNumPoints(0);
        for (const Vec2 &p : points)
            addPoint(line, p, offset);
        line.closeRings();
        return line;
    };
    OGRLinearRing outer = ring(polygon.outer);
    out.addRing(&outer);
    for (const Ring &hole : polygon.holes) {
        OGRLinearRing inner = ring(hole);
        out.addRing(&inner);
    }
}

void setShape(OGRFeature &feature, const MultiPolygon &polygons, const Vec2 &offset)
{
    auto *multi = new OGRMultiPolygon;
    for (const Polygon &polygon : polygons) {
        auto *one = new OGRPolygon;
        fillPolygon(*one, polygon, offset);
        multi->addGeometryDirectly(one);
    }
    feature.SetGeometryDirectly(multi);
}

void setShape(OGRFeature &feature, const Polygon &polygon, const Vec2 &offset)
{
    auto *one = new OGRPolygon;
    fillPolygon(*one, polygon, offset);
    feature.SetGeometryDirectly(one);
}

void setShape(OGRFeature &feature, const LineString &line, const Vec2 &offset)
{
    auto *one = new OGRLineString;
    for (const Vec2 &p : line)
        addPoint(*one, p, offset);
    feature.SetGeometryDirectly(one);
}

void setShape(OGRFeature &feature, const Vec2 &p, const Vec2 &offset)
{
    feature.SetGeometryDirectly(new OGRPoint(p.x + offset.x + CornerEasting, p.y + offset.y + CornerNorthing));
}

double decimetres(double metres)
{
    return std::round(metres * 10) / 10;
}

}
