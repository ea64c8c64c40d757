// The part of CityScene that shows buildings and what lies on the ground: trees of tiles, made by workers of what is in
// a layer.
#include "scene/chunks/BuildingMesher.h"
#include "scene/chunks/CityScene.h"
#include "scene/picking/BuildingRays.h"
#include "scene/picking/FeatureRays.h"

#include <algorithm>
#include <cmath>

namespace scene
{

namespace
{

/// Buildings that are drawn, those with surfaces of their own apart.
struct BuildingSets {
    std::vector<uint32_t> extruded, solid;
};

bool isDrawn(const domain::Building &building)
{
    return !building.hasParts && (building.solid || !building.footprint.empty());
}

BuildingSets setsOf(const domain::Layer &layer)
{
    BuildingSets sets;
    for (uint32_t i = 0; i < layer.buildings.size(); ++i)
        if (isDrawn(layer.buildings[i]))
            (layer.buildings[i].solid ? sets.solid : sets.extruded).push_back(i);
    return sets;
}

/// Where a building's storeys are and how many of its windows are lit: what the shaders know of it.
void writeInfo(float *to, const domain::Building &building, uint32_t number, const domain::Terrain *terrain)
{
    double base = buildingGround(building, terrain) + double(building.minHeight);
    const double top = buildingTop(building, terrain) - double(building.roofHeight);
    if (building.solid)
        base = building.solid->mesh.bounds().min.z;
    const double height = std::max(top - base, 0.1);
    double storey = building.storeysAbove > 0 ? height / building.storeysAbove : 0;
    if (storey < 2.2 || storey > 9.0) // storeys of the whole, not of this part, or none known
        storey = height / std::max(1.0, std::round(height / 3.2));
    double lit = 8;
    if (building.units > 0 && building.residents > 0)
        lit = std::clamp(20.0 * building.residents / (2.6 * building.units), 3.0, 30.0);
    const uint seed = (number + 1) * 2654435761U;
    to[0] = float(base);
    to[1] = float(std::max(storey, 0.5));
    to[2] = float(top);
    to[3] = float(std::floor(lit)) + float(seed >> 9 & 1023) / 1024.0f;
}

}

struct CityScene::Planned {
    std::shared_ptr<const BuildingTree> extruded, solid;
    std::vector<std::shared_ptr<const FeatureTree>> ground;
    QByteArray info; ///< of buildings and merged boxes, whole rows
};

size_t CityScene::stateCount(const domain::Layer &layer)
{
    size_t extruded = 0, solid = 0;
    for (const domain::Building &building : layer.buildings)
        if (isDrawn(building))
            ++(building.solid ? solid : extruded);
    return featureCount(layer) + BuildingTree::clusterCount(extruded) + BuildingTree::clusterCount(solid);
}

QByteArray CityScene::infoOf(const domain::Layer &layer, const domain::Terrain *terrain,
                             const std::vector<std::shared_ptr<const BuildingTree>> &trees, int rows)
{
    QByteArray texels(qsizetype(rows) * StateColumns * 16, '\0');
    float *info = reinterpret_cast<float *>(texels.data());
    for (uint32_t i = 0; i < layer.buildings.size(); ++i)
        writeInfo(info + 4 * size_t(i), layer.buildings[i], i, terrain);
    for (const auto &tree : trees)
        if (tree)
            tree->writeInfo(info);
    return texels;
}

void CityScene::planBlocks(quint32 number, Slot &slot, size_t buildingsInCity, bool treesKnown)
{
    constexpr size_t Few = 4000, Many = 40'000;
    slot.simplified = buildingsInCity > Few;
    slot.detailed = buildingsInCity <= Many;
    if (slot.layer->buildings.empty() && slot.layer->features.empty() && slot.layer->areas.empty()) {
        m_engine.updateInfo(slot.engineLayer, 0, slot.state.rows(),
                            QByteArray(qsizetype(slot.state.rows()) * StateColumns * 16, '\0'));
        return;
    }
    ++slot.pending;
    const bool planted = slot.layer->info.kind == domain::LayerKind::Green && !treesKnown;
    m_pool.start([this, number, epoch = slot.epoch, layer = slot.layer, terrain = m_terrain, level = m_level,
                  rows = slot.state.rows(), simplified = slot.simplified, planted] {
        auto planned = std::make_shared<Planned>();
        BuildingSets sets = setsOf(*layer);
        const size_t first = featureCount(*layer), merged = BuildingTree::clusterCount(sets.extruded.size());
        const auto plant = [&](std::vector<uint32_t> &&buildings, size_t state) {
            return std::make_shared<const BuildingTree>(layer, terrain, std::move(buildings), uint32_t(state),
                                                        simplified);
        };
        if (!sets.extruded.empty())
            planned->extruded = plant(std::move(sets.extruded), first);
        if (!sets.solid.empty())
            planned->solid = plant(std::move(sets.solid), first + merged);
        planned->ground = FeatureTree::of(layer, terrain, level, number, planted);
        planned->info = infoOf(*layer, terrain.get(), {planned->extruded, planned->solid}, rows);
        QMetaObject::invokeMethod(this, [this, number, epoch, planned] { takePlanned(number, epoch, *planned); });
    });
}

void CityScene::takePlanned(quint32 number, quint64 epoch, const Planned &planned)
{
    Slot *const slot = slotAt(number);
    if (!slot || slot->epoch != epoch)
        return;
    --slot->pending;
    if (slot->sketched.empty()) // else they are the same
        m_engine.updateInfo(slot->engineLayer, 0, slot->state.rows(), planned.info);
    for (const auto &tree : {planned.extruded, planned.solid}) {
        if (!tree)
            continue;
        Blocks blocks;
        blocks.id = m_nextChunk++;
        blocks.buildings = tree;
        blocks.rays = std::make_shared<BuildingRays>(tree, number, slot->detailed);
        blocks.tiles = std::make_unique<BuildingTiles>(m_engine, slot->engineLayer, tree, blocks.id,
                                                       tree == planned.solid, slot->simplified, slot->detailed);
        addBlocks(*slot, std::move(blocks));
    }
    for (const auto &tree : planned.ground) {
        Blocks blocks;
        blocks.id = m_nextChunk++;
        if (!m_groundCrossing || !m_groundCrossing->isOf(tree->terrain(), tree->level()))
            m_groundCrossing = std::make_shared<GroundCrossing>(tree->terrain(), tree->level());
        if (tree->what() == FeatureTree::What::Flat)
            blocks.rays = std::make_shared<FeatureRays>(tree, m_groundCrossing);
        blocks.tiles = std::make_unique<FeatureTiles>(m_engine, slot->engineLayer, tree, blocks.id);
        addBlocks(*slot, std::move(blocks));
    }
    adoptTiles(*slot);
    summarise(*slot, {});
    Q_EMIT chunksChanged();
    Q_EMIT wantsFrame();
}

void CityScene::addBlocks(Slot &slot, Blocks blocks)
{
    if (slot.shown && blocks.rays)
        m_picking.insert(blocks.id, blocks.rays);
    m_blocks.insert(blocks.id, blocks.tiles.get());
    slot.blocks.push_back(std::move(blocks));
}

void CityScene::dropBlocks(Slot &slot)
{
    for (const Blocks &blocks : slot.blocks) {
        m_picking.remove(blocks.id);
        m_blocks.remove(blocks.id);
    }
    slot.blocks.clear();
}

void CityScene::summarise(Slot &slot, const std::vector<uint32_t> &changed)
{
    for (const Blocks &blocks : slot.blocks)
        if (blocks.buildings)
            blocks.buildings->summarise(slot.state, changed);
}

void CityScene::setMemoryBudget(qint64 bytes)
{
    m_tiles.setBudget(bytes);
    m_blockBytes = bytes > 0 ? std::min(bytes, UsualBlockBytes) : UsualBlockBytes;
    Q_EMIT wantsFrame();
}

void CityScene::onTilesMade(bool last)
{
    if (last)
        Q_EMIT wantsFrame();
    else if (!m_handTimer.isActive())
        m_handTimer.start();
}

bool CityScene::takeBlocks()
{
    // So many a frame, about 20 MB: uploading more at once would hold up the interface.
    constexpr size_t Triangles = 1'000'000;
    const std::vector<BuiltTile> done = m_queue.takeDone(Triangles);
    for (const BuiltTile &built : done)
        if (ShownTiles *const tiles = m_blocks.value(built.task.owner))
            tiles->take(built);
    return !done.empty();
}

bool CityScene::chooseBlocks(const TileLook &look, TileTotals &totals)
{
    bool changed = false;
    std::vector<TileTask> wanted;
    eachSlot([&](quint32, Slot &slot) {
        if (!slot.visible)
            return;
        TileTotals here;
        for (const Blocks &blocks : slot.blocks)
            changed |= blocks.tiles->choose(look, wanted, here);
        totals.bytes += here.bytes;
        if (!slot.shown)
            return;
        totals.drawn += here.drawn;
        totals.triangles += here.triangles;
    });
    m_queue.setWanted(std::move(wanted));
    qint64 held = totals.bytes;
    if (held > m_blockBytes)
        eachSlot([&](quint32, Slot &slot) {
            for (const Blocks &blocks : slot.blocks)
                blocks.tiles->trim(held, m_blockBytes);
        });
    return changed;
}

void CityScene::eachGeometry(const FeatureAt &at, const GeometryVisit &visit) const
{
    const Slot *const slot = slotAt(at.layer);
    if (!slot)
        return;
    if (at.feature < slot->layer->buildings.size()) {
        if (isDrawn(slot->layer->buildings[at.feature]))
            visit(*buildingGeometry(*slot->layer, at.layer, at.feature, m_terrain.get(), slot->detailed),
                  Surface::City);
        return;
    }
    for (const Chunk &chunk : slot->chunks)
        if (chunk.built.full && !chunk.built.full->bvh.isEmpty())
            visit(*chunk.built.full, chunk.built.surface);
}

}
