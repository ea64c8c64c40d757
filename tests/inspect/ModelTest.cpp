#include "SmallCity.h"
#include "formats/Reader.h"
#include "inspect/CompareTool.h"
#include "inspect/ElementTreeModel.h"
#include "inspect/Exporter.h"
#include "inspect/Inspector.h"
#include "inspect/Measured.h"
#include "loading/District.h"
#include "loading/Exports.h"
#include "loading/Versions.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace app;
using domain::ObjectKind;
using domain::ObjectRef;

/// The tools over a real model: the duplex of the test data (IFC2X3; 4 storeys, 21 spaces, 14 doors).
class ModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void measuresAgreeWithTheModel();
    void treeHoldsEverything();
    void propertiesAreFound();
    void plansOfAllStoreys();
    void planAsDxf();
    void selectionsAsGltf();
    void anEditedVersionIsCompared();

private:
    const domain::Interior &interior() const { return *m_interior; }

    QString m_file;
    loading::CityPtr m_city;
    loading::InteriorPtr m_interior;
    QTemporaryDir m_folder;
};

void ModelTest::initTestCase()
{
    const QString data = qEnvironmentVariable("YUNJIE_TESTDATA");
    m_file = data + QStringLiteral("/ifc/thatopen/duplex.ifc");
    if (data.isEmpty() || !QFile::exists(m_file))
        QSKIP("YUNJIE_TESTDATA has no ifc/thatopen/duplex.ifc");
    const auto district = loading::load({m_file}, {}, {});
    QVERIFY2(district, district ? "" : qPrintable(district.error().toLine()));
    m_city = district->city;
    for (const auto &layer : m_city->layers) {
        if (!layer->interiors)
            continue;
        const auto opened = loading::openInterior(*m_city, layer->interiors->buildings().first(), {});
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toLine()));
        m_interior = *opened;
    }
    QVERIFY(m_interior);
}

void ModelTest::measuresAgreeWithTheModel()
{
    Twin twin;
    twin.setCity(m_city);
    twin.setInterior(m_interior);
    int bodies = 0, faces = 0;
    for (const domain::Space &space : interior().spaces) {
        const Measured volume = measureVolume(twin, {ObjectKind::Space, space.id});
        if (space.shape.empty())
            continue;
        ++bodies;
        const double wanted = geometry::area(space.shape) * double(space.height);
        QVERIFY2(std::abs(volume.value - wanted) < 0.01 * wanted + 0.01, qPrintable(space.name));
        // Its floor as a face has the area of its outline.
        const geometry::Vec2 inside = geometry::representativePoint(space.shape);
        scene::SnapPoint at;
        at.kind = scene::SnapPoint::Kind::Face;
        at.point = {inside, space.base};
        at.normal = {0, 0, 1};
        at.object = {ObjectKind::Space, space.id};
        const Measured face = measureFace(twin, at);
        QVERIFY2(std::abs(face.value - geometry::area(space.shape)) < 0.02 * face.value + 0.01, qPrintable(space.name));
        ++faces;
    }
    QVERIFY(bodies >= 20 && faces == bodies);
    int closed = 0, walls = 0;
    for (const domain::Element &element : interior().elements) {
        if (!element.type.startsWith(QLatin1String("IfcWall")))
            continue;
        ++walls;
        const Measured volume = measureVolume(twin, {ObjectKind::Element, element.id});
        closed += !std::isnan(volume.value) && volume.value > 0;
    }
    qInfo("%d of %d walls are closed bodies", closed, walls);
    QVERIFY(walls > 40);
}

