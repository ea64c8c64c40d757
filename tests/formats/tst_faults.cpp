#include "Fixtures.h"

#include <ogrsf_frmts.h>

using domain::LayerKind;

/// What is wrong with a source is named, with file and feature; all else loads.
class FaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badRings();
    void geoJsonCutInHalf();
    void lineSequenceCutInHalf();
    void shapefileCutInHalf();
    void geoPackageCutInHalf();
    void flatGeobufCutInHalf();
    void wrongCrs_data();
    void wrongCrs();
    void missingCrs();
    void latitudeFirst();
    void hopelessCrs();
    void missingField();
    void emptyLayer();
    void emptyFile();
    void missingFile();
    void missingLayer();
    void notGeographic();
    void pointsForBuildings();
    void wideTable();
    void cancelled();
};

namespace
{

/// A dataset of squares in the folder, by any driver that writes.
QString squares(const QTemporaryDir &folder, const char *driver, const char *name, int count, int epsg = 4547,
                double x = 507000, double y = 2493000)
{
    GDALAllRegister();
    const QString path = folder.filePath(QString::fromUtf8(name));
    GDALDatasetUniquePtr dataset(
        GetGDALDriverManager()->GetDriverByName(driver)->Create(path.toUtf8(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference srs;
    if (epsg > 0)
        srs.importFromEPSG(epsg);
    OGRLayer *layer = dataset->CreateLayer("buildings", epsg > 0 ? &srs : nullptr, wkbPolygon, nullptr);
    OGRFieldDefn code("code", OFTString), height("height", OFTReal);
    layer->CreateField(&code);
    layer->CreateField(&height);
    const double side = std::abs(x) < 200 ? 0.0002 : 20;
    for (int i = 0; i < count; ++i) {
        OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
        feature->SetField(0, QByteArray("B" + QByteArray::number(i)).constData());
        feature->SetField(1, 10.0 + i % 30);
        OGRLinearRing ring;
        for (const auto &[dx, dy] : {std::pair{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}})
            ring.addPoint(x + (2 * i % 50 + dx) * side, y + dy * side);
        OGRPolygon polygon;
        polygon.addRing(&ring);
        feature->SetGeometry(&polygon);
        if (layer->CreateFeature(feature.get()) != OGRERR_NONE)
            qFatal("cannot write");
    }
    return path;
}

void cut(const QString &path, double share)
{
    QFile file(path);
    if (!file.resize(qint64(double(file.size()) * share)))
        qFatal("cannot cut");
}

const base::Warning *find(const domain::Layer &layer, const char *code)
{
    for (const base::Warning &warning : layer.warnings.list())
        if (warning.code == QLatin1String(code))
            return &warning;
    return nullptr;
}

}

void FaultsTest::badRings()
{
    QTemporaryDir folder;
    const QByteArray bowTie =
        R"({"type":"Polygon","coordinates":[[[114.1,22.5],[114.101,22.501],[114.101,22.5],[114.1,22.501],[114.1,22.5]]]})";
    const QByteArray flat =
        R"({"type":"Polygon","coordinates":[[[114.1,22.5],[114.101,22.5],[114.102,22.5],[114.1,22.5]]]})";
    const QByteArray two = R"({"type":"Polygon","coordinates":[[[114.1,22.5],[114.101,22.5]]]})";
    const QByteArray none = R"({"type":"Polygon","coordinates":[]})";
    const QString path =
        fixtures::write(folder, QStringLiteral("bad.geojson"),
                        fixtures::geoJson({{R"({"id":"good","height":9})", fixtures::square(114.1, 22.5)},
                                           {R"({"id":"bow","height":9})", bowTie},
                                           {R"({"id":"flat","height":9})", flat},
                                           {R"({"id":"two","height":9})", two},
                                           {R"({"id":"none","height":9})", none},
                                           {R"({"id":"null","height":9})", "null"},
                                           {R"({"id":"far","height":9})", fixtures::square(114.1, 122.5)},
                                           {R"({"id":"last","height":9})", fixtures::square(114.2, 22.5)}}));
    auto request = fixtures::request(path, LayerKind::Building);
    request.crs = QStringLiteral("EPSG:4326");
    const auto layers = fixtures::read(request, fixtures::frameAt(114.1, 22.5));
    QVERIFY2(layers, fixtures::describe(layers));
    const domain::Layer &layer = layers->front();
    QStringList ids;
    for (const domain::Building &building : layer.buildings)
        ids.append(building.id);
    QVERIFY2(ids.contains(QLatin1String("good")) && ids.contains(QLatin1String("bow")) &&
                 ids.contains(QLatin1String("last")),
             fixtures::describe(layer));
    QVERIFY2(ids.size() <= 4, fixtures::describe(layer));
    QStringList named;
    for (const base::Warning &warning : layer.warnings.list()) {
        named += warning.examples;
        QVERIFY(warning.source.contains(QLatin1String("bad.geojson")));
    }
    for (const char *id : {"bow", "flat", "two", "none", "null", "far"})
        QVERIFY2(named.contains(QLatin1String(id)), QByteArray(id) + fixtures::describe(layer));
    for (const domain::Building &building : layer.buildings)
        QVERIFY(geometry::area(building.footprint) > 1);
}

void FaultsTest::geoJsonCutInHalf()
{
    QTemporaryDir folder;
    std::vector<std::pair<QByteArray, QByteArray>> features;
    for (int i = 0; i < 100; ++i)
        features.emplace_back("{\"id\":\"B" + QByteArray::number(i) + "\",\"height\":9}",
                              fixtures::square(114.1 + i * 0.001, 22.5));
    const QString path = fixtures::write(folder, QStringLiteral("half.geojson"), fixtures::geoJson(features));
    cut(path, 0.5);
    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers, fixtures::describe(layers));
    const size_t read = layers->front().buildings.size();
    QVERIFY2(read >= 48 && read <= 50, fixtures::describe(layers));
    const base::Warning *warning = find(layers->front(), "file-truncated");
    QVERIFY2(warning && warning->source.contains(QLatin1String("half.geojson")), fixtures::describe(layers));
    QVERIFY(warning->feature.contains(QString::number(read)));
}

void FaultsTest::lineSequenceCutInHalf()
{
    QTemporaryDir folder;
    QByteArray text;
    for (int i = 0; i < 100; ++i)
        text += "{\"type\":\"Feature\",\"properties\":{\"height\":9},\"geometry\":" +
                fixtures::square(114.1 + i * 0.001, 22.5) + "}\n";
    const QString path = fixtures::write(folder, QStringLiteral("half.geojsonl"), text.left(text.size() / 2 - 40));
    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers && layers->front().buildings.size() >= 48, fixtures::describe(layers));
    QVERIFY2(!layers->front().warnings.isEmpty(), fixtures::describe(layers));
    QVERIFY2(find(layers->front(), "file-truncated") || find(layers->front(), "feature-unreadable"),
             fixtures::describe(layers));
}

void FaultsTest::shapefileCutInHalf()
{
    QTemporaryDir folder;
    const QString path = squares(folder, "ESRI Shapefile", "half.shp", 200);
    cut(path, 0.5);
    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers, fixtures::describe(layers));
    QVERIFY2(layers->front().buildings.size() >= 90 && layers->front().buildings.size() < 110,
             fixtures::describe(layers));
    QVERIFY2(find(layers->front(), "geometry-missing") || find(layers->front(), "feature-unreadable") ||
                 find(layers->front(), "file-truncated"),
             fixtures::describe(layers));
    qInfo().noquote() << fixtures::describe(layers);
}

