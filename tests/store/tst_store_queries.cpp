// Lists, the district at a past time, and what is remembered: the same questions to both databases, and to the entries.
#include "History.h"
#include "OpenStore.h"
#include "TestPostgres.h"
#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

#include <map>
#include <set>

using domain::Entry;
using domain::Event;
using domain::Subject;
using store::EventQuery;

static constexpr qint64 HourMs = 3600000, DayMs = 24 * HourMs;
static constexpr qint64 Begin = 1780000000000; // 2026-05-28

class StoreQueriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void events_data();
    void events();
    void eventOrders_data() { databases(); }
    void eventOrders();
    void alarms_data() { databases(); }
    void alarms();
    void entriesAndJournal_data() { databases(); }
    void entriesAndJournal();
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
    void databases();
    QString observations(OpenStore &store);

    QTemporaryDir m_folder;
    TestPostgres m_postgres;
    std::map<QString, std::unique_ptr<OpenStore>> m_stores;
    std::vector<Entry> m_entries;
    std::vector<Event> m_events;
    std::vector<domain::Alarm> m_alarms;
    qint64 m_end = Begin + 20 * DayMs;
};

void StoreQueriesTest::initTestCase()
{
    history::Plan plan;
    plan.from = Begin;
    plan.to = m_end;
    m_entries = history::make(plan);
    for (const auto &its : history::bySubject(m_entries, Subject::Event))
        m_events.push_back(domain::foldEvent(its));
    for (const auto &its : history::bySubject(m_entries, Subject::Alarm))
        m_alarms.push_back(domain::foldAlarm(its));

    std::map<QString, QString> urls{
        {QStringLiteral("sqlite"), QStringLiteral("sqlite:") + m_folder.filePath(QStringLiteral("a.db"))}};
    if (TestPostgres::isInstalled()) {
        QVERIFY2(m_postgres.start(), m_postgres.output());
        urls[QStringLiteral("postgresql")] = m_postgres.makeDatabase(QStringLiteral("queries"));
    }
    for (const auto &[name, url] : urls) {
        QString error;
        auto made = OpenStore::make(url, &error);
        QVERIFY2(made, qPrintable(name + u' ' + error));
        error = made->record(m_entries);
        QVERIFY2(error.isEmpty(), qPrintable(name + u' ' + error));
        error = observations(*made);
        QVERIFY2(error.isEmpty(), qPrintable(name + u' ' + error));
        m_stores[name] = std::move(made);
    }
}

void StoreQueriesTest::cleanupTestCase()
{
    m_stores.clear();
    m_postgres.stop();
}

void StoreQueriesTest::databases()
{
    QTest::addColumn<QString>("database");
    QTest::newRow("sqlite") << QStringLiteral("sqlite");
    QTest::newRow("postgresql") << QStringLiteral("postgresql");
}

#define USE_STORE(store)                                                                                               \
    QFETCH(QString, database);                                                                                         \
    if (!m_stores.contains(database))                                                                                  \
        QSKIP("needs the package postgresql");                                                                         \
    OpenStore &store = *m_stores[database]

Q_DECLARE_METATYPE(store::EventQuery)

// --- Lists

