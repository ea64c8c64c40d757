// Figures, three ways: as the store sums them up, counted one by one over the entries, and by SQL written by hand.
#include "StoresTest.h"
#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"

#include <QJsonArray>
#include <QSqlRecord>
#include <QTimeZone>
#include <QtTest>

#include <cmath>
#include <map>
#include <set>

using domain::Entry;
using domain::Event;
using domain::EventState;
using store::StatisticsQuery;
using Key = StatisticsQuery::Key;

class StoreStatisticsTest : public StoresTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void counts_data();
    void counts();
    void byHand_data() { databases(); }
    void byHand();
    void changingClocks_data() { databases(); }
    void changingClocks();
    void alarmsAndCouncils_data() { databases(); }
    void alarmsAndCouncils();
    void nothing_data() { databases(); }
    void nothing();
    void unknownZone_data() { databases(); }
    void unknownZone();

private:
    std::vector<std::vector<QString>> sql(OpenStore &store, const QString &text);

    qint64 m_from = 0, m_to = 0;
};

static qint64 at(const char *iso)
{
    return QDateTime::fromString(QLatin1String(iso), Qt::ISODate).toMSecsSinceEpoch();
}

void StoreStatisticsTest::initTestCase()
{
    // From winter over summer to winter: New York's clocks change on 8 March and on 1 November.
    history::Plan plan;
    plan.seed = 3;
    plan.events = 1200;
    plan.alarms = 150;
    plan.from = m_from = at("2026-02-20T00:00:00Z");
    plan.to = m_to = at("2026-11-20T00:00:00Z");
    const QString error = open(plan);
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

std::vector<std::vector<QString>> StoreStatisticsTest::sql(OpenStore &store, const QString &text)
{
    std::vector<std::vector<QString>> table;
    QSqlQuery query(store.reading().database());
    if (!query.exec(text))
        qWarning("%s", qPrintable(query.lastQuery()));
    while (query.next()) {
        std::vector<QString> row;
        for (int i = 0; i < query.record().count(); ++i)
            row.push_back(query.value(i).toString());
        table.push_back(row);
    }
    return table;
}

// --- Counted one by one

namespace
{

/// The figures of one group by their definitions (docs/statistics.md).
struct Count {
    std::vector<const Event *> events;
    qint64 now = 0;

    int of(const std::function<bool(const Event &)> &fits) const
    {
        return int(std::count_if(events.begin(), events.end(), [&](const Event *event) { return fits(*event); }));
    }
    int in(EventState state) const
    {
        return of([state](const Event &event) { return event.state == state; });
    }
    double mean(const std::function<double(const Event &)> &value) const
    {
        double sum = 0;
        int count = 0;
        for (const Event *event : events) {
            if (const double each = value(*event); !std::isnan(each)) {
                sum += each;
                ++count;
            }
        }
        return count > 0 ? sum / count : geometry::NaN;
    }
    static bool reached(const Event &event, int stage)
    {
        const auto isThere = [stage](EventState state) {
            return state >= EventState::Reported && state <= EventState::Closed && int(state) >= stage;
        };
        if (stage == 0 || isThere(event.state))
            return true;
        for (const domain::Transition &step : event.history) {
            if (!step.undone && isThere(step.to))
                return true;
        }
        return false;
    }
    bool isOverdue(const Event &event) const
    {
        if (event.state == EventState::Closed)
            return event.due > 0 && event.closed > event.due;
        if (domain::isFinal(event.state))
            return false;
        return (event.due > 0 && event.due < now) ||
               (event.state == EventState::Reported && event.acceptDue > 0 && event.acceptDue < now);
    }
    QString compare(const store::StatisticsRow &row) const
    {
        QStringList wrong;
        const auto same = [&wrong](const char *what, double got, double wanted) {
            const bool equal =
                (std::isnan(got) && std::isnan(wanted)) || std::abs(got - wanted) <= 1e-9 * std::abs(wanted);
            if (!equal)
                wrong.append(QStringLiteral("%1: %2 instead of %3").arg(QLatin1String(what)).arg(got).arg(wanted));
        };
        const int settled = in(EventState::Closed), rejected = in(EventState::Rejected),
                  merged = in(EventState::Merged);
        same("received", row.received, double(events.size()));
        same("accepted", row.accepted, of([](const Event &event) { return reached(event, 1); }));
        same("settled", row.settled, settled);
        same("rejected", row.rejected, rejected);
        same("merged", row.merged, merged);
        same("open", row.open, of([](const Event &event) { return !domain::isFinal(event.state); }));
        same("overdue", row.overdue, of([this](const Event &event) { return isOverdue(event); }));
        const int toSettle = int(events.size()) - rejected - merged;
        same("rate", row.rate, toSettle > 0 ? double(settled) / toSettle : 0);
        same("accept minutes", row.acceptMinutes, mean([](const Event &event) {
                 return event.accepted > 0 ? double(event.accepted - event.reported) / 60000 : geometry::NaN;
             }));
        same("close minutes", row.closeMinutes, mean([](const Event &event) {
                 return event.state == EventState::Closed ? double(event.closed - event.reported) / 60000
                                                          : geometry::NaN;
             }));
        same("satisfaction", row.satisfaction, mean([](const Event &event) {
                 return event.satisfaction > 0 ? double(event.satisfaction) : geometry::NaN;
             }));
        return wrong.join(QStringLiteral("; "));
    }
};

QString keyOf(const Event &event, Key key, const StatisticsQuery &query)
{
    const auto day = [&](const char *format) {
        return QDateTime::fromMSecsSinceEpoch(event.reported, QTimeZone(query.timezone.toLatin1()))
            .toString(QLatin1String(format));
    };
    switch (key) {
    case Key::None:
        return {};
    case Key::Domain:
        return event.domain;
    case Key::Type:
        return event.type;
    case Key::Class:
        return event.klass;
    case Key::Area:
        return event.areas.filter(QRegularExpression(u'^' + query.areaLevel + u':')).value(0);
    case Key::Source:
        return event.source;
    case Key::Day:
        return day("yyyy-MM-dd");
    case Key::Month:
        return day("yyyy-MM");
    case Key::Hour:
        return day("HH");
    }
    return {};
}

}

Q_DECLARE_METATYPE(store::StatisticsQuery)

void StoreStatisticsTest::counts_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<StatisticsQuery>("query");
    std::vector<std::pair<const char *, StatisticsQuery>> queries;
    const auto with = [&](const char *name, Key by, Key then = Key::None, const char *level = "") {
        StatisticsQuery query;
        query.from = m_from;
        query.to = m_to;
        query.by = by;
        query.then = then;
        query.areaLevel = QLatin1String(level);
        query.timezone = QStringLiteral("America/New_York");
        query.filter.now = m_to;
        queries.emplace_back(name, query);
        return &queries.back().second;
    };
    with("total", Key::None);
    with("domain", Key::Domain);
    with("type", Key::Type);
    with("class", Key::Class);
    with("source", Key::Source);
    with("community", Key::Area, Key::None, "community");
    with("grid", Key::Area, Key::None, "grid");
    with("level that is not there", Key::Area, Key::None, "block");
    with("day", Key::Day);
    with("month", Key::Month);
    with("hour", Key::Hour);
    with("day and hour", Key::Day, Key::Hour);
    with("type and source", Key::Type, Key::Source);
    with("month and community", Key::Month, Key::Area, "community");
    with("class and day", Key::Class, Key::Day);
    with("disputes", Key::Type)->filter.domains = {QStringLiteral("disputes")};
    with("one community", Key::Area, Key::Type, "grid")->filter.areas = {QStringLiteral("community:C02")};
    StatisticsQuery *some = with("a spring", Key::Month);
    some->from = at("2026-03-05T12:34:56Z");
    some->to = at("2026-05-31T01:00:00Z");
    some = with("as of an earlier day", Key::Class);
    some->filter.now = at("2026-06-01T00:00:00Z");
    some = with("ever", Key::Source);
    some->from = some->to = 0;
    for (const char *database : {"sqlite", "postgresql"})
        for (const auto &[name, query] : queries)
            QTest::addRow("%s: %s", database, name) << QString::fromLatin1(database) << query;
}

