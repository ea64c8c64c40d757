#include "base/Durations.h"
#include "store/Reader.h"
#include "store/Reading.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <array>
#include <map>

namespace store
{

namespace
{

using Key = StatisticsQuery::Key;

using base::DayMs;
using base::HourMs;
constexpr qint64 EpochJulianDay = 2440588; // 1970-01-01
constexpr int FunnelSteps = 6;

/// Sums that can be added up; the columns of `sumColumns` in order.
struct Sums {
    std::array<qint64, 7> counts{}; ///< received, settled, rejected, merged, overdue, open, rated
    std::array<qint64, FunnelSteps> reached{};
    qint64 acceptTimes = 0, acceptMs = 0, closeTimes = 0, closeMs = 0, satisfaction = 0;

    Sums &operator+=(const Sums &other)
    {
        for (size_t i = 0; i < counts.size(); ++i)
            counts[i] += other.counts[i];
        for (size_t i = 0; i < reached.size(); ++i)
            reached[i] += other.reached[i];
        acceptTimes += other.acceptTimes;
        acceptMs += other.acceptMs;
        closeTimes += other.closeTimes;
        closeMs += other.closeMs;
        satisfaction += other.satisfaction;
        return *this;
    }
};

/// `now` is inlined: it stands in the middle of a list of columns.
QString sumColumns(qint64 now)
{
    const auto count = [](const QString &condition) {
        return QStringLiteral("sum(CASE WHEN %1 THEN 1 ELSE 0 END)").arg(condition);
    };
    const QString isClosed = QStringLiteral("e.state = 'closed'");
    const QString isAccepted = QStringLiteral("e.accepted > 0");
    QStringList columns{
        QStringLiteral("count(*)"),
        count(isClosed),
        count(QStringLiteral("e.state = 'rejected'")),
        count(QStringLiteral("e.state = 'merged'")),
        count(QStringLiteral(
                  "(e.state = 'closed' AND e.due > 0 AND e.closed > e.due) OR (e.final = 0 AND ((e.due > 0 AND "
                  "e.due < %1) OR (e.state = 'reported' AND e.accept_due > 0 AND e.accept_due < %1)))")
                  .arg(now)),
        count(QStringLiteral("e.final = 0")),
        count(QStringLiteral("e.satisfaction > 0"))};
    for (int step = 0; step < FunnelSteps; ++step)
        columns.append(count(QStringLiteral("e.reached >= %1").arg(step)));
    const auto total = [](const QString &condition, const QString &value) {
        return QStringLiteral("CAST(sum(CASE WHEN %1 THEN %2 ELSE 0 END) AS BIGINT)").arg(condition, value);
    };
    columns.append({count(isAccepted), total(isAccepted, QStringLiteral("e.accepted - e.reported")), count(isClosed),
                    total(isClosed, QStringLiteral("e.closed - e.reported")),
                    QStringLiteral("CAST(sum(e.satisfaction) AS BIGINT)")});
    return columns.join(QStringLiteral(", "));
}

Sums sumsAt(const Rows &rows, int column)
{
    Sums sums;
    for (qint64 &count : sums.counts)
        count = rows.number(column++);
    for (qint64 &count : sums.reached)
        count = rows.number(column++);
    for (qint64 *sum : {&sums.acceptTimes, &sums.acceptMs, &sums.closeTimes, &sums.closeMs, &sums.satisfaction})
        *sum = rows.number(column++);
    return sums;
}

StatisticsRow rowOf(const QString &key, const QString &then, const Sums &sums)
{
    StatisticsRow row;
    row.key = key;
    row.then = then;
    row.received = int(sums.counts[0]);
    row.accepted = int(sums.reached[1]);
    row.settled = int(sums.counts[1]);
    row.rejected = int(sums.counts[2]);
    row.merged = int(sums.counts[3]);
    row.overdue = int(sums.counts[4]);
    row.open = int(sums.counts[5]);
    if (const int toSettle = row.received - row.rejected - row.merged; toSettle > 0)
        row.rate = double(row.settled) / toSettle;
    constexpr double MinuteMs = base::MinuteMs;
    if (sums.acceptTimes > 0)
        row.acceptMinutes = double(sums.acceptMs) / double(sums.acceptTimes) / MinuteMs;
    if (sums.closeTimes > 0)
        row.closeMinutes = double(sums.closeMs) / double(sums.closeTimes) / MinuteMs;
    if (sums.counts[6] > 0)
        row.satisfaction = double(sums.satisfaction) / double(sums.counts[6]);
    return row;
}

/// SQL for when an event was reported by the zone's clock, ms: the zone's offset is that of the time, summer time and
/// all.
QString localColumn(const QTimeZone &zone, qint64 first, qint64 last)
{
    const auto at = [](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC); };
    QString whens;
    qint64 offset = qint64(zone.offsetFromUtc(at(first))) * 1000;
    for (const QTimeZone::OffsetData &change : zone.transitions(at(first), at(last))) {
        const qint64 next = qint64(change.offsetFromUtc) * 1000;
        if (next == offset)
            continue;
        whens += QStringLiteral(" WHEN e.reported < %1 THEN %2").arg(change.atUtc.toMSecsSinceEpoch()).arg(offset);
        offset = next;
    }
    const QString shift =
        whens.isEmpty() ? QString::number(offset) : QStringLiteral("CASE%1 ELSE %2 END").arg(whens).arg(offset);
    return QStringLiteral("(e.reported + (%1))").arg(shift);
}

/// Of the path "/subdistrict:S/community:C01/" the area of a level; empty where it has none.
QString areaOf(const QString &path, const QString &level)
{
    const QString start = u'/' + level + u':';
    const qsizetype at = path.indexOf(start);
    return at < 0 ? QString() : path.mid(at + 1, path.indexOf(u'/', at + 1) - at - 1);
}

/// How a key is asked for, and what it is called.
struct KeyReader {
    Key key;
    QString level;

