#include "formats/export/Section.h"

#include <array>
#include <cmath>
#include <map>

namespace formats
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

using Key = std::pair<qint64, qint64>; ///< tenths of a millimetre

Key keyOf(const Vec2 &p)
{
    return {std::llround(p.x * 1e4), std::llround(p.y * 1e4)};
}

/// Leaves out points on straight lines.
void straighten(CutLine &line)
{
    geometry::LineString &points = line.points;
    const auto isStraight = [&](size_t i) {
        const Vec2 &a = points[(i + points.size() - 1) % points.size()], &b = points[i],
                   &c = points[(i + 1) % points.size()];
        const Vec2 ab = b - a, bc = c - b;
        return std::abs(ab.x * bc.y - ab.y * bc.x) <= 1e-4 * glm::length(ab) * glm::length(bc) && glm::dot(ab, bc) >= 0;
    };
    const size_t least = line.closed ? 3 : 2;
    for (size_t i = line.closed ? 0 : 1; points.size() > least && i + (line.closed ? 0 : 1) < points.size();) {
        if (isStraight(i))
            points.erase(points.begin() + std::ptrdiff_t(i));
        else
            ++i;
    }
}

}

std::vector<CutLine> cutAt(const geometry::Mesh &mesh, double height)
{
    // A hair beside the height: faces that lie in the very plane would give no lines, or all of their triangles.
    const double z = height - mesh.origin.z + 0.00037;
    std::map<Key, Vec2> points;
    std::multimap<Key, Key> ways;
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        std::array<Vec2, 2> ends;
        size_t found = 0;
        for (size_t k = 0; k < 3; ++k) {
            Vec3 a(mesh.positions[mesh.indices[i + k]]), b(mesh.positions[mesh.indices[i + (k + 1) % 3]]);
            if ((a.z > z) == (b.z > z) || found == 2)
                continue;
            if (a.z > b.z)
                std::swap(a, b); // the same point whichever way the edge is met
            ends[found++] = Vec2(mesh.origin) + Vec2(a + (b - a) * ((z - a.z) / (b.z - a.z)));
        }
        if (found < 2 || keyOf(ends[0]) == keyOf(ends[1]))
            continue;
        for (const Vec2 &end : ends)
            points.emplace(keyOf(end), end);
        ways.emplace(keyOf(ends[0]), keyOf(ends[1]));
        ways.emplace(keyOf(ends[1]), keyOf(ends[0]));
    }
    const auto take = [&ways](const Key &from, Key &to) {
        const auto way = ways.find(from);
        if (way == ways.end())
            return false;
        to = way->second;
        ways.erase(way);
        for (auto [back, end] = ways.equal_range(to); back != end; ++back) {
            if (back->second == from) {
                ways.erase(back);
                break;
            }
        }
        return true;
    };
    std::vector<CutLine> lines;
    const auto walk = [&](const Key &start) {
        CutLine line;
        Key here = start, next;
        line.points.push_back(points[here]);
        while (take(here, next)) {
            here = next;
            if (here == start) {
                line.closed = true;
                break;
            }
            line.points.push_back(points[here]);
        }
        straighten(line);
        if (line.points.size() >= (line.closed ? 3u : 2u))
            lines.push_back(std::move(line));
    };
    // Open lines from their ends first, so that they are not cut in two.
    std::vector<Key> ends;
    for (const auto &[key, point] : points) {
        if (ways.count(key) == 1)
            ends.push_back(key);
    }
    for (const Key &end : ends) {
        if (ways.contains(end))
            walk(end);
    }
    while (!ways.empty())
        walk(ways.begin()->first);
    return lines;
}

}
