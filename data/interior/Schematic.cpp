#include "interior/Schematic.h"

#include "geometry/Triangulation.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace interior
{

using domain::Interior;
using geometry::Vec2;

int storeyNumber(int index, int storeysBelow)
{
    const int number = index - storeysBelow;
    return number >= 0 ? number + 1 : number;
}

// The part of a ring with lower <= dot(p, axis) < upper: Sutherland and Hodgman (1974) against two lines. Concave rings
// may keep seams of no width, which a schematic can bear.
static geometry::Ring slice(const geometry::Ring &ring, const Vec2 &axis, double lower, double upper)
{
    const auto clip = [](const geometry::Ring &in, const Vec2 &normal, double limit) {
        geometry::Ring out;
        for (size_t i = 0; i < in.size(); ++i) {
            const Vec2 &a = in[i], &b = in[(i + 1) % in.size()];
            const double da = glm::dot(a, normal) - limit, db = glm::dot(b, normal) - limit;
            if (da >= 0)
                out.push_back(a);
            if ((da >= 0) != (db >= 0))
                out.push_back(a + (b - a) * (da / (da - db)));
        }
        return out;
    };
    return clip(clip(ring, axis, lower), -axis, -upper);
}

static Vec2 longestEdgeDirection(const geometry::Ring &ring)
{
    Vec2 longest(1, 0);
    double most = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const Vec2 edge = ring[(i + 1) % ring.size()] - ring[i];
        if (glm::length(edge) > most) {
            most = glm::length(edge);
            longest = edge / most;
        }
    }
    return longest;
}

static geometry::Box2 extentAlong(const geometry::Ring &ring, const Vec2 &axis)
{
    geometry::Box2 box;
    for (const Vec2 &p : ring)
        box.add(Vec2(glm::dot(p, axis), glm::dot(p, Vec2(-axis.y, axis.x))));
    return box;
}

Interior schematic(const domain::Building &building, const std::vector<const domain::Unit *> &units)
{
    Interior interior;
    interior.building = building.id;
    interior.schematic = true;
    if (building.footprint.empty())
        return interior;
    const int above = std::max(1, building.storeysAbove), below = std::max(0, building.storeysBelow);
    const double height =
        building.height > building.minHeight ? double(building.height - building.minHeight) / above : 3.0;
    const double bottom = building.ground + building.minHeight - below * height;

    std::map<int, std::vector<const domain::Unit *>> byStorey;
    for (const domain::Unit *unit : units)
        byStorey[unit->storey].push_back(unit);

    const geometry::Polygon *largest = &building.footprint[0];
    for (const geometry::Polygon &polygon : building.footprint) {
        if (geometry::area(polygon) > geometry::area(*largest))
            largest = &polygon;
    }
    Vec2 axis = longestEdgeDirection(largest->outer);
    geometry::Box2 extent = extentAlong(largest->outer, axis);
    if (extent.size().y > extent.size().x) {
        axis = {-axis.y, axis.x};
        extent = extentAlong(largest->outer, axis);
    }

    for (int i = 0; i < above + below; ++i) {
        domain::Storey storey;
        storey.number = storeyNumber(i, below);
        storey.id = QStringLiteral("%1/%2").arg(building.id).arg(storey.number);
        storey.building = building.id;
        storey.name =
            storey.number > 0 ? QStringLiteral("%1F").arg(storey.number) : QStringLiteral("B%1").arg(-storey.number);
        storey.base = bottom + i * height;
        storey.height = height;
        interior.storeys.push_back(storey);

        std::vector<const domain::Unit *> &here = byStorey[storey.number];
        std::sort(here.begin(), here.end(), [](const auto *a, const auto *b) { return a->number < b->number; });
        double total = 0;
        for (const domain::Unit *unit : here)
            total += std::max(1.0f, unit->area);
        double lower = extent.min.x;
        const auto addSpace = [&](const QString &id, const QString &name, const QString &unit,
                                  geometry::MultiPolygon shape, float area) {
            domain::Space space;
            space.id = id;
            space.name = name;
            space.storey = storey.number;
            space.unit = unit;
            space.shape = std::move(shape);
            space.base = storey.base;
            space.height = float(height);
            space.area = area > 0 ? area : float(geometry::area(space.shape));
            interior.spaces.push_back(std::move(space));
        };
        if (here.empty())
            addSpace(storey.id + QStringLiteral("/-"), storey.name, {}, building.footprint, 0);
        for (const domain::Unit *unit : here) {
            const double upper = lower + extent.size().x * std::max(1.0f, unit->area) / total;
            geometry::MultiPolygon shape{{slice(largest->outer, axis, lower, upper), {}}};
            lower = upper;
            if (geometry::normalise(shape) != geometry::Repair::Nothing)
                addSpace(storey.id + u'/' + unit->number, unit->number, unit->id, std::move(shape), unit->area);
            interior.units.push_back(*unit);
        }
    }
    return interior;
}

}
