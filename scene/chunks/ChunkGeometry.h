#pragma once

#include "domain/Objects.h"
#include "geometry/Bvh.h"

#include <memory>
#include <vector>

namespace scene
{

/// A tile's merged triangles as handed to the GPU and to picking: built in a worker, immutable. Doubles end here.
struct ChunkGeometry {
    struct Vertex {
        float x, y, z;     ///< about `origin`, metres
        int8_t nx, ny, nz; ///< normal * 127
        uint8_t kind;      ///< what the surface is: style/SurfaceKind.h
        uint32_t feature;  ///< index into the layer's state texture
    };
    static_assert(sizeof(Vertex) == 20);

    geometry::Vec3 origin{0.0};
    std::vector<Vertex> vertices;
    std::vector<uint32_t> indices;
    geometry::Box3 bounds; ///< scene coordinates
    geometry::Bvh bvh;     ///< over the same triangles; empty for what cannot be picked
    quint32 layer = 0;     ///< index into City::layers
};

}
