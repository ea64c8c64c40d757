#include "interior/Routes.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <limits>

namespace interior
{

using domain::Interior;
using domain::Passage;
using domain::SpaceFunction;
using geometry::Vec3;

static constexpr double StairFactor =
    3.0; // metres walked per metre of height (a stair of 17 by 29 cm, with its landings)

namespace
{

/// Dijkstra (1959) over passages: one stands in a passage, and walks through a space to the next.
class Search
{
public:
    Search(const Interior &interior, qint32 start) : m_interior(interior), m_start(start)
    {
        m_ofSpace.resize(interior.spaces.size());
        for (size_t i = 0; i < interior.passages.size(); ++i) {
            const Passage &passage = interior.passages[i];
            if (isLift(passage))
                continue;
            for (const qint32 space : {passage.a, passage.b}) {
                if (space >= 0)
                    m_ofSpace[size_t(space)].push_back(qint32(i));
            }
        }
        m_middle = Vec3(geometry::representativePoint(interior.spaces[size_t(start)].shape),
                        interior.spaces[size_t(start)].base);
        m_distance.assign(interior.passages.size(), std::numeric_limits<double>::infinity());
        m_before.assign(interior.passages.size(), -1);
        m_through.assign(interior.passages.size(), start);
        run();
    }

    double distance(size_t passage) const { return m_distance[passage]; }

    Route routeTo(size_t passage) const
    {
        Route route;
        route.length = m_distance[passage];
        for (qint32 at = qint32(passage); at >= 0; at = m_before[size_t(at)]) {
            route.points.push_back(m_interior.passages[size_t(at)].at);
            route.spaces.push_back(m_through[size_t(at)]);
        }
        route.points.push_back(m_middle);
        std::reverse(route.points.begin(), route.points.end());
        std::reverse(route.spaces.begin(), route.spaces.end());
        return route;
    }

private:
    bool isLift(const Passage &passage) const
    {
        return passage.door < 0 && passage.a >= 0 &&
               m_interior.spaces[size_t(passage.a)].function == SpaceFunction::Lift;
    }

    static double walk(const Vec3 &a, const Vec3 &b)
    {
        return glm::length(geometry::Vec2(a - b)) + StairFactor * std::abs(a.z - b.z);
    }

    void run()
    {
        using Entry = std::pair<double, qint32>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        const auto relax = [&](qint32 passage, double distance, qint32 before, qint32 through) {
            if (distance < m_distance[size_t(passage)]) {
                m_distance[size_t(passage)] = distance;
                m_before[size_t(passage)] = before;
                m_through[size_t(passage)] = through;
                queue.emplace(distance, passage);
            }
        };
        for (const qint32 passage : m_ofSpace[size_t(m_start)])
            relax(passage, walk(m_middle, m_interior.passages[size_t(passage)].at), -1, m_start);
        while (!queue.empty()) {
            const auto [distance, at] = queue.top();
            queue.pop();
            if (distance > m_distance[size_t(at)])
                continue;
            const Passage &passage = m_interior.passages[size_t(at)];
            for (const qint32 space : {passage.a, passage.b}) {
                if (space < 0 || space == m_through[size_t(at)])
                    continue;
                for (const qint32 next : m_ofSpace[size_t(space)]) {
                    if (next != at)
                        relax(next, distance + walk(passage.at, m_interior.passages[size_t(next)].at), at, space);
                }
            }
        }
    }

    const Interior &m_interior;
    qint32 m_start;
    Vec3 m_middle{0.0};
    std::vector<std::vector<qint32>> m_ofSpace;
    std::vector<double> m_distance;
    std::vector<qint32> m_before, m_through;
};

}

WaysOut waysOut(const Interior &interior, qint32 space)
{
    WaysOut ways;
    if (space < 0 || size_t(space) >= interior.spaces.size())
        return ways;
    const Search search(interior, space);
    double nearestStair = std::numeric_limits<double>::infinity();
    const int storey = interior.spaces[size_t(space)].storey;
    for (size_t i = 0; i < interior.passages.size(); ++i) {
        const Passage &passage = interior.passages[i];
        if (!std::isfinite(search.distance(i)))
            continue;
        if (passage.door >= 0 && interior.doors[size_t(passage.door)].isEntrance) {
            ways.toExits.push_back(search.routeTo(i));
            ways.toExits.back().exit = passage.door;
        }
        for (const qint32 side : {passage.a, passage.b}) {
            if (side < 0 || passage.door < 0 || interior.spaces[size_t(side)].function != SpaceFunction::Stair ||
                interior.spaces[size_t(side)].storey != storey || search.distance(i) >= nearestStair)
                continue;
            nearestStair = search.distance(i);
            ways.toStair = search.routeTo(i);
            ways.toStair.spaces.push_back(side);
        }
    }
    std::sort(ways.toExits.begin(), ways.toExits.end(),
              [](const Route &a, const Route &b) { return a.length < b.length; });
    return ways;
}

double walkLength(const Interior &interior, qint32 from, qint32 to)
{
    if (from == to)
        return 0;
    const auto middle = [&](qint32 space) {
        const domain::Space &s = interior.spaces[size_t(space)];
        return Vec3(geometry::representativePoint(s.shape), s.base);
    };
    const Search search(interior, from);
    double best = std::numeric_limits<double>::infinity();
    for (size_t i = 0; i < interior.passages.size(); ++i) {
        const Passage &passage = interior.passages[i];
        if (passage.a == to || passage.b == to)
            best = std::min(best, search.distance(i) + glm::length(geometry::Vec2(passage.at - middle(to))));
    }
    return std::isfinite(best) ? best : geometry::NaN;
}

}
