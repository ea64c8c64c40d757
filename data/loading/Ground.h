#pragma once

#include "geometry/Polygon.h"

#include <cmath>
#include <limits>

namespace loading
{

/// The lowest ground under a footprint's corners, so that nothing hovers on a slope; `otherwise` where none of them
/// tells. `groundAt(point)`: metres, NaN where it is not known.
template <typename GroundAt>
double lowestGround(const geometry::MultiPolygon &footprint, double otherwise, const GroundAt &groundAt)
{
    double lowest = std::numeric_limits<double>::infinity();
    for (const geometry::Polygon &polygon : footprint) {
        for (const geometry::Vec2 &corner : polygon.outer)
            lowest = std::fmin(lowest, groundAt(corner));
    }
    return std::isfinite(lowest) ? lowest : otherwise;
}

}
