#include "interior/Compare.h"
#include "interior/ElementTree.h"
#include "interior/Measure.h"
#include "interior/PropertySearch.h"

#include <QTest>

#include <cmath>

using domain::DoorSwing;
using domain::ObjectKind;
using geometry::Mesh;
using geometry::Vec2;
using geometry::Vec3;
using interior::Change;

/// Measuring, comparing, searching on made-up rooms whose sizes are known.
class InteriorToolsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengthsAndAngles();
    void rings();
    void bodies();
    void bodyWithLongEdges();
    void faces();
    void snapping();
    void clearances();
    void tree();
    void search_data();
    void search();
    void comparing();
    void comparingWithoutIds();
    void movedOpeningReshapesItsWall();
};

/// A box from `min` to `max`, its faces with vertices of their own as readers give them.
static Mesh box(const Vec3 &min, const Vec3 &max)
{
    Mesh mesh;
    mesh.origin = glm::floor(min);
    const auto corner = [&](int i) {
        return Vec3(i & 1 ? max.x : min.x, i & 2 ? max.y : min.y, i & 4 ? max.z : min.z);
    };
    constexpr int Faces[6][4] = {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}};
    for (const auto &face : Faces) {
        const auto first = uint32_t(mesh.positions.size());
        for (const int i : face)
            mesh.positions.emplace_back(corner(i) - mesh.origin);
        for (const uint32_t i : {0u, 1u, 2u, 0u, 2u, 3u})
            mesh.indices.push_back(first + i);
    }
    return mesh;
}

static domain::Element element(const char *id, const char *type, const Mesh &mesh, int storey = 1)
{
    domain::Element made;
    made.id = QStringLiteral("B::") + QString::fromLatin1(id);
    made.type = QString::fromLatin1(type);
    made.name = QString::fromLatin1(id);
    made.storey = storey;
    made.mesh = mesh;
    return made;
}

void InteriorToolsTest::lengthsAndAngles()
{
    QCOMPARE(interior::lengthOf({}), 0.0);
    QCOMPARE(interior::lengthOf({Vec3(0), Vec3(3, 4, 0), Vec3(3, 4, 12)}), 17.0);
    QCOMPARE(interior::angleAt(Vec3(1, 1, 1), Vec3(2, 1, 1), Vec3(1, 1, 5)), 90.0);
    QVERIFY(std::abs(interior::angleAt(Vec3(0), Vec3(1, 0, 0), Vec3(1, 1e-7, 0)) - 180e-7 / M_PI) < 1e-12);
    QVERIFY(std::isnan(interior::angleAt(Vec3(0), Vec3(0), Vec3(1, 0, 0))));
    QVERIFY(std::abs(interior::slopeOf(Vec3(0), Vec3(12, 0, 1)) - 4.7636) < 1e-3); // a ramp of 1:12
    QCOMPARE(interior::slopeOf(Vec3(0, 0, 2), Vec3(0)), -90.0);
}

void InteriorToolsTest::rings()
{
    // A roof surface: 4 m along, 3 m out, 4 m up, so 5 m of slope.
    const auto roof = interior::measureRing({Vec3(0), Vec3(4, 0, 0), Vec3(4, 3, 4), Vec3(0, 3, 4)});
    QVERIFY(std::abs(roof.area - 20) < 1e-9);
    QVERIFY(std::abs(roof.perimeter - 18) < 1e-9);
    QVERIFY(glm::length(roof.normal - Vec3(0, -0.8, 0.6)) < 1e-9);
    QVERIFY(roof.unevenness < 1e-9);
    QVERIFY(interior::measureRing({Vec3(0), Vec3(4, 0, 0), Vec3(4, 3, 0), Vec3(0, 3, 1)}).unevenness > 0.2);
    QCOMPARE(interior::measureRing({Vec3(0), Vec3(1, 0, 0)}).area, 0.0);
}

