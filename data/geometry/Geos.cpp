#include "geometry/Geos.h"

#include <map>

namespace geometry
{

GEOSContextHandle_t geosContext()
{
    struct Context {
        GEOSContextHandle_t handle = GEOS_init_r();
        ~Context() { GEOS_finish_r(handle); }
    };
    static thread_local Context own;
    return own.handle;
}

void GeosDeleter::operator()(GEOSGeometry *geometry) const
{
    GEOSGeom_destroy_r(geosContext(), geometry);
}

static GEOSCoordSequence *sequence(const std::vector<Vec2> &points, bool closed)
{
    const auto n = static_cast<unsigned>(points.size());
    GEOSCoordSequence *seq = GEOSCoordSeq_create_r(geosContext(), n + (closed ? 1 : 0), 2);
    for (unsigned i = 0; i < n; ++i)
        GEOSCoordSeq_setXY_r(geosContext(), seq, i, points[i].x, points[i].y);
    if (closed)
        GEOSCoordSeq_setXY_r(geosContext(), seq, n, points[0].x, points[0].y);
    return seq;
}

GeosGeometry toGeos(const Polygon &polygon)
{
    if (polygon.outer.size() < 3)
        return nullptr;
    GEOSGeometry *shell = GEOSGeom_createLinearRing_r(geosContext(), sequence(polygon.outer, true));
    if (!shell)
        return nullptr;
    std::vector<GEOSGeometry *> holes;
    for (const Ring &hole : polygon.holes) {
        if (GEOSGeometry *ring =
                hole.size() < 3 ? nullptr : GEOSGeom_createLinearRing_r(geosContext(), sequence(hole, true)))
            holes.push_back(ring);
    }
    return GeosGeometry(GEOSGeom_createPolygon_r(geosContext(), shell, holes.data(), unsigned(holes.size())));
}

static std::vector<Vec2> pointsOf(const GEOSGeometry *ring)
{
    const GEOSCoordSequence *seq = GEOSGeom_getCoordSeq_r(geosContext(), ring);
    unsigned n = 0;
    GEOSCoordSeq_getSize_r(geosContext(), seq, &n);
    std::vector<Vec2> points(n);
    for (unsigned i = 0; i < n; ++i)
        GEOSCoordSeq_getXY_r(geosContext(), seq, i, &points[i].x, &points[i].y);
    return points;
}

void collectPolygons(const GEOSGeometry *geometry, MultiPolygon &out)
{
    if (!geometry)
        return;
    const int type = GEOSGeomTypeId_r(geosContext(), geometry);
    if (type == GEOS_POLYGON) {
        if (GEOSisEmpty_r(geosContext(), geometry))
            return;
        Polygon polygon;
        polygon.outer = pointsOf(GEOSGetExteriorRing_r(geosContext(), geometry));
        const int holes = GEOSGetNumInteriorRings_r(geosContext(), geometry);
        for (int i = 0; i < holes; ++i)
            polygon.holes.push_back(pointsOf(GEOSGetInteriorRingN_r(geosContext(), geometry, i)));
        out.push_back(std::move(polygon));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        const int parts = GEOSGetNumGeometries_r(geosContext(), geometry);
        for (int i = 0; i < parts; ++i)
            collectPolygons(GEOSGetGeometryN_r(geosContext(), geometry, i), out);
    }
}

bool isValid(const GeosGeometry &geometry, QString *reason)
{
    char *text = nullptr;
    const char valid = GEOSisValidDetail_r(geosContext(), geometry.get(), 0, &text, nullptr);
    if (text) {
        if (reason)
            *reason = QString::fromUtf8(text);
        GEOSFree_r(geosContext(), text);
    }
    return valid == 1;
}

MultiPolygon makeValid(const GeosGeometry &geometry)
{
    MultiPolygon result;
    if (geometry) {
        const GeosGeometry mended(GEOSMakeValid_r(geosContext(), geometry.get()));
        collectPolygons(mended.get(), result);
    }
    return result;
}

MultiPolygon bufferedByGeos(const LineString &line, double width)
{
    constexpr int SegmentsPerQuarter = 4;
    MultiPolygon result;
    const GeosGeometry middle(GEOSGeom_createLineString_r(geosContext(), sequence(line, false)));
    if (middle) {
        const GeosGeometry wide(GEOSBufferWithStyle_r(geosContext(), middle.get(), width / 2, SegmentsPerQuarter,
                                                      GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_ROUND, 5.0));
        collectPolygons(wide.get(), result);
    }
    return result;
}

Triangulation triangulateByGeos(const Polygon &polygon)
{
    Triangulation result;
    const GeosGeometry geometry = toGeos(polygon);
    if (!geometry)
        return result;
    const GeosGeometry triangles(GEOSConstrainedDelaunayTriangulation_r(geosContext(), geometry.get()));
    if (!triangles)
        return result;
    const auto before = [](const Vec2 &a, const Vec2 &b) { return a.x < b.x || (a.x == b.x && a.y < b.y); };
    std::map<Vec2, uint32_t, decltype(before)> known(before);
    const auto indexOf = [&](const Vec2 &p) {
        const auto [at, isNew] = known.try_emplace(p, uint32_t(result.points.size()));
        if (isNew)
            result.points.push_back(p);
        return at->second;
    };
    // The polygon's own points first, in order: callers rely on finding them.
    for (const Vec2 &p : polygon.outer)
        indexOf(p);
    for (const Ring &hole : polygon.holes) {
        for (const Vec2 &p : hole)
            indexOf(p);
    }
    const int count = GEOSGetNumGeometries_r(geosContext(), triangles.get());
    result.indices.reserve(size_t(count) * 3);
    for (int i = 0; i < count; ++i) {
        Ring ring = pointsOf(GEOSGetExteriorRing_r(geosContext(), GEOSGetGeometryN_r(geosContext(), triangles.get(), i)));
        if (ring.size() != 4)
            continue;
        ring.pop_back();
        if (signedArea(ring) < 0)
            std::swap(ring[1], ring[2]);
        for (const Vec2 &p : ring)
            result.indices.push_back(indexOf(p));
    }
    return result;
}

}
