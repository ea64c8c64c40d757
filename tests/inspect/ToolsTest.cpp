#include "SmallCity.h"
#include "inspect/Clearances.h"
#include "inspect/CompareTool.h"
#include "inspect/ElementTreeModel.h"
#include "inspect/InspectionViews.h"
#include "inspect/Inspector.h"
#include "inspect/SectionTool.h"
#include "interior/Align.h"
#include "interior/Bodies.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace app;
using domain::ObjectKind;
using domain::ObjectRef;
using geometry::Vec3;
using scene::SnapPoint;

/// The planner's tools over a small made-up building, without a view.
class ToolsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pointsMeasure_data();
    void pointsMeasure();
    void pathsEndAndGoBack();
    void areasCloseOnTheirFirstPoint();
    void facesAndBodies();
    void spreadStoreysMeasureAsTheyStand();
    void escapeDropsThenEnds();
    void measuresGoIntoATable();
    void sectionSlidesAndTurns();
    void treeShowsAndHides();
    void tenThousandElementsDoNotStall();
    void inspectorTellsAndFinds();
    void doorsAreChecked();
    void viewsComeBack();
    void viewsOfAnotherFileAreRefused();
    void versionsAreLaidOverEachOther();
    void comparisonColoursAndLists();
    void comparisonSaysWhatIsDoubtful();
    void comparisonCallsWindowsWindows();
};

namespace
{

SnapPoint at(const Vec3 &point, const ObjectRef &object = {}, const Vec3 &normal = {0, 0, 1})
{
    SnapPoint snap;
    snap.kind = SnapPoint::Kind::Corner;
    snap.point = point;
    snap.normal = normal;
    snap.object = object;
    return snap;
}

struct Bench : smallcity::Fixture {
    Selection selection{twin};
    Inside inside{twin, selection};
    Measure measure{twin, inside};

    /// Enters B1; what the program itself makes of it (a stack) gives way to `interior`.
    void open(std::shared_ptr<const domain::Interior> interior = {})
    {
        selection.enter({ObjectKind::Building, QStringLiteral("B1")});
        QTRY_VERIFY(!inside.isOpening());
        twin.setInterior(interior ? interior : smallcity::inside(*twin.city()));
    }
    /// The first id of a space with this name.
    QString space(const QString &name) const
    {
        for (const domain::Space &each : twin.interior()->spaces) {
            if (each.name == name)
                return each.id;
        }
        return {};
    }
};

domain::Element wall(const QString &id, double x, double y, double w, double d, int storey = 1)
{
    domain::Element element;
    element.id = id;
    element.type = QStringLiteral("IfcWall");
    element.name = QStringLiteral("Wall ") + id;
    element.storey = storey;
    element.mesh = interior::prismOf({{{{x, y}, {x + w, y}, {x + w, y + d}, {x, y + d}}, {}}}, 0, 3);
    return element;
}

}

void ToolsTest::pointsMeasure_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QList<QList<double>>>("points");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    using Points = QList<QList<double>>;
    QTest::newRow("length") << "length" << Points{{0, 0, 0}, {3, 0, 4}} << 5.0 << "5.00 m";
    QTest::newRow("height") << "height" << Points{{0, 0, 1}, {7, 2, 3.5}} << 2.5 << "2.50 m";
    QTest::newRow("angle") << "angle" << Points{{2, 0, 0}, {0, 0, 0}, {0, 0, 5}} << 90.0 << "90.0°";
}

void ToolsTest::pointsMeasure()
{
    QFETCH(QString, mode);
    QFETCH(QList<QList<double>>, points);
    QFETCH(double, value);
    QFETCH(QString, text);
    Bench bench;
    bench.measure.setMode(mode);
    for (const QList<double> &point : points)
        bench.measure.probe(at({point[0], point[1], point[2]}));
    QCOMPARE(bench.measure.measured().size(), size_t(1));
    QVERIFY(std::abs(bench.measure.measured()[0].value - value) < 1e-9);
    QCOMPARE(bench.measure.results()->row(0)[1].toString(), text);
    QCOMPARE(bench.measure.points(), 0); // the next one begins
    QCOMPARE(bench.measure.mode(), mode);
}

