#include "geometry/EarClipping.h"

#include <algorithm>
#include <cmath>

namespace geometry
{

namespace
{

double cross(const Vec2 &a, const Vec2 &b, const Vec2 &c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

class EarClipper
{
public:
    explicit EarClipper(const Polygon &polygon)
    {
        m_first = addRing(polygon.outer);
        struct Hole {
            uint32_t rightmost;
            double x;
        };
        std::vector<Hole> holes;
        for (const Ring &ring : polygon.holes) {
            const uint32_t first = addRing(ring);
            Hole hole{first, m_points[m_nodes[first].point].x};
            for (uint32_t i = first; i < m_nodes.size(); ++i) {
                if (at(i).x > hole.x)
                    hole = {i, at(i).x};
            }
            holes.push_back(hole);
        }
        std::sort(holes.begin(), holes.end(), [](const Hole &a, const Hole &b) { return a.x > b.x; });
        for (const Hole &hole : holes)
            m_failed = m_failed || !bridge(hole.rightmost);
    }

    Triangulation clip()
    {
        Triangulation result;
        if (m_failed)
            return result;
        uint32_t count = 1;
        for (uint32_t i = m_nodes[m_first].next; i != m_first; i = m_nodes[i].next)
            ++count;
        findReflex();
        result.indices.reserve(size_t(count) * 3);
        uint32_t here = m_first, waited = 0;
        while (count > 3) {
            const uint32_t before = m_nodes[here].prev, after = m_nodes[here].next;
            const double turn = cross(at(before), at(here), at(after));
            if (turn == 0 || (turn > 0 && isEmpty(before, here, after))) {
                if (turn > 0)
                    result.indices.insert(result.indices.end(),
                                          {m_nodes[before].point, m_nodes[here].point, m_nodes[after].point});
                m_nodes[before].next = after;
                m_nodes[after].prev = before;
                m_nodes[here].gone = true;
                --count;
                waited = 0;
                // The next but one: fans of thin triangles about one corner are avoided.
                here = m_nodes[after].next;
                continue;
            }
            here = after;
            if (++waited > count)
                return {};
        }
        const uint32_t before = m_nodes[here].prev, after = m_nodes[here].next;
        if (cross(at(before), at(here), at(after)) > 0)
            result.indices.insert(result.indices.end(),
                                  {m_nodes[before].point, m_nodes[here].point, m_nodes[after].point});
        result.points = std::move(m_points);
        return result;
    }

private:
    struct Node {
        uint32_t point, prev, next;
        bool gone = false;
    };

    const Vec2 &at(uint32_t node) const { return m_points[m_nodes[node].point]; }

    uint32_t addRing(const Ring &ring)
    {
        const uint32_t first = uint32_t(m_nodes.size()), n = uint32_t(ring.size());
        for (uint32_t i = 0; i < n; ++i) {
            m_nodes.push_back({uint32_t(m_points.size()), first + (i + n - 1) % n, first + (i + 1) % n});
            m_points.push_back(ring[i]);
        }
        return first;
    }

    /// Joins a hole, by its rightmost corner, to a corner of the outer ring that can be seen from there.
    bool bridge(uint32_t hole)
    {
        const Vec2 from = at(hole);
        double nearest = std::numeric_limits<double>::infinity();
        uint32_t seen = UINT32_MAX;
        uint32_t i = m_first;
        do {
            const uint32_t j = m_nodes[i].next;
            const Vec2 &a = at(i), &b = at(j);
            if (a.y <= from.y && b.y >= from.y && a.y != b.y) {
                const double x = a.x + (b.x - a.x) * (from.y - a.y) / (b.y - a.y);
                if (x >= from.x && x < nearest) {
                    nearest = x;
                    seen = a.x > b.x ? i : j;
                    if (x == from.x && (a == from || b == from))
                        seen = a == from ? i : j;
                }
            }
            i = j;
        } while (i != m_first);
        if (seen == UINT32_MAX)
            return false;
        // Corners within the triangle to it hide it: then the one that lies least aside is seen.
        const Vec2 hit(nearest, from.y), target = at(seen);
        double least = std::numeric_limits<double>::infinity();
        uint32_t best = seen;
        i = m_first;
        do {
            const Vec2 &p = at(i);
            const bool upper = target.y > from.y;
            const bool inside =
                p.x >= from.x && p.x <= std::max(target.x, nearest) && p != from &&
                (upper ? cross(from, hit, p) >= 0 && cross(hit, target, p) >= 0 && cross(target, from, p) >= 0
                       : cross(from, hit, p) <= 0 && cross(hit, target, p) <= 0 && cross(target, from, p) <= 0);
            if (inside && i != seen) {
                const double aside = std::abs(p.y - from.y) / std::max(p.x - from.x, 1e-12);
                const bool opens = isWithin(i, from);
                if (opens && (aside < least || (aside == least && p.x < at(best).x))) {
                    least = aside;
                    best = i;
                }
            }
            i = m_nodes[i].next;
        } while (i != m_first);
        if (best == seen && !isWithin(seen, from)) {
            // Several corners at one place, where bridges meet: the one that looks this way.
            i = m_first;
            do {
                if (at(i) == target && isWithin(i, from)) {
                    best = i;
                    break;
                }
                i = m_nodes[i].next;
            } while (i != m_first);
        }
        const uint32_t outerAgain = uint32_t(m_nodes.size()), holeAgain = outerAgain + 1;
        m_nodes.push_back({m_nodes[best].point, holeAgain, m_nodes[best].next});
        m_nodes.push_back({m_nodes[hole].point, m_nodes[hole].prev, outerAgain});
        m_nodes[m_nodes[best].next].prev = outerAgain;
        m_nodes[m_nodes[hole].prev].next = holeAgain;
        m_nodes[best].next = hole;
        m_nodes[hole].prev = best;
        return true;
    }

    /// Whether a point lies in the angle that the ring opens inwards at a corner.
    bool isWithin(uint32_t node, const Vec2 &p) const
    {
        const Vec2 &a = at(m_nodes[node].prev), &b = at(node), &c = at(m_nodes[node].next);
        const bool left = cross(a, b, p) >= 0, right = cross(b, c, p) >= 0;
        return cross(a, b, c) >= 0 ? left && right : left || right;
    }

    void findReflex()
    {
        uint32_t i = m_first;
        do {
            if (cross(at(m_nodes[i].prev), at(i), at(m_nodes[i].next)) <= 0)
                m_reflex.push_back(i);
            i = m_nodes[i].next;
        } while (i != m_first);
    }

    /// Whether no corner lies in a triangle; only those that bend inwards can.
    bool isEmpty(uint32_t ia, uint32_t ib, uint32_t ic)
    {
        const Vec2 &a = at(ia), &b = at(ib), &c = at(ic);
        const Vec2 low = glm::min(a, glm::min(b, c)), high = glm::max(a, glm::max(b, c));
        size_t kept = 0;
        bool empty = true;
        for (size_t k = 0; k < m_reflex.size(); ++k) {
            const uint32_t i = m_reflex[k];
            if (m_nodes[i].gone)
                continue;
            m_reflex[kept++] = i;
            if (!empty)
                continue;
            const Vec2 &p = at(i);
            if (p.x < low.x || p.x > high.x || p.y < low.y || p.y > high.y || p == a || p == b || p == c)
                continue;
            empty = !(cross(a, b, p) >= 0 && cross(b, c, p) >= 0 && cross(c, a, p) >= 0);
        }
        m_reflex.resize(kept);
        return empty;
    }

    std::vector<Vec2> m_points;
    std::vector<Node> m_nodes;
    std::vector<uint32_t> m_reflex;
    uint32_t m_first = 0;
    bool m_failed = false;
};

}

Triangulation triangulateQuickly(const Polygon &polygon)
{
    if (polygon.outer.size() < 3)
        return {};
    Triangulation ears = EarClipper(polygon).clip();
    double covered = 0;
    for (size_t i = 0; i + 2 < ears.indices.size(); i += 3)
        covered +=
            cross(ears.points[ears.indices[i]], ears.points[ears.indices[i + 1]], ears.points[ears.indices[i + 2]]) / 2;
    const double whole = area(polygon);
    return std::abs(covered - whole) <= 1e-9 * whole + 1e-12 ? ears : triangulate(polygon);
}

}
