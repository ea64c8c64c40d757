#include "scene/overlays/MarkerModel.h"

#include "geometry/Polygon.h"

#include <QElapsedTimer>
#include <QPromise>
#include <QThreadPool>

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

constexpr double ClusterPixels = 46; ///< about how far apart markers stand
constexpr double QuietClusterPixels = 18;
constexpr double QuietMetresPerPixel = 0.5; ///< farther away quiet ones are not drawn
constexpr double PolePixels = 30;
constexpr double Margin = 60; ///< pixels around the view in which items are still laid out
/// More in one view are a carpet that nobody reads, and cost more than the city under them.
constexpr std::array<size_t, Marker::Trees> MostShown{400, 500, 900};
constexpr double CoarserStep = 1.25; ///< of the pixels between them, where there are more
constexpr int MostCoarser = 12;

bool isKnown(const Vec3 &p)
{
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

size_t at(Marker::Tree tree)
{
    return size_t(tree);
}

}

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
    if (marker.tree != Marker::Tree::None)
        m_trees[at(marker.tree)].remove(marker.leaf);
    m_byRef.remove(marker.ref);
    marker = {};
    m_free.push_back(index);
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
    if (marker.tree != Marker::Tree::None)
        m_trees[at(marker.tree)].remove(marker.leaf);
    marker.tree = tree;
    marker.leaf = MarkerTree::None;
    if (tree == Marker::Tree::None)
        return;
    marker.leaf = m_trees[at(tree)].insert(marker.anchor, int(marker.state));
    auto &markers = m_markerOfLeaf[at(tree)];
    if (markers.size() <= marker.leaf)
        markers.resize(size_t(marker.leaf) + 1, MarkerItem::None);
    markers[marker.leaf] = index;
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

// --- where events stand

void MarkerModel::standIn(Marker &marker, const domain::Building &building, int storey)
{
    const Vec2 middle = geometry::representativePoint(building.footprint);
    const double ground = std::isfinite(building.ground) ? building.ground : m_city->groundAt(middle);
    marker.building = building.id;
    if (storey != 0 && building.storeysAbove > 0) {
        const double share = (std::clamp(storey, 1, building.storeysAbove) - 0.5) / building.storeysAbove;
        marker.anchor = {middle, ground + building.minHeight + share * (building.height - building.minHeight)};
        marker.onPole = false;
    } else {
        marker.anchor = {middle, ground + building.height};
        marker.onPole = true;
    }
}

void MarkerModel::placeEvent(quint32 index, const domain::Event &event)
{
    Marker &marker = m_markers[index];
    const Vec3 before = marker.anchor;
    marker.icon = MarkerIcon::Event;
    marker.anchor = Vec3(geometry::NaN);
    marker.onPole = true;
    marker.building.clear();
    marker.storey = 0;
    marker.place = event.place;
    if (m_city) {
        if (const domain::EventType *type = m_city->catalogue.type(event.type))
            marker.icon = iconOfDomain(type->domain);
        const auto onGround = [&](const Vec2 &point) {
            const double surface = m_surface ? m_surface(point) : geometry::NaN;
            marker.anchor = {point, std::isfinite(surface) ? surface : m_city->groundAt(point)};
        };
        const domain::Unit *unit =
            event.place.kind == domain::ObjectKind::Unit ? m_city->unit(event.place.id) : nullptr;
        const domain::Building *building = unit ? m_city->building(unit->building)
                                           : event.place.kind == domain::ObjectKind::Building
                                               ? m_city->building(event.place.id)
                                               : m_city->building(domain::buildingOfInsideId(event.place.id));
        const domain::Thing *thing =
            event.place.kind == domain::ObjectKind::Thing ? m_city->thing(event.place.id) : nullptr;
        const bool positioned = event.hasPosition && isKnown(event.position);
        if (building && !building->footprint.empty()) {
            marker.storey = unit ? unit->storey : 0;
            standIn(marker, *building, marker.storey);
        } else if (thing) {
            marker.anchor = thing->position;
            marker.building = thing->building;
            marker.storey = thing->storey;
            if (!thing->unit.isEmpty())
                marker.place = {domain::ObjectKind::Unit, thing->unit};
            marker.onPole = thing->storey == 0;
        } else if (positioned) {
            onGround(Vec2(event.position));
        } else if (const domain::AdminArea *area = m_city->area(event.place); area && !area->shape.empty()) {
            onGround(geometry::representativePoint(area->shape));
        } else if (const domain::Feature *feature =
                       event.place.kind == domain::ObjectKind::Feature ? m_city->feature(event.place.id) : nullptr) {
            if (!feature->points.empty())
                onGround(feature->points.front());
            else if (!feature->lines.empty() && !feature->lines.front().empty())
                onGround(feature->lines.front()[feature->lines.front().size() / 2]);
            else if (!feature->shape.empty())
                onGround(geometry::representativePoint(feature->shape));
        } else if (isKnown(event.position) && event.position != Vec3(0.0)) {
            onGround(Vec2(event.position));
        }
    }
    marker.home = marker.anchor;
    place(index);
    if (marker.tree == Marker::Tree::None || marker.anchor == before)
        return;
    if (Vec2(marker.anchor) == Vec2(before) && isKnown(marker.anchor)) {
        m_trees[at(marker.tree)].setHeight(marker.leaf, marker.anchor.z);
    } else { // its leaf stands in the wrong place
        m_trees[at(marker.tree)].remove(marker.leaf);
        marker.tree = Marker::Tree::None;
        marker.leaf = MarkerTree::None;
    }
}

