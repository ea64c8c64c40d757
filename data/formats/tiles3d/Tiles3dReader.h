#pragma once

#include "formats/Reader.h"

namespace formats
{

/// 3D Tiles 1.0 and 1.1, from a folder or a web server (docs/tiles3d.md): one layer whose features come by what is
/// looked at. Known by its content: a JSON object with an asset and a root tile; web addresses by their ending
/// (.json). Reading reads the root only.
const Reader &tiles3dReader();

}
