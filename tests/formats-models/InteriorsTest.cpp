#include "loading/Interiors.h"

#include "ModelsTesting.h"
#include "formats/citygml/CityGmlReader.h"
#include "formats/cityjson/CityJsonReader.h"
#include "loading/District.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using domain::Interior;
using domain::SpaceFunction;

using Layers = base::Result<std::vector<domain::Layer>>;

/// The insides of buildings of CityGML and CityJSON, against what an independent count of the files says.
class InteriorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storeysUnitsRooms();
    void levelOfDetail4_data();
    void levelOfDetail4();
    void opened_data();
    void opened();
    void onlyItsBytes();
    void cityJson_data();
    void cityJson();
    void templatesAndExtensions();
    void changedFile();
    void closures();
    void codesOfRooms();
    void localCrs();
};

static const formats::Reader &readerOf(const QString &file)
{
    return file.endsWith(QLatin1String(".gml")) ? formats::cityGmlReader() : formats::cityJsonReader();
}

static Layers readFile(const QString &file)
{
    const formats::LayerRequest request = testing::requestFor(file);
    return readerOf(file).read(request, testing::frameFor(readerOf(file), request), base::Job());
}

/// The source's own word, before anything is worked out.
static base::Result<Interior> insideOf(const Layers &layers)
{
    if (!layers)
        return tl::unexpected(layers.error());
    const domain::Layer &layer = layers->front();
    if (!layer.interiors || layer.interiors->buildings().isEmpty())
        return base::failure(QStringLiteral("no-interior"), QStringLiteral("no interior"));
    for (const domain::Building &building : layer.buildings) {
        if (building.id == layer.interiors->buildings().first())
            return layer.interiors->read(building, base::Job());
    }
    return base::failure(QStringLiteral("no-building"), QStringLiteral("no such building"));
}

/// How often elements of these names stand in a file.
static int countOf(const QString &path, const QStringList &names)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    QXmlStreamReader reader(&file);
    int count = 0;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && names.contains(reader.name().toString()))
            ++count;
    }
    return reader.hasError() ? -1 : count;
}

static int doorsOf(const Interior &interior, bool windows)
{
    return int(std::count_if(interior.doors.begin(), interior.doors.end(),
                             [windows](const domain::Door &door) { return door.isWindow == windows; }));
}

static int elementsOf(const Interior &interior, const char *type)
{
    return int(std::count_if(interior.elements.begin(), interior.elements.end(),
                             [type](const domain::Element &e) { return e.type == QLatin1String(type); }));
}

static const domain::Space *spaceOf(const Interior &interior, const QString &id)
{
    for (const domain::Space &space : interior.spaces) {
        if (space.id == id || space.name == id)
            return &space;
    }
    return nullptr;
}

void InteriorsTest::storeysUnitsRooms()
{
    NEED_DATA(file, "citygml/ogc30/Building/BuildingUnits_Storeys_xlink.gml");
    const auto inside = insideOf(readFile(file));
    QVERIFY2(inside, inside ? "" : qPrintable(inside.error().toLine()));
    QCOMPARE(int(inside->storeys.size()), countOf(file, {QStringLiteral("Storey")}));
    QCOMPARE(int(inside->units.size()), countOf(file, {QStringLiteral("BuildingUnit")}));
    QCOMPARE(int(inside->spaces.size()), countOf(file, {QStringLiteral("BuildingRoom")}));
    QCOMPARE(inside->storeys.size(), size_t(2));
    QCOMPARE(inside->units.size(), size_t(2));
    QCOMPARE(inside->spaces.size(), size_t(3));
    QCOMPARE(inside->storeys[0].number, 1);
    QCOMPARE(inside->storeys[1].number, 2);
    QVERIFY(std::abs(inside->storeys[0].base - 111.1) < 0.2);
    QVERIFY(inside->storeys[1].base > 113 && inside->storeys[1].base < 115);

    const domain::Space *lower = spaceOf(*inside, QStringLiteral("apartment1"));
    const domain::Space *upper = spaceOf(*inside, QStringLiteral("apartment2"));
    const domain::Space *stair = spaceOf(*inside, QStringLiteral("staircase"));
    QVERIFY(lower && upper && stair);
    QCOMPARE(lower->unit, QStringLiteral("BuildingUnit_apartment1"));
    QCOMPARE(upper->unit, QStringLiteral("BuildingUnit_apartment2"));
    QVERIFY(stair->unit.isEmpty());
    QCOMPARE(lower->name, QStringLiteral("apartment1")); // no name, but an id that people made
    QCOMPARE(lower->storey, 1);
    QCOMPARE(upper->storey, 2);
    QCOMPARE(stair->storey, 1);
    QCOMPARE(stair->function, SpaceFunction::Stair);
    // The flat is 12.8 by 10.8 m less a staircase of 3.2 by 4.
    QVERIFY2(std::abs(geometry::area(lower->shape) - (12.8 * 10.8 - 3.2 * 4)) < 0.1,
             qPrintable(QString::number(geometry::area(lower->shape))));
    QVERIFY(std::abs(lower->base - 111.1) < 0.01 && std::abs(lower->height - 2.8) < 0.01);
    for (const domain::Unit &unit : inside->units)
        QCOMPARE(unit.storey, unit.id == QLatin1String("BuildingUnit_apartment1") ? 1 : 2);
}