void StoreQueriesTest::events_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<EventQuery>("query");
    std::vector<std::pair<const char *, EventQuery>> queries;
    const auto with = [&queries](const char *name, const auto &set) {
        EventQuery query;
        query.limit = 100000;
        set(query);
        queries.emplace_back(name, query);
    };
    with("all", [](EventQuery &) {});
    with("states", [](EventQuery &q) { q.states = {QStringLiteral("closed"), QStringLiteral("handling")}; });
    with("domain", [](EventQuery &q) { q.domains = {QStringLiteral("disputes")}; });
    with("types", [](EventQuery &q) { q.types = {QStringLiteral("fire"), QStringLiteral("noise")}; });
    with("class", [](EventQuery &q) { q.classes = {QStringLiteral("D")}; });
    with("sources", [](EventQuery &q) { q.sources = {QStringLiteral("hotline")}; });
    with("assignee", [](EventQuery &q) { q.assignees = {QStringLiteral("T03")}; });
    with("area", [](EventQuery &q) { q.areas = {QStringLiteral("community:C03"), QStringLiteral("grid:G01")}; });
    with("bare area", [](EventQuery &q) { q.areas = {QStringLiteral("C03")}; });
    with("no area", [](EventQuery &q) { q.areas = {QStringLiteral("3")}; });
    with("building", [this](EventQuery &q) { q.building = m_events[5].building; });
    with("text", [](EventQuery &q) { q.text = QStringLiteral(" 解放路12"); });
    with("text in capitals", [](EventQuery &q) { q.text = QStringLiteral("GATE, CASE 1"); });
    with("quotes and signs", [](EventQuery &q) { q.text = QStringLiteral("'%_\"?"); });
    with("time", [this](EventQuery &q) {
        q.reportedFrom = m_events[3].reported;
        q.reportedTo = q.reportedFrom + 5 * DayMs;
    });
    with("overdue", [this](EventQuery &q) {
        q.overdueOnly = true;
        q.now = m_end;
    });
    with("several", [](EventQuery &q) {
        q.classes = {QStringLiteral("A")};
        q.states = {QStringLiteral("closed")};
        q.areas = {QStringLiteral("S")};
        q.text = QStringLiteral("parking");
    });
    for (const char *database : {"sqlite", "postgresql"})
        for (const auto &[name, query] : queries)
            QTest::addRow("%s: %s", database, name) << QString::fromLatin1(database) << query;
}

/// The same question, asked of what the entries make.
static bool fits(const Event &event, const EventQuery &query)
{
    const auto oneOf = [](const QStringList &list, const QString &value) {
        return list.isEmpty() || list.contains(value);
    };
    bool in = query.areas.isEmpty();
    for (const QString &area : event.areas)
        in = in || query.areas.contains(area) || query.areas.contains(area.section(u':', 1));
    const QString text = query.text.trimmed().toLower();
    const QString all =
        QStringList{event.id, event.title, event.description, event.address, event.type}.join(u'\n').toLower();
    const bool overdue =
        !domain::isFinal(event.state) &&
        ((event.due > 0 && event.due < query.now) ||
         (event.state == domain::EventState::Reported && event.acceptDue > 0 && event.acceptDue < query.now));
    return oneOf(query.states, domain::eventStateName(event.state)) && oneOf(query.domains, event.domain) &&
           oneOf(query.types, event.type) && oneOf(query.classes, event.klass) && oneOf(query.sources, event.source) &&
           oneOf(query.assignees, event.assignee) && in &&
           (query.building.isEmpty() || query.building == event.building) && (text.isEmpty() || all.contains(text)) &&
           (query.reportedFrom == 0 || event.reported >= query.reportedFrom) &&
           (query.reportedTo == 0 || event.reported < query.reportedTo) && (!query.overdueOnly || overdue);
}

static QStringList idsOf(const std::vector<Event> &events)
{
    QStringList ids;
    for (const Event &event : events)
        ids.append(event.id);
    return ids;
}

void StoreQueriesTest::events()
{
    USE_STORE(store);
    QFETCH(EventQuery, query);
    QStringList wanted;
    for (const Event &event : m_events) {
        if (fits(event, query))
            wanted.append(event.id);
    }
    const auto page = store.reader().events(query);
    QVERIFY2(page, qPrintable(page ? QString() : page.error().toLine()));
    QCOMPARE(page->total, int(wanted.size()));
    QStringList got = idsOf(page->events);
    got.sort();
    wanted.sort();
    QCOMPARE(got, wanted);
    const bool some = QByteArray(QTest::currentDataTag()).endsWith("no area") ||
                      QByteArray(QTest::currentDataTag()).endsWith("signs") || !wanted.isEmpty();
    QVERIFY2(some, "the question should find something in the test's data");
}

