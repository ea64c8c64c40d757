#include "loading/CityLoader.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace loading;

/// From paths to a city, with real files where there are any.
class TestLoading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void badPartsAreNamedAndTheRestLoads();
    void buildingsGetTheirGridAndGround();
    void repeatedIdsOfTwoLayersAreNumbered();
    void devicesStandAtTheirStorey();
    void nothingToLoadIsAnError();
    void cancelledLoadingSaysSoAndNothingElse();
    void snapshotsGrowAndTheLastIsComplete();
    void openingAnewSilencesTheOldOne();
    void realData_data();
    void realData();

private:
    QString write(const char *name, const QByteArray &text)
    {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", qPrintable(path));
        file.write(text);
        return path;
    }
    QTemporaryDir m_folder;
    QString m_buildings, m_grids, m_things;
};

static QByteArray feature(const QByteArray &geometry, const QByteArray &properties)
{
    return R"({"type": "Feature", "properties": )" + properties + R"(, "geometry": )" + geometry + "}";
}

static QByteArray collection(const QByteArrayList &features)
{
    return R"({"type": "FeatureCollection", "features": [)" + features.join(",\n") + "]}";
}

static QByteArray squareAt(double lon, double lat, double size)
{
    const auto p = [](double x, double y) {
        return "[" + QByteArray::number(x, 'f', 7) + "," + QByteArray::number(y, 'f', 7) + "]";
    };
    return R"({"type": "Polygon", "coordinates": [[)" + p(lon, lat) + "," + p(lon + size, lat) + "," +
           p(lon + size, lat + size) + "," + p(lon, lat + size) + "," + p(lon, lat) + "]]}";
}

void TestLoading::initTestCase()
{
    m_buildings = write(
        "buildings.geojson",
        collection({feature(squareAt(114.110, 22.540, 0.0003), R"({"id": "A", "height": 30, "building:levels": 10})"),
                    feature(squareAt(114.112, 22.540, 0.0003), R"({"id": "B", "height": 12})")}));
    m_grids = write("grids.geojson",
                    collection({feature(squareAt(114.109, 22.539, 0.002), R"({"id": "G1", "name": "Grid 1"})"),
                                feature(squareAt(114.111, 22.539, 0.002), R"({"id": "G2", "name": "Grid 2"})")}));
    m_things = write("things.geojson",
                     collection({feature("null", R"({"id": "S1", "kind": "smoke", "building": "A", "storey": 7})"),
                                 feature("null", R"({"id": "S2", "kind": "smoke", "building": "nobody"})")}));
}

static base::Result<District> loadNow(const QStringList &paths)
{
    return load(paths, {}, base::Job());
}

void TestLoading::badPartsAreNamedAndTheRestLoads()
{
    const QString cut = write("cut.geojson", collection({feature(squareAt(114.11, 22.54, 0.001), "{}")}).left(120));
    const auto district = loadNow({m_buildings, cut, m_folder.filePath(QStringLiteral("missing.gpkg"))});
    QVERIFY(district);
    QCOMPARE(district->city->errors.size(), size_t(2));
    QVERIFY(district->city->errors[0].source.contains(QLatin1String("cut.geojson")));
    QVERIFY(district->city->errors[1].source.contains(QLatin1String("missing.gpkg")));
    QVERIFY(district->city->building(QStringLiteral("A")));
}

void TestLoading::buildingsGetTheirGridAndGround()
{
    const QString path = write("district.json", R"({"format": "yunjie-district/1", "crs": "EPSG:4547", "layers": [
        {"id": "grids", "kind": "area", "level": "grid", "source": "grids.geojson"},
        {"id": "buildings", "kind": "building", "source": "buildings.geojson"}]})");
    const auto district = loadNow({path});
    QVERIFY2(district, district ? "" : qPrintable(district.error().toLine()));
    const domain::City &city = *district->city;
    QCOMPARE(city.frame.crs().code(), QStringLiteral("EPSG:4547"));
    const auto gridOf = [&](const char *id) {
        const qint32 node = city.places.areaOfBuilding(QString::fromLatin1(id));
        return node < 0 ? QString() : city.places.nodes()[size_t(node)].area.id;
    };
    QCOMPARE(gridOf("A"), QStringLiteral("G1"));
    QCOMPARE(gridOf("B"), QStringLiteral("G2"));
    QCOMPARE(city.building(QStringLiteral("A"))->ground, 0.0);
    QCOMPARE(city.building(QStringLiteral("A"))->storeysAbove, 10);
}

void TestLoading::repeatedIdsOfTwoLayersAreNumbered()
{
    const auto district = loadNow(
        {m_buildings, write("again.geojson",
                            collection({feature(squareAt(114.111, 22.541, 0.0003), R"({"id": "A", "height": 9})")}))});
    QVERIFY(district);
    QVERIFY(district->city->building(QStringLiteral("A#2")));
    QCOMPARE(district->city->building(QStringLiteral("A"))->height, 30.0f);
    QCOMPARE(district->city->layers[1]->warnings.count(QStringLiteral("id-repeated")), 1);
}

