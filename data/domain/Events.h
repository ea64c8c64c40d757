#pragma once

#include "domain/Objects.h"
#include "domain/Things.h"
#include "geometry/Vec.h"

#include <vector>

namespace domain
{

/// Where an event is in its closed loop (domain.md, section 2).
enum class EventState : quint8 {
    Reported,
    Accepted,
    Dispatched,
    Handling,
    Verifying,
    Closed,
    Rejected,
    Reopened,
    Merged
};
inline constexpr int EventStateCount = 9;
QString eventStateName(EventState state); ///< "reported" ...
/// Understands the names above and Open311's "open" and "closed", NYC's "In Progress", "Pending" ...; `ok` tells.
EventState eventStateFromName(const QString &name, bool *ok = nullptr);
/// Closed, rejected or merged: nobody works on it.
bool isFinal(EventState state);
/// Whether the life cycle allows this step.
bool mayFollow(EventState from, EventState to);

/// One step: who, when, why, with what result. Steps are never overwritten.
struct Transition {
    EventState to = EventState::Reported;
    qint64 time = 0;
    QString who, why, result;
};

/// A governance event: a service request of Open311 GeoReport v2. Times are milliseconds since the epoch, UTC; 0:
/// unknown.
struct Event {
    QString id;
    QString type; ///< catalogue id ("fire", "noise" ...) or the source's own word
    QString title;
    QString description;
    EventState state = EventState::Reported;
    QString klass;  ///< "A" to "D"
    QString source; ///< resident report, grid member, hotline, sensor alarm ...
    QString address;
    QString mediaUrl;
    ObjectRef place; ///< the place it names
    qint64 reported = 0, updated = 0, closed = 0;
    qint64 due = 0; ///< closing limit by the catalogue
    bool hasPosition = false;
    double longitude = 0, latitude = 0; ///< WGS 84
    geometry::Vec3 position{0.0};       ///< scene; filled in by live
    Severity severity = Severity::Minor;
    std::vector<Transition> history;
    ObjectRef ref() const { return {ObjectKind::Event, id}; }
};

/// Takes a later message about an event into what is known of it: what the message gives replaces, its steps are added
/// to the history (a step of its own where it names only a new state), none is ever lost. `position` and `severity`
/// stay.
void absorb(Event &known, const Event &newer);

}
