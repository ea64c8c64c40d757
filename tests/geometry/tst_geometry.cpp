#include "geometry/Bvh.h"
#include "geometry/Simplify.h"
#include "geometry/SpatialIndex.h"
#include "geometry/Triangulation.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace geometry;

static double triangleArea(const Triangulation &t)
{
    double sum = 0;
    for (size_t i = 0; i + 2 < t.indices.size(); i += 3)
        sum += signedArea({t.points[t.indices[i]], t.points[t.indices[i + 1]], t.points[t.indices[i + 2]]});
    return sum;
}

class TestGeometry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areaKeepsPrecisionAtMapCoordinates();
    void representativePointIsInside_data();
    void representativePointIsInside();
    void normaliseOrientsAndDropsRepeats();
    void normaliseRepairsABowTie();
    void normaliseTellsNothingLeft();
    void triangulationCoversTheArea_data();
    void triangulationCoversTheArea();
    void spatialTriangulationOfAWallWithAWindow();
    void bufferedRoadHasItsWidth();
    void simplifiedLinesStayNear();
    void spatialIndexAgreesWithASearchOfAll();
    void bvhAgreesWithASearchOfAll();
    void bvhOfOverlappingTrianglesEnds();
};

void TestGeometry::areaKeepsPrecisionAtMapCoordinates()
{
    const Vec2 o(512345.0, 2493456.0);
    const Ring ring{o, o + Vec2(0.1, 0), o + Vec2(0.1, 0.1), o + Vec2(0, 0.1)};
    QVERIFY(std::abs(signedArea(ring) - 0.01) < 1e-9);
}

static Polygon horseshoe()
{
    return {{{0, 0}, {10, 0}, {10, 10}, {8, 10}, {8, 2}, {2, 2}, {2, 10}, {0, 10}}, {}};
}

static Polygon withHole()
{
    return {{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{{2, 2}, {2, 8}, {8, 8}, {8, 2}}}};
}

void TestGeometry::representativePointIsInside_data()
{
    QTest::addColumn<int>("shape");
    QTest::newRow("horseshoe") << 0;
    QTest::newRow("ring around its centroid") << 1;
}

void TestGeometry::representativePointIsInside()
{
    QFETCH(int, shape);
    const MultiPolygon polygons{shape == 0 ? horseshoe() : withHole()};
    QVERIFY(contains(polygons, representativePoint(polygons)));
}

void TestGeometry::normaliseOrientsAndDropsRepeats()
{
    MultiPolygon polygons{{{{0, 0}, {0, 4}, {0, 4}, {4, 4}, {4, 0}, {0, 0}}, {}}};
    QCOMPARE(normalise(polygons), Repair::None);
    QCOMPARE(polygons[0].outer.size(), size_t(4));
    QVERIFY(signedArea(polygons[0].outer) > 0);
}

void TestGeometry::normaliseRepairsABowTie()
{
    MultiPolygon polygons{{{{0, 0}, {4, 4}, {4, 0}, {0, 4}}, {}}};
    QString why;
    QCOMPARE(normalise(polygons, &why), Repair::Repaired);
    QVERIFY2(why.contains(QLatin1String("Self-intersection")), qPrintable(why));
    QVERIFY(std::abs(area(polygons) - 8.0) < 1e-9);
}

void TestGeometry::normaliseTellsNothingLeft()
{
    MultiPolygon line{{{{0, 0}, {5, 5}, {9, 9}}, {}}}, empty;
    QCOMPARE(normalise(line), Repair::Nothing);
    QCOMPARE(normalise(empty), Repair::Nothing);
}

void TestGeometry::triangulationCoversTheArea_data()
{
    QTest::addColumn<int>("corners");
    QTest::addColumn<bool>("hole");
    for (const int corners : {3, 4, 5, 9, 17, 40, 63, 120}) {
        QTest::addRow("%d corners", corners) << corners << false;
        QTest::addRow("%d corners and a hole", corners) << corners << true;
    }
}