void InteriorsTest::levelOfDetail4_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("citygml4j 2.0") << QStringLiteral("citygml/citygml4j/lod4_building_v2.gml");
    QTest::newRow("OGC 2.0") << QStringLiteral(
        "citygml/ogc30/Examples-from-CityGML-2.0/building/CityGMLv2/Building_LOD4-EPSG25832.gml");
    QTest::newRow("OGC 3.0") << QStringLiteral(
        "citygml/ogc30/Examples-from-CityGML-2.0/building/CityGMLv3/Building_LOD3-EPSG25832.gml");
}

void InteriorsTest::levelOfDetail4()
{
    QFETCH(QString, path);
    const QString file = fixtures::testData(path);
    if (file.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    const Layers layers = readFile(file);
    const auto inside = insideOf(layers);
    QVERIFY2(inside, inside ? "" : qPrintable(inside.error().toLine()));
    QCOMPARE(int(inside->spaces.size()), countOf(file, {QStringLiteral("Room"), QStringLiteral("BuildingRoom")}));
    QCOMPARE(doorsOf(*inside, false), countOf(file, {QStringLiteral("Door"), QStringLiteral("DoorSurface")}));
    QCOMPARE(doorsOf(*inside, true), countOf(file, {QStringLiteral("Window"), QStringLiteral("WindowSurface")}));
    QCOMPARE(inside->spaces.size(), size_t(1));
    QCOMPARE(doorsOf(*inside, false), 2);
    QCOMPARE(doorsOf(*inside, true), 4);
    QCOMPARE(elementsOf(*inside, "BuildingFurniture"), countOf(file, {QStringLiteral("BuildingFurniture")}));
    QCOMPARE(elementsOf(*inside, "InteriorWallSurface"), countOf(file, {QStringLiteral("InteriorWallSurface")}));
    QCOMPARE(elementsOf(*inside, "FloorSurface"), 1);

    const domain::Space &room = inside->spaces[0];
    const geometry::Box2 outside = geometry::bounds(layers->front().buildings[0].footprint);
    const double area = geometry::area(room.shape);
    QVERIFY2(area > 20 && area < outside.size().x * outside.size().y, qPrintable(QString::number(area)));
    QVERIFY(room.height > 2 && room.height < 6 && room.base > 111 && room.base < 113);
    for (const domain::Door &door : inside->doors) {
        QVERIFY2(door.width() > 0.5 && door.width() < 2.5, qPrintable(door.name + QString::number(door.width())));
        QVERIFY(door.height > 0.5 && door.height < 3);
        QCOMPARE(door.spaces[0], 0); // all of them look into the one room
        QCOMPARE(door.spaces[1], -1);
    }
    for (const domain::Element &element : inside->elements) {
        QVERIFY(!element.mesh.indices.empty());
        if (element.type == QLatin1String("BuildingFurniture"))
            QCOMPARE(element.name, QStringLiteral("Rocking Chair"));
    }
    QCOMPARE(layers->front().warnings.count(QStringLiteral("interior-not-shown")), 0);
}

void InteriorsTest::opened_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("storeys");
    QTest::addColumn<int>("entrances");
    QTest::newRow("LoD4") << QStringLiteral("citygml/citygml4j/lod4_building_v2.gml") << 1 << 1;
    QTest::newRow("units") << QStringLiteral("citygml/ogc30/Building/BuildingUnits_Storeys_xlink.gml") << 2 << 0;
}

