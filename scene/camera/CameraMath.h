#pragma once

#include "geometry/Vec.h"

#include <cmath>

/// What the parts of the camera share.
namespace scene::camera
{

constexpr double ClosestToPoint = 60; ///< metres, to what is shown and is only a point

struct Basis {
    geometry::Vec3 right, up, forward;
};

inline Basis basisOf(double heading, double pitch)
{
    const double h = glm::radians(heading), p = glm::radians(pitch);
    const geometry::Vec3 forward(std::sin(h) * std::cos(p), std::cos(h) * std::cos(p), std::sin(p));
    const geometry::Vec3 right(std::cos(h), -std::sin(h), 0.0);
    return {right, glm::cross(right, forward), forward};
}

/// Degrees from 0 to 360.
inline double wrapped(double degrees)
{
    const double rest = std::fmod(degrees, 360.0);
    return rest < 0 ? rest + 360.0 : rest;
}

inline bool isPoint(const geometry::Vec3 &p)
{
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

}
