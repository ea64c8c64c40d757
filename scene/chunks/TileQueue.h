#pragma once

#include "scene/chunks/BuildingTree.h"
#include "scene/chunks/FeatureTree.h"
#include "scene/engine/UploadPages.h"

#include <QThreadPool>

#include <functional>
#include <mutex>
#include <set>

namespace scene
{

/// Triangles on their way to the GPU: vertices, then indices, of two bytes where those reach.
struct TileMesh {
    explicit TileMesh(const ChunkMesh &mesh);
    explicit TileMesh(const LineMesh &lines);
    explicit TileMesh(const std::vector<BlockVertex> &blocks);
    static constexpr int BlockTriangles = 2; ///< that a point counts for
    UploadPages bytes;
    size_t vertexCount = 0, indexCount = 0, vertexSize = 0;
    int indexBytes = 4;
    size_t vertexBytes() const { return vertexCount * vertexSize; }
    size_t triangles() const { return indexCount > 0 ? indexCount / 3 : BlockTriangles * vertexCount; }

private:
    TileMesh(const void *vertices, size_t count, size_t size, const std::vector<uint32_t> &indices);
};

/// A tile of a tree, of buildings or of what lies on the ground, to be made in one of its forms.
struct TileTask {
    quint64 owner = 0;
    std::shared_ptr<const BuildingTree> tree;  ///< or
    std::shared_ptr<const FeatureTree> ground; ///< the other one is null
    TileTree::Tile tile;
    TileTree::Form form = TileTree::Form::Coarse;
    bool solid = false;    ///< buildings that bring their own surfaces
    bool detailed = false; ///< parapets
    bool points = false;   ///< boxes are points
    double urgency = 0;    ///< the least is made first
};
struct BuiltTile {
    TileTask task;
    Surface surface = Surface::Distant;
    geometry::Vec3 origin{0.0};
    geometry::Box3 bounds;                ///< scene
    std::shared_ptr<const TileMesh> mesh; ///< null where there is nothing
    std::vector<std::shared_ptr<const PaintedMesh>> painted;
    std::vector<std::shared_ptr<const PaintPage>> pages;
};
/// Any thread.
BuiltTile buildTile(const TileTask &task);

/// Has workers make tiles, always the one that is most urgent now: what is wanted is told anew whenever the view
/// moves, and what is wanted no more is not begun.
class TileQueue
{
public:
    /// `arrived` is called in a worker: for the first that is done since `takeDone`, and with true for the last.
    TileQueue(QThreadPool &pool, std::function<void(bool last)> arrived);
    /// Replaces all that has not been begun; what is being made or waits to be taken is left out.
    void setWanted(std::vector<TileTask> tasks);
    /// What is done, at most so many triangles (one tile at least).
    std::vector<BuiltTile> takeDone(size_t triangles);
    /// Nothing is wanted, made, or waits to be taken.
    bool isIdle() const;
    size_t waiting() const; ///< wanted or being made
    void clear();

private:
    using Key = std::tuple<quint64, int, uint32_t, TileTree::Form>;
    static Key keyOf(const TileTask &task) { return {task.owner, task.tile.level, task.tile.index, task.form}; }
    void work();

    QThreadPool &m_pool;
    std::function<void(bool)> m_arrived;
    mutable std::mutex m_mutex;
    std::vector<TileTask> m_wanted; ///< the most urgent last
    std::set<Key> m_begun;
    std::vector<BuiltTile> m_done;
    int m_workers = 0;
    bool m_told = false;
};

}
