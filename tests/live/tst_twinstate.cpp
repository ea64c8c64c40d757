#include "TestDistrict.h"
#include "Times.h"
#include "live/TwinState.h"

#include <QTest>

#include <algorithm>

using namespace domain;
using live::TwinState;

class TestTwinState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void firesAndClears();
    void waitsUntilAConditionHolds();
    void seesARise();
    void takesTheWorstRule();
    void growsStaleAndOffline();
    void neverLooksNormalWhenSilent();
    void believesTheLastWill();
    void knowsFaults();
    void looksAtEachDatastream();
    void ignoresWhatComesLate();
    void callsForAttentionOnce();
    void countsUnknownDatastreams();
    void keepsWhatItKnowsWhenTheCityGrows();
    void takesEventsThroughTheirLifeCycle();
    void warnsOfImpossibleSteps();
    void placesEvents();
    void marksOverdueEvents();
    void findsEventsInPlaces();
    void resets();

private:
    Observation see(const char *datastream, const QJsonValue &result, qint64 time) const
    {
        return {QLatin1String(datastream), time, time, result};
    }
    ChangeSet tell(const char *datastream, const QJsonValue &result, qint64 time)
    {
        return m_twin->apply({see(datastream, result, time)}, {}, {}, time);
    }
    ChangeSet tell(const Event &event, qint64 now) { return m_twin->apply({}, {}, {event}, now); }
    const ThingState &state(const char *thing) const { return *m_twin->thing(QLatin1String(thing)); }
    static Event event(const char *id, EventState is, qint64 time)
    {
        Event result;
        result.id = QLatin1String(id);
        result.type = QStringLiteral("noise");
        result.state = is;
        result.updated = time;
        if (is == EventState::Reported)
            result.reported = time;
        return result;
    }

    std::shared_ptr<City> m_city;
    std::unique_ptr<TwinState> m_twin;
};

void TestTwinState::initTestCase()
{
    m_city = makeTestDistrict();
}

void TestTwinState::init()
{
    m_twin = std::make_unique<TwinState>();
    m_twin->setCity(m_city);
}

void TestTwinState::firesAndClears()
{
    QCOMPARE(state("S1").status, ThingStatus::Unknown);
    ChangeSet changes = tell("S1-smoke", 0, Start);
    QCOMPARE(changes.things.size(), size_t(1));
    QCOMPARE(changes.things[0].status, ThingStatus::Online);
    QCOMPARE(changes.things[0].severity, Severity::Normal);
    QVERIFY(changes.things[0].rule.isEmpty());
    changes = tell("S1-smoke", true, Start + Minute);
    QCOMPARE(changes.things[0].severity, Severity::Critical);
    QCOMPARE(changes.things[0].rule, QStringLiteral("smoke"));
    QCOMPARE(changes.things[0].reading, QStringLiteral("smoke"));
    QCOMPARE(changes.things[0].value, 1.0);
    QCOMPARE(changes.things[0].since, Start + Minute);
    QCOMPARE(changes.raised, std::vector({ObjectRef{ObjectKind::Thing, QStringLiteral("S1")}}));
    changes = tell("S1-smoke", 0, Start + 2 * Minute);
    QCOMPARE(changes.things[0].severity, Severity::Normal);
    QVERIFY(changes.things[0].rule.isEmpty());
    QCOMPARE(changes.things[0].since, Start + 2 * Minute);
    QVERIFY(changes.raised.empty());
}

void TestTwinState::waitsUntilAConditionHolds()
{
    tell("E1-rc", 350, Start);
    QCOMPARE(state("E1").severity, Severity::Normal);
    tell("E1-rc", 290, Start + 5 * Second); // not for ten seconds
    tell("E1-rc", 350, Start + 8 * Second);
    QVERIFY(m_twin->tick(Start + 17 * Second).things.empty());
    const ChangeSet changes = m_twin->tick(Start + 18 * Second);
    QCOMPARE(changes.things.size(), size_t(1));
    QCOMPARE(changes.things[0].severity, Severity::Major);
    QCOMPARE(changes.things[0].since, Start + 18 * Second);
    QCOMPARE(changes.things[0].rule, QStringLiteral("rc-major"));
    tell("E1-rc", 100, Start + 20 * Second);
    QCOMPARE(state("E1").severity, Severity::Normal);
    // Readings that are far apart count as well: what was last said holds.
    tell("E1-rc", 350, Start + Minute);
    tell("E1-rc", 360, Start + 2 * Minute);
    QCOMPARE(state("E1").severity, Severity::Major);
}

