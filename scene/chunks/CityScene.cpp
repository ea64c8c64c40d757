#include "scene/chunks/CityScene.h"

#include "scene/chunks/BuildingMesher.h"
#include "scene/chunks/Outline.h"
#include "scene/tiles/TileBytes.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Box3;
using geometry::Vec2;
using geometry::Vec3;

CityScene::CityScene(Engine &engine, QObject *parent)
    : QObject(parent), m_engine(engine),
      m_queue(m_pool, [this](bool last) { QMetaObject::invokeMethod(this, [this, last] { onTilesMade(last); }); }),
      m_overlayState(1), m_groundState(1), m_asideState(1)
{
    // Each frame costs the workers more than it shows: so many are handed over at once.
    constexpr int HandMs = 100;
    m_handTimer.setSingleShot(true);
    m_handTimer.setInterval(HandMs);
    connect(&m_handTimer, &QTimer::timeout, this, &CityScene::wantsFrame);
    leaveCores(1);
    m_overlayLayer = m_engine.addLayer(1);
    m_engine.setLayerBias(m_overlayLayer, 40);
    m_groundLayer = m_engine.addLayer(1);
    constexpr double Faint = 0.45;
    m_asideLayer = m_engine.addLayer(1);
    m_engine.setLayerOpacity(m_asideLayer, Faint);
}

void CityScene::leaveCores(int cores)
{
    m_pool.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - cores));
}

CityScene::~CityScene()
{
    m_queue.clear();
    m_pool.clear();
    m_pool.waitForDone();
}

CityScene::Slot *CityScene::slotAt(quint32 number) const
{
    if (number < m_slots.size())
        return m_slots[number].get();
    const auto it = m_tileSlots.find(number);
    return it == m_tileSlots.end() ? nullptr : it->second.get();
}

/// Where level ground lies: at the lower buildings' feet.
static double levelOf(const domain::City &city)
{
    std::vector<double> grounds;
    for (const auto &layer : city.layers)
        for (const domain::Building &building : layer->buildings)
            if (std::isfinite(building.ground))
                grounds.push_back(building.solid ? building.solid->mesh.bounds().min.z : building.ground);
    if (grounds.empty())
        return city.groundLevel; // of tiles, which are not here yet
    const auto at = grounds.begin() + std::ptrdiff_t(grounds.size() / 20);
    std::nth_element(grounds.begin(), at, grounds.end());
    return *at;
}

void CityScene::setCity(std::shared_ptr<const domain::City> city)
{
    leaveCores(0); // there is little to draw until that is made
    m_city = std::move(city);
    const auto terrainBefore = m_terrain;
    const double levelBefore = m_level;
    m_terrain = m_city->terrain();
    m_level = m_terrain ? 0 : levelOf(*m_city);
    const bool groundChanged = m_terrain != terrainBefore || std::abs(m_level - levelBefore) >= 0.01;
    while (m_slots.size() > m_city->layers.size()) {
        dropChunks(*m_slots.back());
        m_engine.removeLayer(m_slots.back()->engineLayer);
        m_slots.pop_back();
    }
    m_colours = colourBuildings(*m_city, m_colouring, m_theme);
    bool buildingsChanged = false;
    for (quint32 i = 0; i < m_city->layers.size(); ++i) {
        const auto &layer = m_city->layers[i];
        if (i >= m_slots.size())
            m_slots.push_back(std::make_unique<Slot>());
        const Slot &slot = *m_slots[i];
        const bool sameGround = slot.ground == m_terrain && std::abs(slot.level - m_level) < 0.01;
        if (slot.layer == layer && (sameGround || !isDraped(*layer)))
            continue;
        buildingsChanged = buildingsChanged || !layer->buildings.empty();
        rebuild(i, layer);
    }
    setTileLayers(groundChanged);
    applyOrder();
    applyImagery();
    buildGround(bounds().flat(), groundSheet());
    if (buildingsChanged && !(m_city->complete && std::exchange(m_sketchShade, false)))
        buildShade();
    recolour();
    applyReplacements();
    setEntered(m_entered);
    Q_EMIT coloursChanged();
    Q_EMIT wantsFrame();
}