void ToolsTest::pathsEndAndGoBack()
{
    Bench bench;
    bench.measure.setMode(QStringLiteral("path"));
    bench.measure.probe(at({0, 0, 0}));
    QVERIFY(!bench.measure.canFinish());
    bench.measure.probe(at({10, 0, 0}));
    bench.measure.probe(at({10, 50, 0}));
    bench.measure.back();
    bench.measure.probe(at({10, 5, 0}));
    bench.measure.probeMove(at({10, 5, 2}));
    QVERIFY2(bench.measure.reading().contains(QLatin1String("17.00 m")), qPrintable(bench.measure.reading()));
    bench.measure.probe(at({10, 5, 0})); // twice the same place ends it
    QCOMPARE(bench.measure.measured().size(), size_t(1));
    QCOMPARE(bench.measure.measured()[0].value, 15.0);
}

void ToolsTest::areasCloseOnTheirFirstPoint()
{
    Bench bench;
    bench.measure.setMode(QStringLiteral("area"));
    // Upright, 4 by 2.5 m.
    for (const Vec3 &corner : {Vec3(0, 0, 0), Vec3(4, 0, 0), Vec3(4, 0, 2.5), Vec3(0, 0, 2.5), Vec3(0, 0, 0)})
        bench.measure.probe(at(corner));
    QCOMPARE(bench.measure.measured().size(), size_t(1));
    QVERIFY(std::abs(bench.measure.measured()[0].value - 10) < 1e-9);
    QCOMPARE(bench.measure.measured()[0].unit(), QStringLiteral("m²"));
}

void ToolsTest::facesAndBodies()
{
    Bench bench;
    bench.open();
    // From outside: a wall of B1 (20 m by 54 m), its body.
    const ObjectRef building{ObjectKind::Building, QStringLiteral("B1")};
    bench.measure.setMode(QStringLiteral("face"));
    bench.measure.probe(at({105, 100, 20}, building, {0, -1, 0}));
    QCOMPARE(bench.measure.measured().size(), size_t(1));
    QVERIFY(std::abs(bench.measure.measured()[0].value - 20 * 54) < 0.1);
    bench.measure.setMode(QStringLiteral("volume"));
    bench.measure.probe(at({105, 100, 20}, building));
    QVERIFY(std::abs(bench.measure.measured()[1].value - 20 * 20 * 54) < 1);
    // A room, 8 by 8 by 2.8 m.
    const ObjectRef room{ObjectKind::Space, bench.space(QStringLiteral("客厅"))};
    bench.measure.probe(at({105, 113, 0}, room));
    QVERIFY(std::abs(bench.measure.measured()[2].value - 8 * 8 * 2.8) < 0.01);
    QCOMPARE(bench.measure.measured()[2].storey, 1);
    // Nothing there: it is said, and nothing is listed.
    QSignalSpy told(&bench.measure, &Measure::notice);
    bench.measure.probe(at({0, 0, 0}));
    QCOMPARE(told.size(), 1);
    QCOMPARE(bench.measure.results()->count(), 3);
}

// Storeys that are spread stand elsewhere only on screen.
void ToolsTest::spreadStoreysMeasureAsTheyStand()
{
    Bench bench;
    bench.measure.setMode(QStringLiteral("length"));
    bench.measure.probe(at({0, 0, 0}));
    SnapPoint carried = at({40, 0, 3});
    carried.offset = {40, 0, 0};
    bench.measure.probe(carried);
    QCOMPARE(bench.measure.measured()[0].value, 3.0);
}

void ToolsTest::escapeDropsThenEnds()
{
    Bench bench;
    bench.measure.setMode(QStringLiteral("length"));
    bench.measure.probe(at({1, 1, 1}));
    bench.measure.cancel();
    QCOMPARE(bench.measure.points(), 0);
    QCOMPARE(bench.measure.mode(), QStringLiteral("length"));
    bench.measure.cancel();
    QCOMPARE(bench.measure.mode(), QString());
    QVERIFY(bench.measure.reading().isEmpty());
}

