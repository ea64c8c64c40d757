#pragma once

#include "domain/Alarms.h"
#include "domain/Alerts.h"
#include "domain/ChangeSet.h"
#include "domain/Events.h"
#include "domain/Journal.h"

#include <QStringList>

#include <vector>

namespace store
{

/// Which events; what is empty or 0 does not restrict. Times are ms UTC.
struct EventQuery {
    QStringList states, domains, types, classes, sources, assignees;
    /// Administrative areas of any level, as refText ("community:C01") or bare ids. An event is kept with those it
    /// stood in when it was reported.
    QStringList areas;
    QString building, text;
    qint64 reportedFrom = 0, reportedTo = 0;
    bool overdueOnly = false;
    qint64 now = 0; ///< for `overdueOnly`, and what is overdue in statistics
    enum class Order : quint8 { Newest, Oldest, Due, Severity, Updated } order = Order::Newest;
    int offset = 0, limit = 200;
};
struct EventPage {
    int total = 0;                     ///< of all that fit
    std::vector<domain::Event> events; ///< without history: `Store::entriesOf` has it
};

struct AlarmQuery {
    QStringList rules, severities;
    QStringList areas; ///< as in EventQuery
    QString building, thing, text;
    qint64 from = 0, to = 0; ///< raised or changed within
    bool openOnly = false;   ///< not Normal
    int offset = 0, limit = 200;
};
struct AlarmPage {
    int total = 0;
    std::vector<domain::Alarm> alarms;
};

struct SeriesPoint {
    qint64 time = 0; ///< of a reading, or the middle of its span; ms UTC
    double value = 0, least = 0, greatest = 0;
    int count = 1;
};
struct Series {
    QString datastream;
    bool raw = true;
    std::vector<SeriesPoint> points; ///< oldest first
};

/// The district at a past time.
struct Moment {
    qint64 time = 0;
    std::vector<domain::Event> events;             ///< open then, folded up to then; and where asked, ended by then
    std::vector<domain::Alarm> alarms;             ///< not Normal then
    std::vector<domain::Alert> alerts;             ///< in force then
    std::vector<domain::Observation> observations; ///< the newest of each datastream up to then
    std::vector<domain::ThingStatusReport> statuses;
};

/// Sums over events reported within a period, by one or two keys (docs/statistics.md).
struct StatisticsQuery {
    qint64 from = 0, to = 0; ///< ms UTC, from `from` up to but not `to`; 0: no limit
    enum class Key : quint8 { None, Domain, Type, Class, Area, Source, Day, Month, Hour } by = Key::Type, then = Key::None;
    QString areaLevel; ///< of Area: "community", "grid" ...
    EventQuery filter;
    QString timezone; ///< of Day, Month and Hour (of the day, by its clocks), IANA
};
struct StatisticsRow {
    QString key, then; ///< areas as refText, days "2026-06-18", months "2026-06", hours "09"; empty: the event has none
    int received = 0, accepted = 0, settled = 0, rejected = 0, merged = 0, overdue = 0, open = 0;
    double rate = 0; ///< settled of received that are to be settled (neither rejected nor merged)
    double acceptMinutes = geometry::NaN, closeMinutes = geometry::NaN; ///< mean times; NaN: none
    double satisfaction = geometry::NaN;                                ///< mean of those asked
};
struct Statistics {
    std::vector<StatisticsRow> rows; ///< most received first
    StatisticsRow total;
    /// How many of them came at least so far: reported, accepted, dispatched, handling, verifying, closed.
    std::vector<int> funnel;
    int alarms = 0, incidents = 0;                        ///< raised within the period
    int meetings = 0, issuesRaised = 0, issuesSolved = 0; ///< of councils held within the period
};

struct JournalQuery {
    std::vector<domain::Subject> subjects; ///< empty: all
    QString who, text;
    qint64 from = 0, to = 0;
    int offset = 0, limit = 200;
};

}
