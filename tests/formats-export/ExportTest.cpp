#include "formats/export/Export.h"

#include "formats/export/Section.h"
#include "formats/ifc/IfcReader.h"
#include "formats/mesh/ReaderProcess.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <ogrsf_frmts.h>

#include <cmath>

using geometry::Mesh;
using geometry::Vec2;
using geometry::Vec3;

/// What is written is read back, by another reader than the writer's own where there is one.
class ExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { GDALAllRegister(); }
    void cuts();
    void drawing();
    void drawingOnTheMap();
    void drawingOfDuplex();
    void nothingToDraw();
    void model();
    void modelAsText();
    void modelOfDuplex();
    void unwritable();
};

static Mesh box(const Vec3 &min, const Vec3 &max)
{
    Mesh mesh;
    mesh.origin = glm::floor(min);
    for (int i = 0; i < 8; ++i)
        mesh.positions.emplace_back(Vec3(i & 1 ? max.x : min.x, i & 2 ? max.y : min.y, i & 4 ? max.z : min.z) -
                                    mesh.origin);
    mesh.indices = {0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4,
                    2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5};
    return mesh;
}

/// A room of 5 by 4 m with walls of 0.2 m, a door, a window, a table; at a place far from the origin.
static domain::Interior room()
{
    domain::Interior interior;
    const Vec3 at(1000, 2000, 30);
    domain::Storey storey;
    storey.number = 2;
    storey.base = 30;
    interior.storeys.push_back(storey);
    const auto add = [&](const char *type, const Vec3 &min, const Vec3 &max) {
        domain::Element element;
        element.id = QStringLiteral("B::%1").arg(interior.elements.size());
        element.type = QString::fromLatin1(type);
        element.name = QStringLiteral("构件 %1").arg(interior.elements.size());
        element.storey = 2;
        element.mesh = box(at + min, at + max);
        interior.elements.push_back(std::move(element));
    };
    add("IfcWall", Vec3(-0.2, -0.2, 0), Vec3(5.2, 0, 2.8));
    add("IfcWallStandardCase", Vec3(-0.2, 4, 0), Vec3(5.2, 4.2, 2.8));
    add("IfcFurniture", Vec3(1, 1, 0), Vec3(2, 1.8, 0.75));
    add("IfcSlab", Vec3(-0.2, -0.2, -0.2), Vec3(5.2, 4.2, 0));
    add("IfcStair", Vec3(4, 1, 0), Vec3(5, 3, 0.17));
    domain::Space space;
    space.id = QStringLiteral("B::R");
    space.name = QStringLiteral("卧室");
    space.storey = 2;
    space.base = 30;
    space.area = 20;
    space.shape = {{{Vec2(1000, 2000), Vec2(1005, 2000), Vec2(1005, 2004), Vec2(1000, 2004)}, {}}};
    interior.spaces.push_back(space);
    domain::Door door;
    door.storey = 2;
    door.from = Vec2(1001, 1999.9);
    door.to = Vec2(1002, 1999.9);
    door.swing = domain::DoorSwing::Left;
    interior.doors.push_back(door);
    door.isWindow = true;
    door.from.y = door.to.y = 2004.1;
    interior.doors.push_back(door);
    return interior;
}

void ExportTest::cuts()
{
    const auto lines = formats::cutAt(box(Vec3(10, 20, 5), Vec3(14, 23, 8)), 6.2);
    QCOMPARE(lines.size(), size_t(1));
    QVERIFY(lines[0].closed);
    QCOMPARE(lines[0].points.size(), size_t(4));
    QVERIFY(std::abs(geometry::area({lines[0].points, {}}) - 12) < 1e-5);
    QVERIFY(formats::cutAt(box(Vec3(0), Vec3(1)), 2).empty());
    QCOMPARE(formats::cutAt(box(Vec3(0), Vec3(1)), 0).size(), size_t(1)); // in the plane of its floor
    Mesh sheet = box(Vec3(0), Vec3(1));
    sheet.indices = {0, 1, 5, 0, 5, 4};
    const auto open = formats::cutAt(sheet, 0.5);
    QCOMPARE(open.size(), size_t(1));
    QVERIFY(!open[0].closed && open[0].points.size() == 2);
}

