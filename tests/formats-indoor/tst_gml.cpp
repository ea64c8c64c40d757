#include "IndoorTesting.h"

#include <QRegularExpression>

using namespace indoor;

/// IndoorGML 1.0.
class GmlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAreThoseOfTheFile_data();
    void countsAreThoseOfTheFile();
    void storeysAsStated();
    void storeysByFloors();
    void plans();
    void brokenFiles();
    void brokenPartsAreNamed();
    void otherGmlIsLeftAlone();

private:
    QTemporaryDir m_folder;
    QString file(const char *name, const QByteArray &content)
    {
        return fixtures::write(m_folder, QString::fromLatin1(name), content);
    }
};

/// Elements of a name in a text, whatever their prefix: not our parser.
static int count(const QByteArray &text, const char *element)
{
    const QRegularExpression pattern(QStringLiteral("<(?:\\w+:)?%1[\\s>]").arg(QLatin1String(element)));
    int found = 0;
    for (auto it = pattern.globalMatch(QString::fromUtf8(text)); it.hasNext(); it.next())
        ++found;
    return found;
}

static double attribute(const domain::Layer &layer, const char *name)
{
    return layer.attributes.number(0, layer.attributes.indexOf(QString::fromLatin1(name)));
}

static const char Head[] =
    R"(<?xml version="1.0"?><IndoorFeatures xmlns="http://www.opengis.net/indoorgml/1.0/core" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" gml:id="doc">)";

/// A block as a cell.
static QByteArray cell(const QByteArray &id, double x, double z, const QByteArray &more = {})
{
    const auto ring = [](std::initializer_list<std::array<double, 3>> points) {
        QByteArray text = "<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>";
        for (const auto &p : points)
            text += QByteArray::number(p[0]) + ' ' + QByteArray::number(p[1]) + ' ' + QByteArray::number(p[2]) + ' ';
        const auto &p = *points.begin();
        return text + QByteArray::number(p[0]) + ' ' + QByteArray::number(p[1]) + ' ' + QByteArray::number(p[2]) +
               "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>";
    };
    const double w = x + 4, h = z + 2.5;
    return "<cellSpaceMember><CellSpace gml:id=\"" + id + "\">" + more +
           "<cellSpaceGeometry><Geometry3D><gml:Solid><gml:exterior><gml:Shell>" +
           ring({{x, 0, z}, {x, 5, z}, {w, 5, z}, {w, 0, z}}) + ring({{x, 0, h}, {w, 0, h}, {w, 5, h}, {x, 5, h}}) +
           ring({{x, 0, z}, {w, 0, z}, {w, 0, h}, {x, 0, h}}) + ring({{w, 0, z}, {w, 5, z}, {w, 5, h}, {w, 0, h}}) +
           "</gml:Shell></gml:exterior></gml:Solid></Geometry3D></cellSpaceGeometry></CellSpace></cellSpaceMember>";
}

void GmlTest::countsAreThoseOfTheFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("cells");
    QTest::addColumn<int>("transitions");
    QTest::newRow("201") << QStringLiteral("201.gml") << 80 << 184;
    QTest::newRow("FJK") << QStringLiteral("FJK-Haus_IndoorGML_withEXR-corrected_1_0_3.gml") << 14 << 30;
}

