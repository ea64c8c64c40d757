#include "scene/chunks/GroundMesher.h"

#include "scene/chunks/TerrainMesher.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

SurfaceKind kindOf(domain::LayerKind kind)
{
    switch (kind) {
    case domain::LayerKind::Road:
    case domain::LayerKind::Rail:
        return SurfaceKind::Road;
    case domain::LayerKind::Water:
        return SurfaceKind::Water;
    case domain::LayerKind::Green:
        return SurfaceKind::Green;
    default:
        return SurfaceKind::Ground;
    }
}

Surface surfaceOf(domain::LayerKind kind)
{
    return kind == domain::LayerKind::Water   ? Surface::Water
           : kind == domain::LayerKind::Green ? Surface::Green
                                              : Surface::Ground;
}

static geometry::Bvh bvhOf(ChunkGeometry &chunk)
{
    geometry::Mesh mesh;
    mesh.origin = chunk.origin;
    mesh.positions.reserve(chunk.vertices.size());
    for (const ChunkGeometry::Vertex &v : chunk.vertices)
        mesh.positions.push_back({v.x, v.y, v.z});
    mesh.indices = chunk.indices;
    chunk.bounds = mesh.bounds();
    return geometry::Bvh(mesh);
}

static std::shared_ptr<ChunkGeometry> emptyChunk(const ChunkTask &task, const geometry::Box2 &area)
{
    auto geometry = std::make_shared<ChunkGeometry>();
    geometry->layer = task.layerIndex;
    if (!area.isEmpty())
        geometry->origin = Vec3(glm::round(area.centre()), 0.0);
    return geometry;
}

static geometry::Box2 areaOf(const ChunkTask &task)
{
    geometry::Box2 area;
    for (const uint32_t i : task.features) {
        const domain::Feature &feature = task.layer->features[i];
        area.add(geometry::bounds(feature.shape));
        for (const Vec2 &p : feature.points)
            area.add(p);
        if (feature.mesh)
            area.add(feature.mesh->bounds().flat());
    }
    return area;
}

BuiltChunk buildMeshes(const ChunkTask &task)
{
    BuiltChunk chunk;
    const domain::LayerKind kind = task.layer->info.kind;
    const bool flat = kind == domain::LayerKind::Relief || kind == domain::LayerKind::Water ||
                      kind == domain::LayerKind::Road || kind == domain::LayerKind::Rail;
    chunk.surface = flat ? surfaceOf(kind) : Surface::Solid;
    const SurfaceKind surface = flat                               ? kindOf(kind)
                                : kind == domain::LayerKind::Green ? SurfaceKind::Foliage
                                                                   : SurfaceKind::Plain;
    auto geometry = emptyChunk(task, areaOf(task));
    MeshWriter writer(geometry->vertices, geometry->indices, geometry->origin);
    for (const uint32_t i : task.features) {
        const geometry::Mesh &mesh = *task.layer->features[i].mesh;
        writer.setFeature(i);
        const auto at = [&mesh](uint32_t index) { return mesh.origin + Vec3(mesh.positions[index]); };
        for (size_t t = 0; t < mesh.triangles(); ++t) {
            Vec3 a = at(mesh.indices[3 * t]), b = at(mesh.indices[3 * t + 1]), c = at(mesh.indices[3 * t + 2]);
            // What lies on the ground is lit from above, whichever way its source turned it.
            if (flat && glm::cross(b - a, c - a).z < 0)
                std::swap(b, c);
            writer.facet(a, b, c, surface);
        }
    }
    geometry->bvh = bvhOf(*geometry);
    chunk.full = geometry;
    return chunk;
}

BuiltChunk buildTerrain(const ChunkTask &task)
{
    BuiltChunk chunk;
    chunk.surface = Surface::Terrain;
    if (!task.ground) {
        auto geometry = emptyChunk(task, task.layer->imagery->bounds);
        MeshWriter writer(geometry->vertices, geometry->indices, geometry->origin);
        const geometry::Box2 &box = task.layer->imagery->bounds;
        writer.cap({{box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}}, {}}, task.level,
                   SurfaceKind::Ground);
        bvhOf(*geometry);
        chunk.full = geometry;
        return chunk;
    }
    auto geometry = std::make_shared<ChunkGeometry>();
    geometry->layer = task.layerIndex;
    const Vec2 step = task.ground->step() * double(task.stride);
    const Vec2 corner = task.ground->origin() + Vec2(task.column, task.row) * task.ground->step();
    geometry->origin = Vec3(glm::round(corner + Vec2(task.columns, task.rows) * step * 0.5), 0.0);
    MeshWriter writer(geometry->vertices, geometry->indices, geometry->origin);
    writeTerrain(writer, task);
    geometry->bvh = bvhOf(*geometry);
    chunk.full = geometry;
    return chunk;
}

