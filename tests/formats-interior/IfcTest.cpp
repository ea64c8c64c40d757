#include "InteriorTesting.h"
#include "interior/Connect.h"

#include <QElapsedTimer>

using domain::Interior;
using domain::SpaceFunction;
using geometry::Vec2;
using geometry::Vec3;

using Read = base::Result<Interior>;

class IfcTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void duplex();
    void duplexDoorsJoinSpaces();
    void fzkHaus();
    void openHouse();
    void feet();
    void chinese();
    void twoBuildings();
    void archive();
    void refuses_data();
    void refuses();
    void meaningWithoutReader();
    void cancels();
};

static size_t doorsOf(const Interior &interior, bool windows)
{
    return size_t(std::count_if(interior.doors.begin(), interior.doors.end(),
                                [windows](const domain::Door &door) { return door.isWindow == windows; }));
}

static QString propertyOf(const domain::Element &element, const QString &name)
{
    for (const auto &[key, value] : element.properties) {
        if (key == name)
            return value;
    }
    return {};
}

void IfcTest::duplex()
{
    NEED_DATA(file, "ifc/thatopen/duplex.ifc");
    QElapsedTimer timer;
    timer.start();
    const Read read = formats::readIfc(testing::placedRequest(file), base::Job());
    const qint64 took = timer.elapsed();
    QVERIFY2(read, read ? "" : qPrintable(read.error().toLine()));
    QVERIFY2(took < 1500, qPrintable(QString::number(took)));
    QCOMPARE(testing::inconsistency(*read), QString());
    QVERIFY2(read->warnings.isEmpty(), qPrintable(testing::linesOf(read->warnings)));
    QCOMPARE(read->building, QStringLiteral("B1"));

    QCOMPARE(read->storeys.size(), size_t(4));
    QStringList names;
    std::vector<int> numbers;
    for (const domain::Storey &storey : read->storeys) {
        names.append(storey.name);
        numbers.push_back(storey.number);
    }
    QCOMPARE(names.join(u'|'), QStringLiteral("T/FDN|Level 1|Level 2|Roof"));
    QCOMPARE(numbers, (std::vector<int>{-1, 1, 2, 3}));
    QVERIFY(std::abs(read->storeys[1].base - 5) < 1e-6); // the request's height above sea
    QVERIFY(std::abs(read->storeys[2].base - 8.1) < 1e-6);
    QVERIFY(std::abs(read->storeys[1].height - 3.1) < 1e-6);

    QCOMPARE(read->spaces.size(), size_t(21));
    const auto living = std::find_if(read->spaces.begin(), read->spaces.end(),
                                     [](const domain::Space &space) { return space.name == QLatin1String("A102"); });
    QVERIFY(living != read->spaces.end());
    QCOMPARE(living->longName, QStringLiteral("Living Room"));
    QCOMPARE(living->storey, 1);
    QVERIFY(living->height > 2 && living->height < 3.2);
    for (const domain::Space &space : read->spaces) {
        QVERIFY2(!space.shape.empty(), qPrintable(space.name));
        // Its "GSA BIM Area" reaches to the middle of the walls.
        const double drawn = geometry::area(space.shape);
        QVERIFY2(drawn > 0.75 * space.area && drawn < space.area,
                 qPrintable(QStringLiteral("%1 %2 %3").arg(space.name).arg(drawn).arg(space.area)));
    }

    QCOMPARE(doorsOf(*read, false), size_t(14));
    QCOMPARE(doorsOf(*read, true), size_t(24));
    for (const domain::Door &door : read->doors) {
        QVERIFY2(door.width() > 0.5 && door.width() < 5.5, qPrintable(door.name + QString::number(door.width())));
        QVERIFY(door.height > 0.4f && door.height < 4);
    }
    // Frames and panes.
    QVERIFY(std::any_of(read->elements.begin(), read->elements.end(), [](const domain::Element &element) {
        return element.type == QLatin1String("IfcWindow") && element.colours.size() > 1;
    }));
    const auto wall = std::find_if(read->elements.begin(), read->elements.end(), [](const domain::Element &element) {
        return element.type == QLatin1String("IfcWallStandardCase");
    });
    QVERIFY(wall != read->elements.end());
    QCOMPARE(wall->id.size(), 22);
    QVERIFY(wall->storey != 0 && wall->mesh.triangles() >= 12);
    QVERIFY(!propertyOf(*wall, QStringLiteral("Pset_WallCommon.IsExternal")).isEmpty());
    QVERIFY(!propertyOf(*wall, QStringLiteral("Material")).isEmpty());
}

