#include "AlarmDistrict.h"
#include "Times.h"

#include <QTest>
#include <QTimeZone>

#include <cmath>

using namespace domain;
using live::HistoryPoint;
using enum AlarmRule::Compare;

static const QString Tilt = QStringLiteral("T1-tilt");

/// Rules that look back: a day, months, their own range; and what they know of before.
class TestPastRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksBackADay();
    void seesTwoMonthsInARow_data();
    void seesTwoMonthsInARow();
    void aMonthBetweenBreaksTheRow();
    void holdsOverTheBeginningOfAMonth();
    void seesMonthsOnTheOtherSide();
    void knowsItsOwnRange();
    void saysNothingOfAFewDays();
    void looksAtItsOwnDaysOnly();
    void lateReadingsCountInHistoryOnly();
    void seedsFromTheStore();

private:
    static qint64 at(int year, int month, int day, int hour, int minute, const char *zone)
    {
        return QDateTime(QDate(year, month, day), QTime(hour, minute), QTimeZone(zone)).toMSecsSinceEpoch();
    }
};

static double tellDays(ToldTwin &told, int days, qint64 from)
{
    for (int day = 0; day < days; ++day) {
        told.say(Tilt, -1, from + day * Day);
        told.say(Tilt, 1, from + day * Day + 6 * Hour);
    }
    return std::sqrt(2.0 * days / (2.0 * days - 1));
}

void TestPastRules::looksBackADay()
{
    AlarmDistrict district;
    district.rule("jump", ThingKind::Tilt, "tilt", Rise, 2, 86400);
    ToldTwin told(district.city);
    const QString t1 = QStringLiteral("T1");
    for (int i = 0; i < 4; ++i)
        told.say(Tilt, 0.1 * i, Start + i * 6 * Hour);
    told.say(Tilt, 2.0, Start + 24 * Hour); // 2.0 above the lowest
    QVERIFY(!told.isActive(t1, "jump"));
    told.say(Tilt, 2.2, Start + 29 * Hour); // 2.1 above what it was 23 hours ago
    QVERIFY(told.isActive(t1, "jump"));
    told.say(Tilt, 2.2, Start + 43 * Hour); // the lowest of a day is 2.0
    QVERIFY(!told.isActive(t1, "jump"));
}

void TestPastRules::seesTwoMonthsInARow_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("second");
    QTest::addColumn<bool>("fires");
    const char *shanghai = "Asia/Shanghai", *berlin = "Europe/Berlin";
    // 16:00 UTC is midnight in Shanghai.
    QTest::newRow("Shanghai: two minutes, two months")
        << QString::fromLatin1(shanghai) << at(2026, 5, 31, 23, 59, shanghai) << at(2026, 6, 1, 0, 1, shanghai) << true;
    QTest::newRow("Shanghai: one month, though two in UTC")
        << QString::fromLatin1(shanghai) << at(2026, 6, 1, 0, 1, shanghai) << at(2026, 6, 1, 8, 1, shanghai) << false;
    // Clocks went forward on 29 March: midnight of 1 March is at 23:00 UTC, that of 1 April at 22:00 UTC.
    QTest::newRow("Berlin: summer time began, same month")
        << QString::fromLatin1(berlin) << at(2026, 3, 1, 0, 0, berlin) << at(2026, 3, 31, 23, 59, berlin) << false;
    QTest::newRow("Berlin: summer time began, next month")
        << QString::fromLatin1(berlin) << at(2026, 3, 31, 23, 59, berlin) << at(2026, 4, 1, 0, 0, berlin) << true;
    QTest::newRow("Berlin: over the year's end")
        << QString::fromLatin1(berlin) << at(2026, 12, 3, 12, 0, berlin) << at(2027, 1, 30, 12, 0, berlin) << true;
    QTest::newRow("Berlin: a month left out")
        << QString::fromLatin1(berlin) << at(2026, 9, 30, 12, 0, berlin) << at(2026, 11, 1, 12, 0, berlin) << false;
}

void TestPastRules::seesTwoMonthsInARow()
{
    QFETCH(QString, zone);
    QFETCH(qint64, first);
    QFETCH(qint64, second);
    AlarmDistrict district(zone);
    district.rule("months", ThingKind::Tilt, "tilt", Months, 4);
    ToldTwin told(district.city);
    told.say(Tilt, 4.1, first);
    QVERIFY(!told.isActive(QStringLiteral("T1"), "months"));
    told.say(Tilt, 4.1, second);
    QTEST(told.isActive(QStringLiteral("T1"), "months"), "fires");
}

