#pragma once

#include "domain/Interior.h"
#include "geometry/Box.h"

#include <optional>

namespace app
{

/// A storey as architects draw it: what a plane 1.2 m above the floor cuts, and what is seen below it. Scene
/// coordinates.
struct PlanDrawing {
    struct Room {
        QString id, name;
        double area = 0; ///< m2
        geometry::MultiPolygon shape;
        geometry::Vec2 at{0.0}; ///< where its words stand: the middle of the largest circle in it
        double radius = 1;      ///< of that circle
    };
    /// A leaf that turns about `hinge` from `closed` to `open`, a quarter circle.
    struct Leaf {
        geometry::Vec2 hinge{0.0}, closed{0.0}, open{0.0};
    };
    struct Opening {
        geometry::Vec2 from{0.0}, to{0.0};
        bool isWindow = false, slides = false, isEntrance = false;
        std::vector<Leaf> leaves;
    };
    geometry::MultiPolygon walls;            ///< cut: filled
    geometry::MultiPolygon other;            ///< cut, but neither wall nor column: hatched lightly
    std::vector<geometry::LineString> edges; ///< seen below the cut: stairs, furniture
    std::vector<Room> rooms;
    std::vector<Opening> openings;
    bool schematic = false;
    geometry::Box2 bounds;
    double turn = 0; ///< degrees counter-clockwise that lay the building's long side along the sheet, within 45
};

/// How high above the floor plans are cut, metres.
inline constexpr double PlanCut = 1.2;

/// None where the storey is not known or has nothing that could be drawn. Names of rooms in `language`. Any thread.
std::optional<PlanDrawing> drawPlan(const domain::Interior &interior, int storey, const QString &language);

}
