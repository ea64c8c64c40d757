#include "InteriorTesting.h"
#include "formats/ifc/AlongCurve.h"
#include "formats/ifc/IfcLoad.h"
#include "formats/ifc/IfcWeb.h"
#include "interior/Measure.h"

#include <cmath>

using geometry::Vec3;

/// What makes IFC++ read more than it can, and the readers behind it.
class IfcReadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void advancedCube();
    void advancedCylinder();
    void alongAlignment_data();
    void alongAlignment();
    void alongPolyline();
    void withoutWebIfc();
    void webIfc();
    void webIfcEndsBadly();
    void xml();
};

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A file of one wall whose body is #20.
static QByteArray wallOf(const QByteArray &body)
{
    return "ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n"
           "#1=IFCPROJECT('0000000000000000000001',$,'P',$,$,$,$,(#9),#2);\n#2=IFCUNITASSIGNMENT((#3));\n"
           "#3=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);\n#7=IFCCARTESIANPOINT((0.,0.,0.));\n"
           "#8=IFCAXIS2PLACEMENT3D(#7,$,$);\n#9=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-5,#8,$);\n"
           "#10=IFCLOCALPLACEMENT($,#8);\n#16=IFCSHAPEREPRESENTATION(#9,'Body','AdvancedBrep',(#20));\n"
           "#17=IFCPRODUCTDEFINITIONSHAPE($,$,(#16));\n#18=IFCWALL('0000000000000000000018',$,'W',$,$,#10,#17,$,$);\n" +
           body + "ENDSEC;\nEND-ISO-10303-21;\n";
}

static interior::BodyMeasure bodyOf(const QString &file)
{
    formats::IfcRequest request = testing::placedRequest(file);
    const auto read = formats::readIfc(request, base::Job());
    for (const domain::Element &element : read ? read->elements : std::vector<domain::Element>()) {
        if (!element.mesh.indices.empty())
            return interior::measureBody(element.mesh);
    }
    return {};
}

// A cube whose lid is turned against its floor by 60 degrees: the sides are B-spline surfaces.
void IfcReadersTest::advancedCube()
{
    NEED_DATA(file, "ifc/xbim/Ifc4cube_advanced_brep.ifc");
    const auto body = bodyOf(file);
    QVERIFY(body.closed);
    // Its sections shrink to cos 30 degrees half-way up: (2 + cos 60 degrees) / 3.
    QVERIFY2(std::abs(body.volume - 2.5 / 3) < 0.01, qPrintable(QString::number(body.volume)));
    QVERIFY(std::abs(body.height() - 1) < 1e-4);
    QVERIFY(std::abs(body.box.size().x - 2 * 0.683012701892219) < 0.02);
}

// Two planes bounded by a circle, and a mantle with a seam: radius 2, height 3.
void IfcReadersTest::advancedCylinder()
{
    const QTemporaryDir folder;
    const QString file = testing::written(
        folder, QStringLiteral("c.ifc"),
        wallOf("#20=IFCADVANCEDBREP(#21);\n#21=IFCCLOSEDSHELL((#22,#23,#24));\n"
               "#22=IFCADVANCEDFACE((#30),#25,.F.);\n#23=IFCADVANCEDFACE((#31),#26,.T.);\n"
               "#24=IFCADVANCEDFACE((#32),#27,.T.);\n#25=IFCPLANE(#8);\n#26=IFCPLANE(#28);\n"
               "#27=IFCCYLINDRICALSURFACE(#8,2.);\n#28=IFCAXIS2PLACEMENT3D(#29,$,$);\n"
               "#29=IFCCARTESIANPOINT((0.,0.,3.));\n#30=IFCFACEOUTERBOUND(#33,.T.);\n"
               "#31=IFCFACEOUTERBOUND(#34,.T.);\n#32=IFCFACEOUTERBOUND(#35,.T.);\n#33=IFCEDGELOOP((#41));\n"
               "#34=IFCEDGELOOP((#42));\n#35=IFCEDGELOOP((#43,#44,#45,#46));\n"
               "#41=IFCORIENTEDEDGE(*,*,#51,.F.);\n#42=IFCORIENTEDEDGE(*,*,#52,.T.);\n"
               "#43=IFCORIENTEDEDGE(*,*,#51,.T.);\n#44=IFCORIENTEDEDGE(*,*,#53,.T.);\n"
               "#45=IFCORIENTEDEDGE(*,*,#52,.F.);\n#46=IFCORIENTEDEDGE(*,*,#53,.F.);\n"
               "#51=IFCEDGECURVE(#61,#61,#71,.T.);\n#52=IFCEDGECURVE(#62,#62,#72,.T.);\n"
               "#53=IFCEDGECURVE(#61,#62,#73,.T.);\n#61=IFCVERTEXPOINT(#63);\n#62=IFCVERTEXPOINT(#64);\n"
               "#63=IFCCARTESIANPOINT((2.,0.,0.));\n#64=IFCCARTESIANPOINT((2.,0.,3.));\n#71=IFCCIRCLE(#8,2.);\n"
               "#72=IFCCIRCLE(#28,2.);\n#73=IFCLINE(#63,#74);\n#74=IFCVECTOR(#75,3.);\n"
               "#75=IFCDIRECTION((0.,0.,1.));\n"));
    const auto body = bodyOf(file);
    QVERIFY(body.closed);
    const double exact = M_PI * 4 * 3;
    QVERIFY2(body.volume < exact && body.volume > 0.97 * exact, qPrintable(QString::number(body.volume)));
}

