#pragma once

#include "formats/mesh/MeshExchange.h"

#include <assimp/scene.h>

#include <map>

namespace reader
{

/// Decodes the pictures of a scene, each once: embedded ones, and files beside the model. PNG, JPEG, BMP, TGA, GIF, PSD
/// by stb_image; larger than 4,096 pixels they are halved.
class Pictures
{
public:
    Pictures(const aiScene &scene, const std::string &model, formats::exchange::Scene &into);
    /// Index into the scene's textures, or -1 with a note.
    int32_t index(const std::string &name);

private:
    int32_t decode(const std::string &name);
    bool decodeBytes(const char *bytes, size_t size);
    bool takeRaw(const aiTexture &picture);

    const aiScene &m_scene;
    std::string m_folder;
    formats::exchange::Scene &m_into;
    std::map<std::string, int32_t> m_known;
};

}
