#include "scene/interior/ElementMesher.h"

#include "geometry/EarClipping.h"
#include "scene/interior/MeshSlice.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;
using geometry::Vec3f;

ElementRole roleOf(const QString &type)
{
    const auto says = [&type](const char *word) { return type.contains(QLatin1String(word), Qt::CaseInsensitive); };
    if (says("door"))
        return ElementRole::Door;
    if (says("window"))
        return ElementRole::Window;
    if (says("stair") || says("ramp"))
        return ElementRole::Stair;
    if (says("roof"))
        return ElementRole::Roof;
    if (says("slab") || says("floor") || says("ground"))
        return ElementRole::Floor;
    if (says("furni") || says("flowterminal") || says("sanitary"))
        return ElementRole::Furniture;
    if (says("wall"))
        return ElementRole::Wall;
    return ElementRole::Body;
}

InsidePart partOf(ElementRole role)
{
    switch (role) {
    case ElementRole::Wall:
        return InsidePart::Wall;
    case ElementRole::Door:
        return InsidePart::Door;
    case ElementRole::Window:
        return InsidePart::Window;
    case ElementRole::Floor:
        return InsidePart::Slab;
    case ElementRole::Stair:
        return InsidePart::Stair;
    case ElementRole::Furniture:
        return InsidePart::Furniture;
    case ElementRole::Body:
    case ElementRole::Roof:
        break;
    }
    return InsidePart::Element;
}

LocalElement::LocalElement(const domain::Element &from, const Vec3 &origin) : element(&from), role(roleOf(from.type))
{
    const Vec3 shift = from.mesh.origin - origin;
    positions.reserve(from.mesh.positions.size());
    for (const Vec3f &p : from.mesh.positions) {
        const Vec3 here = Vec3(p) + shift;
        positions.emplace_back(here);
        bounds.add(here);
    }
}

namespace
{

/// The part of a convex polygon between two heights.
void clipHeights(std::vector<Vec3> &polygon, double bottom, double top)
{
    for (const bool upper : {false, true}) {
        const double limit = upper ? -top : bottom;
        const auto height = [upper](const Vec3 &p) { return upper ? -p.z : p.z; };
        std::vector<Vec3> kept;
        for (size_t i = 0; i < polygon.size(); ++i) {
            const Vec3 &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
            const double da = height(a) - limit, db = height(b) - limit;
            if (da >= 0)
                kept.push_back(a);
            if ((da >= 0) != (db >= 0))
                kept.push_back(a + (b - a) * (da / (da - db)));
        }
        polygon = std::move(kept);
    }
}

class EdgeFinder
{
public:
    EdgeFinder(const std::vector<Vec3f> &positions, const std::vector<uint32_t> &indices) : m_positions(positions)
    {
        weld();
        for (size_t t = 0; t + 2 < indices.size(); t += 3)
            addTriangle(&indices[t]);
    }

    template <typename F> void forEachSharp(const F &f) const
    {
        for (const uint64_t key : m_order) {
            const Edge &edge = *m_edges.constFind(key);
            if (edge.sharp || edge.faces == 1)
                f(Vec3(m_positions[edge.a]), Vec3(m_positions[edge.b]));
        }
    }

private:
    struct Edge {
        uint32_t a = 0, b = 0;
        Vec3f normal{0.0f};
        int faces = 0;
        bool sharp = false;
    };

    /// Corners at the same place become one: faces rarely share theirs.
    void weld()
    {
        QHash<quint64, uint32_t> known;
        known.reserve(qsizetype(m_positions.size()));
        m_same.resize(m_positions.size());
        // Millimetres within a kilometre either way.
        const auto packed = [](float metres) { return quint64(std::lround(metres * 1000)) & 0x1fffff; };
        for (uint32_t i = 0; i < m_positions.size(); ++i) {
            const Vec3f &p = m_positions[i];
            const quint64 key = packed(p.x) << 42 | packed(p.y) << 21 | packed(p.z);
            auto at = known.find(key);
            if (at == known.end())
                at = known.insert(key, i);
            m_same[i] = *at;
        }
    }

    void addTriangle(const uint32_t *corners)
    {
        constexpr float Sharp = 0.866f; // cos 30 degrees
        const Vec3f &a = m_positions[corners[0]], &b = m_positions[corners[1]], &c = m_positions[corners[2]];
        const Vec3f across = glm::cross(b - a, c - a);
        const float size = glm::length(across);
        if (!(size > 1e-9f))
            return;
        const Vec3f normal = across / size;
        for (int k = 0; k < 3; ++k) {
            const uint32_t i = m_same[corners[k]], j = m_same[corners[(k + 1) % 3]];
            if (i == j)
                continue;
            const uint64_t key = uint64_t(std::min(i, j)) << 32 | std::max(i, j);
            Edge &edge = m_edges[key];
            if (++edge.faces == 1) {
                m_order.push_back(key);
                edge.a = i;
                edge.b = j;
                edge.normal = normal;
            } else if (std::abs(glm::dot(edge.normal, normal)) < Sharp) {
                edge.sharp = true;
            }
        }
    }

