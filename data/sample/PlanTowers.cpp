#include "sample/Planar.h"
#include "sample/Planner.h"
#include "sample/Shapes.h"

#include <algorithm>
#include <cmath>

namespace sample
{

using Run = std::pair<double, double>;

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
        stand.core = rowCore({stand.area}, 0, -0.8, 0.8, 2, m_b.above > 20 ? 3 : 2, false, 2.8);
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
    for (size_t p = 0; p < m_b.parts.size(); ++p) {
        if (m_b.parts[p].storeys > 0 && (p > 0) == onPodium)
            stands.push_back(standOf(int(p)));
    }
    if (stands.empty())
        return;
    const int each = std::max(1, m_b.unitsPerStorey / int(stands.size()));
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
        core = rowCore(allClear(axes), 0, aisle.y0, aisle.y1, 2, lifts, true, 4.8);
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

}
