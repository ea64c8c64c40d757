#include "Tiles3dTesting.h"
#include "loading/District.h"

#include <cmath>

/// A tileset as a whole city, and as a layer of a project.
class LoadingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bareTileset();
    void asALayer();
    void highAboveTheSea();
    void residentFeaturesAreFound();
    void keysAreNotNames();
    void brokenTilesetIsAnError();
};

void LoadingTest::bareTileset()
{
    NEED_SAMPLE(file, "Tileset/tileset.json");
    const auto district = loading::load({file}, {}, base::Job());
    QVERIFY2(district, qPrintable(district ? QString() : district.error().toLine()));
    const domain::City &city = *district->city;
    QCOMPARE(city.layers.size(), size_t(1));
    QCOMPARE(city.layers.front()->info.id, QStringLiteral("Tileset")); // its folder: all are called tileset.json
    QCOMPARE(city.name.en, QStringLiteral("Tileset"));
    QCOMPARE(city.frame.crs().code(), QStringLiteral("EPSG:32618"));
    QVERIFY(city.resident);
    QVERIFY(city.layers.front()->tiles);
    const geometry::Vec3 size = city.bounds().size();
    QVERIFY(size.x > 300 && size.x < 500 && size.y > 300 && size.y < 500 && size.z > 80 && size.z < 100);
}

void LoadingTest::asALayer()
{
    NEED_SAMPLE(file, "Tileset/tileset.json");
    QTemporaryDir folder;
    const QString project = fixtures::write(
        folder, QStringLiteral("district.json"),
        "{\"format\":\"yunjie-district/1\",\"name\":\"x\",\"crs\":\"EPSG:4547\",\"layers\":[{\"id\":\"city\",\"kind\":"
        "\"building\",\"source\":\"" +
            file.toUtf8() +
            "\",\"fields\":{\"height\":\"Height\"},\"placement\":{\"position\":[114.06,22.54,12]}},"
            "{\"id\":\"photo\",\"kind\":\"model\",\"source\":\"" +
            file.toUtf8() + "\"}]}");
    const auto district = loading::load({project}, {}, base::Job());
    QVERIFY2(district, qPrintable(district ? QString() : district.error().toLine()));
    const domain::City &city = *district->city;
    QVERIFY(city.errors.empty());
    QCOMPARE(city.layers.size(), size_t(2));
    const testing::Found first = testing::walk(*city.layers[0]->tiles), second = testing::walk(*city.layers[1]->tiles);
    QCOMPARE(first.buildings, 50);
    QVERIFY(first.ids.contains(QStringLiteral("city:ll.b3dm:3")));
    const geometry::Vec3 lonLat = city.frame.toLonLat(first.bounds.centre());
    QVERIFY(std::abs(lonLat.x - 114.06) < 0.001 && std::abs(lonLat.y - 22.54) < 0.001);
    QVERIFY(std::abs(first.bounds.min.z - 12) < 0.5);
    QVERIFY(std::abs(city.groundLevel) < 13);
    QCOMPARE(second.models, 5);
    QCOMPARE(second.buildings, 0);
}

// The camera keeps above the ground: at 0 it looked for a city at 1,600 m in vain.
void LoadingTest::highAboveTheSea()
{
    NEED_SAMPLE(file, "Tileset/tileset.json");
    QTemporaryDir folder;
    const QString project =
        fixtures::write(folder, QStringLiteral("district.json"),
                        "{\"format\":\"yunjie-district/"
                        "1\",\"name\":\"x\",\"layers\":[{\"id\":\"city\",\"kind\":\"building\",\"source\":\"" +
                            file.toUtf8() + "\",\"placement\":{\"position\":[104.0,30.6,1600]}}]}");
    const auto district = loading::load({project}, {}, base::Job());
    QVERIFY2(district, qPrintable(district ? QString() : district.error().toLine()));
    QVERIFY2(std::abs(district->city->groundLevel - 1600) < 2, QByteArray::number(district->city->groundLevel));
}

void LoadingTest::residentFeaturesAreFound()
{
    NEED_SAMPLE(file, "Tileset/tileset.json");
    const auto district = loading::load({file}, {}, base::Job());
    QVERIFY(district);
    const domain::City &city = *district->city;
    const QString id = QStringLiteral("Tileset:parent.b3dm:4");
    QVERIFY(!city.building(id));
    const auto content = city.layers.front()->tiles->read(city.layers.front()->tiles->root(), base::Job());
    QVERIFY(content);
    city.resident->add(*content);
    QVERIFY(city.building(id));
    QCOMPARE(city.building(id)->row, 4u);
    QVERIFY(city.layerOfBuilding(id)->attributes.indexOf(QStringLiteral("Height")) >= 0);
    city.resident->remove(*content);
    QVERIFY(!city.building(id));
}

void LoadingTest::keysAreNotNames()
{
    const QString address =
        QStringLiteral("http://127.0.0.1:%1/city/tileset.json?access_token=hush.hush").arg(fixtures::freePort());
    const auto district = loading::load({address}, {}, base::Job());
    QVERIFY(!district);
    QCOMPARE(district.error().code, QStringLiteral("tile-unreachable"));
    QVERIFY(!district.error().toLine().contains(QLatin1String("hush")));
    const auto project = project::Project::ofFiles({address});
    QVERIFY(project);
    QCOMPARE(project->layers.front().request.id, QStringLiteral("city"));
    QCOMPARE(project->name.en, QStringLiteral("city"));
}

void LoadingTest::brokenTilesetIsAnError()
{
    QTemporaryDir folder;
    const QString file = fixtures::write(folder, QStringLiteral("tileset.json"),
                                         "{\"asset\":{\"version\":\"1.0\"},\"geometricError\":1,\"root\":{}}");
    const auto district = loading::load({file}, {}, base::Job());
    QVERIFY(!district);
    QCOMPARE(district.error().code, QStringLiteral("tileset-broken"));
    QCOMPARE(district.error().source, file);
}

QTEST_GUILESS_MAIN(LoadingTest)
#include "LoadingTest.moc"