struct Drawn {
    std::map<QString, int> count;
    std::map<QString, OGREnvelope> box;
    QStringList texts;
    int open = 0; ///< outlines of walls and rooms that are not closed
};

static Drawn readBack(const QString &file)
{
    Drawn drawn;
    const std::unique_ptr<GDALDataset> dataset(
        GDALDataset::Open(QFile::encodeName(file).constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    if (!dataset)
        return drawn;
    for (const auto &feature : dataset->GetLayer(0)) {
        const QString name = QString::fromUtf8(feature->GetFieldAsString("Layer"));
        ++drawn.count[name];
        OGREnvelope envelope;
        feature->GetGeometryRef()->getEnvelope(&envelope);
        drawn.box[name].Merge(envelope);
        const auto *line = dynamic_cast<const OGRSimpleCurve *>(feature->GetGeometryRef());
        drawn.open +=
            (name == QLatin1String("WALLS") || name == QLatin1String("ROOMS")) && line && !line->get_IsClosed();
        if (name == QLatin1String("TEXT"))
            drawn.texts.append(QString::fromUtf8(feature->GetFieldAsString("Text")));
    }
    return drawn;
}

static bool near(const OGREnvelope &box, double minX, double minY, double maxX, double maxY)
{
    return std::abs(box.MinX - minX) < 1e-3 && std::abs(box.MinY - minY) < 1e-3 && std::abs(box.MaxX - maxX) < 1e-3 &&
           std::abs(box.MaxY - maxY) < 1e-3;
}

void ExportTest::drawing()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("二层.dxf"));
    const auto status = formats::exportDxf(room(), 2, formats::PlanOptions(), file);
    QVERIFY2(status, status ? "" : qPrintable(status.error().toLine()));
    auto drawn = readBack(file);
    QCOMPARE(drawn.count[QStringLiteral("WALLS")], 2);
    QCOMPARE(drawn.count[QStringLiteral("ROOMS")], 1);
    QCOMPARE(drawn.count[QStringLiteral("DOORS")], 3); // threshold, leaf, swing
    QCOMPARE(drawn.count[QStringLiteral("WINDOWS")], 1);
    QCOMPARE(drawn.count[QStringLiteral("FURNITURE")], 1);
    QCOMPARE(drawn.count[QStringLiteral("STAIRS")], 1);
    QCOMPARE(drawn.texts, QStringList{QStringLiteral("卧室\n20.0 m²")});
    QCOMPARE(drawn.open, 0);
    // About the storey's middle (1002 or 1003, 2002), at true size.
    const OGREnvelope walls = drawn.box[QStringLiteral("WALLS")];
    QVERIFY(std::abs(walls.MaxX - walls.MinX - 5.4) < 1e-3 && std::abs(walls.MaxY - walls.MinY - 4.4) < 1e-3);
    QVERIFY(std::abs(walls.MinX) < 10 && std::abs(walls.MinY) < 10);
    // It opens into the room.
    const OGREnvelope doors = drawn.box[QStringLiteral("DOORS")];
    QVERIFY(std::abs(doors.MaxY - doors.MinY - 1) < 1e-3);
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QByteArray text = in.readAll().replace("\r\n", "\n").replace(' ', "");
    QVERIFY(text.contains("$INSUNITS\n70\n6\n")); // metres
    // 2.5 mm at 1:100.
    QVERIFY(text.contains("\n40\n0.25"));
}

