#include "scene/picking/FeatureRays.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace scene
{

using geometry::Ray;
using geometry::Vec2;
using geometry::Vec3;

FeatureRays::FeatureRays(std::shared_ptr<const FeatureTree> tree, std::shared_ptr<const GroundCrossing> crossing)
    : m_tree(std::move(tree)), m_crossing(std::move(crossing))
{
    for (const uint32_t i : m_tree->order()) {
        const domain::Feature &feature = m_tree->layer().features[i];
        m_hasShapes = m_hasShapes || !feature.shape.empty();
        m_hasPosts = m_hasPosts || !feature.points.empty();
    }
}

geometry::Box3 FeatureRays::bounds() const
{
    return m_tree->isEmpty() ? geometry::Box3() : m_tree->bounds(m_tree->root());
}

GroundCrossing::GroundCrossing(std::shared_ptr<const domain::Terrain> terrain, double level)
    : m_terrain(std::move(terrain)), m_level(level)
{
}

std::optional<double> GroundCrossing::along(const Ray &unit) const
{
    if (!m_asked || m_asked->origin != unit.origin || m_asked->direction != unit.direction) {
        m_asked = unit;
        m_answer = search(unit);
    }
    return m_answer;
}

std::optional<double> GroundCrossing::search(const Ray &unit) const
{
    const domain::Terrain *const terrain = m_terrain.get();
    const double level = m_level;
    if (!terrain || terrain->isEmpty()) {
        const double at = (level - unit.origin.z) / unit.direction.z;
        return at > 0 && std::isfinite(at) ? std::optional(at) : std::nullopt;
    }
    constexpr double Lift = 0.25; // as it is drawn
    const auto over = [&](double t) {
        const Vec3 p = unit.origin + unit.direction * t;
        return p.z - groundHeight(terrain, Vec2(p), level) - Lift;
    };
    // Only where it is no higher than hills and no lower than valleys, and over the terrain.
    double from = 0, to = std::numeric_limits<double>::infinity();
    const geometry::Box2 area = terrain->bounds();
    const Vec3 low(area.min, std::min(double(terrain->lowest()), level)),
        high(area.max, std::max(double(terrain->highest()), level) + 2 * Lift);
    for (int axis = 0; axis < 3; ++axis) {
        const double a = (low[axis] - unit.origin[axis]) / unit.direction[axis],
                     b = (high[axis] - unit.origin[axis]) / unit.direction[axis];
        if (std::isnan(a) || std::isnan(b))
            continue;
        from = std::max(from, std::min(a, b));
        to = std::min(to, std::max(a, b));
    }
    if (!(from <= to) || !std::isfinite(to))
        return std::nullopt;
    constexpr int Most = 2000, Halvings = 24;
    const double across = glm::length(Vec2(unit.direction)) * (to - from);
    const int steps = std::clamp(int(std::ceil(across / (0.5 * terrain->step().x))), 1, Most);
    double before = from, heightBefore = over(from);
    for (int i = 1; i <= steps; ++i) {
        double after = from + (to - from) * i / steps;
        const double height = over(after);
        if ((height <= 0) != (heightBefore <= 0)) {
            for (int k = 0; k < Halvings; ++k) {
                const double middle = 0.5 * (before + after);
                ((over(middle) <= 0) == (heightBefore <= 0) ? before : after) = middle;
            }
            return after;
        }
        before = after;
        heightBefore = height;
    }
    return std::nullopt;
}

std::optional<PickHit> FeatureRays::meetShape(const Ray &unit, double maximum, const PickAccept &accept) const
{
    const auto distance = m_crossing->along(unit);
    if (!distance || *distance >= maximum)
        return {};
    const Vec3 point = unit.origin + unit.direction * *distance;
    constexpr double Sky = 10'000;
    std::optional<uint32_t> met;
    m_tree->alongRay(
        {Vec3(Vec2(point), Sky), Vec3(0, 0, -1)}, [] { return 2 * Sky; },
        [&](uint32_t i) {
            const geometry::MultiPolygon &shape = m_tree->layer().features[i].shape;
            // Of several that lie over each other the later one.
            if ((!met || i > *met) && geometry::contains(shape, Vec2(point)) &&
                (!accept || accept(m_tree->layerIndex(), i)))
                met = i;
            return true;
        });
    if (!met)
        return {};
    return PickHit{m_tree->layerIndex(), *met, point, *distance, geometry::Vec3f(0, 0, 1), {}};
}

std::optional<PickHit> FeatureRays::meetPost(const Ray &unit, double maximum, const PickAccept &accept) const
{
    std::optional<PickHit> best;
    const auto limit = [&] { return best ? best->distance : maximum; };
    const auto meet = [&](uint32_t feature, const Vec2 &at) {
        constexpr double Half = FeatureTree::PostHalf;
        const double foot = groundHeight(m_tree->terrain().get(), at, m_tree->level());
        const Vec3 low(at - Half, foot), high(at + Half, foot + FeatureTree::PostHeight);
        double from = 0, to = limit();
        int side = 2;
        for (int axis = 0; axis < 3; ++axis) {
            const double a = (low[axis] - unit.origin[axis]) / unit.direction[axis],
                         b = (high[axis] - unit.origin[axis]) / unit.direction[axis];
            if (std::isnan(a) || std::isnan(b))
                continue;
            if (std::min(a, b) > from) {
                from = std::min(a, b);
                side = axis;
            }
            to = std::min(to, std::max(a, b));
        }
        if (from >= to || (accept && !accept(m_tree->layerIndex(), feature)))
            return;
        geometry::Vec3f normal(0.0f);
        normal[side] = unit.direction[side] > 0 ? -1.0f : 1.0f;
        best = PickHit{m_tree->layerIndex(), feature, unit.origin + unit.direction * from, from, normal, {}};
    };
    m_tree->alongRay(unit, limit, [&](uint32_t i) {
        for (const Vec2 &at : m_tree->layer().features[i].points)
            meet(i, at);
        return true;
    });
    return best;
}

std::optional<PickHit> FeatureRays::nearest(const Ray &unit, double maximum, const PickAccept &accept) const
{
    std::optional<PickHit> best = m_hasPosts ? meetPost(unit, maximum, accept) : std::nullopt;
    if (m_hasShapes)
        if (auto hit = meetShape(unit, best ? best->distance : maximum, accept))
            best = hit;
    return best;
}

bool FeatureRays::occluded(const Ray &unit, double distance, const PickAccept &accept) const
{
    return nearest(unit, distance, accept).has_value();
}

std::shared_ptr<const ChunkGeometry> FeatureRays::geometryOf(quint32 feature) const
{
    if (!m_made.second || m_made.first != feature)
        m_made = {feature, m_tree->geometryOf(feature)};
    return m_made.second;
}

}
