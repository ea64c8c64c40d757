#pragma once

#include "scene/interior/InsideSolids.h"
#include "scene/interior/InteriorGeometry.h"

namespace scene
{

/// A storey's geometry about its origin, features counted from the storey's first: storeys that are alike share one.
struct StoreyMesh {
    struct Part {
        std::vector<ChunkGeometry::Vertex> vertices;
        std::vector<uint32_t> indices;
        geometry::Box3 bounds;
        geometry::Bvh bvh;
    };
    Part lower, cut, upper, ceiling;
    LineMesh lines, cutLines, upperLines;
    std::vector<InsideLabel> labels;
    geometry::Bvh walls, floors;
    std::shared_ptr<const InsideSolids> solids;
};

/// Writes a storey's faces, lines and solids; what reaches over the plan cut is split there. Coordinates are metres
/// about the storey's origin, whose height is that of the floor.
class StoreyWriter
{
public:
    using Vec2 = geometry::Vec2;
    using Vec3 = geometry::Vec3;

    static constexpr double Cut = PlanCut;
    /// What stops a walker stands between these heights over the floor.
    static constexpr double StopsFrom = 0.3, StopsTo = 1.6;

    void setFeature(uint32_t feature) { m_feature = feature; }
    void setPart(InsidePart part) { m_part = part; }

    /// A convex face, counter-clockwise from outside.
    void face(const Vec3 *corners, size_t count);
    void face(std::initializer_list<Vec3> corners) { face(corners.begin(), corners.size()); }
    /// An upright face over a segment, seen from its right.
    void upright(const Vec2 &from, const Vec2 &to, double bottom, double top);
    /// A level face that looks up or down.
    void level(const geometry::Triangulation &flat, double z, bool up = true);
    /// The filled face of the plan cut.
    void cutFace(const geometry::Triangulation &flat, InsidePart as = InsidePart::Cut);
    void ceilingFace(const geometry::Triangulation &flat, double z);
    /// A closed body over a piece of plan: sides, top, bottom, cut face, outlines, and for sections.
    void prism(const geometry::Polygon &polygon, double bottom, double top, InsidePart cutAs = InsidePart::Cut);

    /// An edge that shows; split at the plan cut.
    void edge(const Vec3 &from, const Vec3 &to, float width = InsideEdgeWidth);
    /// An edge of the plan cut's faces.
    void cutEdge(const Vec2 &from, const Vec2 &to);

    void solid(geometry::Triangulation flat, double bottom, double top);
    void solid(InsideSolids::Body body);
    /// What stops a walker, or bears one.
    void stop(const Vec3 &a, const Vec3 &b, const Vec3 &c) { add(m_walls, a, b, c); }
    void stop(const Vec2 &from, const Vec2 &to);
    void bear(const Vec3 &a, const Vec3 &b, const Vec3 &c) { add(m_floors, a, b, c); }
    void bear(const geometry::Triangulation &flat, double z);

    /// What bears so far.
    geometry::Bvh ground() const { return geometry::Bvh(m_floors); }

    void label(InsideLabel label) { m_mesh.labels.push_back(std::move(label)); }

    /// Builds the trees; the writer is empty afterwards.
    StoreyMesh finish();

private:
    void emit(StoreyMesh::Part &part, const Vec3 *corners, size_t count, const Vec3 &normal, InsidePart as);
    void flatFace(StoreyMesh::Part &part, const geometry::Triangulation &flat, double z, bool up, InsidePart as);
    static void add(geometry::Mesh &mesh, const Vec3 &a, const Vec3 &b, const Vec3 &c);

    StoreyMesh m_mesh;
    InsideSolids m_solids;
    geometry::Mesh m_walls, m_floors;
    uint32_t m_feature = 0;
    InsidePart m_part = InsidePart::Wall;
};

}
