#pragma once

#include "domain/TileSource.h"
#include "formats/tiles3d/Fetcher.h"
#include "formats/tiles3d/Placing.h"
#include "formats/tiles3d/Subtree.h"

#include <deque>

namespace formats::tiles3d
{

/// A tileset as a tree of tiles: what is below a tile is found when it is asked for, in this file, in others that it
/// names, or in the subtrees of an implicit tiling. Remembers what it found; any thread.
class TilesetSource final : public domain::TileSource
{
public:
    /// `fetcher`: knows where the tileset is; `placing`: where it goes.
    TilesetSource(const LayerRequest &request, QString address, std::shared_ptr<const Fetcher> fetcher,
                  TilesetFile &&root, Placing placing);
    ~TilesetSource() override;

    QString source() const override { return m_shown; }
    domain::Tile root() const override;
    base::Result<std::vector<domain::Tile>> children(const domain::Tile &tile, const base::Job &job) const override;
    base::Result<std::shared_ptr<const domain::Layer>> read(const domain::Tile &tile,
                                                            const base::Job &job) const override;

private:
    /// A tileset.json that was read, with where it lies and how its coordinates relate to the root's.
    struct File {
        QString address;
        TilesetFile tileset;
        Matrix transform{1.0};
        std::shared_ptr<const File> above; ///< the one that names it
    };
    struct Node {
        domain::Tile tile;
        std::shared_ptr<const File> file;
        quint32 record = 0;
        // Of an implicit tiling only.
        std::shared_ptr<const Subtree> subtree;
        int level = 0;               ///< of the tile in the whole tiling
        std::array<quint64, 3> at{}; ///< its numbers on that level
        bool isImplicit = false;
        bool isAsked = false; ///< whether its children are known
        std::vector<quint64> children;
    };

    Node explicitNode(const std::shared_ptr<const File> &file, quint32 record) const;
    Node implicitNode(const Node &parent, const std::shared_ptr<const Subtree> &subtree, int level,
                      const std::array<quint64, 3> &at) const;
    base::Result<std::vector<Node>> find(const Node &node, const base::Job &job) const;
    base::Result<std::vector<Node>> findImplicit(const Node &node, const base::Job &job) const;
    base::Result<std::shared_ptr<const Subtree>>
    subtreeAt(const Node &node, int level, const std::array<quint64, 3> &at, const base::Job &job) const;
    /// The same with its subtree where that could not be read before.
    base::Result<Node> withSubtree(Node node, const base::Job &job) const;
    base::Result<void> addExternal(const Node &node, const QString &address, std::vector<Node> &into,
                                   const base::Job &job) const;
    QString pathOf(const QString &address) const;
    QStringList contentsOf(const Node &node) const; ///< absolute addresses
    std::optional<Node> nodeOf(const domain::Tile &tile) const;
    static bool maybeTileset(const QString &address);
    static bool surelyContent(const QString &address);
    ReadFile readerAt(const QString &address, const base::Job &job) const;

    LayerRequest m_request;
    QString m_shown, m_folder;
    std::shared_ptr<const Fetcher> m_fetcher;
    Placing m_placing;
    mutable std::mutex m_mutex;
    mutable std::deque<Node> m_nodes; ///< a tile's key is its number from 1
};

}