void IfcTest::duplexDoorsJoinSpaces()
{
    NEED_DATA(file, "ifc/thatopen/duplex.ifc");
    Read read = formats::readIfc(testing::placedRequest(file), base::Job());
    QVERIFY(read);
    interior::connect(*read);
    int joined = 0, entrances = 0;
    for (const domain::Door &door : read->doors) {
        if (door.isWindow)
            continue;
        joined += door.spaces[0] >= 0 || door.spaces[1] >= 0;
        entrances += door.isEntrance;
    }
    QCOMPARE(joined, 14);
    QVERIFY2(entrances >= 2, qPrintable(QString::number(entrances)));
}

void IfcTest::fzkHaus()
{
    NEED_DATA(file, "ifc/thatopen/AC20-FZK-Haus.ifc");
    QElapsedTimer timer;
    timer.start();
    const Read read = formats::readIfc(testing::placedRequest(file), base::Job());
    const qint64 took = timer.elapsed();
    QVERIFY(read);
    QVERIFY2(took < 1500, qPrintable(QString::number(took)));
    QCOMPARE(testing::inconsistency(*read), QString());
    QVERIFY2(read->warnings.isEmpty(), qPrintable(testing::linesOf(read->warnings)));
    QCOMPARE(read->storeys.size(), size_t(2));
    QCOMPARE(read->storeys[0].number, 1);
    QCOMPARE(read->storeys[0].name, QStringLiteral("Erdgeschoss"));
    QCOMPARE(read->spaces.size(), size_t(7));
    QCOMPARE(doorsOf(*read, false), size_t(5));
    QCOMPARE(doorsOf(*read, true), size_t(11));
    const auto kitchen = std::find_if(read->spaces.begin(), read->spaces.end(), [](const domain::Space &space) {
        return space.function == SpaceFunction::Kitchen;
    });
    QVERIFY(kitchen != read->spaces.end());
    QCOMPARE(kitchen->longName, QString::fromUtf8("Küche"));
    QVERIFY(std::abs(geometry::area(kitchen->shape) - kitchen->area) < 1);
}

void IfcTest::openHouse()
{
    NEED_DATA(file, "ifc/thatopen/IfcOpenHouse_IFC4.ifc");
    const Read read = formats::readIfc(testing::placedRequest(file), base::Job());
    QVERIFY(read);
    // Millimetres: a house of 10 by 5 metres with gables of 5.5.
    geometry::Box3 box;
    for (const domain::Element &element : read->elements) {
        if (element.type.startsWith(QLatin1String("IfcWall")))
            box.add(element.mesh.bounds());
    }
    QVERIFY(box.size().x > 8 && box.size().x < 12);
    QVERIFY(box.size().z > 5 && box.size().z < 6);
}

