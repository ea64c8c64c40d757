#include "live/Condition.h"

#include <algorithm>

namespace live
{

using domain::AlarmRule;
using Compare = AlarmRule::Compare;

static constexpr double DefaultRiseSeconds = 60;
/// A deviation is judged once a sixth of its days had readings: a mean of three days says nothing.
static constexpr int LeastShareOfDays = 6;
/// Fractions and results that are equal on paper are equal.
static constexpr double Epsilon = 1e-9;

void Ring::add(qint64 time, double value)
{
    if (m_points.size() < Most) {
        m_points.reserve(Most); // at once: those of thousands of streams would fill up for hours
        auto at = m_points.end();
        while (at != m_points.begin() && std::prev(at)->time > time)
            --at;
        m_points.insert(at, {time, value});
        return;
    }
    const size_t newest = (m_next + Most - 1) % Most;
    if (time >= m_points[newest].time) {
        m_points[m_next] = {time, value};
        m_next = (m_next + 1) % Most;
    } else if (time > m_points[m_next].time) {
        m_points[m_next] = {time, value};
        m_points = list();
        m_next = 0;
    }
}

std::vector<domain::Evidence> Ring::list() const
{
    std::vector<domain::Evidence> points = m_points;
    std::stable_sort(points.begin(), points.end(),
                     [](const domain::Evidence &a, const domain::Evidence &b) { return a.time < b.time; });
    return points;
}

void Ring::clear()
{
    m_points.clear();
    m_next = 0;
}

void fitTo(Condition &condition, const AlarmRule &rule, const QString &thing)
{
    condition.threshold = rule.thresholdOf.value(thing, rule.threshold);
    // A station's own threshold moves the clearing one with it.
    condition.clear =
        std::isfinite(rule.clear) ? rule.clear + condition.threshold - rule.threshold : condition.threshold;
}

bool looksAtDays(const AlarmRule &rule)
{
    return rule.compare == Compare::Months || rule.compare == Compare::Deviation;
}

int daysOf(const AlarmRule &rule)
{
    if (rule.compare == Compare::Deviation)
        return rule.days;
    return rule.compare == Compare::Months ? 31 * (rule.months + 1) : 0;
}

qint64 windowMs(const AlarmRule &rule)
{
    return qint64((rule.seconds > 0 ? rule.seconds : DefaultRiseSeconds) * 1000);
}

/// A fall is the rise of the negative.
static double signOf(const Condition &condition)
{
    return condition.threshold < 0 ? -1 : 1;
}

static void push(RiseWindow &window, qint64 time, double value)
{
    while (!window.extremes.empty() && window.extremes.back().second >= value)
        window.extremes.pop_back();
    window.extremes.emplace_back(time, value);
    if (window.since == 0)
        window.since = time;
}

void fill(RiseWindow &window, const Condition &condition, const std::vector<HistoryPoint> &points)
{
    RiseWindow filled;
    for (const HistoryPoint &point : points) {
        if (std::isfinite(point.value) && (window.since == 0 || point.time < window.since))
            push(filled, point.time, signOf(condition) * point.value);
    }
    for (const auto &[time, value] : window.extremes)
        push(filled, time, value);
    window = std::move(filled);
}

static Verdict judgeRise(const Condition &condition, const AlarmRule &rule, const Reading &reading)
{
    RiseWindow &window = *reading.window;
    auto &extremes = window.extremes;
    const double value = signOf(condition) * reading.value;
    const qint64 from = reading.time - windowMs(rule);
    while (!extremes.empty() && extremes.front().first < from)
        extremes.pop_front();
    const double bound = signOf(condition) * (condition.active ? condition.clear : condition.threshold);
    const bool met = !extremes.empty() && value - extremes.front().second > bound;
    push(window, reading.time, value);
    if (met)
        return Verdict::Yes;
    return window.since > from ? Verdict::Unknown : Verdict::No;
}

/// The last `months` months up to this one or, where this one is not beyond (yet), up to the one before: a month that
/// has just begun refutes nothing.
static Verdict judgeMonths(const Condition &condition, const AlarmRule &rule, const Reading &reading)
{
    int month = LocalDays::monthOf(reading.day);
    if (!reading.history->isBeyond(month, condition.threshold))
        --month;
    const int last = month;
    while (last - month < rule.months && reading.history->isBeyond(month, condition.threshold))
        --month;
    if (last - month >= rule.months)
        return Verdict::Yes;
    const bool known = LocalDays::monthOf(reading.history->firstDay()) <= last - rule.months;
    return known ? Verdict::No : Verdict::Unknown;
}

static Verdict judgeDeviation(const Condition &condition, const AlarmRule &rule, const Reading &reading)
{
    const DayHistory::Range past = reading.history->before(reading.day, rule.days);
    if (past.days < std::max(2, rule.days / LeastShareOfDays) || past.deviation < Epsilon)
        return Verdict::Unknown;
    const double bound = condition.active ? condition.clear : condition.threshold;
    return std::abs(reading.value - past.mean) > bound * past.deviation ? Verdict::Yes : Verdict::No;
}

Verdict judge(const Condition &condition, const AlarmRule &rule, const Reading &reading)
{
    const auto verdict = [](bool met) { return met ? Verdict::Yes : Verdict::No; };
    const double bound = condition.active ? condition.clear : condition.threshold;
    switch (rule.compare) {
    case Compare::Above:
        return verdict(reading.value > bound);
    case Compare::Below:
        return verdict(reading.value < bound);
    case Compare::Equals:
        return verdict(std::abs(reading.value - condition.threshold) < Epsilon);
    case Compare::Rise:
        return judgeRise(condition, rule, reading);
    case Compare::Months:
        return judgeMonths(condition, rule, reading);
    case Compare::Deviation:
        return judgeDeviation(condition, rule, reading);
    case Compare::Silence:
    case Compare::Share:
        break;
    }
    return Verdict::No;
}

Verdict judgeShare(const Condition &condition, const AlarmRule &rule, int active, int total)
{
    if (total < rule.minimum)
        return Verdict::No;
    const double bound = condition.active ? condition.clear : condition.threshold;
    return active > bound * total + Epsilon ? Verdict::Yes : Verdict::No;
}

double shownThreshold(const Condition &condition, const AlarmRule &rule, const Reading &reading)
{
    if (rule.compare != Compare::Deviation)
        return condition.threshold;
    const DayHistory::Range past = reading.history->before(reading.day, rule.days);
    const double side = reading.value < past.mean ? -1 : 1;
    return past.mean + side * condition.threshold * past.deviation;
}

}
