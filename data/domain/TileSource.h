#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "domain/Layer.h"

#include <mutex>

namespace domain
{

/// Where a tile and all below it lie: a box around it, and a ball that may be tighter. Scene coordinates, metres.
struct TileVolume {
    geometry::Box3 box;
    geometry::Vec3 centre{0.0};
    double radius = 0;
};

/// A node of a tree of tiles (3D Tiles 1.1, "Tiles"; a square of a quadtree over a database).
struct Tile {
    quint64 key = 0; ///< of the source's giving; 0 is no tile's
    QString name;    ///< for messages: the content's address, or level/x/y
    TileVolume volume;
    std::optional<geometry::Box3> viewerVolume; ///< wanted only while the eye is within
    double geometricError = 0;                  ///< metres that are wrong if this is shown instead of its children
    bool replaces = true; ///< the children's content stands for this one's; else it is added to it
    bool hasContent = true;
    bool hasChildren = false; ///< asked for by TileSource::children
};

/// A source whose features come by what is looked at: more than memory holds. Immutable to its users; any thread,
/// several at once.
class TileSource
{
public:
    virtual ~TileSource() = default;

    /// File, address or database, without passwords.
    virtual QString source() const = 0;
    virtual Tile root() const = 0;
    /// Whether its buildings may come without an elevation (`ground` NaN): the loader then stands them on the terrain,
    /// and lets volumes reach as low and high as that does.
    virtual bool needsGround() const { return false; }
    /// Its children; may read (subtrees, other tilesets). Errors: the source's own, "cancelled" soon after
    /// `job.cancel()`.
    virtual base::Result<std::vector<Tile>> children(const Tile &tile, const base::Job &job) const = 0;
    /// What a tile shows: buildings, features and models in scene coordinates with their attributes, as a small layer;
    /// its warnings with it. Errors: as `children`.
    virtual base::Result<std::shared_ptr<const Layer>> read(const Tile &tile, const base::Job &job) const = 0;
    /// Whether it can be asked by `find`.
    virtual bool canFind() const { return false; }
    /// Buildings and features where each of the words is in the id, a name or the address: at most `most` of them, as
    /// the tiles near by have them. A single word that is an id gives that one alone where the source can tell. Null:
    /// the source cannot be asked, and only what is in memory can be searched. Errors: as `children`.
    virtual base::Result<std::shared_ptr<const Layer>> find(const QStringList &words, int most,
                                                            const base::Job &job) const;
};

/// Whether a building of a tile's content stands for several that are too far away to be seen one by one: sources name
/// those LAYER/TILE/NUMBER.
inline bool standsForSeveral(const Building &building, const Layer &content)
{
    const QString &layer = content.info.id;
    return building.id.size() > layer.size() && building.id[layer.size()] == u'/' && building.id.startsWith(layer);
}

/// The contents of tiles that are in memory now, so that what is seen can be looked up by its id. Written by the main
/// thread; read by any. What it returned stays valid until the main thread takes that tile's content out.
class ResidentTiles
{
public:
    void add(std::shared_ptr<const Layer> content);
    void remove(const std::shared_ptr<const Layer> &content);
    const Building *building(const QString &id) const;
    const Feature *feature(const QString &id) const;
    /// The content that it is in; null where it is not resident.
    const Layer *layerOf(const ObjectRef &object) const;
    /// Whether it is drawn now, or only kept.
    void setShown(const std::shared_ptr<const Layer> &content, bool shown);
    /// In the order in which they were first added.
    std::vector<std::shared_ptr<const Layer>> contents() const;
    std::vector<std::shared_ptr<const Layer>> shownContents() const;
    size_t size() const;

private:
    mutable std::mutex m_mutex;
    QMultiHash<ObjectRef, std::pair<std::shared_ptr<const Layer>, quint32>> m_objects; ///< a feature may be in several
    struct Content {
        std::shared_ptr<const Layer> layer;
        bool shown = false;
    };
    std::vector<Content> m_contents;
};

}
