#pragma once

#include "scene/chunks/ChunkBuilder.h"

namespace scene
{

/// What a kind of layer is drawn with, and what its surfaces are.
Surface surfaceOf(domain::LayerKind kind);
SurfaceKind kindOf(domain::LayerKind kind);

/// City objects with meshes of their own: relief, bridges, plants.
BuiltChunk buildMeshes(const ChunkTask &task);
/// A tile of the terrain, or the sheet that carries a picture where there is no terrain.
BuiltChunk buildTerrain(const ChunkTask &task);
/// Mesh models.
BuiltChunk buildModels(const ChunkTask &task);

}
