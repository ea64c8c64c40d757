#include "Seat.h"
#include "TestPostgres.h"

using domain::EventState;
using domain::ObjectKind;

static const domain::ObjectRef B1{ObjectKind::Building, QStringLiteral("B1")};

/// Two workplaces on one PostgreSQL: what one does the other shows, and who comes second is told.
class SeatsTest : public QObject
{
    Q_OBJECT

    TestPostgres m_server;

    static domain::StoreConfig config(const QString &url, const QString &seat)
    {
        domain::StoreConfig config;
        config.url = url;
        config.seat = seat;
        return config;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QString why;
        if (!TestPostgres::isInstalled(&why))
            QSKIP(qPrintable(why));
        QVERIFY2(m_server.start(), m_server.output().constData());
    }

    void showWithinASecondWhatTheOtherDoes()
    {
        const QString url = m_server.makeDatabase(QStringLiteral("seats"));
        Seat one(QStringLiteral("Operator 1")), two(QStringLiteral("Operator 2"));
        QVERIFY(one.open(config(url, QStringLiteral("Desk 1"))));
        QVERIFY(two.open(config(url, QStringLiteral("Desk 2"))));
        QVERIFY(one.keeper.store().status().recorder != two.keeper.store().status().recorder);

        const QString id = QStringLiteral("E1");
        // Both hear the same feeds.
        const std::vector<domain::Event> events = {smallcity::report(id, QStringLiteral("noise"), B1)};
        const std::vector<domain::Observation> smoke = {smallcity::observation(QStringLiteral("T1.1"), 1)};
        one.apply(smoke, events);
        two.apply(smoke, events);
        QVERIFY(one.flush() && two.flush());

        QElapsedTimer since;
        since.start();
        one.operations.act({id}, QStringLiteral("accept"));
        QTRY_COMPARE(two.stateOf(id), EventState::Accepted);
        QVERIFY2(since.elapsed() < 1000, qPrintable(QString::number(since.elapsed())));
        two.operations.act({id}, QStringLiteral("dispatch"), {{QStringLiteral("assignee"), QStringLiteral("team-1")}});
        QTRY_COMPARE(one.stateOf(id), EventState::Dispatched);
        QCOMPARE(one.twin.state().event(id)->assignee, QStringLiteral("team-1"));

        const QString alarm = QStringLiteral("thing:T1/smoke");
        two.operations.actOnAlarms({alarm}, QStringLiteral("acknowledge"));
        QTRY_VERIFY(one.twin.state().alarm(alarm)->acknowledged);
        QCOMPARE(one.twin.state().alarm(alarm)->acknowledgedBy, QStringLiteral("Operator 2"));
        QCOMPARE(one.operations.unacknowledged(), 0);

        // Both at the same moment: one of them is told who was faster.
        const int refusals = int(one.refused.count() + two.refused.count());
        one.operations.act({id}, QStringLiteral("start"));
        two.operations.act({id}, QStringLiteral("start"));
        QTRY_COMPARE(int(one.refused.count() + two.refused.count()), refusals + 1);
        const Seat &second = one.refused.count() > two.refused.count() ? one : two;
        const QString other = &second == &one ? QStringLiteral("Operator 2") : QStringLiteral("Operator 1");
        QVERIFY2(second.lastRefusal().contains(QStringLiteral("%1 was faster").arg(other)),
                 qPrintable(second.lastRefusal()));
        QTRY_COMPARE(one.stateOf(id), EventState::Handling);
        QTRY_COMPARE(two.stateOf(id), EventState::Handling);
        QCOMPARE(one.twin.state().event(id)->version, two.twin.state().event(id)->version);
    }

    void refusesWhileTheDatabaseIsAway()
    {
        const QString url = m_server.makeDatabase(QStringLiteral("away"));
        Seat seat;
        QVERIFY(seat.open(config(url, QStringLiteral("Desk 1"))));
        seat.apply({}, {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), B1)});
        QVERIFY(seat.flush());
        m_server.stop();
        seat.operations.act({QStringLiteral("E1")}, QStringLiteral("accept"));
        QTRY_VERIFY(!seat.lastRefusal().isEmpty());
        QCOMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Reported);
        QTRY_COMPARE(seat.operations.storeState(), QStringLiteral("failing"));
        QVERIFY(!seat.operations.canWrite());
        // What feeds say meanwhile waits, and is there when the database is back.
        seat.apply({}, {smallcity::report(QStringLiteral("E2"), QStringLiteral("fire"), B1)});
        QVERIFY(m_server.start());
        QTRY_VERIFY_WITH_TIMEOUT(seat.operations.canWrite(), 15000);
        QVERIFY(seat.flush());
        QCOMPARE(seat.entriesOf(domain::Subject::Event, QStringLiteral("E2")).size(), size_t(1));
        seat.operations.act({QStringLiteral("E1")}, QStringLiteral("accept"));
        QTRY_COMPARE(seat.stateOf(QStringLiteral("E1")), EventState::Accepted);
    }
};

QTEST_GUILESS_MAIN(SeatsTest)
#include "SeatsTest.moc"