void TestPastRules::aMonthBetweenBreaksTheRow()
{
    AlarmDistrict district;
    district.rule("months", ThingKind::Tilt, "tilt", Months, 4).months = 3;
    ToldTwin told(district.city);
    const auto say = [&](int month, int day, double value) {
        told.say(Tilt, value, at(2026, month, day, 12, 0, "Asia/Shanghai"));
        return told.isActive(QStringLiteral("T1"), "months");
    };
    QVERIFY(!say(1, 10, 5));
    QVERIFY(!say(2, 10, 5));
    QVERIFY(!say(3, 10, 4)); // at the threshold: not above
    QVERIFY(!say(4, 10, 5));
    QVERIFY(!say(5, 10, 5));
    QVERIFY(say(6, 10, 5));
    QVERIFY(say(7, 10, 1)); // July may still be above
    QVERIFY(!say(8, 1, 1)); // it was not
}

void TestPastRules::holdsOverTheBeginningOfAMonth()
{
    AlarmDistrict district;
    district.rule("months", ThingKind::Tilt, "tilt", Months, 4);
    ToldTwin told(district.city);
    const qint64 june = at(2026, 6, 1, 6, 0, "Asia/Shanghai");
    told.say(Tilt, 5, at(2026, 5, 20, 6, 0, "Asia/Shanghai"));
    // It is the mean of a day that counts: one high reading among low ones is none.
    told.say(Tilt, 0, june);
    told.say(Tilt, 5, june + 6 * Hour);
    QVERIFY(!told.isActive(QStringLiteral("T1"), "months"));
    told.say(Tilt, 5, june + Day);
    QVERIFY(told.isActive(QStringLiteral("T1"), "months"));
    told.say(Tilt, 3, at(2026, 7, 1, 0, 0, "Asia/Shanghai"));
    QVERIFY(told.isActive(QStringLiteral("T1"), "months"));
    QCOMPARE(told.alarm(QStringLiteral("T1"), "months")->count, 1);
}

void TestPastRules::seesMonthsOnTheOtherSide()
{
    AlarmDistrict district;
    district.rule("months", ThingKind::Tilt, "tilt", Months, -4);
    ToldTwin told(district.city);
    told.say(Tilt, -4.5, at(2026, 5, 20, 6, 0, "Asia/Shanghai"));
    told.say(Tilt, -4.0, at(2026, 6, 20, 6, 0, "Asia/Shanghai"));
    QVERIFY(!told.isActive(QStringLiteral("T1"), "months"));
    told.say(Tilt, -4.5, at(2026, 6, 21, 6, 0, "Asia/Shanghai"));
    QVERIFY(told.isActive(QStringLiteral("T1"), "months"));
}

void TestPastRules::knowsItsOwnRange()
{
    AlarmDistrict district;
    district.rule("range", ThingKind::Tilt, "tilt", Deviation, 4, 0, Severity::Minor);
    ToldTwin told(district.city);
    const double deviation = tellDays(told, 90, Start);
    const qint64 now = Start + 90 * Day;
    told.say(Tilt, 4 * deviation - 1e-6, now);
    QVERIFY(!told.isActive(QStringLiteral("T1"), "range"));
    told.say(Tilt, -4 * deviation - 1e-6, now + Hour);
    QVERIFY(told.isActive(QStringLiteral("T1"), "range"));
    QVERIFY(std::abs(told.alarm(QStringLiteral("T1"), "range")->why.threshold + 4 * deviation) < 1e-9);
    // The day itself does not widen its own range.
    for (int i = 2; i < 10; ++i)
        told.say(Tilt, 5 * deviation, now + i * Hour);
    QVERIFY(told.isActive(QStringLiteral("T1"), "range"));
    told.say(Tilt, 0, now + 11 * Hour);
    QVERIFY(!told.isActive(QStringLiteral("T1"), "range"));
}

void TestPastRules::saysNothingOfAFewDays()
{
    AlarmDistrict district;
    district.rule("range", ThingKind::Tilt, "tilt", Deviation, 4);
    ToldTwin few(district.city), enough(district.city), flat(district.city);
    tellDays(few, 14, Start);
    few.say(Tilt, 50, Start + 14 * Day);
    QVERIFY(!few.isActive(QStringLiteral("T1"), "range"));
    tellDays(enough, 15, Start);
    enough.say(Tilt, 50, Start + 15 * Day);
    QVERIFY(enough.isActive(QStringLiteral("T1"), "range"));
    for (int day = 0; day < 30; ++day)
        flat.say(Tilt, 1, Start + day * Day);
    flat.say(Tilt, 1.01, Start + 30 * Day); // no deviation to be out of
    QVERIFY(!flat.isActive(QStringLiteral("T1"), "range"));
}

