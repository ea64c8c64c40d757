#pragma once

#include "formats/tiles3d/Content.h"

namespace formats::tiles3d
{

/// Where the model of an i3dm stands: matrices from the model (z up) to the tileset, each with its row in the batch
/// table. `transform`: the tile's. Errors: "tile-broken".
base::Result<std::vector<std::pair<Matrix, quint32>>> readInstances(const Piece &piece, const Matrix &transform,
                                                                    const QString &source);

/// A unit vector from two bytes or words (3D Tiles 1.0, "Oct-encoded normal vectors"); `most`: 255 or 65535.
Vec3 fromOctahedron(double x, double y, double most);

}
