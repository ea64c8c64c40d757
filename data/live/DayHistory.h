#pragma once

#include <QString>
#include <QTimeZone>

#include <vector>

namespace live
{

/// Which calendar day a time falls in, by a district's time zone. Days are Julian day numbers. Keeps the day it was
/// asked for last, since readings come in runs of one day.
class LocalDays
{
public:
    explicit LocalDays(const QTimeZone &zone = QTimeZone::utc()) : m_zone(zone) {}
    /// By an IANA name; empty or unknown: the machine's zone.
    static LocalDays ofZone(const QString &name);
    qint64 dayOf(qint64 ms);
    qint64 beginOf(qint64 day) const; ///< ms UTC
    static int monthOf(qint64 day); ///< months since year 0, so that consecutive ones differ by 1

private:
    QTimeZone m_zone;
    qint64 m_begin = 0, m_end = 0, m_day = 0; ///< [m_begin, m_end) is m_day, ms UTC
};

/// A stretch of recorded history: a reading, or the mean of several.
struct HistoryPoint {
    qint64 time = 0; ///< ms UTC
    double value = 0;
    int count = 1;
};

/// A series whose past is wanted, for rules that look back.
struct HistoryWish {
    QString datastream;
    qint64 from = 0; ///< ms UTC
};

/// What a series was like day by day, for rules that look at months and at its own past. A value.
class DayHistory
{
public:
    /// Days before the newest that are kept.
    void keep(int days) { m_keep = std::max(m_keep, days); }
    int kept() const { return m_keep; }
    bool isEmpty() const { return m_days.empty(); }
    void clear() { m_days.clear(); }
    void add(qint64 day, double value, int count = 1);
    /// Recorded days take the place of days that are known with fewer readings.
    void fill(const std::vector<HistoryPoint> &points, LocalDays &calendar);

    qint64 firstDay() const { return m_days.empty() ? 0 : m_days.front().day; }
    /// Whether the mean of any day of this month is above a positive threshold, or below a negative one.
    bool isBeyond(int month, double threshold) const;
    struct Range {
        double mean = 0, deviation = 0;
        int days = 0; ///< that had readings
    };
    /// Of all readings of the `days` days before this one.
    Range before(qint64 day, int days) const;

private:
    struct Day {
        qint64 day = 0;
        int count = 0;
        double mean = 0, squares = 0; ///< squares: sum of the squared differences from the mean
        void merge(const Day &other);
    };
    Day &dayAt(qint64 day);
    void trim();

    std::vector<Day> m_days; ///< in order
    int m_keep = 0;
};

}
