#pragma once

#include <cstdint>

/// What the reading process writes while it meshes an IFC file: records of one machine, one after the other, so that
/// all that was written before a crash counts. A record is a Tag, the size of what follows, and that.
namespace formats::ifcexchange
{

inline constexpr char Magic[8] = {'Y', 'J', 'I', 'F', 'C', '0', '0', '1'};

enum class Tag : uint32_t {
    Loaded = 1, ///< uint32: how many products will be tried
    Begin = 2,  ///< uint32: the product (its STEP id) that is meshed next
    Mesh = 3,   ///< MeshHead, the colours, the positions, the indices
    End = 4     ///< nothing: all products were tried
};

struct Record {
    uint32_t tag = 0;
    uint32_t size = 0; ///< bytes
};

/// Triangles of one product, metres, z up, in the file's world coordinates.
struct MeshHead {
    uint32_t product = 0;
    uint32_t colours = 0, vertices = 0, indices = 0;
    double origin[3] = {0, 0, 0};
};

/// The triangles from `first` on (an index into the indices) to the next one's have this colour.
struct Colour {
    uint32_t first = 0;
    float rgba[4] = {0, 0, 0, -1}; ///< alpha below 0: the file gives none
};

}
