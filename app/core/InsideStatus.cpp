#include "core/InsideStatus.h"

#include "core/Directory.h"
#include "core/Text.h"

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

QString worseOf(const QString &a, const QString &b)
{
    static const QStringList order{QStringLiteral("critical"), QStringLiteral("major"), QStringLiteral("minor"),
                                   QStringLiteral("in-hand"),  QStringLiteral("fault"), QStringLiteral("offline"),
                                   QStringLiteral("stale"),    QStringLiteral("normal")};
    const auto rank = [](const QString &state) {
        const qsizetype at = order.indexOf(state);
        return at < 0 ? order.size() : at;
    };
    return rank(b) < rank(a) ? b : a;
}

InsideStatus::InsideStatus(const Twin &twin)
{
    const Rooms *rooms = twin.rooms();
    if (!rooms)
        return;
    // A room's state is its unit's and its storey's too.
    const auto everyLevel = [&](ObjectRef part, const auto &add) {
        for (; rooms->has(part); part = rooms->above(part))
            add(m_states[part]);
    };
    for (const domain::Thing *thing : twin.city()->thingsOf(rooms->building())) {
        const domain::ThingState *state = twin.state().thing(thing->id);
        const domain::Severity severity = state ? state->severity : domain::Severity::Normal;
        const QString visual = visualState(state ? state->status : domain::ThingStatus::Unknown, severity);
        everyLevel(rooms->above(thing->ref()), [&](RoomState &room) {
            room.sensors = worseOf(room.sensors, visual);
            ++room.things;
            room.alarms += severity != domain::Severity::Normal;
        });
    }
    for (const domain::Event *event : twin.state().eventsIn({ObjectKind::Building, rooms->building()})) {
        if (domain::isFinal(event->state))
            continue;
        everyLevel(above(twin, event->ref()), [&](RoomState &room) {
            room.events = worseOf(room.events, visualState(*event));
            ++room.openEvents;
        });
    }
}

}