/// One room of 20 x 10 units with a wall, in whatever unit.
static QByteArray roomIn(const QByteArray &unit)
{
    return "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\n"
           "FILE_SCHEMA(('IFC4X3_ADD2'));\nENDSEC;\nDATA;\n"
           "#1=IFCPROJECT('0000000000000000000001',$,'P',$,$,$,$,(#9),#2);\n#2=IFCUNITASSIGNMENT((#3));\n" +
           unit +
           "#7=IFCCARTESIANPOINT((0.,0.,0.));\n#8=IFCAXIS2PLACEMENT3D(#7,$,$);\n"
           "#9=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-5,#8,$);\n#10=IFCLOCALPLACEMENT($,#8);\n"
           "#11=IFCBUILDING('0000000000000000000002',$,'House ''A''',$,$,#10,$,$,.ELEMENT.,$,$,$);\n"
           "#12=IFCBUILDINGSTOREY('0000000000000000000003',$,'B1',$,$,#30,$,$,.ELEMENT.,-10.);\n"
           "#13=IFCBUILDINGSTOREY('0000000000000000000004',$,'1F',$,$,#10,$,$,.ELEMENT.,0.);\n"
           "#14=IFCRELAGGREGATES('0000000000000000000005',$,$,$,#11,(#12,#13));\n"
           "#15=IFCSPACE('0000000000000000000006',$,'101',$,$,#10,#16,'\\X2\\53A8623F\\X0\\',.ELEMENT.,.INTERNAL.,$);\n"
           "#16=IFCPRODUCTDEFINITIONSHAPE($,$,(#17));\n#17=IFCSHAPEREPRESENTATION(#9,'Body','SweptSolid',(#18));\n"
           "#18=IFCEXTRUDEDAREASOLID(#19,#8,#20,10.);\n#19=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,#21);\n"
           "#20=IFCDIRECTION((0.,0.,1.));\n#21=IFCINDEXEDPOLYCURVE(#22,(IFCLINEINDEX((1,2,3)),IFCLINEINDEX((3,4,1))),."
           "F.);\n"
           "#22=IFCCARTESIANPOINTLIST2D(((0.,0.),(20.,0.),(20.,10.),(0.,10.)),$);\n"
           "#23=IFCRELAGGREGATES('0000000000000000000007',$,$,$,#13,(#15));\n"
           "#24=IFCKERB('0000000000000000000008',$,'K',$,$,#10,#16,$,.T.);\n"
           "#25=IFCRELCONTAINEDINSPATIALSTRUCTURE('0000000000000000000009',$,$,$,(#24,#26),#13);\n"
           "#26=IFCDOOR('000000000000000000000A',$,'D',$,$,#10,$,$,7.,3.,.DOOR.,.SINGLE_SWING_LEFT.,$);\n"
           "#28=IFCCARTESIANPOINT((0.,0.,-10.));\n#29=IFCAXIS2PLACEMENT3D(#28,$,$);\n#30=IFCLOCALPLACEMENT(#10,#29);\n"
           "ENDSEC;\nEND-ISO-10303-21;\n";
}

void IfcTest::feet()
{
    const QTemporaryDir folder;
    const QString file = testing::written(
        folder, QStringLiteral("feet.ifc"),
        roomIn("#3=IFCCONVERSIONBASEDUNIT(#4,.LENGTHUNIT.,'FOOT',#5);\n#4=IFCDIMENSIONALEXPONENTS(1,0,0,0,0,0,0);\n"
               "#5=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(0.3048),#6);\n#6=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);\n"));
    const Read read = formats::readIfc(testing::placedRequest(file), base::Job());
    QVERIFY2(read, read ? "" : qPrintable(read.error().toLine()));
    QVERIFY2(read->warnings.isEmpty(), qPrintable(testing::linesOf(read->warnings)));
    QCOMPARE(read->storeys.size(), size_t(2));
    QCOMPARE(read->storeys[0].number, -1);
    QVERIFY(std::abs(read->storeys[0].height - 3.048) < 1e-9);
    QCOMPARE(read->spaces.size(), size_t(1));
    const domain::Space &space = read->spaces[0];
    QCOMPARE(space.longName, QString::fromUtf8("厨房"));
    QCOMPARE(space.function, SpaceFunction::Kitchen);
    QVERIFY2(std::abs(geometry::area(space.shape) - 200 * 0.3048 * 0.3048) < 0.01,
             qPrintable(QString::number(geometry::area(space.shape))));
    QVERIFY(std::abs(space.height - 3.048f) < 1e-3f);
    // A class that IFC4 has not, and a door that has no shape: where it stands and how wide it is.
    const auto kerb = std::find_if(read->elements.begin(), read->elements.end(), [](const domain::Element &element) {
        return element.type == QLatin1String("IfcKerb");
    });
    QVERIFY(kerb != read->elements.end() && kerb->mesh.triangles() == 12);
    QCOMPARE(read->doors.size(), size_t(1));
    QVERIFY(std::abs(read->doors[0].width() - 3 * 0.3048f) < 1e-3f);
    QVERIFY(std::abs(read->doors[0].height - 7 * 0.3048f) < 1e-3f);
    QCOMPARE(read->doors[0].storey, 1);
}

static const QByteArray Metres = "#3=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);\n";

void IfcTest::chinese()
{
    // Raw GB 18030 and raw UTF-8, as programs write them against the standard.
    const QByteArray escaped = "\\X2\\53A8623F\\X0\\";
    for (const QByteArray &raw :
         {QByteArray("\xB3\xF8\xB7\xBF\xA3\xA8\xB6\xFE\xB2\xE3\xA3\xA9"), QByteArray("厨房（二层）")}) {
        const QTemporaryDir folder;
        const QString file = testing::written(folder, QStringLiteral("raw.ifc"), roomIn(Metres).replace(escaped, raw));
        const Read read = formats::readIfc(testing::placedRequest(file), base::Job());
        QVERIFY(read);
        QCOMPARE(read->spaces.at(0).longName, QString::fromUtf8("厨房（二层）"));
        QVERIFY(!read->spaces.at(0).shape.empty());
    }
}

