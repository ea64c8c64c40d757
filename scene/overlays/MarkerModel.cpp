#include "scene/overlays/MarkerModel.h"

#include <QPromise>
#include <QThreadPool>

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

// --- what there is

/// What a worker merges: the markers of each tree with where they stood and how they were, then their clusters.
struct MarkerModel::Merging {
    std::array<std::vector<quint32>, Marker::Trees> markers;
    std::array<std::vector<quint64>, Marker::Trees> births;
    std::array<std::vector<Vec3>, Marker::Trees> points;
    std::array<std::vector<quint8>, Marker::Trees> states;
    std::array<MarkerTree, Marker::Trees> trees;
    size_t size() const { return points[0].size() + points[1].size() + points[2].size(); }
    void merge()
    {
        for (size_t t = 0; t < Marker::Trees; ++t) {
            trees[t].build(points[t]);
            for (uint32_t leaf = 0; leaf < states[t].size(); ++leaf)
                trees[t].setState(leaf, states[t][leaf]);
            trees[t].refresh();
        }
    }
};

MarkerModel::MarkerModel()
{
    QObject::connect(&m_merged, &QFutureWatcherBase::finished, &m_merged, [this] {
        const std::shared_ptr<Merging> merged = std::exchange(m_merging, nullptr);
        if (std::exchange(m_mergeAgain, false)) {
            startMerging();
            return;
        }
        takeMerged(*merged);
        if (m_onMerged)
            m_onMerged();
    });
}

MarkerModel::~MarkerModel()
{
    m_merged.disconnect();
    m_merged.waitForFinished();
}

void MarkerModel::setCity(std::shared_ptr<const domain::City> city)
{
    std::vector<std::shared_ptr<const domain::Layer>> layers;
    if (city) {
        std::copy_if(city->layers.begin(), city->layers.end(), std::back_inserter(layers),
                     [](const auto &layer) { return layer && !layer->things.empty(); });
    }
    m_city = std::move(city);
    m_features.clear();
    m_parts.clear();
    m_partsKnown = false;
    // While a city loads, each snapshot brings one layer: most of them no things.
    if (layers != m_thingLayers || m_markers.empty()) {
        m_thingLayers = std::move(layers);
        rebuild();
        return;
    }
    for (quint32 i = 0; m_city && i < m_city->layers.size(); ++i) {
        for (const domain::Thing &thing : m_city->layers[i]->things) {
            if (const quint32 index = find(thing.ref()); index != MarkerItem::None)
                m_markers[index].layer = i;
        }
    }
    setSurface(m_surface);
}

void MarkerModel::rebuild()
{
    for (size_t t = 0; t < Marker::Trees; ++t) {
        m_trees[t].build({});
        m_markerOfLeaf[t].clear();
    }
    m_markers.clear();
    m_free.clear();
    m_byRef.clear();
    for (quint32 layer = 0; m_city && layer < m_city->layers.size(); ++layer) {
        for (const domain::Thing &thing : m_city->layers[layer]->things) {
            Marker &marker = m_markers[take(thing.ref())];
            marker.icon = iconOf(thing.kind);
            marker.kind = thing.kind;
            marker.layer = layer;
            marker.building = thing.building;
            marker.anchor = thing.position;
            if (!std::isfinite(marker.anchor.z))
                marker.anchor.z = m_city->groundAt(Vec2(marker.anchor)) + thing.heightAboveGround;
            marker.storey = thing.storey;
            if (!thing.unit.isEmpty())
                marker.place = {domain::ObjectKind::Unit, thing.unit};
            marker.home = marker.anchor;
            place(find(thing.ref()));
            const Known known = m_known.value(thing.id);
            marker.state = markerState(known.status, known.severity);
            marker.observed = known.observed;
        }
    }
    for (const domain::Event &event : std::as_const(m_events)) {
        const quint32 index = take(event.ref());
        m_markers[index].state = markerState(event);
        placeEvent(index, event);
    }
    seatAll();
}

quint32 MarkerModel::take(const domain::ObjectRef &ref)
{
    if (const quint32 index = find(ref); index != MarkerItem::None)
        return index;
    quint32 index;
    if (m_free.empty()) {
        index = quint32(m_markers.size());
        m_markers.emplace_back();
    } else {
        index = m_free.back();
        m_free.pop_back();
        m_markers[index] = {};
    }
    m_markers[index].ref = ref;
    m_markers[index].birth = ++m_births;
    m_byRef.insert(ref, index);
    return index;
}

