#include "Fixtures.h"
#include "base/Parallel.h"

#include <QThreadPool>

using domain::LayerKind;

/// Large layers are made in pieces by several threads: what comes out must not tell how many there were.
class PiecesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void buildings();
    void roads();
    void cityJson();
    void cancelledInTheMiddle();

private:
    QTemporaryDir m_folder;
    int m_helpers = 0;
};

void PiecesTest::initTestCase()
{
    m_helpers = base::helpers().maxThreadCount();
}

void PiecesTest::cleanupTestCase()
{
    base::helpers().setMaxThreadCount(m_helpers);
}

static QByteArray digest(const std::vector<domain::Layer> &layers)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const auto text = [&hash](const QString &value) { hash.addData(value.toUtf8() + '\n'); };
    const auto number = [&hash](double value) { hash.addData({reinterpret_cast<const char *>(&value), 8}); };
    const auto shape = [&](const geometry::MultiPolygon &polygons) {
        for (const geometry::Polygon &polygon : polygons)
            for (const geometry::Vec2 &p : polygon.outer)
                number(p.x), number(p.y);
    };
    for (const domain::Layer &layer : layers) {
        for (const domain::Building &building : layer.buildings) {
            for (const QString &value : {building.id, building.name, building.partOf, building.structure})
                text(value);
            shape(building.footprint);
            number(building.height), number(building.row), number(building.hasParts);
            if (building.solid)
                for (const geometry::Vec3f &p : building.solid->mesh.positions)
                    number(p.x), number(p.y), number(p.z);
        }
        for (const domain::Feature &feature : layer.features) {
            text(feature.id);
            shape(feature.shape);
            number(feature.row);
        }
        for (size_t row = 0; row < layer.attributes.rows(); ++row)
            for (int column = 0; column < layer.attributes.columns(); ++column)
                text(layer.attributes.text(row, column));
        for (const base::Warning &warning : layer.warnings.list())
            text(warning.code + warning.message + QString::number(warning.count) + warning.examples.join(u','));
    }
    return hash.result().toHex();
}

/// Reads with none to seven helpers, several times each: all results are one.
static std::vector<domain::Layer> readInManyWays(const QString &file, LayerKind kind)
{
    QByteArray first;
    std::vector<domain::Layer> last;
    for (const int helpers : {1, 2, 7, 1, 7}) {
        base::helpers().setMaxThreadCount(helpers);
        auto layers = fixtures::read(fixtures::request(file, kind));
        if (!layers)
            return {};
        const QByteArray now = digest(*layers);
        if (first.isEmpty())
            first = now;
        if (now != first)
            return {};
        last = std::move(*layers);
    }
    return last;
}

void PiecesTest::buildings()
{
    std::vector<std::pair<QByteArray, QByteArray>> features;
    for (int i = 0; i < 9000; ++i) {
        const double x = 114.0 + i % 100 * 0.0005, y = 22.5 + i / 100 * 0.0005;
        QByteArray shape = fixtures::square(x, y);
        if (i % 1000 == 7) // a bow tie
            shape = QStringLiteral(
                        R"({"type": "Polygon", "coordinates": [[[%1, %2], [%3, %4], [%3, %2], [%1, %4], [%1, %2]]]})")
                        .arg(x, 0, 'f', 6)
                        .arg(y, 0, 'f', 6)
                        .arg(x + 0.0002, 0, 'f', 6)
                        .arg(y + 0.0001, 0, 'f', 6)
                        .toUtf8();
        const QByteArray id = i % 50 == 3 ? QByteArray("same") : "B" + QByteArray::number(i);
        const QByteArray height = i % 3 ? R"(, "height": )" + QByteArray::number(3 + i % 90) : QByteArray();
        features.emplace_back(R"({"id": ")" + id + R"(", "structure": "brick", "colour": "c)" +
                                  QByteArray::number(i % 11) + R"(")" + height + "}",
                              i % 1500 == 9 ? "null" : shape);
    }
    const QString file = fixtures::write(m_folder, QStringLiteral("buildings.geojson"), fixtures::geoJson(features));
    const auto layers = readInManyWays(file, LayerKind::Building);
    QCOMPARE(layers.size(), size_t(1));
    const domain::Layer &layer = layers[0];
    QCOMPARE(layer.buildings.size(), size_t(8994));
    QCOMPARE(layer.attributes.rows(), layer.buildings.size());
    QCOMPARE(fixtures::warnings(layer, "geometry-missing"), 6);
    QCOMPARE(fixtures::warnings(layer, "ring-invalid"), 9);
    QCOMPARE(fixtures::warnings(layer, "id-repeated"), 179);
    QCOMPARE(fixtures::warnings(layer, "height-missing"), 2994);
    QSet<QString> ids;
    const int colour = layer.attributes.indexOf(QStringLiteral("colour"));
    for (size_t i = 0; i < layer.buildings.size(); ++i) {
        ids.insert(layer.buildings[i].id);
        QCOMPARE(layer.buildings[i].row, quint32(i));
    }
    QCOMPARE(ids.size(), qsizetype(layer.buildings.size()));
    QVERIFY(ids.contains(QStringLiteral("same#180")));
    QCOMPARE(layer.attributes.dictionary(colour).size(), size_t(12));
    const auto at = std::find_if(layer.buildings.begin(), layer.buildings.end(),
                                 [](const auto &building) { return building.id == QLatin1String("B8888"); });
    QVERIFY(at != layer.buildings.end());
    QCOMPARE(layer.attributes.text(at->row, colour), QStringLiteral("c0"));
}

