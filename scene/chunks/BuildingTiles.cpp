#include "scene/chunks/BuildingTiles.h"

#include <cmath>

namespace scene
{

// Pixels on screen.
static constexpr double WholeFrom = 11;     ///< buildings so large are drawn whole
static constexpr double FewWholeFrom = 8;   ///< in a city that is not large
static constexpr double SolidWholeFrom = 3; ///< those with surfaces of their own, which boxes do less justice ...
static constexpr double SolidPointsTo = 5;  ///< ... where these are points, which cost a tenth of them
static constexpr double BoxesFrom = 3;      ///< those so large have four sides
static constexpr double MergedBelow = 8;    ///< bodies so close together are merged while the eye moves ...
static constexpr double PointsBelow = 7;    ///< ... where they are points, which cost less ...
static constexpr double CalmBelow = 4.5;    ///< ... and while it rests
static constexpr double StoreysFrom = 1.5;  ///< storeys so high are drawn with windows while the eye rests ...
static constexpr double MovingFrom = 2.5;   ///< ... and while it moves: in software windows cost most of a frame
static constexpr double Slack = 1.1;

BuildingTiles::BuildingTiles(Engine &engine, int layer, std::shared_ptr<const BuildingTree> tree, quint64 owner,
                             bool solid, bool simplified, bool detailed)
    : ShownTiles(engine, layer, *tree, owner), m_tree(std::move(tree)), m_solid(solid), m_simplified(simplified),
      m_detailed(detailed), m_points(engine.isSoftware())
{
}

TileTask BuildingTiles::task(const Tile &tile, TileTree::Form form) const
{
    TileTask task;
    task.tree = m_tree;
    task.tile = tile;
    task.form = form;
    task.solid = m_solid;
    task.detailed = m_detailed;
    task.points = m_points;
    return task;
}

void BuildingTiles::chooseForm(const Tile &tile, Entry &entry) const
{
    const bool all = look().whole || !m_simplified;
    // What shows now keeps showing a little longer: nothing flickers at the border.
    const auto exceeds = [](double size, double limit, bool now) { return size >= limit * (now ? 1.0 : Slack); };
    using Which = TileTree::Form;
    const Which before = entry.wanted;
    if (tile.level == 0) {
        const double size = pixels(m_tree->featureSize(tile), tile);
        const double solid = m_points ? SolidPointsTo : SolidWholeFrom;
        const double whole = m_solid ? solid : m_detailed ? FewWholeFrom : WholeFrom;
        if (all || exceeds(size, whole, before == Which::Whole))
            entry.wanted = Which::Whole;
        else if (m_points) // small ones cost no more than what would be simpler
            entry.wanted = Which::Fine;
        else
            entry.wanted = exceeds(size, BoxesFrom, before != Which::Coarse) ? Which::Fine : Which::Coarse;
        constexpr double Storey = 3.2; // metres
        const bool distant = !exceeds(pixels(Storey, tile), look().calm ? StoreysFrom : MovingFrom, !entry.distant);
        if (distant != entry.distant && !m_solid)
            for (const int mesh : entry.form(Which::Whole).meshes)
                engine().setMeshDistant(mesh, distant);
        entry.distant = distant;
        return;
    }
    const double apart = pixels(m_tree->spacing(tile), tile);
    const double merged = (look().calm ? CalmBelow : m_points ? PointsBelow : MergedBelow) * look().crowded;
    entry.refined = all || exceeds(apart * std::sqrt(0.5), merged, entry.refined);
    entry.wanted = exceeds(apart, merged, before == Which::Fine) ? Which::Fine : Which::Coarse;
}

}
