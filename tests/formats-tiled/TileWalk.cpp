#include "TileWalk.h"

#include "geometry/Polygon.h"

using domain::Layer;
using domain::Tile;

static geometry::Box2 boundsOf(const Layer &content)
{
    geometry::Box2 box;
    for (const domain::Building &building : content.buildings)
        box.add(geometry::bounds(building.footprint));
    for (const domain::Feature &feature : content.features)
        box.add(geometry::bounds(feature.shape));
    return box;
}

TileWalk walk(const domain::TileSource &source, const std::function<bool(const Tile &)> &reads)
{
    TileWalk result;
    const base::Job job;
    std::vector<std::pair<Tile, int>> open{{source.root(), 0}};
    while (!open.empty()) {
        const auto [tile, level] = open.back();
        open.pop_back();
        ++result.tiles;
        result.withChildren += tile.hasChildren;
        result.deepest = std::max(result.deepest, level);
        const geometry::Box2 volume = tile.volume.box.flat();
        if (reads(tile)) {
            const auto content = source.read(tile, job);
            if (!content) {
                result.faults.append(content.error().toLine());
                continue;
            }
            const auto note = [&](const QString &id) {
                result.all.insert(id, tile.name);
                if (!tile.hasChildren)
                    result.leaves.insert(id, tile.name);
            };
            for (const domain::Building &building : (*content)->buildings)
                note(building.id);
            for (const domain::Feature &feature : (*content)->features)
                note(feature.id);
            const geometry::Box2 box = boundsOf(**content);
            if (!box.isEmpty() && (!volume.grown(0.01).contains(box.min) || !volume.grown(0.01).contains(box.max)))
                result.faults.append(QStringLiteral("%1 reaches out of its volume").arg(tile.name));
        }
        if (!tile.hasChildren)
            continue;
        const auto children = source.children(tile, job);
        if (!children) {
            result.faults.append(children.error().toLine());
            continue;
        }
        for (const Tile &child : *children) {
            if (child.geometricError >= tile.geometricError)
                result.faults.append(QStringLiteral("%1 is no better than %2").arg(child.name, tile.name));
            open.emplace_back(child, level + 1);
        }
    }
    return result;
}

BlockSums sumsOf(const Layer &content)
{
    BlockSums sums;
    const int column = content.attributes.indexOf(QStringLiteral("buildings"));
    for (const domain::Building &building : content.buildings) {
        const double count = column < 0 ? geometry::NaN : content.attributes.number(building.row, column);
        if (std::isnan(count)) {
            ++sums.towers;
            continue;
        }
        ++sums.blocks;
        sums.buildings += count;
        sums.volume += geometry::area(building.footprint) * double(building.height);
    }
    return sums;
}
