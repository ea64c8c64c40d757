#include "scene/chunks/GroundMesher.h"

#include "geometry/Triangulation.h"
#include "scene/chunks/Outline.h"
#include "scene/chunks/TerrainMesher.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

double groundHeight(const domain::Terrain *terrain, const Vec2 &point, double level)
{
    const double z = terrain ? terrain->heightAt(point) : level;
    return std::isfinite(z) ? z : level;
}

static SurfaceKind kindOf(domain::LayerKind kind)
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

static Surface surfaceOf(domain::LayerKind kind)
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

namespace
{

/// Lays triangles over the terrain: an edge is halved where the ground leaves it by more than a hand's breadth, the
/// same way from both sides, so that no gaps open between neighbours. Level ground stays a few large triangles.
class Draper
{
public:
    Draper(MeshWriter &writer, const domain::Terrain *terrain, SurfaceKind kind)
        : m_writer(writer), m_terrain(terrain), m_kind(kind)
    {
        if (terrain)
            m_cell = std::max(terrain->step().x, terrain->step().y);
    }

    void polygon(const geometry::Polygon &polygon, double lift)
    {
        const geometry::Triangulation flat = geometry::triangulate(polygon);
        if (!m_terrain) {
            std::vector<uint32_t> numbers;
            numbers.reserve(flat.points.size());
            for (const Vec2 &p : flat.points)
                numbers.push_back(m_writer.vertex(Vec3(p, lift), Vec3(0, 0, 1), m_kind));
            for (size_t i = 0; i + 2 < flat.indices.size(); i += 3)
                m_writer.triangle(numbers[flat.indices[i]], numbers[flat.indices[i + 1]], numbers[flat.indices[i + 2]]);
            return;
        }
        for (size_t i = 0; i + 2 < flat.indices.size(); i += 3)
            split(flat.points[flat.indices[i]], flat.points[flat.indices[i + 1]], flat.points[flat.indices[i + 2]],
                  lift, 0);
    }

private:
    void split(const Vec2 &a, const Vec2 &b, const Vec2 &c, double lift, int depth)
    {
        const Vec2 points[3] = {a, b, c};
        int longest = -1;
        double length = 0;
        for (int i = 0; i < 3; ++i) {
            const double l = glm::distance(points[i], points[(i + 1) % 3]);
            if (l > length && leaves(points[i], points[(i + 1) % 3], l)) {
                length = l;
                longest = i;
            }
        }
        if (longest < 0 || depth > 14) {
            uint32_t numbers[3];
            for (int i = 0; i < 3; ++i)
                numbers[i] = m_writer.vertex(Vec3(points[i], groundHeight(m_terrain, points[i]) + lift),
                                             normal(points[i]), m_kind);
            m_writer.triangle(numbers[0], numbers[1], numbers[2]);
            return;
        }
        const Vec2 &p = points[longest], &q = points[(longest + 1) % 3], &r = points[(longest + 2) % 3];
        const Vec2 middle = (p + q) * 0.5;
        split(p, middle, r, lift, depth + 1);
        split(middle, q, r, lift, depth + 1);
    }

    bool leaves(const Vec2 &a, const Vec2 &b, double length) const
    {
        if (length < 1.3 * m_cell)
            return false;
        if (length > 24 * m_cell)
            return true;
        const double from = groundHeight(m_terrain, a), to = groundHeight(m_terrain, b);
        for (const double t : {0.25, 0.5, 0.75})
            if (std::abs(groundHeight(m_terrain, a + (b - a) * t) - (from + (to - from) * t)) > 0.16)
                return true;
        return false;
    }

    Vec3 normal(const Vec2 &p) const
    {
        const double d = m_cell;
        const double dx = groundHeight(m_terrain, p + Vec2(d, 0)) - groundHeight(m_terrain, p - Vec2(d, 0));
        const double dy = groundHeight(m_terrain, p + Vec2(0, d)) - groundHeight(m_terrain, p - Vec2(0, d));
        return glm::normalize(Vec3(-dx, -dy, 2 * d));
    }