    bool isLocal() const { return key == Key::Day || key == Key::Month || key == Key::Hour; }

    /// `local`: the time by the place's clock.
    QString column(const QString &local) const
    {
        switch (key) {
        case Key::Domain:
            return QStringLiteral("e.domain");
        case Key::Type:
            return QStringLiteral("e.type");
        case Key::Class:
            return QStringLiteral("e.class");
        case Key::Area:
            return QStringLiteral("e.areas");
        case Key::Source:
            return QStringLiteral("e.source");
        case Key::Day:
        case Key::Month:
            return QStringLiteral("%1 / %2").arg(local).arg(DayMs);
        case Key::Hour:
            return QStringLiteral("%1 % %2 / %3").arg(local).arg(DayMs).arg(HourMs);
        case Key::None:
            break;
        }
        return {};
    }

    QString name(const Rows &rows, int column) const
    {
        if (key == Key::Area)
            return areaOf(rows.text(column), level);
        if (key == Key::Hour)
            return QStringLiteral("%1").arg(rows.number(column), 2, 10, QLatin1Char('0'));
        if (key != Key::Day && key != Key::Month)
            return rows.text(column);
        const QDate day = QDate::fromJulianDay(rows.number(column) + EpochJulianDay);
        return day.toString(key == Key::Day ? QStringLiteral("yyyy-MM-dd") : QStringLiteral("yyyy-MM"));
    }
};

base::Status addAlarms(Connection &connection, const StatisticsQuery &query, Statistics &statistics)
{
    Where place;
    place.inAreas(connection.dialect(), "areas", query.filter.areas);
    if (!query.filter.building.isEmpty())
        place.add(QStringLiteral("building = ?"), {query.filter.building});
    Where within = place;
    within.within("began", query.from, query.to);
    Rows alarms(connection, QStringLiteral("SELECT count(*) FROM alarm_episode") + within.text(), within.values);
    if (alarms.next())
        statistics.alarms = int(alarms.number(0));
    if (base::Status status = alarms.status(); !status)
        return status;
    place.add(QStringLiteral("incident <> ''"));
    Where first;
    first.within("min(began)", query.from, query.to);
    Rows incidents(
        connection,
        QStringLiteral("SELECT count(*) FROM (SELECT incident FROM alarm_episode%1 GROUP BY incident%2) i")
            .arg(place.text(), first.conditions.isEmpty()
                                   ? QString()
                                   : QStringLiteral(" HAVING ") + first.conditions.join(QStringLiteral(" AND "))),
        place.values + first.values);
    if (incidents.next())
        statistics.incidents = int(incidents.number(0));
    return incidents.status();
}

base::Status addCouncils(Connection &connection, const StatisticsQuery &query, Statistics &statistics)
{
    Where where;
    where.within("held", query.from, query.to);
    Rows rows(connection,
              QStringLiteral("SELECT count(*), coalesce(sum(raised), 0), coalesce(sum(solved), 0) FROM council") +
                  where.text(),
              where.values);
    if (rows.next()) {
        statistics.meetings = int(rows.number(0));
        statistics.issuesRaised = int(rows.number(1));
        statistics.issuesSolved = int(rows.number(2));
    }
    return rows.status();
}

}

