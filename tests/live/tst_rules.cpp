#include "AlarmDistrict.h"
#include "live/RuleTrial.h"

#include <QTest>
#include <QTimeZone>

#include <cmath>

using namespace domain;
using live::HistoryPoint;
using enum AlarmRule::Compare;

static constexpr qint64 Start = 1780272000000; // 2026-06-01T00:00:00Z
static constexpr qint64 Second = 1000, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour;

static const QString Current = QStringLiteral("E1-residual-current"), Heat = QStringLiteral("E1-cable-temperature"),
                     Tilt = QStringLiteral("T1-tilt"), Level1 = QStringLiteral("W1-water-level"),
                     Level2 = QStringLiteral("W2-water-level");

/// Every kind of rule at its edges.
class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firesBeyondItsThresholdNotAtIt_data();
    void firesBeyondItsThresholdNotAtIt();
    void firesWhenItHeldForLongEnough();
    void doesNotFireForWhatEndedBeforeWeHeard();
    void firesForWhatHeldBeforeWeHeard();
    void clearsAcrossItsClearingThreshold();
    void stationsHaveTheirOwnThresholds();
    void disabledRulesDoNothing();
    void seesRisesAndFalls();
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
    void readingsOfTheFutureAreOfNow();
    void aClockSetBackLosesNothing();
    void seedsFromTheStore();
    void noticesSilence();
    void wasNotSilentWhileWeWereAway();
    void countsSharesOfABuilding();
    void countsSharesExactly();
    void changedRulesJudgeWhatWasSaidLast();
    void endsWithItsRule();
    void triesARuleOnThePast();
    void triesSilenceAndShares();
    void aTrialFindsWhatTheTwinFinds();

private:
    static qint64 at(int year, int month, int day, int hour, int minute, const char *zone)
    {
        return QDateTime(QDate(year, month, day), QTime(hour, minute), QTimeZone(zone)).toMSecsSinceEpoch();
    }
};

void TestRules::firesBeyondItsThresholdNotAtIt_data()
{
    QTest::addColumn<int>("compare");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("fires");
    QTest::newRow("above: at") << int(Above) << 300.0 << false;
    QTest::newRow("above: beyond") << int(Above) << 300.001 << true;
    QTest::newRow("below: at") << int(Below) << 300.0 << false;
    QTest::newRow("below: beyond") << int(Below) << 299.999 << true;
    QTest::newRow("equals: at") << int(Equals) << 300.0 << true;
    QTest::newRow("equals: beside") << int(Equals) << 300.001 << false;
}

void TestRules::firesBeyondItsThresholdNotAtIt()
{
    QFETCH(int, compare);
    QFETCH(double, value);
    AlarmDistrict district;
    district.rule("r", ThingKind::Electrical, "residual-current", AlarmRule::Compare(compare), 300);
    ToldTwin told(district.city);
    told.say(Current, value, Start);
    QTEST(told.isActive(QStringLiteral("E1"), "r"), "fires");
}

void TestRules::firesWhenItHeldForLongEnough()
{
    AlarmDistrict district;
    district.rule("r", ThingKind::Electrical, "residual-current", Above, 300, 10);
    ToldTwin told(district.city);
    const QString e1 = QStringLiteral("E1");
    told.say(Current, 350, Start);
    told.tick(Start + 10 * Second - 1);
    QVERIFY(!told.isActive(e1, "r"));
    told.tick(Start + 10 * Second);
    QVERIFY(told.isActive(e1, "r"));
    QCOMPARE(told.alarm(e1, "r")->raised, Start + 10 * Second);
    QCOMPARE(told.alarm(e1, "r")->why.met, Start);
    QCOMPARE(told.alarm(e1, "r")->why.value, 350.0);
    // One reading at the threshold begins it anew.
    told.say(Current, 300, Start + 20 * Second);
    QVERIFY(!told.isActive(e1, "r"));
    told.say(Current, 350, Start + 21 * Second);
    told.say(Current, 300, Start + 31 * Second - 1);
    told.say(Current, 350, Start + 31 * Second);
    QVERIFY(!told.isActive(e1, "r"));
    QCOMPARE(told.told(), QStringList({QStringLiteral("raise thing:E1/r v1"), QStringLiteral("clear thing:E1/r v2")}));
}

