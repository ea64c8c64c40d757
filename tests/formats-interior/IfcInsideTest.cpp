#include "InteriorTesting.h"
#include "loading/District.h"
#include "loading/Interiors.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

using domain::DoorSwing;
using domain::Interior;
using geometry::Vec2;
using geometry::Vec3;

/// From a path on the command line, or a project, to the opened inside.
class IfcInsideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bareFile_data();
    void bareFile();
    void replacesBuilding();
    void twoVersions();
    void namesAndSwings();
    void entranceWithoutSpaces();
    void gone();
};

static base::Result<loading::District> loaded(const QStringList &paths)
{
    static const QTemporaryDir caches;
    loading::LoadOptions options;
    options.cacheFolder = caches.path();
    return loading::load(paths, options, base::Job(), {});
}

static geometry::Box3 wallsOf(const Interior &interior)
{
    geometry::Box3 box;
    for (const domain::Element &element : interior.elements) {
        if (element.type.startsWith(QLatin1String("IfcWall")))
            box.add(element.mesh.bounds());
    }
    return box;
}

static const domain::Door *doorNamed(const Interior &interior, const QString &part)
{
    for (const domain::Door &door : interior.doors) {
        if (domain::partOfInsideId(door.id) == part)
            return &door;
    }
    return nullptr;
}

void IfcInsideTest::bareFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("storeys");
    QTest::addColumn<int>("spaces");
    QTest::addColumn<int>("doors");
    QTest::newRow("duplex") << QStringLiteral("thatopen/duplex.ifc") << 4 << 21 << 14;
    QTest::newRow("FZK-Haus") << QStringLiteral("thatopen/AC20-FZK-Haus.ifc") << 2 << 7 << 5;
}

void IfcInsideTest::bareFile()
{
    QFETCH(QString, name);
    QFETCH(int, storeys);
    QFETCH(int, spaces);
    QFETCH(int, doors);
    NEED_DATA(folder, "ifc");
    const auto district = loaded({folder + u'/' + name});
    QVERIFY2(district, district ? "" : qPrintable(district.error().toLine()));
    const domain::City &city = *district->city;
    QCOMPARE(city.layers.size(), size_t(1));
    const domain::Building &building = city.layers[0]->buildings.at(0);
    QCOMPARE(city.interiorsOf(building.id).size(), size_t(1));
    QVERIFY(city.interiorsOf(building.id)[0]->isWhole());
    QElapsedTimer timer;
    timer.start();
    const auto interior = loading::openInterior(city, building.id, base::Job());
    const qint64 took = timer.elapsed();
    QVERIFY(interior);
    QVERIFY2(took < 1500, qPrintable(QString::number(took)));
    QVERIFY(!(*interior)->schematic);
    QCOMPARE(testing::inconsistency(**interior), QString());
    QCOMPARE(int((*interior)->storeys.size()), storeys);
    QCOMPARE(int((*interior)->spaces.size()), spaces);
    QCOMPARE(int(std::count_if((*interior)->doors.begin(), (*interior)->doors.end(),
                               [](const domain::Door &door) { return !door.isWindow; })),
             doors);
    // The inside stands within the outside.
    const geometry::Box2 outside = geometry::bounds(building.footprint).grown(1.5);
    const geometry::Box3 walls = wallsOf(**interior);
    QVERIFY(outside.contains(Vec2(walls.min)) && outside.contains(Vec2(walls.max)));
    const auto ground = std::find_if((*interior)->storeys.begin(), (*interior)->storeys.end(),
                                     [](const domain::Storey &storey) { return storey.number == 1; });
    QVERIFY(ground != (*interior)->storeys.end() && std::abs(ground->base - building.ground) < 0.01);
    for (const domain::Element &element : (*interior)->elements)
        QCOMPARE(domain::buildingOfInsideId(element.id), building.id);
}

