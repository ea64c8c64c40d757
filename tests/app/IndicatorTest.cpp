#include "SmallCity.h"
#include "core/AreaFigures.h"
#include "core/IndicatorEvaluator.h"
#include "models/IndicatorModel.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using domain::ObjectKind;
using smallcity::Fixture;
using smallcity::Minute;
using smallcity::Now;
using smallcity::report;

class IndicatorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersQueries_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("scope");   // "kind:id", "" for everything
        QTest::addColumn<double>("expected"); // NaN: no answer
        const auto row = [](const char *query, const char *scope, double expected) {
            QTest::addRow("%s in %s", query, scope)
                << QString::fromLatin1(query) << QString::fromLatin1(scope) << expected;
        };
        row("count:building", "", 5);
        row("count:building", "sub-district:S", 5); // what no grid contains counts at the root
        row("count:building", "community:C1", 3);
        row("count:building?use=residential|office", "", 3);
        row("count:building?use=urban-village", "grid:G2", 1);
        row("count:building?use=urban-village", "grid:G1", 0);
        row("count:unit", "", 3);
        row("count:unit?tenancy=let", "", 1);
        row("count:unit?tenancy=owner-occupied&storey=1", "grid:G1", 2);
        row("count:unit?tenancy=let", "community:C2", 0);
        row("sum:unit:occupants", "", 9);
        row("sum:building:storeys", "community:C2", 40);
        row("sum:building:residents", "", 9);
        row("count:community", "", 2);
        row("count:grid", "community:C1", 2);
        row("count:area", "community:C1", 3);
        row("count:quarter?type=residential", "", 1);
        row("count:quarter?type=residential", "community:C2", 0);
        row("sum:area:registered", "", 147);
        row("sum:area:registered", "community:C1", 140);
        row("sum:area:unknown", "", qQNaN());
        row("area:subdistrict@km2", "", 1);
        row("area:subdistrict@ha", "grid:G1", 25); // the smaller place's own
        row("length:road@km", "", 1);
        row("count:road?type=secondary", "", 1);
        row("count:facility", "", qQNaN());
        row("things:smoke", "", 2);
        row("things:*", "community:C2", 2);
        row("things:online", "", 2);
        row("ratio:things:online/things:*@percent", "grid:G1", 50);
        row("ratio:things:online/things:gas", "", qQNaN());
        row("events:today", "", 3);
        row("events:open", "", 2);
        row("events:open?type=fire|flooding", "", 1);
        row("events:open?domain=environment", "", 1);
        row("events:open", "community:C1", 1);
        row("events:closed-today", "", 1);
        row("events:in-hand", "", 0);
        row("events:open?type!=fire|flooding", "", 1);
        row("events:today?state!=closed", "", 2);
        row("count:unit?tenancy!=let", "", 2);
        row("ratio:events:today?state=closed/events:today?state!=rejected|merged@percent", "", 100.0 / 3);
        row("events:overdue", "", 1);
        row("ratio:events:closed-today/events:today@percent", "", 100.0 / 3);
        row("weather:rain", "", qQNaN());
        row("count:building@furlong", "", qQNaN());
        row("sum:building", "", qQNaN());
        row("events:tomorrow", "", qQNaN());
        row("count:building", "grid:nowhere", qQNaN());
        row("", "", qQNaN());
    }

    void answersQueries()
    {
        QFETCH(QString, query);
        QFETCH(QString, scope);
        QFETCH(double, expected);
        Fixture fixture;
        domain::Event done = report(QStringLiteral("E3"), QStringLiteral("noise"),
                                    {ObjectKind::Grid, QStringLiteral("G2")}, Now - 4 * Minute);
        done.state = domain::EventState::Closed;
        done.closed = Now - Minute;
        fixture.apply(
            {smallcity::observation(QStringLiteral("T1.1"), 0), smallcity::observation(QStringLiteral("T2.1"), 0)},
            {report(QStringLiteral("E1"), QStringLiteral("noise"), {ObjectKind::Building, QStringLiteral("B1")}),
             report(QStringLiteral("E2"), QStringLiteral("fire"), {ObjectKind::Building, QStringLiteral("B4")}), done});
        const QStringList parts = scope.split(u':');
        const domain::ObjectRef place =
            scope.isEmpty() ? domain::ObjectRef() : domain::ObjectRef{domain::kindFromName(parts[0]), parts[1]};
        const app::IndicatorEvaluator evaluator(*fixture.twin.city(), &fixture.twin.state(), fixture.twin.now(), place);
        const std::optional<double> value = evaluator.value(query);
        if (std::isnan(expected)) {
            QVERIFY(!value.has_value());
            return;
        }
        QVERIFY(value.has_value());
        QCOMPARE(*value, expected);
    }

    void ofThePast()
    {
        // The same queries of a moment before: what was open then, and ended on that day by then.
        Fixture fixture;
        app::PastMoment then;
        then.time = Now - 24 * 60 * Minute;
        for (int i = 0; i < 5; ++i) {
            domain::Event event = report(QStringLiteral("P%1").arg(i), QStringLiteral("noise"),
                                         {ObjectKind::Building, QStringLiteral("B1")}, then.time - 30 * Minute);
            if (i < 2) {
                event.state = domain::EventState::Closed;
                event.closed = then.time - Minute;
            }
            then.events.push_back(event);
        }
        const auto ask = [&](const char *query, const domain::ObjectRef &place = {}) {
            return app::IndicatorEvaluator(*fixture.twin.city(), then, place).value(QString::fromLatin1(query));
        };
        QCOMPARE(*ask("events:today"), 5.0);
        QCOMPARE(*ask("events:open"), 3.0);
        QCOMPARE(*ask("events:closed-today"), 2.0);
        QCOMPARE(*ask("events:open", {ObjectKind::Community, QStringLiteral("C1")}), 3.0);
        QCOMPARE(*ask("events:open", {ObjectKind::Community, QStringLiteral("C2")}), 0.0);
        QVERIFY(!ask("things:online")); // nobody had listened
        then.knowsThings = true;
        then.statuses.insert(QStringLiteral("T1"), domain::ThingStatus::Online);
        QCOMPARE(*ask("things:online"), 1.0);
    }

    void trendsAgainstTheSameTimeOfDay()
    {
        Fixture fixture;
        auto city = std::make_shared<domain::City>(*fixture.twin.city());
        const auto make = [](const char *id, const char *query, domain::Indicator::Good good) {
            domain::Indicator indicator;
            indicator.id = QLatin1String(id);
            indicator.name = {indicator.id, indicator.id};
            indicator.query = QLatin1String(query);
            indicator.definition = {QStringLiteral("What it counts"), QStringLiteral("口径")};
            indicator.good = good;
            return indicator;
        };
        const domain::Indicator open = make("open", "events:open", domain::Indicator::Good::Down),
                                residents =
                                    make("residents", "sum:building:residents", domain::Indicator::Good::Neither);
        city->indicators = {open, residents};
        fixture.twin.setCity(city);
        app::IndicatorModel model(nullptr, &fixture.twin);
        const auto day = [&](int row) { return model.index(row).data(app::IndicatorModel::TrendDayRole).toMap(); };
        QCOMPARE(model.index(1).data(app::IndicatorModel::DefinitionRole).toString(), QStringLiteral("What it counts"));
        QCOMPARE(day(0).value(QStringLiteral("known")).toBool(), false);
        QCOMPARE(model.index(0).data(app::IndicatorModel::TrendTextRole).toString(), QString());
        auto then = std::make_shared<app::PastMoment>();
        then->time = app::Past::timeOf(app::Past::Ago::Day, Now, QTimeZone("Asia/Shanghai"));
        QCOMPARE(then->time, Now - 24 * 60 * Minute);
        for (int i = 0; i < 3; ++i)
            then->events.push_back(report(QStringLiteral("P%1").arg(i), QStringLiteral("noise"),
                                          {ObjectKind::Building, QStringLiteral("B1")}, then->time - Minute));
        then->figures.insert(QStringLiteral("residents"), 8);
        then->figures.insert(QStringLiteral("residents@community:C1"), 4);
        fixture.twin.past().setMoment(app::Past::Ago::Day, then);
        QCOMPARE(day(0).value(QStringLiteral("change")).toDouble(), -3.0);
        QCOMPARE(day(0).value(QStringLiteral("mood")).toString(), QStringLiteral("good"));
        QCOMPARE(day(0).value(QStringLiteral("changeText")).toString(), QStringLiteral("−3"));
        QCOMPARE(day(1).value(QStringLiteral("change")).toDouble(), 1.0);
        QCOMPARE(day(1).value(QStringLiteral("mood")).toString(), QString());
        QCOMPARE(model.index(0).data(app::IndicatorModel::TrendTextRole).toString(), QStringLiteral("−3 on yesterday"));
        fixture.apply(
            {}, {report(QStringLiteral("E1"), QStringLiteral("noise"), {ObjectKind::Building, QStringLiteral("B4")})});
        QTRY_COMPARE(day(0).value(QStringLiteral("change")).toDouble(), -2.0);
        // Within a community the same is asked of that place then.
        model.setScope(QStringLiteral("community"), QStringLiteral("C2"));
        QCOMPARE(day(0).value(QStringLiteral("valueText")).toString(), QStringLiteral("0"));
        QCOMPARE(day(0).value(QStringLiteral("mood")).toString(), QStringLiteral("bad"));
        model.setScope(QStringLiteral("community"), QStringLiteral("C1"));
        QCOMPARE(day(1).value(QStringLiteral("value")).toDouble(), 4.0);
    }

    void rowsOfAreasSumToTheWhole_data()
    {
        QTest::addColumn<QString>("query");
        for (const char *query : {"count:building", "count:unit", "sum:area:registered", "sum:building:residents",
                                  "area:subdistrict@km2", "things:*", "things:online", "events:open", "events:today",
                                  "length:road@km", "count:quarter", "count:grid"})
            QTest::newRow(query) << QString::fromLatin1(query);
    }
    void rowsOfAreasSumToTheWhole()
    {
        QFETCH(QString, query);
        Fixture fixture;
        fixture.apply(
            {smallcity::observation(QStringLiteral("T1.1"), 0)},
            {report(QStringLiteral("E1"), QStringLiteral("noise"), {ObjectKind::Building, QStringLiteral("B1")}),
             report(QStringLiteral("E2"), QStringLiteral("fire"), {})}); // nobody knows where
        const app::IndicatorEvaluator evaluator(*fixture.twin.city(), &fixture.twin.state(), Now);
        for (const ObjectKind level : {ObjectKind::Community, ObjectKind::Grid}) {
            const app::AreaFigures figures = app::areaFigures(*fixture.twin.city(), evaluator, query, level);
            QVERIFY(figures.addsUp);
            QVERIFY(figures.total.has_value());
            double sum = figures.rest;
            for (const app::AreaFigures::Row &row : figures.rows)
                sum += row.value.value_or(0);
            QVERIFY(std::abs(sum - *figures.total) < 1e-6);
            if (query.startsWith(QLatin1String("events:")))
                QCOMPARE(figures.rest, 1.0);
        }
    }

    void ratiosAreWorkedOutAnew()
    {
        Fixture fixture;
        fixture.apply(
            {smallcity::observation(QStringLiteral("T1.1"), 0), smallcity::observation(QStringLiteral("T2.1"), 0)});
        const QString query = QStringLiteral("ratio:things:online/things:*@percent");
        const app::IndicatorEvaluator evaluator(*fixture.twin.city(), &fixture.twin.state(), Now);
        const app::AreaFigures figures = app::areaFigures(*fixture.twin.city(), evaluator, query, ObjectKind::Grid);
        QVERIFY(!figures.addsUp);
        QCOMPARE(figures.rest, 0.0);
        QCOMPARE(*figures.total, 100.0 * 2 / 6);
        QCOMPARE(*figures.rows.front().value, 50.0); // as above: two devices, one of them online
    }

    void levelsThatMakeSense()
    {
        using app::IndicatorEvaluator;
        QCOMPARE(IndicatorEvaluator::lowestLevel(QStringLiteral("count:community")), ObjectKind::Community);
        QCOMPARE(IndicatorEvaluator::lowestLevel(QStringLiteral("count:block")), ObjectKind::Block);
        QCOMPARE(IndicatorEvaluator::lowestLevel(QStringLiteral("area:subdistrict@km2")), ObjectKind::Grid);
        QCOMPARE(IndicatorEvaluator::lowestLevel(QStringLiteral("events:open")), ObjectKind::Grid);
    }

    void classesByHand()
    {
        using app::ClassMethod;
        const std::vector<double> values{9, 1, 2, 3, 4, 5, 6, 7, 8, 100};
        const auto quantiles = app::classify(values, ClassMethod::Quantile, 5);
        QCOMPARE(quantiles.size(), size_t(5));
        for (const app::AreaClass &each : quantiles)
            QCOMPARE(each.count, 2);
        QCOMPARE(quantiles[4].least, 9.0);
        QCOMPARE(quantiles[4].greatest, 100.0);
        const auto equal = app::classify(values, ClassMethod::Equal, 3);
        QCOMPARE(equal.size(), size_t(3)); // 1 to 34, 34 to 67, 67 to 100
        QCOMPARE(equal[0].count, 9);
        QCOMPARE(equal[1].count, 0);
        QCOMPARE(equal[2].count, 1);
        QCOMPARE(app::classOf(equal, 34.0), 1);
        QCOMPARE(app::classOf(equal, 100.0), 2);
        QCOMPARE(app::classOf(equal, 101.0), -1);
        // What is equal is in one class; fewer values, fewer classes; none, none.
        QCOMPARE(app::classify({5, 5, 5, 5}, ClassMethod::Quantile, 5).size(), size_t(1));
        const auto ties = app::classify({0, 0, 0, 0, 0, 0, 1, 7}, ClassMethod::Quantile, 4);
        for (const double value : {0.0, 1.0, 7.0})
            QVERIFY(app::classOf(ties, value) >= 0);
        int all = 0;
        for (const app::AreaClass &each : ties)
            all += each.count;
        QCOMPARE(all, 8);
        QVERIFY(app::classify({qQNaN()}, ClassMethod::Equal, 5).empty());
    }

    void coloursStepInLightness()
    {
        // Told apart without seeing hues: each step is lighter (or darker) than the one before, by about as much.
        using Good = domain::Indicator::Good;
        const auto lightness = [](const QColor &colour) {
            const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
            const double y =
                0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
            return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y; // CIE L*
        };
        for (const Good good : {Good::Neither, Good::Up, Good::Down}) {
            for (const bool dark : {true, false}) {
                const auto colours = app::sequentialColours(good, 5, dark);
                QCOMPARE(colours.size(), size_t(5));
                for (size_t i = 1; i < colours.size(); ++i) {
                    const double step = lightness(colours[i]) - lightness(colours[i - 1]);
                    QVERIFY2((dark ? step : -step) > 9,
                             qPrintable(QStringLiteral("%1 %2 %3: %4").arg(int(good)).arg(dark).arg(i).arg(step)));
                }
            }
        }
    }

    void everyIndicatorOfTheProductIsWhole()
    {
        QFile file(QStringLiteral(INDICATORS));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        const auto indicators = domain::indicatorsFromJson(json, file.fileName());
        QVERIFY(indicators.has_value());
        QCOMPARE(indicators->size(), size_t(42));
        for (const domain::Indicator &each : *indicators) {
            QVERIFY2(app::IndicatorEvaluator::isReadable(each.query), qPrintable(each.id));
            for (const QString &text : {each.name.en, each.name.zh, each.definition.en, each.definition.zh})
                QVERIFY2(!text.isEmpty(), qPrintable(each.id));
            QVERIFY2(each.definition.zh.endsWith(u'。') && each.definition.en.endsWith(u'.'), qPrintable(each.id));
        }
        for (const char *broken :
             {"weather:rain", "count:building@furlong", "sum:building", "ratio:count:building", ""})
            QVERIFY2(!app::IndicatorEvaluator::isReadable(QString::fromLatin1(broken)), broken);
    }

    void addingOneIsAnEntry()
    {
        // The example of docs/indicators.md.
        const QByteArray text = R"({"format": "yunjie-indicators/1", "indicators": [
            {"id": "e-bikes-open", "group": "today", "name": {"en": "E-bikes indoors", "zh_CN": "电动车入户"}, "unit": {"en": "", "zh_CN": "件"},
             "query": "events:open?type=e-bike-indoors", "good": "down",
             "definition": {"en": "Reports of e-bikes indoors that are not closed.", "zh_CN": "尚未办结的电动车入户事件。"},
             "past": {"2026-11-21": 2}}]})";
        const auto indicators =
            domain::indicatorsFromJson(QJsonDocument::fromJson(text).object(), QStringLiteral("own"));
        QVERIFY(indicators.has_value());
        QCOMPARE(indicators->front().past.value(QStringLiteral("2026-11-21")), 2.0);
        Fixture fixture;
        auto city = std::make_shared<domain::City>(*fixture.twin.city());
        city->indicators = *indicators;
        fixture.twin.setCity(city);
        app::IndicatorModel model(nullptr, &fixture.twin);
        QCOMPARE(model.count(), 1);
        QCOMPARE(model.index(0).data(app::IndicatorModel::ValueRole).toDouble(), 0.0);
        fixture.apply(
            {}, {report(QStringLiteral("E1"), QStringLiteral("e-bike-indoors"),
                        {ObjectKind::Building, QStringLiteral("B1")}),
                 report(QStringLiteral("E2"), QStringLiteral("fire"), {ObjectKind::Building, QStringLiteral("B1")})});
        QTRY_COMPARE(model.index(0).data(app::IndicatorModel::ValueRole).toDouble(), 1.0);
        QCOMPARE(model.index(0).data(app::IndicatorModel::NameRole).toString(), QStringLiteral("E-bikes indoors"));
        const QByteArray broken = R"({"format": "yunjie-indicators/1", "indicators": [
            {"id": "a", "name": "A", "query": "count:building", "past": {"yesterday": 2}}]})";
        QVERIFY(!domain::indicatorsFromJson(QJsonDocument::fromJson(broken).object(), QStringLiteral("own")));
        // One that cannot be read is named, and has no number.
        city = std::make_shared<domain::City>(*fixture.twin.city());
        city->indicators.front().query = QStringLiteral("weather:rain");
        fixture.twin.setCity(city);
        QCOMPARE(fixture.twin.runWarnings().list().front().code, QStringLiteral("indicator-query"));
        QVERIFY(!model.index(0).data(app::IndicatorModel::KnownRole).toBool());
    }

    void countsSumFromLevelToLevel()
    {
        Fixture fixture;
        const auto in = [&](const char *id, ObjectKind kind) {
            const app::IndicatorEvaluator evaluator(*fixture.twin.city(), &fixture.twin.state(), Now,
                                                    {kind, QString::fromLatin1(id)});
            return *evaluator.value(QStringLiteral("sum:area:registered"));
        };
        QCOMPARE(in("C1", ObjectKind::Community), in("G1", ObjectKind::Grid) + in("G2", ObjectKind::Grid));
        QCOMPARE(in("S", ObjectKind::SubDistrict), in("C1", ObjectKind::Community) + in("C2", ObjectKind::Community));
    }
};

QTEST_GUILESS_MAIN(IndicatorTest)
#include "IndicatorTest.moc"
