#include "AlarmDistrict.h"
#include "Times.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <map>
#include <optional>

using namespace domain;
using enum AlarmRule::Compare;

/// Alarms by what is in the journal: of other seats, of before a restart.
class TestAlarmSeats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesItsOwnEntriesTwice();
    void takesEntriesOfOthers();
    void putsItsOwnUponThoseOfOthers();
    void namesWhatIsMissing();
    void twoSeatsAgree_data();
    void twoSeatsAgree();
    void goesOnAfterARestart();
    void endsWhatEndedMeanwhile();
    void raisesWhatWasNotSaved();
    void keepsWhatItCannotJudgeYet();
    void restoredSharesStillExplain();
};

void TestAlarmSeats::takesItsOwnEntriesTwice()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    told.say(Current, 350, Start);
    told.say(Current, 100, Start + Minute);
    told.say(Smoke, 1, Start + Minute);
    const auto entries = told.entries;
    for (int i = 0; i < 3; ++i) {
        const ChangeSet changes = told.twin.take(entries, Start + 2 * Minute);
        QVERIFY(changes.entries.empty());
        QVERIFY(told.twin.takeMissing().empty());
        QCOMPARE(told.alarm(E1, "high")->version, 3); // it joined an incident
        QCOMPARE(told.alarm(E1, "high")->count, 1);
        QCOMPARE(told.twin.recentAlarms(Start + 2 * Minute), 2);
    }
}

void TestAlarmSeats::takesEntriesOfOthers()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin one(district.city), other(district.city);
    one.say(Current, 350, Start);
    one.say(Smoke, 1, Start + Second);
    const ChangeSet changes = other.kept(other.twin.take(one.entries, Start + 2 * Second));
    QVERIFY(other.entries.empty());
    QCOMPARE(changes.alarms.size(), size_t(2));
    QCOMPARE(changes.incidents.size(), size_t(1));
    for (const Alarm *alarm : one.twin.alarms())
        QCOMPARE(toJson(*other.twin.alarm(alarm->id)), toJson(*alarm));
    QCOMPARE(other.twin.thing(S1)->severity, Severity::Critical); // though its feed has not said so yet
    // Now it does: that is nothing new.
    other.say(Current, 350, Start, Start + 3 * Second);
    other.say(Smoke, 1, Start + Second, Start + 3 * Second);
    QVERIFY(other.entries.empty());
    other.say(Smoke, 0, Start + Minute);
    QCOMPARE(other.told(), QStringList(QStringLiteral("clear thing:S1/smoke v4")));
}

void TestAlarmSeats::putsItsOwnUponThoseOfOthers()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    told.say(Current, 350, Start);
    const Entry raise = told.entries[0];
    told.kept(told.twin.take({raise}, Start + Second));
    // Somebody acknowledges it while the rules say that it is over: both ask for version 2.
    told.say(Current, 100, Start + Minute);
    Entry acknowledge = raise;
    acknowledge.version = 2;
    acknowledge.verb = QStringLiteral("acknowledge");
    acknowledge.who = QStringLiteral("Operator 2");
    acknowledge.time = Start + Minute;
    acknowledge.body = {};
    told.kept(told.twin.take({acknowledge}, Start + Minute + Second));
    QCOMPARE(told.state(E1, "high", Start + 2 * Minute), AlarmState::Normal);
    QCOMPARE(told.alarm(E1, "high")->version, 3);
    QCOMPARE(told.alarm(E1, "high")->acknowledgedBy, QStringLiteral("Operator 2"));
    // The store gave the other the next version.
    Entry clear = told.entries[1];
    clear.version = 3;
    told.kept(told.twin.take({clear}, Start + 2 * Minute));
    QCOMPARE(told.alarm(E1, "high")->version, 3);
    QCOMPARE(told.state(E1, "high", Start + 2 * Minute), AlarmState::Normal);
    QCOMPARE(told.entries.size(), size_t(2));
    QVERIFY(told.twin.takeMissing().empty());
}

