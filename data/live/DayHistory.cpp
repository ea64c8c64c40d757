#include "live/DayHistory.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace live
{

LocalDays LocalDays::ofZone(const QString &name)
{
    const QTimeZone zone = name.isEmpty() ? QTimeZone() : QTimeZone(name.toUtf8());
    return LocalDays(zone.isValid() ? zone : QTimeZone::systemTimeZone());
}

qint64 LocalDays::dayOf(qint64 ms)
{
    if (ms < m_begin || ms >= m_end) {
        const QDate date = QDateTime::fromMSecsSinceEpoch(ms, m_zone).date();
        m_begin = date.startOfDay(m_zone).toMSecsSinceEpoch();
        m_end = date.addDays(1).startOfDay(m_zone).toMSecsSinceEpoch();
        m_day = date.toJulianDay();
    }
    return m_day;
}

qint64 LocalDays::beginOf(qint64 day) const
{
    return QDate::fromJulianDay(day).startOfDay(m_zone).toMSecsSinceEpoch();
}

int LocalDays::monthOf(qint64 day)
{
    const QDate date = QDate::fromJulianDay(day);
    return date.year() * 12 + date.month() - 1;
}

// Chan, Golub, LeVeque (1979): two samples' means and squares become one's.
void DayHistory::Day::merge(const Day &other)
{
    if (other.count == 0)
        return;
    const double difference = other.mean - mean;
    const double total = count + other.count;
    squares += other.squares + difference * difference * count * other.count / total;
    mean += difference * other.count / total;
    count += other.count;
}

DayHistory::Day &DayHistory::dayAt(qint64 day)
{
    if (!m_days.empty() && m_days.back().day == day)
        return m_days.back();
    const auto at = std::lower_bound(m_days.begin(), m_days.end(), day,
                                     [](const Day &known, qint64 wanted) { return known.day < wanted; });
    if (at != m_days.end() && at->day == day)
        return *at;
    return *m_days.insert(at, Day{day});
}

void DayHistory::add(qint64 day, double value, int count)
{
    if (!m_days.empty() && day < m_days.back().day - m_keep)
        return;
    dayAt(day).merge({day, count, value, 0});
    trim();
}

void DayHistory::trim()
{
    const auto first = std::find_if(m_days.begin(), m_days.end(),
                                    [&](const Day &day) { return day.day >= m_days.back().day - m_keep; });
    m_days.erase(m_days.begin(), first);
}

void DayHistory::fill(const std::vector<HistoryPoint> &points, LocalDays &calendar)
{
    DayHistory recorded;
    recorded.m_keep = m_keep;
    for (const HistoryPoint &point : points) {
        if (std::isfinite(point.value) && point.count > 0)
            recorded.add(calendar.dayOf(point.time), point.value, point.count);
    }
    for (const Day &day : recorded.m_days) {
        Day &known = dayAt(day.day);
        if (day.count > known.count)
            known = day;
    }
    trim();
}

bool DayHistory::isBeyond(int month, double threshold) const
{
    const qint64 first = QDate(month / 12, month % 12 + 1, 1).toJulianDay();
    const qint64 next = QDate((month + 1) / 12, (month + 1) % 12 + 1, 1).toJulianDay();
    for (auto day = m_days.rbegin(); day != m_days.rend() && day->day >= first; ++day) {
        if (day->day < next && (threshold < 0 ? day->mean < threshold : day->mean > threshold))
            return true;
    }
    return false;
}

DayHistory::Range DayHistory::before(qint64 day, int days) const
{
    Day all;
    Range range;
    for (auto at = m_days.rbegin(); at != m_days.rend() && at->day >= day - days; ++at) {
        if (at->day >= day)
            continue;
        all.merge(*at);
        ++range.days;
    }
    range.mean = all.mean;
    range.deviation = all.count > 1 ? std::sqrt(all.squares / (all.count - 1)) : 0;
    return range;
}

}
