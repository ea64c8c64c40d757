#pragma once

#include "geometry/Box.h"
#include "geometry/Ray.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace scene
{

/// Things in an order in which neighbours stand together: the k-th group of 4^n of them is compact for every n. So the
/// order is a tree of tiles by itself: a leaf is a group of 4^leafPower, the tile above it four leaves. Boxes around
/// the same groups are what rays look through. Immutable once planted; read by any thread.
class TileTree
{
public:
    /// A tile: of level 0 are leaves.
    struct Tile {
        int level = 0;
        uint32_t index = 0;
        bool operator==(const Tile &) const = default;
        Tile child(uint32_t i) const { return {level - 1, 4 * index + i}; }
    };
    /// How a tile shows what is in it, from the roughest to all there is. What is above leaves is never Whole.
    enum class Form : uint8_t { Coarse, Fine, Whole };

    /// Numbers of things: whatever they are indices into.
    const std::vector<uint32_t> &order() const { return m_order; }
    Tile root() const { return {int(m_boxes.size()) - m_leafPower, 0}; }
    bool isEmpty() const { return m_order.empty(); }
    bool exists(const Tile &tile) const { return first(tile) < m_order.size(); }
    /// Of a tile, the things in `order`.
    size_t first(const Tile &tile) const { return size_t(tile.index) << (2 * (tile.level + m_leafPower)); }
    size_t last(const Tile &tile) const { return std::min(first({tile.level, tile.index + 1}), m_order.size()); }
    geometry::Box3 bounds(const Tile &tile) const; ///< scene
    /// Where a thing is in `order`; the order's size where it is not in the tree.
    uint32_t rank(uint32_t thing) const { return thing < m_rank.size() ? m_rank[thing] : uint32_t(m_order.size()); }

    /// Calls `visit(thing)` for those whose group's box a ray meets before `maximum()`, groups from near to far; for as
    /// long as it likes. The direction is of unit length.
    template <typename Maximum, typename Visit>
    void alongRay(const geometry::Ray &ray, Maximum &&maximum, Visit &&visit) const;

protected:
    explicit TileTree(int leafPower) : m_leafPower(leafPower) {}
    ~TileTree() = default;
    TileTree(const TileTree &) = delete;
    TileTree &operator=(const TileTree &) = delete;
    /// Orders things by the middles of the boxes around them (some may be empty). Returns where each of the order was
    /// in the lists.
    std::vector<uint32_t> plant(const std::vector<uint32_t> &things, const std::vector<geometry::Box3> &around);
    const geometry::Vec3 &middle() const { return m_origin; } ///< of all, whole metres

private:
    struct FloatBox {
        glm::vec3 min{std::numeric_limits<float>::max()}, max{-std::numeric_limits<float>::max()};
        void add(const FloatBox &other) { min = glm::min(min, other.min), max = glm::max(max, other.max); }
    };
    static float entry(const FloatBox &box, const glm::vec3 &origin, const glm::vec3 &inverse);

    int m_leafPower = 0;
    geometry::Vec3 m_origin{0.0};
    std::vector<uint32_t> m_order, m_rank;
    std::vector<std::vector<FloatBox>> m_boxes; ///< of the groups of 4^(i + 1); the last is one
};

template <typename Maximum, typename Visit>
void TileTree::alongRay(const geometry::Ray &ray, Maximum &&maximum, Visit &&visit) const
{
    if (m_order.empty())
        return;
    const glm::vec3 origin(ray.origin - m_origin), inverse = 1.0f / glm::vec3(ray.direction);
    struct Group {
        float distance;
        uint32_t index;
        int power; ///< index into m_boxes
    };
    std::vector<Group> stack;
    stack.reserve(64);
    const auto push = [&](int power, uint32_t index) {
        const float distance = entry(m_boxes[size_t(power)][index], origin, inverse);
        if (distance < std::numeric_limits<float>::infinity())
            stack.push_back({distance, index, power});
    };
    push(int(m_boxes.size()) - 1, 0);
    while (!stack.empty()) {
        const Group group = stack.back();
        stack.pop_back();
        if (double(group.distance) >= maximum())
            continue;
        if (group.power == 0) {
            const size_t end = std::min<size_t>(4 * size_t(group.index) + 4, m_order.size());
            for (size_t i = 4 * size_t(group.index); i < end; ++i)
                if (!visit(m_order[i]))
                    return;
            continue;
        }
        const size_t before = stack.size();
        const auto &below = m_boxes[size_t(group.power) - 1];
        for (uint32_t i = 4 * group.index; i < std::min<size_t>(4 * size_t(group.index) + 4, below.size()); ++i)
            push(group.power - 1, i);
        std::sort(stack.begin() + std::ptrdiff_t(before), stack.end(),
                  [](const Group &a, const Group &b) { return a.distance > b.distance; });
    }
}

}
