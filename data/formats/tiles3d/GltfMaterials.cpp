#include "formats/tiles3d/GltfMaterials.h"

#include "formats/Tr.h"

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

float toSrgb(double linear)
{
    const double c = std::clamp(linear, 0.0, 1.0);
    return float(c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055);
}

/// `info`: a textureInfo (glTF 2.0, 5.30) of a material.
static void takeTexture(const dom::object &info, const JsonList &textures, GltfMaterial &material,
                        const QString &source, base::Warnings &warnings)
{
    const auto texture = textures[indexAt(info, "index")];
    if (!texture)
        return;
    qint64 image = indexAt(*texture, "source");
    if (const auto webp = extensionAt(*texture, "EXT_texture_webp"); webp && image < 0)
        image = indexAt(*webp, "source");
    if (image < 0 && extensionAt(*texture, "KHR_texture_basisu"))
        warnings.add(QStringLiteral("texture-unsupported"), source, material.name,
                     tr("textures in KTX2 are not read; their surfaces are plain"));
    material.image = image;
    material.texCoord = std::max<qint64>(0, indexAt(info, "texCoord"));
    if (const auto moved = extensionAt(info, "KHR_texture_transform")) {
        double offset[2] = {0, 0}, scale[2] = {1, 1};
        numbersAt(*moved, "offset", offset, 2);
        numbersAt(*moved, "scale", scale, 2);
        const double turn = numberOr(*moved, "rotation", 0), c = std::cos(turn), s = std::sin(turn);
        // translation * rotation * scale, as the extension has it.
        material.transform = glm::dmat3(Vec3(c * scale[0], -s * scale[0], 0), Vec3(s * scale[1], c * scale[1], 0),
                                        Vec3(offset[0], offset[1], 1));
        if (const qint64 set = indexAt(*moved, "texCoord"); set >= 0)
            material.texCoord = set;
    }
}

std::vector<GltfMaterial> readMaterials(const dom::object &root, const QString &source, base::Warnings &warnings)
{
    const JsonList textures(root, "textures");
    std::vector<GltfMaterial> materials;
    for (const auto &object : JsonList(root, "materials")) {
        GltfMaterial material;
        if (!object) {
            materials.push_back(material);
            continue;
        }
        material.name = textAt(*object, "name");
        double colour[4] = {1, 1, 1, 1};
        if (const auto rough = objectAt(*object, "pbrMetallicRoughness")) {
            numbersAt(*rough, "baseColorFactor", colour, 4);
            if (const auto texture = objectAt(*rough, "baseColorTexture"))
                takeTexture(*texture, textures, material, source, warnings);
        }
        if (const auto glossy = extensionAt(*object, "KHR_materials_pbrSpecularGlossiness")) {
            numbersAt(*glossy, "diffuseFactor", colour, 4);
            if (const auto texture = objectAt(*glossy, "diffuseTexture"))
                takeTexture(*texture, textures, material, source, warnings);
        }
        if (const auto technique = extensionAt(*object, "KHR_techniques_webgl")) {
            if (const auto values = objectAt(*technique, "values")) {
                numbersAt(*values, "u_diffuse", colour, 4);
                if (const auto texture = objectAt(*values, "u_diffuse"))
                    takeTexture(*texture, textures, material, source, warnings);
            }
        }
        for (size_t c = 0; c < 3; ++c)
            material.colour[c] = toSrgb(colour[c]);
        const QString alpha = textAt(*object, "alphaMode");
        material.colour[3] = alpha == QLatin1String("BLEND") ? float(std::clamp(colour[3], 0.0, 1.0)) : 1.0f;
        materials.push_back(std::move(material));
    }
    return materials;
}

}
