#include "InteriorTesting.h"
#include "formats/ifc/IfcLoad.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>

#include <cstring>

class IfcConformanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("YUNJIE_WEB_IFC", "/nonexistent"); } // the minima hold without it
    void shapesOfAllFiles_data();
    void shapesOfAllFiles();
    void allFilesEndWell();
    void goesOnAfterCrash();
    void hangs();
    void recordsCutOff();
    void mutations_data();
    void mutations();
};

// Products with triangles, at least: what the best reader of each file gave when they were compared
// (shared/design/ifc.md of the test data), openings not counted.
void IfcConformanceTest::shapesOfAllFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("least");
    const auto row = [](const char *name, int least) { QTest::newRow(name) << QString::fromLatin1(name) << least; };
    row("thatopen/AC20-FZK-Haus.ifc", 90);
    row("thatopen/duplex.ifc", 236);
    row("thatopen/example.ifc", 116);
    row("thatopen/tested_sample_project.ifc", 93);
    row("thatopen/IfcOpenHouse_IFC4.ifc", 35);
    row("thatopen/Sample_entities.ifc", 2);
    row("xbim/SampleHouse4.ifc", 62);
    row("xbim/SmallModelIfc2x3.ifc", 6);
    row("gherkin_dev/GRF/grf000/pass-grf000-correct_georeferencing.ifc", 1);
    row("gherkin_dev/GRF/grf003/na-grf003-correct_building_with_georeferencing.ifc", 1);
    row("gherkin_dev/GRF/grf003/fail-grf003-scenario01-building_without_georeferencing.ifc", 1);
    // IFC4X3: everything stands along an alignment.
    row("gherkin_dev/GRF/grf000/na-grf000-no_georeferencing.ifc", 25);
    row("gherkin_dev/GRF/grf003/na-grf003-railway_with_georeferencing.ifc", 25);
    row("gherkin_dev/GRF/grf003/fail-grf003-scenario02-facility_without_georeferencing.ifc", 25);
    row("xbim/Ifc4cube_advanced_brep.ifc", 1);
}

