#pragma once

#include "geometry/Mesh.h"
#include "geometry/Polygon.h"

namespace formats::ifc
{

/// The shape of a body's lowest face seen from above, by GEOS; its outline from above where it has no flat floor. Empty
/// where the mesh has no extent.
geometry::MultiPolygon floorOf(const geometry::Mesh &mesh);
/// What a body covers seen from above; its hull where it has more triangles than can be joined.
geometry::MultiPolygon coveredBy(const geometry::Mesh &mesh);
/// All of it as one, with gaps of up to `gap` metres closed and without holes.
geometry::MultiPolygon merged(const geometry::MultiPolygon &shapes, double gap);
/// Of the points, seen from above.
geometry::Polygon hullOf(const geometry::Mesh &mesh);

}