void TestTwinState::seesARise()
{
    for (int i = 0; i <= 10; ++i)
        tell("E1-t", 30 + i, Start + i * 20 * Second); // 3 degrees a minute
    QCOMPARE(state("E1").severity, Severity::Normal);
    tell("E1-t", 49, Start + 240 * Second); // 9 in 40 s
    QCOMPARE(state("E1").severity, Severity::Normal);
    tell("E1-t", 50.5, Start + 250 * Second); // 11.5 since 190 s
    QCOMPARE(state("E1").severity, Severity::Major);
    QCOMPARE(state("E1").rule, QStringLiteral("rise"));
    tell("E1-t", 51, Start + 320 * Second);
    QCOMPARE(state("E1").severity, Severity::Normal);
    tell("E1-t", -11, Start + 330 * Second);
    QCOMPARE(state("E1").rule, QStringLiteral("cold"));
}

void TestTwinState::takesTheWorstRule()
{
    tell("E1-rc", 600, Start);
    QCOMPARE(state("E1").rule, QStringLiteral("rc-critical"));
    m_twin->tick(Start + 15 * Second); // the lesser one fires too
    QCOMPARE(state("E1").rule, QStringLiteral("rc-critical"));
    QCOMPARE(state("E1").since, Start);
    tell("E1-rc", 400, Start + 20 * Second);
    QCOMPARE(state("E1").rule, QStringLiteral("rc-major"));
    QCOMPARE(state("E1").severity, Severity::Major);
}

void TestTwinState::growsStaleAndOffline()
{
    tell("S1-smoke", 0, Start);
    QVERIFY(m_twin->tick(Start + 2 * Minute).isEmpty());
    ChangeSet changes = m_twin->tick(Start + 2 * Minute + 1);
    QCOMPARE(changes.things.size(), size_t(1));
    QCOMPARE(changes.things[0].status, ThingStatus::Stale);
    QCOMPARE(changes.things[0].since, Start + 2 * Minute);
    QVERIFY(m_twin->tick(Start + 6 * Minute).isEmpty());
    changes = m_twin->tick(Start + 7 * Minute);
    QCOMPARE(changes.things[0].status, ThingStatus::Offline);
    QCOMPARE(changes.things[0].since, Start + 6 * Minute);
    QVERIFY(m_twin->tick(Start + 24 * Hour).isEmpty());
    tell("S1-smoke", 0, Start + 25 * Hour);
    QCOMPARE(state("S1").status, ThingStatus::Online);
    // Regular readings keep it so, however long.
    for (int i = 1; i <= 100; ++i) {
        tell("S1-smoke", 0, Start + 25 * Hour + i * Minute);
        m_twin->tick(Start + 25 * Hour + i * Minute + 59 * Second);
        QCOMPARE(state("S1").status, ThingStatus::Online);
    }
    m_twin->tick(Start + 25 * Hour + 102 * Minute + 1);
    QCOMPARE(state("S1").status, ThingStatus::Stale);
    // Shortly after it came back it may fall silent again: the deadline of before does not hide that.
    tell("S1-smoke", 0, Start + 25 * Hour + 103 * Minute);
    m_twin->tick(Start + 25 * Hour + 105 * Minute + 1);
    QCOMPARE(state("S1").status, ThingStatus::Stale);
}

void TestTwinState::neverLooksNormalWhenSilent()
{
    // An old reading, as after a start in the middle of a log.
    m_twin->apply({see("S1-smoke", 0, Start)}, {}, {}, Start + Hour);
    QCOMPARE(state("S1").status, ThingStatus::Offline);
    QCOMPARE(state("S1").since, Start + 6 * Minute);
    // A clock that runs ahead does not keep a dead device fresh.
    m_twin->apply({see("E1-rc", 10, Start + 48 * Hour)}, {}, {}, Start + Hour);
    QCOMPARE(state("E1").status, ThingStatus::Online);
    QCOMPARE(state("E1").observed, Start + Hour);
    m_twin->tick(Start + Hour + 3 * Minute);
    QCOMPARE(state("E1").status, ThingStatus::Stale);
    // An alarm stays one when its device dies.
    tell("S1-smoke", 1, Start + 2 * Hour);
    m_twin->tick(Start + 3 * Hour);
    QCOMPARE(state("S1").status, ThingStatus::Offline);
    QCOMPARE(state("S1").severity, Severity::Critical);
}

