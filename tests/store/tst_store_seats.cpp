// Several seats at one PostgreSQL: what one does the others show, one of them is the recorder, and a database that goes
// away comes back.
#include "TestPostgres.h"
#include "Wait.h"

using namespace keeping;
using domain::Entry;
using domain::EventVerb;
using State = store::StoreStatus::State;

static constexpr qint64 T0 = 1'781'740'800'000;

/// A seat, and what it was told.
struct Seat {
    store::Store store;
    std::vector<Entry> told;

    Seat()
    {
        QObject::connect(&store, &store::Store::appended, &store, [this](const std::vector<Entry> &entries) {
            told.insert(told.end(), entries.begin(), entries.end());
        });
    }
    bool isInOrder(qint64 first = 1) const
    {
        for (size_t i = 0; i < told.size(); ++i)
            if (told[i].sequence != first + qint64(i))
                return false;
        return true;
    }
};

class SeatsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatOneDoesTheOthersShow();
    void noneIsMissed();
    void oneComesSecond();
    void recorderIsTakenOver();
    void databaseRestarts();
    void backendIsEnded();
    void schemas();
    void roles();
    void unreachable();

private:
    TestPostgres m_postgres;
    QString m_url;
    int m_count = 0;
};

#define NEW_DATABASE(url)                                                                                              \
    const QString url = m_postgres.makeDatabase(QStringLiteral("seats%1").arg(++m_count));                             \
    QVERIFY(!url.isEmpty())

void SeatsTest::initTestCase()
{
    QString without;
    if (!TestPostgres::isInstalled(&without))
        QSKIP(qPrintable(without));
    QVERIFY2(m_postgres.start(), m_postgres.output());
}

void SeatsTest::whatOneDoesTheOthersShow()
{
    NEW_DATABASE(url);
    Seat a, b;
    // Both at once: one of them makes the tables.
    a.store.open(config(url, QStringLiteral("a")));
    b.store.open(config(url, QStringLiteral("b")));
    QTRY_COMPARE(a.store.status().state, State::Ready);
    QTRY_COMPARE(b.store.status().state, State::Ready);
    QTRY_VERIFY(a.store.status().recorder || b.store.status().recorder);
    std::vector<qint64> took;
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto saved = wait(a.store.append({report(QStringLiteral("E%1").arg(i), T0 + i)}));
        QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().toLine()));
        QVERIFY(QTest::qWaitFor([&] { return b.told.size() == size_t(i + 1); }, 3000));
        took.push_back(timer.elapsed());
    }
    std::sort(took.begin(), took.end());
    qInfo("shown at the other seat after %lld ms (median), %lld ms (worst)", took[10], took.back());
    QVERIFY(took.back() < 1000);
    QTRY_COMPARE(a.told.size(), size_t(20));
    QCOMPARE(a.told, b.told);
    QVERIFY(!(a.store.status().recorder && b.store.status().recorder));
}

// Many write at once: each is told all, in one order.
void SeatsTest::noneIsMissed()
{
    NEW_DATABASE(url);
    std::vector<std::unique_ptr<Seat>> seats;
    for (int i = 0; i < 4; ++i) {
        seats.push_back(std::make_unique<Seat>());
        QVERIFY(open(seats.back()->store, config(url, QStringLiteral("s%1").arg(i))));
    }
    constexpr int Each = 60;
    std::vector<QFuture<base::Result<std::vector<Entry>>>> futures;
    for (int i = 0; i < Each; ++i) {
        for (size_t s = 0; s < seats.size(); ++s)
            futures.push_back(seats[s]->store.append({report(QStringLiteral("E%1-%2").arg(s).arg(i), T0 + i)}));
        seats[0]->store.record({raise(QStringLiteral("S%1").arg(i), 1, T0 + i)});
        seats[1]->store.record({raise(QStringLiteral("S%1").arg(i), 1, T0 + i)});
        seats[2]->store.record({raise(QStringLiteral("S%1").arg(i), 1, T0 + i)});
        seats[3]->store.record({raise(QStringLiteral("S%1").arg(i), 1, T0 + i)});
    }
    for (auto &future : futures)
        QVERIFY(wait(future));
    // Whoever is the recorder saves what rules say, once.
    const size_t all = Each * seats.size() + Each;
    for (const auto &seat : seats) {
        QVERIFY2(QTest::qWaitFor([&] { return seat->told.size() >= all; }, 10000),
                 qPrintable(QString::number(seat->told.size())));
        QCOMPARE(seat->told.size(), all);
        QVERIFY(seat->isInOrder());
        QCOMPARE(seat->told, seats[0]->told);
    }
    QCOMPARE(*wait(seats[0]->store.checkIntegrity()), QStringList());
}

