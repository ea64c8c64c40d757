// What goes wrong with files and disks: said in words, nothing lost, gone on with by itself.
#include "OpenStore.h"
#include "TestPostgres.h"
#include "Wait.h"
#include "store/Upkeep.h"

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

using namespace keeping;
using domain::Entry;
using domain::EventVerb;
using State = store::StoreStatus::State;

static constexpr qint64 T0 = 1'781'740'800'000;

class FaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void diskFull();
    void readOnlyFolder();
    void openElsewhere();
    void heldByAnother();
    void newerVersion();
    void somethingElse();
    void garbage();
    void damagedInside();
    void damagedWhileOpen();
    void olderVersion_data();
    void olderVersion();
    void closesWithWhatWaits();

private:
    QString fresh() { return m_folder.filePath(QStringLiteral("f%1.sqlite").arg(++m_count)); }
    /// A store with some events; closed.
    QString filled(int events = 300);
    QString run(const QString &file, const QString &sql);

    QTemporaryDir m_folder;
    int m_count = 0;
};

static QString sqlite(const QString &file)
{
    return QStringLiteral("sqlite:") + file;
}

QString FaultsTest::run(const QString &file, const QString &sql)
{
    QString error;
    const auto opened = OpenStore::open(sqlite(file), &error);
    return opened ? opened->run(sql) : error;
}

QString FaultsTest::filled(int events)
{
    const QString file = fresh();
    store::Store store;
    if (!open(store, config(sqlite(file))))
        return {};
    for (int i = 0; i < events; ++i)
        store.record({report(QStringLiteral("E%1").arg(i), T0 + i, QStringLiteral("Noise %1").arg(i).repeated(20))});
    return wait(store.flush()) ? file : QString();
}

// The limit on a file's size stands for the disk's end: writing fails as it does there.
void FaultsTest::diskFull()
{
    const QString file = fresh();
    store::Store store;
    QVERIFY(open(store, config(sqlite(file))));
    QVERIFY(wait(store.append({report(QStringLiteral("E0"), T0)})));
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit whole{};
    getrlimit(RLIMIT_FSIZE, &whole);
    rlimit little = whole;
    little.rlim_cur = rlim_t(QFileInfo(file + QStringLiteral("-wal")).size()) + 20'000;
    setrlimit(RLIMIT_FSIZE, &little);
    constexpr int Count = 20'000;
    std::vector<domain::Observation> many;
    for (int i = 0; i < Count; ++i)
        many.push_back({QStringLiteral("D%1").arg(i % 50), T0 + i, 0, double(i)});
    store.observe(many);
    for (int i = 0; i < 50; ++i)
        store.record({raise(QStringLiteral("S%1").arg(i), 1, T0 + i)});
    const bool failed = QTest::qWaitFor([&] { return store.status().state == State::Failing; }, 5000);
    const QString reason = store.status().reason;
    const auto refused = wait(store.append({step(QStringLiteral("E0"), 2, EventVerb::Accept, T0)}));
    QTest::qWait(700);
    const quint64 waiting = store.status().waiting;
    setrlimit(RLIMIT_FSIZE, &whole);
    QVERIFY(failed);
    QVERIFY(!reason.isEmpty());
    QVERIFY(waiting > 0);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("store-failing"));
    QTRY_COMPARE_WITH_TIMEOUT(store.status().state, State::Ready, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(store.status().waiting, quint64(0), 5000);
    QCOMPARE(wait(store.series(QStringLiteral("D7"), T0, T0 + Count, 100000))->points.size(), size_t(Count / 50));
    QCOMPARE(wait(store.alarms({}))->total, 50);
    QVERIFY(wait(store.append({step(QStringLiteral("E0"), 2, EventVerb::Accept, T0)})));
    QCOMPARE(*wait(store.checkIntegrity()), QStringList());
}

void FaultsTest::readOnlyFolder()
{
    const QString file = filled();
    QVERIFY(!file.isEmpty());
    const QString folder = m_folder.filePath(QStringLiteral("locked"));
    QVERIFY(QDir().mkdir(folder));
    const QString moved = folder + QStringLiteral("/operations.sqlite");
    QVERIFY(QFile::rename(file, moved));
    const bool root = geteuid() == 0;
    // The administrator may write everywhere: somebody else looks.
    QProcess::execute(QStringLiteral("chmod"), {QStringLiteral("755"), m_folder.path()});
    QProcess::execute(QStringLiteral("chmod"), {QStringLiteral("444"), moved});
    QProcess::execute(QStringLiteral("chmod"), {QStringLiteral("555"), folder});
    if (root)
        QVERIFY(setresuid(65534, 65534, 0) == 0);
    store::Store store;
    const bool readable = open(store, config(sqlite(moved)), State::ReadOnly);
    const auto page = wait(store.events({}));
    const auto refused = wait(store.append({report(QStringLiteral("X"), T0)}));
    store.observe({{QStringLiteral("D1"), T0, 0, 1.0}});
    QTest::qWait(200);
    const QByteArray reason = said(store);
    if (root)
        QVERIFY(setresuid(0, 0, 0) == 0);
    QProcess::execute(QStringLiteral("chmod"), {QStringLiteral("755"), folder});
    QProcess::execute(QStringLiteral("chmod"), {QStringLiteral("644"), moved});
    QVERIFY2(readable, reason);
    QVERIFY2(page, qPrintable(page ? QString() : page.error().toLine()));
    QCOMPARE(page->total, 300);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("store-failing"));
    // The right is given: it goes on.
    QTRY_COMPARE_WITH_TIMEOUT(store.status().state, State::Ready, 10000);
    QVERIFY(wait(store.append({report(QStringLiteral("X"), T0)})));
    QVERIFY(wait(store.flush()));
    QCOMPARE(wait(store.series(QStringLiteral("D1"), T0, T0 + 1, 10))->points.size(), size_t(1));
    QCOMPARE(wait(store.events({}))->total, 301);
}

