#include "base/Durations.h"
#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"
#include "store/Reader.h"
#include "store/Reading.h"

namespace store
{

using base::DayMs;

base::Result<std::vector<domain::Observation>> newestObservations(Connection &connection, qint64 time)
{
    std::vector<domain::Observation> newest;
    QHash<QString, size_t> index;
    const auto take = [&](const QString &datastream, qint64 when, const QJsonValue &result) {
        const auto found = index.constFind(datastream);
        if (found == index.constEnd()) {
            index.insert(datastream, newest.size());
            newest.push_back({datastream, when, when, result});
        } else if (when > newest[*found].phenomenonTime) {
            newest[*found] = {datastream, when, when, result};
        }
    };
    // CROSS JOIN: SQLite keeps this order, and so goes to each stream's newest by its key.
    Rows raw(connection,
             QStringLiteral("SELECT d.name, o.time, o.value, o.text FROM datastream d CROSS JOIN observation o WHERE "
                            "o.stream = d.id AND o.time = (SELECT max(time) FROM observation WHERE stream = d.id AND "
                            "time <= ?)"),
             {time});
    while (raw.next())
        take(raw.text(0), raw.number(1), resultAt(raw, 2, 3));
    if (const base::Status status = raw.status(); !status)
        return tl::unexpected(status.error());

    Rows inbox(connection,
               connection.dialect() == Dialect::Sqlite
                   // Of a row with max() SQLite gives the other columns too (sqlite.org/lang_select.html#bareagg).
                   ? QStringLiteral("SELECT d.name, i.time, i.value, i.text FROM (SELECT stream, max(time) AS time, "
                                    "value, text FROM observation_inbox WHERE time <= ? GROUP BY stream) i JOIN "
                                    "datastream d ON d.id = i.stream")
                   : QStringLiteral("SELECT d.name, i.time, i.value, i.text FROM (SELECT DISTINCT ON (stream) stream, "
                                    "time, value, text FROM observation_inbox WHERE time <= ? ORDER BY stream, time "
                                    "DESC) i JOIN datastream d ON d.id = i.stream"),
               {time});
    while (inbox.next())
        take(inbox.text(0), inbox.number(1), resultAt(inbox, 2, 3));
    if (const base::Status status = inbox.status(); !status)
        return tl::unexpected(status.error());

    // Where the single readings of then are gone. Of the quarter that the time is in, the first is known to be of
    // before.
    Rows quarters(connection,
                  QStringLiteral("SELECT d.name, q.first_time, q.first_value, q.last_time, q.last_value, q.last_text "
                                 "FROM datastream d CROSS JOIN observation_quarter q WHERE q.stream = d.id AND q.start "
                                 "= (SELECT max(start) FROM observation_quarter WHERE stream = d.id AND start <= ? AND "
                                 "first_time <= ?) AND NOT EXISTS (SELECT 1 FROM observation WHERE stream = d.id AND "
                                 "time <= ?)"),
                  {time, time, time});
    while (quarters.next()) {
        if (quarters.number(3) <= time)
            take(quarters.text(0), quarters.number(3), resultAt(quarters, 4, 5));
        else if (!quarters.isNull(2))
            take(quarters.text(0), quarters.number(1), quarters.real(2));
    }
    if (const base::Status status = quarters.status(); !status)
        return tl::unexpected(status.error());
    return newest;
}

base::Result<std::vector<domain::ThingStatusReport>> statusesAt(Connection &connection, qint64 time)
{
    std::vector<domain::ThingStatusReport> statuses;
    // From one device to the next by the primary key: not every status there ever was.
    Rows rows(connection,
              QStringLiteral("WITH RECURSIVE device(thing) AS (SELECT min(thing) FROM thing_status UNION ALL SELECT "
                             "(SELECT min(s.thing) FROM thing_status s WHERE s.thing > device.thing) FROM device WHERE "
                             "device.thing IS NOT NULL) SELECT s.thing, s.online, s.time FROM device CROSS JOIN "
                             "thing_status s WHERE s.thing = device.thing AND s.time = (SELECT max(time) FROM "
                             "thing_status WHERE thing = device.thing AND time <= ?)"),
              {time});
    while (rows.next())
        statuses.push_back({rows.text(0), rows.number(1) != 0, rows.number(2)});
    if (const base::Status status = rows.status(); !status)
        return tl::unexpected(status.error());
    return statuses;
}

/// Calls `whole` with all entries of one subject after the other; rows are in the order of ids, then versions.
template <typename Whole> static base::Status bySubject(Rows &rows, const Whole &whole)
{
    std::vector<domain::Entry> entries;
    while (rows.next()) {
        domain::Entry entry = entryAt(rows);
        if (!entries.empty() && entries.back().id != entry.id) {
            whole(entries);
            entries.clear();
        }
        entries.push_back(std::move(entry));
    }
    if (!entries.empty())
        whole(entries);
    return rows.status();
}

static base::Status eventsAt(Connection &connection, qint64 time, qint64 endedSince, std::vector<domain::Event> &events)
{
    const qint64 since = endedSince > 0 ? std::min(endedSince, time + 1) : time + 1;
    // The entries are looked up by id, not by time: a + keeps SQLite from that index.
    // Open now, or still moving after that time (or since those that ended are wanted). What the clock of a source has
    // ahead of ours is less than a day.
    Rows rows(connection,
              QStringLiteral("SELECT %1 FROM event v CROSS JOIN entry e WHERE (v.final = 0 OR v.moved >= ?) AND "
                             "v.reported <= ? AND e.subject = 'event' AND e.id = v.id AND +e.time <= ? ORDER BY e.id, "
                             "e.version")
                  .arg(entryColumns(QStringLiteral("e."))),
              {since, time + DayMs, time});
    return bySubject(rows, [&](const std::vector<domain::Entry> &entries) {
        domain::Event event = domain::foldEvent(entries);
        if (!domain::isFinal(event.state) || (endedSince > 0 && std::max(event.closed, event.updated) >= endedSince))
            events.push_back(std::move(event));
    });
}

static base::Status alarmsAt(Connection &connection, qint64 time, std::vector<domain::Alarm> &alarms)
{
    // Of what was before the episode only shelving and suppression can still count.
    Rows rows(
        connection,
        QStringLiteral("SELECT %1 FROM (SELECT alarm, min(began) AS began FROM alarm_episode WHERE began <= ? AND "
                       "(ended = 0 OR ended > ?) GROUP BY alarm) s CROSS JOIN entry e WHERE e.subject = 'alarm' "
                       "AND e.id = s.alarm AND +e.time <= ? AND (e.time >= s.began OR e.verb IN ('shelve', "
                       "'unshelve', 'suppress', 'release')) ORDER BY e.id, e.version")
            .arg(entryColumns(QStringLiteral("e."))),
        {time, time, time});
    return bySubject(rows, [&](const std::vector<domain::Entry> &entries) {
        domain::Alarm alarm;
        alarm.acknowledged = true; // Normal before its first entry here
        for (const domain::Entry &entry : entries)
            domain::applyEntry(alarm, entry);
        if (domain::alarmState(alarm, time) != domain::AlarmState::Normal)
            alarms.push_back(std::move(alarm));
    });
}

static base::Status alertsAt(Connection &connection, qint64 time, std::vector<domain::Alert> &alerts)
{
    Rows rows(
        connection,
        QStringLiteral("SELECT body FROM alert WHERE sent <= ? AND expires > ? AND (ended = 0 OR ended > ?) ORDER "
                       "BY sent, id"),
        {time, time, time});
    while (rows.next()) {
        domain::Alert alert = domain::alertFromJson(objectOf(rows.text(0)));
        // A Cancel warns of nothing.
        if (!alert.infos.empty())
            alerts.push_back(std::move(alert));
    }
    return rows.status();
}

base::Result<Moment> Reader::stateAt(qint64 time, qint64 endedSince)
{
    const Snapshot snapshot(m_connection);
    Moment moment;
    moment.time = time;
    if (const base::Status status = eventsAt(m_connection, time, endedSince, moment.events); !status)
        return tl::unexpected(status.error());
    if (const base::Status status = alarmsAt(m_connection, time, moment.alarms); !status)
        return tl::unexpected(status.error());
    if (const base::Status status = alertsAt(m_connection, time, moment.alerts); !status)
        return tl::unexpected(status.error());
    auto observations = newestObservations(m_connection, time);
    if (!observations)
        return tl::unexpected(observations.error());
    moment.observations = std::move(*observations);
    auto statuses = statusesAt(m_connection, time);
    if (!statuses)
        return tl::unexpected(statuses.error());
    moment.statuses = std::move(*statuses);
    return moment;
}

base::Result<Remembered> Reader::remembered()
{
    const Snapshot snapshot(m_connection);
    Remembered remembered;
    qint64 last = 0; // when something happened last: about when the program ended
    Rows times(m_connection, QStringLiteral("SELECT coalesce(max(time), 0) FROM entry"));
    if (times.next())
        last = times.number(0);
    if (const base::Status status = times.status(); !status)
        return tl::unexpected(status.error());

    Rows events(m_connection,
                QStringLiteral("SELECT b.body FROM event e CROSS JOIN event_body b WHERE (e.final = 0 OR e.moved > ?) "
                               "AND b.id = e.id"),
                {last - DayMs});
    while (events.next())
        remembered.events.push_back(domain::eventFromJson(objectOf(events.text(0))));
    if (const base::Status status = events.status(); !status)
        return tl::unexpected(status.error());
    Rows alarms(m_connection,
                QStringLiteral("SELECT b.body FROM alarm a CROSS JOIN alarm_body b WHERE (a.state <> 'normal' OR "
                               "a.shelved_until > ?) AND b.id = a.id"),
                {last});
    while (alarms.next())
        remembered.alarms.push_back(domain::alarmFromJson(objectOf(alarms.text(0))));
    if (const base::Status status = alarms.status(); !status)
        return tl::unexpected(status.error());
    if (const base::Status status = alertsAt(m_connection, last, remembered.alerts); !status)
        return tl::unexpected(status.error());

    constexpr qint64 Ever = std::numeric_limits<qint64>::max();
    auto observations = newestObservations(m_connection, Ever);
    if (!observations)
        return tl::unexpected(observations.error());
    remembered.observations = std::move(*observations);
    auto statuses = statusesAt(m_connection, Ever);
    if (!statuses)
        return tl::unexpected(statuses.error());
    remembered.statuses = std::move(*statuses);
    return remembered;
}

}