void StoreQueriesTest::eventOrders()
{
    USE_STORE(store);
    const std::vector<std::pair<EventQuery::Order, std::function<bool(const Event &, const Event &)>>> orders{
        {EventQuery::Order::Newest, [](const Event &a, const Event &b) { return a.reported > b.reported; }},
        {EventQuery::Order::Oldest, [](const Event &a, const Event &b) { return a.reported < b.reported; }},
        {EventQuery::Order::Due, [](const Event &a, const Event &b) { return a.due < b.due; }},
        {EventQuery::Order::Severity,
         [](const Event &a, const Event &b) {
             return std::pair(a.severity, a.reported) > std::pair(b.severity, b.reported);
         }},
        {EventQuery::Order::Updated, [](const Event &a, const Event &b) { return a.updated > b.updated; }}};
    for (const auto &[order, before] : orders) {
        std::vector<Event> wanted = m_events;
        std::stable_sort(wanted.begin(), wanted.end(), before);
        EventQuery query;
        query.order = order;
        query.limit = 70;
        QStringList got;
        for (query.offset = 0; query.offset < int(wanted.size()); query.offset += query.limit) {
            const auto page = store.reader().events(query);
            QVERIFY2(page, qPrintable(page ? QString() : page.error().toLine()));
            QCOMPARE(page->total, int(wanted.size()));
            for (const Event &event : page->events)
                QVERIFY(event.history.empty());
            got += idsOf(page->events);
        }
        QCOMPARE(got, idsOf(wanted));
    }
}

void StoreQueriesTest::alarms()
{
    USE_STORE(store);
    const auto check = [&](const store::AlarmQuery &query, const std::function<bool(const domain::Alarm &)> &fit) {
        std::vector<QJsonObject> wanted, got;
        std::vector<domain::Alarm> fitting;
        for (const domain::Alarm &alarm : m_alarms) {
            if (fit(alarm))
                fitting.push_back(alarm);
        }
        std::stable_sort(fitting.begin(), fitting.end(),
                         [](const domain::Alarm &a, const domain::Alarm &b) { return a.changed > b.changed; });
        for (const domain::Alarm &alarm : fitting)
            wanted.push_back(domain::toJson(alarm));
        const auto page = store.reader().alarms(query);
        QVERIFY2(page, qPrintable(page ? QString() : page.error().toLine()));
        QCOMPARE(page->total, int(wanted.size()));
        for (const domain::Alarm &alarm : page->alarms)
            got.push_back(domain::toJson(alarm));
        QVERIFY(got == wanted);
        QVERIFY(!got.empty());
    };
    const auto isOpen = [](const domain::Alarm &alarm) { return alarm.active || !alarm.acknowledged; };
    check({}, [](const domain::Alarm &) { return true; });
    store::AlarmQuery query;
    query.openOnly = true;
    check(query, isOpen);
    query = {};
    query.rules = {QStringLiteral("smoke")};
    query.severities = {QStringLiteral("critical"), QStringLiteral("major")};
    check(query, [](const domain::Alarm &alarm) {
        return alarm.rule == QLatin1String("smoke") && alarm.severity >= domain::Severity::Major;
    });
    query = {};
    query.thing = QStringLiteral("S0007");
    check(query, [](const domain::Alarm &alarm) { return alarm.subject.id == QLatin1String("S0007"); });
    query = {};
    query.building = QStringLiteral("B00009");
    check(query, [](const domain::Alarm &alarm) { return alarm.building == QLatin1String("B00009"); });
    query = {};
    query.areas = {QStringLiteral("community:C02")};
    check(query, [](const domain::Alarm &alarm) { return alarm.areas.contains(QLatin1String("community:C02")); });
    query = {};
    query.text = QStringLiteral("s001");
    check(query, [](const domain::Alarm &alarm) { return alarm.id.toLower().contains(QLatin1String("s001")); });
    query = {};
    query.from = Begin + 3 * DayMs;
    query.to = Begin + 6 * DayMs;
    check(query, [&](const domain::Alarm &alarm) {
        const auto in = [&](qint64 time) { return time >= query.from && time < query.to; };
        return in(alarm.raised) || in(alarm.changed);
    });
}