void PiecesTest::roads()
{
    std::vector<std::pair<QByteArray, QByteArray>> features;
    for (int i = 0; i < 5000; ++i) {
        const QByteArray x = QByteArray::number(114.0 + i * 1e-5, 'f', 6);
        features.emplace_back(R"({"highway": "primary", "no": )" + QByteArray::number(i) + "}",
                              R"({"type": "LineString", "coordinates": [[)" + x + ", 22.5], [" + x + ", 22.51]]}");
    }
    const QString file = fixtures::write(m_folder, QStringLiteral("roads.geojson"), fixtures::geoJson(features));
    const auto layers = readInManyWays(file, LayerKind::Road);
    QCOMPARE(layers.size(), size_t(1));
    QCOMPARE(layers[0].features.size(), size_t(5000));
    QCOMPARE(layers[0].features[4321].row, 4321u);
    QCOMPARE(layers[0].attributes.number(4321, layers[0].attributes.indexOf(QStringLiteral("no"))), 4321.0);
}

void PiecesTest::cityJson()
{
    QByteArray objects, vertices;
    for (int i = 0; i < 3000; ++i) {
        const int x = i % 60 * 20, y = i / 60 * 20, z = 10 + i % 40;
        const QByteArray v = QByteArray::number(i * 4);
        const auto corner = [&](int dx, int dy) {
            return "[" + QByteArray::number(x + dx) + "," + QByteArray::number(y + dy) + "," + QByteArray::number(z) +
                   "],";
        };
        vertices += corner(0, 0) + corner(10, 0) + corner(10, 10) + corner(0, 10);
        const QByteArray ring = v + "," + QByteArray::number(i * 4 + 1) + "," + QByteArray::number(i * 4 + 2) + "," +
                                QByteArray::number(i % 500 == 3 ? 999999 : i * 4 + 3);
        const QByteArray type = i % 700 == 5 ? QByteArray() : QByteArray(R"("type": "Building", )");
        objects += "\"B" + QByteArray::number(i) + "\": {" + type + R"("attributes": {"floors": )" +
                   QByteArray::number(i % 9) + R"(, "owner": "O)" + QByteArray::number(i % 13) +
                   R"("}, "geometry": [{"type": "MultiSurface", "lod": "1", "boundaries": [[[)" + ring + "]]]}]},";
    }
    objects.chop(1);
    vertices.chop(1);
    const QByteArray text = R"({"type": "CityJSON", "version": "2.0", "transform": {"scale": [1, 1, 1],
        "translate": [506000, 2493000, 0]}, "metadata": {"referenceSystem":
        "https://www.opengis.net/def/crs/EPSG/0/4547"}, "CityObjects": {)" +
                            objects + "}, \"vertices\": [" + vertices + "]}";
    const QString file = fixtures::write(m_folder, QStringLiteral("city.json"), text);
    const auto layers = readInManyWays(file, LayerKind::Building);
    QCOMPARE(layers.size(), size_t(1));
    QCOMPARE(layers[0].buildings.size(), size_t(2995));
    QCOMPARE(fixtures::warnings(layers[0], "object-invalid"), 5);
    QCOMPARE(fixtures::warnings(layers[0], "vertex-missing"), 6);
    QCOMPARE(layers[0].attributes.text(12, layers[0].attributes.indexOf(QStringLiteral("owner"))),
             QStringLiteral("O0"));
}

void PiecesTest::cancelledInTheMiddle()
{
    const QString file = m_folder.filePath(QStringLiteral("buildings.geojson"));
    const formats::LayerRequest request = fixtures::request(file, LayerKind::Building);
    const auto found = formats::findReader(request);
    QVERIFY(found);
    base::Job *running = nullptr;
    base::Job job([&running](const QString &, double) { running->cancel(); });
    running = &job;
    const auto layers = found->first->read(request, fixtures::frameOf(request), job);
    QVERIFY(!layers);
    QCOMPARE(layers.error().code, QStringLiteral("cancelled"));
}

QTEST_GUILESS_MAIN(PiecesTest)
#include "tst_pieces.moc"
