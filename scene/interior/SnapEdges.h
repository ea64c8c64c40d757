#pragma once

#include "scene/interior/InteriorGeometry.h"

namespace scene
{

/// An edge that a measuring pointer catches: scene coordinates, as things stand (not spread).
struct SnapEdge {
    geometry::Vec3 from{0.0}, to{0.0};
};

/// The edges of one feature of a storey that can be seen: below the cut with the outline of the cut, or all of them.
/// Real edges only, where faces bend: no diagonals of the triangles, no swings of doors.
std::vector<SnapEdge> snapEdges(const InsideStorey &storey, quint32 feature, bool cutAway);
/// The edges of one feature of a chunk of the city, where its faces bend or end. Costs a pass over the chunk.
std::vector<SnapEdge> snapEdges(const ChunkGeometry &chunk, quint32 feature);

/// Where a ray catches: the nearest corner within `reach` metres of the ray at its distance, else the nearest edge,
/// else the face that was hit. What lies behind the hit is not seen and not caught. `hit` and `ray` as things stand.
SnapPoint snapTo(const std::vector<SnapEdge> &edges, const geometry::Ray &ray, const geometry::RayHit &hit,
                 const std::function<double(double distance)> &reach);

}