void InteriorToolsTest::bodies()
{
    const auto room = interior::measureBody(box(Vec3(508'400.5, 2'494'300, 10), Vec3(508'404.5, 2'494'305, 13)));
    QVERIFY(room.closed);
    QVERIFY2(std::abs(room.volume - 60) < 0.01, qPrintable(QString::number(room.volume)));
    QVERIFY(std::abs(room.surface - 94) < 0.01);
    QVERIFY(std::abs(room.height() - 3) < 1e-6);
    Mesh open = box(Vec3(0), Vec3(1));
    open.indices.resize(open.indices.size() - 3);
    const auto measured = interior::measureBody(open);
    QVERIFY(!measured.closed && std::isnan(measured.volume));
    QVERIFY(std::abs(measured.surface - 5.5) < 1e-6);
    QVERIFY(!interior::measureBody(Mesh()).closed);
}

// A face in two parts beside one whole edge: closed in fact, though not edge for edge.
void InteriorToolsTest::bodyWithLongEdges()
{
    Mesh mesh = box(Vec3(0), Vec3(2, 1, 1));
    mesh.indices.erase(mesh.indices.begin(), mesh.indices.begin() + 6); // the floor anew, in two
    const auto first = uint32_t(mesh.positions.size());
    for (const auto &p : {Vec3(0), Vec3(0, 1, 0), Vec3(1, 1, 0), Vec3(1, 0, 0), Vec3(2, 1, 0), Vec3(2, 0, 0)})
        mesh.positions.emplace_back(p);
    for (const uint32_t i : {0u, 1u, 2u, 0u, 2u, 3u, 3u, 2u, 4u, 3u, 4u, 5u})
        mesh.indices.push_back(first + i);
    const auto body = interior::measureBody(mesh);
    QVERIFY(body.closed);
    QVERIFY(std::abs(body.volume - 2) < 1e-6);
}

void InteriorToolsTest::faces()
{
    const Mesh mesh = box(Vec3(0), Vec3(4, 5, 3));
    const auto top = interior::faceAt(mesh, 2); // the second face's first triangle
    QCOMPARE(top.triangles.size(), size_t(2));
    QVERIFY(std::abs(top.area - 20) < 1e-5 && std::abs(top.perimeter - 18) < 1e-5);
    QVERIFY(glm::length(top.normal - Vec3(0, 0, 1)) < 1e-6);
    QVERIFY(glm::length(top.middle - Vec3(2, 2.5, 3)) < 1e-5);
    QCOMPARE(top.outlines.size(), size_t(1));
    QCOMPARE(top.outlines[0].size(), size_t(4));
    QVERIFY(interior::faceAt(mesh, 99).triangles.empty());
    // Two boxes in one mesh at the same height: not joined, so not one face.
    Mesh two = box(Vec3(0), Vec3(1, 1, 1));
    const Mesh other = box(Vec3(3, 0, 0), Vec3(4, 1, 1));
    const auto first = uint32_t(two.positions.size());
    for (const auto &p : other.positions)
        two.positions.emplace_back(Vec3(p) + other.origin - two.origin);
    for (const uint32_t index : other.indices)
        two.indices.push_back(first + index);
    QVERIFY(std::abs(interior::faceAt(two, 2).area - 1) < 1e-6);
}

void InteriorToolsTest::snapping()
{
    using To = interior::Snap::To;
    const Mesh mesh = box(Vec3(0), Vec3(4, 5, 3));
    const auto corner = interior::snapOf(mesh, 2, Vec3(3.9, 4.95, 3), 0.2);
    QCOMPARE(corner.to, To::Corner);
    QVERIFY(glm::length(corner.at - Vec3(4, 5, 3)) < 1e-6);
    const auto middle = interior::snapOf(mesh, 2, Vec3(2.05, 0.05, 3), 0.2);
    QCOMPARE(middle.to, To::Middle);
    QVERIFY(glm::length(middle.at - Vec3(2, 0, 3)) < 1e-6);
    const auto edge = interior::snapOf(mesh, 2, Vec3(1.2, 0.05, 3), 0.2);
    QCOMPARE(edge.to, To::Edge);
    QVERIFY(glm::length(edge.at - Vec3(1.2, 0, 3)) < 1e-5);
    QVERIFY(glm::length(edge.from - edge.until) > 3.9);
    QCOMPARE(interior::snapOf(mesh, 2, Vec3(2, 2, 3), 0.2).to, To::Nothing); // the diagonal is no edge
}