void ModelTest::treeHoldsEverything()
{
    Twin twin;
    twin.setCity(m_city);
    Selection selection(twin);
    Inside inside(twin, selection);
    ElementTreeModel tree(twin, inside);
    tree.setActive(true);
    QElapsedTimer time;
    time.start();
    twin.setInterior(m_interior);
    qInfo("tree of %d parts in %lld ms", tree.count(), time.elapsed());
    int spaces = 0, doors = 0;
    for (const domain::Space &space : interior().spaces)
        spaces += tree.find(QStringLiteral("space"), space.id).isValid();
    for (const domain::Door &door : interior().doors)
        doors += !door.isWindow && tree.find(QStringLiteral("door"), door.id).isValid();
    QCOMPARE(spaces, 21);
    QCOMPARE(doors, 14);
    for (const domain::Element &element : interior().elements)
        QVERIFY2(tree.find(QStringLiteral("element"), element.id).isValid(), qPrintable(element.id));
}

void ModelTest::propertiesAreFound()
{
    Twin twin;
    twin.setCity(m_city);
    Selection selection(twin);
    Inside inside(twin, selection);
    Inspector inspector(twin, selection, inside);
    inspector.setActive(true);
    twin.setInterior(m_interior);
    QVERIFY(inspector.names().size() > 20);
    for (const char *query : {"FireRating", "IsExternal=true", "Width>0.8"}) {
        inspector.setQuery(QString::fromLatin1(query));
        QTRY_VERIFY2(!inspector.isSearching() && inspector.hits()->count() > 0, query);
        qInfo("%s: %s", query, qPrintable(inspector.hitsText()));
    }
}

void ModelTest::plansOfAllStoreys()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("pdftotext is not installed");
    int rooms = 0;
    for (const domain::Storey &storey : interior().storeys) {
        const auto drawing = drawPlan(interior(), storey.number, QStringLiteral("en"));
        if (!drawing)
            continue;
        const QString pdf = m_folder.filePath(QStringLiteral("plan%1.pdf").arg(storey.number));
        QElapsedTimer time;
        time.start();
        const auto sheet =
            writePlanPdf(*drawing, planRequest(*m_city, interior(), storey.number, QStringLiteral("en")), pdf);
        QVERIFY2(sheet, sheet ? "" : qPrintable(sheet.error().toLine()));
        qInfo("storey %d at 1:%d, %lld rooms, %lld ms", storey.number, sheet->scale, qint64(drawing->rooms.size()),
              time.elapsed());
        QProcess process;
        process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), pdf, QStringLiteral("-")});
        process.waitForFinished();
        const QString text = QString::fromUtf8(process.readAllStandardOutput());
        for (const PlanDrawing::Room &room : drawing->rooms) {
            QVERIFY2(text.contains(room.name.section(u' ', 0, 0)), qPrintable(room.name + u'\n' + text));
            ++rooms;
        }
    }
    QVERIFY(rooms >= 20);
}

void ModelTest::planAsDxf()
{
    const QString dxf = m_folder.filePath(QStringLiteral("plan.dxf"));
    const base::Status done = loading::exportStoreyDxf(*m_city, interior(), 1, 100, dxf);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toLine()));
    if (QStandardPaths::findExecutable(QStringLiteral("ogrinfo")).isEmpty())
        QSKIP("ogrinfo is not installed");
    QProcess process;
    process.start(QStringLiteral("ogrinfo"), {QStringLiteral("-al"), dxf});
    process.waitForFinished();
    const QString info = QString::fromUtf8(process.readAllStandardOutput());
    for (const char *layer : {"WALLS", "ROOMS", "DOORS"})
        QVERIFY2(info.contains(QLatin1String(layer)), layer);
    QVERIFY(!loading::exportStoreyDxf(*m_city, interior(), 42, 100, dxf));
}

