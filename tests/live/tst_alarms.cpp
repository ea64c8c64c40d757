#include "AlarmDistrict.h"
#include "domain/EventCycle.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <map>
#include <optional>

using namespace domain;
using enum AlarmRule::Compare;

static constexpr qint64 Start = 1780272000000; // 2026-06-01T00:00:00Z
static constexpr qint64 Second = 1000, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour;

static const QString Current = QStringLiteral("E1-residual-current"), Smoke = QStringLiteral("S1-smoke"),
                     S1 = QStringLiteral("S1"), E1 = QStringLiteral("E1"), B1 = QStringLiteral("B1"),
                     SmokeAlarm = QStringLiteral("thing:S1/smoke"), HighAlarm = QStringLiteral("thing:E1/high");

/// The life of alarms: repeats, shelves, what explains what, incidents, events, other seats, restarts.
class TestAlarms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsRepeats();
    void isOverWhenClearedAndAcknowledged();
    void explainsItself();
    void saysWhetherSomebodyIsInside();
    void shelvesUntilATime();
    void aShelvedAlarmDoesNotCallForAttention();
    void oneAlarmCallsForAHundredDevices();
    void whatIsExplainedLaterIsMutedToo();
    void releasesWhatIsStillThere();
    void joinsIncidents();
    void incidentsEnd();
    void criticalAlarmsOpenEvents();
    void linksAnEventThatIsThere();
    void opensTheEventWhenTheShelfEnds();
    void doesNotReopenWhatSomebodyEnded();
    void countsTheRate();
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
    void forgetsAfterADay();
    void beginsAnewAfterAReset();
    void snapshotHoldsEverything();

private:
    static AlarmDistrict smokeDistrict()
    {
        AlarmDistrict district;
        district.rule("smoke", ThingKind::Smoke, "smoke", Equals, 1, 0, Severity::Critical).event =
            QStringLiteral("fire");
        district.rule("high", ThingKind::Electrical, "residual-current", Above, 300, 0, Severity::Major);
        return district;
    }
    static void reject(ToldTwin &told, const QString &event, qint64 time)
    {
        told.twin.take(told.entries, time);
        const auto entry = nextEntry(*told.twin.event(event), EventVerb::Reject,
                                     {QStringLiteral("Operator 1"), {}, QStringLiteral("cooking"), time});
        QVERIFY(entry);
        told.entries.push_back(*entry);
        told.twin.take({*entry}, time);
        QCOMPARE(told.twin.event(event)->state, EventState::Rejected);
    }
    static int callingCount(const ToldTwin &told, qint64 now)
    {
        const auto alarms = told.twin.alarms();
        return int(
            std::count_if(alarms.begin(), alarms.end(), [&](const Alarm *alarm) { return isCalling(*alarm, now); }));
    }
    static std::vector<ThingStatusReport> corridor(int from, int to, bool online, qint64 time)
    {
        std::vector<ThingStatusReport> reports;
        for (int i = from; i < to; ++i)
            reports.push_back({AlarmDistrict::corridorThing(i), online, time + i});
        return reports;
    }
};

void TestAlarms::countsRepeats()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    for (int i = 0; i < 3; ++i) {
        told.say(Current, 350, Start + 2 * i * Minute);
        told.say(Current, 360, Start + 2 * i * Minute + Second); // still the same
        told.say(Current, 100, Start + (2 * i + 1) * Minute);
    }
    const Alarm &alarm = *told.alarm(E1, "high");
    QCOMPARE(alarm.count, 3);
    QCOMPARE(alarm.raised, Start);
    QCOMPARE(alarm.lastRaised, Start + 4 * Minute);
    QCOMPARE(alarm.cleared, Start + 5 * Minute);
    QCOMPARE(alarm.version, 6);
    QCOMPARE(alarm.building, B1);
    QCOMPARE(alarm.unit, QStringLiteral("U1"));
    QCOMPARE(alarmState(alarm, Start + Hour), AlarmState::ClearedUnacknowledged);
    QCOMPARE(told.twin.alarms().size(), size_t(1));
}