void TestRules::doesNotFireForWhatEndedBeforeWeHeard()
{
    AlarmDistrict district;
    district.rule("r", ThingKind::Electrical, "residual-current", Above, 300, 10);
    ToldTwin told(district.city);
    // An hour of readings at once, as after a lost connection: it held for five seconds only.
    told.kept(told.twin.apply({{Current, Start, Start, 350}, {Current, Start + 5 * Second, Start, 100}}, {}, {},
                              Start + Hour));
    QVERIFY(told.entries.empty());
}

void TestRules::firesForWhatHeldBeforeWeHeard()
{
    AlarmDistrict district;
    district.rule("r", ThingKind::Electrical, "residual-current", Above, 300, 10);
    ToldTwin told(district.city);
    told.kept(told.twin.apply({{Current, Start, Start, 350}, {Current, Start + 15 * Second, Start, 100}}, {}, {},
                              Start + Hour));
    QCOMPARE(told.told(), QStringList({QStringLiteral("raise thing:E1/r v1"), QStringLiteral("clear thing:E1/r v2")}));
    QCOMPARE(told.entries[0].time, Start + 10 * Second);
    QCOMPARE(told.entries[1].time, Start + 15 * Second);
}

void TestRules::clearsAcrossItsClearingThreshold()
{
    AlarmDistrict district;
    district.rule("high", ThingKind::Electrical, "residual-current", Above, 300).clear = 250;
    district.rule("low", ThingKind::Electrical, "cable-temperature", Below, -10).clear = -5;
    ToldTwin told(district.city);
    const QString e1 = QStringLiteral("E1");
    told.say(Current, 260, Start);
    QVERIFY(!told.isActive(e1, "high"));
    told.say(Current, 310, Start + Second);
    for (const double value : {290.0, 250.001, 310.0, 260.0}) {
        told.say(Current, value, Start + 2 * Second);
        QVERIFY(told.isActive(e1, "high"));
    }
    QCOMPARE(told.alarm(e1, "high")->count, 1);
    told.say(Current, 250, Start + 3 * Second);
    QVERIFY(!told.isActive(e1, "high"));
    told.say(Heat, -11, Start);
    told.say(Heat, -6, Start + Second);
    QVERIFY(told.isActive(e1, "low"));
    told.say(Heat, -5, Start + 2 * Second);
    QVERIFY(!told.isActive(e1, "low"));
}

void TestRules::stationsHaveTheirOwnThresholds()
{
    AlarmDistrict district;
    AlarmRule &rule = district.rule("r", ThingKind::WaterLevel, "water-level", Above, 1.8);
    rule.thresholdOf = {{QStringLiteral("W2"), 3.0}};
    rule.clear = 1.5;
    ToldTwin told(district.city);
    told.say(Level1, 2.5, Start);
    told.say(Level2, 2.5, Start);
    QVERIFY(told.isActive(QStringLiteral("W1"), "r"));
    QVERIFY(!told.isActive(QStringLiteral("W2"), "r"));
    told.say(Level2, 3.1, Start + Second);
    QCOMPARE(told.alarm(QStringLiteral("W2"), "r")->why.threshold, 3.0);
    told.say(Level2, 2.8, Start + 2 * Second); // its clearing threshold moves with it: 2.7
    QVERIFY(told.isActive(QStringLiteral("W2"), "r"));
    told.say(Level2, 2.7, Start + 3 * Second);
    QVERIFY(!told.isActive(QStringLiteral("W2"), "r"));
}

