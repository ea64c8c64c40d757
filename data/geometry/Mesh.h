#pragma once

#include "geometry/Box.h"

#include <cstdint>
#include <vector>

namespace geometry
{

/// Triangles in single precision about an origin in double precision (scene coordinates, metres, z up).
struct Mesh {
    Vec3 origin{0.0};
    std::vector<Vec3f> positions;  ///< about `origin`
    std::vector<uint32_t> indices; ///< three a triangle, counter-clockwise from outside

    size_t triangles() const { return indices.size() / 3; }
    Box3 bounds() const
    {
        Box3 box;
        for (const Vec3f &p : positions)
            box.add(origin + Vec3(p));
        return box;
    }
};

}
