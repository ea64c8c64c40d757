#include "domain/AlarmCycle.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>

using namespace domain;

static constexpr qint64 Start = 1780272000000; // 2026-06-01T00:00:00Z
static constexpr qint64 Minute = 60000, Hour = 60 * Minute;

/// The life of an alarm after ISA-18.2, as the fold of its entries.
class TestAlarmCycle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEveryVerb();
    void isWhatItsEntriesMakeOfIt_data();
    void isWhatItsEntriesMakeOfIt();
    void countsUntilItIsNormal();
    void beginsAnewOnceItWasNormal();
    void shelvesEnd();
    void allowsWhatMakesSense();
    void refusesWhatDoesNot();
    void refusesWhoCameSecond();
    void folderPassesOverWhatItHas();
    void survivesJson();

private:
    static Entry entry(int version, AlarmVerb verb, qint64 time, const QJsonObject &body = {})
    {
        Entry entry;
        entry.subject = Subject::Alarm;
        entry.id = QStringLiteral("thing:S1/smoke");
        entry.version = version;
        entry.verb = alarmVerbName(verb);
        entry.time = time;
        entry.body = body;
        const bool byPerson =
            verb == AlarmVerb::Acknowledge || verb == AlarmVerb::Shelve || verb == AlarmVerb::Unshelve;
        if (byPerson) {
            entry.who = QStringLiteral("Operator 1");
            entry.why = QStringLiteral("known");
        }
        return entry;
    }
    static Entry raise(int version, qint64 time)
    {
        Explanation why;
        why.datastream = QStringLiteral("S1-smoke");
        why.threshold = 1;
        why.value = 1;
        why.met = time;
        why.observations = {{time - Minute, 0}, {time, 1}};
        why.presence = QStringLiteral("yes");
        return entry(version, AlarmVerb::Raise, time,
                     {{QStringLiteral("subject"), QStringLiteral("thing:S1")},
                      {QStringLiteral("rule"), QStringLiteral("smoke")},
                      {QStringLiteral("severity"), QStringLiteral("critical")},
                      {QStringLiteral("building"), QStringLiteral("B1")},
                      {QStringLiteral("unit"), QStringLiteral("U1")},
                      {QStringLiteral("areas"), QJsonArray{QStringLiteral("community:C1")}},
                      {QStringLiteral("why"), toJson(why)}});
    }
};

void TestAlarmCycle::namesEveryVerb()
{
    for (int i = 0; i < AlarmVerbCount; ++i) {
        bool ok = false;
        QCOMPARE(alarmVerbFromName(alarmVerbName(AlarmVerb(i)), &ok), AlarmVerb(i));
        QVERIFY(ok);
    }
    bool ok = true;
    alarmVerbFromName(QStringLiteral("explode"), &ok);
    QVERIFY(!ok);
}

void TestAlarmCycle::isWhatItsEntriesMakeOfIt_data()
{
    QTest::addColumn<QString>("verbs"); // first letters; H: shelve for an hour, U: unshelve, S: suppress, E: release
    QTest::addColumn<int>("state");
    const auto row = [](const char *verbs, AlarmState state) {
        QTest::newRow(verbs) << QString::fromLatin1(verbs) << int(state);
    };
    row("R", AlarmState::ActiveUnacknowledged);
    row("RA", AlarmState::ActiveAcknowledged);
    row("RC", AlarmState::ClearedUnacknowledged);
    row("RAC", AlarmState::Normal);
    row("RCA", AlarmState::Normal);
    row("RCAR", AlarmState::ActiveUnacknowledged);
    row("RCR", AlarmState::ActiveUnacknowledged);
    row("RACR", AlarmState::ActiveUnacknowledged);
    row("RH", AlarmState::Shelved);
    row("RAH", AlarmState::Shelved);
    row("RHC", AlarmState::Shelved);
    row("RHU", AlarmState::ActiveUnacknowledged);
    row("RHCU", AlarmState::ClearedUnacknowledged);
    row("RS", AlarmState::Suppressed);
    row("RAS", AlarmState::Suppressed);
    row("RSE", AlarmState::ActiveUnacknowledged);
    row("RSC", AlarmState::Normal); // it never called
    row("RSCR", AlarmState::ActiveUnacknowledged);
    row("RSH", AlarmState::Shelved);
}

