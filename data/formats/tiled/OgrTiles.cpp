#include "formats/tiled/OgrTiles.h"

#include "formats/tiled/TileReading.h"

#include <QCoreApplication>

#include <ogrsf_frmts.h>

#include <algorithm>

namespace formats
{

using domain::LayerKind;
using domain::Tile;
using geometry::Box2;
using geometry::Vec2;
using geometry::Vec3;

namespace
{

// Many more than these take seconds to read and gigabytes to hold; a server is spared sooner than a file.
constexpr qint64 ManyInDatabase = 100'000;
constexpr qint64 ManyInFile = 1'000'000;
/// How far what lies in a tile may reach beyond it, metres.
constexpr double Overhang = 60;
constexpr double UsualTop = 150; ///< metres, where the layer tells no elevations
constexpr double DeepestSide = 40;

bool canBeTiled(LayerKind kind)
{
    switch (kind) {
    case LayerKind::Building:
    case LayerKind::Road:
    case LayerKind::Rail:
    case LayerKind::Water:
    case LayerKind::Green:
    case LayerKind::Facility:
    case LayerKind::Point:
    case LayerKind::Other:
        return true;
    default:
        return false;
    }
}

class OgrTiles final : public domain::TileSource
{
public:
    explicit OgrTiles(TiledLayer layer) : m_layer(std::move(layer)), m_connections(m_layer.name) {}
    base::Status open(const base::Job &job);

    QString source() const override { return m_layer.shown; }
    bool needsGround() const override { return m_layer.kind == LayerKind::Building; }
    Tile root() const override { return m_rootTile; }
    base::Result<std::vector<Tile>> children(const Tile &tile, const base::Job &job) const override;
    base::Result<std::shared_ptr<const domain::Layer>> read(const Tile &tile, const base::Job &job) const override;
    bool canFind() const override { return true; }
    base::Result<std::shared_ptr<const domain::Layer>> find(const QStringList &words, int most,
                                                            const base::Job &job) const override;

private:
    Tile tileOf(const TileSquare &square, const MapToScene &toScene) const;
    template <typename T>
    base::Result<T> ask(const base::Job &job, const std::function<base::Result<T>(TileReading &)> &what) const;
    base::Result<MapToScene> toScene() const
    {
        return MapToScene::create(m_layer.crs, m_layer.frame, m_layer.request.gcj02);
    }