void ToolsTest::measuresGoIntoATable()
{
    Bench bench;
    bench.measure.setMode(QStringLiteral("length"));
    bench.measure.probe(at({0, 0, 0}));
    bench.measure.probe(at({3, 4, 0}));
    const QStringList lines = bench.measure.csv().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[1].contains(QLatin1String(",5.0000,m,")), qPrintable(lines[1]));
    bench.measure.remove(0);
    QCOMPARE(bench.measure.results()->count(), 0);
}

void ToolsTest::sectionSlidesAndTurns()
{
    Bench bench;
    bench.open();
    SectionTool section(bench.twin, bench.inside);
    QVERIFY(!section.isActive());
    bench.inside.setSectionPlane(scene::SectionPlane{{110, 110, 9}, {1, 0, 0}});
    QVERIFY(section.isActive());
    QVERIFY(std::abs(section.high() - section.low() - 20) < 0.1);
    section.setPosition(4);
    QVERIFY(std::abs(bench.inside.look().section->point.x - 114) < 1e-6);
    section.setPosition(1000); // no farther than the building
    QVERIFY(section.position() <= section.high());
    section.setPosition(4);
    section.flip();
    QCOMPARE(bench.inside.look().section->normal, Vec3(-1, 0, 0));
    QVERIFY(std::abs(section.position() + 4) < 1e-6);
    // Dragged in the view: the figures follow.
    QSignalSpy changed(&section, &SectionTool::changed);
    bench.inside.setSectionPlane(scene::SectionPlane{{105, 110, 9}, {-1, 0, 0}});
    QCOMPARE(changed.size(), 1);
    QVERIFY(std::abs(section.position() - 5) < 1e-6);
}

void ToolsTest::treeShowsAndHides()
{
    Bench bench;
    ElementTreeModel tree(bench.twin, bench.inside);
    QAbstractItemModelTester tester(&tree);
    tree.setActive(true);
    bench.open();
    QCOMPARE(tree.count(), int(bench.twin.interior()->spaces.size() + bench.twin.interior()->doors.size()));
    const QString hall = bench.space(QStringLiteral("客厅"));
    const QModelIndex leaf = tree.find(QStringLiteral("space"), hall);
    QVERIFY(leaf.isValid());
    QCOMPARE(tree.data(leaf, ElementTreeModel::NameRole).toString(), QStringLiteral("Living room")); // as elsewhere
    const QModelIndex storey = leaf.parent().parent();
    QCOMPARE(tree.data(storey, ElementTreeModel::KindRole).toString(), QStringLiteral("storey"));
    QCOMPARE(tree.data(storey, ElementTreeModel::ShownRole).toInt(), 2);
    tree.setShown(leaf, false);
    QVERIFY(bench.inside.look().hidden.contains(hall));
    QCOMPARE(tree.data(leaf, ElementTreeModel::ShownRole).toInt(), 0);
    QCOMPARE(tree.data(storey, ElementTreeModel::ShownRole).toInt(), 1);
    tree.isolate(storey);
    QVERIFY(!bench.inside.look().hidden.contains(hall)); // what is asked for is seen
    QCOMPARE(bench.inside.look().isolated.size(), tree.data(storey, ElementTreeModel::CountRole).toInt());
    tree.showAll();
    QVERIFY(!tree.anyHidden());
    tree.setFilter(QStringLiteral("living"));
    QTRY_COMPARE(tree.count(), 2);
    QVERIFY(tree.find(QStringLiteral("space"), hall).isValid());
}

void ToolsTest::tenThousandElementsDoNotStall()
{
    Bench bench;
    auto big = std::make_shared<domain::Interior>(*smallcity::inside(*bench.twin.city()));
    for (int i = 0; i < 10000; ++i)
        big->elements.push_back(
            wall(QStringLiteral("B1::w%1").arg(i), 100 + i % 100 * 0.2, 100 + i / 100 * 0.2, 0.1, 0.1, 1 + i % 7));
    ElementTreeModel tree(bench.twin, bench.inside);
    tree.setActive(true);
    bench.open();
    QElapsedTimer time;
    time.start();
    bench.twin.setInterior(big);
    const qint64 made = time.restart();
    tree.setShown(tree.index(0, 0), false);
    const qint64 hidden = time.restart();
    tree.showAll();
    tree.setFilter(QStringLiteral("wall w99"));
    QTRY_VERIFY(tree.count() < 200);
    const qint64 filtered = time.elapsed();
    qInfo("10,000 elements: opened %lld ms, hidden %lld ms, filtered %lld ms", made, hidden, filtered);
    QVERIFY(made < 1000 && hidden < 300 && filtered < 1500);
}

