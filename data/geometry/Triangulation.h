#pragma once

#include "geometry/Polygon.h"

#include <cstdint>

namespace geometry
{

/// Triangles over a flat polygon.
struct Triangulation {
    std::vector<Vec2> points;
    std::vector<uint32_t> indices; ///< three a triangle, counter-clockwise
};

/// Triangulates a normalised polygon: a fan where convex, otherwise GEOS's constrained Delaunay. Empty where there is
/// no area.
Triangulation triangulate(const Polygon &polygon);

/// Triangulates a planar polygon in space (outer ring first, then holes, Newell normal). Returns indices into the
/// rings' points, all rings one after the other; empty where there is no area. Winding follows the outer ring.
std::vector<uint32_t> triangulate(const std::vector<std::vector<Vec3>> &rings);

/// Newell's normal of a ring in space, unit length, or zero.
Vec3 newellNormal(const std::vector<Vec3> &ring);

}
