#pragma once

#include "domain/Events.h"
#include "domain/Things.h"

namespace domain
{

/// A thing as it is now.
struct ThingState {
    QString thing;
    ThingStatus status = ThingStatus::Unknown;
    Severity severity = Severity::Normal; ///< the worst active alarm's
    QString rule;                         ///< id of the rule behind `severity`; empty where normal
    QString reading;                      ///< property of the newest observation
    double value = geometry::NaN;         ///< its result as a number (truth: 0 or 1)
    QString unit;
    qint64 observed = 0; ///< phenomenonTime of the newest, ms UTC; 0: never
    qint64 since = 0;    ///< when status or severity last changed
};

/// What changed in the twin since the last one: what scene, models and store all live on. A value.
struct ChangeSet {
    qint64 time = 0;    ///< ms UTC
    bool reset = false; ///< everything of before is void (a replay jumped): `things` and `events` hold all there is
    std::vector<ThingState> things;
    std::vector<Event> events; ///< new and updated ones, whole
    std::vector<QString> removedEvents;
    std::vector<ObjectRef> raised; ///< things and events that have just become critical: call attention once
    bool isEmpty() const { return !reset && things.empty() && events.empty() && removedEvents.empty(); }
};

}
