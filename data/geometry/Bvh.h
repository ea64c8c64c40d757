#pragma once

#include "geometry/Mesh.h"
#include "geometry/Ray.h"

#include <vector>

namespace geometry
{

/// A bounding volume hierarchy over a triangle mesh: built in a worker, then read from any thread. Triangle numbers are
/// those of the mesh (indices / 3).
class Bvh
{
public:
    Bvh() = default;
    /// Binned surface-area build; keeps its own copy of the triangles' corners.
    explicit Bvh(const Mesh &mesh);
    /// The nearest hit with a distance below `maxDistance`.
    std::optional<RayHit> nearest(const Ray &ray, double maxDistance = std::numeric_limits<double>::infinity()) const;
    /// Whether anything is hit before `maxDistance`; quicker than `nearest`.
    bool occluded(const Ray &ray, double maxDistance) const;
    Box3 bounds() const;
    /// The same triangles elsewhere: a copy without building anew.
    Bvh moved(const Vec3 &by) const
    {
        Bvh there = *this;
        there.m_origin += by;
        return there;
    }
    bool isEmpty() const { return m_nodes.empty(); }
    size_t bytes() const;

private:
    struct Node {
        Vec3f min;
        uint32_t first = 0; ///< first triangle, or right child (left is the next node)
        Vec3f max;
        uint32_t count = 0; ///< triangles; 0 for an inner node
    };
    struct Corner {
        Vec3f a, b, c;
    };
    template <bool Any> std::optional<RayHit> trace(const Ray &ray, double maxDistance) const;

    Vec3 m_origin{0.0};
    std::vector<Node> m_nodes;
    std::vector<Corner> m_corners;
    std::vector<uint32_t> m_triangles;
};

}
