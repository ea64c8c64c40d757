#include "Fixtures.h"
#include "TileWalk.h"
#include "loading/District.h"
#include "loading/GroundedTiles.h"

#include <ogrsf_frmts.h>

using domain::LayerKind;
using domain::Tile;

/// GeoPackage and FlatGeobuf with their spatial indexes; what needs none of a database.
class TilesFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyBuildingOnce_data();
    void everyBuildingOnce();
    void farTilesStandForAll_data();
    void farTilesStandForAll();
    void heightsAreTheFile();
    void foundByName_data();
    void foundByName();
    void linesAcrossTiles();
    void damagedFileIsAnError();
    void notIndexed();
    void standOnTheTerrain();
    void asALayerOfAProject();

private:
    void files();
    formats::LayerRequest request(const QString &file, LayerKind kind = LayerKind::Building) const;
    std::shared_ptr<const domain::TileSource> tiles(const formats::LayerRequest &request);

    QTemporaryDir m_folder;
    geometry::LocalFrame m_frame;
};

static constexpr int Across = 120; // buildings
static constexpr double Base = 1630;

void TilesFilesTest::initTestCase()
{
    GDALAllRegister();
    OGRSpatialReference srs;
    QCOMPARE(srs.importFromEPSG(4547), OGRERR_NONE);
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    for (const char *driver : {"GPKG", "FlatGeobuf", "GeoJSON"}) {
        const QString suffix = driver == QLatin1String("GPKG")         ? QStringLiteral("gpkg")
                               : driver == QLatin1String("FlatGeobuf") ? QStringLiteral("fgb")
                                                                       : QStringLiteral("geojson");
        GDALDatasetUniquePtr dataset(GetGDALDriverManager()->GetDriverByName(driver)->Create(
            m_folder.filePath(QStringLiteral("town.") + suffix).toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRLayer *layer = dataset->CreateLayer("town", &srs, wkbPolygon);
        OGRFieldDefn code("code", OFTString), height("height_m", OFTReal), base("ground_m", OFTReal);
        layer->CreateField(&code), layer->CreateField(&height), layer->CreateField(&base);
        QCOMPARE(layer->StartTransaction(), OGRERR_NONE);
        for (int i = 0; i < Across * Across; ++i) {
            OGRFeature feature(layer->GetLayerDefn());
            feature.SetField("code", ("B" + QByteArray::number(i)).constData());
            feature.SetField("height_m", i % 499 == 0 ? 120.0 : 10.0 + i % 8);
            feature.SetField("ground_m", Base + i % 3);
            const double x = 500000 + (i % Across) * 30, y = 2493000 + (i / Across) * 30;
            // An L, whose middle lies outside of it.
            OGRLinearRing ring;
            for (const auto &[dx, dy] : {std::pair{0, 0}, {16, 0}, {16, 3}, {3, 3}, {3, 16}, {0, 16}, {0, 0}})
                ring.addPoint(x + dx, y + dy);
            OGRPolygon polygon;
            polygon.addRing(&ring);
            feature.SetGeometry(&polygon);
            QCOMPARE(layer->CreateFeature(&feature), OGRERR_NONE);
        }
        QCOMPARE(layer->CommitTransaction(), OGRERR_NONE);
    }
    m_frame = *geometry::LocalFrame::around(*geometry::Crs::parse(QStringLiteral("EPSG:4547")),
                                            {{500000, 2493000}, {503600, 2496600}});
}

formats::LayerRequest TilesFilesTest::request(const QString &file, LayerKind kind) const
{
    auto request = fixtures::request(m_folder.filePath(file), kind);
    request.tiled = true;
    return request;
}

std::shared_ptr<const domain::TileSource> TilesFilesTest::tiles(const formats::LayerRequest &request)
{
    const auto layers = fixtures::read(request, m_frame);
    if (!layers || !layers->front().tiles)
        qWarning("%s", fixtures::describe(layers).constData());
    return layers ? layers->front().tiles : nullptr;
}

void TilesFilesTest::files()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("GeoPackage") << QStringLiteral("town.gpkg");
    QTest::newRow("FlatGeobuf") << QStringLiteral("town.fgb");
}

void TilesFilesTest::everyBuildingOnce_data()
{
    files();
}

void TilesFilesTest::everyBuildingOnce()
{
    QFETCH(QString, file);
    const auto source = tiles(request(file));
    QVERIFY(source);
    const TileWalk whole = walk(*source, [](const Tile &tile) { return !tile.hasChildren; });
    QVERIFY2(whole.faults.isEmpty(), qPrintable(whole.faults.mid(0, 5).join(QLatin1Char('\n'))));
    QCOMPARE(whole.leaves.uniqueKeys().size(), Across * Across);
    QCOMPARE(whole.leaves.size(), Across * Across);
    QVERIFY(whole.withChildren >= 1);
}

void TilesFilesTest::farTilesStandForAll_data()
{
    files();
}

void TilesFilesTest::farTilesStandForAll()
{
    QFETCH(QString, file);
    const auto source = tiles(request(file));
    QVERIFY(source);
    const auto root = source->read(source->root(), base::Job());
    QVERIFY(root);
    const BlockSums sums = sumsOf(**root);
    QCOMPARE(sums.buildings, double(Across * Across));
    double truth = 0;
    for (int i = 0; i < Across * Across; ++i)
        truth += (16 * 3 + 13 * 3) * (i % 499 == 0 ? 120.0 : 10.0 + i % 8);
    QVERIFY2(std::abs(sums.volume / truth - 1) < 0.02, QByteArray::number(sums.volume / truth));
    QCOMPARE(sums.towers, size_t(Across * Across / 499 + 1));
    // Some hundreds of blocks instead of 14,400 buildings.
    QVERIFY((*root)->buildings.size() < 1100);
}

// A town at 1,630 m: blocks stand where the buildings do, and volumes hold them.
void TilesFilesTest::heightsAreTheFile()
{
    const auto source = tiles(request(QStringLiteral("town.gpkg")));
    QVERIFY(source);
    const auto root = source->read(source->root(), base::Job());
    QVERIFY(root);
    const geometry::Box3 box = source->root().volume.box;
    for (const domain::Building &building : (*root)->buildings) {
        QVERIFY(building.ground >= Base && building.ground <= Base + 2);
        QVERIFY(box.min.z < building.ground && box.max.z > building.top());
    }
}

void TilesFilesTest::foundByName_data()
{
    files();
}

void TilesFilesTest::foundByName()
{
    QFETCH(QString, file);
    const auto source = tiles(request(file));
    QVERIFY(source);
    const auto find = [&](const QStringList &words) { return source->find(words, 20, base::Job()); };
    const auto one = find({QStringLiteral("B499")});
    QVERIFY2(one && *one, one ? "" : qPrintable(one.error().toLine()));
    const bool looksUp = file.endsWith(QLatin1String("gpkg"));
    QCOMPARE((*one)->buildings.size(), size_t(looksUp ? 1 : 11)); // else B4990 to B4999 too
    const auto found = std::find_if((*one)->buildings.begin(), (*one)->buildings.end(),
                                    [](const auto &building) { return building.id == QLatin1String("B499"); });
    QVERIFY(found != (*one)->buildings.end());
    QCOMPARE(found->height, 120.0f);
    QVERIFY(!found->footprint.empty());
    QCOMPARE((*find({QStringLiteral("b499")}))->buildings.size(), size_t(11));
    QCOMPARE((*find({QStringLiteral("b4"), QStringLiteral("99")}))->buildings.size(), size_t(20));
    QVERIFY((*find({QStringLiteral("C1")}))->buildings.empty());
    // Tiles are read as before.
    QVERIFY(source->read(source->root(), base::Job()));
    base::Job cancelled;
    cancelled.cancel();
    QVERIFY(!source->find({QStringLiteral("b")}, 20, cancelled));
}

void TilesFilesTest::linesAcrossTiles()
{
    const QString path = m_folder.filePath(QStringLiteral("ways.gpkg"));
    OGRSpatialReference srs;
    QCOMPARE(srs.importFromEPSG(4547), OGRERR_NONE);
    {
        GDALDatasetUniquePtr dataset(GetGDALDriverManager()->GetDriverByName("GPKG")->Create(
            path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRLayer *layer = dataset->CreateLayer("ways", &srs, wkbLineString);
        OGRFieldDefn code("code", OFTString);
        layer->CreateField(&code);
        QCOMPARE(layer->StartTransaction(), OGRERR_NONE);
        for (int i = 0; i < 6000; ++i) {
            OGRFeature feature(layer->GetLayerDefn());
            feature.SetField("code", ("W" + QByteArray::number(i)).constData());
            OGRLineString line;
            const double x = 500000 + (i * 7919) % 3000, y = 2493000 + (i * 6101) % 3600;
            line.addPoint(x, y);
            line.addPoint(x + (i % 100 == 0 ? 2000 : 40), y + 20);
            feature.SetGeometry(&line);
            QCOMPARE(layer->CreateFeature(&feature), OGRERR_NONE);
        }
        QCOMPARE(layer->CommitTransaction(), OGRERR_NONE);
    }
    const auto source = tiles(request(QStringLiteral("ways.gpkg"), LayerKind::Road));
    QVERIFY(source);
    const TileWalk whole = walk(*source, [](const Tile &) { return true; });
    QVERIFY2(whole.faults.isEmpty(), qPrintable(whole.faults.mid(0, 5).join(QLatin1Char('\n'))));
    QCOMPARE(whole.all.size(), 6000);
    QCOMPARE(whole.all.value(QStringLiteral("W100")), QStringLiteral("0/0/0"));
}

void TilesFilesTest::damagedFileIsAnError()
{
    const QString copy = m_folder.filePath(QStringLiteral("damaged.gpkg"));
    QVERIFY(QFile::copy(m_folder.filePath(QStringLiteral("town.gpkg")), copy));
    const auto source = tiles(request(QStringLiteral("damaged.gpkg")));
    QVERIFY(source);
    // The disk fails while the viewer runs.
    QFile file(copy);
    QVERIFY(file.open(QIODevice::ReadWrite));
    for (qint64 at = 8192; at < file.size() - 4096; at += 4096) {
        file.seek(at);
        file.write(QByteArray(4096, '\x5a'));
    }
    file.close();
    size_t errors = 0;
    for (int i = 0; i < 3; ++i) {
        const auto read = source->read(source->root(), base::Job());
        if (read)
            continue;
        ++errors;
        QCOMPARE(read.error().feature, QStringLiteral("0/0/0"));
        QVERIFY(!read.error().message.isEmpty());
    }
    QVERIFY(errors >= 1);
}

void TilesFilesTest::notIndexed()
{
    const auto layers = fixtures::read(request(QStringLiteral("town.geojson")), m_frame);
    QVERIFY2(layers && !layers->front().tiles, fixtures::describe(layers));
    QCOMPARE(layers->front().buildings.size(), size_t(Across * Across));
    QCOMPARE(fixtures::warnings(layers->front(), "tiles-impossible"), 1);
}

void TilesFilesTest::standOnTheTerrain()
{
    class Floating final : public domain::TileSource
    {
    public:
        QString source() const override { return QStringLiteral("floating"); }
        bool needsGround() const override { return true; }
        Tile root() const override
        {
            Tile tile;
            tile.key = 1;
            tile.volume.box.add(geometry::Vec3(0));
            tile.volume.box.add(geometry::Vec3(100, 100, 150));
            return tile;
        }
        base::Result<std::vector<Tile>> children(const Tile &, const base::Job &) const override
        {
            return std::vector<Tile>{};
        }
        base::Result<std::shared_ptr<const domain::Layer>> read(const Tile &, const base::Job &) const override
        {
            auto layer = std::make_shared<domain::Layer>();
            for (const double x : {10.0, 60.0}) {
                domain::Building building;
                building.id = QString::number(x);
                building.footprint = {{{{x, 10}, {x + 20, 10}, {x + 20, 30}, {x, 30}}, {}}};
                building.height = 12;
                layer->buildings.push_back(building);
            }
            layer->buildings[1].ground = 7;
            domain::Building part = layer->buildings[0];
            part.id = QStringLiteral("part");
            part.partOf = QStringLiteral("10");
            part.footprint = {{{{15, 10}, {20, 10}, {20, 20}, {15, 20}}, {}}};
            layer->buildings.push_back(part);
            return layer;
        }
        base::Result<std::shared_ptr<const domain::Layer>> find(const QStringList &, int,
                                                                const base::Job &job) const override
        {
            return read(root(), job);
        }
    };
    // Rising 1 m for every metre to the east.
    std::vector<float> heights;
    for (int row = 0; row < 11; ++row)
        for (int column = 0; column < 11; ++column)
            heights.push_back(float(column) * 10 + 500);
    const auto terrain = std::make_shared<domain::Terrain>(geometry::Vec2(0), geometry::Vec2(10), 11, 11, heights);
    const auto source = loading::grounded(std::make_shared<Floating>(), terrain, 0);
    const auto content = source->read(source->root(), base::Job());
    QVERIFY(content);
    QCOMPARE((*content)->buildings[0].ground, 510.0);
    QCOMPARE((*content)->buildings[1].ground, 7.0);
    QCOMPARE((*content)->buildings[2].ground, 510.0);
    QCOMPARE((*source->find({}, 1, base::Job()))->buildings[0].ground, 510.0); // what is found stands too
    QVERIFY(source->root().volume.box.max.z >= 700 && source->root().volume.box.min.z <= 0);
    const auto level = loading::grounded(std::make_shared<Floating>(), nullptr, 33);
    QCOMPARE((*level->read(level->root(), base::Job()))->buildings[0].ground, 33.0);
}

void TilesFilesTest::asALayerOfAProject()
{
    fixtures::write(m_folder, QStringLiteral("district.json"),
                    R"({"format": "yunjie-district/1", "name": "Town", "layers": [
                        {"id": "town", "kind": "building", "source": "town.gpkg|town", "tiled": true}]})");
    const auto district = loading::load({m_folder.filePath(QStringLiteral("district.json"))}, {}, base::Job());
    QVERIFY2(district, district ? "" : qPrintable(district.error().toLine()));
    const domain::City &city = *district->city;
    QVERIFY(city.warnings.isEmpty() && city.errors.empty());
    QCOMPARE(city.layers.size(), size_t(1));
    QVERIFY(city.layers.front()->tiles && city.layers.front()->buildings.empty());
    QCOMPARE(city.layers.front()->info.features, size_t(Across * Across));
    QVERIFY(city.resident);
    QVERIFY(city.bounds().size().x > 3000);
}

QTEST_GUILESS_MAIN(TilesFilesTest)
#include "tst_tiles_files.moc"