void TestAlarmSeats::namesWhatIsMissing()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin one(district.city), other(district.city);
    for (int i = 0; i < 3; ++i) {
        one.say(Current, 350, Start + 2 * i * Minute);
        one.say(Current, 100, Start + (2 * i + 1) * Minute);
    }
    other.twin.take({one.entries[0]}, Start);
    other.twin.take({one.entries[3]}, Start + 10 * Minute);
    const auto missing = other.twin.takeMissing();
    QCOMPARE(missing.size(), size_t(1));
    QCOMPARE(missing[0], std::pair(Subject::Alarm, HighAlarm));
    QVERIFY(other.twin.takeMissing().empty());
    QCOMPARE(other.alarm(E1, "high")->version, 1);
    const ChangeSet changes = other.twin.replace(Subject::Alarm, one.entries, Start + 10 * Minute);
    QCOMPARE(changes.alarms.size(), size_t(1));
    QCOMPARE(other.alarm(E1, "high")->version, 6);
    QCOMPARE(other.alarm(E1, "high")->count, 3);
    QVERIFY(!other.isActive(E1, "high"));
    // One that was normal here begins anew, whatever its version.
    ToldTwin third(district.city);
    third.twin.take({one.entries[4]}, Start + 10 * Minute);
    QVERIFY(third.twin.takeMissing().empty());
    QCOMPARE(third.alarm(E1, "high")->version, 5);
    QCOMPARE(third.alarm(E1, "high")->count, 1);
}

void TestAlarmSeats::twoSeatsAgree_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("%u", seed) << seed;
}

/// Two seats hear the same readings, one a little later; one records; people act on both; all comes back late.
void TestAlarmSeats::twoSeatsAgree()
{
    QFETCH(quint32, seed);
    const auto random = [&seed](int below) {
        seed = seed * 1664525u + 1013904223u;
        return int((seed >> 8) % quint32(below));
    };
    AlarmDistrict district(QStringLiteral("Asia/Shanghai"), 8);
    district.silence();
    district.share();
    district.rule("smoke", ThingKind::Smoke, "smoke", Equals, 1, 0, Severity::Critical).event = QStringLiteral("fire");
    district.rule("high", ThingKind::Electrical, "residual-current", Above, 300, 20, Severity::Major).clear = 280;
    ToldTwin recorder(district.city), shadow(district.city);
    struct Seat {
        ToldTwin *told;
        size_t heard = 0, taken = 0; ///< of readings, of the journal
    } seats[] = {{&recorder}, {&shadow}};
    std::vector<std::pair<Observation, std::optional<ThingStatusReport>>> readings;
    std::vector<Entry> journal;
    std::map<QString, Alarm> alarms; // as the journal has them
    size_t recorded = 0;
    const auto append = [&](Entry entry) {
        Alarm &alarm = alarms[entry.id];
        entry.version = alarm.version + 1;
        applyEntry(alarm, entry);
        journal.push_back(entry);
    };
    const auto record = [&](size_t most) { // what the rules say gets the version that is free
        for (; recorded < recorder.entries.size() && most > 0; ++recorded, --most) {
            if (recorder.entries[recorded].subject == Subject::Alarm)
                append(recorder.entries[recorded]);
            else
                journal.push_back(recorder.entries[recorded]);
        }
    };
    const auto deliver = [&](Seat &seat, size_t most, qint64 now) {
        const size_t end = std::min(journal.size(), seat.taken + most);
        seat.told->kept(
            seat.told->twin.take({journal.begin() + qptrdiff(seat.taken), journal.begin() + qptrdiff(end)}, now));
        seat.taken = end;
        QVERIFY(seat.told->twin.takeMissing().empty());
    };
    const auto hear = [&](Seat &seat, size_t upTo, qint64 now) {
        for (; seat.heard < upTo; ++seat.heard) {
            const auto &[observation, status] = readings[seat.heard];
            std::vector<Observation> observations;
            std::vector<ThingStatusReport> statuses;
            if (status)
                statuses.push_back(*status);
            else
                observations.push_back(observation);
            seat.told->kept(seat.told->twin.apply(observations, statuses, {}, now));
        }
    };
    qint64 now = Start;
    for (int step = 0; step < 600; ++step) {
        now += 1 + random(8000);
        const QString thing = AlarmDistrict::corridorThing(random(8));
        switch (random(4)) {
        case 0:
            readings.push_back({{Current, now, now, random(2) ? 350 : 200}, {}});
            break;
        case 1:
            readings.push_back({{thing + QStringLiteral("-smoke"), now, now, random(3) == 0 ? 1 : 0}, {}});
            break;
        default:
            readings.push_back({{}, ThingStatusReport{thing, random(2) == 0, now}});
        }
        hear(seats[0], readings.size(), now);
        hear(seats[1], readings.size() - size_t(random(3)) % readings.size(), now);
        for (Seat &seat : seats) {
            if (random(2))
                seat.told->kept(seat.told->twin.tick(now));
        }
        record(size_t(random(6)));
        for (Seat &seat : seats)
            deliver(seat, size_t(random(6)), now);
        // A person at either seat, who may come second.
        const auto shown = seats[random(2)].told->twin.alarms();
        if (shown.empty() || random(3) != 0)
            continue;
        const Alarm &alarm = *shown[size_t(random(int(shown.size())))];
        const AlarmVerb verb = random(3) ? AlarmVerb::Acknowledge : AlarmVerb::Shelve;
        const auto entry = nextEntry(alarm, verb, {QStringLiteral("Operator 1"), {}, QStringLiteral("test"), now},
                                     {{QStringLiteral("until"), now + Minute}});
        if (entry && checkEntry(alarms[alarm.id], *entry))
            append(*entry);
    }
    // Quiet at last. What the one that does not record has found by itself alone is believed for two minutes.
    for (const double value : {200.0, 350.0, 200.0}) {
        now += Hour;
        readings.push_back({{Current, now, now, value}, {}});
        for (Seat &seat : seats) {
            hear(seat, readings.size(), now);
            seat.told->kept(seat.told->twin.tick(now + Minute));
        }
        record(recorder.entries.size());
        for (Seat &seat : seats)
            deliver(seat, journal.size(), now + Minute);
    }
    for (Seat &seat : seats)
        seat.told->kept(seat.told->twin.tick(now + 2 * Minute));
    record(recorder.entries.size());
    for (Seat &seat : seats)
        deliver(seat, journal.size(), now + 2 * Minute);
    QVERIFY(journal.size() > 300);
    int compared = 0;
    for (const auto &[id, alarm] : alarms) {
        if (alarm.version == 0)
            continue;
        ++compared;
        for (const Seat &seat : seats) {
            const Alarm *known = seat.told->twin.alarm(id);
            QVERIFY2(known, qPrintable(id));
            // What led to it, each seat may have seen differently; what it is, they agree on.
            QJsonObject theirs = toJson(*known), ours = toJson(alarm);
            theirs.remove(QLatin1String("why"));
            ours.remove(QLatin1String("why"));
            const QString difference =
                QString::fromUtf8(QJsonDocument(theirs).toJson()) + QString::fromUtf8(QJsonDocument(ours).toJson());
            QVERIFY2(theirs == ours, qPrintable(difference));
        }
    }
    QVERIFY(compared > 10);
}

