#pragma once

#include "scene/chunks/ChunkBuilder.h"

#include <span>

namespace scene
{

/// Some buildings of a layer.
struct BuildingBatch {
    const domain::Layer &layer;
    const domain::Terrain *terrain = nullptr; ///< null: level
    std::span<const uint32_t> buildings;
    bool detailed = true; ///< parapets
};
/// An extruded footprint with its roof.
void writeBuilding(MeshWriter &writer, const domain::Building &building, const domain::Terrain *terrain, bool detailed);
/// Extruded footprints with their roofs.
ChunkMesh extrudedMesh(const BuildingBatch &batch, const geometry::Vec3 &origin);
/// Buildings that bring their own surfaces; those with pictures go to the painter where there is one.
ChunkMesh solidMesh(const BuildingBatch &batch, const geometry::Vec3 &origin, SolidPainter *painter);
/// One building as it is when it is near, without what picking needs.
std::shared_ptr<const ChunkGeometry> buildingGeometry(const domain::Layer &layer, quint32 layerIndex, uint32_t building,
                                                      const domain::Terrain *terrain, bool detailed);

/// Elevation a building stands on.
double buildingGround(const domain::Building &building, const domain::Terrain *terrain);
/// Elevation of its top.
double buildingTop(const domain::Building &building, const domain::Terrain *terrain);
/// Its box in the scene.
geometry::Box3 buildingBounds(const domain::Building &building, const domain::Terrain *terrain);

}
