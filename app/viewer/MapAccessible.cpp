#include "viewer/MapAccessible.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "session/Session.h"
#include "viewer/MapItem.h"

#include <QQuickWindow>

#include <algorithm>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

/// More are told by nobody.
static constexpr int MostChildren = 60;

namespace
{

/// "critical, Smoke detector S0042", with what else its marker stands for.
QString spokenName(const Twin &twin, const scene::SeenObject &seen)
{
    QString state;
    if (seen.object.kind == ObjectKind::Thing) {
        const domain::ThingState *thing = twin.state().thing(seen.object.id);
        state = visualLabel(visualState(thing ? thing->status : domain::ThingStatus::Unknown,
                                        thing ? thing->severity : domain::Severity::Normal));
    } else if (seen.object.kind == ObjectKind::Event) {
        if (const domain::Event *event = twin.state().event(seen.object.id))
            state = visualLabel(visualState(*event));
    } else if (const PlaceState place = twin.places().of(seen.object); place.worst != domain::Severity::Normal) {
        state = label(place.worst);
    }
    QString name = nameOf(twin, seen.object);
    if (!state.isEmpty())
        name = translate("app", "%1, %2", "name of an object on the map, its state").arg(name, state);
    if (seen.count > 1)
        name = translate("app", "%1 and %n more here", "first of a cluster", seen.count - 1).arg(name);
    return name;
}

QString spokenPlace(const Twin &twin, const ObjectRef &object)
{
    const domain::City *city = twin.city().get();
    if (object.kind == ObjectKind::Thing) {
        const domain::Thing *thing = city ? city->thing(object.id) : nullptr;
        return thing ? placeText(twin, *thing) : QString();
    }
    if (object.kind == ObjectKind::Event) {
        const domain::Event *event = twin.state().event(object.id);
        return event ? placeText(twin, *event) : QString();
    }
    const ObjectRef place = placeOf(twin, object);
    const QString kind = label(object.kind);
    return place.isNull() ? kind
                          : translate("app", "%1 in %2", "kind of an object, its area").arg(kind, nameOf(twin, place));
}

QString flyAction()
{
    return QStringLiteral("Fly");
}

/// One object on the map.
class MapObject : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    MapObject(MapAccessible &map, const scene::SeenObject &seen) : m_map(&map), m_seen(seen) {}

    void update(const scene::SeenObject &seen) { m_seen = seen; }
    void leave() { m_map = nullptr; }