void TestLoading::devicesStandAtTheirStorey()
{
    const QString path = write("things.json", R"({"format": "yunjie-district/1", "crs": "EPSG:4547",
        "layers": [{"id": "buildings", "kind": "building", "source": "buildings.geojson"}],
        "things": [{"id": "things", "source": "things.geojson"}]})");
    const auto district = loadNow({path});
    QVERIFY2(district, district ? "" : qPrintable(district.error().toLine()));
    const domain::Thing *smoke = district->city->thing(QStringLiteral("S1"));
    QVERIFY(smoke);
    QVERIFY2(smoke->position.z > 18 && smoke->position.z < 21, qPrintable(QString::number(smoke->position.z)));
    QVERIFY(!district->city->thing(QStringLiteral("S2")));
    QCOMPARE(district->city->layers.back()->warnings.count(QStringLiteral("thing-without-place")), 1);
}

void TestLoading::nothingToLoadIsAnError()
{
    const auto district = loadNow({m_folder.filePath(QStringLiteral("missing.gpkg"))});
    QVERIFY(!district);
    QCOMPARE(district.error().code, QStringLiteral("file-missing"));
}

void TestLoading::cancelledLoadingSaysSoAndNothingElse()
{
    base::Job job;
    job.cancel();
    const auto district = load({m_buildings}, {}, job);
    QVERIFY(!district);
    QCOMPARE(district.error().code, QStringLiteral("cancelled"));
}

void TestLoading::snapshotsGrowAndTheLastIsComplete()
{
    CityLoader loader;
    QSignalSpy cities(&loader, &CityLoader::city), finished(&loader, &CityLoader::finished);
    loader.open({m_grids, m_buildings});
    QVERIFY(finished.wait(20000));
    QVERIFY(cities.size() >= 2); // with the last source the city is complete
    size_t before = 0;
    for (const QList<QVariant> &arguments : cities) {
        const auto city = arguments[0].value<CityPtr>();
        QVERIFY(city->layers.size() >= before);
        before = city->layers.size();
    }
    QVERIFY(cities.last()[0].value<CityPtr>()->complete);
    QVERIFY(!loader.isRunning());
}

void TestLoading::openingAnewSilencesTheOldOne()
{
    CityLoader loader;
    QSignalSpy finished(&loader, &CityLoader::finished);
    loader.open({m_grids});
    loader.open({m_buildings});
    QVERIFY(finished.wait(20000));
    QTest::qWait(300);
    QCOMPARE(finished.size(), 1);
    QVERIFY(finished[0][0].value<District>().city->building(QStringLiteral("A")));
}

void TestLoading::realData_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("buildings");
    QTest::addColumn<double>("lon");
    QTest::addColumn<double>("lat");
    // Counts and places as the data's own README has them.
    QTest::newRow("Zurich") << "cityjson/zurich_lod2" << 49 << 8.54 << 47.38;
    QTest::newRow("Delft") << "cityjson/delft_3dbag" << 160 << 4.37 << 52.0;
    QTest::newRow("Manhattan") << "footprints/lower_manhattan" << -1 << -74.01 << 40.71;
    QTest::newRow("Monaco") << "osm/monaco" << -1 << 7.42 << 43.73;
    QTest::newRow("Cape Town") << "dem/capetown" << 91 << 18.64 << -33.93;
}

void TestLoading::realData()
{
    const QString data = qEnvironmentVariable("YUNJIE_TESTDATA");
    if (data.isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set: no real data to load");
    QFETCH(QString, file);
    QFETCH(int, buildings);
    QFETCH(double, lon);
    QFETCH(double, lat);
    const QDir folder(data + u'/' + file);
    const QStringList names = folder.entryList({QStringLiteral("*.json"), QStringLiteral("*.geojson"),
                                                QStringLiteral("monaco-latest.osm.pbf"), QStringLiteral("*.tif")},
                                               QDir::Files);
    QVERIFY2(!names.isEmpty(), qPrintable(folder.path()));
    QStringList paths;
    for (const QString &name : names)
        paths.append(folder.filePath(name));
    const auto district = loadNow(paths);
    QVERIFY2(district, district ? "" : qPrintable(district.error().toLine()));
    const domain::City &city = *district->city;
    int found = 0;
    for (const auto &layer : city.layers) {
        for (const domain::Building &building : layer->buildings) {
            found += building.partOf.isEmpty();
            QVERIFY2(std::isfinite(building.ground), qPrintable(building.id));
        }
    }
    if (buildings >= 0)
        QCOMPARE(found, buildings);
    else
        QVERIFY2(found > 100, qPrintable(QString::number(found)));
    const geometry::Vec3 middle = city.frame.toLonLat(city.bounds().centre());
    QVERIFY2(std::abs(middle.x - lon) < 0.1 && std::abs(middle.y - lat) < 0.1,
             qPrintable(QStringLiteral("%1 %2").arg(middle.x).arg(middle.y)));
}

QTEST_GUILESS_MAIN(TestLoading)
#include "tst_loading.moc"
