#include "sample/Planar.h"
#include "sample/Planner.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace sample
{

using Run = std::pair<double, double>;

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
                    const Core core = rowCore(allClear(axes), 0, aisle.y0, aisle.y1, 2, std::max(lifts, 0), true, 4.8);
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
    const Core core = rowCore(allClear(axes), 0, y0, y1, 2, lifts, true, 4.8);
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

}
