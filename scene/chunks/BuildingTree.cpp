#include "scene/chunks/BuildingTree.h"

#include "scene/chunks/BuildingMesher.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Box3;
using geometry::Vec2;
using geometry::Vec3;

namespace
{

float areaOf(const BlockBox &box)
{
    return 4 * box.half.x * box.half.y;
}

/// One box for several: as much ground, as high in the mean, as long and wide as they lie.
BlockBox merged(const BlockBox *first, const BlockBox *last)
{
    BlockBox result;
    float area = 0, largest = -1;
    for (const BlockBox *it = first; it != last; ++it) {
        const float a = areaOf(*it);
        area += a;
        result.centre += it->centre * a;
        result.bottom += it->bottom * a;
        result.top += it->top * a;
        if (a > largest) {
            largest = a;
            result.axis = it->axis;
        }
    }
    if (!(area > 0))
        return {};
    result.centre /= area;
    result.bottom /= area;
    result.top /= area;
    const glm::vec2 u = result.axis, v(-u.y, u.x);
    glm::vec2 low(std::numeric_limits<float>::max()), high(-low);
    for (const BlockBox *it = first; it != last; ++it) {
        if (areaOf(*it) <= 0)
            continue;
        const glm::vec2 at(glm::dot(it->centre - result.centre, u), glm::dot(it->centre - result.centre, v));
        const float along = std::abs(glm::dot(it->axis, u)), across = std::abs(glm::dot(it->axis, v));
        const glm::vec2 reach(along * it->half.x + across * it->half.y, across * it->half.x + along * it->half.y);
        low = glm::min(low, at - reach);
        high = glm::max(high, at + reach);
    }
    const glm::vec2 half = (high - low) * 0.5f;
    result.half = half * std::min(1.0f, std::sqrt(area / std::max(4 * half.x * half.y, 1e-6f)));
    return result;
}

}

BuildingTree::BuildingTree(std::shared_ptr<const domain::Layer> layer, std::shared_ptr<const domain::Terrain> terrain,
                           std::vector<uint32_t> buildings, uint32_t clusters, bool merge)
    : TileTree(LeafPower), m_layer(std::move(layer)), m_terrain(std::move(terrain))
{
    const size_t count = buildings.size();
    if (count == 0)
        return;
    std::vector<Box3> around(count);
    for (size_t i = 0; i < count; ++i)
        around[i] = buildingBounds(m_layer->buildings[buildings[i]], m_terrain.get());
    const std::vector<uint32_t> places = plant(buildings, around);
    m_sizes.assign((count + LeafSize - 1) / LeafSize, 0.0f);
    for (size_t i = 0; i < count; ++i) {
        const Box3 &box = around[places[i]];
        if (box.isEmpty())
            continue;
        const Vec2 size = box.flat().size();
        const double ground = geometry::area(m_layer->buildings[order()[i]].footprint);
        m_sizes[i / LeafSize] += float(ground > 0 ? ground : size.x * size.y);
    }
    for (uint32_t leaf = 0; leaf < m_sizes.size(); ++leaf)
        m_sizes[leaf] = std::sqrt(m_sizes[leaf] / float(std::min(LeafSize, count - leaf * LeafSize)));
    if (merge)
        mergeBlocks(clusters);
}

size_t BuildingTree::clusterCount(size_t buildings)
{
    size_t count = 0, tiles = (buildings + LeafSize - 1) / LeafSize, groups = buildings;
    while (tiles > 1) {
        tiles = (tiles + 3) / 4;
        for (int half = 0; half < 2; ++half) {
            groups = (groups + 1) / 2;
            count += groups;
        }
    }
    return count;
}

