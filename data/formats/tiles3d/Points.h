#pragma once

#include "domain/Models.h"
#include "formats/tiles3d/Content.h"
#include "formats/tiles3d/Placing.h"

namespace formats::tiles3d
{

/// The points of a pnts, in the tileset's coordinates.
struct PointCloud {
    std::vector<Vec3> positions;
    std::vector<quint32> colours; ///< one a point: sRGB, alpha, red lowest
};

/// Positions and colours, also packed by Draco; attributes of points are not read. A cloud of more points than a tile
/// shows is thinned (a warning). Errors: "tile-broken".
base::Result<PointCloud> readPoints(const Piece &piece, const Matrix &transform, const QString &source,
                                    base::Warnings &warnings);

/// Puts small bodies for the points into a model, one part a colour.
void addPoints(const PointCloud &cloud, const Placing &placing, domain::Model &model);

}