void InteriorsTest::opened()
{
    QFETCH(QString, path);
    QFETCH(int, storeys);
    QFETCH(int, entrances);
    const QString file = fixtures::testData(path);
    if (file.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    const auto district = loading::load({file}, {}, base::Job(), {});
    QVERIFY2(district, district ? "" : qPrintable(district.error().toLine()));
    const domain::City &city = *district->city;
    const domain::Layer &layer = *city.layers.front();
    QVERIFY(layer.interiors);
    const QString id = layer.interiors->buildings().first();
    QElapsedTimer timer;
    timer.start();
    const auto inside = loading::openInterior(city, id, base::Job());
    QVERIFY2(inside, inside ? "" : qPrintable(inside.error().toLine()));
    QVERIFY(timer.elapsed() < 1500);
    QVERIFY(!(*inside)->schematic);
    QCOMPARE(int((*inside)->storeys.size()), storeys);
    const auto count = std::count_if((*inside)->doors.begin(), (*inside)->doors.end(),
                                     [](const domain::Door &door) { return door.isEntrance; });
    QCOMPARE(int(count), entrances); // the leaf in the outer wall and that in the inner one are one way out
    for (const domain::Space &space : (*inside)->spaces)
        QCOMPARE(domain::buildingOfInsideId(space.id), id);
}

/// Memory of this process in RAM, MiB.
static double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1024 / 1024;
}

/// A thousand buildings of which one is entered: nothing of the others is read or kept.
void InteriorsTest::onlyItsBytes()
{
    NEED_DATA(file, "citygml/ogc30/Building/BuildingUnits_Storeys_xlink.gml");
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QByteArray text = in.readAll();
    const qsizetype from = text.indexOf("<cityObjectMember>"), to = text.indexOf("</CityModel>");
    QVERIFY(from > 0 && to > from);
    const QByteArray member = text.mid(from, to - from);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("thousand.gml"));
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(text.left(from));
    out.write("<!-- <cityObjectMember> in a comment, 中文 -->\n");
    constexpr int Buildings = 1000;
    for (int i = 0; i < Buildings; ++i)
        out.write(QByteArray(member).replace("building_unit_example_1", "house" + QByteArray::number(i)));
    out.write(text.mid(to));
    out.close();

    const Layers layers = readFile(path);
    QVERIFY2(layers, layers ? "" : qPrintable(layers.error().toLine()));
    const domain::Layer &layer = layers->front();
    QCOMPARE(layer.interiors->buildings().size(), Buildings);
    const double before = residentMiB();
    QElapsedTimer timer;
    timer.start();
    for (const int i : {0, 500, 999}) {
        const domain::Building &building = layer.buildings[size_t(i)];
        const auto inside = layer.interiors->read(building, base::Job());
        QVERIFY2(inside, inside ? "" : qPrintable(inside.error().toLine()));
        QCOMPARE(inside->spaces.size(), size_t(3));
    }
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(residentMiB() - before < 20, qPrintable(QString::number(residentMiB() - before)));
}

