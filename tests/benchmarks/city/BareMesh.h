#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bare
{

struct Vertex {
    float x, y, z;
    std::int8_t normal[4];
    std::uint32_t feature;
};
static_assert(sizeof(Vertex) == 20);

/// A city as one mesh, about the middle of its extent, metres.
struct Mesh {
    std::vector<Vertex> vertices;
    std::vector<std::uint32_t> indices;
    std::uint32_t buildings = 0;
    double width = 0, depth = 0; ///< of the extent
    double readMs = 0, buildMs = 0;
};

/// Every polygon that OGR reads from the file (of one layer where it is named) stood up to its "height" (10 m without):
/// walls, and a roof by ear clipping. Holes are left filled. Empty where the file cannot be opened.
Mesh readMesh(const std::string &file, const std::string &layer = {});

}
