#include "formats/tiles3d/TilesetSource.h"

#include "formats/GdalErrors.h"
#include "formats/Tr.h"
#include "formats/tiles3d/Content.h"
#include "formats/tiles3d/TileLayer.h"
#include "formats/tiles3d/Volumes.h"

#include <QUrl>

namespace formats::tiles3d
{

/// What a tile is called in messages: the end of its content's address.
static QString shortName(const QString &address)
{
    const QString path = QUrl(address).path();
    const QString shown = path.isEmpty() ? address : path;
    return shown.section(u'/', -1);
}

TilesetSource::TilesetSource(const LayerRequest &request, QString address, std::shared_ptr<const Fetcher> fetcher,
                             TilesetFile &&root, Placing placing)
    : m_request(request), m_shown(withoutSecrets(address)), m_fetcher(std::move(fetcher)), m_placing(std::move(placing))
{
    m_folder = address.section(u'?', 0, 0).section(u'/', 0, -2);
    auto file = std::make_shared<File>();
    file->address = std::move(address);
    file->tileset = std::move(root);
    m_nodes.push_back(explicitNode(file, 0));
    domain::Tile &tile = m_nodes.front().tile;
    tile.key = 1;
    tile.volume = coverInScene(file->tileset, tile.volume, m_placing);
}

TilesetSource::~TilesetSource() = default;

domain::Tile TilesetSource::root() const
{
    const std::lock_guard lock(m_mutex);
    return m_nodes.front().tile;
}

// By its ending; where that says nothing the content itself will.
bool TilesetSource::maybeTileset(const QString &address)
{
    return !surelyContent(address);
}

bool TilesetSource::surelyContent(const QString &address)
{
    const QString path = isWebAddress(address) ? QUrl(address).path() : address;
    static const QStringList endings{QStringLiteral(".b3dm"), QStringLiteral(".i3dm"),    QStringLiteral(".pnts"),
                                     QStringLiteral(".cmpt"), QStringLiteral(".glb"),     QStringLiteral(".gltf"),
                                     QStringLiteral(".vctr"), QStringLiteral(".geojson"), QStringLiteral(".geom")};
    for (const QString &ending : endings) {
        if (path.endsWith(ending, Qt::CaseInsensitive))
            return true;
    }
    return address.startsWith(QLatin1String("data:"), Qt::CaseInsensitive);
}

TilesetSource::Node TilesetSource::explicitNode(const std::shared_ptr<const File> &file, quint32 record) const
{
    const TileRecord &written = file->tileset.tiles[record];
    Node node;
    node.file = file;
    node.record = record;
    domain::Tile &tile = node.tile;
    tile.name = written.contents.isEmpty() ? QStringLiteral("%1/%2").arg(shortName(file->address)).arg(record)
                                           : withoutSecrets(written.contents.front());
    const Matrix volumeTransform =
        written.volumeTransform < 0 ? Matrix(1.0) : file->tileset.transforms[size_t(written.volumeTransform)];
    tile.volume = toScene(written.volume, file->transform * volumeTransform, m_placing);
    if (written.viewer.kind != Volume::Kind::None)
        tile.viewerVolume = toScene(written.viewer, file->transform * volumeTransform, m_placing).box;
    tile.geometricError = written.geometricError * scaleOf(file->transform);
    tile.replaces = written.replaces;
    tile.hasContent = false;
    tile.hasChildren = !written.children.empty() || written.implicit >= 0;
    for (const QString &content : written.contents) {
        const bool json = content.section(u'?', 0, 0).endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
        tile.hasContent = tile.hasContent || !json;
        tile.hasChildren = tile.hasChildren || maybeTileset(content);
    }
    return node;
}

TilesetSource::Node TilesetSource::implicitNode(const Node &parent, const std::shared_ptr<const Subtree> &subtree,
                                                int level, const std::array<quint64, 3> &at) const
{
    const TileRecord &written = parent.file->tileset.tiles[parent.record];
    const ImplicitTiling &tiling = parent.file->tileset.implicit[size_t(written.implicit)];
    Node node;
    node.file = parent.file;
    node.record = parent.record;
    node.subtree = subtree;
    node.level = level;
    node.at = at;
    node.isImplicit = true;
    domain::Tile &tile = node.tile;
    tile.name = tiling.octree ? QStringLiteral("%1/%2/%3/%4").arg(level).arg(at[0]).arg(at[1]).arg(at[2])
                              : QStringLiteral("%1/%2/%3").arg(level).arg(at[0]).arg(at[1]);
    const Matrix volumeTransform =
        written.volumeTransform < 0 ? Matrix(1.0) : parent.file->tileset.transforms[size_t(written.volumeTransform)];
    tile.volume = toScene(subdivided(written.volume, tiling.octree, level, at),
                          parent.file->transform * volumeTransform, m_placing);
    tile.geometricError = std::ldexp(written.geometricError * scaleOf(parent.file->transform), -level);
    tile.replaces = written.replaces;
    tile.hasContent = !subtree || !contentsOf(node).isEmpty();
    tile.hasChildren = level + 1 < tiling.availableLevels;
    return node;
}

QStringList TilesetSource::contentsOf(const Node &node) const
{
    const TileRecord &written = node.file->tileset.tiles[node.record];
    QStringList contents;
    if (!node.isImplicit) {
        for (const QString &content : written.contents)
            contents.append(m_fetcher->resolved(node.file->address, content));
        return contents;
    }
    const ImplicitTiling &tiling = node.file->tileset.implicit[size_t(written.implicit)];
    const int within = node.level % tiling.subtreeLevels;
    std::array<quint64, 3> local{};
    for (size_t axis = 0; axis < 3; ++axis)
        local[axis] = node.at[axis] & ((quint64(1) << within) - 1);
    const quint64 morton = mortonOf(local, tiling.octree);
    for (qsizetype i = 0; i < tiling.contents.size(); ++i) {
        if (node.subtree->hasContent(size_t(i), within, morton))
            contents.append(m_fetcher->resolved(node.file->address, filledIn(tiling.contents[i], node.level, node.at)));
    }
    return contents;
}

// Within the tileset's folder: the same wherever it is moved to.
QString TilesetSource::pathOf(const QString &address) const
{
    const QString bare = address.section(u'?', 0, 0), folder = m_folder + u'/';
    return bare.startsWith(folder) ? bare.mid(folder.size()) : bare;
}

std::optional<TilesetSource::Node> TilesetSource::nodeOf(const domain::Tile &tile) const
{
    const std::lock_guard lock(m_mutex);
    if (tile.key == 0 || tile.key > m_nodes.size())
        return std::nullopt;
    return m_nodes[tile.key - 1];
}

ReadFile TilesetSource::readerAt(const QString &address, const base::Job &job) const
{
    return [this, address, &job](const QString &written) {
        return m_fetcher->get(m_fetcher->resolved(address, written), job);
    };
}

base::Result<std::vector<domain::Tile>> TilesetSource::children(const domain::Tile &tile, const base::Job &job) const
{
    const auto unknown = base::failure(QStringLiteral("tile-unknown"), tr("this tile is not the tileset's"), m_shown);
    const auto node = nodeOf(tile);
    if (!node)
        return unknown;
    if (!node->isAsked) {
        auto found = find(*node, job);
        if (!found)
            return tl::unexpected(found.error());
        const std::lock_guard lock(m_mutex);
        Node &kept = m_nodes[tile.key - 1];
        if (!kept.isAsked) { // another thread may have been faster
            for (Node &child : *found) {
                child.tile.key = m_nodes.size() + 1;
                kept.children.push_back(child.tile.key);
                m_nodes.push_back(std::move(child));
            }
            m_nodes[tile.key - 1].isAsked = true;
        }
    }
    const std::lock_guard lock(m_mutex);
    std::vector<domain::Tile> tiles;
    for (const quint64 key : m_nodes[tile.key - 1].children)
        tiles.push_back(m_nodes[key - 1].tile);
    return tiles;
}

base::Result<std::vector<TilesetSource::Node>> TilesetSource::find(const Node &node, const base::Job &job) const
{
    if (job.isCancelled())
        return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
    const TileRecord &written = node.file->tileset.tiles[node.record];
    if (node.isImplicit) {
        const auto whole = withSubtree(node, job);
        return whole ? findImplicit(*whole, job) : base::Result<std::vector<Node>>(tl::unexpected(whole.error()));
    }
    std::vector<Node> found;
    for (const QString &address : contentsOf(node)) {
        if (!maybeTileset(address))
            continue;
        if (auto done = addExternal(node, address, found, job); !done)
            return tl::unexpected(done.error());
    }
    if (written.implicit >= 0) {
        auto subtree = subtreeAt(node, 0, {}, job);
        if (!subtree)
            return tl::unexpected(subtree.error());
        if ((*subtree)->hasTile(0, 0))
            found.push_back(implicitNode(node, *subtree, 0, {}));
    }
    for (const quint32 child : written.children)
        found.push_back(explicitNode(node.file, child));
    return found;
}

base::Result<void> TilesetSource::addExternal(const Node &node, const QString &address, std::vector<Node> &into,
                                              const base::Job &job) const
{
    const QString shown = withoutSecrets(address);
    for (auto file = node.file; file; file = file->above) {
        if (file->address == address)
            return base::failure(QStringLiteral("tileset-circle"), tr("the tileset names itself as a part of itself"),
                                 shown);
    }
    const auto data = m_fetcher->get(address, job);
    if (!data)
        return tl::unexpected(data.error());
    if (!isTilesetText(*data) && !address.section(u'?', 0, 0).endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        return {}; // content after all
    const TileRecord &written = node.file->tileset.tiles[node.record];
    auto parsed = parseTileset(*data, shown, written.replaces);
    if (!parsed)
        return tl::unexpected(parsed.error());
    auto file = std::make_shared<File>();
    file->address = address;
    file->transform = node.file->transform * node.file->tileset.transformOf(written);
    file->tileset = std::move(*parsed);
    file->above = node.file;
    into.push_back(explicitNode(file, 0));
    return {};
}

base::Result<std::shared_ptr<const Subtree>>
TilesetSource::subtreeAt(const Node &node, int level, const std::array<quint64, 3> &at, const base::Job &job) const
{
    const TileRecord &written = node.file->tileset.tiles[node.record];
    const ImplicitTiling &tiling = node.file->tileset.implicit[size_t(written.implicit)];
    const QString address = m_fetcher->resolved(node.file->address, filledIn(tiling.subtrees, level, at));
    const auto data = m_fetcher->get(address, job);
    if (!data)
        return tl::unexpected(data.error());
    auto subtree = Subtree::parse(*data, tiling, readerAt(address, job), withoutSecrets(address));
    if (!subtree)
        return tl::unexpected(subtree.error());
    return std::make_shared<const Subtree>(std::move(*subtree));
}

base::Result<TilesetSource::Node> TilesetSource::withSubtree(Node node, const base::Job &job) const
{
    if (node.isImplicit && !node.subtree) {
        auto subtree = subtreeAt(node, node.level, node.at, job);
        if (!subtree)
            return tl::unexpected(subtree.error());
        node.subtree = std::move(*subtree);
    }
    return node;
}

base::Result<std::vector<TilesetSource::Node>> TilesetSource::findImplicit(const Node &node, const base::Job &job) const
{
    const TileRecord &written = node.file->tileset.tiles[node.record];
    const ImplicitTiling &tiling = node.file->tileset.implicit[size_t(written.implicit)];
    std::vector<Node> found;
    const int level = node.level + 1;
    if (level >= tiling.availableLevels)
        return found;
    const int within = level % tiling.subtreeLevels;
    const int bits = within == 0 ? tiling.subtreeLevels : within; // of a child's numbers within the node's subtree
    for (quint64 child = 0; child < (tiling.octree ? 8 : 4); ++child) {
        std::array<quint64, 3> at{node.at[0] * 2 + (child & 1), node.at[1] * 2 + (child >> 1 & 1),
                                  tiling.octree ? node.at[2] * 2 + (child >> 2) : 0};
        std::array<quint64, 3> local{};
        for (size_t axis = 0; axis < 3; ++axis)
            local[axis] = at[axis] & ((quint64(1) << bits) - 1);
        const quint64 morton = mortonOf(local, tiling.octree);
        if (within != 0) {
            if (node.subtree->hasTile(within, morton))
                found.push_back(implicitNode(node, node.subtree, level, at));
            continue;
        }
        if (!node.subtree->hasSubtree(morton))
            continue;
        auto subtree = subtreeAt(node, level, at, job);
        if (!subtree && subtree.error().code == QLatin1String("cancelled"))
            return tl::unexpected(subtree.error());
        // One that cannot be read is a hole, and its neighbours stay; it is tried again when the tile is.
        if (!subtree || (*subtree)->hasTile(0, 0))
            found.push_back(implicitNode(node, subtree.value_or(nullptr), level, at));
    }
    return found;
}

base::Result<std::shared_ptr<const domain::Layer>> TilesetSource::read(const domain::Tile &tile,
                                                                       const base::Job &job) const
{
    const auto known = nodeOf(tile);
    if (!known)
        return base::failure(QStringLiteral("tile-unknown"), tr("this tile is not the tileset's"), m_shown);
    const auto named = [&tile](base::Error error) {
        if (error.code != QLatin1String("cancelled"))
            error.feature = tile.name;
        return tl::unexpected(std::move(error));
    };
    const auto node = withSubtree(*known, job);
    if (!node)
        return named(node.error());
    std::vector<TileContent> contents;
    std::optional<base::Error> first;
    base::Warnings warnings;
    const QStringList addresses = contentsOf(*node);
    for (const QString &address : addresses) {
        if (address.section(u'?', 0, 0).endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
            continue; // among the children
        auto data = m_fetcher->get(address, job);
        if (!data) {
            if (data.error().code == QLatin1String("cancelled"))
                return tl::unexpected(data.error());
            warnings.add(data.error().code, data.error().source, tile.name, data.error().message);
            first = first.value_or(data.error());
            continue;
        }
        if (!surelyContent(address) && isTilesetText(*data))
            continue;
        contents.push_back({std::move(*data), withoutSecrets(address), readerAt(address, job)});
    }
    if (first && contents.empty())
        return named(*first);
    const TileRecord &written = node->file->tileset.tiles[node->record];
    const TileContext context{m_request, m_placing, node->file->transform * node->file->tileset.transformOf(written),
                              node->file->tileset.upAxis,
                              QStringLiteral("%1:%2").arg(m_request.id, pathOf(addresses.value(0)))};
    auto layer = makeTileLayer(contents, context, job);
    if (!layer)
        return named(layer.error());
    layer->warnings.add(warnings);
    // What was wrong with a tileset that another names is told where its root is shown.
    if (node->file->above && node->record == 0 && !node->isImplicit)
        layer->warnings.add(node->file->tileset.warnings);
    return std::make_shared<const domain::Layer>(std::move(*layer));
}

}
