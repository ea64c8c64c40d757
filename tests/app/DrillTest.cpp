#include "SmallCity.h"
#include "core/Card.h"
#include "core/Directory.h"
#include "core/InsideStatus.h"
#include "core/RoomPaint.h"
#include "core/Selection.h"
#include "core/WaysOut.h"

#include <QSignalSpy>
#include <QTest>

using domain::ObjectKind;
using domain::ObjectRef;
using smallcity::Fixture;

static const QString Unit703 = QStringLiteral("4403030010010000703");

static QStringList names(const QVariantList &breadcrumb)
{
    QStringList list;
    for (const QVariant &step : breadcrumb)
        list.append(step.toMap().value(QStringLiteral("name")).toString());
    return list;
}

static QString value(const QVariantList &rows, const QString &label)
{
    for (const QVariant &row : rows) {
        if (row.toMap().value(QStringLiteral("label")) == label)
            return row.toMap().value(QStringLiteral("value")).toString();
    }
    return {};
}

static QVariantList rowsOf(const app::Card::Content &card, const QString &title)
{
    for (const QVariant &each : card.sections) {
        if (each.toMap().value(QStringLiteral("title")) == title)
            return each.toMap().value(QStringLiteral("rows")).toList();
    }
    return {};
}

/// The drill path below the building: selection, names, cards, ways out of an inside that is open.
class DrillTest : public QObject
{
    Q_OBJECT

