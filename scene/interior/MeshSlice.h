#pragma once

#include "geometry/Polygon.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace scene
{

/// A plane with axes of its own, which make a right-handed system with its normal.
struct PlaneFrame {
    geometry::Vec3 normal{0.0, 0.0, 1.0}, u{1.0, 0.0, 0.0}, v{0.0, 1.0, 0.0};
    double distance = 0; ///< of the plane from the origin, along the normal

    PlaneFrame() = default;
    PlaneFrame(const geometry::Vec3 &unitNormal, double distanceOfPlane);
    geometry::Vec2 flat(const geometry::Vec3 &p) const { return {glm::dot(p, u), glm::dot(p, v)}; }
    geometry::Vec3 lifted(const geometry::Vec2 &p) const { return u * p.x + v * p.y + normal * distance; }
};

/// What a plane cuts out of a body, in the plane's coordinates: filled where the cut closes, nothing where the mesh is
/// open there. Corners within 0.1 mm of the plane count as beyond it, so that faces in the plane do no harm. Bodies
/// turned inside out are filled as well.
geometry::MultiPolygon sliceMesh(const std::vector<geometry::Vec3f> &positions, const std::vector<uint32_t> &indices,
                                 const PlaneFrame &plane);

}