// What is written is read by our own reader with the same extent.
void ModelTest::selectionsAsGltf()
{
    const auto written = [&](const ObjectRef &object, const geometry::Box3 &wanted) {
        const QString file = m_folder.filePath(QStringLiteral("part.glb"));
        const base::Status done = loading::exportGltf(*m_city, &interior(), {object}, file);
        QVERIFY2(done, done ? "" : qPrintable(done.error().toLine()));
        formats::LayerRequest request;
        request.source = file;
        request.kind = domain::LayerKind::Model;
        const auto reader = formats::findReader(request);
        QVERIFY2(reader, reader ? "" : qPrintable(reader.error().toLine()));
        const auto layers = reader->first->read(request, m_city->frame, {});
        QVERIFY2(layers, layers ? "" : qPrintable(layers.error().toLine()));
        geometry::Box3 box;
        for (const domain::Layer &layer : *layers) {
            for (const domain::Model &model : layer.models)
                box.add(model.bounds());
        }
        const geometry::Vec3 difference = box.size() - wanted.size();
        QVERIFY2(glm::length(difference) < 0.01, qPrintable(QString::number(glm::length(difference))));
    };
    geometry::Box3 all, storey;
    const domain::Element *wall = nullptr;
    for (const domain::Element &element : interior().elements) {
        all.add(element.mesh.bounds());
        if (element.storey == 1)
            storey.add(element.mesh.bounds());
        if (!wall && element.type.startsWith(QLatin1String("IfcWall")) && !element.mesh.indices.empty())
            wall = &element;
    }
    QVERIFY(wall);
    written({ObjectKind::Element, wall->id}, wall->mesh.bounds());
    written({ObjectKind::Building, interior().building}, all);
    for (const domain::Storey &each : interior().storeys) {
        if (each.number == 1)
            written({ObjectKind::Storey, each.id}, storey);
    }
    const base::Status nothing = loading::exportGltf(
        *m_city, &interior(), {{ObjectKind::Space, QStringLiteral("none")}}, QStringLiteral("/tmp/x.glb"));
    QCOMPARE(nothing.error().code, QStringLiteral("export-empty"));
}

// A planner's edit: a room renamed, a door gone; the file is one's own.
void ModelTest::anEditedVersionIsCompared()
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression spaces(QStringLiteral("(#\\d+= ?IFCSPACE\\('[^']+',#\\d+,)'([^']*)'"));
    const QRegularExpressionMatch first = spaces.match(text);
    QVERIFY(first.hasMatch());
    text.replace(first.capturedStart(), first.capturedLength(), first.captured(1) + QStringLiteral("'Z999'"));
    static const QRegularExpression furniture(QStringLiteral("#\\d+= ?IFCFURNISHINGELEMENT\\([^;]*;"));
    const QRegularExpressionMatch chair = furniture.match(text);
    QVERIFY(chair.hasMatch());
    text.remove(chair.capturedStart(), chair.capturedLength());
    const QString edited = m_folder.filePath(QStringLiteral("edited.ifc"));
    QFile out(edited);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(text.toUtf8());
    out.close();

    const auto same = loading::openVersion(*m_city, interior().building, m_file, {});
    QVERIFY2(same, same ? "" : qPrintable(same.error().toLine()));
    const auto other = loading::openVersion(*m_city, interior().building, edited, {});
    QVERIFY2(other, other ? "" : qPrintable(other.error().toLine()));

    Twin twin;
    twin.setCity(m_city);
    Selection selection(twin);
    Inside inside(twin, selection);
    selection.enter({ObjectKind::Building, interior().building});
    twin.setInterior(m_interior);
    CompareTool compare(twin, inside);
    compare.take(*same);
    QVERIFY2(compare.comparison()->differences.empty(),
             qPrintable(QString::number(compare.comparison()->differences.size())));
    compare.setOtherIsNewer(true);
    compare.take(*other);
    const interior::Comparison &found = *compare.comparison();
    QCOMPARE(found.count(interior::Change::Removed), size_t(1));
    QCOMPARE(found.count(interior::Change::Added), size_t(0));
    QCOMPARE(found.count(interior::Change::Moved), size_t(0));
    QVERIFY(found.count(interior::Change::Changed) >= 1);
    QVERIFY(!loading::openVersion(*m_city, interior().building, QStringLiteral("/nowhere.ifc"), {}));
}

QTEST_MAIN(ModelTest)
#include "ModelTest.moc"
