// Cards of devices and events.
#include "core/CardWriter.h"
#include "core/WaysOut.h"

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;
using namespace card;

/// The room, unit and storey of the building that is entered; false where it is not in there.
bool CardWriter::addRooms(const ObjectRef &object)
{
    const Rooms *rooms = m_twin.rooms();
    const ObjectRef first = rooms ? above(m_twin, object) : ObjectRef();
    if (!rooms || !rooms->has(first))
        return false;
    for (ObjectRef at = first; rooms->has(at); at = rooms->above(at))
        m_card.rows.append(link(row(label(at.kind), nameOf(m_twin, at)), at));
    return true;
}

/// Into the building, or, where that is open, the way out.
void CardWriter::addRoomActions(const ObjectRef &object)
{
    const ObjectRef place = placeOf(m_twin, object);
    if (place.kind != ObjectKind::Building)
        return;
    const Rooms *rooms = m_twin.rooms();
    if (rooms && rooms->building() == place.id)
        m_card.actions.insert(0, action("ways", translate("app", "The way out")));
    else
        m_card.actions.insert(0, action("enter", translate("app", "Open the room")));
}

Card::Content CardWriter::thing(const domain::Thing &thing)
{
    m_card.title = nameOf(m_twin, thing.ref());
    m_card.subtitle = placeText(m_twin, thing);
    const domain::ThingState *state = m_twin.state().thing(thing.id);
    const domain::ThingStatus status = state ? state->status : domain::ThingStatus::Unknown;
    const domain::Severity severity = state ? state->severity : domain::Severity::Normal;
    m_card.badgeState = visualState(status, severity);
    m_card.badge = severity != domain::Severity::Normal ? label(severity) : label(status);

    add(translate("app", "Kind"), label(thing.kind));
    add(translate("app", "Code"), thing.id);
    const bool heard = state && state->observed > 0;
    add(translate("app", "Status"),
        heard ? translate("app", "%1, heard %2 ago", "status, age")
                    .arg(label(status), ageText(m_twin.now() - state->observed))
              : label(status),
        {}, visualState(status, domain::Severity::Normal));
    const auto rule = std::find_if(m_city.rules.rules.begin(), m_city.rules.rules.end(),
                                   [&](const domain::AlarmRule &each) { return state && each.id == state->rule; });
    const bool known = rule != m_city.rules.rules.end();
    if (heard && !std::isnan(state->value)) {
        const bool truth = state->unit.isEmpty();
        // The newest reading need not be the one that is in alarm.
        const bool alarming = severity != domain::Severity::Normal && (!known || rule->property == state->reading);
        add(propertyLabel(state->reading), readingText(state->reading, state->value, QString()),
            truth ? QString() : unitText(state->unit), alarming ? m_card.badgeState : QString());
    }
    if (state && !state->rule.isEmpty()) {
        add(translate("app", "Rule"), known ? rule->name.in(m_twin.language()) : state->rule, {}, m_card.badgeState);
        if (known && rule->compare != domain::AlarmRule::Compare::Equals) {
            // In the unit of what the rule watches, which need not be what the device said last.
            const auto watched =
                std::find_if(thing.datastreams.begin(), thing.datastreams.end(),
                             [&](const domain::Datastream &stream) { return stream.property == rule->property; });
            add(translate("app", "Threshold"), numberText(rule->threshold, 2),
                watched != thing.datastreams.end() ? unitText(watched->unit) : QString());
        }
        add(translate("app", "Fired"), translate("app", "%1 ago").arg(ageText(m_twin.now() - state->since)));
    }
    if (!thing.unit.isEmpty() && thing.kind != domain::ThingKind::Presence)
        add(translate("app", "In the unit"), presenceText(m_twin, thing.ref()), {},
            severity == domain::Severity::Critical ? QStringLiteral("critical") : QString());
    if (severity != domain::Severity::Normal)
        m_card.rows += waysOutRows(thing.ref()); // wanted at once, before all that describes the device
    if (!thing.datastreams.empty())
        add(translate("app", "Reports every"), ageText(qint64(thing.datastreams.front().periodSeconds * 1000)));
    add(translate("app", "Address"), addressOf(thing, m_twin.language()));
    if (!addRooms(thing.ref())) {
        if (thing.storey != 0)
            add(translate("app", "Storey"), QString::number(thing.storey));
        if (const domain::Unit *unit = m_city.unit(thing.unit))
            m_card.rows.append(link(row(translate("app", "Unit"), unit->number), {ObjectKind::Unit, unit->id}));
    }
    addPlace(thing.ref());
    if (severity == domain::Severity::Normal)
        addWaysOut(thing.ref());
    addOpenEvents(thing.ref());
    m_card.actions = {action("fly", translate("app", "Fly there")), action("place", translate("app", "Show place")),
                      action("copy", translate("app", "Copy code"))};
    addRoomActions(thing.ref());
    return m_card;
}

/// What was reported, as it was reported. An event that an alarm opened has its device's name for that, in the language
/// of the source: it is told in the reader's.
static QString descriptionOf(const Twin &twin, const domain::City &city, const domain::Event &event)
{
    for (const domain::Alarm *alarm : twin.state().alarms()) {
        const domain::Thing *thing = alarm->event == event.id ? city.thing(alarm->subject.id) : nullptr;
        if (thing && thing->name == event.description)
            return nameOf(twin, thing->ref());
    }
    return event.description;
}

Card::Content CardWriter::event(const domain::Event &event)
{
    const qint64 now = m_twin.now();
    const bool open = !domain::isFinal(event.state);
    m_card.title = titleOf(m_twin, event);
    m_card.subtitle = placeText(m_twin, event);
    m_card.badge = label(event.state);
    m_card.badgeState = visualState(event);

    // What has happened and how long there is come first: they decide what to do.
    add(translate("app", "Description"), descriptionOf(m_twin, m_city, event));
    addLimits(event);
    if (event.closed > 0)
        add(translate("app", "Closed"), timeText(event.closed, zoneOf(&m_city)));
    if (const ObjectRef unit = above(m_twin, event.ref()); open && unit.kind == ObjectKind::Unit)
        add(translate("app", "In the unit"), presenceText(m_twin, unit), {},
            event.severity == domain::Severity::Critical ? QStringLiteral("critical") : QString());
    add(translate("app", "Severity"), label(event.severity), {},
        open ? domain::severityName(event.severity) : QString());
    if (const QString type = typeName(m_twin, event); type != m_card.title)
        add(translate("app", "Type"), type);
    add(translate("app", "Class"), event.klass);
    if (event.reported > 0)
        add(translate("app", "Reported"),
            translate("app", "%1, %2 ago", "time, age")
                .arg(timeText(event.reported, zoneOf(&m_city)), ageText(now - event.reported)));
    add(translate("app", "Source"), eventSourceLabel(event.source));
    if (const QString address = addressOf(m_twin, event); address != m_card.subtitle)
        add(translate("app", "Address"), address);
    addRooms(event.ref());
    addPlace(event.ref());
    if (open)
        addWaysOut(above(m_twin, event.ref()));
    if (event.closed == 0 && event.updated > event.reported)
        add(translate("app", "Updated"), translate("app", "%1 ago").arg(ageText(now - event.updated)));
    add(translate("app", "Code"), event.id);

    addAlarmsOf(event);
    addTimeline(event);
    m_card.actions = {action("fly", translate("app", "Fly there")), action("place", translate("app", "Show place")),
                      action("copy", translate("app", "Copy code"))};
    addRoomActions(event.ref());
    return m_card;
}

}
