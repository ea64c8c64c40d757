#pragma once

#include "sample/Model.h"

namespace sample
{

/// What lies within the outline and in none of the rooms, in boxes along the axes, long ones first; all sides run along
/// the axes.
std::vector<geometry::Box2> wallBoxes(const MultiPolygon &outline, const MultiPolygon &rooms);

}