void BuildingTree::mergeBlocks(uint32_t firstState)
{
    std::vector<BlockBox> members;
    for (int power = 1; power <= 2 * root().level; ++power) {
        std::vector<BlockBox> boxes;
        const size_t below = power == 1 ? order().size() : m_clusters.back().size();
        boxes.reserve((below + 1) / 2);
        for (size_t i = 0; i < below; i += 2) {
            const size_t end = std::min(i + 2, below);
            if (power > 1) {
                boxes.push_back(merged(m_clusters.back().data() + i, m_clusters.back().data() + end));
                continue;
            }
            members.clear();
            for (size_t k = i; k < end; ++k)
                addBlocks(m_layer->buildings[order()[k]], members);
            boxes.push_back(merged(members.data(), members.data() + members.size()));
        }
        m_firstCluster.push_back(firstState);
        firstState += uint32_t(boxes.size());
        m_clusters.push_back(std::move(boxes));
    }
}

void BuildingTree::addBlocks(const domain::Building &building, std::vector<BlockBox> &boxes) const
{
    // Lift houses and the like on larger parts are smaller than a pixel from where boxes show.
    constexpr double SmallPart = 60; // m2
    if (!building.partOf.isEmpty() && geometry::area(building.footprint) < SmallPart)
        return;
    const double top = buildingTop(building, m_terrain.get());
    const double bottom = buildingGround(building, m_terrain.get()) + double(building.minHeight);
    if (building.footprint.empty()) { // a body of its own
        const Box3 box = buildingBounds(building, m_terrain.get());
        if (!box.isEmpty())
            boxes.push_back({glm::vec2(box.flat().centre() - Vec2(middle())), glm::vec2(1, 0),
                             glm::vec2(box.flat().size() * 0.5), float(box.min.z), float(box.max.z)});
        return;
    }
    for (const geometry::Polygon &polygon : building.footprint) {
        if (polygon.outer.size() < 3)
            continue;
        const OrientedBox box = orientedBox(polygon.outer);
        const double covered = geometry::area(polygon) / std::max(4 * box.half.x * box.half.y, 1e-6);
        const Vec2 half = box.half * std::sqrt(std::min(covered, 1.0));
        boxes.push_back(
            {glm::vec2(box.centre - Vec2(middle())), glm::vec2(box.axis), glm::vec2(half), float(bottom), float(top)});
    }
}

double BuildingTree::spacing(const Tile &tile) const
{
    const size_t each = size_t(1) << (2 * tile.level);
    const size_t groups = (last(tile) - first(tile) + each - 1) / each;
    const Vec2 size = bounds(tile).flat().size();
    return std::sqrt(size.x * size.y / double(std::max<size_t>(groups, 1)));
}

int BuildingTree::powerOf(const Tile &tile, Form form)
{
    return tile.level == 0 ? 0 : 2 * tile.level - int(form == Form::Fine);
}

template <typename Visit> void BuildingTree::eachBlock(const Tile &tile, Form form, Visit &&visit) const
{
    const size_t from = first(tile), to = last(tile);
    const int power = powerOf(tile, form);
    if (power == 0) {
        std::vector<BlockBox> members;
        for (size_t i = from; i < to; ++i) {
            members.clear();
            addBlocks(m_layer->buildings[order()[i]], members);
            for (const BlockBox &box : members)
                if (box.half.x > 0)
                    visit(box, order()[i]);
        }
        return;
    }
    // Merged ones show less of their walls: they stand a little higher for it, so that as much ground is hidden.
    const float rise = std::min(1.2f, std::exp2(0.15f * float(power)));
    const auto &merged = clusters(power);
    for (size_t group = from >> power; group < ((to - 1) >> power) + 1; ++group) {
        BlockBox box = merged[group];
        box.top = box.bottom + (box.top - box.bottom) * rise;
        if (box.half.x > 0)
            visit(box, clusterState(power, group));
    }
}

std::vector<BlockVertex> BuildingTree::points(const Tile &tile, Form form, const Vec3 &origin) const
{
    std::vector<BlockVertex> points;
    points.reserve(((last(tile) - first(tile)) >> powerOf(tile, form)) + 1);
    const glm::vec2 offset(Vec2(middle()) - Vec2(origin));
    const float level = float(origin.z);
    eachBlock(tile, form, [&](const BlockBox &box, uint32_t state) {
        const glm::vec2 at = box.centre + offset, u = box.axis * box.half.x;
        points.push_back({at.x, at.y, box.bottom - level, u.x, u.y, box.half.y, box.top - level, state});
    });
    return points;
}

