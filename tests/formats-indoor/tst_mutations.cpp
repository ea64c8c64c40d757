#include "IndoorTesting.h"

#include <QRandomGenerator>

using namespace indoor;

/// Files of insides with bytes turned over, runs cut out and runs doubled, the same ones each time: whatever comes, it
/// is a layer whose insides hold together, or an error. Worth most under the sanitizers.
class MutationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survives_data();
    void survives();

private:
    QTemporaryDir m_folder;
};

static QByteArray mutated(QByteArray text, QRandomGenerator &random)
{
    static constexpr char Telling[] = "{}[]\",:0123456789-+.e<>/&# \n\\";
    const int changes = 1 + int(random.bounded(4));
    for (int i = 0; i < changes && !text.isEmpty(); ++i) {
        const auto at = qsizetype(random.bounded(quint32(text.size())));
        const auto length = qsizetype(random.bounded(60));
        switch (random.bounded(5)) {
        case 0:
            text[at] = char(random.bounded(256));
            break;
        case 1:
            text[at] = Telling[random.bounded(quint32(sizeof Telling - 1))];
            break;
        case 2:
            text.remove(at, length);
            break;
        case 3:
            text.insert(at, text.mid(qsizetype(random.bounded(quint32(text.size()))), length));
            break;
        default:
            text.insert(at, random.bounded(2) ? "99999999999" : "-7-7000");
        }
    }
    return text;
}

void MutationsTest::survives_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<int>("rounds");
    for (const auto &[name, path, rounds] :
         {std::tuple("house.gml", "indoor/indoorgml/FJK-Haus_IndoorGML_withEXR-corrected_1_0_3.gml", 25),
          std::tuple("station.osm", "indoor/osm_stations/cologne-central.osm", 10)}) {
        const QString file = fixtures::testData(QString::fromLatin1(path));
        QFile in(file);
        const QByteArray good = !file.isEmpty() && in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
        QTest::newRow(name) << QString::fromLatin1(name) << good << rounds;
    }
    std::vector<Feature> rooms;
    for (int i = 0; i < 8; ++i)
        rooms.push_back(
            {R"({"id":"R)" + QByteArray::number(i) + R"(","bld":"B1","storey":"1-3","base":1.5,"unit":"{storey}01"})",
             box(i, 0, i + 1, 5)});
    QTest::newRow("rooms.geojson") << QStringLiteral("rooms.geojson") << collection(rooms) << 150;
}

void MutationsTest::survives()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, good);
    QFETCH(int, rounds);
    if (good.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA: indoor");
    QRandomGenerator random(20);
    int layers = 0, errors = 0;
    for (int round = 0; round < rounds; ++round) {
        const QString path = fixtures::write(m_folder, name, round == 0 ? good : mutated(good, random));
        const auto read = fixtures::read(fixtures::request(
            path, name.endsWith(QLatin1String("gml")) ? std::nullopt : std::optional(domain::LayerKind::Space)));
        if (!read) {
            QVERIFY(!read.error().code.isEmpty() && !read.error().message.isEmpty());
            ++errors;
            continue;
        }
        for (const domain::Layer &layer : *read) {
            if (!layer.interiors)
                continue;
            ++layers;
            domain::City city;
            city.layers.push_back(std::make_shared<const domain::Layer>(layer));
            auto known = std::make_shared<domain::Layer>();
            for (const QString &id : layer.interiors->buildings()) {
                domain::Building building;
                building.id = id;
                building.ground = 0;
                building.footprint = {{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {}}};
                known->buildings.push_back(building);
            }
            city.layers.push_back(known);
            city.index();
            for (const domain::Building &building : known->buildings) {
                const auto interior = loading::openInterior(city, building.id, base::Job());
                QVERIFY(interior);
                for (const domain::Space &space : (*interior)->spaces)
                    QVERIFY(std::isfinite(space.base) && space.height > 0 && space.storey != 0);
                for (const domain::Door &door : (*interior)->doors) {
                    for (const qint32 space : door.spaces)
                        QVERIFY(space >= -1 && space < qint32((*interior)->spaces.size()));
                }
            }
        }
    }
    QVERIFY2(layers > 0, "the whole file is read");
    qInfo("%d layers, %d errors", layers, errors);
}

QTEST_GUILESS_MAIN(MutationsTest)
#include "tst_mutations.moc"
