#include "scene/chunks/Draped.h"

#include "scene/chunks/GroundMesher.h"

#include <utility>

namespace scene
{

using geometry::Vec3;

int addLines(Engine &engine, int layer, const std::shared_ptr<const LineMesh> &lines, const Vec3 &origin)
{
    if (lines->indices.empty())
        return 0;
    MeshData data;
    data.surface = Surface::Line;
    data.vertices = lines->vertices.data();
    data.vertexCount = lines->vertices.size();
    data.vertexBytes = lines->vertices.size() * sizeof(LineVertex);
    data.indices = lines->indices.data();
    data.indexCount = lines->indices.size();
    data.origin = origin;
    for (const LineVertex &v : lines->vertices)
        data.bounds.add(origin + Vec3(v.x, v.y, v.z));
    data.keepAlive = lines;
    return engine.addMesh(layer, data);
}

int addFlat(Engine &engine, int layer, const std::shared_ptr<const ChunkGeometry> &flat)
{
    if (!flat || flat->indices.empty())
        return 0;
    MeshData data;
    data.surface = Surface::Ground;
    data.vertices = flat->vertices.data();
    data.vertexCount = flat->vertices.size();
    data.vertexBytes = flat->vertices.size() * sizeof(ChunkGeometry::Vertex);
    data.indices = flat->indices.data();
    data.indexCount = flat->indices.size();
    data.origin = flat->origin;
    data.bounds = flat->bounds;
    data.keepAlive = flat;
    return engine.addMesh(layer, data);
}

void dropMesh(Engine &engine, int &mesh)
{
    if (mesh)
        engine.removeMesh(mesh);
    mesh = 0;
}

std::shared_ptr<const ChunkGeometry> drapeShapes(const std::vector<geometry::MultiPolygon> &shapes,
                                                 const std::shared_ptr<const domain::Terrain> &terrain, double level)
{
    auto layer = std::make_shared<domain::Layer>();
    layer->info.kind = domain::LayerKind::Facility; // flat, of one colour
    ChunkTask task;
    task.what = ChunkTask::What::Flat;
    task.ground = terrain;
    constexpr double Above = 0.25; // metres over what else lies there
    task.level = level + Above;
    for (const geometry::MultiPolygon &shape : shapes) {
        domain::Feature feature;
        feature.shape = shape;
        if (!shape.empty())
            task.features.push_back(uint32_t(layer->features.size()));
        layer->features.push_back(std::move(feature));
    }
    if (task.features.empty())
        return nullptr;
    task.layer = std::move(layer);
    return buildFlat(task).full;
}

}
