#include "geometry/Polygon.h"

#include "geometry/Geos.h"

#include <algorithm>
#include <cmath>

namespace geometry
{

double signedArea(const Ring &ring)
{
    if (ring.size() < 3)
        return 0;
    // About the first point, so that large map coordinates do not eat the precision.
    const Vec2 o = ring[0];
    double twice = 0;
    for (size_t i = 1; i + 1 < ring.size(); ++i) {
        const Vec2 a = ring[i] - o, b = ring[i + 1] - o;
        twice += a.x * b.y - a.y * b.x;
    }
    return twice / 2;
}

double area(const Polygon &polygon)
{
    double sum = std::abs(signedArea(polygon.outer));
    for (const Ring &hole : polygon.holes)
        sum -= std::abs(signedArea(hole));
    return std::max(0.0, sum);
}

double area(const MultiPolygon &polygons)
{
    double sum = 0;
    for (const Polygon &polygon : polygons)
        sum += area(polygon);
    return sum;
}

Box2 bounds(const Ring &ring)
{
    Box2 box;
    for (const Vec2 &p : ring)
        box.add(p);
    return box;
}

Box2 bounds(const MultiPolygon &polygons)
{
    Box2 box;
    for (const Polygon &polygon : polygons)
        box.add(bounds(polygon.outer));
    return box;
}

bool contains(const Ring &ring, const Vec2 &p)
{
    bool inside = false;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const Vec2 &a = ring[i], &b = ring[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

bool contains(const Polygon &polygon, const Vec2 &point)
{
    if (!contains(polygon.outer, point))
        return false;
    return std::none_of(polygon.holes.begin(), polygon.holes.end(), [&](const Ring &h) { return contains(h, point); });
}

bool contains(const MultiPolygon &polygons, const Vec2 &point)
{
    return std::any_of(polygons.begin(), polygons.end(), [&](const Polygon &p) { return contains(p, point); });
}

static Vec2 centroid(const Ring &ring)
{
    const Vec2 o = ring[0];
    Vec2 sum(0);
    double twice = 0;
    for (size_t i = 1; i + 1 < ring.size(); ++i) {
        const Vec2 a = ring[i] - o, b = ring[i + 1] - o;
        const double cross = a.x * b.y - a.y * b.x;
        sum += (a + b) * cross;
        twice += cross;
    }
    return twice != 0 ? o + sum / (3 * twice) : o;
}

// The middle of the widest stretch that a horizontal line through the polygon's centroid (or nearby) cuts out.
static Vec2 insideOnScanline(const Polygon &polygon, double y)
{
    std::vector<double> crossings;
    const auto collect = [&](const Ring &ring) {
        for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const Vec2 &a = ring[i], &b = ring[j];
            if ((a.y > y) != (b.y > y))
                crossings.push_back((b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x);
        }
    };
    collect(polygon.outer);
    for (const Ring &hole : polygon.holes)
        collect(hole);
    std::sort(crossings.begin(), crossings.end());
    double widest = -1, x = NaN;
    for (size_t i = 0; i + 1 < crossings.size(); i += 2) {
        if (crossings[i + 1] - crossings[i] > widest) {
            widest = crossings[i + 1] - crossings[i];
            x = (crossings[i] + crossings[i + 1]) / 2;
        }
    }
    return {x, y};
}

Vec2 representativePoint(const MultiPolygon &polygons)
{
    const Polygon *largest = nullptr;
    double most = -1;
    for (const Polygon &polygon : polygons) {
        const double size = area(polygon);
        if (!polygon.outer.empty() && size > most) {
            most = size;
            largest = &polygon;
        }
    }
    if (!largest)
        return {NaN, NaN};
    const Vec2 middle = centroid(largest->outer);
    if (contains(*largest, middle))
        return middle;
    const Box2 box = bounds(largest->outer);
    for (const double share : {0.5, 0.37, 0.63, 0.21, 0.79}) {
        const Vec2 p = insideOnScanline(*largest, box.min.y + share * (box.max.y - box.min.y));
        if (!std::isnan(p.x))
            return p;
    }
    return largest->outer[0];
}

double length(const LineString &line)
{
    double sum = 0;
    for (size_t i = 1; i < line.size(); ++i)
        sum += glm::length(line[i] - line[i - 1]);
    return sum;
}

static void dropRepeated(Ring &ring)
{
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    while (ring.size() > 1 && ring.front() == ring.back())
        ring.pop_back();
}

// Whether the ring lies on one line (or is less than a line): a bow tie may have no signed area and still cover ground.
static bool isFlat(const Ring &ring)
{
    for (size_t i = 2; i < ring.size(); ++i) {
        const Vec2 a = ring[i - 1] - ring[0], b = ring[i] - ring[0];
        if (a.x * b.y - a.y * b.x != 0)
            return false;
    }
    return true;
}

static bool segmentsCross(const Vec2 &a, const Vec2 &b, const Vec2 &c, const Vec2 &d)
{
    const auto side = [](const Vec2 &p, const Vec2 &q, const Vec2 &r) {
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    };
    const double d1 = side(a, b, c), d2 = side(a, b, d), d3 = side(c, d, a), d4 = side(c, d, b);
    return ((d1 > 0) != (d2 > 0)) && ((d3 > 0) != (d4 > 0));
}

// Most footprints have few corners: comparing all pairs is quicker than asking GEOS, and settles them.
static constexpr size_t FewCorners = 24;

static bool isSurelySimple(const Polygon &polygon)
{
    const Ring &ring = polygon.outer;
    if (!polygon.holes.empty() || ring.size() > FewCorners)
        return false;
    const size_t n = ring.size();
    for (size_t i = 0; i < n; ++i) {
        for (size_t j = i + 2; j < n; ++j) {
            if ((j + 1) % n != i && segmentsCross(ring[i], ring[(i + 1) % n], ring[j], ring[(j + 1) % n]))
                return false;
        }
    }
    return true;
}

static void orient(Polygon &polygon)
{
    if (signedArea(polygon.outer) < 0)
        std::reverse(polygon.outer.begin(), polygon.outer.end());
    for (Ring &hole : polygon.holes) {
        if (signedArea(hole) > 0)
            std::reverse(hole.begin(), hole.end());
    }
}

Repair normalise(MultiPolygon &polygons, QString *why)
{
    // As most footprints are: nothing is taken apart.
    if (polygons.size() == 1 && polygons[0].holes.empty()) {
        dropRepeated(polygons[0].outer);
        if (!isFlat(polygons[0].outer) && isSurelySimple(polygons[0])) {
            orient(polygons[0]);
            return Repair::None;
        }
    }
    Repair repair = Repair::None;
    MultiPolygon result;
    result.reserve(polygons.size());
    for (Polygon &polygon : polygons) {
        dropRepeated(polygon.outer);
        for (Ring &hole : polygon.holes)
            dropRepeated(hole);
        const size_t holes = polygon.holes.size();
        std::erase_if(polygon.holes, [](const Ring &hole) { return isFlat(hole); });
        if (polygon.holes.size() != holes)
            repair = Repair::Repaired;
        if (isFlat(polygon.outer)) {
            repair = Repair::Repaired;
            if (why)
                *why = QStringLiteral("a ring without area");
            continue;
        }
        if (isSurelySimple(polygon)) {
            orient(polygon);
            result.push_back(std::move(polygon));
            continue;
        }
        const GeosGeometry geometry = toGeos(polygon);
        QString reason;
        if (geometry && isValid(geometry, &reason)) {
            orient(polygon);
            result.push_back(std::move(polygon));
            continue;
        }
        repair = Repair::Repaired;
        if (why)
            *why = reason;
        for (Polygon &mended : makeValid(geometry)) {
            dropRepeated(mended.outer);
            orient(mended);
            result.push_back(std::move(mended));
        }
    }
    polygons = std::move(result);
    return polygons.empty() ? Repair::Nothing : repair;
}

MultiPolygon buffered(const LineString &line, double width)
{
    LineString clean = line;
    clean.erase(std::unique(clean.begin(), clean.end()), clean.end());
    if (clean.size() < 2 || !(width > 0))
        return {};
    MultiPolygon result = bufferedByGeos(clean, width);
    for (Polygon &polygon : result) {
        dropRepeated(polygon.outer);
        for (Ring &hole : polygon.holes)
            dropRepeated(hole);
        orient(polygon);
    }
    return result;
}

}
