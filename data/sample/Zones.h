#pragma once

#include "sample/Model.h"

namespace sample
{

/// What the land at a point of the plan is used for.
Zone zoneAt(const Vec2 &point);
/// m² that a piece of land of that zone should have between lanes.
double zoneSize(Zone zone);
/// Where the highest building stands, and the middle of the core.
inline const Vec2 LandmarkPoint(1075, 640), CoreCentre(1060, 690);

}
