#pragma once

#include "domain/Places.h"

#include <optional>

namespace formats
{

/// What is left of an object's geometry once its surfaces are triangles.
struct CollectedShape {
    geometry::Mesh mesh;
    std::vector<domain::SurfaceType> surfaces; ///< one a triangle
    std::vector<qint32> paints;                ///< one a triangle: an index into Paints, -1 for none; empty: no paint
    std::vector<geometry::Vec2f> texCoords;    ///< three a triangle, as `paints`
    std::vector<geometry::LineString> lines;
    std::vector<geometry::Vec2> points;
    std::vector<geometry::Polygon> flat; ///< the projections that make the footprint; not dissolved yet
    std::vector<geometry::Vec2> corners; ///< only where no surface has a projection: for the hull
    double lowest = geometry::NaN, highest = geometry::NaN;
    double ground = geometry::NaN; ///< lowest point of the ground surfaces, or of all
    QString lod;

    bool isEmpty() const { return mesh.indices.empty() && lines.empty() && points.empty(); }
};

/// A surface seen from above: rings without the repeated last point, outer first.
geometry::Polygon projected(const std::vector<std::vector<geometry::Vec3>> &rings);

/// What a surface is painted with: an index into Paints, and texture coordinates beside the rings' points (none: a
/// colour).
struct SurfacePaint {
    qint32 paint = -1;
    std::vector<std::vector<geometry::Vec2f>> texCoords;
};

/// Makes triangles of surfaces with holes, says what each is, and keeps what a footprint needs. Scene coordinates.
class SurfaceCollector
{
public:
    enum class Outcome { Good, Partial, Nothing };

    /// Rings without the repeated last point, outer first. Without a type it is judged by its slope: downwards is
    /// ground, upwards roof, upright wall. `Nothing`: it has no area; `Partial`: it crosses itself and some is lost.
    Outcome add(const std::vector<std::vector<geometry::Vec3>> &rings, std::optional<domain::SurfaceType> type,
                const SurfacePaint *paint = nullptr);
    void addLine(const std::vector<geometry::Vec3> &line);
    void addPoint(const geometry::Vec3 &point);
    bool isEmpty() const { return m_shape.isEmpty(); }
    /// Leaves the collector empty.
    CollectedShape take(const QString &lod);

private:
    void stretch(double z);
    void paintTriangles(const std::vector<uint32_t> &corners, const SurfacePaint *paint);

    CollectedShape m_shape;
    std::vector<geometry::Polygon> m_grounds, m_downwards, m_upwards;
    double m_lowestGround = std::numeric_limits<double>::infinity();
    double m_lowest = std::numeric_limits<double>::infinity(), m_highest = -std::numeric_limits<double>::infinity();
    bool m_hasOrigin = false;
};

/// Whether all points are numbers that a scene can have: damaged files name places beyond the Moon.
bool isPlausible(const std::vector<std::vector<geometry::Vec3>> &rings);

/// Dissolves polygons that touch or overlap into a normalised footprint; the hull of `corners` where there are none.
geometry::MultiPolygon footprintOf(std::vector<geometry::Polygon> polygons,
                                   const std::vector<geometry::Vec2> &corners = {});

}