bool MarkerModel::placeSome(double ms)
{
    QElapsedTimer timer;
    timer.start();
    while (!m_unplaced.empty() && double(timer.nsecsElapsed()) < ms * 1e6) {
        const auto event = m_events.constFind(m_unplaced.back());
        m_unplaced.pop_back();
        if (const quint32 index = event == m_events.constEnd() ? MarkerItem::None : find(event->ref());
            index != MarkerItem::None) {
            placeEvent(index, *event);
            seat(index);
        }
    }
    return m_unplaced.empty();
}

void MarkerModel::place(quint32 index)
{
    Marker &marker = m_markers[index];
    marker.away = false;
    marker.anchor = marker.home;
    if (!m_inside || marker.building.isEmpty() || marker.building != m_insideBuilding)
        return;
    const std::optional<Vec3> at = m_inside(marker);
    marker.away = !at;
    if (at)
        marker.anchor = *at;
}

void MarkerModel::setInside(const QString &building, Inside inside, bool alone)
{
    const bool others = std::exchange(m_alone, alone) != alone;
    const QString before = std::exchange(m_insideBuilding, building);
    m_inside = std::move(inside);
    for (quint32 i = 0; i < m_markers.size(); ++i) {
        Marker &marker = m_markers[i];
        if (marker.ref.isNull() || marker.building.isEmpty() ||
            (marker.building != before && marker.building != building))
            continue;
        const Vec3 stood = marker.anchor;
        place(i);
        if (marker.tree != Marker::Tree::None && marker.anchor != stood) {
            m_trees[at(marker.tree)].remove(marker.leaf);
            marker.tree = Marker::Tree::None;
            marker.leaf = MarkerTree::None;
        }
        seat(i);
    }
    if (others)
        seatAll();
}