static glm::vec4 colourOf(const domain::Model &model, uint32_t material)
{
    if (material >= model.materials.size())
        return glm::vec4(0.8f, 0.8f, 0.8f, 1.0f);
    const auto &c = model.materials[material].colour;
    return {c[0], c[1], c[2], c[3]};
}

/// Adds a part's triangles to a mesh about another origin, and to what picking sees.
static void addPart(ModelMesh &mesh, const domain::ModelPart &part, MeshWriter &writer)
{
    const Vec3 moved = part.mesh.origin - mesh.origin;
    const auto at = [&](uint32_t index) { return Vec3(part.mesh.positions[index]) + moved; };
    const bool smooth = part.normals.size() == part.mesh.positions.size();
    const bool mapped = part.texCoords.size() == part.mesh.positions.size();
    const auto push = [&](uint32_t index, const glm::vec3 &n) {
        const Vec3 p = at(index);
        const geometry::Vec2f uv = mapped ? part.texCoords[index] : geometry::Vec2f(0.0f);
        mesh.vertices.push_back({float(p.x), float(p.y), float(p.z), n.x, n.y, n.z, uv.x, 1.0f - uv.y});
    };
    const uint32_t first = uint32_t(mesh.vertices.size());
    for (size_t t = 0; t < part.mesh.triangles(); ++t) {
        const uint32_t *corner = &part.mesh.indices[3 * t];
        const Vec3 a = at(corner[0]), b = at(corner[1]), c = at(corner[2]);
        writer.facet(a + mesh.origin, b + mesh.origin, c + mesh.origin, SurfaceKind::Plain);
        if (smooth) {
            mesh.indices.insert(mesh.indices.end(), {first + corner[0], first + corner[1], first + corner[2]});
            continue;
        }
        const Vec3 across = glm::cross(b - a, c - a);
        const double length = glm::length(across);
        for (int k = 0; k < 3; ++k) {
            mesh.indices.push_back(uint32_t(mesh.vertices.size()));
            push(corner[k], length > 0 ? glm::vec3(across / length) : glm::vec3(0, 0, 1));
        }
    }
    if (smooth) {
        for (uint32_t k = 0; k < part.mesh.positions.size(); ++k)
            push(k, part.normals[k]);
    }
    mesh.bounds.add(part.mesh.bounds());
}

BuiltChunk buildModels(const ChunkTask &task)
{
    BuiltChunk chunk;
    chunk.surface = Surface::Model;
    geometry::Box2 area;
    for (const uint32_t i : task.features)
        area.add(task.layer->models[i].bounds().flat());
    auto picked = emptyChunk(task, area);
    MeshWriter writer(picked->vertices, picked->indices, picked->origin);
    for (const uint32_t i : task.features) {
        const domain::Model &model = task.layer->models[i];
        writer.setFeature(i);
        // What looks alike is one mesh: a building model has thousands of parts, and each mesh costs the renderer more
        // than its triangles.
        std::map<std::pair<int, std::array<float, 4>>, std::shared_ptr<ModelMesh>> alike;
        for (const domain::ModelPart &part : model.parts) {
            if (part.mesh.indices.empty())
                continue;
            const glm::vec4 colour = colourOf(model, part.material);
            const int texture = part.material < model.materials.size() ? model.materials[part.material].texture : -1;
            std::shared_ptr<ModelMesh> &mesh = alike[{texture, {colour.r, colour.g, colour.b, colour.a}}];
            if (!mesh) {
                mesh = std::make_shared<ModelMesh>();
                mesh->feature = i;
                mesh->origin = part.mesh.origin;
                mesh->colour = colour;
                mesh->texture = texture;
            }
            addPart(*mesh, part, writer);
        }
        for (auto &[look, mesh] : alike)
            chunk.models.push_back(std::move(mesh));
    }
    picked->bvh = bvhOf(*picked);
    chunk.full = picked;
    return chunk;
}

}
