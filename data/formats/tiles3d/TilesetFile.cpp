#include "formats/tiles3d/TilesetFile.h"

#include "formats/Tr.h"

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

using geometry::Vec3;

double scaleOf(const Matrix &matrix)
{
    return std::max({glm::length(Vec3(matrix[0])), glm::length(Vec3(matrix[1])), glm::length(Vec3(matrix[2]))});
}

bool isTileset(const dom::object &root)
{
    return objectAt(root, "root") && objectAt(root, "asset");
}

namespace
{

class TilesetParser
{
public:
    TilesetParser(TilesetFile &file, const QString &source) : m_file(file), m_source(source) {}

    void run(const dom::object &root, bool inheritedReplaces, double geometricError)
    {
        add(root, -1, inheritedReplaces, nullptr, -1, 2 * geometricError);
    }

private:
    void warn(const char *code, const QString &tile, const QString &message)
    {
        m_file.warnings.add(QString::fromLatin1(code), m_source, tile, message);
    }

    static Volume volumeOf(const dom::object &tile, std::string_view key)
    {
        Volume volume;
        const auto object = objectAt(tile, key);
        if (!object)
            return volume;
        if (numbersAt(*object, "box", volume.v.data(), 12))
            volume.kind = Volume::Kind::Box;
        else if (numbersAt(*object, "region", volume.v.data(), 6))
            volume.kind = Volume::Kind::Region;
        else if (numbersAt(*object, "sphere", volume.v.data(), 4) && volume.v[3] >= 0)
            volume.kind = Volume::Kind::Sphere;
        return volume;
    }

    static void addContent(const dom::object &content, QStringList &into)
    {
        QString uri = textAt(content, "uri");
        if (uri.isEmpty())
            uri = textAt(content, "url"); // before 1.0
        if (!uri.isEmpty())
            into.append(uri);
    }

    static QStringList contentsOf(const dom::object &tile)
    {
        QStringList contents;
        if (const auto content = objectAt(tile, "content"))
            addContent(*content, contents);
        JsonList several(tile, "contents");
        if (const auto extension = extensionAt(tile, "3DTILES_multiple_contents"); extension && several.size() == 0)
            several = JsonList(*extension, arrayAt(*extension, "contents") ? "contents" : "content");
        for (const auto &content : several) {
            if (content)
                addContent(*content, contents);
        }
        return contents;
    }

    qint32 transformOf(const dom::object &tile, qint32 parent, const QString &name)
    {
        double m[16];
        if (!arrayAt(tile, "transform"))
            return parent;
        if (!numbersAt(tile, "transform", m, 16)) {
            warn("tile-transform", name, tr("a transform that is not 16 numbers; it is left out"));
            return parent;
        }
        Matrix own;
        for (int i = 0; i < 16; ++i)
            own[i / 4][i % 4] = m[i];
        if (own == Matrix(1.0))
            return parent;
        m_file.transforms.push_back(parent < 0 ? own : m_file.transforms[size_t(parent)] * own);
        return qint32(m_file.transforms.size()) - 1;
    }

    void readImplicit(const dom::object &tile, TileRecord &record, const QString &name)
    {
        auto object = objectAt(tile, "implicitTiling");
        if (!object)
            object = extensionAt(tile, "3DTILES_implicit_tiling");
        if (!object)
            return;
        ImplicitTiling implicit;
        const QString scheme = textAt(*object, "subdivisionScheme");
        implicit.octree = scheme == QLatin1String("OCTREE");
        const qint64 levels = indexAt(*object, "subtreeLevels");
        qint64 available = indexAt(*object, "availableLevels");
        if (available < 0)
            available = indexAt(*object, "maximumLevel") + 1; // the extension's first drafts
        if (const auto subtrees = objectAt(*object, "subtrees"))
            implicit.subtrees = textAt(*subtrees, "uri");
        implicit.contents = record.contents;
        record.contents.clear();
        // Numbers of tiles have 21 bits an axis in an octree, and subtrees their whole availability in memory.
        const qint64 deepest = implicit.octree ? 21 : 31, largest = implicit.octree ? 8 : 12;
        if (implicit.subtrees.isEmpty() || levels < 1 || levels > largest || available < 1 ||
            (!implicit.octree && scheme != QLatin1String("QUADTREE"))) {
            warn("tile-implicit", name, tr("implicit tiling that is incomplete or too large; nothing below is shown"));
            return;
        }
        implicit.subtreeLevels = int(levels);
        implicit.availableLevels = int(std::min(available, deepest));
        record.implicit = qint32(m_file.implicit.size());
        m_file.implicit.push_back(std::move(implicit));
    }

