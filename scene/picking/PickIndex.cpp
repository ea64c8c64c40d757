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

static std::optional<PickHit> nearest(const ChunkGeometry &chunk, const geometry::Ray &ray, double maximum,
                                      const PickIndex::Accept &accept)
{
    if (!accept)
        return pickChunk(chunk, ray, maximum, {});
    return pickChunk(chunk, ray, maximum,
                     [&](quint32 feature, const geometry::Vec3 &) { return accept(chunk.layer, feature); });
}

void PickIndex::insert(quint32 chunkId, std::shared_ptr<const ChunkGeometry> chunk)
{
    if (!chunk || chunk->bvh.isEmpty())
        m_chunks.remove(chunkId);
    else
        m_chunks.insert(chunkId, std::move(chunk));
}

void PickIndex::remove(quint32 chunkId)
{
    m_chunks.remove(chunkId);
}

void PickIndex::clear()
{
    m_chunks.clear();
}

std::optional<PickHit> PickIndex::pick(const geometry::Ray &ray, const Accept &accept) const
{
    const double length = glm::length(ray.direction);
    if (!(length > 0.0))
        return {};
    const geometry::Ray unit{ray.origin, ray.direction / length};
    const geometry::Vec3 inverse = 1.0 / unit.direction;

    // Chunks from near to far: the first hits make most of the others unnecessary.
    std::vector<std::pair<double, const std::shared_ptr<const ChunkGeometry> *>> met;
    for (const auto &chunk : m_chunks) {
        const double distance = entry(chunk->bvh.bounds(), unit.origin, inverse);
        if (std::isfinite(distance))
            met.emplace_back(distance, &chunk);
    }
    std::sort(met.begin(), met.end(), [](const auto &a, const auto &b) { return a.first < b.first; });

    std::optional<PickHit> best;
    for (const auto &[distance, chunk] : met) {
        const double maximum = best ? best->distance : std::numeric_limits<double>::infinity();
        if (distance >= maximum)
            break;
        const auto hit = nearest(**chunk, unit, maximum, accept);
        if (!hit || (best && hit->distance >= best->distance))
            continue;
        best = hit;
        best->chunk = *chunk;
    }
    return best;
}

bool PickIndex::occluded(const geometry::Ray &ray, double distance, const Accept &accept) const
{
    const double length = glm::length(ray.direction);
    if (!(length > 0.0) || !(distance > 0.0))
        return false;
    const geometry::Ray unit{ray.origin, ray.direction / length};
    const geometry::Vec3 inverse = 1.0 / unit.direction;
    for (const auto &chunk : m_chunks) {
        if (entry(chunk->bvh.bounds(), unit.origin, inverse) >= distance)
            continue;
        if (accept ? nearest(*chunk, unit, distance, accept).has_value() : chunk->bvh.occluded(unit, distance))
            return true;
    }
    return false;
}

}
