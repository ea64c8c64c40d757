#include "sample/PlanSketch.h"

#include <algorithm>
#include <cmath>

namespace sample
{

bool fillRoom(Sketch &sketch, const Lot &lot, RoomKind kind, bool withBath, double doorWidth)
{
    const Strip &c = lot.cell;
    const Axes &axes = lot.axes;
    const double a = std::max(lot.door0, c.x0()), b = std::min(lot.door1, c.x1());
    if (b - a < 0.75 || c.width() < 0.8)
        return false;
    const double depth = c.hi.lowest();
    constexpr double BathWidth = 1.7, BathDepth = 2.0;
    if (withBath && b - a > BathWidth + 1.2 && b > c.x1() - 0.05 && depth > BathDepth + 2.2) {
        const double turn = c.x1() - BathWidth;
        sketch.add(axes, Strip{c.lo.cut(turn, c.x1()), Profile::level(turn, c.x1(), BathDepth)}, RoomKind::Bath,
                   lot.unit);
        sketch.doorAcross(axes, turn - ThinWall / 2, 0.4, BathDepth, 0.8);
        Profile lo = c.lo.replaced(turn - ThinWall, c.x1(), BathDepth + ThinWall);
        sketch.add(axes, Strip{lo, c.hi}, kind, lot.unit);
        sketch.doorAlong(axes, a, turn - ThinWall, -ThickWall / 2, doorWidth);
    } else {
        sketch.add(axes, c, kind, lot.unit);
        sketch.doorAlong(axes, a, std::min(b, a + std::max(2.0, doorWidth + 0.4)), -ThickWall / 2, doorWidth);
        if (kind == RoomKind::Classroom && b - a > 6.0)
            sketch.doorAlong(axes, b - 2.0, b, -ThickWall / 2, doorWidth);
    }
    sketch.windows(axes, c.hi);
    return true;
}

bool fillOffice(Sketch &sketch, const Lot &lot)
{
    const Strip &c = lot.cell;
    const double a = std::max(lot.door0, c.x0()), b = std::min(lot.door1, c.x1());
    if (b - a < 1.2)
        return false;
    // Meeting rooms at the end away from the door.
    const bool doorIsLeft = a - c.x0() <= c.x1() - b;
    const Lot turned = doorIsLeft ? lot : lot.flipped();
    const Strip &t = turned.cell;
    const double width = t.width(), meeting = std::clamp(width * 0.3, 3.2, 5.0);
    double turn = t.x1() - meeting;
    // Not where the wall behind a core begins or ends.
    for (const Vec2 &p : t.lo.points()) {
        if (std::abs(p.x - turn) < 0.8)
            turn = p.x - 0.9;
    }
    const double door0 = std::max(turned.door0, t.x0());
    if (width < 9.0 || turn - door0 < 2.4)
        return fillRoom(sketch, lot, RoomKind::Office, false, 1.5);
    const Strip room = t.cut(turn + ThinWall / 2, t.x1()), office = t.cut(t.x0(), turn - ThinWall / 2);
    // A wall of their own in common, long enough for a door.
    const double y0 = std::max(room.lo.at(turn + 0.1), office.lo.at(turn - 0.1)),
                 y1 = std::min(room.hi.at(turn + 0.1), office.hi.at(turn - 0.1));
    if (y1 - y0 < 1.2 || room.area() < 8)
        return fillRoom(sketch, lot, RoomKind::Office, false, 1.5);
    sketch.add(turned.axes, office, RoomKind::Office, lot.unit);
    sketch.add(turned.axes, room, RoomKind::Meeting, lot.unit);
    sketch.windows(turned.axes, office.hi);
    sketch.windows(turned.axes, room.hi);
    sketch.doorAcross(turned.axes, turn, y0, std::min(y1, y0 + 2.4), 0.95);
    sketch.doorAlong(turned.axes, door0, std::min({turned.door1, turn, door0 + 3.0}), -ThickWall / 2, 1.5);
    return true;
}

}
