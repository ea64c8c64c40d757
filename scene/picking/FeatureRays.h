#pragma once

#include "scene/chunks/FeatureTree.h"
#include "scene/picking/PickIndex.h"

namespace scene
{

/// Where rays go through what lies on the ground; the last answer is kept, since each layer asks it of the same ray.
/// Main thread.
class GroundCrossing
{
public:
    /// `terrain` may be null: all is level then, at `level`.
    GroundCrossing(std::shared_ptr<const domain::Terrain> terrain, double level);
    bool isOf(const std::shared_ptr<const domain::Terrain> &terrain, double level) const
    {
        return terrain == m_terrain && level == m_level;
    }
    /// Metres along a ray of unit length, the first time.
    std::optional<double> along(const geometry::Ray &unit) const;

private:
    std::optional<double> search(const geometry::Ray &unit) const;

    std::shared_ptr<const domain::Terrain> m_terrain;
    double m_level = 0;
    mutable std::optional<geometry::Ray> m_asked;
    mutable std::optional<double> m_answer;
};

/// Rays against what lies on the ground in a layer. Where a ray meets the ground is looked up in the shapes themselves:
/// nothing of what is drawn has to be kept for it. Main thread.
class FeatureRays : public PickTarget
{
public:
    FeatureRays(std::shared_ptr<const FeatureTree> tree, std::shared_ptr<const GroundCrossing> crossing);

    geometry::Box3 bounds() const override;
    std::optional<PickHit> nearest(const geometry::Ray &unit, double maximum, const PickAccept &accept) const override;
    bool occluded(const geometry::Ray &unit, double distance, const PickAccept &accept) const override;
    /// As it is drawn when it is near; the same pointer again for the one asked for last.
    std::shared_ptr<const ChunkGeometry> geometryOf(quint32 feature) const override;

private:
    std::optional<PickHit> meetShape(const geometry::Ray &unit, double maximum, const PickAccept &accept) const;
    std::optional<PickHit> meetPost(const geometry::Ray &unit, double maximum, const PickAccept &accept) const;

    std::shared_ptr<const FeatureTree> m_tree;
    std::shared_ptr<const GroundCrossing> m_crossing;
    bool m_hasShapes = false, m_hasPosts = false;
    mutable std::pair<quint32, std::shared_ptr<const ChunkGeometry>> m_made; ///< the last one
};

}
