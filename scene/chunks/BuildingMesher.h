#pragma once

#include "scene/chunks/ChunkBuilder.h"

namespace scene
{

/// Extruded footprints of the task's buildings with their roofs, and their simplified forms.
BuiltChunk buildBuildings(const ChunkTask &task);
/// Buildings that bring their own surfaces.
BuiltChunk buildSolids(const ChunkTask &task);

/// Elevation a building stands on.
double buildingGround(const domain::Building &building, const domain::Terrain *terrain);
/// Elevation of its top.
double buildingTop(const domain::Building &building, const domain::Terrain *terrain);
/// Its box in the scene.
geometry::Box3 buildingBounds(const domain::Building &building, const domain::Terrain *terrain);

}
