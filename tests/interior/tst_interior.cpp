#include "interior/Connect.h"
#include "interior/PlanText.h"
#include "interior/Routes.h"
#include "interior/Schematic.h"

#include <QTest>

#include <cmath>

using namespace domain;

static geometry::MultiPolygon box(double x0, double y0, double x1, double y1)
{
    return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}};
}

static Space space(const char *id, SpaceFunction function, int storey, geometry::MultiPolygon shape,
                   const char *unit = "")
{
    Space s;
    s.id = QString::fromLatin1(id);
    s.function = function;
    s.storey = storey;
    s.base = (storey - 1) * 3.0;
    s.shape = std::move(shape);
    s.unit = QString::fromLatin1(unit);
    return s;
}

static Door door(const char *id, int storey, geometry::Vec2 from, geometry::Vec2 to)
{
    Door d;
    d.id = QString::fromLatin1(id);
    d.storey = storey;
    d.base = (storey - 1) * 3.0;
    d.from = from;
    d.to = to;
    return d;
}

/// Two storeys: a room, a corridor (walls of 0.2 m between), a stair and a lift; one entrance at the corridor's west
/// end.
static Interior house()
{
    Interior interior;
    interior.building = QStringLiteral("H");
    for (int storey = 1; storey <= 2; ++storey) {
        Storey s;
        s.number = storey;
        s.base = (storey - 1) * 3.0;
        interior.storeys.push_back(s);
        interior.spaces.push_back(
            space(storey == 1 ? "R1" : "R2", SpaceFunction::Room, storey, box(0, 2.2, 6, 6), "U"));
        interior.spaces.push_back(space(storey == 1 ? "C1" : "C2", SpaceFunction::Corridor, storey, box(0, 0, 10, 2)));
        interior.spaces.push_back(space(storey == 1 ? "S1" : "S2", SpaceFunction::Stair, storey, box(6.2, 2.2, 8, 6)));
        interior.spaces.push_back(space(storey == 1 ? "L1" : "L2", SpaceFunction::Lift, storey, box(8.2, 2.2, 10, 6)));
        interior.doors.push_back(door("room", storey, {2, 2.1}, {2.9, 2.1}));
        interior.doors.push_back(door("stair", storey, {6.5, 2.1}, {7.5, 2.1}));
        interior.doors.push_back(door("lift", storey, {8.5, 2.1}, {9.5, 2.1}));
    }
    interior.doors.push_back(door("main", 1, {0, 0.5}, {0, 1.5}));
    return interior;
}

class TestInterior : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doorsFindTheirSpacesAndEntrances();
    void waysOutGoByStairNotByLift();
    void lockedInHasNoWay();
    void schematicFitsItsCounts();
    void schematicOfAnLShapeCoversTheFootprint();
    void planInBothLanguages();
    void tableAndModelAreCompared();
    void functionsByWords();
};

void TestInterior::doorsFindTheirSpacesAndEntrances()
{
    Interior interior = house();
    interior::connect(interior);
    int entrances = 0;
    for (const Door &d : interior.doors) {
        entrances += d.isEntrance;
        QCOMPARE((d.spaces[0] >= 0) + (d.spaces[1] >= 0), d.id == QLatin1String("main") ? 1 : 2);
    }
    QCOMPARE(entrances, 1);
    QCOMPARE(interior.passages.size(), size_t(7 + 2)); // doors, stair and lift from 1 to 2
}

void TestInterior::waysOutGoByStairNotByLift()
{
    Interior interior = house();
    interior::connect(interior);
    qint32 room = -1;
    for (size_t i = 0; i < interior.spaces.size(); ++i) {
        if (interior.spaces[i].id == QLatin1String("R2"))
            room = qint32(i);
    }
    const interior::WaysOut ways = interior::waysOut(interior, room);
    QCOMPARE(ways.toExits.size(), size_t(1));
    QStringList passed;
    for (const qint32 s : ways.toExits[0].spaces)
        passed.append(interior.spaces[size_t(s)].id);
    QCOMPARE(passed.join(u' '), QStringLiteral("R2 C2 S2 S1 C1"));
    // Room's middle to its door, along the corridor to the stair: between the straight line and twice of it.
    QVERIFY(ways.toStair.length > 4 && ways.toStair.length < 10);
    QCOMPARE(interior.spaces[size_t(ways.toStair.spaces.back())].id, QStringLiteral("S2"));
    QVERIFY(ways.toExits[0].length > ways.toStair.length + 9);
    QVERIFY(std::abs(interior::walkLength(interior, room, room)) < 1e-9);
}

void TestInterior::lockedInHasNoWay()
{
    Interior interior = house();
    std::erase_if(interior.doors, [](const Door &d) { return d.id == QLatin1String("room"); });
    interior::connect(interior);
    const interior::WaysOut ways = interior::waysOut(interior, 0);
    QVERIFY(ways.toExits.empty());
    QVERIFY(ways.toStair.spaces.empty());
    QVERIFY(std::isnan(interior::walkLength(interior, 0, 1)));
    QVERIFY(interior::waysOut(interior, 99).toExits.empty());
}