void TestAlarms::isOverWhenClearedAndAcknowledged()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    told.say(Current, 350, Start);
    ChangeSet changes = told.act(HighAlarm, AlarmVerb::Acknowledge, Start + Minute);
    QCOMPARE(changes.alarms.size(), size_t(1));
    QVERIFY(changes.entries.empty()); // it is saved already
    QCOMPARE(told.state(E1, "high", Start + Minute), AlarmState::ActiveAcknowledged);
    QCOMPARE(told.twin.thing(E1)->severity, Severity::Major);
    changes = told.say(Current, 100, Start + 2 * Minute);
    QCOMPARE(changes.alarms.size(), size_t(1)); // once more, as it becomes normal
    QCOMPARE(told.state(E1, "high", Start + 2 * Minute), AlarmState::Normal);
    told.say(Current, 350, Start + 3 * Minute);
    QCOMPARE(told.alarm(E1, "high")->count, 1);
    QCOMPARE(told.alarm(E1, "high")->raised, Start + 3 * Minute);
    QVERIFY(!told.alarm(E1, "high")->acknowledged);
    QCOMPARE(told.alarm(E1, "high")->version, 4);
}

void TestAlarms::explainsItself()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    for (int i = 0; i < 300; ++i)
        told.say(Current, i, Start + i * Minute);
    QVERIFY(told.entries.empty());
    told.say(Current, 301, Start + 300 * Minute);
    told.say(Current, 999, Start + 301 * Minute); // later than it fired
    const Explanation &why = told.alarm(E1, "high")->why;
    QCOMPARE(why.datastream, Current);
    QCOMPARE(why.property, QStringLiteral("residual-current"));
    QCOMPARE(why.unit, QStringLiteral("mA"));
    QCOMPARE(why.threshold, 300.0);
    QCOMPARE(why.value, 301.0);
    QCOMPARE(why.met, Start + 300 * Minute);
    QCOMPARE(why.observations.size(), size_t(120));
    QCOMPARE(why.observations.front().value, 181.0 + 1 - 1);
    QCOMPARE(why.observations.back().value, 301.0);
    QVERIFY(std::is_sorted(why.observations.begin(), why.observations.end(),
                           [](const Evidence &a, const Evidence &b) { return a.time < b.time; }));
    QVERIFY(why.presence.isEmpty());
}

void TestAlarms::saysWhetherSomebodyIsInside()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    const QString presence = QStringLiteral("P1-presence"), people = QStringLiteral("V1-people");
    qint64 now = Start;
    const auto burn = [&]() -> const Explanation & {
        told.say(Smoke, 0, now += Second);
        told.say(Smoke, 1, now += Second);
        return told.alarm(S1, "smoke")->why;
    };
    told.say(presence, 1, now);
    QCOMPARE(burn().presence, QStringLiteral("yes"));
    QCOMPARE(burn().presenceThing, QStringLiteral("P1"));
    QCOMPARE(burn().presenceTime, Start);
    told.say(presence, 0, now);
    QCOMPARE(burn().presence, QStringLiteral("no"));
    told.say(people, 2, now); // a camera counts heads
    QCOMPARE(burn().presence, QStringLiteral("yes"));
    QCOMPARE(burn().presenceThing, QStringLiteral("V1"));
    now += 5 * Minute; // it has not looked for a while
    QCOMPARE(burn().presence, QStringLiteral("no"));
    now += 3 * Hour;
    QVERIFY(burn().presence.isEmpty());
    told.say(presence, 1, now);
    told.kept(told.twin.apply({}, {{QStringLiteral("P1"), false, now + 1}}, {}, now + 1));
    QVERIFY(burn().presence.isEmpty()); // what is offline says nothing
}

