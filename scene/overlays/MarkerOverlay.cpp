#include "scene/overlays/MarkerOverlay.h"

#include "scene/overlays/MarkerModel.h"
#include "scene/overlays/OverlayText.h"
#include "scene/overlays/SpriteNode.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPainter>
#include <QQuickWindow>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec3;

namespace
{

constexpr int PulseStepMs = 110, PulseSteps = 6, Pulses = 3;
constexpr int StillMs = 160;      ///< without movement before rays are cast
constexpr int SurfaceMs = 300;    ///< that chunks may keep changing before events are placed on roofs
constexpr double BudgetMs = 3;    ///< of rays in one go
constexpr size_t MostFanned = 40; ///< members; more do not fit around a point
constexpr double FanPixels = 44;
constexpr double ClosestMetresPerPixel = 0.05;
constexpr double AgeMetresPerPixel = 0.6; ///< farther away no ages are written

/// A cluster of what no zoom would part, spread around its place.
struct Fan {
    std::vector<quint32> members;
    Vec3 anchor{0.0};
    double metresPerPixel = 1;
    QPointF middle;
    std::vector<QPointF> places;
};

QString countText(quint32 count)
{
    return count < 10000 ? QString::number(count) : QCoreApplication::translate("scene", "%1k").arg(count / 1000);
}

QString ageText(qint64 ms)
{
    const qint64 minutes = std::max<qint64>(0, ms / 60000);
    if (minutes < 60)
        return QCoreApplication::translate("scene", "%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return QCoreApplication::translate("scene", "%1 h").arg(minutes / 60);
    return QCoreApplication::translate("scene", "%1 d").arg(minutes / (24 * 60));
}

}

struct MarkerOverlay::Impl {
    explicit Impl(MarkerOverlay *overlay) : q(overlay)
    {
        pulseTimer.setInterval(PulseStepMs);
        lookTimer.setSingleShot(true);
        surfaceTimer.setSingleShot(true);
        QObject::connect(&pulseTimer, &QTimer::timeout, q, [this] { pulse(); });
        QObject::connect(&lookTimer, &QTimer::timeout, q, [this] { look(); });
        QObject::connect(&surfaceTimer, &QTimer::timeout, q, [this] { findRoofs(); });
    }

    void changed()
    {
        dirty = true;
        q->polish();
        q->update();
    }
    void layout();
    void layoutFan();
    void pulse();
    void look();
    void lookAnew()
    {
        lookNext = 0;
        if (index && !lookTimer.isActive())
            lookTimer.start(StillMs);
    }
    void tellSettled()
    {
        if (q->isSettled())
            Q_EMIT q->settled();
    }
    bool isBehind(const Marker &marker) const;
    void findRoofs();

    void draw(std::vector<Sprite> &sprites);
    void drawItem(const MarkerItem &item, const QPointF &body, std::vector<Sprite> &sprites);
    const Atlas::Cell &shape(MarkerForm form, MarkerState state, MarkerIcon icon);
    Atlas::Cell ring(double radius, const QColor &colour, double width);
    Atlas::Cell thread(const QColor &colour);
    void drawText(const QString &text, const QPointF &middle, const TextLook &look, std::vector<Sprite> &sprites);
    double radiusOf(const MarkerItem &item) const
    {
        return markerExtent(item.state, item.marker == MarkerItem::None ? MarkerForm::Cluster : MarkerForm::Full) / 2 *
               scale;
    }
    bool isFanned(const MarkerItem &item) const
    {
        return fan && item.marker == MarkerItem::None && !fan->members.empty() &&
               model.itemOf(fan->members.front()) == &item;
    }
    MarkerItem fanItem(size_t i) const
    {
        MarkerItem item;
        item.marker = fan->members[i];
        item.state = model.marker(item.marker).state;
        item.anchor = model.marker(item.marker).anchor;
        item.foot = fan->middle;
        item.body = fan->places[i];
        item.metresPerPixel = fan->metresPerPixel;
        return item;
    }
    MarkerHit hit(const MarkerItem &item) const;

    MarkerOverlay *q;
    MarkerModel model;
    ViewState view;
    Theme theme = Theme::Command;
    double scale = 1;
    bool reduced = false;
    bool dirty = true;
    domain::ObjectRef selected, highlighted;

    const PickIndex *index = nullptr;
    PickIndex::Accept accept;
    size_t lookNext = 0;
    QTimer pulseTimer, lookTimer, surfaceTimer;

