#include "Tiles3dTesting.h"

#include <cmath>

using geometry::Vec3;

/// The trees of the samples: what each must give.
class TilesetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gives_data();
    void gives();
    void isKnownByContent();
    void refinement();
    void missingErrorIsHalfTheParents();
    void transformScalesTheError();
    void externalTilesets();
    void implicitTiling_data();
    void implicitTiling();
    void implicitSubtrees();
    void implicitOctree();
    void missingSubtreeIsAHole();
    void circleIsAnError();
    void multipleContents();
    void viewerVolume();
    void childrenAreRemembered();
    void cancelled();
    void otherJsonIsNotOurs();
};

void TilesetsTest::gives_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("tiles");
    QTest::addColumn<int>("contents");
    QTest::addColumn<int>("buildings");
    QTest::addColumn<int>("features");
    QTest::addColumn<int>("models");
    QTest::addColumn<int>("triangles");
    QTest::addColumn<QString>("error"); // code of the first; empty: none
    const auto row = [](const char *path, int tiles, int contents, int buildings, int features, int models,
                        int triangles, const char *error = "") {
        QTest::newRow(path) << QString::fromLatin1(path) << tiles << contents << buildings << features << models
                            << triangles << QString::fromLatin1(error);
    };
    row("Tileset/tileset.json", 5, 5, 50, 0, 0, 600);
    row("AddTileset/tileset.json", 7, 5, 50, 0, 0, 600);
    row("AddTileset/tileset2.json", 6, 5, 50, 0, 0, 600);
    row("ReplaceTileset/tileset.json", 6, 6, 60, 0, 0, 720);
    row("ErrorChildrenAddTileset/tileset.json", 4, 3, 30, 0, 0, 360, "tile-unsupported");
    row("AdditiveThreeLevels/tileset.json", 3, 3, 30, 0, 0, 360);
    row("WithMetadata/tileset.json", 7, 6, 60, 0, 0, 720);
    row("ImplicitTileset/tileset_1.0.json", 6, 5, 50, 0, 0, 600);
    row("ImplicitTileset/tileset_1.1.json", 6, 5, 50, 0, 0, 600);
    row("MaterialVariants/tileset.json", 1, 1, 10, 0, 0, 120);
    row("MaterialVariants/tileset-external-schema.json", 1, 1, 10, 0, 0, 120);
    row("stacked-cubes/tileset.json", 7, 2, 0, 0, 2, 24);
    row("ComplexTypes/tileset.json", 1, 1, 4, 0, 0, 8);
    row("SharedImages/tileset.json", 101, 100, 0, 0, 100, 200);
    row("i3dm/InstancedWithBatchTable/tileset.json", 1, 1, 0, 25, 0, 300);
    row("i3dm/InstancedWithBatchIds/tileset.json", 1, 1, 0, 25, 0, 300);
    row("i3dm/InstancedOrientation/tileset.json", 1, 1, 0, 25, 0, 300);
    row("i3dm/ObsoleteGltf/tileset.json", 1, 0, 0, 0, 0, 0, "tile-unsupported");
    row("i3dm/InvalidFeatureTable/tileset.json", 1, 0, 0, 0, 0, 0, "tile-broken");
    row("ContentGeojson/tileset.json", 5, 0, 0, 0, 0, 0, "tile-unsupported");
    row("GeojsonRing/tileset.json", 1, 0, 0, 0, 0, 0, "tile-unsupported");
    row("Voxels/tileset.json", 2, 0, 0, 0, 0, 0, "tile-unsupported");
    row("MultipleKindsOfTilesets/BoxBoundingVolumeTileset.json", 1, 0, 0, 0, 0, 0);
    row("MultipleKindsOfTilesets/SphereBoundingVolumeTileset.json", 1, 0, 0, 0, 0, 0);
    row("MultipleKindsOfTilesets/EmptyTileTileset.json", 2, 0, 0, 0, 0, 0, "tile-missing");
    row("MultipleKindsOfTilesets/ErrorMissingContentTileset.json", 1, 0, 0, 0, 0, 0, "tile-missing");
    row("MultipleKindsOfTilesets/NoBoundingVolumeTileset.json", 5, 0, 0, 0, 0, 0, "tile-missing");
    row("MultipleKindsOfTilesets/NoCapitalizedRefineTileset.json", 5, 0, 0, 0, 0, 0, "tile-missing");
    row("MultipleKindsOfTilesets/NoGeometricErrorTileset.json", 5, 0, 0, 0, 0, 0, "tile-missing");
    row("MultipleKindsOfTilesets/ScaleGeometricErrorTileset.json", 5, 0, 0, 0, 0, 0, "tile-missing");
    row("MultipleKindsOfTilesets/QuadtreeImplicitTileset.json", 1, 0, 0, 0, 0, 0, "tile-missing");
    row("MultipleKindsOfTilesets/OctreeImplicitTileset.json", 1, 0, 0, 0, 0, 0, "tile-missing");
}

