#pragma once

#include "domain/Layer.h"
#include "geometry/Ray.h"
#include "scene/chunks/ChunkGeometry.h"
#include "scene/chunks/MeshWriter.h"
#include "scene/style/StateBuffer.h"

#include <algorithm>

namespace scene
{

/// A box that stands for a building, or for several that are neighbours, from afar. Metres about the tree's origin;
/// elevations are the scene's.
struct BlockBox {
    glm::vec2 centre{0.0f}, axis{1.0f, 0.0f}, half{0.0f};
    float bottom = 0, top = 0;
};

/// The buildings of a layer in an order in which neighbours stand together: the k-th group of 4^n of them is compact
/// for every n. So the order is a tree of tiles by itself: a leaf is a group of LeafSize, the tile above it four
/// leaves, and what a tile of level n shows from afar is its groups of 4^n, or of half as many, merged into a box each.
/// Boxes around the same groups are what rays look through. Immutable; made in a worker, read by any thread.
class BuildingTree
{
public:
    static constexpr int LeafPower = 5; ///< a leaf is 4^5 buildings
    static constexpr size_t LeafSize = size_t(1) << (2 * LeafPower);

    /// A tile: of level 0 are leaves.
    struct Tile {
        int level = 0;
        uint32_t index = 0;
        bool operator==(const Tile &) const = default;
        Tile child(uint32_t i) const { return {level - 1, 4 * index + i}; }
    };
    /// How a tile shows its buildings.
    enum class Form : uint8_t {
        Coarse, ///< leaves: as Fine, small ones with three sides; others: a body for each group of 4^level
        Fine,   ///< leaves: a box each; others: a body for each group of half as many
        Whole   ///< leaves: as they are
    };
    /// Buildings, as indices into the layer; `clusters`: the number of the first merged box in the layer's state.
    /// Without `merged` only leaves are ever shown.
    BuildingTree(std::shared_ptr<const domain::Layer> layer, std::shared_ptr<const domain::Terrain> terrain,
                 std::vector<uint32_t> buildings, uint32_t clusters, bool merged);
    /// How many merged boxes there are for so many buildings.
    static size_t clusterCount(size_t buildings);

    const domain::Layer &layer() const { return *m_layer; }
    const domain::Terrain *terrain() const { return m_terrain.get(); }
    const std::vector<uint32_t> &order() const { return m_order; }
    Tile root() const { return {m_top, 0}; }
    bool isEmpty() const { return m_order.empty(); }
    bool exists(const Tile &tile) const { return first(tile) < m_order.size(); }
    /// Of a tile, the buildings in `order`.
    size_t first(const Tile &tile) const { return size_t(tile.index) << (2 * (tile.level + LeafPower)); }
    size_t last(const Tile &tile) const { return std::min(first({tile.level, tile.index + 1}), m_order.size()); }
    geometry::Box3 bounds(const Tile &tile) const; ///< scene
    /// Metres from one of the tile's coarser merged boxes to the next; of a leaf: from building to building.
    double spacing(const Tile &tile) const;
    /// Metres that the buildings of a leaf are across: the root of their mean ground.
    double featureSize(const Tile &leaf) const { return double(m_sizes[leaf.index]); }

    /// What a tile shows from afar, about `origin`.
    ChunkMesh blocks(const Tile &tile, Form form, const geometry::Vec3 &origin) const;
    /// The merged boxes of groups of 2^power (power from 1 on), and the numbers of their states.
    const std::vector<BlockBox> &clusters(int power) const { return m_clusters[size_t(power) - 1]; }
    uint32_t clusterState(int power, size_t group) const { return m_firstCluster[size_t(power) - 1] + uint32_t(group); }
    int mergedPowers() const { return int(m_clusters.size()); }
    /// How merged boxes stand, for the shaders: four floats each (foot, metres a storey, top, lit windows) at their
    /// states.
    void writeInfo(float *states) const;
    /// Colours and flags of merged boxes follow those of their buildings; `changed` is empty where it may be all.
    void summarise(StateBuffer &state, const std::vector<uint32_t> &changed) const;
    /// Where a building is in `order`; the order's size where it is not in the tree.
    uint32_t rank(uint32_t building) const;

    /// Calls `visit(building)` for those whose group's box a ray meets before `maximum()`, groups from near to far; for
    /// as long as it likes. The direction is of unit length.
    template <typename Maximum, typename Visit>
    void alongRay(const geometry::Ray &ray, Maximum &&maximum, Visit &&visit) const;

private:
    struct FloatBox {
        glm::vec3 min{std::numeric_limits<float>::max()}, max{-std::numeric_limits<float>::max()};
        void add(const FloatBox &other) { min = glm::min(min, other.min), max = glm::max(max, other.max); }
    };
    void mergeBlocks(uint32_t firstState);
    void summarise(StateBuffer &state, int power, size_t group) const;
    void addBlocks(const domain::Building &building, std::vector<BlockBox> &boxes) const;
    static float entry(const FloatBox &box, const glm::vec3 &origin, const glm::vec3 &inverse);

    std::shared_ptr<const domain::Layer> m_layer;
    std::shared_ptr<const domain::Terrain> m_terrain;
    geometry::Vec3 m_origin{0.0};
    int m_top = 0;
    std::vector<uint32_t> m_order, m_rank;
    std::vector<float> m_sizes;                 ///< by leaf
    std::vector<std::vector<FloatBox>> m_boxes; ///< of the groups of 4^(i + 1); the last is one
    std::vector<std::vector<BlockBox>> m_clusters;
    std::vector<uint32_t> m_firstCluster;
};

template <typename Maximum, typename Visit>
void BuildingTree::alongRay(const geometry::Ray &ray, Maximum &&maximum, Visit &&visit) const
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
