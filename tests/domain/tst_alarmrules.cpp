#include "domain/Catalogue.h"
#include "project/SchemaCheck.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cmath>

using namespace domain;
using enum AlarmRule::Compare;

/// Rules as JSON: every key, what is wrong named by its pointer, the shipped file, the schema.
class TestAlarmRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKind();
    void writesWhatItReads();
    void readsOldFiles();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void shipsTheTable_data();
    void shipsTheTable();
    void shipsRulesThatHoldTogether();
    void theSchemaNamesUnknownKeys();

private:
    static QJsonObject file(const char *name)
    {
        QFile file(QStringLiteral(YUNJIE_RESOURCES "/") + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }
    static base::Result<Rules> read(const QByteArray &rules)
    {
        const QByteArray text = "{\"format\": \"yunjie-rules/1\", \"rules\": [" + rules + "]}";
        return Rules::fromJson(QJsonDocument::fromJson(text).object(), QStringLiteral("rules.json"));
    }
};

void TestAlarmRules::readsEveryKind()
{
    const auto rules = read(R"(
        {"id": "a", "thing": "electrical", "property": "p", "above": 300, "seconds": 10, "clear": 250,
         "thresholdOf": {"E1": 200}, "severity": "critical", "event": "fire", "enabled": false},
        {"id": "b", "property": "p", "below": -1.5, "clear": 0},
        {"id": "c", "property": "p", "equals": 1},
        {"id": "d", "property": "p", "rise": -2, "seconds": 86400},
        {"id": "e", "property": "p", "above": 4, "months": 3},
        {"id": "f", "property": "p", "below": -4, "months": 2},
        {"id": "g", "property": "p", "deviation": 4, "days": 60},
        {"id": "h", "thing": "烟感", "silence": true, "seconds": 5},
        {"id": "i", "share": 0.2, "ofRule": "h", "minimum": 7, "clear": 0.1, "suppresses": ["h", "c"]})");
    QVERIFY2(rules.has_value(), rules ? "" : qPrintable(rules.error().toLine()));
    const std::vector<AlarmRule::Compare> kinds{Above, Below, Equals, Rise, Months, Months, Deviation, Silence, Share};
    for (size_t i = 0; i < kinds.size(); ++i)
        QCOMPARE(rules->rules[i].compare, kinds[i]);
    const AlarmRule &a = rules->rules[0];
    QCOMPARE(a.threshold, 300.0);
    QCOMPARE(a.clear, 250.0);
    QCOMPARE(a.thresholdOf.value(QStringLiteral("E1")), 200.0);
    QCOMPARE(a.event, QStringLiteral("fire"));
    QVERIFY(!a.enabled);
    QVERIFY(std::isnan(rules->rules[2].clear));
    QCOMPARE(rules->rules[3].threshold, -2.0);
    QCOMPARE(rules->rules[4].months, 3);
    QCOMPARE(rules->rules[5].threshold, -4.0);
    QCOMPARE(rules->rules[6].days, 60);
    QCOMPARE(rules->rules[7].thing, ThingKind::Smoke);
    QCOMPARE(rules->rules[8].minimum, 7);
    QCOMPARE(rules->rules[8].ofRule, QStringLiteral("h"));
    QCOMPARE(rules->rules[8].suppresses.size(), 2);
    QCOMPARE(rules->rule(QStringLiteral("g"))->threshold, 4.0);
    QVERIFY(!rules->rule(QStringLiteral("z")));
}

void TestAlarmRules::writesWhatItReads()
{
    const auto rules = Rules::fromJson(file("rules.json"), QStringLiteral("rules.json"));
    QVERIFY(rules);
    const QJsonObject written = rules->toJson();
    const auto again = Rules::fromJson(written, QStringLiteral("again"));
    QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().toLine()));
    QCOMPARE(again->toJson(), written);
    QCOMPARE(again->rules.size(), rules->rules.size());
    base::Warnings warnings;
    const auto sound = project::checkSchema(written, file("rules.schema.json"), QStringLiteral("again"), warnings);
    QVERIFY2(sound.has_value(), sound ? "" : qPrintable(sound.error().toLine()));
    QVERIFY(warnings.isEmpty());
}