void TestAlarmCycle::isWhatItsEntriesMakeOfIt()
{
    QFETCH(QString, verbs);
    std::vector<Entry> entries;
    for (int i = 0; i < verbs.size(); ++i) {
        const qint64 time = Start + i * 1000;
        switch (verbs[i].toLatin1()) {
        case 'R':
            entries.push_back(raise(i + 1, time));
            break;
        case 'C':
            entries.push_back(entry(i + 1, AlarmVerb::Clear, time));
            break;
        case 'A':
            entries.push_back(entry(i + 1, AlarmVerb::Acknowledge, time));
            break;
        case 'H':
            entries.push_back(entry(i + 1, AlarmVerb::Shelve, time, {{QStringLiteral("until"), Start + Hour}}));
            break;
        case 'U':
            entries.push_back(entry(i + 1, AlarmVerb::Unshelve, time));
            break;
        case 'S':
            entries.push_back(
                entry(i + 1, AlarmVerb::Suppress, time, {{QStringLiteral("by"), QStringLiteral("building:B1/x")}}));
            break;
        default:
            entries.push_back(entry(i + 1, AlarmVerb::Release, time));
        }
    }
    const Alarm alarm = foldAlarm(entries);
    QFETCH(int, state);
    QCOMPARE(int(alarmState(alarm, Start + Minute)), state);
    QCOMPARE(alarm.version, int(verbs.size()));
    const bool calls =
        state == int(AlarmState::ActiveUnacknowledged) || state == int(AlarmState::ClearedUnacknowledged);
    QCOMPARE(isCalling(alarm, Start + Minute), calls);
    QVERIFY(!alarmStateName(AlarmState(state)).isEmpty());
}

void TestAlarmCycle::countsUntilItIsNormal()
{
    const Alarm alarm =
        foldAlarm({raise(1, Start), entry(2, AlarmVerb::Clear, Start + Minute), raise(3, Start + 2 * Minute),
                   entry(4, AlarmVerb::Acknowledge, Start + 3 * Minute), raise(5, Start + 4 * Minute)});
    QCOMPARE(alarm.count, 3);
    QCOMPARE(alarm.raised, Start);
    QCOMPARE(alarm.lastRaised, Start + 4 * Minute);
    QCOMPARE(alarm.cleared, 0);
    QVERIFY(!alarm.acknowledged && alarm.acknowledgedBy.isEmpty() && alarm.acknowledgedAt == 0);
    QCOMPARE(alarm.subject, (ObjectRef{ObjectKind::Thing, QStringLiteral("S1")}));
    QCOMPARE(alarm.id, alarmId(alarm.subject, alarm.rule));
    QCOMPARE(alarm.areas, QStringList(QStringLiteral("community:C1")));
    QCOMPARE(alarm.why.observations.size(), size_t(2));
}

void TestAlarmCycle::beginsAnewOnceItWasNormal()
{
    const Alarm alarm =
        foldAlarm({raise(1, Start), entry(2, AlarmVerb::Open, Start, {{QStringLiteral("event"), QStringLiteral("e")}}),
                   entry(3, AlarmVerb::Join, Start, {{QStringLiteral("incident"), QStringLiteral("i")}}),
                   entry(4, AlarmVerb::Shelve, Start, {{QStringLiteral("until"), Start + Minute}}),
                   entry(5, AlarmVerb::Clear, Start + 2 * Minute), entry(6, AlarmVerb::Acknowledge, Start + 3 * Minute),
                   raise(7, Start + Hour)});
    QCOMPARE(alarm.count, 1);
    QCOMPARE(alarm.raised, Start + Hour);
    QVERIFY(alarm.event.isEmpty() && alarm.incident.isEmpty() && alarm.shelvedBy.isEmpty());
    QCOMPARE(alarm.version, 7);
    QCOMPARE(alarm.changed, Start + Hour);
}

void TestAlarmCycle::shelvesEnd()
{
    const Alarm alarm =
        foldAlarm({raise(1, Start), entry(2, AlarmVerb::Shelve, Start, {{QStringLiteral("until"), Start + Hour}})});
    QCOMPARE(alarm.shelvedBy, QStringLiteral("Operator 1"));
    QCOMPARE(alarm.shelvedWhy, QStringLiteral("known"));
    QCOMPARE(alarmState(alarm, Start + Hour - 1), AlarmState::Shelved);
    QCOMPARE(alarmState(alarm, Start + Hour), AlarmState::ActiveUnacknowledged);
}

void TestAlarmCycle::allowsWhatMakesSense()
{
    using enum AlarmVerb;
    const std::vector<Entry> entries{raise(1, Start), entry(2, Acknowledge, Start + 1),
                                     entry(3, Shelve, Start + 2, {{QStringLiteral("until"), Start + Hour}}),
                                     entry(4, Unshelve, Start + 3), entry(5, Clear, Start + 4)};
    const std::vector<std::vector<AlarmVerb>> allowed{
        {Acknowledge, Shelve, Note}, {Shelve, Note}, {Shelve, Unshelve, Note}, {Shelve, Note}, {Note}};
    Alarm alarm;
    for (size_t i = 0; i < entries.size(); ++i) {
        applyEntry(alarm, entries[i]);
        QCOMPARE(allowedVerbs(alarm, Start + Minute), allowed[i]);
    }
}

