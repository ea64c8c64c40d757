#include "ToldOfEvents.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace domain;
using live::TwinState;

/// Events as the twin keeps them: what becomes an entry, what comes of limits.
class TestEvents : public ToldOfEvents
{
    Q_OBJECT

private:
    static QJsonObject comparable(Event event)
    {
        event.level = 0; // by its entries: nothing else is left out
        return toJson(event);
    }

private Q_SLOTS:
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