void TestAlarmRules::readsOldFiles()
{
    const auto rules = read(R"({"id": "r", "name": "R", "thing": "other", "property": "fault", "equals": 1},
                               {"id": "s", "property": "p", "rise": 10})");
    QVERIFY(rules);
    QCOMPARE(rules->rules[0].thing, ThingKind::Other);
    QCOMPARE(rules->rules[1].seconds, 60.0);
    QVERIFY(rules->rules[0].enabled);
    QCOMPARE(rules->incidentSeconds, 120.0);
    QCOMPARE(rules->steadyAlarms, 1);
    QCOMPARE(rules->floodAlarms, 10);
}

void TestAlarmRules::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *rule, const char *pointer) {
        QTest::newRow(rule) << QByteArray(rule) << QString::fromLatin1(pointer);
    };
    row(R"({"id": "r", "property": "p"})", "/rules/0");
    row(R"({"id": "r", "property": "p", "above": 1, "below": 2})", "/rules/0");
    row(R"({"id": "r", "property": "p", "above": "1"})", "/rules/0/above");
    row(R"({"id": "r", "above": 1})", "/rules/0");
    row(R"({"id": "r", "property": "p", "above": 1, "thing": "smok"})", "/rules/0/thing");
    row(R"({"id": "r", "property": "p", "above": 1, "seconds": -1})", "/rules/0/seconds");
    row(R"({"id": "r", "property": "p", "above": 1, "seconds": "1"})", "/rules/0/seconds");
    row(R"({"id": "r", "property": "p", "above": 1, "clear": 2})", "/rules/0/clear");
    row(R"({"id": "r", "property": "p", "above": -3, "clear": -2})", "/rules/0/clear");
    row(R"({"id": "r", "property": "p", "below": 1, "clear": 0})", "/rules/0/clear");
    row(R"({"id": "r", "property": "p", "rise": -2, "clear": -3})", "/rules/0/clear");
    row(R"({"id": "r", "property": "p", "rise": 0})", "/rules/0/rise");
    row(R"({"id": "r", "property": "p", "below": 4, "months": 2})", "/rules/0/months");
    row(R"({"id": "r", "property": "p", "equals": 4, "months": 2})", "/rules/0/months");
    row(R"({"id": "r", "property": "p", "above": 4, "months": 0})", "/rules/0/months");
    row(R"({"id": "r", "property": "p", "deviation": 0})", "/rules/0/deviation");
    row(R"({"id": "r", "property": "p", "deviation": 4, "days": 0})", "/rules/0/days");
    row(R"({"id": "r", "silence": 1})", "/rules/0/silence");
    row(R"({"id": "r", "silence": false})", "/rules/0");
    row(R"({"id": "r", "share": 0.2})", "/rules/0");
    row(R"({"id": "r", "share": 1.2, "ofRule": "s"})", "/rules/0/share");
    row(R"({"id": "r", "share": 0.2, "ofRule": "s"})", "/rules/0/ofRule");
    row(R"({"id": "r", "share": 0.2, "ofRule": "r"})", "/rules/0/ofRule");
    row(R"({"id": "r", "property": "p", "above": 1, "suppresses": ["s"]})", "/rules/0/suppresses");
    row(R"({"id": "r", "property": "p", "above": 1, "thresholdOf": [1]})", "/rules/0/thresholdOf");
    row(R"({"id": "r", "property": "p", "above": 1, "thresholdOf": {"W1": "2"}})", "/rules/0/thresholdOf/W1");
    row(R"({"id": "r", "property": "p", "above": 1, "severity": "grave"})", "/rules/0/severity");
}

void TestAlarmRules::namesWhatIsWrong()
{
    QFETCH(QByteArray, rule);
    const auto rules = read(rule);
    QVERIFY(!rules);
    QTEST(rules.error().feature, "pointer");
    QVERIFY(!rules.error().message.isEmpty());
}

