#pragma once

#include "domain/Alarms.h"
#include "domain/Alerts.h"
#include "domain/Events.h"
#include "domain/Journal.h"
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
    std::vector<Alarm> alarms;        ///< new and changed ones, whole; those that became Normal once more
    std::vector<Incident> incidents;  ///< new and changed ones, whole
    std::vector<Alert> alerts;        ///< public warnings that are in force anew or changed
    std::vector<QString> endedAlerts; ///< ids: expired, cancelled, or replaced by an update
    std::vector<Entry> entries;       ///< what is to be kept: the journal of what is told here, versions given
    std::vector<ObjectRef> raised;    ///< things and events that have just become critical: call attention once
    bool isEmpty() const
    {
        return !reset && things.empty() && events.empty() && removedEvents.empty() && alarms.empty() &&
               incidents.empty() && alerts.empty() && endedAlerts.empty() && entries.empty();
    }
};

}
