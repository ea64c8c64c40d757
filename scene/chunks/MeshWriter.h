#pragma once

#include "geometry/Polygon.h"
#include "geometry/Triangulation.h"
#include "scene/chunks/ChunkGeometry.h"
#include "scene/style/SurfaceKind.h"

namespace scene
{

/// Triangles of a chunk without what picking needs: the simplified levels of detail.
struct ChunkMesh {
    std::vector<ChunkGeometry::Vertex> vertices;
    std::vector<uint32_t> indices;
};

/// Writes surfaces into a chunk's buffers. Face attributes come from a triangle's last vertex (GL's provoking vertex),
/// so neighbouring walls share their corners, and the roof takes their upper ones: two vertices a corner of a building
/// instead of five.
class MeshWriter
{
public:
    using Vertex = ChunkGeometry::Vertex;

    MeshWriter(std::vector<Vertex> &vertices, std::vector<uint32_t> &indices, const geometry::Vec3 &origin)
        : m_vertices(vertices), m_indices(indices), m_origin(origin)
    {
    }
    void setFeature(uint32_t feature) { m_feature = feature; }

    uint32_t vertex(const geometry::Vec3 &point, const geometry::Vec3 &normal, SurfaceKind kind);
    void triangle(uint32_t a, uint32_t b, uint32_t c) { m_indices.insert(m_indices.end(), {a, b, c}); }
    /// Walls along a ring from `bottom` to `top`, one elevation a corner; they look to the right of the ring's
    /// direction (outwards for a counter-clockwise one), or to the left where `inwards`.
    void walls(const geometry::Ring &ring, const std::vector<double> &bottom, const std::vector<double> &top,
               SurfaceKind kind, bool inwards = false);
    void walls(const geometry::Ring &ring, double bottom, double top, SurfaceKind kind, bool inwards = false);
    /// A level roof over walls: the usual building. With a parapet the roof lies that much lower than the walls reach,
    /// whose inner faces then show.
    void block(const geometry::Polygon &polygon, double bottom, double top, double parapet, SurfaceKind wall);
    /// A level cap that looks up, or down.
    void cap(const geometry::Polygon &polygon, double z, SurfaceKind kind, bool up = true);
    /// A facet of its own.
    void facet(const geometry::Vec3 &a, const geometry::Vec3 &b, const geometry::Vec3 &c, SurfaceKind kind);
    /// A box over an oriented rectangle: walls and roof.
    void box(const geometry::Vec2 &centre, const geometry::Vec2 &axis, const geometry::Vec2 &half, double bottom,
             double top, SurfaceKind wall, SurfaceKind roof);
    /// Three walls and a roof over about as much ground as that box, and about as wide from all sides: what a box of a
    /// few pixels looks like, for two thirds of its price. `turned`: with the other long side first.
    void prism(const geometry::Vec2 &centre, const geometry::Vec2 &axis, const geometry::Vec2 &half, double bottom,
               double top, SurfaceKind wall, SurfaceKind roof, bool turned);

private:
    void cap(const geometry::Triangulation &flat, double z, SurfaceKind kind, bool up);

    std::vector<Vertex> &m_vertices;
    std::vector<uint32_t> &m_indices;
    geometry::Vec3 m_origin;
    uint32_t m_feature = 0;
};

/// The smallest rectangle (by area, along one of its edges) about a ring: centre, unit axis of the longer side, half
/// sides.
struct OrientedBox {
    geometry::Vec2 centre{0.0}, axis{1.0, 0.0}, half{0.0};
};
OrientedBox orientedBox(const geometry::Ring &ring);

}
