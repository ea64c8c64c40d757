#pragma once

#include "geometry/Box.h"

#include <QString>

#include <vector>

namespace geometry
{

/// A closed ring without the repeated last point. Outer rings run counter-clockwise, holes clockwise, once normalised.
using Ring = std::vector<Vec2>;
using LineString = std::vector<Vec2>;

/// An area with holes.
struct Polygon {
    Ring outer;
    std::vector<Ring> holes;
};
using MultiPolygon = std::vector<Polygon>;

/// Twice-signed area halved: positive for counter-clockwise rings, in square units.
double signedArea(const Ring &ring);
/// Area less the holes, never negative.
double area(const Polygon &polygon);
double area(const MultiPolygon &polygons);
Box2 bounds(const Ring &ring);
Box2 bounds(const MultiPolygon &polygons);
/// Even-odd test; points on the border may go either way.
bool contains(const Ring &ring, const Vec2 &point);
bool contains(const Polygon &polygon, const Vec2 &point);
bool contains(const MultiPolygon &polygons, const Vec2 &point);
/// A point surely inside (the centroid where that is inside): where a building stands for the grid it belongs to.
Vec2 representativePoint(const MultiPolygon &polygons);
double length(const LineString &line);

/// What `normalise` did to a polygon set.
enum class Repair { None, Repaired, Nothing };
/// Drops repeated points and orients the rings; what crosses itself is rebuilt by GEOS MakeValid. `Repaired` tells that
/// the shape changed, with `why` in English from GEOS (null allowed); `Nothing` that no area is left.
Repair normalise(MultiPolygon &polygons, QString *why = nullptr);
/// The line widened to `width` (metres, map units) with round joins and flat ends, by GEOS; empty where it fails.
MultiPolygon buffered(const LineString &line, double width);

}
