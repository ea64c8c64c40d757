#pragma once

#include "base/Job.h"
#include "domain/Layer.h"
#include "formats/tiles3d/Placing.h"
#include "formats/tiles3d/Subtree.h"

namespace formats::tiles3d
{

/// What a tile's contents are made into a layer with.
struct TileContext {
    const LayerRequest &request;
    const Placing &placing;
    Matrix transform{1.0}; ///< from the tile's coordinates to the tileset's
    char upAxis = 'Y';
    QString id; ///< what ids of its nameless features begin with: the layer's and the tile's name
};
struct TileContent {
    QByteArray data;
    QString source; ///< its address, as it may be shown
    ReadFile read;  ///< of the addresses within
};

/// Buildings (or features, where the layer is of another kind) by batch or feature id with their attributes; instances
/// as features; meshes without features, and clouds of points, as models. Errors: those of unpackContent and readGltf,
/// where nothing of the contents can be shown.
base::Result<domain::Layer> makeTileLayer(const std::vector<TileContent> &contents, const TileContext &context,
                                          const base::Job &job);

}
