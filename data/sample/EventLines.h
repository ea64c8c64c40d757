#pragma once

#include "sample/EventKinds.h"
#include "sample/Random.h"
#include "sample/Shapes.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace sample
{

/// A step of an event's closed loop.
struct EventStep {
    qint64 time;
    const char *state;
    QString who, why, result;
};

/// An event of the log, with all that becomes of it.
struct LoggedEvent {
    const EventKind *kind = nullptr;
    qint64 time = 0;
    QString description, address, place, source, reporter;
    Vec2 point{0.0};
    int grid = -1;
    QString team, teamName; ///< it is dispatched to
    std::vector<EventStep> steps;
    qint64 mergedInto = -1; ///< index in the list of events
};

/// What happened within the thirty days as Open311 service requests in JSON, a line a step, by time. `seed`: the
/// district's.
QByteArray eventLines(const std::vector<LoggedEvent> &events, uint64_t seed);

}
