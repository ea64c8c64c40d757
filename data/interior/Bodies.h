#pragma once

#include "domain/Interior.h"

/// Bodies of what has only an outline, for measuring and export. Scene coordinates. Any thread.
namespace interior
{

/// A shape pulled up into a closed body, outwards-facing; empty where it has no area or height.
geometry::Mesh prismOf(const geometry::MultiPolygon &shape, double base, double height);
geometry::Mesh bodyOf(const domain::Space &space);
/// The solid where the source has one, else the outline pulled up.
geometry::Mesh bodyOf(const domain::Building &building);
/// The triangle of a mesh that a point lies on (within 5 cm) and that lies square to `normal`; -1 where none. A zero
/// normal: any.
qint64 triangleAt(const geometry::Mesh &mesh, const geometry::Vec3 &point, const geometry::Vec3 &normal);
/// Around everything inside; empty where nothing has a shape.
geometry::Box3 boundsOf(const domain::Interior &interior);

}