void MarkerModel::release(quint32 index)
{
    Marker &marker = m_markers[index];
    unseat(marker);
    m_byRef.remove(marker.ref);
    marker = {};
    m_free.push_back(index);
}

bool MarkerModel::isKnown(const Vec3 &p)
{
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

bool MarkerModel::isVisible(const Marker &marker) const
{
    if (marker.ref.isNull() || marker.away || !isKnown(marker.anchor))
        return false;
    if (m_alone && marker.building != m_insideBuilding)
        return false;
    if (marker.ref.kind == domain::ObjectKind::Event)
        return m_eventsVisible &&
               (!m_shownEvents || marker.ref == m_selected || m_shownEvents->contains(marker.ref.id));
    return !m_kindHidden[size_t(marker.kind)] &&
           (m_hiddenLayers.isEmpty() || !m_hiddenLayers.contains(m_city->layers[marker.layer]->info.id));
}

Marker::Tree MarkerModel::treeFor(quint32 index) const
{
    const Marker &marker = m_markers[index];
    if (!isVisible(marker) || marker.ref == m_selected || marker.ref == m_highlighted)
        return Marker::Tree::None;
    if (marker.state == MarkerState::Critical)
        return Marker::Tree::Critical;
    return needsAttention(marker.state) ? Marker::Tree::Attention : Marker::Tree::Quiet;
}

void MarkerModel::seat(quint32 index)
{
    Marker &marker = m_markers[index];
    const Marker::Tree tree = treeFor(index);
    if (tree == marker.tree) {
        if (tree != Marker::Tree::None)
            m_trees[at(tree)].setState(marker.leaf, int(marker.state));
        return;
    }
    unseat(marker);
    if (tree == Marker::Tree::None)
        return;
    marker.tree = tree;
    marker.leaf = m_trees[at(tree)].insert(marker.anchor, int(marker.state));
    auto &markers = m_markerOfLeaf[at(tree)];
    if (markers.size() <= marker.leaf)
        markers.resize(size_t(marker.leaf) + 1, MarkerItem::None);
    markers[marker.leaf] = index;
}

void MarkerModel::unseat(Marker &marker)
{
    if (marker.tree != Marker::Tree::None)
        m_trees[at(marker.tree)].remove(marker.leaf);
    marker.tree = Marker::Tree::None;
    marker.leaf = MarkerTree::None;
}

/// Builds all trees at once: better and faster than one by one.
void MarkerModel::seatAll()
{
    if (m_merging)
        m_mergeAgain = true;
    else
        startMerging();
}

void MarkerModel::startMerging()
{
    auto merging = std::make_shared<Merging>();
    for (quint32 i = 0; i < m_markers.size(); ++i) {
        const Marker::Tree tree = treeFor(i);
        if (tree == Marker::Tree::None)
            continue;
        merging->markers[at(tree)].push_back(i);
        merging->births[at(tree)].push_back(m_markers[i].birth);
        merging->points[at(tree)].push_back(m_markers[i].anchor);
        merging->states[at(tree)].push_back(quint8(m_markers[i].state));
    }
    if (merging->size() <= MarkerTree::MergedAtOnce) {
        merging->merge();
        takeMerged(*merging);
        return;
    }
    m_merging = merging;
    auto promise = std::make_shared<QPromise<void>>();
    m_merged.setFuture(promise->future());
    QThreadPool::globalInstance()->start([merging, promise] {
        promise->start();
        merging->merge();
        promise->finish();
    });
}

void MarkerModel::takeMerged(Merging &merged)
{
    m_trees = std::move(merged.trees);
    m_markerOfLeaf = std::move(merged.markers);
    for (Marker &marker : m_markers) {
        marker.tree = Marker::Tree::None;
        marker.leaf = MarkerTree::None;
    }
    // What came, went or changed since stands where it would have then.
    for (size_t t = 0; t < Marker::Trees; ++t) {
        for (uint32_t leaf = 0; leaf < m_markerOfLeaf[t].size(); ++leaf) {
            const quint32 index = m_markerOfLeaf[t][leaf];
            Marker *marker = index < m_markers.size() ? &m_markers[index] : nullptr;
            if (marker && marker->birth == merged.births[t][leaf] && marker->anchor == merged.points[t][leaf] &&
                at(treeFor(index)) == t) {
                marker->tree = Marker::Tree(t);
                marker->leaf = leaf;
                if (quint8(marker->state) != merged.states[t][leaf])
                    m_trees[t].setState(leaf, int(marker->state));
            } else {
                m_trees[t].remove(leaf);
                m_markerOfLeaf[t][leaf] = MarkerItem::None;
            }
        }
    }
    for (quint32 i = 0; i < m_markers.size(); ++i) {
        if (m_markers[i].tree == Marker::Tree::None)
            seat(i);
    }
}

// --- live state

bool MarkerModel::apply(const domain::ChangeSet &changes)
{
    m_time = std::max(changes.reset ? 0 : m_time, changes.time);
    if (changes.reset) {
        m_known.clear();
        m_events.clear();
        for (quint32 i = 0; i < m_markers.size(); ++i) {
            if (m_markers[i].ref.kind == domain::ObjectKind::Event) {
                release(i);
            } else if (m_markers[i].ref.kind == domain::ObjectKind::Thing) {
                m_markers[i].state = MarkerState::Unknown;
                m_markers[i].observed = 0;
            }
        }
        for (const domain::ThingState &state : changes.things)
            setThing(state);
        for (const domain::Event &event : changes.events)
            setEvent(event);
        seatAll();
        return true;
    }
    bool different = !changes.events.empty() || !changes.removedEvents.empty();
    for (const domain::ThingState &state : changes.things) {
        if (!setThing(state))
            continue;
        different = true;
        if (const quint32 index = find({domain::ObjectKind::Thing, state.thing}); index != MarkerItem::None)
            seat(index);
    }
    for (const domain::Event &event : changes.events) {
        setEvent(event);
        if (const quint32 index = find(event.ref()); index != MarkerItem::None)
            seat(index);
    }
    for (const QString &id : changes.removedEvents) {
        m_events.remove(id);
        if (const quint32 index = find({domain::ObjectKind::Event, id}); index != MarkerItem::None)
            release(index);
    }
    return different;
}

bool MarkerModel::setThing(const domain::ThingState &state)
{
    m_known.insert(state.thing, {state.status, state.severity, state.observed});
    const quint32 index = find({domain::ObjectKind::Thing, state.thing});
    if (index == MarkerItem::None)
        return false;
    const MarkerState before = std::exchange(m_markers[index].state, markerState(state.status, state.severity));
    m_markers[index].observed = state.observed;
    return m_markers[index].state != before;
}

void MarkerModel::setEvent(const domain::Event &event)
{
    if (domain::isFinal(event.state)) {
        m_events.remove(event.id);
        if (const quint32 index = find(event.ref()); index != MarkerItem::None)
            release(index);
        return;
    }
    m_events.insert(event.id, event);
    const quint32 index = take(event.ref());
    m_markers[index].state = markerState(event);
    placeEvent(index, event);
}

// --- what is shown

void MarkerModel::setKindVisible(domain::ThingKind kind, bool visible)
{
    if (m_kindHidden[size_t(kind)] == !visible)
        return;
    m_kindHidden[size_t(kind)] = !visible;
    seatAll();
}

void MarkerModel::setEventsVisible(bool visible)
{
    if (m_eventsVisible == visible)
        return;
    m_eventsVisible = visible;
    seatAll();
}

void MarkerModel::setShownEvents(const std::optional<QSet<QString>> &events)
{
    if (m_shownEvents == events)
        return;
    m_shownEvents = events;
    seatAll();
}

void MarkerModel::setHiddenLayers(const QSet<QString> &layers)
{
    if (m_hiddenLayers == layers)
        return;
    m_hiddenLayers = layers;
    seatAll();
}

void MarkerModel::setStanding(const domain::ObjectRef &selected, const domain::ObjectRef &highlighted)
{
    const std::array before{m_selected, m_highlighted};
    m_selected = selected;
    m_highlighted = highlighted;
    for (const domain::ObjectRef &ref : {before[0], before[1], selected, highlighted}) {
        if (const quint32 index = find(ref); !ref.isNull() && index != MarkerItem::None)
            seat(index);
    }
}

int MarkerModel::count() const
{
    return int(std::count_if(m_markers.begin(), m_markers.end(), [this](const Marker &m) { return isVisible(m); }));
}

}
