#include "Fixtures.h"

#include <ogrsf_frmts.h>

using domain::LayerKind;

/// Footprints, areas, roads, units and things as people keep them, and the shared real ones.
class VectorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lowerManhattan();
    void neighbourhoods();
    void floatingParts();
    void partsByPosition();
    void chineseShapefile();
    void areasWithParents();
    void roadsAndWater();
    void things();
    void unitsTable();
    void csvWithCoordinates();
    void gcj02();
    void extentAndWhere();
    void curves();
    void fionaSuite_data();
    void fionaSuite();
    void geojsonHintSuite();
    void hundredThousandFootprints();
};

void VectorsTest::lowerManhattan()
{
    NEED_DATA(path, "footprints/lower_manhattan/lower_manhattan_buildings.geojson");
    const auto found = formats::findReader(fixtures::request(path));
    QVERIFY2(found, qPrintable(found ? QString() : found.error().toLine()));
    QCOMPARE(found->second.layers.size(), size_t(1));
    QCOMPARE(found->second.layers[0].features, 3407);
    QVERIFY(found->second.layers[0].kind == LayerKind::Building);
    QCOMPARE(found->second.layers[0].crs.code(), QStringLiteral("EPSG:4326"));

    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers, fixtures::describe(layers));
    const domain::Layer &layer = layers->front();
    QCOMPARE(layer.buildings.size(), size_t(3407));
    QSet<QString> ids;
    int parts = 0, floating = 0, roots = 0, measured = 0;
    float highest = 0;
    for (const domain::Building &building : layer.buildings) {
        ids.insert(building.id);
        parts += !building.partOf.isEmpty();
        roots += building.hasParts;
        floating += building.minHeight > 0;
        measured += !building.heightIsGuessed;
        highest = std::max(highest, building.height);
        QVERIFY(building.height > building.minHeight);
        QVERIFY(!building.footprint.empty());
    }
    qInfo().noquote() << fixtures::describe(layer) << parts << roots << measured;
    QCOMPARE(ids.size(), 3407);
    QCOMPARE(fixtures::warnings(layer, "id-repeated"), 351);
    QVERIFY2(parts >= 1830 && parts <= 1838, QByteArray::number(parts));
    QCOMPARE(floating, 580);
    QVERIFY2(roots > 150 && roots <= 245, QByteArray::number(roots));
    QVERIFY(highest > 540 && highest < 542);
    QVERIFY(measured >= 3200);
}

void VectorsTest::neighbourhoods()
{
    NEED_DATA(path, "events/boston311/nyc_neighborhoods.geojson");
    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers, fixtures::describe(layers));
    QVERIFY2(layers->front().info.kind == LayerKind::Area, fixtures::describe(layers));
    QVERIFY(layers->front().areas.size() > 100);
    QVERIFY(!layers->front().areas[0].name.isEmpty());
    QCOMPARE(fixtures::warnings(layers->front(), "kind-guessed"), 1);
    QCOMPARE(layers->front().attributes.rows(), layers->front().areas.size());
}

