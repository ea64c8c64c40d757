#pragma once

#include "scene/chunks/ChunkBuilder.h"

namespace scene
{

/// What of a shape's or a line's true course may be left out where so many metres are less than a pixel; 0: nothing.
/// What is rougher also lies a little higher, so that it does not sink into the ground.
struct Roughness {
    double metres = 0;
    /// Metres by which something may leave the ground, more than what it is lifted by allows for.
    double slack() const { return 0.05 * metres; }
};

/// Lays triangles over the terrain: an edge is halved where the ground leaves it by more than a hand's breadth, the
/// same way from both sides, so that no gaps open between neighbours. Even ground stays a few large triangles.
class Draper
{
public:
    /// `terrain` may be null: all is level then, at `level`.
    Draper(MeshWriter &writer, const domain::Terrain *terrain, double level, SurfaceKind kind, Roughness rough = {});
    void lay(const geometry::Polygon &polygon);

private:
    void lay(const geometry::Triangulation &flat);
    void split(const geometry::Vec2 &a, const geometry::Vec2 &b, const geometry::Vec2 &c, int depth);
    bool leaves(const geometry::Vec2 &a, const geometry::Vec2 &b, double length) const;
    /// Whether the ground leaves a triangle between edges that it keeps to.
    bool bulges(const geometry::Vec2 (&corners)[3]) const;
    bool isOff(const geometry::Vec2 &p, double height) const;
    geometry::Vec3 normal(const geometry::Vec2 &p) const;

    MeshWriter &m_writer;
    const domain::Terrain *m_terrain;
    double m_level = 0;
    SurfaceKind m_kind;
    Roughness m_rough;
    double m_cell = 1; ///< of the terrain, metres
};

/// A line along the ground, a little above it; where there is no terrain, at `level`. Scene coordinates less `origin`.
void drapeLine(LineMesh &mesh, const geometry::Vec2 &from, const geometry::Vec2 &to, const domain::Terrain *terrain,
               double level, uint32_t feature, float width, Roughness rough = {},
               const geometry::Vec3 &origin = geometry::Vec3(0.0));

}
