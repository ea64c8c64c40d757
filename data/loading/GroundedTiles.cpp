#include "loading/GroundedTiles.h"

#include "loading/Ground.h"

#include <algorithm>
#include <cmath>

namespace loading
{

using domain::Tile;
using geometry::Vec2;

namespace
{

class GroundedTiles final : public domain::TileSource
{
public:
    GroundedTiles(std::shared_ptr<const domain::TileSource> tiles, std::shared_ptr<const domain::Terrain> terrain,
                  double groundLevel)
        : m_tiles(std::move(tiles)), m_terrain(std::move(terrain)), m_level(groundLevel)
    {
    }
    QString source() const override { return m_tiles->source(); }
    Tile root() const override { return raised(m_tiles->root()); }
    base::Result<std::vector<Tile>> children(const Tile &tile, const base::Job &job) const override
    {
        auto children = m_tiles->children(tile, job);
        if (children)
            std::transform(children->begin(), children->end(), children->begin(),
                           [this](Tile child) { return raised(std::move(child)); });
        return children;
    }
    base::Result<std::shared_ptr<const domain::Layer>> read(const Tile &tile, const base::Job &job) const override
    {
        return stood(m_tiles->read(tile, job));
    }
    bool canFind() const override { return m_tiles->canFind(); }
    base::Result<std::shared_ptr<const domain::Layer>> find(const QStringList &words, int most,
                                                            const base::Job &job) const override
    {
        return stood(m_tiles->find(words, most, job));
    }

private:
    using Content = base::Result<std::shared_ptr<const domain::Layer>>;
    Content stood(Content content) const;
    Tile raised(Tile tile) const;

    std::shared_ptr<const domain::TileSource> m_tiles;
    std::shared_ptr<const domain::Terrain> m_terrain;
    double m_level;
};

Tile GroundedTiles::raised(Tile tile) const
{
    const double lowest = m_terrain ? std::min<double>(m_terrain->lowest(), m_level) : m_level;
    const double highest = m_terrain ? std::max<double>(m_terrain->highest(), m_level) : m_level;
    geometry::Box3 &box = tile.volume.box;
    box.min.z += std::min(lowest, 0.0);
    box.max.z += std::max(highest, 0.0);
    tile.volume.centre = box.centre();
    tile.volume.radius = glm::length(box.size()) / 2;
    return tile;
}

GroundedTiles::Content GroundedTiles::stood(Content content) const
{
    if (!content || !*content ||
        std::none_of((*content)->buildings.begin(), (*content)->buildings.end(),
                     [](const domain::Building &building) { return std::isnan(building.ground); }))
        return content;
    auto layer = std::make_shared<domain::Layer>(**content);
    const auto groundAt = [this](const Vec2 &point) { return m_terrain ? m_terrain->heightAt(point) : m_level; };
    QHash<QString, double> grounds;
    for (domain::Building &building : layer->buildings) {
        if (std::isnan(building.ground))
            building.ground = lowestGround(building.footprint, m_level, groundAt);
        if (building.partOf.isEmpty())
            grounds.insert(building.id, building.ground);
    }
    // Parts stand on their building's ground, so that a slope does not shear them.
    for (domain::Building &building : layer->buildings)
        if (!building.partOf.isEmpty())
            building.ground = grounds.value(building.partOf, building.ground);
    return layer;
}

}

std::shared_ptr<const domain::TileSource> grounded(std::shared_ptr<const domain::TileSource> tiles,
                                                   std::shared_ptr<const domain::Terrain> terrain, double groundLevel)
{
    return std::make_shared<GroundedTiles>(std::move(tiles), std::move(terrain), groundLevel);
}

}