void StoreStatisticsTest::counts()
{
    USE_STORE(store);
    QFETCH(StatisticsQuery, query);
    std::map<std::pair<QString, QString>, Count> groups;
    Count total;
    total.now = query.filter.now;
    for (const Event &event : m_events) {
        if ((query.from != 0 && event.reported < query.from) || (query.to != 0 && event.reported >= query.to))
            continue;
        if (!query.filter.domains.isEmpty() && !query.filter.domains.contains(event.domain))
            continue;
        if (!query.filter.areas.isEmpty() && !event.areas.contains(query.filter.areas.first()))
            continue;
        total.events.push_back(&event);
        Count &group = groups[{keyOf(event, query.by, query), keyOf(event, query.then, query)}];
        group.now = query.filter.now;
        group.events.push_back(&event);
    }
    QVERIFY(total.events.size() > 50);
    if (query.by == Key::None)
        groups.clear();

    const auto got = store.reader().statistics(query);
    QVERIFY2(got, qPrintable(got ? QString() : got.error().toLine()));
    QVERIFY2(total.compare(got->total).isEmpty(), qPrintable(total.compare(got->total)));
    QCOMPARE(got->rows.size(), groups.size());
    for (const store::StatisticsRow &row : got->rows) {
        const auto group = groups.find({row.key, row.then});
        QVERIFY2(group != groups.end(), qPrintable(row.key + u' ' + row.then));
        const QString wrong = group->second.compare(row);
        QVERIFY2(wrong.isEmpty(), qPrintable(row.key + u' ' + row.then + u' ' + wrong));
    }
    QVERIFY(std::is_sorted(got->rows.begin(), got->rows.end(),
                           [](const auto &a, const auto &b) { return a.received > b.received; }));
    QCOMPARE(got->funnel.size(), size_t(6));
    for (int stage = 0; stage < 6; ++stage)
        QCOMPARE(got->funnel[size_t(stage)],
                 total.of([stage](const Event &event) { return Count::reached(event, stage); }));
    QCOMPARE(got->funnel[0], got->total.received);
    QCOMPARE(got->funnel[1], got->total.accepted);
}

