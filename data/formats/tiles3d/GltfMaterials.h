#pragma once

#include "base/Warnings.h"
#include "formats/tiles3d/Gltf.h"

namespace formats::tiles3d
{

/// glTF 2.0, 3.9.2: factors and vertex colours are linear; ours are sRGB.
float toSrgb(double linear);

/// The materials of an asset, one for each that it lists. Textures that cannot be read are warnings.
std::vector<GltfMaterial> readMaterials(const dom::object &root, const QString &source, base::Warnings &warnings);

}
