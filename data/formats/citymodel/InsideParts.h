#pragma once

#include "formats/citymodel/CityModelBuilder.h"

namespace formats
{

/// A polygon with holes: outer ring first, without the repeated last point.
using InsideFace = std::vector<std::vector<geometry::Vec3>>;

/// A thematic surface of a space.
struct InsideSurface {
    QString type; ///< "FloorSurface", "InteriorWallSurface" ...; empty: of a body whose surfaces are not told apart
    QString id, name;
    std::vector<InsideFace> faces;
};

/// A storey, unit, room, piece of furniture, installation or constructive element, by CityJSON's name of its class.
struct InsideObject {
    CityObject object;        ///< without shape
    std::vector<int> parents; ///< those that hold it or refer to it, as indices into InsideParts::objects
    std::vector<InsideSurface> surfaces;
};

/// A door or window: a surface that fills an opening, or a leaf with a body.
struct InsideOpening {
    CityObject object; ///< "Door", "Window"; without shape
    std::vector<InsideFace> faces;
    std::vector<int> objects; ///< the spaces that name it
    bool outer = false;       ///< in an outer wall
    bool isWindow() const { return object.type == QLatin1String("Window"); }
};

/// A surface that only marks where one space ends: nothing stands there.
struct InsideClosure {
    std::vector<InsideFace> faces;
    std::vector<int> objects;
};

/// The inside of one building as a city model has it.
struct InsideParts {
    std::vector<InsideObject> objects;
    std::vector<InsideOpening> openings;
    std::vector<InsideClosure> closures;

    /// Calls `change` with every point.
    template <typename Change> void forPoints(Change change)
    {
        const auto of = [&change](std::vector<InsideFace> &faces) {
            for (InsideFace &face : faces) {
                for (auto &ring : face) {
                    for (geometry::Vec3 &p : ring)
                        change(p);
                }
            }
        };
        for (InsideObject &object : objects) {
            for (InsideSurface &surface : object.surfaces)
                of(surface.faces);
        }
        for (InsideOpening &opening : openings)
            of(opening.faces);
        for (InsideClosure &closure : closures)
            of(closure.faces);
    }
};

class ToScene;
/// Moves all points from the source's coordinates into the scene; faces with a point that cannot be moved are dropped.
/// Returns how many points those are. `northFirst`: the source's first coordinate is a latitude or northing.
size_t bringToScene(InsideParts &parts, const ToScene &toScene, bool northFirst = false);

}
