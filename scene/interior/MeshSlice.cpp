#include "scene/interior/MeshSlice.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::MultiPolygon;
using geometry::Ring;
using geometry::Vec2;
using geometry::Vec3;
using geometry::Vec3f;

PlaneFrame::PlaneFrame(const Vec3 &unitNormal, double distanceOfPlane) : normal(unitNormal), distance(distanceOfPlane)
{
    const Vec3 helper = std::abs(normal.z) < 0.9 ? Vec3(0, 0, 1) : Vec3(1, 0, 0);
    u = glm::normalize(glm::cross(helper, normal));
    v = glm::cross(normal, u);
}

namespace
{

constexpr double NearPlane = 1e-4; ///< metres
constexpr double Cell = 5e-4;      ///< ends of segments that are no farther apart are the same point

struct Segment {
    Vec2 from, to;
};

using CellKey = std::pair<qint64, qint64>;

CellKey cellOf(const Vec2 &p)
{
    return {qint64(std::floor(p.x / Cell)), qint64(std::floor(p.y / Cell))};
}

/// Segments with the body on their left, where its faces look outwards.
std::vector<Segment> segmentsOf(const std::vector<Vec3f> &positions, const std::vector<uint32_t> &indices,
                                const PlaneFrame &plane)
{
    std::vector<Segment> segments;
    for (size_t t = 0; t + 2 < indices.size(); t += 3) {
        Vec3 corner[3];
        double side[3];
        for (size_t k = 0; k < 3; ++k) {
            corner[k] = Vec3(positions[indices[t + k]]);
            side[k] = glm::dot(corner[k], plane.normal) - plane.distance;
            if (std::abs(side[k]) < NearPlane)
                side[k] = NearPlane;
        }
        if ((side[0] > 0) == (side[1] > 0) && (side[0] > 0) == (side[2] > 0))
            continue;
        Vec2 ends[2];
        int found = 0;
        for (size_t k = 0; k < 3; ++k) {
            size_t a = k, b = (k + 1) % 3;
            if ((side[a] > 0) == (side[b] > 0))
                continue;
            // Always from the same end, so that both triangles at an edge get the same point.
            if (side[a] > 0)
                std::swap(a, b);
            ends[found++] = plane.flat(corner[a] + (corner[b] - corner[a]) * (side[a] / (side[a] - side[b])));
        }
        const Vec3 along = glm::cross(plane.normal, glm::cross(corner[1] - corner[0], corner[2] - corner[0]));
        if (glm::dot(plane.flat(along), ends[1] - ends[0]) < 0)
            std::swap(ends[0], ends[1]);
        if (glm::length(ends[1] - ends[0]) > 1e-6)
            segments.push_back({ends[0], ends[1]});
    }
    return segments;
}

/// Joins segments end to end into rings; what does not close is left in `segments`.
class Chainer
{
public:
    Chainer(std::vector<Segment> &segments, bool bothWays) : m_segments(segments), m_bothWays(bothWays)
    {
        m_used.assign(segments.size(), false);
        for (uint32_t i = 0; i < segments.size(); ++i) {
            m_starts.insert(cellOf(segments[i].from), i);
            if (bothWays)
                m_starts.insert(cellOf(segments[i].to), i);
        }
    }

    std::vector<Ring> rings()
    {
        std::vector<Ring> rings;
        std::vector<Segment> left;
        for (uint32_t i = 0; i < m_segments.size(); ++i) {
            if (m_used[i])
                continue;
            std::vector<Segment> chain = follow(i);
            if (chain.size() > 2 && isSame(chain.back().to, chain.front().from)) {
                Ring ring;
                for (const Segment &segment : chain)
                    ring.push_back(segment.from);
                rings.push_back(std::move(ring));
            } else {
                left.insert(left.end(), chain.begin(), chain.end());
            }
        }
        m_segments = std::move(left);
        return rings;
    }

private:
    static bool isSame(const Vec2 &a, const Vec2 &b)
    {
        return std::abs(a.x - b.x) <= Cell && std::abs(a.y - b.y) <= Cell;
    }

    std::vector<Segment> follow(uint32_t first)
    {
        std::vector<Segment> chain{m_segments[first]};
        m_used[first] = true;
        while (!isSame(chain.back().to, chain.front().from) || chain.size() < 3) {
            const std::optional<Segment> next = nextAfter(chain.back().to);
            if (!next)
                break;
            chain.push_back(*next);
        }
        return chain;
    }

