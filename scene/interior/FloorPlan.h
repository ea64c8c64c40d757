#pragma once

#include "domain/Interior.h"
#include "geometry/PolygonOps.h"

namespace scene
{

/// A room of a storey.
struct PlanRoom {
    qint32 space = -1;            ///< index into Interior::spaces
    geometry::MultiPolygon clear; ///< between its walls
    double floor = 0;             ///< over the storey's floor
};

/// A door or window in a wall, or standing free.
struct PlanOpening {
    qint32 door = -1; ///< index into Interior::doors
    geometry::Vec2 from{0.0}, to{0.0};
    geometry::Vec2 along{1.0, 0.0}, across{0.0, 1.0}; ///< unit vectors; across is to the left of along
    double width = 0;
    double near = 0, far = 0;              ///< the wall's faces, along `across`; equal where there is no wall
    double sill = 0, head = 2.1;           ///< over the storey's floor
    std::vector<geometry::Polygon> pieces; ///< of wall, that it takes out between sill and head
    geometry::Vec2 at(double alongBy, double acrossBy) const { return from + along * alongBy + across * acrossBy; }
};

/// A storey in plan, about an origin: rooms, and walls as what lies between them.
struct FloorPlan {
    static constexpr double InnerWall = 0.12; ///< between rooms whose outlines touch
    static constexpr double OuterWall = 0.2;
    static constexpr double DefaultSill = 0.9;
    static constexpr double SlabThickness = 0.15;

    double wallTop = 2.85; ///< over the storey's floor
    std::vector<PlanRoom> rooms;
    geometry::MultiPolygon slab;  ///< under rooms and walls
    geometry::MultiPolygon walls; ///< as high as the storey, openings and all
    geometry::MultiPolygon
        unknown;                  ///< of the outline what is neither room nor thin enough for a wall: floor of no room
    geometry::MultiPolygon solid; ///< the walls but for openings
    geometry::MultiPolygon parapets; ///< about balconies
    std::vector<PlanOpening> openings;
};

/// Makes the plan of a storey that has spaces. Where outlines of rooms touch, each steps back by half a wall; the outer
/// walls reach to the storey's outline, or stand around the rooms where the source has none. Corridors, halls of one
/// unit and the like stay open to each other.
FloorPlan makeFloorPlan(const domain::Interior &interior, const domain::Storey &storey, const geometry::Vec2 &origin,
                        double height);

}
