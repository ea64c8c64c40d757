#include "HandMadeInterior.h"
#include "base/Job.h"
#include "scene/camera/Walker.h"

#include <QTest>

using namespace scene;
using geometry::Vec2;
using geometry::Vec3;

/// Walking without a display: walls stop and lead along, doors let through, steps are climbed, edges are fallen off.
class WalkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wallsStop();
    void wallsLeadAlong();
    void doorsLetThrough();
    void stepsAreClimbed_data();
    void stepsAreClimbed();
    void eyeFallsToTheFloor();
    void keysMoveAtAPace();

private:
    std::shared_ptr<const InteriorGeometry> m_geometry;
    Walker m_walker;
};

void WalkTest::initTestCase()
{
    m_geometry = buildInterior(handmade::interior(QStringLiteral("b"), 2, {0, 0}), {}, base::Job());
    QVERIFY(m_geometry);
    m_walker.setGeometry(m_geometry, [](const Vec2 &) { return -0.2; });
}

void WalkTest::wallsStop()
{
    QVERIFY(m_walker.standAt({-5, -3.5, 0.1}, 0));
    m_walker.go({0, -6}); // towards the outer wall at y = -6
    QVERIFY2(m_walker.feet().y > -6.0 + Walker::Radius - 0.06, qPrintable(QString::number(m_walker.feet().y)));
    QVERIFY2(m_walker.feet().y < -5.3, qPrintable(QString::number(m_walker.feet().y)));
}

void WalkTest::wallsLeadAlong()
{
    QVERIFY(m_walker.standAt({-5, -5.5, 0.1}, 0));
    m_walker.go({2, -2});
    QVERIFY2(m_walker.feet().x > -3.3, qPrintable(QString::number(m_walker.feet().x)));
    QVERIFY(m_walker.feet().y > -6.0 + Walker::Radius - 0.06);
}

void WalkTest::doorsLetThrough()
{
    QVERIFY(m_walker.standAt({-5, -3.5, 0.1}, 0));
    m_walker.go({0, 3.5}); // through the door at x = -5, y = -1
    QVERIFY2(m_walker.feet().y > -0.3, qPrintable(QString::number(m_walker.feet().y)));
    // Beside the door the wall is closed.
    QVERIFY(m_walker.standAt({-2, -3.5, 0.1}, 0));
    m_walker.go({0, 3.5});
    QVERIFY2(m_walker.feet().y < -1.0, qPrintable(QString::number(m_walker.feet().y)));
}

/// A flight of steps between two floors, and a wall behind the upper one.
static std::shared_ptr<const InteriorGeometry> steps(double rise)
{
    geometry::Mesh floors, walls;
    const auto quad = [](geometry::Mesh &mesh, const Vec3 &a, const Vec3 &b, const Vec3 &c, const Vec3 &d) {
        const uint32_t first = uint32_t(mesh.positions.size());
        for (const Vec3 &p : {a, b, c, d})
            mesh.positions.push_back(glm::vec3(p));
        mesh.indices.insert(mesh.indices.end(), {first, first + 1, first + 2, first, first + 2, first + 3});
    };
    quad(floors, {-5, -5, 0}, {3, -5, 0}, {3, 5, 0}, {-5, 5, 0});
    for (int i = 0; i < 10; ++i) {
        const double x = 0.28 * i, z = rise * (i + 1);
        quad(floors, {x, -1, z}, {x + 0.28, -1, z}, {x + 0.28, 1, z}, {x, 1, z});
    }
    quad(floors, {2.8, -5, 10 * rise}, {8, -5, 10 * rise}, {8, 5, 10 * rise}, {2.8, 5, 10 * rise});
    quad(walls, {7, -5, 10 * rise + 0.3}, {7, 5, 10 * rise + 0.3}, {7, 5, 10 * rise + 1.6}, {7, -5, 10 * rise + 1.6});
    auto storey = std::make_shared<InsideStorey>();
    storey->floors = geometry::Bvh(floors);
    storey->walls = geometry::Bvh(walls);
    auto geometry = std::make_shared<InteriorGeometry>();
    geometry->storeys.push_back(storey);
    return geometry;
}

void WalkTest::stepsAreClimbed_data()
{
    QTest::addColumn<double>("rise");
    QTest::addColumn<bool>("climbed");
    QTest::newRow("usual") << 0.17 << true;
    QTest::newRow("steep") << 0.24 << true;
    QTest::newRow("too high") << 0.4 << false;
}

void WalkTest::stepsAreClimbed()
{
    QFETCH(double, rise);
    QFETCH(bool, climbed);
    Walker walker;
    walker.setGeometry(steps(rise), {});
    QVERIFY(walker.standAt({-2, 0, 0.1}, 90));
    walker.go({12, 0});
    QCOMPARE(walker.feet().z > 9.9 * rise, climbed);
    if (climbed) {
        QVERIFY2(walker.feet().x < 7 - Walker::Radius + 0.05, "the wall above stops");
        QVERIFY(walker.feet().x > 6.5);
    } else {
        QVERIFY(std::abs(walker.feet().z) < 0.05); // under them, where there is room
    }
}

void WalkTest::eyeFallsToTheFloor()
{
    Walker walker;
    walker.setGeometry(steps(0.17), {});
    QVERIFY(walker.standAt({5, 3, 1.8}, 270));
    walker.go({-3, 0}); // off the edge beside the steps
    for (int i = 0; i < 100 && walker.isMoving(); ++i)
        walker.tick(16);
    QVERIFY2(std::abs(walker.feet().z) < 0.01, qPrintable(QString::number(walker.feet().z)));
    QVERIFY(std::abs(walker.eye().z - Walker::EyeHeight) < 0.01);
}

void WalkTest::keysMoveAtAPace()
{
    QVERIFY(m_walker.standAt({-8, 0, 0.1}, 90));
    const double from = m_walker.feet().x;
    m_walker.hold(Walker::Step::Forward, true);
    for (int i = 0; i < 50; ++i)
        m_walker.tick(20);
    m_walker.releaseAll();
    QVERIFY2(std::abs(m_walker.feet().x - from - 1.4) < 0.1, qPrintable(QString::number(m_walker.feet().x - from)));
    QVERIFY(!m_walker.isMoving());
}

QTEST_GUILESS_MAIN(WalkTest)
#include "WalkTest.moc"
