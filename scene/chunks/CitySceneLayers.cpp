// The part of CityScene about layers as a whole: which are shown, over which others, how translucent, and what of them
// gives way to models and to what is seen from the inside.
#include "scene/chunks/CityScene.h"

#include <algorithm>

namespace scene
{

static constexpr double OrderBias = 14; ///< depth units between ground layers

void CityScene::applyImagery()
{
    // The uppermost visible picture lies over the terrain.
    for (auto it = m_slots.rbegin(); it != m_slots.rend(); ++it) {
        const domain::Layer &layer = *(*it)->layer;
        if (!layer.imagery || !(*it)->visible)
            continue;
        const domain::Imagery &picture = *layer.imagery;
        m_engine.setImagery(
            picture.bounds, picture.width, picture.height,
            QByteArray(reinterpret_cast<const char *>(picture.rgba.data()), qsizetype(picture.rgba.size())),
            (*it)->opacity);
        return;
    }
    m_engine.setImagery({}, 0, 0, {}, 1);
}

void CityScene::applyReplacements()
{
    m_replaced.clear();
    for (const auto &slot : m_slots)
        if (slot->visible)
            for (const domain::Model &model : slot->layer->models)
                if (!model.building.isEmpty())
                    m_replaced.insert(model.building);
    eachSlot([this](quint32, Slot &slot) { applyReplacements(slot); });
}

void CityScene::applyReplacements(Slot &slot)
{
    const domain::Layer &layer = *slot.layer;
    if (layer.buildings.empty() && layer.models.empty())
        return;
    for (size_t i = 0; i < featureCount(layer); ++i)
        slot.state.setFlag(i, Hidden, false);
    const auto hide = [&](const QString &building) {
        for (const FeatureAt &at : featuresIn(0, slot, {domain::ObjectKind::Building, building}))
            slot.state.setFlag(at.feature, Hidden, true);
    };
    // A model that stands for a building shows in its place.
    if (!layer.buildings.empty())
        for (const QString &building : m_replaced)
            hide(building);
    if (!m_hollow.isEmpty())
        hide(m_hollow);
    for (const QString &building : m_aside)
        hide(building);
}

void CityScene::setLayerVisible(const QString &id, bool visible)
{
    bool changed = false;
    eachSlot([&](quint32, Slot &slot) {
        if (infoOf(slot).id != id || slot.visible == visible)
            return;
        changed = true;
        slot.visible = visible;
        m_engine.setLayerVisible(slot.engineLayer, visible && slot.shown);
        if (slot.layer->imagery)
            applyImagery();
    });
    if (!changed)
        return;
    m_tiles.setHidden(hiddenLayers());
    applyReplacements();
    Q_EMIT chunksChanged();
    Q_EMIT wantsFrame();
}

void CityScene::setLayerOpacity(const QString &id, double opacity)
{
    bool changed = false;
    eachSlot([&](quint32, Slot &slot) {
        if (infoOf(slot).id != id)
            return;
        changed = true;
        slot.opacity = std::clamp(opacity, 0.0, 1.0);
        applyOpacity(slot);
        if (slot.layer->imagery)
            applyImagery();
    });
    if (!changed)
        return;
    Q_EMIT chunksChanged();
    Q_EMIT wantsFrame();
}

void CityScene::setLayerOrder(const QStringList &layers)
{
    m_order = layers;
    applyOrder();
    Q_EMIT wantsFrame();
}

void CityScene::applyOrder()
{
    std::vector<Slot *> order;
    for (const auto &slot : m_slots)
        order.push_back(slot.get());
    // Below all else by kind, whatever the file says: pictures and terrain under water, water under roads.
    const auto rank = [this](const Slot *slot) {
        const int place = int(m_order.indexOf(slot->layer->info.id));
        if (place >= 0)
            return 100 + place;
        switch (slot->layer->info.kind) {
        case domain::LayerKind::Terrain:
        case domain::LayerKind::Imagery:
        case domain::LayerKind::Relief:
            return 0;
        case domain::LayerKind::Facility:
        case domain::LayerKind::Other:
            return 1;
        case domain::LayerKind::Green:
            return 2;
        case domain::LayerKind::Water:
            return 3;
        case domain::LayerKind::Road:
            return 4;
        case domain::LayerKind::Rail:
            return 5;
        case domain::LayerKind::Area:
            return 7;
        default:
            return 6;
        }
    };
    std::stable_sort(order.begin(), order.end(), [&](const Slot *a, const Slot *b) { return rank(a) < rank(b); });
    for (size_t i = 0; i < order.size(); ++i) {
        const domain::LayerKind kind = order[i]->layer->info.kind;
        const bool building = kind == domain::LayerKind::Building || kind == domain::LayerKind::Model;
        order[i]->bias = building ? 0 : OrderBias * double(i + 1);
        m_engine.setLayerBias(order[i]->engineLayer, order[i]->bias);
        for (const auto &[number, tile] : m_tileSlots)
            if (tile->owner == order[i]->layer)
                m_engine.setLayerBias(tile->engineLayer, order[i]->bias);
    }
}

QSet<QString> CityScene::hiddenLayers() const
{
    QSet<QString> hidden;
    for (const auto &slot : m_slots)
        if (!slot->visible)
            hidden.insert(slot->layer->info.id);
    return hidden;
}

bool CityScene::isPickable(quint32 layer, quint32 feature) const
{
    const Slot *const slot = slotAt(layer);
    return slot && slot->visible && slot->shown && slot->opacity > 0.4 && !slot->state.hasFlag(feature, Hidden) &&
           !(m_groundGlass && isGround(*slot));
}

}
