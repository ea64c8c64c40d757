#include "geometry/Simplify.h"

#include <algorithm>

namespace geometry
{

static bool isBefore(const Vec2 &a, const Vec2 &b)
{
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}

/// Of a point from the line between two others, or from their middle where they are one; squared.
static double awayFrom(const Vec2 &a, const Vec2 &b, const Vec2 &p)
{
    const Vec2 along = b - a;
    const double length = glm::dot(along, along);
    const double t = length > 0 ? std::clamp(glm::dot(p - a, along) / length, 0.0, 1.0) : 0.0;
    const Vec2 off = p - (a + along * t);
    return glm::dot(off, off);
}

LineString simplifiedLine(const LineString &line, double tolerance)
{
    if (line.size() < 3)
        return line;
    std::vector<bool> kept(line.size(), false);
    kept.front() = kept.back() = true;
    std::vector<std::pair<size_t, size_t>> spans{{0, line.size() - 1}};
    while (!spans.empty()) {
        const auto [first, last] = spans.back();
        spans.pop_back();
        double most = tolerance * tolerance;
        size_t at = 0;
        for (size_t i = first + 1; i < last; ++i) {
            const double away = awayFrom(line[first], line[last], line[i]);
            // Of two as far away the one that stands first in the plane: from either end the same.
            if (away > most || (at != 0 && away == most && isBefore(line[i], line[at]))) {
                most = away;
                at = i;
            }
        }
        if (at == 0)
            continue;
        kept[at] = true;
        spans.emplace_back(first, at);
        spans.emplace_back(at, last);
    }
    LineString result;
    for (size_t i = 0; i < line.size(); ++i)
        if (kept[i])
            result.push_back(line[i]);
    return result;
}

Ring simplifiedRing(const Ring &ring, double tolerance)
{
    if (ring.size() < 3)
        return {};
    const auto start = std::min_element(ring.begin(), ring.end(), isBefore);
    LineString around(start, ring.end());
    around.insert(around.end(), ring.begin(), start + 1);
    const auto far = std::max_element(around.begin(), around.end(), [&around](const Vec2 &a, const Vec2 &b) {
        return glm::distance(a, around.front()) < glm::distance(b, around.front());
    });
    Ring result = simplifiedLine({around.begin(), far + 1}, tolerance);
    const LineString back = simplifiedLine({far, around.end()}, tolerance);
    result.insert(result.end(), back.begin() + 1, back.end() - 1);
    return result.size() < 3 ? Ring() : result;
}

}
