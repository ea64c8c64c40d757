#pragma once

#include "geometry/Polygon.h"

/// What floor plans are made with: sets of polygons, by GEOS (OverlayNG on a grid, so that nearly equal edges become
/// equal). Results are normalised; empty where GEOS fails. Lengths in map units; inputs may overlap themselves.
namespace geometry
{

/// Grid that results are rounded to, metres.
inline constexpr double PlanGrid = 0.001;

MultiPolygon united(const MultiPolygon &polygons, double grid = PlanGrid);
MultiPolygon difference(const MultiPolygon &from, const MultiPolygon &taken, double grid = PlanGrid);
MultiPolygon intersection(const MultiPolygon &a, const MultiPolygon &b, double grid = PlanGrid);
/// Grown (or shrunk, where negative) by a distance, with mitred corners.
MultiPolygon grown(const MultiPolygon &polygons, double by);

/// The largest circle inside the largest of the polygons, to a tenth of a metre or better: where a label stands.
struct InnerCircle {
    Vec2 centre{NaN};
    double radius = 0;
};
InnerCircle innerCircle(const MultiPolygon &polygons);

}