void VectorsTest::floatingParts()
{
    QTemporaryDir folder;
    const QString path = fixtures::write(
        folder, QStringLiteral("buildings.geojson"),
        fixtures::geoJson(
            {{R"({"id":"A","height":"20 m","building:levels":6,"building":"apartments","year_built":"1984-01-02","addr:street":"Jiefang Rd","addr:housenumber":"7"})",
              fixtures::square(114.1, 22.5, 0.001)},
             {R"({"id":"A1","building:part":"yes","parent":"A","min_height":"10","height":"65'"})",
              fixtures::square(114.1, 22.5, 0.0009)},
             {R"({"id":"B","building:levels":"5","roof:shape":"gabled","roof:height":"2"})",
              fixtures::square(114.2, 22.5)},
             {R"({"id":"C"})", fixtures::square(114.3, 22.5)},
             {R"({"id":"D","height":-4})", fixtures::square(114.4, 22.5)},
             {R"({"id":"E","height":"tall"})", fixtures::square(114.5, 22.5)}}));
    const auto layers = fixtures::read(fixtures::request(path, LayerKind::Building));
    QVERIFY2(layers, fixtures::describe(layers));
    const auto &b = layers->front().buildings;
    QCOMPARE(b.size(), size_t(6));
    QVERIFY(b[0].hasParts && b[0].height == 20 && b[0].storeysAbove == 6 && b[0].year == 1984);
    QCOMPARE(b[0].use, domain::BuildingUse::Residential);
    QCOMPARE(b[0].address, QStringLiteral("7 Jiefang Rd"));
    QCOMPARE(b[1].partOf, QStringLiteral("A"));
    QVERIFY(b[1].minHeight == 10 && qAbs(b[1].height - 19.812f) < 1e-3f);
    QVERIFY(b[2].heightIsGuessed && b[2].height == 17 && b[2].roof == domain::RoofShape::Gabled &&
            b[2].roofHeight == 2);
    QVERIFY(b[3].heightIsGuessed && b[3].height == 9);
    QVERIFY(std::isnan(b[3].ground));
    QCOMPARE(fixtures::warnings(layers->front(), "height-missing"), 3);
    QCOMPARE(fixtures::warnings(layers->front(), "value-implausible"), 1);
    QCOMPARE(fixtures::warnings(layers->front(), "value-unreadable"), 1);
}

void VectorsTest::partsByPosition()
{
    QTemporaryDir folder;
    const QString path = fixtures::write(
        folder, QStringLiteral("buildings.geojson"),
        fixtures::geoJson({{R"({"id":1,"building":"yes","height":30})", fixtures::square(10, 50, 0.001)},
                           {R"({"id":2,"building:part":"yes"})", fixtures::square(10, 50, 0.0009)},
                           {R"({"id":3,"building:part":"yes","height":5})", fixtures::square(11, 50)}}));
    const auto layers = fixtures::read(fixtures::request(path, LayerKind::Building));
    QVERIFY2(layers, fixtures::describe(layers));
    const auto &b = layers->front().buildings;
    QVERIFY(b[0].hasParts);
    QCOMPARE(b[1].partOf, QStringLiteral("1"));
    QCOMPARE(b[1].height, 30.0f);
    QVERIFY(b[2].partOf.isEmpty());
}

