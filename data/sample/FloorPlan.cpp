#include "sample/FloorPlan.h"

#include "sample/PlanFloors.h"
#include "sample/Planar.h"
#include "sample/Shapes.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <thread>

namespace sample
{

namespace
{

using Run = std::pair<double, double>;

/// A storey of the building's stack: the parts that it lies in.
struct Level {
    PlanStorey storey;
    std::vector<int> parts; ///< indices; -1: the footprint
};

std::vector<Level> levelsOf(const BuildingRecord &b)
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

/// Axes about the middle of a ring's box, along its first side, or along its sides on the whole.
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

class Planner
{
public:
    explicit Planner(const BuildingRecord &building) : m_b(building), m_levels(levelsOf(building)) {}

    BuildingPlan plan()
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

private:
    using Draw = std::function<void(Sketch &, bool isGround)>;

    const Ring &ringOf(int part) const { return part < 0 ? m_b.footprint.outer : m_b.parts[size_t(part)].shape.outer; }
    static std::vector<Ring> clear(const Axes &axes, const Ring &ring) { return {inset(axes.toOwn(ring), ThickWall)}; }

    /// The ground storey by itself, then each run of storeys that are alike; `alike` splits further where it changes.
    template <typename Alike> void eachRun(const Alike &alike, const std::function<void(size_t, size_t)> &draw)
    {
        for (size_t i = 0; i < m_levels.size();) {
            size_t end = i + 1;
            while (i > 0 && end < m_levels.size() && m_levels[end].parts == m_levels[i].parts &&
                   alike(m_levels[end].storey.number) == alike(m_levels[i].storey.number))
                ++end;
            draw(i, end);
            i = end;
        }
    }

    void put(size_t from, size_t end, Sketch &&sketch)
    {
        sketch.countUnits();
        sketch.floor.first = m_levels[from].storey.number;
        sketch.floor.last = m_levels[end - 1].storey.number;
        m_plan.floors.push_back(std::move(sketch.floor));
    }

    // Towers of homes, on the ground or on a podium.
    struct Stand {
        int part;
        Axes axes;
        std::vector<Ring> area;
        enum Shape { Row, Plus, Star } shape = Row;
        Core core;
        double reach = 0; ///< of a plus: half its arm
    };
    Stand standOf(int part) const;
    int drawTowerStorey(Sketch &sketch, const Stand &stand, int units, int firstNumber, bool isGround) const;
    void drawPodium(Sketch &sketch, const Ring &outline, const std::vector<Stand> &stands, int units,
                    bool isGround) const;
    void planTower();

    void planHighRise();
    void planSlab();
    void planVillageHouse();
    void planOldHouse();
    void planHouse();
    void planBlock();
    void planMarket(const Axes &axes);
    void addBasements();
    void finish();

