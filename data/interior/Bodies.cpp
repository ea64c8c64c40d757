#include "interior/Bodies.h"

#include "geometry/Triangulation.h"

#include <cmath>

namespace interior
{

using geometry::Vec3;
using geometry::Vec3f;

geometry::Mesh prismOf(const geometry::MultiPolygon &shape, double base, double height)
{
    geometry::Mesh mesh;
    const geometry::Box2 box = geometry::bounds(shape);
    if (box.isEmpty() || height <= 0)
        return mesh;
    mesh.origin = {box.centre(), base};
    const auto at = [&](const geometry::Vec2 &p, double z) { return Vec3f(Vec3(p, base + z) - mesh.origin); };
    for (const geometry::Polygon &polygon : shape) {
        const geometry::Triangulation flat = geometry::triangulate(polygon);
        const auto below = uint32_t(mesh.positions.size());
        for (const geometry::Vec2 &p : flat.points)
            mesh.positions.push_back(at(p, 0));
        const auto above = uint32_t(mesh.positions.size());
        for (const geometry::Vec2 &p : flat.points)
            mesh.positions.push_back(at(p, height));
        for (size_t i = 0; i + 2 < flat.indices.size(); i += 3) {
            const uint32_t a = flat.indices[i], b = flat.indices[i + 1], c = flat.indices[i + 2];
            mesh.indices.insert(mesh.indices.end(), {below + a, below + c, below + b, above + a, above + b, above + c});
        }
        const auto pullUp = [&](const geometry::Ring &ring) {
            for (size_t i = 0; i < ring.size(); ++i) {
                const geometry::Vec2 &p = ring[i], &q = ring[(i + 1) % ring.size()];
                const auto first = uint32_t(mesh.positions.size());
                mesh.positions.insert(mesh.positions.end(), {at(p, 0), at(q, 0), at(q, height), at(p, height)});
                mesh.indices.insert(mesh.indices.end(), {first, first + 1, first + 2, first, first + 2, first + 3});
            }
        };
        pullUp(polygon.outer);
        for (const geometry::Ring &hole : polygon.holes)
            pullUp(hole);
    }
    return mesh;
}

geometry::Mesh bodyOf(const domain::Space &space)
{
    return prismOf(space.shape, space.base, double(space.height));
}

geometry::Mesh bodyOf(const domain::Building &building)
{
    if (building.solid && !building.solid->mesh.indices.empty())
        return building.solid->mesh;
    const double ground = std::isnan(building.ground) ? 0 : building.ground;
    return prismOf(building.footprint, ground + double(building.minHeight),
                   double(building.height - building.minHeight));
}

qint64 triangleAt(const geometry::Mesh &mesh, const Vec3 &point, const Vec3 &normal)
{
    constexpr double Reach = 0.05, SquareEnough = 0.98;
    const Vec3 at = point - mesh.origin;
    qint64 best = -1;
    double nearest = Reach;
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const Vec3 a(mesh.positions[mesh.indices[i]]), b(mesh.positions[mesh.indices[i + 1]]),
            c(mesh.positions[mesh.indices[i + 2]]);
        const Vec3 across = glm::cross(b - a, c - a);
        const double doubled = glm::length(across);
        if (doubled < 1e-9)
            continue;
        const Vec3 n = across / doubled;
        const double off = std::abs(glm::dot(at - a, n));
        if (off >= nearest || (glm::length(normal) > 0.5 && std::abs(glm::dot(n, normal)) < SquareEnough))
            continue;
        // Inside, or no farther than `Reach` outside an edge.
        bool within = true;
        for (const auto &[p, q] : {std::pair(a, b), std::pair(b, c), std::pair(c, a)}) {
            const Vec3 inwards = glm::normalize(glm::cross(n, q - p));
            within = within && glm::dot(at - p, inwards) > -Reach;
        }
        if (within) {
            nearest = off;
            best = qint64(i / 3);
        }
    }
    return best;
}

geometry::Box3 boundsOf(const domain::Interior &interior)
{
    geometry::Box3 box;
    for (const domain::Element &element : interior.elements)
        box.add(element.mesh.bounds());
    const auto add = [&box](const geometry::MultiPolygon &shape, double base, double height) {
        const geometry::Box2 flat = geometry::bounds(shape);
        if (flat.isEmpty() || std::isnan(base))
            return;
        box.add(Vec3(flat.min, base));
        box.add(Vec3(flat.max, base + height));
    };
    for (const domain::Space &space : interior.spaces)
        add(space.shape, space.base, double(space.height));
    for (const domain::Storey &storey : interior.storeys)
        add(storey.shape, storey.base, storey.height);
    return box;
}

}
