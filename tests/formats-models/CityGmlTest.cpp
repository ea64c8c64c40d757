#include "ModelsTesting.h"
#include "formats/citygml/CityGmlReader.h"
#include "formats/citygml/GmlGeometry.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using domain::Layer;
using domain::SurfaceType;
using formats::cityGmlReader;
using geometry::Vec3;

using Layers = base::Result<std::vector<Layer>>;

static Layers readFile(const QString &file)
{
    const formats::LayerRequest request = testing::requestFor(file);
    return cityGmlReader().read(request, testing::frameFor(cityGmlReader(), request), base::Job());
}

static std::map<SurfaceType, int> trianglesOf(const Layer &layer)
{
    std::map<SurfaceType, int> count;
    for (const domain::Building &building : layer.buildings) {
        if (building.solid) {
            for (const SurfaceType type : building.solid->surfaces)
                ++count[type];
        }
    }
    return count;
}

static geometry::Box3 solidsOf(const Layer &layer)
{
    geometry::Box3 box;
    for (const domain::Building &building : layer.buildings) {
        if (building.solid)
            box.add(building.solid->mesh.bounds());
    }
    return box;
}

static qsizetype wholesOf(const Layer &layer)
{
    return std::count_if(layer.buildings.begin(), layer.buildings.end(),
                         [](const domain::Building &building) { return building.partOf.isEmpty(); });
}

class CityGmlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hamburg();
    void tokyo();
    void berlin();
    void ingolstadt();
    void levelOfDetail4();
    void levels_data();
    void levels();
    void walksGeometry();
    void cutInHalf();
    void everyFile_data();
    void everyFile();
    void notMine();
};

void CityGmlTest::hamburg()
{
    NEED_DATA(file, "citygml/hamburg_2022/LoD2_576_5950_1_HH.xml");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const Layer &layer = layers->front();
    QCOMPARE(layer.buildings.size(), size_t(118));
    QCOMPARE(wholesOf(layer), 47);
    const geometry::Box3 box = solidsOf(layer);
    QVERIFY2(std::abs(box.min.z - 26.285) < 0.01 && std::abs(box.max.z - 39.099) < 0.01,
             qPrintable(QStringLiteral("%1..%2").arg(box.min.z).arg(box.max.z)));
    auto triangles = trianglesOf(layer);
    QVERIFY(triangles[SurfaceType::Roof] > 0 && triangles[SurfaceType::Wall] > 0 && triangles[SurfaceType::Ground] > 0);
    for (const domain::Building &building : layer.buildings)
        QVERIFY2(building.height > 0 && !building.footprint.empty() && (building.solid || building.hasParts),
                 qPrintable(building.id));
    const int roof = layer.attributes.indexOf(QStringLiteral("tridicon_Dachform"));
    QVERIFY(roof >= 0);
    QCOMPARE(layer.attributes.text(layer.buildings[0].row, roof), QStringLiteral("Polyflachdachhaus"));
}

void CityGmlTest::tokyo()
{
    NEED_DATA(folder, "citygml/plateau_tokyo/gml/13100_tokyo23-ku_2022_citygml_1_3_op/udx/bldg");
    const QString file = folder + QStringLiteral("/53392633_bldg_6697_2_op.gml");
    const formats::Probe probe = cityGmlReader().probe(testing::requestFor(file));
    QVERIFY(probe && *probe);
    const geometry::Vec2 middle = (*probe)->layers[0].extent.centre();
    QVERIFY(middle.x > 139 && middle.x < 140 && middle.y > 35 && middle.y < 36); // longitude first
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const Layer &layer = layers->front();
    QCOMPARE(wholesOf(layer), 9);
    const geometry::Box3 box = solidsOf(layer);
    QVERIFY2(std::abs(box.min.z - 3.2) < 0.1 && std::abs(box.max.z - 52.1) < 0.1,
             qPrintable(QStringLiteral("%1..%2").arg(box.min.z).arg(box.max.z)));
    QVERIFY(box.size().x < 3000 && box.size().y < 3000);
    // Codes are told by the lists beside the file.
    const int city = layer.attributes.indexOf(QStringLiteral("city"));
    QVERIFY(city >= 0);
    const QString ward = layer.attributes.text(layer.buildings[0].row, city);
    QVERIFY2(ward.contains(QString::fromUtf8("大田区")), qPrintable(ward));
}