void VectorsTest::chineseShapefile()
{
    // A shapefile as Chinese desktop programs write it: GBK texts, and nothing that says so.
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("楼栋.shp"));
    GDALAllRegister();
    {
        const char *options[] = {"ENCODING=GB18030", nullptr};
        GDALDatasetUniquePtr dataset(GetGDALDriverManager()
                                         ->GetDriverByName("ESRI Shapefile")
                                         ->Create(path.toUtf8(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference srs;
        srs.importFromEPSG(4547);
        OGRLayer *layer = dataset->CreateLayer("楼栋", &srs, wkbPolygon, const_cast<char **>(options));
        for (const char *name : {"名称", "层数", "用途"}) {
            OGRFieldDefn field(name, OFTString);
            field.SetWidth(40);
            layer->CreateField(&field);
        }
        for (int i = 0; i < 5; ++i) {
            OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
            feature->SetField(0, "国贸大厦");
            feature->SetField(1, "53");
            feature->SetField(2, "办公");
            OGRLinearRing ring;
            for (const auto &[x, y] : {std::pair{0, 0}, {0, 30}, {30, 30}, {30, 0}, {0, 0}})
                ring.addPoint(507000 + 100 * i + x, 2493000 + y);
            OGRPolygon polygon;
            polygon.addRing(&ring);
            feature->SetGeometry(&polygon);
            QCOMPARE(layer->CreateFeature(feature.get()), OGRERR_NONE);
        }
    }
    QFile::remove(folder.filePath(QStringLiteral("楼栋.cpg")));
    QFile dbf(folder.filePath(QStringLiteral("楼栋.dbf")));
    QVERIFY(dbf.open(QIODevice::ReadWrite) && dbf.seek(29) && dbf.putChar(0));
    dbf.close();
    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers, fixtures::describe(layers));
    QCOMPARE(layers->front().buildings.size(), size_t(5));
    const domain::Building &building = layers->front().buildings[0];
    QVERIFY2(building.name == QStringLiteral("国贸大厦"), qPrintable(building.name));
    QCOMPARE(building.storeysAbove, 53);
    QCOMPARE(building.use, domain::BuildingUse::Office);
    QCOMPARE(layers->front().info.crs, QStringLiteral("EPSG:4547"));
    QCOMPARE(qRound(geometry::area(building.footprint)), 900);
    QCOMPARE(fixtures::warnings(layers->front(), "encoding-guessed"), 1);
}

void VectorsTest::areasWithParents()
{
    QTemporaryDir folder;
    const QString path = fixtures::write(
        folder, QStringLiteral("areas.geojson"),
        fixtures::geoJson({{R"({"code":"C1","name":"Renmin","level":"community","parent":"S1","manager":"A"})",
                            fixtures::square(114.1, 22.5, 0.01)},
                           {R"({"code":"G1","name":"1","level":"网格","parent":"C1","registered":12})",
                            fixtures::square(114.1, 22.5, 0.005)}}));
    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers, fixtures::describe(layers));
    const domain::Layer &layer = layers->front();
    QCOMPARE(layer.areas.size(), size_t(2));
    QCOMPARE(layer.areas[0].level, domain::ObjectKind::Community);
    QCOMPARE(layer.areas[0].manager, QStringLiteral("A"));
    QCOMPARE(layer.areas[1].level, domain::ObjectKind::Grid);
    QCOMPARE(layer.areas[1].parent, QStringLiteral("C1"));
    QCOMPARE(layer.attributes.number(1, layer.attributes.indexOf(QStringLiteral("registered"))), 12.0);
}

void VectorsTest::roadsAndWater()
{
    QTemporaryDir folder;
    const QByteArray line = R"({"type":"LineString","coordinates":[[114.1,22.5],[114.11,22.5]]})";
    const QString path =
        fixtures::write(folder, QStringLiteral("roads.geojson"),
                        fixtures::geoJson({{R"({"highway":"primary","name":"Shennan"})", line},
                                           {R"({"highway":"primary","width":"30 m","bridge":"yes"})", line},
                                           {R"({"highway":"secondary","lanes":4})", line},
                                           {R"({"highway":"service"})", fixtures::square(114.1, 22.5)}}));
    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers, fixtures::describe(layers));
    const domain::Layer &layer = layers->front();
    QVERIFY(layer.info.kind == LayerKind::Road);
    QCOMPARE(layer.features.size(), size_t(4));
    QCOMPARE(layer.features[0].width, 16.0f);
    const double length = geometry::length(layer.features[0].lines[0]);
    QVERIFY(qAbs(length - 1028) < 5);
    QVERIFY(qAbs(geometry::area(layer.features[0].shape) - 16 * length) < 50);
    QVERIFY(layer.features[1].width == 30.0f && layer.features[1].order == 1);
    QCOMPARE(layer.features[2].width, 13.0f);
    QVERIFY(layer.features[3].lines.empty() && !layer.features[3].shape.empty());
}