void TestTwinState::believesTheLastWill()
{
    tell("S1-smoke", 0, Start);
    ChangeSet changes = m_twin->apply({}, {{QStringLiteral("S1"), false, Start + Second}}, {}, Start + Second);
    QCOMPARE(changes.things.size(), size_t(1));
    QCOMPARE(changes.things[0].status, ThingStatus::Offline);
    QCOMPARE(changes.things[0].since, Start + Second);
    tell("S1-smoke", 0, Start + 2 * Second);
    QCOMPARE(state("S1").status, ThingStatus::Online);
    m_twin->apply({},
                  {{QStringLiteral("S1"), false, Start + 3 * Second}, {QStringLiteral("S1"), true, Start + 4 * Second}},
                  {}, Start + 4 * Second);
    QCOMPARE(state("S1").status, ThingStatus::Online);
    // A device without datastreams is known by its word alone, and that holds until its last will.
    m_twin->apply({}, {{QStringLiteral("V1"), true, Start}}, {}, Start);
    m_twin->tick(Start + 240 * Hour);
    QCOMPARE(state("V1").status, ThingStatus::Online);
    // One that says it is online, but sends nothing, does not stay so.
    m_twin->apply({}, {{QStringLiteral("E1"), true, Start + 300 * Hour}}, {}, Start + 300 * Hour);
    QCOMPARE(state("E1").status, ThingStatus::Online);
    m_twin->tick(Start + 300 * Hour + 3 * Minute);
    QCOMPARE(state("E1").status, ThingStatus::Stale);
    m_twin->tick(Start + 300 * Hour + 7 * Minute);
    QCOMPARE(state("E1").status, ThingStatus::Offline);
}

void TestTwinState::knowsFaults()
{
    tell("E1-fault", 1, Start);
    QCOMPARE(state("E1").status, ThingStatus::Fault);
    QCOMPARE(state("E1").rule, QStringLiteral("fault"));
    tell("E1-fault", 0, Start + Second);
    QCOMPARE(state("E1").status, ThingStatus::Online);
    tell("S1-smoke", QStringLiteral("故障"), Start);
    QCOMPARE(state("S1").status, ThingStatus::Fault);
    QVERIFY(std::isnan(state("S1").value));
    tell("S1-smoke", 0, Start + Second);
    QCOMPARE(state("S1").status, ThingStatus::Online);
}

void TestTwinState::looksAtEachDatastream()
{
    tell("E1-rc", 10, Start);
    tell("E1-t", 30, Start);
    for (int i = 1; i <= 10; ++i)
        tell("E1-rc", 10, Start + i * Minute);
    m_twin->tick(Start + 10 * Minute);
    QCOMPARE(state("E1").status, ThingStatus::Stale); // the temperature is missing, but the device is not gone
    m_twin->tick(Start + 17 * Minute);
    QCOMPARE(state("E1").status, ThingStatus::Offline);
}

void TestTwinState::ignoresWhatComesLate()
{
    tell("E1-rc", 10, Start + Minute);
    m_twin->apply({see("E1-rc", 600, Start)}, {}, {}, Start + Minute);
    QCOMPARE(state("E1").severity, Severity::Normal);
    QCOMPARE(state("E1").value, 10.0);
}

void TestTwinState::callsForAttentionOnce()
{
    QCOMPARE(tell("S1-smoke", 1, Start).raised.size(), size_t(1));
    QCOMPARE(tell("S1-smoke", 1, Start + Minute).raised.size(), size_t(0));
    m_twin->tick(Start + 10 * Minute); // offline, still critical
    QCOMPARE(tell("S1-smoke", 1, Start + 11 * Minute).raised.size(), size_t(0));
    tell("S1-smoke", 0, Start + 12 * Minute);
    QCOMPARE(tell("S1-smoke", 1, Start + 13 * Minute).raised.size(), size_t(1));
    // What is old news does not call.
    QCOMPARE(m_twin->apply({see("E1-rc", 600, Start)}, {}, {}, Start + Hour).raised.size(), size_t(0));
    Event fire = event("f", EventState::Reported, Start);
    fire.type = QStringLiteral("fire");
    QCOMPARE(tell(fire, Start).raised, std::vector({ObjectRef{ObjectKind::Event, QStringLiteral("f")}}));
    fire.state = EventState::Accepted;
    fire.updated = Start + Second;
    QCOMPARE(tell(fire, Start + Second).raised.size(), size_t(0));
}

void TestTwinState::countsUnknownDatastreams()
{
    QVERIFY(tell("nobody", 1, Start).isEmpty());
    tell("nobody", 1, Start);
    QCOMPARE(m_twin->unknownDatastreams(), quint64(2));
}

