#include "sample/PlanFloors.h"
#include "sample/Planar.h"
#include "sample/Shapes.h"

#include <algorithm>
#include <cmath>

namespace sample
{

namespace
{

using Run = std::pair<double, double>;

geometry::Box2 boxOf(const std::vector<Ring> &area)
{
    geometry::Box2 box;
    for (const Ring &ring : area) {
        for (const Vec2 &p : ring)
            box.add(p);
    }
    return box;
}

/// The area looked at from the north: y counts southward from its northern edge.
std::vector<Ring> fromNorth(const std::vector<Ring> &area, double north)
{
    std::vector<Ring> out = area;
    for (Ring &ring : out) {
        for (Vec2 &p : ring)
            p.y = north - p.y;
    }
    return out;
}

/// A room entered through the side, with a bath in the far corner: where a flat does not fit beside a stair.
bool fillSideRoom(Sketch &sketch, const Lot &lot, const FlatStyle &style)
{
    const Strip &c = lot.cell;
    double from = c.x0();
    for (const auto &[a, b] : runs(c.lo, Profile::level(c.x0(), c.x1(), style.doorY0), 0.0))
        from = b > c.x1() - 0.05 ? a : from;
    Profile lo = c.lo;
    const double back = c.lo.at(c.x1() - 0.05);
    if (c.x1() - from > 1.25 && style.doorY0 - back > 1.5) {
        const double top = std::min(back + 2.0, style.doorY0 - ThinWall);
        sketch.add(lot.axes, Strip{c.lo.cut(from, c.x1()), Profile::level(from, c.x1(), top)}, RoomKind::Bath,
                   lot.unit);
        sketch.doorAlong(lot.axes, from, c.x1(), top + ThinWall / 2, 0.75);
        lo = c.lo.replaced(from, c.x1(), top + ThinWall);
    }
    const auto clear = runs(lo, c.hi, 1.0);
    if (clear.size() != 1 || clear.front().second - clear.front().first < c.width() - 0.05)
        return false;
    sketch.add(lot.axes, Strip{lo, c.hi}, RoomKind::Room, lot.unit);
    sketch.windows(lot.axes, c.hi);
    sketch.doorAcross(lot.axes, from - ThickWall / 2, style.doorY0, style.doorY0 + 1.1, 0.95);
    return true;
}

}

int drawBays(Sketch &sketch, const Axes &axes, const std::vector<Ring> &area, const std::vector<Bay> &given,
             const BayStyle &style, bool isGround, int shops)
{
    const geometry::Box2 box = boxOf(area);
    const Axes down = axes.at({0, box.max.y}, {1, 0}, {0, -1});
    const std::vector<Ring> turned = fromNorth(area, box.max.y);
    const double most = box.size().y + 1.0;
    struct Stairwell {
        double x0, x1, y0, y1;
    };
    std::vector<Stairwell> stairs;
    int number = 0;
    // A stair stands behind a straight wall: beside a step of it, not across.
    std::vector<Bay> bays = given;
    for (Bay &bay : bays) {
        const double half = style.stairWidth / 2 + ThickWall;
        const Strip well =
            seenFrom(turned, std::max(box.min.x, bay.stair - half), std::min(box.max.x, bay.stair + half), -0.01, most);
        for (size_t i = 0; i + 1 < well.lo.points().size(); ++i) {
            const Vec2 &p = well.lo.points()[i], &q = well.lo.points()[i + 1];
            if (q.x - p.x < 1e-6 && std::abs(q.y - p.y) > 0.3 && bay.left && bay.right)
                bay.stair = p.x + (q.y > p.y ? -half - 0.2 : half + 0.2);
        }
    }
    for (const Bay &bay : bays) {
        const double s0 = bay.stair - style.stairWidth / 2, s1 = bay.stair + style.stairWidth / 2;
        const double x0 = std::max(bay.x0, box.min.x), x1 = std::min(bay.x1, box.max.x);
        const auto seen = [&](double a, double b) { return seenFrom(turned, a, b, -0.01, most); };
        const Strip well = seen(std::max(s0, x0), std::min(s1, x1));
        // The wall behind which the flats begin.
        double wall = well.lo.highest();
        const double clearLeft = s0 - ThickWall, clearRight = s1 + ThickWall;
        double wallLeft = wall, wallRight = wall;
        if (bay.left && clearLeft - x0 > 0.5)
            wallLeft = seen(x0, clearLeft).lo.highest();
        if (bay.right && x1 - clearRight > 0.5)
            wallRight = seen(clearRight, x1).lo.highest();
        const double reference = std::max(bay.left ? wallLeft : -1.0, bay.right ? wallRight : -1.0);
        const double p0 = reference + style.back + ThinWall, end = p0 + style.hall - ThinWall;
        const Stairwell stair{std::max(s0, x0), std::min(s1, x1), well.lo.highest(), end};
        stairs.push_back(stair);
        if (shops > 0)
            continue;
        for (const bool right : {false, true}) {
            if (!(right ? bay.right : bay.left))
                continue;
            ++number;
            const bool alone = !(right ? bay.left : bay.right);
            // Above the stair two neighbours meet in its middle; one alone takes all.
            const double near = alone ? (right ? x0 : x1) : bay.stair + (right ? ThickWall / 2 : -ThickWall / 2);
            const bool atEnd = right ? x1 > box.max.x - 0.05 : x0 < box.min.x + 0.05;
            const double far = right ? x1 - (atEnd ? 0.0 : ThickWall / 2) : x0 + (atEnd ? 0.0 : ThickWall / 2);
            const double side = right ? wallRight : wallLeft;
            Lot lot;
            lot.unit = number;
            lot.axes = down.at({bay.stair, side}, {right ? 1.0 : -1.0, 0}, {0, 1});
            Strip cell = right ? seen(near, far) : seen(far, near).flipped();
            // Into the unit's own axes: from the stair's middle outward, from its own wall inward.
            const auto moved = [&](const Profile &line) {
                std::vector<Vec2> points = line.points();
                for (Vec2 &p : points) {
                    p.x += right ? -bay.stair : bay.stair;
                    p.y -= side;
                }
                return Profile(std::move(points));
            };
            cell = {moved(cell.lo), moved(cell.hi)};
            const double half = style.stairWidth / 2 + ThickWall;
            cell.lo = cell.lo.replaced(cell.x0(), half, end + ThickWall - side);
            lot.cell = cell;
            FlatStyle flat;
            flat.back = reference - side + style.back;
            flat.passage = style.hall;
            flat.backIsLit = flat.sideEntry = true;
            flat.hallInPassage = style.hall > 2.0 && lot.cell.width() < 8.0;
            flat.doorY0 = p0 - side + 0.15;
            if (!fillFlat(sketch, lot, flat)) {
                flat.hallInPassage = false;
                if (!fillFlat(sketch, lot, flat) && !fillSideRoom(sketch, lot, flat))
                    --number;
            }
        }
    }
    for (const Stairwell &s : stairs) {
        sketch.add(down, Ring{{s.x0, s.y0}, {s.x1, s.y0}, {s.x1, s.y1}, {s.x0, s.y1}}, RoomKind::Stair, 0);
        if (!isGround)
            sketch.windowIn(down, {s.x0, s.y0 - ThickWall / 2}, {s.x1, s.y0 - ThickWall / 2});
        else
            sketch.entranceAlong(down, s.x0, s.x1, s.y0 - ThickWall / 2, 1.3);
    }
    if (shops > 0) {
        Strip whole = seenFrom(turned, box.min.x, box.max.x, -0.01, most);
        for (const Stairwell &s : stairs) {
            Profile lo = whole.lo.cut(whole.x0(), whole.x1());
            const double a = std::max(lo.x0(), s.x0 - ThickWall), b = std::min(lo.x1(), s.x1 + ThickWall);
            lo = lo.replaced(a, b, s.y1 + ThickWall);
            whole.lo = lo;
        }
        const auto usable = runs(whole.lo, whole.hi, 1.6);
        const double x0 = usable.empty() ? whole.x0() : usable.front().first,
                     x1 = usable.empty() ? whole.x1() : usable.back().second;
        // On the ground of equal width; above each beside a stair, from which it is reached.
        std::vector<double> cuts{x0};
        if (isGround) {
            for (int i = 1; i < shops; ++i)
                cuts.push_back(x0 + (x1 - x0) * i / shops);
        } else {
            for (size_t i = 0; i < bays.size(); ++i) {
                if (bays[i].left && bays[i].right && shops > 1)
                    cuts.push_back(bays[i].stair);
                if (i + 1 < bays.size())
                    cuts.push_back(bays[i].x1);
            }
        }
        cuts.push_back(x1);
        for (size_t i = 0; i + 1 < cuts.size(); ++i) {
            const double a = cuts[i] + (i > 0 ? ThickWall / 2 : 0.0),
                         b = cuts[i + 1] - (i + 2 < cuts.size() ? ThickWall / 2 : 0.0);
            const Strip strip = whole.cut(a, b);
            const auto clear = runs(strip.lo, strip.hi, 1.2);
            if (clear.size() != 1 || clear.front().second - clear.front().first < 1.0)
                continue;
            const Strip shop = strip.cut(clear.front().first, clear.front().second);
            sketch.add(down, shop, RoomKind::Shop, ++number);
            if (isGround) {
                sketch.entranceIn(down, shop.hi, 2.2);
                continue;
            }
            sketch.windows(down, shop.hi);
            for (const Stairwell &s : stairs) {
                // Where the shop comes up beside the stair.
                const bool west = shop.x0() < s.x0 - 1.0 && shop.x1() > s.x0 - ThickWall - 0.05,
                           east = shop.x1() > s.x1 + 1.0 && shop.x0() < s.x1 + ThickWall + 0.05;
                if ((west || east) && sketch.doorAcross(down, west ? s.x0 - ThickWall / 2 : s.x1 + ThickWall / 2,
                                                        s.y1 - 1.4, s.y1 - 0.1, 1.0))
                    break;
            }
        }
    }
    return number;
}

int drawGallery(Sketch &sketch, const Axes &axes, const std::vector<Ring> &area, const FloorTask &task, bool hasStairs,
                bool isGround)
{
    const geometry::Box2 box = boxOf(area);
    Aisle aisle;
    aisle.axes = axes;
    aisle.area = area;
    aisle.north = false;
    aisle.y1 = box.max.y;
    const double width = box.size().y > 14 ? 2.2 : 1.5;
    aisle.y0 = aisle.y1 - width;
    const Run inside = insideAlong(area, aisle.y0, aisle.y1, box.centre().x);
    aisle.x0 = inside.first;
    aisle.x1 = inside.second;
    if (aisle.x1 - aisle.x0 < 3.0)
        return 0;
    if (hasStairs) {
        const double depth = std::min(4.8, aisle.y0 - ThickWall - box.min.y);
        const double stair = depth > 4.4 ? 2.6 : 4.4;
        const auto put = [&](double x0) {
            aisle.shafts.push_back({RoomKind::Stair,
                                    {{x0, aisle.y0 - ThickWall - depth}, {x0 + stair, aisle.y0 - ThickWall}},
                                    Shaft::North});
        };
        put(aisle.x0);
        if (aisle.x1 - aisle.x0 > 26)
            put(aisle.x1 - stair);
    }
    const size_t before = sketch.floor.spaces.size();
    const int units = drawLots(sketch, aisle, task);
    if (isGround && (task.use == LotUse::Shops || task.use == LotUse::Workshops)) {
        // Each opens to the street as well.
        const Axes front = axes.at({0, box.min.y}, {1, 0}, {0, 1});
        const size_t after = sketch.floor.spaces.size();
        for (size_t i = before; i < after; ++i) {
            const PlanSpace &space = sketch.floor.spaces[i];
            if (space.kind != RoomKind::Shop && space.kind != RoomKind::Workshop)
                continue;
            double x0 = 1e9, x1 = -1e9;
            const Ring own = front.toOwn(space.shape.outer);
            for (size_t k = 0; k < own.size(); ++k) {
                const Vec2 &p = own[k], &q = own[(k + 1) % own.size()];
                if (std::abs(p.y) < 0.05 && std::abs(q.y) < 0.05) {
                    x0 = std::min({x0, p.x, q.x});
                    x1 = std::max({x1, p.x, q.x});
                }
            }
            // A shop's window gives way to its door.
            if (x1 > x0) {
                std::erase_if(sketch.floor.doors, [&](const PlanDoor &door) {
                    const Vec2 at = front.toOwn((door.from + door.to) * 0.5);
                    return door.isWindow && std::abs(at.y + ThickWall / 2) < 0.05 && at.x > x0 && at.x < x1;
                });
                sketch.entranceAlong(front, x0, x1, -ThickWall / 2, task.use == LotUse::Shops ? 2.2 : 3.2);
            }
        }
    }
    drawCorridor(sketch, aisle, RoomKind::Corridor, isGround);
    drawShafts(sketch, axes, aisle.shafts);
    return units;
}

int drawFronts(Sketch &sketch, const Axes &axes, const std::vector<Ring> &area, int units, RoomKind kind)
{
    const geometry::Box2 box = boxOf(area);
    const Axes down = axes.at({0, box.max.y}, {1, 0}, {0, -1});
    const Strip whole = seenFrom(fromNorth(area, box.max.y), box.min.x, box.max.x, -0.01, box.size().y + 1.0);
    const int count = std::max(1, units);
    int number = 0;
    for (int i = 0; i < count; ++i) {
        const double a = box.min.x + box.size().x * i / count + (i > 0 ? ThickWall / 2 : 0.0),
                     b = box.min.x + box.size().x * (i + 1) / count - (i + 1 < count ? ThickWall / 2 : 0.0);
        const auto clear = runs(whole.lo.cut(a, b), whole.hi.cut(a, b), 0.8);
        if (clear.empty() || clear.front().second - clear.front().first < 1.0)
            continue;
        const Strip room = whole.cut(clear.front().first, clear.front().second);
        sketch.add(down, room, kind, units > 0 ? ++number : 0);
        sketch.entranceIn(down, room.hi, kind == RoomKind::Shop || kind == RoomKind::Hall ? 2.2 : 1.1);
        sketch.windows(down, room.lo, false);
    }
    return number;
}

Wings wingsOf(const Polygon &own)
{
    const geometry::Box2 box = geometry::bounds(own.outer);
    const Vec2 size = box.size();
    const auto same = [&](const Ring &a) {
        if (a.size() != own.outer.size())
            return false;
        for (size_t i = 0; i < a.size(); ++i) {
            if (glm::length(a[i] + box.centre() - own.outer[i]) > 0.02)
                return false;
        }
        return true;
    };
    const Ring &r = own.outer;
    if (!own.holes.empty()) {
        const geometry::Box2 hole = geometry::bounds(own.holes.front());
        return {Wings::Court, size.x, size.y, (size.x - hole.size().x) / 2, 0};
    }
    const double wing = r.size() > 2 ? glm::length(r[1] - r[0]) : 0.0;
    if (r.size() == 6 && same(lPlan(size.x, size.y, wing)))
        return {Wings::L, size.x, size.y, wing, 0};
    if (r.size() == 8 && same(uPlan(size.x, size.y, wing)))
        return {Wings::U, size.x, size.y, wing, 0};
    if (r.size() == 12) {
        const double waist = -2 * (r[2].y - box.centre().y);
        if (waist > 0 && same(hPlan(size.x, size.y, wing, waist)))
            return {Wings::H, size.x, size.y, wing, waist};
    }
    return {};
}

int drawWings(Sketch &sketch, const Axes &axes, const Wings &w, const FloorTask &task, bool isGround, bool hasStairs,
              int lifts)
{
    const double x = w.width / 2, y = w.depth / 2, t = ThickWall;
    const double wing = w.shape == Wings::H ? std::min(w.wing, w.waist) : w.wing;
    const bool central = wing > 13.0 || w.shape == Wings::H;
    const double cw = wing < 8 ? 1.2 : central ? std::min(2.4, wing * 0.2) : 2.0;
    struct Arm {
        Aisle aisle;
        double share = 0;
        bool stairAtEnd = false, stairAtStart = false;
    };
    std::vector<Arm> arms;
    std::vector<Ring> floors;
    const auto rect = [](double x0, double x1, double y0, double y1) {
        return Ring{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    };
    // An arm in axes of its own: lots in the box, corridor [c0, c1] across it between a0 and a1.
    const auto arm = [&](const Axes &own, const geometry::Box2 &box, double a0, double a1, double c0, double c1,
                         bool north, bool south) -> Arm & {
        Arm made;
        made.aisle.axes = own;
        made.aisle.area = {rect(box.min.x, box.max.x, box.min.y, box.max.y)};
        made.aisle.x0 = a0;
        made.aisle.x1 = a1;
        made.aisle.y0 = c0;
        made.aisle.y1 = c1;
        made.aisle.north = north;
        made.aisle.south = south;
        made.aisle.endX0 = box.min.x;
        made.aisle.endX1 = box.max.x;
        made.share = (box.max.x - box.min.x) * ((north ? box.max.y - c1 : 0) + (south ? c0 - box.min.y : 0));
        arms.push_back(std::move(made));
        return arms.back();
    };
    const auto floor = [&](const Axes &own, double a0, double a1, double c0, double c1) {
        floors.push_back(own.toMap(rect(a0, a1, c0, c1)));
    };
    // Legs run up the map: along x of their axes; y of theirs points west.
    const Axes up = axes.at({0, 0}, {0, 1}, {-1, 0});
    std::vector<std::pair<Axes, std::pair<Vec2, Vec2>>> ends; // corridor ends that may be entrances
    if (w.shape == Wings::H) {
        const double c0 = -cw / 2, c1 = cw / 2;
        for (const double side : {-1.0, 1.0}) {
            const double mid = -side * (x - w.wing / 2); // in `up`, y is west
            const double outer0 = mid - w.wing / 2 + t, outer1 = mid + w.wing / 2 - t;
            const double k0 = mid - cw / 2, k1 = mid + cw / 2;
            const bool innerIsNorth = side > 0; // the waist lies west of the right wing
            // Outer side in one piece, inner side above and below the waist's corridor.
            arm(up, {{-y + t, outer0}, {y - t, outer1}}, -y + t, y - t, k0, k1, !innerIsNorth, innerIsNorth)
                .stairAtEnd = true;
            arms.back().stairAtStart = true;
            arm(up, {{-y + t, outer0}, {c0 - t, outer1}}, -y + t, c0 - t, k0, k1, innerIsNorth, !innerIsNorth);
            arm(up, {{c1 + t, outer0}, {y - t, outer1}}, c1 + t, y - t, k0, k1, innerIsNorth, !innerIsNorth);
            floor(up, -y + t, y - t, k0, k1);
            ends.push_back({up, {{-y + t / 2, k0}, {-y + t / 2, k1}}});
        }
        const double inner = x - w.wing;
        arm(axes, {{-inner, -w.waist / 2 + t}, {inner, w.waist / 2 - t}}, -inner, inner, c0, c1, true, true);
        floor(axes, -x + w.wing / 2, x - w.wing / 2, c0, c1);
    } else {
        const double c0 = central ? y - wing / 2 - cw / 2 : y - wing + t, c1 = c0 + cw;
        const bool hasRight = w.shape == Wings::U || w.shape == Wings::Court, hasLeft = true;
        arm(axes, {{-x + t, c1 + t}, {x - t, y - t}}, -x + t, x - t, c0, c1, true, false).stairAtStart = true;
        arms.back().stairAtEnd = w.shape != Wings::Court;
        floor(axes, w.shape == Wings::Court ? -x + wing - t - cw : -x + t,
              w.shape == Wings::Court ? x - wing + t + cw : x - t, c0, c1);
        if (w.shape == Wings::Court) {
            // The galleries go round; rooms of the side wings stand between those of the long ones.
            arms.back().aisle.x0 = -x + wing - t - cw;
            arms.back().aisle.x1 = x - wing + t + cw;
        }
        if (central)
            arm(axes, {{-x + wing, y - wing + t}, {hasRight ? x - wing : x - t, c0 - t}}, -x + wing,
                hasRight ? x - wing : x - t, c0, c1, false, true);
        const double low = w.shape == Wings::Court ? -y + wing : -y + t;
        const double legTop = w.shape == Wings::Court ? y - wing : c0 - t;
        if (w.shape == Wings::Court) {
            const double d0 = -y + wing - t - cw, d1 = -y + wing - t;
            arm(axes, {{-x + t, -y + t}, {x - t, d0 - t}}, -x + wing - t - cw, x - wing + t + cw, d0, d1, false, true)
                .stairAtEnd = true;
            floor(axes, -x + wing - t - cw, x - wing + t + cw, d0, d1);
        }
        for (const double side : {-1.0, 1.0}) {
            if (side < 0 ? !hasLeft : !hasRight)
                continue;
            const double outer = -side * x; // in `up`
            const double inner = outer + side * wing;
            const double lo = std::min(outer, inner) + t, hi = std::max(outer, inner) - t;
            // A gallery lies at the courtyard's side, which is the inner one.
            const double mid = (lo + hi) / 2;
            const double k0 = central ? mid - cw / 2 : side < 0 ? lo : hi - cw, k1 = k0 + cw;
            Arm &leg =
                arm(up, {{low, lo}, {legTop, hi}}, low, legTop, k0, k1, central || side < 0, central || side > 0);
            leg.stairAtStart = w.shape != Wings::Court;
            floor(up, w.shape == Wings::Court ? -y + wing - t - cw : low, c0 + 0.5, k0, k1);
            if (w.shape != Wings::Court)
                ends.push_back({up, {{low - t / 2, k0}, {low - t / 2, k1}}});
        }
        if (!central) {
            const double from = -x + wing + 1, to = hasRight ? x - wing - 1 : x - 1;
            ends.push_back({axes, {{from, c0 - t / 2}, {to, c0 - t / 2}}});
        } else if (w.shape == Wings::L) {
            ends.push_back({axes, {{x - t / 2, c0}, {x - t / 2, c1}}});
        }
    }
    // Stairs take the ends of the arms, lifts stand beside the first stair.
    if (hasStairs) {
        bool first = true;
        for (Arm &a : arms) {
            Aisle &aisle = a.aisle;
            const geometry::Box2 box = geometry::bounds(aisle.area.front());
            const auto put = [&](double at, double width, double depth, RoomKind kind) {
                const bool north = aisle.north;
                const double y0 = north ? aisle.y1 + t : aisle.y0 - t - depth;
                aisle.shafts.push_back(
                    {kind, {{at, y0}, {at + width, y0 + depth}}, north ? Shaft::South : Shaft::North});
            };
            const double available = aisle.north ? box.max.y - aisle.y1 - t : aisle.y0 - t - box.min.y;
            const double depth = available < 5.6 ? available : 4.8, width = depth >= 4.2 ? 2.6 : 4.4;
            const double start = std::max(box.min.x, aisle.x0), end = std::min(box.max.x, aisle.x1);
            if (end - start < width + 3.0)
                continue;
            if (a.stairAtStart) {
                put(start, width, depth, RoomKind::Stair);
                for (int i = 0; first && i < lifts; ++i)
                    put(start + width + t + i * 2.5, 2.3, depth, RoomKind::Lift);
                first = false;
            }
            if (a.stairAtEnd && end - start > 3 * width)
                put(end - width, width, depth, RoomKind::Stair);
        }
    }
    double whole = 0;
    for (const Arm &a : arms)
        whole += a.share;
    int drawn = 0;
    const int rooms = std::max(task.lots, task.units);
    double seen = 0;
    for (const Arm &a : arms) {
        FloorTask part = task;
        const double next = seen + a.share;
        part.lots = std::max(1, int(std::lround(next / whole * rooms)) - int(std::lround(seen / whole * rooms)));
        part.units = int(std::lround(next / whole * task.units)) - int(std::lround(seen / whole * task.units));
        seen = next;
        part.firstNumber = drawn + 1;
        part.lobby = false;
        if (part.units == 0 && task.units > 0 && drawn > 0) {
            // Rooms of an arm too small for a unit go to the one before.
            part.units = 1;
            part.firstNumber = drawn;
            drawLots(sketch, a.aisle, part);
            continue;
        }
        drawn += drawLots(sketch, a.aisle, part);
    }
    for (const Arm &a : arms)
        drawShafts(sketch, a.aisle.axes, a.aisle.shafts);
    MultiPolygon corridor;
    for (const Ring &ring : floors)
        corridor.push_back({ring, {}});
    for (Polygon &polygon : united(corridor))
        sketch.addMap(std::move(polygon), RoomKind::Corridor, 0);
    for (const auto &[own, wall] : ends) {
        const auto &[a, b] = wall;
        const bool across = std::abs(a.x - b.x) < 1e-6;
        const bool isOpen = isGround && (across ? sketch.entranceAcross(own, a.x, a.y, b.y, 1.6)
                                                : sketch.entranceAlong(own, a.x, b.x, a.y, 2.4));
        if (!isOpen)
            sketch.windowIn(own, a, b);
    }
    return drawn;
}

}