// Where one segment of the alignment ends, the next begins, as the file states it: after a line, a spiral in, an arc, a
// spiral out, a line.
void IfcReadersTest::alongAlignment_data()
{
    QTest::addColumn<double>("distance");
    QTest::addColumn<int>("segment");
    QTest::newRow("line") << 387.723276296965 << 2461;
    QTest::newRow("spiral in") << 427.723276296965 << 2471;
    QTest::newRow("arc") << 621.187747134665 << 2481;
    QTest::newRow("spiral out") << 661.187747134665 << 2491;
    QTest::newRow("line again") << 700.169262678131 << 2501;
    QTest::newRow("spiral the other way") << 740.169262678131 << 2511;
    QTest::newRow("arc the other way") << 849.601012602131 << 2521;
}

void IfcReadersTest::alongAlignment()
{
    QFETCH(double, distance);
    QFETCH(int, segment);
    NEED_DATA(path, "ifc/gherkin_dev/GRF/grf003/na-grf003-railway_with_georeferencing.ifc");
    using namespace formats::step;
    File file;
    // A hair before, so that it is the segment's end that is asked for.
    QVERIFY(file.parse(contentOf(path)
                           .replace("IFCPOINTBYDISTANCEEXPRESSION(IFCLENGTHMEASURE(453.1)",
                                    "IFCPOINTBYDISTANCEEXPRESSION(IFCLENGTHMEASURE(" +
                                        QByteArray::number(distance - 1e-6, 'f', 9) + ")")
                           .toStdString()));
    const auto place = alongCurve(file, *file.find(2856));
    QVERIFY(place);
    const auto reference = [&](uint32_t id, size_t index) {
        return arguments(file.find(id)->arguments).at(index).reference;
    };
    const uint32_t axes = reference(uint32_t(segment), 1);
    const auto start = arguments(file.find(reference(axes, 0))->arguments).at(0).list;
    const auto direction = arguments(file.find(reference(axes, 1))->arguments).at(0).list;
    QVERIFY2(
        std::hypot(place->origin[0] - start[0].number, place->origin[1] - start[1].number) < 0.001,
        qPrintable(
            QStringLiteral("%1 %2").arg(place->origin[0] - start[0].number).arg(place->origin[1] - start[1].number)));
    QVERIFY(std::hypot(place->x[0] - direction[0].number, place->x[1] - direction[1].number) < 1e-5);
    QVERIFY(place->origin[2] > 0 && place->origin[2] < 10);
}

void IfcReadersTest::alongPolyline()
{
    using namespace formats::step;
    const auto placed = [](const char *point, const char *axes) {
        File file;
        file.parse("DATA;\n#1=IFCLINEARPLACEMENT($,#2,$);\n#2=IFCAXIS2PLACEMENTLINEAR(#3" + std::string(axes) +
                   ");\n#3=IFCPOINTBYDISTANCEEXPRESSION(" + point +
                   ",#4);\n#4=IFCPOLYLINE((#5,#6,#7));\n#5=IFCCARTESIANPOINT((0.,0.,5.));\n"
                   "#6=IFCCARTESIANPOINT((10.,0.,5.));\n#7=IFCCARTESIANPOINT((10.,10.,5.));\n"
                   "#8=IFCDIRECTION((0.,0.,0.));\nENDSEC;\n");
        const Instance *instance = file.find(1);
        return instance ? alongCurve(file, *instance) : std::nullopt;
    };
    const auto place = placed("IFCLENGTHMEASURE(14.),2.,1.,0.5", ",$,$");
    QVERIFY(place); // to the left of the way north is west
    QVERIFY(std::hypot(place->origin[0] - 8, place->origin[1] - 4.5, place->origin[2] - 6) < 1e-9);
    QVERIFY(std::hypot(place->x[0], place->x[1] - 1) < 1e-9);
    QVERIFY(placed("IFCLENGTHMEASURE(14.),$,$,$", ",#8,#8")); // directions of no length
    QVERIFY(!placed("$", ",$,$"));
}

