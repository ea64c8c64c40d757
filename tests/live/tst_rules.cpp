#include "AlarmDistrict.h"
#include "Times.h"
#include "live/RuleTrial.h"

#include <QTest>
#include <QTimeZone>

#include <cmath>

using namespace domain;
using live::HistoryPoint;
using enum AlarmRule::Compare;

static const QString Heat = QStringLiteral("E1-cable-temperature"), Level1 = QStringLiteral("W1-water-level"),
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
    void readingsOfTheFutureAreOfNow();
    void aClockSetBackLosesNothing();
    void noticesSilence();
    void wasNotSilentWhileWeWereAway();
    void countsSharesOfABuilding();
    void countsSharesExactly();
    void changedRulesJudgeWhatWasSaidLast();
    void endsWithItsRule();
    void triesARuleOnThePast();
    void triesSilenceAndShares();
    void aTrialFindsWhatTheTwinFinds();
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

/// Days of readings -1 and 1: mean 0, and a standard deviation that is known.
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
