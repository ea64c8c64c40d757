#include "TestDistrict.h"
#include "Times.h"
#include "domain/EventCycle.h"
#include "live/Proposals.h"
#include "live/TwinState.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace domain;
using live::TwinState;

/// Events as the twin keeps them: what becomes an entry, what comes of limits, who may be meant twice, who could go.
class TestEvents : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<City> m_city;
    std::unique_ptr<TwinState> m_twin;

    static Event said(const char *id, EventState state, qint64 time)
    {
        Event event;
        event.id = QLatin1String(id);
        event.type = QStringLiteral("noise");
        event.source = QStringLiteral("hotline");
        event.state = state;
        event.updated = time;
        if (state == EventState::Reported)
            event.reported = time;
        return event;
    }
    Event at(Event event, double x, double y) const
    {
        const geometry::Vec3 lonLat = m_city->frame.toLonLat({x, y, 0});
        event.hasPosition = true;
        event.longitude = lonLat.x;
        event.latitude = lonLat.y;
        return event;
    }
    ChangeSet tell(const Event &event, qint64 now) { return m_twin->apply({}, {}, {event}, now); }
    ChangeSet tell(const Event &event) { return tell(event, event.updated); }
    const Event &known(const char *id) const { return *m_twin->event(QLatin1String(id)); }
    /// As the store saves what a person does.
    static Entry step(const Event &event, EventVerb verb, qint64 time, const QJsonObject &body = {},
                      const char *who = "Duty officer")
    {
        auto entry =
            nextEntry(event, verb, {QLatin1String(who), QStringLiteral("desk 1"), QStringLiteral("why"), time}, body);
        [&] { QVERIFY2(entry.has_value(), qPrintable(entry ? QString() : entry.error().message)); }();
        static qint64 sequence = 0;
        entry->sequence = ++sequence;
        return *entry;
    }
    static QJsonObject comparable(Event event)
    {
        event.level = 0; // by its entries: nothing else is left out
        return toJson(event);
    }

