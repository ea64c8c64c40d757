#include "loading/Interiors.h"

#include <QSignalSpy>
#include <QTest>

using namespace domain;

/// A source that holds what it is given; `failing` cannot be read.
class HeldSource : public InteriorSource
{
public:
    HeldSource(QString name, bool whole, Interior interior, bool failing = false)
        : m_name(std::move(name)), m_whole(whole), m_failing(failing),
          m_interior(std::move(interior)), m_buildings{m_interior.building}
    {
        m_interior.source = m_name;
    }
    QString source() const override { return m_name; }
    const QStringList &buildings() const override { return m_buildings; }
    bool isWhole() const override { return m_whole; }
    base::Result<Interior> read(const Building &, const base::Job &) const override
    {
        if (m_failing)
            return base::failure(QStringLiteral("file-unreadable"), QStringLiteral("it is torn"), m_name);
        return m_interior;
    }

private:
    QString m_name;
    bool m_whole, m_failing;
    Interior m_interior;
    QStringList m_buildings;
};

static geometry::MultiPolygon box(double x0, double y0, double x1, double y1)
{
    return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}};
}

static Space room(const QString &id, int storey, const QString &unit, geometry::MultiPolygon shape)
{
    Space space;
    space.id = id;
    space.function = SpaceFunction::Room;
    space.storey = storey;
    space.unit = unit;
    space.base = (storey - 1) * 3.0;
    space.shape = std::move(shape);
    return space;
}

/// B1: two storeys, units 101 and 201 by the table. `sources` are layers of their own.
static std::shared_ptr<const City> city(const std::vector<std::shared_ptr<const InteriorSource>> &sources)
{
    auto made = std::make_shared<City>();
    auto layer = std::make_shared<Layer>();
    Building building;
    building.id = QStringLiteral("B1");
    building.storeysAbove = 2;
    building.height = 6;
    building.ground = 0;
    building.footprint = box(0, 0, 10, 8);
    layer->buildings.push_back(building);
    for (const int storey : {1, 2}) {
        Unit unit;
        unit.id = QStringLiteral("4403%1").arg(storey);
        unit.number = QString::number(storey * 100 + 1);
        unit.building = building.id;
        unit.storey = storey;
        unit.rooms = 2;
        layer->units.push_back(unit);
    }
    made->layers.push_back(layer);
    for (const auto &source : sources) {
        auto with = std::make_shared<Layer>();
        with->interiors = source;
        made->layers.push_back(with);
    }
    made->index();
    return made;
}

static Interior spacesOf(std::initializer_list<Space> spaces)
{
    Interior interior;
    interior.building = QStringLiteral("B1");
    interior.spaces = spaces;
    return interior;
}

/// From the sources of a city to one inside.
class TestInteriors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutSourcesItIsAStack();
    void aStackReachesAsFarAsItsDevicesDo();
    void layersArePutTogether();
    void aWholeSourceIsEnough();
    void whatCannotBeReadIsNamedAndTheStackStays();
    void idsAreUniqueInTheCity();
    void unknownBuildingIsAnError();
    void openingAnotherSilencesTheFirst();
};

void TestInteriors::withoutSourcesItIsAStack()
{
    const auto interior = loading::openInterior(*city({}), QStringLiteral("B1"), {});
    QVERIFY(interior);
    QVERIFY((*interior)->schematic);
    QCOMPARE((*interior)->storeys.size(), size_t(2));
    QCOMPARE((*interior)->storeys[1].id, QStringLiteral("B1::2"));
    QCOMPARE((*interior)->units.size(), size_t(2));
    QCOMPARE((*interior)->spaces.front().unit, QStringLiteral("44031"));
}

/// Nothing but footprints is known: a detector of the twelfth storey does not hang on the first.
void TestInteriors::aStackReachesAsFarAsItsDevicesDo()
{
    City bare;
    auto layer = std::make_shared<Layer>();
    Building building;
    building.id = QStringLiteral("W1");
    building.height = 48;
    building.footprint = box(0, 0, 10, 8);
    layer->buildings.push_back(building);
    for (const int storey : {1, 12, -1}) {
        Thing thing;
        thing.id = QStringLiteral("T%1").arg(storey);
        thing.building = building.id;
        thing.storey = storey;
        layer->things.push_back(thing);
    }
    bare.layers.push_back(layer);
    bare.index();
    const auto interior = loading::openInterior(bare, building.id, {});
    QVERIFY(interior);
    QVERIFY((*interior)->schematic);
    QCOMPARE((*interior)->storeys.size(), size_t(13));
    QCOMPARE((*interior)->storeys.front().number, -1);
    QCOMPARE((*interior)->storeys.back().number, 12);
    QCOMPARE((*interior)->storeys.back().base, 44.0);
}