void FaultsTest::geoPackageCutInHalf()
{
    QTemporaryDir folder;
    const QString path = squares(folder, "GPKG", "half.gpkg", 3000);
    cut(path, 0.5);
    const auto layers = fixtures::read(fixtures::request(path), fixtures::frameAt(114.07, 22.5));
    qInfo().noquote() << fixtures::describe(layers);
    if (!layers) {
        QVERIFY(layers.error().source.contains(QLatin1String("half.gpkg")));
        QVERIFY(!layers.error().message.isEmpty());
    } else {
        QVERIFY(find(layers->front(), "file-truncated") || find(layers->front(), "feature-unreadable"));
    }
}

void FaultsTest::flatGeobufCutInHalf()
{
    QTemporaryDir folder;
    const QString path = squares(folder, "FlatGeobuf", "half.fgb", 500);
    cut(path, 0.5);
    const auto layers = fixtures::read(fixtures::request(path), fixtures::frameAt(114.07, 22.5));
    qInfo().noquote() << fixtures::describe(layers);
    if (!layers)
        QVERIFY(layers.error().source.contains(QLatin1String("half.fgb")));
    else
        QVERIFY(find(layers->front(), "file-truncated") || find(layers->front(), "feature-unreadable"));
}

void FaultsTest::wrongCrs_data()
{
    QTest::addColumn<int>("epsg");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::newRow("degrees declared as metres") << 4547 << 114.1 << 22.5;
    QTest::newRow("metres declared as degrees") << 4326 << 507000.0 << 2493000.0;
    QTest::newRow("latitude first") << 4326 << 22.5 << 114.1;
}

