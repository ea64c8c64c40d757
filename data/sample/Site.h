#pragma once

#include "sample/Model.h"

namespace sample
{

/// A piece of land being built on: keeps buildings inside it and apart.
class Site
{
public:
    Site(DistrictModel &model, int cell, const Polygon &land, double angle);

    DistrictModel &model;
    const int cell;
    const Polygon &land;
    const double angle; ///< buildings' long sides, radians from east
    int quarter = -1;

    /// Map to the site's own axes (about its middle) and back.
    Vec2 toOwn(const Vec2 &p) const;
    Vec2 toMap(const Vec2 &p) const;
    const geometry::Box2 &box() const { return m_box; } ///< in the site's own axes
    const Vec2 &middle() const { return m_middle; }

    /// Whether a shape has its place: within the land by `edge`, and `gap` from all that stands there.
    bool isFree(const Ring &ring, double gap, double edge = 1.0) const;
    /// Whether no building stands there.
    bool isClear(const Ring &ring) const;
    /// Takes land for something that is no building (a path, a playground): buildings may come close to it.
    void reserve(const Ring &ring) { m_reserved.push_back(ring); }
    std::vector<Ring> taken() const;
    /// Builds; the footprint is taken. Returns the new building.
    BuildingRecord &build(BuildingKind kind, Polygon footprint);

private:
    Vec2 m_middle{0.0};
    geometry::Box2 m_box;
    std::vector<Ring> m_taken, m_reserved;
};

/// The edge of a site that faces a road.
struct Frontage {
    Vec2 from{0.0}, to{0.0}; ///< the land lies to the left
    RoadClass klass = RoadClass::Lane;
};
/// Edges with the class of road they face, counter-clockwise; short ones left out.
std::vector<Frontage> frontages(const DistrictModel &model, const Polygon &land, double atLeast);

// Parts on and of buildings.
/// The body from the ground to `height`, as the first part of a building that gets more.
void addBody(BuildingRecord &building, double height, int storeys);
void addPart(BuildingRecord &building, Ring ring, double from, double to, int storeys = 0,
             RoofShape roof = RoofShape::Flat, double roofHeight = 0);
/// Storeys above ground of a building's parts: those from the same height stand side by side.
int storeysOf(const BuildingRecord &building);
/// A plant room or stair head on top, where there is room for it.
void addRooftop(BuildingRecord &building, const Vec2 &at, double width, double depth, double angle, double height);

}