    const std::vector<Vec3f> &m_positions;
    std::vector<uint32_t> m_same;
    QHash<uint64_t, Edge> m_edges;
    std::vector<uint64_t> m_order; ///< as met: a hash's own order is not the same in every run
};

void writeEdges(StoreyWriter &writer, const LocalElement &local, double bottom, double top)
{
    constexpr double Shortest = 0.02;
    EdgeFinder(local.positions, local.element->mesh.indices).forEachSharp([&](Vec3 a, Vec3 b) {
        if (a.z > b.z)
            std::swap(a, b);
        if (b.z < bottom || a.z > top || glm::length(b - a) < Shortest)
            return;
        const Vec3 whole = b - a;
        if (b.z > top)
            b = a + whole * ((top - a.z) / whole.z);
        if (a.z < bottom)
            a = b - whole * ((b.z - bottom) / whole.z);
        writer.edge(a, b);
    });
}

}

bool writeCut(StoreyWriter &writer, const std::vector<Vec3f> &positions, const std::vector<uint32_t> &indices)
{
    PlaneFrame plane;
    plane.distance = StoreyWriter::Cut;
    const geometry::MultiPolygon faces = sliceMesh(positions, indices, plane);
    for (const geometry::Polygon &face : faces) {
        writer.cutFace(geometry::triangulateQuickly(face));
        const auto outline = [&](const geometry::Ring &ring) {
            for (size_t i = 0; i < ring.size(); ++i)
                writer.cutEdge(ring[i], ring[(i + 1) % ring.size()]);
        };
        outline(face.outer);
        for (const geometry::Ring &hole : face.holes)
            outline(hole);
    }
    return !faces.empty();
}

bool writeElement(StoreyWriter &writer, const LocalElement &local, double bottom, double top, bool asSolid,
                  const std::vector<uint32_t> &features)
{
    const std::vector<uint32_t> &indices = local.element->mesh.indices;
    const auto &colours = local.element->colours;
    writer.setPart(partOf(local.role));
    const bool clipped = local.bounds.min.z < bottom || local.bounds.max.z > top;
    size_t colour = 0;
    std::vector<Vec3> polygon;
    for (size_t t = 0; t + 2 < indices.size(); t += 3) {
        while (colour + 1 < colours.size() && colours[colour + 1].first <= t)
            ++colour;
        writer.setFeature(features[std::min(colour, features.size() - 1)]);
        polygon.clear();
        for (size_t k = 0; k < 3; ++k)
            polygon.emplace_back(local.positions[indices[t + k]]);
        if (clipped)
            clipHeights(polygon, bottom, top);
        if (polygon.size() >= 3)
            writer.face(polygon.data(), polygon.size());
    }
    writer.setFeature(features[0]);
    writeEdges(writer, local, bottom, top);
    if (asSolid)
        writer.solid({local.positions, indices, local.bounds});
    if (local.bounds.min.z < StoreyWriter::Cut && local.bounds.max.z > StoreyWriter::Cut)
        return writeCut(writer, local.positions, indices);
    const PlaneFrame middle({0, 0, 1}, local.bounds.centre().z);
    return !sliceMesh(local.positions, indices, middle).empty();
}

/// Steeper than this a face is a wall, flatter it bears.
static constexpr double Steep = 0.64;

static Vec3 normalOf(const Vec3 &a, const Vec3 &b, const Vec3 &c)
{
    const Vec3 across = glm::cross(b - a, c - a);
    const double size = glm::length(across);
    return size > 1e-12 ? across / size : Vec3(0.0);
}

template <typename F> static void forEachTriangle(const LocalElement &local, const F &f)
{
    const std::vector<uint32_t> &indices = local.element->mesh.indices;
    for (size_t t = 0; t + 2 < indices.size(); t += 3)
        f(Vec3(local.positions[indices[t]]), Vec3(local.positions[indices[t + 1]]),
          Vec3(local.positions[indices[t + 2]]));
}

void writeObstacles(StoreyWriter &writer, const LocalElement &local)
{
    const bool passes = local.role == ElementRole::Door || local.role == ElementRole::Stair ||
                        local.role == ElementRole::Floor || local.role == ElementRole::Roof;
    if (passes || local.bounds.max.z < StoreyWriter::StopsFrom || local.bounds.min.z > StoreyWriter::StopsTo)
        return;
    forEachTriangle(local, [&](const Vec3 &a, const Vec3 &b, const Vec3 &c) {
        const double low = std::min({a.z, b.z, c.z}), high = std::max({a.z, b.z, c.z});
        if (high > StoreyWriter::StopsFrom && low < StoreyWriter::StopsTo && std::abs(normalOf(a, b, c).z) < Steep)
            writer.stop(a, b, c);
    });
}

void writeGround(StoreyWriter &writer, const LocalElement &local, double top)
{
    constexpr double Below = 1.0;
    if ((local.role != ElementRole::Floor && local.role != ElementRole::Stair) || local.bounds.max.z < -Below ||
        local.bounds.min.z > top)
        return;
    forEachTriangle(local, [&](const Vec3 &a, const Vec3 &b, const Vec3 &c) {
        if (std::abs(normalOf(a, b, c).z) >= Steep)
            writer.bear(a, b, c);
    });
}

}