    QHash<domain::ObjectRef, int> pulses;   ///< steps done
    QHash<const MarkerItem *, int> pulsing; ///< the items of `pulses`, while drawing
    std::optional<Fan> fan;
    std::vector<QRectF> occupied;

    Atlas atlas;
    quint32 generation = UINT32_MAX;
    std::array<std::array<std::array<Atlas::Cell, MarkerIconCount>, MarkerStateCount>, 3> shapes;
};

MarkerOverlay::MarkerOverlay(QQuickItem *parent) : QQuickItem(parent), m_impl(std::make_unique<Impl>(this))
{
    setFlag(ItemHasContents);
}

MarkerOverlay::~MarkerOverlay() = default;

// --- what comes in

void MarkerOverlay::setCity(std::shared_ptr<const domain::City> city)
{
    m_impl->fan.reset();
    m_impl->model.setCity(std::move(city));
    m_impl->lookAnew();
    m_impl->changed();
}

void MarkerOverlay::apply(const domain::ChangeSet &changes)
{
    if (changes.isEmpty() && changes.raised.empty()) {
        // Ages grow all the same, but nobody reads them by the second.
        return;
    }
    m_impl->model.apply(changes);
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
    m_impl->changed();
}

void MarkerOverlay::setViewState(const ViewState &state)
{
    m_impl->view = state;
    m_impl->lookNext = 0;
    if (m_impl->index)
        m_impl->lookTimer.start(StillMs);
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
    const bool was = m_impl->dirty;
    m_impl->layout();
    if (was)
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
    lookAnew();
    changed();
}

// --- drawing

const Atlas::Cell &MarkerOverlay::Impl::shape(MarkerForm form, MarkerState state, MarkerIcon icon)
{
    if (generation != atlas.generation()) {
        generation = atlas.generation();
        shapes = {};
    }
    if (form == MarkerForm::Cluster || !needsAttention(state))
        icon = MarkerIcon::Other;
    Atlas::Cell &cell = shapes[size_t(form)][size_t(state)][size_t(icon)];
    if (cell.isNull()) {
        const double side = std::ceil((markerExtent(state, form) + 2 * markerMargin(state)) * scale);
        cell = atlas.cell(QStringLiteral("shape/%1/%2/%3").arg(int(form)).arg(int(state)).arg(int(icon)), {side, side},
                          [&](QPainter &painter) {
                              painter.translate(side / 2, side / 2);
                              painter.scale(scale, scale);
                              paintMarker(painter, state, icon, form, theme);
                          });
    }
    return cell;
}

Atlas::Cell MarkerOverlay::Impl::ring(double radius, const QColor &colour, double width)
{
    const double side = std::ceil(2 * (radius + width + 2));
    return atlas.cell(QStringLiteral("ring/%1/%2/%3").arg(radius).arg(colour.rgba()).arg(width), {side, side},
                      [&](QPainter &painter) {
                          painter.setBrush(Qt::NoBrush);
                          QColor seam = markerSeam(theme);
                          seam.setAlpha(140);
                          painter.setPen(QPen(seam, width + 2));
                          painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius);
                          painter.setPen(QPen(colour, width));
                          painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius);
                      });
}

Atlas::Cell MarkerOverlay::Impl::thread(const QColor &colour)
{
    const double width = std::ceil(5 * scale);
    return atlas.cell(QStringLiteral("thread/%1").arg(colour.rgba()), {width, 2}, [&](QPainter &painter) {
        painter.fillRect(QRectF(width / 2 - 1.5 * scale, -1, 3 * scale, 4), markerSeam(theme));
        painter.fillRect(QRectF(width / 2 - 0.75 * scale, -1, 1.5 * scale, 4), colour);
    });
}

void MarkerOverlay::Impl::drawText(const QString &text, const QPointF &middle, const TextLook &look,
                                   std::vector<Sprite> &sprites)
{
    sprites.push_back(Sprite::centred(textCell(atlas, text, look), middle, atlas.devicePixelRatio()));
}

