#include "Seat.h"
#include "core/Card.h"
#include "core/OperationWords.h"
#include "operations/CouncilModel.h"
#include "operations/HistoryModel.h"
#include "operations/MomentModel.h"
#include "operations/StatisticsModel.h"
#include "operations/StoreTools.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QTemporaryDir>

using domain::EventState;
using domain::ObjectKind;
using domain::Subject;

static const domain::ObjectRef B1{ObjectKind::Building, QStringLiteral("B1")};

/// Events and alarms worked by one operator on a real SQLite.
class OperationsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_files = 0;

    QString newFile() { return QDir(m_folder.path()).filePath(QStringLiteral("store-%1.sqlite").arg(++m_files)); }

private Q_SLOTS:
    void savesFirstAndShowsThen()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        seat.apply({}, {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), B1)});
        seat.operations.act({QStringLiteral("E1")}, QStringLiteral("accept"));
        QCOMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Reported);
        QTRY_COMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Accepted);
        QTRY_COMPARE(seat.lastDone(), QStringLiteral(u"Noise, 罗湖楼 2 栋: accepted"));
        QCOMPARE(seat.done.last().at(1).toString(), QStringLiteral("E1")); // can be taken back
        const std::vector<domain::Entry> entries = seat.entriesOf(Subject::Event, QStringLiteral("E1"));
        QVERIFY(entries.size() >= 2);
        QCOMPARE(entries.front().verb, QStringLiteral("report"));
        QCOMPARE(entries.back().verb, QStringLiteral("accept"));
        QCOMPARE(entries.back().who, QStringLiteral("Operator 1"));
        QCOMPARE(entries.back().seat, QStringLiteral("Desk 1"));
        QCOMPARE(entries.back().time, smallcity::Now);
    }

    void goesTheWholeLoopAndBack()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        const QString id = QStringLiteral("E1");
        seat.apply({}, {smallcity::report(id, QStringLiteral("noise"), B1)});
        const auto step = [&](const char *verb, EventState then, const QVariantMap &with = {}) {
            seat.operations.act({id}, QString::fromLatin1(verb), with);
            return QTest::qWaitFor([&] { return seat.stateOf(id) == then; }, 3000);
        };
        QVERIFY(step("accept", EventState::Accepted));
        // What is missing or out of turn is refused in words.
        seat.operations.act({id}, QStringLiteral("dispatch"));
        QTRY_VERIFY(seat.lastRefusal().contains(QStringLiteral("choose who is to handle it")));
        seat.operations.act({id}, QStringLiteral("close"));
        QTRY_VERIFY2(seat.lastRefusal().contains(QStringLiteral("does not fit")), qPrintable(seat.lastRefusal()));
        QVERIFY(seat.lastRefusal().contains(QStringLiteral("accepted")));
        QVERIFY(step("dispatch", EventState::Dispatched, {{QStringLiteral("assignee"), QStringLiteral("team-1")}}));
        QVERIFY(step("start", EventState::Handling));
        QVERIFY(step("finish", EventState::Verifying, {{QStringLiteral("result"), QStringLiteral("quiet now")}}));
        QVERIFY(step("close", EventState::Closed, {{QStringLiteral("satisfaction"), 5}}));
        QVERIFY(step("reopen", EventState::Reopened, {{QStringLiteral("why"), QStringLiteral("loud again")}}));
        QTRY_COMPARE(seat.done.count(), 6);
        seat.operations.undo(id);
        QTRY_COMPARE(seat.stateOf(id), EventState::Closed);
        QCOMPARE(seat.twin.state().event(id)->satisfaction, 5);
        // The card has every step; what was taken back is struck.
        const app::Card::Content card = app::cardContent(seat.twin, {ObjectKind::Event, id});
        const QVariantList steps = card.sections.last().toMap().value(QStringLiteral("steps")).toList();
        QVERIFY(steps.size() >= 7);
        int struck = 0;
        for (const QVariant &each : steps)
            struck += each.toMap().value(QStringLiteral("struck")).toBool() ? 1 : 0;
        QCOMPARE(struck, 1);
    }

    void offersWhatFitsAll()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        seat.apply({}, {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), B1),
                        smallcity::report(QStringLiteral("E2"), QStringLiteral("fire"), B1)});
        const auto ids = [](const QVariantList &actions) {
            QStringList list;
            for (const QVariant &action : actions)
                list.append(action.toMap().value(QStringLiteral("id")).toString());
            return list;
        };
        const QVariantList both = seat.operations.eventActions({QStringLiteral("E1"), QStringLiteral("E2")});
        QVERIFY(ids(both).contains(QStringLiteral("accept")));
        QVERIFY(!ids(both).contains(QStringLiteral("dispatch")));
        QVERIFY(both.first().toMap().value(QStringLiteral("primary")).toBool());
        QCOMPARE(both.first().toMap().value(QStringLiteral("id")).toString(), QStringLiteral("accept"));
        seat.operations.mark(QStringLiteral("event"), QStringLiteral("E1"), true);
        seat.operations.mark(QStringLiteral("event"), QStringLiteral("E2"), true);
        QCOMPARE(seat.operations.marked().size(), 2);
        seat.operations.actOnCurrent(QStringLiteral("accept"));
        QTRY_COMPARE(seat.lastDone(), QStringLiteral("Events accepted: 2"));
        QCOMPARE(seat.stateOf(QStringLiteral("E2")), EventState::Accepted);
        QVERIFY(!ids(seat.operations.eventActions(seat.operations.marked())).contains(QStringLiteral("undo")));
        // A verb that does not fit does nothing, quietly: it was a key.
        seat.operations.actOnCurrent(QStringLiteral("close"));
        QTest::qWait(50);
        QVERIFY(seat.refused.isEmpty());
        // Marks of alarms and of events exclude one another.
        seat.operations.mark(QStringLiteral("alarm"), QStringLiteral("thing:T1/smoke"), true);
        QCOMPARE(seat.operations.marked(), QStringList{QStringLiteral("thing:T1/smoke")});
        QCOMPARE(seat.operations.markedKind(), QStringLiteral("alarm"));
    }

    void tellsTheSecondComer()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        const QString id = QStringLiteral("E1");
        seat.apply({}, {smallcity::report(id, QStringLiteral("noise"), B1)});
        QVERIFY(seat.flush());
        // Somebody else's step is on its way to the store, ours comes after it.
        domain::Actor other{QStringLiteral("Grid member G49"), QStringLiteral("Desk 2"), {}, smallcity::Now};
        const auto first = domain::nextEntry(*seat.twin.state().event(id), domain::EventVerb::Accept, other);
        QVERIFY(first);
        seat.keeper.store().append({*first});
        seat.operations.act({id}, QStringLiteral("reject"), {{QStringLiteral("why"), QStringLiteral("a prank")}});
        QTRY_VERIFY2(seat.lastRefusal().contains(QStringLiteral("Grid member G49 was faster")),
                     qPrintable(seat.lastRefusal()));
        QCOMPARE(seat.stateOf(id), EventState::Accepted);
        QCOMPARE(seat.entriesOf(Subject::Event, id).back().verb, QStringLiteral("accept"));
        // What only a source said meanwhile is no reason to refuse.
        seat.keeper.store().record({[&] {
            domain::Entry update;
            update.id = id;
            update.version = seat.twin.state().event(id)->version + 1;
            update.verb = QStringLiteral("update");
            update.time = smallcity::Now + 1;
            update.who = QStringLiteral("hotline");
            update.body = {{QStringLiteral("id"), id}, {QStringLiteral("description"), QStringLiteral("louder")}};
            return update;
        }()});
        seat.operations.act({id}, QStringLiteral("note"), {{QStringLiteral("text"), QStringLiteral("on my way")}});
        QTRY_COMPARE(seat.lastDone(), QStringLiteral(u"Noise, 罗湖楼 2 栋: note"));
    }

    void remembersAfterARestart()
    {
        const QString file = newFile();
        const auto openingEvents = [](Seat &seat) {
            domain::Rules rules = seat.twin.city()->rules;
            rules.rules.front().event = QStringLiteral("fire");
            seat.twin.setRules(rules);
        };
        {
            Seat seat;
            openingEvents(seat);
            QVERIFY(seat.open(Seat::sqlite(file)));
            seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1)},
                       {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), B1)});
            seat.operations.act({QStringLiteral("E1")}, QStringLiteral("accept"));
            QTRY_COMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Accepted);
            QCOMPARE(seat.operations.unacknowledged(), 1);
            QCOMPARE(seat.operations.unacknowledgedCritical(), 1);
            seat.operations.acknowledgeAll();
            QTRY_COMPARE(seat.operations.unacknowledged(), 0);
        }
        Seat seat;
        openingEvents(seat);
        QVERIFY(seat.open(Seat::sqlite(file)));
        QCOMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Accepted);
        const domain::Alarm *alarm = seat.twin.state().alarm(QStringLiteral("thing:T1/smoke"));
        QVERIFY(alarm);
        QVERIFY(alarm->active && alarm->acknowledged);
        QCOMPARE(alarm->acknowledgedBy, QStringLiteral("Operator 1"));
        QCOMPARE(seat.twin.state().thing(QStringLiteral("T1"))->severity, domain::Severity::Critical);
        // The critical alarm has opened an event by itself, which was remembered too and is not opened again.
        QVERIFY(seat.twin.state().event(alarm->event));
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1, smallcity::Now + 60000)});
        QCOMPARE(seat.twin.state().alarm(QStringLiteral("thing:T1/smoke"))->count, 1);
        seat.operations.act({QStringLiteral("E1")}, QStringLiteral("undo"));
        QTRY_COMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Reported);
    }

    void worksAlarms()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1),
                    smallcity::observation(QStringLiteral("T2.1"), 1),
                    smallcity::observation(QStringLiteral("T3.1"), 450)});
        QCOMPARE(seat.operations.unacknowledged(), 3);
        QCOMPARE(seat.operations.alarmRate(), 3);
        QCOMPARE(seat.operations.alarmLoad(), QStringLiteral("busy"));
        const QString current = QStringLiteral("thing:T3/current");
        seat.operations.actOnAlarms({current}, QStringLiteral("shelve"), {{QStringLiteral("minutes"), 30}});
        QTRY_VERIFY(seat.lastRefusal().contains(QStringLiteral("shelving needs a reason")));
        seat.operations.actOnAlarms(
            {current}, QStringLiteral("shelve"),
            {{QStringLiteral("minutes"), 30}, {QStringLiteral("why"), QStringLiteral("electrician on site")}});
        QTRY_COMPARE(seat.operations.unacknowledged(), 2);
        QCOMPARE(seat.twin.state().alarm(current)->shelvedUntil, smallcity::Now + 30 * smallcity::Minute);
        seat.operations.acknowledgeAll(QStringLiteral("major"));
        QTest::qWait(50);
        QCOMPARE(seat.operations.unacknowledged(), 2); // both are critical
        seat.operations.acknowledgeAll();
        QTRY_COMPARE(seat.lastDone(), QStringLiteral("Alarms acknowledged: 2"));
        QCOMPARE(seat.operations.unacknowledged(), 0);
        // Selecting it goes to its device; the card says why it fired.
        QVERIFY(seat.selection.flyTo(QStringLiteral("alarm"), current));
        const app::Card::Content card = app::cardContent(seat.twin, seat.selection.current());
        QCOMPARE(card.title, QStringLiteral("Residual current"));
        QCOMPARE(card.badge, QStringLiteral("shelved"));
        QVariantMap chart;
        for (const QVariant &section : card.sections) {
            if (section.toMap().contains(QStringLiteral("chart")))
                chart = section.toMap().value(QStringLiteral("chart")).toMap();
        }
        QCOMPARE(chart.value(QStringLiteral("threshold")).toDouble(), 300.0);
        QCOMPARE(chart.value(QStringLiteral("points")).toList().last().toMap().value(QStringLiteral("v")).toDouble(),
                 450.0);
    }

    void mergesAndTakesItBack()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        seat.apply({}, {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), B1),
                        smallcity::report(QStringLiteral("E2"), QStringLiteral("noise"), B1,
                                          smallcity::Now - 5 * smallcity::Minute)});
        const QVariantList proposals = seat.operations.proposals();
        QCOMPARE(proposals.size(), 1);
        QCOMPARE(proposals.first().toMap().value(QStringLiteral("event")).toString(), QStringLiteral("E2"));
        QCOMPARE(seat.operations.mergeTargets(QStringLiteral("E2")).first().toMap().value(QStringLiteral("id")),
                 QVariant(QStringLiteral("E1")));
        seat.operations.acceptProposal(QStringLiteral("E2"), QStringLiteral("E1"));
        QTRY_COMPARE(seat.stateOf(QStringLiteral("E2")), EventState::Merged);
        QCOMPARE(seat.twin.state().event(QStringLiteral("E1"))->mergedFrom, QStringList{QStringLiteral("E2")});
        seat.operations.undo(QStringLiteral("E2"));
        QTRY_COMPARE(seat.stateOf(QStringLiteral("E2")), EventState::Reported);
        QVERIFY(seat.twin.state().event(QStringLiteral("E1"))->mergedFrom.isEmpty());
        seat.operations.declineProposal(QStringLiteral("E2"), QStringLiteral("E1"));
        QTRY_COMPARE(seat.operations.proposals().size(), 0);
    }

    void takesReportsByHand()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        QVERIFY(seat.operations.report({{QStringLiteral("type"), QStringLiteral("nonsense")}}).isEmpty());
        QVERIFY(seat.operations.report({{QStringLiteral("type"), QStringLiteral("noise")}}).isEmpty());
        QCOMPARE(seat.refused.count(), 2);
        const QString id = seat.operations.report({{QStringLiteral("type"), QStringLiteral("noise")},
                                                   {QStringLiteral("place"), QStringLiteral("building:B1")},
                                                   {QStringLiteral("description"), QStringLiteral("drilling")}});
        QVERIFY(!id.isEmpty());
        QTRY_VERIFY(seat.twin.state().event(id));
        QCOMPARE(seat.twin.state().event(id)->building, QStringLiteral("B1"));
        QTRY_COMPARE(seat.lastDone(), QStringLiteral(u"Noise, 罗湖楼 2 栋: reported"));
    }

    void tellsHowItStoodThen()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1)},
                   {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), B1)});
        QVERIFY(seat.flush());
        seat.clock.advance(60 * smallcity::Minute);
        seat.operations.act({QStringLiteral("E1")}, QStringLiteral("reject"),
                            {{QStringLiteral("why"), QStringLiteral("a prank")}});
        seat.operations.acknowledgeAll();
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 0, seat.clock.nowMs())});
        QTRY_COMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Rejected);
        QVERIFY(seat.flush());
        app::MomentModel moment(nullptr, &seat.operations);
        moment.ask(double(smallcity::Now + 30 * smallcity::Minute));
        QTRY_VERIFY(!moment.isBusy());
        QCOMPARE(moment.error(), QString());
        const QVariantList events = moment.events();
        QVERIFY(std::any_of(events.begin(), events.end(), [](const QVariant &event) {
            return event.toMap().value(QStringLiteral("id")) == QStringLiteral("E1");
        }));
        QCOMPARE(moment.alarms().size(), 1);
        QCOMPARE(moment.alarms().first().toMap().value(QStringLiteral("state")).toString(),
                 QStringLiteral("active-unacknowledged"));
        moment.ask(double(smallcity::Now - 60 * smallcity::Minute));
        QTRY_VERIFY(!moment.isBusy());
        QVERIFY(moment.events().isEmpty() && moment.alarms().isEmpty());
    }

    void writesLooksAtTelephonesDown()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        auto city = std::make_shared<domain::City>(*seat.twin.city());
        domain::Team team;
        team.id = QStringLiteral("team-1");
        team.name = {QStringLiteral("Fire watch"), QStringLiteral("消防队")};
        team.telephone = QStringLiteral("0755-12345678");
        city->teams = {team};
        city->index();
        seat.twin.setCity(city);
        seat.apply({}, {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), B1)});
        const QVariantList teams = seat.operations.teamsFor(QStringLiteral("E1"));
        QCOMPARE(teams.size(), 1);
        QCOMPARE(teams.first().toMap().value(QStringLiteral("telephone")).toString(), QStringLiteral("**** 5678"));
        QSignalSpy shown(&seat.operations, &app::Operations::telephoneShown);
        seat.operations.lookAtTelephone(team.id, QStringLiteral(" "));
        QVERIFY(!seat.lastRefusal().isEmpty());
        seat.operations.lookAtTelephone(team.id, QStringLiteral("nobody answers the radio"));
        QTRY_COMPARE(shown.count(), 1);
        QCOMPARE(shown.first().at(1).toString(), team.telephone);
        app::JournalModel journal(nullptr, &seat.operations);
        journal.setFilter({{QStringLiteral("subjects"), QStringLiteral("look")}});
        journal.setActive(true);
        QTRY_COMPARE(journal.count(), 1);
        QCOMPARE(journal.at(0).value(QStringLiteral("who")).toString(), QStringLiteral("Operator 1"));
        QCOMPARE(journal.at(0).value(QStringLiteral("why")).toString(), QStringLiteral("nobody answers the radio"));
    }

    void exportsAndBacksUp()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1)},
                   {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), B1)});
        QVERIFY(seat.flush());
        app::StoreTools tools(seat.operations);
        QSignalSpy notice(&tools, &app::StoreTools::notice);
        const auto file = [this](const char *name) {
            return QDir(m_folder.path()).filePath(QString::fromLatin1(name));
        };
        for (const char *name : {"events.csv", "events.geojson", "events.gpkg"}) {
            const auto before = notice.count();
            tools.write(QUrl::fromLocalFile(file(name)), QStringLiteral("events"));
            QVERIFY(tools.isBusy());
            QTRY_COMPARE(notice.count(), before + 1);
            QVERIFY2(QFile::exists(file(name)), qPrintable(notice.last().first().toString()));
        }
        QFile csv(file("events.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QVERIFY(csv.readAll().contains("E1"));
        tools.backup(QUrl::fromLocalFile(file("backup.sqlite")));
        QTRY_VERIFY(notice.last().first().toString().startsWith(QStringLiteral("Backup saved")));
        Seat other;
        QVERIFY(other.open(Seat::sqlite(file("backup.sqlite"))));
        QCOMPARE(other.stateOf(QStringLiteral("E1")), EventState::Reported);
        tools.checkIntegrity();
        QTRY_COMPARE(notice.last().first().toString(), QStringLiteral("The store is sound"));
    }

    void keepsCouncils()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        app::CouncilModel councils(nullptr, &seat.operations);
        councils.setActive(true);
        councils.hold({{QStringLiteral("title"), QStringLiteral("Spring meeting")}});
        QTRY_COMPARE(seat.refused.count(), 1); // where?
        councils.hold({{QStringLiteral("title"), QStringLiteral("Spring meeting")},
                       {QStringLiteral("place"), QStringLiteral("grid:G1")},
                       {QStringLiteral("issues"), QStringList{QStringLiteral("Lamps"), QStringLiteral("Parking")}}});
        QTRY_COMPARE(councils.count(), 1);
        QCOMPARE(councils.at(0).value(QStringLiteral("raised")).toInt(), 2);
        councils.solve(councils.at(0).value(QStringLiteral("id")).toString(), 1, true);
        QTRY_COMPARE(councils.at(0).value(QStringLiteral("solved")).toInt(), 1);
        // Amended: what is solved stays so where its words stay.
        const QVariantList issues = councils.at(0).value(QStringLiteral("issues")).toList();
        const QString kept = issues.at(1).toMap().value(QStringLiteral("text")).toString();
        councils.amend(councils.at(0).value(QStringLiteral("id")).toString(),
                       {{QStringLiteral("title"), QStringLiteral("Spring meeting, second part")},
                        {QStringLiteral("issues"), QStringList{QStringLiteral("Lamps"), kept}}});
        QTRY_COMPARE(councils.at(0).value(QStringLiteral("title")).toString(),
                     QStringLiteral("Spring meeting, second part"));
        QCOMPARE(councils.at(0).value(QStringLiteral("raised")).toInt(), 2);
        QCOMPARE(councils.at(0).value(QStringLiteral("solved")).toInt(), 1);
        QCOMPARE(councils.at(0).value(QStringLiteral("placeName")).toString(), QStringLiteral("网格 1"));
    }

    void refusesWithoutAStore()
    {
        Seat seat;
        QSignalSpy ready(&seat.keeper, &app::Keeper::ready);
        seat.keeper.openNone();
        QCOMPARE(ready.count(), 1);
        seat.apply({}, {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), B1)});
        QVERIFY(!seat.operations.canWrite());
        QCOMPARE(seat.operations.storeState(), QStringLiteral("closed"));
        seat.operations.act({QStringLiteral("E1")}, QStringLiteral("accept"));
        QCOMPARE(seat.refused.count(), 1);
        QCOMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Reported);
    }

    void goesOnWhereTheStoreCannotBeOpened()
    {
        Seat seat;
        QSignalSpy ready(&seat.keeper, &app::Keeper::ready);
        seat.keeper.open(Seat::sqlite(QStringLiteral("/proc/nowhere/store.sqlite")));
        QVERIFY(ready.count() > 0 || ready.wait(10000));
        QVERIFY(!seat.operations.canWrite());
        QVERIFY(!seat.keeper.store().status().reason.isEmpty());
        seat.apply({}, {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), B1)});
        seat.operations.act({QStringLiteral("E1")}, QStringLiteral("accept"));
        QVERIFY(!seat.lastRefusal().isEmpty());
    }

    void beginsAnExerciseAnewWhereTheReplayJumps()
    {
        Seat seat;
        domain::StoreConfig config;
        config.exercise = true;
        config.seat = QStringLiteral("Desk 1");
        QVERIFY(seat.open(config));
        QVERIFY(seat.operations.exercise());
        QSignalSpy began(&seat.keeper, &app::Keeper::exerciseBegan);
        feeds::FeedBatch batch;
        batch.reset = true;
        batch.events = {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), B1)};
        seat.twin.take(batch);
        QCOMPARE(began.count(), 0); // it had only just begun
        seat.operations.act({QStringLiteral("E1")}, QStringLiteral("accept"));
        QTRY_COMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Accepted);
        seat.twin.take(batch);
        QCOMPARE(began.count(), 1);
        QVERIFY(began.first().first().toBool());
        QCOMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Reported);
        QTRY_VERIFY(seat.operations.canWrite());
        seat.operations.act({QStringLiteral("E1")}, QStringLiteral("accept"));
        QTRY_COMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Accepted);
        int accepts = 0;
        for (const domain::Entry &entry : seat.entriesOf(Subject::Event, QStringLiteral("E1")))
            accepts += entry.verb == QLatin1String("accept") ? 1 : 0;
        QCOMPARE(accepts, 1);
        app::StoreTools tools(seat.operations);
        QSignalSpy notice(&tools, &app::StoreTools::notice);
        const QString file = QDir(m_folder.path()).filePath(QStringLiteral("exercise.csv"));
        tools.write(QUrl::fromLocalFile(file), QStringLiteral("journal"));
        QTRY_COMPARE(notice.count(), 1);
        QVERIFY2(QFile::exists(file), qPrintable(notice.first().first().toString()));
    }

    void asksThePast()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(newFile())));
        std::vector<domain::Event> events;
        for (int i = 0; i < 250; ++i)
            events.push_back(smallcity::report(
                QStringLiteral("E%1").arg(i, 3, 10, QLatin1Char('0')),
                i % 2 ? QStringLiteral("noise") : QStringLiteral("fire"),
                i % 3 ? B1 : domain::ObjectRef{ObjectKind::Building, QStringLiteral("B4")}, smallcity::Now - i * 1000));
        seat.apply({}, events);
        seat.operations.act({QStringLiteral("E001"), QStringLiteral("E003")}, QStringLiteral("accept"));
        QTRY_COMPARE(seat.lastDone(), QStringLiteral("Events accepted: 2"));

        app::HistoryModel history(nullptr, &seat.operations);
        QAbstractItemModelTester tester(&history, QAbstractItemModelTester::FailureReportingMode::QtTest);
        history.setActive(true);
        QTRY_COMPARE(history.total(), 250);
        QVERIFY(history.canFetchMore({}));
        history.fetchMore({});
        QTRY_VERIFY(history.count() >= 200);
        QCOMPARE(history.at(0).value(QStringLiteral("id")).toString(), QStringLiteral("E000"));
        history.setFilter({{QStringLiteral("types"), QStringLiteral("noise")},
                           {QStringLiteral("states"), QStringList{QStringLiteral("accepted")}}});
        QTRY_COMPARE(history.total(), 2);
        history.choose(QStringLiteral("E001"));
        QTRY_COMPARE(history.chosen().value(QStringLiteral("id")).toString(), QStringLiteral("E001"));
        QVERIFY(history.chosen().value(QStringLiteral("steps")).toList().size() >= 2);

        app::JournalModel journal(nullptr, &seat.operations);
        journal.setFilter({{QStringLiteral("who"), QStringLiteral("Operator 1")}});
        journal.setActive(true);
        QTRY_COMPARE(journal.count(), 2);
        QCOMPARE(journal.at(0).value(QStringLiteral("what")).toString(), QStringLiteral("Accept"));

        app::StatisticsModel statistics(nullptr, &seat.operations);
        statistics.setActive(true);
        QTRY_COMPARE(statistics.total().value(QStringLiteral("received")).toInt(), 250);
        QCOMPARE(statistics.rows().size(), 2);
        QCOMPARE(statistics.rows().first().toMap().value(QStringLiteral("received")).toInt(), 125);
        QCOMPARE(statistics.funnel().at(1).toMap().value(QStringLiteral("count")).toInt(), 2);
        statistics.setPeriod(QStringLiteral("yesterday"));
        QTRY_COMPARE(statistics.total().value(QStringLiteral("received")).toInt(), 0);
    }
};

QTEST_GUILESS_MAIN(OperationsTest)
#include "OperationsTest.moc"