// A project puts the duplex in the place of a building that stands turned by 30 degrees, without a placement.
void IfcInsideTest::replacesBuilding()
{
    NEED_DATA(file, "ifc/thatopen/duplex.ifc");
    const QTemporaryDir folder;
    const double c = std::cos(M_PI / 6), s = std::sin(M_PI / 6);
    const Vec2 middle(508'400, 2'494'300);
    QByteArray ring;
    for (const Vec2 &p : {Vec2(-5, -9), Vec2(5, -9), Vec2(5, 9), Vec2(-5, 9), Vec2(-5, -9)})
        ring += (ring.isEmpty() ? "[" : ",[") + QByteArray::number(middle.x + c * p.x - s * p.y, 'f', 3) + ',' +
                QByteArray::number(middle.y + s * p.x + c * p.y, 'f', 3) + ']';
    testing::written(
        folder, QStringLiteral("b.geojson"),
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4547\"}},"
        "\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"B00017\",\"height\":7,\"ground\":12},"
        "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[" +
            ring + "]]}}]}");
    const QString project =
        testing::written(folder, QStringLiteral("district.json"),
                         "{\"format\":\"yunjie-district/1\",\"name\":\"T\",\"crs\":\"EPSG:4547\",\"layers\":["
                         "{\"id\":\"m\",\"kind\":\"model\",\"source\":\"" +
                             file.toUtf8() +
                             "\",\"building\":\"B00017\"},"
                             "{\"id\":\"b\",\"kind\":\"building\",\"source\":\"b.geojson\",\"crs\":\"EPSG:4547\","
                             "\"fields\":{\"id\":\"code\",\"height\":\"height\",\"base\":\"ground\"}}]}");
    const auto district = loaded({project});
    QVERIFY2(district, district ? "" : qPrintable(district.error().toLine()));
    const domain::City &city = *district->city;
    QVERIFY2(city.errors.empty(), city.errors.empty() ? "" : qPrintable(city.errors[0].toLine()));
    QVERIFY(city.warnings.isEmpty()); // the file's own position, in another country, moves nothing
    QVERIFY(glm::length(Vec2(city.frame.origin()) - Vec2(508'400, 2'494'300)) < 1000);
    const domain::Building *building = city.building(QStringLiteral("B00017"));
    QVERIFY(building);
    QVERIFY(building->hasParts); // its own look gives way to the model
    const auto &layers = city.layers;
    const auto model =
        std::find_if(layers.begin(), layers.end(), [](const auto &layer) { return !layer->models.empty(); });
    QVERIFY(model != layers.end());
    QCOMPARE((*model)->models[0].building, building->id);
    QCOMPARE(city.interiorsOf(building->id).size(), size_t(1));
    const auto interior = loading::openInterior(city, building->id, base::Job());
    QVERIFY(interior && !(*interior)->schematic);
    QCOMPARE((*interior)->spaces.size(), size_t(21));
    QVERIFY((*interior)->spaces[0].id.startsWith(QLatin1String("B00017::")));
    // Both on the footprint.
    geometry::Box3 drawn;
    for (const domain::ModelPart &part : (*model)->models[0].parts)
        drawn.add(part.mesh.bounds());
    const geometry::Box2 target = geometry::bounds(building->footprint);
    const geometry::Box3 walls = wallsOf(**interior);
    QVERIFY(glm::length(Vec2(walls.centre()) - target.centre()) < 1);
    QVERIFY(drawn.flat().grown(0.1).contains(Vec2(walls.min)) && drawn.flat().grown(0.1).contains(Vec2(walls.max)));
    const auto ground = std::find_if((*interior)->storeys.begin(), (*interior)->storeys.end(),
                                     [](const domain::Storey &storey) { return storey.number == 1; });
    QVERIFY(ground != (*interior)->storeys.end());
    QVERIFY2(std::abs(ground->base - building->ground) < 0.01, qPrintable(QString::number(ground->base)));
}

// Two files of one building have one GlobalId: the second gets a number, and keeps its inside.
void IfcInsideTest::twoVersions()
{
    NEED_DATA(file, "ifc/thatopen/IfcOpenHouse_IFC4.ifc");
    const QTemporaryDir folder;
    const QString newer = folder.filePath(QStringLiteral("newer.ifc"));
    QVERIFY(QFile::copy(file, newer));
    const auto district = loaded({file, newer});
    QVERIFY(district);
    const domain::City &city = *district->city;
    QCOMPARE(city.layers.size(), size_t(2));
    const QString id = city.layers[0]->buildings.at(0).id, other = city.layers[1]->buildings.at(0).id;
    QCOMPARE(other, id + QStringLiteral("#2"));
    for (const QString &one : {id, other}) {
        QCOMPARE(city.interiorsOf(one).size(), size_t(1));
        const auto interior = loading::openInterior(city, one, base::Job());
        QVERIFY(interior && !(*interior)->schematic);
        QCOMPARE((*interior)->building, one);
        QCOMPARE((*interior)->source, one == id ? file : newer);
    }
}

static QString propertyOf(const domain::Element &element, const QString &name)
{
    for (const auto &[key, value] : element.properties) {
        if (key == name)
            return value;
    }
    return {};
}

void IfcInsideTest::namesAndSwings()
{
    NEED_DATA(file, "ifc/thatopen/duplex.ifc");
    const auto interior = formats::readIfc(testing::placedRequest(file), base::Job());
    QVERIFY(interior);
    std::map<DoorSwing, int> swings;
    for (const domain::Door &door : interior->doors)
        swings[door.swing] += !door.isWindow;
    // As its door styles state: two bi-fold wardrobes, the others swing.
    QCOMPARE(swings[DoorSwing::Left] + swings[DoorSwing::Right] + swings[DoorSwing::Double] +
                 swings[DoorSwing::Sliding] + swings[DoorSwing::Unknown],
             14);
    QVERIFY2(swings[DoorSwing::Left] + swings[DoorSwing::Right] >= 12,
             qPrintable(QStringLiteral("%1 %2 %3 %4 %5")
                            .arg(swings[DoorSwing::Unknown])
                            .arg(swings[DoorSwing::Left])
                            .arg(swings[DoorSwing::Right])
                            .arg(swings[DoorSwing::Double])
                            .arg(swings[DoorSwing::Sliding])));
    const auto wall = std::find_if(interior->elements.begin(), interior->elements.end(), [](const auto &element) {
        return element.type == QLatin1String("IfcWallStandardCase");
    });
    QVERIFY(wall != interior->elements.end());
    QVERIFY2(propertyOf(*wall, QStringLiteral("Material")).contains(QLatin1String(" m")),
             qPrintable(propertyOf(*wall, QStringLiteral("Material"))));
    QVERIFY(!propertyOf(*wall, QStringLiteral("Layer")).isEmpty());
    QVERIFY(!propertyOf(*wall, QStringLiteral("Tag")).isEmpty());
    QVERIFY(!doorNamed(*interior, QStringLiteral("none")));
}

// Feet for lengths, millimetres for areas and volumes, a door that says itself that it leads outside.
void IfcInsideTest::entranceWithoutSpaces()
{
    const QTemporaryDir folder;
    const QString file = testing::written(
        folder, QStringLiteral("d.ifc"),
        "ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n"
        "#1=IFCPROJECT('0000000000000000000001',$,'P',$,$,$,$,$,#2);\n#2=IFCUNITASSIGNMENT((#3,#4,#5));\n"
        "#3=IFCCONVERSIONBASEDUNIT($,.LENGTHUNIT.,'FOOT',#6);\n#4=IFCSIUNIT(*,.AREAUNIT.,.MILLI.,.SQUARE_METRE.);\n"
        "#5=IFCSIUNIT(*,.VOLUMEUNIT.,.MILLI.,.CUBIC_METRE.);\n"
        "#6=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(0.3048),#7);\n#7=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);\n"
        "#8=IFCCARTESIANPOINT((0.,0.,0.));\n#9=IFCAXIS2PLACEMENT3D(#8,$,$);\n#10=IFCLOCALPLACEMENT($,#9);\n"
        "#13=IFCBUILDINGSTOREY('0000000000000000000013',$,'1F',$,$,#10,$,$,.ELEMENT.,0.);\n"
        "#25=IFCRELCONTAINEDINSPATIALSTRUCTURE('0000000000000000000025',$,$,$,(#26,#27),#13);\n"
        "#26=IFCDOOR('0000000000000000000026',$,'D',$,$,#10,$,'T1',7.,3.,.DOOR.,.DOUBLE_DOOR_SINGLE_SWING.,$);\n"
        "#27=IFCDOOR('0000000000000000000027',$,'E',$,$,#10,$,$,7.,3.,.DOOR.,.SLIDING_TO_LEFT.,$);\n"
        "#30=IFCRELDEFINESBYPROPERTIES('0000000000000000000030',$,$,$,(#26),#31);\n"
        "#31=IFCPROPERTYSET('0000000000000000000031',$,'Pset_DoorCommon',$,(#32,#33));\n"
        "#32=IFCPROPERTYSINGLEVALUE('IsExternal',$,IFCBOOLEAN(.T.),$);\n"
        "#33=IFCPROPERTYSINGLEVALUE('Sill',$,IFCPOSITIVELENGTHMEASURE(10.),$);\n"
        "#34=IFCRELDEFINESBYPROPERTIES('0000000000000000000034',$,$,$,(#26),#35);\n"
        "#35=IFCELEMENTQUANTITY('0000000000000000000035',$,'Qto_DoorBaseQuantities',$,$,(#36,#37));\n"
        "#36=IFCQUANTITYAREA('Area',$,$,2000000.);\n#37=IFCQUANTITYVOLUME('Volume',$,$,50000000.);\n"
        "ENDSEC;\nEND-ISO-10303-21;\n");
    const auto interior = formats::readIfc(testing::placedRequest(file), base::Job());
    QVERIFY(interior);
    QCOMPARE(interior->doors.size(), size_t(2));
    QVERIFY(interior->doors[0].isEntrance && !interior->doors[1].isEntrance);
    QCOMPARE(interior->doors[0].swing, DoorSwing::Double);
    QCOMPARE(interior->doors[1].swing, DoorSwing::Sliding);
    const domain::Element &element = interior->elements.at(0);
    QCOMPARE(propertyOf(element, QStringLiteral("Tag")), QStringLiteral("T1"));
    QCOMPARE(propertyOf(element, QStringLiteral("PredefinedType")), QStringLiteral("DOOR"));
    QCOMPARE(propertyOf(element, QStringLiteral("Pset_DoorCommon.Sill")), QStringLiteral("3.048 m"));
    QCOMPARE(propertyOf(element, QStringLiteral("Qto_DoorBaseQuantities.Area")), QStringLiteral("2 m²"));
    QCOMPARE(propertyOf(element, QStringLiteral("Qto_DoorBaseQuantities.Volume")), QStringLiteral("0.05 m³"));
}

// The file is taken away after loading: what is said is the stack, and why.
void IfcInsideTest::gone()
{
    const QTemporaryDir folder;
    NEED_DATA(file, "ifc/thatopen/IfcOpenHouse_IFC4.ifc");
    const QString copy = folder.filePath(QStringLiteral("house.ifc"));
    QVERIFY(QFile::copy(file, copy));
    const auto district = loaded({copy});
    QVERIFY(district);
    const QString id = district->city->layers.at(0)->buildings.at(0).id;
    QFile::remove(copy);
    const auto interior = loading::openInterior(*district->city, id, base::Job());
    QVERIFY(interior);
    QVERIFY((*interior)->schematic);
    QCOMPARE((*interior)->warnings.count(QStringLiteral("interior-unreadable")), 1);
}

QTEST_GUILESS_MAIN(IfcInsideTest)
#include "IfcInsideTest.moc"
