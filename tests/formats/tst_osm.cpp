#include "Fixtures.h"

using domain::LayerKind;

/// OpenStreetMap files, packed and unpacked, whole and broken.
class OsmTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void monaco_data();
    void monaco();
    void allAtOnce();
    void lz4();
    void brokenRelation();
    void trams();
    void packed_data();
    void packed();
};

void OsmTest::monaco_data()
{
    QTest::addColumn<int>("buildings");
    QTest::addColumn<int>("levels");
    QTest::newRow("monaco-latest.osm.pbf") << 1207 << 101;
    QTest::newRow("monaco-latest-without-changesets.osm.pbf") << 1214 << 448;
}

void OsmTest::monaco()
{
    NEED_DATA(folder, "osm/monaco");
    QFETCH(int, buildings);
    QFETCH(int, levels);
    const QString path = folder + QLatin1Char('/') + QString::fromUtf8(QTest::currentDataTag());
    const auto found = formats::findReader(fixtures::request(path));
    QVERIFY(found && found->second.driver == QLatin1String("OSM"));
    QVERIFY(found->second.layers.size() >= 6);
    QHash<QString, size_t> counts;
    for (const formats::Sublayer &sub : found->second.layers) {
        QVERIFY(!sub.extent.isEmpty() && sub.extent.min.x > 7.3 && sub.extent.max.y < 43.9);
        auto request = fixtures::request(sub.source, sub.kind);
        const auto layers = fixtures::read(request, fixtures::frameAt(7.42, 43.735));
        QVERIFY2(layers, fixtures::describe(layers));
        counts[domain::layerKindName(*sub.kind)] = layers->front().info.features;
        qInfo().noquote() << fixtures::describe(layers->front());
        if (sub.kind != LayerKind::Building)
            continue;
        int storeys = 0, outlines = 0;
        for (const domain::Building &building : layers->front().buildings) {
            storeys += building.storeysAbove > 0;
            outlines += building.partOf.isEmpty();
        }
        QVERIFY2(qAbs(outlines - buildings) < 8, QByteArray::number(outlines));
        QVERIFY2(qAbs(storeys - levels) < 30, QByteArray::number(storeys));
        QVERIFY(layers->front().buildings[0].id.startsWith(QLatin1Char('w')) ||
                layers->front().buildings[0].id.startsWith(QLatin1Char('r')));
    }
    QVERIFY(counts[QStringLiteral("road")] > 1000);
    QVERIFY(counts[QStringLiteral("rail")] > 3);
    QVERIFY(counts[QStringLiteral("green")] > 20);
    QVERIFY(counts[QStringLiteral("facility")] > 100);
    QVERIFY(counts[QStringLiteral("water")] > 3);
}

void OsmTest::allAtOnce()
{
    NEED_DATA(path, "osm/monaco/monaco-latest.osm.pbf");
    const auto layers = fixtures::read(fixtures::request(path), fixtures::frameAt(7.42, 43.735));
    QVERIFY2(layers && layers->size() >= 6, fixtures::describe(layers));
    QSet<QString> ids;
    for (const domain::Layer &layer : *layers)
        ids.insert(layer.info.id);
    QCOMPARE(ids.size(), qsizetype(layers->size()));
}

void OsmTest::lz4()
{
    NEED_DATA(path, "osm/monaco/monaco-latest.lz4.osm.pbf");
    const auto found = formats::findReader(fixtures::request(path));
    QVERIFY(!found);
    QCOMPARE(found.error().code, QStringLiteral("osm-compression"));
    QVERIFY(found.error().message.contains(QLatin1String("LZ4")));
}

void OsmTest::brokenRelation()
{
    NEED_DATA(path, "osm/monaco/bad_spain_relation.xml");
    const auto layers = fixtures::read(fixtures::request(path), fixtures::frameAt(-3.7, 40.4));
    QVERIFY2(layers, fixtures::describe(layers));
    qInfo().noquote() << fixtures::describe(layers);
}

void OsmTest::trams()
{
    NEED_DATA(path, "osm/monaco/bremen-trams.osm.pbf");
    const auto layers = fixtures::read(fixtures::request(path, LayerKind::Rail), fixtures::frameAt(8.8, 53.07));
    QVERIFY2(layers && !layers->front().features.empty(), fixtures::describe(layers));
    QCOMPARE(layers->front().features[0].type, QStringLiteral("tram"));
    QVERIFY(!layers->front().features[0].shape.empty());
}

void OsmTest::packed_data()
{
    QTest::addColumn<double>("longitude");
    QTest::addColumn<double>("latitude");
    QTest::newRow("dem/monaco/monaco.osm.gz") << 7.42 << 43.735;
    QTest::newRow("osm/osmnx/West-Oakland.osm.bz2") << -122.3 << 37.8;
    QTest::newRow("osm/osmnx/planet_10.068,48.135_10.071,48.137.osm") << 10.07 << 48.136;
}

void OsmTest::packed()
{
    const QString path = fixtures::testData(QString::fromUtf8(QTest::currentDataTag()));
    if (path.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    QFETCH(double, longitude);
    QFETCH(double, latitude);
    const auto layers = fixtures::read(fixtures::request(path), fixtures::frameAt(longitude, latitude));
    QVERIFY2(layers && !layers->empty(), fixtures::describe(layers));
    size_t features = 0;
    for (const domain::Layer &layer : *layers)
        features += layer.info.features;
    qInfo().noquote() << fixtures::describe(layers);
    QVERIFY(features > 5);
}

QTEST_GUILESS_MAIN(OsmTest)
#include "tst_osm.moc"
