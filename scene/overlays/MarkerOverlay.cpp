#include "scene/overlays/MarkerOverlayState.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec3;

namespace
{

constexpr int SurfaceMs = 300;    ///< that chunks may keep changing before events are placed on roofs
constexpr double BudgetMs = 3;    ///< of rays in one go
constexpr size_t MostFanned = 40; ///< members; more do not fit around a point
constexpr double FanPixels = 44;
constexpr double ClosestMetresPerPixel = 0.05;

}

MarkerOverlay::MarkerOverlay(QQuickItem *parent) : QQuickItem(parent), m_impl(std::make_unique<Impl>(this))
{
    setFlag(ItemHasContents);
    m_impl->model.onMerged([this] {
        m_impl->lookAnew();
        m_impl->changed();
        m_impl->tellSettled();
    });
}

MarkerOverlay::~MarkerOverlay() = default;

// --- what comes in

void MarkerOverlay::setCity(std::shared_ptr<const domain::City> city)
{
    m_impl->fan.reset();
    m_impl->model.setCity(std::move(city));
    m_impl->placeOn();
    m_impl->lookAnew();
    m_impl->changed();
}

void MarkerOverlay::apply(const domain::ChangeSet &changes)
{
    if (changes.isEmpty() && changes.raised.empty()) {
        // Ages grow all the same, but nobody reads them by the second.
        return;
    }
    const bool different = m_impl->model.apply(changes);
    if (!m_impl->reduced) {
        for (const domain::ObjectRef &raised : changes.raised)
            m_impl->pulses.insert(raised, 0);
        if (!m_impl->pulses.isEmpty() && !m_impl->pulseTimer.isActive())
            m_impl->pulseTimer.start();
    }
    if (changes.reset)
        m_impl->fan.reset();
    if (!changes.events.empty())
        m_impl->lookAnew();
    if (different || !changes.raised.empty())
        m_impl->changed();
}

void MarkerOverlay::setViewState(const ViewState &state)
{
    m_impl->view = state;
    m_impl->lookNext = 0;
    if (m_impl->index)
        m_impl->lookTimer.start(Impl::StillMs);
    m_impl->changed();
}

void MarkerOverlay::setTheme(Theme theme)
{
    if (m_impl->theme == theme)
        return;
    m_impl->theme = theme;
    m_impl->atlas.clear();
    m_impl->changed();
}

void MarkerOverlay::setTextScale(double scale)
{
    if (m_impl->scale == scale || !(scale > 0))
        return;
    m_impl->scale = scale;
    m_impl->atlas.clear();
    m_impl->changed();
}

void MarkerOverlay::setReducedMotion(bool reduced)
{
    m_impl->reduced = reduced;
    if (reduced)
        m_impl->pulses.clear();
    update();
}

void MarkerOverlay::setKindVisible(domain::ThingKind kind, bool visible)
{
    m_impl->model.setKindVisible(kind, visible);
    m_impl->changed();
}

void MarkerOverlay::setEventsVisible(bool visible)
{
    m_impl->model.setEventsVisible(visible);
    m_impl->changed();
}

void MarkerOverlay::setShownEvents(const std::optional<QSet<QString>> &events)
{
    m_impl->model.setShownEvents(events);
    m_impl->changed();
}

void MarkerOverlay::setHiddenLayers(const QSet<QString> &layers)
{
    m_impl->model.setHiddenLayers(layers);
    m_impl->changed();
}

void MarkerOverlay::setSelected(const domain::ObjectRef &object)
{
    m_impl->selected = object;
    m_impl->model.setStanding(m_impl->selected, m_impl->highlighted);
    m_impl->lookAnew();
    m_impl->changed();
}

void MarkerOverlay::setHighlighted(const domain::ObjectRef &object)
{
    if (m_impl->highlighted == object)
        return;
    m_impl->highlighted = object;
    m_impl->model.setStanding(m_impl->selected, m_impl->highlighted);
    m_impl->changed();
}

