#include "SmallCity.h"
#include "core/Selection.h"
#include "models/AlarmModel.h"
#include "models/CurrentAlarm.h"
#include "models/EventModel.h"
#include "models/FunnelModel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using domain::ObjectKind;
using smallcity::Fixture;
using smallcity::Minute;
using smallcity::Now;
using smallcity::observation;
using smallcity::report;
using Tester = QAbstractItemModelTester;

namespace
{

QStringList column(const QAbstractItemModel &model, int role)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.index(row, 0).data(role).toString());
    return list;
}

domain::Event inState(const QString &id, domain::EventState state, qint64 age = 10 * Minute)
{
    domain::Event event = report(id, QStringLiteral("noise"), {ObjectKind::Building, QStringLiteral("B1")}, Now - age);
    event.state = state;
    return event;
}

}

/// What the lists of operations show: queue, funnel, alarms.
class WorkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void queueFilters()
    {
        Fixture fixture;
        app::EventModel queue(nullptr, &fixture.twin);
        Tester tester(&queue, Tester::FailureReportingMode::QtTest);
        domain::Event mine = inState(QStringLiteral("E1"), domain::EventState::Handling);
        mine.assignee = QStringLiteral("G49");
        mine.klass = QStringLiteral("B");
        mine.source = QStringLiteral("hotline");
        domain::Event other = inState(QStringLiteral("E2"), domain::EventState::Reported, 25 * 60 * Minute);
        other.klass = QStringLiteral("A");
        fixture.apply({}, {mine, other, inState(QStringLiteral("E3"), domain::EventState::Reopened)});
        const auto ids = [&] {
            QStringList list = column(queue, app::EventTable::IdRole);
            list.sort();
            return list.join(u' ');
        };
        QCOMPARE(ids(), QStringLiteral("E1 E2 E3"));
        QVERIFY(!queue.isNarrowed());
        queue.setWho(QStringLiteral("G49"));
        queue.setMine(true);
        QCOMPARE(ids(), QStringLiteral("E1"));
        QVERIFY(queue.isNarrowed());
        queue.clearFilters();
        QCOMPARE(queue.count(), 3);
        queue.setFilterClass(QStringLiteral("B"));
        QCOMPARE(ids(), QStringLiteral("E1"));
        queue.clearFilters();
        queue.setFilterSource(QStringLiteral("hotline"));
        QCOMPARE(ids(), QStringLiteral("E1"));
        queue.clearFilters();
        queue.setFilterTime(QStringLiteral("hour"));
        QCOMPARE(ids(), QStringLiteral("E1 E3"));
        queue.clearFilters();
        // What was reopened waits for the same as what was dispatched.
        queue.setFilterState(QStringLiteral("dispatched"));
        QCOMPARE(ids(), QStringLiteral("E3"));
        QCOMPARE(queue.rowOf(QStringLiteral("E3")), 0);
        QCOMPARE(queue.rowOf(QStringLiteral("E1")), -1);
        QCOMPARE(queue.idAt(0), QStringLiteral("E3"));
        // The map follows while the list leads it, and only then.
        QVERIFY(!fixture.twin.shownEvents());
        queue.setLeadsMap(true);
        QTRY_VERIFY(fixture.twin.shownEvents());
        QCOMPARE(*fixture.twin.shownEvents(), QSet<QString>{QStringLiteral("E3")});
        queue.clearFilters();
        QTRY_VERIFY(!fixture.twin.shownEvents());
        // What is past its limit stands first.
        queue.setSortKey(QStringLiteral("overdue"));
        QVERIFY(queue.index(0, 0).data(app::EventTable::OverdueRole).toBool());
        QVERIFY(queue.index(0, 0).data(app::EventTable::LimitRole).toString().startsWith(QLatin1String("overdue by")));
    }

    /// A new fire stood behind everything that was overdue.
    void whatIsCriticalOfItselfComesFirst()
    {
        Fixture fixture;
        app::EventModel queue(nullptr, &fixture.twin);
        domain::Event late = inState(QStringLiteral("LATE"), domain::EventState::Reported, 25 * 60 * Minute);
        late.acceptDue = late.reported + Minute;
        domain::Event fire = inState(QStringLiteral("FIRE"), domain::EventState::Reported);
        fire.severity = domain::Severity::Critical;
        fixture.apply({}, {late, fire});
        queue.setSortKey(QStringLiteral("overdue"));
        QCOMPARE(column(queue, app::EventTable::IdRole).join(u' '), QStringLiteral("FIRE LATE"));
        QVERIFY(queue.index(1, 0).data(app::EventTable::OverdueRole).toBool());
    }

    void funnelCountsEachOnce()
    {
        Fixture fixture;
        using enum domain::EventState;
        fixture.apply({}, {inState(QStringLiteral("E1"), Reported, 30 * Minute),
                           inState(QStringLiteral("E2"), Reported), inState(QStringLiteral("E3"), Dispatched),
                           inState(QStringLiteral("E4"), Reopened), inState(QStringLiteral("E5"), Handling),
                           inState(QStringLiteral("E6"), Closed), inState(QStringLiteral("E7"), Rejected)});
        app::FunnelModel funnel(nullptr, &fixture.twin);
        QStringList said;
        for (const QVariant &each : funnel.steps()) {
            const QVariantMap step = each.toMap();
            said.append(step.value(QStringLiteral("id")).toString() + u' ' +
                        step.value(QStringLiteral("count")).toString());
        }
        QCOMPARE(said.join(QStringLiteral(", ")), QStringLiteral("reported 2, accepted 0, dispatched 2, handling 1, "
                                                                 "verifying 0, closed-today 1"));
        QCOMPARE(funnel.steps().first().toMap().value(QStringLiteral("oldestText")).toString(),
                 QStringLiteral("30 min"));
    }

    void alarmsGroupFoldAndCount()
    {
        Fixture fixture;
        app::AlarmModel alarms(nullptr, &fixture.twin);
        Tester tester(&alarms, Tester::FailureReportingMode::QtTest);
        QCOMPARE(alarms.count(), 0);
        const auto alarm = [](const char *id, const char *incident, domain::Severity severity) {
            domain::Alarm made;
            made.subject = {ObjectKind::Thing, QString::fromLatin1(id)};
            made.rule = QStringLiteral("smoke");
            made.id = domain::alarmId(made.subject, made.rule);
            made.incident = QString::fromLatin1(incident);
            made.severity = severity;
            made.active = true;
            made.raised = made.lastRaised = Now - 2 * Minute;
            made.count = made.version = 1;
            return made;
        };
        domain::Alarm shelved = alarm("T5", "", domain::Severity::Critical);
        shelved.shelvedUntil = Now + 60 * Minute;
        domain::Alarm seen = alarm("T4", "", domain::Severity::Critical);
        seen.acknowledged = true;
        fixture.twin.restore({},
                             {alarm("T1", "I", domain::Severity::Major), alarm("T2", "I", domain::Severity::Critical),
                              shelved, seen, alarm("T3", "", domain::Severity::Minor)},
                             {}, {}, {});
        QTRY_COMPARE(alarms.count(), 4);
        QCOMPARE(column(alarms, app::AlarmModel::RowKindRole).join(u' '),
                 QStringLiteral("incident alarm alarm shelved"));
        QCOMPARE(alarms.calling(), 3);
        QCOMPARE(alarms.acknowledged(), 1);
        QCOMPARE(alarms.shelved(), 1);
        QCOMPARE(alarms.worst(), QStringLiteral("critical"));
        QCOMPARE(alarms.alarmsOf(0).size(), 2);
        QCOMPARE(alarms.callingIds().size(), 3);
        QCOMPARE(alarms.index(0).data(app::AlarmModel::RunningRole).toString(), QStringLiteral("2:00"));
        // The minor one that calls stands before the critical one that was seen.
        QCOMPARE(alarms.idAt(1), QStringLiteral("thing:T3/smoke"));
        // Folded away they are found at their incident's line, opened at their own.
        QCOMPARE(alarms.rowOf(QStringLiteral("thing:T1/smoke")), 0);
        alarms.toggle(QStringLiteral("I"));
        QCOMPARE(alarms.count(), 6);
        QCOMPARE(alarms.rowOf(QStringLiteral("thing:T1/smoke")), 2);
        alarms.toggle(QStringLiteral("shelved"));
        QCOMPARE(alarms.count(), 7);
        alarms.setFilterSeverity(QStringLiteral("critical"));
        QCOMPARE(alarms.calling(), 1);
        QCOMPARE(alarms.index(0).data(app::AlarmModel::RowKindRole).toString(), QStringLiteral("alarm"));
        alarms.clearFilters();
        alarms.setFlat(true);
        QCOMPARE(column(alarms, app::AlarmModel::RowKindRole).count(QStringLiteral("alarm")), 4);

        // A device that is selected leads to its alarm.
        app::Selection selection(fixture.twin);
        app::CurrentAlarm current(nullptr, &fixture.twin, &selection);
        QVERIFY(current.id().isEmpty());
        selection.select(QStringLiteral("thing"), QStringLiteral("T2"));
        QCOMPARE(current.id(), QStringLiteral("thing:T2/smoke"));
        QVERIFY(current.isCalling());
        selection.select(QStringLiteral("building"), QStringLiteral("B4"));
        QVERIFY(current.id().isEmpty());
    }

    void runningTimes()
    {
        QCOMPARE(app::runningText(0), QStringLiteral("0:00"));
        QCOMPARE(app::runningText(138'000), QStringLiteral("2:18"));
        QCOMPARE(app::runningText(3'912'000), QStringLiteral("1:05:12"));
    }
};

QTEST_GUILESS_MAIN(WorkTest)
#include "WorkTest.moc"
