#pragma once

#include "scene/chunks/ChunkBuilder.h"

namespace scene
{

/// The task's tile of the terrain, in large triangles where the ground is even: right-triangulated irregular network
/// (Evans, Kirkpatrick, Townsend 2001). One network spans all tiles, so that they meet without gaps.
void writeTerrain(MeshWriter &writer, const ChunkTask &task);

}