void GmlTest::countsAreThoseOfTheFile()
{
    QFETCH(QString, file);
    QFETCH(int, cells);
    QFETCH(int, transitions);
    const QString path = fixtures::testData(QStringLiteral("indoor/indoorgml/") + file);
    if (path.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA: indoor/indoorgml");
    QFile opened(path);
    QVERIFY(opened.open(QIODevice::ReadOnly));
    const QByteArray text = opened.readAll();
    const int written = count(text, "cellSpaceMember");
    QCOMPARE(written, cells);
    QCOMPARE(count(text, "Transition"), transitions);
    QByteArray why;
    const auto city = cityOf({path}, &why);
    QVERIFY2(city, why);
    const domain::Layer *layer = indoorLayer(*city);
    QVERIFY(layer && layer->buildings.size() == 1);
    QCOMPARE(int(attribute(*layer, "cells")), written);
    QCOMPARE(int(attribute(*layer, "states")), count(text, "State"));
    QCOMPARE(int(attribute(*layer, "transitions")), transitions);
    QCOMPARE(int(attribute(*layer, "boundaries")), count(text, "cellSpaceBoundaryMember"));
    QVERIFY2(warnings(layer->warnings, "crs-missing") == 1, describe(layer->warnings));
    const domain::Building &building = layer->buildings.front();
    QVERIFY(geometry::area(building.footprint) > 50 && building.height > 2);
    QVERIFY2(glm::length(geometry::bounds(building.footprint).centre()) < 1000, "about the middle of the project");
    const auto interior = open(*city, building.id);
    QVERIFY(interior && !interior->schematic);
    QCOMPARE(int(interior->spaces.size()), cells);
    for (const domain::Space &space : interior->spaces)
        QVERIFY2(!space.shape.empty() && space.area > 1 && space.height > 1, qPrintable(space.name));
    QCOMPARE(interior->storeys.size(), size_t(3));
    // Every pair of cells that the file joins can be walked.
    QSet<std::pair<int, int>> joined;
    for (const domain::Passage &passage : interior->passages)
        joined.insert(std::minmax(passage.a, passage.b));
    if (file.startsWith(QLatin1String("201"))) {
        QCOMPARE(std::count_if(interior->doors.begin(), interior->doors.end(),
                               [](const domain::Door &d) { return d.isEntrance; }) > 0,
                 true);
        // Each of its boundaries is written for both of its sides.
        QCOMPARE(int(interior->doors.size()), count(text, "cellSpaceBoundaryMember") / 2);
        for (const domain::Door &door : interior->doors)
            QVERIFY2(door.isEntrance || (door.spaces[0] >= 0 && door.spaces[1] >= 0), qPrintable(door.id));
        QVERIFY(joined.size() >= 79); // a connected building
        QCOMPARE(warnings(layer->warnings, "units-doubtful"), 1);
    } else {
        QCOMPARE(int(joined.size()), 14); // the pairs that its 30 transitions join, most both ways
        QCOMPARE(interior->storeys.front().number, -1);
        const domain::Storey &ground = interior->storeys[1];
        QVERIFY(ground.number == 1 && std::abs(ground.base - building.ground) < 1e-6);
        QVERIFY(std::abs(interior->storeys[0].base - ground.base + 2.6) < 0.01);
        QCOMPARE(building.storeysBelow, 1);
        QCOMPARE(building.storeysAbove, 2);
        QVERIFY(std::abs(building.height - 8.17) < 0.01);
    }
}

void GmlTest::storeysAsStated()
{
    const QByteArray text =
        QByteArray(Head) + "<primalSpaceFeatures><PrimalSpaceFeatures>" +
        cell("A", 0, 30, "<gml:description>storey=\"2\":indoor=\"room\":</gml:description><gml:name>Flur</gml:name>") +
        cell("B", 5, 33, "<gml:description>storey=\"3\":indoor=\"stair\":</gml:description>") + cell("C", 10, 33.2) +
        "</PrimalSpaceFeatures></primalSpaceFeatures></IndoorFeatures>";
    const auto city = cityOf({file("stated.gml", text)});
    QVERIFY(city);
    const auto interior = open(*city, QStringLiteral("stated"));
    QVERIFY(interior);
    QCOMPARE(space(*interior, QStringLiteral("A"))->storey, 2);
    QCOMPARE(space(*interior, QStringLiteral("A"))->function, domain::SpaceFunction::Room);
    QCOMPARE(space(*interior, QStringLiteral("B"))->function, domain::SpaceFunction::Stair);
    QCOMPARE(space(*interior, QStringLiteral("C"))->storey, 3);
}

void GmlTest::storeysByFloors()
{
    QByteArray text = QByteArray(Head) + "<primalSpaceFeatures><PrimalSpaceFeatures>";
    for (const double z : {-6.0, -3.0, 0.0, 0.2, 3.0})
        text += cell("z" + QByteArray::number(z), z * 10 + 100, z);
    text += "</PrimalSpaceFeatures></primalSpaceFeatures></IndoorFeatures>";
    const auto city = cityOf({file("floors.gml", text)});
    QVERIFY(city);
    const auto interior = open(*city, QStringLiteral("floors"));
    QVERIFY(interior);
    for (const auto &[id, storey] :
         {std::pair("z-6", -2), std::pair("z-3", -1), std::pair("z0", 1), std::pair("z0.2", 1), std::pair("z3", 2)})
        QCOMPARE(space(*interior, QString::fromLatin1(id))->storey, storey);
}

// Two-dimensional cells, with a system of coordinates: latitude first, as GML demands.
void GmlTest::plans()
{
    const QByteArray text =
        QByteArray(Head) +
        R"(<primalSpaceFeatures><PrimalSpaceFeatures><cellSpaceMember><CellSpace gml:id="A"><cellSpaceGeometry><Geometry2D>
<gml:Polygon srsName="urn:ogc:def:crs:EPSG::4326" srsDimension="2"><gml:exterior><gml:LinearRing><gml:posList>22.5 114.0 22.5 114.0001 22.5001 114.0001 22.5001 114.0 22.5 114.0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>
</Geometry2D></cellSpaceGeometry></CellSpace></cellSpaceMember></PrimalSpaceFeatures></primalSpaceFeatures></IndoorFeatures>)";
    const auto city = cityOf({file("plan.gml", text)});
    QVERIFY(city);
    const domain::Building *building = city->building(QStringLiteral("plan"));
    QVERIFY(building);
    const geometry::Box2 box = geometry::bounds(building->footprint);
    QVERIFY(std::abs(box.size().x - 10.4) < 0.3 && std::abs(box.size().y - 11.2) < 0.3);
    const geometry::Vec3 place = city->frame.toLonLat(geometry::Vec3(box.centre(), 0));
    QVERIFY(std::abs(place.x - 114.00005) < 1e-5 && std::abs(place.y - 22.50005) < 1e-5);
    const auto interior = open(*city, building->id);
    QVERIFY(interior && interior->spaces.size() == 1 && interior->spaces[0].height == 3.0f);
}

