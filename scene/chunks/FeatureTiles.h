#pragma once

#include "scene/chunks/FeatureTree.h"
#include "scene/chunks/ShownTiles.h"

namespace scene
{

/// Shows what lies on the ground: as it is where it is near, simplified by as much as cannot be seen from afar.
class FeatureTiles : public ShownTiles
{
public:
    FeatureTiles(Engine &engine, int layer, std::shared_ptr<const FeatureTree> tree, quint64 owner);

protected:
    void chooseForm(const Tile &tile, Entry &entry) const override;
    TileTask task(const Tile &tile, TileTree::Form form) const override;

private:
    std::shared_ptr<const FeatureTree> m_tree;
};

}
