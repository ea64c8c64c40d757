#pragma once

#include "core/Twin.h"
#include "domain/SourceSystem.h"
#include "feeds/Feed.h"

namespace app
{

/// How a source system is: what of the twin comes from it, how new that is, and what is wrong with it.
struct SourceHealth {
    enum class State : quint8 {
        Ok,
        Unknown, ///< nothing has come from it yet
        Stale,   ///< its news is older than it should be
        Failing  ///< a layer, feed or all devices of it cannot be had
    } state = State::Unknown;
    bool live = false;   ///< news is expected of it; else it is read once
    qint64 newest = 0;   ///< of its newest observation, event or warning, ms UTC by the twin's clock; 0: none
    qint64 rows = 0;     ///< places and features, devices, events and warnings: the sum of the following
    qint64 features = 0; ///< in its layers
    qint64 devices = 0, devicesOnline = 0;
    qint64 events = 0; ///< reported today, by the district's day
    qint64 alerts = 0; ///< in force
    QString error;     ///< translated: the worst that is known; empty: nothing is wrong
    int warnings = 0;  ///< of its layers and feeds, repeats counted
    bool operator==(const SourceHealth &) const = default;
};

/// "ok", "unknown", "stale", "failing".
QString stateName(SourceHealth::State state);

/// Of each source of the city, in its order. `now` is ms UTC, by the same clock as the twin's. Main thread.
std::vector<SourceHealth> sourceHealth(const Twin &twin, const std::vector<feeds::FeedStatus> &feeds, qint64 now);

}