/// A stand-in for the reading process that finds nothing in any file.
static QString blindReader(const QTemporaryDir &folder)
{
    const QString path = testing::written(
        folder, QStringLiteral("blind.sh"),
        "#!/bin/sh\nwhile [ $# -gt 0 ]; do [ \"$1\" = --output ] && out=$2; shift; done\n"
        "printf 'YJIFC001\\001\\0\\0\\0\\004\\0\\0\\0\\0\\0\\0\\0\\004\\0\\0\\0\\0\\0\\0\\0' > \"$out\"\n");
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

/// Sets environment variables while it lives.
class Environment
{
public:
    explicit Environment(std::initializer_list<std::pair<const char *, QString>> values)
    {
        for (const auto &[name, value] : values) {
            m_before.emplace_back(name, qgetenv(name));
            qputenv(name, value.toLocal8Bit());
        }
    }
    ~Environment()
    {
        for (const auto &[name, value] : m_before)
            value.isEmpty() ? qunsetenv(name) : qputenv(name, value);
    }
    Environment(const Environment &) = delete;
    Environment &operator=(const Environment &) = delete;

private:
    std::vector<std::pair<const char *, QByteArray>> m_before;
};

void IfcReadersTest::withoutWebIfc()
{
    NEED_DATA(file, "ifc/thatopen/duplex.ifc");
    const QTemporaryDir folder;
    const Environment environment(
        {{"YUNJIE_IFC_READER", blindReader(folder)}, {"YUNJIE_WEB_IFC", folder.filePath(QStringLiteral("none"))}});
    QVERIFY(!formats::ifc::findWebIfc().isThere());
    const auto loaded = formats::ifc::load(file, base::Job());
    QVERIFY(loaded);
    QCOMPARE(loaded->warnings.count(QStringLiteral("web-ifc-missing")), 1); // it would help, and is not needed:
    QCOMPARE(loaded->warnings.count(QStringLiteral("ifc-second-reader")), 1);
    QVERIFY(!loaded->meshes.products.empty());
    QCOMPARE(loaded->meshes.products[0].reader, formats::ifc::MeshedBy::Assimp);
}

void IfcReadersTest::webIfc()
{
    NEED_DATA(file, "ifc/thatopen/duplex.ifc");
    if (!formats::ifc::findWebIfc().isThere())
        QSKIP("web-ifc is not installed (npm install -g web-ifc, or YUNJIE_WEB_IFC)");
    const auto usual = formats::ifc::load(file, base::Job());
    const QTemporaryDir folder;
    const Environment environment({{"YUNJIE_IFC_READER", blindReader(folder)}});
    const auto loaded = formats::ifc::load(file, base::Job());
    QVERIFY(usual && loaded);
    QCOMPARE(loaded->found, usual->found);
    QCOMPARE(loaded->warnings.count(QStringLiteral("ifc-second-reader")), 1);
    for (const auto &mesh : loaded->meshes.products) {
        QCOMPARE(mesh.reader, formats::ifc::MeshedBy::WebIfc);
        const auto *other = usual->mesh(mesh.product);
        QVERIFY(other);
        const auto boxOf = [](const formats::ifc::ProductMesh &of) {
            geometry::Box3 box;
            for (size_t i = 0; i + 2 < of.positions.size(); i += 3)
                box.add(Vec3(of.origin[0], of.origin[1], of.origin[2]) +
                        Vec3(of.positions[i], of.positions[i + 1], of.positions[i + 2]));
            return box;
        };
        // Metres, z up, where IFC++ has it.
        QVERIFY(glm::length(boxOf(mesh).centre() - boxOf(*other).centre()) < 0.1);
    }
}

void IfcReadersTest::webIfcEndsBadly()
{
    NEED_DATA(file, "ifc/thatopen/IfcOpenHouse_IFC4.ifc");
    const QTemporaryDir folder;
    formats::ifc::WebIfc reader;
    reader.package = folder.path();
    reader.node = QStringLiteral("/bin/sh");
    formats::ifc::MeshLimits limits;
    limits.wallSeconds = 1;
    reader.script = testing::written(folder, QStringLiteral("hangs.sh"), "exec sleep 60\n");
    auto meshes = formats::ifc::meshByWebIfc(reader, file, {1}, limits, base::Job());
    QVERIFY(meshes && !meshes->complete);
    QCOMPARE(meshes->why.code, QStringLiteral("reader-timeout"));
    reader.script = testing::written(folder, QStringLiteral("crashes.sh"), "kill -SEGV $$\n");
    meshes = formats::ifc::meshByWebIfc(reader, file, {1}, limits, base::Job());
    QVERIFY(meshes && !meshes->complete && meshes->products.empty());
    QCOMPARE(meshes->why.code, QStringLiteral("reader-crashed"));
    reader.node = folder.filePath(QStringLiteral("none"));
    QVERIFY(!formats::ifc::meshByWebIfc(reader, file, {1}, limits, base::Job()));
}

void IfcReadersTest::xml()
{
    NEED_DATA(file, "ifc/xbim/4walls1floorSite.ifcxml");
    NEED_DATA(archive, "ifc/xbim/HelloWallXml.ifczip");
    for (const QString &name : {file, archive}) {
        const auto loaded = formats::ifc::load(name, base::Job());
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, QStringLiteral("format-unsupported"));
        QVERIFY(!loaded.error().hint.isEmpty());
    }
}

QTEST_GUILESS_MAIN(IfcReadersTest)
#include "IfcReadersTest.moc"