void InteriorToolsTest::clearances()
{
    domain::Interior interior;
    domain::Door door;
    door.id = QStringLiteral("B::D");
    door.from = Vec2(2, 0);
    door.to = Vec2(3, 0);
    door.base = 10;
    door.height = 2.1f;
    door.swing = DoorSwing::Left; // hangs at x = 2, opens to +y
    interior.doors.push_back(door);
    // Its wall, with a lintel; its own leaf; a floor.
    interior.elements.push_back(element("W1", "IfcWall", box(Vec3(0, -0.1, 10), Vec3(2, 0.1, 13))));
    interior.elements.push_back(element("W2", "IfcWall", box(Vec3(3, -0.1, 10), Vec3(5, 0.1, 13))));
    interior.elements.push_back(element("W3", "IfcWall", box(Vec3(2, -0.1, 12.1), Vec3(3, 0.1, 13))));
    interior.elements.push_back(element("D", "IfcDoor", box(Vec3(2, -0.02, 10), Vec3(3, 0.02, 12.1))));
    interior.elements.push_back(element("S", "IfcSlab", box(Vec3(0, -5, 9.8), Vec3(5, 5, 10))));
    auto clearance = interior::clearanceOf(interior, 0);
    QCOMPARE(clearance.width, 1.0);
    QCOMPARE(clearance.clearWidth, 1.0);
    QVERIFY(std::abs(clearance.clearHeight - 2.1) < 1e-3);
    QVERIFY(std::abs(clearance.swingArea - M_PI / 4) < 1e-9);
    QCOMPARE(clearance.swingFree, 1.0);
    QVERIFY(clearance.inTheWay.isEmpty());
    QCOMPARE(clearance.swing.size(), size_t(1));
    QVERIFY(glm::length(clearance.swing[0].back() - Vec3(2, 1, 10)) < 1e-9);
    // A wardrobe that reaches 0.25 m into the passage, in the swing.
    interior.elements.push_back(element("F", "IfcFurnishingElement", box(Vec3(2.75, 0.2, 10), Vec3(3.5, 0.9, 11.8))));
    clearance = interior::clearanceOf(interior, 0);
    QVERIFY2(std::abs(clearance.clearWidth - 0.72) < 0.05, qPrintable(QString::number(clearance.clearWidth)));
    QCOMPARE(clearance.inTheWay, QStringList{QStringLiteral("B::F")});
    QVERIFY(clearance.swingFree > 0.7 && clearance.swingFree < 0.95);
    // A pipe under the lintel.
    interior.elements.push_back(element("P", "IfcPipeSegment", box(Vec3(1, -0.05, 11.9), Vec3(4, 0.05, 12))));
    QVERIFY(std::abs(interior::clearanceOf(interior, 0).clearHeight - 1.9) < 1e-3);
    interior.doors[0].swing = DoorSwing::Sliding;
    QCOMPARE(interior::clearanceOf(interior, 0).swingArea, 0.0);
    QCOMPARE(interior::clearanceOf(interior, 7).width, 0.0);
}

void InteriorToolsTest::tree()
{
    domain::Interior interior;
    for (const int number : {-1, 1, 2}) {
        domain::Storey storey;
        storey.number = number;
        storey.id = QStringLiteral("B::%1").arg(number);
        storey.name = QStringLiteral("S%1").arg(number);
        interior.storeys.push_back(storey);
    }
    interior.elements = {element("b", "IfcWall", {}, 1), element("a", "IfcWall", {}, 1), element("c", "IfcSlab", {}, 2),
                         element("site", "IfcSite", {}, 0)};
    interior.spaces.resize(1);
    const auto tree = interior::elementTree(interior);
    QCOMPARE(tree.size(), size_t(4));
    QCOMPARE(tree[0].storey, 2);
    QCOMPARE(tree[1].name, QStringLiteral("S1"));
    QCOMPARE(tree[1].types.size(), size_t(1));
    QCOMPARE(tree[1].types[0].elements, (std::vector<quint32>{1, 0})); // by name
    QCOMPARE(tree[1].spaces.size(), size_t(1));
    QCOMPARE(tree[2].elements(), size_t(0)); // the cellar is there all the same
    QCOMPARE(tree[3].storey, 0);
    const auto types = interior::elementsByType(interior);
    QCOMPARE(types.size(), size_t(3));
    QCOMPARE(types[2].elements.size(), size_t(2));
}