/// A house of two storeys: a shop and a flat, each a unit, and a stair; in CityJSON's words.
static QByteArray house(const QByteArray &id, int shift)
{
    const auto n = [shift](int i) { return QByteArray::number(i + shift); };
    const auto box = [&n](int a) {
        // floor 0..3, ceiling 4..7
        const auto face = [&](std::initializer_list<int> corners) {
            QByteArray list;
            for (const int corner : corners)
                list += (list.isEmpty() ? "" : ",") + n(a + corner);
            return "[[" + list + "]]";
        };
        return "[[" + face({0, 3, 2, 1}) + "," + face({4, 5, 6, 7}) + "," + face({0, 1, 5, 4}) + "," +
               face({1, 2, 6, 5}) + "," + face({2, 3, 7, 6}) + "," + face({3, 0, 4, 7}) + "]]";
    };
    const auto room = [&](const QByteArray &name, const QByteArray &parent, int a, const QByteArray &more,
                          const QByteArray &walls = "2,2,2,2") {
        return "\"" + id + name + "\":{\"type\":\"BuildingRoom\",\"parents\":[\"" + id + parent +
               "\"],\"attributes\":{\"name\":\"" + name + "\"" + more +
               "},\"geometry\":[{\"type\":\"Solid\",\"lod\":\"3\",\"boundaries\":" + box(a) +
               ",\"semantics\":{\"surfaces\":[{\"type\":\"FloorSurface\"},{\"type\":\"CeilingSurface\"},"
               "{\"type\":\"InteriorWallSurface\"},{\"type\":\"Door\",\"id\":\"" +
               name + "Door\"}],\"values\":[[0,1," + walls + "]]}}]}";
    };
    return "\"" + id + "\":{\"type\":\"Building\",\"children\":[\"" + id + "S1\",\"" + id + "S2\",\"" + id +
           "Stair\"],\"geometry\":[{\"type\":\"Solid\",\"lod\":\"2\",\"boundaries\":" + box(16) + "}]},\"" + id +
           "S2\":{\"type\":\"BuildingStorey\",\"parents\":[\"" + id + "\"],\"children\":[\"" + id +
           "U2\"],\"attributes\":{\"name\":\"Upper\"}},\"" + id + "S1\":{\"type\":\"BuildingStorey\",\"parents\":[\"" +
           id + "\"],\"attributes\":{\"name\":\"Lower\"}},\"" + id + "U1\":{\"type\":\"BuildingUnit\",\"parents\":[\"" +
           id + "S1\"],\"attributes\":{\"name\":\"101\",\"usage\":\"shop\",\"area\":24.5}},\"" + id +
           "U2\":{\"type\":\"BuildingUnit\",\"parents\":[\"" + id + "S2\"],\"attributes\":{\"name\":\"201\"}}," +
           room("Sales", "U1", 0, ",\"function\":\"shop\"", "3,2,2,2") + "," +
           room("Bedroom", "U2", 8, ",\"class\":\"卧室\"") + ",\"" + id +
           "Table\":{\"type\":\"BuildingFurniture\",\"parents\":[\"" + id +
           "Bedroom\"],\"attributes\":{\"name\":\"Table\",\"material\":\"oak\"},\"geometry\":[{\"type\":"
           "\"MultiSurface\",\"lod\":\"3\",\"boundaries\":[[[" +
           n(8) + "," + n(9) + "," + n(10) + "]]]}]}";
}

static QByteArray houseVertices(double east)
{
    QByteArray list;
    const auto box = [&](double x, double w, double bottom, double top) {
        for (const double z : {bottom, top}) {
            for (const auto &[px, py] : {std::pair{x, 0.0}, {x + w, 0.0}, {x + w, 6.0}, {x, 6.0}}) {
                list += (list.isEmpty() ? "[" : ",[") + QByteArray::number(qRound((px + east) * 1000)) + ", " +
                        QByteArray::number(qRound(py * 1000)) + "," + QByteArray::number(qRound(z * 1000)) + "]";
            }
        }
    };
    box(0.2, 4, 0.1, 2.9); // the shop
    box(0.2, 4, 3.1, 5.9); // the flat
    box(0, 4.4, 0, 6);     // the outside
    return list;
}

