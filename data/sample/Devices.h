#pragma once

#include "sample/FloorPlan.h"
#include "sample/Model.h"

namespace sample
{

inline constexpr int SmokeCount = 1447, ElectricalCount = 1360, TiltCount = 60, CameraCount = 300, WaterLevelCount = 12,
                     RainCount = 4, PresenceCount = 24;
/// The last two water-level stations stand in roads and measure how deep the water is there.
inline constexpr int PondingCount = 3;

/// Puts the devices where they would be: detectors in units and corridors, monitors at distribution boxes, tilt sensors
/// on the oldest houses, cameras at corners, entrances and the river, gauges at the water and on roofs. What is in a
/// unit stands in one of its rooms, as the plans (one a building) have them. Needs units.
void installDevices(DistrictModel &model, const std::vector<BuildingPlan> &plans);
/// Presence sensors where people live who are looked after, the first in the unit of the device `first`.
void installPresence(DistrictModel &model, const std::vector<BuildingPlan> &plans, int first);

}
