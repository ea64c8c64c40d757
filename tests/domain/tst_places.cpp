#include "domain/City.h"

#include <QTest>

using namespace domain;

static geometry::MultiPolygon square(double x, double y, double side)
{
    return {{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}, {}}};
}

static AdminArea area(const char *id, ObjectKind level, const char *parent, geometry::MultiPolygon shape)
{
    AdminArea a;
    a.id = QString::fromLatin1(id);
    a.level = level;
    a.parent = QString::fromLatin1(parent);
    a.shape = std::move(shape);
    return a;
}

static Building building(const char *id, double x, double y)
{
    Building b;
    b.id = QString::fromLatin1(id);
    b.footprint = square(x, y, 2);
    b.storeysAbove = 5;
    b.height = 15;
    return b;
}

/// Two communities of two grids each; the right one has no block level.
static std::vector<std::shared_ptr<const Layer>> district()
{
    auto areas = std::make_shared<Layer>();
    areas->areas = {area("S", ObjectKind::SubDistrict, "", square(0, 0, 100)),
                    area("C1", ObjectKind::Community, "S", {{{{0, 0}, {50, 0}, {50, 100}, {0, 100}}, {}}}),
                    area("C2", ObjectKind::Community, "", {{{{50, 0}, {100, 0}, {100, 100}, {50, 100}}, {}}}),
                    area("G1", ObjectKind::Grid, "C1", square(0, 0, 50)),
                    area("G2", ObjectKind::Grid, "C1", square(0, 50, 50)),
                    area("G3", ObjectKind::Grid, "C2", square(50, 0, 50)),
                    area("G4", ObjectKind::Grid, "nobody", square(50, 50, 50))};
    const int enterprises = areas->attributes.addColumn(QStringLiteral("enterprises"), true);
    areas->attributes.resize(areas->areas.size());
    for (size_t i = 3; i < 7; ++i)
        areas->attributes.setNumber(i, enterprises, double(i));
    auto buildings = std::make_shared<Layer>();
    buildings->info.source = QStringLiteral("b.gpkg");
    buildings->buildings = {building("B1", 10, 10), building("B2", 20, 20), building("B3", 60, 60),
                            building("B4", 500, 500)};
    Building part = building("B1-p", 10, 10);
    part.partOf = QStringLiteral("B1");
    buildings->buildings.push_back(part);
    auto inside = std::make_shared<Layer>();
    for (int i = 0; i < 6; ++i) {
        Unit unit;
        unit.id = QString::number(i);
        unit.building = i < 4 ? QStringLiteral("B1") : QStringLiteral("B3");
        unit.occupants = i;
        unit.tenancy = i % 2 ? QStringLiteral("let") : QStringLiteral("vacant");
        inside->units.push_back(unit);
    }
    Thing smoke;
    smoke.id = QStringLiteral("T1");
    smoke.kind = ThingKind::Smoke;
    smoke.building = QStringLiteral("B3");
    Thing camera;
    camera.id = QStringLiteral("T2");
    camera.kind = ThingKind::Camera;
    camera.position = {70, 10, 5};
    inside->things = {smoke, camera};
    return {areas, buildings, inside};
}

class TestPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildingsFindTheirGrid();
    void countsSumOnEveryLevel();
    void missingLevelsAndParentsArePlacedByPosition();
    void outsideIsAWarningAndStillCounts();
    void cityFindsByIdAndInside();
    void attributesKeepTextsAndNumbers();
    void wordsForUses();
};

void TestPlaces::buildingsFindTheirGrid()
{
    base::Warnings warnings;
    const PlaceTree tree(district(), warnings);
    const auto gridOf = [&](const char *id) {
        const qint32 node = tree.areaOfBuilding(QString::fromLatin1(id));
        return node < 0 ? QString() : tree.nodes()[size_t(node)].area.id;
    };
    QCOMPARE(gridOf("B1"), QStringLiteral("G1"));
    QCOMPARE(gridOf("B3"), QStringLiteral("G4"));
    QCOMPARE(gridOf("B4"), QString());
    QStringList path;
    for (const qint32 node : tree.path(tree.areaOfBuilding(QStringLiteral("B1"))))
        path.append(tree.nodes()[size_t(node)].area.id);
    QCOMPARE(path, QStringList({QStringLiteral("S"), QStringLiteral("C1"), QStringLiteral("G1")}));
}

