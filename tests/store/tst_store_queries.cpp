// Lists and journal: the same questions to both databases, and to the entries.
#include "StoresTest.h"
#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"

#include <QtTest>

using domain::Entry;
using domain::Event;
using domain::Subject;
using store::EventQuery;

static constexpr qint64 HourMs = 3600000, DayMs = 24 * HourMs;
static constexpr qint64 Begin = 1780000000000; // 2026-05-28

class StoreQueriesTest : public StoresTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void events_data();
    void events();
    void eventOrders_data() { databases(); }
    void eventOrders();
    void alarms_data() { databases(); }
    void alarms();
    void entriesAndJournal_data() { databases(); }
    void entriesAndJournal();

private:
    std::vector<domain::Alarm> m_alarms;
    qint64 m_end = Begin + 20 * DayMs;
};

Q_DECLARE_METATYPE(store::EventQuery)

void StoreQueriesTest::initTestCase()
{
    history::Plan plan;
    plan.from = Begin;
    plan.to = m_end;
    const QString error = open(plan);
    QVERIFY2(error.isEmpty(), qPrintable(error));
    for (const auto &its : history::bySubject(m_entries, Subject::Alarm))
        m_alarms.push_back(domain::foldAlarm(its));
}

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

QTEST_GUILESS_MAIN(StoreQueriesTest)
#include "tst_store_queries.moc"
