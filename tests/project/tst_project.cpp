#include "project/Project.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using project::Project;

class TestProject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheDocumentedExample();
    void unknownKeysNameTheNearest();
    void wrongTypesAreErrorsWithAPointer_data();
    void wrongTypesAreErrorsWithAPointer();
    void brokenJsonNamesTheLine();
    void missingFile();
    void missingCatalogueFallsBack();
    void bareFilesGetIds();
    void passwordFromTheEnvironment();
    void tellsProjectsFromData();

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
};

void TestProject::readsTheDocumentedExample()
{
    const QString path = write("district.json", R"({
      "format": "yunjie-district/1",
      "name": {"en": "Sample sub-district", "zh_CN": "样例街道"},
      "crs": "EPSG:4547",
      "layers": [
        {"id": "communities", "kind": "area", "level": "community", "source": "district.gpkg|areas", "where": "level='community'",
         "fields": {"id": "code", "name": "name", "parent": "parent", "manager": "manager"}},
        {"id": "tower", "kind": "model", "source": "models/tower.ifc", "building": "B00017",
         "placement": {"position": [114.105, 22.545, 4.0], "heading": 12.0, "scale": 1.0}},
        {"id": "photo", "kind": "imagery", "source": "ortho.tif", "datum": "GCJ-02", "visible": false}
      ],
      "things": [{"source": "district.gpkg|things", "fields": {"id": "code", "kind": "kind"}}],
      "feeds": [
        {"type": "mqtt", "url": "mqtt://localhost:1883"},
        {"type": "replay", "source": "requests.csv", "speed": 60, "timezone": "America/New_York", "fields": {"id": "Unique Key"}}
      ],
      "store": "sqlite:operations.sqlite",
      "views": [{"name": {"en": "Overview", "zh_CN": "总览"}, "camera": [114.10, 22.54, 900, 20, -40]}]
    })");
    const auto read = Project::read(path);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toLine()));
    QCOMPARE(read->name.zh, QStringLiteral("样例街道"));
    QCOMPARE(read->layers.size(), size_t(4));
    QCOMPARE(read->layers[0].request.source, m_folder.filePath(QStringLiteral("district.gpkg|areas")));
    QCOMPARE(read->layers[0].request.level, domain::ObjectKind::Community);
    QCOMPARE(read->layers[0].request.fields.value(QStringLiteral("id")), QStringLiteral("code"));
    QVERIFY(read->layers[1].request.hasPlacement);
    QCOMPARE(read->layers[1].request.position.z, 4.0);
    QVERIFY(read->layers[2].request.gcj02);
    QVERIFY(!read->layers[2].visible);
    QVERIFY(read->layers[3].request.kind == domain::LayerKind::Things);
    QCOMPARE(read->feeds.size(), size_t(2));
    QCOMPARE(read->feeds[1].speed, 60.0);
    QCOMPARE(read->feeds[1].fields.value(QStringLiteral("id")), QStringLiteral("Unique Key"));
    QCOMPARE(read->views[0].pitch, -40.0);
    QCOMPARE(read->catalogue.types.size(), size_t(22));
    QCOMPARE(read->catalogue.domains.size(), size_t(6));
    QCOMPARE(read->indicators.size(), size_t(42));
    QVERIFY2(read->warnings.isEmpty(), read->warnings.isEmpty() ? "" : qPrintable(read->warnings.list()[0].message));
}

void TestProject::unknownKeysNameTheNearest()
{
    const auto read = Project::read(
        write("unknown.json", R"({"format": "yunjie-district/1", "layers": [{"source": "a.gpkg", "visble": true}]})"));
    QVERIFY(read);
    QCOMPARE(read->warnings.count(QStringLiteral("project-key-unknown")), 1);
    const base::Warning &warning = read->warnings.list()[0];
    QCOMPARE(warning.feature, QStringLiteral("/layers/0/visble"));
    QVERIFY(warning.message.contains(QLatin1String("visible")));
}

void TestProject::wrongTypesAreErrorsWithAPointer_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("text for a number")
        << QByteArray(R"({"format": "yunjie-district/1", "layers": [{"source": "a", "opacity": "half"}]})")
        << QStringLiteral("/layers/0/opacity");
    QTest::newRow("unknown kind")
        << QByteArray(R"({"format": "yunjie-district/1", "layers": [{"source": "a", "kind": "castle"}]})")
        << QStringLiteral("/layers/0/kind");
    QTest::newRow("unknown format") << QByteArray(R"({"format": "yunjie-district/9"})") << QStringLiteral("/format");
    QTest::newRow("layers not a list") << QByteArray(R"({"format": "yunjie-district/1", "layers": {}})")
                                       << QStringLiteral("/layers");
}

void TestProject::wrongTypesAreErrorsWithAPointer()
{
    QFETCH(QByteArray, text);
    const auto read = Project::read(write("wrong.json", text));
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("project-invalid"));
    QTEST(read.error().feature, "pointer");
}

void TestProject::brokenJsonNamesTheLine()
{
    const auto read = Project::read(write("broken.json", "{\n\"format\": \"yunjie-district/1\",\n\"layers\": [}\n"));
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("json-broken"));
    QCOMPARE(read.error().feature, QStringLiteral("line 3"));
}

void TestProject::missingFile()
{
    const auto read = Project::read(m_folder.filePath(QStringLiteral("nothing.json")));
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("file-missing"));
}

void TestProject::missingCatalogueFallsBack()
{
    const auto read =
        Project::read(write("catalogue.json.json", R"({"format": "yunjie-district/1", "catalogue": "gone.json"})"));
    QVERIFY(read);
    QCOMPARE(read->catalogue.types.size(), size_t(22));
    QCOMPARE(read->warnings.count(QStringLiteral("file-missing")), 1);
}

void TestProject::bareFilesGetIds()
{
    const auto bare = Project::ofFiles(
        {QStringLiteral("/data/a.gpkg"), QStringLiteral("/other/a.gpkg"), QStringLiteral("PG:host=db dbname=x")});
    QVERIFY(bare);
    QCOMPARE(bare->layers[0].request.id, QStringLiteral("a"));
    QCOMPARE(bare->layers[1].request.id, QStringLiteral("a#2"));
    QCOMPARE(bare->layers[2].request.id, QStringLiteral("postgis"));
    QCOMPARE(bare->layers[2].request.source, QStringLiteral("PG:host=db dbname=x"));
}

void TestProject::passwordFromTheEnvironment()
{
    qputenv("YUNJIE_TEST_SECRET", "s3cret");
    const QByteArray text =
        R"({"format": "yunjie-district/1", "feeds": [{"type": "mqtt", "url": "mqtt://h", "passwordEnv": "YUNJIE_TEST_SECRET"}]})";
    QCOMPARE(Project::read(write("env.json", text))->feeds[0].password, QStringLiteral("s3cret"));
    qunsetenv("YUNJIE_TEST_SECRET");
    QCOMPARE(Project::read(write("env.json", text))->warnings.count(QStringLiteral("feed-password")), 1);
}

void TestProject::tellsProjectsFromData()
{
    QVERIFY(Project::isProject(write("mine.json", R"({"format": "yunjie-district/1"})")));
    QVERIFY(!Project::isProject(write("city.json", R"({"type": "CityJSON", "version": "2.0"})")));
    QVERIFY(!Project::isProject(QStringLiteral("a.gpkg")));
}

QTEST_GUILESS_MAIN(TestProject)
#include "tst_project.moc"
