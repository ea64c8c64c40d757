#include "geometry/EarClipping.h"
#include "scene/interior/InsideSolids.h"
#include "scene/interior/InteriorGeometry.h"
#include "scene/interior/MeshSlice.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec3;

namespace
{

constexpr double NearPlane = 1e-4; ///< metres

/// Collects the faces of a cut.
class SectionWriter
{
public:
    SectionWriter(const Vec3 &point, const Vec3 &normal) : m_chunk(std::make_shared<ChunkGeometry>()), m_normal(normal)
    {
        m_chunk->origin = point;
    }

    /// A convex polygon in the plane, its corners about `from`, which must go around the normal.
    void add(const std::vector<Vec3> &corners, const Vec3 &from, uint32_t feature)
    {
        if (corners.size() < 3)
            return;
        const uint32_t first = uint32_t(m_chunk->vertices.size());
        const Vec3 n = glm::round(m_normal * 127.0), shift = from - m_chunk->origin;
        for (const Vec3 &corner : corners) {
            const Vec3 p = corner + shift;
            m_chunk->vertices.push_back({float(p.x), float(p.y), float(p.z), int8_t(n.x), int8_t(n.y), int8_t(n.z),
                                         uint8_t(InsidePart::Cut), feature});
            m_chunk->bounds.add(corner + from);
        }
        for (uint32_t i = 1; i + 1 < corners.size(); ++i)
            m_chunk->indices.insert(m_chunk->indices.end(), {first, first + i, first + i + 1});
    }

    std::shared_ptr<const ChunkGeometry> finish() { return std::move(m_chunk); }

private:
    std::shared_ptr<ChunkGeometry> m_chunk;
    Vec3 m_normal;
};

/// Whether a plane meets a box, all about the same origin.
bool meets(const geometry::Box3 &box, const PlaneFrame &plane)
{
    const Vec3 half = (box.max - box.min) * 0.5;
    const double reach = glm::dot(half, glm::abs(plane.normal)) + 1e-3;
    return std::abs(glm::dot((box.min + box.max) * 0.5, plane.normal) - plane.distance) <= reach;
}

/// Where a plane cuts the prism over a triangle; the corners go around the plane's normal.
void cutPrism(const geometry::Vec2 (&triangle)[3], double bottom, double top, const PlaneFrame &plane,
              std::vector<Vec3> &out)
{
    Vec3 corners[6];
    double side[6];
    for (int i = 0; i < 3; ++i) {
        corners[i] = Vec3(triangle[i], bottom);
        corners[i + 3] = Vec3(triangle[i], top);
    }
    int beyond = 0;
    for (int i = 0; i < 6; ++i) {
        side[i] = glm::dot(corners[i], plane.normal) - plane.distance;
        // A corner in the plane counts as beyond it: a face that lies in the plane is no cut.
        if (std::abs(side[i]) < NearPlane)
            side[i] = NearPlane;
        beyond += side[i] > 0;
    }
    out.clear();
    if (beyond == 0 || beyond == 6)
        return;
    static constexpr int Edges[9][2] = {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {0, 3}, {1, 4}, {2, 5}};
    Vec3 middle(0.0);
    for (const auto &edge : Edges) {
        const double a = side[edge[0]], b = side[edge[1]];
        if ((a > 0) == (b > 0))
            continue;
        out.push_back(corners[edge[0]] + (corners[edge[1]] - corners[edge[0]]) * (a / (a - b)));
        middle += out.back();
    }
    if (out.size() < 3) {
        out.clear();
        return;
    }
    // The cut of a convex body is convex: its corners stand around their middle.
    middle /= double(out.size());
    const geometry::Vec2 centre = plane.flat(middle);
    const auto angle = [&](const Vec3 &p) {
        const geometry::Vec2 from = plane.flat(p) - centre;
        return std::atan2(from.y, from.x);
    };
    std::sort(out.begin(), out.end(), [&](const Vec3 &a, const Vec3 &b) { return angle(a) < angle(b); });
}

}

std::shared_ptr<const ChunkGeometry> sectionFaces(const InteriorGeometry &geometry, const SectionPlane &plane,
                                                  std::optional<int> storey)
{
    SectionWriter writer(plane.point, plane.normal);
    std::vector<Vec3> corners;
    for (const auto &one : geometry.storeys) {
        if ((storey && one->number != *storey) || !one->solids)
            continue;
        const Vec3 origin = one->lineOrigin;
        const PlaneFrame local(plane.normal, glm::dot(plane.point - origin, plane.normal));
        if (!one->solids->bounds.isEmpty() && !meets(one->solids->bounds, local))
            continue;
        for (const InsideSolids::Prism &prism : one->solids->prisms) {
            if (!meets(prism.bounds, local))
                continue;
            const auto &flat = prism.flat;
            for (size_t i = 0; i + 2 < flat.indices.size(); i += 3) {
                const geometry::Vec2 triangle[3] = {flat.points[flat.indices[i]], flat.points[flat.indices[i + 1]],
                                                    flat.points[flat.indices[i + 2]]};
                cutPrism(triangle, prism.bottom, prism.top, local, corners);
                writer.add(corners, origin, prism.feature + one->firstFeature);
            }
        }
        for (const InsideSolids::Body &body : one->solids->bodies) {
            if (!meets(body.bounds, local))
                continue;
            for (const geometry::Polygon &face : sliceMesh(body.positions, body.indices, local)) {
                const geometry::Triangulation flat = geometry::triangulateQuickly(face);
                for (size_t i = 0; i + 2 < flat.indices.size(); i += 3) {
                    corners.clear();
                    for (size_t k = 0; k < 3; ++k)
                        corners.push_back(local.lifted(flat.points[flat.indices[i + k]]));
                    writer.add(corners, origin, body.feature + one->firstFeature);
                }
            }
        }
    }
    return writer.finish();
}

}
