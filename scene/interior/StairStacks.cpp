#include "scene/interior/StairStacks.h"

#include "geometry/PolygonOps.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using domain::Interior;
using domain::Space;
using domain::SpaceFunction;
using geometry::Vec2;

/// Where one comes to a stair on its storey: its doors, else the nearest corridor, lobby or hall.
static void addEntries(const Interior &interior, qint32 space, std::vector<Vec2> &entries)
{
    const size_t before = entries.size();
    for (const domain::Door &door : interior.doors) {
        if (!door.isWindow && (door.spaces[0] == space || door.spaces[1] == space))
            entries.push_back((door.from + door.to) * 0.5);
    }
    if (entries.size() > before)
        return;
    const Space &stair = interior.spaces[size_t(space)];
    const Vec2 middle = geometry::bounds(stair.shape).centre();
    double nearest = 30;
    std::optional<Vec2> found;
    for (const Space &other : interior.spaces) {
        const bool leads = other.function == SpaceFunction::Corridor || other.function == SpaceFunction::Lobby ||
                           other.function == SpaceFunction::Hall;
        if (other.storey != stair.storey || !leads)
            continue;
        // Its nearest corner tells the side better than its middle: corridors are long.
        for (const geometry::Polygon &polygon : other.shape) {
            for (const Vec2 &corner : polygon.outer) {
                if (glm::length(corner - middle) < nearest) {
                    nearest = glm::length(corner - middle);
                    found = corner;
                }
            }
        }
    }
    if (found)
        entries.push_back(*found);
}

StairStacks::StairStacks(const Interior &interior, const Vec2 &origin)
{
    QHash<int, size_t> indexOf;
    for (size_t i = 0; i < interior.storeys.size(); ++i)
        indexOf.insert(interior.storeys[i].number, i);
    std::vector<std::vector<qint32>> byStorey(interior.storeys.size());
    for (size_t i = 0; i < interior.spaces.size(); ++i) {
        const Space &space = interior.spaces[i];
        if (space.function == SpaceFunction::Stair && !space.shape.empty() && indexOf.contains(space.storey))
            byStorey[indexOf.value(space.storey)].push_back(qint32(i));
    }
    const auto above = [&](qint32 space, size_t storey) {
        if (storey + 1 >= byStorey.size())
            return qint32(-1);
        const geometry::MultiPolygon &shape = interior.spaces[size_t(space)].shape;
        const Vec2 middle = geometry::representativePoint(shape);
        for (const qint32 other : byStorey[storey + 1]) {
            const geometry::MultiPolygon &there = interior.spaces[size_t(other)].shape;
            if (geometry::contains(there, middle) || geometry::contains(shape, geometry::representativePoint(there)))
                return other;
        }
        return qint32(-1);
    };
    for (size_t storey = 0; storey < byStorey.size(); ++storey) {
        for (const qint32 lowest : byStorey[storey]) {
            if (m_arriving.contains(lowest))
                continue;
            std::vector<qint32> stack{lowest};
            for (qint32 next = above(lowest, storey); next >= 0 && !m_arriving.contains(next);
                 next = above(next, storey + stack.size() - 1))
                stack.push_back(next);
            if (stack.size() < 2)
                continue;
            std::vector<Vec2> entries;
            for (const qint32 space : stack)
                addEntries(interior, space, entries);
            std::optional<Vec2> entry;
            if (!entries.empty()) {
                entry = -origin;
                for (const Vec2 &p : entries)
                    *entry += p / double(entries.size());
            }
            StairFlights flights;
            flights.well = wellOf(geometry::moved(interior.spaces[size_t(lowest)].shape, -origin), entry);
            for (size_t i = 0; i + 1 < stack.size(); ++i) {
                flights.rise = interior.storeys[storey + i + 1].base - interior.storeys[storey + i].base;
                if (!(flights.rise > 1) || flights.rise > 30)
                    continue;
                m_up.insert(stack[i], m_flights.size());
                m_arriving.insert(stack[i + 1], m_flights.size());
                m_flights.push_back(flights);
            }
        }
    }
}

const StairFlights *StairStacks::upFrom(qint32 space) const
{
    const auto at = m_up.constFind(space);
    return at == m_up.constEnd() ? nullptr : &m_flights[*at];
}

const StairFlights *StairStacks::arrivingAt(qint32 space) const
{
    const auto at = m_arriving.constFind(space);
    return at == m_arriving.constEnd() ? nullptr : &m_flights[*at];
}

}
