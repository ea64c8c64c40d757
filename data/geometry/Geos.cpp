#include "geometry/Geos.h"

#include <map>

namespace geometry
{

static GEOSContextHandle_t context()
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
    GEOSGeom_destroy_r(context(), geometry);
}

static GEOSCoordSequence *sequence(const std::vector<Vec2> &points, bool closed)
{
    const auto n = static_cast<unsigned>(points.size());
    GEOSCoordSequence *seq = GEOSCoordSeq_create_r(context(), n + (closed ? 1 : 0), 2);
    for (unsigned i = 0; i < n; ++i)
        GEOSCoordSeq_setXY_r(context(), seq, i, points[i].x, points[i].y);
    if (closed)
        GEOSCoordSeq_setXY_r(context(), seq, n, points[0].x, points[0].y);
    return seq;
}

GeosGeometry toGeos(const Polygon &polygon)
{
    if (polygon.outer.size() < 3)
        return nullptr;
    GEOSGeometry *shell = GEOSGeom_createLinearRing_r(context(), sequence(polygon.outer, true));
    if (!shell)
        return nullptr;
    std::vector<GEOSGeometry *> holes;
    for (const Ring &hole : polygon.holes) {
        if (GEOSGeometry *ring =
                hole.size() < 3 ? nullptr : GEOSGeom_createLinearRing_r(context(), sequence(hole, true)))
            holes.push_back(ring);
    }
    return GeosGeometry(GEOSGeom_createPolygon_r(context(), shell, holes.data(), unsigned(holes.size())));
}

static std::vector<Vec2> pointsOf(const GEOSGeometry *ring)
{
    const GEOSCoordSequence *seq = GEOSGeom_getCoordSeq_r(context(), ring);
    unsigned n = 0;
    GEOSCoordSeq_getSize_r(context(), seq, &n);
    std::vector<Vec2> points(n);
    for (unsigned i = 0; i < n; ++i)
        GEOSCoordSeq_getXY_r(context(), seq, i, &points[i].x, &points[i].y);
    return points;
}

static void collectPolygons(const GEOSGeometry *geometry, MultiPolygon &out)
{
    if (!geometry)
        return;
    const int type = GEOSGeomTypeId_r(context(), geometry);
    if (type == GEOS_POLYGON) {
        if (GEOSisEmpty_r(context(), geometry))
            return;
        Polygon polygon;
        polygon.outer = pointsOf(GEOSGetExteriorRing_r(context(), geometry));
        const int holes = GEOSGetNumInteriorRings_r(context(), geometry);
        for (int i = 0; i < holes; ++i)
            polygon.holes.push_back(pointsOf(GEOSGetInteriorRingN_r(context(), geometry, i)));
        out.push_back(std::move(polygon));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        const int parts = GEOSGetNumGeometries_r(context(), geometry);
        for (int i = 0; i < parts; ++i)
            collectPolygons(GEOSGetGeometryN_r(context(), geometry, i), out);
    }
}

bool isValid(const GeosGeometry &geometry, QString *reason)
{
    char *text = nullptr;
    const char valid = GEOSisValidDetail_r(context(), geometry.get(), 0, &text, nullptr);
    if (text) {
        if (reason)
            *reason = QString::fromUtf8(text);
        GEOSFree_r(context(), text);
    }
    return valid == 1;
}

MultiPolygon makeValid(const GeosGeometry &geometry)
{
    MultiPolygon result;
    if (geometry) {
        const GeosGeometry mended(GEOSMakeValid_r(context(), geometry.get()));
        collectPolygons(mended.get(), result);
    }
    return result;
}

MultiPolygon bufferedByGeos(const LineString &line, double width)
{
    constexpr int SegmentsPerQuarter = 4;
    MultiPolygon result;
    const GeosGeometry middle(GEOSGeom_createLineString_r(context(), sequence(line, false)));
    if (middle) {
        const GeosGeometry wide(GEOSBufferWithStyle_r(context(), middle.get(), width / 2, SegmentsPerQuarter,
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
    const GeosGeometry triangles(GEOSConstrainedDelaunayTriangulation_r(context(), geometry.get()));
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
    const int count = GEOSGetNumGeometries_r(context(), triangles.get());
    result.indices.reserve(size_t(count) * 3);
    for (int i = 0; i < count; ++i) {
        Ring ring = pointsOf(GEOSGetExteriorRing_r(context(), GEOSGetGeometryN_r(context(), triangles.get(), i)));
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
