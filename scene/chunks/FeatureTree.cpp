#include "scene/chunks/FeatureTree.h"

#include "geometry/Simplify.h"
#include "scene/chunks/GroundMesher.h"
#include "scene/chunks/TileQueue.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace scene
{

using geometry::Box2;
using geometry::Box3;
using geometry::LineString;
using geometry::Ring;
using geometry::Vec2;
using geometry::Vec3;

static constexpr double LeafError = 1.5; ///< metres
static constexpr double TreeSize = 5;

static int leafPowerOf(FeatureTree::What what)
{
    return what == FeatureTree::What::Trees ? 4 : 3;
}

/// Around a flat thing on the ground: for distances, and for rays from above.
static Box3 boxOf(const Box2 &flat, const domain::Terrain *terrain, double level)
{
    Box3 box;
    if (flat.isEmpty())
        return box;
    constexpr double Below = 1, Above = 10; // metres: posts and trees
    const auto add = [&](const Vec2 &p) {
        const double z = groundHeight(terrain, p, level);
        box.add(Vec3(p, z - Below));
        box.add(Vec3(p, z + Above));
    };
    add(flat.min);
    add(flat.max);
    add({flat.min.x, flat.max.y});
    add({flat.max.x, flat.min.y});
    add(flat.centre());
    return box;
}

FeatureTree::FeatureTree(What what, std::shared_ptr<const domain::Layer> layer,
                         std::shared_ptr<const domain::Terrain> terrain, double level,
                         const std::vector<uint32_t> &features, quint32 layerIndex)
    : TileTree(leafPowerOf(what)), m_what(what), m_layer(std::move(layer)), m_terrain(std::move(terrain)),
      m_level(level), m_layerIndex(layerIndex)
{
    std::vector<Box3> around;
    around.reserve(features.size());
    for (const uint32_t i : features) {
        Box2 flat;
        if (what == What::Borders) {
            flat = geometry::bounds(m_layer->areas[i].shape);
        } else {
            flat = geometry::bounds(m_layer->features[i].shape);
            for (const Vec2 &p : m_layer->features[i].points)
                flat.add(p);
        }
        around.push_back(boxOf(flat, m_terrain.get(), level));
    }
    plant(features, around);
}

std::vector<std::shared_ptr<const FeatureTree>> FeatureTree::of(const std::shared_ptr<const domain::Layer> &layer,
                                                                const std::shared_ptr<const domain::Terrain> &terrain,
                                                                double level, quint32 layerIndex, bool planted)
{
    const bool trees = isTreeLayer(*layer);
    std::vector<uint32_t> flat, green, areas(layer->areas.size());
    std::iota(areas.begin(), areas.end(), 0U);
    for (uint32_t i = 0; i < layer->features.size(); ++i) {
        const domain::Feature &feature = layer->features[i];
        if (feature.mesh || (feature.shape.empty() && feature.points.empty()))
            continue;
        if (trees)
            green.push_back(i);
        else if (feature.order >= 0) // tunnels and culverts are under the ground
            flat.push_back(i);
        if (planted && !trees && !feature.shape.empty())
            green.push_back(i);
    }
    std::vector<std::shared_ptr<const FeatureTree>> all;
    const auto grow = [&](What what, const std::vector<uint32_t> &features) {
        if (!features.empty())
            all.push_back(std::make_shared<const FeatureTree>(what, layer, terrain, level, features, layerIndex));
    };
    grow(What::Flat, flat);
    grow(What::Trees, green);
    grow(What::Borders, areas);
    return all;
}

double FeatureTree::error(const Tile &tile) const
{
    // Without trees the ground is as much off as they are large; a crown of a few pixels shows no less.
    constexpr double Crown = 0.29;
    return m_what == What::Trees ? Crown * TreeSize : LeafError * double(1U << tile.level);
}

double FeatureTree::roughness(const Tile &tile, Form form) const
{
    return form == Form::Whole ? 0.0 : LeafError * double(1U << tile.level);
}

BuiltTile FeatureTree::build(const Tile &tile, Form form) const
{
    BuiltTile built;
    const Box3 box = bounds(tile);
    built.bounds = box;
    built.origin = box.isEmpty() ? Vec3(0.0) : Vec3(glm::round(box.flat().centre()), 0.0);
    const std::span<const uint32_t> features(order().data() + first(tile), last(tile) - first(tile));
    const Roughness rough{roughness(tile, form)};
    const auto fit = [&built](const auto &vertices) {
        Box3 around;
        for (const auto &v : vertices)
            around.add(built.origin + Vec3(v.x, v.y, v.z));
        built.bounds = around;
    };
    if (m_what == What::Borders) {
        built.surface = Surface::Line;
        const LineMesh lines = borders(features, rough, built.origin);
        if (lines.indices.empty())
            return built;
        fit(lines.vertices);
        built.mesh = std::make_shared<TileMesh>(lines);
        return built;
    }
    ChunkMesh mesh;
    MeshWriter writer(mesh.vertices, mesh.indices, built.origin);
    if (m_what == What::Trees) {
        built.surface = Surface::City;
        if (form == Form::Whole)
            writeTrees(writer, features);
    } else {
        built.surface = surfaceOf(m_layer->info.kind);
        writeFlat(writer, features, rough);
    }
    if (mesh.indices.empty())
        return built;
    fit(mesh.vertices);
    built.mesh = std::make_shared<TileMesh>(mesh);
    return built;
}

std::shared_ptr<const ChunkGeometry> FeatureTree::geometryOf(uint32_t feature) const
{
    auto geometry = std::make_shared<ChunkGeometry>();
    geometry->layer = m_layerIndex;
    const uint32_t at = rank(feature);
    if (at >= order().size())
        return geometry;
    geometry->origin = Vec3(glm::round(bounds({0, at >> (2 * leafPowerOf(m_what))}).flat().centre()), 0.0);
    MeshWriter writer(geometry->vertices, geometry->indices, geometry->origin);
    writeFlat(writer, {&feature, 1}, {});
    for (const ChunkGeometry::Vertex &v : geometry->vertices)
        geometry->bounds.add(geometry->origin + Vec3(v.x, v.y, v.z));
    return geometry;
}

void FeatureTree::writeFlat(MeshWriter &writer, std::span<const uint32_t> features, Roughness rough) const
{
    Draper draper(writer, m_terrain.get(), m_level, kindOf(m_layer->info.kind), rough);
    for (const uint32_t i : features) {
        const domain::Feature &feature = m_layer->features[i];
        writer.setFeature(i);
        for (const geometry::Polygon &polygon : feature.shape)
            draper.lay(polygon);
        if (rough.metres > PostHalf * 2)
            continue;
        for (const Vec2 &p : feature.points) {
            const double ground = groundHeight(m_terrain.get(), p, m_level);
            writer.box(p, Vec2(1, 0), Vec2(PostHalf), ground, ground + PostHeight, SurfaceKind::Ground,
                       SurfaceKind::Ground);
        }
    }
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

void FeatureTree::writeTrees(MeshWriter &writer, std::span<const uint32_t> features) const
{
    constexpr size_t Most = 4000;
    const auto ground = [this](const Vec2 &p) { return groundHeight(m_terrain.get(), p, m_level); };
    size_t count = 0;
    for (const uint32_t i : features) {
        const domain::Feature &feature = m_layer->features[i];
        writer.setFeature(i);
        for (const Vec2 &p : feature.points)
            writeTree(writer, p, ground(p), scramble(i));
        for (const geometry::Polygon &polygon : feature.shape) {
            const Box2 box = geometry::bounds(polygon.outer);
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
                    writeTree(writer, p, ground(p), seed);
                    ++count;
                }
            }
        }
    }
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

namespace
{

/// Corners where more than two borders meet: between them neighbours have the same line, and simplify it the same way.
class Corners
{
public:
    void add(const Ring &ring)
    {
        for (size_t i = 0; i < ring.size(); ++i) {
            Ends &ends = m_ends[key(ring[i])];
            note(ends, key(ring[(i + 1) % ring.size()]));
            note(ends, key(ring[(i + ring.size() - 1) % ring.size()]));
        }
    }
    /// The ring in lines from one such corner to the next, simplified.
    std::vector<LineString> lines(const Ring &ring, double tolerance) const
    {
        const auto meets = [this](const Vec2 &p) { return m_ends.at(key(p)).known > 2; };
        const auto start = std::find_if(ring.begin(), ring.end(), meets);
        if (start == ring.end()) {
            Ring whole = geometry::simplifiedRing(ring, tolerance);
            if (whole.empty())
                return {};
            whole.push_back(whole.front());
            return {std::move(whole)};
        }
        std::vector<LineString> result;
        LineString line{*start};
        for (size_t i = 1; i <= ring.size(); ++i) {
            const Vec2 &p = ring[(size_t(start - ring.begin()) + i) % ring.size()];
            line.push_back(p);
            if (i < ring.size() && !meets(p))
                continue;
            result.push_back(geometry::simplifiedLine(line, tolerance));
            line = {p};
        }
        return result;
    }

private:
    struct Ends {
        uint64_t others[2] = {0, 0};
        int known = 0;
    };
    /// Centimetres.
    static uint64_t key(const Vec2 &p)
    {
        return uint64_t(uint32_t(std::lround(p.x * 100))) << 32 | uint32_t(std::lround(p.y * 100));
    }
    static void note(Ends &ends, uint64_t other)
    {
        for (int i = 0; i < std::min(ends.known, 2); ++i)
            if (ends.others[i] == other)
                return;
        if (ends.known < 2)
            ends.others[ends.known] = other;
        ++ends.known;
    }
    std::unordered_map<uint64_t, Ends> m_ends;
};

}

LineMesh FeatureTree::borders(std::span<const uint32_t> areas, Roughness rough, const Vec3 &origin) const
{
    constexpr double Least = 48; // of what may be left out: about 30 pixels; closer together they would only be a haze
    std::vector<std::pair<uint32_t, const Ring *>> rings;
    for (const uint32_t i : areas) {
        const geometry::MultiPolygon &shape = m_layer->areas[i].shape;
        if (rough.metres > 0 && std::sqrt(geometry::area(shape)) < Least * rough.metres)
            continue;
        for (const geometry::Polygon &polygon : shape) {
            rings.emplace_back(i, &polygon.outer);
            for (const Ring &hole : polygon.holes)
                rings.emplace_back(i, &hole);
        }
    }
    LineMesh mesh;
    const auto write = [&](uint32_t area, const Vec2 &from, const Vec2 &to) {
        drapeLine(mesh, from, to, m_terrain.get(), m_level, area, borderWidth(m_layer->areas[area].level), rough,
                  origin);
    };
    if (rough.metres <= 0) {
        for (const auto &[area, ring] : rings)
            for (size_t i = 0; i < ring->size(); ++i)
                write(area, (*ring)[i], (*ring)[(i + 1) % ring->size()]);
        return mesh;
    }
    Corners corners;
    for (const auto &[area, ring] : rings)
        corners.add(*ring);
    for (const auto &[area, ring] : rings)
        for (const LineString &line : corners.lines(*ring, 0.8 * rough.metres))
            for (size_t i = 1; i < line.size(); ++i)
                write(area, line[i - 1], line[i]);
    return mesh;
}

}