static QString cityJsonFile(const QTemporaryDir &folder, bool sequence, int houses)
{
    const QByteArray transform =
        "\"transform\":{\"scale\":[0.001,0.001,0.001],\"translate\":[460000.0,5440000.0,100.0]}";
    const QByteArray top = "{\"type\":\"CityJSON\",\"version\":\"2.0\",\"metadata\":{\"referenceSystem\":"
                           "\"https://www.opengis.net/def/crs/EPSG/0/25832\"}," +
                           transform;
    const QString path =
        folder.filePath(sequence ? QStringLiteral("houses.city.jsonl") : QStringLiteral("houses.json"));
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return {};
    if (sequence) {
        out.write(top + ",\"CityObjects\":{},\"vertices\":[]}\n");
        for (int i = 0; i < houses; ++i) {
            const QByteArray id = "H" + QByteArray::number(i);
            out.write("{\"type\":\"CityJSONFeature\",\"id\":\"" + id + "\",\"CityObjects\":{" + house(id, 0) +
                      "},\"vertices\":[" + houseVertices(i * 20.0) + "]}\n");
        }
    } else {
        out.write("\xEF\xBB\xBF" + top + ",\"CityObjects\":{\n");
        QByteArray vertices;
        for (int i = 0; i < houses; ++i) {
            out.write((i == 0 ? "" : ",\n") + house("H" + QByteArray::number(i), i * 24));
            vertices += (i == 0 ? "" : ",\n") + houseVertices(i * 20.0);
        }
        out.write("},\"vertices\":[" + vertices + "]}");
    }
    return path;
}

void InteriorsTest::cityJson_data()
{
    QTest::addColumn<bool>("sequence");
    QTest::newRow("whole") << false;
    QTest::newRow("sequence") << true;
}

void InteriorsTest::cityJson()
{
    QFETCH(bool, sequence);
    QTemporaryDir folder;
    const QString file = cityJsonFile(folder, sequence, 50);
    const Layers layers = readFile(file);
    QVERIFY2(layers, layers ? "" : qPrintable(layers.error().toLine()));
    const domain::Layer &layer = layers->front();
    QVERIFY2(layer.warnings.isEmpty(), qPrintable(testing::linesOf(layer.warnings)));
    QCOMPARE(layer.buildings.size(), size_t(50));
    QVERIFY(layer.interiors);
    QCOMPARE(layer.interiors->buildings().size(), 50);
    for (const size_t i : {size_t(0), size_t(49)}) {
        const domain::Building &building = layer.buildings[i];
        const auto inside = layer.interiors->read(building, base::Job());
        QVERIFY2(inside, inside ? "" : qPrintable(inside.error().toLine()));
        QVERIFY2(inside->warnings.isEmpty(), qPrintable(testing::linesOf(inside->warnings)));
        QCOMPARE(inside->storeys.size(), size_t(2));
        QCOMPARE(inside->storeys[0].name, QStringLiteral("Lower"));
        QCOMPARE(inside->storeys[0].number, 1);
        QVERIFY(std::abs(inside->storeys[1].base - 103.1) < 0.01);
        QCOMPARE(inside->units.size(), size_t(2));
        QCOMPARE(inside->units[0].number, QStringLiteral("101"));
        QCOMPARE(inside->units[0].tenancy, QStringLiteral("shop"));
        QCOMPARE(inside->units[0].area, 24.5f);
        QCOMPARE(inside->units[1].storey, 2);
        QCOMPARE(inside->spaces.size(), size_t(2));
        const domain::Space *shop = spaceOf(*inside, QStringLiteral("Sales"));
        const domain::Space *bedroom = spaceOf(*inside, QStringLiteral("Bedroom"));
        QVERIFY(shop && bedroom);
        QCOMPARE(shop->function, SpaceFunction::Shop);
        QCOMPARE(bedroom->function, SpaceFunction::Room);
        QVERIFY(std::abs(geometry::area(shop->shape) - 24) < 0.01);
        QVERIFY(std::abs(bedroom->base - 103.1) < 0.01 && std::abs(bedroom->height - 2.8f) < 0.01f);
        QVERIFY(geometry::contains(building.footprint, geometry::representativePoint(shop->shape)));
        QCOMPARE(inside->doors.size(), size_t(1));
        QCOMPARE(inside->doors[0].id, QStringLiteral("SalesDoor"));
        QVERIFY(std::abs(inside->doors[0].width() - 4) < 0.01f);
        QCOMPARE(elementsOf(*inside, "BuildingFurniture"), 1);
        for (const domain::Element &element : inside->elements) {
            if (element.type != QLatin1String("BuildingFurniture"))
                continue;
            QCOMPARE(element.storey, 2);
            QVERIFY(std::find(element.properties.begin(), element.properties.end(),
                              std::pair(QStringLiteral("material"), QStringLiteral("oak"))) !=
                    element.properties.end());
        }
    }
}

