#pragma once

#include "geometry/Triangulation.h"

namespace geometry
{

/// Triangulates a normalised polygon by clipping ears, holes joined to the outer ring by bridges (Eberly 2002): about
/// ten times as quick as `triangulate` for rings of hundreds of corners or with holes, with thinner triangles. Where
/// the result does not cover the polygon's area exactly, `triangulate` does it.
Triangulation triangulateQuickly(const Polygon &polygon);

}
