#include "scene/chunks/Draped.h"

#include "scene/chunks/Draper.h"

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
    geometry::Box2 area;
    for (const geometry::MultiPolygon &shape : shapes)
        area.add(geometry::bounds(shape));
    if (area.isEmpty())
        return nullptr;
    auto flat = std::make_shared<ChunkGeometry>();
    flat->origin = Vec3(glm::round(area.centre()), 0.0);
    MeshWriter writer(flat->vertices, flat->indices, flat->origin);
    constexpr double Above = 0.25; // metres over what else lies there
    Draper draper(writer, terrain.get(), level + Above, SurfaceKind::Ground);
    for (size_t i = 0; i < shapes.size(); ++i) {
        writer.setFeature(uint32_t(i));
        for (const geometry::Polygon &polygon : shapes[i])
            draper.lay(polygon);
    }
    for (const ChunkGeometry::Vertex &v : flat->vertices)
        flat->bounds.add(flat->origin + Vec3(v.x, v.y, v.z));
    return flat;
}

}
