#include "ModelsTesting.h"
#include "formats/citygml/CityGmlReader.h"
#include "formats/cityjson/CityJsonReader.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

/// Real files with bytes turned over, runs cut out and runs doubled, the same ones each time: whatever comes, it is
/// layers that hold together or an error that names the file. Worth most under the sanitizers.
class MutationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survives_data();
    void survives();
};

void MutationTest::survives_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("rounds");
    const auto row = [](const char *path, int rounds) { QTest::newRow(path) << QString::fromLatin1(path) << rounds; };
    row("cityjson/cjio_small/dummy/dummy.json", 300);
    row("cityjson/cjio_small/DH_01_subs.city.json", 80);
    row("cityjson/seq/geomtemplate.city.jsonl", 300);
    row("cityjson/france/sisteron.city.jsonl", 150);
    row("testsuites/cjval/sem.json", 200);
    row("testsuites/cityjson_corpus/conformance/v2_0/cityjson_fake_complete/cityjson_fake_complete.city.json", 150);
    row("citygml/ogc30/Examples-from-CityGML-2.0/building/CityGMLv2/Building_LOD2-EPSG25832.gml", 150);
    row("citygml/ogc30/Examples-from-CityGML-2.0/building/CityGMLv3/Building_LOD1-EPSG25832.gml", 150);
    row("citygml/ogc30/Building/BuildingUnits_Storeys_xlink.gml", 150);
    row("citygml/ingolstadt_lod3_5/individual/citygml/0000000/0000000.xml", 150);
    row("cityjson/cjio_small/rotterdam/rotterdam_one.json", 80);
    row("cityjson/cjio_small/material/mt-1.json", 150);
    row("testsuites/cityjson_corpus/conformance/v2_0/cityobject_all_types/cityobject_all_types.city.json", 150);
}

static QByteArray mutated(QByteArray text, QRandomGenerator &random)
{
    static constexpr char Telling[] = "{}[]\",:0123456789-+.eEnulltrf<>/&# \n\\";
    const int changes = 1 + int(random.bounded(4));
    for (int i = 0; i < changes && !text.isEmpty(); ++i) {
        const auto at = qsizetype(random.bounded(quint32(text.size())));
        const auto length = qsizetype(random.bounded(40));
        switch (random.bounded(6)) {
        case 0:
            text[at] = char(random.bounded(256));
            break;
        case 1:
        case 2:
            text[at] = Telling[random.bounded(quint32(sizeof Telling - 1))];
            break;
        case 3:
            text.remove(at, length);
            break;
        case 4:
            text.insert(at, text.mid(qsizetype(random.bounded(quint32(text.size()))), length));
            break;
        default:
            if (random.bounded(8) == 0)
                text.truncate(at);
            else
                text.insert(at, "99999999999");
        }
    }
    return text;
}

void MutationTest::survives()
{
    QFETCH(QString, path);
    QFETCH(int, rounds);
    const QString original = fixtures::testData(path);
    if (original.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    QFile in(original);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QByteArray good = in.readAll();
    QTemporaryDir folder;
    const QString file = folder.filePath(QFileInfo(path).fileName());
    const formats::Reader &reader =
        path.startsWith(QLatin1String("citygml")) ? formats::cityGmlReader() : formats::cityJsonReader();
    QRandomGenerator random(42);
    int read = 0;
    for (int round = 0; round < rounds; ++round) {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(mutated(good, random));
        out.close();
        const formats::LayerRequest request = testing::requestFor(file);
        const auto frame = testing::frameFor(reader, request);
        const auto layers = reader.read(request, frame, base::Job());
        if (!layers) {
            QCOMPARE(layers.error().source, file);
            continue;
        }
        ++read;
        for (const domain::Layer &layer : *layers) {
            const QString wrong = testing::inconsistency(layer);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(wrong)));
            for (const domain::Building &building : layer.buildings) {
                if (!layer.interiors || !layer.interiors->buildings().contains(building.id))
                    continue;
                const auto inside = layer.interiors->read(building, base::Job());
                const QString told = inside ? testing::inconsistency(*inside) : QString();
                QVERIFY2(told.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(told)));
            }
        }
    }
    QVERIFY(read > 0);
}

QTEST_GUILESS_MAIN(MutationTest)
#include "MutationTest.moc"