void IfcConformanceTest::shapesOfAllFiles()
{
    QFETCH(QString, name);
    QFETCH(int, least);
    const QString file = fixtures::testData(QStringLiteral("ifc/") + name);
    if (file.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    const auto loaded = formats::ifc::load(file, base::Job());
    QVERIFY(loaded);
    QVERIFY2(int(loaded->found) >= least,
             qPrintable(QStringLiteral("%1\n%2").arg(loaded->found).arg(testing::linesOf(loaded->warnings))));
    QVERIFY2(loaded->found == loaded->expected, qPrintable(testing::linesOf(loaded->warnings)));
    QVERIFY(loaded->meshes.complete);
}

void IfcConformanceTest::allFilesEndWell()
{
    NEED_DATA(folder, "ifc");
    QDirIterator files(folder, {QStringLiteral("*.ifc"), QStringLiteral("*.ifczip"), QStringLiteral("*.ifcxml")},
                       QDir::Files, QDirIterator::Subdirectories);
    int read = 0, refused = 0;
    while (files.hasNext()) {
        const QString file = files.next();
        if (QFileInfo(file).size() > 300'000)
            continue; // those above
        QElapsedTimer timer;
        timer.start();
        const auto interior = formats::readIfc(testing::placedRequest(file), base::Job());
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(file));
        if (!interior) {
            ++refused;
            QVERIFY2(!interior.error().code.isEmpty() && interior.error().code != QLatin1String("ifc-invalid"),
                     qPrintable(interior.error().toLine()));
            continue;
        }
        ++read;
        QCOMPARE(testing::inconsistency(*interior), QString());
        QVERIFY2(interior->warnings.count(QStringLiteral("product-without-geometry")) == 0,
                 qPrintable(file + testing::linesOf(interior->warnings)));
        QVERIFY(interior->warnings.count(QStringLiteral("ifc-partial")) == 0);
    }
    QVERIFY(read >= 40);
    QCOMPARE(refused, 2); // ifcXML, and an archive of it
}

/// Three spaces side by side; STEP ids 20, 30 and 40.
static QByteArray threeRooms()
{
    QByteArray text =
        "ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n"
        "#1=IFCPROJECT('0000000000000000000001',$,'P',$,$,$,$,(#9),#2);\n#2=IFCUNITASSIGNMENT((#3));\n"
        "#3=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);\n"
        "#7=IFCCARTESIANPOINT((0.,0.,0.));\n#8=IFCAXIS2PLACEMENT3D(#7,$,$);\n"
        "#9=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-5,#8,$);\n#10=IFCLOCALPLACEMENT($,#8);\n"
        "#11=IFCEXTRUDEDAREASOLID(#12,#8,#13,3.);\n#12=IFCRECTANGLEPROFILEDEF(.AREA.,$,#14,4.,5.);\n"
        "#13=IFCDIRECTION((0.,0.,1.));\n#14=IFCAXIS2PLACEMENT2D(#15,$);\n#15=IFCCARTESIANPOINT((0.,0.));\n"
        "#16=IFCSHAPEREPRESENTATION(#9,'Body','SweptSolid',(#11));\n"
        "#17=IFCPRODUCTDEFINITIONSHAPE($,$,(#16));\n";
    for (const int id : {20, 30, 40})
        text += "#" + QByteArray::number(id) + "=IFCSPACE('00000000000000000000" + QByteArray::number(id) +
                "',$,'R',$,$,#10,#17,$,.ELEMENT.,.INTERNAL.,$);\n";
    return text + "ENDSEC;\nEND-ISO-10303-21;\n";
}

/// A stand-in for the reading process: ends badly in product 30, and passes everything else on to the true one.
static QString badReader(const QTemporaryDir &folder, const QByteArray &end)
{
    const QString path = folder.filePath(QStringLiteral("reader.sh"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    // Loaded (3 products), Begin (30).
    file.write(
        "#!/bin/sh\ncase \"$*\" in *'--from 31'*) exec '" + QFile::encodeName(QCoreApplication::applicationDirPath()) +
        "/yunjie-ifc-reader' \"$@\";; esac\nwhile [ $# -gt 0 ]; do [ \"$1\" = --output ] && out=$2; shift; done\n"
        "printf 'YJIFC001\\001\\0\\0\\0\\004\\0\\0\\0\\003\\0\\0\\0\\002\\0\\0\\0\\004\\0\\0\\0\\036\\0\\0\\0' "
        "> \"$out\"\n" +
        end + "\n");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

void IfcConformanceTest::goesOnAfterCrash()
{
    const QTemporaryDir folder;
    const QString file = testing::written(folder, QStringLiteral("three.ifc"), threeRooms());
    qputenv("YUNJIE_IFC_READER", badReader(folder, "kill -SEGV $$").toLocal8Bit());
    const auto interior = formats::readIfc(testing::placedRequest(file), base::Job());
    qunsetenv("YUNJIE_IFC_READER");
    QVERIFY2(interior, interior ? "" : qPrintable(interior.error().toLine()));
    QCOMPARE(interior->spaces.size(), size_t(3));
    QVERIFY(interior->spaces[1].shape.empty()); // where it crashed
    QVERIFY(!interior->spaces[2].shape.empty());
    const QString said = testing::linesOf(interior->warnings);
    QVERIFY2(said.contains(QLatin1String("reader-crashed x1 [0000000000000000000030]")), qPrintable(said));
    QCOMPARE(interior->warnings.count(QStringLiteral("ifc-partial")), 1);
}

void IfcConformanceTest::hangs()
{
    const QTemporaryDir folder;
    const QString file = testing::written(folder, QStringLiteral("three.ifc"), threeRooms());
    qputenv("YUNJIE_IFC_READER", badReader(folder, "exec sleep 60").toLocal8Bit());
    formats::ifc::MeshLimits limits;
    limits.wallSeconds = 1;
    const auto meshes = formats::ifc::meshInProcess(file, limits, base::Job());
    qunsetenv("YUNJIE_IFC_READER");
    QVERIFY(meshes);
    QVERIFY(!meshes->complete);
    QCOMPARE(meshes->why.code, QStringLiteral("reader-timeout"));
}

void IfcConformanceTest::recordsCutOff()
{
    namespace exchange = formats::ifcexchange;
    QByteArray good(exchange::Magic, sizeof exchange::Magic);
    const auto add = [&good](exchange::Tag tag, const QByteArray &body) {
        const exchange::Record record{uint32_t(tag), uint32_t(body.size())};
        good.append(reinterpret_cast<const char *>(&record), sizeof record);
        good.append(body);
    };
    const uint32_t product = 7;
    add(exchange::Tag::Loaded, QByteArray(4, '\1'));
    add(exchange::Tag::Begin, QByteArray(reinterpret_cast<const char *>(&product), 4));
    exchange::MeshHead head;
    head.product = product;
    head.vertices = head.indices = 3;
    const uint32_t indices[] = {0, 1, 2};
    add(exchange::Tag::Mesh, QByteArray(reinterpret_cast<const char *>(&head), sizeof head) + QByteArray(36, '\0') +
                                 QByteArray(reinterpret_cast<const char *>(indices), sizeof indices));
    add(exchange::Tag::End, {});
    const auto take = [](const QByteArray &bytes, bool &ended) {
        formats::ifc::Meshes meshes;
        uint32_t last = 0;
        bool loaded = false;
        formats::ifc::takeRecords(reinterpret_cast<const uchar *>(bytes.constData()), size_t(bytes.size()), meshes,
                                  last, loaded, ended);
        return meshes;
    };
    bool ended = false;
    QCOMPARE(take(good, ended).products.size(), size_t(1));
    QVERIFY(ended);
    for (qsizetype size = 0; size < good.size(); ++size) {
        take(good.left(size), ended);
        QVERIFY(!ended);
    }
    // Any byte changed: what is taken still holds together.
    for (qsizetype at = 0; at < good.size(); ++at) {
        QByteArray bad = good;
        bad[at] = char(bad[at] ^ 0xFF);
        for (const auto &mesh : take(bad, ended).products) {
            for (const uint32_t index : mesh.indices)
                QVERIFY(index < mesh.positions.size() / 3);
        }
    }
}

void IfcConformanceTest::mutations_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("rounds");
    QTest::newRow("house") << QStringLiteral("thatopen/IfcOpenHouse_IFC4.ifc") << 15;
    QTest::newRow("curved faces") << QStringLiteral("xbim/Ifc4cube_advanced_brep.ifc") << 15;
    QTest::newRow("alignment") << QStringLiteral("gherkin_dev/GRF/grf003/na-grf003-railway_with_georeferencing.ifc")
                               << 8;
}

void IfcConformanceTest::mutations()
{
    QFETCH(QString, name);
    QFETCH(int, rounds);
    NEED_DATA(folderOfAll, "ifc");
    QFile in(folderOfAll + u'/' + name);
    if (!in.open(QIODevice::ReadOnly))
        QSKIP(qPrintable(QStringLiteral("YUNJIE_TESTDATA has no ifc/") + name));
    const QByteArray good = in.readAll();
    quint32 seed = 7;
    const QTemporaryDir folder;
    for (int round = 0; round < rounds; ++round) {
        QByteArray text = good;
        for (int k = 0; k < 40; ++k) {
            seed = seed * 1664525u + 1013904223u;
            const qsizetype at = 500 + qsizetype(seed % quint32(text.size() - 500));
            text[at] = "0#(),.;'$9\n-E"[(seed >> 8) % 13];
        }
        const QString file = testing::written(folder, QStringLiteral("bad.ifc"), text);
        const auto interior = formats::readIfc(testing::placedRequest(file), base::Job());
        if (interior)
            QCOMPARE(testing::inconsistency(*interior), QString());
    }
}

QTEST_GUILESS_MAIN(IfcConformanceTest)
#include "IfcConformanceTest.moc"