void TestGeometry::triangulationCoversTheArea()
{
    QFETCH(int, corners);
    QFETCH(bool, hole);
    QRandomGenerator random(quint32(corners) + 1);
    for (int round = 0; round < 50; ++round) {
        // A star about the origin: simple, and as a rule not convex.
        Polygon polygon;
        for (int i = 0; i < corners; ++i) {
            const double angle = 2 * M_PI * i / corners, radius = 5 + random.generateDouble() * 20;
            polygon.outer.push_back({1000 + radius * std::cos(angle), 2000 + radius * std::sin(angle)});
        }
        if (hole)
            polygon.holes.push_back({{1000.5, 2000.5}, {1000.5, 1999.5}, {999.5, 1999.5}, {999.5, 2000.5}});
        const Triangulation t = triangulate(polygon);
        QVERIFY(std::abs(triangleArea(t) - area(polygon)) < 1e-6 * area(polygon));
        for (size_t i = 0; i + 2 < t.indices.size(); i += 3)
            QVERIFY(signedArea({t.points[t.indices[i]], t.points[t.indices[i + 1]], t.points[t.indices[i + 2]]}) >= 0);
    }
}

void TestGeometry::spatialTriangulationOfAWallWithAWindow()
{
    const std::vector<std::vector<Vec3>> rings{{{0, 0, 0}, {10, 0, 0}, {10, 0, 3}, {0, 0, 3}},
                                               {{4, 0, 1}, {4, 0, 2}, {6, 0, 2}, {6, 0, 1}}};
    const auto indices = triangulate(rings);
    std::vector<Vec3> all;
    for (const auto &ring : rings)
        all.insert(all.end(), ring.begin(), ring.end());
    double sum = 0;
    for (size_t i = 0; i + 2 < indices.size(); i += 3) {
        const Vec3 cross = glm::cross(all[indices[i + 1]] - all[indices[i]], all[indices[i + 2]] - all[indices[i]]);
        QVERIFY(cross.y <= 0); // faces south, as the outer ring does
        sum += glm::length(cross) / 2;
    }
    QVERIFY(std::abs(sum - 28.0) < 1e-9);
}

void TestGeometry::bufferedRoadHasItsWidth()
{
    const MultiPolygon road = buffered({{0, 0}, {100, 0}}, 8);
    QVERIFY(std::abs(area(road) - 800) < 1e-6);
    QVERIFY(buffered({{1, 1}, {1, 1}}, 8).empty());
}

void TestGeometry::simplifiedLinesStayNear()
{
    LineString line;
    for (int i = 0; i <= 500; ++i)
        line.push_back({i * 0.7, 12 * std::sin(i * 0.05) + 0.3 * (i % 4)});
    LineString back = line;
    std::reverse(back.begin(), back.end());
    for (const double tolerance : {0.2, 1.0, 5.0, 100.0}) {
        const LineString simple = simplifiedLine(line, tolerance);
        QVERIFY(simple.size() < line.size());
        QCOMPARE(simple.front(), line.front());
        QCOMPARE(simple.back(), line.back());
        for (const Vec2 &p : line) {
            double away = 1e9;
            for (size_t i = 1; i < simple.size(); ++i) {
                const Vec2 along = simple[i] - simple[i - 1];
                const double t = std::clamp(glm::dot(p - simple[i - 1], along) / glm::dot(along, along), 0.0, 1.0);
                away = std::min(away, glm::distance(p, simple[i - 1] + along * t));
            }
            QVERIFY(away <= tolerance + 1e-9);
        }
        LineString other = simplifiedLine(back, tolerance);
        std::reverse(other.begin(), other.end());
        QCOMPARE(other, simple);
    }
    QCOMPARE(simplifiedLine(line, 100).size(), size_t(2));
    // A ring is the same wherever it begins; of what is smaller than the tolerance nothing is left.
    Ring ring;
    for (int i = 0; i < 200; ++i)
        ring.push_back(Vec2(std::cos(glm::radians(1.8 * i)), std::sin(glm::radians(1.8 * i))) * (50.0 + i % 2));
    Ring turned = ring;
    std::rotate(turned.begin(), turned.begin() + 77, turned.end());
    const Ring simple = simplifiedRing(ring, 2);
    QVERIFY(simple.size() < 40);
    QVERIFY(std::abs(signedArea(simple) / signedArea(ring) - 1) < 0.05);
    QCOMPARE(simplifiedRing(turned, 2), simple);
    QVERIFY(simplifiedRing(ring, 500).empty());
}

