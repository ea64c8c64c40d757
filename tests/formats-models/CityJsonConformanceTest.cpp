#include "ModelsTesting.h"
#include "formats/cityjson/CityJsonReader.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using formats::cityJsonReader;

/// Every CityJSON file there is: read without a crash, with as many objects as it has, and what is wrong is said.
class CityJsonConformanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFile_data();
    void everyFile();
    void invalidOnesAreNamed_data();
    void invalidOnesAreNamed();
};

static void addFiles(const char *folder)
{
    const QString root = fixtures::testData({});
    if (root.isEmpty())
        return;
    QDirIterator files(root + QString::fromLatin1(folder), {QStringLiteral("*.json"), QStringLiteral("*.jsonl")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString name = QFileInfo(file).fileName();
        if (name != QLatin1String("case.json") && name != QLatin1String("invariants.json") &&
            name != QLatin1String("profile.json"))
            QTest::newRow(qPrintable(file.mid(root.size()))) << file;
    }
}

void CityJsonConformanceTest::everyFile_data()
{
    QTest::addColumn<QString>("file");
    for (const char *folder :
         {"cityjson", "dem/capetown", "citygml/citygml4j", "testsuites/cjval", "testsuites/cityjson_corpus"})
        addFiles(folder);
    if (fixtures::testData({}).isEmpty())
        QTest::newRow("no data") << QString();
}

// Shown objects by Qt's JSON parser: everything but groups, interiors, and installations that go onto their building.
static qsizetype objectsIn(const QString &file, bool &readable)
{
    QFile in(file);
    readable = false;
    if (!in.open(QIODevice::ReadOnly))
        return 0;
    static const QStringList hidden{
        QStringLiteral("CityObjectGroup"), QStringLiteral("BuildingRoom"),      QStringLiteral("BuildingStorey"),
        QStringLiteral("BuildingUnit"),    QStringLiteral("BuildingFurniture"), QStringLiteral("BridgeRoom"),
        QStringLiteral("BridgeFurniture"), QStringLiteral("TunnelHollowSpace"), QStringLiteral("TunnelFurniture")};
    static const QStringList mounted{QStringLiteral("BuildingInstallation"),
                                     QStringLiteral("BuildingConstructiveElement")};
    QByteArray text = in.readAll();
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    QList<QJsonObject> documents{QJsonDocument::fromJson(text).object()};
    if (documents[0].isEmpty()) {
        documents.clear();
        for (const QByteArray &line : text.split('\n'))
            documents.append(QJsonDocument::fromJson(line).object());
    }
    qsizetype count = 0;
    for (const QJsonObject &document : documents) {
        const QString kind = document[u"type"].toString();
        if (documents.size() > 1 && kind != QLatin1String("CityJSON") && kind != QLatin1String("CityJSONFeature"))
            continue;
        const QJsonObject objects = document[u"CityObjects"].toObject();
        readable = readable || !document.isEmpty();
        for (const QJsonValue &object : objects) {
            const QString type = object[u"type"].toString();
            bool onBuilding = false;
            for (const QJsonValue &parent : object[u"parents"].toArray())
                onBuilding =
                    onBuilding || objects[parent.toString()][u"type"].toString().startsWith(QLatin1String("Building"));
            if (!type.isEmpty() && !hidden.contains(type) && !(mounted.contains(type) && onBuilding))
                ++count;
        }
    }
    return count;
}

void CityJsonConformanceTest::everyFile()
{
    QFETCH(QString, file);
    if (file.isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set");
    const formats::LayerRequest request = testing::requestFor(file);
    const auto layers = cityJsonReader().read(request, testing::frameFor(cityJsonReader(), request), base::Job());
    if (!layers) {
        QVERIFY2(!layers.error().message.isEmpty() && layers.error().source == file,
                 qPrintable(layers.error().toLine()));
        qInfo("%s", qPrintable(layers.error().toLine()));
        QVERIFY2(file.contains(QLatin1String("invalid")) || file.endsWith(QLatin1String("generic.ext.json")),
                 qPrintable(layers.error().toLine()));
        return;
    }
    size_t count = 0;
    for (const domain::Layer &layer : *layers) {
        count += layer.info.features;
        QCOMPARE(testing::inconsistency(layer), QString());
        for (const base::Warning &warning : layer.warnings.list())
            QCOMPARE(warning.source, file);
    }
    bool readable = false;
    const qsizetype wanted = objectsIn(file, readable);
    // Qt keeps one of two objects with the same id; the reader keeps both.
    const int repeated = layers->front().warnings.count(QStringLiteral("id-repeated"));
    if (readable)
        QVERIFY2(
            qsizetype(count) - repeated <= wanted && qsizetype(count) >= wanted,
            qPrintable(
                QStringLiteral("%1 of %2\n%3").arg(count).arg(wanted).arg(testing::linesOf(layers->front().warnings))));
}

void CityJsonConformanceTest::invalidOnesAreNamed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *path, const char *code) {
        QTest::newRow(path) << QString::fromLatin1(path) << QString::fromLatin1(code);
    };
    const QByteArray corpus = "testsuites/cityjson_corpus/invalid/";
    row(corpus + "invalid_missing_type/invalid_missing_type.json", "type-missing");
    row(corpus + "invalid_out_of_range_vertex_index/invalid_out_of_range_vertex_index.json", "vertex-missing");
    row(corpus + "invalid_u64_f64_bounds/invalid_u64_f64_bounds.json", "vertex-invalid");
    row(corpus + "invalid_cityjsonfeature_root_id_unresolved/invalid_cityjsonfeature_root_id_unresolved.city.jsonl",
        "feature-root-missing");
    row("testsuites/cjval/cube_20.jsonl", "feature-invalid");
    row("testsuites/cjval/o4.json", "version-unsupported");
    row("testsuites/cjval/duplicate.json", "id-repeated");
    row("testsuites/cjval/generic.ext.json", "not-a-city");
    row("cityjson/seq/no_cityjson_obj.city.jsonl", "header-missing");
    row("cityjson/seq/no_metadata.city.jsonl", "crs-missing");
    row("cityjson/seq/5870_ext.jsonl", "type-unknown");
}

void CityJsonConformanceTest::invalidOnesAreNamed()
{
    QFETCH(QString, path);
    QFETCH(QString, code);
    const QString file = fixtures::testData(path);
    if (file.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    const formats::LayerRequest request = testing::requestFor(file);
    const auto layers = cityJsonReader().read(request, testing::frameFor(cityJsonReader(), request), base::Job());
    if (!layers) {
        QCOMPARE(layers.error().code, code);
        return;
    }
    QVERIFY2(layers->front().warnings.count(code) > 0, qPrintable(testing::linesOf(layers->front().warnings)));
}

QTEST_GUILESS_MAIN(CityJsonConformanceTest)
#include "CityJsonConformanceTest.moc"