void TestAlarms::shelvesUntilATime()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    told.say(Current, 350, Start);
    told.say(Smoke, 0, Start);
    const qint64 until = Start + Hour;
    told.act(HighAlarm, AlarmVerb::Shelve, Start + Minute, {{QStringLiteral("until"), until}});
    QCOMPARE(told.state(E1, "high", Start + 2 * Minute), AlarmState::Shelved);
    QCOMPARE(told.twin.thing(E1)->severity, Severity::Normal);
    QVERIFY(told.twin.thing(E1)->rule.isEmpty());
    told.say(Current, 351, Start + 59 * Minute);
    QVERIFY(told.tick(until - 1).alarms.empty());
    const ChangeSet back = told.tick(until);
    QCOMPARE(back.alarms.size(), size_t(1));
    QVERIFY(back.entries.empty()); // it was said when it was shelved
    QCOMPARE(told.state(E1, "high", until), AlarmState::ActiveUnacknowledged);
    QCOMPARE(told.twin.thing(E1)->severity, Severity::Major);
    QCOMPARE(told.twin.thing(E1)->rule, QStringLiteral("high"));
    // Back by hand.
    told.act(HighAlarm, AlarmVerb::Shelve, until + Minute, {{QStringLiteral("until"), until + Hour}});
    told.act(HighAlarm, AlarmVerb::Unshelve, until + 2 * Minute);
    QCOMPARE(told.state(E1, "high", until + 2 * Minute), AlarmState::ActiveUnacknowledged);
    QVERIFY(told.tick(until + Hour).alarms.empty());
}

void TestAlarms::aShelvedAlarmDoesNotCallForAttention()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    QCOMPARE(told.say(Smoke, 1, Start).raised.size(), size_t(2)); // the detector and the fire
    told.say(Smoke, 0, Start + Second);
    told.act(SmokeAlarm, AlarmVerb::Shelve, Start + Minute, {{QStringLiteral("until"), Start + Hour}});
    const ChangeSet again = told.say(Smoke, 1, Start + 2 * Minute);
    QVERIFY(again.raised.empty());
    QCOMPARE(told.twin.thing(S1)->severity, Severity::Normal);
    QCOMPARE(told.alarm(S1, "smoke")->count, 2);
    QCOMPARE(told.tick(Start + Hour).raised.size(), size_t(1));
}

void TestAlarms::oneAlarmCallsForAHundredDevices()
{
    AlarmDistrict district(QStringLiteral("Asia/Shanghai"), 116); // 120 devices
    district.silence();
    district.share().clear = 0.05;
    ToldTwin told(district.city);
    for (int i = 0; i < 100; ++i)
        told.kept(told.twin.apply({}, corridor(i, i + 1, false, Start + i * 500), {}, Start + (i + 1) * 500));
    const qint64 now = Start + Minute;
    QCOMPARE(told.told("offline").filter(QStringLiteral("raise")).size(), 100);
    QCOMPARE(callingCount(told, now), 1);
    QVERIFY(isCalling(*told.alarm(B1, "offline-share"), now));
    QCOMPARE(told.twin.recentAlarms(now), 1);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(told.alarm(AlarmDistrict::corridorThing(i), "offline")->suppressedBy,
                 QStringLiteral("building:B1/offline-share"));
    QCOMPARE(told.twin.thing(AlarmDistrict::corridorThing(7))->status, ThingStatus::Offline); // still seen
    QCOMPARE(told.twin.thing(AlarmDistrict::corridorThing(7))->severity, Severity::Normal);
    // The power is back: nobody has a hundred things to acknowledge.
    for (int i = 0; i < 100; ++i)
        told.kept(told.twin.apply({}, corridor(i, i + 1, true, now + i * 500), {}, now + (i + 1) * 500));
    QVERIFY(!told.isActive(B1, "offline-share"));
    const qint64 later = now + Minute;
    const auto alarms = told.twin.alarms();
    const auto toDo =
        std::count_if(alarms.begin(), alarms.end(), [](const Alarm *alarm) { return !alarm->acknowledged; });
    QCOMPARE(toDo, 1 + 6); // the building's, and those that came back last, when it was no outage any more
    QCOMPARE(callingCount(told, later), 1 + 6);
}