void TestAlarmSeats::goesOnAfterARestart()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin before(district.city), after(district.city);
    before.say(Current, 350, Start);
    before.say(Smoke, 1, Start + Second);
    std::vector<Alarm> alarms;
    for (const Alarm *alarm : before.twin.alarms())
        alarms.push_back(*alarm);
    std::vector<Event> events;
    for (const Event *event : before.twin.events())
        events.push_back(*event);
    const ChangeSet changes = after.kept(after.twin.restore(
        events, alarms, {}, {{Current, Start, Start, 350}, {Smoke, Start + Second, Start + Second, 1}}, {},
        Start + Hour));
    QVERIFY(after.entries.empty());
    QCOMPARE(changes.alarms.size(), size_t(2));
    QCOMPARE(changes.incidents.size(), size_t(1));
    QCOMPARE(after.twin.thing(S1)->severity, Severity::Critical);
    QVERIFY(changes.raised.empty()); // old news
    after.say(Current, 350, Start + Hour);
    after.say(Smoke, 1, Start + Hour);
    QVERIFY(after.entries.empty());
    QCOMPARE(after.twin.events().size(), size_t(1));
    after.say(Current, 100, Start + Hour + Minute);
    QCOMPARE(after.told(), QStringList(QStringLiteral("clear thing:E1/high v3")));
    after.say(Current, 350, Start + Hour + 2 * Minute);
    QCOMPARE(after.alarm(E1, "high")->count, 2);
}

void TestAlarmSeats::endsWhatEndedMeanwhile()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin before(district.city), after(district.city);
    before.say(Current, 350, Start);
    // Its end was kept as a reading, but not as an entry: the program was killed between.
    after.kept(
        after.twin.restore({}, {*before.alarm(E1, "high")}, {}, {{Current, Start + Minute, 0, 100}}, {}, Start + Hour));
    QCOMPARE(after.told(), QStringList(QStringLiteral("clear thing:E1/high v2")));
    QCOMPARE(after.alarm(E1, "high")->cleared, Start + Minute);
    // A reading of before it was raised says nothing of its end.
    ToldTwin old(district.city);
    old.kept(
        old.twin.restore({}, {*before.alarm(E1, "high")}, {}, {{Current, Start - Minute, 0, 100}}, {}, Start + Hour));
    QVERIFY(old.entries.empty());
    QVERIFY(old.isActive(E1, "high"));
}