void IfcTest::twoBuildings()
{
    const QTemporaryDir folder;
    const QString file = testing::written(
        folder, QStringLiteral("two.ifc"),
        roomIn(Metres).replace("#29=",
                               "#40=IFCBUILDING('0000000000000000000040',$,'C',$,$,#10,$,$,.ELEMENT.,$,$,$);\n"
                               "#41=IFCBUILDINGSTOREY('0000000000000000000041',$,'1F',$,$,#10,$,$,.ELEMENT.,0.);\n"
                               "#42=IFCRELAGGREGATES('0000000000000000000042',$,$,$,#40,(#41));\n#29="));
    const Read read = formats::readIfc(testing::placedRequest(file), base::Job());
    QVERIFY(read);
    QCOMPARE(read->storeys.size(), size_t(3));
    QCOMPARE(read->storeys[0].number, -1);
    QCOMPARE(read->storeys[1].number, 1);
    QCOMPARE(read->storeys[2].number, 1);
}

void IfcTest::archive()
{
    NEED_DATA(file, "ifc/xbim/SmallModelIfc2x3.ifczip");
    NEED_DATA(plain, "ifc/xbim/SmallModelIfc2x3.ifc");
    const Read zipped = formats::readIfc(testing::placedRequest(file), base::Job());
    const Read read = formats::readIfc(testing::placedRequest(plain), base::Job());
    QVERIFY2(zipped, zipped ? "" : qPrintable(zipped.error().toLine()));
    QVERIFY(read);
    QVERIFY(!read->elements.empty());
    QCOMPARE(zipped->elements.size(), read->elements.size());
    for (size_t i = 0; i < read->elements.size(); ++i)
        QCOMPARE(zipped->elements[i].mesh.triangles(), read->elements[i].mesh.triangles());
}

void IfcTest::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << QStringLiteral("a.ifc") << QByteArray() << QStringLiteral("ifc-invalid");
    QTest::newRow("noise") << QStringLiteral("a.ifc") << QByteArray(1000, '\x81') << QStringLiteral("ifc-invalid");
    QTest::newRow("no archive") << QStringLiteral("a.ifczip") << QByteArray("PK\x03\x04 nothing")
                                << QStringLiteral("format-unsupported");
    QTest::newRow("missing") << QString() << QByteArray() << QStringLiteral("file-unreadable");
}

void IfcTest::refuses()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    const QTemporaryDir folder;
    const QString file =
        name.isEmpty() ? folder.filePath(QStringLiteral("none.ifc")) : testing::written(folder, name, text);
    const Read read = formats::readIfc(testing::placedRequest(file), base::Job());
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QCOMPARE(read.error().source, file);
    QVERIFY2(!read.error().message.contains(QStringLiteral("Unknown error")), qPrintable(read.error().message));
}

void IfcTest::meaningWithoutReader()
{
    NEED_DATA(file, "ifc/thatopen/duplex.ifc");
    qputenv("YUNJIE_IFC_READER", "/nonexistent/yunjie-ifc-reader");
    const Read read = formats::readIfc(testing::placedRequest(file), base::Job());
    qunsetenv("YUNJIE_IFC_READER");
    QVERIFY(read);
    QCOMPARE(read->storeys.size(), size_t(4));
    QCOMPARE(read->spaces.size(), size_t(21));
    QCOMPARE(doorsOf(*read, false), size_t(14));
    QCOMPARE(read->warnings.count(QStringLiteral("reader-missing")), 1);
    QCOMPARE(read->warnings.count(QStringLiteral("ifc-partial")), 1);
    QVERIFY(read->warnings.count(QStringLiteral("product-without-geometry")) > 200);
}

void IfcTest::cancels()
{
    NEED_DATA(file, "ifc/thatopen/duplex.ifc");
    base::Job job;
    job.cancel();
    const Read read = formats::readIfc(testing::placedRequest(file), job);
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("cancelled"));
}

QTEST_GUILESS_MAIN(IfcTest)
#include "IfcTest.moc"
