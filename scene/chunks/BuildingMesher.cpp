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

static void writeBuilding(MeshWriter &writer, const domain::Building &building, const domain::Terrain *terrain,
                          bool detailed)
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
        const auto ring = [&](const geometry::Ring &corners) {
            writer.walls(corners, bottom, top, wall);
            if (parapet > 0)
                writer.walls(corners, top - parapet, top, SurfaceKind::Plain, true);
        };
        ring(polygon.outer);
        for (const geometry::Ring &hole : polygon.holes)
            ring(hole);
        writer.cap(polygon, top - parapet, SurfaceKind::Roof);
    }
}

/// One box a building; with `share` above 1 only every so many, widened to keep the built-up share.
static std::shared_ptr<const ChunkMesh> boxes(const ChunkTask &task, const Vec3 &origin, uint32_t share)
{
    auto mesh = std::make_shared<ChunkMesh>();
    MeshWriter writer(mesh->vertices, mesh->indices, origin);
    mesh->vertices.reserve(task.features.size() / share * 12);
    mesh->indices.reserve(task.features.size() / share * 30);
    for (size_t i = 0; i < task.features.size(); i += share) {
        uint32_t chosen = task.features[i];
        for (size_t k = i + 1; k < std::min(i + share, task.features.size()); ++k)
            if (task.layer->buildings[task.features[k]].height > task.layer->buildings[chosen].height)
                chosen = task.features[k];
        const domain::Building &building = task.layer->buildings[chosen];
        // Lift houses and the like on larger parts are smaller than a pixel from where boxes show.
        constexpr double SmallPart = 60; // m2
        if (!building.partOf.isEmpty() && geometry::area(building.footprint) < SmallPart)
            continue;
        writer.setFeature(chosen);
        const double top = buildingTop(building, task.ground.get());
        const double bottom = buildingGround(building, task.ground.get()) + building.minHeight;
        for (const geometry::Polygon &polygon : building.footprint) {
            if (polygon.outer.size() < 3)
                continue;
            const OrientedBox box = orientedBox(polygon.outer);
            const double covered = geometry::area(polygon) / std::max(4 * box.half.x * box.half.y, 1e-6);
            const double scale = std::sqrt(std::min(covered, 1.0) * share);
            writer.box(box.centre, box.axis, box.half * scale, bottom, top, SurfaceKind::Wall, SurfaceKind::Roof);
        }
    }
    return mesh;
}

static Vec3 originOf(const ChunkTask &task)
{
    geometry::Box2 box;
    for (const uint32_t i : task.features) {
        const domain::Building &building = task.layer->buildings[i];
        if (building.solid)
            box.add(building.solid->mesh.bounds().flat());
        else
            box.add(geometry::bounds(building.footprint));
    }
    return box.isEmpty() ? Vec3(0.0) : Vec3(glm::round(box.centre()), 0.0);
}

static void finish(BuiltChunk &chunk, const ChunkTask &task, const std::shared_ptr<ChunkGeometry> &geometry)
{
    geometry->layer = task.layerIndex;
    geometry::Mesh mesh;
    mesh.origin = geometry->origin;
    mesh.positions.reserve(geometry->vertices.size());
    for (const ChunkGeometry::Vertex &v : geometry->vertices)
        mesh.positions.push_back({v.x, v.y, v.z});
    mesh.indices = geometry->indices;
    geometry->bounds = mesh.bounds();
    geometry->bvh = geometry::Bvh(mesh);

    double area = 0;
    for (const uint32_t i : task.features)
        area += geometry::area(task.layer->buildings[i].footprint);
    chunk.featureSize = std::sqrt(area / double(std::max<size_t>(task.features.size(), 1)));
    chunk.full = geometry;
}

BuiltChunk buildBuildings(const ChunkTask &task)
{
    BuiltChunk chunk;
    auto geometry = std::make_shared<ChunkGeometry>();
    geometry->origin = originOf(task);
    MeshWriter writer(geometry->vertices, geometry->indices, geometry->origin);
    for (const uint32_t i : task.features) {
        writer.setFeature(i);
        writeBuilding(writer, task.layer->buildings[i], task.ground.get(), task.detailed);
    }
    finish(chunk, task, geometry);
    if (task.simplified) {
        chunk.middle = boxes(task, geometry->origin, 1);
        chunk.far = boxes(task, geometry->origin, 4);
    }
    return chunk;
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

BuiltChunk buildSolids(const ChunkTask &task)
{
    BuiltChunk chunk;
    chunk.surface = Surface::Solid;
    auto geometry = std::make_shared<ChunkGeometry>();
    geometry->origin = originOf(task);
    MeshWriter writer(geometry->vertices, geometry->indices, geometry->origin);
    SolidPainter painter(geometry->origin);
    for (const uint32_t i : task.features)
        painter.take(*task.layer->buildings[i].solid);
    painter.pack();
    std::vector<uint32_t> painted;
    for (const uint32_t i : task.features) {
        const domain::BuildingSolid &solid = *task.layer->buildings[i].solid;
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
            writer.facet(a, b, c, kind);
            if (painter.write(solid, t, kind, i)) {
                painted.insert(painted.end(), geometry->indices.end() - 3, geometry->indices.end());
                geometry->indices.resize(geometry->indices.size() - 3);
            }
        }
    }
    geometry->indices.insert(geometry->indices.end(), painted.begin(), painted.end());
    chunk.paintedIndices = painted.size();
    chunk.painted = painter.meshes();
    chunk.pages = painter.pages();
    finish(chunk, task, geometry);
    if (task.simplified)
        chunk.far = boxes(task, geometry->origin, 1);
    return chunk;
}

}
