#pragma once

#include "geometry/Polygon.h"

/// What floor plans are made with: sets of polygons, by GEOS. Inputs are rounded to a grid, so that corners that are
/// nearly the same are the same, and slivers thinner than it are dropped from results. (GEOS's own overlay on a grid
/// takes ten times as long.) Results are normalised; empty where GEOS fails. Metres; inputs are normalised but may
/// overlap each other.
namespace geometry
{

inline constexpr double PlanGrid = 0.001;

MultiPolygon united(const MultiPolygon &polygons);
MultiPolygon difference(const MultiPolygon &from, const MultiPolygon &taken);
MultiPolygon intersection(const MultiPolygon &a, const MultiPolygon &b);
/// Grown (or shrunk, where negative) by a distance, with mitred corners.
MultiPolygon grown(const MultiPolygon &polygons, double by);

/// The same elsewhere.
MultiPolygon moved(MultiPolygon polygons, const Vec2 &by);

/// The largest circle inside the largest of the polygons, to a tenth of a metre or better: where a label stands.
struct InnerCircle {
    Vec2 centre{NaN};
    double radius = 0;
};
InnerCircle innerCircle(const MultiPolygon &polygons);

}