void TestAlarms::whatIsExplainedLaterIsMutedToo()
{
    AlarmDistrict district(QStringLiteral("Asia/Shanghai"), 16); // 20 devices
    district.silence();
    district.share();
    ToldTwin told(district.city);
    told.kept(told.twin.apply({}, corridor(0, 4, false, Start), {}, Start + Second));
    QCOMPARE(callingCount(told, Start + Second), 4);
    QCOMPARE(told.twin.thing(AlarmDistrict::corridorThing(0))->severity, Severity::Minor);
    told.kept(told.twin.apply({}, corridor(4, 5, false, Start + Minute), {}, Start + Minute + Second));
    QCOMPARE(callingCount(told, Start + 2 * Minute), 1);
    QCOMPARE(told.twin.thing(AlarmDistrict::corridorThing(0))->severity, Severity::Normal);
    // Other alarms of the building are not explained by it.
    QCOMPARE(told.told("offline").filter(QStringLiteral("suppress")).size(), 5);
}

void TestAlarms::releasesWhatIsStillThere()
{
    AlarmDistrict district(QStringLiteral("Asia/Shanghai"), 16);
    district.silence();
    district.share().clear = 0.1;
    ToldTwin told(district.city);
    told.kept(told.twin.apply({}, corridor(0, 6, false, Start), {}, Start + Second));
    QCOMPARE(callingCount(told, Start + Second), 1);
    told.kept(told.twin.apply({}, corridor(0, 4, true, Start + Hour), {}, Start + Hour + Second));
    const qint64 now = Start + Hour + Second;
    QVERIFY(!told.isActive(B1, "offline-share"));
    QCOMPARE(told.state(AlarmDistrict::corridorThing(0), "offline", now), AlarmState::Normal);
    for (int i = 4; i < 6; ++i) {
        QCOMPARE(told.state(AlarmDistrict::corridorThing(i), "offline", now), AlarmState::ActiveUnacknowledged);
        QCOMPARE(told.twin.thing(AlarmDistrict::corridorThing(i))->severity, Severity::Minor);
    }
    QCOMPARE(told.twin.recentAlarms(now), 2); // now they call
}

void TestAlarms::joinsIncidents()
{
    AlarmDistrict district = smokeDistrict();
    district.city->rules.incidentSeconds = 120;
    district.rule("hot", ThingKind::Electrical, "cable-temperature", Above, 70, 0, Severity::Critical);
    district.rule("water", ThingKind::WaterLevel, "water-level", Above, 1);
    ToldTwin told(district.city);
    told.say(Current, 350, Start);
    QVERIFY(told.alarm(E1, "high")->incident.isEmpty()); // it is alone
    QVERIFY(told.twin.incidents().empty());
    ChangeSet changes = told.say(Smoke, 1, Start + 120 * Second);
    const QString id = QStringLiteral("unit:U1@%1").arg(Start);
    QCOMPARE(told.alarm(E1, "high")->incident, id);
    QCOMPARE(told.alarm(S1, "smoke")->incident, id);
    QCOMPARE(changes.incidents.size(), size_t(1));
    changes = told.say(QStringLiteral("E1-cable-temperature"), 75, Start + 240 * Second); // two minutes after the last
    const Incident *incident = told.twin.incident(id);
    QVERIFY(incident);
    QCOMPARE(incident->place, (ObjectRef{ObjectKind::Unit, QStringLiteral("U1")}));
    QCOMPARE(incident->began, Start);
    QCOMPARE(incident->latest, Start + 240 * Second);
    QCOMPARE(incident->severity, Severity::Critical);
    QCOMPARE(incident->alarms, QStringList({HighAlarm, SmokeAlarm, QStringLiteral("thing:E1/hot")}));
    // A repeat stays where it is.
    told.say(Smoke, 0, Start + 300 * Second);
    told.say(Smoke, 1, Start + 301 * Second);
    QCOMPARE(told.alarm(S1, "smoke")->incident, id);
    QCOMPARE(told.told().filter(QStringLiteral("join")).size(), 3);
    // Outdoors there is no unit to be of.
    told.say(QStringLiteral("W1-water-level"), 2, Start);
    told.say(QStringLiteral("W2-water-level"), 2, Start);
    QVERIFY(told.alarm(QStringLiteral("W1"), "water")->incident.isEmpty());
    // A millisecond too late.
    ToldTwin late(district.city);
    late.say(Current, 350, Start);
    late.say(Smoke, 1, Start + 120 * Second + 1);
    QVERIFY(late.twin.incidents().empty());
}