void InteriorsTest::templatesAndExtensions()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("one.json"));
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(R"({"geometry-templates":{"templates":[{"type":"MultiSurface","lod":"3","boundaries":[[[0,1,2]]]}],
        "vertices-templates":[[0,0,0],[1,0,0],[0,1,0]]},
      "type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[0,0,0]},
      "vertices":[[0,0,0],[8,0,0],[8,8,0],[0,8,0],[1,1,1]],
      "CityObjects":{"B":{"type":"+BuildingOffice","geometry":[{"type":"MultiSurface","lod":"0","boundaries":[[[0,1,2,3]]]}]},
        "R":{"type":"+BuildingRoomLab","parents":["B"],"geometry":[{"type":"MultiSurface","lod":"0","boundaries":[[[0,1,2,3]]]}],
             "attributes":{"roomHeight":3.5}},
        "F":{"type":"BuildingFurniture","parents":["R"],"geometry":[{"type":"GeometryInstance","template":0,"boundaries":[4],
             "transformationMatrix":[2,0,0,0,0,2,0,0,0,0,1,0,0,0,0,1]}]}}})");
    out.close();
    const auto inside = insideOf(readFile(path));
    QVERIFY2(inside, inside ? "" : qPrintable(inside.error().toLine()));
    QCOMPARE(inside->spaces.size(), size_t(1));
    QCOMPARE(inside->spaces[0].height, 3.5f);
    QCOMPARE(geometry::area(inside->spaces[0].shape), 64.0);
    QCOMPARE(inside->elements.size(), size_t(1));
    QVERIFY(std::abs(testing::areaOf(inside->elements[0].mesh) - 2) < 1e-6);
}

void InteriorsTest::changedFile()
{
    QTemporaryDir folder;
    const QString file = cityJsonFile(folder, false, 2);
    const Layers layers = readFile(file);
    QVERIFY(layers && layers->front().interiors);
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write("{}");
    out.close();
    const auto inside = layers->front().interiors->read(layers->front().buildings[0], base::Job());
    QVERIFY(!inside);
    QCOMPARE(inside.error().code, QStringLiteral("file-changed"));
    QVERIFY(QFile::remove(file));
    QVERIFY(!layers->front().interiors->read(layers->front().buildings[0], base::Job()));
}

static QByteArray face(const char *id, const char *points)
{
    return QByteArray("<gml:surfaceMember><gml:Polygon gml:id=\"") + id +
           "\"><gml:exterior><gml:LinearRing><gml:posList>" + points +
           "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>";
}

/// Two rooms that share a closure surface and a door, a constructive element with a window's leaf, an installation.
static QByteArray gmlRooms()
{
    const auto surface = [](const char *type, const char *id, const QByteArray &faces) {
        return QByteArray("<boundary><con:") + type + " gml:id=\"" + id + "\"><lod3MultiSurface><gml:MultiSurface>" +
               faces + "</gml:MultiSurface></lod3MultiSurface></con:" + type + "></boundary>";
    };
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<CityModel xmlns="http://www.opengis.net/citygml/3.0" xmlns:bldg="b" xmlns:con="c" xmlns:gml="g" xmlns:xlink="x">
<gml:boundedBy><gml:Envelope srsName="EPSG:25832" srsDimension="3"><gml:lowerCorner>460000 5440000 0</gml:lowerCorner><gml:upperCorner>460010 5440010 9</gml:upperCorner></gml:Envelope></gml:boundedBy>
<cityObjectMember><bldg:Building gml:id="B">
<bldg:buildingRoom><bldg:BuildingRoom gml:id="A">)" +
           surface("FloorSurface", "fa",
                   face("p1", "460000 5440000 0 460004 5440000 0 460004 5440004 0 460000 5440004 0 460000 5440000 0")) +
           surface("ClosureSurface", "shared",
                   face("p2", "460004 5440000 0 460004 5440002 0 460004 5440002 3 460004 5440000 3 460004 5440000 0")) +
           R"(<boundary><con:InteriorWallSurface gml:id="w"><con:fillingSurface><con:DoorSurface gml:id="door"><lod3MultiSurface><gml:MultiSurface>)" +
           face("p3", "460004 5440003 0 460004 5440003.9 0 460004 5440003.9 2 460004 5440003 2 460004 5440003 0") +
           R"(</gml:MultiSurface></lod3MultiSurface></con:DoorSurface></con:fillingSurface></con:InteriorWallSurface></boundary>
