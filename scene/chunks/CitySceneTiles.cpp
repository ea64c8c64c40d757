// Layers whose features come by what is looked at: a slot for each content that is in memory.
#include "scene/chunks/CityScene.h"

#include <algorithm>

namespace scene
{

using domain::ObjectRef;

void CityScene::setTileLayers(bool groundChanged)
{
    if (m_resident != m_city->resident) {
        for (const auto &[number, slot] : m_tileSlots) {
            if (m_resident)
                m_resident->remove(slot->layer);
            if (m_city->resident) {
                m_city->resident->add(slot->layer);
                m_city->resident->setShown(slot->layer, slot->shown);
            }
        }
        m_resident = m_city->resident;
    }
    m_tiles.setLayers(m_city->layers);
    m_tiles.setHidden(hiddenLayers());
    if (!groundChanged)
        return;
    for (const auto &[number, slot] : m_tileSlots) {
        if (!isDraped(*slot->layer))
            continue;
        dropChunks(*slot);
        slot->epoch = ++m_epoch;
        build(number, *slot);
    }
}

quint32 CityScene::takeTile(const std::shared_ptr<const domain::Layer> &layer,
                            std::shared_ptr<const domain::Layer> content)
{
    const quint32 number = m_nextTile++;
    auto made = std::make_unique<Slot>();
    Slot &slot = *made;
    m_tileSlots.emplace(number, std::move(made));
    slot.owner = layer;
    slot.layer = std::move(content);
    slot.shown = false;
    slot.epoch = ++m_epoch;
    slot.state = StateBuffer(stateCount(*slot.layer));
    slot.engineLayer = m_engine.addLayer(slot.state.rows());
    m_engine.setLayerVisible(slot.engineLayer, false);
    for (const auto &whole : m_slots) {
        if (whole->layer != layer)
            continue;
        slot.visible = whole->visible;
        slot.opacity = whole->opacity;
        m_engine.setLayerBias(slot.engineLayer, whole->bias);
    }
    applyOpacity(slot);
    build(number, slot);
    if (m_resident)
        m_resident->add(slot.layer);
    writeBaseColours(number, slot);
    applyReplacements(slot);
    dimOutside(number, slot);
    flagTile(number, slot);
    return number;
}

/// What stands out already stands out in what comes now.
void CityScene::flagTile(quint32 number, Slot &slot)
{
    const auto flag = [&](const ObjectRef &object, StateFlag as) {
        for (const FeatureAt &at : featuresIn(number, slot, object))
            slot.state.setFlag(at.feature, as, true);
    };
    flag(m_hovered, Hovered);
    flag(m_selected, Selected);
    for (const ObjectRef &marked : m_marked)
        flag(marked, Selected);
}

bool CityScene::isTileBuilt(quint32 number) const
{
    const Slot *const slot = slotAt(number);
    return !slot || (slot->pending <= 0 && std::all_of(slot->blocks.begin(), slot->blocks.end(),
                                                       [](const Blocks &blocks) { return blocks.tiles->isWhole(); }));
}

qint64 CityScene::tileBytes(quint32 number) const
{
    const Slot *const slot = slotAt(number);
    constexpr qint64 Texel = 4 + 16; // state and info
    qint64 blocks = 0;
    if (slot)
        for (const Blocks &each : slot->blocks)
            blocks += each.tiles->bytes();
    return slot ? blocks + slot->bytes + qint64(slot->state.rows()) * StateColumns * Texel : 0;
}

void CityScene::showTile(quint32 number, bool shown)
{
    Slot *const slot = slotAt(number);
    if (!slot || slot->shown == shown)
        return;
    slot->shown = shown;
    if (m_resident)
        m_resident->setShown(slot->layer, shown);
    m_engine.setLayerVisible(slot->engineLayer, slot->visible && shown);
    for (const Chunk &chunk : slot->chunks) {
        if (!shown)
            m_picking.remove(chunk.id);
        else if (chunk.built.full && !chunk.built.full->bvh.isEmpty())
            m_picking.insert(chunk.id, chunk.built.full);
    }
    for (const Blocks &blocks : slot->blocks) {
        if (!shown)
            m_picking.remove(blocks.id);
        else if (blocks.rays)
            m_picking.insert(blocks.id, blocks.rays);
    }
    m_tilesChanged = true;
}

void CityScene::dropTile(quint32 number)
{
    const auto it = m_tileSlots.find(number);
    if (it == m_tileSlots.end())
        return;
    Slot &slot = *it->second;
    m_tilesChanged = m_tilesChanged || slot.shown;
    dropChunks(slot);
    m_engine.removeLayer(slot.engineLayer);
    if (m_resident)
        m_resident->remove(slot.layer);
    m_tileSlots.erase(it);
}

bool CityScene::lookAt(const ViewState &state)
{
    const bool changed = m_tiles.look(state);
    constexpr double Reach = 3, Least = 800; // of the distance; metres
    const double reach = std::max(Least, Reach * glm::distance(state.eye, state.target));
    m_lookedAt = geometry::Box2{state.target, state.target}.grown(reach);
    if (m_tilesChanged) {
        m_tilesChanged = false;
        m_tilesUntold = true;
        outlineAnew();
        Q_EMIT chunksChanged();
    }
    if (m_tilesUntold && m_tiles.isSettled()) {
        m_tilesUntold = false;
        explainTiles();
        buildShade();
        Q_EMIT tilesSettled();
    }
    return changed;
}

std::vector<std::shared_ptr<const domain::Layer>> CityScene::shownTiles() const
{
    std::vector<std::shared_ptr<const domain::Layer>> contents;
    for (const auto &[number, slot] : m_tileSlots)
        if (slot->shown && slot->visible)
            contents.push_back(slot->layer);
    return contents;
}

std::vector<std::pair<quint32, std::shared_ptr<const domain::Layer>>> CityScene::shownTilesOfLayers() const
{
    std::vector<std::pair<quint32, std::shared_ptr<const domain::Layer>>> contents;
    for (const auto &[number, slot] : m_tileSlots) {
        const auto of = std::find(m_city->layers.begin(), m_city->layers.end(), slot->owner);
        if (slot->shown && slot->visible && of != m_city->layers.end())
            contents.emplace_back(quint32(of - m_city->layers.begin()), slot->layer);
    }
    return contents;
}

/// The legend tells of what is shown.
void CityScene::explainTiles()
{
    if (m_colouring.kind == Colouring::Kind::Plain)
        return;
    BuildingColours now = colourBuildings(*m_city, m_colouring, m_theme, shownTiles(), &m_colours);
    const bool repaint = now.categories != m_colours.categories || now.bounds != m_colours.bounds;
    m_colours = std::move(now);
    if (repaint)
        recolour();
    Q_EMIT coloursChanged();
}

void CityScene::outlineAnew()
{
    if (!m_selected.isNull() || !m_marked.empty())
        setSelected(m_selected);
    if (!m_hovered.isNull())
        setHovered(m_hovered);
    outlineMarked();
}

void CityScene::keepTiles()
{
    if (m_tileSlots.empty())
        return;
    constexpr size_t Most = 50; // of what is marked: more would be a city
    QSet<quint32> numbers;
    const auto keep = [&](const ObjectRef &object) {
        for (const FeatureAt &at : featuresOf(object))
            if (at.layer >= FirstTile)
                numbers.insert(at.layer);
    };
    keep(m_selected);
    keep(m_entered);
    for (size_t i = 0; i < std::min(Most, m_marked.size()); ++i)
        keep(m_marked[i]);
    m_tiles.keep(numbers);
}

}