void MarkerOverlay::setOcclusion(const PickIndex *index, PickIndex::Accept accept)
{
    m_impl->index = index;
    m_impl->accept = std::move(accept);
    occlusionChanged();
}

void MarkerOverlay::setInside(const QString &building,
                              std::function<std::optional<geometry::Vec3>(const Marker &)> inside, bool alone)
{
    m_impl->model.setInside(building, std::move(inside), alone);
    m_impl->lookAnew();
    m_impl->changed();
}

void MarkerOverlay::occlusionChanged()
{
    m_impl->surfaceTimer.start(SurfaceMs);
}

// --- layout

void MarkerOverlay::Impl::layout()
{
    if (!dirty)
        return;
    dirty = false;
    untold = true;
    const std::vector<MarkerItem> &items = model.layout(view, scale);
    layoutFan();
    occupied.clear();
    const QRectF all(QPointF(), view.size);
    const auto occupy = [&](const QPointF &body, double radius) {
        const QRectF rect(body.x() - radius, body.y() - radius, 2 * radius, 2 * radius);
        if (rect.intersects(all))
            occupied.push_back(rect);
    };
    for (size_t i = 0; fan && i < fan->places.size(); ++i)
        occupy(fan->places[i], markerExtent(MarkerState::Critical, MarkerForm::Full) / 2 * scale);
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        if (needsAttention(item->state))
            occupy(item->body, radiusOf(*item));
    }
}

void MarkerOverlay::Impl::layoutFan()
{
    if (!fan)
        return;
    const MarkerItem *cluster = model.itemOf(fan->members.front());
    double depth = 0;
    const QPointF middle = view.project(fan->anchor, &depth);
    const double now = view.metresPerPixel(depth);
    // It belongs to the distance from which it was opened: farther or nearer it folds by itself.
    if (!cluster || cluster->marker != MarkerItem::None || depth <= view.nearPlane || now > fan->metresPerPixel * 1.4 ||
        now < fan->metresPerPixel / 1.4) {
        fan.reset();
        return;
    }
    fan->middle = middle;
    fan->places.clear();
    const size_t n = fan->members.size();
    for (size_t i = 0; i < n; ++i) {
        // One circle for a few, a spiral of even spacing for many.
        double angle = -M_PI / 2 + 2 * M_PI * double(i) / double(n),
               radius = std::max(FanPixels, double(n) * 36 / (2 * M_PI));
        if (n > 10) {
            const double turn = std::sqrt(double(i) + 2.0);
            radius = 26 * turn;
            angle = 2 * std::sqrt(M_PI) * turn * 1.03;
        }
        fan->places.push_back(middle + QPointF(std::cos(angle), std::sin(angle)) * radius * scale);
    }
}

void MarkerOverlay::updatePolish()
{
    m_impl->layout();
    if (std::exchange(m_impl->untold, false))
        Q_EMIT laidOut();
}

void MarkerOverlay::itemChange(ItemChange change, const ItemChangeData &data)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange)
        update();
    QQuickItem::itemChange(change, data);
}

// --- what it does by itself

void MarkerOverlay::Impl::pulse()
{
    for (auto it = pulses.begin(); it != pulses.end();)
        it = ++it.value() >= PulseSteps * Pulses ? pulses.erase(it) : std::next(it);
    if (pulses.isEmpty())
        pulseTimer.stop();
    q->update();
    tellSettled();
}

bool MarkerOverlay::Impl::isBehind(const Marker &marker) const
{
    // A little in front of the wall or the ground that it is fixed to.
    constexpr double Before = 0.8;
    const Vec3 foot = marker.anchor + Vec3(0, 0, marker.onPole ? 1.0 : 0.0);
    const Vec3 way = foot - view.eye;
    const double distance = glm::length(way) - Before;
    if (!(distance > 0))
        return false;
    const geometry::Ray ray{view.eye, way};
    if (marker.building.isEmpty())
        return index->occluded(ray, distance, accept);
    // Its own building hides every sensor in it: only what stands before that building counts.
    const auto &own = model.featuresOf(marker.building);
    return index->occluded(ray, distance, [&](quint32 layer, quint32 feature) {
        return std::find(own.begin(), own.end(), std::pair(layer, feature)) == own.end() &&
               (!accept || accept(layer, feature));
    });
}