void TestAlarmRules::shipsTheTable_data()
{
    QTest::addColumn<int>("compare");
    QTest::addColumn<double>("threshold");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("severity");
    const auto row = [](const QByteArray &rule, AlarmRule::Compare compare, double threshold, double seconds,
                        Severity severity) {
        QTest::newRow(rule.constData()) << int(compare) << threshold << seconds << int(severity);
    };
    using enum Severity;
    row("smoke", Equals, 1, 0, Critical);
    row("residual-current-major", Above, 300, 10, Major);
    row("residual-current-critical", Above, 500, 0, Critical);
    row("overload-warning", Above, 100, 60, Minor);
    row("overload-major", Above, 130, 10, Major);
    for (const char phase : {'a', 'b', 'c'}) {
        const auto id = [phase](const char *name) { return QByteArray(name) + '-' + phase; };
        row(id("over-voltage"), Above, 253, 10, Minor);
        row(id("over-voltage-major"), Above, 275, 0, Major);
        row(id("under-voltage"), Below, 198, 10, Minor);
        row(id("under-voltage-major"), Below, 160, 0, Major);
    }
    row("cable-temperature-warning", Above, 70, 0, Minor);
    row("cable-temperature-critical", Above, 90, 0, Critical);
    row("cable-temperature-rise", Rise, 10, 60, Major);
    row("tilt-months", Months, 4, 0, Major);
    row("tilt-jump", Rise, 2, 86400, Major);
    row("tilt-deviation", Deviation, 4, 0, Minor);
    row("offline", Silence, 0, 0, Minor);
    row("offline-share", Share, 0.2, 0, Major);
}

void TestAlarmRules::shipsTheTable()
{
    const auto rules = Rules::fromJson(file("rules.json"), QStringLiteral("rules.json"));
    QVERIFY(rules);
    const AlarmRule *rule = rules->rule(QLatin1String(QTest::currentDataTag()));
    QVERIFY(rule);
    QTEST(int(rule->compare), "compare");
    QTEST(rule->threshold, "threshold");
    QTEST(rule->seconds, "seconds");
    QTEST(int(rule->severity), "severity");
}

void TestAlarmRules::shipsRulesThatHoldTogether()
{
    const auto rules = Rules::fromJson(file("rules.json"), QStringLiteral("rules.json"));
    const auto catalogue = Catalogue::fromJson(file("catalogue.json"), QStringLiteral("catalogue.json"));
    QVERIFY(rules && catalogue);
    for (const AlarmRule &rule : rules->rules) {
        QVERIFY2(!rule.name.en.isEmpty() && !rule.name.zh.isEmpty(), qPrintable(rule.id));
        if (rule.severity == Severity::Critical)
            QVERIFY2(!rule.event.isEmpty(), qPrintable(rule.id)); // a critical alarm opens an event by itself
        if (!rule.event.isEmpty())
            QVERIFY2(catalogue->type(rule.event), qPrintable(rule.event));
    }
    QCOMPARE(rules->rule(QStringLiteral("tilt-months"))->months, 2);
    QCOMPARE(rules->rule(QStringLiteral("tilt-deviation"))->days, 90);
    QCOMPARE(rules->rule(QStringLiteral("offline-share"))->suppresses, QStringList(QStringLiteral("offline")));
    base::Warnings warnings;
    QVERIFY(
        project::checkSchema(file("rules.json"), file("rules.schema.json"), QStringLiteral("rules.json"), warnings));
    QVERIFY(warnings.isEmpty());
}

void TestAlarmRules::theSchemaNamesUnknownKeys()
{
    QJsonObject rules = file("rules.json");
    QJsonArray list = rules.value(QLatin1String("rules")).toArray();
    QJsonObject first = list[0].toObject();
    first.insert(QStringLiteral("supresses"), QJsonArray{QStringLiteral("offline")});
    list[0] = first;
    rules.insert(QStringLiteral("rules"), list);
    base::Warnings warnings;
    QVERIFY(project::checkSchema(rules, file("rules.schema.json"), QStringLiteral("rules.json"), warnings));
    QCOMPARE(warnings.list().size(), size_t(1));
    QCOMPARE(warnings.list()[0].feature, QStringLiteral("/rules/0/supresses"));
    QVERIFY(warnings.list()[0].message.contains(QLatin1String("suppresses")));
}

QTEST_GUILESS_MAIN(TestAlarmRules)
#include "tst_alarmrules.moc"