    /// As Inside does it, at once.
    static void open(Fixture &fixture) { fixture.twin.setInterior(smallcity::inside(*fixture.twin.city())); }

private Q_SLOTS:
    void breadcrumbGoesOnInside()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        open(fixture);
        QVERIFY(selection.enter(QStringLiteral("building"), QStringLiteral("B1")));
        QVERIFY(selection.select(QString(), QStringLiteral("B1::R703b")));
        QCOMPARE(names(selection.breadcrumb()).mid(2),
                 QStringList({QStringLiteral("网格 1"), QStringLiteral("罗湖楼 2 栋"), QStringLiteral("Storey 7"),
                              QStringLiteral("703"), QStringLiteral("Room")}));
        fixture.twin.setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(names(selection.breadcrumb()).last(), QStringLiteral("卧室"));
        // A step at a time: unit, storey, building, grid.
        for (const QString &id : {Unit703, QStringLiteral("B1::7"), QStringLiteral("B1"), QStringLiteral("G1")}) {
            selection.up();
            QCOMPARE(selection.id(), id);
        }
        QCOMPARE(selection.entered().id, QStringLiteral("G1"));
    }

    void whatIsNotOpenYetIsEnteredFirst()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        QSignalSpy flights(&selection, &app::Selection::flyRequested);
        QSignalSpy missing(&selection, &app::Selection::awaitedMissing);
        QVERIFY(selection.flyTo(QString(), QStringLiteral("B1::7")));
        QVERIFY(selection.isAwaiting());
        QCOMPARE(selection.entered().id, QStringLiteral("B1"));
        open(fixture);
        QVERIFY(!selection.isAwaiting());
        QCOMPARE(selection.current(), (ObjectRef{ObjectKind::Storey, QStringLiteral("B1::7")}));
        QCOMPARE(flights.last().first().value<ObjectRef>().id, QStringLiteral("B1::7"));

        selection.clear();
        fixture.twin.setInterior(nullptr);
        QVERIFY(selection.select(QStringLiteral("space"), QStringLiteral("B1::nowhere")));
        open(fixture);
        QCOMPARE(missing.count(), 1);
        QCOMPARE(selection.id(), QStringLiteral("B1"));
        // Of an open building nothing is waited for.
        QVERIFY(!selection.select(QString(), QStringLiteral("B1::nowhere")));
        QVERIFY(!selection.select(QString(), QStringLiteral("B99::1")));
    }

    void leavingLetsGoOfItsRooms()
    {
        Fixture fixture;
        app::Selection selection(fixture.twin);
        selection.enter(QStringLiteral("building"), QStringLiteral("B1"));
        open(fixture);
        selection.select(QString(), QStringLiteral("B1::R101"));
        fixture.twin.setInterior(nullptr);
        QCOMPARE(selection.id(), QStringLiteral("B1"));
        selection.leaveBuilding();
        QCOMPARE(selection.entered().id, QStringLiteral("G1"));
        QCOMPARE(selection.id(), QStringLiteral("B1"));
        // A step above in the breadcrumb leaves too.
        selection.enter(QStringLiteral("building"), QStringLiteral("B1"));
        selection.flyTo(QStringLiteral("community"), QStringLiteral("C1"));
        QCOMPARE(selection.entered().id, QStringLiteral("C1"));
    }

    void devicesStandInTheirRooms()
    {
        Fixture fixture;
        open(fixture);
        const app::Rooms &rooms = *fixture.twin.rooms();
        // T1 says unit 703, and its point is in the corridor before it: the nearest of the unit's rooms.
        QCOMPARE(rooms.interior().spaces[size_t(rooms.spaceOfThing(QStringLiteral("T1")))].id,
                 QStringLiteral("B1::R703a"));
        // T2 says nothing but its point, 3 m up.
        QCOMPARE(rooms.interior().spaces[size_t(rooms.spaceOfThing(QStringLiteral("T2")))].id,
                 QStringLiteral("B1::C2"));
        QCOMPARE(rooms.storeyOf({ObjectKind::Thing, QStringLiteral("T1")}), std::optional(7));
        QCOMPARE(rooms.storeyOf({ObjectKind::Thing, QStringLiteral("T3")}), std::optional<int>());
        app::Selection selection(fixture.twin);
        selection.enter(QStringLiteral("thing"), QStringLiteral("T1"));
        QCOMPARE(selection.entered().id, QStringLiteral("B1"));
        QCOMPARE(names(selection.breadcrumb()).mid(4, 3),
                 QStringList({QStringLiteral("Storey 7"), QStringLiteral("703"), QStringLiteral("Living room")}));
    }

    void statesRiseFromRoomToStorey()
    {
        Fixture fixture;
        open(fixture);
        fixture.apply({smallcity::observation(QStringLiteral("T1.1"), 1)},
                      {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), {ObjectKind::Unit, Unit703})});
        const app::InsideStatus status(fixture.twin);
        const ObjectRef room{ObjectKind::Space, QStringLiteral("B1::R703a")};
        QCOMPARE(status.of(room).sensors, QStringLiteral("critical"));
        QCOMPARE(status.of(room).openEvents, 0);
        for (const ObjectRef &part :
             {ObjectRef{ObjectKind::Unit, Unit703}, ObjectRef{ObjectKind::Storey, QStringLiteral("B1::7")}}) {
            QCOMPARE(status.of(part).alarms, 1);
            QCOMPARE(status.of(part).openEvents, 1);
            QCOMPARE(status.of(part).worst(), QStringLiteral("critical"));
        }
        const app::RoomPaint paint(fixture.twin, status, QStringLiteral("sensors"), true);
        const auto colours = paint.colours();
        QCOMPARE(colours.size(), qsizetype(fixture.twin.interior()->spaces.size()));
        QVERIFY(colours.value(QStringLiteral("B1::R703a")) != colours.value(QStringLiteral("B1::R703b")));
        QVERIFY(colours.value(QStringLiteral("B1::R703b")) != colours.value(QStringLiteral("B1::R101")));
        QCOMPARE(paint.legend().first().toMap().value(QStringLiteral("visual")), QStringLiteral("critical"));
    }

    void waysOutSayHowFar()
    {
        Fixture fixture;
        open(fixture);
        const qint32 room = fixture.twin.rooms()->spaceAt({ObjectKind::Space, QStringLiteral("B1::R703b")});
        const QVariantMap ways = app::waysOutText(fixture.twin, room);
        QCOMPARE(ways.value(QStringLiteral("stair")).toMap().value(QStringLiteral("name")), QStringLiteral("Stair"));
        const QVariantList exits = ways.value(QStringLiteral("exits")).toList();
        QCOMPARE(exits.size(), 1);
        QCOMPARE(exits.first().toMap().value(QStringLiteral("id")), QStringLiteral("B1::Main"));
        // Six storeys down at 3 m a metre of height, and the floors.
        const QString length = exits.first().toMap().value(QStringLiteral("length")).toString();
        QVERIFY2(length.section(u' ', 0, 0).toInt() > 54 && length.section(u' ', 0, 0).toInt() < 110,
                 qPrintable(length));
        QVERIFY(!ways.contains(QStringLiteral("note")));
    }

    void cardsOfEveryLevel()
    {
        Fixture fixture;
        const auto closed = app::cardContent(fixture.twin, {ObjectKind::Building, QStringLiteral("B1")});
        QCOMPARE(value(rowsOf(closed, QStringLiteral("Inside")), QStringLiteral("Known")),
                 QStringLiteral("its units by storey and number, no plan"));
        const auto bare = app::cardContent(fixture.twin, {ObjectKind::Building, QStringLiteral("B4")});
        QCOMPARE(value(rowsOf(bare, QStringLiteral("Inside")), QStringLiteral("Known")),
                 QStringLiteral("only how many storeys it has"));

        open(fixture);
        const auto building = app::cardContent(fixture.twin, {ObjectKind::Building, QStringLiteral("B1")});
        QCOMPARE(value(building.rows, QStringLiteral("Rooms")), QStringLiteral("2"));
        QCOMPARE(value(building.rows, QStringLiteral("Halls")), QStringLiteral("2"));
        QCOMPARE(value(building.rows, QStringLiteral("Entrances")), QStringLiteral("1"));
        // 18 storeys in the table, 7 in the model; every unit has two rooms in the table.
        QCOMPARE(rowsOf(building, QStringLiteral("Table and model differ")).size(), 2);

        const auto storey = app::cardContent(fixture.twin, {ObjectKind::Storey, QStringLiteral("B1::1")});
        QCOMPARE(storey.title, QStringLiteral("Storey 1"));
        QCOMPARE(value(storey.rows, QStringLiteral("Units")), QStringLiteral("2"));
        QCOMPARE(value(storey.rows, QStringLiteral("People")), QStringLiteral("6"));

        const auto unit = app::cardContent(fixture.twin, {ObjectKind::Unit, Unit703});
        QCOMPARE(value(unit.rows, QStringLiteral("Plan")), QStringLiteral("2 rooms, 1 hall"));
        QCOMPARE(rowsOf(unit, QStringLiteral("Rooms")).size(), 2);
        QVERIFY(!rowsOf(unit, QStringLiteral("The way out")).isEmpty());

        const auto room = app::cardContent(fixture.twin, {ObjectKind::Space, QStringLiteral("B1::R703a")});
        QCOMPARE(value(room.rows, QStringLiteral("Use")), QStringLiteral("Living room"));
        QCOMPARE(value(room.rows, QStringLiteral("Area")), QStringLiteral("64"));
        QCOMPARE(rowsOf(room, QStringLiteral("Doors")).size(), 2);
        QCOMPARE(value(rowsOf(room, QStringLiteral("Doors")), QStringLiteral("Door, 1 m")),
                 QStringLiteral("to Corridor"));

        const auto door = app::cardContent(fixture.twin, {ObjectKind::Door, QStringLiteral("B1::Main")});
        QCOMPARE(door.title, QStringLiteral("Entrance"));
        QCOMPARE(value(door.rows, QStringLiteral("Width")), QStringLiteral("1"));
    }

    void alarmSaysWhetherPeopleAreInside()
    {
        Fixture fixture;
        fixture.apply({smallcity::observation(QStringLiteral("T1.1"), 1)});
        auto card = app::cardContent(fixture.twin, {ObjectKind::Thing, QStringLiteral("T1")});
        QCOMPARE(card.actions.first().toMap().value(QStringLiteral("id")), QStringLiteral("enter"));
        open(fixture);
        card = app::cardContent(fixture.twin, {ObjectKind::Thing, QStringLiteral("T1")});
        QCOMPARE(card.actions.first().toMap().value(QStringLiteral("id")), QStringLiteral("ways"));
        QVERIFY(!value(card.rows, QStringLiteral("Nearest stair")).isEmpty());
        QVERIFY(!value(card.rows, QStringLiteral("Nearest exit")).isEmpty());
        QCOMPARE(value(card.rows, QStringLiteral("Storey")), QStringLiteral("Storey 7"));
    }
};

QTEST_GUILESS_MAIN(DrillTest)
#include "DrillTest.moc"