void CityGmlTest::berlin()
{
    NEED_DATA(file, "citygml/citygml4j/lod2_buildings_v3.gml");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    QCOMPARE(wholesOf(layers->front()), 100);
    for (const domain::Building &building : layers->front().buildings)
        QVERIFY2(building.solid || building.hasParts, qPrintable(building.id));
}

void CityGmlTest::ingolstadt()
{
    NEED_DATA(folder, "citygml/ingolstadt_lod3_5/individual/citygml");
    QDirIterator files(folder, {QStringLiteral("*.xml")}, QDir::Files, QDirIterator::Subdirectories);
    qsizetype buildings = 0, windows = 0;
    while (files.hasNext()) {
        const Layers layers = readFile(files.next());
        QVERIFY(layers);
        buildings += wholesOf(layers->front());
        windows += trianglesOf(layers->front())[SurfaceType::Window];
        const geometry::Box3 box = solidsOf(layers->front());
        if (!box.isEmpty())
            QVERIFY(box.min.z > 350 && box.max.z < 450);
        for (const domain::Building &building : layers->front().buildings) {
            if (building.solid)
                QCOMPARE(building.solid->lod, QStringLiteral("3"));
        }
    }
    QCOMPARE(buildings, 5);
    QVERIFY(windows > 100);
}

void CityGmlTest::levelOfDetail4()
{
    NEED_DATA(file, "citygml/citygml4j/lod4_building_v2.gml");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const Layer &layer = layers->front();
    QCOMPARE(wholesOf(layer), 1);
    const geometry::Box3 box = solidsOf(layer);
    QVERIFY2(box.min.z > 111 && box.max.z < 118, qPrintable(QStringLiteral("%1..%2").arg(box.min.z).arg(box.max.z)));
    auto triangles = trianglesOf(layer);
    QVERIFY(triangles[SurfaceType::Window] > 0 && triangles[SurfaceType::Door] > 0);
    QVERIFY(layer.interiors && layer.interiors->buildings().size() == 1);
}

void CityGmlTest::levels_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("lod"); ///< empty: a footprint only
    for (const char *version : {"CityGMLv2", "CityGMLv3"}) {
        for (const char *lod : {"0", "1", "2", "3"}) {
            QTest::addRow("%s LoD%s", version, lod)
                << QStringLiteral("%1/Building_LOD%2-EPSG25832.gml").arg(QLatin1String(version), QLatin1String(lod))
                << (*lod == '0' ? QString() : QString::fromLatin1(lod));
        }
    }
}

void CityGmlTest::levels()
{
    NEED_DATA(folder, "citygml/ogc30/Examples-from-CityGML-2.0/building");
    QFETCH(QString, name);
    QFETCH(QString, lod);
    const Layers layers = readFile(folder + u'/' + name);
    QVERIFY(layers);
    const Layer &layer = layers->front();
    QCOMPARE(wholesOf(layer), 1);
    const domain::Building &building = layer.buildings[0];
    QVERIFY(!building.footprint.empty());
    QVERIFY(geometry::area(building.footprint) > 40 && geometry::area(building.footprint) < 150);
    QCOMPARE(building.solid ? building.solid->lod : QString(), lod);
    QVERIFY(building.height > 2 && building.height < 10);
    QCOMPARE(building.year, 1985); // 3.0 has the date
    if (!lod.isEmpty())
        QVERIFY(std::abs(building.ground - 112) < 1.5);
}