    quint32 add(const dom::object &tile, qint32 parentTransform, bool parentReplaces, const Volume *parentVolume,
                qint32 parentVolumeTransform, double parentError)
    {
        const auto index = quint32(m_file.tiles.size());
        TileRecord record;
        record.contents = contentsOf(tile);
        const QString name = record.contents.isEmpty() ? QString() : record.contents.front();
        record.transform = transformOf(tile, parentTransform, name);
        record.volume = volumeOf(tile, "boundingVolume");
        if (record.volume.kind == Volume::Kind::None && parentVolume) {
            warn("tile-volume", name, tr("a tile without a bounding volume that is understood; it has its parent's"));
            record.volume = *parentVolume;
            record.volumeTransform = parentVolumeTransform;
        } else {
            record.volumeTransform = record.transform;
        }
        record.viewer = volumeOf(tile, "viewerRequestVolume");
        record.geometricError = numberOr(tile, "geometricError", geometry::NaN);
        if (!(record.geometricError >= 0)) {
            warn("tile-error-missing", name, tr("a tile without its geometric error; half of its parent's is taken"));
            record.geometricError = parentError / 2;
        } else {
            record.geometricError *= scaleOf(m_file.transformOf(record));
        }
        const QString refine = textAt(tile, "refine").toUpper();
        record.replaces = refine == QLatin1String("ADD")       ? false
                          : refine == QLatin1String("REPLACE") ? true
                                                               : parentReplaces;
        readImplicit(tile, record, name);
        const bool replaces = record.replaces;
        const qint32 transform = record.transform, volumeTransform = record.volumeTransform;
        const Volume volume = record.volume;
        const double error = record.geometricError;
        m_file.tiles.push_back(std::move(record));
        if (const auto children = arrayAt(tile, "children")) {
            std::vector<quint32> numbers;
            for (const dom::element child : *children) {
                dom::object object;
                if (!child.get(object))
                    numbers.push_back(add(object, transform, replaces, &volume, volumeTransform, error));
            }
            m_file.tiles[index].children = std::move(numbers);
        }
        return index;
    }

    TilesetFile &m_file;
    QString m_source;
};

}

base::Result<TilesetFile> parseTileset(QByteArrayView text, const QString &source, bool inheritedReplaces)
{
    QString why;
    const auto document = JsonDocument::parse(text, &why);
    if (!document)
        return base::failure(QStringLiteral("tileset-broken"), tr("not JSON: %1").arg(why), source);
    const dom::object root = document->root();
    const auto asset = objectAt(root, "asset");
    const auto tile = objectAt(root, "root");
    if (!asset || !tile)
        return base::failure(QStringLiteral("tileset-broken"), tr("a tileset without its root tile or asset"), source);
    TilesetFile file;
    file.version = textAt(*asset, "version");
    if (file.version != QLatin1String("0.0") && file.version != QLatin1String("1.0") &&
        file.version != QLatin1String("1.1"))
        return base::failure(QStringLiteral("tileset-version"),
                             tr("3D Tiles of version \"%1\" are not read").arg(file.version.left(20)), source, {},
                             tr("convert the tileset to 1.0 or 1.1"));
    const QString up = textAt(*asset, "gltfUpAxis").toUpper();
    file.upAxis = up == QLatin1String("Z") ? 'Z' : up == QLatin1String("X") ? 'X' : 'Y';
    if (const auto required = arrayAt(root, "extensionsRequired")) {
        static const QStringList known{
            QStringLiteral("3DTILES_implicit_tiling"),       QStringLiteral("3DTILES_content_gltf"),
            QStringLiteral("3DTILES_multiple_contents"),     QStringLiteral("3DTILES_metadata"),
            QStringLiteral("3DTILES_batch_table_hierarchy"), QStringLiteral("3DTILES_draco_point_compression"),
            QStringLiteral("MAXAR_content_geojson"),         QStringLiteral("3DTILES_content_voxels")};
        for (const dom::element each : *required) {
            std::string_view name;
            if (!each.get(name) && !known.contains(toText(name)))
                return base::failure(QStringLiteral("tileset-extension"),
                                     tr("the tileset needs the extension %1, which is not known").arg(toText(name)),
                                     source);
        }
    }
    TilesetParser(file, source).run(*tile, inheritedReplaces, numberOr(root, "geometricError", 0));
    if (file.tiles.front().volume.kind == Volume::Kind::None)
        return base::failure(QStringLiteral("tileset-broken"),
                             tr("the root tile has no bounding volume that is understood"), source);
    return file;
}

}
