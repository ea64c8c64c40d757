#include "scene/picking/PickIndex.h"

#include <algorithm>
#include <cmath>

namespace scene
{

namespace
{

/// Where the ray enters the box, in metres from its origin (0 inside); infinity where it misses.
double entry(const geometry::Box3 &box, const geometry::Vec3 &origin, const geometry::Vec3 &inverse)
{
    constexpr double Infinity = std::numeric_limits<double>::infinity();
    double from = 0.0, to = Infinity;
    for (int axis = 0; axis < 3; ++axis) {
        const double a = (box.min[axis] - origin[axis]) * inverse[axis];
        const double b = (box.max[axis] - origin[axis]) * inverse[axis];
        // 0 * infinity is no number: the ray runs within that pair of planes, which limits nothing.
        if (std::isnan(a) || std::isnan(b))
            continue;
        from = std::max(from, std::min(a, b));
        to = std::min(to, std::max(a, b));
    }
    return from <= to ? from : Infinity;
}

quint32 featureOf(const ChunkGeometry &chunk, uint32_t triangle)
{
    const size_t corner = size_t(triangle) * 3;
    if (corner >= chunk.indices.size() || chunk.indices[corner] >= chunk.vertices.size())
        return 0;
    return chunk.vertices[chunk.indices[corner]].feature;
}

}

std::optional<PickHit> pickChunk(const ChunkGeometry &chunk, const geometry::Ray &ray, double maximum,
                                 const std::function<bool(quint32, const geometry::Vec3 &)> &accept)
{
    constexpr int MostRejected = 256; // against a ray that grazes endless slivers
    constexpr double Step = 0.01;     // metres, above the error of single precision within a chunk
    geometry::Ray rest = ray;
    double passed = 0.0;
    for (int i = 0; i < MostRejected; ++i) {
        const std::optional<geometry::RayHit> hit = chunk.bvh.nearest(rest, maximum - passed);
        if (!hit)
            return {};
        const quint32 feature = featureOf(chunk, hit->triangle);
        if (!accept || accept(feature, hit->point))
            return PickHit{chunk.layer, feature, hit->point, passed + hit->distance, hit->normal, {}};
        passed += hit->distance + Step;
        if (passed >= maximum)
            return {};
        rest.origin = ray.origin + ray.direction * passed;
    }
    return {};
}

namespace
{

/// A chunk by its BVH.
class ChunkTarget : public PickTarget
{
public:
    explicit ChunkTarget(std::shared_ptr<const ChunkGeometry> chunk) : m_chunk(std::move(chunk)) {}

    geometry::Box3 bounds() const override { return m_chunk->bvh.bounds(); }
    std::optional<PickHit> nearest(const geometry::Ray &unit, double maximum, const PickAccept &accept) const override
    {
        if (!accept)
            return pickChunk(*m_chunk, unit, maximum, {});
        return pickChunk(*m_chunk, unit, maximum,
                         [&](quint32 feature, const geometry::Vec3 &) { return accept(m_chunk->layer, feature); });
    }
    bool occluded(const geometry::Ray &unit, double distance, const PickAccept &accept) const override
    {
        return accept ? nearest(unit, distance, accept).has_value() : m_chunk->bvh.occluded(unit, distance);
    }
    std::shared_ptr<const ChunkGeometry> geometryOf(quint32) const override { return m_chunk; }

private:
    std::shared_ptr<const ChunkGeometry> m_chunk;
};

}

void PickIndex::insert(quint32 id, std::shared_ptr<const ChunkGeometry> chunk)
{
    if (!chunk || chunk->bvh.isEmpty())
        m_targets.remove(id);
    else
        m_targets.insert(id, std::make_shared<ChunkTarget>(std::move(chunk)));
}

void PickIndex::insert(quint32 id, std::shared_ptr<const PickTarget> target)
{
    if (!target || target->bounds().isEmpty())
        m_targets.remove(id);
    else
        m_targets.insert(id, std::move(target));
}

void PickIndex::remove(quint32 id)
{
    m_targets.remove(id);
}

void PickIndex::clear()
{
    m_targets.clear();
}

std::optional<PickHit> PickIndex::pick(const geometry::Ray &ray, const Accept &accept) const
{
    const double length = glm::length(ray.direction);
    if (!(length > 0.0))
        return {};
    const geometry::Ray unit{ray.origin, ray.direction / length};
    const geometry::Vec3 inverse = 1.0 / unit.direction;

    // From near to far: the first hits make most of the others unnecessary.
    std::vector<std::pair<double, const PickTarget *>> met;
    for (const auto &target : m_targets) {
        const double distance = entry(target->bounds(), unit.origin, inverse);
        if (std::isfinite(distance))
            met.emplace_back(distance, target.get());
    }
    std::sort(met.begin(), met.end());

    std::optional<PickHit> best;
    const PickTarget *of = nullptr;
    for (const auto &[distance, target] : met) {
        const double maximum = best ? best->distance : std::numeric_limits<double>::infinity();
        if (distance >= maximum)
            break;
        const auto hit = target->nearest(unit, maximum, accept);
        if (!hit || (best && hit->distance >= best->distance))
            continue;
        best = hit;
        of = target;
    }
    if (best)
        best->chunk = of->geometryOf(best->feature);
    return best;
}

bool PickIndex::occluded(const geometry::Ray &ray, double distance, const Accept &accept) const
{
    const double length = glm::length(ray.direction);
    if (!(length > 0.0) || !(distance > 0.0))
        return false;
    const geometry::Ray unit{ray.origin, ray.direction / length};
    const geometry::Vec3 inverse = 1.0 / unit.direction;
    return std::any_of(m_targets.begin(), m_targets.end(), [&](const auto &target) {
        return entry(target->bounds(), unit.origin, inverse) < distance && target->occluded(unit, distance, accept);
    });
}

}