static Building tower(int above, int below)
{
    Building b;
    b.id = QStringLiteral("B");
    b.storeysAbove = above;
    b.storeysBelow = below;
    b.height = float(above) * 3;
    b.ground = 10;
    b.footprint = box(0, 0, 30, 12);
    return b;
}

void TestInterior::schematicFitsItsCounts()
{
    std::vector<Unit> units;
    for (int storey = 1; storey <= 7; ++storey) {
        for (int n = 1; n <= 4; ++n) {
            Unit u;
            u.id = QStringLiteral("%1%2").arg(storey).arg(n, 2, 10, QChar(u'0'));
            u.number = u.id;
            u.storey = storey;
            u.area = n == 1 ? 120 : 60;
            units.push_back(u);
        }
    }
    std::vector<const Unit *> pointers;
    for (const Unit &u : units)
        pointers.push_back(&u);
    const Interior interior = interior::schematic(tower(7, 1), pointers);
    QVERIFY(interior.schematic);
    QCOMPARE(interior.storeys.size(), size_t(8));
    QCOMPARE(interior.storeys[0].number, -1);
    QCOMPARE(interior.storeys[1].number, 1);
    QCOMPARE(interior.storeys[1].base, 10.0);
    QCOMPARE(interior.units.size(), size_t(28));
    QCOMPARE(interior.spaces.size(), size_t(28 + 1));
    double area = 0;
    for (const Space &s : interior.spaces) {
        if (s.storey == 3)
            area += geometry::area(s.shape);
    }
    QVERIFY(std::abs(area - 360) < 1e-6);
    // The larger unit has twice the share.
    const Space &first = interior.spaces[1], &second = interior.spaces[2];
    QVERIFY(std::abs(geometry::area(first.shape) - 2 * geometry::area(second.shape)) < 1e-6);
}

void TestInterior::schematicOfAnLShapeCoversTheFootprint()
{
    Building b = tower(1, 0);
    b.footprint = {{{{0, 0}, {30, 0}, {30, 10}, {10, 10}, {10, 25}, {0, 25}}, {}}};
    std::vector<Unit> units(3);
    std::vector<const Unit *> pointers;
    for (size_t i = 0; i < units.size(); ++i) {
        units[i].number = QString::number(i);
        units[i].area = 50;
        pointers.push_back(&units[i]);
    }
    const Interior interior = interior::schematic(b, pointers);
    double area = 0;
    for (const Space &s : interior.spaces)
        area += geometry::area(s.shape);
    QVERIFY(std::abs(area - geometry::area(b.footprint)) < 1e-6);
}

void TestInterior::planInBothLanguages()
{
    QCOMPARE(interior::planText({3, 2, 0, 2}, QStringLiteral("zh_CN")), QStringLiteral("三室两厅两卫"));
    QCOMPARE(interior::planText({1, 0, 1, 1}, QStringLiteral("en")), QStringLiteral("1 room, 1 kitchen, 1 bath"));
    QCOMPARE(interior::planText({}, QStringLiteral("zh_CN")), QString());
}

void TestInterior::tableAndModelAreCompared()
{
    Interior interior = house();
    Unit a, b;
    a.id = QStringLiteral("U");
    a.rooms = 2;
    b.id = QStringLiteral("V");
    b.storey = 9;
    Building building = tower(3, 0);
    const base::Warnings warnings = interior::consistency(building, {&a, &b}, interior);
    QCOMPARE(warnings.count(QStringLiteral("units-differ")), 1);
    QCOMPARE(warnings.count(QStringLiteral("unit-storey-unknown")), 1);
    QCOMPARE(warnings.count(QStringLiteral("storeys-differ")), 1);
    QCOMPARE(warnings.count(QStringLiteral("plan-differs")), 0); // two rooms on two storeys: as the table has it
}

void TestInterior::functionsByWords()
{
    QCOMPARE(spaceFunctionFromName(QStringLiteral("主卧")), SpaceFunction::Room);
    QCOMPARE(spaceFunctionFromName(QStringLiteral("Bedroom 2")), SpaceFunction::Room);
    QCOMPARE(spaceFunctionFromName(QStringLiteral("A101-Bathroom")), SpaceFunction::Bath);
    QCOMPARE(spaceFunctionFromName(QStringLiteral("stairs")), SpaceFunction::Stair);
    // A living room was a mere room, a foyer a living room.
    QCOMPARE(spaceFunctionFromName(QStringLiteral("A102 Living Room")), SpaceFunction::Hall);
    QCOMPARE(spaceFunctionFromName(QStringLiteral("Entrance Hall")), SpaceFunction::Lobby);
    QCOMPARE(spaceFunctionFromName(QStringLiteral("Room 7")), SpaceFunction::Room);
    QCOMPARE(spaceFunctionFromName(QStringLiteral("A101 Foyer")), SpaceFunction::Corridor);
    QCOMPARE(spaceFunctionFromName(QStringLiteral("Q7")), SpaceFunction::Unknown);
    for (int i = 1; i <= int(SpaceFunction::Outdoor); ++i)
        QCOMPARE(spaceFunctionFromName(spaceFunctionName(SpaceFunction(i))), SpaceFunction(i));
}

QTEST_APPLESS_MAIN(TestInterior)
#include "tst_interior.moc"