void FaultsTest::wrongCrs()
{
    QFETCH(int, epsg);
    QFETCH(double, x);
    QFETCH(double, y);
    QTemporaryDir folder;
    const QString path = squares(folder, "GPKG", "wrong.gpkg", 10, epsg, x, y);
    const auto frame = geometry::LocalFrame::around(*geometry::Crs::parse(QStringLiteral("EPSG:4547")),
                                                    {{500000, 2480000}, {520000, 2500000}});
    const auto layers = fixtures::read(fixtures::request(path), *frame);
    QVERIFY2(layers && layers->front().buildings.size() == 10, fixtures::describe(layers));
    const base::Warning *warning = find(layers->front(), "crs-wrong");
    QVERIFY2(warning && warning->source.contains(QLatin1String("wrong.gpkg")), fixtures::describe(layers));
    const auto place = frame->toLonLat({geometry::bounds(layers->front().buildings[0].footprint).centre(), 0});
    QVERIFY2(qAbs(place.x - 114.08) < 0.1 && qAbs(place.y - 22.52) < 0.1,
             QByteArray::number(place.x) + ' ' + QByteArray::number(place.y));
    QVERIFY(geometry::area(layers->front().buildings[0].footprint) > 100);
}

void FaultsTest::missingCrs()
{
    QTemporaryDir folder;
    const auto frame = geometry::LocalFrame::around(*geometry::Crs::parse(QStringLiteral("EPSG:4547")),
                                                    {{500000, 2480000}, {520000, 2500000}});
    const auto layers = fixtures::read(fixtures::request(squares(folder, "ESRI Shapefile", "none.shp", 3, 0)), *frame);
    QVERIFY2(layers && layers->front().buildings.size() == 3 && find(layers->front(), "crs-missing"),
             fixtures::describe(layers));
    QVERIFY(qAbs(geometry::area(layers->front().buildings[0].footprint) - 400) < 1);
    const auto degrees =
        fixtures::read(fixtures::request(squares(folder, "ESRI Shapefile", "deg.shp", 3, 0, 114.1, 22.5)), *frame);
    QVERIFY2(degrees && degrees->front().buildings.size() == 3 && find(degrees->front(), "crs-missing"),
             fixtures::describe(degrees));
}

void FaultsTest::latitudeFirst()
{
    // Both below 90: only the place of all else tells.
    QTemporaryDir folder;
    const QString path = squares(folder, "GPKG", "swapped.gpkg", 3, 4326, 43.735, 7.42);
    const auto layers = fixtures::read(fixtures::request(path), fixtures::frameAt(7.42, 43.735));
    QVERIFY2(layers && find(layers->front(), "crs-wrong"), fixtures::describe(layers));
    QVERIFY(glm::length(geometry::bounds(layers->front().buildings[0].footprint).centre()) < 2000);
}

void FaultsTest::hopelessCrs()
{
    QTemporaryDir folder;
    const QString path = squares(folder, "GPKG", "hopeless.gpkg", 3, 4326, 5e7, 9e7);
    const auto layers = fixtures::read(fixtures::request(path), fixtures::frameAt(114, 22));
    QVERIFY(!layers);
    QCOMPARE(layers.error().code, QStringLiteral("crs-wrong"));
    QVERIFY(layers.error().source.contains(QLatin1String("hopeless.gpkg")));
    auto request = fixtures::request(path);
    request.crs = QStringLiteral("EPSG:99999999");
    QVERIFY(!fixtures::read(request, fixtures::frameAt(114, 22)));
}

void FaultsTest::missingField()
{
    QTemporaryDir folder;
    auto request = fixtures::request(squares(folder, "GPKG", "fields.gpkg", 3), LayerKind::Building);
    request.fields = {{QStringLiteral("height"), QStringLiteral("hoogte")},
                      {QStringLiteral("storeys"), QStringLiteral("floors")}};
    const auto layers = fixtures::read(request);
    QVERIFY2(layers && layers->front().buildings.size() == 3, fixtures::describe(layers));
    QCOMPARE(fixtures::warnings(layers->front(), "field-missing"), 2);
    QVERIFY(layers->front().buildings[0].height == 10.0f);
}

