#pragma once

#include "domain/City.h"
#include "live/DayHistory.h"

#include <vector>

/// A rule tried on the recorded past before it is saved. Pure; any thread.
namespace live
{

/// The recorded readings of a datastream, oldest first. Means of quarters of an hour will do for rules that do not look
/// at seconds.
struct TrialSeries {
    QString datastream;
    std::vector<HistoryPoint> points;
};

/// One time that the rule would have raised an alarm.
struct TrialAlarm {
    domain::ObjectRef subject;
    qint64 raised = 0, cleared = 0; ///< ms UTC; cleared is 0 where it still held at the end
    double value = geometry::NaN, threshold = geometry::NaN;
};

struct Trial {
    std::vector<TrialAlarm> alarms;                          ///< oldest first
    std::vector<std::pair<domain::ObjectRef, int>> subjects; ///< which, how often; most first
    std::vector<std::pair<qint64, int>> days; ///< local days with alarms: their beginning (ms UTC), how many
    double perDay = 0;
    int busiest = 0; ///< most in any ten minutes (EEMUA 191)
    size_t readings = 0;
};

/// What `rule` would have done from `from` to `to` (ms UTC) with these readings, judged by the code that judges the
/// present. Readings before `from` are what it looks back on. A rule on shares is tried with the city's rule that it
/// refers to. Of other rules and of alarms that explain others nothing is seen.
Trial tryRule(const domain::City &city, const domain::AlarmRule &rule, const std::vector<TrialSeries> &series,
              qint64 from, qint64 to);

}
