#include "core/Selection.h"

#include "SmallCity.h"
#include "core/Card.h"
#include "core/Directory.h"

#include <QSignalSpy>
#include <QTest>

using domain::ObjectKind;
using smallcity::Fixture;

static QStringList names(const QVariantList &breadcrumb)
{
    QStringList list;
    for (const QVariant &step : breadcrumb)
        list.append(step.toMap().value(QStringLiteral("name")).toString());
    return list;
}

class SelectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void breadcrumbLeadsFromTheTopToWhatIsSelected()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        QSignalSpy spy(&selection, &app::Selection::currentChanged);
        QVERIFY(selection.select(QStringLiteral("building"), QStringLiteral("B1")));
        QCOMPARE(spy.count(), 1);
        QCOMPARE(selection.kind(), QStringLiteral("building"));
        QCOMPARE(names(selection.breadcrumb()), QStringList({QStringLiteral("桂湖街道"), QStringLiteral("东门社区"),
                                                             QStringLiteral("网格 1"), QStringLiteral("罗湖楼 2 栋")}));
        QVERIFY(selection.select(QStringLiteral("thing"), QStringLiteral("T1")));
        QCOMPARE(names(selection.breadcrumb()).size(), 5);
        QCOMPARE(names(selection.breadcrumb()).at(3), QStringLiteral("罗湖楼 2 栋"));
    }

    void whatIsNotThereChangesNothing()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        QVERIFY(selection.select(QStringLiteral("grid"), QStringLiteral("G2")));
        QVERIFY(!selection.select(QStringLiteral("grid"), QStringLiteral("G99")));
        QVERIFY(!selection.enter(QStringLiteral("building"), QStringLiteral("nowhere")));
        QCOMPARE(selection.id(), QStringLiteral("G2"));
        QVERIFY(selection.entered().isNull());
    }

    void anIdAloneIsLookedUpInEveryKind()
    {
        Fixture fixture;
        fixture.apply({}, {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"),
                                             {ObjectKind::Grid, QStringLiteral("G1")})});
        QCOMPARE(app::resolve(fixture.twin, {}, QStringLiteral("T5")).kind, ObjectKind::Thing);
        QCOMPARE(app::resolve(fixture.twin, {}, QStringLiteral("E1")).kind, ObjectKind::Event);
        QCOMPARE(app::resolve(fixture.twin, {}, QStringLiteral("R1")).kind, ObjectKind::Feature);
        QCOMPARE(app::resolve(fixture.twin, {}, QStringLiteral("Q1")).kind, ObjectKind::Quarter);
        QVERIFY(app::resolve(fixture.twin, {}, QStringLiteral("X")).isNull());
    }

    void enteringFliesAndUpGoesOneStepAtATime()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        QSignalSpy flights(&selection, &app::Selection::flyRequested);
        QVERIFY(selection.enter(QStringLiteral("grid"), QStringLiteral("G1")));
        QCOMPARE(flights.count(), 1);
        QVERIFY(selection.select(QStringLiteral("building"), QStringLiteral("B2")));
        QCOMPARE(flights.count(), 1);

        selection.up(); // lets go of the building
        QCOMPARE(selection.id(), QStringLiteral("G1"));
        QCOMPARE(selection.entered().id, QStringLiteral("G1"));
        selection.up();
        QCOMPARE(selection.entered().id, QStringLiteral("C1"));
        selection.up();
        QCOMPARE(selection.entered().id, QStringLiteral("S"));
        selection.up();
        QVERIFY(selection.entered().isNull());
        QVERIFY(selection.current().isNull());
        selection.up();
        QVERIFY(selection.current().isNull());
    }

    void enteringADeviceEntersItsBuilding()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        QVERIFY(selection.enter(QStringLiteral("thing"), QStringLiteral("T3")));
        QCOMPARE(selection.entered().id, QStringLiteral("B2"));
        QCOMPARE(selection.id(), QStringLiteral("T3"));
        QVERIFY(selection.enter(QStringLiteral("thing"), QStringLiteral("T5"))); // outdoors: nothing to enter
        QCOMPARE(selection.entered().id, QStringLiteral("B2"));
    }

    void whatTheNextCityLacksIsLetGo()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        selection.enter(QStringLiteral("grid"), QStringLiteral("G1"));
        selection.select(QStringLiteral("building"), QStringLiteral("B1"));
        selection.hover(QStringLiteral("building"), QStringLiteral("B2"));
        fixture.twin.setCity(smallcity::make());
        QCOMPARE(selection.id(), QStringLiteral("B1"));
        fixture.twin.setCity(nullptr);
        QVERIFY(selection.current().isNull());
        QVERIFY(selection.entered().isNull());
        QVERIFY(selection.hovered().isNull());
    }

    void cardShowsWhatIsSelectedElseWhatIsEntered()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        app::Card card(fixture.twin, selection);
        QVERIFY(!card.visible());
        selection.enter(QStringLiteral("grid"), QStringLiteral("G1"));
        QCOMPARE(card.title(), QStringLiteral("网格 1"));
        selection.select(QStringLiteral("building"), QStringLiteral("B1"));
        QCOMPARE(card.title(), QStringLiteral("罗湖楼 2 栋"));
        QCOMPARE(card.subtitle(), QStringLiteral("翠苑花园 · 罗湖路 18 号"));
        selection.select(QString(), QString());
        QCOMPARE(card.title(), QStringLiteral("网格 1"));
        selection.clear();
        QVERIFY(!card.visible());
    }

    void anchorKeepsTheLastPlaceWhileOutOfSight()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        app::Card card(fixture.twin, selection);
        QSignalSpy spy(&card, &app::Card::anchorChanged);
        card.setAnchor({10, 20});
        card.setAnchor({10, 20});
        QCOMPARE(spy.count(), 1);
        card.setAnchor({qQNaN(), qQNaN()});
        QCOMPARE(card.anchor(), QPointF(10, 20));
        QVERIFY(!card.anchorValid());
    }
};

QTEST_GUILESS_MAIN(SelectionTest)
#include "SelectionTest.moc"
