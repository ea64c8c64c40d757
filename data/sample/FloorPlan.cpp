#include "sample/FloorPlan.h"

#include "sample/Planar.h"
#include "sample/Planner.h"
#include "sample/Shapes.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace sample
{

static std::vector<Level> levelsOf(const BuildingRecord &b)
{
    std::vector<Level> levels;
    const auto add = [&](double base, double height, std::vector<int> parts) {
        Level level;
        level.storey.number = int(levels.size()) + 1;
        level.storey.plan = levels.empty() ? 0 : levels.back().storey.plan + (levels.back().parts != parts);
        level.storey.base = base;
        level.storey.height = height;
        for (const int part : parts)
            level.storey.outline.push_back(part < 0 ? b.footprint : b.parts[size_t(part)].shape);
        level.parts = std::move(parts);
        levels.push_back(std::move(level));
    };
    std::vector<double> starts;
    for (const Part &part : b.parts) {
        if (part.storeys > 0 && std::find(starts.begin(), starts.end(), part.from) == starts.end())
            starts.push_back(part.from);
    }
    std::sort(starts.begin(), starts.end());
    if (starts.empty()) {
        const int storeys = std::max(1, b.above);
        const double height = (b.height - b.roofHeight) / storeys;
        for (int i = 0; i < storeys; ++i)
            add(i * height, height, {-1});
        return levels;
    }
    for (const double start : starts) {
        int most = 0;
        double height = 3;
        for (const Part &part : b.parts) {
            if (part.from == start && part.storeys > most) {
                most = part.storeys;
                height = (part.to - part.roofHeight - part.from) / most;
            }
        }
        for (int i = 0; i < most; ++i) {
            std::vector<int> parts;
            for (size_t p = 0; p < b.parts.size(); ++p) {
                if (b.parts[p].from == start && b.parts[p].storeys > i)
                    parts.push_back(int(p));
            }
            add(start + i * height, height, std::move(parts));
        }
    }
    return levels;
}

Axes axesOf(const Ring &ring, bool byFirstSide)
{
    double angle = 0;
    if (byFirstSide) {
        Vec2 d = ring[1] - ring[0];
        if (ring.size() >= 16 && ring.size() != 20) { // a rounded plan begins beside its eastern point
            const Vec2 east = ring[0] - ring.back();
            d = Vec2(east.y, -east.x);
        }
        angle = std::atan2(d.y, d.x);
    } else {
        angle = mainAngle(ring);
    }
    Axes axes{Vec2(0.0), {std::cos(angle), std::sin(angle)}, {-std::sin(angle), std::cos(angle)}};
    geometry::Box2 box = geometry::bounds(axes.toOwn(ring));
    if (!byFirstSide && box.size().y > box.size().x * 1.02) {
        axes = Axes{Vec2(0.0), axes.y, -axes.x};
        box = geometry::bounds(axes.toOwn(ring));
    }
    axes.origin = axes.toMap(box.centre());
    return axes;
}

Planner::Planner(const BuildingRecord &building) : m_b(building), m_levels(levelsOf(building)) {}

BuildingPlan Planner::plan()
{
    switch (m_b.kind) {
    case BuildingKind::Tower:
    case BuildingKind::Composite:
        planTower();
        break;
    case BuildingKind::HighRise:
        planHighRise();
        break;
    case BuildingKind::Slab:
        planSlab();
        break;
    case BuildingKind::VillageHouse:
        planVillageHouse();
        break;
    case BuildingKind::OldHouse:
        planOldHouse();
        break;
    case BuildingKind::Shop:
    case BuildingKind::Factory:
    case BuildingKind::Hall:
    case BuildingKind::Small:
    case BuildingKind::School:
    case BuildingKind::Hospital:
    case BuildingKind::Civic:
        planHouse();
        break;
    case BuildingKind::Office:
    case BuildingKind::Mall:
    case BuildingKind::Station:
    case BuildingKind::Market:
        planBlock();
        break;
    }
    finish();
    return std::move(m_plan);
}

std::vector<std::vector<Ring>> Planner::allClear(const Axes &axes) const
{
    std::vector<std::vector<Ring>> out;
    for (size_t i = 0; i < m_levels.size(); ++i) {
        if (i == 0 || m_levels[i].parts != m_levels[i - 1].parts)
            out.push_back(clear(axes, ringOf(m_levels[i].parts.front())));
    }
    return out;
}

/// Parking about the stairs and lifts of a typical storey, whose doors there lead to it.
void Planner::addBasements()
{
    if (m_b.below <= 0 || m_plan.floors.empty())
        return;
    const FloorPlan &typical = m_plan.floors.size() > 1 ? m_plan.floors[1] : m_plan.floors[0];
    const Ring inside = inset(m_b.footprint.outer, ThickWall);
    if (inside.empty())
        return;
    Sketch sketch({m_b.footprint});
    MultiPolygon taken;
    std::vector<const PlanSpace *> shafts;
    for (const PlanSpace &space : typical.spaces) {
        const bool isShaft = space.kind == RoomKind::Stair || space.kind == RoomKind::Lift ||
                             (space.kind == RoomKind::Lobby && m_plan.floors.size() > 1);
        if (!isShaft)
            continue;
        shafts.push_back(&space);
        Ring grown = space.shape.outer;
        std::reverse(grown.begin(), grown.end());
        for (Polygon &polygon : shrunk({space.shape}, -ThickWall))
            taken.push_back(std::move(polygon));
    }
    if (shafts.empty())
        return;
    MultiPolygon rest = minus({{inside, {}}}, united(taken));
    std::sort(rest.begin(), rest.end(),
              [](const Polygon &a, const Polygon &b) { return geometry::area(a) > geometry::area(b); });
    if (rest.empty())
        return;
    sketch.addMap(rest.front(), RoomKind::Parking, 0);
    for (const PlanSpace *shaft : shafts) {
        sketch.addMap(shaft->shape, shaft->kind, 0);
        for (const PlanDoor &door : typical.doors) {
            const Vec2 middle = (door.from + door.to) * 0.5;
            if (!door.isWindow && !door.isEntrance && distanceToRing(middle, shaft->shape.outer) < ThickWall * 0.6)
                sketch.floor.doors.push_back(door);
        }
    }
    sketch.floor.first = -m_b.below;
    sketch.floor.last = -1;
    m_plan.floors.insert(m_plan.floors.begin(), std::move(sketch.floor));
    constexpr double Height = 3.7;
    for (int i = 1; i <= m_b.below; ++i) {
        PlanStorey storey;
        storey.number = -i;
        storey.base = -Height * i;
        storey.height = Height;
        storey.outline = {m_b.footprint};
        storey.plan = -1;
        m_plan.storeys.insert(m_plan.storeys.begin(), std::move(storey));
    }
}

void Planner::finish()
{
    for (const Level &level : m_levels)
        m_plan.storeys.push_back(level.storey);
    addBasements();
}

const PlanStorey *BuildingPlan::storey(int number) const
{
    for (const PlanStorey &storey : storeys) {
        if (storey.number == number)
            return &storey;
    }
    return nullptr;
}

BuildingPlan planBuilding(const BuildingRecord &building)
{
    return Planner(building).plan();
}

std::vector<BuildingPlan> planBuildings(const DistrictModel &model)
{
    std::vector<BuildingPlan> plans(model.buildings.size());
    const size_t threads = std::clamp<size_t>(std::thread::hardware_concurrency(), 1, 8);
    std::vector<std::thread> pool;
    for (size_t t = 0; t < threads; ++t) {
        pool.emplace_back([&, t] {
            for (size_t i = t; i < plans.size(); i += threads)
                plans[i] = planBuilding(model.buildings[i]);
        });
    }
    for (std::thread &thread : pool)
        thread.join();
    return plans;
}

}