// --- By hand, from the journal itself

void StoreStatisticsTest::byHand()
{
    USE_STORE(store);
    const bool sqlite = store.reading().dialect() == store::Dialect::Sqlite;
    const auto field = [sqlite](const char *name) {
        return (sqlite ? QStringLiteral("json_extract(%1body, '$.%2')") : QStringLiteral("(%1body::json->>'%2')"))
            .arg(QString(), QLatin1String(name));
    };
    StatisticsQuery query;
    query.from = at("2026-04-01T00:00:00Z");
    query.to = at("2026-07-01T00:00:00Z");
    query.filter.now = m_to;
    const auto got = store.reader().statistics(query);
    QVERIFY(got);
    std::map<QString, store::StatisticsRow> rows;
    for (const store::StatisticsRow &row : got->rows)
        rows[row.key] = row;

    // How many of each type were reported, and how many are closed by their last entry.
    const QString reports =
        QStringLiteral(
            "SELECT id, %1 AS type, time FROM entry WHERE subject = 'event' AND verb = 'report' AND time >= %2 "
            "AND time < %3")
            .arg(field("type"))
            .arg(query.from)
            .arg(query.to);
    const auto received = sql(store, QStringLiteral("SELECT type, count(*) FROM (%1) r GROUP BY type").arg(reports));
    QCOMPARE(received.size(), rows.size());
    for (const auto &row : received)
        QCOMPARE(rows[row[0]].received, row[1].toInt());
    const auto settled =
        sql(store, QStringLiteral("SELECT r.type, count(*), avg((e.time - r.time) / 60000.0) FROM (%1) r "
                                  "JOIN entry l ON l.subject = 'event' AND l.id = r.id AND l.version = "
                                  "(SELECT max(version) FROM entry WHERE subject = 'event' AND id = r.id) "
                                  "JOIN entry e ON e.subject = 'event' AND e.id = r.id AND e.version = "
                                  "(SELECT max(version) FROM entry WHERE subject = 'event' AND id = r.id "
                                  "AND verb = 'close') WHERE l.to_state = 'closed' GROUP BY r.type")
                       .arg(reports));
    QVERIFY(!settled.empty());
    for (const auto &row : settled) {
        QCOMPARE(rows[row[0]].settled, row[1].toInt());
        // The last close that was not taken back, which a later one may follow: here the last is it, or it was undone.
        QVERIFY(std::abs(rows[row[0]].closeMinutes - row[2].toDouble()) < 1e-6 * row[2].toDouble());
    }
    // First acceptance that nobody took back.
    const auto accepted = sql(
        store, QStringLiteral("SELECT r.type, count(*), avg((a.time - r.time) / 60000.0) FROM (%1) r JOIN (SELECT id, "
                              "min(time) AS time FROM entry e WHERE subject = 'event' AND verb = 'accept' AND NOT "
                              "EXISTS (SELECT 1 FROM entry WHERE subject = 'event' AND id = e.id AND verb = 'undo' AND "
                              "CAST(%2 AS INTEGER) = e.version) GROUP BY id) a ON a.id = r.id GROUP BY r.type")
                   .arg(reports, field("of")));
    QVERIFY(!accepted.empty());
    for (const auto &row : accepted) {
        QCOMPARE(rows[row[0]].accepted, row[1].toInt());
        QVERIFY(std::abs(rows[row[0]].acceptMinutes - row[2].toDouble()) < 1e-6 * row[2].toDouble());
    }
    const auto merged = sql(store, QStringLiteral("SELECT count(*) FROM (%1) r JOIN entry m ON m.subject = 'event' AND "
                                                  "m.id = r.id AND m.verb = 'merge'")
                                       .arg(reports));
    QCOMPARE(got->total.merged, merged[0][0].toInt());
}