void ToolsTest::inspectorTellsAndFinds()
{
    Bench bench;
    auto interior = std::make_shared<domain::Interior>(*smallcity::inside(*bench.twin.city()));
    interior->elements.push_back(wall(QStringLiteral("B1::w1"), 100, 100, 5, 0.2));
    interior->elements[0].properties = {{QStringLiteral("Pset_WallCommon.IsExternal"), QStringLiteral("true")},
                                        {QStringLiteral("Pset_WallCommon.FireRating"), QStringLiteral("F90")}};
    Inspector inspector(bench.twin, bench.selection, bench.inside);
    inspector.setActive(true);
    bench.open(interior);
    QVERIFY(bench.selection.select({ObjectKind::Element, QStringLiteral("B1::w1")}));
    QCOMPARE(inspector.type(), QStringLiteral("IfcWall"));
    QHash<QString, QString> told;
    for (int i = 0; i < inspector.properties()->count(); ++i)
        told.insert(inspector.properties()->row(i)[1].toString(), inspector.properties()->row(i)[2].toString());
    QCOMPARE(told.value(QStringLiteral("FireRating")), QStringLiteral("F90"));
    QCOMPARE(told.value(QStringLiteral("Volume")), QStringLiteral("3.000 m³")); // 5 by 0.2 by 3
    for (const char *query : {"IsExternal=true", "firerating", "F90"}) {
        inspector.setQuery(QString::fromLatin1(query));
        QTRY_COMPARE(inspector.hits()->count(), 1);
        QCOMPARE(inspector.hitIds(), QStringList{QStringLiteral("B1::w1")});
        inspector.setQuery({});
        QTRY_COMPARE(inspector.hits()->count(), 0);
    }
    inspector.setQuery(QStringLiteral("Area>60"));
    QTRY_VERIFY(!inspector.isSearching() && inspector.hits()->count() > 0);
}

void ToolsTest::doorsAreChecked()
{
    const Clearances clearances = Clearances::read({});
    QCOMPARE(clearances.widthState(0.79), QStringLiteral("major"));
    QCOMPARE(clearances.widthState(0.8), QStringLiteral("minor"));
    QCOMPARE(clearances.widthState(0.9), QStringLiteral("normal"));
    QTemporaryDir folder;
    QFile own(folder.filePath(QStringLiteral("clearances.json")));
    QVERIFY(own.open(QIODevice::WriteOnly));
    own.write(R"({"doorWidth": {"least": 1.2}})");
    own.close();
    QCOMPARE(Clearances::read(folder.path()).leastWidth, 1.2);

    Bench bench;
    Inspector inspector(bench.twin, bench.selection, bench.inside);
    inspector.setActive(true);
    bench.open();
    QVERIFY(bench.selection.select({ObjectKind::Door, bench.twin.interior()->doors.back().id}));
    bool found = false;
    for (int i = 0; i < inspector.properties()->count(); ++i) {
        const RowModel::Row &row = inspector.properties()->row(i);
        if (row[1].toString() == QLatin1String("Clear width")) {
            found = true;
            QCOMPARE(row[2].toString(), QStringLiteral("1.00 m"));
            QCOMPARE(row[3].toString(), QStringLiteral("normal"));
        }
    }
    QVERIFY(found);
}