void TestPlaces::countsSumOnEveryLevel()
{
    base::Warnings warnings;
    const PlaceTree tree(district(), warnings);
    for (const PlaceTree::Node &node : tree.nodes()) {
        Counts sum = node.own;
        for (const qint32 child : node.children)
            sum += tree.nodes()[size_t(child)].counts;
        QCOMPARE(sum, node.counts);
    }
    const Counts &whole = tree.nodes()[size_t(tree.indexOf({ObjectKind::SubDistrict, QStringLiteral("S")}))].counts;
    QCOMPARE(whole.buildings, 3);
    QCOMPARE(whole.units, 6);
    QCOMPARE(whole.residents, 15);
    QCOMPARE(whole.letUnits, 3);
    QCOMPARE(whole.things[size_t(ThingKind::Smoke)], 1);
    QCOMPARE(whole.things[size_t(ThingKind::Camera)], 1);
    QCOMPARE(whole.sums.at(QStringLiteral("enterprises")), 3.0 + 4 + 5 + 6);
}

void TestPlaces::missingLevelsAndParentsArePlacedByPosition()
{
    base::Warnings warnings;
    const PlaceTree tree(district(), warnings);
    const auto parentOf = [&](ObjectKind level, const char *id) {
        const auto &node = tree.nodes()[size_t(tree.indexOf({level, QString::fromLatin1(id)}))];
        return node.parent < 0 ? QString() : tree.nodes()[size_t(node.parent)].area.id;
    };
    QCOMPARE(parentOf(ObjectKind::Community, "C2"), QStringLiteral("S"));
    QCOMPARE(parentOf(ObjectKind::Grid, "G4"), QStringLiteral("C2"));
    QCOMPARE(warnings.count(QStringLiteral("area-parent-unknown")), 1);
}

void TestPlaces::outsideIsAWarningAndStillCounts()
{
    base::Warnings warnings;
    const PlaceTree tree(district(), warnings);
    QCOMPARE(warnings.count(QStringLiteral("building-outside-grids")), 1);
    QCOMPARE(warnings.list().back().feature.isEmpty(), false);
    QCOMPARE(tree.total().buildings, 4);
}

void TestPlaces::cityFindsByIdAndInside()
{
    City city;
    city.layers = district();
    city.index();
    QVERIFY(city.building(QStringLiteral("B2")));
    QVERIFY(!city.building(QStringLiteral("B9")));
    QVERIFY(city.area({ObjectKind::Grid, QStringLiteral("G3")}));
    QVERIFY(!city.area({ObjectKind::Block, QStringLiteral("G3")}));
    QCOMPARE(city.unitsOf(QStringLiteral("B1")).size(), size_t(4));
    QCOMPARE(city.unitsOf(QStringLiteral("B1"))[0]->id, QStringLiteral("0"));
    QCOMPARE(city.thingsOf(QStringLiteral("B3")).size(), size_t(1));
    QCOMPARE(city.groundAt({5, 5}), 0.0);
}

void TestPlaces::attributesKeepTextsAndNumbers()
{
    AttributeTable table;
    const int name = table.addColumn(QStringLiteral("name"), false);
    const int size = table.addColumn(QStringLiteral("size"), true);
    table.resize(3);
    table.setText(1, name, QStringLiteral("桂花苑"));
    table.setNumber(2, size, 0.1);
    QCOMPARE(table.text(1, name), QStringLiteral("桂花苑"));
    QCOMPARE(table.text(0, name), QString());
    QVERIFY(table.value(0, size).isNull());
    QCOMPARE(table.text(2, size), QStringLiteral("0.1"));
    QCOMPARE(table.addColumn(QStringLiteral("size"), true), size);
}

void TestPlaces::wordsForUses()
{
    QCOMPARE(useFromName(QStringLiteral("住宅")), BuildingUse::Residential);
    QCOMPARE(useFromName(QStringLiteral("城中村")), BuildingUse::UrbanVillage);
    QCOMPARE(useFromName(QStringLiteral("Apartments")), BuildingUse::Residential);
    QCOMPARE(useFromName(QStringLiteral("yes")), BuildingUse::Unknown);
    QCOMPARE(roofShapeFromName(QStringLiteral("half-hipped")), RoofShape::Hipped);
    for (int k = 1; k <= int(ObjectKind::Model); ++k)
        QCOMPARE(kindFromName(kindName(ObjectKind(k))), ObjectKind(k));
}

QTEST_APPLESS_MAIN(TestPlaces)
#include "tst_places.moc"
