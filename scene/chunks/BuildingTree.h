#pragma once

#include "domain/Layer.h"
#include "scene/chunks/ChunkGeometry.h"
#include "scene/chunks/MeshWriter.h"
#include "scene/chunks/TileTree.h"
#include "scene/engine/Engine.h"
#include "scene/style/StateBuffer.h"

namespace scene
{

/// A box that stands for a building, or for several that are neighbours, from afar. Metres about the tree's origin;
/// elevations are the scene's.
struct BlockBox {
    glm::vec2 centre{0.0f}, axis{1.0f, 0.0f}, half{0.0f};
    float bottom = 0, top = 0;
};

/// The buildings of a layer as a tree of tiles. What a tile of level n shows from afar is its groups of 4^n, or of half
/// as many, merged into a box each. As forms, leaves have: Whole, a box for each building (Fine), or one with three
/// sides for small ones (Coarse); the tiles above: a body for each group of 4^level (Coarse), or of half as many
/// (Fine).
class BuildingTree : public TileTree
{
public:
    static constexpr int LeafPower = 5; ///< a leaf is 4^5 buildings
    static constexpr size_t LeafSize = size_t(1) << (2 * LeafPower);

    /// Buildings, as indices into the layer; `clusters`: the number of the first merged box in the layer's state.
    /// Without `merged` only leaves are ever shown.
    BuildingTree(std::shared_ptr<const domain::Layer> layer, std::shared_ptr<const domain::Terrain> terrain,
                 std::vector<uint32_t> buildings, uint32_t clusters, bool merged);
    /// How many merged boxes there are for so many buildings.
    static size_t clusterCount(size_t buildings);

    const domain::Layer &layer() const { return *m_layer; }
    const domain::Terrain *terrain() const { return m_terrain.get(); }
    /// Metres from one of the tile's coarser merged boxes to the next; of a leaf: from building to building.
    double spacing(const Tile &tile) const;
    /// Metres that the buildings of a leaf are across: the root of their mean ground.
    double featureSize(const Tile &leaf) const { return double(m_sizes[leaf.index]); }

    /// What a tile shows from afar, about `origin`.
    ChunkMesh blocks(const Tile &tile, Form form, const geometry::Vec3 &origin) const;
    /// The same as points.
    std::vector<BlockVertex> points(const Tile &tile, Form form, const geometry::Vec3 &origin) const;
    /// The merged boxes of groups of 2^power (power from 1 on), and the numbers of their states.
    const std::vector<BlockBox> &clusters(int power) const { return m_clusters[size_t(power) - 1]; }
    uint32_t clusterState(int power, size_t group) const { return m_firstCluster[size_t(power) - 1] + uint32_t(group); }
    int mergedPowers() const { return int(m_clusters.size()); }
    /// How merged boxes stand, for the shaders: four floats each (foot, metres a storey, top, lit windows) at their
    /// states.
    void writeInfo(float *states) const;
    /// Colours and flags of merged boxes follow those of their buildings; `changed` is empty where it may be all.
    void summarise(StateBuffer &state, const std::vector<uint32_t> &changed) const;

private:
    static int powerOf(const Tile &tile, Form form); ///< groups of 2^power are merged
    void mergeBlocks(uint32_t firstState);
    void summarise(StateBuffer &state, int power, size_t group) const;
    /// Calls `visit(box, state)`, the box as high as it is drawn.
    template <typename Visit> void eachBlock(const Tile &tile, Form form, Visit &&visit) const;
    void addBlocks(const domain::Building &building, std::vector<BlockBox> &boxes) const;

    std::shared_ptr<const domain::Layer> m_layer;
    std::shared_ptr<const domain::Terrain> m_terrain;
    std::vector<float> m_sizes; ///< by leaf
    std::vector<std::vector<BlockBox>> m_clusters;
    std::vector<uint32_t> m_firstCluster;
};

}