void FaultsTest::openElsewhere()
{
    const QString file = filled();
    auto first = std::make_unique<store::Store>();
    QVERIFY(open(*first, config(sqlite(file))));
    store::Store second;
    std::vector<Entry> told;
    connect(&second, &store::Store::appended, &second,
            [&](const std::vector<Entry> &entries) { told.insert(told.end(), entries.begin(), entries.end()); });
    QVERIFY2(open(second, config(sqlite(file)), State::ReadOnly), said(second));
    QVERIFY(!second.status().reason.isEmpty());
    QVERIFY(wait(first->append({report(QStringLiteral("X"), T0)})));
    QCOMPARE(wait(second.events({}))->total, 301);
    first.reset();
    QTRY_COMPARE_WITH_TIMEOUT(second.status().state, State::Ready, 8000);
    QVERIFY(wait(second.append({report(QStringLiteral("Y"), T0)})));
    // What the other one did meanwhile is told, too.
    QTRY_COMPARE(told.size(), size_t(2));
    QCOMPARE(told.front().id, QStringLiteral("X"));
}

void FaultsTest::heldByAnother()
{
    const QString file = filled();
    store::Store store;
    QVERIFY(open(store, config(sqlite(file))));
    QString error;
    auto other = OpenStore::open(sqlite(file), &error);
    QVERIFY2(other, qPrintable(error));
    QCOMPARE(other->run(QStringLiteral("BEGIN EXCLUSIVE")), QString());
    store.observe({{QStringLiteral("D1"), T0, 0, 1.0}});
    QTRY_COMPARE_WITH_TIMEOUT(store.status().state, State::Failing, 6000);
    QVERIFY2(!store.status().reason.isEmpty(), said(store));
    QCOMPARE(other->run(QStringLiteral("ROLLBACK")), QString());
    QTRY_COMPARE_WITH_TIMEOUT(store.status().state, State::Ready, 6000);
    QTRY_COMPARE(store.status().waiting, quint64(0));
    QCOMPARE(wait(store.series(QStringLiteral("D1"), T0, T0 + 1, 10))->points.size(), size_t(1));
}

void FaultsTest::newerVersion()
{
    const QString file = filled();
    QCOMPARE(run(file, QStringLiteral("UPDATE meta SET value = '99' WHERE key = 'schema'")), QString());
    store::Store store;
    QVERIFY(open(store, config(sqlite(file)), State::Failing));
    QVERIFY2(store.status().reason.contains(QStringLiteral("99")), said(store));
    QVERIFY(!wait(store.events({})));
    store.close();
    // Nothing was changed: with its own program it opens.
    QCOMPARE(run(file, QStringLiteral("UPDATE meta SET value = '%1' WHERE key = 'schema'").arg(store::SchemaVersion)),
             QString());
    QVERIFY(open(store, config(sqlite(file))));
    QCOMPARE(wait(store.events({}))->total, 300);
}

void FaultsTest::somethingElse()
{
    const QString file = fresh();
    QCOMPARE(run(file, QStringLiteral("CREATE TABLE recipes (name TEXT)")), QString());
    store::Store store;
    QVERIFY(open(store, config(sqlite(file)), State::Failing));
    QVERIFY(!store.status().reason.isEmpty());
    store.close();
    QCOMPARE(run(file, QStringLiteral("INSERT INTO recipes VALUES ('soup')")), QString());
    QCOMPARE(QDir(m_folder.path()).entryList({QFileInfo(file).fileName() + QStringLiteral(".damaged*")}).size(), 0);
}

