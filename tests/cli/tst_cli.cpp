#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

/// The program as scripts see it: exit status, standard output, standard error.
class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void helpAndVersionNeedNoDisplay();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void checkJsonHasTheDocumentedKeys();
    void checkNamesTheUnreadableAndReadsTheRest();
    void checkSpeaksChinese();
    void helpSpeaksTheLanguageAsked();
    void drawingWithoutADisplaySaysHow();
    void shotWritesThePicture();
    void benchJsonHasTheDocumentedKeys();
    void manhattanCounts();

private:
    struct Outcome {
        int status;
        QByteArray out, err;
        QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    };
    Outcome run(const QStringList &arguments, bool display = false, int patienceMs = 120000);
    QTemporaryDir m_folder;
    QString m_data;
};

void TestCli::initTestCase()
{
    m_data = m_folder.filePath(QStringLiteral("houses.geojson"));
    QFile file(m_data);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {"id": "H1", "height": 12, "name": "东门大厦"},
       "geometry": {"type": "Polygon", "coordinates": [[[114.110,22.540],[114.1104,22.540],[114.1104,22.5403],[114.110,22.5403],[114.110,22.540]]]}},
      {"type": "Feature", "properties": {"id": "H2", "height": 40},
       "geometry": {"type": "Polygon", "coordinates": [[[114.111,22.540],[114.1114,22.540],[114.1114,22.5403],[114.111,22.5403],[114.111,22.540]]]}},
      {"type": "Feature", "properties": {"id": "H3", "height": 5}, "geometry": null}]})");
}

TestCli::Outcome TestCli::run(const QStringList &arguments, bool display, int patienceMs)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!display)
        environment.remove(QStringLiteral("DISPLAY"));
    environment.insert(QStringLiteral("LANG"), QStringLiteral("en_US.UTF-8"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder.path());
    process.start(QStringLiteral(PROGRAM), arguments);
    if (!process.waitForFinished(patienceMs)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), process.readAllStandardError() + "timed out"};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

void TestCli::helpAndVersionNeedNoDisplay()
{
    const Outcome help = run({QStringLiteral("--help")});
    QCOMPARE(help.status, 0);
    for (const char *word : {"check", "shot", "bench", "sample", "simulate", "--layout"})
        QVERIFY2(help.out.contains(word), word);
    const Outcome version = run({QStringLiteral("--version")});
    QCOMPARE(version.status, 0);
    QVERIFY(version.out.startsWith("yunjie "));
}

void TestCli::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{QStringLiteral("check"), QStringLiteral("--nonsense"),
                                                   QStringLiteral("a")};
    QTest::newRow("option before the command") << QStringList{
        QStringLiteral("--profile"), m_folder.filePath(QStringLiteral("profile")), QStringLiteral("check")};
    QTest::newRow("no path") << QStringList{QStringLiteral("check")};
    QTest::newRow("two folders") << QStringList{QStringLiteral("sample"), QStringLiteral("a"), QStringLiteral("b")};
    QTest::newRow("bad language") << QStringList{QStringLiteral("check"), QStringLiteral("a"), QStringLiteral("--lang"),
                                                 QStringLiteral("fr")};
    QTest::newRow("bad number") << QStringList{QStringLiteral("sample"), QStringLiteral("a"), QStringLiteral("--seed"),
                                               QStringLiteral("x")};
    QTest::newRow("bad time") << QStringList{QStringLiteral("check"), QStringLiteral("a"), QStringLiteral("--at"),
                                             QStringLiteral("yesterday")};
    QTest::newRow("bad size") << QStringList{QStringLiteral("check"), QStringLiteral("a"), QStringLiteral("--size"),
                                             QStringLiteral("big")};
}

void TestCli::wrongUsageIsTwo()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.status, 2);
    QVERIFY(outcome.err.contains("--help"));
    QVERIFY(outcome.out.isEmpty());
}

void TestCli::checkJsonHasTheDocumentedKeys()
{
    const Outcome outcome = run({QStringLiteral("check"), m_data, QStringLiteral("--json")});
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    const QJsonObject json = outcome.json();
    for (const char *key : {"places", "areas", "things", "events", "layers", "extent", "triangles", "warnings",
                            "errors", "seconds", "peakMiB"})
        QVERIFY2(json.contains(QLatin1String(key)), key);
    QCOMPARE(json[QLatin1String("places")][QLatin1String("building")].toInt(), 2);
    QCOMPARE(json[QLatin1String("extent")].toArray().size(), 4);
    QVERIFY(std::abs(json[QLatin1String("extent")][0].toDouble() - 114.110) < 1e-4);
    // The one without a shape is named.
    bool named = false;
    for (const QJsonValue &warning : json[QLatin1String("warnings")].toArray())
        named = named || warning[QLatin1String("feature")].toString().contains(QLatin1String("H3"));
    QVERIFY2(named, outcome.out.constData());
}

void TestCli::checkNamesTheUnreadableAndReadsTheRest()
{
    const Outcome outcome =
        run({QStringLiteral("check"), m_data, QStringLiteral("gone.gpkg"), QStringLiteral("--json")});
    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.json()[QLatin1String("places")][QLatin1String("building")].toInt(), 2);
    QCOMPARE(outcome.json()[QLatin1String("errors")].toArray().size(), 1);
    QVERIFY(outcome.err.contains("gone.gpkg"));
}