void CityScene::dropChunks(Slot &slot)
{
    dropSketched(slot);
    for (const Chunk &chunk : slot.chunks) {
        m_picking.remove(chunk.id);
        for (const int mesh : chunk.meshes)
            m_engine.removeMesh(mesh);
    }
    slot.chunks.clear();
    dropBlocks(slot);
    for (const int texture : slot.textures)
        m_engine.removeTexture(texture);
    slot.textures.clear();
}

void CityScene::rebuild(quint32 index, const std::shared_ptr<const domain::Layer> &layer)
{
    Slot &slot = *m_slots[index];
    dropChunks(slot);
    if (slot.engineLayer)
        m_engine.removeLayer(slot.engineLayer);
    const bool known = slot.layer && slot.layer->info.id == layer->info.id;
    slot.layer = layer;
    slot.ground = m_terrain;
    slot.level = m_level;
    slot.epoch = ++m_epoch;
    slot.state = StateBuffer(stateCount(*layer));
    slot.engineLayer = adoptSketch(slot);
    if (!slot.engineLayer)
        slot.engineLayer = m_engine.addLayer(slot.state.rows());
    if (!known) {
        slot.visible = layer->info.visible;
        slot.opacity = layer->info.opacity;
    }
    m_engine.setLayerVisible(slot.engineLayer, slot.visible);
    applyOpacity(slot);
    build(index, slot);
}

void CityScene::build(quint32 number, Slot &slot)
{
    constexpr size_t OfMany = 5000; // a tile is part of a large city, however few are in it
    size_t buildings = slot.owner ? OfMany : 0;
    bool treesKnown = false;
    for (const auto &other : m_city->layers) {
        buildings += other->buildings.size();
        treesKnown = treesKnown || isTreeLayer(*other);
    }
    slot.bytes = 0;
    slot.index = slot.layer->index ? slot.layer->index : std::make_shared<domain::LayerIndex>(*slot.layer);
    slot.parts.clear();
    for (quint32 i = 0; i < slot.layer->buildings.size(); ++i)
        if (const QString &whole = slot.layer->buildings[i].partOf; !whole.isEmpty())
            slot.parts.insert(whole, i);
    std::vector<ChunkTask> tasks = planChunks(number, slot.layer, m_terrain, m_level);
    slot.pending = int(tasks.size());
    planBlocks(number, slot, buildings, treesKnown);
    for (ChunkTask &task : tasks) {
        m_pool.start([this, number, epoch = slot.epoch, task = std::move(task)] {
            auto chunk = std::make_shared<BuiltChunk>(buildChunk(task));
            QMetaObject::invokeMethod(this, [this, number, epoch, chunk] {
                m_ready.push_back({number, epoch, std::move(*chunk)});
                Q_EMIT wantsFrame();
            });
        });
    }
}

int CityScene::addMesh(Slot &slot, const BuiltChunk &chunk, const ChunkGeometry &geometry)
{
    MeshData data;
    data.surface = chunk.surface;
    data.vertices = geometry.vertices.data();
    data.vertexCount = geometry.vertices.size();
    data.vertexBytes = geometry.vertices.size() * sizeof(ChunkGeometry::Vertex);
    data.indices = geometry.indices.data();
    data.indexCount = geometry.indices.size();
    data.origin = geometry.origin;
    data.bounds = geometry.bounds;
    data.keepAlive = chunk.full;
    return m_engine.addMesh(slot.engineLayer, data);
}

void CityScene::handOver(Result result)
{
    Slot *const of = slotAt(result.slot);
    if (!of || of->epoch != result.epoch)
        return;
    Slot &slot = *of;
    --slot.pending;
    Chunk chunk;
    chunk.id = m_nextChunk++;
    chunk.built = std::move(result.chunk);
    const BuiltChunk &built = chunk.built;
    if (built.surface == Surface::Model) {
        QHash<std::pair<quint32, int>, int> textures;
        for (const auto &mesh : built.models) {
            MeshData data;
            data.surface = Surface::Model;
            data.vertices = mesh->vertices.data();
            data.vertexCount = mesh->vertices.size();
            data.vertexBytes = mesh->vertices.size() * sizeof(ModelVertex);
            data.indices = mesh->indices.data();
            data.indexCount = mesh->indices.size();
            data.origin = mesh->origin;
            data.bounds = mesh->bounds;
            data.keepAlive = mesh;
            data.colour = mesh->colour;
            data.feature = mesh->feature;
            const domain::Model &model = slot.layer->models[mesh->feature];
            if (mesh->texture >= 0 && size_t(mesh->texture) < model.textures.size()) {
                int &texture = textures[{mesh->feature, mesh->texture}];
                if (!texture) {
                    const domain::Texture &source = model.textures[size_t(mesh->texture)];
                    texture = m_engine.addTexture(
                        source.width, source.height,
                        QByteArray(reinterpret_cast<const char *>(source.rgba.data()), qsizetype(source.rgba.size())));
                    slot.textures.push_back(texture);
                }
                data.texture = texture;
            }
            chunk.meshes.push_back(m_engine.addMesh(slot.engineLayer, data));
        }
    } else if (built.full && !built.full->indices.empty()) {
        chunk.meshes.push_back(addMesh(slot, built, *built.full));
    }
    slot.bytes += bytesOf(built);
    if (slot.shown && built.full && !built.full->bvh.isEmpty())
        m_picking.insert(chunk.id, built.full);
    slot.chunks.push_back(std::move(chunk));
}