<bldg:function>1060</bldg:function><bldg:roomHeight><bldg:RoomHeight><bldg:value uom="m">2.5</bldg:value></bldg:RoomHeight></bldg:roomHeight>
<bldg:buildingInstallation><bldg:BuildingInstallation gml:id="heater"><gml:name>Heater</gml:name><lod3MultiSurface><gml:MultiSurface>)" +
           face("p6", "460001 5440000.1 0 460002 5440000.1 0 460002 5440000.1 1 460001 5440000.1 0") +
           R"(</gml:MultiSurface></lod3MultiSurface></bldg:BuildingInstallation></bldg:buildingInstallation>
</bldg:BuildingRoom></bldg:buildingRoom>
<bldg:buildingRoom><bldg:BuildingRoom gml:id="C"><gml:name>Schlafzimmer</gml:name>)" +
           surface("FloorSurface", "fc",
                   face("p4", "460004 5440000 0 460008 5440000 0 460008 5440004 0 460004 5440004 0 460004 5440000 0")) +
           R"(<boundary xlink:href="#shared"/><boundary><con:InteriorWallSurface gml:id="w2"><con:fillingSurface xlink:href="#door"/></con:InteriorWallSurface></boundary>
</bldg:BuildingRoom></bldg:buildingRoom>
<bldg:buildingConstructiveElement><bldg:BuildingConstructiveElement gml:id="wall"><bldg:class>wall</bldg:class><lod3MultiSurface><gml:MultiSurface>)" +
           face("p5", "460000 5440000 0 460000 5440004 0 460000 5440004 3 460000 5440000 0") +
           R"(</gml:MultiSurface></lod3MultiSurface><con:filling><con:Window gml:id="pane"><boundary><con:WindowSurface><lod3MultiSurface><gml:MultiSurface>)" +
           face("p7", "460000 5440001 1 460000 5440002 1 460000 5440002 2 460000 5440001 2 460000 5440001 1") +
           R"(</gml:MultiSurface></lod3MultiSurface></con:WindowSurface></boundary></con:Window></con:filling></bldg:BuildingConstructiveElement></bldg:buildingConstructiveElement>
<bldg:buildingSubdivision><bldg:Storey gml:id="cellar"><bldg:sortKey>-1</bldg:sortKey></bldg:Storey></bldg:buildingSubdivision>
<bldg:buildingSubdivision><bldg:Storey gml:id="ground"><bldg:sortKey>0</bldg:sortKey><bldg:buildingRoom xlink:href="#A"/><bldg:buildingRoom xlink:href="#C"/></bldg:Storey></bldg:buildingSubdivision>
<bldg:buildingSubdivision><bldg:BuildingUnit gml:id="flat"><bldg:storey xlink:href="#ground"/><bldg:buildingRoom xlink:href="#C"/></bldg:BuildingUnit></bldg:buildingSubdivision>
</bldg:Building></cityObjectMember></CityModel>)";
}