void InteriorToolsTest::search_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("ids");
    const auto row = [](const char *query, const QStringList &ids) {
        QTest::newRow(query) << QString::fromUtf8(query) << ids;
    };
    const QString w1 = QStringLiteral("W1"), w2 = QStringLiteral("W2"), d = QStringLiteral("D"),
                  r = QStringLiteral("R");
    row("FireRating", {w1, w2});
    row("FireRating=", {w1, w2});
    row("FireRating=F90", {w1});
    row("firerating=f*", {w1, w2});
    row("FireRating!=F90", {w2});
    row("Pset_WallCommon.FireRating=F30", {w2});
    row("IsExternal=true", {w1});
    row("IsExternal=是", {w1});
    row("IsExternal=no", {w2});
    row("NetVolume>2.5", {w2});
    row("NetVolume > 2.5", {w2});
    row("NetVolume＞＝2.5", {w1, w2});
    row("NetVolume<=2.5", {w1});
    row(">2.8", {r, w2});
    row("width<0.9", {d});
    row("wall F30", {w2});
    row("type=IfcDoor", {d});
    row("Material=\"Brick 0.24 m\"", {w1});
    row("卧室", {r});
    row("storey=2", {w2});
    row("no such thing", {});
    row("   ", {});
}

void InteriorToolsTest::search()
{
    QFETCH(QString, query);
    QFETCH(QStringList, ids);
    domain::Interior interior;
    domain::Space room;
    room.id = QStringLiteral("B::R");
    room.name = QStringLiteral("卧室");
    room.area = 12;
    room.height = 2.6f;
    interior.spaces.push_back(room);
    domain::Door door;
    door.id = QStringLiteral("B::D");
    door.to = Vec2(0.8, 0);
    interior.doors.push_back(door);
    interior.elements = {element("W1", "IfcWall", {}), element("W2", "IfcWall", {}, 2), element("D", "IfcDoor", {})};
    const auto add = [&](size_t i, const char *name, const char *value) {
        interior.elements[i].properties.emplace_back(QString::fromLatin1(name), QString::fromLatin1(value));
    };
    add(0, "Pset_WallCommon.FireRating", "F90");
    add(0, "Pset_WallCommon.IsExternal", "true");
    add(0, "Qto_WallBaseQuantities.NetVolume", "2.5 m3");
    add(0, "Material", "Brick 0.24 m");
    add(1, "Pset_WallCommon.FireRating", "F30");
    add(1, "Pset_WallCommon.IsExternal", "false");
    add(1, "Qto_WallBaseQuantities.NetVolume", "3.75 m3");
    QStringList found;
    for (const auto &hit : interior::searchProperties(interior, query))
        found.append(domain::partOfInsideId(hit.object.id));
    QCOMPARE(found, ids);
    QVERIFY(interior::searchProperties(interior, query, 1).size() <= 1);
    QVERIFY(interior::propertyNames(interior).contains(QStringLiteral("Pset_WallCommon.FireRating")));
}

