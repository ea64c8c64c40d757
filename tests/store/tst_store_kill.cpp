// Kill -9 at random moments, while readings come in and events are worked: the store opens, is sound, and has
// everything that it had told was saved.
#include "OpenStore.h"
#include "TestPostgres.h"
#include "store/Upkeep.h"

#include <QRandomGenerator>
#include <QSet>
#include <QtTest>

#include <csignal>

class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sqlite();
    void postgresql();

private:
    /// What one child said was saved.
    struct Said {
        qint64 observed = 0;
        QSet<QString> steps; ///< "ID VERSION"
        qint64 sequence = 0;
    };
    bool runChild(const QString &url, int round, int ms, Said &said);
    QString check(const QString &url, int round, const Said &said);
    qint64 number(store::Connection &connection, const QString &sql);

    QTemporaryDir m_folder;
    QRandomGenerator m_random{20261122};
    qint64 m_steps = 0, m_observed = 0;
};

qint64 KillTest::number(store::Connection &connection, const QString &sql)
{
    const auto rows = connection.query(sql);
    if (!rows || !(*rows)->next())
        return -1;
    const qint64 value = (*rows)->value(0).toLongLong();
    (*rows)->finish();
    return value;
}

/// Starts it, lets it work for so long, ends it as a power cut would end the program; what it had said until then.
bool KillTest::runChild(const QString &url, int round, int ms, Said &said)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationDirPath() + QStringLiteral("/store_child"), {url, QString::number(round)});
    QByteArray output;
    const auto isReady = [&] { return (output += child.readAll()).contains("ready\n"); };
    if (!child.waitForStarted() || !QTest::qWaitFor(isReady, 15000))
        return false;
    QTest::qWait(ms);
    ::kill(pid_t(child.processId()), SIGKILL);
    child.waitForFinished(5000);
    output += child.readAll();
    const QList<QByteArray> lines = output.left(output.lastIndexOf('\n')).split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.split(' ');
        if (words[0] == "O" && words.size() == 2) {
            said.observed = words[1].toLongLong();
        } else if (words[0] == "P" && words.size() == 3) {
            said.steps.insert(QString::fromLatin1(words[1] + ' ' + words[2]));
        } else if (words[0] == "E" && words.size() == 4) {
            said.steps.insert(QString::fromLatin1(words[2] + ' ' + words[3]));
            said.sequence = words[1].toLongLong();
        }
    }
    return true;
}

/// Empty, or what is wrong.
QString KillTest::check(const QString &url, int round, const Said &said)
{
    QString error;
    const auto opened = OpenStore::open(url, &error);
    if (!opened)
        return error;
    store::Connection &connection = opened->reading();
    if (connection.dialect() == store::Dialect::Sqlite) {
        const auto wrong = store::quickCheck(connection.place());
        if (!wrong || !wrong->isEmpty())
            return wrong ? wrong->join(u'\n') : wrong.error().toLine();
    }
    QSet<QString> there;
    const auto rows = connection.query(QStringLiteral("SELECT id, version FROM entry WHERE id LIKE ?"),
                                       {QStringLiteral("_%1-%").arg(round)});
    if (!rows)
        return rows.error().toLine();
    while ((*rows)->next())
        there.insert((*rows)->value(0).toString() + u' ' + (*rows)->value(1).toString());
    (*rows)->finish();
    const QSet<QString> lost = said.steps - there;
    if (!lost.isEmpty())
        return QStringLiteral("%1 entries lost, as %2").arg(lost.size()).arg(*lost.begin());
    // The first so many readings of the round, each once.
    const qint64 from = round * 1'000'000LL;
    const qint64 kept =
        number(connection,
               QStringLiteral("SELECT count(*) FROM (SELECT stream, time FROM observation WHERE time >= %1 AND time "
                              "< %2 UNION SELECT stream, time FROM observation_inbox WHERE time >= %1 AND time < "
                              "%2) r")
                   .arg(from)
                   .arg(from + said.observed / 500));
    if (kept != said.observed)
        return QStringLiteral("%1 of %2 readings are there").arg(kept).arg(said.observed);
    m_steps += said.steps.size();
    m_observed += said.observed;
    return {};
}

void KillTest::sqlite()
{
    const QString url = QStringLiteral("sqlite:") + m_folder.filePath(QStringLiteral("operations.sqlite"));
    domain::StoreConfig config;
    config.url = url;
    constexpr int Rounds = 50;
    for (int round = 1; round <= Rounds; ++round) {
        Said said;
        QVERIFY(runChild(url, round, m_random.bounded(5, 450), said));
        const QString wrong = check(url, round, said);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(wrong)));
    }
    const auto wrong = store::checkIntegrity(*store::Place::of(config));
    QVERIFY(wrong);
    QCOMPARE(*wrong, QStringList());
    QString error;
    const auto opened = OpenStore::open(url, &error);
    QVERIFY2(opened, qPrintable(error));
    const qint64 moved = number(opened->reading(), QStringLiteral("SELECT count(*) FROM observation"));
    QCOMPARE(number(opened->reading(), QStringLiteral("SELECT coalesce(sum(count), 0) FROM observation_quarter")),
             moved);
    QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("*.damaged*")}).size(), 0);
    qInfo("%d times: %lld steps and %lld readings told as saved, all there; %lld moved on meanwhile", Rounds, m_steps,
          m_observed, moved);
    QVERIFY(m_steps > 200 && m_observed > 10'000 && moved > 0);
}

void KillTest::postgresql()
{
    QString why;
    if (!TestPostgres::isInstalled(&why))
        QSKIP(qPrintable(why));
    TestPostgres server;
    QVERIFY2(server.start(), server.output());
    const QString url = server.makeDatabase(QStringLiteral("kill"));
    m_steps = m_observed = 0;
    domain::StoreConfig config;
    config.url = url;
    constexpr int Rounds = 10;
    for (int round = 1; round <= Rounds; ++round) {
        Said said;
        QVERIFY(runChild(url, round, m_random.bounded(5, 400), said));
        const QString wrong = check(url, round, said);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(wrong)));
    }
    QCOMPARE(*store::checkIntegrity(*store::Place::of(config)), QStringList());
    qInfo("%d times: %lld steps and %lld readings told as saved, all there", Rounds, m_steps, m_observed);
    QVERIFY(m_steps > 50);
}

QTEST_GUILESS_MAIN(KillTest)
#include "tst_store_kill.moc"
