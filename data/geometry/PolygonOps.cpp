#include "geometry/PolygonOps.h"

#include "geometry/Geos.h"

#include <algorithm>
#include <cmath>

namespace geometry
{

static double rounded(double metres)
{
    constexpr double Cells = 1 / PlanGrid;
    return std::round(metres * Cells) / Cells;
}

static GeosGeometry collection(const MultiPolygon &polygons)
{
    std::vector<GEOSGeometry *> parts;
    parts.reserve(polygons.size());
    const auto round = [](Ring &ring) {
        for (Vec2 &p : ring)
            p = {rounded(p.x), rounded(p.y)};
    };
    for (Polygon polygon : polygons) {
        round(polygon.outer);
        for (Ring &hole : polygon.holes)
            round(hole);
        if (GeosGeometry part = toGeos(polygon))
            parts.push_back(part.release());
    }
    if (parts.size() == 1)
        return GeosGeometry(parts[0]);
    return GeosGeometry(
        GEOSGeom_createCollection_r(geosContext(), GEOS_GEOMETRYCOLLECTION, parts.data(), unsigned(parts.size())));
}

static bool isSliver(const Ring &ring)
{
    double around = 0;
    for (size_t i = 0; i < ring.size(); ++i)
        around += glm::length(ring[(i + 1) % ring.size()] - ring[i]);
    return std::abs(signedArea(ring)) < 2 * PlanGrid * around;
}

static MultiPolygon result(const GeosGeometry &geometry)
{
    MultiPolygon polygons;
    collectPolygons(geometry.get(), polygons);
    normalise(polygons);
    std::erase_if(polygons, [](const Polygon &polygon) { return isSliver(polygon.outer); });
    for (Polygon &polygon : polygons)
        std::erase_if(polygon.holes, isSliver);
    return polygons;
}

static GeosGeometry unitedGeometry(const MultiPolygon &polygons)
{
    const GeosGeometry all = collection(polygons);
    return all ? GeosGeometry(GEOSUnaryUnion_r(geosContext(), all.get())) : GeosGeometry();
}

MultiPolygon united(const MultiPolygon &polygons)
{
    return result(unitedGeometry(polygons));
}

using Overlay = GEOSGeometry *(*)(GEOSContextHandle_t, const GEOSGeometry *, const GEOSGeometry *);

static MultiPolygon overlaid(const MultiPolygon &a, const MultiPolygon &b, Overlay overlay)
{
    // One polygon needs no union, unless rounding has broken it.
    for (const bool mend : {false, true}) {
        const auto prepared = [mend](const MultiPolygon &polygons) {
            return polygons.size() == 1 && !mend ? collection(polygons) : unitedGeometry(polygons);
        };
        const GeosGeometry left = prepared(a), right = prepared(b);
        const GeosGeometry both(left && right ? overlay(geosContext(), left.get(), right.get()) : nullptr);
        if (both)
            return result(both);
    }
    return {};
}

MultiPolygon difference(const MultiPolygon &from, const MultiPolygon &taken)
{
    return overlaid(from, taken, GEOSDifference_r);
}

MultiPolygon intersection(const MultiPolygon &a, const MultiPolygon &b)
{
    return overlaid(a, b, GEOSIntersection_r);
}

MultiPolygon grown(const MultiPolygon &polygons, double by)
{
    constexpr int SegmentsPerQuarter = 2;
    constexpr double MitreLimit = 2.5;
    const GeosGeometry whole = unitedGeometry(polygons);
    if (!whole)
        return {};
    return result(GeosGeometry(GEOSBufferWithStyle_r(geosContext(), whole.get(), by, SegmentsPerQuarter,
                                                     GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, MitreLimit)));
}

MultiPolygon moved(MultiPolygon polygons, const Vec2 &by)
{
    for (Polygon &polygon : polygons) {
        for (Vec2 &p : polygon.outer)
            p += by;
        for (Ring &hole : polygon.holes) {
            for (Vec2 &p : hole)
                p += by;
        }
    }
    return polygons;
}

InnerCircle innerCircle(const MultiPolygon &polygons)
{
    const auto largest = std::max_element(polygons.begin(), polygons.end(),
                                          [](const Polygon &a, const Polygon &b) { return area(a) < area(b); });
    InnerCircle circle;
    if (largest == polygons.end())
        return circle;
    const GeosGeometry shape = toGeos(*largest);
    const double tolerance = std::clamp(std::sqrt(area(*largest)) * 0.02, 0.02, 1.0);
    const GeosGeometry radius(shape ? GEOSMaximumInscribedCircle_r(geosContext(), shape.get(), tolerance) : nullptr);
    const GEOSCoordSequence *ends = radius ? GEOSGeom_getCoordSeq_r(geosContext(), radius.get()) : nullptr;
    unsigned count = 0;
    if (!ends || !GEOSCoordSeq_getSize_r(geosContext(), ends, &count) || count < 2)
        return circle;
    Vec2 rim;
    GEOSCoordSeq_getXY_r(geosContext(), ends, 0, &circle.centre.x, &circle.centre.y);
    GEOSCoordSeq_getXY_r(geosContext(), ends, 1, &rim.x, &rim.y);
    circle.radius = glm::length(rim - circle.centre);
    return circle;
}

}
