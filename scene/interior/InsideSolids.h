#pragma once

#include "geometry/Box.h"
#include "geometry/Triangulation.h"

#include <vector>

namespace scene
{

/// What of a storey is solid, so that a section can fill it. Metres about the storey's origin; features count from the
/// storey's first one.
struct InsideSolids {
    /// A flat piece of plan that stands between two heights.
    struct Prism {
        geometry::Triangulation flat;
        double bottom = 0, top = 0;
        geometry::Box3 bounds;
        uint32_t feature = 0;
    };
    /// An element's triangles as its source has them; whether they are closed shows when they are cut.
    struct Body {
        std::vector<geometry::Vec3f> positions;
        std::vector<uint32_t> indices;
        geometry::Box3 bounds;
        uint32_t feature = 0;
    };
    std::vector<Prism> prisms;
    std::vector<Body> bodies;
    geometry::Box3 bounds; ///< of all of them
};

}
