#include "scene/picking/BuildingRays.h"

#include "scene/chunks/BuildingMesher.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Ray;
using geometry::RayHit;
using geometry::Vec3;

namespace
{

/// Moeller and Trumbore, 1997, in double: from kilometres away single precision leaves gaps. Both sides count, since
/// real buildings have inside-out walls.
double meetTriangle(const Ray &ray, const Vec3 &a, const Vec3 &b, const Vec3 &c)
{
    constexpr double Never = std::numeric_limits<double>::infinity();
    const Vec3 e1 = b - a, e2 = c - a, p = glm::cross(ray.direction, e2);
    const double det = glm::dot(e1, p);
    if (det == 0)
        return Never;
    const Vec3 s = ray.origin - a;
    const double u = glm::dot(s, p) / det;
    if (u < 0 || u > 1)
        return Never;
    const Vec3 q = glm::cross(s, e1);
    const double v = glm::dot(ray.direction, q) / det;
    if (v < 0 || u + v > 1)
        return Never;
    const double t = glm::dot(e2, q) / det;
    return t > 0 ? t : Never;
}

/// Whether the ray enters a building's box before `maximum`.
bool mayMeet(const domain::Building &building, const domain::Terrain *terrain, const Ray &unit, double maximum)
{
    const geometry::Box3 box = buildingBounds(building, terrain);
    double from = 0, to = maximum;
    for (int axis = 0; axis < 3; ++axis) {
        constexpr double Slack = 0.01;
        const double a = (box.min[axis] - Slack - unit.origin[axis]) / unit.direction[axis];
        const double b = (box.max[axis] + Slack - unit.origin[axis]) / unit.direction[axis];
        if (std::isnan(a) || std::isnan(b))
            continue;
        from = std::max(from, std::min(a, b));
        to = std::min(to, std::max(a, b));
    }
    return from <= to;
}

template <typename Corner>
std::optional<RayHit> meetTriangles(const Ray &ray, double maximum, size_t triangles, Corner &&corner)
{
    std::optional<RayHit> best;
    for (size_t t = 0; t < triangles; ++t) {
        const Vec3 a = corner(3 * t), b = corner(3 * t + 1), c = corner(3 * t + 2);
        const double distance = meetTriangle(ray, a, b, c);
        if (distance >= maximum)
            continue;
        maximum = distance;
        best = RayHit{distance, uint32_t(t), ray.origin + ray.direction * distance,
                      geometry::Vec3f(glm::normalize(glm::cross(b - a, c - a)))};
    }
    return best;
}

}

BuildingRays::BuildingRays(std::shared_ptr<const BuildingTree> tree, quint32 layer, bool detailed)
    : m_tree(std::move(tree)), m_layer(layer), m_detailed(detailed)
{
}

geometry::Box3 BuildingRays::bounds() const
{
    return m_tree->isEmpty() ? geometry::Box3() : m_tree->bounds(m_tree->root());
}

std::optional<RayHit> BuildingRays::meet(uint32_t building, const Ray &unit, double maximum) const
{
    const domain::Building &it = m_tree->layer().buildings[building];
    if (it.solid) {
        const geometry::Mesh &mesh = it.solid->mesh;
        constexpr size_t Many = 400;
        if (mesh.triangles() <= Many)
            return meetTriangles(unit, maximum, mesh.triangles(),
                                 [&mesh](size_t i) { return mesh.origin + Vec3(mesh.positions[mesh.indices[i]]); });
        constexpr size_t Kept = 32;
        auto known = std::find_if(m_hierarchies.begin(), m_hierarchies.end(),
                                  [building](const auto &entry) { return entry.first == building; });
        if (known == m_hierarchies.end()) {
            if (m_hierarchies.size() >= Kept)
                m_hierarchies.erase(m_hierarchies.begin());
            known = m_hierarchies.emplace(m_hierarchies.end(), building, geometry::Bvh(mesh));
        }
        return known->second.nearest(unit, maximum);
    }
    // The triangles of one building, in buffers that are used again.
    static thread_local ChunkMesh mesh;
    mesh.vertices.clear();
    mesh.indices.clear();
    const Vec3 origin = glm::round(bounds().centre());
    MeshWriter writer(mesh.vertices, mesh.indices, origin);
    writer.setFeature(building);
    writeBuilding(writer, it, m_tree->terrain(), m_detailed);
    return meetTriangles(unit, maximum, mesh.indices.size() / 3, [&origin](size_t i) {
        const ChunkGeometry::Vertex &v = mesh.vertices[mesh.indices[i]];
        return origin + Vec3(v.x, v.y, v.z);
    });
}

// Only of what is met one is asked whether it counts: some ask to learn what stands in the way.
std::optional<PickHit> BuildingRays::nearest(const Ray &unit, double maximum, const PickAccept &accept) const
{
    std::optional<PickHit> best;
    const auto limit = [&] { return best ? best->distance : maximum; };
    m_tree->alongRay(unit, limit, [&](uint32_t building) {
        if (!mayMeet(m_tree->layer().buildings[building], m_tree->terrain(), unit, limit()))
            return true;
        const auto hit = meet(building, unit, limit());
        if (hit && (!accept || accept(m_layer, building)))
            best = PickHit{m_layer, building, hit->point, hit->distance, hit->normal, {}};
        return true;
    });
    return best;
}

bool BuildingRays::occluded(const Ray &unit, double distance, const PickAccept &accept) const
{
    bool met = false;
    m_tree->alongRay(
        unit, [distance] { return distance; },
        [&](uint32_t building) {
            met = mayMeet(m_tree->layer().buildings[building], m_tree->terrain(), unit, distance) &&
                  meet(building, unit, distance) && (!accept || accept(m_layer, building));
            return !met;
        });
    return met;
}

std::shared_ptr<const ChunkGeometry> BuildingRays::geometryOf(quint32 feature) const
{
    constexpr size_t Kept = 8;
    const auto known =
        std::find_if(m_made.begin(), m_made.end(), [feature](const Made &made) { return made.building == feature; });
    if (known != m_made.end())
        return known->geometry;
    if (m_made.size() >= Kept)
        m_made.pop_back();
    m_made.insert(m_made.begin(),
                  {feature, buildingGeometry(m_tree->layer(), m_layer, feature, m_tree->terrain(), m_detailed)});
    return m_made.front().geometry;
}

}