void TestAlarmCycle::refusesWhatDoesNot()
{
    Alarm alarm = foldAlarm({raise(1, Start), entry(2, AlarmVerb::Acknowledge, Start)});
    const Actor actor{QStringLiteral("Operator 2"), QStringLiteral("seat"), QStringLiteral("why"), Start + Minute};
    QCOMPARE(nextEntry(alarm, AlarmVerb::Acknowledge, actor).error().code, QStringLiteral("step-illegal"));
    QCOMPARE(nextEntry(alarm, AlarmVerb::Unshelve, actor).error().code, QStringLiteral("step-illegal"));
    const QJsonObject later{{QStringLiteral("until"), Start + Hour}};
    QVERIFY(nextEntry(alarm, AlarmVerb::Shelve, actor, later));
    QCOMPARE(nextEntry(alarm, AlarmVerb::Shelve, actor).error().code, QStringLiteral("body-missing"));
    QCOMPARE(nextEntry(alarm, AlarmVerb::Shelve, actor, {{QStringLiteral("until"), Start + Minute}}).error().code,
             QStringLiteral("body-missing"));
    Actor silent = actor;
    silent.why = QStringLiteral("  ");
    QCOMPARE(nextEntry(alarm, AlarmVerb::Shelve, silent, later).error().code, QStringLiteral("body-missing"));
    Entry unknown = *nextEntry(alarm, AlarmVerb::Note, actor);
    unknown.verb = QStringLiteral("explode");
    QCOMPARE(checkEntry(alarm, unknown).error().code, QStringLiteral("step-illegal"));
    QCOMPARE(nextEntry(Alarm(), AlarmVerb::Acknowledge, actor).error().code, QStringLiteral("step-illegal"));
    // What rules say is never illegal.
    for (const AlarmVerb verb : {AlarmVerb::Raise, AlarmVerb::Clear, AlarmVerb::Suppress, AlarmVerb::Release,
                                 AlarmVerb::Open, AlarmVerb::Join})
        QVERIFY(nextEntry(alarm, verb, actor));
}

void TestAlarmCycle::refusesWhoCameSecond()
{
    Alarm alarm = foldAlarm({raise(1, Start)});
    const Actor one{QStringLiteral("Operator 1"), {}, {}, Start + Minute},
        two{QStringLiteral("Operator 2"), {}, {}, Start + Minute};
    const auto first = nextEntry(alarm, AlarmVerb::Acknowledge, one),
               second = nextEntry(alarm, AlarmVerb::Acknowledge, two);
    QVERIFY(first && second);
    applyEntry(alarm, *first);
    const auto refused = checkEntry(alarm, *second);
    QCOMPARE(refused.error().code, QStringLiteral("version-taken"));
    QVERIFY(refused.error().message.contains(QLatin1String("Operator 1")));
}

void TestAlarmCycle::folderPassesOverWhatItHas()
{
    const Entry first = raise(1, Start), second = entry(2, AlarmVerb::Clear, Start + Minute);
    QCOMPARE(toJson(foldAlarm({first, first, second, first, second})), toJson(foldAlarm({first, second})));
}

void TestAlarmCycle::survivesJson()
{
    Alarm alarm = foldAlarm({raise(1, Start), entry(2, AlarmVerb::Acknowledge, Start + 1),
                             entry(3, AlarmVerb::Shelve, Start + 2, {{QStringLiteral("until"), Start + Hour}}),
                             entry(4, AlarmVerb::Open, Start, {{QStringLiteral("event"), QStringLiteral("e")}}),
                             entry(5, AlarmVerb::Join, Start, {{QStringLiteral("incident"), QStringLiteral("i")}}),
                             entry(6, AlarmVerb::Suppress, Start, {{QStringLiteral("by"), QStringLiteral("b")}})});
    alarm.why.things = QStringList{QStringLiteral("S1"), QStringLiteral("S2")};
    alarm.why.presenceThing = QStringLiteral("P1");
    alarm.why.presenceTime = Start;
    const Alarm again = alarmFromJson(toJson(alarm));
    QCOMPARE(toJson(again), toJson(alarm));
    QCOMPARE(again.shelvedUntil, Start + Hour);
    QCOMPARE(again.suppressedBy, QStringLiteral("b"));
    QCOMPARE(again.why.observations[1].value, 1.0);
    QCOMPARE(again.why.things, alarm.why.things);
    QVERIFY(std::isnan(explanationFromJson({}).threshold));
}

QTEST_GUILESS_MAIN(TestAlarmCycle)
#include "tst_alarmcycle.moc"
