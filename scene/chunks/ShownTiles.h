#pragma once

#include "scene/chunks/TileQueue.h"

#include <array>
#include <optional>
#include <unordered_map>

namespace scene
{

/// From where tiles are looked at.
struct TileLook {
    geometry::Vec3 eye{0.0};
    double pixelsPerMetre = 1000;             ///< at a distance of one metre
    std::optional<glm::dmat4> viewProjection; ///< what lies outside is made last
    bool whole = false;                       ///< no simplified forms at all
    bool calm = false;                        ///< nothing moves: buildings are merged later
    double crowded = 1;                       ///< buildings are merged so many times as far apart as usual
};
/// What is drawn of tiles, and what they hold.
struct TileTotals {
    int drawn = 0;
    qint64 triangles = 0;
    qint64 bytes = 0; ///< on the GPU, of all that are kept
};

/// Shows the tiles of a tree: chooses for each part of it how much is drawn by its size on screen, asks for what is
/// missing, and shows what there is until it comes, so that there are no holes. Main thread.
class ShownTiles
{
public:
    virtual ~ShownTiles();
    ShownTiles(const ShownTiles &) = delete;
    ShownTiles &operator=(const ShownTiles &) = delete;

    quint64 owner() const { return m_owner; }
    /// Adds what has to be made to `wanted`. Returns whether other meshes show than before.
    bool choose(const TileLook &look, std::vector<TileTask> &wanted, TileTotals &totals);
    void take(const BuiltTile &built);
    /// Takes over a mesh that is shown, as all of a tile in a form. False where it has no such tile.
    bool adopt(const TileTree::Tile &tile, TileTree::Form form, int mesh, qint64 triangles, qint64 bytes);
    /// What is drawn now, as it was asked for.
    std::vector<TileTask> shown() const;
    /// The last choice had no holes.
    bool isWhole() const { return m_whole; }
    qint64 bytes() const { return m_bytes; } ///< on the GPU
    /// Lets go of what has not been shown for longest, until no more than `most` bytes are kept or all is in use.
    void trim(qint64 &held, qint64 most);

protected:
    using Tile = TileTree::Tile;
    struct Form {
        std::vector<int> meshes, textures;
        bool present = false, shown = false;
        quint64 used = 0; ///< turn of `choose` when it was last drawn
        qint64 triangles = 0, bytes = 0;
    };
    struct Entry {
        std::array<Form, 3> forms;                      ///< by TileTree::Form
        TileTree::Form wanted = TileTree::Form::Coarse; ///< when it was last looked at
        bool refined = false, distant = false;
        Form &form(TileTree::Form which) { return forms[size_t(which)]; }
        /// What can be shown in place of what is wanted, the nearest to whole first; null: nothing.
        Form *any();
    };

    /// `owner` tells its tiles from those of other trees in the queue.
    ShownTiles(Engine &engine, int layer, const TileTree &tree, quint64 owner);
    /// Chooses between its children (`refined`) and its forms.
    virtual void chooseForm(const Tile &tile, Entry &entry) const = 0;
    /// What workers are asked for.
    virtual TileTask task(const Tile &tile, TileTree::Form form) const = 0;
    /// How many pixels so many metres are at the tile's nearest point.
    double pixels(double metres, const Tile &tile) const;
    const TileLook &look() const { return m_look; }
    Engine &engine() const { return m_engine; }

private:
    static quint64 keyOf(const Tile &tile) { return quint64(tile.level) << 32 | tile.index; }
    /// Adds to what is drawn; returns whether it is all of the tile.
    bool plan(const Tile &tile);
    bool planWhatThereIs(const Tile &tile);
    bool show(Form &form, bool visible);
    void ask(const Tile &tile, TileTree::Form form);
    void letGo(Form &form);

    Engine &m_engine;
    int m_layer = 0;
    const TileTree &m_tree;
    quint64 m_owner = 0;
    std::unordered_map<quint64, Entry> m_entries;
    std::vector<Form *> m_planned, m_shown; ///< an unordered_map's values stay where they are
    TileLook m_look;
    std::vector<TileTask> *m_wanted = nullptr; ///< while choosing
    quint64 m_turn = 1;
    qint64 m_bytes = 0;
    bool m_whole = false;
};

}