void VectorsTest::things()
{
    QTemporaryDir folder;
    const QByteArray point = R"({"type":"Point","coordinates":[114.1,22.5]})";
    const QString path = fixtures::write(
        folder, QStringLiteral("devices.geojson"),
        fixtures::geoJson(
            {{R"({"id":"S1","kind":"smoke","bld":"B1","unit":"B1-703","storey":7,"h":21.5})", point},
             {R"({"id":"E1","kind":"electrical"})", point},
             {R"({"id":"T1","kind":"tilt","datastreams":"T1-x:tilt-x:mm:600;T1-y:tilt-y:mm"})", point},
             {R"({"id":"W1","kind":"water-level","datastreams":"[{\"id\":\"w\",\"property\":\"water-level\",\"unit\":\"m\",\"period\":60}]"})",
              point},
             {R"({"id":"C1","kind":"摄像头","stream":"rtsp://cam/1"})", point},
             {R"({"id":"X","kind":"toaster"})", point},
             {R"({"id":"N","kind":"smoke"})", "null"}}));
    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers, fixtures::describe(layers));
    const domain::Layer &layer = layers->front();
    QVERIFY(layer.info.kind == LayerKind::Things);
    // The one without coordinates comes too, unplaced: it may name a building, and the loader decides.
    QCOMPARE(layer.things.size(), size_t(7));
    QVERIFY(std::isnan(layer.things[6].position.x));
    QCOMPARE(layer.things[0].building, QStringLiteral("B1"));
    QVERIFY(layer.things[0].storey == 7 && layer.things[0].heightAboveGround == 21.5f);
    QCOMPARE(layer.things[0].datastreams.size(), size_t(1));
    QCOMPARE(layer.things[0].datastreams[0].id, QStringLiteral("S1"));
    QCOMPARE(layer.things[1].datastreams.size(), size_t(8));
    QCOMPARE(layer.things[1].datastreams[0].id, QStringLiteral("E1/residual-current"));
    QCOMPARE(layer.things[2].datastreams[1].property, QStringLiteral("tilt-y"));
    QCOMPARE(layer.things[2].datastreams[0].periodSeconds, 600.0);
    QCOMPARE(layer.things[3].datastreams[0].id, QStringLiteral("w"));
    QCOMPARE(layer.things[4].kind, domain::ThingKind::Camera);
    QCOMPARE(layer.things[4].stream, QStringLiteral("rtsp://cam/1"));
    QCOMPARE(fixtures::warnings(layer, "thing-kind-unknown"), 1);
}

void VectorsTest::unitsTable()
{
    QTemporaryDir folder;
    const QString path = fixtures::write(folder, QStringLiteral("units.csv"),
                                         "code,bld,storey,number,rooms,halls,area,tenancy,occupants\nU1,B1,7,703,3,2,"
                                         "88.5,let,4\nU2,B1,1,,,,,shop,\nU3,,1,,,,,,\n");
    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers, fixtures::describe(layers));
    const domain::Layer &layer = layers->front();
    QVERIFY(layer.info.kind == LayerKind::Unit);
    QCOMPARE(layer.units.size(), size_t(2));
    QVERIFY(layer.units[0].id == QLatin1String("U1") && layer.units[0].rooms == 3 && layer.units[0].halls == 2 &&
            layer.units[0].storey == 7);
    QVERIFY(layer.units[0].area == 88.5f && layer.units[0].occupants == 4 &&
            layer.units[0].number == QLatin1String("703"));
    QCOMPARE(fixtures::warnings(layer, "building-missing"), 1);
}

void VectorsTest::csvWithCoordinates()
{
    QTemporaryDir folder;
    const QString path =
        fixtures::write(folder, QStringLiteral("poi.csv"), "name,lon,lat\nA,114.1,22.5\nB,114.2,22.6\nC,,\n");
    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers, fixtures::describe(layers));
    QVERIFY2(layers->front().info.kind == LayerKind::Facility, fixtures::describe(layers));
    QCOMPARE(layers->front().features.size(), size_t(2));
    QCOMPARE(fixtures::warnings(layers->front(), "geometry-missing"), 1);
    QCOMPARE(fixtures::warnings(layers->front(), "crs-missing"), 0);
}

void VectorsTest::gcj02()
{
    QTemporaryDir folder;
    const QString path = fixtures::write(folder, QStringLiteral("buildings.geojson"),
                                         fixtures::geoJson({{"{\"height\":10}", fixtures::square(114.1, 22.5)}}));
    auto request = fixtures::request(path);
    const auto frame = fixtures::frameAt(114.1, 22.5);
    const auto plain = fixtures::read(request, frame);
    request.gcj02 = true;
    const auto corrected = fixtures::read(request, frame);
    QVERIFY2(plain && corrected, fixtures::describe(corrected));
    const auto centre = [](const domain::Layer &layer) {
        return geometry::bounds(layer.buildings[0].footprint).centre();
    };
    const double shift = glm::length(centre(plain->front()) - centre(corrected->front()));
    QVERIFY2(shift > 400 && shift < 700, QByteArray::number(shift));
}

