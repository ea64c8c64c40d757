#pragma once

#include "scene/chunks/ChunkBuilder.h"

namespace scene
{

/// Roads, rails, water, green, facilities, points: triangulated, laid over the terrain.
BuiltChunk buildFlat(const ChunkTask &task);
/// Trees in parks and along wide roads: made up, always at the same places.
BuiltChunk buildTrees(const ChunkTask &task);
/// Borders of areas, laid over the terrain.
BuiltChunk buildLines(const ChunkTask &task);
/// A line along the ground, a little above it; where there is no terrain, at `level`.
void drapeLine(LineMesh &mesh, const geometry::Vec2 &from, const geometry::Vec2 &to, const domain::Terrain *terrain,
               double level, uint32_t feature, float width);
/// City objects with meshes of their own: relief, bridges, plants.
BuiltChunk buildMeshes(const ChunkTask &task);
/// A tile of the terrain, or the sheet that carries a picture where there is no terrain.
BuiltChunk buildTerrain(const ChunkTask &task);
/// Mesh models.
BuiltChunk buildModels(const ChunkTask &task);

}