void TestAlarms::incidentsEnd()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    told.say(Current, 350, Start);
    told.say(Smoke, 1, Start + Second);
    told.act(HighAlarm, AlarmVerb::Acknowledge, Start + Minute);
    told.act(SmokeAlarm, AlarmVerb::Acknowledge, Start + Minute);
    QCOMPARE(told.twin.incidents().size(), size_t(1));
    told.say(Current, 100, Start + 2 * Minute);
    QCOMPARE(told.twin.incidents().size(), size_t(1));
    const ChangeSet changes = told.say(Smoke, 0, Start + 3 * Minute);
    QCOMPARE(changes.incidents.size(), size_t(1)); // told once more
    QVERIFY(told.twin.incidents().empty());
    // What comes later is an incident of its own.
    told.say(Current, 350, Start + Hour);
    told.say(Smoke, 1, Start + Hour + Second);
    QCOMPARE(told.twin.incidents().size(), size_t(1));
    QCOMPARE(told.twin.incidents()[0]->id, QStringLiteral("unit:U1@%1").arg(Start + Hour));
    QCOMPARE(told.twin.incidents()[0]->alarms.size(), 2);
}

void TestAlarms::criticalAlarmsOpenEvents()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    const ChangeSet changes = told.say(Smoke, 1, Start, Start + 100);
    const QString id = QStringLiteral("alarm-S1-smoke-%1").arg(Start);
    QCOMPARE(told.alarm(S1, "smoke")->event, id);
    const Event *event = told.twin.event(id);
    QVERIFY(event);
    QCOMPARE(event->type, QStringLiteral("fire"));
    QCOMPARE(event->source, QStringLiteral("sensor-alarm"));
    QCOMPARE(event->place, (ObjectRef{ObjectKind::Unit, QStringLiteral("U1")}));
    QCOMPARE(event->klass, QStringLiteral("D"));
    QCOMPARE(event->severity, Severity::Critical);
    QCOMPARE(event->reported, Start);
    QCOMPARE(event->due, Start + 180 * Minute);
    QVERIFY(event->hasPosition);
    QStringList verbs;
    for (const Entry &entry : changes.entries)
        verbs.append(subjectName(entry.subject) + QLatin1Char(' ') + entry.verb);
    verbs.sort();
    QCOMPARE(verbs, QStringList(
                        {QStringLiteral("alarm open"), QStringLiteral("alarm raise"), QStringLiteral("event report")}));
    // A repeat while it is worked opens no other.
    told.say(Smoke, 0, Start + Minute);
    told.say(Smoke, 1, Start + 2 * Minute);
    QCOMPARE(told.twin.events().size(), size_t(1));
    // A major one opens none.
    told.say(Current, 350, Start);
    QVERIFY(told.alarm(E1, "high")->event.isEmpty());
    // Another seat finds the same.
    ToldTwin other(district.city);
    other.say(Smoke, 1, Start, Start + 900);
    QVERIFY(other.twin.event(id));
}

