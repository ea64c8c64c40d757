// The district at a past time, readings over time, and what is remembered: of both databases, and of the entries.
#include "StoresTest.h"
#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"

#include <QJsonDocument>

#include <set>

using domain::Entry;
using domain::Event;
using domain::Subject;

static constexpr qint64 HourMs = 3600000, DayMs = 24 * HourMs;
static constexpr qint64 Begin = 1780000000000; // 2026-05-28

class StorePastTest : public StoresTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void stateAt_data() { databases(); }
    void stateAt();
    void alertsAt_data() { databases(); }
    void alertsAt();
    void observationsAt_data() { databases(); }
    void observationsAt();
    void series_data() { databases(); }
    void series();
    void remembered_data() { databases(); }
    void remembered();

private:
    QString observations(OpenStore &store);
};

void StorePastTest::initTestCase()
{
    history::Plan plan;
    plan.from = Begin;
    plan.to = Begin + 20 * DayMs;
    QString error = open(plan);
    for (const auto &[name, store] : m_stores) {
        if (error.isEmpty())
            error = observations(*store);
    }
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

template <typename Value> static std::map<QString, QJsonObject> byId(const std::vector<Value> &values)
{
    std::map<QString, QJsonObject> all;
    for (const Value &value : values)
        all[value.id] = domain::toJson(value);
    return all;
}

/// The first that differs.
static QString difference(const std::map<QString, QJsonObject> &got, const std::map<QString, QJsonObject> &wanted)
{
    const auto text = [](const QJsonObject &json) { return QString::fromUtf8(QJsonDocument(json).toJson()); };
    for (const auto &[id, json] : wanted) {
        const auto found = got.find(id);
        if (found == got.end())
            return QStringLiteral("missing: ") + text(json);
        if (found->second != json)
            return QStringLiteral("got %1 instead of %2").arg(text(found->second), text(json));
    }
    for (const auto &[id, json] : got) {
        if (!wanted.contains(id))
            return QStringLiteral("too much: ") + text(json);
    }
    return {};
}

void StorePastTest::stateAt()
{
    USE_STORE(store);
    size_t seen = 0, sinceClosed = 0;
    for (int i = -1; i <= 40; ++i) {
        const qint64 time = Begin + i * 12 * HourMs + 1234567;
        std::vector<Event> events;
        for (const auto &its : history::bySubject(m_entries, Subject::Event, time)) {
            const Event event = domain::foldEvent(its);
            if (!domain::isFinal(event.state))
                events.push_back(event);
        }
        std::vector<domain::Alarm> alarms;
        for (const auto &its : history::bySubject(m_entries, Subject::Alarm, time)) {
            const domain::Alarm alarm = domain::foldAlarm(its);
            if (domain::alarmState(alarm, time) != domain::AlarmState::Normal)
                alarms.push_back(alarm);
        }
        const auto moment = store.reader().stateAt(time);
        QVERIFY2(moment, qPrintable(moment ? QString() : moment.error().toLine()));
        QCOMPARE(moment->time, time);
        QVERIFY2(byId(moment->events) == byId(events), qPrintable(difference(byId(moment->events), byId(events))));
        QVERIFY2(byId(moment->alarms) == byId(alarms), qPrintable(difference(byId(moment->alarms), byId(alarms))));
        seen += events.size() + alarms.size();
        for (const Event &event : events) {
            const auto now = std::find_if(m_events.begin(), m_events.end(),
                                          [&event](const Event &other) { return other.id == event.id; });
            sinceClosed += domain::isFinal(now->state) ? 1 : 0;
        }
    }
    QVERIFY(seen > 1000 && sinceClosed > 300);
}

void StorePastTest::alertsAt()
{
    USE_STORE(store);
    const auto alert = [](const char *id, const char *type, qint64 sent, qint64 expires) {
        Entry entry;
        entry.subject = Subject::Alert;
        entry.id = QLatin1String(id);
        entry.verb = QStringLiteral("issue");
        entry.time = sent;
        domain::Alert made;
        made.id = entry.id;
        made.identifier = QLatin1String(id);
        made.status = QStringLiteral("Actual");
        made.messageType = QLatin1String(type);
        made.sent = sent;
        if (expires != 0) {
            domain::AlertInfo info;
            info.event = QStringLiteral("暴雨");
            info.expires = expires;
            made.infos = {info};
        }
        entry.body = domain::toJson(made);
        return entry;
    };
    Entry end;
    end.subject = Subject::Alert;
    end.id = QStringLiteral("W2");
    end.version = 2;
    end.verb = QStringLiteral("end");
    end.time = Begin + 5 * HourMs;
    const QString error = store.record({alert("W1", "Alert", Begin, Begin + 3 * HourMs),
                                        alert("W2", "Alert", Begin + HourMs, Begin + 9 * HourMs),
                                        alert("W3", "Cancel", Begin + 5 * HourMs, 0), end});
    QVERIFY2(error.isEmpty(), qPrintable(error));
    const auto at = [&store](double hours) {
        QStringList ids;
        const auto moment = store.reader().stateAt(Begin + qint64(hours * double(HourMs)));
        for (const domain::Alert &each : moment->alerts)
            ids.append(each.id);
        return ids.join(u' ');
    };
    QCOMPARE(at(-0.1), QString());
    QCOMPARE(at(0), QStringLiteral("W1"));
    QCOMPARE(at(2), QStringLiteral("W1 W2"));
    QCOMPARE(at(3), QStringLiteral("W2"));
    QCOMPARE(at(5), QString());
    QCOMPARE(at(6), QString());
}

/// Five streams: "old" has only quarters, "both" quarters of before and readings since, "raw" only readings, "inbox"
/// some that have not moved on, "words" texts and truths. Devices say how they are.
QString StorePastTest::observations(OpenStore &store)
{
    QStringList sql{QStringLiteral("BEGIN")};
    int stream = 0;
    for (const char *name : {"old", "both", "raw", "inbox", "words"})
        sql.append(QStringLiteral("INSERT INTO datastream (id, name) VALUES (%1, '%2')")
                       .arg(++stream)
                       .arg(QLatin1String(name)));
    const auto quarter = [&](int of, qint64 start, double mean, int count) {
        sql.append(
            QStringLiteral("INSERT INTO observation_quarter (stream, start, count, sum, squares, least, greatest, "
                           "first_time, first_value, last_time, last_value) VALUES (%1, %2, %3, %4, 0, %5, %6, "
                           "%7, %5, %8, %6)")
                .arg(of)
                .arg(start)
                .arg(count)
                .arg(mean * count)
                .arg(mean - 1)
                .arg(mean + 1)
                .arg(start + 60000)
                .arg(start + 14 * 60000));
    };
    const auto reading = [&](const char *table, int of, qint64 time, const QString &value, const QString &text) {
        sql.append(QStringLiteral("INSERT INTO %1 (stream, time, value, text) VALUES (%2, %3, %4, %5)")
                       .arg(QLatin1String(table))
                       .arg(of)
                       .arg(time)
                       .arg(value, text));
    };
    const QString null = QStringLiteral("NULL");
    const qint64 start = Begin - Begin % store::QuarterMs;
    for (int i = 0; i < 40; ++i)
        quarter(1, start + i * store::QuarterMs, i, 10);
    for (int i = 0; i < 60; ++i)
        quarter(2, start + i * store::QuarterMs, 100 + i, 3);
    // The readings of "both" begin in the middle of its 40th quarter.
    for (qint64 time = start + 40 * store::QuarterMs + 7 * 60000; time < start + 60 * store::QuarterMs; time += 60000)
        reading("observation", 2, time, QString::number(500 + (time - start) / store::QuarterMs), null);
    for (int i = 0; i < 100; ++i)
        reading("observation", 3, start + i * 10000, QString::number(i * 0.5), null);
    for (int i = 0; i < 10; ++i)
        reading("observation", 4, start + i * 1000, QString::number(i), null);
    for (int i = 8; i < 15; ++i) // two of them have just moved on
        reading("observation_inbox", 4, start + i * 1000, QString::number(i), null);
    reading("observation_inbox", 4, start + 14 * 1000, QStringLiteral("14"), null);
    reading("observation", 5, start, QStringLiteral("1"), QStringLiteral("'true'"));
    reading("observation", 5, start + 1000, null, QStringLiteral("'\"开\"'"));
    const auto status = [&](const char *thing, qint64 time, int online) {
        sql.append(QStringLiteral("INSERT INTO thing_status VALUES ('%1', %2, %3)")
                       .arg(QLatin1String(thing))
                       .arg(time)
                       .arg(online));
    };
    status("S1", start, 1);
    status("S1", start + 1000, 0);
    status("S1", start + 2000, 1);
    status("S2", start + 1500, 0);
    sql.append(QStringLiteral("COMMIT"));
    for (const QString &statement : std::as_const(sql)) {
        if (const QString error = store.run(statement); !error.isEmpty())
            return statement + error;
    }
    return {};
}

void StorePastTest::observationsAt()
{
    USE_STORE(store);
    const qint64 start = Begin - Begin % store::QuarterMs;
    const auto at = [&](qint64 time) {
        std::map<QString, std::pair<qint64, QJsonValue>> found;
        const auto moment = store.reader().stateAt(time);
        if (moment) {
            for (const domain::Observation &each : moment->observations)
                found[each.datastream] = {each.phenomenonTime - start, each.result};
        }
        return found;
    };
    using Found = std::map<QString, std::pair<qint64, QJsonValue>>;
    const QString old = QStringLiteral("old"), both = QStringLiteral("both"), raw = QStringLiteral("raw"),
                  inbox = QStringLiteral("inbox"), words = QStringLiteral("words");
    QCOMPARE(at(start - 1), Found());
    QCOMPARE(at(start), (Found{{raw, {0, 0}}, {inbox, {0, 0}}, {words, {0, true}}}));
    // Of a quarter that has begun, only its first reading is known to be of before.
    QCOMPARE(at(start + 90000), (Found{{old, {60000, -1}},
                                       {both, {60000, 99}},
                                       {raw, {90000, 4.5}},
                                       {inbox, {14000, 14}},
                                       {words, {1000, QStringLiteral("开")}}}));
    QCOMPARE(at(start + 9500).at(inbox), (std::pair<qint64, QJsonValue>(9000, 9)));
    QCOMPARE(at(start + 12500).at(inbox), (std::pair<qint64, QJsonValue>(12000, 12)));
    const auto late = at(start + 100 * store::QuarterMs);
    QCOMPARE(late.at(old), (std::pair<qint64, QJsonValue>(39 * store::QuarterMs + 14 * 60000, 40)));
    QCOMPARE(late.at(both), (std::pair<qint64, QJsonValue>(59 * store::QuarterMs + 14 * 60000, 559)));
    QCOMPARE(at(start + 40 * store::QuarterMs).at(both),
             (std::pair<qint64, QJsonValue>(39 * store::QuarterMs + 14 * 60000, 140)));

    const auto statuses = [&](qint64 time) {
        QStringList all;
        const auto moment = store.reader().stateAt(time);
        for (const domain::ThingStatusReport &each : moment->statuses)
            all.append(each.thing + (each.online ? u'+' : u'-'));
        return all.join(u' ');
    };
    QCOMPARE(statuses(start - 1), QString());
    QCOMPARE(statuses(start), QStringLiteral("S1+"));
    QCOMPARE(statuses(start + 1600), QStringLiteral("S1- S2-"));
    QCOMPARE(statuses(start + 3000), QStringLiteral("S1+ S2-"));
}

void StorePastTest::series()
{
    USE_STORE(store);
    const qint64 start = Begin - Begin % store::QuarterMs;
    const auto ask = [&](const char *name, qint64 from, qint64 to, int most) {
        const auto series = store.reader().series(QLatin1String(name), from, to, most);
        return series ? *series : store::Series{series.error().toLine(), false, {}};
    };
    store::Series series = ask("raw", start, start + 1000000, 100);
    QVERIFY(series.raw && series.datastream == QLatin1String("raw"));
    QCOMPARE(series.points.size(), size_t(100));
    QCOMPARE(series.points[7].time, start + 70000);
    QCOMPARE(series.points[7].value, 3.5);
    QCOMPARE(ask("raw", start + 10000, start + 30000, 100).points.size(), size_t(2)); // to is not in it

    series = ask("raw", start, start + 1000000, 10);
    QVERIFY(!series.raw);
    QCOMPARE(series.points.size(), size_t(10));
    QCOMPARE(series.points[1].time, start + 150000);
    QCOMPARE(series.points[1].count, 10);
    QCOMPARE(series.points[1].value, 7.25); // of 5, 5.5 ... 9.5
    QCOMPARE(series.points[1].least, 5.0);
    QCOMPARE(series.points[1].greatest, 9.5);

    series = ask("inbox", start, start + 60000, 100);
    QCOMPARE(series.points.size(), size_t(15)); // what is in both counts once
    QCOMPARE(ask("inbox", start, start + 60000, 2).points[0].count, 15);

    series = ask("old", start + 5 * store::QuarterMs, start + 9 * store::QuarterMs, 100);
    QVERIFY(!series.raw);
    QCOMPARE(series.points.size(), size_t(4));
    QCOMPARE(series.points[0].time, start + 5 * store::QuarterMs + store::QuarterMs / 2);
    QCOMPARE(series.points[0].value, 5.0);
    QCOMPARE(series.points[0].least, 4.0);
    QCOMPARE(series.points[0].greatest, 6.0);
    QCOMPARE(series.points[0].count, 10);
    series = ask("old", start, start + 40 * store::QuarterMs, 10);
    QCOMPARE(series.points.size(), size_t(10));
    QCOMPARE(series.points[9].value, 37.5); // of 36 to 39
    QCOMPARE(series.points[9].count, 40);

    // Across: of the quarter in which the readings begin its sums count, from the next on the readings.
    series = ask("both", start + 39 * store::QuarterMs, start + 42 * store::QuarterMs, 100);
    QVERIFY(!series.raw);
    QCOMPARE(series.points.size(), size_t(3));
    QCOMPARE(series.points[0].value, 139.0);
    QCOMPARE(series.points[1].value, 140.0);
    QCOMPARE(series.points[1].count, 3);
    QCOMPARE(series.points[2].value, 541.0);
    QCOMPARE(series.points[2].count, 15);
    QVERIFY(ask("both", start + 41 * store::QuarterMs, start + 42 * store::QuarterMs, 100).raw);

    QVERIFY(ask("none", start, start + 1000, 10).points.empty());
    QVERIFY(ask("raw", start + 1000, start, 10).points.empty());
    QVERIFY(ask("words", start, start + 10000, 10).points.size() == 1); // a truth is 0 or 1, a text no point
}

void StorePastTest::remembered()
{
    USE_STORE(store);
    const auto remembered = store.reader().remembered();
    QVERIFY2(remembered, qPrintable(remembered ? QString() : remembered.error().toLine()));
    std::map<QString, QJsonObject> open;
    for (const Event &event : m_events) {
        if (!domain::isFinal(event.state))
            open[event.id] = domain::toJson(event);
    }
    const auto got = byId(remembered->events);
    for (const auto &[id, json] : open) {
        const auto found = got.find(id);
        QVERIFY2(found != got.end(), qPrintable(id));
        QCOMPARE(found->second, json); // with its history: what can be undone is known
    }
    const qint64 last = m_entries.back().time;
    for (const auto &[id, json] : got)
        QVERIFY(open.contains(id) || json.value(QLatin1String("closed")).toInteger() > last - DayMs ||
                json.value(QLatin1String("updated")).toInteger() > last - DayMs);
    QVERIFY(got.size() > open.size() && got.size() < open.size() + 100);
    std::set<QString> alarms;
    for (const domain::Alarm &alarm : remembered->alarms)
        alarms.insert(alarm.id);
    for (const auto &its : history::bySubject(m_entries, Subject::Alarm)) {
        const domain::Alarm alarm = domain::foldAlarm(its);
        QCOMPARE(alarms.contains(alarm.id), domain::alarmState(alarm, last) != domain::AlarmState::Normal);
    }
    QCOMPARE(remembered->observations.size(), size_t(5));
    QCOMPARE(remembered->statuses.size(), size_t(2));
}

QTEST_GUILESS_MAIN(StorePastTest)
#include "tst_store_past.moc"
