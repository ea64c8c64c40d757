#include "Tiles3dTesting.h"

#include <QRandomGenerator>

/// Real tiles with bytes turned over, runs cut out and numbers made huge, the same ones each time: whatever comes, it
/// is a layer that holds together or an error. Worth most under the sanitizers.
class MutationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contents_data();
    void contents();
    void tilesets_data();
    void tilesets();
    void subtrees();
};

static QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static QByteArray mutated(QByteArray data, QRandomGenerator &random)
{
    static constexpr char Telling[] = "{}[]\",:0123456789-+.eEnulltrf";
    const int changes = 1 + int(random.bounded(4));
    for (int i = 0; i < changes && !data.isEmpty(); ++i) {
        // Headers and JSON are at the beginning: most of the damage goes there.
        const qsizetype reach = random.bounded(3) == 0 ? data.size() : std::min<qsizetype>(data.size(), 3000);
        const auto at = qsizetype(random.bounded(quint32(reach)));
        const auto length = qsizetype(random.bounded(40));
        switch (random.bounded(8)) {
        case 0:
        case 1:
            data[at] = char(random.bounded(256));
            break;
        case 2:
            data[at] = Telling[random.bounded(quint32(sizeof Telling - 1))];
            break;
        case 3:
            data.remove(at, length);
            break;
        case 4:
            data.insert(at, data.mid(qsizetype(random.bounded(quint32(data.size()))), length));
            break;
        case 5:
            for (qsizetype k = at; k < std::min(at + 4, data.size()); ++k)
                data[k] = char(random.bounded(2) ? 0xFF : 0);
            break;
        case 6:
            if (random.bounded(4) == 0)
                data.truncate(at);
            break;
        default:
            // A digit of the JSON becomes another, so that numbers point elsewhere and the text stays whole.
            for (qsizetype k = at; k < data.size(); ++k) {
                if (data[k] >= '0' && data[k] <= '9') {
                    data[k] = char('0' + random.bounded(10));
                    break;
                }
            }
        }
    }
    return data;
}

void MutationTest::contents_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("rounds");
    const auto row = [](const char *path, int rounds) {
        QTest::newRow(path) << QStringLiteral("tiles3d/cesium_native/") + QString::fromLatin1(path) << rounds;
    };
    row("Cesium3DTilesSelection/test/data/BatchTables/batchedWithJson.b3dm", 700);
    row("Cesium3DTilesSelection/test/data/BatchTables/batchedWithBatchTableBinary.b3dm", 700);
    row("Cesium3DTilesSelection/test/data/BatchTables/batchedWithBatchTable-draco.b3dm", 700);
    row("Cesium3DTilesSelection/test/data/i3dm/InstancedOrientation/instancedOrientation.i3dm", 500);
    row("Cesium3DTilesSelection/test/data/i3dm/InstancedWithBatchIds/instancedWithBatchIds.i3dm", 500);
    row("Cesium3DTilesSelection/test/data/PointCloud/pointCloudDracoBatched.pnts", 500);
    row("Cesium3DTilesSelection/test/data/PointCloud/pointCloudQuantized.pnts", 400);
    row("Cesium3DTilesSelection/test/data/ComplexTypes/ComplexTypes.gltf", 500);
    row("Cesium3DTilesSelection/test/data/SharedImages/plane-0-0.glb", 300);
    row("CesiumGltfReader/test/data/DucksMeshopt/Duck-vp-6-vt-6-vn-6.glb", 150);
    row("Cesium3DTilesSelection/test/data/gltf/embedded_box/Box.glb", 500);
}

