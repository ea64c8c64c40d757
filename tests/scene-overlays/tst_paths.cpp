#include "Scenes.h"
#include "scene/picking/PickIndex.h"

#include <QTest>

using geometry::Vec3;
using scene::CameraPose;
using scene::CameraRig;
using scene::Climb;

/// Slow flights: an even pace, and over what stands in the way instead of through it.
class TestPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void climbsNoMoreThanItMust();
    void fliesOverATower();
    void fliesOverWhatStandsBesideTheEnd();
    void takesItsTime();
    void cutsWithReducedMotion();
    void isStoppedByAHand();
};

static Vec3 eyeOf(const CameraRig &rig)
{
    return rig.state().eye;
}

void TestPaths::climbsNoMoreThanItMust()
{
    const auto eye = [](double share) { return Vec3(-500 + 1000 * share, 0, 30); };
    int asked = 0;
    const auto free = [&asked](const Vec3 &, const Vec3 &) {
        ++asked;
        return false;
    };
    QCOMPARE(scene::climbOver(eye, free, 300).metres, 0.0);
    QVERIFY(asked > 0);
    // A wall across the middle, 90 m high.
    const auto wall = [](const Vec3 &from, const Vec3 &to) {
        return from.x < 0 && to.x >= 0 && glm::mix(from, to, -from.x / (to.x - from.x)).z < 90;
    };
    const Climb climb = scene::climbOver(eye, wall, 300);
    QVERIFY2(climb.metres > 59 && climb.metres < 100, qPrintable(QString::number(climb.metres)));
    QCOMPARE(climb.ramp, 0.4); // gently, as the wall is far from either end
    QCOMPARE(climb.at(0), 0.0);
    QCOMPARE(climb.at(1), 0.0);
    // One that nothing gets over: it stops trying.
    const auto sky = [](const Vec3 &from, const Vec3 &to) { return from.x < 0 && to.x >= 0; };
    QVERIFY(scene::climbOver(eye, sky, 300).metres <= 300);
}

/// Whether the eye came into a box on its way, and how high it was over the middle.
struct Flown {
    bool through = false;
    double highest = 0;
    qint64 ms = 0;
};

static Flown fly(CameraRig &rig, const geometry::Box3 &box)
{
    Flown flown;
    qint64 now = 1000;
    while (rig.tick(now)) {
        const Vec3 eye = eyeOf(rig);
        flown.through =
            flown.through || (glm::all(glm::greaterThan(eye, box.min)) && glm::all(glm::lessThan(eye, box.max)));
        flown.highest = std::max(flown.highest, eye.z);
        now += 16;
        if (now > 120'000)
            break;
    }
    flown.ms = now - 1000;
    return flown;
}

static std::function<bool(const Vec3 &, const Vec3 &)> blockedBy(const scene::PickIndex &index)
{
    return [&index](const Vec3 &from, const Vec3 &to) {
        const double length = glm::distance(from, to);
        return length > 0 && index.occluded({from, (to - from) / length}, length);
    };
}

void TestPaths::fliesOverATower()
{
    const geometry::Box3 tower{{-40, -40, 0}, {40, 40, 200}};
    scene::PickIndex index;
    index.insert(1, scenes::boxChunk(tower, 0, 0));
    const CameraPose from{{-300, 0, 2}, 80, 90, -15}, to{{380, 0, 2}, 80, 90, -15};
    for (const bool careful : {false, true}) {
        CameraRig rig;
        rig.setBounds({{-800, -800, 0}, {800, 800, 200}});
        rig.setPose(from);
        rig.flySlowly(to, 8, careful ? blockedBy(index) : nullptr);
        const Flown flown = fly(rig, tower);
        QCOMPARE(flown.through, !careful);
        QVERIFY(careful ? flown.highest > 200 : flown.highest < 200);
        QVERIFY(glm::distance(rig.pose().target, to.target) < 0.01);
        QVERIFY(std::abs(rig.pose().pitch - to.pitch) < 0.01);
    }
}

void TestPaths::fliesOverWhatStandsBesideTheEnd()
{
    const geometry::Box3 block{{200, -60, 0}, {260, 60, 60}};
    scene::PickIndex index;
    index.insert(1, scenes::boxChunk(block, 0, 0));
    CameraRig rig;
    rig.setBounds({{-800, -800, 0}, {800, 800, 100}});
    rig.setPose({{-300, 0, 2}, 60, 90, -12});
    rig.flySlowly({{340, 0, 2}, 60, 90, -12}, 6, blockedBy(index)); // its eye is 20 m behind the block
    QVERIFY(!fly(rig, block).through);
}

void TestPaths::takesItsTime()
{
    CameraRig rig;
    rig.setBounds({{-800, -800, 0}, {800, 800, 100}});
    rig.setPose({{0, 0, 0}, 300, 0, -40});
    rig.flySlowly({{200, 0, 0}, 300, 40, -40}, 12);
    qint64 now = 1000;
    rig.tick(now);
    double fastest = 0, x = eyeOf(rig).x;
    while (rig.tick(now += 100)) {
        fastest = std::max(fastest, std::abs(eyeOf(rig).x - x));
        x = eyeOf(rig).x;
    }
    QVERIFY2(std::abs(double(now) - 13'000) < 200, qPrintable(QString::number(now)));
    QVERIFY2(fastest < 10, qPrintable(QString::number(fastest))); // metres in a tenth of a second: nobody feels giddy
}

void TestPaths::cutsWithReducedMotion()
{
    CameraRig rig;
    rig.setReducedMotion(true);
    rig.setPose({{0, 0, 0}, 300, 0, -40});
    rig.flySlowly({{200, 0, 0}, 300, 40, -40}, 12);
    QVERIFY(!rig.isMoving());
    QCOMPARE(rig.pose().target.x, 200.0);
}

void TestPaths::isStoppedByAHand()
{
    CameraRig rig;
    rig.setPose({{0, 0, 0}, 300, 0, -40});
    rig.flySlowly({{200, 0, 0}, 300, 40, -40}, 12);
    rig.tick(1000);
    rig.tick(4000);
    rig.orbitBy(5, 0);
    QVERIFY(!rig.isMoving());
    QVERIFY(rig.pose().target.x < 150);
}

QTEST_GUILESS_MAIN(TestPaths)
#include "tst_paths.moc"
