#pragma once

#include "base/Result.h"
#include "base/Warnings.h"
#include "formats/tiles3d/Json.h"

#include <array>
#include <vector>

namespace formats::tiles3d
{

using Matrix = glm::dmat4;

/// A bounding volume as written: boxes and spheres in the coordinates of their tile, regions of the Earth (3D
/// Tiles 1.1, 11.3.5 "Bounding volume").
struct Volume {
    enum class Kind : quint8 { None, Box, Sphere, Region } kind = Kind::None;
    /// Box: centre and three half axes; sphere: centre, radius; region: west, south, east, north (radians), lowest,
    /// highest (metres).
    std::array<double, 12> v{};
};

/// How the tiles below one are found by their numbers (3D Tiles 1.1, "Implicit Tiling").
struct ImplicitTiling {
    bool octree = false;
    int subtreeLevels = 1;
    int availableLevels = 1;
    QString subtrees;     ///< template of addresses
    QStringList contents; ///< templates; one a content
};

/// A tile as written.
struct TileRecord {
    Volume volume, viewer;
    double geometricError = 0; ///< metres
    bool replaces = true;
    qint32 transform = -1;       ///< index into TilesetFile::transforms, the tile's to the tileset's; -1: none
    qint32 volumeTransform = -1; ///< the same of the volumes
    QStringList contents;        ///< addresses as written
    qint32 implicit = -1;        ///< index into TilesetFile::implicit
    std::vector<quint32> children;
};

/// A tileset.json taken apart.
struct TilesetFile {
    QString version;
    char upAxis = 'Y';             ///< of its b3dm's glTF: old tilesets say "Z" (asset.gltfUpAxis)
    std::vector<TileRecord> tiles; ///< the root first
    std::vector<Matrix> transforms;
    std::vector<ImplicitTiling> implicit;
    base::Warnings warnings;

    Matrix transformOf(const TileRecord &tile) const
    {
        return tile.transform < 0 ? Matrix(1.0) : transforms[size_t(tile.transform)];
    }
};

/// Whether a JSON object is a tileset: an asset, a root tile.
bool isTileset(const dom::object &root);

/// `inheritedReplaces`: what a root that says nothing does. Errors: "tileset-broken", "tileset-version",
/// "tileset-extension".
base::Result<TilesetFile> parseTileset(QByteArrayView text, const QString &source, bool inheritedReplaces = true);

/// The largest of a transform's scales.
double scaleOf(const Matrix &matrix);

}
