#include "geometry/Triangulation.h"

#include "geometry/Geos.h"

#include <algorithm>
#include <map>

namespace geometry
{

static bool isConvex(const Ring &ring)
{
    const size_t n = ring.size();
    for (size_t i = 0; i < n; ++i) {
        const Vec2 a = ring[i], b = ring[(i + 1) % n], c = ring[(i + 2) % n];
        if ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) < 0)
            return false;
    }
    return true;
}

// Ear clipping for the usual footprint: one simple counter-clockwise ring with few corners. Empty where no ear is found
// (the ring was not simple after all), and the caller asks GEOS. GEOS takes about 60 us for what this does in 1.
static std::vector<uint32_t> clipEars(const Ring &ring)
{
    std::vector<uint32_t> left(ring.size());
    for (uint32_t i = 0; i < left.size(); ++i)
        left[i] = i;
    const auto cross = [&](uint32_t a, uint32_t b, uint32_t c) {
        const Vec2 u = ring[b] - ring[a], v = ring[c] - ring[b];
        return u.x * v.y - u.y * v.x;
    };
    std::vector<uint32_t> indices;
    indices.reserve((ring.size() - 2) * 3);
    while (left.size() > 3) {
        bool clipped = false;
        for (size_t i = 0; i < left.size() && !clipped; ++i) {
            const uint32_t a = left[(i + left.size() - 1) % left.size()], b = left[i], c = left[(i + 1) % left.size()];
            const double turn = cross(a, b, c);
            if (turn < 0)
                continue;
            const bool flat = turn == 0;
            const bool empty = flat || std::none_of(left.begin(), left.end(), [&](uint32_t p) {
                                   return p != a && p != b && p != c && ring[p] != ring[a] && ring[p] != ring[b] &&
                                          ring[p] != ring[c] && cross(a, b, p) >= 0 && cross(b, c, p) >= 0 &&
                                          cross(c, a, p) >= 0;
                               });
            if (!empty)
                continue;
            if (!flat)
                indices.insert(indices.end(), {a, b, c});
            left.erase(left.begin() + std::ptrdiff_t(i));
            clipped = true;
        }
        if (!clipped)
            return {};
    }
    if (cross(left[0], left[1], left[2]) > 0)
        indices.insert(indices.end(), {left[0], left[1], left[2]});
    return indices;
}

static double areaOf(const Ring &ring, const std::vector<uint32_t> &indices)
{
    double sum = 0;
    for (size_t i = 0; i + 2 < indices.size(); i += 3) {
        const Vec2 &a = ring[indices[i]], u = ring[indices[i + 1]] - a, v = ring[indices[i + 2]] - a;
        sum += u.x * v.y - u.y * v.x;
    }
    return sum / 2;
}

Triangulation triangulate(const Polygon &polygon)
{
    constexpr size_t FewCorners = 64;
    const Ring &ring = polygon.outer;
    if (ring.size() < 3)
        return {};
    if (polygon.holes.empty()) {
        if (isConvex(ring)) {
            Triangulation fan{ring, {}};
            for (uint32_t i = 1; i + 1 < ring.size(); ++i)
                fan.indices.insert(fan.indices.end(), {0, i, i + 1});
            return fan;
        }
        if (ring.size() <= FewCorners) {
            Triangulation ears{ring, clipEars(ring)};
            const double whole = signedArea(ring);
            if (!ears.indices.empty() && std::abs(areaOf(ring, ears.indices) - whole) <= 1e-9 * std::abs(whole))
                return ears;
        }
    }
    return triangulateByGeos(polygon);
}

Vec3 newellNormal(const std::vector<Vec3> &ring)
{
    Vec3 sum(0);
    if (ring.size() < 3)
        return sum;
    const Vec3 o = ring[0];
    for (size_t i = 1; i + 1 < ring.size(); ++i)
        sum += glm::cross(ring[i] - o, ring[i + 1] - o);
    const double length = glm::length(sum);
    return length > 0 ? sum / length : Vec3(0);
}

std::vector<uint32_t> triangulate(const std::vector<std::vector<Vec3>> &rings)
{
    if (rings.empty() || rings[0].size() < 3)
        return {};
    const Vec3 normal = newellNormal(rings[0]);
    if (normal == Vec3(0))
        return {};
    if (rings.size() == 1 && rings[0].size() == 3)
        return {0, 1, 2};
    const Vec3 helper = std::abs(normal.z) < 0.9 ? Vec3(0, 0, 1) : Vec3(1, 0, 0);
    const Vec3 u = glm::normalize(glm::cross(helper, normal)), v = glm::cross(normal, u);
    const Vec3 origin = rings[0][0];
    const auto flatten = [&](const Vec3 &p) { return Vec2(glm::dot(p - origin, u), glm::dot(p - origin, v)); };

    // Corners by their flat position: the triangulation may leave out repeated ones, but makes no new ones.
    const auto before = [](const Vec2 &a, const Vec2 &b) { return a.x < b.x || (a.x == b.x && a.y < b.y); };
    std::map<Vec2, uint32_t, decltype(before)> corner(before);
    MultiPolygon flat(1);
    uint32_t next = 0;
    for (size_t r = 0; r < rings.size(); ++r) {
        Ring ring;
        for (const Vec3 &p : rings[r]) {
            const Vec2 q = flatten(p);
            corner.try_emplace(q, next++);
            ring.push_back(q);
        }
        if (r == 0)
            flat[0].outer = std::move(ring);
        else
            flat[0].holes.push_back(std::move(ring));
    }
    if (normalise(flat) == Repair::Nothing)
        return {};
    std::vector<uint32_t> indices;
    for (const Polygon &polygon : flat) {
        const Triangulation part = triangulate(polygon);
        for (size_t i = 0; i + 2 < part.indices.size(); i += 3) {
            uint32_t abc[3];
            bool known = true;
            for (size_t k = 0; k < 3; ++k) {
                const auto at = corner.find(part.points[part.indices[i + k]]);
                known = known && at != corner.end();
                abc[k] = known ? at->second : 0;
            }
            // A ring that crosses itself gets new corners where it does; the slivers about them are left out.
            if (known)
                indices.insert(indices.end(), {abc[0], abc[1], abc[2]});
        }
    }
    return indices;
}

}