void VectorsTest::extentAndWhere()
{
    QTemporaryDir folder;
    const QString path =
        fixtures::write(folder, QStringLiteral("buildings.geojson"),
                        fixtures::geoJson({{R"({"height":10,"use":"office"})", fixtures::square(114.1, 22.5)},
                                           {R"({"height":20,"use":"x"})", fixtures::square(114.3, 22.5)}}));
    auto request = fixtures::request(path);
    request.extent = {{114.0, 22.4}, {114.2, 22.6}};
    auto layers = fixtures::read(request);
    QVERIFY2(layers, fixtures::describe(layers));
    QCOMPARE(layers->front().buildings.size(), size_t(1));
    request.extent = {};
    request.where = QStringLiteral("\"use\" = 'x'");
    layers = fixtures::read(request);
    QVERIFY2(layers && layers->front().buildings.size() == 1 && layers->front().buildings[0].height == 20,
             fixtures::describe(layers));
    request.where = QStringLiteral("nonsense here");
    layers = fixtures::read(request);
    QVERIFY(!layers);
    QCOMPARE(layers.error().code, QStringLiteral("where-invalid"));
}

void VectorsTest::curves()
{
    QTemporaryDir folder;
    const QString path = fixtures::write(
        folder, QStringLiteral("footprints.csv"),
        "id,height,WKT\n1,12,\"CURVEPOLYGON(CIRCULARSTRING(500000 2500000, 500020 2500000, 500000 2500000))\"\n");
    auto request = fixtures::request(path);
    request.crs = QStringLiteral("EPSG:4547");
    const auto frame =
        geometry::LocalFrame::around(*geometry::Crs::parse(request.crs), {{499000, 2499000}, {501000, 2501000}});
    const auto layers = fixtures::read(request, *frame);
    QVERIFY2(layers && layers->front().buildings.size() == 1, fixtures::describe(layers));
    QVERIFY(qAbs(geometry::area(layers->front().buildings[0].footprint) - M_PI * 100) < 2);
}

void VectorsTest::fionaSuite_data()
{
    QTest::addColumn<int>("features"); // -1: none of ours, -2: an error
    const std::pair<const char *, int> rows[] = {
        {"coutwildrnp.shp", 67}, {"coutwildrnp.zip", 67}, {"gre.shp", 1},          {"grenada.geojson", 1},
        {"rmnp.geojson", 1},     {"!test.geojson", 1},    {"trio.geojson", 3},     {"trio.seq", 3},
        {"sequence.txt", 2},     {"collection.txt", 2},   {"issue627.geojson", 3}, {"example.topojson", 3},
        {"multicurve.gml", 1},   {"test_tz.geojson", 1},  {"test_gpx.gpx", 1},     {"testopenfilegdb.gdb.zip", 1},
        {"test_tin.shp", 1},     {"LICENSE.txt", -1},     {"multicurve.xsd", -1}};
    for (const auto &[name, count] : rows)
        QTest::newRow(name) << count;
}

void VectorsTest::fionaSuite()
{
    NEED_DATA(folder, "testsuites/fiona");
    QFETCH(int, features);
    const auto request = fixtures::request(folder + QLatin1Char('/') + QString::fromUtf8(QTest::currentDataTag()));
    const auto found = formats::findReader(request);
    if (features < 0) {
        QVERIFY(!found);
        return;
    }
    QVERIFY2(found, qPrintable(found ? QString() : found.error().toLine()));
    size_t most = 0;
    for (const formats::Sublayer &sub : found->second.layers) {
        auto one = request;
        one.source = sub.source;
        one.kind = sub.kind;
        if (!sub.kind)
            continue;
        const auto layers = fixtures::read(one);
        QVERIFY2(layers, fixtures::describe(layers));
        most = std::max(most, layers->front().info.features);
    }
    QVERIFY2(most >= size_t(features), QByteArray::number(qulonglong(most)));
}

