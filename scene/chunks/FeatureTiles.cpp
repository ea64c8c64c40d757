#include "scene/chunks/FeatureTiles.h"

namespace scene
{

FeatureTiles::FeatureTiles(Engine &engine, int layer, std::shared_ptr<const FeatureTree> tree, quint64 owner)
    : ShownTiles(engine, layer, *tree, owner), m_tree(std::move(tree))
{
}

TileTask FeatureTiles::task(const Tile &tile, TileTree::Form form) const
{
    TileTask task;
    task.ground = m_tree;
    task.tile = tile;
    task.form = form;
    return task;
}

void FeatureTiles::chooseForm(const Tile &tile, Entry &entry) const
{
    // What shows now keeps showing a little longer: nothing flickers at the border.
    // While the eye moves shapes may be rougher; lines and trees would come and go with it.
    constexpr double MostOff = 0.75, MovingOff = 1.5, Slack = 1.1; // pixels
    const bool strict = look().calm || m_tree->what() != FeatureTree::What::Flat;
    const double off = pixels(m_tree->error(tile), tile), mostOff = strict ? MostOff : MovingOff;
    const bool fine = entry.refined || entry.wanted == TileTree::Form::Whole;
    const bool more = look().whole || off >= mostOff * (fine ? 1.0 : Slack);
    entry.refined = more && tile.level > 0;
    entry.wanted = more && tile.level == 0 ? TileTree::Form::Whole : TileTree::Form::Coarse;
}

}