    bool isValid() const override { return m_map && Session::current(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return m_map; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QWindow *window() const override { return m_map ? m_map->window() : nullptr; }
    QRect rect() const override { return m_map ? m_map->onScreen(m_seen.at) : QRect(); }
    void setText(QAccessible::Text, const QString &) override {}
    QString text(QAccessible::Text what) const override
    {
        if (!isValid())
            return {};
        const Twin &twin = Session::current()->twin();
        if (what == QAccessible::Name)
            return spokenName(twin, m_seen);
        return what == QAccessible::Description ? spokenPlace(twin, m_seen.object) : QString();
    }
    QAccessible::Role role() const override
    {
        return m_seen.object.kind == ObjectKind::Thing || m_seen.object.kind == ObjectKind::Event
                   ? QAccessible::Button
                   : QAccessible::Graphic;
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.focusable = state.selectable = true;
        state.selected = Session::current()->selection().current() == m_seen.object;
        state.focused = m_map->focusChild() == this;
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    QStringList actionNames() const override { return {pressAction(), setFocusAction(), flyAction()}; }
    QString localizedActionName(const QString &name) const override
    {
        return name == pressAction() ? translate("app", "Select")
               : name == flyAction() ? translate("app", "Fly there")
                                     : QAccessibleActionInterface::localizedActionName(name);
    }
    QString localizedActionDescription(const QString &name) const override { return localizedActionName(name); }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        Selection &selection = Session::current()->selection();
        if (name == setFocusAction())
            m_map->map()->goTo(m_seen.object);
        else if (name == flyAction())
            selection.flyTo(m_seen.object);
        else if (name == pressAction())
            selection.select(m_seen.object);
    }

private:
    MapAccessible *m_map;
    scene::SeenObject m_seen;
};

QAccessibleInterface *makeMap(const QString &className, QObject *object)
{
    auto *map = className == QLatin1String("app::MapItem") ? qobject_cast<MapItem *>(object) : nullptr;
    return map ? new MapAccessible(map) : nullptr;
}

}

void MapAccessible::install()
{
    QAccessible::installFactory(makeMap);
}

MapAccessible::MapAccessible(MapItem *map) : QAccessibleObject(map), m_map(map)
{
    constexpr int CalmMs = 400; // longer than the view takes to come to rest
    m_soon.setSingleShot(true);
    m_soon.setInterval(CalmMs);
    connect(&m_soon, &QTimer::timeout, this, &MapAccessible::refresh);
    const auto soon = [this] {
        if (m_asked)
            m_soon.start();
    };
    connect(map, &scene::CityView::viewStateChanged, this, soon);
    connect(map, &scene::CityView::markersMoved, this, soon);
    connect(map, &scene::CityView::settledChanged, this, soon);
    connect(map, &MapItem::stageChanged, this, soon);
    map->setAccessible(this);
}

MapAccessible::~MapAccessible()
{
    if (object())
        m_map->setAccessible(nullptr);
    for (const Child &child : m_children) {
        // At the very end Qt has let go of them already.
        if (auto *object = static_cast<MapObject *>(QAccessible::accessibleInterface(child.id))) {
            object->leave();
            QAccessible::deleteAccessibleInterface(child.id);
        }
    }
}

void MapAccessible::ensure() const
{
    if (m_asked)
        return;
    auto *self = const_cast<MapAccessible *>(this);
    self->m_asked = true;
    self->refresh();
}

QAccessible::Id MapAccessible::idOf(const ObjectRef &object) const
{
    const auto found = std::find_if(m_children.begin(), m_children.end(),
                                    [&object](const Child &child) { return child.seen.object == object; });
    return found != m_children.end() ? found->id : 0;
}

void MapAccessible::refresh()
{
    if (!isValid() || !Session::current())
        return;
    std::vector<Child> before = std::exchange(m_children, {});
    std::vector<QAccessible::Id> made;
    const Twin &twin = Session::current()->twin();
    for (const scene::SeenObject &seen : m_map->seenObjects(MostChildren)) {
        const auto known = std::find_if(before.begin(), before.end(), [&seen](const Child &child) {
            return child.id && child.seen.object == seen.object;
        });
        if (known != before.end()) {
            static_cast<MapObject *>(QAccessible::accessibleInterface(known->id))->update(seen);
            m_children.push_back({seen, std::exchange(known->id, 0), known->name});
        } else {
            m_children.push_back({seen, QAccessible::registerAccessibleInterface(new MapObject(*this, seen)), {}});
            made.push_back(m_children.back().id);
        }
    }
    for (const Child &gone : before) {
        if (!gone.id)
            continue;
        QAccessibleInterface *interface = QAccessible::accessibleInterface(gone.id);
        QAccessibleEvent event(interface, QAccessible::ObjectDestroyed);
        QAccessible::updateAccessibility(&event);
        static_cast<MapObject *>(interface)->leave();
        QAccessible::deleteAccessibleInterface(gone.id);
    }
    for (const QAccessible::Id id : made) {
        QAccessibleEvent event(QAccessible::accessibleInterface(id), QAccessible::ObjectCreated);
        QAccessible::updateAccessibility(&event);
    }
    for (Child &child : m_children) {
        const QString name = spokenName(twin, child.seen);
        if (std::exchange(child.name, name) == name || std::find(made.begin(), made.end(), child.id) != made.end())
            continue;
        QAccessibleEvent event(QAccessible::accessibleInterface(child.id), QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
    }
}

void MapAccessible::tellFocus(const ObjectRef &object)
{
    m_focused = object;
    if (object.isNull())
        return;
    ensure();
    if (!idOf(object))
        refresh();
    const QAccessible::Id id = idOf(object);
    if (!id)
        return;
    QAccessibleEvent event(QAccessible::accessibleInterface(id), QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
}

QAccessibleInterface *MapAccessible::parent() const
{
    return isValid() && m_map->window() ? QAccessible::queryAccessibleInterface(m_map->window()) : nullptr;
}

int MapAccessible::childCount() const
{
    ensure();
    return int(m_children.size());
}

QAccessibleInterface *MapAccessible::child(int index) const
{
    ensure();
    return index >= 0 && size_t(index) < m_children.size()
               ? QAccessible::accessibleInterface(m_children[size_t(index)].id)
               : nullptr;
}

int MapAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    for (size_t i = 0; i < m_children.size(); ++i) {
        if (QAccessible::accessibleInterface(m_children[i].id) == child)
            return int(i);
    }
    return -1;
}

QAccessibleInterface *MapAccessible::childAt(int x, int y) const
{
    for (int i = 0; i < childCount(); ++i) {
        if (child(i)->rect().contains(x, y))
            return child(i);
    }
    return nullptr;
}

QAccessibleInterface *MapAccessible::focusChild() const
{
    if (!isValid() || !m_map->hasActiveFocus())
        return nullptr;
    const QAccessible::Id id = idOf(m_focused);
    return id ? QAccessible::accessibleInterface(id) : const_cast<MapAccessible *>(this);
}

QWindow *MapAccessible::window() const
{
    return isValid() ? m_map->window() : nullptr;
}

QRect MapAccessible::onScreen(const QRectF &rect) const
{
    if (!isValid() || !m_map->window())
        return {};
    const QPointF at = m_map->mapToScene(rect.topLeft());
    return QRect(m_map->window()->mapToGlobal(at.toPoint()), rect.size().toSize());
}

QRect MapAccessible::rect() const
{
    return isValid() ? onScreen(m_map->boundingRect()) : QRect();
}

QString MapAccessible::text(QAccessible::Text what) const
{
    const Session *session = Session::current();
    if (!isValid() || !session)
        return {};
    if (what == QAccessible::Name)
        return translate("app", "Map of %1").arg(session->title());
    if (what == QAccessible::Description)
        return translate("app", "The full stop key goes from marker to marker, Enter opens, arrows move the map.");
    return {};
}

QAccessible::State MapAccessible::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    state.focusable = true;
    state.focused = m_map->hasActiveFocus();
    return state;
}

}
