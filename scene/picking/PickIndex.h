#pragma once

#include "domain/Objects.h"
#include "scene/chunks/ChunkGeometry.h"

#include <QHash>

#include <functional>
#include <optional>

namespace scene
{

/// What a ray met.
struct PickHit {
    quint32 layer = 0;   ///< index into City::layers
    quint32 feature = 0; ///< index into the layer's state texture
    geometry::Vec3 point{0.0};
    double distance = 0; ///< metres, whatever the length of the ray's direction
    geometry::Vec3f normal{0.0f}; ///< of the triangle met
    std::shared_ptr<const ChunkGeometry> chunk; ///< that it belongs to; of `PickIndex::pick` only
};

/// The nearest hit within one chunk that is let through (by feature and point; an empty function lets all through);
/// rejected ones are passed by going on behind them. The ray's direction is of unit length.
std::optional<PickHit> pickChunk(const ChunkGeometry &chunk, const geometry::Ray &ray, double maximum,
                                 const std::function<bool(quint32 feature, const geometry::Vec3 &point)> &accept);

/// All chunks that can be picked, on the CPU (a BVH each, and a test of their boxes). Main thread; reading costs
/// microseconds.
class PickIndex
{
public:
    /// Which features count; an empty one lets all through.
    using Accept = std::function<bool(quint32 layer, quint32 feature)>;

    /// Replaces a chunk of the same id. Chunks with an empty BVH are left out.
    void insert(quint32 chunkId, std::shared_ptr<const ChunkGeometry> chunk);
    void remove(quint32 chunkId);
    void clear();
    bool isEmpty() const { return m_chunks.isEmpty(); }
    /// The nearest hit on a feature that `accept` lets through.
    std::optional<PickHit> pick(const geometry::Ray &ray, const Accept &accept = {}) const;
    /// Whether anything that `accept` lets through stands between the ray's origin and `distance` metres.
    bool occluded(const geometry::Ray &ray, double distance, const Accept &accept = {}) const;

private:
    QHash<quint32, std::shared_ptr<const ChunkGeometry>> m_chunks;
};

}