void ToolsTest::viewsComeBack()
{
    QTemporaryDir profile;
    QJsonObject kept;
    {
        Settings settings(profile.path());
        Bench bench;
        bench.open();
        InspectionViews views(bench.twin, bench.selection, bench.inside, bench.measure, &settings);
        views.setProject(QStringLiteral("small"));
        bench.inside.setStorey(7);
        bench.inside.setSectionPlane(scene::SectionPlane{{110, 110, 20}, {0, 1, 0}});
        bench.inside.setHidden({bench.space(QStringLiteral("卧室"))});
        bench.measure.setMode(QStringLiteral("length"));
        bench.measure.probe(at({100, 100, 18}));
        bench.measure.probe(at({103, 104, 18}));
        views.placeNote();
        bench.measure.probe(at({112, 115.5, 19}));
        QVERIFY(views.isNoting());
        views.writeNote(QStringLiteral("门太窄"));
        views.save(QStringLiteral("七层"));
        QCOMPARE(views.views()->count(), 1);
        kept = views.allViews()[0];
    }
    // Another run: the same view, in a frame with another origin.
    Settings settings(profile.path());
    Bench bench;
    auto city = std::make_shared<domain::City>(*bench.twin.city());
    city->frame = geometry::LocalFrame(city->frame.crs(), city->frame.origin() - Vec3(500, 200, 0));
    const InspectionView moved = inspectionViewFromJson(kept, city->frame);
    QVERIFY(glm::length(moved.section->point - Vec3(610, 310, 20)) < 1e-3);
    InspectionViews views(bench.twin, bench.selection, bench.inside, bench.measure, &settings);
    views.setProject(QStringLiteral("other"));
    QCOMPARE(views.views()->count(), 0);
    views.setProject(QStringLiteral("small"));
    QCOMPARE(views.views()->count(), 1);
    bench.open();
    views.restore(0);
    QCOMPARE(bench.selection.entered().id, QStringLiteral("B1"));
    QCOMPARE(bench.inside.storey(), 7);
    QVERIFY(bench.inside.look().section.has_value());
    QVERIFY(glm::length(bench.inside.look().section->point - Vec3(110, 110, 20)) < 1e-3);
    QCOMPARE(bench.inside.look().hidden, QSet<QString>{bench.space(QStringLiteral("卧室"))});
    QCOMPARE(bench.measure.measured().size(), size_t(1));
    QVERIFY(std::abs(bench.measure.measured()[0].value - 5) < 1e-6);
    QCOMPARE(views.allNotes().size(), size_t(1));
    QCOMPARE(views.allNotes()[0].text, QStringLiteral("门太窄"));
    views.rename(0, QStringLiteral("Level 7"));
    // Out as a file, and in again.
    const QUrl file = QUrl::fromLocalFile(profile.filePath(QStringLiteral("views.json")));
    QSignalSpy told(&views, &InspectionViews::notice);
    views.exportTo(file);
    QTRY_COMPARE(told.size(), 1);
    views.remove(0);
    QCOMPARE(views.views()->count(), 0);
    views.importFrom(file);
    QTRY_COMPARE(views.views()->count(), 1);
    QCOMPARE(views.views()->row(0)[0].toString(), QStringLiteral("Level 7"));
}

void ToolsTest::viewsOfAnotherFileAreRefused()
{
    QCOMPARE(readViews("{", QStringLiteral("a.json")).error().code, QStringLiteral("views-unreadable"));
    QCOMPARE(readViews("{\"format\":\"x\"}", QStringLiteral("a.json")).error().source, QStringLiteral("a.json"));
}

void ToolsTest::versionsAreLaidOverEachOther()
{
    domain::Interior one;
    for (int i = 0; i < 10; ++i)
        one.elements.push_back(wall(QStringLiteral("B::w%1").arg(i), i * 3.0, i % 3 * 4.0, 2, 0.2));
    domain::Interior other = one;
    QVERIFY(!interior::alignment(other, one));
    interior::move(other, {{5, 5, 0}, {120, -40, 3}, 30});
    const auto back = interior::alignment(other, one);
    QVERIFY(back);
    interior::move(other, *back);
    for (size_t i = 0; i < one.elements.size(); ++i)
        QVERIFY(glm::length(one.elements[i].mesh.bounds().centre() - other.elements[i].mesh.bounds().centre()) < 0.01);
}