void SeatsTest::oneComesSecond()
{
    NEW_DATABASE(url);
    Seat a, b;
    QVERIFY(open(a.store, config(url, QStringLiteral("a"))));
    QVERIFY(open(b.store, config(url, QStringLiteral("b"))));
    QVERIFY(wait(a.store.append({report(QStringLiteral("E"), T0)})));
    int refused = 0;
    constexpr int Rounds = 20;
    for (int version = 2; version < 2 + Rounds; ++version) {
        const QJsonObject text{{QStringLiteral("text"), QStringLiteral("seen")}};
        auto first = a.store.append(
            {step(QStringLiteral("E"), version, EventVerb::Note, T0, QStringLiteral("Operator 1"), text)});
        auto second = b.store.append(
            {step(QStringLiteral("E"), version, EventVerb::Note, T0, QStringLiteral("Operator 2"), text)});
        const auto one = wait(first), other = wait(second);
        QVERIFY(one.has_value() != other.has_value());
        const base::Error &error = one ? other.error() : one.error();
        QCOMPARE(error.code, QStringLiteral("version-taken"));
        QVERIFY2(error.message.contains(one ? QStringLiteral("Operator 1") : QStringLiteral("Operator 2")),
                 qPrintable(error.message));
        ++refused;
    }
    QCOMPARE(refused, Rounds);
}

void SeatsTest::recorderIsTakenOver()
{
    NEW_DATABASE(url);
    auto a = std::make_unique<Seat>();
    Seat b;
    QVERIFY(open(a->store, config(url, QStringLiteral("a"))));
    QTRY_VERIFY(a->store.status().recorder);
    QVERIFY(open(b.store, config(url, QStringLiteral("b"))));
    QTest::qWait(1200);
    QVERIFY(!b.store.status().recorder);
    // Both are told the same by the feeds; a keeps the first half.
    const auto reading = [](int i) { return domain::Observation{QStringLiteral("D1"), T0 + i * 1000, 0, double(i)}; };
    const auto say = [&](Seat &seat, int from, int to) {
        for (int i = from; i < to; ++i) {
            seat.store.observe({reading(i)});
            seat.store.record({raise(QStringLiteral("S%1").arg(i), 1, T0 + i)});
        }
    };
    say(*a, 0, 50);
    QVERIFY(wait(a->store.flush()));
    say(b, 0, 100);
    QVERIFY(wait(b.store.flush()));
    QCOMPARE(wait(b.store.series(QStringLiteral("D1"), T0, T0 + 1'000'000, 1000))->points.size(), size_t(50));
    QElapsedTimer timer;
    timer.start();
    // The seat dies: its session ends, as the server sees it.
    m_postgres.sql(
        QStringLiteral("seats%1").arg(m_count),
        QStringLiteral("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted"));
    a->store.close();
    QTRY_VERIFY_WITH_TIMEOUT(b.store.status().recorder, 10000);
    qInfo("taken over after %lld ms", timer.elapsed());
    // What came in between is not lost, and what a has kept is there once.
    QVERIFY(wait(b.store.flush()));
    QCOMPARE(wait(b.store.series(QStringLiteral("D1"), T0, T0 + 1'000'000, 1000))->points.size(), size_t(100));
    store::AlarmQuery query;
    query.limit = 1000;
    QCOMPARE(wait(b.store.alarms(query))->total, 100);
    QTRY_COMPARE(b.told.size(), size_t(100));
    QVERIFY(b.isInOrder());
}

void SeatsTest::databaseRestarts()
{
    NEW_DATABASE(url);
    Seat a, b;
    QVERIFY(open(a.store, config(url, QStringLiteral("a"))));
    QVERIFY(open(b.store, config(url, QStringLiteral("b"))));
    QTRY_VERIFY(a.store.status().recorder || b.store.status().recorder);
    QVERIFY(wait(a.store.append({report(QStringLiteral("E0"), T0)})));
    m_postgres.stop();
    QTRY_COMPARE_WITH_TIMEOUT(a.store.status().state, State::Failing, 5000);
    QTRY_COMPARE_WITH_TIMEOUT(b.store.status().state, State::Failing, 5000);
    QVERIFY2(!a.store.status().reason.isEmpty(), said(a.store));
    // A person is told at once; what feeds say waits, at both seats.
    QElapsedTimer timer;
    timer.start();
    const auto refused = wait(a.store.append({report(QStringLiteral("E1"), T0)}));
    QVERIFY(!refused && timer.elapsed() < 500);
    QCOMPARE(refused.error().code, QStringLiteral("store-failing"));
    for (int i = 0; i < 100; ++i) {
        for (Seat *seat : {&a, &b}) {
            seat->store.observe({{QStringLiteral("D1"), T0 + i, 0, double(i)}});
            seat->store.record({raise(QStringLiteral("S%1").arg(i), 1, T0 + i)});
        }
    }
    QTRY_VERIFY(a.store.status().waiting == 200);
    const auto asked = wait(a.store.events({}));
    QVERIFY(!asked);
    QVERIFY2(m_postgres.start(), m_postgres.output());
    QTRY_COMPARE_WITH_TIMEOUT(a.store.status().state, State::Ready, 15000);
    QTRY_COMPARE_WITH_TIMEOUT(b.store.status().state, State::Ready, 15000);
    QTRY_VERIFY_WITH_TIMEOUT(a.told.size() == 101 && b.told.size() == 101, 10000);
    QVERIFY(a.isInOrder() && b.isInOrder());
    QTRY_COMPARE_WITH_TIMEOUT(a.store.status().waiting, quint64(0), 5000);
    QTRY_COMPARE(wait(a.store.series(QStringLiteral("D1"), T0, T0 + 1000, 1000))->points.size(), size_t(100));
    QVERIFY(wait(b.store.append({report(QStringLiteral("E2"), T0)})));
    QTRY_COMPARE(a.told.size(), size_t(102));
}