void TestRules::disabledRulesDoNothing()
{
    AlarmDistrict district;
    district.rule("r", ThingKind::Electrical, "residual-current", Above, 300).enabled = false;
    ToldTwin told(district.city);
    told.say(Current, 999, Start);
    QVERIFY(told.entries.empty());
    QCOMPARE(told.twin.thing(QStringLiteral("E1"))->severity, Severity::Normal);
}

void TestRules::seesRisesAndFalls()
{
    AlarmDistrict district;
    district.rule("up", ThingKind::Electrical, "cable-temperature", Rise, 10, 60);
    district.rule("down", ThingKind::Electrical, "cable-temperature", Rise, -10, 60);
    ToldTwin told(district.city);
    const QString e1 = QStringLiteral("E1");
    told.say(Heat, 30, Start);
    told.say(Heat, 40, Start + 60 * Second); // exactly ten
    QVERIFY(!told.isActive(e1, "up"));
    told.say(Heat, 50.5, Start + 120 * Second + 1); // the reading of 40 is 60.001 s old
    QVERIFY(!told.isActive(e1, "up"));
    told.say(Heat, 61, Start + 180 * Second + 1); // that of 50.5 exactly 60 s
    QVERIFY(told.isActive(e1, "up"));
    QCOMPARE(told.alarm(e1, "up")->why.threshold, 10.0);
    told.say(Heat, 60, Start + 200 * Second);
    told.say(Heat, 60, Start + 250 * Second);
    QVERIFY(!told.isActive(e1, "up"));
    told.say(Heat, 49, Start + 260 * Second);
    QVERIFY(told.isActive(e1, "down"));
    QVERIFY(!told.isActive(e1, "up"));
}

void TestRules::looksBackADay()
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

void TestRules::seesTwoMonthsInARow_data()
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

void TestRules::seesTwoMonthsInARow()
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

void TestRules::aMonthBetweenBreaksTheRow()
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

void TestRules::holdsOverTheBeginningOfAMonth()
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

void TestRules::seesMonthsOnTheOtherSide()
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

/// Days of readings -1 and 1: mean 0, and a standard deviation that is known.
static double tellDays(ToldTwin &told, int days, qint64 from)
{
    for (int day = 0; day < days; ++day) {
        told.say(Tilt, -1, from + day * Day);
        told.say(Tilt, 1, from + day * Day + 6 * Hour);
    }
    return std::sqrt(2.0 * days / (2.0 * days - 1));
}

void TestRules::knowsItsOwnRange()
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

void TestRules::saysNothingOfAFewDays()
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

void TestRules::looksAtItsOwnDaysOnly()
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

void TestRules::lateReadingsCountInHistoryOnly()
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

void TestRules::readingsOfTheFutureAreOfNow()
{
    AlarmDistrict district;
    district.rule("high", ThingKind::Electrical, "residual-current", Above, 300, 10);
    ToldTwin told(district.city);
    told.say(Current, 350, Start + Hour, Start);
    told.tick(Start + 10 * Second - 1);
    QVERIFY(!told.isActive(QStringLiteral("E1"), "high"));
    told.tick(Start + 10 * Second);
    QVERIFY(told.isActive(QStringLiteral("E1"), "high"));
    QCOMPARE(told.alarm(QStringLiteral("E1"), "high")->why.met, Start);
    // The device's clock is put right: its next reading is not late.
    told.say(Current, 100, Start + 20 * Second);
    QVERIFY(!told.isActive(QStringLiteral("E1"), "high"));
}

void TestRules::aClockSetBackLosesNothing()
{
    AlarmDistrict district;
    district.rule("smoke", ThingKind::Smoke, "smoke", Equals, 1);
    ToldTwin told(district.city);
    const QString smoke = QStringLiteral("S1-smoke");
    told.say(smoke, 0, Start);
    told.say(smoke, 1, Start + Minute, Start - Hour); // ours was set back, the device's was not
    QVERIFY(told.isActive(QStringLiteral("S1"), "smoke"));
    told.say(smoke, 0, Start + 2 * Minute, Start - Hour + Minute);
    QVERIFY(!told.isActive(QStringLiteral("S1"), "smoke"));
}

