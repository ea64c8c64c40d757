#include "sample/Planar.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <memory>

namespace sample
{

namespace
{

using Geometry = std::unique_ptr<OGRGeometry>;

void fill(OGRLinearRing &out, const Ring &ring)
{
    for (const Vec2 &p : ring)
        out.addPoint(p.x, p.y);
    out.closeRings();
}

Geometry toOgr(const MultiPolygon &polygons)
{
    auto multi = std::make_unique<OGRMultiPolygon>();
    for (const Polygon &polygon : polygons) {
        OGRPolygon one;
        OGRLinearRing outer;
        fill(outer, polygon.outer);
        one.addRing(&outer);
        for (const Ring &hole : polygon.holes) {
            OGRLinearRing ring;
            fill(ring, hole);
            one.addRing(&ring);
        }
        multi->addGeometry(&one);
    }
    return multi;
}

Geometry toOgr(const LineString &line)
{
    auto out = std::make_unique<OGRLineString>();
    for (const Vec2 &p : line)
        out->addPoint(p.x, p.y);
    return out;
}

template <typename Points> std::vector<Vec2> pointsOf(const Points &line, bool closed)
{
    std::vector<Vec2> out;
    const int n = line.getNumPoints() - (closed ? 1 : 0);
    for (int i = 0; i < n; ++i)
        out.push_back({line.getX(i), line.getY(i)});
    return out;
}

void collect(const OGRGeometry *geometry, MultiPolygon &out)
{
    if (!geometry || geometry->IsEmpty())
        return;
    const auto type = wkbFlatten(geometry->getGeometryType());
    if (type == wkbPolygon) {
        const OGRPolygon *polygon = geometry->toPolygon();
        Polygon one{pointsOf(*polygon->getExteriorRing(), true), {}};
        for (int i = 0; i < polygon->getNumInteriorRings(); ++i)
            one.holes.push_back(pointsOf(*polygon->getInteriorRing(i), true));
        out.push_back(std::move(one));
    } else if (type == wkbMultiPolygon || type == wkbGeometryCollection) {
        const OGRGeometryCollection *many = geometry->toGeometryCollection();
        for (int i = 0; i < many->getNumGeometries(); ++i)
            collect(many->getGeometryRef(i), out);
    }
}

MultiPolygon fromOgr(const Geometry &geometry)
{
    MultiPolygon out;
    collect(geometry.get(), out);
    MultiPolygon kept;
    for (Polygon &polygon : out) {
        if (geometry::area(polygon) < 1e-4)
            continue;
        if (geometry::signedArea(polygon.outer) < 0)
            std::reverse(polygon.outer.begin(), polygon.outer.end());
        for (Ring &hole : polygon.holes) {
            if (geometry::signedArea(hole) > 0)
                std::reverse(hole.begin(), hole.end());
        }
        kept.push_back(std::move(polygon));
    }
    return kept;
}

}

std::vector<Ring> facesBetween(const std::vector<LineString> &lines)
{
    if (lines.empty())
        return {};
    // Noding first: polygonizing wants lines that meet only at their ends.
    OGRMultiLineString all;
    for (const LineString &line : lines)
        all.addGeometry(toOgr(line).get());
    const Geometry noded(all.Union(all.getGeometryRef(0)));
    const Geometry faces(noded ? noded->Polygonize() : nullptr);
    std::vector<Ring> rings;
    for (Polygon &polygon : fromOgr(faces))
        rings.push_back(std::move(polygon.outer));
    return rings;
}

MultiPolygon widened(const LineString &line, double halfWidth, int quadrantSegments)
{
    return fromOgr(Geometry(toOgr(line)->Buffer(halfWidth, quadrantSegments)));
}

MultiPolygon shrunk(const MultiPolygon &area, double by)
{
    return fromOgr(Geometry(toOgr(area)->Buffer(-by, 2)));
}

MultiPolygon minus(const MultiPolygon &area, const MultiPolygon &what)
{
    if (what.empty())
        return area;
    return fromOgr(Geometry(toOgr(area)->Difference(toOgr(what).get())));
}

MultiPolygon common(const MultiPolygon &a, const MultiPolygon &b)
{
    return fromOgr(Geometry(toOgr(a)->Intersection(toOgr(b).get())));
}

MultiPolygon united(const MultiPolygon &pieces)
{
    if (pieces.size() < 2)
        return pieces;
    return fromOgr(Geometry(toOgr(pieces)->UnionCascaded()));
}

MultiPolygon dissolved(const std::vector<Ring> &pieces)
{
    MultiPolygon polygons;
    for (const Ring &ring : pieces)
        polygons.push_back({ring, {}});
    return united(polygons);
}

std::vector<LineString> clipped(const LineString &line, const Polygon &area)
{
    const Geometry cut(toOgr(line)->Intersection(toOgr(MultiPolygon{area}).get()));
    std::vector<LineString> out;
    if (!cut || cut->IsEmpty())
        return out;
    const auto type = wkbFlatten(cut->getGeometryType());
    if (type == wkbLineString) {
        out.push_back(pointsOf(*cut->toLineString(), false));
    } else if (type == wkbMultiLineString || type == wkbGeometryCollection) {
        const OGRGeometryCollection *many = cut->toGeometryCollection();
        for (int i = 0; i < many->getNumGeometries(); ++i) {
            if (wkbFlatten(many->getGeometryRef(i)->getGeometryType()) == wkbLineString)
                out.push_back(pointsOf(*many->getGeometryRef(i)->toLineString(), false));
        }
    }
    return out;
}

std::pair<MultiPolygon, MultiPolygon> split(const MultiPolygon &area, const Vec2 &point, double angle)
{
    constexpr double Far = 5000.0;
    const Vec2 along(std::cos(angle), std::sin(angle)), across(-along.y, along.x);
    const Ring left{point - along * Far, point + along * Far, point + along * Far + across * Far,
                    point - along * Far + across * Far};
    const MultiPolygon half{{left, {}}};
    return {common(area, half), minus(area, half)};
}

}
