#include "domain/EventCycle.h"

#include <QJsonArray>
#include <QTest>

using namespace domain;

static constexpr qint64 Began = 1780272000000; // 2026-06-01T00:00:00Z
static constexpr qint64 Minute = 60000;

/// The life cycle over entries: every step, what may be taken back, who came second.
class TestEventCycle : public QObject
{
    Q_OBJECT

private:
    /// An event and its entries; what is done to it is checked as the store would.
    struct Case {
        std::vector<Entry> entries;
        Event event;
        qint64 now = Began;

        explicit Case(const QString &id = QStringLiteral("E1"))
        {
            Event said;
            said.id = id;
            said.type = QStringLiteral("noise");
            said.klass = QStringLiteral("A");
            said.reported = said.updated = now;
            say(said);
        }
        void take(const Entry &entry)
        {
            entries.push_back(entry);
            event = foldEvent(entries);
        }
        /// By its source.
        void say(const Event &said)
        {
            Entry entry;
            entry.id = said.id;
            entry.version = event.version + 1;
            entry.verb = eventVerbName(entries.empty() ? EventVerb::Report : EventVerb::Update);
            entry.time = said.updated;
            entry.who = QStringLiteral("hotline");
            entry.body = toJson(said);
            QVERIFY(checkEntry(event, entry));
            take(entry);
        }
        Actor actor(const QString &why = QStringLiteral("because"))
        {
            return {QStringLiteral("Duty officer"), QStringLiteral("desk 1"), why, now += Minute};
        }
        /// Empty, or the code of the error.
        QString act(EventVerb verb, const QJsonObject &body = {}, const QString &why = QStringLiteral("because"))
        {
            const auto entry = nextEntry(event, verb, actor(why), body);
            if (!entry)
                return entry.error().code;
            take(*entry);
            return {};
        }
    };
    static QJsonObject bodyFor(EventVerb verb)
    {
        switch (verb) {
        case EventVerb::Dispatch:
        case EventVerb::Assign:
            return {{QStringLiteral("assignee"), QStringLiteral("member-G01")},
                    {QStringLiteral("assigneeName"), QStringLiteral("Grid member G01")}};
        case EventVerb::Merge:
            return {{QStringLiteral("into"), QStringLiteral("E2")}};
        case EventVerb::Absorb:
            return {{QStringLiteral("from"), QStringLiteral("E2")}};
        case EventVerb::Note:
            return {{QStringLiteral("text"), QStringLiteral("seen")}};
        case EventVerb::Attach:
            return {{QStringLiteral("url"), QStringLiteral("https://example.org/1.jpg")}};
        case EventVerb::Rate:
            return {{QStringLiteral("satisfaction"), 4}};
        default:
            return {};
        }
    }
    /// An event that was brought to this state by the shortest way.
    static Case at(EventState state)
    {
        using enum EventVerb;
        Case one;
        std::vector<EventVerb> way;
        switch (state) {
        case EventState::Reported:
            break;
        case EventState::Accepted:
            way = {Accept};
            break;
        case EventState::Dispatched:
            way = {Accept, Dispatch};
            break;
        case EventState::Handling:
            way = {Accept, Dispatch, Start};
            break;
        case EventState::Verifying:
            way = {Accept, Dispatch, Start, Finish};
            break;
        case EventState::Closed:
            way = {Accept, Dispatch, Start, Finish, Close};
            break;
        case EventState::Rejected:
            way = {Reject};
            break;
        case EventState::Reopened:
            way = {Accept, Dispatch, Start, Finish, Close, Reopen};
            break;
        case EventState::Merged:
            way = {Merge};
            break;
        }
        for (const EventVerb verb : way)
            [&] { QCOMPARE(one.act(verb, bodyFor(verb)), QString()); }();
        [&] { QCOMPARE(one.event.state, state); }();
        return one;
    }

private Q_SLOTS:
    /// Every verb in every state, as the published life cycle has it: the state after it, or "-" where it is refused.
    void everyStep_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QStringList>("after"); // by the verbs below
        // accept, reject, dispatch, start, finish, close, reopen, merge, absorb, assign, note, attach, escalate, rate
        const auto row = [](const char *state, const char *after) {
            QTest::newRow(state) << QString::fromLatin1(state) << QString::fromLatin1(after).simplified().split(u' ');
        };
        row("reported", "accepted rejected - - - - - merged reported - reported reported reported -");
        row("accepted", "- rejected dispatched - - - - merged accepted - accepted accepted accepted -");
        row("dispatched", "- - - handling - - - merged dispatched dispatched dispatched dispatched dispatched -");
        row("handling", "- - - - verifying - - merged handling handling handling handling handling -");
        row("verifying", "- - - - - closed reopened merged verifying - verifying verifying verifying -");
        row("closed", "- - - - - - reopened - - - closed closed - closed");
        row("rejected", "- - - - - - - - - - rejected rejected - -");
        row("reopened", "- - dispatched - - - - merged reopened - reopened reopened reopened -");
        row("merged", "- - - - - - - - - - merged merged - -");
    }
    void everyStep()
    {
        QFETCH(QString, state);
        QFETCH(QStringList, after);
        using enum EventVerb;
        const std::vector<EventVerb> verbs = {Accept, Reject, Dispatch, Start, Finish, Close,    Reopen,
                                              Merge,  Absorb, Assign,   Note,  Attach, Escalate, Rate};
        QCOMPARE(size_t(after.size()), verbs.size());
        for (size_t i = 0; i < verbs.size(); ++i) {
            Case one = at(eventStateFromName(state));
            const Event before = one.event;
            const QString refused = one.act(verbs[i], bodyFor(verbs[i]));
            const std::vector<EventVerb> allowed = allowedVerbs(before);
            const bool offered = std::find(allowed.begin(), allowed.end(), verbs[i]) != allowed.end();
            const QByteArray what = state.toLatin1() + ' ' + eventVerbName(verbs[i]).toLatin1();
            if (after[qsizetype(i)] == QLatin1String("-")) {
                QVERIFY2(refused == QLatin1String("step-illegal"), what);
                QVERIFY2(!offered, what);
                QCOMPARE(one.event.version, before.version);
            } else {
                QVERIFY2(refused.isEmpty(), what + ": " + refused.toLatin1());
                QVERIFY2(offered || verbs[i] == Absorb, what); // which is part of another's Merge
                QCOMPARE(eventStateName(one.event.state), after[qsizetype(i)]);
                QCOMPARE(one.event.version, before.version + 1);
                QCOMPARE(one.event.history.size(), before.history.size() + 1);
                const Transition &step = one.event.history.back();
                QCOMPARE(step.verb, verbs[i]);
                QCOMPARE(step.who, QStringLiteral("Duty officer"));
                QCOMPARE(step.why, QStringLiteral("because"));
                QCOMPARE(one.event.closed,
                         isFinal(one.event.state) ? (isFinal(before.state) ? before.closed : step.time) : 0);
            }
        }
    }

    void verbsAskForTheirBodies()
    {
        using enum EventVerb;
        const auto refused = [](EventState state, EventVerb verb, const QJsonObject &body,
                                const char *why = "because") {
            return at(state).act(verb, body, QString::fromLatin1(why));
        };
        const QString missing = QStringLiteral("body-missing");
        QCOMPARE(refused(EventState::Accepted, Dispatch, {}), missing);
        QCOMPARE(refused(EventState::Handling, Assign, {{QStringLiteral("assignee"), QStringLiteral(" ")}}), missing);
        QCOMPARE(refused(EventState::Reported, Merge, {}), missing);
        QCOMPARE(refused(EventState::Reported, Merge, {{QStringLiteral("into"), QStringLiteral("E1")}}), missing);
        QCOMPARE(refused(EventState::Reported, Absorb, {}), missing);
        QCOMPARE(refused(EventState::Reported, Reject, {}, " "), missing);
        QCOMPARE(refused(EventState::Closed, Reopen, {}, ""), missing);
        QCOMPARE(refused(EventState::Verifying, Reopen, {}, ""), missing);
        QCOMPARE(refused(EventState::Reported, Note, {{QStringLiteral("text"), QStringLiteral(" ")}}), missing);
        QCOMPARE(refused(EventState::Reported, Attach, {{QStringLiteral("url"), QStringLiteral("not a url")}}),
                 missing);
        QCOMPARE(refused(EventState::Reported, Attach, {{QStringLiteral("url"), QStringLiteral("photo.jpg")}}),
                 missing);
        QCOMPARE(refused(EventState::Closed, Rate, {}), missing);
        QCOMPARE(refused(EventState::Closed, Rate, {{QStringLiteral("satisfaction"), 6}}), missing);
        QCOMPARE(refused(EventState::Reported, Accept, {}, ""), QString());
        Case one = at(EventState::Reported);
        Entry strange;
        strange.id = one.event.id;
        strange.version = 2;
        strange.verb = QStringLiteral("explode");
        QCOMPARE(checkEntry(one.event, strange).error().code, QStringLiteral("step-illegal"));
    }

    void keepsWhatWasDone()
    {
        using enum EventVerb;
        Case one = at(EventState::Verifying);
        QCOMPARE(one.event.accepted, Began + Minute);
        QCOMPARE(one.event.assignee, QStringLiteral("member-G01"));
        QCOMPARE(one.event.assigneeName, QStringLiteral("Grid member G01"));
        QVERIFY(one.event.worked);
        QCOMPARE(
            one.act(Close, {{QStringLiteral("satisfaction"), 5}, {QStringLiteral("result"), QStringLiteral("quiet")}}),
            QString());
        QCOMPARE(one.event.satisfaction, 5);
        QCOMPARE(one.event.history.back().result, QStringLiteral("quiet"));
        QCOMPARE(one.act(Rate, {{QStringLiteral("satisfaction"), 2}}), QString());
        QCOMPARE(one.event.satisfaction, 2);
        QCOMPARE(one.act(Attach, bodyFor(Attach)), QString());
        QCOMPARE(one.event.attachments.size(), size_t(1));
        QCOMPARE(one.event.attachments[0].who, QStringLiteral("Duty officer"));
        // A fold is the same through JSON, and entry by entry.
        QCOMPARE(toJson(eventFromJson(toJson(one.event))), toJson(one.event));
        Event steps;
        for (const Entry &entry : one.entries)
            applyEntry(steps, entry);
        QCOMPARE(toJson(steps), toJson(one.event));
    }

    void remarksDoNotTakeAnEventFromItsSource()
    {
        using enum EventVerb;
        Case one;
        QCOMPARE(one.act(Note, bodyFor(Note)), QString());
        QCOMPARE(one.act(Attach, bodyFor(Attach)), QString());
        QCOMPARE(one.act(Escalate), QString());
        QVERIFY(!one.event.worked);
        Event said;
        said.id = one.event.id;
        said.state = EventState::Handling;
        said.updated = one.now += Minute;
        one.say(said);
        QCOMPARE(one.event.state, EventState::Handling);
    }

    void takesStepsBack()
    {
        using enum EventVerb;
        Case one = at(EventState::Closed);
        const qint64 accepted = one.event.accepted;
        // The whole chain, newest first, each an entry of its own.
        const EventState expected[] = {EventState::Verifying, EventState::Handling, EventState::Dispatched,
                                       EventState::Accepted, EventState::Reported};
        int version = 6;
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(undoable(one.event), 6 - i);
            QCOMPARE(one.act(Undo), QString());
            QCOMPARE(one.event.state, expected[i]);
            QCOMPARE(one.event.version, ++version);
            QCOMPARE(one.event.closed, 0);
        }
        QCOMPARE(undoable(one.event), 0);
        QCOMPARE(one.act(Undo), QStringLiteral("step-illegal"));
        QCOMPARE(one.event.accepted, 0);
        QVERIFY(one.event.assignee.isEmpty());
        QVERIFY(!one.event.worked);
        // Nothing is gone: six entries and five that take them back.
        QCOMPARE(one.event.history.size(), size_t(11));
        QCOMPARE(std::count_if(one.event.history.begin(), one.event.history.end(),
                               [](const Transition &step) { return step.undone; }),
                 std::ptrdiff_t(5));
        // And it can be done again; only the newest step that stands can be taken back.
        QCOMPARE(one.act(Accept), QString());
        QCOMPARE(one.event.accepted, one.now);
        QVERIFY(one.event.accepted > accepted);
        QCOMPARE(one.act(Dispatch, bodyFor(Dispatch)), QString());
        QCOMPARE(one.act(Undo, {{QStringLiteral("of"), 12}}), QStringLiteral("step-illegal"));
        QCOMPARE(one.act(Undo, {{QStringLiteral("of"), 13}}), QString());
        QCOMPARE(one.event.state, EventState::Accepted);
        QCOMPARE(one.act(Undo, {{QStringLiteral("of"), 13}}), QStringLiteral("step-illegal")); // once
        QCOMPARE(undoable(one.event), 12);
    }

    void takesBackTeamsAndRatings()
    {
        using enum EventVerb;
        Case one = at(EventState::Handling);
        QCOMPARE(one.act(Assign, {{QStringLiteral("assignee"), QStringLiteral("police-1")}}), QString());
        QCOMPARE(one.event.assignee, QStringLiteral("police-1"));
        QCOMPARE(one.act(Note, bodyFor(Note)), QString());
        QCOMPARE(one.act(Undo), QString()); // of the team: a note is no step
        QCOMPARE(one.event.assignee, QStringLiteral("member-G01"));
        QCOMPARE(one.event.state, EventState::Handling);
        Case closed = at(EventState::Closed);
        QCOMPARE(closed.act(Rate, bodyFor(Rate)), QString());
        QCOMPARE(closed.act(Undo), QString());
        QCOMPARE(closed.event.satisfaction, 0);
        QCOMPARE(closed.event.state, EventState::Closed);
        // Reopened by mistake: closed as it was.
        const qint64 at = closed.event.closed;
        QCOMPARE(closed.act(Reopen), QString());
        QVERIFY(closed.event.assignee.isEmpty());
        QCOMPARE(closed.act(Undo), QString());
        QCOMPARE(closed.event.closed, at);
        QCOMPARE(closed.event.assignee, QStringLiteral("member-G01"));
    }

    void goesRoundTheLoop()
    {
        using enum EventVerb;
        Case one = at(EventState::Closed);
        for (int round = 0; round < 3; ++round) {
            QCOMPARE(one.act(Reopen, {}, QStringLiteral("noisy again")), QString());
            QCOMPARE(one.event.closed, 0);
            for (const EventVerb verb : {Dispatch, Start, Finish})
                QCOMPARE(one.act(verb, bodyFor(verb)), QString());
            // Not good enough: once more, without being closed between.
            QCOMPARE(one.act(Reopen, {}, QStringLiteral("not verified")), QString());
            for (const EventVerb verb : {Dispatch, Start, Finish, Close})
                QCOMPARE(one.act(verb, bodyFor(verb)), QString());
        }
        QCOMPARE(one.event.state, EventState::Closed);
        QCOMPARE(one.event.closed, one.now);
        QCOMPARE(one.event.accepted, Began + Minute); // the first time counts
        QCOMPARE(one.event.version, 6 + 3 * 9);
    }

    void mergesAndTakesItBack()
    {
        Case one(QStringLiteral("E1")), two(QStringLiteral("E2"));
        QCOMPARE(one.act(EventVerb::Accept), QString());
        auto group = mergeGroup(one.event, two.event, one.actor());
        QVERIFY(group.has_value());
        QCOMPARE(group->size(), size_t(2));
        one.take((*group)[0]);
        two.take((*group)[1]);
        QCOMPARE(one.event.state, EventState::Merged);
        QCOMPARE(one.event.mergedInto, QStringLiteral("E2"));
        QCOMPARE(two.event.mergedFrom, QStringList{QStringLiteral("E1")});
        QCOMPARE(two.event.state, EventState::Reported);
        QVERIFY(!two.event.worked);
        // Neither into itself nor into one that has ended.
        Case three(QStringLiteral("E3"));
        QCOMPARE(mergeGroup(three.event, three.event, three.actor()).error().code, QStringLiteral("body-missing"));
        QCOMPARE(mergeGroup(three.event, one.event, three.actor()).error().code, QStringLiteral("step-illegal"));
        QCOMPARE(mergeGroup(one.event, three.event, three.actor()).error().code, QStringLiteral("step-illegal"));
        // Another one is merged into the second, which goes on; then the first merge is taken back.
        group = mergeGroup(three.event, two.event, three.actor());
        three.take((*group)[0]);
        two.take((*group)[1]);
        QCOMPARE(two.act(EventVerb::Accept), QString());
        QCOMPARE(undoGroup(one.event, nullptr, one.actor()).error().code, QStringLiteral("other-missing"));
        QCOMPARE(undoGroup(one.event, &three.event, one.actor()).error().code, QStringLiteral("other-missing"));
        group = undoGroup(one.event, &two.event, one.actor());
        QVERIFY(group.has_value());
        QCOMPARE(group->size(), size_t(2));
        QVERIFY(checkEntry(one.event, (*group)[0]));
        QVERIFY(checkEntry(two.event, (*group)[1]));
        one.take((*group)[0]);
        two.take((*group)[1]);
        QCOMPARE(one.event.state, EventState::Accepted);
        QVERIFY(one.event.mergedInto.isEmpty());
        QCOMPARE(two.event.mergedFrom, QStringList{QStringLiteral("E3")});
        QCOMPARE(two.event.state, EventState::Accepted);
        // An absorption is taken back with its merge only, once, and never by the key for "undo".
        QCOMPARE(undoable(two.event), 4);
        QCOMPARE(two.act(EventVerb::Undo, {{QStringLiteral("of"), 2}, {QStringLiteral("from"), QStringLiteral("E1")}}),
                 QStringLiteral("step-illegal"));
        QCOMPARE(two.act(EventVerb::Undo, {{QStringLiteral("of"), 3}}), QStringLiteral("step-illegal"));
        // Any other step is one entry.
        group = undoGroup(one.event, nullptr, one.actor());
        QCOMPARE(group->size(), size_t(1));
        // Merged again, and back again.
        for (int round = 0; round < 2; ++round) {
            group = mergeGroup(one.event, two.event, one.actor());
            QVERIFY(group.has_value());
            one.take((*group)[0]);
            two.take((*group)[1]);
            QCOMPARE(two.event.mergedFrom.size(), 2);
            group = undoGroup(one.event, &two.event, one.actor());
            QVERIFY(group.has_value());
            one.take((*group)[0]);
            two.take((*group)[1]);
            QCOMPARE(two.event.mergedFrom.size(), 1);
        }
    }

    void saysWhoWasFaster()
    {
        // Two seats show version 1; one accepts, the other rejects.
        Case one;
        const auto slow = nextEntry(
            one.event, EventVerb::Reject,
            {QStringLiteral("Night desk"), QStringLiteral("desk 2"), QStringLiteral("not ours"), Began + 2 * Minute});
        QCOMPARE(one.act(EventVerb::Accept), QString());
        QVERIFY(slow.has_value());
        const base::Status status = checkEntry(one.event, *slow);
        QVERIFY(!status);
        QCOMPARE(status.error().code, QStringLiteral("version-taken"));
        const QString message = status.error().message;
        QVERIFY2(message.contains(QLatin1String("Duty officer")), qPrintable(message));
        QVERIFY2(message.contains(QLatin1String("\"accept\"")), qPrintable(message));
        QVERIFY2(message.contains(QLatin1String("accepted now")), qPrintable(message));
        QVERIFY2(message.contains(QDateTime::fromMSecsSinceEpoch(one.now).toString(QStringLiteral("HH:mm:ss"))),
                 qPrintable(message));
        QVERIFY(!status.error().hint.isEmpty());
        // The source was faster, though somebody had worked the event before.
        const auto start = nextEntry(one.event, EventVerb::Note, one.actor(), bodyFor(EventVerb::Note));
        Event said;
        said.id = one.event.id;
        said.description = QStringLiteral("louder");
        said.updated = one.now;
        one.say(said);
        QVERIFY2(checkEntry(one.event, *start).error().message.contains(QLatin1String("its source")),
                 qPrintable(checkEntry(one.event, *start).error().message));
        // The rules were.
        const auto late = nextEntry(one.event, EventVerb::Dispatch, one.actor(), bodyFor(EventVerb::Dispatch));
        Actor rules;
        rules.time = one.now;
        one.take(*nextEntry(one.event, EventVerb::Escalate, rules));
        QVERIFY(checkEntry(one.event, *late).error().message.contains(QLatin1String("the rules")));
    }

    void sourcesTellFactsAlwaysAndStatesUntilWorked()
    {
        Case one;
        const auto said = [&](EventState state, qint64 time, const char *description) {
            Event message;
            message.id = one.event.id;
            message.state = state;
            message.updated = time;
            message.description = QString::fromLatin1(description);
            return message;
        };
        one.say(said(EventState::Accepted, Began + 10 * Minute, "a"));
        QCOMPARE(one.event.state, EventState::Accepted);
        QCOMPARE(one.event.accepted, Began + 10 * Minute);
        one.now = Began + 20 * Minute;
        QCOMPARE(one.act(EventVerb::Dispatch, bodyFor(EventVerb::Dispatch)), QString());
        // Its clock is behind ours, and still it is its newest word.
        Event closed = said(EventState::Closed, Began + 15 * Minute, "b");
        closed.assignee = QStringLiteral("theirs");
        one.say(closed);
        QCOMPARE(one.event.state, EventState::Dispatched);
        QCOMPARE(one.event.closed, 0);
        QCOMPARE(one.event.description, QStringLiteral("b"));
        QCOMPARE(one.event.assignee, QStringLiteral("member-G01"));
        QVERIFY(std::any_of(one.event.history.begin(), one.event.history.end(),
                            [](const Transition &step) { return step.to == EventState::Closed && step.version == 0; }));
        // What was overtaken adds to the history only.
        one.say(said(EventState::Handling, Began + 12 * Minute, "c"));
        QCOMPARE(one.event.description, QStringLiteral("b"));
        QVERIFY(std::any_of(one.event.history.begin(), one.event.history.end(),
                            [](const Transition &step) { return step.to == EventState::Handling; }));
        // The step taken back, nobody has worked it: its source counts again, as of what it said since.
        QCOMPARE(one.act(EventVerb::Undo), QString());
        QCOMPARE(one.event.state, EventState::Closed);
        QVERIFY(!one.event.worked);
    }

    void knowsTheLevelAbove_data()
    {
        QTest::addColumn<QString>("klass");
        QTest::addColumn<QStringList>("areas");
        QTest::addColumn<QStringList>("levels"); // as often as it is escalated
        const QStringList whole{QStringLiteral("sub-district:S"), QStringLiteral("community:C"),
                                QStringLiteral("block:B"), QStringLiteral("grid:G")},
            noBlock{QStringLiteral("sub-district:S"), QStringLiteral("community:C"), QStringLiteral("grid:G")};
        const QStringList all{QStringLiteral("grid"), QStringLiteral("block"), QStringLiteral("community"),
                              QStringLiteral("sub-district")};
        QTest::newRow("A") << QStringLiteral("A") << whole << all;
        QTest::newRow("B") << QStringLiteral("B") << whole << all.mid(1);
        QTest::newRow("C") << QStringLiteral("C") << whole << all.mid(2);
        QTest::newRow("D") << QStringLiteral("D") << whole << all.mid(3);
        QTest::newRow("A, no blocks") << QStringLiteral("A") << noBlock << QStringList{all[0], all[2], all[3]};
        QTest::newRow("no class, no place") << QString() << QStringList() << all;
    }
    void knowsTheLevelAbove()
    {
        QFETCH(QString, klass);
        QFETCH(QStringList, areas);
        QFETCH(QStringList, levels);
        Case one;
        one.entries[0].body.insert(QStringLiteral("class"), klass);
        one.entries[0].body.insert(QStringLiteral("areas"), QJsonArray::fromStringList(areas));
        one.event = foldEvent(one.entries);
        QCOMPARE(kindName(levelOf(one.event)), levels[0]);
        for (qsizetype i = 1; i < levels.size(); ++i) {
            QVERIFY(mayEscalate(one.event));
            QCOMPARE(one.act(EventVerb::Escalate), QString());
            QCOMPARE(kindName(levelOf(one.event)), levels[i]);
            QCOMPARE(one.event.level, int(i));
            QVERIFY(one.event.history.back().detail.value(QLatin1String("to")).toString().startsWith(levels[i]));
        }
        QVERIFY(!mayEscalate(one.event));
        QCOMPARE(one.act(EventVerb::Escalate), QStringLiteral("step-illegal"));
    }
};

QTEST_GUILESS_MAIN(TestEventCycle)
#include "tst_eventcycle.moc"