void InteriorToolsTest::comparing()
{
    domain::Interior before;
    before.elements = {element("W1", "IfcWall", box(Vec3(0), Vec3(5, 0.2, 3))),
                       element("W2", "IfcWall", box(Vec3(0, 4, 0), Vec3(5, 4.2, 3))),
                       element("W3", "IfcWall", box(Vec3(0, 8, 0), Vec3(5, 8.2, 3))),
                       element("W4", "IfcWall", box(Vec3(0, 9, 0), Vec3(5, 9.2, 3))),
                       element("D", "IfcDoor", box(Vec3(1, 0, 0), Vec3(2, 0.2, 2)))};
    domain::Door door;
    door.id = QStringLiteral("B::D");
    door.from = Vec2(1, 0.1);
    door.to = Vec2(2, 0.1);
    before.doors.push_back(door);
    domain::Interior after = before;
    for (domain::Element &one : after.elements)
        one.id.replace(QStringLiteral("B::"), QStringLiteral("C::")); // opened as another building
    after.doors[0].id = QStringLiteral("C::D");
    after.elements[1].mesh.origin.x += 0.5;
    after.elements[2].mesh = box(Vec3(0, 8, 0), Vec3(6, 8.2, 3));
    after.elements[0].properties.emplace_back(QStringLiteral("Pset.FireRating"), QStringLiteral("F90"));
    after.elements[3] = element("N", "IfcSlab", box(Vec3(0, 0, 3), Vec3(5, 9, 3.2)));
    const auto comparison = interior::compare(before, after);
    QCOMPARE(comparison.differences.size(), size_t(5));
    QCOMPARE(comparison.same, size_t(1)); // the door, once
    const auto &removed = comparison.differences[0];
    QCOMPARE(removed.change, Change::Removed);
    QCOMPARE(removed.object.id, QStringLiteral("B::W4"));
    QCOMPARE(comparison.differences[1].change, Change::Added);
    QCOMPARE(comparison.differences[1].object.id, QStringLiteral("B::N"));
    const auto &moved = comparison.differences[2];
    QCOMPARE(moved.change, Change::Moved);
    QVERIFY(std::abs(moved.distance - 0.5) < 1e-6);
    QCOMPARE(moved.object.id, QStringLiteral("C::W2"));
    QCOMPARE(moved.before, QStringLiteral("B::W2"));
    QCOMPARE(comparison.differences[3].change, Change::Reshaped);
    const auto &changed = comparison.differences[4];
    QCOMPARE(changed.change, Change::Changed);
    QCOMPARE(changed.properties.size(), size_t(1));
    QCOMPARE(changed.properties[0].after, QStringLiteral("F90"));
    QCOMPARE(comparison.count(Change::Moved), size_t(1));
    QCOMPARE(interior::compare(before, before).differences.size(), size_t(0));
}

// A wall whose opening went elsewhere has the same box, area and volume, and was called the same.
void InteriorToolsTest::movedOpeningReshapesItsWall()
{
    const auto opened = [](double from) {
        geometry::Mesh mesh = box(Vec3(0), Vec3(from, 0.2, 3));
        const geometry::Mesh rest = box(Vec3(from + 1, 0, 0), Vec3(8, 0.2, 3));
        const auto first = uint32_t(mesh.positions.size());
        const Vec3 shift = rest.origin - mesh.origin;
        for (const auto &p : rest.positions)
            mesh.positions.emplace_back(Vec3(p) + shift);
        for (const uint32_t i : rest.indices)
            mesh.indices.push_back(first + i);
        return mesh;
    };
    domain::Interior before, after;
    before.elements = {element("W", "IfcWall", opened(2))};
    after.elements = {element("W", "IfcWall", opened(2.5))};
    const auto comparison = interior::compare(before, after);
    QCOMPARE(comparison.count(Change::Reshaped), size_t(1));
    QCOMPARE(interior::compare(before, before).same, size_t(1));
}

// A program that gives new GlobalIds with every export: by class, name and place.
void InteriorToolsTest::comparingWithoutIds()
{
    domain::Interior before, after;
    for (int i = 0; i < 4; ++i) {
        before.elements.push_back(element("Wall", "IfcWall", box(Vec3(0, 4 * i, 0), Vec3(5, 4 * i + 0.2, 3))));
        before.elements.back().id = QStringLiteral("B::old%1").arg(i);
        after.elements.push_back(before.elements.back());
        after.elements.back().id = QStringLiteral("B::new%1").arg(i);
    }
    after.elements[2].mesh.origin.y += 1;
    after.elements.push_back(after.elements[0]);
    after.elements.back().id = QStringLiteral("B::new4");
    after.elements.back().mesh = box(Vec3(20, 0, 0), Vec3(21, 0.2, 3));
    const auto comparison = interior::compare(before, after);
    QCOMPARE(comparison.same, size_t(3));
    QCOMPARE(comparison.differences.size(), size_t(2));
    QCOMPARE(comparison.differences[0].change, Change::Added);
    QCOMPARE(comparison.differences[1].change, Change::Moved);
    QCOMPARE(comparison.differences[1].before, QStringLiteral("B::old2"));
    QVERIFY(std::abs(comparison.differences[1].distance - 1) < 1e-6);
}

QTEST_GUILESS_MAIN(InteriorToolsTest)
#include "InteriorToolsTest.moc"
