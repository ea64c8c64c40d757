#include "core/Selection.h"

#include "core/Directory.h"

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

Selection::Selection(Twin &twin, QObject *parent) : QObject(parent), m_twin(twin)
{
    connect(&twin, &Twin::cityChanged, this, &Selection::dropVanished);
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

bool Selection::select(const ObjectRef &object)
{
    if (!object.isNull() && !exists(m_twin, object))
        return false;
    set(object, m_entered);
    return true;
}

bool Selection::enter(const ObjectRef &object)
{
    if (!exists(m_twin, object))
        return false;
    const bool isPlace = object.kind >= ObjectKind::SubDistrict && object.kind <= ObjectKind::Building;
    // What cannot be entered is shown within the building it stands in.
    const ObjectRef around = isPlace ? object : placeOf(m_twin, object);
    set(object, around.kind == ObjectKind::Building || isPlace ? around : m_entered);
    Q_EMIT flyRequested(object);
    return true;
}

bool Selection::flyTo(const ObjectRef &object)
{
    if (!exists(m_twin, object))
        return false;
    set(object, m_entered);
    Q_EMIT flyRequested(object);
    return true;
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
    return !object.isNull() && select(object);
}

bool Selection::enter(const QString &kind, const QString &id)
{
    return enter(resolve(m_twin, kind, id));
}

bool Selection::flyTo(const QString &kind, const QString &id)
{
    return flyTo(resolve(m_twin, kind, id));
}

void Selection::hover(const QString &kind, const QString &id)
{
    hover(resolve(m_twin, kind, id));
}

void Selection::up()
{
    if (!m_current.isNull() && m_current != m_entered) {
        set(m_entered, m_entered);
        return;
    }
    if (m_entered.isNull())
        return;
    const ObjectRef above = placeOf(m_twin, m_entered);
    set(above, above);
    if (!above.isNull())
        Q_EMIT flyRequested(above);
}

void Selection::clear()
{
    set({}, {});
}

void Selection::dropVanished()
{
    const auto kept = [this](const ObjectRef &object) { return exists(m_twin, object) ? object : ObjectRef(); };
    hover(kept(m_hovered));
    set(kept(m_current), kept(m_entered));
    // Names and the way up may differ in the new snapshot.
    Q_EMIT breadcrumbChanged();
}

}