void FaultsTest::garbage()
{
    const QString file = fresh();
    QFile bad(file);
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write(QByteArray("this is not a database ").repeated(1000));
    bad.close();
    store::Store store;
    QVERIFY2(open(store, config(sqlite(file))), said(store));
    QVERIFY2(store.status().reason.contains(QStringLiteral("damaged")), said(store));
    const QStringList aside =
        QDir(m_folder.path()).entryList({QFileInfo(file).fileName() + QStringLiteral(".damaged*")});
    QCOMPARE(aside.size(), 1);
    QFile kept(m_folder.filePath(aside.front()));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.size(), qint64(23'000));
    QVERIFY(wait(store.append({report(QStringLiteral("E"), T0)})));
}

/// Zeroes over a page in the middle.
static bool damage(const QString &file, qint64 page)
{
    QFile bad(file);
    return bad.open(QIODevice::ReadWrite) && bad.seek(page * 4096) && bad.write(QByteArray(4096, '\x5a')) == 4096;
}

/// The page that the rows of a table begin at.
static qint64 rootOf(const QString &file, const QString &table)
{
    QString error;
    const auto opened = OpenStore::open(sqlite(file), &error);
    if (!opened)
        return 0;
    const auto rows =
        opened->writer().query(QStringLiteral("SELECT rootpage FROM sqlite_master WHERE name = ?"), {table});
    return rows && (*rows)->next() ? (*rows)->value(0).toLongLong() : 0;
}

// It was not closed in order: it is looked at when it is opened, and what can be read of the journal goes on.
void FaultsTest::damagedInside()
{
    const QString file = filled();
    QCOMPARE(run(file, QStringLiteral("UPDATE meta SET value = '1' WHERE key = 'open'")), QString());
    QVERIFY(damage(file, rootOf(file, QStringLiteral("event_body")) - 1));
    store::Store store;
    QVERIFY2(open(store, config(sqlite(file))), said(store));
    QVERIFY2(store.status().reason.contains(QStringLiteral("300")), said(store));
    QCOMPARE(wait(store.events({}))->total, 300);
    QCOMPARE(*wait(store.checkIntegrity()), QStringList());
    QCOMPARE(QDir(m_folder.path()).entryList({QFileInfo(file).fileName() + QStringLiteral(".damaged*")}).size(), 1);
}

// Whoever reads meets it, in a file that was closed in order.
void FaultsTest::damagedWhileOpen()
{
    const QString file = filled();
    QVERIFY(damage(file, rootOf(file, QStringLiteral("event_body")) - 1));
    store::Store store;
    QVERIFY2(open(store, config(sqlite(file))), said(store));
    QSignalSpy opened(&store, &store::Store::opened);
    QVERIFY(!wait(store.events({})));
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 5000);
    QVERIFY2(store.status().reason.contains(QStringLiteral("300")), said(store));
    QCOMPARE(wait(store.events({}))->total, 300);
}

void FaultsTest::olderVersion_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgresql") << true;
}

void FaultsTest::olderVersion()
{
    QFETCH(bool, postgres);
    TestPostgres server;
    QString why, error, url = sqlite(fresh());
    if (postgres) {
        if (!TestPostgres::isInstalled(&why))
            QSKIP(qPrintable(why));
        QVERIFY2(server.start(), server.output());
        url = server.makeDatabase(QStringLiteral("old"));
    }
    {
        // As the first version made it, with an event in it.
        const auto old = OpenStore::open(url, &error);
        QVERIFY2(old, qPrintable(error));
        const auto dialect = postgres ? store::Dialect::Postgresql : store::Dialect::Sqlite;
        for (const QString &statement : store::migration(dialect, 1))
            QCOMPARE(old->run(statement), QString());
        QCOMPARE(old->run(QStringLiteral("INSERT INTO meta VALUES ('format', 'yunjie-store'), ('schema', '1')")),
                 QString());
        QCOMPARE(old->record({report(QStringLiteral("E"), T0)}), QString());
    }
    store::Store store;
    QVERIFY2(open(store, config(url)), said(store));
    QCOMPARE(wait(store.events({}))->total, 1);
    QVERIFY(wait(store.append({step(QStringLiteral("E"), 2, EventVerb::Accept, T0)})));
    store.close();
    const auto now = OpenStore::open(url, &error);
    const auto rows = now->writer().query(QStringLiteral("SELECT value FROM meta WHERE key = 'schema'"));
    QVERIFY(rows && (*rows)->next());
    QCOMPARE((*rows)->value(0).toInt(), store::SchemaVersion);
}

void FaultsTest::closesWithWhatWaits()
{
    const QString file = fresh();
    {
        store::Store store;
        QVERIFY(open(store, config(sqlite(file))));
        std::vector<domain::Observation> many;
        for (int i = 0; i < 20'000; ++i)
            many.push_back({QStringLiteral("D%1").arg(i % 50), T0 + i, 0, double(i)});
        store.observe(many);
        store.record({report(QStringLiteral("E"), T0)});
    }
    QVERIFY(!QFileInfo::exists(file + QStringLiteral(".lock")));
    store::Store store;
    QVERIFY(open(store, config(sqlite(file))));
    QCOMPARE(wait(store.series(QStringLiteral("D7"), T0, T0 + 20'000, 100000))->points.size(), size_t(400));
    QCOMPARE(wait(store.events({}))->total, 1);
}

QTEST_GUILESS_MAIN(FaultsTest)
#include "tst_store_faults.moc"
