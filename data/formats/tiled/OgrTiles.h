#pragma once

#include "domain/TileSource.h"
#include "formats/SourceCrs.h"
#include "formats/ogr/VectorSource.h"
#include "formats/tiled/DatabaseFacts.h"

namespace formats
{

/// Where and how a layer is read tile by tile.
struct TiledLayer {
    LayerRequest request;
    domain::LayerKind kind;
    SourceName name; ///< with the layer
    QString shown;
    SourceCrs crs;
    geometry::LocalFrame frame;
    geometry::Box2 extent; ///< raw coordinates; not empty
    qint64 features;       ///< about
    std::optional<DatabaseFacts> facts;
};

/// Whether the layer's features are better read by what is looked at: the request says so, or there are very many of
/// them; and the source can find those of a rectangle by an index. Where the request wants it and the source cannot,
/// the warning "tiles-impossible" says why.
bool wantsTiles(const TiledLayer &layer, OGRLayer &source, base::Warnings &warnings);

/// A quadtree over a layer of a database or an indexed file. Near tiles hold what lies in them. Far tiles of buildings
/// hold blocks that stand for the buildings of a cell, and the towers among them, and are replaced by their children;
/// far tiles of all else hold what is large enough to be seen from there, to which their children add. Each tile asks
/// for its rectangle by the index; over several connections; a cancelled job's statement is stopped on the server.
/// Reads a few features to know how high the layer stands. Errors: those of VectorSource, "tile-unreadable",
/// "cancelled".
base::Result<std::shared_ptr<const domain::TileSource>> tilesOf(TiledLayer layer, const base::Job &job);

}