void TestRules::seedsFromTheStore()
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

void TestRules::noticesSilence()
{
    AlarmDistrict district;
    district.silence();
    ToldTwin told(district.city);
    const QString s1 = QStringLiteral("S1");
    told.tick(Start);
    QVERIFY(told.entries.empty()); // nothing is known of them
    told.say(QStringLiteral("S1-smoke"), 0, Start);
    told.tick(Start + 6 * Minute);
    QVERIFY(!told.isActive(s1, "offline"));
    told.tick(Start + 6 * Minute + 1);
    QVERIFY(told.isActive(s1, "offline"));
    QCOMPARE(told.alarm(s1, "offline")->raised, Start + 6 * Minute);
    QCOMPARE(told.alarm(s1, "offline")->why.threshold, 360.0);
    QCOMPARE(told.twin.thing(s1)->severity, Severity::Minor);
    told.say(QStringLiteral("S1-smoke"), 0, Start + 10 * Minute);
    QVERIFY(!told.isActive(s1, "offline"));
    QCOMPARE(told.alarm(s1, "offline")->cleared, Start + 10 * Minute);
    // Its last will counts at once.
    told.kept(told.twin.apply({}, {{s1, false, Start + 11 * Minute}}, {}, Start + 11 * Minute));
    QVERIFY(told.isActive(s1, "offline"));
    QCOMPARE(told.alarm(s1, "offline")->count, 2);
    told.kept(told.twin.apply({}, {{s1, true, Start + 12 * Minute}}, {}, Start + 12 * Minute));
    QVERIFY(!told.isActive(s1, "offline"));
}

void TestRules::wasNotSilentWhileWeWereAway()
{
    AlarmDistrict district;
    district.silence();
    ToldTwin told(district.city);
    const qint64 back = Start + Hour;
    told.kept(told.twin.restore({}, {}, {}, {{QStringLiteral("S1-smoke"), Start, Start, 0}}, {}, back));
    QCOMPARE(told.twin.thing(QStringLiteral("S1"))->status, ThingStatus::Offline); // never drawn as normal
    QVERIFY(!told.isActive(QStringLiteral("S1"), "offline"));
    told.tick(back + 6 * Minute - 1);
    QVERIFY(!told.isActive(QStringLiteral("S1"), "offline"));
    told.tick(back + 6 * Minute);
    QVERIFY(told.isActive(QStringLiteral("S1"), "offline"));
}

void TestRules::countsSharesOfABuilding()
{
    AlarmDistrict district(QStringLiteral("Asia/Shanghai"), 16); // 20 devices in B1, 1 in B2
    district.silence();
    district.share().clear = 0.1;
    ToldTwin told(district.city);
    const QString b1 = QStringLiteral("B1");
    const auto report = [&](const QString &thing, bool online, qint64 now) {
        told.kept(told.twin.apply({}, {{thing, online, now}}, {}, now));
    };
    for (int i = 0; i < 4; ++i)
        report(AlarmDistrict::corridorThing(i), false, Start + i * Second);
    QVERIFY(!told.alarm(b1, "offline-share")); // exactly a fifth
    report(AlarmDistrict::corridorThing(4), false, Start + 10 * Second);
    QVERIFY(told.isActive(b1, "offline-share"));
    const Alarm &alarm = *told.alarm(b1, "offline-share");
    QCOMPARE(alarm.subject, (ObjectRef{ObjectKind::Building, b1}));
    QCOMPARE(alarm.building, b1);
    QCOMPARE(alarm.areas, QStringList({QStringLiteral("community:C1"), QStringLiteral("grid:G1")}));
    QCOMPARE(alarm.raised, Start + 10 * Second);
    QCOMPARE(alarm.why.value, 0.25);
    QCOMPARE(alarm.why.threshold, 0.2);
    QCOMPARE(alarm.why.things.size(), 5);
    for (int i = 0; i < 2; ++i)
        report(AlarmDistrict::corridorThing(i), true, Start + Minute);
    QVERIFY(told.isActive(b1, "offline-share")); // three of twenty
    report(AlarmDistrict::corridorThing(2), true, Start + 2 * Minute);
    QVERIFY(!told.isActive(b1, "offline-share"));
    report(QStringLiteral("T1"), false, Start + Minute); // one device is no building
    QVERIFY(!told.alarm(QStringLiteral("B2"), "offline-share"));
}

