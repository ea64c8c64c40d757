#include "geometry/PolygonOps.h"

#include "geometry/Geos.h"

#include <algorithm>
#include <cmath>

namespace geometry
{

static GeosGeometry collection(const MultiPolygon &polygons, int type = GEOS_GEOMETRYCOLLECTION)
{
    std::vector<GEOSGeometry *> parts;
    parts.reserve(polygons.size());
    for (const Polygon &polygon : polygons) {
        if (GeosGeometry part = toGeos(polygon))
            parts.push_back(part.release());
    }
    return GeosGeometry(GEOSGeom_createCollection_r(geosContext(), type, parts.data(), unsigned(parts.size())));
}

static MultiPolygon result(const GeosGeometry &geometry)
{
    MultiPolygon polygons;
    collectPolygons(geometry.get(), polygons);
    normalise(polygons);
    return polygons;
}

static GeosGeometry unitedGeometry(const MultiPolygon &polygons, double grid)
{
    const GeosGeometry all = collection(polygons);
    return all ? GeosGeometry(GEOSUnaryUnionPrec_r(geosContext(), all.get(), grid)) : GeosGeometry();
}

MultiPolygon united(const MultiPolygon &polygons, double grid)
{
    return result(unitedGeometry(polygons, grid));
}

MultiPolygon difference(const MultiPolygon &from, const MultiPolygon &taken, double grid)
{
    const GeosGeometry a = unitedGeometry(from, grid), b = unitedGeometry(taken, grid);
    if (!a || !b)
        return {};
    return result(GeosGeometry(GEOSDifferencePrec_r(geosContext(), a.get(), b.get(), grid)));
}

MultiPolygon intersection(const MultiPolygon &a, const MultiPolygon &b, double grid)
{
    const GeosGeometry ga = unitedGeometry(a, grid), gb = unitedGeometry(b, grid);
    if (!ga || !gb)
        return {};
    return result(GeosGeometry(GEOSIntersectionPrec_r(geosContext(), ga.get(), gb.get(), grid)));
}

MultiPolygon grown(const MultiPolygon &polygons, double by)
{
    constexpr int SegmentsPerQuarter = 2;
    constexpr double MitreLimit = 2.5;
    const GeosGeometry whole = unitedGeometry(polygons, PlanGrid);
    if (!whole)
        return {};
    return result(GeosGeometry(GEOSBufferWithStyle_r(geosContext(), whole.get(), by, SegmentsPerQuarter,
                                                     GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, MitreLimit)));
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