void ExportTest::drawingOnTheMap()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.dxf"));
    const geometry::LocalFrame frame(*geometry::Crs::parse(QStringLiteral("EPSG:4547")), {508'000, 2'494'000, 0});
    formats::PlanOptions options;
    options.frame = &frame;
    options.texts = false;
    QVERIFY(formats::exportDxf(room(), 2, options, file));
    auto drawn = readBack(file);
    QVERIFY(near(drawn.box[QStringLiteral("ROOMS")], 509'000, 2'496'000, 509'005, 2'496'004));
    QVERIFY(drawn.texts.isEmpty());
}

static domain::Interior duplex()
{
    formats::IfcRequest request;
    request.file = qEnvironmentVariable("YUNJIE_TESTDATA") + QStringLiteral("/ifc/thatopen/duplex.ifc");
    request.frame = geometry::LocalFrame(*geometry::Crs::parse(QStringLiteral("EPSG:4547")), {508'000, 2'494'000, 0});
    request.position = Vec3(114.08, 22.54, 5);
    if (!QFileInfo::exists(request.file))
        return {};
    const auto interior = formats::readIfc(request, base::Job());
    return interior ? *interior : domain::Interior();
}

void ExportTest::drawingOfDuplex()
{
    const domain::Interior interior = duplex();
    if (interior.elements.empty())
        QSKIP("YUNJIE_TESTDATA has no ifc/thatopen/duplex.ifc");
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("duplex.dxf"));
    const auto status = formats::exportDxf(interior, 1, formats::PlanOptions(), file);
    QVERIFY2(status, status ? "" : qPrintable(status.error().toLine()));
    auto drawn = readBack(file);
    QVERIFY(drawn.count[QStringLiteral("WALLS")] >= 10);
    size_t rooms = 0;
    for (const domain::Space &space : interior.spaces)
        rooms += space.storey == 1;
    QCOMPARE(size_t(drawn.texts.size()), rooms);
    QVERIFY(drawn.count[QStringLiteral("STAIRS")] >= 10); // treads
    const OGREnvelope walls = drawn.box[QStringLiteral("WALLS")];
    QVERIFY2(std::abs(walls.MaxX - walls.MinX) > 8 && std::abs(walls.MaxX - walls.MinX) < 25, "size");
}

void ExportTest::nothingToDraw()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.dxf"));
    auto status = formats::exportDxf(room(), 7, formats::PlanOptions(), file);
    QVERIFY(!status);
    QCOMPARE(status.error().code, QStringLiteral("export-empty"));
    domain::Interior bare;
    bare.storeys.resize(1);
    status = formats::exportDxf(bare, 1, formats::PlanOptions(), file);
    QVERIFY(!status);
    QCOMPARE(status.error().code, QStringLiteral("export-empty"));
    QVERIFY(!QFileInfo::exists(file));
    status = formats::exportGltf({formats::MeshPart()}, nullptr, folder.filePath(QStringLiteral("a.glb")));
    QCOMPARE(status.error().code, QStringLiteral("export-empty"));
}

static std::vector<formats::MeshPart> partsOf(const domain::Interior &interior)
{
    std::vector<formats::MeshPart> parts;
    for (const domain::Element &element : interior.elements)
        parts.push_back(formats::meshPartOf(element));
    return parts;
}

/// The JSON of a binary glTF file (glTF 2.0, 4.4).
static QJsonObject jsonOf(const QString &file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = in.readAll();
    quint32 head[5] = {};
    if (bytes.size() < qsizetype(sizeof head))
        return {};
    std::memcpy(head, bytes.constData(), sizeof head);
    if (head[0] != 0x46546C67 || head[1] != 2 || head[2] != quint32(bytes.size()) || head[4] != 0x4E4F534A)
        return {};
    return QJsonDocument::fromJson(bytes.mid(20, head[3])).object();
}

void ExportTest::model()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("选中.glb"));
    const geometry::LocalFrame frame(*geometry::Crs::parse(QStringLiteral("EPSG:4547")), {508'000, 2'494'000, 0});
    auto parts = partsOf(room());
    parts[0].colour = {1, 0.5f, 0, 0.5f};
    parts[1].colours = {{0, {1, 0, 0, 1}}, {12, {0, 0, 1, 1}}};
    const auto status = formats::exportGltf(parts, &frame, file);
    QVERIFY2(status, status ? "" : qPrintable(status.error().toLine()));

    const QJsonObject json = jsonOf(file);
    const QJsonArray nodes = json[QStringLiteral("nodes")].toArray();
    QCOMPARE(nodes.size(), 1 + int(parts.size()));
    const QJsonObject extras = nodes[0].toObject()[QStringLiteral("extras")].toObject();
    QCOMPARE(extras[QStringLiteral("crs")].toString(), QStringLiteral("EPSG:4547"));
    QVERIFY(std::abs(extras[QStringLiteral("origin")].toArray()[0].toDouble() - 509'003) <= 1);
    const QJsonObject first = nodes[1].toObject();
    QCOMPARE(first[QStringLiteral("name")].toString(), QStringLiteral("B::0"));
    QCOMPARE(first[QStringLiteral("extras")].toObject()[QStringLiteral("name")].toString(), QStringLiteral("构件 0"));

    const auto scene = formats::readInProcess(file, formats::ReaderLimits(), base::Job());
    QVERIFY2(scene, scene ? "" : qPrintable(scene.error().toLine()));
    QCOMPARE(scene->parts.size(), parts.size() + 1); // one has two colours
    geometry::Box3 read, written;
    for (const auto &part : scene->parts) {
        for (size_t i = 0; i + 2 < part.positions.size(); i += 3)
            read.add(Vec3(part.positions[i], part.positions[i + 1], part.positions[i + 2]));
    }
    for (const auto &part : parts)
        written.add(part.mesh.bounds());
    QVERIFY(glm::length(read.size() - written.size()) < 1e-4); // z is up again, metres are metres
    QVERIFY(std::any_of(scene->materials.begin(), scene->materials.end(), [](const auto &material) {
        return std::abs(material.colour[0] - 1) < 0.01f && std::abs(material.colour[1] - 0.5f) < 0.01f &&
               std::abs(material.colour[3] - 0.5f) < 0.01f;
    }));
}

void ExportTest::modelAsText()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.gltf"));
    QVERIFY(formats::exportGltf(partsOf(room()), nullptr, file));
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(in.readAll()).object();
    QCOMPARE(json[QStringLiteral("asset")].toObject()[QStringLiteral("version")].toString(), QStringLiteral("2.0"));
    QVERIFY(json[QStringLiteral("buffers")].toArray()[0].toObject()[QStringLiteral("uri")].toString().startsWith(
        QLatin1String("data:")));
    const auto scene = formats::readInProcess(file, formats::ReaderLimits(), base::Job());
    QVERIFY2(scene, scene ? "" : qPrintable(scene.error().toLine()));
    QCOMPARE(scene->parts.size(), size_t(5));
}

void ExportTest::modelOfDuplex()
{
    const domain::Interior interior = duplex();
    if (interior.elements.empty())
        QSKIP("YUNJIE_TESTDATA has no ifc/thatopen/duplex.ifc");
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("duplex.glb"));
    QVERIFY(formats::exportGltf(partsOf(interior), nullptr, file));
    const auto scene = formats::readInProcess(file, formats::ReaderLimits(), base::Job());
    QVERIFY2(scene, scene ? "" : qPrintable(scene.error().toLine()));
    size_t written = 0, read = 0;
    for (const domain::Element &element : interior.elements)
        written += element.mesh.triangles();
    for (const auto &part : scene->parts)
        read += part.indices.size() / 3;
    QVERIFY2(read <= written && read * 1000 >= written * 999,
             qPrintable(QStringLiteral("%1 %2").arg(read).arg(written)));
}

void ExportTest::unwritable()
{
    const QString file = QStringLiteral("/nonexistent/folder/a");
    auto status = formats::exportDxf(room(), 2, formats::PlanOptions(), file + QStringLiteral(".dxf"));
    QVERIFY(!status);
    QCOMPARE(status.error().code, QStringLiteral("file-unwritable"));
    status = formats::exportGltf(partsOf(room()), nullptr, file + QStringLiteral(".glb"));
    QVERIFY(!status);
    QCOMPARE(status.error().code, QStringLiteral("file-unwritable"));
}

QTEST_GUILESS_MAIN(ExportTest)
#include "ExportTest.moc"
