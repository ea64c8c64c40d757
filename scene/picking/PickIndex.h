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
    double distance = 0;                        ///< metres, whatever the length of the ray's direction
    geometry::Vec3f normal{0.0f};               ///< of the triangle met
    std::shared_ptr<const ChunkGeometry> chunk; ///< that it is drawn with; of `PickIndex::pick` only
};

/// Which features count; an empty one lets all through. Asked only of what a ray meets.
using PickAccept = std::function<bool(quint32 layer, quint32 feature)>;

/// Something that rays can meet. Directions are of unit length. Main thread.
class PickTarget
{
public:
    virtual ~PickTarget() = default;
    virtual geometry::Box3 bounds() const = 0; ///< empty: nothing can be met
    virtual std::optional<PickHit> nearest(const geometry::Ray &unit, double maximum,
                                           const PickAccept &accept) const = 0;
    virtual bool occluded(const geometry::Ray &unit, double distance, const PickAccept &accept) const = 0;
    /// The triangles that a feature of it is drawn with; may hold others'.
    virtual std::shared_ptr<const ChunkGeometry> geometryOf(quint32 feature) const = 0;
};

/// The nearest hit within one chunk that is let through (by feature and point; an empty function lets all through);
/// rejected ones are passed by going on behind them. The ray's direction is of unit length.
std::optional<PickHit> pickChunk(const ChunkGeometry &chunk, const geometry::Ray &ray, double maximum,
                                 const std::function<bool(quint32 feature, const geometry::Vec3 &point)> &accept);

/// All that can be picked, on the CPU. Main thread; reading costs microseconds.
class PickIndex
{
public:
    using Accept = PickAccept;

    /// Replaces what has the same id. Chunks with an empty BVH are left out.
    void insert(quint32 id, std::shared_ptr<const ChunkGeometry> chunk);
    void insert(quint32 id, std::shared_ptr<const PickTarget> target);
    void remove(quint32 id);
    void clear();
    bool isEmpty() const { return m_targets.isEmpty(); }
    /// The nearest hit on a feature that `accept` lets through.
    std::optional<PickHit> pick(const geometry::Ray &ray, const Accept &accept = {}) const;
    /// Whether anything that `accept` lets through stands between the ray's origin and `distance` metres.
    bool occluded(const geometry::Ray &ray, double distance, const Accept &accept = {}) const;

private:
    QHash<quint32, std::shared_ptr<const PickTarget>> m_targets;
};

}
