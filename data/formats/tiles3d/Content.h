#pragma once

#include "base/Result.h"
#include "formats/tiles3d/Json.h"
#include "formats/tiles3d/TilesetFile.h"

#include <QByteArray>

namespace formats::tiles3d
{

/// A feature or batch table: JSON, and a binary body that the JSON points into (3D Tiles 1.0, 8 and 9).
class BinaryTable
{
public:
    BinaryTable() = default;
    BinaryTable(std::shared_ptr<const JsonDocument> json, QByteArrayView binary)
        : m_json(std::move(json)), m_binary(binary)
    {
    }

    bool isEmpty() const { return !m_json; }
    dom::object root() const { return m_json->root(); }
    bool has(std::string_view key) const;
    /// A number given as such or as a reference into the body; -1 where there is none.
    qint64 count(std::string_view key) const;
    /// Three numbers given as such or in the body.
    std::optional<Vec3> vector(std::string_view key) const;
    /// `components` numbers for each of `rows`, by a reference into the body; empty where there is none or it is too
    /// short. `usual`: the component type where the reference names none.
    std::vector<double> numbers(std::string_view key, size_t rows, size_t components, const char *usual) const;
    std::vector<double> numbers(const dom::object &reference, size_t rows, size_t components, const char *usual) const;
    /// Three coordinates for each of `rows`: POSITION, or POSITION_QUANTIZED in its volume. Errors: "tile-broken".
    base::Result<std::vector<double>> positions(size_t rows, const QString &source) const;
    QByteArrayView binary() const { return m_binary; }

private:
    std::shared_ptr<const JsonDocument> m_json;
    QByteArrayView m_binary;
};

/// One model or cloud of a tile's content, as its container has it; views into the container's bytes.
struct Piece {
    enum class Kind { Gltf, Instances, Points } kind = Kind::Gltf;
    bool isOld = false; ///< within b3dm or i3dm: its axes may be turned by the tileset
    QByteArrayView gltf;
    QString gltfAddress; ///< instances: instead of `gltf`, as written
    BinaryTable features, batch;
    size_t batchLength = 0;
};

/// Takes b3dm, i3dm, pnts, cmpt, glb and glTF apart. What the pieces point to is `data`, which must outlive them. A bad
/// one within a composite is a warning. Errors: "tile-broken", "tile-unsupported" (GeoJSON, vector tiles).
base::Result<std::vector<Piece>> unpackContent(const QByteArray &data, const QString &source, base::Warnings &warnings);

/// Whether the content is JSON that is a tileset.
bool isTilesetText(const QByteArray &data);

}
