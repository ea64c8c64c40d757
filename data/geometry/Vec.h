#pragma once

#include <glm/glm.hpp>

#include <limits>

/// Vectors, boxes, polygons, meshes, coordinate reference systems. Map coordinates are doubles with x = easting or
/// longitude, y = northing or latitude, z = up in metres, whatever order the authority gives them in. Scene coordinates
/// are metres east, north, up of the LocalFrame's origin.
namespace geometry
{

using Vec2 = glm::dvec2;
using Vec3 = glm::dvec3;
using Vec2f = glm::vec2;
using Vec3f = glm::vec3;

inline constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

}
