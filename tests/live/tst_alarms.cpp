#include "AlarmDistrict.h"
#include "Times.h"
#include "domain/EventCycle.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <optional>

using namespace domain;
using enum AlarmRule::Compare;

/// The life of alarms: repeats, shelves, what explains what, incidents, events.
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
    void forgetsAfterADay();
    void beginsAnewAfterAReset();
    void snapshotHoldsEverything();

private:
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
        told.kept(
            told.twin.apply({}, AlarmDistrict::corridor(i, i + 1, false, Start + i * 500), {}, Start + (i + 1) * 500));
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
        told.kept(told.twin.apply({}, AlarmDistrict::corridor(i, i + 1, true, now + i * 500), {}, now + (i + 1) * 500));
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
    told.kept(told.twin.apply({}, AlarmDistrict::corridor(0, 4, false, Start), {}, Start + Second));
    QCOMPARE(callingCount(told, Start + Second), 4);
    QCOMPARE(told.twin.thing(AlarmDistrict::corridorThing(0))->severity, Severity::Minor);
    told.kept(told.twin.apply({}, AlarmDistrict::corridor(4, 5, false, Start + Minute), {}, Start + Minute + Second));
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
    told.kept(told.twin.apply({}, AlarmDistrict::corridor(0, 6, false, Start), {}, Start + Second));
    QCOMPARE(callingCount(told, Start + Second), 1);
    told.kept(told.twin.apply({}, AlarmDistrict::corridor(0, 4, true, Start + Hour), {}, Start + Hour + Second));
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
    told.kept(told.twin.apply({}, AlarmDistrict::corridor(0, 8, false, Start + Hour), {}, Start + Hour + Minute));
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
