#include "sample/PlanFloors.h"

#include <algorithm>

namespace sample
{

void drawCorridor(Sketch &sketch, const Aisle &aisle, RoomKind kind, bool entrances)
{
    sketch.add(aisle.axes, Ring{{aisle.x0, aisle.y0}, {aisle.x1, aisle.y0}, {aisle.x1, aisle.y1}, {aisle.x0, aisle.y1}},
               kind, 0);
    for (const double x : {aisle.x0 - ThickWall / 2, aisle.x1 + ThickWall / 2}) {
        if (entrances && sketch.entranceAcross(aisle.axes, x, aisle.y0, aisle.y1))
            continue;
        sketch.windowIn(aisle.axes, {x, aisle.y0}, {x, aisle.y1});
    }
}

void drawShafts(Sketch &sketch, const Axes &axes, const std::vector<Shaft> &shafts)
{
    for (const Shaft &shaft : shafts) {
        const geometry::Box2 &b = shaft.box;
        if (shaft.kind == RoomKind::Lobby)
            sketch.doorAcross(axes, b.max.x + ThickWall / 2, b.min.y, b.max.y, 2.0);
        sketch.add(axes, Ring{b.min, {b.max.x, b.min.y}, b.max, {b.min.x, b.max.y}}, shaft.kind, 0);
        const double width = shaft.kind == RoomKind::Stair   ? 1.2
                             : shaft.kind == RoomKind::Lift  ? 1.1
                             : shaft.kind == RoomKind::Lobby ? 2.0
                                                             : 0.9;
        const double reach = shaft.kind == RoomKind::Stair ? 1.8 : 4.0;
        switch (shaft.door) {
        case Shaft::South:
        case Shaft::North:
            sketch.doorAlong(axes, b.min.x, std::min(b.max.x, b.min.x + reach),
                             shaft.door == Shaft::South ? b.min.y - ThickWall / 2 : b.max.y + ThickWall / 2, width);
            break;
        case Shaft::West:
        case Shaft::East:
            sketch.doorAcross(axes, shaft.door == Shaft::West ? b.min.x - ThickWall / 2 : b.max.x + ThickWall / 2,
                              b.min.y, std::min(b.max.y, b.min.y + reach), width);
            break;
        }
    }
}

void drawLobby(Sketch &sketch, const Axes &axes, const Core &core, RoomKind kind)
{
    const geometry::Box2 &l = core.lobby;
    Polygon floor{axes.toMap(Ring{l.min, {l.max.x, l.min.y}, l.max, {l.min.x, l.max.y}}), {}};
    if (!core.island.isEmpty()) {
        const geometry::Box2 hole = core.island;
        Ring ring = axes.toMap(Ring{hole.min, {hole.max.x, hole.min.y}, hole.max, {hole.min.x, hole.max.y}});
        std::reverse(ring.begin(), ring.end());
        floor.holes.push_back(std::move(ring));
    }
    sketch.addMap(std::move(floor), kind, 0);
}

Core rowCore(const std::vector<std::vector<Ring>> &areas, double x, double y0, double y1, int stairs, int lifts,
             bool toilets, double depth)
{
    const double foot = y1 + ThickWall;
    geometry::Box2 box{Vec2(-1e9), Vec2(1e9)};
    for (const std::vector<Ring> &area : areas) {
        const geometry::Box2 own = geometry::bounds(area.front());
        box = {glm::max(box.min, own.min), glm::min(box.max, own.max)};
    }
    const auto roomFor = [&](double from, double to) {
        double least = from < box.min.x || to > box.max.x ? 0.0 : 1e9;
        for (const std::vector<Ring> &area : areas)
            least = least > 0 ? std::min(least, seenFrom(area, from, to, foot, 0.0).hi.lowest() - foot) : 0.0;
        return least;
    };
    Core core;
    for (; stairs >= 1; lifts > 1    ? --lifts
                        : toilets    ? (toilets = false, 0)
                        : stairs > 1 ? --stairs
                        : lifts > 0  ? --lifts
                                     : --stairs) {
        // In the middle, else where the outline is deep enough for it.
        for (const double off : {0.0, -0.16, 0.16, -0.28, 0.28}) {
            const double middle = x + off * box.size().x;
            for (const double wanted : {depth, 3.6, 2.8, 2.5}) {
                if (wanted > depth)
                    continue;
                const double stair = wanted >= 4.5 ? 2.6 : 4.8, lift = 2.1, toilet = 3.2;
                const double width = stairs * stair + lifts * lift + (toilets ? toilet : 0.0) +
                                     (stairs + lifts + toilets - 1) * ThickWall;
                double at = middle - width / 2;
                // Room for lots at its ends, where it can be made shorter.
                constexpr double Share = 0.68;
                const bool isShortest = stairs + lifts + toilets <= 2;
                if (roomFor(at, at + width) < wanted || (!isShortest && width > Share * box.size().x))
                    continue;
                const auto put = [&](RoomKind kind, double w) {
                    core.shafts.push_back({kind, {{at, foot}, {at + w, foot + wanted}}, Shaft::South});
                    at += w + ThickWall;
                };
                put(RoomKind::Stair, stair);
                for (int i = 0; i < lifts; ++i)
                    put(RoomKind::Lift, lift);
                if (toilets)
                    put(RoomKind::Bath, toilet);
                if (stairs > 1)
                    put(RoomKind::Stair, stair);
                core.lobby = {{middle - width / 2, y0}, {middle + width / 2, y1}};
                return core;
            }
        }
    }
    return core;
}

Core islandCore(const Vec2 &at, double width, double depth, double around)
{
    Core core;
    const geometry::Box2 outer{at - Vec2(width / 2, depth / 2), at + Vec2(width / 2, depth / 2)};
    const geometry::Box2 in = outer.grown(-ThickWall);
    core.island = outer;
    core.lobby = outer.grown(around);
    // A small one is a single row that opens to the south.
    if (depth < 7.4) {
        const double stair = std::min(4.8, (width - 0.4) * 0.52);
        core.shafts.push_back({RoomKind::Stair, {in.min, {in.min.x + stair, in.max.y}}, Shaft::South});
        double x = in.min.x + stair + ThickWall;
        const int lifts = std::max(1, int((in.max.x - x) / 2.2));
        const double w = (in.max.x - x - (lifts - 1) * ThickWall) / lifts;
        for (int i = 0; i < lifts; ++i, x += w + ThickWall)
            core.shafts.push_back({RoomKind::Lift, {{x, in.min.y}, {x + w, in.max.y}}, Shaft::South});
        return core;
    }
    const double hall = std::min(3.0, depth * 0.3), row = (in.size().y - hall) / 2 - ThickWall;
    const double stair = row >= 4.5 ? 2.8 : std::min(4.8, in.size().x * 0.36), toilet = 3.0;
    const bool toilets = in.size().x - stair > 2 * 2.2 + toilet;
    for (const bool north : {false, true}) {
        const double y0 = north ? in.max.y - row : in.min.y, y1 = y0 + row;
        // Stairs at opposite ends, each with a door to the ring; lifts open to the hall between the rows.
        const double s0 = north ? in.max.x - stair : in.min.x;
        core.shafts.push_back({RoomKind::Stair, {{s0, y0}, {s0 + stair, y1}}, north ? Shaft::North : Shaft::South});
        double x0 = north ? in.min.x : in.min.x + stair + ThickWall,
               x1 = north ? in.max.x - stair - ThickWall : in.max.x;
        if (toilets) {
            const double t0 = north ? x0 : x1 - toilet;
            core.shafts.push_back({RoomKind::Bath, {{t0, y0}, {t0 + toilet, y1}}, north ? Shaft::North : Shaft::South});
            (north ? x0 : x1) += north ? toilet + ThickWall : -(toilet + ThickWall);
        }
        const int lifts = std::clamp(int((x1 - x0 + ThickWall) / 2.2), 1, 6);
        const double w = (x1 - x0 - (lifts - 1) * ThickWall) / lifts;
        for (int i = 0; i < lifts; ++i) {
            const double x = x0 + i * (w + ThickWall);
            core.shafts.push_back({RoomKind::Lift, {{x, y0}, {x + w, y1}}, north ? Shaft::South : Shaft::North});
        }
    }
    core.shafts.push_back({RoomKind::Lobby,
                           {{in.min.x, in.min.y + row + ThickWall}, {in.max.x, in.max.y - row - ThickWall}},
                           Shaft::West});
    return core;
}

}
