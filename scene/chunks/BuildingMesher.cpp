#include "scene/chunks/BuildingMesher.h"

#include "scene/chunks/RoofMesher.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Box3;
using geometry::Vec2;
using geometry::Vec3;

double buildingGround(const domain::Building &building, const domain::Terrain *terrain)
{
    if (std::isfinite(building.ground))
        return building.ground;
    const geometry::Box2 box = geometry::bounds(building.footprint);
    return box.isEmpty() ? 0.0 : groundHeight(terrain, box.centre());
}

double buildingTop(const domain::Building &building, const domain::Terrain *terrain)
{
    if (building.solid)
        return building.solid->mesh.bounds().max.z;
    return buildingGround(building, terrain) + building.height;
}

Box3 buildingBounds(const domain::Building &building, const domain::Terrain *terrain)
{
    if (building.solid)
        return building.solid->mesh.bounds();
    Box3 box;
    const geometry::Box2 flat = geometry::bounds(building.footprint);
    if (flat.isEmpty())
        return box;
    const double ground = buildingGround(building, terrain);
    box.add(Vec3(flat.min, ground + building.minHeight));
    box.add(Vec3(flat.max, ground + building.height));
    return box;
}

void writeBuilding(MeshWriter &writer, const domain::Building &building, const domain::Terrain *terrain, bool detailed)
{
    const double ground = buildingGround(building, terrain);
    const double top = ground + std::max<double>(building.height, building.minHeight + 0.3);
    // On a slope the walls go down to the lowest ground, or the building would float on one side.
    double bottom = ground + building.minHeight;
    if (building.minHeight <= 0 && terrain) {
        for (const geometry::Polygon &polygon : building.footprint)
            for (const Vec2 &p : polygon.outer)
                bottom = std::min(bottom, std::max(groundHeight(terrain, p), bottom - 30.0));
        bottom -= 0.5;
    }
    const double roof = std::clamp<double>(building.roofHeight, 0.0, top - bottom);
    const bool tall = building.height - building.minHeight >= 2.2f;
    const SurfaceKind wall = tall ? SurfaceKind::Wall : SurfaceKind::Plain;
    for (const geometry::Polygon &polygon : building.footprint) {
        if (polygon.outer.size() < 3)
            continue;
        if (building.minHeight > 0)
            writer.cap(polygon, bottom, SurfaceKind::Underside, false);
        if (building.roof != domain::RoofShape::Flat && roof > 0 &&
            writeShapedRoof(writer, polygon, building.roof, building.roofDirection, bottom, top - roof, top, wall))
            continue;
        // A parapet: the roof lies a little lower than the walls reach, and their inner faces show.
        const double parapet = detailed && top - bottom > 5 && geometry::area(polygon) > 40
                                   ? std::min(1.0, 0.05 * (top - bottom) + 0.35)
                                   : 0.0;
        writer.block(polygon, bottom, top, parapet, wall);
    }
}

ChunkMesh extrudedMesh(const BuildingBatch &batch, const Vec3 &origin)
{
    ChunkMesh mesh;
    mesh.vertices.reserve(batch.buildings.size() * 12);
    mesh.indices.reserve(batch.buildings.size() * 36);
    MeshWriter writer(mesh.vertices, mesh.indices, origin);
    for (const uint32_t i : batch.buildings) {
        writer.setFeature(i);
        writeBuilding(writer, batch.layer.buildings[i], batch.terrain, batch.detailed);
    }
    return mesh;
}

static SurfaceKind kindOf(domain::SurfaceType type, const Vec3 &normal, bool hasWindows)
{
    const SurfaceKind wall = hasWindows ? SurfaceKind::Plain : SurfaceKind::Wall;
    switch (type) {
    case domain::SurfaceType::Wall:
        return std::abs(normal.z) < 0.3 ? wall : SurfaceKind::Plain;
    case domain::SurfaceType::Roof:
        return SurfaceKind::Roof;
    case domain::SurfaceType::Ground:
        return SurfaceKind::Underside;
    case domain::SurfaceType::Window:
        return SurfaceKind::Glass;
    case domain::SurfaceType::Door:
    case domain::SurfaceType::Closure:
    case domain::SurfaceType::Installation:
        return SurfaceKind::Plain;
    case domain::SurfaceType::Other:
        break;
    }
    return normal.z > 0.3 ? SurfaceKind::Roof : normal.z < -0.5 ? SurfaceKind::Underside : wall;
}

ChunkMesh solidMesh(const BuildingBatch &batch, const Vec3 &origin, SolidPainter *painter)
{
    ChunkMesh mesh;
    MeshWriter writer(mesh.vertices, mesh.indices, origin);
    if (painter) {
        for (const uint32_t i : batch.buildings)
            painter->take(*batch.layer.buildings[i].solid);
        painter->pack();
    }
    for (const uint32_t i : batch.buildings) {
        const domain::BuildingSolid &solid = *batch.layer.buildings[i].solid;
        writer.setFeature(i);
        const bool hasWindows = std::find(solid.surfaces.begin(), solid.surfaces.end(), domain::SurfaceType::Window) !=
                                solid.surfaces.end();
        const auto at = [&solid](uint32_t index) { return solid.mesh.origin + Vec3(solid.mesh.positions[index]); };
        for (size_t t = 0; t < solid.mesh.triangles(); ++t) {
            const Vec3 a = at(solid.mesh.indices[3 * t]), b = at(solid.mesh.indices[3 * t + 1]),
                       c = at(solid.mesh.indices[3 * t + 2]);
            const Vec3 across = glm::cross(b - a, c - a);
            const double length = glm::length(across);
            if (length < 1e-9)
                continue;
            const domain::SurfaceType type = t < solid.surfaces.size() ? solid.surfaces[t] : domain::SurfaceType::Other;
            const SurfaceKind kind = kindOf(type, across / length, hasWindows);
            if (!painter || !painter->write(solid, t, kind, i))
                writer.facet(a, b, c, kind);
        }
    }
    return mesh;
}

std::shared_ptr<const ChunkGeometry> buildingGeometry(const domain::Layer &layer, quint32 layerIndex, uint32_t building,
                                                      const domain::Terrain *terrain, bool detailed)
{
    const domain::Building &it = layer.buildings[building];
    auto geometry = std::make_shared<ChunkGeometry>();
    geometry->layer = layerIndex;
    const geometry::Box3 box = buildingBounds(it, terrain);
    if (box.isEmpty())
        return geometry;
    geometry->origin = glm::round(box.centre());
    const BuildingBatch batch{layer, terrain, {&building, 1}, detailed};
    ChunkMesh mesh = it.solid ? solidMesh(batch, geometry->origin, nullptr) : extrudedMesh(batch, geometry->origin);
    geometry->vertices = std::move(mesh.vertices);
    geometry->indices = std::move(mesh.indices);
    for (const ChunkGeometry::Vertex &v : geometry->vertices)
        geometry->bounds.add(geometry->origin + Vec3(v.x, v.y, v.z));
    return geometry;
}

}
