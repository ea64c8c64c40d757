#include "Checks.h"
#include "scene/interior/MeshSlice.h"
#include "scene/interior/SnapEdges.h"

#include <QTest>

using checks::Vec3;
using geometry::Vec2;
using geometry::Vec3f;

/// What a plane cuts out of walls, slabs and elements.
class TestSection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBoxGivesItsCrossSection();
    void facesInThePlaneDoNoHarm();
    void openMeshesGiveNothing();
    void insideOutIsFilledToo();
    void holesStayOpen();
    void everyTriangleFilledOnceWhereBodiesAreBuiltOfPieces();
    void aHouseGivesWallsAndSlab();
    void aLevelCutIsThePlan();
    void facesLookAtTheViewer();
    void oneStoreyAlone();
    void elementsAreCutWithTheirFeature();
    void wallsOfSingleSurfacesAreFilledBetweenThem();
    void pointersCatchCornersAndEdges();
};

namespace
{

struct Body {
    std::vector<Vec3f> positions;
    std::vector<uint32_t> indices;
};

/// A box, every face with corners of its own as models have them.
void addBox(Body &body, const Vec3 &low, const Vec3 &high, bool inwards = false)
{
    const auto at = [&](int i) {
        return Vec3f(i & 1 ? high.x : low.x, i & 2 ? high.y : low.y, i & 4 ? high.z : low.z);
    };
    static constexpr int Faces[6][4] = {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4},
                                        {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}};
    for (const auto &face : Faces) {
        const auto first = uint32_t(body.positions.size());
        for (const int corner : face)
            body.positions.push_back(at(corner));
        if (inwards)
            body.indices.insert(body.indices.end(), {first, first + 2, first + 1, first, first + 3, first + 2});
        else
            body.indices.insert(body.indices.end(), {first, first + 1, first + 2, first, first + 2, first + 3});
    }
}

double slicedArea(const Body &body, const Vec3 &normal, double distance)
{
    return geometry::area(scene::sliceMesh(body.positions, body.indices, scene::PlaneFrame(normal, distance)));
}

bool isNear(double found, double expected, double by = 1e-3)
{
    if (std::abs(found - expected) <= by)
        return true;
    qWarning("found %f for %f", found, expected);
    return false;
}

}

void TestSection::aBoxGivesItsCrossSection()
{
    Body body;
    addBox(body, {0, 0, 0}, {2, 3, 5});
    QVERIFY(isNear(slicedArea(body, {0, 0, 1}, 1.2), 6));
    QVERIFY(isNear(slicedArea(body, {1, 0, 0}, 1), 15));
    QVERIFY(isNear(slicedArea(body, {-1, 0, 0}, -1), 15));
    // Through two opposite edges.
    const Vec3 diagonal = glm::normalize(Vec3(3, -2, 0));
    QVERIFY(isNear(slicedArea(body, diagonal, 0.001), std::sqrt(13.0) * 5, 0.02));
    QCOMPARE(slicedArea(body, {0, 0, 1}, 7), 0.0);
}

void TestSection::facesInThePlaneDoNoHarm()
{
    Body body;
    addBox(body, {0, 0, 0}, {2, 3, 5});
    addBox(body, {0, 0, 5}, {2, 3, 6}); // stands on it: two faces in one plane
    const double at = slicedArea(body, {0, 0, 1}, 5.0);
    QVERIFY(isNear(at, 6));
    QVERIFY(isNear(slicedArea(body, {0, 0, 1}, 5.00003), 6));
    QVERIFY(isNear(slicedArea(body, {0, 0, 1}, 4.99997), 6));
    QCOMPARE(slicedArea(body, {0, 0, 1}, 6.001), 0.0);
    QVERIFY(slicedArea(body, {0, 0, 1}, 0.0) == 0.0 || isNear(slicedArea(body, {0, 0, 1}, 0.0), 6));
}

void TestSection::openMeshesGiveNothing()
{
    Body body;
    addBox(body, {0, 0, 0}, {2, 3, 5});
    body.indices.resize(body.indices.size() - 6); // without one wall
    QCOMPARE(slicedArea(body, {0, 0, 1}, 2), 0.0);
    Body sheet;
    sheet.positions = {{0, 0, 0}, {1, 0, 0}, {1, 0, 1}};
    sheet.indices = {0, 1, 2};
    QCOMPARE(slicedArea(sheet, {0, 0, 1}, 0.5), 0.0);
}

void TestSection::insideOutIsFilledToo()
{
    Body body;
    addBox(body, {0, 0, 0}, {2, 3, 5}, true);
    QVERIFY(isNear(slicedArea(body, {0, 0, 1}, 2), 6));
}

void TestSection::holesStayOpen()
{
    Body pipe;
    addBox(pipe, {0, 0, 0}, {4, 4, 10});
    addBox(pipe, {1, 1, 0}, {3, 3, 10}, true);
    QVERIFY(isNear(slicedArea(pipe, {0, 0, 1}, 5), 12));
    // Some triangles turned the wrong way: nesting tells the hole.
    for (size_t i = 0; i + 5 < pipe.indices.size(); i += 6)
        std::swap(pipe.indices[i], pipe.indices[i + 1]);
    QVERIFY(isNear(slicedArea(pipe, {0, 0, 1}, 5), 12));
}