void TestGeometry::spatialIndexAgreesWithASearchOfAll()
{
    QRandomGenerator random(3);
    std::vector<Box2> boxes;
    for (int i = 0; i < 3000; ++i) {
        const Vec2 p(random.generateDouble() * 1000, random.generateDouble() * 1000);
        boxes.push_back({p, p + Vec2(random.generateDouble() * 20, random.generateDouble() * 20)});
    }
    const SpatialIndex index(boxes);
    for (int round = 0; round < 100; ++round) {
        const Vec2 p(random.generateDouble() * 1000, random.generateDouble() * 1000);
        const Box2 area{p, p + Vec2(50, 30)};
        auto found = index.query(area);
        std::sort(found.begin(), found.end());
        std::vector<uint32_t> expected;
        for (uint32_t i = 0; i < boxes.size(); ++i) {
            if (boxes[i].intersects(area))
                expected.push_back(i);
        }
        QCOMPARE(found, expected);
        const auto nearest = index.nearest(p, 1, 1e9);
        const auto distance = [&](uint32_t i) {
            return glm::length(glm::max(glm::max(boxes[i].min - p, p - boxes[i].max), Vec2(0)));
        };
        double best = 1e9;
        for (uint32_t i = 0; i < boxes.size(); ++i)
            best = std::min(best, distance(i));
        QCOMPARE(nearest.size(), size_t(1));
        QCOMPARE(distance(nearest[0]), best);
    }
}

static Mesh soup(int triangles, quint32 seed)
{
    QRandomGenerator random(seed);
    const auto value = [&](double scale) { return float((random.generateDouble() - 0.5) * scale); };
    Mesh mesh;
    mesh.origin = {500000, 2500000, 10};
    for (int i = 0; i < triangles; ++i) {
        const Vec3f at(value(1000), value(1000), value(100));
        for (int k = 0; k < 3; ++k) {
            mesh.indices.push_back(uint32_t(mesh.positions.size()));
            mesh.positions.push_back(at + Vec3f(value(20), value(20), value(20)));
        }
    }
    return mesh;
}

void TestGeometry::bvhAgreesWithASearchOfAll()
{
    const Mesh mesh = soup(8000, 5);
    const Bvh bvh(mesh);
    QRandomGenerator random(9);
    int hits = 0;
    for (int round = 0; round < 300; ++round) {
        Ray ray;
        ray.origin =
            mesh.origin + Vec3(random.generateDouble() * 1000 - 500, random.generateDouble() * 1000 - 500, 300);
        ray.direction =
            glm::normalize(Vec3(random.generateDouble() * 0.3 - 0.15, random.generateDouble() * 0.3 - 0.15, -0.6));
        double best = std::numeric_limits<double>::infinity();
        for (size_t t = 0; t < mesh.triangles(); ++t) {
            Mesh one;
            one.origin = mesh.origin;
            one.positions = {mesh.positions[t * 3], mesh.positions[t * 3 + 1], mesh.positions[t * 3 + 2]};
            one.indices = {0, 1, 2};
            if (round < 5) { // the whole machinery on single triangles, for a few rays
                if (const auto hit = Bvh(one).nearest(ray))
                    best = std::min(best, hit->distance);
            } else {
                const Vec3 a = mesh.origin + Vec3(one.positions[0]), e1 = mesh.origin + Vec3(one.positions[1]) - a,
                           e2 = mesh.origin + Vec3(one.positions[2]) - a;
                const Vec3 n = glm::cross(e1, e2);
                const double slope = glm::dot(n, ray.direction), distance = glm::dot(n, a - ray.origin) / slope;
                const Vec3 p = ray.origin + ray.direction * distance - a;
                const double u = glm::dot(glm::cross(p, e2), n) / glm::dot(n, n),
                             v = glm::dot(glm::cross(e1, p), n) / glm::dot(n, n);
                if (slope != 0 && distance > 0 && u >= 0 && v >= 0 && u + v <= 1)
                    best = std::min(best, distance);
            }
        }
        const auto hit = bvh.nearest(ray);
        QCOMPARE(hit.has_value(), std::isfinite(best));
        QCOMPARE(bvh.occluded(ray, 1e9), hit.has_value());
        if (hit) {
            ++hits;
            QVERIFY(std::abs(hit->distance - best) < 1e-3);
            QVERIFY(!bvh.occluded(ray, hit->distance * 0.999));
        }
    }
    QVERIFY(hits > 50);
}

void TestGeometry::bvhOfOverlappingTrianglesEnds()
{
    Mesh mesh;
    mesh.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
    for (int i = 0; i < 1000; ++i)
        mesh.indices.insert(mesh.indices.end(), {0, 1, 2});
    const auto hit = Bvh(mesh).nearest({{0.2, 0.2, 5}, {0, 0, -1}});
    QVERIFY(hit);
    QCOMPARE(hit->distance, 5.0);
}

QTEST_APPLESS_MAIN(TestGeometry)
#include "tst_geometry.moc"
