#pragma once

#include "sample/FloorPlan.h"
#include "sample/PlanShapes.h"

namespace sample
{

/// Thickness of walls, metres: within a unit, and around units and to the outside. Doors lie in their middle.
inline constexpr double ThinWall = 0.1, ThickWall = 0.2;

/// A piece of floor for one unit (or a common room), in axes whose y = 0 is the clear edge at the corridor and whose
/// upper line is the outer wall.
struct Lot {
    Axes axes;
    Strip cell;
    double door0 = 0, door1 = 0; ///< the stretch of y = 0 where the corridor runs along it
    int unit = 0;

    Lot flipped() const;
};

/// A floor being drawn.
class Sketch
{
public:
    explicit Sketch(MultiPolygon outline) : m_outline(std::move(outline)) {}

    FloorPlan floor;

    void add(const Axes &axes, const Strip &cell, RoomKind kind, int unit);
    void add(const Axes &axes, const Ring &own, RoomKind kind, int unit);
    void addMap(Polygon shape, RoomKind kind, int unit);
    /// Between two points of the wall's middle.
    void door(const Axes &axes, const Vec2 &a, const Vec2 &b);
    /// A door of `width` in the middle of a stretch along y = `y`, narrower where it must be; false where under 0.6 m.
    bool doorAlong(const Axes &axes, double x0, double x1, double y, double width = 0.9);
    bool doorAcross(const Axes &axes, double x, double y0, double y1, double width = 0.9);
    /// A door in the outer wall, only where the outside really is behind it.
    bool entranceAlong(const Axes &axes, double x0, double x1, double y, double width = 1.6);
    bool entranceAcross(const Axes &axes, double x, double y0, double y1, double width = 1.6);
    /// In the longest straight stretch of the outer wall above a cell's upper line.
    bool entranceIn(const Axes &axes, const Profile &wall, double width = 1.6);
    /// Windows in the outer wall above a cell's upper line (or below its lower one).
    void windows(const Axes &axes, const Profile &wall, bool above = true);
    /// A window, or a row of them, in a straight outer wall whose middle runs from `a` to `b`.
    void windowIn(const Axes &axes, const Vec2 &a, const Vec2 &b);

    bool isOutside(const Vec2 &mapPoint) const { return !geometry::contains(m_outline, mapPoint); }
    const MultiPolygon &outline() const { return m_outline; }
    /// Counts what each unit has; call last.
    void countUnits();

private:
    bool entrance(const Axes &axes, const Vec2 &a, const Vec2 &b);
    MultiPolygon m_outline;
};

/// How a flat is divided from the corridor outward.
struct FlatStyle {
    double back = 3.0, passage = 1.1; ///< depth of the row at the corridor, of the passage behind it
    bool backIsLit = false;           ///< the row at y = 0 has an outer wall
    bool sideEntry = false;           ///< one enters at the left end of the passage, from a landing
    bool hallInPassage = false;       ///< the passage is the hall; all rooms at the outer wall are bedrooms
    double doorY0 = 0;                ///< of a side entry: its lower jamb
    bool balcony = true;
};

// Each fills its lot; the lot's unit has a door to the corridor. False where the lot is too small: nothing was drawn.
bool fillFlat(Sketch &sketch, const Lot &lot, const FlatStyle &style = {});
/// Rooms in a row along a passage; entered from the corridor, or at the left end (`sideEntry`).
bool fillRowFlat(Sketch &sketch, const Lot &lot, bool sideEntry);
bool fillStudio(Sketch &sketch, const Lot &lot);
/// One room; where `withBath`, with a bath in the corner at the corridor.
bool fillRoom(Sketch &sketch, const Lot &lot, RoomKind kind, bool withBath = false, double doorWidth = 1.0);
/// An office with a meeting room, where there is room for one.
bool fillOffice(Sketch &sketch, const Lot &lot);

}