void FaultsTest::emptyLayer()
{
    QTemporaryDir folder;
    const auto layers = fixtures::read(fixtures::request(squares(folder, "GPKG", "empty.gpkg", 0), LayerKind::Building),
                                       fixtures::frameAt(114, 22));
    QVERIFY2(layers && layers->front().buildings.empty(), fixtures::describe(layers));
    QVERIFY(find(layers->front(), "layer-empty"));
    const QString path = fixtures::write(folder, QStringLiteral("empty.geojson"), fixtures::geoJson({}));
    const auto json = fixtures::read(fixtures::request(path, LayerKind::Road), fixtures::frameAt(114, 22));
    QVERIFY2(json && find(json->front(), "layer-empty"), fixtures::describe(json));
}

void FaultsTest::emptyFile()
{
    QTemporaryDir folder;
    const auto found =
        formats::findReader(fixtures::request(fixtures::write(folder, QStringLiteral("nothing.geojson"), {})));
    QVERIFY(!found);
    QVERIFY2(found.error().code == QLatin1String("source-empty"), qPrintable(found.error().toLine()));
}

void FaultsTest::missingFile()
{
    const auto found = formats::findReader(fixtures::request(QStringLiteral("/nowhere/city.gpkg|buildings")));
    QVERIFY(!found);
    QCOMPARE(found.error().code, QStringLiteral("file-missing"));
}

void FaultsTest::missingLayer()
{
    QTemporaryDir folder;
    const QString path = squares(folder, "GPKG", "one.gpkg", 1);
    const auto found = formats::findReader(fixtures::request(path + QStringLiteral("|streets")));
    QVERIFY(!found);
    QCOMPARE(found.error().code, QStringLiteral("layer-missing"));
    QVERIFY(found.error().message.contains(QLatin1String("buildings")));
}

void FaultsTest::notGeographic()
{
    QTemporaryDir folder;
    const auto found =
        formats::findReader(fixtures::request(fixtures::write(folder, QStringLiteral("letter.txt"), "Dear sirs,\n")));
    QVERIFY(!found);
    QCOMPARE(found.error().code, QStringLiteral("format-unknown"));
}

void FaultsTest::pointsForBuildings()
{
    QTemporaryDir folder;
    const QString path =
        fixtures::write(folder, QStringLiteral("mixed.geojson"),
                        fixtures::geoJson({{R"({"id":"p"})", R"({"type":"Point","coordinates":[114.1,22.5]})"},
                                           {R"({"id":"a"})", fixtures::square(114.1, 22.5)}}));
    const auto layers = fixtures::read(fixtures::request(path, LayerKind::Building));
    QVERIFY2(layers && layers->front().buildings.size() == 1, fixtures::describe(layers));
    QCOMPARE(fixtures::warnings(layers->front(), "geometry-unsuitable"), 1);
}

void FaultsTest::wideTable()
{
    QTemporaryDir folder;
    QByteArray properties = "{\"height\":9";
    for (int i = 0; i < 600; ++i)
        properties += ",\"c" + QByteArray::number(i) + "\":" + QByteArray::number(i);
    const QString path = fixtures::write(folder, QStringLiteral("wide.geojson"),
                                         fixtures::geoJson({{properties + '}', fixtures::square(114.1, 22.5)}}));
    const auto layers = fixtures::read(fixtures::request(path));
    QVERIFY2(layers && find(layers->front(), "columns-capped"), fixtures::describe(layers));
    QCOMPARE(layers->front().attributes.columns(), 200);
}

void FaultsTest::cancelled()
{
    QTemporaryDir folder;
    const auto request = fixtures::request(squares(folder, "GPKG", "many.gpkg", 20000));
    const auto frame = fixtures::frameOf(request);
    base::Job job;
    job.cancel();
    const auto layers = formats::findReader(request)->first->read(request, frame, job);
    QVERIFY(!layers);
    QCOMPARE(layers.error().code, QStringLiteral("cancelled"));
}

QTEST_GUILESS_MAIN(FaultsTest)
#include "tst_faults.moc"