void MarkerOverlay::Impl::look()
{
    if (!index)
        return;
    layout();
    QElapsedTimer timer;
    timer.start();
    bool different = false;
    const auto &items = model.items();
    while (lookNext < items.size() && double(timer.nsecsElapsed()) < BudgetMs * 1e6) {
        // The last ones are the worst.
        const MarkerItem &item = items[items.size() - 1 - lookNext++];
        if (item.marker == MarkerItem::None)
            continue;
        const bool behind = isBehind(model.marker(item.marker));
        different = different || behind != model.marker(item.marker).hidden;
        model.setHidden(item.marker, behind);
    }
    if (different)
        q->update();
    if (lookNext < items.size())
        lookTimer.start(0);
    tellSettled();
}

void MarkerOverlay::Impl::findRoofs()
{
    if (!index || index->isEmpty() || !model.city()) {
        model.setSurface({});
    } else {
        constexpr double Above = 1000; // metres over all there is
        const double top = model.city()->bounds().max.z + Above;
        model.setSurface([this, top](const geometry::Vec2 &point) {
            const auto hit = index->pick({{point.x, point.y, top}, {0, 0, -1}}, accept);
            return hit ? hit->point.z : geometry::NaN;
        });
    }
    placeOn();
    lookAnew();
    changed();
}

/// Many events find their roofs bit by bit.
void MarkerOverlay::Impl::placeOn()
{
    const bool done = model.placeSome(BudgetMs);
    changed();
    if (!done)
        placeTimer.start();
    else if (placeTimer.isActive())
        placeTimer.stop();
    tellSettled();
}

// --- what can be asked

MarkerHit MarkerOverlay::Impl::hit(const MarkerItem &item) const
{
    MarkerHit found;
    if (item.marker != MarkerItem::None) {
        found.object = model.marker(item.marker).ref;
        found.bounds.add(item.anchor);
        return found;
    }
    for (const quint32 member : model.membersOf(item))
        found.members.push_back(model.marker(member).ref);
    found.bounds = model.boundsOf(item);
    return found;
}

MarkerHit MarkerOverlay::hitTest(const QPointF &pixel, double tolerance) const
{
    m_impl->layout();
    const auto meets = [&](const QPointF &body, double radius) {
        const QPointF away = pixel - body;
        return std::hypot(away.x(), away.y()) <= radius + tolerance;
    };
    for (size_t i = 0; m_impl->fan && i < m_impl->fan->places.size(); ++i) {
        const MarkerItem item = m_impl->fanItem(i);
        if (meets(item.body, m_impl->radiusOf(item)))
            return m_impl->hit(item);
    }
    const auto &items = m_impl->model.items();
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        if (meets(item->body, m_impl->radiusOf(*item)) && !m_impl->isFanned(*item))
            return m_impl->hit(*item);
    }
    return {};
}

std::optional<geometry::Box3> MarkerOverlay::open(const MarkerHit &cluster)
{
    if (!cluster.isCluster() || cluster.bounds.isEmpty())
        return {};
    m_impl->layout();
    // How far apart its members would be on screen from as near as one goes, seen from the same side.
    const Vec3 half = cluster.bounds.size() * 0.5;
    const double across =
        2 * std::hypot(glm::dot(glm::abs(m_impl->view.right()), half), glm::dot(glm::abs(m_impl->view.up()), half));
    constexpr double Apart = 90; // pixels, so that they surely part
    if (across / ClosestMetresPerPixel > Apart)
        return cluster.bounds;
    Fan fan;
    for (const domain::ObjectRef &member : cluster.members) {
        const quint32 index = m_impl->model.find(member);
        if (index != MarkerItem::None && fan.members.size() < MostFanned)
            fan.members.push_back(index);
    }
    if (fan.members.empty())
        return {};
    fan.anchor = cluster.bounds.centre();
    double depth = 0;
    m_impl->view.project(fan.anchor, &depth);
    fan.metresPerPixel = m_impl->view.metresPerPixel(depth);
    m_impl->fan = std::move(fan);
    m_impl->changed();
    return {};
}

