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
    double distance = 0;
};

/// All chunks that can be picked, on the CPU (a BVH each, and a test of their boxes). Main thread; reading costs microseconds.
class PickIndex
{
public:
    void insert(quint32 chunkId, std::shared_ptr<const ChunkGeometry> chunk);
    void remove(quint32 chunkId);
    void clear();
    /// The nearest hit on a layer that `accept` lets through (all, where it is empty).
    std::optional<PickHit> pick(const geometry::Ray &ray,
                                const std::function<bool(quint32 layer, quint32 feature)> &accept = {}) const;
    /// Whether anything stands between the ray's origin and `distance`.
    bool occluded(const geometry::Ray &ray, double distance) const;

private:
    QHash<quint32, std::shared_ptr<const ChunkGeometry>> m_chunks;
};

}
