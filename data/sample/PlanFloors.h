#pragma once

#include "sample/PlanSketch.h"

#include <optional>

namespace sample
{

/// A stair, lift or row of toilets that stands at the same place on all storeys, in the building's own axes.
struct Shaft {
    enum Side { South, North, West, East };
    RoomKind kind = RoomKind::Stair;
    geometry::Box2 box;
    Side door = South; ///< the side one enters from
};

/// What all storeys of a tower share.
struct Core {
    std::vector<Shaft> shafts;
    geometry::Box2 lobby;  ///< the common floor that the shafts open to
    geometry::Box2 island; ///< the lobby runs around it; empty: the shafts stand beside the lobby
};

/// What the lots along a corridor become.
enum class LotUse { Flats, Shops, Offices, Classrooms, Wards, GuestRooms, Workshops, Rooms, Halls, Stalls };

/// Lots on both sides of a corridor along the x axis.
struct Aisle {
    Axes axes;
    std::vector<Ring> area; ///< clear inside of the outer walls, in `axes`
    double x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    std::vector<Shaft> shafts;
    std::vector<geometry::Box2> blocks; ///< taken by something else
    bool north = true, south = true;
    double endX0 = -1e9, endX1 = 1e9; ///< no lot beyond
};

/// What is to be put along it.
struct FloorTask {
    LotUse use = LotUse::Offices;
    int units = 1; ///< wanted; 0: rooms of nobody's
    int lots = 0;  ///< rooms along the corridor, shared by the units; 0: one each
    int firstNumber = 1;
    bool lobby = false; ///< a way in from the front, through the south lots
    FlatStyle flat;
};

/// The stretch of y = [y0, y1] that lies inside the area about `x`; empty run where none does.
std::pair<double, double> insideAlong(const std::vector<Ring> &area, double y0, double y1, double x);
/// Draws the lots of an aisle, not the corridor. Returns how many units were drawn.
int drawLots(Sketch &sketch, const Aisle &aisle, const FloorTask &task);
/// A corridor as one space, with windows or entrances at its ends.
void drawCorridor(Sketch &sketch, const Aisle &aisle, RoomKind kind, bool entrances);
void drawShafts(Sketch &sketch, const Axes &axes, const std::vector<Shaft> &shafts);
/// Lobby of a core with its shafts (an island leaves a hole).
void drawLobby(Sketch &sketch, const Axes &axes, const Core &core, RoomKind kind);

/// A row of `stairs` and lifts beside the corridor's north edge `y1`, about `x`, at most `depth` deep and within all of
/// the areas (one a storey that differs).
Core rowCore(const std::vector<std::vector<Ring>> &areas, double x, double y0, double y1, int stairs, int lifts,
             bool toilets, double depth);
/// An island of `width` x `depth` about a point: lifts on both sides of a hall, stairs and toilets at its ends.
Core islandCore(const Vec2 &at, double width, double depth, double around);

// Whole floors.

/// A stair at the north wall with flats on one or both sides.
struct Bay {
    double x0 = 0, x1 = 0, stair = 0; ///< stretch of the bay, middle of its stair
    bool left = true, right = true;
};
struct BayStyle {
    double stairWidth = 2.4, back = 3.0, hall = 2.4;
};
/// Flats about stairs (or, where `shops`, shops open to the south). Numbers run from `firstNumber`. Returns the units.
int drawBays(Sketch &sketch, const Axes &axes, const std::vector<Ring> &area, const std::vector<Bay> &bays,
             const BayStyle &style, bool isGround, int shops);
/// Lots from the front (y below) to a gallery at the back with stairs at its ends.
int drawGallery(Sketch &sketch, const Axes &axes, const std::vector<Ring> &area, const FloorTask &task, bool hasStairs,
                bool isGround);
/// Lots that open to the front only, for houses of one storey.
int drawFronts(Sketch &sketch, const Axes &axes, const std::vector<Ring> &area, int units, RoomKind kind);
/// Rooms along the corridors of an L, U, H or courtyard house. 0 and nothing drawn where the outline is none of these.
struct Wings {
    enum Shape { None, L, U, H, Court } shape = None;
    double width = 0, depth = 0, wing = 0, waist = 0;
};
Wings wingsOf(const Polygon &own);
int drawWings(Sketch &sketch, const Axes &axes, const Wings &wings, const FloorTask &task, bool isGround,
              bool hasStairs, int lifts);

}