void StoreQueriesTest::entriesAndJournal()
{
    USE_STORE(store);
    const auto plain = [](std::vector<Entry> entries) {
        for (Entry &entry : entries)
            entry.sequence = entry.recorded = 0;
        return entries;
    };
    for (int i = 0; i < 20; ++i) {
        const QString &id = m_events[size_t(i) * 17].id;
        std::vector<Entry> wanted;
        for (const Entry &entry : m_entries) {
            if (entry.id == id)
                wanted.push_back(entry);
        }
        const auto got = store.reader().entriesOf(Subject::Event, id);
        QVERIFY(got && plain(*got) == wanted);
    }
    QVERIFY(store.reader().entriesOf(Subject::Event, QStringLiteral("none"))->empty());

    const auto check = [&](store::JournalQuery query, const std::function<bool(const Entry &)> &fit) {
        std::vector<Entry> wanted;
        for (const Entry &entry : m_entries) {
            if (fit(entry))
                wanted.push_back(entry);
        }
        std::reverse(wanted.begin(), wanted.end());
        query.limit = 300;
        std::vector<Entry> got;
        for (query.offset = 0;; query.offset += query.limit) {
            const auto page = store.reader().journal(query);
            QVERIFY2(page, qPrintable(page ? QString() : page.error().toLine()));
            got.insert(got.end(), page->begin(), page->end());
            if (int(page->size()) < query.limit)
                break;
        }
        QVERIFY(std::is_sorted(got.begin(), got.end(), [](const Entry &a, const Entry &b) {
            return std::pair(a.time, a.sequence) > std::pair(b.time, b.sequence);
        }));
        QCOMPARE(got.size(), wanted.size());
        QVERIFY(plain(got) == wanted);
        QVERIFY(!got.empty());
    };
    check({}, [](const Entry &) { return true; });
    store::JournalQuery query;
    query.subjects = {Subject::Alarm, Subject::Look};
    check(query, [](const Entry &entry) { return entry.subject == Subject::Alarm; });
    query = {};
    query.who = QStringLiteral("O3");
    check(query, [](const Entry &entry) { return entry.who == QLatin1String("O3"); });
    query = {};
    query.from = Begin + 4 * DayMs;
    query.to = Begin + 5 * DayMs;
    check(query, [&](const Entry &entry) { return entry.time >= query.from && entry.time < query.to; });
    query = {};
    query.text = QStringLiteral("误操作");
    check(query, [](const Entry &entry) { return entry.why.contains(QStringLiteral("误操作")); });
    query.text = QStringLiteral("e00001");
    check(query, [](const Entry &entry) { return entry.id.startsWith(QLatin1String("E00001")); });
    query.text = QStringLiteral("100%");
    QVERIFY(store.reader().journal(query)->empty());
}

// --- The district at a past time

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

void StoreQueriesTest::stateAt()
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

void StoreQueriesTest::alertsAt()
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
QString StoreQueriesTest::observations(OpenStore &store)
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

void StoreQueriesTest::observationsAt()
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

void StoreQueriesTest::series()
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

void StoreQueriesTest::remembered()
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
    for (const domain::Alarm &alarm : m_alarms)
        QCOMPARE(alarms.contains(alarm.id), domain::alarmState(alarm, last) != domain::AlarmState::Normal);
    QCOMPARE(remembered->observations.size(), size_t(5));
    QCOMPARE(remembered->statuses.size(), size_t(2));
}

QTEST_GUILESS_MAIN(StoreQueriesTest)
#include "tst_store_queries.moc"
