#include "inside/Inside.h"

#include "SmallCity.h"

#include <QSignalSpy>
#include <QTest>

using domain::ObjectKind;
using smallcity::Fixture;

static QVariantMap storeyOf(const app::Inside &inside, int number)
{
    for (const QVariant &storey : inside.storeys()) {
        if (storey.toMap().value(QStringLiteral("number")) == number)
            return storey.toMap();
    }
    return {};
}

/// The building that is entered, without a view: opening, storeys, colours, leaving.
class InsideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatIsEnteredAndSaysHowItIsKnown()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        app::Inside inside(fixture.twin, selection);
        QVERIFY(!inside.isActive());
        selection.select(QStringLiteral("building"), QStringLiteral("B1"));
        QVERIFY(!inside.isOpening()); // selected is not entered
        selection.enter(QStringLiteral("building"), QStringLiteral("B1"));
        QVERIFY(inside.isOpening());
        QTRY_VERIFY(inside.isActive());
        QVERIFY(!inside.isOpening());
        QVERIFY(inside.isSchematic());
        QVERIFY(inside.reason().contains(QStringLiteral("units by their number")));
        QCOMPARE(inside.storeys().size(), 19); // 18 above, 1 below
        QCOMPARE(inside.storeys().first().toMap().value(QStringLiteral("number")).toInt(), 18);
        QCOMPARE(storeyOf(inside, 7).value(QStringLiteral("units")).toInt(), 1);
        QCOMPARE(inside.storey(), 0);

        // Another one while this is open; then out.
        selection.enter(QStringLiteral("building"), QStringLiteral("B5"));
        QVERIFY(!inside.isActive());
        QTRY_COMPARE(inside.building(), QStringLiteral("B5"));
        QTRY_VERIFY(inside.isActive());
        QVERIFY(!inside.reason().contains(QStringLiteral("units")));
        selection.enter(QStringLiteral("grid"), QStringLiteral("G1"));
        QVERIFY(!inside.isActive());
        QVERIFY(inside.building().isEmpty());
    }

    void whatIsSelectedLeadsToItsStorey()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        app::Inside inside(fixture.twin, selection);
        QSignalSpy flights(&selection, &app::Selection::flyRequested);
        QVERIFY(selection.flyTo(QString(), QStringLiteral("B1::12"))); // not open yet
        QTRY_COMPARE(selection.kind(), QStringLiteral("storey"));
        QCOMPARE(inside.storey(), 12);
        QVERIFY(storeyOf(inside, 12).value(QStringLiteral("current")).toBool());
        // A device: its unit, its storey.
        selection.enter(QStringLiteral("thing"), QStringLiteral("T1"));
        QCOMPARE(inside.storey(), 7);
        selection.select(QStringLiteral("building"), QStringLiteral("B1"));
        QCOMPARE(inside.storey(), 0);
    }

    /// The eye is in a room then: left there, it would look at a wall of all storeys from within.
    void goingUpToAllStoreysLeadsTheEyeOut()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        app::Inside inside(fixture.twin, selection);
        QVERIFY(selection.flyTo(QString(), QStringLiteral("B1::12")));
        QTRY_COMPARE(inside.storey(), 12);
        QSignalSpy flights(&selection, &app::Selection::flyRequested);
        selection.up();
        QCOMPARE(inside.storey(), 0);
        QCOMPARE(flights.size(), 1);
        QCOMPARE(flights.front().front().value<domain::ObjectRef>(),
                 (domain::ObjectRef{ObjectKind::Building, QStringLiteral("B1")}));
        selection.up(); // out of the building
        QCOMPARE(flights.size(), 2);
    }

    void aDeviceOpensItsBuildingAtItsStorey()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        app::Inside inside(fixture.twin, selection);
        QSignalSpy flights(&selection, &app::Selection::flyRequested);
        selection.enter(QStringLiteral("thing"), QStringLiteral("T1"));
        QTRY_VERIFY(inside.isActive());
        QCOMPARE(inside.storey(), 7);
        QCOMPARE(selection.id(), QStringLiteral("T1"));
        QCOMPARE(flights.count(), 2); // at once, and again to the room once it is known
    }

    void stepsThroughStoreys()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        app::Inside inside(fixture.twin, selection);
        selection.enter(QStringLiteral("building"), QStringLiteral("B1"));
        QTRY_VERIFY(inside.isActive());
        inside.up();
        QCOMPARE(inside.storey(), 18);
        inside.up(); // none above
        QCOMPARE(inside.storey(), 18);
        inside.setStorey(1);
        inside.down();
        QCOMPARE(inside.storey(), -1);
        QCOMPARE(selection.id(), QStringLiteral("B1::-1"));
        inside.all();
        QCOMPARE(inside.storey(), 0);
        QCOMPARE(selection.id(), QStringLiteral("B1"));
        inside.setStorey(4);
        inside.setSpread(QStringLiteral("up"));
        QCOMPARE(inside.storey(), 0);
        inside.nextSpread();
        QCOMPARE(inside.spread(), QStringLiteral("sideways"));
    }

    void sectionsFollowTheBuilding()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        app::Inside inside(fixture.twin, selection);
        selection.enter(QStringLiteral("building"), QStringLiteral("B1"));
        QTRY_VERIFY(inside.isActive());
        for (const char *axis : {"x", "y", "z", "view"}) {
            inside.setSection(QString::fromLatin1(axis));
            QCOMPARE(inside.section(), QString::fromLatin1(axis));
            QVERIFY(inside.look().section.has_value());
            QVERIFY(std::abs(glm::length(inside.look().section->normal) - 1) < 1e-9);
            QCOMPARE(inside.look().section->point.x, 110.0);
        }
        inside.nextSection();
        QVERIFY(!inside.look().section.has_value());
        // A section does not outlive its building.
        inside.setSection(QStringLiteral("x"));
        inside.leave();
        QCOMPARE(selection.entered().kind, ObjectKind::Grid);
        QVERIFY(!inside.look().section.has_value());
    }

    void statesColourRoomsAsTheyChange()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        app::Inside inside(fixture.twin, selection);
        selection.enter(QStringLiteral("building"), QStringLiteral("B1"));
        QTRY_VERIFY(inside.isActive());
        inside.setPaint(QStringLiteral("sensors"));
        const auto before = inside.look().colours;
        QSignalSpy looks(&inside, &app::Inside::lookChanged);
        QSignalSpy opened(&inside, &app::Inside::interiorChanged);
        fixture.apply({smallcity::observation(QStringLiteral("T1.1"), 1)});
        QCOMPARE(opened.count(), 0);
        QCOMPARE(looks.count(), 1);
        QVERIFY(inside.look().colours != before);
        QCOMPARE(storeyOf(inside, 7).value(QStringLiteral("state")).toString(), QStringLiteral("critical"));
        fixture.apply({smallcity::observation(QStringLiteral("T4.1"), 400)}); // of another building
        QCOMPARE(looks.count(), 1);
    }

    void annotationsHaveOwners()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        app::Inside inside(fixture.twin, selection);
        fixture.apply({smallcity::observation(QStringLiteral("T1.1"), 1)});
        selection.enter(QStringLiteral("thing"), QStringLiteral("T1"));
        QTRY_VERIFY(inside.isActive());
        QVERIFY(inside.areWaysShown());                                                // it is in alarm
        QVERIFY(!inside.waysOut().value(QStringLiteral("note")).toString().isEmpty()); // a stack has no doors
        selection.select(QStringLiteral("thing"), QStringLiteral("T2"));
        QVERIFY(!inside.areWaysShown());
        inside.perform(QStringLiteral("ways"));
        QVERIFY(inside.areWaysShown());
    }
};

QTEST_GUILESS_MAIN(InsideTest)
#include "InsideTest.moc"