bool CityScene::update()
{
    bool changed = false;
    size_t triangles = 0;
    int handed = 0;
    // A few a frame: uploading many at once would hold up the interface.
    while (!m_ready.empty() && handed < 6 && triangles < 400'000) {
        Result result = std::move(m_ready.front());
        m_ready.pop_front();
        if (result.chunk.full)
            triangles += result.chunk.full->indices.size() / 3;
        handOver(std::move(result));
        ++handed;
    }
    if (takeBlocks())
        changed = true;
    if (handed > 0) {
        changed = true;
        if (isSettled()) { // what is outlined may have just come
            setSelected(m_selected);
            setHovered(m_hovered);
        }
        Q_EMIT chunksChanged();
    }
    m_tiles.checkBuilt();
    if (isSettled())
        leaveCores(1); // to the picture and the interface
    std::vector<uint32_t> written;
    eachSlot([&](quint32, Slot &slot) {
        if (!slot.blocks.empty() && slot.state.takeChanged(written))
            summarise(slot, written);
        changed |= slot.state.flush(m_engine, slot.engineLayer);
    });
    changed |= m_overlayState.flush(m_engine, m_overlayLayer);
    changed |= m_groundState.flush(m_engine, m_groundLayer);
    changed |= m_asideState.flush(m_engine, m_asideLayer);
    return changed;
}

bool CityScene::isSettled() const
{
    return m_ready.empty() && m_queue.isIdle() && !m_shadePending && m_tiles.isSettled() &&
           std::all_of(m_slots.begin(), m_slots.end(), [](const auto &slot) { return slot->pending <= 0; });
}

bool CityScene::chooseDetail(const ViewState &state, double detail, bool calm)
{
    TileLook look;
    look.eye = state.eye;
    look.pixelsPerMetre = detail * state.size.height() / (2 * std::tan(glm::radians(state.fovY) / 2));
    look.viewProjection = state.projection * state.view;
    look.whole = m_fullDetail;
    look.calm = calm;
    look.crowded = m_crowded = calm ? 1 : m_crowded;
    TileTotals totals;
    eachSlot([&](quint32, Slot &slot) {
        if (!slot.visible || !slot.shown)
            return;
        totals.drawn += int(slot.chunks.size());
        for (const Chunk &chunk : slot.chunks)
            totals.triangles += chunk.built.full ? qint64(chunk.built.full->indices.size() / 3) : 0;
    });
    const bool changed = chooseBlocks(look, totals);
    m_drawn = totals.drawn;
    m_triangles = totals.triangles;
    // In flight over a city of any size about as much is drawn; towards it in small steps, and not to and fro.
    constexpr qint64 Most = 480'000, Few = 280'000;
    constexpr double Step = 1.12, MostCrowded = 1.7;
    if (!calm && !m_fullDetail && m_triangles > Most)
        m_crowded = std::min(m_crowded * Step, MostCrowded);
    else if (m_triangles < Few)
        m_crowded = std::max(m_crowded / Step, 1.0);
    m_tiles.checkBuilt(); // its buildings may be whole now
    return changed;
}

int CityScene::chunkCount() const
{
    int count = 0;
    eachSlot([&](quint32, const Slot &slot) { count += int(slot.chunks.size() + slot.blocks.size()); });
    return count;
}

Box3 CityScene::bounds() const
{
    return m_city ? m_city->bounds() : Box3();
}

}
