#pragma once

#include "sample/Model.h"

/// Set operations on areas, by GEOS through OGR.
namespace sample
{

/// Faces between lines: what crosses is cut, loose ends are dropped.
std::vector<Ring> facesBetween(const std::vector<LineString> &lines);
MultiPolygon widened(const LineString &line, double halfWidth, int quadrantSegments = 4);
MultiPolygon shrunk(const MultiPolygon &area, double by); ///< negative grows
MultiPolygon minus(const MultiPolygon &area, const MultiPolygon &what);
MultiPolygon common(const MultiPolygon &a, const MultiPolygon &b);
/// Dissolves pieces that share borders exactly.
MultiPolygon dissolved(const std::vector<Ring> &pieces);
MultiPolygon united(const MultiPolygon &pieces);
std::vector<LineString> clipped(const LineString &line, const Polygon &area);
/// Both sides of the line through `point` in direction `angle`.
std::pair<MultiPolygon, MultiPolygon> split(const MultiPolygon &area, const Vec2 &point, double angle);

}