void TestAlarms::linksAnEventThatIsThere()
{
    const AlarmDistrict district = smokeDistrict();
    const auto reported = [](const char *source, const char *type, const ObjectRef &place) {
        Event event;
        event.id = QStringLiteral("feed-1");
        event.type = QLatin1String(type);
        event.source = QLatin1String(source);
        event.place = place;
        event.reported = event.updated = Start;
        return event;
    };
    const ObjectRef unit{ObjectKind::Unit, QStringLiteral("U1")}, thing{ObjectKind::Thing, S1};
    for (const auto &[event, isLinked] :
         {std::pair(reported("sensor-alarm", "fire", unit), true),
          {reported("sensor-alarm", "fire", thing), true},
          {reported("resident-report", "fire", unit), false},
          {reported("sensor-alarm", "electrical-hazard", unit), false},
          {reported("sensor-alarm", "fire", {ObjectKind::Building, QStringLiteral("B2")}), false}}) {
        ToldTwin told(district.city);
        told.kept(told.twin.apply({{Smoke, Start, Start, 1}}, {}, {event}, Start));
        QCOMPARE(told.twin.events().size(), size_t(isLinked ? 1 : 2));
        QCOMPARE(told.alarm(S1, "smoke")->event == event.id, isLinked);
    }
    // One that is closed counts for nothing.
    ToldTwin told(district.city);
    Event closed = reported("sensor-alarm", "fire", unit);
    closed.state = EventState::Closed;
    told.kept(told.twin.apply({{Smoke, Start, Start, 1}}, {}, {closed}, Start));
    QCOMPARE(told.twin.events().size(), size_t(2));
}

void TestAlarms::opensTheEventWhenTheShelfEnds()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    told.say(Smoke, 1, Start);
    told.say(Smoke, 0, Start + Second);
    reject(told, told.alarm(S1, "smoke")->event, Start + Second);
    told.act(SmokeAlarm, AlarmVerb::Shelve, Start + Minute, {{QStringLiteral("until"), Start + Hour}});
    told.say(Smoke, 1, Start + 2 * Minute);
    QCOMPARE(told.twin.events().size(), size_t(1)); // somebody is testing it
    told.tick(Start + Hour);
    QCOMPARE(told.twin.events().size(), size_t(2));
    QCOMPARE(told.alarm(S1, "smoke")->event, QStringLiteral("alarm-S1-smoke-%1").arg(Start + 2 * Minute));
}

void TestAlarms::doesNotReopenWhatSomebodyEnded()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    told.say(Smoke, 1, Start);
    reject(told, told.alarm(S1, "smoke")->event, Start + Minute);
    for (int i = 2; i < 10; ++i) {
        told.say(Smoke, 1, Start + i * Minute);
        told.tick(Start + i * Minute + Second);
    }
    QCOMPARE(told.twin.events().size(), size_t(1));
    told.say(Smoke, 0, Start + 10 * Minute);
    told.say(Smoke, 1, Start + 20 * Minute); // smoke again is another matter
    QCOMPARE(told.twin.events().size(), size_t(2));
}

void TestAlarms::countsTheRate()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    for (int i = 0; i < 5; ++i) {
        told.say(Current, 350, Start + 2 * i * Minute);
        told.say(Current, 100, Start + (2 * i + 1) * Minute);
    }
    QCOMPARE(told.twin.recentAlarms(Start + 9 * Minute), 5);
    QCOMPARE(told.twin.recentAlarms(Start + 10 * Minute - 1), 5);
    QCOMPARE(told.twin.recentAlarms(Start + 10 * Minute), 4);
    told.tick(Start + 18 * Minute);
    QCOMPARE(told.twin.recentAlarms(Start + 18 * Minute), 0);
}

void TestAlarms::takesItsOwnEntriesTwice()
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

void TestAlarms::takesEntriesOfOthers()
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

void TestAlarms::putsItsOwnUponThoseOfOthers()
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

void TestAlarms::namesWhatIsMissing()
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

void TestAlarms::twoSeatsAgree_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("%u", seed) << seed;
}

/// Two seats hear the same readings, one a little later; one records; people act on both; all comes back late.
void TestAlarms::twoSeatsAgree()
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

void TestAlarms::goesOnAfterARestart()
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

void TestAlarms::endsWhatEndedMeanwhile()
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

void TestAlarms::raisesWhatWasNotSaved()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin after(district.city);
    after.kept(after.twin.restore({}, {}, {}, {{Smoke, Start, 0, 1}}, {}, Start + Hour));
    QVERIFY(after.isActive(S1, "smoke"));
    QCOMPARE(after.alarm(S1, "smoke")->raised, Start);
}

