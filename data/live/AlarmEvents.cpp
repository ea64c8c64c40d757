#include "live/AlarmBook.h"

#include <algorithm>

namespace live
{

using domain::Alarm;
using domain::AlarmRule;
using domain::AlarmVerb;
using domain::ObjectKind;
using domain::ObjectRef;

static const QLatin1String SensorAlarm("sensor-alarm");

static QString eventKey(const QString &type, const ObjectRef &place)
{
    return type + QLatin1Char('@') + domain::refText(place);
}

void AlarmBook::note(const domain::Event &event)
{
    if (event.source != SensorAlarm)
        return;
    const QString key = domain::isFinal(event.state) ? QString() : eventKey(event.type, event.place);
    const QString before = m_eventKeys.value(event.id);
    if (key == before)
        return;
    if (!before.isEmpty())
        m_eventsAt[before].remove(event.id);
    if (key.isEmpty()) {
        m_eventKeys.remove(event.id);
    } else {
        m_eventKeys.insert(event.id, key);
        m_eventsAt[key].insert(event.id);
    }
}

/// The exact place first: the thing, its unit, or, where no unit is known, its building.
static std::vector<ObjectRef> placesOf(const Alarm &alarm)
{
    std::vector<ObjectRef> places{alarm.subject};
    if (!alarm.unit.isEmpty())
        places.push_back({ObjectKind::Unit, alarm.unit});
    else if (!alarm.building.isEmpty())
        places.push_back({ObjectKind::Building, alarm.building});
    return places;
}

QString AlarmBook::openEventAt(const Alarm &alarm, const QString &type, const EventBook &events) const
{
    for (const ObjectRef &place : placesOf(alarm)) {
        QStringList ids;
        for (const QString &id : m_eventsAt.value(eventKey(type, place))) {
            const domain::Event *event = events.event(id);
            if (event && !domain::isFinal(event->state))
                ids.append(id);
        }
        if (!ids.isEmpty())
            return *std::min_element(ids.begin(), ids.end());
    }
    return {};
}

domain::Event AlarmBook::eventFor(const Alarm &alarm, const AlarmRule &rule) const
{
    domain::Event event;
    event.id = QStringLiteral("alarm-%1-%2-%3").arg(alarm.subject.id, alarm.rule).arg(alarm.lastRaised);
    event.type = rule.event;
    event.source = SensorAlarm;
    event.severity = rule.severity;
    event.place = placesOf(alarm).back();
    event.reported = event.updated = alarm.lastRaised;
    const domain::Thing *thing = m_city->thing(alarm.subject.id);
    if (!thing)
        return event;
    event.description = thing->name;
    event.address = thing->address;
    if (m_city->frame.crs().isValid()) {
        const geometry::Vec3 at = m_city->frame.toLonLat(thing->position);
        event.hasPosition = std::isfinite(at.x) && std::isfinite(at.y);
        event.longitude = at.x;
        event.latitude = at.y;
    }
    return event;
}

std::vector<domain::Event> AlarmBook::openEvents(const EventBook &events, qint64 now)
{
    m_now = now;
    std::vector<domain::Event> opened;
    for (const QString &id : std::exchange(m_toOpen, {})) {
        const auto found = m_alarms.find(id);
        const AlarmRule *rule = found == m_alarms.end() ? nullptr : m_city->rules.rule(found->second.alarm.rule);
        if (!rule || rule->event.isEmpty())
            continue;
        Record &record = found->second;
        const domain::Event *linked = events.event(record.alarm.event);
        if (!record.alarm.active || isMuted(record.alarm) || (linked && !domain::isFinal(linked->state)))
            continue;
        const domain::EventType *type = m_city->catalogue.type(rule->event);
        QString event = openEventAt(record.alarm, type ? type->id : rule->event, events);
        if (event.isEmpty()) {
            domain::Event own = eventFor(record.alarm, *rule);
            if (events.event(own.id))
                continue; // somebody has ended it, for this very alarm
            event = own.id;
            domain::Event classified = own;
            classified.type = type ? type->id : rule->event;
            note(classified);
            opened.push_back(std::move(own));
        }
        write(record, AlarmVerb::Open, record.alarm.lastRaised, {{QStringLiteral("event"), event}});
    }
    return opened;
}

}