void TestCli::helpSpeaksTheLanguageAsked()
{
    const Outcome outcome = run({QStringLiteral("--lang"), QStringLiteral("zh_CN"), QStringLiteral("--help")});
    QCOMPARE(outcome.status, 0);
    QVERIFY(QString::fromUtf8(outcome.out).contains(QStringLiteral("绘制")));
    // Every option is explained in it too, and so is what is wrong.
    for (const QString &line : QString::fromUtf8(outcome.out).split(u'\n')) {
        static const QRegularExpression explained(QStringLiteral("^  -.*  +(\\S.*)$"));
        static const QRegularExpression han(QStringLiteral("[\\x{4E00}-\\x{9FFF}]"));
        const auto found = explained.match(line);
        const bool isChoice = line.contains(QStringLiteral("、"));
        QVERIFY2(!found.hasMatch() || isChoice || found.captured(1).contains(han), qPrintable(line));
    }
    QVERIFY(!outcome.out.contains("Options") && !outcome.out.contains("Arguments"));
    const Outcome wrong = run({QStringLiteral("--lang"), QStringLiteral("zh_CN"), QStringLiteral("--nosuch")});
    QVERIFY2(wrong.err.contains("没有选项 --nosuch"), wrong.err.constData());
}

void TestCli::checkSpeaksChinese()
{
    const Outcome outcome = run({QStringLiteral("check"), m_data, QStringLiteral("--lang"), QStringLiteral("zh_CN")});
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.out.contains("图层"), outcome.out.constData());
}

void TestCli::drawingWithoutADisplaySaysHow()
{
    for (const char *command : {"shot", "bench"}) {
        const Outcome outcome =
            run({QString::fromLatin1(command), m_data, QStringLiteral("-o"), QStringLiteral("x.png")});
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.err.contains("xvfb-run"));
    }
}

void TestCli::shotWritesThePicture()
{
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        QSKIP("no display to draw on: run under xvfb-run");
    const QString picture = m_folder.filePath(QStringLiteral("houses.png"));
    const Outcome outcome =
        run({QStringLiteral("shot"), m_data, QStringLiteral("-o"), picture, QStringLiteral("--size"),
             QStringLiteral("1280x720"), QStringLiteral("--profile"), m_folder.filePath(QStringLiteral("profile"))},
            true);
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    // Width and height stand in the PNG's first chunk (PNG 1.2, 11.2.2).
    QFile file(picture);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray head = file.read(24);
    QCOMPARE(head.mid(16, 8), QByteArray::fromHex("00000500000002d0"));
    const Outcome unwritable =
        run({QStringLiteral("shot"), m_data, QStringLiteral("-o"), QStringLiteral("/nowhere/x.png"),
             QStringLiteral("--profile"), m_folder.filePath(QStringLiteral("profile"))},
            true);
    QCOMPARE(unwritable.status, 1);
    QVERIFY(unwritable.err.contains("/nowhere/x.png"));
}

void TestCli::benchJsonHasTheDocumentedKeys()
{
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        QSKIP("no display to draw on: run under xvfb-run");
    const Outcome outcome = run({QStringLiteral("bench"), m_data, QStringLiteral("--frames"), QStringLiteral("5"),
                                 QStringLiteral("--size"), QStringLiteral("640x480"), QStringLiteral("--json"),
                                 QStringLiteral("--profile"), m_folder.filePath(QStringLiteral("profile"))},
                                true);
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    const QJsonObject json = outcome.json();
    for (const char *key :
         {"loadSeconds", "firstFrameSeconds", "frameMs",  "pickMs",     "idleCpuPercent",   "buildings", "triangles",
          "drawCalls",   "markers",           "peakMiB",  "renderer",   "firstCitySeconds", "streetMs",  "flyMs",
          "fullMs",      "recolourMs",        "markedMs", "unmarkedMs", "layoutMs",         "drawnMiB",  "idleFrames"})
        QVERIFY2(json.contains(QLatin1String(key)), key);
    QCOMPARE(json[QLatin1String("buildings")].toInt(), 2);
    QVERIFY(json[QLatin1String("frameMs")][QLatin1String("median")].toDouble() > 0);
    QCOMPARE(json[QLatin1String("idleFrames")].toInt(), 0);
    const Outcome some = run({QStringLiteral("bench"), m_data, QStringLiteral("--frames"), QStringLiteral("2"),
                              QStringLiteral("--parts"), QStringLiteral("orbit,pick"), QStringLiteral("--size"),
                              QStringLiteral("640x480"), QStringLiteral("--json"), QStringLiteral("--profile"),
                              m_folder.filePath(QStringLiteral("profile"))},
                             true);
    QVERIFY(some.json().contains(QLatin1String("pickMs")));
    QVERIFY(!some.json().contains(QLatin1String("layoutMs")));
    const Outcome wrong =
        run({QStringLiteral("bench"), m_data, QStringLiteral("--parts"), QStringLiteral("orbit,nonsense")}, true);
    QCOMPARE(wrong.status, 2);
    QVERIFY(wrong.err.contains("nonsense"));
}

void TestCli::manhattanCounts()
{
    const QString data = qEnvironmentVariable("YUNJIE_TESTDATA");
    if (data.isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set: no real data to load");
    const Outcome outcome = run({QStringLiteral("check"),
                                 data + QStringLiteral("/footprints/lower_manhattan/lower_manhattan_buildings.geojson"),
                                 QStringLiteral("--json")});
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    const QJsonValue places = outcome.json()[QLatin1String("places")];
    QCOMPARE(places[QLatin1String("building")].toInt() + places[QLatin1String("building-part")].toInt(), 3407);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
