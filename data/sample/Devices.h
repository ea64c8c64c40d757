#pragma once

#include "sample/Model.h"

namespace sample
{

inline constexpr int SmokeCount = 1447, ElectricalCount = 1360, TiltCount = 60, CameraCount = 300, WaterLevelCount = 12,
                     RainCount = 4;
/// The last two water-level stations stand in roads and measure how deep the water is there.
inline constexpr int PondingCount = 3;

/// Puts the devices where they would be: detectors in units and corridors, monitors at distribution boxes, tilt sensors
/// on the oldest houses, cameras at corners, entrances and the river, gauges at the water and on roofs. Needs units.
void installDevices(DistrictModel &model);

}