ChunkMesh BuildingTree::blocks(const Tile &tile, Form form, const Vec3 &origin) const
{
    ChunkMesh mesh;
    MeshWriter writer(mesh.vertices, mesh.indices, origin);
    const size_t count = (last(tile) - first(tile)) >> powerOf(tile, form);
    mesh.vertices.reserve(count * 8 + 8);
    mesh.indices.reserve(count * 30 + 30);
    // Three sides do for what is smaller than a few pixels where this form shows.
    const double small = tile.level > 0         ? 0.55 * spacing(tile) * (form == Form::Fine ? std::sqrt(0.5) : 1.0)
                         : form == Form::Coarse ? 1.3 * featureSize(tile)
                                                : 0.0;
    eachBlock(tile, form, [&](const BlockBox &box, uint32_t state) {
        writer.setFeature(state);
        const Vec2 centre = Vec2(middle()) + Vec2(box.centre), axis(box.axis), half(box.half);
        const double bottom = double(box.bottom), top = double(box.top);
        if (2 * std::sqrt(half.x * half.y) > small)
            writer.box(centre, axis, half, bottom, top, SurfaceKind::Wall, SurfaceKind::Roof);
        else
            writer.prism(centre, axis, half, bottom, top, SurfaceKind::Wall, SurfaceKind::Roof, state & 1);
    });
    return mesh;
}

void BuildingTree::writeInfo(float *states) const
{
    for (int power = 1; power <= mergedPowers(); ++power) {
        for (size_t group = 0; group < clusters(power).size(); ++group) {
            const BlockBox &box = clusters(power)[group];
            constexpr float Storey = 3.2f, Lit = 8;
            float *to = states + 4 * size_t(clusterState(power, group));
            to[0] = box.bottom;
            to[1] = Storey;
            to[2] = box.top;
            to[3] = Lit;
        }
    }
}

/// What a merged box shows: the mean of those that show, lit where any is, standing back where most do.
void BuildingTree::summarise(StateBuffer &state, int power, size_t group) const
{

    const size_t below = power == 1 ? order().size() : clusters(power - 1).size();
    int sum[3] = {}, members = 0, dimmed = 0;
    uint8_t any = 0;
    for (size_t i = 2 * group; i < std::min(2 * group + 2, below); ++i) {
        const uchar *texel = state.bytes(power == 1 ? order()[i] : clusterState(power - 1, i));
        if (texel[3] & Hidden)
            continue;
        ++members;
        for (size_t k = 0; k < 3; ++k)
            sum[k] += texel[k];
        dimmed += (texel[3] & Dimmed) != 0;
        any |= texel[3] & (Selected | Hovered | Alarmed);
    }
    uchar result[4] = {0, 0, 0, Hidden};
    if (members > 0) {
        for (size_t k = 0; k < 3; ++k)
            result[k] = uchar((sum[k] + members / 2) / members);
        result[3] = uchar(any | (2 * dimmed > members ? Dimmed : 0));
    }
    state.setTexel(clusterState(power, group), result);
}

void BuildingTree::summarise(StateBuffer &state, const std::vector<uint32_t> &changed) const
{
    const int powers = mergedPowers();
    if (changed.empty()) {
        for (int power = 1; power <= powers; ++power)
            for (size_t group = 0; group < clusters(power).size(); ++group)
                summarise(state, power, group);
        return;
    }
    for (int power = 1; power <= powers; ++power) {
        size_t last = size_t(-1);
        for (const uint32_t building : changed) {
            const uint32_t at = rank(building);
            const size_t group = size_t(at) >> (power);
            if (at >= order().size() || group == last)
                continue;
            last = group;
            summarise(state, power, group);
        }
    }
}

}
