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
    cap(geometry::triangulate(polygon), z, kind, up);
}

void MeshWriter::cap(const geometry::Triangulation &flat, double z, SurfaceKind kind, bool up)
{
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

void MeshWriter::block(const geometry::Polygon &polygon, double bottom, double top, double parapet, SurfaceKind wall)
{
    const auto ring = [&](const Ring &corners) {
        const uint32_t n = uint32_t(corners.size()), first = uint32_t(m_vertices.size()), each = parapet > 0 ? 3 : 2;
        for (uint32_t i = 0; i < n; ++i) {
            const Vec2 along = corners[(i + 1) % n] - corners[i];
            const double length = glm::length(along);
            const Vec3 normal = length > 0 ? Vec3(along.y, -along.x, 0.0) / length : Vec3(0.0);
            vertex(Vec3(corners[i], bottom), normal, wall);
            if (parapet > 0)
                vertex(Vec3(corners[i], top), -normal, SurfaceKind::Plain);
            vertex(Vec3(corners[i], top - parapet), Vec3(0, 0, 1), SurfaceKind::Roof);
        }
        for (uint32_t i = 0; i < n; ++i) {
            const uint32_t here = first + each * i, next = first + each * ((i + 1) % n);
            // The last vertex of each triangle is the face's own: the lower one a wall's, the upper one a parapet's.
            triangle(next, next + 1, here);
            triangle(next + 1, here + 1, here);
            if (parapet > 0) {
                triangle(next + 1, next + 2, here + 1);
                triangle(next + 2, here + 2, here + 1);
            }
        }
        return first + each - 1;
    };
    const uint32_t upper = ring(polygon.outer);
    for (const Ring &hole : polygon.holes)
        ring(hole);
    const geometry::Triangulation flat = geometry::triangulate(polygon);
    if (!polygon.holes.empty() || flat.points != polygon.outer) { // points of its own
        cap(flat, top - parapet, SurfaceKind::Roof, true);
        return;
    }
    const uint32_t each = parapet > 0 ? 3 : 2;
    for (size_t i = 0; i + 2 < flat.indices.size(); i += 3)
        triangle(upper + each * flat.indices[i], upper + each * flat.indices[i + 1],
                 upper + each * flat.indices[i + 2]);
}

void MeshWriter::box(const Vec2 &centre, const Vec2 &axis, const Vec2 &half, double bottom, double top,
                     SurfaceKind wall, SurfaceKind roof)
{
    const Vec2 u = axis * half.x, v = Vec2(-axis.y, axis.x) * half.y;
    const Vec2 corners[4] = {centre - u - v, centre + u - v, centre + u + v, centre - u + v};
    const Vec3 normals[4] = {Vec3(axis.y, -axis.x, 0), Vec3(axis, 0), Vec3(-axis.y, axis.x, 0), Vec3(-axis, 0)};
    const uint32_t first = uint32_t(m_vertices.size());
    for (size_t i = 0; i < 4; ++i) {
        vertex(Vec3(corners[i], bottom), normals[i], wall);
        vertex(Vec3(corners[i], top), Vec3(0, 0, 1), roof);
    }
    for (uint32_t i = 0; i < 4; ++i) {
        const uint32_t here = first + 2 * i, next = first + 2 * ((i + 1) % 4);
        triangle(next, next + 1, here);
        triangle(next + 1, here + 1, here);
    }
    triangle(first + 1, first + 3, first + 5);
    triangle(first + 1, first + 5, first + 7);
}

void MeshWriter::prism(const Vec2 &centre, const Vec2 &axis, const Vec2 &half, double bottom, double top,
                       SurfaceKind wall, SurfaceKind roof, bool turned)
{
    // The same area would be wider in the mean: a triangle has the longer circumference.
    constexpr double Size = 0.96 * 1.4142;
    const Vec2 u = axis * (half.x * (turned ? -Size : Size)),
               v = Vec2(-axis.y, axis.x) * (half.y * (turned ? -Size : Size));
    const Vec2 corners[3] = {centre - u - v * (2.0 / 3), centre + u - v * (2.0 / 3), centre + v * (4.0 / 3)};
    const uint32_t first = uint32_t(m_vertices.size());
    for (size_t i = 0; i < 3; ++i) {
        const Vec2 along = corners[(i + 1) % 3] - corners[i];
        const double length = glm::length(along);
        vertex(Vec3(corners[i], bottom), length > 0 ? Vec3(along.y, -along.x, 0) / length : Vec3(0.0), wall);
        vertex(Vec3(corners[i], top), Vec3(0, 0, 1), roof);
    }
    for (uint32_t i = 0; i < 3; ++i) {
        const uint32_t here = first + 2 * i, next = first + 2 * ((i + 1) % 3);
        triangle(next, next + 1, here);
        triangle(next + 1, here + 1, here);
    }
    triangle(first + 1, first + 3, first + 5);
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