void TestAlarmSeats::raisesWhatWasNotSaved()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin after(district.city);
    after.kept(after.twin.restore({}, {}, {}, {{Smoke, Start, 0, 1}}, {}, Start + Hour));
    QVERIFY(after.isActive(S1, "smoke"));
    QCOMPARE(after.alarm(S1, "smoke")->raised, Start);
}

void TestAlarmSeats::keepsWhatItCannotJudgeYet()
{
    AlarmDistrict district;
    district.rule("jump", ThingKind::Tilt, "tilt", Rise, 2, 86400);
    district.rule("range", ThingKind::Tilt, "tilt", Deviation, 4);
    district.rule("months", ThingKind::Tilt, "tilt", Months, 4);
    const QString tilt = QStringLiteral("T1-tilt"), t1 = QStringLiteral("T1");
    std::vector<Alarm> alarms;
    for (const char *rule : {"jump", "range", "months"}) {
        Alarm alarm;
        alarm.id = QStringLiteral("thing:T1/") + QLatin1String(rule);
        alarm.subject = {ObjectKind::Thing, t1};
        alarm.rule = QLatin1String(rule);
        alarm.building = QStringLiteral("B2");
        alarm.active = true;
        alarm.raised = alarm.lastRaised = Start;
        alarm.version = alarm.count = 1;
        alarms.push_back(alarm);
    }
    ToldTwin told(district.city);
    told.kept(told.twin.restore({}, alarms, {}, {{tilt, Start, Start, 4.5}}, {}, Start + Hour));
    told.say(tilt, 4.5, Start + 6 * Hour);
    for (const char *rule : {"jump", "range", "months"})
        QVERIFY2(told.isActive(t1, rule), rule);
    QVERIFY(told.entries.empty());
    // Once a day has passed, the jump is over; what the store knows decides the others.
    told.say(tilt, 4.5, Start + 25 * Hour);
    QVERIFY(!told.isActive(t1, "jump"));
    QVERIFY(told.isActive(t1, "months"));
    std::vector<live::HistoryPoint> points;
    for (qint64 time = Start - 92 * Day; time < Start; time += 6 * Hour)
        points.push_back({time, (time / (6 * Hour)) % 2 == 0 ? 3.0 : 3.5});
    told.twin.seed(tilt, points);
    told.say(tilt, 3.4, Start + 31 * Hour);
    QVERIFY(!told.isActive(t1, "range"));
    QVERIFY(!told.isActive(t1, "months"));
}

void TestAlarmSeats::restoredSharesStillExplain()
{
    AlarmDistrict district(QStringLiteral("Asia/Shanghai"), 16);
    district.silence();
    district.share();
    ToldTwin before(district.city), after(district.city);
    before.kept(before.twin.apply({}, AlarmDistrict::corridor(0, 8, false, Start), {}, Start + Second));
    std::vector<Alarm> alarms;
    for (const Alarm *alarm : before.twin.alarms())
        alarms.push_back(*alarm);
    QCOMPARE(alarms.size(), size_t(9));
    after.kept(after.twin.restore({}, alarms, {}, {}, AlarmDistrict::corridor(0, 8, false, Start), Start + Hour));
    QVERIFY(after.entries.empty());
    QCOMPARE(callingCount(after, Start + Hour), 1);
    after.kept(after.twin.apply({}, AlarmDistrict::corridor(8, 9, false, Start + Hour), {}, Start + Hour + Second));
    QCOMPARE(after.told(), QStringList({QStringLiteral("raise thing:C8/offline v1"),
                                        QStringLiteral("suppress thing:C8/offline v2")}));
    after.kept(
        after.twin.apply({}, AlarmDistrict::corridor(0, 8, true, Start + 2 * Hour), {}, Start + 2 * Hour + Second));
    QVERIFY(!after.isActive(B1, "offline-share"));
    QCOMPARE(callingCount(after, Start + 2 * Hour + Second), 2); // the building's, to be acknowledged; and C8
}

QTEST_GUILESS_MAIN(TestAlarmSeats)
#include "tst_alarmseats.moc"