void VectorsTest::geojsonHintSuite()
{
    NEED_DATA(folder, "testsuites/geojsonhint");
    QDirIterator files(folder, {QStringLiteral("*.geojson"), QStringLiteral("*.json")}, QDir::Files,
                       QDirIterator::Subdirectories);
    int good = 0, goodLoaded = 0, bad = 0, named = 0;
    while (files.hasNext()) {
        const QString path = files.next();
        const auto layers = fixtures::read(fixtures::request(path), fixtures::frameAt(0, 0));
        if (path.contains(QLatin1String("/good/"))) {
            ++good;
            goodLoaded += layers.has_value();
            if (!layers)
                qInfo().noquote() << path << fixtures::describe(layers);
        } else if (path.contains(QLatin1String("/bad/"))) {
            ++bad;
            named += !layers || !layers->front().warnings.isEmpty();
        }
    }
    qInfo() << good << goodLoaded << bad << named;
    QVERIFY(good + bad > 50);
    QVERIFY(goodLoaded >= good - 3);
}

void VectorsTest::hundredThousandFootprints()
{
    constexpr int Count = 100000;
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("city.gpkg"));
    GDALAllRegister();
    {
        GDALDatasetUniquePtr dataset(
            GetGDALDriverManager()->GetDriverByName("GPKG")->Create(path.toUtf8(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference srs;
        srs.importFromEPSG(4547);
        const char *options[] = {"SPATIAL_INDEX=NO", nullptr};
        OGRLayer *layer = dataset->CreateLayer("buildings", &srs, wkbPolygon, const_cast<char **>(options));
        OGRFieldDefn code("code", OFTString), height("height_m", OFTReal), floors("floors", OFTInteger),
            use("use", OFTString);
        for (OGRFieldDefn *field : {&code, &height, &floors, &use})
            layer->CreateField(field);
        dataset->StartTransaction();
        for (int i = 0; i < Count; ++i) {
            OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
            feature->SetField(0, QByteArray("B" + QByteArray::number(i)).constData());
            feature->SetField(1, 10.0 + i % 50);
            feature->SetField(2, 3 + i % 20);
            feature->SetField(3, i % 3 ? "residential" : "office");
            const double x = 500000 + (i % 400) * 40, y = 2500000 + (i / 400) * 40;
            OGRLinearRing ring;
            for (const auto &[dx, dy] : {std::pair{0, 0}, {20, 0}, {20, 8}, {12, 8}, {12, 15}, {0, 15}, {0, 0}})
                ring.addPoint(x + dx, y + dy);
            OGRPolygon polygon;
            polygon.addRing(&ring);
            feature->SetGeometry(&polygon);
            if (layer->CreateFeature(feature.get()) != OGRERR_NONE)
                QFAIL("cannot write the city");
        }
        dataset->CommitTransaction();
    }
    const auto frame = fixtures::frameOf(fixtures::request(path));
    const std::clock_t bareStart = std::clock();
    {
        GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8(), GDAL_OF_VECTOR));
        int count = 0;
        for (auto &feature : dataset->GetLayer(0))
            count += feature != nullptr;
        QCOMPARE(count, Count);
    }
    const std::clock_t start = std::clock();
    const auto layers = fixtures::read(fixtures::request(path), frame);
    const double own = double(std::clock() - start) / CLOCKS_PER_SEC, bare = double(start - bareStart) / CLOCKS_PER_SEC;
    QVERIFY2(layers && layers->front().buildings.size() == size_t(Count), fixtures::describe(layers));
    qInfo("100,000 footprints: %.2f s of processor time, OGR's own loop %.2f s", own, bare);
    QVERIFY2(own - bare < 3.0, "reading footprints has become slow");
}

QTEST_GUILESS_MAIN(VectorsTest)
#include "tst_vectors.moc"