void TilesetsTest::gives()
{
    QFETCH(QString, path);
    QFETCH(int, tiles);
    QFETCH(int, contents);
    QFETCH(int, buildings);
    QFETCH(int, features);
    QFETCH(int, models);
    QFETCH(int, triangles);
    QFETCH(QString, error);
    const QString file = testing::sample(path);
    if (file.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    const auto layer = testing::open(file);
    QVERIFY2(layer, qPrintable(layer ? QString() : layer.error().toLine()));
    QVERIFY(layer->tiles && layer->buildings.empty());
    const testing::Found found = testing::walk(*layer->tiles);
    for (const base::Error &each : found.errors)
        qInfo("%s: %s", qPrintable(each.code), qPrintable(each.toLine()));
    QCOMPARE(found.tiles, tiles);
    QCOMPARE(found.contents, contents);
    QCOMPARE(found.buildings, buildings);
    QCOMPARE(found.features, features);
    QCOMPARE(found.models, models);
    QCOMPARE(int(found.triangles), triangles);
    QCOMPARE(found.errors.empty() ? QString() : found.errors.front().code, error);
    for (const auto &content : found.layers) {
        const QString wrong = testing::inconsistency(*content);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
}

void TilesetsTest::isKnownByContent()
{
    NEED_SAMPLE(file, "Tileset/tileset.json");
    const auto found = formats::findReader(fixtures::request(file));
    QVERIFY(found);
    QCOMPARE(found->first->name(), QStringLiteral("3D Tiles"));
    QCOMPARE(found->second.driver, QStringLiteral("3D Tiles 1.0"));
    QCOMPARE(found->second.layers.size(), size_t(1));
    const formats::Sublayer &sub = found->second.layers.front();
    QCOMPARE(sub.name, QStringLiteral("Tileset"));
    QVERIFY(sub.kind == domain::LayerKind::Building);
    QVERIFY(std::abs(sub.extent.centre().x - -75.6121) < 0.001 && std::abs(sub.extent.centre().y - 40.0425) < 0.001);
}

void TilesetsTest::refinement()
{
    NEED_SAMPLE(added, "Tileset/tileset.json");
    NEED_SAMPLE(replaced, "ReplaceTileset/tileset.json");
    NEED_SAMPLE(mixed, "MultipleKindsOfTilesets/NoCapitalizedRefineTileset.json");
    const auto first = testing::open(added), second = testing::open(replaced), third = testing::open(mixed);
    QVERIFY(first && second && third);
    QVERIFY(!first->tiles->root().replaces);
    QVERIFY(second->tiles->root().replaces);
    QCOMPARE(second->tiles->root().geometricError, 70.0);
    const auto children = second->tiles->children(second->tiles->root(), base::Job());
    QVERIFY(children && children->size() == 4);
    QCOMPARE(children->front().geometricError, 5.0);
    QVERIFY(children->front().replaces && children->front().hasChildren); // inherited
    QVERIFY(!(*children)[1].hasChildren);
    QVERIFY(!third->tiles->root().replaces); // "aDD"
    const auto below = third->tiles->children(third->tiles->root(), base::Job());
    QVERIFY(below && below->front().replaces); // "rEpLaCe"
}

void TilesetsTest::missingErrorIsHalfTheParents()
{
    NEED_SAMPLE(file, "MultipleKindsOfTilesets/NoGeometricErrorTileset.json");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    const auto children = layer->tiles->children(layer->tiles->root(), base::Job());
    QVERIFY(children);
    for (const domain::Tile &child : *children)
        QCOMPARE(child.geometricError, 35.0);
    QCOMPARE(fixtures::warnings(*layer, "tile-error-missing"), 4);
}

void TilesetsTest::transformScalesTheError()
{
    NEED_SAMPLE(file, "MultipleKindsOfTilesets/ScaleGeometricErrorTileset.json");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    QCOMPARE(layer->tiles->root().geometricError, 210.0);
    const auto children = layer->tiles->children(layer->tiles->root(), base::Job());
    QVERIFY(children);
    QCOMPARE(children->front().geometricError, 15.0);
}

void TilesetsTest::externalTilesets()
{
    NEED_SAMPLE(file, "AddTileset/tileset.json");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    const domain::Tile root = layer->tiles->root();
    QVERIFY(!root.hasContent && root.hasChildren);
    const auto second = layer->tiles->children(root, base::Job());
    QVERIFY(second);
    QCOMPARE(second->size(), size_t(1));
    QVERIFY(second->front().hasContent && second->front().hasChildren);
    const auto third = layer->tiles->children(second->front(), base::Job());
    QVERIFY(third);
    QCOMPARE(third->size(), size_t(4));
    QVERIFY(!third->front().hasContent && third->front().hasChildren); // tileset3/tileset3.json
    const testing::Found found = testing::walk(*layer->tiles);
    QVERIFY(found.isInside);
    QVERIFY(found.ids.contains(QStringLiteral("layer:tileset3/ll.b3dm:0")));
    QCOMPARE(QSet<QString>(found.ids.begin(), found.ids.end()).size(), found.ids.size());
}

void TilesetsTest::implicitTiling_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("1.0") << QStringLiteral("ImplicitTileset/tileset_1.0.json");
    QTest::newRow("1.1") << QStringLiteral("ImplicitTileset/tileset_1.1.json");
}

void TilesetsTest::implicitTiling()
{
    QFETCH(QString, path);
    const QString file = testing::sample(path);
    NEED_SAMPLE(plain, "Tileset/tileset.json");
    const auto layer = testing::open(file), other = testing::open(plain);
    QVERIFY(layer && other);
    const auto tops = layer->tiles->children(layer->tiles->root(), base::Job());
    QVERIFY(tops && tops->size() == 1);
    QCOMPARE(tops->front().geometricError, 70.0);
    QCOMPARE(tops->front().name, QStringLiteral("0/0/0"));
    const auto quarters = layer->tiles->children(tops->front(), base::Job());
    QVERIFY(quarters);
    QCOMPARE(quarters->size(), size_t(4));
    geometry::Box3 together;
    for (const domain::Tile &quarter : *quarters) {
        QCOMPARE(quarter.geometricError, 35.0);
        QVERIFY(!quarter.hasChildren);
        together.add(quarter.volume.box);
    }
    const geometry::Box3 whole = layer->tiles->root().volume.box;
    QVERIFY(glm::length(together.min - whole.min) < 0.5 && glm::length(together.max - whole.max) < 0.5);
    // The same buildings at the same places as the explicit tileset has.
    const testing::Found found = testing::walk(*layer->tiles), same = testing::walk(*other->tiles);
    QVERIFY(glm::length(found.bounds.min - same.bounds.min) < 0.01);
    QVERIFY(glm::length(found.bounds.max - same.bounds.max) < 0.01);
}

static QByteArray subtreeFile(const QByteArray &json, const QByteArray &binary)
{
    QByteArray text = json;
    while (text.size() % 8 != 0)
        text += ' ';
    QByteArray file("subt");
    const auto word = [&file](quint64 value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            file += char(value >> (8 * i));
    };
    word(1, 4);
    word(quint64(text.size()), 8);
    word(quint64(binary.size()), 8);
    return file + text + binary;
}

static QByteArray implicitTileset(const QByteArray &scheme, int levels, int available)
{
    return testing::oneTile(scheme == "OCTREE" ? "{level}_{x}_{y}_{z}.glb" : "{level}_{x}_{y}.glb", 1000,
                            ",\"implicitTiling\":{\"subdivisionScheme\":\"" + scheme +
                                "\",\"subtreeLevels\":" + QByteArray::number(levels) +
                                ",\"availableLevels\":" + QByteArray::number(available) + ",\"subtrees\":{\"uri\":\"" +
                                (scheme == "OCTREE" ? "{level}_{x}_{y}_{z}.subtree" : "{level}_{x}_{y}.subtree") +
                                "\"}}");
}

void TilesetsTest::implicitSubtrees()
{
    QTemporaryDir folder;
    const QString file = fixtures::write(folder, QStringLiteral("tileset.json"), implicitTileset("QUADTREE", 2, 4));
    // Level 0, and of level 1 the tile (1, 0), whose child subtree (2, 1) is there: Morton 0b0110 = 6.
    const QByteArray top("\x05\0\0\0\0\0\0\0\x40\0", 10);
    fixtures::write(
        folder, QStringLiteral("0_0_0.subtree"),
        subtreeFile(
            "{\"buffers\":[{\"byteLength\":10}],\"bufferViews\":[{\"buffer\":0,\"byteOffset\":0,\"byteLength\":1},"
            "{\"buffer\":0,\"byteOffset\":8,\"byteLength\":2}],\"tileAvailability\":{\"bitstream\":0},"
            "\"contentAvailability\":[{\"constant\":0}],\"childSubtreeAvailability\":{\"bitstream\":1}}",
            top));
    fixtures::write(folder, QStringLiteral("2_2_1.subtree"),
                    "{\"tileAvailability\":{\"constant\":1},\"contentAvailability\":[{\"constant\":1}],"
                    "\"childSubtreeAvailability\":{\"constant\":0}}");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    const testing::Found found = testing::walk(*layer->tiles);
    QStringList names;
    for (const base::Error &error : found.errors) {
        QCOMPARE(error.code, QStringLiteral("tile-missing"));
        names.append(error.feature);
    }
    names.sort();
    QCOMPARE(names, QStringList({QStringLiteral("2/2/1"), QStringLiteral("3/4/2"), QStringLiteral("3/4/3"),
                                 QStringLiteral("3/5/2"), QStringLiteral("3/5/3")}));
    QCOMPARE(found.tiles, 1 + 1 + 1 + 1 + 4);
}

void TilesetsTest::implicitOctree()
{
    QTemporaryDir folder;
    const QString file = fixtures::write(folder, QStringLiteral("tileset.json"), implicitTileset("OCTREE", 3, 3));
    fixtures::write(folder, QStringLiteral("0_0_0_0.subtree"),
                    "{\"tileAvailability\":{\"constant\":1},\"contentAvailability\":[{\"constant\":0}],"
                    "\"childSubtreeAvailability\":{\"constant\":0}}");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    const testing::Found found = testing::walk(*layer->tiles);
    QCOMPARE(found.tiles, 1 + 1 + 8 + 64);
    QCOMPARE(found.errors.size(), size_t(0));
    // The eight parts of the box touch and fill it.
    const auto top = layer->tiles->children(layer->tiles->root(), base::Job());
    const auto parts = layer->tiles->children(top->front(), base::Job());
    QVERIFY(parts);
    geometry::Box3 together;
    for (const domain::Tile &part : *parts) {
        together.add(part.volume.box);
        QVERIFY(std::abs(part.volume.radius / layer->tiles->root().volume.radius - 0.5) < 0.01);
    }
    QVERIFY(glm::length(together.size() - layer->tiles->root().volume.box.size()) < 1);
}

void TilesetsTest::missingSubtreeIsAHole()
{
    QTemporaryDir folder;
    const QString file = fixtures::write(folder, QStringLiteral("tileset.json"), implicitTileset("QUADTREE", 1, 2));
    fixtures::write(folder, QStringLiteral("0_0_0.subtree"),
                    "{\"tileAvailability\":{\"constant\":1},\"contentAvailability\":[{\"constant\":0}],"
                    "\"childSubtreeAvailability\":{\"constant\":1}}");
    for (const char *there : {"1_0_0.subtree", "1_1_0.subtree", "1_1_1.subtree"})
        fixtures::write(folder, QString::fromLatin1(there),
                        "{\"tileAvailability\":{\"constant\":1},\"contentAvailability\":[{\"constant\":0}],"
                        "\"childSubtreeAvailability\":{\"constant\":0}}");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    const testing::Found found = testing::walk(*layer->tiles);
    QCOMPARE(found.tiles, 1 + 1 + 4);
    QCOMPARE(found.errors.size(), size_t(1));
    QCOMPARE(found.errors.front().code, QStringLiteral("tile-missing"));
    QCOMPARE(found.errors.front().feature, QStringLiteral("1/0/1"));
}

void TilesetsTest::circleIsAnError()
{
    QTemporaryDir folder;
    const QString file = fixtures::write(folder, QStringLiteral("tileset.json"), testing::oneTile("second.json"));
    fixtures::write(folder, QStringLiteral("second.json"), testing::oneTile("tileset.json"));
    const auto layer = testing::open(file);
    QVERIFY(layer);
    const testing::Found found = testing::walk(*layer->tiles);
    QCOMPARE(found.errors.size(), size_t(1));
    QCOMPARE(found.errors.front().code, QStringLiteral("tileset-circle"));
}

void TilesetsTest::multipleContents()
{
    NEED_SAMPLE(first, "Tileset/ll.b3dm");
    NEED_SAMPLE(second, "Tileset/ur.b3dm");
    QTemporaryDir folder;
    QVERIFY(QFile::copy(first, folder.filePath(QStringLiteral("a.b3dm"))));
    QVERIFY(QFile::copy(second, folder.filePath(QStringLiteral("b.b3dm"))));
    for (const QByteArray &form : {QByteArray("\"contents\":[{\"uri\":\"a.b3dm\"},{\"uri\":\"b.b3dm\"}]"),
                                   QByteArray("\"extensions\":{\"3DTILES_multiple_contents\":{\"contents\":[{\"uri\":"
                                              "\"a.b3dm\"},{\"uri\":\"b.b3dm\"}]}}")}) {
        const QString file = fixtures::write(
            folder, QStringLiteral("tileset.json"),
            "{\"asset\":{\"version\":\"1.1\"},\"geometricError\":9,\"root\":{\"boundingVolume\":{\"region\":"
            "[-1.3197209591796106,0.6988424218,-1.3196390408203893,0.6989055782,0,88]},\"geometricError\":0,"
            "\"refine\":\"ADD\"," +
                form + "}}");
        const auto layer = testing::open(file);
        QVERIFY(layer);
        const testing::Found found = testing::walk(*layer->tiles);
        QCOMPARE(found.tiles, 1);
        QCOMPARE(found.buildings, 20);
        QCOMPARE(QSet<QString>(found.ids.begin(), found.ids.end()).size(), 20);
        QVERIFY(testing::inconsistency(*found.layers.front()).isEmpty());
    }
}

void TilesetsTest::viewerVolume()
{
    QTemporaryDir folder;
    const QString file =
        fixtures::write(folder, QStringLiteral("tileset.json"),
                        testing::oneTile("a.glb", 100, ",\"viewerRequestVolume\":{\"sphere\":[0,0,0,500]}"));
    const auto layer = testing::open(file);
    QVERIFY(layer);
    const domain::Tile root = layer->tiles->root();
    QVERIFY(root.viewerVolume);
    const Vec3 size = root.viewerVolume->size();
    QVERIFY2(std::abs(size.z - 1000) < 5, qPrintable(QStringLiteral("%1 %2 %3").arg(size.x).arg(size.y).arg(size.z)));
    QVERIFY(glm::length(root.viewerVolume->centre() - root.volume.centre) < 1);
}

void TilesetsTest::childrenAreRemembered()
{
    NEED_SAMPLE(file, "ReplaceTileset/tileset.json");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    const auto first = layer->tiles->children(layer->tiles->root(), base::Job());
    const auto second = layer->tiles->children(layer->tiles->root(), base::Job());
    QVERIFY(first && second && first->size() == second->size());
    for (size_t i = 0; i < first->size(); ++i) {
        QCOMPARE((*first)[i].key, (*second)[i].key);
        QVERIFY((*first)[i].key != 0);
    }
    domain::Tile stranger;
    stranger.key = 999;
    QCOMPARE(layer->tiles->children(stranger, base::Job()).error().code, QStringLiteral("tile-unknown"));
}

void TilesetsTest::cancelled()
{
    NEED_SAMPLE(file, "Tileset/tileset.json");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    base::Job job;
    job.cancel();
    QCOMPARE(layer->tiles->children(layer->tiles->root(), job).error().code, QStringLiteral("cancelled"));
    QCOMPARE(layer->tiles->read(layer->tiles->root(), job).error().code, QStringLiteral("cancelled"));
}

void TilesetsTest::otherJsonIsNotOurs()
{
    QTemporaryDir folder;
    const QString geoJson =
        fixtures::write(folder, QStringLiteral("root.json"),
                        fixtures::geoJson({{"{\"geometricError\":1}", fixtures::square(114, 22.5)}}));
    const auto found = formats::findReader(fixtures::request(geoJson));
    QVERIFY(found);
    QVERIFY(found->first->name() != QLatin1String("3D Tiles"));
    const QString tooNew = fixtures::write(folder, QStringLiteral("new.json"),
                                           "{\"asset\":{\"version\":\"2.0\"},\"geometricError\":1,\"root\":{}}");
    QCOMPARE(formats::findReader(fixtures::request(tooNew)).error().code, QStringLiteral("tileset-version"));
    const QString strange =
        fixtures::write(folder, QStringLiteral("strange.json"),
                        "{\"asset\":{\"version\":\"1.1\"},\"extensionsRequired\":[\"3DTILES_bounding_"
                        "volume_S2\"],\"geometricError\":1,\"root\":{}}");
    const auto refused = formats::findReader(fixtures::request(strange));
    QCOMPARE(refused.error().code, QStringLiteral("tileset-extension"));
    QVERIFY(refused.error().message.contains(QLatin1String("S2")));
}

QTEST_GUILESS_MAIN(TilesetsTest)
#include "TilesetsTest.moc"
