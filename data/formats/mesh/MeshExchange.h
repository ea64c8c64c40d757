#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <string>
#include <type_traits>
#include <vector>

/// What the reading process hands to the program: a flat file of one machine, written by the one and checked byte by
/// byte by the other. Only the standard library, so that the process links nothing for it.
namespace formats::exchange
{

static_assert(std::endian::native == std::endian::little, "the exchange file is little-endian");

inline constexpr char Magic[8] = {'Y', 'J', 'M', 'E', 'S', 'H', '0', '1'};
inline constexpr uint32_t End = 0x21444E45;
inline constexpr uint32_t LongestText = 4096;

/// Exit statuses of the reading process; anything else is a crash.
enum Exit : int { Done = 0, Usage = 2, OutOfMemory = 3, Unreadable = 4, Nothing = 5, OutputFailed = 6 };

/// What was wrong with the file but did not stop it; the program says it in the user's language.
enum class Flaw : uint32_t {
    TextureMissing,
    TextureInvalid,
    PrecisionLost,
    TriangleInvalid,
    LinesLeftOut,
    MaterialMissing
};
inline constexpr uint32_t FlawCount = 6;

struct Material {
    std::string name;
    float colour[4] = {0.8f, 0.8f, 0.8f, 1.0f}; ///< sRGB, alpha
    int32_t texture = -1;
    uint8_t doubleSided = 0;
};

struct Texture {
    uint32_t width = 0, height = 0;
    std::vector<uint8_t> rgba; ///< top row first
};

/// Positions are metres, z up, about Scene::shift.
struct Part {
    std::string name;
    uint32_t material = 0;
    std::vector<float> positions, normals, texCoords; ///< 3, 3 and 2 a vertex; the latter two may be empty
    std::vector<uint32_t> indices;
};

struct Note {
    Flaw flaw = Flaw::TextureMissing;
    std::string about; ///< the texture, node or mesh
};

struct Scene {
    double shift[3] = {0, 0, 0};
    uint8_t absolute = 0; ///< coordinates are large: of a map, not of a model
    std::vector<Material> materials;
    std::vector<Texture> textures;
    std::vector<Part> parts;
    std::vector<Note> notes;
};

/// Writes plain values; remembers whether all went well.
class Writer
{
public:
    explicit Writer(std::FILE *file) : m_file(file) {}
    void bytes(const void *data, size_t size)
    {
        m_good = m_good && (size == 0 || std::fwrite(data, 1, size, m_file) == size);
    }
    template <typename T> void value(const T &value)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        bytes(&value, sizeof value);
    }
    void text(const std::string &text)
    {
        const auto size = uint32_t(std::min<size_t>(text.size(), LongestText));
        value(size);
        bytes(text.data(), size);
    }
    template <typename T> void list(const std::vector<T> &list)
    {
        value(uint64_t(list.size()));
        bytes(list.data(), list.size() * sizeof(T));
    }
    bool good() const { return m_good; }

private:
    std::FILE *m_file;
    bool m_good = true;
};

inline bool write(const Scene &scene, std::FILE *file)
{
    Writer out(file);
    out.bytes(Magic, sizeof Magic);
    out.value(scene.shift);
    out.value(scene.absolute);
    out.value(uint32_t(scene.materials.size()));
    for (const Material &material : scene.materials) {
        out.text(material.name);
        out.value(material.colour);
        out.value(material.texture);
        out.value(material.doubleSided);
    }
    out.value(uint32_t(scene.textures.size()));
    for (const Texture &texture : scene.textures) {
        out.value(texture.width);
        out.value(texture.height);
        out.list(texture.rgba);
    }
    out.value(uint32_t(scene.parts.size()));
    for (const Part &part : scene.parts) {
        out.text(part.name);
        out.value(part.material);
        out.list(part.positions);
        out.list(part.normals);
        out.list(part.texCoords);
        out.list(part.indices);
    }
    out.value(uint32_t(scene.notes.size()));
    for (const Note &note : scene.notes) {
        out.value(note.flaw);
        out.text(note.about);
    }
    out.value(End);
    return out.good();
}

}