    const BuildingRecord &m_b;
    std::vector<Level> m_levels;
    BuildingPlan m_plan;
};

Planner::Stand Planner::standOf(int part) const
{
    Stand stand;
    stand.part = part;
    const Ring &ring = ringOf(part);
    stand.axes = axesOf(ring, true);
    stand.area = clear(stand.axes, ring);
    const Ring own = stand.axes.toOwn(ring);
    const bool isH = wingsOf({own, {}}).shape == Wings::H;
    if (ring.size() == 9) {
        stand.shape = Stand::Star;
        // About the middle of the three arms, which is not that of the box.
        const Vec2 middle = (ring[2] + ring[5] + ring[8]) / 3.0;
        stand.axes.origin = middle;
        stand.area = clear(stand.axes, ring);
        constexpr double Foot = 3.4;
        double x = -6.0;
        const double y1 = -Foot - ThickWall, y0 = y1 - 2.8;
        for (const double width : {4.8, 2.1, 2.1}) {
            stand.core.shafts.push_back(
                {width > 3 ? RoomKind::Stair : RoomKind::Lift, {{x, y0}, {x + width, y1}}, Shaft::North});
            x += width + ThickWall;
        }
        stand.core.lobby = {{-5.8, -Foot}, {5.8, Foot * 2}};
    } else if (ring.size() == 12 && !isH) {
        stand.shape = Stand::Plus;
        stand.reach = (own[1].x - own[0].x) / 2 - ThickWall;
        stand.core = islandCore({0, 0}, 2 * (stand.reach - 1.5), 3.2, 1.5);
    } else {
        stand.core = rowCore(stand.area, 0, -0.8, 0.8, 2, m_b.above > 20 ? 3 : 2, false, 2.8);
    }
    return stand;
}

int Planner::drawTowerStorey(Sketch &sketch, const Stand &stand, int units, int firstNumber, bool isGround) const
{
    FloorTask task;
    task.use = LotUse::Flats;
    task.firstNumber = firstNumber;
    Aisle aisle;
    aisle.axes = stand.axes;
    aisle.area = stand.area;
    int drawn = 0;
    if (stand.shape == Stand::Row) {
        const geometry::Box2 box = geometry::bounds(stand.area.front());
        const Run inside = insideAlong(stand.area, -0.8, 0.8, 0);
        const double half = std::max(stand.core.lobby.size().x / 2 + 1.7, box.size().x * 0.3);
        aisle.x0 = std::max(inside.first, -half);
        aisle.x1 = std::min(inside.second, half);
        aisle.y0 = -0.8;
        aisle.y1 = 0.8;
        aisle.shafts = stand.core.shafts;
        task.units = units;
        task.lobby = isGround;
        drawn = drawLots(sketch, aisle, task);
        drawCorridor(sketch, aisle, RoomKind::Corridor, false);
        drawShafts(sketch, stand.axes, stand.core.shafts);
        return drawn;
    }
    std::vector<std::pair<Aisle, int>> arms;
    if (stand.shape == Stand::Plus) {
        const geometry::Box2 &lobby = stand.core.lobby;
        // South and north arm, then east and west, each seen from the lobby's edge.
        for (int i = 0; i < 4; ++i) {
            const double c = i == 0 ? -1 : i == 1 ? 1 : 0, s = i == 2 ? 1 : i == 3 ? -1 : 0;
            const Vec2 out(s, c), along(out.y, -out.x);
            Aisle arm;
            arm.axes = stand.axes.at({0, 0}, along, out);
            for (const Ring &ring : stand.area)
                arm.area.push_back(arm.axes.toOwn(stand.axes.toMap(ring)));
            for (Ring &ring : arm.area) {
                if (geometry::signedArea(ring) < 0)
                    std::reverse(ring.begin(), ring.end());
            }
            const double halfAlong = i < 2 ? lobby.size().x / 2 : lobby.size().y / 2,
                         halfOut = i < 2 ? lobby.size().y / 2 : lobby.size().x / 2;
            arm.x0 = -halfAlong;
            arm.x1 = halfAlong;
            arm.y0 = 0;
            arm.y1 = halfOut;
            arm.south = false;
            arm.endX0 = -stand.reach;
            arm.endX1 = stand.reach;
            arms.push_back({std::move(arm), 1});
        }
        for (int extra = units - 4, i = 0; extra > 0; --extra, i = (i + 1) % 4)
            ++arms[size_t(i)].second;
    } else {
        for (int i = 0; i < 3; ++i) {
            const double angle = -std::numbers::pi / 2 + i * 2 * std::numbers::pi / 3;
            const Vec2 out(std::cos(angle), std::sin(angle)), along(out.y, -out.x);
            Aisle arm;
            arm.axes = stand.axes.at({0, 0}, along, out);
            for (const Ring &ring : stand.area) {
                Ring own = ring;
                for (Vec2 &p : own)
                    p = {glm::dot(p, along), glm::dot(p, out)};
                arm.area.push_back(std::move(own));
            }
            arm.x0 = -5.7;
            arm.x1 = 5.7;
            arm.y0 = 0;
            arm.y1 = 3.4;
            arm.south = false;
            arm.endX0 = -6.3;
            arm.endX1 = 6.3;
            if (i == 0) {
                for (const Shaft &shaft : stand.core.shafts) {
                    Shaft own = shaft;
                    own.box = {};
                    for (const Vec2 &p : {shaft.box.min, shaft.box.max})
                        own.box.add({glm::dot(p, along), glm::dot(p, out)});
                    own.door = Shaft::South;
                    arm.shafts.push_back(own);
                }
            }
            arms.push_back({std::move(arm), 1});
        }
        for (int extra = units - 3, i = 1; extra > 0; --extra, i = i == 1 ? 2 : 1)
            ++arms[size_t(i)].second;
    }
    for (size_t i = 0; i < arms.size(); ++i) {
        task.units = arms[i].second;
        task.lobby = isGround && i == (stand.shape == Stand::Star ? 1u : 0u);
        task.firstNumber = firstNumber + drawn;
        drawn += drawLots(sketch, arms[i].first, task);
    }
    if (stand.shape == Stand::Plus) {
        drawLobby(sketch, stand.axes, stand.core, RoomKind::Corridor);
        drawShafts(sketch, stand.axes, stand.core.shafts);
    } else {
        Ring hub;
        for (int i = 0; i < 3; ++i) {
            const double angle = std::numbers::pi / 6 + std::numbers::pi / 3 + i * 2 * std::numbers::pi / 3;
            hub.push_back(Vec2(std::cos(angle), std::sin(angle)) * 6.8);
        }
        sketch.add(stand.axes, hub, RoomKind::Corridor, 0);
        drawShafts(sketch, stand.axes, stand.core.shafts);
    }
    return drawn;
}

void Planner::drawPodium(Sketch &sketch, const Ring &outline, const std::vector<Stand> &stands, int units,
                         bool isGround) const
{
    const Axes &axes = stands.front().axes;
    Aisle aisle;
    aisle.axes = axes;
    aisle.area = clear(axes, outline);
    const Stand &first = stands.front();
    aisle.y0 = first.shape == Stand::Row ? -1.5 : first.core.lobby.min.y;
    aisle.y1 = first.shape == Stand::Row ? 0.8 : first.shape == Stand::Star ? -0.4 : first.core.lobby.max.y;
    const Run inside = insideAlong(aisle.area, aisle.y0, aisle.y1, 0);
    aisle.x0 = inside.first;
    aisle.x1 = inside.second;
    MultiPolygon floor{
        {axes.toMap(Ring{{aisle.x0, aisle.y0}, {aisle.x1, aisle.y0}, {aisle.x1, aisle.y1}, {aisle.x0, aisle.y1}}), {}}};
    MultiPolygon islands;
    for (const Stand &stand : stands) {
        const Vec2 shift = axes.toOwn(stand.axes.origin);
        if (stand.shape == Stand::Plus) {
            const geometry::Box2 hole = stand.core.island;
            islands.push_back(
                {stand.axes.toMap(Ring{hole.min, {hole.max.x, hole.min.y}, hole.max, {hole.min.x, hole.max.y}}), {}});
        } else {
            for (Shaft shaft : stand.core.shafts) {
                shaft.box = {shaft.box.min + shift, shaft.box.max + shift};
                aisle.shafts.push_back(shaft);
            }
        }
    }
    FloorTask task;
    task.use = LotUse::Shops;
    task.units = units;
    task.lobby = isGround;
    drawLots(sketch, aisle, task);
    for (Polygon &polygon : minus(floor, islands))
        sketch.addMap(std::move(polygon), RoomKind::Corridor, 0);
    for (const double x : {aisle.x0 - ThickWall / 2, aisle.x1 + ThickWall / 2}) {
        if (!isGround || !sketch.entranceAcross(axes, x, aisle.y0, aisle.y1, 2.0))
            sketch.windowIn(axes, {x, aisle.y0}, {x, aisle.y1});
    }
    for (const Stand &stand : stands)
        drawShafts(sketch, stand.axes, stand.core.shafts);
}

void Planner::planTower()
{
    const bool onPodium = m_b.kind == BuildingKind::Composite;
    std::vector<Stand> stands;
    int most = 0;
    for (size_t p = 0; p < m_b.parts.size(); ++p) {
        if (m_b.parts[p].storeys > 0 && (p > 0) == onPodium)
            stands.push_back(standOf(int(p)));
    }
    if (stands.empty())
        return;
    const int each = std::max(1, m_b.unitsPerStorey / int(stands.size()));
    (void)most;
    eachRun([](int) { return 0; },
            [&](size_t from, size_t end) {
                const Level &level = m_levels[from];
                Sketch sketch(level.storey.outline);
                const bool isGround = from == 0;
                if (level.parts.front() == 0 && onPodium) {
                    drawPodium(sketch, ringOf(0), stands, std::max(4, int(geometry::area(m_b.footprint) / 160)),
                               isGround);
                } else {
                    int number = 1;
                    for (const Stand &stand : stands) {
                        if (std::find(level.parts.begin(), level.parts.end(), stand.part) != level.parts.end())
                            number += drawTowerStorey(sketch, stand, each, number, isGround);
                    }
                }
                put(from, end, std::move(sketch));
            });
}

void Planner::planHighRise()
{
    // The parts that hold storeys above the podium; the last is the narrowest.
    std::vector<int> shafts;
    for (size_t p = 1; p < m_b.parts.size(); ++p) {
        if (m_b.parts[p].storeys > 0)
            shafts.push_back(int(p));
    }
    if (shafts.empty())
        shafts.push_back(m_b.parts.empty() ? -1 : 0);
    const bool twin = shafts.size() == 2 && m_b.parts[size_t(shafts[0])].from == m_b.parts[size_t(shafts[1])].from;
    const Ring &narrow = ringOf(twin ? shafts[0] : shafts.back());
    const Axes axes = axesOf(narrow, shafts.back() > 0);
    const std::vector<Ring> least = clear(axes, narrow);
    const Vec2 size = geometry::bounds(least.front()).size();
    Aisle aisle;
    aisle.axes = axes;
    Core core;
    const double w = std::clamp(size.x * 0.44, 8.0, 17.0), d = std::clamp(size.y * 0.42, 6.2, 13.0);
    const bool island =
        !twin && size.x > 18.0 && size.y > 16.5 && liesIn(rectangle(w + 7, d + 7), Polygon{least.front(), {}});
    if (island) {
        core = islandCore({0, 0}, w, d, 1.8);
        aisle.x0 = core.lobby.min.x;
        aisle.x1 = core.lobby.max.x;
        aisle.y0 = core.lobby.min.y;
        aisle.y1 = core.lobby.max.y;
    } else {
        aisle.y0 = twin ? geometry::bounds(least.front()).min.y : -0.9;
        aisle.y1 = aisle.y0 + (twin ? 1.6 : 1.8);
        const int lifts = std::clamp(m_b.above / 10 + 1, 1, 4);
        core = rowCore(least, 0, aisle.y0, aisle.y1, 2, lifts, true, 4.8);
        aisle.shafts = core.shafts;
    }
    const int highest = int(std::floor(m_b.above * 0.8));
    eachRun([&](int storey) { return storey > highest; },
            [&](size_t from, size_t end) {
                const Level &level = m_levels[from];
                Sketch sketch(level.storey.outline);
                Aisle here = aisle;
                if (level.parts.size() > 1) {
                    // Slabs side by side share their long walls; to the millimetre, so that they become one.
                    std::vector<Ring> rings;
                    for (const int part : level.parts) {
                        rings.push_back(axes.toOwn(ringOf(part)));
                        for (Vec2 &p : rings.back())
                            p = {std::round(p.x * 1000) / 1000, std::round(p.y * 1000) / 1000};
                    }
                    here.area = {inset(dissolved(rings).front().outer, ThickWall)};
                } else {
                    here.area = clear(axes, ringOf(level.parts.front()));
                }
                const bool isPodium = level.storey.number <= m_b.shopStoreys;
                const double floor = geometry::area({here.area.front(), {}});
                FloorTask task;
                task.use = isPodium                             ? LotUse::Shops
                           : m_b.use == BuildingUse::Commercial ? LotUse::GuestRooms
                                                                : LotUse::Offices;
                task.units = level.storey.number > highest ? std::max(1, m_b.unitsPerStorey / 2)
                             : isPodium                    ? std::clamp(int(floor / 350), m_b.unitsPerStorey, 10)
                                                           : m_b.unitsPerStorey;
                if (task.use == LotUse::GuestRooms)
                    task.lots = std::max(task.units, int(floor / 55));
                task.lobby = from == 0;
                if (!island) {
                    const Run inside = insideAlong(here.area, here.y0, here.y1, 0);
                    here.x0 = inside.first;
                    here.x1 = inside.second;
                    // A gallery at the lower edge where no second slab stands before it.
                    here.south = level.parts.size() > 1 || !twin || isPodium;
                }
                drawLots(sketch, here, task);
                if (island) {
                    drawLobby(sketch, axes, core, RoomKind::Corridor);
                } else {
                    drawCorridor(sketch, here, RoomKind::Corridor, from == 0);
                }
                drawShafts(sketch, axes, core.shafts);
                put(from, end, std::move(sketch));
            });
}

void Planner::planSlab()
{
    const Axes axes = axesOf(m_b.footprint.outer, true);
    const std::vector<Ring> area = clear(axes, m_b.footprint.outer);
    const geometry::Box2 box = geometry::bounds(area.front());
    const int count = std::max(1, (m_b.unitsPerStorey + 1) / 2);
    std::vector<Bay> bays;
    for (int i = 0; i < count; ++i) {
        const double x0 = box.min.x + box.size().x * i / count, x1 = box.min.x + box.size().x * (i + 1) / count;
        bays.push_back({x0, x1, (x0 + x1) / 2, true, true});
    }
    const double depth = box.size().y;
    const BayStyle style{2.4, depth > 10 ? 3.2 : 2.4, depth > 9 ? 2.4 : 1.6};
    eachRun([&](int storey) { return storey > m_b.shopStoreys; },
            [&](size_t from, size_t end) {
                Sketch sketch(m_levels[from].storey.outline);
                const bool isShop = m_levels[from].storey.number <= m_b.shopStoreys;
                drawBays(sketch, axes, area, bays, style, from == 0, isShop ? std::max(1, m_b.unitsPerStorey) : 0);
                put(from, end, std::move(sketch));
            });
}

void Planner::planVillageHouse()
{
    const Axes axes = axesOf(m_b.footprint.outer, true);
    const std::vector<Ring> area = clear(axes, m_b.footprint.outer);
    const geometry::Box2 box = geometry::bounds(area.front());
    const Vec2 size = box.size();
    const BayStyle style{size.x > 7.5 ? 2.2 : 1.9, size.y > 7.6 ? 1.9 : 1.6, size.y > 7.6 ? 2.3 : 1.9};
    eachRun([&](int storey) { return storey > m_b.shopStoreys; },
            [&](size_t from, size_t end) {
                Sketch sketch(m_levels[from].storey.outline);
                const bool isShop = m_levels[from].storey.number <= m_b.shopStoreys;
                const int units = m_b.unitsPerStorey;
                if (units >= 3) {
                    // Two at the front, one beside the stair at the back.
                    Aisle aisle;
                    aisle.axes = axes;
                    aisle.area = area;
                    const double back = std::clamp(size.y * 0.44, 3.2, 4.0), width = 1.1;
                    aisle.y1 = box.max.y - back - ThickWall;
                    aisle.y0 = aisle.y1 - width;
                    aisle.x0 = box.min.x;
                    aisle.x1 = box.max.x;
                    const double foot = aisle.y1 + ThickWall;
                    aisle.shafts = {{RoomKind::Stair, {{box.min.x, foot}, {box.min.x + 2.1, box.max.y}}, Shaft::South}};
                    FloorTask task;
                    task.use = isShop ? LotUse::Shops : LotUse::Flats;
                    task.units = units;
                    drawLots(sketch, aisle, task);
                    drawCorridor(sketch, aisle, RoomKind::Corridor, from == 0);
                    drawShafts(sketch, axes, aisle.shafts);
                } else {
                    Bay bay{box.min.x, box.max.x, 0, true, true};
                    if (units == 1)
                        bay = {box.min.x, box.max.x, box.min.x + style.stairWidth / 2, false, true};
                    drawBays(sketch, axes, area, {bay}, style, from == 0, isShop ? units : 0);
                }
                put(from, end, std::move(sketch));
            });
}

void Planner::planOldHouse()
{
    const Ring &ring = m_b.footprint.outer;
    const Axes axes = axesOf(ring, true);
    Polygon own{axes.toOwn(ring), {}};
    for (const Ring &hole : m_b.footprint.holes)
        own.holes.push_back(axes.toOwn(hole));
    const Wings wings = wingsOf(own);
    const bool byWings = wings.shape != Wings::None;
    const std::vector<Ring> area = clear(axes, ring);
    const geometry::Box2 box = geometry::bounds(area.front());
    eachRun([&](int storey) { return storey > m_b.shopStoreys; },
            [&](size_t from, size_t end) {
                Sketch sketch(m_levels[from].storey.outline);
                const bool isShop = m_levels[from].storey.number <= m_b.shopStoreys;
                if (byWings) {
                    FloorTask task;
                    task.use = isShop ? LotUse::Shops : LotUse::Flats;
                    task.units = m_b.unitsPerStorey;
                    drawWings(sketch, axes, wings, task, from == 0, m_b.above > 1, 0);
                } else {
                    const double depth = box.size().y, stair = box.size().x > 7.5 ? 2.2 : 1.8;
                    const BayStyle style{stair, depth > 11.5 ? 3.2 : 2.2, depth > 11.5 ? 3.2 : 2.3};
                    const bool one = m_b.unitsPerStorey < 2;
                    const Bay bay{box.min.x, box.max.x, one ? box.min.x + stair / 2 : 0.0, !one, true};
                    drawBays(sketch, axes, area, {bay}, style, from == 0, isShop ? std::max(1, m_b.unitsPerStorey) : 0);
                }
                put(from, end, std::move(sketch));
            });
}

void Planner::planHouse()
{
    const Ring &ring = m_b.footprint.outer;
    const Axes axes = axesOf(ring, ring.size() != 3);
    const std::vector<Ring> area = clear(axes, ring);
    const Wings wings = wingsOf({axes.toOwn(ring), {}});
    const bool isRound = ring.size() >= 16, isDeep = geometry::bounds(area.front()).size().y > 12.2;
    const bool sports = m_b.kind == BuildingKind::School && m_b.roof == RoofShape::Dome;
    const double floorArea = geometry::area(m_b.footprint);
    LotUse use = LotUse::Rooms;
    int lots = 0;
    switch (m_b.kind) {
    case BuildingKind::Shop:
        use = LotUse::Shops;
        break;
    case BuildingKind::Factory:
        use = LotUse::Workshops;
        break;
    case BuildingKind::School:
        use = sports ? LotUse::Halls : LotUse::Classrooms;
        lots = sports ? 1 : int(floorArea / 95);
        break;
    case BuildingKind::Hospital:
        use = LotUse::Wards;
        lots = int(floorArea / 48);
        break;
    case BuildingKind::Small:
        use = LotUse::Classrooms;
        lots = int(floorArea / 80);
        break;
    default:
        lots = int(floorArea / 60);
        break;
    }
    const int lifts = m_b.kind == BuildingKind::Hospital ? 2 : m_b.above > 6 ? 1 : 0;
    const bool single = m_b.above == 1;
    std::vector<Ring> least = area;
    if (!m_b.parts.empty()) {
        for (const Part &part : m_b.parts) {
            if (part.storeys > 0)
                least = clear(axes, part.shape.outer);
        }
    }
    eachRun([&](int storey) { return storey > m_b.shopStoreys; },
            [&](size_t from, size_t end) {
                const Level &level = m_levels[from];
                Sketch sketch(level.storey.outline);
                FloorTask task;
                task.use = use;
                task.units = m_b.unitsPerStorey;
                task.lots = std::max(lots, task.units);
                if (wings.shape != Wings::None && !single) {
                    drawWings(sketch, axes, wings, task, from == 0, true, lifts);
                } else if (single) {
                    RoomKind kind = use == LotUse::Shops || (m_b.kind == BuildingKind::Small && m_b.unitsPerStorey > 0)
                                        ? RoomKind::Shop
                                    : use == LotUse::Workshops                    ? RoomKind::Workshop
                                    : m_b.kind == BuildingKind::Hall              ? RoomKind::Hall
                                    : m_b.structure == std::string_view("timber") ? RoomKind::Hall
                                    : m_b.height > 20                             ? RoomKind::Plant
                                                                                  : RoomKind::Storage;
                    drawFronts(sketch, axes, area, m_b.unitsPerStorey, kind);
                } else if ((isRound || isDeep || m_b.kind == BuildingKind::Hospital) && use != LotUse::Workshops &&
                           use != LotUse::Shops && !sports) {
                    Aisle aisle;
                    aisle.axes = axes;
                    aisle.area = clear(axes, ringOf(level.parts.front()));
                    aisle.y0 = -1.1;
                    aisle.y1 = 1.1;
                    const Run inside = insideAlong(aisle.area, aisle.y0, aisle.y1, 0);
                    aisle.x0 = inside.first;
                    aisle.x1 = inside.second;
                    const Core core = rowCore(least, 0, aisle.y0, aisle.y1, 2, std::max(lifts, 0), true, 4.8);
                    aisle.shafts = core.shafts;
                    drawLots(sketch, aisle, task);
                    drawCorridor(sketch, aisle, RoomKind::Corridor, from == 0);
                    drawShafts(sketch, axes, core.shafts);
                } else {
                    drawGallery(sketch, axes, area, task, true, from == 0);
                }
                put(from, end, std::move(sketch));
            });
}

void Planner::planBlock()
{
    const Ring &narrow = [&]() -> const Ring & {
        const Ring *last = &m_b.footprint.outer;
        for (const Part &part : m_b.parts) {
            if (part.storeys > 0)
                last = &part.shape.outer;
        }
        return *last;
    }();
    const Axes axes = axesOf(narrow, m_b.kind == BuildingKind::Market);
    const std::vector<Ring> least = clear(axes, narrow);
    if (least.front().empty())
        return;
    if (m_b.kind == BuildingKind::Market) {
        planMarket(axes);
        return;
    }
    const double depth = geometry::bounds(least.front()).size().y;
    const double width = m_b.kind == BuildingKind::Office ? std::clamp(depth * 0.12, 1.6, 2.2)
                         : m_b.kind == BuildingKind::Mall ? std::clamp(depth * 0.12, 3.0, 6.0)
                                                          : std::clamp(depth * 0.3, 3.0, 10.0);
    const int lifts = m_b.kind == BuildingKind::Office ? (m_b.above > 5 ? 2 : 1) : 2;
    const double y0 = -width / 2, y1 = width / 2;
    const Core core = rowCore(least, 0, y0, y1, 2, lifts, true, 4.8);
    eachRun([&](int storey) { return storey > m_b.shopStoreys; },
            [&](size_t from, size_t end) {
                const Level &level = m_levels[from];
                Sketch sketch(level.storey.outline);
                Aisle aisle;
                aisle.axes = axes;
                aisle.area = clear(axes, ringOf(level.parts.front()));
                aisle.y0 = y0;
                aisle.y1 = y1;
                const Run inside = insideAlong(aisle.area, y0, y1, 0);
                aisle.x0 = inside.first;
                aisle.x1 = inside.second;
                aisle.shafts = core.shafts;
                FloorTask task;
                task.use = level.storey.number <= m_b.shopStoreys ? LotUse::Shops : LotUse::Offices;
                task.units = m_b.unitsPerStorey;
                task.lobby = from == 0;
                drawLots(sketch, aisle, task);
                drawCorridor(sketch, aisle, m_b.kind == BuildingKind::Station ? RoomKind::Hall : RoomKind::Corridor,
                             from == 0);
                drawShafts(sketch, axes, core.shafts);
                put(from, end, std::move(sketch));
            });
}

void Planner::planMarket(const Axes &axes)
{
    // Rows of stalls back to back between aisles that meet at both ends.
    const std::vector<Ring> area = clear(axes, m_b.footprint.outer);
    const geometry::Box2 box = geometry::bounds(area.front());
    const int rows = std::clamp(int(box.size().y / 9.5), 1, 6);
    const double pitch = box.size().y / rows, aisleWidth = 2.6, cross = 3.2;
    eachRun([](int) { return 0; },
            [&](size_t from, size_t end) {
                Sketch sketch(m_levels[from].storey.outline);
                MultiPolygon floor;
                const auto strip = [&](double x0, double x1, double y0, double y1) {
                    floor.push_back({axes.toMap(Ring{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}), {}});
                };
                strip(box.min.x, box.min.x + cross, box.min.y, box.max.y);
                strip(box.max.x - cross, box.max.x, box.min.y, box.max.y);
                int number = 1;
                std::vector<Aisle> aisles;
                for (int i = 0; i < rows; ++i) {
                    Aisle aisle;
                    aisle.axes = axes;
                    const double y0 = box.min.y + pitch * i + (i > 0 ? ThickWall / 2 : 0.0),
                                 y1 = box.min.y + pitch * (i + 1) - (i + 1 < rows ? ThickWall / 2 : 0.0),
                                 middle = (y0 + y1) / 2;
                    const double x0 = box.min.x + cross + ThickWall, x1 = box.max.x - cross - ThickWall;
                    aisle.area = {Ring{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}};
                    aisle.x0 = x0;
                    aisle.x1 = x1;
                    aisle.y0 = middle - aisleWidth / 2;
                    aisle.y1 = middle + aisleWidth / 2;
                    strip(box.min.x + cross - 0.5, box.max.x - cross + 0.5, aisle.y0, aisle.y1);
                    // Stairs at both ends of the first row.
                    if (i == 0) {
                        const double foot = aisle.y1 + ThickWall;
                        aisle.shafts = {{RoomKind::Stair, {{x0, foot}, {x0 + 5.0, y1}}, Shaft::South},
                                        {RoomKind::Stair, {{x1 - 5.0, foot}, {x1, y1}}, Shaft::South}};
                    }
                    aisles.push_back(std::move(aisle));
                }
                const int units = std::max(rows, m_b.unitsPerStorey);
                for (int i = 0; i < rows; ++i) {
                    FloorTask task;
                    task.use = LotUse::Stalls;
                    task.units = units * (i + 1) / rows - units * i / rows;
                    task.firstNumber = number;
                    number += drawLots(sketch, aisles[size_t(i)], task);
                    drawShafts(sketch, axes, aisles[size_t(i)].shafts);
                }
                for (Polygon &polygon : united(floor))
                    sketch.addMap(std::move(polygon), RoomKind::Corridor, 0);
                if (from == 0) {
                    for (const double x : {box.min.x - ThickWall / 2, box.max.x + ThickWall / 2})
                        sketch.entranceAcross(axes, x, box.centre().y - 2, box.centre().y + 2, 3.0);
                }
                put(from, end, std::move(sketch));
            });
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