void ToolsTest::comparisonColoursAndLists()
{
    Bench bench;
    auto here = std::make_shared<domain::Interior>(*smallcity::inside(*bench.twin.city()));
    for (int i = 0; i < 6; ++i)
        here->elements.push_back(wall(QStringLiteral("B1::w%1").arg(i), 100 + i * 3.0, 100, 2, 0.2));
    bench.open(here);
    auto older = std::make_shared<domain::Interior>(*here);
    older->elements.pop_back();                                              // w5 was added since
    older->elements[0] = wall(QStringLiteral("B1::w0"), 100, 101.5, 2, 0.2); // moved by 1.5 m
    older->elements[1].name = QStringLiteral("renamed");
    older->elements.push_back(wall(QStringLiteral("B1::gone"), 130, 100, 1, 0.2));
    CompareTool compare(bench.twin, bench.inside);
    compare.take(older);
    QVERIFY(compare.isActive());
    using interior::Change;
    const interior::Comparison &found = *compare.comparison();
    QCOMPARE(found.count(Change::Added), size_t(1));
    QCOMPARE(found.count(Change::Removed), size_t(1));
    QCOMPARE(found.count(Change::Moved), size_t(1));
    QCOMPARE(found.count(Change::Changed), size_t(1));
    QCOMPARE(compare.rows()->count(), 4);
    const QColor added = bench.inside.look().colours.value(QStringLiteral("B1::w5"));
    const QColor movedTo = bench.inside.look().colours.value(QStringLiteral("B1::w0"));
    QVERIFY(added.isValid() && movedTo.isValid() && added != movedTo);
    // The other way round: added is removed.
    compare.setOtherIsNewer(true);
    QCOMPARE(compare.comparison()->count(Change::Added), size_t(1));
    QCOMPARE(compare.comparison()->differences[0].object.id, QStringLiteral("B1::w5"));
    compare.setOnlyDifferent(true);
    QVERIFY(bench.inside.look().isolated.contains(QStringLiteral("B1::w0")));
    compare.close();
    QVERIFY(bench.inside.look().isolated.isEmpty());
    QVERIFY(bench.inside.look().colours.value(QStringLiteral("B1::w5")) != added);
    QCOMPARE(compare.kinds().size(), 6); // the buttons hold on to them while another file is being read
}

// Half a file was compared without a word, as if most had been torn down; so was a wholly other building.
void ToolsTest::comparisonSaysWhatIsDoubtful()
{
    Bench bench;
    auto here = std::make_shared<domain::Interior>(*smallcity::inside(*bench.twin.city()));
    here->elements.push_back(wall(QStringLiteral("B1::w0"), 100, 100, 2, 0.2));
    bench.open(here);
    auto half = std::make_shared<domain::Interior>(*here);
    half->elements.clear();
    half->warnings.add(QStringLiteral("ifc-partial"), {}, {}, QStringLiteral("read in part"));
    CompareTool compare(bench.twin, bench.inside);
    compare.take(half);
    QVERIFY2(compare.remark().contains(QStringLiteral("read in part")), qPrintable(compare.remark()));
    auto foreign = std::make_shared<domain::Interior>();
    foreign->elements.push_back(wall(QStringLiteral("X::other"), 500, 500, 7, 0.3));
    foreign->elements.back().name = QStringLiteral("other");
    compare.take(foreign);
    QVERIFY2(compare.remark().contains(QStringLiteral("no object in common")), qPrintable(compare.remark()));
}

// A changed window was called a door.
void ToolsTest::comparisonCallsWindowsWindows()
{
    Bench bench;
    auto here = std::make_shared<domain::Interior>(*smallcity::inside(*bench.twin.city()));
    domain::Door window;
    window.id = QStringLiteral("B1::window");
    window.isWindow = true;
    window.to = {1.2, 0};
    here->doors.push_back(window);
    bench.open(here);
    auto older = std::make_shared<domain::Interior>(*here);
    older->doors.back().name = QStringLiteral("renamed");
    CompareTool compare(bench.twin, bench.inside);
    compare.take(older);
    QCOMPARE(compare.rows()->count(), 1);
    QCOMPARE(compare.rows()->index(0, 0).data(compare.rows()->roleNames().key("type")).toString(),
             QStringLiteral("Window"));
}

QTEST_MAIN(ToolsTest)
#include "ToolsTest.moc"