base::Result<Statistics> Reader::statistics(const StatisticsQuery &query)
{
    const QTimeZone zone = query.timezone.isEmpty() ? QTimeZone::utc() : QTimeZone(query.timezone.toLatin1());
    if (!zone.isValid())
        return base::failure(
            QStringLiteral("timezone-unknown"),
            QCoreApplication::translate("store", "the time zone \"%1\" is not known").arg(query.timezone));
    const Snapshot snapshot(m_connection);
    Where where = eventWhere(m_connection.dialect(), query.filter);
    where.within("e.reported", query.from, query.to);

    const KeyReader keys[] = {{query.by, query.areaLevel}, {query.then, query.areaLevel}};
    QString local;
    if (keys[0].isLocal() || keys[1].isLocal()) {
        qint64 first = query.from, last = query.to;
        Rows ends(m_connection, QStringLiteral("SELECT min(reported), max(reported) FROM event"));
        if (ends.next()) {
            first = std::max(first, ends.number(0));
            last = last == 0 ? ends.number(1) : std::min(last, ends.number(1));
        }
        if (const base::Status status = ends.status(); !status)
            return tl::unexpected(status.error());
        local = localColumn(zone, first, std::max(first, last));
    }
    QStringList columns;
    for (const KeyReader &key : keys) {
        if (key.key != Key::None)
            columns.append(key.column(local));
    }
    const qint64 now = query.filter.now != 0 ? query.filter.now : query.to;
    const QString sums = sumColumns(now);
    QString sql = QStringLiteral("SELECT %1 FROM event e%2")
                      .arg((columns + QStringList{sums}).join(QStringLiteral(", ")), where.text());
    if (columns.size() == 1)
        sql += QStringLiteral(" GROUP BY 1");
    else if (columns.size() == 2)
        sql += QStringLiteral(" GROUP BY 1, 2");

    Statistics statistics;
    Sums total;
    // Days make months, and paths of areas make the areas of a level: what has the same name is added up.
    std::map<std::pair<QString, QString>, Sums> groups;
    Rows rows(m_connection, sql, where.values);
    while (rows.next()) {
        int column = 0;
        std::array<QString, 2> names;
        for (size_t i = 0; i < names.size(); ++i) {
            if (keys[i].key != Key::None)
                names[i] = keys[i].name(rows, column++);
        }
        const Sums each = sumsAt(rows, column);
        total += each;
        if (!columns.isEmpty() && each.counts[0] > 0)
            groups[{names[0], names[1]}] += each;
    }
    if (const base::Status status = rows.status(); !status)
        return tl::unexpected(status.error());
    for (const auto &[names, each] : groups)
        statistics.rows.push_back(rowOf(names.first, names.second, each));
    std::stable_sort(statistics.rows.begin(), statistics.rows.end(),
                     [](const StatisticsRow &a, const StatisticsRow &b) { return a.received > b.received; });
    statistics.total = rowOf({}, {}, total);
    statistics.funnel.assign(total.reached.begin(), total.reached.end());

    if (const base::Status status = addAlarms(m_connection, query, statistics); !status)
        return tl::unexpected(status.error());
    if (const base::Status status = addCouncils(m_connection, query, statistics); !status)
        return tl::unexpected(status.error());
    return statistics;
}

}
