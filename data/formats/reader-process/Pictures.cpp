#include "Pictures.h"

#include "FileAccess.h"

#include <stb_image.h>

#include <algorithm>
#include <climits>

namespace reader
{

using formats::exchange::Flaw;
using formats::exchange::Texture;

static constexpr uint32_t LargestSide = 4096;
static constexpr int64_t MostPixels = 200'000'000;

Pictures::Pictures(const aiScene &scene, const std::string &model, formats::exchange::Scene &into)
    : m_scene(scene), m_into(into)
{
    const size_t slash = model.find_last_of('/');
    m_folder = slash == std::string::npos ? std::string() : model.substr(0, slash + 1);
}

static void halve(Texture &picture)
{
    const uint32_t width = std::max(1u, picture.width / 2), height = std::max(1u, picture.height / 2);
    std::vector<uint8_t> half(size_t(width) * height * 4);
    for (uint32_t y = 0; y < height; ++y) {
        for (uint32_t x = 0; x < width; ++x) {
            const uint32_t x0 = std::min(2 * x, picture.width - 1), x1 = std::min(2 * x + 1, picture.width - 1);
            const uint32_t y0 = std::min(2 * y, picture.height - 1), y1 = std::min(2 * y + 1, picture.height - 1);
            for (size_t c = 0; c < 4; ++c) {
                const auto at = [&](uint32_t px, uint32_t py) {
                    return unsigned(picture.rgba[(size_t(py) * picture.width + px) * 4 + c]);
                };
                half[(size_t(y) * width + x) * 4 + c] =
                    uint8_t((at(x0, y0) + at(x1, y0) + at(x0, y1) + at(x1, y1) + 2) / 4);
            }
        }
    }
    picture.width = width;
    picture.height = height;
    picture.rgba = std::move(half);
}

bool Pictures::decodeBytes(const char *bytes, size_t size)
{
    if (size == 0 || size > INT_MAX)
        return false;
    const auto *data = reinterpret_cast<const stbi_uc *>(bytes);
    int width = 0, height = 0, channels = 0;
    if (!stbi_info_from_memory(data, int(size), &width, &height, &channels) || width <= 0 || height <= 0 ||
        int64_t(width) * height > MostPixels)
        return false;
    stbi_uc *pixels = stbi_load_from_memory(data, int(size), &width, &height, &channels, STBI_rgb_alpha);
    if (!pixels)
        return false;
    Texture picture;
    picture.width = uint32_t(width);
    picture.height = uint32_t(height);
    picture.rgba.assign(pixels, pixels + size_t(width) * size_t(height) * 4);
    stbi_image_free(pixels);
    while (std::max(picture.width, picture.height) > LargestSide)
        halve(picture);
    m_into.textures.push_back(std::move(picture));
    return true;
}

bool Pictures::takeRaw(const aiTexture &picture)
{
    if (picture.mWidth == 0 || picture.mWidth > LargestSide || picture.mHeight > LargestSide)
        return false;
    Texture made;
    made.width = picture.mWidth;
    made.height = picture.mHeight;
    const size_t count = size_t(made.width) * made.height;
    made.rgba.reserve(count * 4);
    for (size_t i = 0; i < count; ++i) {
        const aiTexel &texel = picture.pcData[i];
        made.rgba.insert(made.rgba.end(), {texel.r, texel.g, texel.b, texel.a});
    }
    m_into.textures.push_back(std::move(made));
    return true;
}

static std::string decoded(const std::string &uri)
{
    std::string out;
    for (size_t i = 0; i < uri.size(); ++i) {
        const auto digit = [&](size_t at) {
            const char c = at < uri.size() ? uri[at] : 'x';
            return c >= '0' && c <= '9'   ? c - '0'
                   : c >= 'a' && c <= 'f' ? c - 'a' + 10
                   : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                          : -1;
        };
        if (uri[i] == '%' && digit(i + 1) >= 0 && digit(i + 2) >= 0) {
            out += char(digit(i + 1) * 16 + digit(i + 2));
            i += 2;
        } else {
            out += uri[i] == '\\' ? '/' : uri[i];
        }
    }
    return out;
}

int32_t Pictures::decode(const std::string &name)
{
    const auto note = [&](Flaw flaw) {
        m_into.notes.push_back({flaw, name});
        return -1;
    };
    if (const aiTexture *embedded = m_scene.GetEmbeddedTexture(name.c_str())) {
        const bool good = embedded->mHeight == 0
                              ? decodeBytes(reinterpret_cast<const char *>(embedded->pcData), embedded->mWidth)
                              : takeRaw(*embedded);
        return good ? int32_t(m_into.textures.size()) - 1 : note(Flaw::TextureInvalid);
    }
    const std::string plain = decoded(name);
    const size_t slash = plain.find_last_of('/');
    const std::string last = slash == std::string::npos ? plain : plain.substr(slash + 1);
    // As it is named; and beside the model, since exporters write the path of the machine they ran on.
    std::vector<char> bytes;
    constexpr size_t Most = size_t(512) << 20;
    for (const std::string &path : {m_folder + name, m_folder + plain, plain, m_folder + last}) {
        if (readFile(path, bytes, Most))
            return decodeBytes(bytes.data(), bytes.size()) ? int32_t(m_into.textures.size()) - 1
                                                           : note(Flaw::TextureInvalid);
    }
    return note(Flaw::TextureMissing);
}

int32_t Pictures::index(const std::string &name)
{
    const auto known = m_known.find(name);
    if (known != m_known.end())
        return known->second;
    return m_known[name] = decode(name);
}

}
