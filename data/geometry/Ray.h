#pragma once

#include "geometry/Vec.h"

#include <optional>

namespace geometry
{

/// A half line in scene coordinates; `direction` need not be of unit length.
struct Ray {
    Vec3 origin{0.0};
    Vec3 direction{0.0, 0.0, -1.0};
};

/// Where a ray met a triangle: distance in units of the direction, and the triangle's index.
struct RayHit {
    double distance = 0.0;
    uint32_t triangle = 0;
    Vec3 point{0.0};
    Vec3f normal{0.0f};
};

}
