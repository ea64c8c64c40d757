// What is kept and what is refused, the same in SQLite and in PostgreSQL.
#include "OpenStore.h"
#include "TestPostgres.h"
#include "Wait.h"
#include "store/Compaction.h"
#include "store/Intake.h"
#include "store/Upkeep.h"

#include <QSqlError>

using namespace keeping;
using domain::Entry;
using domain::EventVerb;
using State = store::StoreStatus::State;

static constexpr qint64 T0 = 1'781'740'800'000; // 2026-06-18T00:00:00Z

class KeepingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anEventsLife_data() { databases(); }
    void anEventsLife();
    void illegalSteps_data() { databases(); }
    void illegalSteps();
    void secondComer_data() { databases(); }
    void secondComer();
    void wholeGroupsOrNothing_data() { databases(); }
    void wholeGroupsOrNothing();
    void undoIsAnEntry_data() { databases(); }
    void undoIsAnEntry();
    void whatFeedsSay_data() { databases(); }
    void whatFeedsSay();
    void clockJumpsBack_data() { databases(); }
    void clockJumpsBack();
    void theDatabaseItselfRefuses_data() { databases(); }
    void theDatabaseItselfRefuses();
    void textsOfAllKinds_data() { databases(); }
    void textsOfAllKinds();
    void compaction_data() { databases(); }
    void compaction();
    void compactionCutOff_data() { databases(); }
    void compactionCutOff();
    void retention_data() { databases(); }
    void retention();
    void backupOpensLikeTheOriginal_data() { databases(); }
    void backupOpensLikeTheOriginal();
    void exercise();

private:
    void databases();
    QString fresh();
    qint64 number(store::Connection &connection, const QString &sql);

    QTemporaryDir m_folder;
    TestPostgres m_postgres;
    QString m_without;
    int m_count = 0;
};

void KeepingTest::initTestCase()
{
    if (TestPostgres::isInstalled(&m_without) && !m_postgres.start())
        QFAIL(m_postgres.output());
}

void KeepingTest::databases()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgresql") << true;
}

/// The url of an empty store.
QString KeepingTest::fresh()
{
    QFETCH(bool, postgres);
    const QString name = QStringLiteral("s%1").arg(++m_count);
    return postgres ? m_postgres.makeDatabase(name)
                    : QStringLiteral("sqlite:") + m_folder.filePath(name + QStringLiteral(".sqlite"));
}

#define FRESH(url)                                                                                                     \
    QFETCH(bool, postgres);                                                                                            \
    if (postgres && !m_without.isEmpty())                                                                              \
        QSKIP(qPrintable(m_without));                                                                                  \
    const QString url = fresh();                                                                                       \
    QVERIFY(!url.isEmpty())

#define OPEN(name, url)                                                                                                \
    store::Store name;                                                                                                 \
    QVERIFY2(open(name, config(url)), said(name))

#define SAVED(result) QVERIFY2(result, qPrintable(result ? QString() : result.error().toLine()))

qint64 KeepingTest::number(store::Connection &connection, const QString &sql)
{
    const auto rows = connection.query(sql);
    if (!rows || !(*rows)->next())
        return -1;
    const qint64 value = (*rows)->value(0).toLongLong();
    (*rows)->finish();
    return value;
}