void TestRules::countsSharesExactly()
{
    AlarmDistrict district(QStringLiteral("Asia/Shanghai"), 96); // 100 devices
    district.silence();
    district.share("offline-share", 0.29); // 0.29 * 100 is a little less than 29
    ToldTwin told(district.city);
    std::vector<ThingStatusReport> reports;
    for (int i = 0; i < 29; ++i)
        reports.push_back({AlarmDistrict::corridorThing(i), false, Start});
    told.kept(told.twin.apply({}, reports, {}, Start));
    QVERIFY(!told.alarm(QStringLiteral("B1"), "offline-share"));
    told.kept(told.twin.apply({}, {{QStringLiteral("S1"), false, Start + 1}}, {}, Start + 1));
    QVERIFY(told.isActive(QStringLiteral("B1"), "offline-share"));
}

void TestRules::changedRulesJudgeWhatWasSaidLast()
{
    AlarmDistrict district;
    district.rule("high", ThingKind::Electrical, "residual-current", Above, 300);
    ToldTwin told(district.city);
    told.say(Current, 350, Start);
    auto changed = std::make_shared<City>(*district.city);
    changed->rules.rules[0].threshold = 400;
    told.twin.setCity(changed);
    told.tick(Start + Second);
    QVERIFY(!told.isActive(QStringLiteral("E1"), "high"));
    told.twin.setCity(district.city);
    told.tick(Start + 2 * Second);
    QVERIFY(told.isActive(QStringLiteral("E1"), "high"));
    QCOMPARE(told.twin.thing(QStringLiteral("E1"))->severity, Severity::Major);
}

void TestRules::endsWithItsRule()
{
    AlarmDistrict district;
    district.rule("high", ThingKind::Electrical, "residual-current", Above, 300);
    ToldTwin told(district.city);
    told.say(Current, 350, Start);
    auto changed = std::make_shared<City>(*district.city);
    changed->rules.rules[0].enabled = false;
    told.twin.setCity(changed);
    told.tick(Start + Second);
    QVERIFY(!told.isActive(QStringLiteral("E1"), "high"));
    QCOMPARE(told.twin.thing(QStringLiteral("E1"))->severity, Severity::Normal);
    QVERIFY(!told.entries.back().why.isEmpty());
}

void TestRules::triesARuleOnThePast()
{
    AlarmDistrict district;
    AlarmRule rule = district.rule("high", ThingKind::Electrical, "residual-current", Above, 300, 90);
    district.city->rules.rules.clear(); // it need not be saved yet
    live::TrialSeries series{Current, {}};
    for (int i = 0; i < 3 * 24 * 60; ++i) {
        const bool high = i % (24 * 60) >= 600 && i % (24 * 60) < 610; // ten minutes of each day
        series.points.push_back({Start + i * Minute, high ? 350.0 : 100.0, 1});
    }
    const live::Trial trial = live::tryRule(*district.city, rule, {series}, Start + Day, Start + 3 * Day);
    QCOMPARE(trial.readings, size_t(3 * 24 * 60));
    QCOMPARE(trial.alarms.size(), size_t(2)); // the first day was before the time asked for
    QCOMPARE(trial.alarms[0].raised, Start + Day + 600 * Minute + 90 * Second);
    QCOMPARE(trial.alarms[0].cleared, Start + Day + 610 * Minute);
    QCOMPARE(trial.alarms[0].value, 350.0);
    QCOMPARE(trial.subjects.size(), size_t(1));
    QCOMPARE(trial.subjects[0].second, 2);
    QCOMPARE(trial.days.size(), size_t(2));
    QCOMPARE(trial.days[0].first, Start + Day - 8 * Hour); // midnight in Shanghai
    QCOMPARE(trial.perDay, 1.0);
    QCOMPARE(trial.busiest, 1);
    rule.threshold = 360;
    QVERIFY(live::tryRule(*district.city, rule, {series}, Start, Start + 3 * Day).alarms.empty());
}

