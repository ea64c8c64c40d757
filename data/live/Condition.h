#pragma once

#include "domain/Alarms.h"
#include "domain/Catalogue.h"
#include "live/DayHistory.h"

#include <deque>

/// One rule over one series of readings: the same code judges the district as it is and a rule on trial.
namespace live
{

/// The lowest readings of the time in which a rise is looked for (of a fall: the highest), oldest first.
struct RiseWindow {
    std::deque<std::pair<qint64, double>> extremes;
    qint64 since = 0; ///< the first reading that is known; 0: none
};

/// The newest readings of a series, for charts beside alarms.
class Ring
{
public:
    static constexpr size_t Most = 120;
    void add(qint64 time, double value); ///< readings that come late are put where they belong
    std::vector<domain::Evidence> list() const;
    void clear();

private:
    std::vector<domain::Evidence> m_points;
    size_t m_next = 0; ///< where the next goes once it is full: the oldest
};

/// Where a rule stands over a series, a device's silence, or a building's devices.
struct Condition {
    quint32 rule = 0;   ///< index in the rules
    quint32 watch = 0;  ///< of its thing; several series of a thing may be under one rule
    qint32 window = -1; ///< of rises
    double threshold = 0, clear = 0;
    qint64 met = 0;   ///< since when it is met; 0: it is not
    qint64 fires = 0; ///< when it does or did, once it is met
    bool active = false;
    /// Active because the alarm was there before us: what we cannot judge yet does not end it.
    bool inherited = false;
};

enum class Verdict : quint8 { No, Yes, Unknown };

/// What a rule needs to judge a reading.
struct Reading {
    double value = geometry::NaN;
    qint64 time = 0; ///< ms UTC
    qint64 day = 0;  ///< local; of rules that look at days
    const DayHistory *history = nullptr;
    RiseWindow *window = nullptr; ///< takes the reading in
};

/// Sets threshold and clearing threshold for a thing: its own station's where the rule has one.
void fitTo(Condition &condition, const domain::AlarmRule &rule, const QString &thing);
bool looksAtDays(const domain::AlarmRule &rule);
/// Days of the past that a rule looks at; 0: none.
int daysOf(const domain::AlarmRule &rule);
qint64 windowMs(const domain::AlarmRule &rule);
/// Puts recorded readings before those that the window has seen.
void fill(RiseWindow &window, const Condition &condition, const std::vector<HistoryPoint> &points);
Verdict judge(const Condition &condition, const domain::AlarmRule &rule, const Reading &reading);
/// Whether a share of `active` among `total` devices meets its rule.
Verdict judgeShare(const Condition &condition, const domain::AlarmRule &rule, int active, int total);
/// The bound that a reading crossed, to be drawn beside the readings: of deviations the nearer one.
double shownThreshold(const Condition &condition, const domain::AlarmRule &rule, const Reading &reading);

}