void MutationTest::contents()
{
    QFETCH(QString, path);
    QFETCH(int, rounds);
    const QString file = fixtures::testData(path);
    if (file.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    const QByteArray good = bytesOf(file);
    QTemporaryDir folder;
    const QString name = QFileInfo(file).fileName();
    const QString texture = QStringLiteral("texture0.png"); // some of them have it beside them
    QFile::copy(QFileInfo(file).path() + u'/' + texture, folder.filePath(texture));
    const QString tileset = fixtures::write(folder, QStringLiteral("tileset.json"), testing::oneTile(name.toUtf8()));
    QRandomGenerator random(42);
    int read = 0;
    for (int round = 0; round < rounds; ++round) {
        fixtures::write(folder, name, mutated(good, random));
        static const geometry::LocalFrame frame = fixtures::frameAt(114.1, 22.5);
        const auto layers = fixtures::read(fixtures::request(tileset), frame);
        QVERIFY(layers);
        const domain::TileSource &tiles = *layers->front().tiles;
        const auto content = tiles.read(tiles.root(), base::Job());
        if (!content) {
            QVERIFY(!content.error().code.isEmpty() && !content.error().message.isEmpty());
            continue;
        }
        ++read;
        const QString wrong = testing::inconsistency(**content);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(wrong)));
    }
    qInfo("%d of %d read", read, rounds);
    QVERIFY(read > 0);
}

void MutationTest::tilesets_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"ReplaceTileset/tileset.json", "ImplicitTileset/tileset_1.1.json",
                             "stacked-cubes/tileset.json", "WithMetadata/tileset.json"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void MutationTest::tilesets()
{
    QFETCH(QString, path);
    const QString file = testing::sample(path);
    if (file.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    const QByteArray good = bytesOf(file);
    QTemporaryDir folder;
    QRandomGenerator random(7);
    int opened = 0;
    for (int round = 0; round < 300; ++round) {
        const QString written = fixtures::write(folder, QStringLiteral("tileset.json"), mutated(good, random));
        const auto layers =
            formats::readers().front()->read(fixtures::request(written), fixtures::frameAt(-75.6, 40.04), base::Job());
        if (!layers) {
            QVERIFY(!layers.error().code.isEmpty());
            continue;
        }
        ++opened;
        const testing::Found found = testing::walk(*layers->front().tiles, base::Job(), 200);
        QVERIFY(found.tiles > 0);
        const auto volume = layers->front().tiles->root().volume;
        QVERIFY(std::isfinite(volume.radius) && !volume.box.isEmpty());
    }
    QVERIFY(opened > 0);
}

void MutationTest::subtrees()
{
    const QString source = testing::sample(QStringLiteral("ImplicitTileset/tileset_1.1.json"));
    if (source.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    QTemporaryDir folder;
    QVERIFY(QFile::copy(source, folder.filePath(QStringLiteral("tileset.json"))));
    QDir(folder.path()).mkdir(QStringLiteral("subtrees"));
    QByteArray json =
        "{\"buffers\":[{\"byteLength\":16}],\"bufferViews\":[{\"buffer\":0,\"byteOffset\":0,\"byteLength\":1},"
        "{\"buffer\":0,\"byteOffset\":8,\"byteLength\":2}],\"tileAvailability\":{\"bitstream\":0},"
        "\"contentAvailability\":[{\"constant\":1}],\"childSubtreeAvailability\":{\"bitstream\":1}}  ";
    while (json.size() % 8)
        json += ' ';
    const QByteArray good = QByteArray("subt\1\0\0\0", 8) + char(json.size() & 255) + char(json.size() >> 8) +
                            QByteArray(6, 0) + char(16) + QByteArray(7, 0) + json + QByteArray(16, '\x1f');
    QRandomGenerator random(3);
    for (int round = 0; round < 600; ++round) {
        fixtures::write(folder, QStringLiteral("subtrees/0.0.0.json"), round == 0 ? good : mutated(good, random));
        const auto layer = testing::open(folder.filePath(QStringLiteral("tileset.json")));
        QVERIFY(layer);
        const testing::Found found = testing::walk(*layer->tiles, base::Job(), 100);
        if (round == 0)
            QCOMPARE(found.tiles, 1 + 5);
    }
}

QTEST_GUILESS_MAIN(MutationTest)
#include "MutationTest.moc"