void TestSection::everyTriangleFilledOnceWhereBodiesAreBuiltOfPieces()
{
    Body body;
    addBox(body, {0, 0, 0}, {1, 1, 1});
    addBox(body, {1, 0, 0}, {2, 1, 1}); // beside it, sharing a face
    addBox(body, {5, 5, 0}, {6, 6, 1}); // away from both
    QVERIFY(isNear(slicedArea(body, {0, 0, 1}, 0.5), 3));
}

void TestSection::aHouseGivesWallsAndSlab()
{
    const auto geometry = handmade::built(handmade::twoRooms());
    // Across the west room, away from doors: slab and two outer walls.
    const auto faces = scene::sectionFaces(*geometry, {{103.0, 0, 0}, {1, 0, 0}}, {});
    QCOMPARE(checks::faultOf(*faces, geometry->features.size()), QString());
    const auto of = [&](scene::InsidePart part) {
        return checks::areaOf(*faces, [&](uint32_t f) { return geometry->features[f].part == part; });
    };
    QVERIFY(isNear(of(scene::InsidePart::Slab), 5.4 * 0.15));
    QVERIFY(isNear(of(scene::InsidePart::Wall), 2 * 0.2 * 2.85));
    // Through the door between the rooms, along the house: the lintel is cut, the opening is not.
    const auto along = scene::sectionFaces(*geometry, {{0, 202.4, 0}, {0, 1, 0}}, {});
    const double walls =
        checks::areaOf(*along, [&](uint32_t f) { return geometry->features[f].part == scene::InsidePart::Wall; });
    QVERIFY(isNear(walls, 2 * 0.2 * 2.85 + 0.2 * (2.85 - 2.1)));
}

void TestSection::aLevelCutIsThePlan()
{
    const auto geometry = handmade::built(handmade::slabHouse(3, 5));
    const auto &storey = *checks::storeyOf(*geometry, 2);
    const auto faces = scene::sectionFaces(*geometry, {{0, 0, storey.base + 1.2}, {0, 0, 1}}, 2);
    QVERIFY(isNear(checks::areaOf(*faces), checks::areaOf(*storey.cut), 0.02));
}

void TestSection::facesLookAtTheViewer()
{
    const auto geometry = handmade::built(handmade::slabHouse(2, 3));
    for (const Vec3 &direction : {Vec3(1, 0, 0), Vec3(0, -1, 0), Vec3(0, 0, 1), Vec3(1, 2, 0.5), Vec3(-1, 0.3, -2)}) {
        const Vec3 normal = glm::normalize(direction);
        const auto faces = scene::sectionFaces(*geometry, {{-35, 76, 5}, normal}, {});
        QVERIFY(!faces->indices.empty());
        for (size_t i = 0; i + 2 < faces->indices.size(); i += 3) {
            const auto &a = faces->vertices[faces->indices[i]], &b = faces->vertices[faces->indices[i + 1]],
                       &c = faces->vertices[faces->indices[i + 2]];
            const Vec3 across =
                glm::cross(Vec3(b.x - a.x, b.y - a.y, b.z - a.z), Vec3(c.x - a.x, c.y - a.y, c.z - a.z));
            QVERIFY(glm::dot(across, normal) > -1e-9);
            QVERIFY(std::abs(glm::dot(Vec3(a.x, a.y, a.z), normal)) < 1e-3);
        }
    }
}

void TestSection::oneStoreyAlone()
{
    const auto geometry = handmade::built(handmade::slabHouse(3, 4));
    const scene::SectionPlane plane{{-35, 72, 0}, {0, 1, 0}};
    const double all = checks::areaOf(*scene::sectionFaces(*geometry, plane, {}));
    double sum = 0;
    for (int number = 1; number <= 3; ++number)
        sum += checks::areaOf(*scene::sectionFaces(*geometry, plane, number));
    QVERIFY(isNear(all, sum));
    QVERIFY(scene::sectionFaces(*geometry, plane, 77)->indices.empty());
}

void TestSection::elementsAreCutWithTheirFeature()
{
    domain::Interior interior;
    interior.storeys = {handmade::storey(1, 0)};
    Body body;
    addBox(body, {0, 0, 0}, {6, 0.3, 2.8});
    domain::Element wall;
    wall.id = QStringLiteral("wall");
    wall.type = QStringLiteral("IfcWall");
    wall.storey = 1;
    wall.mesh.origin = {1000, 2000, 0};
    wall.mesh.positions = body.positions;
    wall.mesh.indices = body.indices;
    interior.elements = {wall};
    const auto geometry = handmade::built(interior);
    QCOMPARE(checks::faultOf(*geometry), QString());
    QVERIFY(isNear(checks::areaOf(*geometry->storeys[0]->cut), 6 * 0.3));
    const auto faces = scene::sectionFaces(*geometry, {{1002, 0, 0}, {-1, 0, 0}}, {});
    QVERIFY(isNear(checks::areaOf(*faces), 0.3 * 2.8));
    QCOMPARE(geometry->features[faces->vertices[0].feature].object.id, QStringLiteral("wall"));
    // Twelve edges, four of them cut in two by the plan: no diagonals.
    const auto &storey = *geometry->storeys[0];
    QCOMPARE(storey.lineIndices.size() / 6, size_t(8));
    QCOMPARE(storey.upperLines.indices.size() / 6, size_t(8));
}