void InteriorsTest::closures()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("rooms.gml"));
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(gmlRooms());
    out.close();
    const auto inside = insideOf(readFile(path));
    QVERIFY2(inside, inside ? "" : qPrintable(inside.error().toLine()));
    QVERIFY2(inside->warnings.isEmpty(), qPrintable(testing::linesOf(inside->warnings)));
    QCOMPARE(inside->spaces.size(), size_t(2));
    QCOMPARE(inside->spaces[0].function, SpaceFunction::Stair); // by its code
    QCOMPARE(inside->spaces[0].height, 2.5f);
    QCOMPARE(inside->spaces[1].function, SpaceFunction::Room); // by its name
    QCOMPARE(inside->spaces[1].unit, QStringLiteral("flat"));
    QCOMPARE(inside->storeys.size(), size_t(2));
    QCOMPARE(inside->storeys[0].number, -1);
    QCOMPARE(inside->storeys[1].number, 1);
    QCOMPARE(inside->spaces[0].storey, 1);
    QCOMPARE(inside->units[0].storey, 1);
    // One walks through the closure surface and the door alike.
    QCOMPARE(inside->passages.size(), size_t(1));
    QVERIFY(inside->passages[0].a != inside->passages[0].b);
    QCOMPARE(doorsOf(*inside, false), 1);
    QCOMPARE(doorsOf(*inside, true), 1);
    const domain::Door &door = inside->doors[0].isWindow ? inside->doors[1] : inside->doors[0];
    QVERIFY(door.spaces[0] >= 0 && door.spaces[1] >= 0);
    QVERIFY(std::abs(door.width() - 0.9) < 0.001 && std::abs(door.height - 2) < 0.001);
    QCOMPARE(elementsOf(*inside, "BuildingInstallation"), 1);
    QCOMPARE(elementsOf(*inside, "BuildingConstructiveElement"), 1);
    for (const domain::Element &element : inside->elements) {
        if (element.id == QLatin1String("wall"))
            QVERIFY(std::find(element.properties.begin(), element.properties.end(),
                              std::pair(QStringLiteral("class"), QStringLiteral("wall"))) != element.properties.end());
    }
}

void InteriorsTest::codesOfRooms()
{
    // A code list beside the file says what its codes mean, before the standard's own.
    QTemporaryDir folder;
    QFile list(folder.filePath(QStringLiteral("rooms.xml")));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("<gml:Dictionary xmlns:gml=\"g\"><gml:dictionaryEntry><gml:Definition><gml:description>厨房"
               "</gml:description><gml:name>1060</gml:name></gml:Definition></gml:dictionaryEntry></gml:Dictionary>");
    list.close();
    const QString path = folder.filePath(QStringLiteral("rooms.gml"));
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(gmlRooms().replace("<bldg:function>", "<bldg:function codeSpace=\"rooms.xml\">"));
    out.close();
    const auto inside = insideOf(readFile(path));
    QVERIFY(inside);
    QCOMPARE(inside->spaces[0].function, SpaceFunction::Kitchen);
}

void InteriorsTest::localCrs()
{
    NEED_DATA(folder, "citygml/ogc30");
    for (const char *name : {"Core/LocalCRS_CityGML3.gml",
                             "Examples-from-CityGML-2.0/building/CityGMLv2/Building_LOD1-LocalEngineeringCRS.gml",
                             "Examples-from-CityGML-2.0/building/CityGMLv3/Building_LOD1-LocalEngineeringCRS.gml"}) {
        const auto district = loading::load({folder + u'/' + QLatin1String(name)}, {}, base::Job(), {});
        QVERIFY2(district, name);
        const domain::Layer &layer = *district->city->layers.front();
        QCOMPARE(layer.buildings.size(), size_t(1));
        const geometry::Box3 box = layer.buildings[0].solid->mesh.bounds();
        QVERIFY2(glm::length(geometry::Vec2(box.centre())) < 50, name);
        int said = 0;
        for (const auto &one : district->city->layers)
            said +=
                one->warnings.count(QStringLiteral("crs-missing")) + one->warnings.count(QStringLiteral("crs-unknown"));
        QVERIFY2(said > 0, name);
    }
}

QTEST_GUILESS_MAIN(InteriorsTest)
#include "InteriorsTest.moc"
