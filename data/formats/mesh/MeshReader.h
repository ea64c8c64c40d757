#pragma once

#include "formats/Reader.h"

namespace formats
{

/// Meshes by Assimp: glTF and GLB, OBJ, COLLADA, PLY, STL, OFF, 3DS; one layer with one model. Placed by the
/// request (position, heading, scale), or by its CRS where the coordinates are those of a map; else at the frame's
/// origin with a warning. glTF, COLLADA, 3DS and OBJ are y-up and turned; PLY, STL, OFF and an OBJ in map coordinates
/// are z-up.
/// FBX is refused with a hint: Assimp 5.2.5 crashes on, or cannot read, the FBX files that it writes itself.
const Reader &meshReader();

}
