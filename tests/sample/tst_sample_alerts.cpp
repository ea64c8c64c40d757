#include "MadeSample.h"
#include "feeds/ReplayLog.h"
#include "live/AlertBook.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

/// The storm day's public warnings: from the files the sample writes, through the replay, to what is in force when.
class TestSampleAlerts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsTheStory_data();
    void tellsTheStory();
    void tellsItAfterAJump_data();
    void tellsItAfterAJump();
    void keepsAJournal();

private:
    static qint64 local(int hour, int minute)
    {
        return QDateTime({2026, 6, 18}, {hour, minute}, QTimeZone("Asia/Shanghai")).toMSecsSinceEpoch();
    }
    static QStringList inForce(const live::AlertBook &book)
    {
        QStringList all;
        for (const domain::Alert *alert : book.inForce())
            all.append(alert->info(QStringLiteral("en"))->headline);
        return all;
    }
    void moments();
    QTemporaryDir m_dir;
    std::optional<feeds::ReplayLog> m_log;
    std::atomic_bool m_cancelled = false;
};

void TestSampleAlerts::initTestCase()
{
    domain::FeedConfig config;
    config.id = QStringLiteral("log");
    config.type = QStringLiteral("replay");
    QCOMPARE(makeSample(m_dir.filePath(QStringLiteral("sample"))), QString());
    config.source = m_dir.filePath(QStringLiteral("sample")) + QStringLiteral("/log");
    config.timezone = QStringLiteral("Asia/Shanghai");
    auto log = feeds::ReplayLog::open(config, m_cancelled);
    QVERIFY2(log.has_value(), log ? "" : qPrintable(log.error().toLine()));
    for (const base::Warning &warning : log->warnings().list())
        QVERIFY2(!warning.code.startsWith(QLatin1String("cap-")), qPrintable(warning.message));
    m_log = std::move(*log);
}

void TestSampleAlerts::moments()
{
    QTest::addColumn<int>("hour");
    QTest::addColumn<int>("minute");
    QTest::addColumn<QStringList>("expected");
    const QString yellow = QStringLiteral("Rainstorm yellow warning"),
                  orange = QStringLiteral("Rainstorm orange warning"), red = QStringLiteral("Rainstorm red warning"),
                  water = QStringLiteral("Waterlogging orange warning"),
                  slope = QStringLiteral("Slope failure risk yellow warning");
    // By hand, from the story: docs/sample.md.
    QTest::newRow("the drill is none") << 10 << 0 << QStringList();
    QTest::newRow("before") << 11 << 19 << QStringList();
    QTest::newRow("yellow") << 11 << 20 << QStringList{yellow};
    QTest::newRow("orange replaces it") << 12 << 40 << QStringList{orange};
    QTest::newRow("red") << 14 << 50 << QStringList{red};
    QTest::newRow("and two more") << 15 << 10 << QStringList({red, water, slope});
    QTest::newRow("easing") << 17 << 0 << QStringList({water, yellow, slope});
    QTest::newRow("the underpass's has run out") << 18 << 0 << QStringList({yellow, slope});
    QTest::newRow("the slope's too") << 19 << 30 << QStringList{yellow};
    QTest::newRow("lifted") << 20 << 25 << QStringList();
    QTest::newRow("night") << 23 << 0 << QStringList();
}

void TestSampleAlerts::tellsTheStory_data()
{
    moments();
}

void TestSampleAlerts::tellsTheStory()
{
    QFETCH(int, hour);
    QFETCH(int, minute);
    QFETCH(QStringList, expected);
    live::AlertBook book;
    qint64 before = local(6, 0);
    for (qint64 now = before + 60000; now <= local(hour, minute); now += 60000) {
        feeds::FeedBatch batch;
        m_log->collect(before, now, false, batch);
        for (const domain::Alert &alert : batch.alerts)
            book.take(alert, now);
        book.advance(now);
        before = now;
    }
    QCOMPARE(inForce(book), expected);
}

void TestSampleAlerts::tellsItAfterAJump_data()
{
    moments();
}

void TestSampleAlerts::tellsItAfterAJump()
{
    QFETCH(int, hour);
    QFETCH(int, minute);
    QFETCH(QStringList, expected);
    live::AlertBook book;
    const qint64 now = local(hour, minute);
    feeds::FeedBatch batch;
    m_log->collect(std::numeric_limits<qint64>::min(), now, true, batch);
    for (const domain::Alert &alert : batch.alerts)
        book.take(alert, now);
    book.advance(now);
    QCOMPARE(inForce(book), expected);
}

void TestSampleAlerts::keepsAJournal()
{
    live::AlertBook book;
    feeds::FeedBatch batch;
    m_log->collect(std::numeric_limits<qint64>::min(), local(23, 0), true, batch);
    for (const domain::Alert &alert : batch.alerts)
        book.take(alert, local(23, 0));
    book.advance(local(23, 0));
    domain::ChangeSet changes;
    book.takeChanges(changes);
    QStringList steps;
    for (const domain::Entry &entry : changes.entries)
        steps.append(
            QDateTime::fromMSecsSinceEpoch(entry.time, QTimeZone("Asia/Shanghai")).toString(QStringLiteral("HH:mm ")) +
            entry.id.section(u',', 1, 1).right(2) + u' ' + entry.verb);
    steps.sort();
    QCOMPARE(steps, QStringList({QStringLiteral("11:20 01 issue"), QStringLiteral("12:38 01 update"),
                                 QStringLiteral("12:38 02 issue"), QStringLiteral("14:46 02 update"),
                                 QStringLiteral("14:46 03 issue"), QStringLiteral("14:55 04 issue"),
                                 QStringLiteral("15:05 05 issue"), QStringLiteral("16:45 03 update"),
                                 QStringLiteral("16:45 06 issue"), QStringLiteral("18:00 04 expire"),
                                 QStringLiteral("19:05 05 expire"), QStringLiteral("20:25 06 cancel")}));
}

QTEST_GUILESS_MAIN(TestSampleAlerts)
#include "tst_sample_alerts.moc"