// A day is from midnight to midnight by the clocks of the place, 23 or 25 hours where they change.
void StoreStatisticsTest::changingClocks()
{
    USE_STORE(store);
    std::vector<Entry> entries;
    const auto report = [&](const char *iso) {
        Event event;
        event.id = QStringLiteral("clock-") + QLatin1String(iso);
        event.type = QStringLiteral("clock");
        event.reported = event.updated = at(iso);
        Entry entry;
        entry.id = event.id;
        entry.verb = QStringLiteral("report");
        entry.time = event.reported;
        entry.body = domain::toJson(event);
        entries.push_back(entry);
    };
    for (const char *iso :
         {"2026-03-08T04:59:59Z", "2026-03-08T05:00:00Z", "2026-03-09T03:59:59Z", "2026-03-09T04:00:00Z",
          "2026-11-01T03:59:59Z", "2026-11-01T04:00:00Z", "2026-11-02T04:59:59Z", "2026-11-02T05:00:00Z"})
        report(iso);
    const QString error = store.record(entries);
    QVERIFY2(error.isEmpty(), qPrintable(error));
    StatisticsQuery query;
    query.by = Key::Day;
    query.filter.types = {QStringLiteral("clock")};
    const auto days = [&](const char *zone) {
        query.timezone = QLatin1String(zone);
        std::map<QString, int> counts;
        const auto got = store.reader().statistics(query);
        for (const store::StatisticsRow &row : got->rows)
            counts[row.key.mid(5)] = row.received;
        QStringList all;
        for (const auto &[day, count] : counts)
            all.append(QStringLiteral("%1:%2").arg(day).arg(count));
        return all.join(u' ');
    };
    QCOMPARE(days("America/New_York"), QStringLiteral("03-07:1 03-08:2 03-09:1 10-31:1 11-01:2 11-02:1"));
    QCOMPARE(days("Asia/Shanghai"), QStringLiteral("03-08:2 03-09:2 11-01:2 11-02:2"));
    QCOMPARE(days("UTC"), QStringLiteral("03-08:2 03-09:2 11-01:2 11-02:2"));
    query.by = Key::Month;
    QCOMPARE(days("America/New_York"), QStringLiteral("03:4 10:1 11:3"));
    if (store.reading().dialect() == store::Dialect::Postgresql) {
        const auto rows =
            sql(store, QStringLiteral("SELECT to_char(to_timestamp(reported / 1000.0) AT TIME ZONE "
                                      "'America/New_York', 'MM-DD') AS day, count(*) FROM event WHERE type = "
                                      "'clock' GROUP BY 1 ORDER BY 1"));
        QStringList all;
        for (const auto &row : rows)
            all.append(row[0] + u':' + row[1]);
        query.by = Key::Day;
        QCOMPARE(days("America/New_York"), all.join(u' '));
    }
}

