#include "formats/ifc/IfcShapes.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace formats::ifc
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

using Shape = std::unique_ptr<OGRGeometry>;

std::unique_ptr<OGRPolygon> toOgr(const geometry::Ring &ring)
{
    auto line = std::make_unique<OGRLinearRing>();
    line->setNumPoints(int(ring.size()));
    for (size_t i = 0; i < ring.size(); ++i)
        line->setPoint(int(i), ring[i].x, ring[i].y);
    line->closeRings();
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRingDirectly(line.release());
    return polygon;
}

geometry::Ring fromOgr(const OGRLinearRing &line)
{
    geometry::Ring ring;
    for (int i = 0; i + 1 < line.getNumPoints(); ++i)
        ring.emplace_back(line.getX(i), line.getY(i));
    return ring;
}

void collect(const OGRGeometry *shape, geometry::MultiPolygon &to)
{
    if (!shape)
        return;
    if (const OGRPolygon *polygon = dynamic_cast<const OGRPolygon *>(shape)) {
        if (polygon->IsEmpty())
            return;
        geometry::Polygon made;
        made.outer = fromOgr(*polygon->getExteriorRing());
        for (int i = 0; i < polygon->getNumInteriorRings(); ++i)
            made.holes.push_back(fromOgr(*polygon->getInteriorRing(i)));
        if (made.outer.size() >= 3)
            to.push_back(std::move(made));
    } else if (const auto *several = dynamic_cast<const OGRGeometryCollection *>(shape)) {
        for (int i = 0; i < several->getNumGeometries(); ++i)
            collect(several->getGeometryRef(i), to);
    }
}

geometry::MultiPolygon unionOf(const OGRMultiPolygon &parts)
{
    constexpr double Coarse = 0.01; // metres: points in line, and the width of what is no area
    geometry::MultiPolygon made;
    const Shape whole(parts.UnionCascaded());
    const Shape simple(whole ? whole->SimplifyPreserveTopology(Coarse) : nullptr);
    collect(simple.get(), made);
    std::erase_if(made, [](const geometry::Polygon &polygon) { return geometry::area(polygon) < Coarse; });
    geometry::normalise(made);
    return made;
}

/// Triangles with all corners below `top`, flat.
void addTriangles(const geometry::Mesh &mesh, float top, OGRMultiPolygon &to)
{
    const auto millimetres = [&](uint32_t index) {
        const Vec3 p = mesh.origin + Vec3(mesh.positions[index]);
        return Vec2(std::round(p.x * 1000) / 1000, std::round(p.y * 1000) / 1000);
    };
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const auto *corner = &mesh.indices[i];
        if (std::any_of(corner, corner + 3, [&](uint32_t index) { return mesh.positions[index].z > top; }))
            continue;
        const geometry::Ring ring{millimetres(corner[0]), millimetres(corner[1]), millimetres(corner[2])};
        if (std::abs(geometry::signedArea(ring)) > 1e-5)
            to.addGeometryDirectly(toOgr(ring).release());
    }
}

}

geometry::Polygon hullOf(const geometry::Mesh &mesh)
{
    OGRMultiPoint points;
    for (const geometry::Vec3f &p : mesh.positions) {
        OGRPoint point(mesh.origin.x + double(p.x), mesh.origin.y + double(p.y));
        points.addGeometry(&point);
    }
    const Shape hull(points.ConvexHull());
    geometry::MultiPolygon made;
    collect(hull.get(), made);
    return made.empty() ? geometry::Polygon() : made.front();
}

static geometry::MultiPolygon joined(const geometry::Mesh &mesh, float top)
{
    constexpr size_t Most = 20'000;
    OGRMultiPolygon parts;
    if (mesh.triangles() <= Most)
        addTriangles(mesh, top, parts);
    return parts.IsEmpty() ? geometry::MultiPolygon() : unionOf(parts);
}

geometry::MultiPolygon coveredBy(const geometry::Mesh &mesh)
{
    constexpr float All = 1e9f;
    geometry::MultiPolygon made = joined(mesh, All);
    if (!made.empty())
        return made;
    geometry::Polygon hull = hullOf(mesh);
    return hull.outer.size() < 3 ? geometry::MultiPolygon() : geometry::MultiPolygon{std::move(hull)};
}

geometry::MultiPolygon floorOf(const geometry::Mesh &mesh)
{
    if (mesh.indices.empty())
        return {};
    float lowest = mesh.positions[mesh.indices.front()].z;
    for (const uint32_t index : mesh.indices)
        lowest = std::min(lowest, mesh.positions[index].z);
    constexpr float Flat = 0.05f;
    geometry::MultiPolygon made = joined(mesh, lowest + Flat);
    return made.empty() ? coveredBy(mesh) : made;
}

geometry::MultiPolygon merged(const geometry::MultiPolygon &shapes, double gap)
{
    OGRMultiPolygon parts;
    for (const geometry::Polygon &polygon : shapes)
        parts.addGeometryDirectly(toOgr(polygon.outer).release());
    const Shape whole(parts.UnionCascaded());
    const Shape wide(whole ? whole->Buffer(gap, 2) : nullptr);
    geometry::MultiPolygon filled;
    collect(wide.get(), filled);
    OGRMultiPolygon outer;
    for (const geometry::Polygon &polygon : filled)
        outer.addGeometryDirectly(toOgr(polygon.outer).release());
    const Shape narrow(outer.Buffer(-gap, 2));
    const Shape simple(narrow ? narrow->SimplifyPreserveTopology(0.05) : nullptr);
    geometry::MultiPolygon made;
    collect(simple.get(), made);
    geometry::normalise(made);
    return made;
}

}
