#include "core/Card.h"

#include "SmallCity.h"

#include <QTest>

using app::cardContent;
using domain::ObjectKind;
using smallcity::Fixture;

/// The value of a row, "" where it is not there.
static QString value(const QVariantList &rows, const QString &label)
{
    for (const QVariant &row : rows) {
        if (row.toMap().value(QStringLiteral("label")) == label)
            return row.toMap().value(QStringLiteral("value")).toString();
    }
    return {};
}

static QVariantMap section(const app::Card::Content &card, const QString &title)
{
    for (const QVariant &each : card.sections) {
        if (each.toMap().value(QStringLiteral("title")) == title)
            return each.toMap();
    }
    return {};
}

class CardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildingTellsWhatItIs()
    {
        Fixture fixture;
        const auto card = cardContent(fixture.twin, {ObjectKind::Building, QStringLiteral("B1")});
        QCOMPARE(value(card.rows, QStringLiteral("Code")), QStringLiteral("B1"));
        QCOMPARE(value(card.rows, QStringLiteral("Use")), QStringLiteral("residential"));
        QCOMPARE(value(card.rows, QStringLiteral("Built")), QStringLiteral("1998"));
        QCOMPARE(value(card.rows, QStringLiteral("Storeys")), QStringLiteral("18 above, 1 below"));
        QCOMPARE(value(card.rows, QStringLiteral("Height")), QStringLiteral("54"));
        QCOMPARE(value(card.rows, QStringLiteral("Footprint")), QStringLiteral("400"));
        QCOMPARE(value(card.rows, QStringLiteral("Units")), QStringLiteral("3"));
        QCOMPARE(value(card.rows, QStringLiteral("People")), QStringLiteral("9"));
        QCOMPARE(value(card.rows, QStringLiteral("Grid")), QStringLiteral("网格 1"));
        QCOMPARE(value(card.rows, QStringLiteral("Person in charge")), QStringLiteral("张某某"));
        QVERIFY(card.badge.isEmpty());
        QVERIFY(!card.actions.isEmpty());
    }

    void buildingShowsSensorsByStateAndOpenEvents()
    {
        Fixture fixture;
        fixture.apply(
            {smallcity::observation(QStringLiteral("T1.1"), 1), smallcity::observation(QStringLiteral("T2.1"), 0)},
            {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"),
                               {ObjectKind::Building, QStringLiteral("B1")})});
        const auto card = cardContent(fixture.twin, {ObjectKind::Building, QStringLiteral("B1")});
        QCOMPARE(card.badge, QStringLiteral("1 alarm(s)"));
        QCOMPARE(card.badgeState, QStringLiteral("critical"));
        const QVariantList kinds = section(card, QStringLiteral("Sensors")).value(QStringLiteral("chips")).toList();
        QCOMPARE(kinds.size(), 1);
        QCOMPARE(kinds.first().toMap().value(QStringLiteral("value")).toString(), QStringLiteral("1 of 2"));
        QCOMPARE(kinds.first().toMap().value(QStringLiteral("shape")).toString(), QStringLiteral("octagon"));
        const QVariantList states =
            section(card, QStringLiteral("Sensors by state")).value(QStringLiteral("chips")).toList();
        QCOMPARE(states.size(), 2);
        const QVariantList events = section(card, QStringLiteral("Open events")).value(QStringLiteral("rows")).toList();
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.first().toMap().value(QStringLiteral("label")).toString(), QStringLiteral("Noise"));
        QCOMPARE(events.first().toMap().value(QStringLiteral("value")).toString(), QStringLiteral("reported · 10 min"));
        QCOMPARE(events.first().toMap().value(QStringLiteral("id")).toString(), QStringLiteral("E1"));
    }

    void areaCountsWhatIsInIt()
    {
        Fixture fixture;
        const auto community = cardContent(fixture.twin, {ObjectKind::Community, QStringLiteral("C1")});
        QCOMPARE(value(community.rows, QStringLiteral("Grids")), QStringLiteral("2"));
        QCOMPARE(value(community.rows, QStringLiteral("Buildings")), QStringLiteral("3"));
        QCOMPARE(value(community.rows, QStringLiteral("Area")), QStringLiteral("50 ha"));
        const auto grid = cardContent(fixture.twin, {ObjectKind::Grid, QStringLiteral("G1")});
        QCOMPARE(value(grid.rows, QStringLiteral("Person in charge")), QStringLiteral("张某某"));
        QCOMPARE(value(grid.rows, QStringLiteral("Let units")), QStringLiteral("1"));
        const auto quarter = cardContent(fixture.twin, {ObjectKind::Quarter, QStringLiteral("Q1")});
        QCOMPARE(value(quarter.rows, QStringLiteral("Buildings")), QStringLiteral("1"));
    }

    void thingTellsReadingRuleAgeAndPlace()
    {
        Fixture fixture;
        fixture.apply({smallcity::observation(QStringLiteral("T3.1"), 412.4)});
        fixture.clock.advance(40 * 1000);
        fixture.twin.tick();
        const auto card = cardContent(fixture.twin, {ObjectKind::Thing, QStringLiteral("T3")});
        QCOMPARE(card.badge, QStringLiteral("major"));
        QCOMPARE(value(card.rows, QStringLiteral("Status")), QStringLiteral("online, heard 40 s ago"));
        QCOMPARE(value(card.rows, QStringLiteral("Residual current")), QStringLiteral("412"));
        QCOMPARE(value(card.rows, QStringLiteral("Rule")), QStringLiteral("Residual current"));
        QCOMPARE(value(card.rows, QStringLiteral("Threshold")), QStringLiteral("300"));
        QCOMPARE(value(card.rows, QStringLiteral("Building")), QStringLiteral("罗湖楼 10 栋"));

        // The next reading is of something else: the threshold stays in milliamperes, and it is not the load that is
        // red.
        fixture.apply({smallcity::observation(QStringLiteral("T3.2"), 128)});
        const auto later = cardContent(fixture.twin, {ObjectKind::Thing, QStringLiteral("T3")});
        QCOMPARE(value(later.rows, QStringLiteral("Load")), QStringLiteral("128"));
        for (const QVariant &row : later.rows) {
            const QVariantMap map = row.toMap();
            if (map.value(QStringLiteral("label")) == QLatin1String("Threshold"))
                QCOMPARE(map.value(QStringLiteral("unit")).toString(), QStringLiteral("mA"));
            if (map.value(QStringLiteral("label")) == QLatin1String("Load"))
                QCOMPARE(map.value(QStringLiteral("state")).toString(), QString());
        }

        const auto smoke = cardContent(fixture.twin, {ObjectKind::Thing, QStringLiteral("T1")});
        QCOMPARE(smoke.subtitle, QStringLiteral("罗湖楼 2 栋, storey 7, 703"));
        QCOMPARE(smoke.badge, QStringLiteral("not heard yet"));
        QCOMPARE(smoke.badgeState, QStringLiteral("stale")); // never looks normal
        QCOMPARE(value(smoke.rows, QStringLiteral("Unit")), QStringLiteral("703"));
    }

    void eventTellsStateAgesLimitAndHistory()
    {
        Fixture fixture;
        domain::Event event = smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"),
                                                {ObjectKind::Building, QStringLiteral("B3")});
        event.description = QStringLiteral("drilling at night");
        event.source = QStringLiteral("hotline");
        event.history = {{domain::EventState::Reported, event.reported, QStringLiteral("resident"), {}, {}},
                         {domain::EventState::Accepted,
                          event.reported + smallcity::Minute,
                          QStringLiteral("duty desk"),
                          QStringLiteral("clear"),
                          {}}};
        event.state = domain::EventState::Accepted;
        fixture.apply({}, {event});
        const auto card = cardContent(fixture.twin, event.ref());
        QCOMPARE(card.title, QStringLiteral("Noise"));
        QCOMPARE(card.badge, QStringLiteral("accepted"));
        QCOMPARE(card.badgeState, QStringLiteral("in-hand"));
        QVERIFY(value(card.rows, QStringLiteral("Reported")).endsWith(QStringLiteral("10 min ago")));
        QCOMPARE(value(card.rows, QStringLiteral("Due")), QStringLiteral("overdue by 5 min"));
        QCOMPARE(value(card.rows, QStringLiteral("Building")), QStringLiteral("老围 3 号"));
        QCOMPARE(value(card.rows, QStringLiteral("Description")), QStringLiteral("drilling at night"));
        const QVariantList history = section(card, QStringLiteral("History")).value(QStringLiteral("steps")).toList();
        const auto accepted = std::find_if(history.begin(), history.end(), [](const QVariant &step) {
            return step.toMap().value(QStringLiteral("what")).toString() == QLatin1String("accepted");
        });
        QVERIFY(accepted != history.end());
        QCOMPARE(accepted->toMap().value(QStringLiteral("who")).toString(), QStringLiteral("duty desk"));
        QCOMPARE(accepted->toMap().value(QStringLiteral("words")).toString(), QStringLiteral("clear"));
    }

    void featureAndUnit()
    {
        Fixture fixture;
        const auto road = cardContent(fixture.twin, {ObjectKind::Feature, QStringLiteral("R1")});
        QCOMPARE(road.title, QStringLiteral("罗湖路"));
        QCOMPARE(road.subtitle, QStringLiteral("Roads"));
        QCOMPARE(value(road.rows, QStringLiteral("Length")), QStringLiteral("1,000"));
        const auto unit = cardContent(fixture.twin, {ObjectKind::Unit, QStringLiteral("4403030010010000703")});
        QCOMPARE(unit.subtitle, QStringLiteral("罗湖楼 2 栋"));
        QCOMPARE(value(unit.rows, QStringLiteral("Plan")), QStringLiteral("2 rooms, 1 hall"));
        QVERIFY(cardContent(fixture.twin, {ObjectKind::Building, QStringLiteral("gone")}).title.isEmpty());
    }
};

QTEST_GUILESS_MAIN(CardTest)
#include "CardTest.moc"