void StoreStatisticsTest::alarmsAndCouncils()
{
    USE_STORE(store);
    StatisticsQuery query;
    query.from = at("2026-04-01T00:00:00Z");
    query.to = at("2026-08-01T00:00:00Z");
    // Each time an alarm was raised while it was normal, and the incidents that began with one.
    int alarms = 0;
    std::map<QString, qint64> incidents;
    const auto joined = [&incidents](const domain::Alarm &alarm) {
        if (alarm.incident.isEmpty())
            return;
        const auto [known, isNew] = incidents.try_emplace(alarm.incident, alarm.raised);
        known->second = std::min(known->second, alarm.raised);
    };
    for (const auto &its : history::bySubject(m_entries, domain::Subject::Alarm)) {
        domain::Alarm alarm;
        for (const Entry &entry : its) {
            const domain::Alarm before = alarm;
            domain::applyEntry(alarm, entry);
            if (alarm.raised == before.raised)
                continue;
            joined(before); // where an alarm moved to another incident, the last one counts
            alarms += alarm.raised >= query.from && alarm.raised < query.to ? 1 : 0;
        }
        joined(alarm);
    }
    const auto begun = std::count_if(incidents.begin(), incidents.end(), [&](const auto &each) {
        return each.second >= query.from && each.second < query.to;
    });
    Entry hold;
    hold.subject = domain::Subject::Council;
    hold.verb = QLatin1String(domain::CouncilHold);
    const auto meeting = [&hold](const char *id, qint64 held) {
        Entry entry = hold;
        entry.id = QLatin1String(id);
        entry.time = held;
        entry.body = {
            {QStringLiteral("place"), QStringLiteral("block:B1")},
            {QStringLiteral("held"), held},
            {QStringLiteral("issues"), QJsonArray{QJsonObject{{QStringLiteral("text"), QStringLiteral("一")}},
                                                  QJsonObject{{QStringLiteral("text"), QStringLiteral("二")}}}}};
        return entry;
    };
    Entry solve = hold;
    solve.id = QStringLiteral("M1");
    solve.version = 2;
    solve.verb = QLatin1String(domain::CouncilSolve);
    solve.time = query.to + 1;
    solve.body = {{QStringLiteral("issue"), 1}};
    const QString error =
        store.record({meeting("M1", query.from), meeting("M2", query.to - 1), meeting("M3", query.to), solve});
    QVERIFY2(error.isEmpty(), qPrintable(error));

    const auto got = store.reader().statistics(query);
    QVERIFY(got);
    QVERIFY(alarms > 50 && begun > 20);
    QCOMPARE(got->alarms, alarms);
    QCOMPARE(got->incidents, int(begun));
    QCOMPARE(got->meetings, 2);
    QCOMPARE(got->issuesRaised, 4);
    QCOMPARE(got->issuesSolved, 1);
    const auto councils = store.reader().councils(query.from, query.to);
    QVERIFY(councils && councils->size() == 2);
    QCOMPARE(councils->front().id, QStringLiteral("M2")); // newest first
    QVERIFY(councils->back().issues[1].solved);

    query.filter.building = QStringLiteral("B00003");
    QVERIFY(store.reader().statistics(query)->alarms < alarms);
}

void StoreStatisticsTest::nothing()
{
    USE_STORE(store);
    StatisticsQuery query;
    query.from = at("2020-01-01T00:00:00Z");
    query.to = at("2020-02-01T00:00:00Z");
    for (Key key : {Key::None, Key::Type, Key::Day, Key::Month}) {
        query.by = key;
        const auto got = store.reader().statistics(query);
        QVERIFY2(got, qPrintable(got ? QString() : got.error().toLine()));
        QVERIFY(got->rows.empty());
        QCOMPARE(got->total.received, 0);
        QCOMPARE(got->total.rate, 0.0);
        QVERIFY(std::isnan(got->total.acceptMinutes) && std::isnan(got->total.satisfaction));
        QCOMPARE(got->funnel, std::vector<int>(6, 0));
    }
}

void StoreStatisticsTest::unknownZone()
{
    USE_STORE(store);
    StatisticsQuery query;
    query.timezone = QStringLiteral("Asia/Guiyuan");
    const auto got = store.reader().statistics(query);
    QVERIFY(!got);
    QCOMPARE(got.error().code, QStringLiteral("timezone-unknown"));
}

QTEST_GUILESS_MAIN(StoreStatisticsTest)
#include "tst_store_statistics.moc"