void TestInteriors::layersArePutTogether()
{
    Interior storeys;
    storeys.building = QStringLiteral("B1");
    Storey upper;
    upper.number = 2;
    upper.name = QStringLiteral("二层");
    upper.base = 3;
    upper.height = 3;
    storeys.storeys = {upper};
    Interior doors;
    doors.building = storeys.building;
    Door door;
    door.id = QStringLiteral("D1");
    door.from = {3.0, 4.05};
    door.to = {3.9, 4.05};
    doors.doors = {door};
    const auto interior = loading::openInterior(
        *city({std::make_shared<HeldSource>(QStringLiteral("storeys"), false, storeys),
               std::make_shared<HeldSource>(
                   QStringLiteral("spaces"), false,
                   spacesOf({room(QStringLiteral("R1"), 1, QStringLiteral("101"), box(0, 0, 10, 4)),
                             room(QStringLiteral("R2"), 1, QStringLiteral("101"), box(0, 4.1, 10, 8)),
                             room(QStringLiteral("R3"), 2, QStringLiteral("201"), box(0, 0, 10, 8))})),
               std::make_shared<HeldSource>(QStringLiteral("doors"), false, doors)}),
        QStringLiteral("B1"), {});
    QVERIFY(interior);
    const Interior &inside = **interior;
    QVERIFY(!inside.schematic);
    QCOMPARE(inside.source, QStringLiteral("storeys; spaces; doors"));
    QCOMPARE(inside.storeys.size(), size_t(2));
    QCOMPARE(inside.storeys[0].number, 1);
    QCOMPARE(inside.storeys[1].name, QStringLiteral("二层"));
    // The table's units, found by their numbers on the storey.
    QCOMPARE(inside.units.size(), size_t(2));
    QCOMPARE(inside.spaces[0].unit, QStringLiteral("44031"));
    QCOMPARE(inside.spaces[2].unit, QStringLiteral("44032"));
    QCOMPARE(inside.doors[0].spaces, (std::array<qint32, 2>{1, 0}));
    QCOMPARE(inside.spaces[1].area, 39.0f);
}

void TestInteriors::aWholeSourceIsEnough()
{
    Interior model = spacesOf({room(QStringLiteral("M"), 1, {}, box(0, 0, 5, 5))});
    const auto interior = loading::openInterior(
        *city({std::make_shared<HeldSource>(QStringLiteral("spaces"), false,
                                            spacesOf({room(QStringLiteral("R"), 1, {}, box(0, 0, 9, 9))})),
               std::make_shared<HeldSource>(QStringLiteral("tower.ifc"), true, model)}),
        QStringLiteral("B1"), {});
    QVERIFY(interior);
    QCOMPARE((*interior)->spaces.size(), size_t(1));
    QCOMPARE((*interior)->spaces[0].id, QStringLiteral("B1::M"));
    QCOMPARE((*interior)->source, QStringLiteral("tower.ifc"));
}

void TestInteriors::whatCannotBeReadIsNamedAndTheStackStays()
{
    const auto interior = loading::openInterior(
        *city({std::make_shared<HeldSource>(QStringLiteral("tower.ifc"), true, spacesOf({}), true)}),
        QStringLiteral("B1"), {});
    QVERIFY(interior);
    QVERIFY((*interior)->schematic);
    QCOMPARE((*interior)->warnings.count(QStringLiteral("interior-unreadable")), 1);
    QCOMPARE((*interior)->warnings.list()[0].source, QStringLiteral("tower.ifc"));
    QCOMPARE((*interior)->warnings.list()[0].message, QStringLiteral("it is torn"));
}

void TestInteriors::idsAreUniqueInTheCity()
{
    const auto interior = loading::openInterior(
        *city(
            {std::make_shared<HeldSource>(QStringLiteral("spaces"), false,
                                          spacesOf({room(QStringLiteral("R"), 1, QStringLiteral("X9"), box(0, 0, 4, 4)),
                                                    room(QStringLiteral("R"), 1, QStringLiteral("X9"), box(5, 0, 9, 4)),
                                                    room({}, 1, {}, box(0, 5, 4, 8))}))}),
        QStringLiteral("B1"), {});
    QVERIFY(interior);
    const Interior &inside = **interior;
    QCOMPARE(inside.spaces[0].id, QStringLiteral("B1::R"));
    QCOMPARE(inside.spaces[1].id, QStringLiteral("B1::R#2"));
    QCOMPARE(inside.spaces[2].id, QStringLiteral("B1::space3"));
    QCOMPARE(buildingOfInsideId(inside.spaces[1].id), QStringLiteral("B1"));
    QCOMPARE(partOfInsideId(inside.spaces[1].id), QStringLiteral("R#2"));
    // A unit that no table has is one, whatever the number of its rooms.
    QCOMPARE(inside.spaces[0].unit, QStringLiteral("B1::X9"));
    QCOMPARE(inside.spaces[1].unit, QStringLiteral("B1::X9"));
    QCOMPARE(inside.units.size(), size_t(3));
}

void TestInteriors::unknownBuildingIsAnError()
{
    const auto interior = loading::openInterior(*city({}), QStringLiteral("B2"), {});
    QVERIFY(!interior);
    QCOMPARE(interior.error().code, QStringLiteral("building-unknown"));
}

void TestInteriors::openingAnotherSilencesTheFirst()
{
    const auto held = city({});
    loading::InteriorLoader loader;
    QSignalSpy opened(&loader, &loading::InteriorLoader::opened), failed(&loader, &loading::InteriorLoader::failed);
    loader.open(held, QStringLiteral("B1"));
    loader.open(held, QStringLiteral("B2"));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(opened.size(), 0);
    QVERIFY(!loader.isRunning());
}

QTEST_GUILESS_MAIN(TestInteriors)
#include "tst_interiors.moc"
