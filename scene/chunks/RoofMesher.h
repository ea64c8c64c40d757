#pragma once

#include "domain/Places.h"
#include "scene/chunks/MeshWriter.h"

namespace scene
{

/// Walls and roof of a footprint with a shaped roof: gabled, hipped, pyramidal and skillion roofs are the lower
/// envelope of planes over the smallest rectangle about the footprint (Simple 3D Buildings, OSM wiki: roof:shape); a
/// dome is rings drawn in. Returns false, having written nothing, where the footprint does not suit (holes, far from a
/// rectangle): then the roof is flat.
bool writeShapedRoof(MeshWriter &writer, const geometry::Polygon &footprint, domain::RoofShape shape, double direction,
                     double bottom, double eaves, double top, SurfaceKind wall);

}
