#include "scene/chunks/MeshWriter.h"

#include "geometry/Triangulation.h"

namespace scene
{

using geometry::Ring;
using geometry::Vec2;
using geometry::Vec3;

uint32_t MeshWriter::vertex(const Vec3 &point, const Vec3 &normal, SurfaceKind kind)
{
    const Vec3 p = point - m_origin;
    const Vec3 n = glm::round(normal * 127.0);
    m_vertices.push_back(
        {float(p.x), float(p.y), float(p.z), int8_t(n.x), int8_t(n.y), int8_t(n.z), uint8_t(kind), m_feature});
    return uint32_t(m_vertices.size() - 1);
}

void MeshWriter::walls(const Ring &ring, const std::vector<double> &bottom, const std::vector<double> &top,
                       SurfaceKind kind, bool inwards)
{
    const size_t n = ring.size();
    if (n < 2)
        return;
    const uint32_t first = uint32_t(m_vertices.size());
    for (size_t i = 0; i < n; ++i) {
        const Vec2 along = ring[(i + 1) % n] - ring[i];
        const double length = glm::length(along);
        Vec3 normal(0.0);
        if (length > 0)
            normal = Vec3(along.y, -along.x, 0.0) / (inwards ? -length : length);
        vertex(Vec3(ring[i], bottom[i]), normal, kind);
        vertex(Vec3(ring[i], top[i]), normal, kind);
    }
    for (uint32_t i = 0; i < n; ++i) {
        const uint32_t j = (i + 1) % uint32_t(n);
        const uint32_t bi = first + 2 * i, ti = bi + 1, bj = first + 2 * j, tj = bj + 1;
        // The last vertex of either triangle is the wall's own, with its normal.
        if (inwards) {
            triangle(tj, bj, ti);
            triangle(ti, bj, bi);
        } else {
            triangle(bj, tj, ti);
            triangle(bj, ti, bi);
        }
    }
}

void MeshWriter::walls(const Ring &ring, double bottom, double top, SurfaceKind kind, bool inwards)
{
    walls(ring, std::vector<double>(ring.size(), bottom), std::vector<double>(ring.size(), top), kind, inwards);
}

void MeshWriter::cap(const geometry::Polygon &polygon, double z, SurfaceKind kind, bool up)
{
    const geometry::Triangulation flat = geometry::triangulate(polygon);
    const uint32_t first = uint32_t(m_vertices.size());
    for (const Vec2 &p : flat.points)
        vertex(Vec3(p, z), Vec3(0, 0, up ? 1 : -1), kind);
    for (size_t i = 0; i + 2 < flat.indices.size(); i += 3) {
        const uint32_t a = first + flat.indices[i], b = first + flat.indices[i + 1], c = first + flat.indices[i + 2];
        triangle(a, up ? b : c, up ? c : b);
    }
}

void MeshWriter::facet(const Vec3 &a, const Vec3 &b, const Vec3 &c, SurfaceKind kind)
{
    const Vec3 normal = glm::cross(b - a, c - a);
    const double length = glm::length(normal);
    if (length < 1e-9)
        return;
    const uint32_t i = vertex(a, normal / length, kind), j = vertex(b, normal / length, kind),
                   k = vertex(c, normal / length, kind);
    triangle(i, j, k);
}

void MeshWriter::box(const Vec2 &centre, const Vec2 &axis, const Vec2 &half, double bottom, double top,
                     SurfaceKind wall, SurfaceKind roof)
{
    const Vec2 u = axis * half.x, v = Vec2(-axis.y, axis.x) * half.y;
    const Ring ring{centre - u - v, centre + u - v, centre + u + v, centre - u + v};
    walls(ring, bottom, top, wall);
    uint32_t corner[4];
    for (int i = 0; i < 4; ++i)
        corner[i] = vertex(Vec3(ring[size_t(i)], top), Vec3(0, 0, 1), roof);
    triangle(corner[0], corner[1], corner[2]);
    triangle(corner[0], corner[2], corner[3]);
}

OrientedBox orientedBox(const Ring &ring)
{
    OrientedBox best;
    double bestArea = std::numeric_limits<double>::infinity();
    for (size_t i = 0; i < ring.size(); ++i) {
        const Vec2 along = ring[(i + 1) % ring.size()] - ring[i];
        const double length = glm::length(along);
        if (length < 1e-6)
            continue;
        const Vec2 u = along / length, v(-u.y, u.x);
        geometry::Box2 box;
        for (const Vec2 &p : ring)
            box.add(Vec2(glm::dot(p, u), glm::dot(p, v)));
        const Vec2 size = box.size();
        if (size.x * size.y >= bestArea)
            continue;
        bestArea = size.x * size.y;
        const Vec2 c = box.centre();
        best.centre = u * c.x + v * c.y;
        best.axis = size.x >= size.y ? u : v;
        best.half = size.x >= size.y ? size * 0.5 : Vec2(size.y, size.x) * 0.5;
    }
    return best;
}

}