private Q_SLOTS:
    void init()
    {
        m_city = makeTestDistrict();
        m_city->catalogue.types[0].domain = QStringLiteral("environment");
        m_city->catalogue.types[1].domain = QStringLiteral("emergency");
        m_city->catalogue.types[1].klass = QStringLiteral("D");
        m_twin = std::make_unique<TwinState>();
        m_twin->setCity(m_city);
    }

    void keepsWhatIsNewAndNothingElse()
    {
        Event first = at(said("e", EventState::Reported, Start), 30, 30);
        first.description = QStringLiteral("drilling");
        ChangeSet changes = tell(first);
        QCOMPARE(changes.entries.size(), size_t(1));
        Entry entry = changes.entries[0];
        QCOMPARE(entry.subject, Subject::Event);
        QCOMPARE(entry.id, QStringLiteral("e"));
        QCOMPARE(entry.version, 1);
        QCOMPARE(entry.verb, QStringLiteral("report"));
        QCOMPARE(entry.time, Start);
        QCOMPARE(entry.who, QStringLiteral("hotline"));
        // What is found out when it is first met is kept with it.
        const Event kept = eventFromJson(entry.body);
        QCOMPARE(kept.domain, QStringLiteral("environment"));
        QCOMPARE(kept.klass, QStringLiteral("A"));
        QCOMPARE(kept.severity, Severity::Minor);
        QCOMPARE(kept.building, QStringLiteral("B1"));
        QCOMPARE(kept.place, (ObjectRef{ObjectKind::Building, QStringLiteral("B1")}));
        QCOMPARE(kept.areas, (QStringList{QStringLiteral("community:C1"), QStringLiteral("grid:G1")}));
        QCOMPARE(kept.due, Start + 240 * Minute);
        QCOMPARE(kept.acceptDue, Start + 30 * Minute);

        QVERIFY(tell(first, Start + Minute).isEmpty()); // once more
        Event again = first;
        again.updated = Start + 2 * Minute; // a newer stamp and the same words
        QVERIFY(tell(again).isEmpty());
        again.history = {{EventState::Reported, again.updated, {}, {}, {}}};
        QVERIFY(tell(again).isEmpty());

        again.description = QStringLiteral("drilling, and shouting");
        changes = tell(again);
        QCOMPARE(changes.entries.size(), size_t(1));
        QCOMPARE(changes.entries[0].verb, QStringLiteral("update"));
        QCOMPARE(changes.entries[0].version, 2);
        QCOMPARE(changes.entries[0].body.keys(),
                 (QStringList{QStringLiteral("description"), QStringLiteral("id"), QStringLiteral("severity"),
                              QStringLiteral("state"), QStringLiteral("updated")}));
        QCOMPARE(known("e").description, again.description);
        QCOMPARE(known("e").version, 2);

        // Overtaken: history only.
        Event late = said("e", EventState::Reported, Start + Minute);
        late.reported = 0;
        late.description = QStringLiteral("old words");
        QVERIFY(tell(late).isEmpty());
        late.history = {
            {EventState::Reported, Start + Minute, QStringLiteral("hotline"), QStringLiteral("called again"), {}}};
        changes = tell(late);
        QCOMPARE(changes.entries.size(), size_t(1));
        QCOMPARE(known("e").description, again.description);
        QCOMPARE(known("e").history.size(), size_t(2));
    }

    void isTheFoldOfItsEntries()
    {
        std::vector<Entry> entries;
        const auto play = [&](const Event &event) {
            for (const Entry &entry : tell(event).entries)
                entries.push_back(entry);
            QCOMPARE(comparable(foldEvent(entries)), comparable(known("e")));
        };
        play(at(said("e", EventState::Reported, Start), 60, 60));
        qint64 now = Start;
        for (const EventState next : {EventState::Accepted, EventState::Dispatched, EventState::Handling,
                                      EventState::Verifying, EventState::Closed, EventState::Reopened}) {
            Event event = said("e", next, now += Minute);
            event.assignee = next == EventState::Dispatched ? QStringLiteral("member-G1") : QString();
            play(event);
        }
        play(at(said("e", EventState::Reopened, now += Minute), 150, 50)); // elsewhere
        QCOMPARE(known("e").areas.back(), QStringLiteral("grid:G2"));
        QVERIFY(known("e").position.x > 149);
        Event other = said("e", EventState::Reopened, now += Minute);
        other.type = QStringLiteral("fire"); // of another type than it seemed
        play(other);
        QCOMPARE(known("e").domain, QStringLiteral("emergency"));
        QCOMPARE(known("e").klass, QStringLiteral("D"));
        QCOMPARE(known("e").severity, Severity::Critical);
        QCOMPARE(entries.size(), size_t(9));
        for (size_t i = 0; i < entries.size(); ++i)
            QCOMPARE(entries[i].version, int(i) + 1);
    }

    void tellsAWholeLifeStepByStep()
    {
        Event whole = said("e", EventState::Closed, Start + 5 * Hour);
        whole.reported = Start;
        whole.satisfaction = 4;
        whole.history = {{EventState::Reported, Start, {}, {}, {}},
                         {EventState::Accepted, Start + Hour, {}, {}, {}},
                         {EventState::Closed, Start + 5 * Hour, {}, {}, {}}};
        const ChangeSet changes = tell(whole, Start + 6 * Hour);
        QCOMPARE(changes.entries.size(), size_t(3));
        QCOMPARE(foldEvent({changes.entries[0]}).state, EventState::Reported);
        QCOMPARE(foldEvent({changes.entries[0]}).satisfaction, 0);
        QCOMPARE(foldEvent({changes.entries[0], changes.entries[1]}).state, EventState::Accepted);
        QCOMPARE(changes.entries[1].time, Start + Hour);
        const Event &event = known("e");
        QCOMPARE(event.state, EventState::Closed);
        QCOMPARE(event.reported, Start);
        QCOMPARE(event.accepted, Start + Hour);
        QCOMPARE(event.closed, Start + 5 * Hour);
        QCOMPARE(event.satisfaction, 4);
        QCOMPARE(event.history.size(), size_t(3));
        QVERIFY(tell(whole, Start + 7 * Hour).isEmpty());
    }

    void doesNotLetTheSourceMoveWhatIsWorkedHere()
    {
        tell(said("e", EventState::Reported, Start));
        ChangeSet changes = m_twin->take({step(known("e"), EventVerb::Accept, Start + Minute)}, Start + Minute);
        QCOMPARE(changes.events.size(), size_t(1));
        QVERIFY(changes.entries.empty()); // it is saved already
        QCOMPARE(known("e").state, EventState::Accepted);
        Event closed = said("e", EventState::Closed, Start + 2 * Minute);
        closed.description = QStringLiteral("it is quiet");
        changes = tell(closed);
        QCOMPARE(changes.entries.size(), size_t(1));
        QCOMPARE(known("e").state, EventState::Accepted);
        QCOMPARE(known("e").description, closed.description);
        QCOMPARE(known("e").closed, 0);
        QCOMPARE(known("e").history.back().to, EventState::Closed); // its source's word is kept
        // Nor does it warn: it was not asked.
        tell(said("e", EventState::Reported, Start + 3 * Minute));
        QVERIFY(m_twin->takeWarnings().empty());
    }

    void makesTheSameEntriesAtEverySeat()
    {
        TwinState other;
        other.setCity(m_city);
        const std::vector<Event> messages = {said("e", EventState::Reported, Start),
                                             said("e", EventState::Accepted, Start + Minute),
                                             said("f", EventState::Reported, Start + 2 * Minute)};
        // In one batch here, one by one and later there.
        const std::vector<Entry> mine = m_twin->apply({}, {}, messages, Start + 3 * Minute).entries;
        std::vector<Entry> theirs;
        for (const Event &message : messages) {
            for (const Entry &entry : other.apply({}, {}, {message}, Start + 9 * Minute).entries)
                theirs.push_back(entry);
        }
        QCOMPARE(mine, theirs);
        // Limits that pass while they look at different times.
        const std::vector<Entry> up = m_twin->tick(Start + 2 * Hour).entries;
        QCOMPARE(up.size(), size_t(1));
        QCOMPARE(up, other.tick(Start + 3 * Hour).entries);
        // The recorder's come to the other, which has them already.
        for (const std::vector<Entry> &saved : {mine, up})
            QVERIFY(other.take(saved, Start + 3 * Hour).isEmpty());
        QVERIFY(other.takeMissing().empty());
    }

    void goesOnFromWhatAnotherSeatDid()
    {
        const Entry report = tell(said("e", EventState::Reported, Start)).entries[0];
        m_twin->take({report}, Start);
        // Both show version 1; the other's Accept is saved first, while its source's next word is on the way here.
        const Event shown = known("e");
        const Entry accept = step(shown, EventVerb::Accept, Start + Minute, {}, "Night desk");
        Event louder = said("e", EventState::Reported, Start + Minute);
        louder.description = QStringLiteral("louder");
        Entry update = tell(louder).entries[0];
        QCOMPARE(update.version, 2);
        ChangeSet changes = m_twin->take({accept}, Start + Minute);
        QVERIFY(changes.events.empty());
        QCOMPARE(m_twin->takeMissing(),
                 (std::vector<std::pair<Subject, QString>>{{Subject::Event, QStringLiteral("e")}}));
        QVERIFY(m_twin->takeMissing().empty());
        changes = m_twin->replace(Subject::Event, {report, accept}, Start + Minute);
        QCOMPARE(changes.events.size(), size_t(1));
        QCOMPARE(known("e").state, EventState::Accepted);
        QVERIFY(known("e").description.isEmpty());
        update.version = 3; // as the store saved it
        m_twin->take({update}, Start + Minute);
        QCOMPARE(known("e").description, louder.description);
        QCOMPARE(known("e").state, EventState::Accepted);
        QCOMPARE(known("e").version, 3);
        // Our own act, made by what was shown before, comes second.
        const base::Status second = checkEntry(known("e"), step(shown, EventVerb::Reject, Start + Minute));
        QCOMPARE(second.error().code, QStringLiteral("version-taken"));
    }

    void takesSavedEntriesOnceAndAsksForThoseItMissed()
    {
        const Entry report = tell(said("e", EventState::Reported, Start)).entries[0];
        std::vector<Entry> entries{report};
        const auto act = [&](EventVerb verb, const QJsonObject &body = {}) {
            entries.push_back(step(foldEvent(entries), verb, Start + qint64(entries.size()) * Minute, body));
            return entries.back();
        };
        const Entry accept = act(EventVerb::Accept);
        m_twin->take({report, accept}, Start);
        QVERIFY(m_twin->take({report, accept, accept}, Start).isEmpty());
        QCOMPARE(known("e").history.size(), size_t(2));
        act(EventVerb::Dispatch, {{QStringLiteral("assignee"), QStringLiteral("t1")}});
        const Entry start = act(EventVerb::Start);
        QVERIFY(m_twin->take({start}, Start).isEmpty()); // the dispatch is missing
        QCOMPARE(m_twin->takeMissing().size(), size_t(1));
        // What was asked for before more came is not the last word.
        m_twin->take({entries[2], start}, Start);
        QVERIFY(m_twin->replace(Subject::Event, {report, accept}, Start).isEmpty());
        QCOMPARE(m_twin->takeMissing().size(), size_t(1));
        QCOMPARE(known("e").state, EventState::Handling);
        // What is taken back needs all entries.
        const Entry undo = act(EventVerb::Undo);
        QVERIFY(m_twin->take({undo}, Start).isEmpty());
        QCOMPARE(m_twin->takeMissing().size(), size_t(1));
        m_twin->replace(Subject::Event, entries, Start);
        QCOMPARE(known("e").state, EventState::Dispatched);
        QCOMPARE(known("e").version, 5);
        // An event nobody here has heard of: whole where it begins, else asked for.
        Entry unknown = report;
        unknown.id = QStringLiteral("x");
        unknown.body.insert(QStringLiteral("id"), unknown.id);
        QCOMPARE(m_twin->take({unknown}, Start).events.size(), size_t(1));
        unknown = accept;
        unknown.id = QStringLiteral("y");
        QVERIFY(m_twin->take({unknown}, Start).isEmpty());
        QCOMPARE(m_twin->takeMissing(),
                 (std::vector<std::pair<Subject, QString>>{{Subject::Event, QStringLiteral("y")}}));
        QVERIFY(!m_twin->event(QStringLiteral("y")));
    }

    void keepsWhatIsKnownOfAReportByHand()
    {
        Entry report;
        report.id = QStringLiteral("H1");
        report.verb = QStringLiteral("report");
        report.time = Start;
        report.who = QStringLiteral("Duty officer");
        Event given = at(said("H1", EventState::Reported, Start), 30, 30);
        report.body = toJson(given);
        ChangeSet changes = m_twin->take({report}, Start);
        QCOMPARE(changes.entries.size(), size_t(1));
        const Event folded = foldEvent({report, changes.entries[0]});
        QCOMPARE(folded.domain, QStringLiteral("environment"));
        QCOMPARE(folded.klass, QStringLiteral("A"));
        QCOMPARE(folded.due, Start + 240 * Minute);
        QCOMPARE(folded.acceptDue, Start + 30 * Minute);
        QCOMPARE(folded.building, QStringLiteral("B1"));
        QCOMPARE(folded.areas.back(), QStringLiteral("grid:G1"));
        QCOMPARE(folded.state, EventState::Reported);
        QCOMPARE(folded.history.size(), size_t(1));
        QCOMPARE(toJson(folded), toJson(known("H1")));
        QVERIFY(m_twin->take(changes.entries, Start).isEmpty()); // once
    }

    void escalatesOnceForEachLimit()
    {
        tell(at(said("e", EventState::Reported, Start), 30, 30));
        const qint64 acceptDue = Start + 30 * Minute, due = Start + 240 * Minute;
        QVERIFY(m_twin->tick(acceptDue).isEmpty()); // at the limit it is in time
        ChangeSet changes = m_twin->tick(acceptDue + 1);
        QCOMPARE(changes.entries.size(), size_t(1));
        QCOMPARE(changes.entries[0].verb, QStringLiteral("escalate"));
        QCOMPARE(changes.entries[0].time, acceptDue);
        QVERIFY(changes.entries[0].who.isEmpty());
        QCOMPARE(changes.entries[0].body, (QJsonObject{{QStringLiteral("limit"), QStringLiteral("accept")},
                                                       {QStringLiteral("level"), 1},
                                                       {QStringLiteral("to"), QStringLiteral("community:C1")}}));
        QCOMPARE(known("e").level, 1); // no blocks here: from the grid to the community
        QCOMPARE(levelOf(known("e")), ObjectKind::Community);
        QCOMPARE(known("e").severity, Severity::Major);
        QCOMPARE(known("e").state, EventState::Reported);
        QVERIFY(!known("e").worked);
        QVERIFY(m_twin->tick(due).isEmpty());
        tell(said("e", EventState::Accepted, due)); // late, but accepted: no longer as bad
        QCOMPARE(known("e").severity, Severity::Minor);
        changes = m_twin->tick(due + 1);
        QCOMPARE(changes.entries.size(), size_t(1));
        QCOMPARE(changes.entries[0].body.value(QLatin1String("limit")).toString(), QStringLiteral("close"));
        QCOMPARE(known("e").level, 2);
        QCOMPARE(levelOf(known("e")), ObjectKind::SubDistrict);
        QCOMPARE(known("e").severity, Severity::Major);
        QVERIFY(m_twin->tick(due + Day).isEmpty());
        // Reopened long after: the limit was told once.
        tell(said("e", EventState::Closed, due + Day));
        QCOMPARE(known("e").severity, Severity::Minor);
        tell(said("e", EventState::Reopened, due + Day + Hour));
        QCOMPARE(known("e").level, 2);
        QCOMPARE(known("e").severity, Severity::Major);
    }

    void doesNotEscalateWhatWasAcceptedInTime()
    {
        tell(said("e", EventState::Reported, Start));
        tell(said("e", EventState::Accepted, Start + 30 * Minute));
        QVERIFY(m_twin->tick(Start + Hour).isEmpty());
        // Heard of only now: report and acceptance come together.
        m_twin->apply({}, {}, {said("f", EventState::Reported, Start), said("f", EventState::Accepted, Start + Minute)},
                      Start + Hour);
        QCOMPARE(known("f").level, 0);
        // Already with the sub-district: there is nobody above, but it is overdue.
        Event fire = said("g", EventState::Reported, Start + Hour);
        fire.type = QStringLiteral("fire");
        fire.severity = Severity::Major; // its source says it is a small one
        tell(fire);
        const ChangeSet changes = m_twin->tick(Start + 2 * Hour);
        QCOMPARE(changes.events.size(), size_t(1));
        QVERIFY(changes.entries.empty());
        QCOMPARE(changes.events[0].severity, Severity::Critical);
        QCOMPARE(changes.raised.size(), size_t(0)); // not news of the last five minutes
    }

    void remembers()
    {
        tell(at(said("e", EventState::Reported, Start), 30, 30));
        m_twin->tick(Start + Hour);
        Event inUnit = said("u", EventState::Reported, Start + Hour);
        inUnit.place = {ObjectKind::Unit, QStringLiteral("U703")};
        tell(inUnit);
        std::vector<Event> stored;
        for (const Event *event : m_twin->events())
            stored.push_back(eventFromJson(toJson(*event)));
        stored[0].severity = Severity::Minor; // the store keeps what the entries say
        const double z = known("u").position.z;
        QVERIFY(z > 20);

        m_twin = std::make_unique<TwinState>();
        m_twin->setCity(m_city);
        ChangeSet changes = m_twin->restore(stored, {}, {}, {}, {}, Start + Hour + Minute);
        QCOMPARE(changes.events.size(), size_t(2));
        QVERIFY(changes.entries.empty());
        QCOMPARE(known("e").severity, Severity::Major); // still overdue
        QCOMPARE(known("e").level, 1);
        QCOMPARE(known("u").position.z, z); // on its storey
        QVERIFY(tell(at(said("e", EventState::Reported, Start), 30, 30), Start + 2 * Hour).isEmpty());
        // While nobody looked the next limit has passed.
        changes = m_twin->tick(Start + 5 * Hour);
        QVERIFY(std::any_of(changes.entries.begin(), changes.entries.end(), [](const Entry &entry) {
            return entry.id == QLatin1String("e") && entry.body.value(QLatin1String("limit")) == QLatin1String("close");
        }));
        // The store may know more of an old event than its source says now.
        Event old = said("o", EventState::Closed, Start - 3 * Day);
        changes = tell(old, Start + 5 * Hour);
        QVERIFY(changes.events.empty());
        QCOMPARE(m_twin->takeMissing(),
                 (std::vector<std::pair<Subject, QString>>{{Subject::Event, QStringLiteral("o")}}));
    }

    void forgetsWhatEndedADayAgo()
    {
        // Ended within the month: of the journal, not of the day.
        Event old = said("old", EventState::Closed, Start - 3 * Day);
        ChangeSet changes = tell(old, Start);
        QCOMPARE(changes.entries.size(), size_t(1));
        QVERIFY(changes.events.empty());
        QVERIFY(!m_twin->event(QStringLiteral("old")));
        // Nor does it come back when it is saved, half told: that would look overdue.
        Event life = said("life", EventState::Closed, Start - 2 * Day);
        life.reported = Start - 4 * Day;
        life.history = {{EventState::Reported, life.reported, {}, {}, {}},
                        {EventState::Closed, life.updated, {}, {}, {}}};
        const std::vector<Entry> saved = tell(life, Start).entries;
        QCOMPARE(saved.size(), size_t(2));
        for (const Entry &entry : saved)
            QVERIFY(m_twin->take({entry}, Start).isEmpty());
        QVERIFY(m_twin->takeMissing().empty());
        // What another seat does to it does.
        Entry note = step(foldEvent(saved), EventVerb::Note, Start, {{QStringLiteral("text"), QStringLiteral("seen")}});
        QVERIFY(m_twin->take({note}, Start).isEmpty());
        QCOMPARE(m_twin->takeMissing(),
                 (std::vector<std::pair<Subject, QString>>{{Subject::Event, QStringLiteral("life")}}));
        QVERIFY(tell(old, Start + Minute).isEmpty()); // a server lists it for months
        old.updated = Start;
        old.description = QStringLiteral("and another thing");
        QCOMPARE(tell(old, Start + Minute).entries.size(), size_t(1));
        QCOMPARE(m_twin->takeMissing(),
                 (std::vector<std::pair<Subject, QString>>{{Subject::Event, QStringLiteral("old")}}));
        tell(said("e", EventState::Closed, Start));
        tell(said("open", EventState::Accepted, Start));
        m_twin->tick(Start + Day - Minute);
        QVERIFY(m_twin->event(QStringLiteral("e")));
        changes = m_twin->tick(Start + Day + 10 * Minute);
        QCOMPARE(changes.removedEvents, (std::vector<QString>{QStringLiteral("e"), QStringLiteral("old")}));
        QVERIFY(!m_twin->event(QStringLiteral("e")));
        QVERIFY(m_twin->event(QStringLiteral("open")));
        QVERIFY(changes.entries.empty() || changes.entries[0].id == QLatin1String("open"));
    }

    // Proposals

    void proposesWithinItsLimits_data()
    {
        QTest::addColumn<double>("metres");
        QTest::addColumn<qint64>("later");
        QTest::addColumn<bool>("proposed");
        QTest::newRow("at one place and time") << 0.0 << qint64(0) << true;
        QTest::newRow("at both limits") << 50.0 << 30 * Minute << true;
        QTest::newRow("a bit too far") << 50.001 << qint64(0) << false;
        QTest::newRow("a bit too late") << 0.0 << 30 * Minute + 1 << false;
    }
    void proposesWithinItsLimits()
    {
        QFETCH(double, metres);
        QFETCH(qint64, later);
        QFETCH(bool, proposed);
        // Along, across and against the grid's cells.
        for (const geometry::Vec3 &direction :
             {geometry::Vec3(1, 0, 0), geometry::Vec3(0, -1, 0), geometry::Vec3(-0.6, 0.8, 0)}) {
            Event one = said("a", EventState::Reported, Start), two = said("b", EventState::Reported, Start + later);
            one.position = {50, 100, 0};
            two.position = one.position + metres * direction;
            const auto found = live::findProposals({&two, &one}, 50, 30);
            QCOMPARE(found.size(), size_t(proposed ? 1 : 0));
            if (!proposed)
                continue;
            QCOMPARE(found[0].event, QStringLiteral("b"));
            QCOMPARE(found[0].into, QStringLiteral("a"));
            QVERIFY(std::abs(found[0].metres - metres) < 1e-9);
            QCOMPARE(found[0].minutes, double(later) / Minute);
        }
    }

    void proposesTheEarliestAndNotWhatWasDeclined()
    {
        const auto pairs = [this] {
            QStringList texts;
            for (const live::MergeProposal &each : m_twin->proposals())
                texts.append(each.event + QLatin1Char('>') + each.into);
            return texts;
        };
        tell(at(said("a", EventState::Reported, Start), 60, 60));
        tell(at(said("b", EventState::Reported, Start + 10 * Minute), 70, 60));
        tell(at(said("c", EventState::Reported, Start + 20 * Minute), 60, 70));
        Event fire = at(said("d", EventState::Reported, Start + 20 * Minute), 60, 60);
        fire.type = QStringLiteral("fire"); // another type
        tell(fire);
        QCOMPARE(pairs(), (QStringList{QStringLiteral("c>a"), QStringLiteral("b>a")}));
        QVERIFY(std::abs(m_twin->proposals()[1].metres - 10) < 0.01);
        QCOMPARE(m_twin->proposals()[1].minutes, 10.0);
        // Two, says somebody: then perhaps one with the other.
        m_twin->take({step(known("c"), EventVerb::Note, Start + 25 * Minute,
                           {{QStringLiteral("text"), QStringLiteral("no duplicate")},
                            {QStringLiteral("notDuplicateOf"), QStringLiteral("a")}})},
                     Start + 25 * Minute);
        QCOMPARE(pairs(), (QStringList{QStringLiteral("c>b"), QStringLiteral("b>a")}));
        // Said of the earlier one it counts as well.
        m_twin->take({step(known("b"), EventVerb::Note, Start + 25 * Minute,
                           {{QStringLiteral("text"), QStringLiteral("no duplicate")},
                            {QStringLiteral("notDuplicateOf"), QStringLiteral("c")}})},
                     Start + 25 * Minute);
        QCOMPARE(pairs(), QStringList{QStringLiteral("b>a")});
        // Merged: nothing is left to propose, and both know of each other.
        const auto group = mergeGroup(known("b"), known("a"), {QStringLiteral("x"), {}, {}, Start + 26 * Minute});
        m_twin->take(*group, Start + 26 * Minute);
        QVERIFY(m_twin->proposals().empty());
        QCOMPARE(known("a").mergedFrom, QStringList{QStringLiteral("b")});
        QCOMPARE(known("b").state, EventState::Merged);
        // The middle of a grid is no place to measure from; a building is.
        for (const char *id : {"g1", "g2"}) {
            Event inGrid = said(id, EventState::Reported, Start + 40 * Minute);
            inGrid.place = {ObjectKind::Grid, QStringLiteral("G2")};
            tell(inGrid);
        }
        QVERIFY(m_twin->proposals().empty());
        for (const char *id : {"h1", "h2"}) {
            Event inHouse = said(id, EventState::Reported, Start + 80 * Minute);
            inHouse.place = {ObjectKind::Building, QStringLiteral("B1")};
            tell(inHouse);
        }
        QCOMPARE(pairs(), QStringList{QStringLiteral("h2>h1")});
        // The limits are the catalogue's.
        m_city->catalogue.duplicateMetres = 0;
        m_twin->setCity(m_city);
        QVERIFY(m_twin->proposals().empty());
    }

    void proposesQuicklyAmongMany()
    {
        std::vector<Event> events(5000);
        std::vector<const Event *> open;
        QRandomGenerator random(1);
        for (size_t i = 0; i < events.size(); ++i) {
            events[i] = said("e", EventState::Reported, Start + qint64(i) * 20000);
            events[i].id = QString::number(i);
            events[i].position = {random.bounded(790.0), random.bounded(750.0), 0};
            open.push_back(&events[i]);
        }
        QElapsedTimer timer;
        timer.start();
        const auto found = live::findProposals(open, 50, 30);
        qInfo("%zu proposals among 5,000 open events in %.1f ms", found.size(), double(timer.nsecsElapsed()) / 1e6);
        // The same by looking at every pair.
        size_t expected = 0;
        for (size_t i = 0; i < events.size(); ++i) {
            bool any = false;
            for (size_t j = i; j-- > 0 && events[i].reported - events[j].reported <= 30 * Minute;)
                any = any || glm::distance(events[i].position, events[j].position) <= 50;
            expected += any ? 1 : 0;
        }
        QCOMPARE(found.size(), expected);
        QVERIFY(expected > 500);
    }

    // Suggestions

    void suggestsWhoIsInChargeAndWhoIsNear()
    {
        const auto team = [this](const char *id, const char *kind, const QStringList &types, const char *area, double x,
                                 double y) {
            Team one;
            one.id = QLatin1String(id);
            one.kind = QLatin1String(kind);
            one.types = types;
            one.area = refFromText(QLatin1String(area));
            const geometry::Vec3 lonLat = m_city->frame.toLonLat({x, y, 0});
            one.hasPosition = x >= 0;
            one.longitude = lonLat.x;
            one.latitude = lonLat.y;
            m_city->teams.push_back(one);
        };
        const QStringList noise{QStringLiteral("noise")}, environment{QStringLiteral("environment")},
            other{QStringLiteral("fire")};
        team("far", "police", noise, "", 190, 30);
        team("near", "city-management", environment, "community:C1", 80, 30); // by its domain
        team("nowhere", "police", noise, "", -1, -1);                         // where it waits is not known
        team("any", "volunteers", {}, "", 31, 30);
        team("firemen", "fire", other, "", 30, 30);
        team("next door", "property", noise, "grid:G2", 30, 30); // in charge of another grid
        team("house", "property", noise, "building:B1", 40, 30);
        team("member 2", "grid-member", {}, "grid:G2", 150, 50);
        team("member 1", "grid-member", {}, "grid:G1", 99, 99);
        team("twin", "police", noise, "", 190, 30); // as far as "far", but with less to do
        m_twin->setCity(m_city);
        tell(at(said("e", EventState::Reported, Start), 30, 30));
        Event busy = at(said("f", EventState::Dispatched, Start), 150, 50);
        busy.assignee = QStringLiteral("far");
        tell(busy);
        Event done = at(said("g", EventState::Closed, Start), 150, 50);
        done.assignee = QStringLiteral("twin");
        tell(done);

        const auto found = m_twin->suggestions(QStringLiteral("e"));
        QStringList order;
        for (const live::DispatchSuggestion &each : found)
            order.append(each.team);
        QCOMPARE(order, (QStringList{QStringLiteral("member 1"), QStringLiteral("house"), QStringLiteral("near"),
                                     QStringLiteral("twin"), QStringLiteral("far"), QStringLiteral("nowhere"),
                                     QStringLiteral("any")}));
        QVERIFY(found[0].inCharge && found[1].inCharge && found[2].inCharge && !found[3].inCharge);
        QVERIFY(std::abs(found[1].metres - 10) < 0.01);
        QVERIFY(std::isnan(found[5].metres));
        QCOMPARE(found[3].busy, 0);
        QCOMPARE(found[4].busy, 1);
        QVERIFY(m_twin->suggestions(QStringLiteral("nothing")).empty());
    }

    void takesAMonthOnce()
    {
        // A month of events at once, as a replay brings them when it begins.
        std::vector<Event> month;
        for (int i = 0; i < 2200; ++i) {
            Event event = at(said("e", EventState::Closed, Start + i * 15 * Minute + 4 * Hour), i % 200, i % 100);
            event.id = QStringLiteral("e%1").arg(i);
            event.reported = Start + i * 15 * Minute;
            for (int s = 0; s < 6; ++s)
                event.history.push_back({EventState(s), event.reported + s * 40 * Minute, QStringLiteral("someone"),
                                         QStringLiteral("because"), QStringLiteral("done")});
            month.push_back(event);
        }
        QElapsedTimer timer;
        timer.start();
        const ChangeSet changes = m_twin->apply({}, {}, month, Start + 30 * Day);
        qInfo("2,200 lives, %zu entries in %.0f ms", changes.entries.size(), double(timer.nsecsElapsed()) / 1e6);
        QVERIFY(changes.entries.size() >= 2200 * 6);
        timer.start();
        QVERIFY(m_twin->apply({}, {}, month, Start + 30 * Day).entries.empty());
        qInfo("the same again in %.0f ms", double(timer.nsecsElapsed()) / 1e6);
    }
};

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