void TestSection::wallsOfSingleSurfacesAreFilledBetweenThem()
{
    // As city models have it: each face a surface of its own, outside and towards the room.
    for (const bool doubled : {true, false}) {
        Body body;
        if (doubled)
            addBox(body, {0, 0, 0}, {6, 5, 3});
        addBox(body, {0.3, 0.3, 0.2}, {5.7, 4.7, 2.8}, true);
        domain::Interior interior;
        interior.storeys = {handmade::storey(1, 0)};
        interior.spaces = {handmade::space(QStringLiteral("room"), domain::SpaceFunction::Room, 1, 0.2,
                                           handmade::box(0.3, 0.3, 5.7, 4.7))};
        for (size_t i = 0; i + 5 < body.indices.size(); i += 6) {
            domain::Element surface;
            surface.id = QStringLiteral("s%1").arg(i);
            surface.type = QStringLiteral("InteriorWallSurface");
            surface.storey = 1;
            for (size_t k = 0; k < 6; ++k) {
                surface.mesh.positions.push_back(body.positions[body.indices[i + k]]);
                surface.mesh.indices.push_back(uint32_t(k));
            }
            interior.elements.push_back(surface);
        }
        const auto geometry = handmade::built(interior);
        QCOMPARE(checks::faultOf(*geometry), QString());
        const double filled = doubled ? 6 * 5 - 5.4 * 4.4 : 0;
        QVERIFY(isNear(checks::areaOf(*geometry->storeys[0]->cut), filled));
        const double across = doubled ? 5 * 3 - 4.4 * 2.6 : 0;
        QVERIFY(isNear(checks::areaOf(*scene::sectionFaces(*geometry, {{3, 0, 0}, {1, 0, 0}}, {})), across));
    }
}

void TestSection::pointersCatchCornersAndEdges()
{
    const auto geometry = handmade::built(handmade::twoRooms());
    const auto &storey = *geometry->storeys.front();
    const auto snap = [&](const Vec3 &from, const Vec3 &direction, bool cutAway) {
        const geometry::Ray ray{from, direction};
        auto hit = storey.lower->bvh.nearest(ray);
        auto chunk = storey.lower;
        if (const auto upper = storey.upper->bvh.nearest(ray);
            upper && !cutAway && (!hit || upper->distance < hit->distance)) {
            hit = upper;
            chunk = storey.upper;
        }
        const quint32 feature = chunk->vertices[chunk->indices[hit->triangle * 3]].feature;
        return scene::snapTo(scene::snapEdges(storey, feature, cutAway), ray, *hit,
                             [](double distance) { return 0.01 * distance; });
    };
    // Towards the west wall of the west room, near its north end: the corner of the room goes from floor to ceiling.
    const Vec3 eye(102, 202, storey.base + 1.0), corner(100.2, 205.2, storey.base + 1.5);
    const auto edge = snap(eye, corner - Vec3(0, 0.012, 0) - eye, false);
    QCOMPARE(int(edge.kind), int(scene::SnapPoint::Kind::Edge));
    QVERIFY(glm::length(edge.point - corner) < 0.02);
    QVERIFY(isNear(std::abs(edge.to.z - edge.from.z), 2.85));
    // Cut away it ends at the cut.
    const Vec3 lower(100.2, 205.2, storey.base + 0.6);
    const auto half = snap(eye, lower - Vec3(0, 0.012, 0) - eye, true);
    QCOMPARE(int(half.kind), int(scene::SnapPoint::Kind::Edge));
    QVERIFY(isNear(std::abs(half.to.z - half.from.z), 1.2));
    // Its foot is a corner.
    const Vec3 foot(100.2, 205.2, storey.base);
    const auto end = snap(eye, foot + Vec3(0, -0.01, 0.01) - eye, false);
    QCOMPARE(int(end.kind), int(scene::SnapPoint::Kind::Corner));
    QVERIFY(glm::length(end.point - foot) < 1e-3);
    // The middle of a wall is a face, seams of what it is made of are no edges.
    const auto face = snap(eye, Vec3(100.2, 203.5, storey.base + 1.2) - eye, false);
    QCOMPARE(int(face.kind), int(scene::SnapPoint::Kind::Face));
    QVERIFY(glm::length(face.normal - Vec3(1, 0, 0)) < 0.01);
    const Vec3 aboveDoor(104.2, 202.0, storey.base + 2.6);
    QCOMPARE(int(snap(eye, aboveDoor - eye, false).kind), int(scene::SnapPoint::Kind::Face));
}

QTEST_GUILESS_MAIN(TestSection)
#include "tst_section.moc"