void TestPastRules::looksAtItsOwnDaysOnly()
{
    AlarmDistrict district;
    district.rule("range", ThingKind::Tilt, "tilt", Deviation, 4).days = 30;
    ToldTwin told(district.city);
    for (int day = 0; day < 10; ++day) // wild, but long ago
        told.say(Tilt, day % 2 == 0 ? -100 : 100, Start + day * Day);
    tellDays(told, 30, Start + 10 * Day);
    told.say(Tilt, 5, Start + 40 * Day);
    QVERIFY(told.isActive(QStringLiteral("T1"), "range"));
}

void TestPastRules::lateReadingsCountInHistoryOnly()
{
    AlarmDistrict district;
    district.rule("high", ThingKind::Electrical, "residual-current", Above, 300);
    district.rule("months", ThingKind::Tilt, "tilt", Months, 4);
    ToldTwin told(district.city);
    told.say(Current, 100, Start + Minute);
    told.say(Current, 999, Start, Start + 2 * Minute);
    QVERIFY(!told.isActive(QStringLiteral("E1"), "high"));
    told.say(Current, 350, Start + 3 * Minute);
    told.say(Current, 100, Start + 2 * Minute, Start + 4 * Minute);
    QVERIFY(told.isActive(QStringLiteral("E1"), "high"));
    const auto seen = told.alarm(QStringLiteral("E1"), "high")->why.observations;
    QCOMPARE(seen.size(), size_t(3));
    QCOMPARE(seen[0].value, 999.0); // where it belongs
    const qint64 june = at(2026, 6, 10, 12, 0, "Asia/Shanghai");
    told.say(Tilt, 5, june);
    QVERIFY(!told.isActive(QStringLiteral("T1"), "months"));
    told.say(Tilt, 5, at(2026, 5, 10, 12, 0, "Asia/Shanghai"), june + Second);
    QVERIFY(!told.isActive(QStringLiteral("T1"), "months"));
    told.say(Tilt, 5, june + 6 * Hour);
    QVERIFY(told.isActive(QStringLiteral("T1"), "months"));
}

void TestPastRules::seedsFromTheStore()
{
    AlarmDistrict district;
    district.rule("months", ThingKind::Tilt, "tilt", Months, 4);
    district.rule("range", ThingKind::Tilt, "tilt", Deviation, 4);
    district.rule("jump", ThingKind::Tilt, "tilt", Rise, 2, 86400);
    district.rule("rise", ThingKind::Electrical, "cable-temperature", Rise, 10, 60);
    const qint64 now = at(2026, 6, 10, 12, 0, "Asia/Shanghai");
    ToldTwin told(district.city);
    const auto wishes = told.twin.historyWishes(now);
    QCOMPARE(wishes.size(), size_t(1)); // a minute fills itself
    QCOMPARE(wishes[0].datastream, Tilt);
    QCOMPARE(wishes[0].from, now - 94 * Day);
    std::vector<HistoryPoint> points;
    for (qint64 time = now - 60 * Day; time < now; time += Hour)
        points.push_back({time, (time / Hour) % 2 == 0 ? 4.5 : 4.7, 4});
    told.say(Tilt, 4.6, now);
    QVERIFY(!told.isActive(QStringLiteral("T1"), "months"));
    told.twin.seed(Tilt, points);
    told.twin.seed(Tilt, points); // twice is once
    told.twin.seed(QStringLiteral("nobody"), points);
    told.say(Tilt, 4.6, now + Hour);
    QVERIFY(told.isActive(QStringLiteral("T1"), "months"));
    QVERIFY(!told.isActive(QStringLiteral("T1"), "range"));
    QVERIFY(!told.isActive(QStringLiteral("T1"), "jump"));
    told.say(Tilt, 6.6, now + 2 * Hour);
    QVERIFY(told.isActive(QStringLiteral("T1"), "range"));
    QVERIFY(told.isActive(QStringLiteral("T1"), "jump"));
}

QTEST_GUILESS_MAIN(TestPastRules)
#include "tst_pastrules.moc"
