#include "formats/citymodel/SurfaceCollector.h"

#include "geometry/Triangulation.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>

namespace formats
{

using domain::SurfaceType;
using geometry::Polygon;
using geometry::Vec2;
using geometry::Vec3;

Polygon projected(const std::vector<std::vector<Vec3>> &rings)
{
    Polygon polygon;
    for (size_t r = 0; r < rings.size(); ++r) {
        geometry::Ring ring;
        ring.reserve(rings[r].size());
        for (const Vec3 &p : rings[r])
            ring.emplace_back(p.x, p.y);
        if (r == 0)
            polygon.outer = std::move(ring);
        else
            polygon.holes.push_back(std::move(ring));
    }
    return polygon;
}

namespace
{

// Four corners in order and convex: by far the most surfaces of a city. Anything else goes the general way.
bool isConvexQuad(const std::vector<Vec3> &ring, const Vec3 &normal)
{
    for (size_t i = 0; i < 4; ++i) {
        const Vec3 a = ring[(i + 1) % 4] - ring[i], b = ring[(i + 2) % 4] - ring[(i + 1) % 4];
        if (glm::dot(glm::cross(a, b), normal) <= 0)
            return false;
    }
    return true;
}

double areaInSpace(const std::vector<Vec3> &ring)
{
    Vec3 sum(0);
    for (size_t i = 1; i + 1 < ring.size(); ++i)
        sum += glm::cross(ring[i] - ring[0], ring[i + 1] - ring[0]);
    return glm::length(sum) / 2;
}

void addRing(OGRPolygon &polygon, const geometry::Ring &ring)
{
    auto line = std::make_unique<OGRLinearRing>();
    line->setNumPoints(int(ring.size()));
    for (size_t i = 0; i < ring.size(); ++i)
        line->setPoint(int(i), ring[i].x, ring[i].y);
    line->closeRings();
    polygon.addRingDirectly(line.release());
}

void append(geometry::MultiPolygon &to, const OGRGeometry *from)
{
    if (!from)
        return;
    if (wkbFlatten(from->getGeometryType()) == wkbPolygon) {
        Polygon polygon;
        bool outer = true;
        for (const OGRLinearRing *ring : *from->toPolygon()) {
            geometry::Ring points;
            for (int i = 0; i + 1 < ring->getNumPoints(); ++i)
                points.emplace_back(ring->getX(i), ring->getY(i));
            if (outer)
                polygon.outer = std::move(points);
            else
                polygon.holes.push_back(std::move(points));
            outer = false;
        }
        to.push_back(std::move(polygon));
    } else if (OGR_GT_IsSubClassOf(from->getGeometryType(), wkbGeometryCollection)) {
        for (const OGRGeometry *part : *from->toGeometryCollection())
            append(to, part);
    }
}

}

bool isPlausible(const std::vector<std::vector<Vec3>> &rings)
{
    constexpr double Farthest = 1e9; // metres
    return std::all_of(rings.begin(), rings.end(), [](const auto &ring) {
        return std::all_of(ring.begin(), ring.end(), [](const Vec3 &p) {
            return std::abs(p.x) < Farthest && std::abs(p.y) < Farthest && std::abs(p.z) < Farthest;
        });
    });
}

SurfaceCollector::Outcome SurfaceCollector::add(const std::vector<std::vector<Vec3>> &rings,
                                                std::optional<SurfaceType> type, const SurfacePaint *paint)
{
    if (rings.empty() || rings[0].size() < 3 || !isPlausible(rings))
        return Outcome::Nothing;
    const Vec3 normal = geometry::newellNormal(rings[0]);
    if (normal == Vec3(0))
        return Outcome::Nothing;
    static const std::vector<uint32_t> quad{0, 1, 2, 0, 2, 3};
    std::vector<uint32_t> triangulated;
    Outcome outcome = Outcome::Good;
    const bool isQuad = rings.size() == 1 && rings[0].size() == 4 && isConvexQuad(rings[0], normal);
    if (!isQuad) {
        triangulated = geometry::triangulate(rings);
        if (triangulated.empty())
            return Outcome::Nothing;
    }
    const std::vector<uint32_t> &indices = isQuad ? quad : triangulated;

    if (!m_hasOrigin) {
        m_shape.mesh.origin = rings[0][0];
        m_hasOrigin = true;
        constexpr size_t Corners = 24, Triangles = 12; // of a block; more come as they come
        m_shape.mesh.positions.reserve(Corners);
        m_shape.mesh.indices.reserve(3 * Triangles);
        m_shape.surfaces.reserve(Triangles);
    }
    const auto first = uint32_t(m_shape.mesh.positions.size());
    double wanted = areaInSpace(rings[0]);
    for (size_t r = 0; r < rings.size(); ++r) {
        if (r > 0)
            wanted -= areaInSpace(rings[r]);
        for (const Vec3 &p : rings[r]) {
            m_shape.mesh.positions.emplace_back(p - m_shape.mesh.origin);
            stretch(p.z);
        }
    }
    constexpr double Steep = 0.2; // of the normal: 78 degrees from the horizontal
    if (!type)
        type = normal.z > Steep ? SurfaceType::Roof : normal.z < -Steep ? SurfaceType::Ground : SurfaceType::Wall;
    double covered = 0;
    for (size_t i = 0; i + 2 < indices.size(); i += 3) {
        const auto &p = m_shape.mesh.positions;
        const Vec3 a(p[first + indices[i]]), b(p[first + indices[i + 1]]), c(p[first + indices[i + 2]]);
        covered += glm::length(glm::cross(b - a, c - a)) / 2;
        m_shape.surfaces.push_back(*type);
    }
    for (const uint32_t index : indices)
        m_shape.mesh.indices.push_back(first + index);
    paintTriangles(indices, paint);
    constexpr double Tolerance = 0.02;
    if (rings.size() > 1 || rings[0].size() > 4) {
        if (covered < wanted * (1 - Tolerance))
            outcome = Outcome::Partial;
    }

    constexpr double Upright = 0.02; // a steeper surface has no projection worth a footprint
    if (*type == SurfaceType::Ground) {
        for (const Vec3 &p : rings[0])
            m_lowestGround = std::min(m_lowestGround, p.z);
        if (std::abs(normal.z) > Upright)
            m_grounds.push_back(projected(rings));
    } else if (!m_grounds.empty()) {
        // what faces down or up is asked only where no ground tells
    } else if (*type != SurfaceType::Installation && normal.z < -Upright) {
        m_downwards.push_back(projected(rings));
    } else if (*type != SurfaceType::Installation && normal.z > Upright) {
        m_upwards.push_back(projected(rings));
    }
    return outcome;
}

// `corners`: of the surface's triangles, as indices into its rings' points, all rings one after the other.
void SurfaceCollector::paintTriangles(const std::vector<uint32_t> &corners, const SurfacePaint *paint)
{
    const bool painted = paint && paint->paint >= 0;
    if (!painted && m_shape.paints.empty())
        return;
    const size_t triangles = m_shape.mesh.triangles();
    m_shape.paints.resize(triangles - corners.size() / 3, -1);
    m_shape.texCoords.resize(m_shape.paints.size() * 3);
    std::vector<geometry::Vec2f> flat;
    if (painted) {
        for (const auto &ring : paint->texCoords)
            flat.insert(flat.end(), ring.begin(), ring.end());
    }
    m_shape.paints.resize(triangles, painted ? paint->paint : -1);
    for (const uint32_t corner : corners)
        m_shape.texCoords.push_back(corner < flat.size() ? flat[corner] : geometry::Vec2f(0.5f));
}

void SurfaceCollector::stretch(double z)
{
    m_lowest = std::min(m_lowest, z);
    m_highest = std::max(m_highest, z);
}

void SurfaceCollector::addLine(const std::vector<Vec3> &line)
{
    geometry::LineString flat;
    for (const Vec3 &p : line) {
        flat.emplace_back(p.x, p.y);
        stretch(p.z);
    }
    if (flat.size() > 1)
        m_shape.lines.push_back(std::move(flat));
}

void SurfaceCollector::addPoint(const Vec3 &point)
{
    m_shape.points.emplace_back(point.x, point.y);
    stretch(point.z);
}

CollectedShape SurfaceCollector::take(const QString &lod)
{
    CollectedShape shape = std::move(m_shape);
    shape.lod = lod;
    if (m_lowest <= m_highest) {
        shape.lowest = m_lowest;
        shape.highest = m_highest;
        shape.ground = std::isfinite(m_lowestGround) ? m_lowestGround : m_lowest;
    }
    // Ground surfaces say where a building stands; else what faces down, else what faces up, casts the same shadow.
    shape.flat = std::move(!m_grounds.empty() ? m_grounds : !m_downwards.empty() ? m_downwards : m_upwards);
    if (shape.flat.empty()) {
        for (const geometry::Vec3f &p : shape.mesh.positions)
            shape.corners.push_back(Vec2(shape.mesh.origin) + Vec2(p.x, p.y));
    }
    *this = SurfaceCollector();
    return shape;
}

geometry::MultiPolygon footprintOf(std::vector<Polygon> polygons, const std::vector<Vec2> &corners)
{
    geometry::MultiPolygon result;
    if (polygons.size() == 1) {
        result = std::move(polygons);
    } else if (!polygons.empty()) {
        OGRMultiPolygon all;
        for (Polygon &polygon : polygons) {
            // One at a time: overlapping polygons are no error here, but a bow-tie would spoil the union of the others.
            geometry::MultiPolygon one{std::move(polygon)};
            if (geometry::normalise(one) == geometry::Repair::Nothing)
                continue;
            for (const Polygon &sound : one) {
                auto part = std::make_unique<OGRPolygon>();
                addRing(*part, sound.outer);
                for (const geometry::Ring &hole : sound.holes)
                    addRing(*part, hole);
                all.addGeometryDirectly(part.release());
            }
        }
        const std::unique_ptr<OGRGeometry> dissolved(all.UnionCascaded());
        append(result, dissolved.get());
    } else if (corners.size() > 2) {
        OGRMultiPoint points;
        for (const Vec2 &corner : corners)
            points.addGeometryDirectly(new OGRPoint(corner.x, corner.y));
        const std::unique_ptr<OGRGeometry> hull(points.ConvexHull());
        append(result, hull.get());
    }
    if (geometry::normalise(result) == geometry::Repair::Nothing)
        result.clear();
    return result;
}

}
