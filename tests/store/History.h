#pragma once

#include "domain/Alarms.h"
#include "domain/Events.h"
#include "domain/Journal.h"

#include <random>
#include <vector>

/// A made-up past of a district: events and alarms with whole lives, in the order of time. The same seed makes the
/// same.
namespace history
{

struct Plan {
    quint32 seed = 1;
    int events = 400, alarms = 60;
    qint64 from = 0, to = 0; ///< ms UTC; nothing happens after `to`
    double abandoned = 0.15; ///< share of events that nobody goes on with
    int things = 200;        ///< that have alarms
};

/// All entries by time; versions rise within a subject.
std::vector<domain::Entry> make(const Plan &plan);

/// The entries of each subject of a kind, in the order of versions, and only up to a time.
std::vector<std::vector<domain::Entry>> bySubject(const std::vector<domain::Entry> &entries, domain::Subject subject,
                                                  qint64 upTo = std::numeric_limits<qint64>::max());

}
