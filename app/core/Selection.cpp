#include "core/Selection.h"

#include "core/Directory.h"

#include <algorithm>
#include <utility>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

Selection::Selection(Twin &twin, QObject *parent) : QObject(parent), m_twin(twin)
{
    connect(&twin, &Twin::cityChanged, this, &Selection::dropVanished);
    connect(&twin, &Twin::interiorChanged, this, &Selection::onInterior);
    connect(&twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        if (changes.reset || !changes.removedEvents.empty())
            dropVanished();
    });
    connect(&twin, &Twin::languageChanged, this, [this] {
        Q_EMIT currentChanged();
        Q_EMIT enteredChanged();
        Q_EMIT breadcrumbChanged();
    });
}

QString Selection::kind() const
{
    return domain::kindName(m_current.kind);
}

QString Selection::name() const
{
    return nameOf(m_twin, m_current);
}

QVariantMap Selection::hoveredMap() const
{
    return toMap(m_twin, m_hovered);
}

QVariantMap Selection::enteredMap() const
{
    return toMap(m_twin, m_entered);
}

QVariantList Selection::breadcrumb() const
{
    QVariantList list;
    for (const ObjectRef &step : pathOf(m_twin, m_current.isNull() ? m_entered : m_current))
        list.append(toMap(m_twin, step));
    return list;
}

void Selection::set(const ObjectRef &current, const ObjectRef &entered)
{
    const bool currentIsNew = current != m_current;
    const bool enteredIsNew = entered != m_entered;
    m_current = current;
    m_entered = entered;
    if (currentIsNew)
        Q_EMIT currentChanged();
    if (enteredIsNew)
        Q_EMIT enteredChanged();
    if (currentIsNew || enteredIsNew)
        Q_EMIT breadcrumbChanged();
}

bool Selection::choose(const ObjectRef &object, const ObjectRef &entered, bool fly)
{
    m_awaited = {};
    set(object, entered);
    if (fly)
        Q_EMIT flyRequested(object);
    return true;
}

bool Selection::select(const ObjectRef &object)
{
    return (object.isNull() || exists(m_twin, object)) && choose(object, m_entered, false);
}

bool Selection::enter(const ObjectRef &object)
{
    if (!exists(m_twin, object))
        return false;
    const bool isPlace = object.kind >= ObjectKind::SubDistrict && object.kind <= ObjectKind::Building;
    // What cannot be entered is shown within the building it stands in.
    const ObjectRef around = isPlace ? object : placeOf(m_twin, object);
    return choose(object, around.kind == ObjectKind::Building || isPlace ? around : m_entered, true);
}

bool Selection::flyTo(const ObjectRef &object)
{
    if (!exists(m_twin, object))
        return false;
    // A level above the building that is entered: back out of it.
    ObjectRef entered = m_entered;
    if (entered.kind == ObjectKind::Building && object != entered) {
        const std::vector<ObjectRef> path = pathOf(m_twin, entered);
        if (std::find(path.begin(), path.end(), object) != path.end())
            entered = object;
    }
    return choose(object, entered, true);
}

bool Selection::await(const QString &kind, const QString &id, bool fly)
{
    const ObjectRef building{ObjectKind::Building, domain::buildingOfInsideId(id)};
    const bool isOpen = m_twin.interior() && m_twin.interior()->building == building.id;
    if (building.id.isEmpty() || isOpen || !exists(m_twin, building))
        return false;
    m_awaited = {domain::kindFromName(kind), id};
    m_awaitedFlies = fly;
    set(building, building);
    return true;
}

void Selection::onInterior()
{
    dropVanished();
    const auto &interior = m_twin.interior();
    if (!isAwaiting() || !interior || interior->building != m_entered.id)
        return;
    const ObjectRef wanted = std::exchange(m_awaited, {});
    const ObjectRef object = resolve(m_twin, domain::kindName(wanted.kind), wanted.id);
    if (!object.isNull()) {
        choose(object, m_entered, m_awaitedFlies);
        return;
    }
    Q_EMIT awaitedMissing(wanted.id);
    if (m_awaitedFlies)
        Q_EMIT flyRequested(m_entered);
}

void Selection::stopAwaiting()
{
    m_awaited = {};
}

void Selection::hover(const ObjectRef &object)
{
    if (object == m_hovered)
        return;
    m_hovered = object;
    Q_EMIT hoveredChanged();
}

bool Selection::select(const QString &kind, const QString &id)
{
    if (id.isEmpty()) {
        select(ObjectRef());
        return true;
    }
    const ObjectRef object = resolve(m_twin, kind, id);
    return object.isNull() ? await(kind, id, false) : select(object);
}

bool Selection::enter(const QString &kind, const QString &id)
{
    return enter(resolve(m_twin, kind, id)) || await(kind, id, true);
}

bool Selection::flyTo(const QString &kind, const QString &id)
{
    return flyTo(resolve(m_twin, kind, id)) || await(kind, id, true);
}

void Selection::hover(const QString &kind, const QString &id)
{
    hover(resolve(m_twin, kind, id));
}

void Selection::up()
{
    m_awaited = {};
    if (!m_current.isNull() && m_current != m_entered) {
        // Within the building that is entered a step at a time: room, unit, storey.
        const bool inside =
            m_twin.rooms() && m_entered.id == m_twin.rooms()->building() && placeOf(m_twin, m_current) == m_entered;
        const ObjectRef to = inside ? above(m_twin, m_current) : m_entered;
        set(to, m_entered);
        return;
    }
    if (m_entered.isNull())
        return;
    const ObjectRef around = placeOf(m_twin, m_entered);
    set(around, around);
    if (!around.isNull())
        Q_EMIT flyRequested(around);
}

void Selection::leaveBuilding()
{
    if (m_entered.kind != ObjectKind::Building)
        return;
    m_awaited = {};
    const ObjectRef building = m_entered;
    set(building, placeOf(m_twin, building));
    Q_EMIT flyRequested(building);
}

void Selection::clear()
{
    m_awaited = {};
    set({}, {});
}

void Selection::dropVanished()
{
    const auto kept = [this](const ObjectRef &object) { return exists(m_twin, object) ? object : ObjectRef(); };
    hover(kept(m_hovered));
    const ObjectRef entered = kept(m_entered);
    // A room of a building that was left: what is entered stands for it.
    const bool wasInside = !domain::buildingOfInsideId(m_current.id).isEmpty() && !exists(m_twin, m_current);
    set(wasInside ? entered : kept(m_current), entered);
    // Names and the way up may differ in the new snapshot.
    Q_EMIT breadcrumbChanged();
}

}
