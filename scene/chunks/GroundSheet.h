#pragma once

#include "scene/chunks/MeshWriter.h"

namespace scene
{

/// The sheet under everything, to the horizon: under and about the city, where shadows fall, and beyond it, where none
/// do and haze changes slowly enough to be worked out at its corners.
struct GroundSheet {
    static constexpr double Reach = 60'000; ///< metres from the city
    geometry::Vec3 origin{0.0};
    ChunkMesh city, beyond;
};

/// Under a city's extent (scene; may be empty), at an elevation.
GroundSheet makeGroundSheet(const geometry::Box2 &city, double z);

}