void TestRules::triesSilenceAndShares()
{
    AlarmDistrict district(QStringLiteral("Asia/Shanghai"), 16);
    const AlarmRule silence = district.silence();
    const AlarmRule share = district.share();
    std::vector<live::TrialSeries> all;
    for (int i = 0; i < 16; ++i) {
        live::TrialSeries series{AlarmDistrict::corridorThing(i) + QStringLiteral("-smoke"), {}};
        for (int minute = 0; minute < 120; ++minute) {
            if (i >= 5 || minute < 30 || minute >= 60) // five are silent for half an hour
                series.points.push_back({Start + minute * Minute, 0, 1});
        }
        all.push_back(series);
    }
    const auto trial = live::tryRule(*district.city, silence, all, Start, Start + 2 * Hour - Minute);
    QCOMPARE(trial.alarms.size(), size_t(5));
    QCOMPARE(trial.busiest, 5);
    QCOMPARE(trial.alarms[0].raised, Start + 35 * Minute);
    QCOMPARE(trial.alarms[0].cleared, Start + 60 * Minute);
    const auto shares = live::tryRule(*district.city, share, all, Start, Start + 2 * Hour - Minute);
    QCOMPARE(shares.alarms.size(), size_t(1));
    QCOMPARE(shares.alarms[0].subject, (ObjectRef{ObjectKind::Building, QStringLiteral("B1")}));
    QCOMPARE(shares.alarms[0].raised, Start + 35 * Minute);
    QCOMPARE(shares.alarms[0].value, 0.25);
}

void TestRules::aTrialFindsWhatTheTwinFinds()
{
    AlarmDistrict district;
    district.rule("rise", ThingKind::Electrical, "cable-temperature", Rise, 8, 120);
    district.rule("high", ThingKind::Electrical, "residual-current", Above, 60, 45).clear = 50;
    // Walks at random, the same each time.
    quint32 state = 7;
    const auto random = [&state] {
        state = state * 1664525u + 1013904223u;
        return double(state >> 8) / double(1 << 24);
    };
    std::vector<live::TrialSeries> series{{Heat, {}}, {Current, {}}};
    for (auto &each : series) {
        double value = 50;
        for (int i = 0; i < 3000; ++i) {
            value = std::clamp(value + (random() - 0.5) * 10, 0.0, 100.0);
            each.points.push_back({Start + qint64(i) * 30 * Second + qint64(random() * 20000), value, 1});
        }
    }
    ToldTwin told(district.city);
    for (size_t i = 0; i < series[0].points.size(); ++i) {
        for (const auto &each : series) {
            told.tick(each.points[i].time - 1);
            told.say(each.datastream, each.points[i].value, each.points[i].time);
        }
    }
    for (const AlarmRule &rule : district.city->rules.rules) {
        std::vector<qint64> raised;
        for (const Entry &entry : told.entries) {
            if (entry.verb == QLatin1String("raise") && entry.id.endsWith(rule.id))
                raised.push_back(entry.time);
        }
        std::vector<qint64> tried;
        for (const live::TrialAlarm &alarm :
             live::tryRule(*district.city, rule, series, Start, Start + 10 * Day).alarms)
            tried.push_back(alarm.raised);
        QVERIFY(raised.size() > 10);
        QCOMPARE(tried, raised);
    }
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
