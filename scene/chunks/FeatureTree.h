#pragma once

#include "scene/chunks/Draper.h"
#include "scene/chunks/TileTree.h"

#include <span>

namespace scene
{

struct BuiltTile;

/// What lies on the ground in a layer as a tree of tiles: each level up shows it twice as roughly. Leaves have two
/// forms, Whole and Coarse; the tiles above only Coarse. Immutable; made in a worker, read by any thread.
class FeatureTree : public TileTree
{
public:
    enum class What : uint8_t {
        Flat,   ///< roads, rails, water, green, facilities, points: laid over the terrain
        Trees,  ///< points that are trees, and trees in parks, made up and always at the same places; near ones only
        Borders ///< of areas, as lines
    };
    /// Features (or areas), as indices into the layer; `layerIndex` for those who pick.
    FeatureTree(What what, std::shared_ptr<const domain::Layer> layer, std::shared_ptr<const domain::Terrain> terrain,
                double level, const std::vector<uint32_t> &features, quint32 layerIndex);
    /// Those of a layer. Parks get trees of our own where `planted`.
    static std::vector<std::shared_ptr<const FeatureTree>> of(const std::shared_ptr<const domain::Layer> &layer,
                                                              const std::shared_ptr<const domain::Terrain> &terrain,
                                                              double level, quint32 layerIndex, bool planted);

    What what() const { return m_what; }
    quint32 layerIndex() const { return m_layerIndex; }
    const domain::Layer &layer() const { return *m_layer; }
    const std::shared_ptr<const domain::Terrain> &terrain() const { return m_terrain; }
    double level() const { return m_level; } ///< of the ground where there is no terrain

    /// Metres that a tile's roughest form is off, at most.
    double error(const Tile &tile) const;
    /// Any thread.
    BuiltTile build(const Tile &tile, Form form) const;
    /// A feature as it is when it is near, without what picking needs.
    std::shared_ptr<const ChunkGeometry> geometryOf(uint32_t feature) const;

    /// A post with a flat head where a point feature stands: half its width and its height, metres.
    static constexpr double PostHalf = 0.9, PostHeight = 2.4;

private:
    double roughness(const Tile &tile, Form form) const;
    void writeFlat(MeshWriter &writer, std::span<const uint32_t> features, Roughness rough) const;
    void writeTrees(MeshWriter &writer, std::span<const uint32_t> features) const;
    LineMesh borders(std::span<const uint32_t> areas, Roughness rough, const geometry::Vec3 &origin) const;

    What m_what;
    std::shared_ptr<const domain::Layer> m_layer;
    std::shared_ptr<const domain::Terrain> m_terrain;
    double m_level = 0;
    quint32 m_layerIndex = 0;
};

}
