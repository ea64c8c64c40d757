#pragma once

#include "geometry/Box.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace geometry
{

/// A packed, static R-tree (sort-tile-recursive) over boxes: built once, then read from any thread.
class SpatialIndex
{
public:
    SpatialIndex() = default;
    explicit SpatialIndex(const std::vector<Box2> &boxes);

    /// Calls `hit` with the index of every box that meets `area`; stop by returning false.
    void query(const Box2 &area, const std::function<bool(uint32_t)> &hit) const;
    std::vector<uint32_t> query(const Box2 &area) const;
    /// The boxes nearest to a point by distance to the box, nearest first, at most `count` and no farther than
    /// `maxDistance`.
    std::vector<uint32_t> nearest(const Vec2 &point, size_t count, double maxDistance) const;
    bool isEmpty() const { return m_items == 0; }

private:
    struct Node {
        Box2 box;
        uint32_t first = 0; ///< first child node, or the item where `count` is 0
        uint32_t count = 0;
    };
    std::vector<Node> m_nodes; ///< leaves first, root last
    size_t m_items = 0;
};

}