void TestAlarms::keepsWhatItCannotJudgeYet()
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

void TestAlarms::restoredSharesStillExplain()
{
    AlarmDistrict district(QStringLiteral("Asia/Shanghai"), 16);
    district.silence();
    district.share();
    ToldTwin before(district.city), after(district.city);
    before.kept(before.twin.apply({}, corridor(0, 8, false, Start), {}, Start + Second));
    std::vector<Alarm> alarms;
    for (const Alarm *alarm : before.twin.alarms())
        alarms.push_back(*alarm);
    QCOMPARE(alarms.size(), size_t(9));
    after.kept(after.twin.restore({}, alarms, {}, {}, corridor(0, 8, false, Start), Start + Hour));
    QVERIFY(after.entries.empty());
    QCOMPARE(callingCount(after, Start + Hour), 1);
    after.kept(after.twin.apply({}, corridor(8, 9, false, Start + Hour), {}, Start + Hour + Second));
    QCOMPARE(after.told(), QStringList({QStringLiteral("raise thing:C8/offline v1"),
                                        QStringLiteral("suppress thing:C8/offline v2")}));
    after.kept(after.twin.apply({}, corridor(0, 8, true, Start + 2 * Hour), {}, Start + 2 * Hour + Second));
    QVERIFY(!after.isActive(B1, "offline-share"));
    QCOMPARE(callingCount(after, Start + 2 * Hour + Second), 2); // the building's, to be acknowledged; and C8
}

void TestAlarms::forgetsAfterADay()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    told.say(Current, 350, Start);
    told.act(HighAlarm, AlarmVerb::Acknowledge, Start + Minute);
    told.say(Current, 100, Start + Hour);
    told.tick(Start + Hour + Day - 1);
    QCOMPARE(told.twin.alarms().size(), size_t(1)); // today's
    told.tick(Start + Hour + Day);
    QVERIFY(told.twin.alarms().empty());
    // What is still to be done is never forgotten.
    told.say(Smoke, 1, Start + 2 * Day);
    told.say(Smoke, 0, Start + 2 * Day + Minute);
    told.tick(Start + 30 * Day);
    QCOMPARE(told.twin.alarms().size(), size_t(1));
}

void TestAlarms::beginsAnewAfterAReset()
{
    AlarmDistrict district(QStringLiteral("Asia/Shanghai"), 16);
    district.silence();
    district.share();
    district.rule("high", ThingKind::Electrical, "residual-current", Above, 300, 10);
    ToldTwin told(district.city);
    told.say(Current, 350, Start + Hour);
    told.kept(told.twin.apply({}, corridor(0, 8, false, Start + Hour), {}, Start + Hour + Minute));
    QVERIFY(told.twin.alarms().size() > 9);
    const ChangeSet changes = told.twin.reset(Start);
    QVERIFY(changes.reset && changes.alarms.empty() && changes.incidents.empty() && changes.entries.empty());
    QVERIFY(told.twin.alarms().empty());
    QCOMPARE(told.twin.recentAlarms(Start), 0);
    QVERIFY(told.tick(Start + 10 * Hour).entries.empty());
    told.entries.clear();
    told.say(Current, 350, Start);
    told.tick(Start + 10 * Second);
    QCOMPARE(told.told(), QStringList(QStringLiteral("raise thing:E1/high v1")));
}

void TestAlarms::snapshotHoldsEverything()
{
    const AlarmDistrict district = smokeDistrict();
    ToldTwin told(district.city);
    told.say(Current, 350, Start);
    told.say(Smoke, 1, Start);
    const ChangeSet all = told.twin.snapshot(Start);
    QVERIFY(all.reset);
    QCOMPARE(all.alarms.size(), size_t(2));
    QCOMPARE(all.incidents.size(), size_t(1));
    QCOMPARE(all.events.size(), size_t(1));
    QVERIFY(all.entries.empty());
}

QTEST_GUILESS_MAIN(TestAlarms)
#include "tst_alarms.moc"
