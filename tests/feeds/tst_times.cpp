#include "feeds/Times.h"

#include <QDateTime>
#include <QTest>

using namespace feeds;

class TestTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleWrite_data();
    void readsWhatPeopleWrite();
    void refusesWhatIsNoTime_data();
    void refusesWhatIsNoTime();
    void tellsTheOrderOfADate();
    void followsDaylightSaving();
    void writesIso();
};

static qint64 utc(const char *iso)
{
    return QDateTime::fromString(QLatin1String(iso), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

void TestTimes::readsWhatPeopleWrite_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("order");
    QTest::addColumn<qint64>("expected");
    const auto row = [](const char *text, const char *iso, DateOrder order = DateOrder::Unknown) {
        QTest::newRow(text) << QByteArray(text) << int(order) << utc(iso);
    };
    row("2026-11-22T08:00:00Z", "2026-11-22T08:00:00Z");
    row("2026-11-22T08:00:00.25Z", "2026-11-22T08:00:00.250Z");
    row("2026-11-22T08:00:00.123456789Z", "2026-11-22T08:00:00.123Z");
    row("2026-11-22T16:00:00+08:00", "2026-11-22T08:00:00Z");
    row("2026-11-22T16:00:00+0800", "2026-11-22T08:00:00Z");
    row("2026-11-21T22:00:00-1000", "2026-11-22T08:00:00Z");
    row("  2026-11-22 08:00:00 ", "2026-11-22T00:00:00Z");
    row("2026-11-22T08:00", "2026-11-22T00:00:00Z");
    row("2026-11-22", "2026-11-21T16:00:00Z");
    row("2026/11/22 8:05", "2026-11-22T00:05:00Z");
    row("3/14/2025 1:20", "2025-03-13T17:20:00Z", DateOrder::MonthFirst);
    row("14/03/2025 01:20:30", "2025-03-13T17:20:30Z", DateOrder::DayFirst);
    row("03/14/2025 12:05:00 AM", "2025-03-13T16:05:00Z", DateOrder::MonthFirst);
    row("03/14/2025 12:05:00 PM", "2025-03-14T04:05:00Z", DateOrder::MonthFirst);
    row("1781740800", "2026-06-18T00:00:00Z");
    row("1781740800.5", "2026-06-18T00:00:00Z");
    row("1781740800250", "2026-06-18T00:00:00.250Z");
    row("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z");
}

void TestTimes::readsWhatPeopleWrite()
{
    QFETCH(QByteArray, text);
    QFETCH(int, order);
    QFETCH(qint64, expected);
    Times times(QStringLiteral("Asia/Shanghai"));
    times.setDateOrder(DateOrder(order));
    const auto parsed = times.parse({text.constData(), size_t(text.size())});
    QVERIFY(parsed);
    QCOMPARE(*parsed, expected);
}

void TestTimes::refusesWhatIsNoTime_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "soon", "2026-13-01", "2026-02-30T00:00:00Z", "2026-11-22T25:00:00Z",
                             "2026-11-22T08:61:00Z", "2026-11-22T08:00:00Zulu", "2026-11-22T08", "31/31/2025", "12345",
                             "13/14/2025 13:00 PM", "2026-11-22X08:00:00"})
        QTest::newRow(text) << QByteArray(text);
}

void TestTimes::refusesWhatIsNoTime()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Times().parse({text.constData(), size_t(text.size())}));
}

void TestTimes::tellsTheOrderOfADate()
{
    bool slashed = false;
    QCOMPARE(dateOrderOf("3/14/2025 1:20", &slashed), DateOrder::MonthFirst);
    QVERIFY(slashed);
    QCOMPARE(dateOrderOf("14/3/2025"), DateOrder::DayFirst);
    QCOMPARE(dateOrderOf("4/3/2025", &slashed), DateOrder::Unknown);
    QVERIFY(slashed);
    QCOMPARE(dateOrderOf("2025-03-14", &slashed), DateOrder::Unknown);
    QVERIFY(!slashed);
}

void TestTimes::followsDaylightSaving()
{
    Times newYork(QStringLiteral("America/New_York"));
    QVERIFY(newYork.isKnown());
    QCOMPARE(*newYork.parse("2025-03-09 01:59:00"), utc("2025-03-09T06:59:00Z"));
    QCOMPARE(*newYork.parse("2025-03-09 03:01:00"), utc("2025-03-09T07:01:00Z"));
    QVERIFY(newYork.metZoneless());
    Times nowhere(QStringLiteral("Mars/Olympus"));
    QVERIFY(!nowhere.isKnown());
    QCOMPARE(*nowhere.parse("2025-03-09 01:59:00"), utc("2025-03-09T01:59:00Z"));
}

void TestTimes::writesIso()
{
    QCOMPARE(isoTime(utc("2026-11-22T08:00:00Z")), QStringLiteral("2026-11-22T08:00:00Z"));
    QCOMPARE(isoTime(utc("2026-11-22T08:00:00.250Z")), QStringLiteral("2026-11-22T08:00:00.250Z"));
}

QTEST_GUILESS_MAIN(TestTimes)
#include "tst_times.moc"
