#include "scene/interior/StoreyWriter.h"

#include "geometry/EarClipping.h"
#include "scene/chunks/Outline.h"

#include <algorithm>

namespace scene
{

using geometry::Triangulation;
using geometry::Vec2;
using geometry::Vec3;

void StoreyWriter::emit(StoreyMesh::Part &part, const Vec3 *corners, size_t count, const Vec3 &normal, InsidePart as)
{
    const uint32_t first = uint32_t(part.vertices.size());
    const Vec3 n = glm::round(normal * 127.0);
    for (size_t i = 0; i < count; ++i) {
        const Vec3 &p = corners[i];
        part.vertices.push_back(
            {float(p.x), float(p.y), float(p.z), int8_t(n.x), int8_t(n.y), int8_t(n.z), uint8_t(as), m_feature});
        part.bounds.add(p);
    }
    for (uint32_t i = 1; i + 1 < count; ++i)
        part.indices.insert(part.indices.end(), {first, first + i, first + i + 1});
}

void StoreyWriter::face(const Vec3 *corners, size_t count)
{
    Vec3 across(0.0);
    bool above = true, below = true;
    for (size_t i = 0; i < count; ++i) {
        across += glm::cross(corners[i] - corners[0], corners[(i + 1) % count] - corners[0]);
        above = above && corners[i].z >= Cut;
        below = below && corners[i].z <= Cut;
    }
    const double length = glm::length(across);
    if (!(length > 1e-9))
        return;
    const Vec3 normal = across / length;
    if (below || above) {
        emit(below ? m_mesh.lower : m_mesh.upper, corners, count, normal, m_part);
        return;
    }
    // Sutherland and Hodgman, both sides at once.
    thread_local std::vector<Vec3> lower, upper;
    lower.clear();
    upper.clear();
    for (size_t i = 0; i < count; ++i) {
        const Vec3 &a = corners[i], &b = corners[(i + 1) % count];
        if (a.z <= Cut)
            lower.push_back(a);
        if (a.z >= Cut)
            upper.push_back(a);
        if ((a.z < Cut && b.z > Cut) || (a.z > Cut && b.z < Cut)) {
            Vec3 p = a + (b - a) * ((Cut - a.z) / (b.z - a.z));
            p.z = Cut;
            lower.push_back(p);
            upper.push_back(p);
        }
    }
    if (lower.size() >= 3)
        emit(m_mesh.lower, lower.data(), lower.size(), normal, m_part);
    if (upper.size() >= 3)
        emit(m_mesh.upper, upper.data(), upper.size(), normal, m_part);
}

void StoreyWriter::upright(const Vec2 &from, const Vec2 &to, double bottom, double top)
{
    if (top - bottom > 1e-4)
        face({Vec3(from, bottom), Vec3(to, bottom), Vec3(to, top), Vec3(from, top)});
}

void StoreyWriter::flatFace(StoreyMesh::Part &part, const Triangulation &flat, double z, bool up, InsidePart as)
{
    const uint32_t first = uint32_t(part.vertices.size());
    for (const Vec2 &p : flat.points) {
        part.vertices.push_back(
            {float(p.x), float(p.y), float(z), 0, 0, int8_t(up ? 127 : -127), uint8_t(as), m_feature});
        part.bounds.add(Vec3(p, z));
    }
    for (size_t i = 0; i + 2 < flat.indices.size(); i += 3) {
        const uint32_t a = first + flat.indices[i], b = first + flat.indices[i + 1], c = first + flat.indices[i + 2];
        part.indices.insert(part.indices.end(), {a, up ? b : c, up ? c : b});
    }
}

void StoreyWriter::level(const Triangulation &flat, double z, bool up)
{
    flatFace(z <= Cut ? m_mesh.lower : m_mesh.upper, flat, z, up, m_part);
}

void StoreyWriter::cutFace(const Triangulation &flat, InsidePart as)
{
    flatFace(m_mesh.cut, flat, Cut, true, as);
}

void StoreyWriter::ceilingFace(const Triangulation &flat, double z)
{
    flatFace(m_mesh.ceiling, flat, z, false, m_part);
}

void StoreyWriter::prism(const geometry::Polygon &polygon, double bottom, double top, InsidePart cutAs)
{
    Triangulation flat = geometry::triangulateQuickly(polygon);
    if (flat.indices.empty() || !(top - bottom > 1e-4))
        return;
    const bool cut = bottom < Cut && top > Cut;
    const auto ring = [&](const geometry::Ring &corners) {
        for (size_t i = 0; i < corners.size(); ++i) {
            const Vec2 &a = corners[i], &b = corners[(i + 1) % corners.size()];
            upright(a, b, bottom, top);
            edge(Vec3(a, bottom), Vec3(b, bottom));
            edge(Vec3(a, top), Vec3(b, top));
            edge(Vec3(a, bottom), Vec3(a, top));
            if (cut)
                cutEdge(a, b);
        }
    };
    ring(polygon.outer);
    for (const geometry::Ring &hole : polygon.holes)
        ring(hole);
    level(flat, top);
    level(flat, bottom, false);
    if (cut)
        cutFace(flat, cutAs);
    solid(std::move(flat), bottom, top);
}

void StoreyWriter::edge(const Vec3 &from, const Vec3 &to, float width)
{
    if (from.z > Cut && to.z < Cut) {
        edge(to, from, width);
        return;
    }
    Vec3 middle = to;
    if (from.z < Cut && to.z > Cut) {
        middle = from + (to - from) * ((Cut - from.z) / (to.z - from.z));
        addSegment(m_mesh.upperLines, middle, to, width, m_feature);
    }
    const bool above = std::min(from.z, to.z) > Cut || (from.z >= Cut && to.z > Cut) || (to.z >= Cut && from.z > Cut);
    addSegment(above ? m_mesh.upperLines : m_mesh.lines, from, middle, width, m_feature);
}

void StoreyWriter::cutEdge(const Vec2 &from, const Vec2 &to)
{
    addSegment(m_mesh.cutLines, Vec3(from, Cut), Vec3(to, Cut), InsideCutWidth, m_feature);
}

void StoreyWriter::solid(Triangulation flat, double bottom, double top)
{
    geometry::Box3 box;
    for (const Vec2 &p : flat.points) {
        box.add(Vec3(p, bottom));
        box.add(Vec3(p, top));
    }
    m_solids.bounds.add(box);
    m_solids.prisms.push_back({std::move(flat), bottom, top, box, m_feature});
}

void StoreyWriter::solid(InsideSolids::Body body)
{
    body.feature = m_feature;
    m_solids.bounds.add(body.bounds);
    m_solids.bodies.push_back(std::move(body));
}

void StoreyWriter::stop(const Vec2 &from, const Vec2 &to)
{
    const Vec3 a(from, StopsFrom), b(to, StopsFrom), c(to, StopsTo), d(from, StopsTo);
    stop(a, b, c);
    stop(a, c, d);
}

void StoreyWriter::bear(const Triangulation &flat, double z)
{
    for (size_t i = 0; i + 2 < flat.indices.size(); i += 3)
        bear(Vec3(flat.points[flat.indices[i]], z), Vec3(flat.points[flat.indices[i + 1]], z),
             Vec3(flat.points[flat.indices[i + 2]], z));
}

void StoreyWriter::add(geometry::Mesh &mesh, const Vec3 &a, const Vec3 &b, const Vec3 &c)
{
    const uint32_t first = uint32_t(mesh.positions.size());
    mesh.positions.insert(mesh.positions.end(), {geometry::Vec3f(a), geometry::Vec3f(b), geometry::Vec3f(c)});
    mesh.indices.insert(mesh.indices.end(), {first, first + 1, first + 2});
}

static void buildTree(StoreyMesh::Part &part)
{
    geometry::Mesh mesh;
    mesh.positions.reserve(part.vertices.size());
    for (const ChunkGeometry::Vertex &v : part.vertices)
        mesh.positions.emplace_back(v.x, v.y, v.z);
    mesh.indices = part.indices;
    part.bvh = geometry::Bvh(mesh);
}

StoreyMesh StoreyWriter::finish()
{
    buildTree(m_mesh.lower);
    buildTree(m_mesh.cut);
    buildTree(m_mesh.upper);
    m_mesh.walls = geometry::Bvh(m_walls);
    m_mesh.floors = geometry::Bvh(m_floors);
    m_mesh.solids = std::make_shared<const InsideSolids>(std::move(m_solids));
    StoreyMesh done = std::move(m_mesh);
    *this = StoreyWriter();
    return done;
}

}