void TestTwinState::keepsWhatItKnowsWhenTheCityGrows()
{
    tell("E1-rc", 400, Start);
    tell("X0-rc", 10, Start);
    m_twin->apply({}, {{QStringLiteral("X1"), false, Start}}, {}, Start);
    tell(event("e", EventState::Reported, Start), Start);
    m_twin->setCity(makeTestDistrict(5));
    QCOMPARE(state("E1").value, 400.0);
    QCOMPARE(state("X0").status, ThingStatus::Online); // said before its thing was known
    QCOMPARE(state("X1").status, ThingStatus::Offline);
    QVERIFY(m_twin->event(QStringLiteral("e")));
    m_twin->tick(Start + 11 * Second); // the ten seconds went on
    QCOMPARE(state("E1").severity, Severity::Major);
    m_twin->setCity(makeTestDistrict(1));
    QCOMPARE(state("E1").severity, Severity::Major);
    QVERIFY(!m_twin->thing(QStringLiteral("X4")));
    m_twin->tick(Start + 3 * Minute);
    QCOMPARE(state("E1").status, ThingStatus::Stale);
    QCOMPARE(m_twin->snapshot(Start).things.size(), size_t(4));
}

void TestTwinState::takesEventsThroughTheirLifeCycle()
{
    Event reported = event("e", EventState::Reported, Start);
    reported.type = QStringLiteral("Noise - Residential");
    ChangeSet changes = tell(reported, Start);
    QCOMPARE(changes.events.size(), size_t(1));
    QCOMPARE(changes.events[0].type, QStringLiteral("noise"));
    QCOMPARE(changes.events[0].title, QStringLiteral("Noise - Residential"));
    QCOMPARE(changes.events[0].klass, QStringLiteral("A"));
    QCOMPARE(changes.events[0].due, Start + 4 * Hour);
    qint64 at = Start;
    for (const EventState next : {EventState::Accepted, EventState::Dispatched, EventState::Handling,
                                  EventState::Verifying, EventState::Closed}) {
        at += Minute;
        changes = tell(event("e", next, at), at);
    }
    QCOMPARE(changes.events[0].history.size(), size_t(6));
    QCOMPARE(changes.events[0].closed, at);
    QCOMPARE(changes.events[0].reported, Start);
    QVERIFY(m_twin->takeWarnings().empty());
    at += Minute;
    changes = tell(event("e", EventState::Reopened, at), at);
    QCOMPARE(changes.events[0].closed, 0);
    // A message that was overtaken adds to the history only.
    Event late = event("e", EventState::Handling, Start + 150 * Second);
    late.history = {{EventState::Handling, late.updated, QStringLiteral("late"), {}, {}}};
    changes = tell(late, at);
    QCOMPARE(changes.events[0].state, EventState::Reopened);
    QCOMPARE(changes.events[0].history.size(), size_t(8));
    QCOMPARE(changes.events[0].updated, at);
}

void TestTwinState::warnsOfImpossibleSteps()
{
    tell(event("e", EventState::Reported, Start), Start);
    tell(event("e", EventState::Closed, Start + Minute), Start + Minute); // a source that leaves steps out
    QVERIFY(m_twin->takeWarnings().empty());
    const ChangeSet changes = tell(event("e", EventState::Accepted, Start + 2 * Minute), Start + 2 * Minute);
    QCOMPARE(changes.events[0].state, EventState::Accepted);
    const auto warnings = m_twin->takeWarnings();
    QCOMPARE(warnings.size(), size_t(1));
    QCOMPARE(warnings[0].code, QStringLiteral("event-step"));
    QCOMPARE(warnings[0].feature, QStringLiteral("e"));
    QVERIFY(m_twin->takeWarnings().empty());
}