void MarkerModel::setSurface(Surface surface)
{
    constexpr double AtOnceMs = 3;
    m_surface = std::move(surface);
    m_unplaced.clear();
    for (auto event = m_events.keyBegin(); event != m_events.keyEnd(); ++event)
        m_unplaced.push_back(*event);
    placeSome(AtOnceMs);
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

// --- what of it is on screen

/// Cuts a tree so that not too many are shown: where there would be, clusters are larger by steps, and finer again only
/// when that is surely few enough.
void MarkerModel::cutInto(Marker::Tree tree, const ViewState &view, double scale)
{
    const bool quiet = tree == Marker::Tree::Quiet;
    const double perMetre = view.metresPerPixel(1.0);
    const auto cut = [&](int coarser) {
        m_trees[at(tree)].cut(view,
                              (quiet ? QuietClusterPixels : ClusterPixels) * scale * std::pow(CoarserStep, coarser),
                              Margin * scale, m_cut);
        if (quiet)
            std::erase_if(m_cut,
                          [&](const MarkerTree::Item &item) { return perMetre * item.depth > QuietMetresPerPixel; });
        return m_cut.size();
    };
    int &coarser = m_coarser[at(tree)];
    const size_t most = MostShown[at(tree)];
    size_t count = cut(coarser);
    while (count > most && coarser < MostCoarser)
        count = cut(++coarser);
    // A step changes the number by about its square.
    if (coarser > 0 && double(count) * CoarserStep * CoarserStep * 1.3 < double(most))
        cut(--coarser);
}

const std::vector<MarkerItem> &MarkerModel::layout(const ViewState &view, double scale)
{
    if (!m_merging && std::any_of(m_trees.begin(), m_trees.end(), [](const MarkerTree &tree) {
            return tree.isWorn() && tree.size() > MarkerTree::MergedAtOnce;
        }))
        startMerging();
    m_items.clear();
    m_itemOfStanding.clear();
    const double perMetre = view.metresPerPixel(1.0);
    const auto add = [&](MarkerItem item) {
        item.metresPerPixel = perMetre * item.depth;
        item.body = item.foot;
        if (item.marker != MarkerItem::None && m_markers[item.marker].onPole && needsAttention(item.state))
            item.body.ry() -= PolePixels * scale;
        m_items.push_back(item);
    };
    for (const Marker::Tree tree : {Marker::Tree::Quiet, Marker::Tree::Attention, Marker::Tree::Critical}) {
        cutInto(tree, view, scale);
        const size_t first = m_items.size();
        for (const MarkerTree::Item &cut : m_cut) {
            MarkerItem item;
            item.tree = tree;
            item.node = cut.node;
            item.marker = cut.leaf == MarkerTree::None ? MarkerItem::None : m_markerOfLeaf[at(tree)][cut.leaf];
            item.count = cut.count;
            item.state = MarkerState(cut.worst);
            item.anchor = cut.position;
            item.foot = cut.pixel;
            item.depth = cut.depth;
            add(item);
        }
        // The worst above the others, then the near above the far.
        std::sort(m_items.begin() + qsizetype(first), m_items.end(), [](const MarkerItem &a, const MarkerItem &b) {
            return a.state != b.state ? a.state < b.state : a.depth > b.depth;
        });
    }
    for (const domain::ObjectRef &ref : {m_highlighted, m_selected}) {
        const quint32 index = ref.isNull() ? MarkerItem::None : find(ref);
        if (index == MarkerItem::None || m_itemOfStanding.contains(index) || !isVisible(m_markers[index]))
            continue;
        MarkerItem item;
        item.marker = index;
        item.state = m_markers[index].state;
        item.anchor = m_markers[index].anchor;
        item.foot = view.project(item.anchor, &item.depth);
        if (!(item.depth > view.nearPlane))
            continue;
        m_itemOfStanding.insert(index, quint32(m_items.size()));
        add(item);
    }
    for (size_t t = 0; t < Marker::Trees; ++t)
        m_itemOfNode[t].assign(m_trees[t].nodes(), MarkerItem::None);
    for (quint32 i = 0; i < m_items.size(); ++i) {
        if (m_items[i].tree != Marker::Tree::None)
            m_itemOfNode[at(m_items[i].tree)][m_items[i].node] = i;
    }
    return m_items;
}

const MarkerItem *MarkerModel::itemOf(quint32 index) const
{
    if (index >= m_markers.size())
        return nullptr;
    if (const auto standing = m_itemOfStanding.constFind(index); standing != m_itemOfStanding.constEnd())
        return &m_items[*standing];
    const Marker &marker = m_markers[index];
    if (marker.tree == Marker::Tree::None)
        return nullptr;
    const auto &items = m_itemOfNode[at(marker.tree)];
    for (uint32_t node = m_trees[at(marker.tree)].nodeOf(marker.leaf); node < items.size();
         node = m_trees[at(marker.tree)].parentOf(node)) {
        if (items[node] != MarkerItem::None)
            return &m_items[items[node]];
    }
    return nullptr;
}

std::vector<quint32> MarkerModel::membersOf(const MarkerItem &cluster) const
{
    std::vector<quint32> members;
    if (cluster.tree == Marker::Tree::None) {
        if (cluster.marker != MarkerItem::None)
            members.push_back(cluster.marker);
        return members;
    }
    for (const uint32_t leaf : m_trees[at(cluster.tree)].leavesOf(cluster.node))
        members.push_back(m_markerOfLeaf[at(cluster.tree)][leaf]);
    std::sort(members.begin(), members.end(), [this](quint32 a, quint32 b) {
        const Marker &x = m_markers[a], &y = m_markers[b];
        return x.state != y.state ? x.state > y.state : x.ref.id < y.ref.id;
    });
    return members;
}

geometry::Box3 MarkerModel::boundsOf(const MarkerItem &item) const
{
    if (item.tree != Marker::Tree::None)
        return m_trees[at(item.tree)].boundsOf(item.node);
    geometry::Box3 box;
    box.add(item.anchor);
    return box;
}

double MarkerModel::spreadOf(const MarkerItem &item, const ViewState &view) const
{
    return item.tree == Marker::Tree::None ? 0.0 : m_trees[at(item.tree)].spread(item.node, view);
}

const std::vector<std::pair<quint32, quint32>> &MarkerModel::featuresOf(const QString &building) const
{
    if (const auto found = m_features.constFind(building); found != m_features.constEnd())
        return *found;
    if (!m_partsKnown) {
        m_partsKnown = true;
        for (quint32 layer = 0; m_city && layer < m_city->layers.size(); ++layer) {
            const domain::Layer &l = *m_city->layers[layer];
            for (quint32 i = 0; i < l.buildings.size(); ++i) {
                if (!l.buildings[i].partOf.isEmpty())
                    m_parts[l.buildings[i].partOf].emplace_back(layer, i);
            }
            for (quint32 i = 0; i < l.models.size(); ++i) {
                if (!l.models[i].building.isEmpty())
                    m_parts[l.models[i].building].emplace_back(layer, i);
            }
        }
    }
    std::vector<std::pair<quint32, quint32>> features = m_parts.value(building);
    const domain::Layer *layer = m_city ? m_city->layerOfBuilding(building) : nullptr;
    const domain::Building *whole = m_city ? m_city->building(building) : nullptr;
    for (quint32 i = 0; layer && whole && i < m_city->layers.size(); ++i) {
        if (m_city->layers[i].get() == layer)
            features.emplace_back(i, quint32(whole - layer->buildings.data()));
    }
    return *m_features.insert(building, std::move(features));
}

}
