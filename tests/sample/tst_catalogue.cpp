#include "MadeSample.h"
#include "domain/Catalogue.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

using namespace domain;

/// The catalogue, rules and indicators: the defaults, and what is said of wrong ones.
class TestCatalogue : public QObject
{
    Q_OBJECT

private:
    static QJsonObject resource(const char *name)
    {
        QFile file(QStringLiteral(YUNJIE_RESOURCES "/") + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }
    static QJsonObject json(const char *text) { return QJsonDocument::fromJson(text).object(); }

private Q_SLOTS:
    void theDefaultsHave22TypesIn6Domains()
    {
        const auto catalogue = Catalogue::fromJson(resource("catalogue.json"), QStringLiteral("catalogue.json"));
        QVERIFY2(catalogue.has_value(), catalogue ? "" : qPrintable(catalogue.error().toLine()));
        QCOMPARE(catalogue->domains.size(), size_t(6));
        QCOMPARE(catalogue->types.size(), size_t(22));
        QSet<QString> classes;
        for (const EventType &type : catalogue->types) {
            QVERIFY(!type.name.en.isEmpty() && !type.name.zh.isEmpty());
            QVERIFY(type.acceptMinutes > 0 && type.closeMinutes > type.acceptMinutes);
            classes.insert(type.klass);
        }
        QCOMPARE(classes.size(), 4);
        QCOMPARE(catalogue->type(QStringLiteral("fire"))->severity, Severity::Critical);
        QCOMPARE(catalogue->type(QStringLiteral("noise - residential"))->id, QStringLiteral("noise"));
        QVERIFY(!catalogue->type(QStringLiteral("no such thing")));
        QCOMPARE(catalogue->domain(QStringLiteral("emergency"))->name.zh, QString::fromUtf8("应急管理"));
    }

    void theDefaultRulesSayWhatTheTableSays()
    {
        const auto rules = Rules::fromJson(resource("rules.json"), QStringLiteral("rules.json"));
        QVERIFY2(rules.has_value(), rules ? "" : qPrintable(rules.error().toLine()));
        QCOMPARE(rules->staleAfterPeriods, 2.0);
        QCOMPARE(rules->offlineAfterPeriods, 6.0);
        QMap<QString, AlarmRule> byId;
        for (const AlarmRule &rule : rules->rules)
            byId.insert(rule.id, rule);
        const AlarmRule current = byId.value(QStringLiteral("residual-current-major"));
        QCOMPARE(current.thing, ThingKind::Electrical);
        QCOMPARE(current.threshold, 300.0);
        QCOMPARE(current.seconds, 10.0);
        QCOMPARE(current.severity, Severity::Major);
        const AlarmRule rise = byId.value(QStringLiteral("cable-temperature-rise"));
        QCOMPARE(rise.compare, AlarmRule::Compare::Rise);
        QCOMPARE(rise.threshold, 10.0);
        QCOMPARE(rise.seconds, 60.0);
        QCOMPARE(byId.value(QStringLiteral("smoke")).compare, AlarmRule::Compare::Equals);
        QCOMPARE(byId.value(QStringLiteral("under-voltage-major-b")).compare, AlarmRule::Compare::Below);
    }

    void everyIndicatorCanBeAnsweredByTheSample()
    {
        const auto indicators = indicatorsFromJson(resource("indicators.json"), QStringLiteral("indicators.json"));
        QVERIFY2(indicators.has_value(), indicators ? "" : qPrintable(indicators.error().toLine()));
        QCOMPARE(indicators->size(), size_t(42));
        QTemporaryDir dir;
        QCOMPARE(makeSample(dir.filePath(QStringLiteral("s")), 1, 300), QString());
        const QString package = dir.filePath(QStringLiteral("s/district.gpkg"));
        const auto grids = rowsOf(package, "areas", QStringLiteral("level='grid'"));
        QSet<QString> facilities;
        for (const Row &row : rowsOf(package, "facilities"))
            facilities.insert(row.text("type"));
        // docs/indicators.md
        static const QRegularExpression query(QStringLiteral("^(ratio:)?(\\S+?)(?:/(\\S+?))?(@(km|km2|ha|percent))?$"));
        static const QRegularExpression term(QStringLiteral(
            "^(?:(count|area|length):([a-z-]+)|sum:(area|building|unit):([a-z_0-9]+)|things:([a-z-]+|\\*)|"
            "events:(today|open|in-hand|closed-today|overdue))(\\?[a-z]+!?=[a-z|-]+)?$"));
        static const QStringList kinds{
            QStringLiteral("subdistrict"), QStringLiteral("community"), QStringLiteral("block"), QStringLiteral("grid"),
            QStringLiteral("quarter"),     QStringLiteral("building"),  QStringLiteral("unit"),  QStringLiteral("road"),
            QStringLiteral("green"),       QStringLiteral("facility")};
        QMap<QString, int> groups;
        for (const Indicator &indicator : *indicators) {
            ++groups[indicator.group];
            QVERIFY(!indicator.name.en.isEmpty() && !indicator.name.zh.isEmpty());
            const auto parts = query.match(indicator.query);
            QVERIFY2(parts.hasMatch(), qPrintable(indicator.query));
            for (int i : {2, 3}) {
                const QString text = parts.captured(i);
                if (text.isEmpty())
                    continue;
                const auto match = term.match(text);
                QVERIFY2(match.hasMatch(), qPrintable(text));
                if (!match.captured(2).isEmpty())
                    QVERIFY2(kinds.contains(match.captured(2)), qPrintable(text));
                if (match.captured(3) == QLatin1String("area")) {
                    double sum = 0;
                    for (const Row &grid : grids) {
                        QVERIFY2(grid.has(match.captured(4).toUtf8().constData()), qPrintable(text));
                        sum += grid.number(match.captured(4).toUtf8().constData());
                    }
                    QVERIFY2(sum > 0, qPrintable(text));
                }
                if (text.startsWith(QLatin1String("count:facility?type="))) {
                    const QStringList words = text.section(QLatin1Char('='), 1).split(QLatin1Char('|'));
                    QVERIFY2(std::any_of(words.begin(), words.end(),
                                         [&](const QString &word) { return facilities.contains(word); }),
                             qPrintable(text));
                }
            }
        }
        QCOMPARE(groups.value(QStringLiteral("space")), 12);
        QCOMPARE(groups.value(QStringLiteral("people")), 8);
        QCOMPARE(groups.value(QStringLiteral("organisations")), 8);
        QCOMPARE(groups.value(QStringLiteral("forces")), 4);
        QCOMPARE(groups.value(QStringLiteral("sensing")), 5);
        QCOMPARE(groups.value(QStringLiteral("today")), 5);
    }

    void whatIsWrongIsNamedByItsPointer()
    {
        const auto missing = Catalogue::fromJson(
            json(
                R"({"format":"yunjie-catalogue/1","domains":[{"id":"a"}],"types":[{"id":"x","domain":"b","name":"X","class":"A"}]})"),
            QStringLiteral("c.json"));
        QVERIFY(!missing);
        QCOMPARE(missing.error().feature, QStringLiteral("/types/0/domain"));
        const auto klass = Catalogue::fromJson(
            json(
                R"({"format":"yunjie-catalogue/1","domains":[{"id":"a"}],"types":[{"id":"x","domain":"a","name":"X","class":"E"}]})"),
            QStringLiteral("c.json"));
        QCOMPARE(klass.error().feature, QStringLiteral("/types/0/class"));
        const auto twice =
            Catalogue::fromJson(json(R"({"format":"yunjie-catalogue/1","domains":[{"id":"a"},{"id":"a"}],"types":[]})"),
                                QStringLiteral("c.json"));
        QCOMPARE(twice.error().feature, QStringLiteral("/domains/1/id"));
        const auto near = [](const char *duplicates) {
            QJsonObject object = json(R"({"format":"yunjie-catalogue/1","domains":[],"types":[]})");
            object.insert(QStringLiteral("duplicates"), json(duplicates));
            return Catalogue::fromJson(object, QStringLiteral("c.json"));
        };
        QCOMPARE(near("{}")->duplicateMetres, 50.0);
        QCOMPARE(near("{}")->duplicateMinutes, 30.0);
        QCOMPARE(near(R"({"metres":120,"minutes":0})")->duplicateMetres, 120.0);
        QCOMPARE(near(R"({"metres":120,"minutes":0})")->duplicateMinutes, 0.0);
        QCOMPARE(near(R"({"minutes":-1})").error().feature, QStringLiteral("/duplicates/minutes"));
        QCOMPARE(near(R"({"metres":"far"})").error().feature, QStringLiteral("/duplicates/metres"));
        QCOMPARE(Catalogue::fromJson(json("{}"), QStringLiteral("c.json")).error().code,
                 QStringLiteral("format-unknown"));

        const auto two = Rules::fromJson(
            json(R"({"format":"yunjie-rules/1","rules":[{"id":"r","property":"p","above":1,"below":2}]})"),
            QStringLiteral("r.json"));
        QCOMPARE(two.error().feature, QStringLiteral("/rules/0"));
        const auto text =
            Rules::fromJson(json(R"({"format":"yunjie-rules/1","rules":[{"id":"r","property":"p","above":"1"}]})"),
                            QStringLiteral("r.json"));
        QCOMPARE(text.error().feature, QStringLiteral("/rules/0/above"));
        QVERIFY(!Rules::fromJson(
            json(R"({"format":"yunjie-rules/1","staleAfterPeriods":3,"offlineAfterPeriods":1,"rules":[]})"),
            QStringLiteral("r.json")));

        const auto good = indicatorsFromJson(
            json(
                R"({"format":"yunjie-indicators/1","indicators":[{"id":"i","name":"I","query":"count:grid","good":"left"}]})"),
            QStringLiteral("i.json"));
        QCOMPARE(good.error().feature, QStringLiteral("/indicators/0/good"));
        const auto list =
            indicatorsFromJson(json(R"({"format":"yunjie-indicators/1","indicators":{}})"), QStringLiteral("i.json"));
        QCOMPARE(list.error().feature, QStringLiteral("/indicators"));
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
