#pragma once

#include "geometry/Polygon.h"

namespace geometry
{

/// A line with fewer points (Douglas and Peucker 1973): nowhere farther than `tolerance` from what it was; its ends
/// stay. The same line from the other end becomes the same.
LineString simplifiedLine(const LineString &line, double tolerance);
/// The same of a ring, which stays in place at the two corners that its shape alone tells. It may come to cross itself;
/// empty where fewer than three corners are left.
Ring simplifiedRing(const Ring &ring, double tolerance);

}