    std::optional<Segment> nextAfter(const Vec2 &end)
    {
        const CellKey cell = cellOf(end);
        for (qint64 dy = -1; dy <= 1; ++dy) {
            for (qint64 dx = -1; dx <= 1; ++dx) {
                const CellKey there{cell.first + dx, cell.second + dy};
                for (auto it = m_starts.constFind(there); it != m_starts.constEnd() && it.key() == there; ++it) {
                    if (m_used[*it])
                        continue;
                    const Segment &segment = m_segments[*it];
                    if (isSame(segment.from, end)) {
                        m_used[*it] = true;
                        return segment;
                    }
                    if (m_bothWays && isSame(segment.to, end)) {
                        m_used[*it] = true;
                        return Segment{segment.to, segment.from};
                    }
                }
            }
        }
        return {};
    }

    std::vector<Segment> &m_segments;
    std::vector<bool> m_used;
    bool m_bothWays;
    QMultiHash<CellKey, uint32_t> m_starts;
};

/// Without the corners that only the triangles made.
void dropStraight(Ring &ring)
{
    Ring kept;
    for (size_t i = 0; i < ring.size(); ++i) {
        const Vec2 &a = kept.empty() ? ring.back() : kept.back(), &b = ring[i], &c = ring[(i + 1) % ring.size()];
        const Vec2 u = b - a, v = c - b;
        if (std::abs(u.x * v.y - u.y * v.x) > 1e-6 * (glm::length(u) + glm::length(v)) || glm::dot(u, v) < 0)
            kept.push_back(b);
    }
    ring = std::move(kept);
}

/// The smallest of the outer rings that holds a ring; -1: none.
int holderOf(const MultiPolygon &outers, const std::vector<double> &areas, const Ring &ring)
{
    int holder = -1;
    for (size_t i = 0; i < outers.size(); ++i) {
        if (geometry::contains(outers[i].outer, (ring[0] + ring[1]) * 0.5) &&
            (holder < 0 || areas[i] < areas[size_t(holder)]))
            holder = int(i);
    }
    return holder;
}

MultiPolygon byDirection(std::vector<Ring> &rings)
{
    MultiPolygon polygons;
    std::vector<double> areas;
    std::vector<Ring> holes;
    for (Ring &ring : rings) {
        const double area = geometry::signedArea(ring);
        if (area > 0) {
            areas.push_back(area);
            polygons.push_back({std::move(ring), {}});
        } else {
            holes.push_back(std::move(ring));
        }
    }
    const size_t outers = polygons.size();
    for (Ring &hole : holes) {
        const int holder = outers > 0 ? holderOf(polygons, areas, hole) : -1;
        if (holder >= 0) {
            polygons[size_t(holder)].holes.push_back(std::move(hole));
        } else {
            // Turned inside out: what looks like a hole is the body.
            std::reverse(hole.begin(), hole.end());
            areas.push_back(geometry::signedArea(hole));
            polygons.push_back({std::move(hole), {}});
        }
    }
    return polygons;
}

/// Faces that look anywhere: rings within rings are holes.
MultiPolygon byNesting(std::vector<Ring> &rings)
{
    for (Ring &ring : rings) {
        if (geometry::signedArea(ring) < 0)
            std::reverse(ring.begin(), ring.end());
    }
    for (size_t i = 0; i < rings.size(); ++i) {
        const Vec2 inner = (rings[i][0] + rings[i][1]) * 0.5;
        int depth = 0;
        for (size_t k = 0; k < rings.size(); ++k)
            depth += k != i && geometry::contains(rings[k], inner);
        if (depth % 2 == 1)
            std::reverse(rings[i].begin(), rings[i].end());
    }
    return byDirection(rings);
}

}

MultiPolygon sliceMesh(const std::vector<Vec3f> &positions, const std::vector<uint32_t> &indices,
                       const PlaneFrame &plane)
{
    std::vector<Segment> segments = segmentsOf(positions, indices, plane);
    if (segments.size() < 3)
        return {};
    const std::vector<Segment> all = segments;
    std::vector<Ring> rings = Chainer(segments, false).rings();
    const bool directed = segments.empty();
    if (!directed) {
        segments = all;
        rings = Chainer(segments, true).rings();
    }
    constexpr double Least = 1e-6; // square metres
    for (Ring &ring : rings)
        dropStraight(ring);
    std::erase_if(rings,
                  [](const Ring &ring) { return ring.size() < 3 || std::abs(geometry::signedArea(ring)) < Least; });
    MultiPolygon faces = directed ? byDirection(rings) : byNesting(rings);
    geometry::normalise(faces);
    return faces;
}

}
