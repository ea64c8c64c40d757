#include "Seat.h"
#include "core/Settings.h"
#include "operations/CouncilModel.h"
#include "operations/RuleEditor.h"
#include "operations/StoreTools.h"

#include <QFile>
#include <QTemporaryDir>

using app::Access;

/// What each role may, in Operations itself: no menu that is hidden would be enough.
class AccessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesHaveNames()
    {
        for (const QString &name : Access::roleNames()) {
            bool ok = false;
            Access access;
            access.logIn(QStringLiteral("Somebody"), name);
            QCOMPARE(access.role(), name);
            QCOMPARE(access.roleValue(), Access::roleFromName(name, &ok));
            QVERIFY(ok && access.isLoggedIn() && !access.roleName().isEmpty());
        }
        bool ok = true;
        QCOMPARE(Access::roleFromName(QStringLiteral("boss"), &ok), Access::Role::Operator);
        QVERIFY(!ok);
    }

    void whoNobodyNamedIsNotLoggedIn()
    {
        Access access;
        QVERIFY(!access.isLoggedIn() && !access.mayReveal());
        access.logIn(QStringLiteral("  "), QStringLiteral("operator"));
        access.logIn(QStringLiteral("Operator 1"), QStringLiteral("boss"));
        QVERIFY(!access.isLoggedIn() && !access.mayReveal());
        QVERIFY(!access.whyNotReveal().isEmpty());
        QSignalSpy others(&access, &Access::personChanged);
        access.logIn(QStringLiteral("Operator 1"), QStringLiteral("operator"));
        access.logIn(QStringLiteral("Operator 1"), QStringLiteral("operator"));
        QCOMPARE(others.count(), 1);
        QVERIFY(access.mayReveal());
        access.logOut();
        QVERIFY(!access.mayReveal());
    }

    void whatRolesMay_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<bool>("work");
        QTest::addColumn<bool>("inspect");
        QTest::addColumn<bool>("reveal");
        QTest::addColumn<bool>("administer");
        QTest::newRow("operator") << QStringLiteral("operator") << true << true << true << false;
        QTest::newRow("official") << QStringLiteral("official") << false << false << false << false;
        QTest::newRow("planner") << QStringLiteral("planner") << false << true << false << false;
        QTest::newRow("administrator") << QStringLiteral("administrator") << true << true << true << true;
    }

    void whatRolesMay()
    {
        QFETCH(QString, role);
        Access access;
        access.logIn(QStringLiteral("Somebody"), role);
        QTEST(access.mayWork(), "work");
        QTEST(access.mayInspect(), "inspect");
        QTEST(access.mayReveal(), "reveal");
        QTEST(access.mayAdminister(), "administer");
        QCOMPARE(access.whyNotWork().isEmpty(), access.mayWork());
        QCOMPARE(access.whyNotInspect().isEmpty(), access.mayInspect());
        QCOMPARE(access.whyNotReveal().isEmpty(), access.mayReveal());
        QCOMPARE(access.whyNotAdminister().isEmpty(), access.mayAdminister());
    }

    /// Every way to change something, called as a script in the interface could: refused with the reason, nothing
    /// saved.
    void readersChangeNothing_data()
    {
        QTest::addColumn<QString>("role");
        QTest::newRow("official") << QStringLiteral("official");
        QTest::newRow("planner") << QStringLiteral("planner");
    }

    void readersChangeNothing()
    {
        QFETCH(QString, role);
        QTemporaryDir folder;
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(folder.filePath(QStringLiteral("store.sqlite")))));
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1)},
                   {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"),
                                      {domain::ObjectKind::Grid, QStringLiteral("G1")}),
                    smallcity::report(QStringLiteral("E2"), QStringLiteral("noise"),
                                      {domain::ObjectKind::Grid, QStringLiteral("G1")})});
        QVERIFY(seat.flush());
        const QString event = QStringLiteral("E1");
        QVERIFY(!seat.operations.eventActions({event}).isEmpty());
        QVERIFY(!seat.twin.state().alarms().empty());
        const QString alarm = seat.twin.state().alarms().front()->id;
        const auto count = [&] {
            const auto asked = seat.keeper.store().journal({});
            return QTest::qWaitFor([&] { return asked.isFinished(); }, 5000) && asked.result()
                       ? int(asked.result()->size())
                       : -1;
        };
        const int before = count();
        seat.operations.access().logIn(QStringLiteral("Reader"), role);
        QVERIFY(!seat.operations.canWrite());
        QVERIFY(seat.operations.eventActions({event}).isEmpty());
        QVERIFY(seat.operations.alarmActions({alarm}).isEmpty());
        app::CouncilModel councils(nullptr, &seat.operations);
        const std::vector<std::function<void()>> ways = {
            [&] { seat.operations.act({event}, QStringLiteral("accept")); },
            [&] { seat.operations.actOnAlarms({alarm}, QStringLiteral("acknowledge")); },
            [&] { seat.operations.actOnCurrent(QStringLiteral("accept")); },
            [&] { seat.operations.acknowledgeAll(); },
            [&] { seat.operations.acknowledgeIncident(QStringLiteral("I1")); },
            [&] { seat.operations.undo(event); },
            [&] { seat.operations.acceptProposal(event, QStringLiteral("E2")); },
            [&] { seat.operations.declineProposal(event, QStringLiteral("E2")); },
            [&] {
                QCOMPARE(seat.operations.report({{QStringLiteral("type"), QStringLiteral("noise")},
                                                 {QStringLiteral("place"), QStringLiteral("grid:G1")}}),
                         QString());
            },
            [&] {
                councils.hold({{QStringLiteral("place"), QStringLiteral("grid:G1")}});
            }};
        for (size_t i = 0; i < ways.size(); ++i) {
            seat.refused.clear();
            ways[i]();
            QVERIFY2(seat.lastRefusal().contains(QLatin1String("operators")), qPrintable(QString::number(i)));
        }
        QVERIFY(seat.flush());
        QCOMPARE(count(), before);
        QCOMPARE(seat.stateOf(event), domain::EventState::Reported);
        seat.operations.access().logIn(QStringLiteral("Operator 1"), QStringLiteral("operator"));
        seat.operations.act({event}, QStringLiteral("accept"));
        QTRY_COMPARE(seat.stateOf(event), domain::EventState::Accepted);
    }

    void rulesAndBackupsAreForAdministrators()
    {
        QTemporaryDir folder;
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(folder.filePath(QStringLiteral("store.sqlite")))));
        app::RuleEditor rules(seat.operations);
        rules.open(QString(), folder.filePath(QStringLiteral("rules.json")), true);
        QTRY_VERIFY(rules.count() > 0);
        app::StoreTools tools(seat.operations);
        QSignalSpy ruleWords(&rules, &app::RuleEditor::notice), toolWords(&tools, &app::StoreTools::notice);
        const QString id = rules.index(0).data(rules.roleNames().key("id")).toString();
        const QUrl backup = QUrl::fromLocalFile(folder.filePath(QStringLiteral("backup.sqlite")));
        const QUrl journal = QUrl::fromLocalFile(folder.filePath(QStringLiteral("journal.csv")));
        const QUrl events = QUrl::fromLocalFile(folder.filePath(QStringLiteral("events.csv")));
        for (const char *role : {"operator", "official", "planner"}) {
            seat.operations.access().logIn(QStringLiteral("Somebody"), QString::fromLatin1(role));
            ruleWords.clear();
            rules.setEnabled(id, false);
            rules.remove(id);
            QVERIFY(!rules.put(rules.rule(id)));
            rules.save();
            QVERIFY(!rules.isDirty());
            QCOMPARE(ruleWords.count(), 4);
            toolWords.clear();
            tools.backup(backup);
            tools.checkIntegrity();
            tools.write(journal, QStringLiteral("journal"));
            QCOMPARE(toolWords.count(), 3);
            QVERIFY(!tools.isBusy());
        }
        QVERIFY(!QFile::exists(backup.toLocalFile()) && !QFile::exists(journal.toLocalFile()));
        tools.write(events, QStringLiteral("events")); // still a planner
        QVERIFY(!tools.isBusy());
        seat.operations.access().logIn(QStringLiteral("Operator 1"), QStringLiteral("operator"));
        tools.write(events, QStringLiteral("events"));
        QTRY_VERIFY(!tools.isBusy());
        QVERIFY(QFile::exists(events.toLocalFile()));
    }

    /// Telephones of teams follow the same rule as residents.
    void telephonesAreForThoseWhoMayAsk()
    {
        Seat seat;
        auto city = std::make_shared<domain::City>(*smallcity::make());
        domain::Team team;
        team.id = QStringLiteral("T1");
        team.telephone = QStringLiteral("0755-00001234");
        city->teams = {team};
        city->index();
        seat.twin.setCity(city);
        seat.operations.access().logIn(QStringLiteral("Reader"), QStringLiteral("official"));
        seat.operations.lookAtTelephone(QStringLiteral("T1"), QStringLiteral("a call"));
        QVERIFY(seat.lastRefusal().contains(QLatin1String("operators")));
    }

    void theRoleIsKept()
    {
        const QTemporaryDir profile;
        QVERIFY(app::Settings(profile.path()).role().isEmpty());
        app::Settings(profile.path()).setRole(QStringLiteral("planner"));
        QCOMPARE(app::Settings(profile.path()).role(), QStringLiteral("planner"));
    }
};

QTEST_GUILESS_MAIN(AccessTest)
#include "AccessTest.moc"
