#pragma once

#include "geometry/Vec.h"

#include <functional>

namespace scene
{

/// How a flight climbs over what stands in its way: so many metres higher, reached within `ramp` (a share of the way)
/// of either end.
struct Climb {
    double metres = 0, ramp = 0.4;
    /// Metres at a share of the way.
    double at(double share) const;
};

/// The lowest and gentlest climb with which no step of the way is `blocked`; `eye` is where the eye is at a share of
/// the way without one. Where none is free, the one that meets least, no higher than `highest` metres.
Climb climbOver(const std::function<geometry::Vec3(double share)> &eye,
                const std::function<bool(const geometry::Vec3 &from, const geometry::Vec3 &to)> &blocked,
                double highest);

}