void MarkerOverlay::Impl::drawItem(const MarkerItem &item, const QPointF &body, std::vector<Sprite> &sprites)
{
    const double ratio = atlas.devicePixelRatio();
    const bool cluster = item.marker == MarkerItem::None;
    const Marker *marker = cluster ? nullptr : &model.marker(item.marker);
    const QColor colour = markerColour(item.state, theme);
    if (body != item.foot && !cluster)
        sprites.push_back(Sprite::line(thread(colour), item.foot, body));

    const double radius = radiusOf(item);
    if (const int step = pulsing.value(&item, -1); step >= 0) {
        if (const int within = step % PulseSteps; within < Sprite::Opaque) {
            Sprite wave =
                Sprite::centred(ring(radius + RingGap * scale, colour, 2.5 * scale), body, ratio, 1.3 + 0.35 * within);
            wave.opacity = Sprite::Opaque - within;
            sprites.push_back(wave);
        }
    }
    if (marker && (marker->ref == selected || marker->ref == highlighted)) {
        const double gap = (item.state == MarkerState::Critical ? 2.4 : 1.4) * RingGap * scale;
        sprites.push_back(Sprite::centred(
            ring(radius + gap, accentColour(theme), (marker->ref == selected ? 3 : 2) * scale), body, ratio));
    }

    const MarkerForm form = cluster ? MarkerForm::Cluster : marker->hidden ? MarkerForm::Hidden : MarkerForm::Full;
    sprites.push_back(Sprite::centred(shape(form, item.state, marker ? marker->icon : MarkerIcon::Other), body, ratio));
    if (cluster && needsAttention(item.state)) {
        const QString text = countText(item.count);
        const bool open =
            item.state == MarkerState::InHand || item.state == MarkerState::Stale || item.state == MarkerState::Offline;
        TextLook look;
        look.pixels = (text.size() <= 2 ? 13 : text.size() == 3 ? 11 : 9) * scale;
        look.weight = QFont::Bold;
        look.colour = open ? colour : markerInk(theme);
        drawText(text, body + QPointF(0, countOffset(item.state) * scale), look, sprites);
    }
    // How old the newest reading is, where it can be read without crowding.
    const bool old = item.state == MarkerState::Stale || item.state == MarkerState::Offline;
    if (marker && old && marker->observed > 0 && model.time() > marker->observed &&
        (item.metresPerPixel < AgeMetresPerPixel || marker->ref == selected)) {
        TextLook look;
        look.pixels = 11 * scale;
        look.weight = QFont::Medium;
        look.colour = theme == Theme::Plan ? QColor(0x1c, 0x27, 0x33) : QColor(0xe6, 0xee, 0xf8);
        look.halo = markerSeam(theme);
        look.haloWidth = 2 * scale;
        drawText(ageText(model.time() - marker->observed), body + QPointF(0, radius + 9 * scale), look, sprites);
    }
}

void MarkerOverlay::Impl::draw(std::vector<Sprite> &sprites)
{
    const auto &items = model.items();
    sprites.reserve(items.size() + items.size() / 2);
    const QRectF all = QRectF(QPointF(), view.size).adjusted(-60, -60, 60, 60);
    pulsing.clear();
    for (auto it = pulses.constBegin(); it != pulses.constEnd(); ++it) {
        const quint32 raised = model.find(it.key());
        if (const MarkerItem *item = raised == MarkerItem::None ? nullptr : model.itemOf(raised))
            pulsing.insert(item, it.value());
    }
    for (const MarkerItem &item : items) {
        if (all.contains(item.body) && !isFanned(item))
            drawItem(item, item.body, sprites);
    }
    if (!fan)
        return;
    for (size_t i = 0; i < fan->members.size(); ++i) {
        const MarkerItem item = fanItem(i);
        sprites.push_back(Sprite::line(thread(markerColour(item.state, theme)), item.foot, item.body));
    }
    for (size_t i = fan->members.size(); i-- > 0;) {
        MarkerItem item = fanItem(i);
        item.foot = item.body; // its thread is drawn
        drawItem(item, item.body, sprites);
    }
}

QSGNode *MarkerOverlay::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    auto *sprites = static_cast<SpriteNode *>(node);
    if (!sprites)
        sprites = new SpriteNode;
    m_impl->layout();
    m_impl->atlas.setDevicePixelRatio(window()->effectiveDevicePixelRatio());
    if (m_impl->atlas.isOverfull())
        m_impl->atlas.clear();
    std::vector<Sprite> list;
    m_impl->draw(list);
    sprites->set(window(), m_impl->atlas, list);
    return sprites;
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
    return !m_impl->pulseTimer.isActive() && !m_impl->lookTimer.isActive() && !m_impl->surfaceTimer.isActive();
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