void GmlTest::brokenFiles()
{
    const QByteArray good = QByteArray(Head) + "<primalSpaceFeatures><PrimalSpaceFeatures>" + cell("A", 0, 0);
    const auto cut = fixtures::read(fixtures::request(file("cut.gml", good + "<cellSpaceMember><CellSp")));
    QVERIFY2(cut, fixtures::describe(cut));
    QCOMPARE(fixtures::warnings(cut->front(), "xml-invalid"), 1);
    QCOMPARE(cut->front().buildings.size(), size_t(1));
    const auto nothing = fixtures::read(fixtures::request(file("nothing.gml", QByteArray(Head) + "<primalSpace")));
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().code, QStringLiteral("xml-invalid"));
    const auto empty = fixtures::read(fixtures::request(file("empty.gml", QByteArray(Head) + "</IndoorFeatures>")));
    QVERIFY2(empty && empty->front().buildings.empty(), fixtures::describe(empty));
    QVERIFY(fixtures::warnings(empty->front(), "layer-empty") > 0);
}

void GmlTest::brokenPartsAreNamed()
{
    const QByteArray text = QByteArray(Head) + "<primalSpaceFeatures><PrimalSpaceFeatures>" + cell("A", 0, 0) +
                            cell("B", 4.2, 0) +
                            R"(<cellSpaceMember><CellSpace gml:id="bare"/></cellSpaceMember>
<cellSpaceMember><CellSpace gml:id="bad"><cellSpaceGeometry><Geometry3D><gml:Solid><gml:exterior><gml:Shell><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>0 0 zero</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:Shell></gml:exterior></gml:Solid></Geometry3D></cellSpaceGeometry></CellSpace></cellSpaceMember>
<cellSpaceBoundaryMember><CellSpaceBoundary gml:id="D"><duality xlink:href="#T"/><cellSpaceBoundaryGeometry><geometry3D><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>4.1 1 0 4.1 2 0 4.1 2 2 4.1 1 2 4.1 1 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></geometry3D></cellSpaceBoundaryGeometry></CellSpaceBoundary></cellSpaceBoundaryMember>
</PrimalSpaceFeatures></primalSpaceFeatures><multiLayeredGraph><MultiLayeredGraph><spaceLayers><spaceLayerMember><SpaceLayer>
<nodes><stateMember><State gml:id="SA"><duality xlink:href="#A"/></State></stateMember><stateMember><State gml:id="SB"><duality xlink:href="#B"/></State></stateMember></nodes>
<edges><transitionMember><Transition gml:id="T"><connects xlink:href="#SA"/><connects xlink:href="#SB"/></Transition></transitionMember>
<transitionMember><Transition gml:id="half"><connects xlink:href="#SA"/></Transition></transitionMember>
<transitionMember><Transition gml:id="off"><connects xlink:href="#SA"/><connects xlink:href="#none"/></Transition></transitionMember></edges>
</SpaceLayer></spaceLayerMember></spaceLayers></MultiLayeredGraph></multiLayeredGraph></IndoorFeatures>)";
    const auto city = cityOf({file("parts.gml", text)});
    QVERIFY(city);
    const base::Warnings &told = indoorLayer(*city)->warnings;
    QVERIFY2(warnings(told, "geometry-missing", "bare") == 1, describe(told));
    QVERIFY2(warnings(told, "geometry-invalid", "bad") == 1, describe(told));
    QVERIFY2(warnings(told, "transition-incomplete", "half") == 1, describe(told));
    QVERIFY2(warnings(told, "reference-missing", "off") == 1, describe(told));
    const auto interior = open(*city, QStringLiteral("parts"));
    QCOMPARE(interior->spaces.size(), size_t(2));
    const domain::Door *passed = door(*interior, QStringLiteral("D"));
    QVERIFY(passed && std::abs(passed->width() - 1) < 1e-6 && passed->height == 2.0f);
    QVERIFY(passed->spaces[0] >= 0 && passed->spaces[1] >= 0 && !passed->isEntrance);
}

void GmlTest::otherGmlIsLeftAlone()
{
    const auto probed = [](const QString &path) {
        const auto found = formats::findReader(fixtures::request(path));
        return found ? found->first->name() : found.error().code;
    };
    const QByteArray city = R"(<?xml version="1.0"?><!-- IndoorFeatures --><CityModel )"
                            R"(xmlns="http://www.opengis.net/citygml/2.0"><cityObjectMember/></CityModel>)";
    const QByteArray other = R"(<?xml version="1.0"?><IndoorFeatures xmlns="http://example.org/other"/>)";
    QCOMPARE(probed(file("city.gml", city)), QStringLiteral("CityGML"));
    QVERIFY(probed(file("not.gml", other)) != QLatin1String("IndoorGML"));
    QCOMPARE(probed(file("is.gml", QByteArray(Head) + "</IndoorFeatures>")), QStringLiteral("IndoorGML"));
}

QTEST_GUILESS_MAIN(GmlTest)
#include "tst_gml.moc"
