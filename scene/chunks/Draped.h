#pragma once

#include "scene/chunks/ChunkBuilder.h"

namespace scene
{

/// Hands finished lines (scene coordinates, `origin` added) or flat triangles to the engine as a mesh of a layer; 0 for
/// empty ones.
int addLines(Engine &engine, int layer, const std::shared_ptr<const LineMesh> &lines,
             const geometry::Vec3 &origin = geometry::Vec3(0.0));
int addFlat(Engine &engine, int layer, const std::shared_ptr<const ChunkGeometry> &flat);
/// Takes a mesh away, where there is one, and forgets it.
void dropMesh(Engine &engine, int &mesh);

/// Shapes laid on the ground in one mesh; each is the feature of its place in the list. Empty ones are left out.
std::shared_ptr<const ChunkGeometry> drapeShapes(const std::vector<geometry::MultiPolygon> &shapes,
                                                 const std::shared_ptr<const domain::Terrain> &terrain, double level);

}