bool MarkerOverlay::fold()
{
    const bool had = m_impl->fan.has_value();
    m_impl->fan.reset();
    if (had)
        m_impl->changed();
    return had;
}

QPointF MarkerOverlay::positionOf(const domain::ObjectRef &object) const
{
    m_impl->layout();
    const quint32 index = m_impl->model.find(object);
    if (m_impl->fan) {
        const auto &members = m_impl->fan->members;
        const auto found = std::find(members.begin(), members.end(), index);
        if (index != MarkerItem::None && found != members.end())
            return m_impl->fan->places[size_t(found - members.begin())];
    }
    const MarkerItem *item = index == MarkerItem::None ? nullptr : m_impl->model.itemOf(index);
    return item ? item->body : QPointF(geometry::NaN, geometry::NaN);
}

geometry::Vec3 MarkerOverlay::anchorOf(const domain::ObjectRef &object) const
{
    const quint32 index = m_impl->model.find(object);
    return index == MarkerItem::None ? Vec3(geometry::NaN) : m_impl->model.marker(index).anchor;
}

std::vector<MarkerOverlay::Shown> MarkerOverlay::shown() const
{
    m_impl->layout();
    std::vector<Shown> shown;
    const QRectF all(QPointF(), m_impl->view.size);
    const auto show = [&](const MarkerItem &item, quint32 marker) {
        const double radius = m_impl->radiusOf(item);
        if (all.contains(item.body))
            shown.push_back({m_impl->model.marker(marker).ref,
                             QRectF(item.body.x() - radius, item.body.y() - radius, 2 * radius, 2 * radius),
                             int(item.count)});
    };
    for (const MarkerItem &item : m_impl->model.items()) {
        if (!m_impl->isFanned(item))
            show(item, item.marker == MarkerItem::None ? m_impl->model.membersOf(item).front() : item.marker);
    }
    for (size_t i = 0; m_impl->fan && i < m_impl->fan->places.size(); ++i)
        show(m_impl->fanItem(i), m_impl->fan->members[i]);
    return shown;
}

std::vector<domain::ObjectRef> MarkerOverlay::reachable() const
{
    m_impl->layout();
    std::vector<const MarkerItem *> shown;
    const QRectF all(QPointF(), m_impl->view.size);
    for (const MarkerItem &item : m_impl->model.items()) {
        if (needsAttention(item.state) && all.contains(item.body))
            shown.push_back(&item);
    }
    std::sort(shown.begin(), shown.end(), [](const MarkerItem *a, const MarkerItem *b) {
        return a->state != b->state ? a->state > b->state : a->body.x() < b->body.x();
    });
    std::vector<domain::ObjectRef> objects;
    for (const MarkerItem *item : shown) {
        const quint32 worst = item->marker == MarkerItem::None ? m_impl->model.membersOf(*item).front() : item->marker;
        objects.push_back(m_impl->model.marker(worst).ref);
    }
    return objects;
}

bool MarkerOverlay::isSettled() const
{
    return !m_impl->pulseTimer.isActive() && !m_impl->lookTimer.isActive() && !m_impl->surfaceTimer.isActive() &&
           !m_impl->placeTimer.isActive() && !m_impl->model.isMerging();
}

int MarkerOverlay::count() const
{
    return m_impl->model.count();
}

int MarkerOverlay::drawnCount() const
{
    m_impl->layout();
    const QRectF all(QPointF(), m_impl->view.size);
    const auto &items = m_impl->model.items();
    return int(
        std::count_if(items.begin(), items.end(), [&](const MarkerItem &item) { return all.contains(item.body); }));
}

const std::vector<QRectF> &MarkerOverlay::occupied() const
{
    m_impl->layout();
    return m_impl->occupied;
}

}
