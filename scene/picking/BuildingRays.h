#pragma once

#include "scene/chunks/BuildingTree.h"
#include "scene/picking/PickIndex.h"

namespace scene
{

/// Rays against the buildings of a tree. It looks through the boxes of the tree's groups and makes the triangles of the
/// few buildings it comes near as it goes: nothing of what is drawn has to be kept for it. Main thread.
class BuildingRays : public PickTarget
{
public:
    BuildingRays(std::shared_ptr<const BuildingTree> tree, quint32 layer, bool detailed);

    geometry::Box3 bounds() const override;
    std::optional<PickHit> nearest(const geometry::Ray &unit, double maximum, const PickAccept &accept) const override;
    bool occluded(const geometry::Ray &unit, double distance, const PickAccept &accept) const override;
    /// As it is drawn; the same pointer again for those asked for last.
    std::shared_ptr<const ChunkGeometry> geometryOf(quint32 feature) const override;

private:
    struct Made {
        uint32_t building;
        std::shared_ptr<const ChunkGeometry> geometry;
    };
    std::optional<geometry::RayHit> meet(uint32_t building, const geometry::Ray &unit, double maximum) const;

    std::shared_ptr<const BuildingTree> m_tree;
    quint32 m_layer = 0;
    bool m_detailed = false;
    mutable std::vector<Made> m_made;                                      ///< the last few, the newest first
    mutable std::vector<std::pair<uint32_t, geometry::Bvh>> m_hierarchies; ///< of the last few large solids
};

}
