#pragma once

#include "formats/GdalErrors.h"
#include "formats/ogr/LayerBuilder.h"
#include "formats/tiled/MergedBlocks.h"
#include "formats/tiled/OgrTiles.h"
#include "formats/tiled/Quadtree.h"
#include "formats/tiled/TileConnections.h"
#include "formats/tiled/TileSql.h"

namespace formats
{

/// A tile has at most so many features before it gets children, and is counted exactly up to the second.
inline constexpr int MostInLeaf = 2000;
inline constexpr int MostCounted = 60'000;

/// Reads over one connection, for one job. For one thread.
class TileReading
{
public:
    TileReading(const TiledLayer &layer, const geometry::Box2 &root, TileConnection &connection, const base::Job &job);

    /// How many features meet each rectangle: exact up to MostInLeaf, and in databases up to MostCounted; one more
    /// where there are more. Errors as `content`.
    base::Result<std::vector<int>> count(const std::vector<geometry::Box2> &rectangles);
    /// What a tile shows. Errors: "cancelled", "tile-unreadable".
    base::Result<domain::Layer> content(const TileSquare &square);
    /// Those where each of the words is in the id, a name or the address; a single word that is an id gives that one
    /// alone. Databases use what indexes there are; files are gone through without their shapes. Errors as `content`.
    base::Result<domain::Layer> find(const QStringList &words, int most);
    /// Lowest ground and highest top of the first features; NaN where the source tells no elevations.
    base::Result<std::pair<double, double>> elevations();

private:
    std::vector<int> textColumns() const;
    base::Status findId(const QString &id, int most, LayerBuilder &builder);
    base::Status findWords(const QStringList &words, int most, LayerBuilder &builder);
    base::Result<domain::Layer> blocks(const TileSquare &square);
    base::Result<domain::Layer> features(const TileSquare &square);
    base::Result<std::vector<MergedCell>> queriedCells(const geometry::Box2 &rectangle, bool isCrowded);
    base::Result<std::vector<MergedCell>> addedCells(const geometry::Box2 &rectangle,
                                                     std::vector<std::pair<double, qint64>> &tallest);
    base::Status addTowers(const geometry::Box2 &rectangle, double least, LayerBuilder &builder);
    /// Within no rectangle: everywhere.
    void filter(const std::optional<geometry::Box2> &rectangle, const QByteArray &condition = {});
    /// Every feature of the filter until `take` returns false.
    base::Status loop(const std::function<bool(OGRFeatureUniquePtr)> &take);
    /// Every row of an answer.
    base::Status query(const QByteArray &sql, const std::function<void(const OGRFeature &)> &take);
    base::Status failed();
    std::shared_ptr<const MapToScene> toScene();
    domain::Layer finish(LayerBuilder &builder);

    const TiledLayer &m_layer;
    const geometry::Box2 &m_root;
    TileConnection &m_connection;
    const base::Job &m_job;
    GdalErrors m_errors;
    Columns m_columns;
    std::optional<TileSql> m_sql; ///< of databases
};

}
