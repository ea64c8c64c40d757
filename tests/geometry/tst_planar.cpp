#include "geometry/EarClipping.h"
#include "geometry/PolygonOps.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace geometry;

/// Sets of polygons, and triangles that are made quickly.
class TestPlanar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsOfPolygons();
    void slivers();
    void growing();
    void innerCircles();
    void earsCoverTheArea_data();
    void earsCoverTheArea();
    void manyHoles();
    void randomStars();
};

static Ring box(double west, double south, double east, double north)
{
    return {{west, south}, {east, south}, {east, north}, {west, north}};
}

static Ring hole(double west, double south, double east, double north)
{
    return {{west, south}, {west, north}, {east, north}, {east, south}};
}

static double covered(const Triangulation &flat)
{
    double sum = 0;
    for (size_t i = 0; i + 2 < flat.indices.size(); i += 3) {
        const double part = signedArea(
            {flat.points[flat.indices[i]], flat.points[flat.indices[i + 1]], flat.points[flat.indices[i + 2]]});
        if (part <= 0)
            return NaN;
        sum += part;
    }
    return sum;
}

void TestPlanar::setsOfPolygons()
{
    const MultiPolygon a{{box(0, 0, 4, 4), {}}}, b{{box(2, 2, 6, 6), {}}};
    QCOMPARE(area(united({a[0], b[0]})), 28.0);
    QCOMPARE(area(difference(a, b)), 12.0);
    QCOMPARE(area(intersection(a, b)), 4.0);
    QVERIFY(intersection(a, {{box(5, 5, 6, 6), {}}}).empty());
    QCOMPARE(difference(a, {{box(1, 1, 3, 3), {}}})[0].holes.size(), size_t(1));
    QCOMPARE(area(difference(a, {})), 16.0);
    // What overlaps itself is still taken once.
    QCOMPARE(area(difference({a[0], a[0]}, b)), 12.0);
}

void TestPlanar::slivers()
{
    // Edges that miss each other by a tenth of a millimetre leave nothing between them.
    const MultiPolygon left = difference({{box(0, 0, 10, 10), {}}}, {{box(0, 0, 9.9999, 10), {}}});
    QVERIFY(left.empty());
}

void TestPlanar::growing()
{
    QVERIFY(std::abs(area(grown({{box(0, 0, 4, 4), {}}}, 0.5)) - 25) < 1e-9);
    QVERIFY(std::abs(area(grown({{box(0, 0, 4, 4), {}}}, -0.5)) - 9) < 1e-9);
    QVERIFY(grown({{box(0, 0, 4, 4), {}}}, -3).empty());
}

void TestPlanar::innerCircles()
{
    const InnerCircle circle = innerCircle({{box(0, 0, 1, 1), {}}, {box(10, 0, 16, 4), {}}});
    QVERIFY(std::abs(circle.radius - 2) < 0.1);
    QVERIFY(circle.centre.x > 11.8 && circle.centre.x < 14.2);
    QVERIFY(!(innerCircle({}).radius > 0));
}

void TestPlanar::earsCoverTheArea_data()
{
    QTest::addColumn<Polygon>("polygon");
    QTest::newRow("square") << Polygon{box(0, 0, 2, 2), {}};
    QTest::newRow("corners on its edges") << Polygon{{{0, 0}, {1, 0}, {2, 0}, {2, 2}, {1, 2}, {0, 2}, {0, 1}}, {}};
    QTest::newRow("an L") << Polygon{{{0, 0}, {4, 0}, {4, 1}, {1, 1}, {1, 4}, {0, 4}}, {}};
    QTest::newRow("a comb") << Polygon{
        {{0, 0}, {7, 0}, {7, 3}, {6, 3}, {6, 1}, {5, 1}, {5, 3}, {4, 3}, {4, 1}, {3, 1}, {3, 3}, {0, 3}}, {}};
    QTest::newRow("a frame") << Polygon{box(0, 0, 10, 10), {hole(1, 1, 9, 9)}};
    QTest::newRow("two rooms") << Polygon{box(0, 0, 10, 6), {hole(0.2, 0.2, 4.9, 5.8), hole(5.1, 0.2, 9.8, 5.8)}};
    QTest::newRow("holes at one height") << Polygon{
        box(0, 0, 10, 4), {hole(1, 1, 2, 3), hole(3, 1, 4, 3), hole(5, 1, 6, 3), hole(7, 1, 9, 3)}};
    QTest::newRow("no area") << Polygon{{{0, 0}, {1, 0}, {2, 0}}, {}};
    QTest::newRow("too few") << Polygon{{{0, 0}, {1, 0}}, {}};
}

void TestPlanar::earsCoverTheArea()
{
    QFETCH(const Polygon, polygon);
    QCOMPARE(covered(triangulateQuickly(polygon)), area(polygon));
}

void TestPlanar::manyHoles()
{
    // A storey's walls: what is left of a floor when its rooms are taken out, turned so that nothing is level.
    const double turn = 0.37;
    const auto turned = [turn](Ring ring) {
        for (Vec2 &p : ring)
            p = Vec2(p.x * std::cos(turn) - p.y * std::sin(turn), p.x * std::sin(turn) + p.y * std::cos(turn));
        return ring;
    };
    Polygon walls{turned(box(0, 0, 60, 40)), {}};
    for (int j = 0; j < 10; ++j) {
        for (int i = 0; i < 15; ++i)
            walls.holes.push_back(turned(hole(i * 4 + 0.1, j * 4 + 0.1, i * 4 + 3.9, j * 4 + 3.9)));
    }
    const Triangulation flat = triangulateQuickly(walls);
    QVERIFY(std::abs(covered(flat) - area(walls)) < 1e-6);
}

void TestPlanar::randomStars()
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> any(0.2, 1.0);
    for (int n = 5; n < 400; n += 13) {
        Polygon star;
        for (int i = 0; i < n; ++i) {
            const double angle = 2 * M_PI * i / n, radius = 10 * any(random);
            star.outer.emplace_back(radius * std::cos(angle), radius * std::sin(angle));
        }
        const double found = covered(triangulateQuickly(star));
        QVERIFY2(std::abs(found - area(star)) < 1e-6, qPrintable(QStringLiteral("%1: %2").arg(n).arg(found)));
    }
}

QTEST_GUILESS_MAIN(TestPlanar)
#include "tst_planar.moc"
