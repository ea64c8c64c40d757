#include "SmallCity.h"
#include "core/IndicatorEvaluator.h"

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
