#include "formats/ogr/ShapeBatch.h"

#include <QCoreApplication>

#include <ogr_geometry.h>

#include <memory>

namespace formats
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

/// Whether nothing of it could be seen: less than ten square centimetres, or some thousand times as long as
/// wide. Three corners on a line in degrees are not quite on one in metres.
bool isSliver(const geometry::MultiPolygon &polygons)
{
    double around = 0;
    for (const geometry::Polygon &polygon : polygons)
        around += geometry::length(polygon.outer);
    const double area = geometry::area(polygons);
    return area < 0.001 || area < around * around * 1e-6;
}

}

bool isUsable(const Shape &shape, const Complaint &complain)
{
    if (shape.state == Shape::State::Missing)
        complain("geometry-missing",
                 QCoreApplication::translate("formats", "The feature has no geometry; it is left out"));
    else if (shape.state == Shape::State::Unmovable)
        complain("coordinates-invalid",
                 QCoreApplication::translate(
                     "formats",
                     "The feature has coordinates that cannot be in its coordinate reference system; it is left out"));
    return shape.state == Shape::State::Good;
}

bool takeAreas(Shape &shape, geometry::MultiPolygon &into, const Complaint &complain)
{
    if (shape.polygons.empty()) {
        complain(
            "geometry-unsuitable",
            QCoreApplication::translate(
                "formats", "An area is needed here, but the geometry is a line or a point; the feature is left out"));
        return false;
    }
    QString why;
    into = std::move(shape.polygons);
    geometry::Repair repair = geometry::normalise(into, &why);
    if (repair != geometry::Repair::Nothing && isSliver(into)) {
        repair = geometry::Repair::Nothing;
        why.clear();
    }
    if (repair == geometry::Repair::None)
        return true;
    // GEOS names the place; equal faults are to be one warning.
    why = why.section(QLatin1Char('['), 0, 0).section(QStringLiteral(" at or near"), 0, 0).trimmed();
    if (why.isEmpty())
        why = QCoreApplication::translate("formats", "a ring without area");
    if (repair == geometry::Repair::Nothing) {
        complain("ring-invalid",
                 QCoreApplication::translate("formats", "No area is left of the polygon (%1); the feature is left out")
                     .arg(why));
        return false;
    }
    complain("ring-invalid",
             QCoreApplication::translate("formats", "A ring of the polygon was bad and has been mended (%1)").arg(why));
    return true;
}

void ShapeBatch::addCurve(const OGRSimpleCurve *curve, Part part)
{
    const int count = curve ? curve->getNumPoints() : 0;
    if (count == 0)
        return;
    const size_t first = m_points.size();
    m_points.resize(first + size_t(count), Vec3(0));
    Vec3 *const points = m_points.data() + first;
    curve->getPoints(&points->x, sizeof(Vec3), &points->y, sizeof(Vec3), &points->z, sizeof(Vec3));
    // A ring's last point is its first again: one less to be moved.
    const bool closed = part != Part::Line && count > 1 && points[0] == points[count - 1];
    if (closed)
        m_points.pop_back();
    m_runs.push_back({quint32(first), quint32(closed ? count - 1 : count), part});
}

void ShapeBatch::addPolygon(const OGRPolygon *polygon)
{
    addCurve(polygon->getExteriorRing(), Part::Outer);
    for (int i = 0; i < polygon->getNumInteriorRings(); ++i)
        addCurve(polygon->getInteriorRing(i), Part::Hole);
}

void ShapeBatch::addAny(const OGRGeometry *geometry, bool closedLinesAreAreas)
{
    if (!geometry || geometry->IsEmpty())
        return;
    switch (wkbFlatten(geometry->getGeometryType())) {
    case wkbPolygon:
    case wkbTriangle:
        addPolygon(geometry->toPolygon());
        break;
    case wkbLineString: {
        const OGRLineString *line = geometry->toLineString();
        addCurve(line,
                 closedLinesAreAreas && line->get_IsClosed() && line->getNumPoints() > 3 ? Part::Outer : Part::Line);
        break;
    }
    case wkbPoint: {
        const OGRPoint *point = geometry->toPoint();
        m_runs.push_back({quint32(m_points.size()), 1, Part::Point});
        m_points.emplace_back(point->getX(), point->getY(), point->getZ());
        break;
    }
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        for (const OGRGeometry *part : geometry->toGeometryCollection())
            addAny(part, closedLinesAreAreas);
        break;
    case wkbPolyhedralSurface:
    case wkbTIN:
        for (const OGRPolygon *part : geometry->toPolyhedralSurface())
            addPolygon(part);
        break;
    default: // curves of all kinds
        if (const std::unique_ptr<OGRGeometry> straight(geometry->getLinearGeometry());
            straight && !OGR_GT_IsNonLinear(straight->getGeometryType()))
            addAny(straight.get(), closedLinesAreAreas);
    }
}

void ShapeBatch::add(const OGRGeometry *geometry, bool closedLinesAreAreas)
{
    const quint32 first = quint32(m_runs.size());
    addAny(geometry, closedLinesAreAreas);
    m_entries.push_back({first, quint32(m_runs.size()) - first, geometry && geometry->Is3D()});
}

void ShapeBatch::move(const MapToScene &toScene)
{
    toScene.move(m_points, m_bad);
}

Shape ShapeBatch::shape(size_t index) const
{
    Shape shape;
    const Entry &entry = m_entries[index];
    if (entry.runs == 0)
        return shape;
    shape.state = Shape::State::Good;
    for (quint32 r = entry.firstRun; r < entry.firstRun + entry.runs; ++r) {
        const Run &run = m_runs[r];
        std::vector<Vec2> flat;
        flat.reserve(run.count);
        for (quint32 p = run.first; p < run.first + run.count; ++p) {
            if (m_bad[p]) {
                shape.state = Shape::State::Unmovable;
                return shape;
            }
            flat.emplace_back(m_points[p]);
            if (entry.is3d && !(m_points[p].z >= shape.lowest))
                shape.lowest = m_points[p].z;
        }
        if (run.part == Part::Point) {
            shape.points.push_back(m_points[run.first]);
            continue;
        }
        if (run.part == Part::Line) {
            shape.lines.push_back(std::move(flat));
            continue;
        }
        if (flat.size() > 1 && flat.front() == flat.back())
            flat.pop_back();
        if (run.part == Part::Outer)
            shape.polygons.push_back({std::move(flat), {}});
        else if (!shape.polygons.empty())
            shape.polygons.back().holes.push_back(std::move(flat));
    }
    return shape;
}

void ShapeBatch::clear()
{
    m_points.clear();
    m_runs.clear();
    m_entries.clear();
}

}