void KeepingTest::anEventsLife()
{
    FRESH(url);
    {
        OPEN(store, url);
        QSignalSpy told(&store, &store::Store::appended);
        auto saved = wait(store.append({report(QStringLiteral("E1"), T0)}));
        SAVED(saved);
        QCOMPARE(saved->front().sequence, qint64(1));
        QVERIFY(saved->front().recorded > T0);
        const QJsonObject team{{QStringLiteral("assignee"), QStringLiteral("G49")}};
        const std::vector<std::pair<EventVerb, QJsonObject>> life{{EventVerb::Accept, {}},
                                                                  {EventVerb::Dispatch, team},
                                                                  {EventVerb::Start, {}},
                                                                  {EventVerb::Finish, {}},
                                                                  {EventVerb::Close, {}}};
        int version = 1;
        for (const auto &[verb, body] : life) {
            ++version;
            saved = wait(store.append({step(QStringLiteral("E1"), version, verb, T0 + version * 60000, {}, body)}));
            SAVED(saved);
            QCOMPARE(saved->front().sequence, qint64(version));
        }
        QTRY_COMPARE(told.size(), 6);
        QTRY_COMPARE(store.status().entries, quint64(6));
    }
    // What is asked after it was opened again is what was said.
    OPEN(store, url);
    const auto entries = wait(store.entriesOf(domain::Subject::Event, QStringLiteral("E1")));
    SAVED(entries);
    QCOMPARE(entries->size(), size_t(6));
    const auto page = wait(store.events({}));
    SAVED(page);
    QCOMPARE(page->total, 1);
    const domain::Event &event = page->events.front();
    QCOMPARE(event.state, domain::EventState::Closed);
    QCOMPARE(event.version, 6);
    QCOMPARE(event.assignee, QStringLiteral("G49"));
    QCOMPARE(event.closed, T0 + 6 * 60000);
    QCOMPARE(domain::toJson(event), [&] {
        domain::Event folded = domain::foldEvent(*entries);
        folded.history.clear();
        domain::Event without = event;
        without.history.clear();
        return domain::toJson(folded) == domain::toJson(without) ? domain::toJson(event) : domain::toJson(folded);
    }());
    const auto wrong = wait(store.checkIntegrity());
    SAVED(wrong);
    QCOMPARE(*wrong, QStringList());
}