    TiledLayer m_layer;
    mutable TileConnections m_connections;
    Box2 m_root;
    Tile m_rootTile;
    double m_low = geometry::NaN, m_high = geometry::NaN; ///< elevations in the scene; NaN: none are told
};

/// Where a rectangle of the source lies in the scene.
Box2 movedRectangle(const Box2 &rectangle, const MapToScene &toScene)
{
    constexpr int Steps = 4;
    std::vector<Vec3> points;
    for (int i = 0; i <= Steps; ++i)
        for (int j = 0; j <= Steps; ++j)
            points.emplace_back(rectangle.min + rectangle.size() * Vec2(i, j) / double(Steps), 0.0);
    std::vector<char> bad;
    toScene.move(points, bad);
    Box2 moved;
    for (size_t i = 0; i < points.size(); ++i)
        if (!bad[i])
            moved.add(Vec2(points[i]));
    return moved;
}

Tile OgrTiles::tileOf(const TileSquare &square, const MapToScene &toScene) const
{
    Tile tile;
    tile.key = square.key();
    tile.name = square.name();
    tile.hasChildren = square.hasChildren;
    const bool isBuilding = m_layer.kind == LayerKind::Building;
    tile.replaces = isBuilding;
    const Box2 box = movedRectangle(rectangleOf(square, m_root), toScene);
    const double side = box.isEmpty() ? 0 : std::max(box.size().x, box.size().y);
    // Of buildings a cell is as far as anything is off; of all else what is missing is not longer than this.
    if (square.hasChildren)
        tile.geometricError = isBuilding ? side / CellsAcross : side / 16;
    const Box2 reached = box.grown(isBuilding ? Overhang : side / 8 + Overhang);
    tile.volume.box.add(Vec3(reached.min, std::isnan(m_low) ? 0 : m_low));
    tile.volume.box.add(Vec3(reached.max, std::isnan(m_high) ? (isBuilding ? UsualTop : 0) : m_high));
    tile.volume.centre = tile.volume.box.centre();
    tile.volume.radius = glm::length(tile.volume.box.size()) / 2;
    return tile;
}

// A connection that was kept may have gone in the meantime: then a new one is asked once more.
template <typename T>
base::Result<T> OgrTiles::ask(const base::Job &job, const std::function<base::Result<T>(TileReading &)> &what) const
{
    for (bool again = false;; again = true) {
        auto connection = m_connections.take(job, again);
        if (!connection)
            return tl::unexpected(connection.error());
        const bool wasFresh = (*connection)->isFresh;
        TileReading reading(m_layer, m_root, *connection->operator->(), job);
        auto answer = what(reading);
        if (answer)
            return answer;
        connection->drop();
        if (wasFresh || again || job.isCancelled())
            return answer;
    }
}

base::Status OgrTiles::open(const base::Job &job)
{
    auto move = toScene();
    if (!move)
        return base::failure(move.error().code, move.error().message, m_layer.shown);
    const Vec2 middle = m_layer.extent.centre(), step = glm::max(m_layer.extent.size() * 1e-3, Vec2(1e-6));
    const Vec2 half = step * 0.5;
    const Vec2 sideways = movedRectangle({middle - Vec2(half.x, 0), middle + Vec2(half.x, 0)}, *move).size();
    const Vec2 upwards = movedRectangle({middle - Vec2(0, half.y), middle + Vec2(0, half.y)}, *move).size();
    const Vec2 metres(glm::length(sideways) / step.x, glm::length(upwards) / step.y);
    if (!(metres.x > 0) || !(metres.y > 0))
        return base::failure(
            QStringLiteral("coordinates-invalid"),
            QCoreApplication::translate("formats", "The layer's extent cannot be moved into the scene"), m_layer.shown);
    m_root = rootAround(m_layer.extent, metres);
    const auto heights = ask<std::pair<double, double>>(job, [](TileReading &reading) { return reading.elevations(); });
    if (!heights)
        return tl::unexpected(heights.error());
    if (!std::isnan(heights->first)) {
        m_low = heights->first - UsualTop / 2;
        m_high = heights->second + UsualTop;
    }
    TileSquare root;
    root.hasChildren = m_layer.features > MostInLeaf;
    root.isCrowded = m_layer.facts && m_layer.features > MostCounted;
    m_rootTile = tileOf(root, *move);
    return {};
}

base::Result<std::vector<Tile>> OgrTiles::children(const Tile &tile, const base::Job &job) const
{
    const TileSquare square = TileSquare::ofKey(tile.key);
    std::vector<Tile> children;
    if (!square.hasChildren)
        return children;
    std::vector<Box2> rectangles;
    for (int i = 0; i < 4; ++i)
        rectangles.push_back(rectangleOf(square.child(i), m_root));
    const auto counts = ask<std::vector<int>>(job, [&](TileReading &reading) { return reading.count(rectangles); });
    if (!counts)
        return tl::unexpected(counts.error());
    const auto move = toScene();
    if (!move)
        return tl::unexpected(move.error());
    for (int i = 0; i < 4; ++i) {
        const int count = (*counts)[size_t(i)];
        if (count == 0)
            continue;
        TileSquare child = square.child(i);
        const Box2 box = movedRectangle(rectangles[size_t(i)], *move);
        child.hasChildren =
            count > MostInLeaf && child.level < DeepestLevel && std::max(box.size().x, box.size().y) > DeepestSide;
        child.isCrowded = child.hasChildren && count > MostCounted;
        children.push_back(tileOf(child, *move));
    }
    return children;
}

base::Result<std::shared_ptr<const domain::Layer>> OgrTiles::read(const Tile &tile, const base::Job &job) const
{
    const TileSquare square = TileSquare::ofKey(tile.key);
    auto layer = ask<domain::Layer>(job, [&](TileReading &reading) { return reading.content(square); });
    if (!layer) {
        base::Error error = layer.error();
        error.feature = tile.name;
        return tl::unexpected(std::move(error));
    }
    return std::make_shared<const domain::Layer>(std::move(*layer));
}

base::Result<std::shared_ptr<const domain::Layer>> OgrTiles::find(const QStringList &words, int most,
                                                                  const base::Job &job) const
{
    auto layer = ask<domain::Layer>(job, [&](TileReading &reading) { return reading.find(words, most); });
    if (!layer)
        return tl::unexpected(layer.error());
    return std::make_shared<const domain::Layer>(std::move(*layer));
}

}

bool wantsTiles(const TiledLayer &layer, OGRLayer &source, base::Warnings &warnings)
{
    const LayerRequest &request = layer.request;
    const bool isDatabase = layer.name.isDatabase;
    if (request.tiled == false || !canBeTiled(layer.kind) || layer.extent.isEmpty())
        return false;
    const qint64 limit = request.tiledAbove > 0 ? request.tiledAbove : isDatabase ? ManyInDatabase : ManyInFile;
    if (!request.tiled.value_or(layer.features > limit))
        return false;
    const bool hasIndex =
        isDatabase ? layer.facts && layer.facts->hasIndex : source.TestCapability(OLCFastSpatialFilter) != 0;
    if (!hasIndex)
        warnings.add(QStringLiteral("tiles-impossible"), layer.shown, {},
                     isDatabase ? QCoreApplication::translate(
                                      "formats", "The table has no spatial index on its geometry, so all of it is "
                                                 "read; CREATE INDEX ON ... USING gist (...) makes one")
                                : QCoreApplication::translate(
                                      "formats", "The file has no spatial index, so all of it is read; a GeoPackage "
                                                 "or FlatGeobuf has one"));
    return hasIndex;
}

base::Result<std::shared_ptr<const domain::TileSource>> tilesOf(TiledLayer layer, const base::Job &job)
{
    const auto tiles = std::make_shared<OgrTiles>(std::move(layer));
    if (const auto opened = tiles->open(job); !opened)
        return tl::unexpected(opened.error());
    return tiles;
}

}