// A connection that an administrator ends is opened again within a second or two; both sides go on.
void SeatsTest::backendIsEnded()
{
    NEW_DATABASE(url);
    Seat a;
    QVERIFY(open(a.store, config(url)));
    QTRY_VERIFY(a.store.status().recorder);
    QVERIFY(wait(a.store.append({report(QStringLiteral("E0"), T0)})));
    m_postgres.sql(QStringLiteral("postgres"),
                   QStringLiteral("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'seats%1'")
                       .arg(m_count));
    a.store.observe({{QStringLiteral("D1"), T0, 0, 1.0}});
    const auto page = wait(a.store.events({}));
    QVERIFY2(page, qPrintable(page ? QString() : page.error().toLine()));
    QTRY_COMPARE_WITH_TIMEOUT(wait(a.store.series(QStringLiteral("D1"), T0 - 1, T0 + 1, 10))->points.size(), size_t(1),
                              10000);
    QTRY_VERIFY_WITH_TIMEOUT(a.store.status().recorder, 5000);
}

// Two districts in one database know nothing of one another.
void SeatsTest::schemas()
{
    NEW_DATABASE(url);
    Seat a, b;
    QVERIFY2(open(a.store, config(url + QStringLiteral("?schema=east"))), said(a.store));
    QVERIFY2(open(b.store, config(url + QStringLiteral("?schema=West%20side"))), said(b.store));
    QTRY_VERIFY(a.store.status().recorder && b.store.status().recorder);
    QVERIFY(wait(a.store.append({report(QStringLiteral("E"), T0)})));
    QVERIFY(wait(b.store.append({report(QStringLiteral("E"), T0)})));
    QTest::qWait(1200);
    QCOMPARE(a.told.size(), size_t(1));
    QCOMPARE(b.told.size(), size_t(1));
    QVERIFY(a.store.status().place.contains(QStringLiteral("east")));
}

// The roles of docs/store.md: an operator appends and cannot change what is there, an official reads.
void SeatsTest::roles()
{
    NEW_DATABASE(url);
    {
        Seat owner;
        QVERIFY(open(owner.store, config(url)));
        QVERIFY(wait(owner.store.append({report(QStringLiteral("E"), T0)})));
    }
    const QString database = QStringLiteral("seats%1").arg(m_count);
    bool ok = false;
    const QByteArray said1 = m_postgres.sql(
        database,
        QStringLiteral(
            "create role operators; create role officials; grant select, insert, update, delete on all tables "
            "in schema public to operators; revoke update, delete, truncate on entry, step from operators; "
            "grant usage on all sequences in schema public to operators; grant select on all tables in schema "
            "public to officials; create role op1 login in role operators; create role off1 login in role officials"),
        &ok);
    QVERIFY2(ok, said1);
    Seat op, off;
    QVERIFY2(open(op.store, config(m_postgres.url(database, QStringLiteral("op1")))), said(op.store));
    QVERIFY(wait(op.store.append({step(QStringLiteral("E"), 2, EventVerb::Accept, T0)})));
    QTRY_VERIFY(op.store.status().recorder);
    op.store.observe({{QStringLiteral("D1"), T0, 0, 1.0}});
    QVERIFY(wait(op.store.flush()));
    QSignalSpy opened(&off.store, &store::Store::opened);
    QVERIFY2(open(off.store, config(m_postgres.url(database, QStringLiteral("off1"))), State::ReadOnly),
             said(off.store));
    QVERIFY(!off.store.status().reason.isEmpty());
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(wait(off.store.events({}))->total, 1);
    const auto refused = wait(off.store.append({step(QStringLiteral("E"), 3, EventVerb::Reject, T0)}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("store-failing"));
    // Nobody at all.
    Seat none;
    QVERIFY2(open(none.store, config(m_postgres.url(database, QStringLiteral("nobody-such"))), State::Failing),
             said(none.store));
    QVERIFY2(none.store.status().reason.contains(QStringLiteral("nobody-such")), said(none.store));
}

void SeatsTest::unreachable()
{
    Seat a;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(open(a.store, config(QStringLiteral("postgresql://u:secret@127.0.0.1:1/x")), State::Failing));
    QVERIFY2(!a.store.status().reason.contains(QStringLiteral("secret")), said(a.store));
    QVERIFY(!a.store.status().place.contains(QStringLiteral("secret")));
    QVERIFY(timer.elapsed() < 5000);
    QVERIFY(open(a.store, config(QStringLiteral("mysql://x/y")), State::Failing));
    QVERIFY(open(a.store, config(QStringLiteral("sqlite:relative.sqlite")), State::Failing));
}

QTEST_GUILESS_MAIN(SeatsTest)
#include "tst_store_seats.moc"