void KeepingTest::illegalSteps()
{
    FRESH(url);
    OPEN(store, url);
    const QString id = QStringLiteral("E1");
    // Nothing can be done to what nobody reported.
    auto refused = wait(store.append({step(id, 1, EventVerb::Accept, T0)}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("step-illegal"));
    SAVED(wait(store.append({report(id, T0)})));
    for (EventVerb verb : {EventVerb::Close, EventVerb::Finish, EventVerb::Reopen, EventVerb::Start}) {
        refused = wait(store.append({step(id, 2, verb, T0 + 1)}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("step-illegal"));
    }
    Entry alarm = raise(QStringLiteral("S1"), 1, T0);
    SAVED(wait(store.append({alarm})));
    alarm.version = 2;
    alarm.verb = domain::alarmVerbName(domain::AlarmVerb::Acknowledge);
    SAVED(wait(store.append({alarm})));
    alarm.version = 3;
    refused = wait(store.append({alarm}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("step-illegal"));
    refused = wait(store.append({step(id, 2, EventVerb::Dispatch, T0)}));
    QVERIFY(!refused);
    const auto entries = wait(store.journal({}));
    SAVED(entries);
    QCOMPARE(entries->size(), size_t(3));
}

void KeepingTest::secondComer()
{
    FRESH(url);
    OPEN(store, url);
    const QString id = QStringLiteral("E1");
    SAVED(wait(store.append({report(id, T0)})));
    SAVED(wait(store.append({step(id, 2, EventVerb::Accept, T0 + 1, QStringLiteral("Operator 1"))})));
    const auto second = wait(store.append({step(id, 2, EventVerb::Reject, T0 + 2, QStringLiteral("Operator 2"))}));
    QVERIFY(!second);
    QCOMPARE(second.error().code, QStringLiteral("version-taken"));
    QVERIFY2(second.error().message.contains(QStringLiteral("Operator 1")), qPrintable(second.error().message));
}

void KeepingTest::wholeGroupsOrNothing()
{
    FRESH(url);
    OPEN(store, url);
    const QString a = QStringLiteral("A"), b = QStringLiteral("B");
    SAVED(wait(store.append({report(a, T0), report(b, T0)})));
    // The second of the group is a step that is not allowed: the first is not saved either.
    auto group = wait(store.append({step(a, 2, EventVerb::Accept, T0), step(b, 2, EventVerb::Close, T0)}));
    QVERIFY(!group);
    QCOMPARE(wait(store.entriesOf(domain::Subject::Event, a))->size(), size_t(1));
    const QJsonObject into{{QStringLiteral("into"), b}}, from{{QStringLiteral("from"), a}};
    group = wait(store.append(
        {step(a, 2, EventVerb::Merge, T0 + 1, {}, into), step(b, 2, EventVerb::Absorb, T0 + 1, {}, from)}));
    SAVED(group);
    QCOMPARE(group->size(), size_t(2));
    QCOMPARE(group->back().sequence, group->front().sequence + 1);
    // Several steps of one subject in one group.
    SAVED(
        wait(store.append({step(b, 3, EventVerb::Accept, T0 + 2),
                           step(b, 4, EventVerb::Note, T0 + 2, {}, {{QStringLiteral("text"), QStringLiteral("x")}})})));
}

void KeepingTest::undoIsAnEntry()
{
    FRESH(url);
    OPEN(store, url);
    const QString id = QStringLiteral("E1");
    SAVED(wait(store.append({report(id, T0), step(id, 2, EventVerb::Accept, T0 + 1)})));
    const auto undone = wait(store.append({step(id, 3, EventVerb::Undo, T0 + 2, {}, {{QStringLiteral("of"), 2}})}));
    SAVED(undone);
    const auto page = wait(store.events({}));
    SAVED(page);
    QCOMPARE(page->events.front().state, domain::EventState::Reported);
    QCOMPARE(wait(store.entriesOf(domain::Subject::Event, id))->size(), size_t(3));
    // And again, another way.
    SAVED(wait(store.append({step(id, 4, EventVerb::Reject, T0 + 3)})));
    QCOMPARE(*wait(store.checkIntegrity()), QStringList());
}

void KeepingTest::whatFeedsSay()
{
    FRESH(url);
    OPEN(store, url);
    QTRY_VERIFY(store.status().recorder);
    QSignalSpy told(&store, &store::Store::appended);
    const QString id = QStringLiteral("E1");
    store.record({report(id, T0)});
    // A person acts on what is shown, whether it is saved yet or not.
    SAVED(wait(store.append({step(id, 2, EventVerb::Accept, T0 + 1)})));
    // What was said before is passed over, with the same version or another.
    store.record({report(id, T0)});
    Entry again = report(id, T0);
    again.version = 9;
    store.record({again});
    // What comes with a version that a person has taken gets the next.
    Entry update = report(id, T0 + 5, QStringLiteral("Louder noise"));
    update.verb = domain::eventVerbName(EventVerb::Update);
    update.version = 2;
    store.record({update});
    SAVED(wait(store.flush()));
    const auto entries = wait(store.entriesOf(domain::Subject::Event, id));
    SAVED(entries);
    QCOMPARE(entries->size(), size_t(3));
    QCOMPARE(entries->back().verb, update.verb);
    QCOMPARE(entries->back().version, 3);
    const auto page = wait(store.events({}));
    QCOMPARE(page->events.front().state, domain::EventState::Accepted);
    QCOMPARE(page->events.front().title, QStringLiteral("Louder noise"));
    // Told in the journal's order, nothing twice.
    std::vector<qint64> sequences;
    QTRY_VERIFY([&] {
        sequences.clear();
        for (const auto &call : std::as_const(told))
            for (const Entry &entry : call[0].value<std::vector<Entry>>())
                sequences.push_back(entry.sequence);
        return sequences.size() == 3;
    }());
    QCOMPARE(sequences, (std::vector<qint64>{1, 2, 3}));
}

void KeepingTest::clockJumpsBack()
{
    FRESH(url);
    OPEN(store, url);
    const QString id = QStringLiteral("E1");
    SAVED(wait(store.append({report(id, T0)})));
    SAVED(wait(store.append({step(id, 2, EventVerb::Accept, T0 - 3'600'000)})));
    SAVED(wait(store.append(
        {step(id, 3, EventVerb::Note, T0 - 7'200'000, {}, {{QStringLiteral("text"), QStringLiteral("x")}})})));
    const auto entries = wait(store.entriesOf(domain::Subject::Event, id));
    SAVED(entries);
    for (size_t i = 0; i < 3; ++i)
        QCOMPARE((*entries)[i].sequence, qint64(i + 1));
    QCOMPARE(*wait(store.checkIntegrity()), QStringList());
}

void KeepingTest::theDatabaseItselfRefuses()
{
    FRESH(url);
    {
        OPEN(store, url);
        SAVED(wait(store.append({report(QStringLiteral("E1"), T0)})));
    }
    QString error;
    const auto opened = OpenStore::open(url, &error);
    QVERIFY2(opened, qPrintable(error));
    const QString insert = QStringLiteral("INSERT INTO entry VALUES (%1, 'event', 'E1', %2, '%3', 1, 1, 'x', '', '', "
                                          "'{}', '%4', '%5')");
    // Whoever comes by another way: steps that are not allowed, states that are not so, versions that are taken.
    for (const QString &bad :
         {insert.arg(2).arg(2).arg(QStringLiteral("close"), QStringLiteral("reported"), QStringLiteral("closed")),
          insert.arg(2).arg(2).arg(QStringLiteral("dispatch"), QStringLiteral("accepted"),
                                   QStringLiteral("dispatched")),
          insert.arg(2).arg(1).arg(QStringLiteral("accept"), QStringLiteral("reported"), QStringLiteral("accepted")),
          insert.arg(2).arg(3).arg(QStringLiteral("accept"), QStringLiteral("reported"), QStringLiteral("accepted")),
          QStringLiteral("UPDATE entry SET who = 'somebody else'"), QStringLiteral("DELETE FROM entry"),
          QStringLiteral("DELETE FROM entry WHERE sequence = 1")})
        QVERIFY2(!opened->run(bad).isEmpty(), qPrintable(bad));
    const QString good =
        insert.arg(2).arg(2).arg(QStringLiteral("accept"), QStringLiteral("reported"), QStringLiteral("accepted"));
    QCOMPARE(opened->run(good), QString());
}

void KeepingTest::textsOfAllKinds()
{
    FRESH(url);
    OPEN(store, url);
    QTRY_VERIFY(store.status().recorder);
    const QString odd = QStringLiteral("{\"a\"}, 'b' \\ NULL \n街道 😀 ?");
    Entry entry = report(QStringLiteral("E,{1}\\\"'"), T0, odd);
    entry.who = odd;
    entry.why = odd;
    SAVED(wait(store.append({entry})));
    store.record({report(QStringLiteral("NULL"), T0), report(QStringLiteral("null"), T0)});
    store.observe({{QStringLiteral("D\"1\""), T0, 0, 1.5},
                   {QStringLiteral("D\"1\""), T0 + 1, T0 + 5, true},
                   {QStringLiteral("D 2"), T0, 0, odd},
                   {QStringLiteral("D3"), T0, 0, QJsonValue()}});
    store.report({{QStringLiteral("T1"), true, T0},
                  {QStringLiteral("T1"), true, T0 + 1},
                  {QStringLiteral("T1"), false, T0 + 2}});
    SAVED(wait(store.flush()));
    const auto entries = wait(store.entriesOf(domain::Subject::Event, entry.id));
    SAVED(entries);
    QCOMPARE(entries->front().who, odd);
    QCOMPARE(entries->front().body, entry.body);
    const auto known = wait(store.remembered());
    SAVED(known);
    QCOMPARE(known->events.size(), size_t(3));
    QHash<QString, QJsonValue> results;
    for (const domain::Observation &observation : known->observations)
        results.insert(observation.datastream, observation.result);
    QCOMPARE(results.value(QStringLiteral("D\"1\"")), QJsonValue(true));
    QCOMPARE(results.value(QStringLiteral("D 2")), QJsonValue(odd));
    QCOMPARE(known->statuses.size(), size_t(1));
    QVERIFY(!known->statuses.front().online);
}

static std::vector<domain::Observation> readings(int streams, qint64 from, int count, qint64 apart)
{
    std::vector<domain::Observation> list;
    for (int i = 0; i < count; ++i)
        for (int s = 0; s < streams; ++s)
            list.push_back({QStringLiteral("D%1").arg(s), from + i * apart, 0, double(s) + i % 7});
    return list;
}

/// Everything that compaction has to do now.
static base::Status compactAll(store::Connection &connection, double rawDays, double aggregateDays, qint64 now)
{
    store::Compaction compaction(connection, rawDays, aggregateDays);
    compaction.start(now);
    while (compaction.isBusy())
        if (base::Status status = compaction.step(); !status)
            return status;
    return {};
}

static const QString Readings = QStringLiteral("SELECT count(*) FROM observation");

void KeepingTest::compaction()
{
    FRESH(url);
    QString error;
    const auto opened = OpenStore::make(url, &error);
    QVERIFY2(opened, qPrintable(error));
    store::Connection &connection = opened->writer();
    store::Intake intake(connection);
    // 20 streams, a reading each 10 s for 40 minutes; the same again, in part.
    const auto all = readings(20, T0, 240, 10'000);
    SAVED(intake.write(all, {}));
    SAVED(intake.write({all.begin(), all.begin() + 500}, {}));
    SAVED(compactAll(connection, 7, 731, T0 + 3'600'000));
    QCOMPARE(number(connection, Readings), qint64(all.size()));
    QCOMPARE(number(connection, QStringLiteral("SELECT count(*) FROM observation_inbox")), qint64(0));
    QCOMPARE(number(connection, QStringLiteral("SELECT count(*) FROM observation_quarter")), qint64(60));
    // Late ones and known ones, into quarters that are there.
    SAVED(intake.write(readings(20, T0 + 5000, 240, 10'000), {}));
    SAVED(intake.write(all, {}));
    SAVED(compactAll(connection, 7, 731, T0 + 3'600'000));
    QCOMPARE(number(connection, Readings), qint64(2 * all.size()));
    // The sums are those of the readings.
    const QString wrong = QStringLiteral(
        "SELECT count(*) FROM (SELECT stream, time - time % 900000 AS start, count(value) AS n, sum(value) "
        "AS s, sum(value * value) AS q, min(value) AS l, max(value) AS g, min(time) AS f, max(time) AS t "
        "FROM observation GROUP BY 1, 2) o JOIN observation_quarter r ON r.stream = o.stream AND r.start "
        "= o.start WHERE r.count <> o.n OR abs(r.sum - o.s) > 1e-6 OR abs(r.squares - o.q) > 1e-6 OR "
        "r.least <> o.l OR r.greatest <> o.g OR r.first_time <> o.f OR r.last_time <> o.t");
    QCOMPARE(number(connection, wrong), qint64(0));
    QCOMPARE(
        number(connection, QStringLiteral("SELECT count(*) FROM observation_quarter q WHERE first_value <> (SELECT "
                                          "value FROM observation o WHERE o.stream = q.stream AND o.time = "
                                          "q.first_time) OR last_value <> (SELECT value FROM observation o WHERE "
                                          "o.stream = q.stream AND o.time = q.last_time)")),
        qint64(0));
}

// It ends after any of its steps, as with the power: what is done again counts once.
void KeepingTest::compactionCutOff()
{
    FRESH(url);
    QString error;
    const auto opened = OpenStore::make(url, &error);
    QVERIFY2(opened, qPrintable(error));
    store::Connection &connection = opened->writer();
    store::Intake intake(connection);
    const int streams = 500, count = 90;
    SAVED(intake.write(readings(streams, T0, count, 10'000), {}));
    int cuts = 0;
    for (int steps = 1; steps < 40; steps += 3) {
        store::Compaction compaction(connection, 7, 731);
        compaction.start(T0 + 3'600'000);
        for (int i = 0; i < steps && compaction.isBusy(); ++i)
            SAVED(compaction.step());
        cuts += compaction.isBusy();
        // New ones come in between.
        SAVED(intake.write(readings(streams, T0 + 900'000 + steps * 1000, 1, 1), {}));
    }
    QVERIFY(cuts >= 2);
    SAVED(compactAll(connection, 7, 731, T0 + 3'600'000));
    SAVED(compactAll(connection, 7, 731, T0 + 3'600'000));
    QCOMPARE(number(connection, Readings), qint64(streams) * (count + 13));
    QCOMPARE(number(connection, QStringLiteral("SELECT sum(count) FROM observation_quarter")),
             qint64(streams) * (count + 13));
    QCOMPARE(number(connection, QStringLiteral("SELECT count(*) FROM observation_inbox")), qint64(0));
}

void KeepingTest::retention()
{
    FRESH(url);
    QString error;
    const auto opened = OpenStore::make(url, &error);
    QVERIFY2(opened, qPrintable(error));
    store::Connection &connection = opened->writer();
    store::Intake intake(connection);
    constexpr qint64 Day = 86'400'000;
    // One a day for 20 days, of 60 streams; kept: 7 days singly, 15 as sums.
    SAVED(intake.write(readings(60, T0, 20, Day),
                       {{QStringLiteral("T1"), true, T0}, {QStringLiteral("T1"), false, T0 + 18 * Day}}));
    SAVED(compactAll(connection, 7, 15, T0 + 19 * Day + 1));
    QCOMPARE(number(connection, Readings), qint64(60 * 8));
    QCOMPARE(number(connection, QStringLiteral("SELECT count(*) FROM observation_quarter")), qint64(60 * 16));
    QCOMPARE(number(connection, QStringLiteral("SELECT count(*) FROM thing_status")), qint64(1));
    // A machine's clock that is a year ahead empties nothing, nor does a device's.
    SAVED(intake.write({{QStringLiteral("D1"), T0 + 4000 * Day, 0, 1.0}}, {}));
    SAVED(compactAll(connection, 7, 15, T0 + 400 * Day));
    QCOMPARE(number(connection, Readings), qint64(60 * 8 + 1));
}

void KeepingTest::backupOpensLikeTheOriginal()
{
    FRESH(url);
    OPEN(store, url);
    QTRY_VERIFY(store.status().recorder);
    for (int i = 0; i < 50; ++i)
        store.record({report(QStringLiteral("E%1").arg(i), T0 + i)});
    store.observe(readings(10, T0, 100, 1000));
    SAVED(wait(store.flush()));
    const QString file = m_folder.filePath(QStringLiteral("copy-%1").arg(m_count));
    auto copying = store.backup(file);
    // Others go on writing.
    SAVED(wait(store.append({report(QStringLiteral("late"), T0)})));
    SAVED(wait(copying));
    QVERIFY(!QFileInfo::exists(file + QStringLiteral(".part")));
    QString copy = QStringLiteral("sqlite:") + file;
    if (postgres) {
        copy = m_postgres.makeDatabase(QStringLiteral("copy%1").arg(m_count));
        QCOMPARE(
            QProcess::execute(QStandardPaths::findExecutable(QStringLiteral("pg_restore")),
                              {QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                               QString::number(m_postgres.port()), QStringLiteral("-U"), QStringLiteral("postgres"),
                               QStringLiteral("-d"), QStringLiteral("copy%1").arg(m_count), file}),
            0);
    }
    OPEN(second, copy);
    QVERIFY(second.status().reason.isEmpty());
    const auto page = wait(second.events({}));
    SAVED(page);
    QVERIFY(page->total >= 50);
    QCOMPARE(wait(second.remembered())->observations.size(), size_t(10));
    QCOMPARE(*wait(second.checkIntegrity()), QStringList());
    // Where it cannot be written it says so.
    const auto bad = wait(store.backup(QStringLiteral("/proc/nowhere/copy")));
    QVERIFY(!bad);
}

void KeepingTest::exercise()
{
    // What a replay says is old: it stays for as long as the exercise lasts.
    store::Store store;
    domain::StoreConfig made = config(QStringLiteral("sqlite:") + m_folder.filePath(QStringLiteral("exercise.sqlite")));
    made.exercise = true;
    QVERIFY2(open(store, made), said(store));
    store.observe(readings(3, T0 - 1'000'000'000'000, 10, 1000));
    SAVED(wait(store.flush()));
    QCOMPARE(wait(store.remembered())->observations.size(), size_t(3));
    store.close();
    QCOMPARE(store.status().state, State::Closed);
    const auto closed = wait(store.append({report(QStringLiteral("E"), T0)}));
    QVERIFY(!closed);
    QCOMPARE(closed.error().code, QStringLiteral("store-failing"));
}

QTEST_GUILESS_MAIN(KeepingTest)
#include "tst_store_keeping.moc"