void CityGmlTest::walksGeometry()
{
    QXmlStreamReader reader(QStringLiteral(R"(<m xmlns:xlink="x" xmlns:gml="g"><gml:MultiSurface>
      <gml:surfaceMember><gml:Polygon gml:id="a"><gml:exterior><gml:LinearRing><gml:pos>0 0 0</gml:pos><gml:pos>1 0 0</gml:pos>
        <gml:pos>1 1 0</gml:pos><gml:pos>0 0 0</gml:pos></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
      <gml:surfaceMember xlink:href="#a"/><gml:surfaceMember xlink:href="#gone"/>
      <gml:surfaceMember><gml:OrientableSurface orientation="-"><gml:baseSurface><gml:Polygon><gml:exterior><gml:LinearRing>
        <gml:posList srsDimension="2">0 0 1 0 1 1 0 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:baseSurface></gml:OrientableSurface></gml:surfaceMember>
      <gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>0 0 zero</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
      </gml:MultiSurface><loop gml:id="l"><x xlink:href="#l"/></loop></m>)"));
    QVERIFY(reader.readNextStartElement());
    QHash<QString, const formats::xml::Node *> byId;
    const auto node = formats::xml::readNode(reader, byId);
    QVERIFY2(node, qPrintable(reader.errorString()));
    formats::GmlWalker walker(byId);
    formats::GmlShape shape;
    walker.walk(*node, {}, shape);
    QCOMPARE(shape.surfaces.size(), size_t(2)); // "a" once
    QCOMPARE(shape.unresolved, 1);
    QCOMPARE(shape.malformed, 1);
    QVERIFY(shape.surfaces[1].rings[0][0] == Vec3(1, 1, 0)); // turned over
}

void CityGmlTest::cutInHalf()
{
    NEED_DATA(file, "citygml/hamburg_2022/LoD2_576_5950_1_HH.xml");
    QFile whole(file);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    QTemporaryDir folder;
    QFile half(folder.filePath(QStringLiteral("half.gml")));
    QVERIFY(half.open(QIODevice::WriteOnly));
    half.write(whole.read(whole.size() / 2));
    half.close();
    const Layers layers = readFile(half.fileName());
    QVERIFY(layers);
    QVERIFY(layers->front().buildings.size() > 30);
    QCOMPARE(layers->front().warnings.count(QStringLiteral("xml-invalid")), 1);
}

void CityGmlTest::everyFile_data()
{
    QTest::addColumn<QString>("file");
    const QString root = fixtures::testData(QStringLiteral("citygml"));
    if (root.isEmpty()) {
        QTest::newRow("no data") << QString();
        return;
    }
    QDirIterator files(root, {QStringLiteral("*.gml"), QStringLiteral("*.xml")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        if (!file.contains(QLatin1String("codelists")))
            QTest::newRow(qPrintable(file.mid(root.size() + 1))) << file;
    }
}

void CityGmlTest::everyFile()
{
    QFETCH(QString, file);
    if (file.isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set");
    const formats::Probe probe = cityGmlReader().probe(testing::requestFor(file));
    QVERIFY2(probe && *probe, "not taken for CityGML");
    const Layers layers = readFile(file);
    QVERIFY2(layers, layers ? "" : qPrintable(layers.error().toLine()));
    size_t features = 0;
    for (const Layer &layer : *layers) {
        features += layer.info.features;
        QCOMPARE(testing::inconsistency(layer), QString());
    }
    QVERIFY2(features > 0, qPrintable(testing::linesOf(layers->front().warnings)));
    if (!layers->front().warnings.isEmpty())
        qInfo("%s", qPrintable(testing::linesOf(layers->front().warnings)));
}

void CityGmlTest::notMine()
{
    NEED_DATA(list, "citygml/plateau_tokyo/gml/13100_tokyo23-ku_2022_citygml_1_3_op/codelists/Building_usage.xml");
    const formats::Probe probe = cityGmlReader().probe(testing::requestFor(list));
    QVERIFY(probe && !*probe);
}

QTEST_GUILESS_MAIN(CityGmlTest)
#include "CityGmlTest.moc"