void TestTwinState::placesEvents()
{
    const auto at = [this](Event event, double x, double y) {
        const geometry::Vec3 lonLat = m_city->frame.toLonLat({x, y, 0});
        event.hasPosition = true;
        event.longitude = lonLat.x;
        event.latitude = lonLat.y;
        return event;
    };
    Event one = tell(at(event("a", EventState::Reported, Start), 30, 30), Start).events[0];
    QCOMPARE(one.place, (ObjectRef{ObjectKind::Building, QStringLiteral("B1")}));
    QVERIFY(std::abs(one.position.x - 30) < 0.01 && std::abs(one.position.y - 30) < 0.01);
    one = tell(at(event("b", EventState::Reported, Start), 150, 50), Start).events[0];
    QCOMPARE(one.place, (ObjectRef{ObjectKind::Grid, QStringLiteral("G2")}));
    one = tell(at(event("c", EventState::Reported, Start), 900, 900), Start).events[0];
    QVERIFY(one.place.isNull());

    const auto in = [this](const char *id, ObjectKind kind, const char *place) {
        Event named = event(id, EventState::Reported, Start);
        named.place = {kind, QLatin1String(place)};
        return tell(named, Start).events[0];
    };
    one = in("d", ObjectKind::Unit, "U703");
    QVERIFY(one.hasPosition);
    QCOMPARE(one.position.z, 5 + 6 * 3.0);
    QVERIFY(std::abs(one.position.x - 35) < 0.01);
    QVERIFY(std::abs(one.longitude - m_city->frame.toLonLat({35, 35, 0}).x) < 1e-6);
    one = in("e", ObjectKind::Thing, "S1");
    QCOMPARE(one.position.z, 8.0);
    one = in("f", ObjectKind::Grid, "G2");
    QVERIFY(one.position.x > 100 && one.position.x < 200);
    one = in("g", ObjectKind::None, "B1"); // a bare id
    QCOMPARE(one.place.kind, ObjectKind::Building);
    QVERIFY(m_twin->takeWarnings().empty());
    in("h", ObjectKind::Building, "B404");
    QCOMPARE(m_twin->takeWarnings().front().code, QStringLiteral("place-unknown"));
}

void TestTwinState::marksOverdueEvents()
{
    tell(event("e", EventState::Reported, Start), Start);
    QVERIFY(m_twin->tick(Start + 30 * Minute).isEmpty());
    ChangeSet changes = m_twin->tick(Start + 31 * Minute); // nobody accepted it
    QCOMPARE(changes.events.size(), size_t(1));
    QCOMPARE(changes.events[0].severity, Severity::Major);
    changes = tell(event("e", EventState::Accepted, Start + 40 * Minute), Start + 40 * Minute);
    QCOMPARE(changes.events[0].severity, Severity::Minor);
    QVERIFY(m_twin->tick(Start + 4 * Hour).isEmpty());
    changes = m_twin->tick(Start + 4 * Hour + 1);
    QCOMPARE(changes.events[0].severity, Severity::Major);
    QVERIFY(m_twin->tick(Start + 40 * Hour).isEmpty()); // once
    changes = tell(event("e", EventState::Closed, Start + 41 * Hour), Start + 41 * Hour);
    QCOMPARE(changes.events[0].severity, Severity::Minor);
}

void TestTwinState::findsEventsInPlaces()
{
    Event inUnit = event("u", EventState::Reported, Start);
    inUnit.place = {ObjectKind::Unit, QStringLiteral("U703")};
    Event inGrid = event("g", EventState::Reported, Start);
    inGrid.place = {ObjectKind::Grid, QStringLiteral("G2")};
    Event closed = event("c", EventState::Closed, Start);
    closed.place = inUnit.place;
    m_twin->apply({}, {}, {inUnit, inGrid, closed}, Start);
    const auto count = [this](ObjectKind kind, const char *id) {
        return m_twin->eventsIn({kind, QLatin1String(id)}).size();
    };
    QCOMPARE(count(ObjectKind::Unit, "U703"), size_t(1));
    QCOMPARE(count(ObjectKind::Building, "B1"), size_t(1));
    QCOMPARE(count(ObjectKind::Grid, "G1"), size_t(1));
    QCOMPARE(count(ObjectKind::Grid, "G2"), size_t(1));
    QCOMPARE(count(ObjectKind::Community, "C1"), size_t(2));
    QCOMPARE(count(ObjectKind::Community, "C404"), size_t(0));
    QCOMPARE(m_twin->events().size(), size_t(3));
}

void TestTwinState::resets()
{
    tell("S1-smoke", 1, Start + Hour);
    tell(event("e", EventState::Reported, Start + Hour), Start + Hour);
    const ChangeSet changes = m_twin->reset(Start);
    QVERIFY(changes.reset);
    QCOMPARE(changes.things.size(), size_t(3));
    QVERIFY(changes.events.empty());
    for (const ThingState &thing : changes.things) {
        QVERIFY(!thing.thing.isEmpty());
        QCOMPARE(thing.status, ThingStatus::Unknown);
        QCOMPARE(thing.severity, Severity::Normal);
    }
    // Back in time everything counts anew.
    QCOMPARE(tell("S1-smoke", 1, Start).raised.size(), size_t(1));
    m_twin->tick(Start + 3 * Minute);
    QCOMPARE(state("S1").status, ThingStatus::Stale);
}

QTEST_GUILESS_MAIN(TestTwinState)
#include "tst_twinstate.moc"
