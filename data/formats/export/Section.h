#pragma once

#include "geometry/Mesh.h"
#include "geometry/Polygon.h"

namespace formats
{

/// A line in plan; closed ones do not repeat their first point.
struct CutLine {
    geometry::LineString points;
    bool closed = false;
};

/// Where the level plane at `height` (an elevation) cuts a mesh: its outlines there, without points on straight lines.
std::vector<CutLine> cutAt(const geometry::Mesh &mesh, double height);

}
