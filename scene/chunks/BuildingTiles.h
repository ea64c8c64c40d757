#pragma once

#include "scene/chunks/ShownTiles.h"

namespace scene
{

/// Shows a tree of buildings: as they are where they are near, as boxes and as merged bodies from afar.
class BuildingTiles : public ShownTiles
{
public:
    BuildingTiles(Engine &engine, int layer, std::shared_ptr<const BuildingTree> tree, quint64 owner, bool solid,
                  bool simplified, bool detailed);
    const BuildingTree &tree() const { return *m_tree; }

protected:
    void chooseForm(const Tile &tile, Entry &entry) const override;
    TileTask task(const Tile &tile, TileTree::Form form) const override;

private:
    std::shared_ptr<const BuildingTree> m_tree;
    bool m_solid = false, m_simplified = true, m_detailed = false, m_points = false;
};

}