    MeshWriter &m_writer;
    const domain::Terrain *m_terrain;
    SurfaceKind m_kind;
    double m_cell = 1; ///< of the terrain, metres
};

}

/// A post with a flat head where a point feature stands.
static void writePoint(MeshWriter &writer, const Vec2 &p, double ground)
{
    writer.box(p, Vec2(1, 0), Vec2(0.9), ground, ground + 2.4, SurfaceKind::Ground, SurfaceKind::Ground);
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

BuiltChunk buildFlat(const ChunkTask &task)
{
    BuiltChunk chunk;
    chunk.surface = surfaceOf(task.layer->info.kind);
    auto geometry = emptyChunk(task, areaOf(task));
    MeshWriter writer(geometry->vertices, geometry->indices, geometry->origin);
    Draper draper(writer, task.ground.get(), kindOf(task.layer->info.kind));
    for (const uint32_t i : task.features) {
        const domain::Feature &feature = task.layer->features[i];
        if (feature.order < 0) // tunnels and culverts are under the ground
            continue;
        writer.setFeature(i);
        for (const geometry::Polygon &polygon : feature.shape)
            draper.polygon(polygon, task.ground ? 0.25 : task.level);
        for (const Vec2 &p : feature.points)
            writePoint(writer, p, groundHeight(task.ground.get(), p, task.level));
    }
    geometry->bvh = bvhOf(*geometry);
    chunk.full = geometry;
    return chunk;
}

static uint32_t scramble(uint32_t x)
{
    x ^= x >> 16;
    x *= 0x7feb352dU;
    x ^= x >> 15;
    x *= 0x846ca68bU;
    return x ^ (x >> 16);
}

static void writeTree(MeshWriter &writer, const Vec2 &p, double ground, uint32_t seed)
{
    const double height = 5.0 + double(seed % 100) * 0.045, radius = 1.7 + double(seed / 100 % 100) * 0.016;
    constexpr uint32_t Sides = 5;
    const double turn = double(seed % 628) * 0.01;
    // A cone; each face's normal is at the face's own corner of the rim, which is its last.
    uint32_t first = 0;
    for (uint32_t i = 0; i < Sides; ++i) {
        const double angle = turn + glm::radians(360.0) * i / Sides, middle = angle + glm::radians(180.0) / Sides;
        const Vec3 normal = glm::normalize(Vec3(std::cos(middle), std::sin(middle), 0.55));
        const uint32_t corner = writer.vertex(Vec3(p + Vec2(std::cos(angle), std::sin(angle)) * radius, ground + 1.0),
                                              normal, SurfaceKind::Foliage);
        first = i == 0 ? corner : first;
    }
    const uint32_t top = writer.vertex(Vec3(p, ground + height), Vec3(0, 0, 1), SurfaceKind::Foliage);
    for (uint32_t i = 0; i < Sides; ++i)
        writer.triangle(first + (i + 1) % Sides, top, first + i);
}

BuiltChunk buildTrees(const ChunkTask &task)
{
    constexpr size_t Most = 4000;
    BuiltChunk chunk;
    chunk.onlyNear = true;
    chunk.featureSize = 5;
    auto geometry = emptyChunk(task, areaOf(task));
    MeshWriter writer(geometry->vertices, geometry->indices, geometry->origin);
    size_t count = 0;
    for (const uint32_t i : task.features) {
        const domain::Feature &feature = task.layer->features[i];
        writer.setFeature(i);
        for (const Vec2 &p : feature.points)
            writeTree(writer, p, groundHeight(task.ground.get(), p, task.level), scramble(i));
        for (const geometry::Polygon &polygon : feature.shape) {
            const geometry::Box2 box = geometry::bounds(polygon.outer);
            constexpr double Step = 13.0;
            const auto first = glm::floor(box.min / Step), last = glm::ceil(box.max / Step);
            for (double y = first.y; y <= last.y; ++y) {
                for (double x = first.x; x <= last.x; ++x) {
                    const uint32_t seed =
                        scramble(uint32_t(int(x)) * 73856093U ^ scramble(uint32_t(int(y)) * 19349663U));
                    if (seed % 16 < 5 || count >= Most) // clearings
                        continue;
                    const Vec2 p =
                        (Vec2(x, y) + Vec2(double(seed >> 8 & 255), double(seed >> 16 & 255)) / 255.0 * 0.8) * Step;
                    if (!geometry::contains(polygon, p))
                        continue;
                    writeTree(writer, p, groundHeight(task.ground.get(), p, task.level), seed);
                    ++count;
                }
            }
        }
    }
    bvhOf(*geometry); // for the bounds: trees are not picked
    chunk.full = geometry;
    return chunk;
}

static float borderWidth(domain::ObjectKind level)
{
    switch (level) {
    case domain::ObjectKind::SubDistrict:
        return 2.6f;
    case domain::ObjectKind::Community:
        return 1.8f;
    case domain::ObjectKind::Block:
        return 1.2f;
    case domain::ObjectKind::Quarter:
        return 1.0f;
    default:
        return 0.7f;
    }
}

/// One side of a border along the ground, halved where the ground leaves a straight line: `from` and `to` lie on it.
static void writeSide(LineMesh &mesh, const Vec3 &from, const Vec3 &to, const domain::Terrain *terrain, double level,
                      uint32_t feature, float width)
{
    constexpr double Lift = 0.4, Tolerance = 0.25, Longest = 400; // metres; less than the lift, so that none sinks in
    const double length = glm::distance(from, to);
    bool leaves = terrain && length > Longest;
    if (terrain && !leaves && length > terrain->step().x) {
        const int looks = std::max(2, int(length / terrain->step().x));
        for (int i = 1; i < looks && !leaves; ++i) {
            const Vec3 p = from + (to - from) * (double(i) / looks);
            leaves = std::abs(groundHeight(terrain, Vec2(p), level) - p.z) > Tolerance;
        }
    }
    if (leaves) {
        const Vec2 half = (Vec2(from) + Vec2(to)) * 0.5;
        const Vec3 middle(half, groundHeight(terrain, half, level));
        writeSide(mesh, from, middle, terrain, level, feature, width);
        writeSide(mesh, middle, to, terrain, level, feature, width);
        return;
    }
    const Vec3 lift(0, 0, Lift);
    addSegment(mesh, glm::vec3(from + lift), glm::vec3(to + lift), width, feature);
}

void drapeLine(LineMesh &mesh, const Vec2 &from, const Vec2 &to, const domain::Terrain *terrain, double level,
               uint32_t feature, float width)
{
    writeSide(mesh, Vec3(from, groundHeight(terrain, from, level)), Vec3(to, groundHeight(terrain, to, level)), terrain,
              level, feature, width);
}

static void writeRing(LineMesh &mesh, const geometry::Ring &ring, const ChunkTask &task, uint32_t feature, float width)
{
    for (size_t i = 0; i < ring.size(); ++i)
        drapeLine(mesh, ring[i], ring[(i + 1) % ring.size()], task.ground.get(), task.level, feature, width);
}

BuiltChunk buildLines(const ChunkTask &task)
{
    BuiltChunk chunk;
    chunk.surface = Surface::Line;
    auto lines = std::make_shared<LineMesh>();
    for (const uint32_t i : task.features) {
        const domain::AdminArea &area = task.layer->areas[i];
        for (const geometry::Polygon &polygon : area.shape) {
            writeRing(*lines, polygon.outer, task, i, borderWidth(area.level));
            for (const geometry::Ring &hole : polygon.holes)
                writeRing(*lines, hole, task, i, borderWidth(area.level));
        }
    }
    lines->vertices.shrink_to_fit();
    lines->indices.shrink_to_fit();
    chunk.lines = lines;
    return chunk;
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
