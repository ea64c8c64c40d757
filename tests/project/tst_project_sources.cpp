#include "project/Project.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using project::Project;

/// The key "sources" of a project.
class ProjectSourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsThem()
    {
        write("sources.json", R"({"format": "yunjie-sources/1", "sources": [
            {"id": "map", "name": "底图", "layers": ["roads"]},
            {"id": "smoke", "things": ["smoke"], "feeds": ["broker"], "fresh": 60}]})");
        const auto read = Project::read(write("district.json", District));
        QVERIFY2(read, read ? "" : qPrintable(read.error().toLine()));
        QCOMPARE(read->sources.size(), size_t(2));
        QCOMPARE(read->sources[1].freshSeconds, 60.0);
        QVERIFY2(read->warnings.isEmpty(), qPrintable(warnings(*read)));
    }

    void namesPartsThatAreNotThere()
    {
        write("sources.json", R"({"format": "yunjie-sources/1", "sources": [
            {"id": "map", "layers": ["roads", "rodas"], "feeds": ["brok"], "things": ["smoke", "smock"], "freshh": 1}]})");
        const auto read = Project::read(write("district.json", District));
        QVERIFY(read);
        QCOMPARE(read->sources.size(), size_t(1));
        for (const char *code :
             {"source-layer-unknown", "source-feed-unknown", "source-kind-unknown", "project-key-unknown"})
            QVERIFY2(read->warnings.count(QLatin1String(code)) == 1, code);
    }

    void aBrokenFileIsAWarning()
    {
        write("sources.json", R"({"format": "yunjie-sources/1", "sources": [{"id": "map", "fresh": "soon"}]})");
        const auto read = Project::read(write("district.json", District));
        QVERIFY(read);
        QVERIFY(read->sources.empty());
        QVERIFY(read->warnings.count(QStringLiteral("project-invalid")) == 1);
        QCOMPARE(read->layers.size(), size_t(1));
    }

private:
    static constexpr const char *District = R"({"format": "yunjie-district/1",
        "layers": [{"id": "roads", "kind": "road", "source": "d.gpkg|roads"}],
        "feeds": [{"id": "broker", "type": "mqtt", "url": "mqtt://localhost"}], "sources": "sources.json"})";

    static QString warnings(const Project &project)
    {
        QStringList lines;
        for (const base::Warning &warning : project.warnings.list())
            lines.append(warning.code + u' ' + warning.message);
        return lines.join(u'\n');
    }
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

QTEST_GUILESS_MAIN(ProjectSourcesTest)
#include "tst_project_sources.moc"
