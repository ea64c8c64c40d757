#include "Scenes.h"
#include "scene/camera/CameraInput.h"
#include "scene/camera/ClearView.h"
#include "scene/camera/HomeBounds.h"
#include "scene/camera/ScaleBar.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointingDevice>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>
#include <QTouchEvent>
#include <QWheelEvent>

#include <cmath>
#include <random>

using geometry::Vec2;
using geometry::Vec3;
using scene::CameraPose;
using scene::CameraRig;

namespace
{

double hills(const Vec2 &p)
{
    return 40 * std::sin(p.x / 150) * std::cos(p.y / 210) + 20;
}

geometry::Box3 district()
{
    return {{-800, -800, 0}, {800, 800, 120}};
}

void finish(CameraRig &rig)
{
    qint64 now = 1000;
    while (rig.tick(now)) {
        now += 16;
        QVERIFY2(now < 60000, "moves for ever");
    }
}

double apart(const QPointF &a, const QPointF &b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

}

/// Hands its touches on, as the view does.
class Surface : public QQuickItem
{
public:
    Surface(scene::CameraInput &input, QQuickItem *parent) : QQuickItem(parent), m_input(input)
    {
        setAcceptTouchEvents(true);
    }
    std::optional<QPointF> tapped;

protected:
    void touchEvent(QTouchEvent *event) override { tapped = m_input.touch(event); }

private:
    scene::CameraInput &m_input;
};

class CameraTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void projectsAndCastsBack()
    {
        const scene::ViewState view = scenes::viewOf({2500000, 500000, 10}, 700, 123, -33);
        for (const QPointF pixel : {QPointF(0, 0), QPointF(960, 540), QPointF(1900, 17), QPointF(333, 1079)}) {
            const geometry::Ray ray = view.rayAt(pixel);
            QVERIFY(std::abs(glm::length(ray.direction) - 1) < 1e-12);
            double depth = 0;
            QVERIFY(apart(view.project(ray.origin + ray.direction * 350.0, &depth), pixel) < 1e-4);
            QVERIFY(depth > 200 && depth < 350.001);
        }
        double behind = 0;
        view.project(view.eye - view.forward() * 10.0, &behind);
        QVERIFY(std::abs(behind + 10) < 1e-6);
        QVERIFY(std::abs(view.metresPerPixel(700) - 2 * 700 * std::tan(M_PI / 8) / 1080) < 1e-9);
    }

    void zoomKeepsThePointUnderTheCursor()
    {
        CameraRig rig;
        rig.setSize({1920, 1080});
        rig.setGroundAt(hills);
        rig.setBounds(district());
        rig.home(false);
        const QPointF pixel(1300, 700);
        std::optional<Vec3> under;
        rig.setPointAt([&](const scene::ViewState &state, const QPointF &at) {
            const geometry::Ray ray = state.rayAt(at);
            double t = 0;
            while (t < 5000 && (ray.origin + ray.direction * t).z > hills(Vec2(ray.origin + ray.direction * t)))
                t += 0.05;
            under = ray.origin + ray.direction * t;
            return *under;
        });
        for (const double factor : {0.8, 0.5, 0.7, 1.3}) {
            rig.zoomAt(pixel, factor);
            QVERIFY(apart(rig.state().project(*under), pixel) < 1);
        }
        // In steps as well, wherever it stands in between.
        rig.zoomAt(pixel, 0.6, true);
        QVERIFY(rig.isMoving());
        for (qint64 now = 0; rig.tick(now); now += 16)
            QVERIFY(apart(rig.state().project(*under), pixel) < 1);
        QVERIFY(apart(rig.state().project(*under), pixel) < 1);
    }

    void panKeepsTheGrabbedPoint()
    {
        CameraRig rig;
        rig.setSize({1920, 1080});
        rig.setBounds(district());
        rig.home(false);
        const geometry::Ray ray = rig.state().rayAt({900, 600});
        const Vec3 grabbed = ray.origin - ray.direction * (ray.origin.z / ray.direction.z);
        rig.beginDrag(CameraRig::Drag::Pan, {900, 600});
        for (const QPointF to : {QPointF(950, 640), QPointF(1010, 500), QPointF(700, 720)}) {
            rig.dragTo(to);
            QVERIFY(apart(rig.state().project(grabbed), to) < 1);
        }
        rig.endDrag();
        // Turning keeps it too.
        const QPointF at = rig.state().project(grabbed);
        rig.orbitAt(at, 30, 5);
        QVERIFY(apart(rig.state().project(grabbed), at) < 1);
    }

    void neverUnderTheGround()
    {
        CameraRig rig;
        rig.setSize({1280, 720});
        rig.setGroundAt(hills);
        rig.setBounds(district());
        rig.home(false);
        std::mt19937 random(3);
        std::uniform_real_distribution<double> any(-1, 1);
        for (int i = 0; i < 4000; ++i) {
            const QPointF pixel(640 + 640 * any(random), 360 + 360 * any(random));
            switch (i % 5) {
            case 0:
                rig.zoomAt(pixel, std::exp(any(random) - 0.2));
                break;
            case 1:
                rig.orbitBy(90 * any(random), 40 * any(random));
                break;
            case 2:
                rig.panBy(500 * any(random), 500 * any(random));
                break;
            case 3:
                rig.orbitAt(pixel, 40 * any(random), 60 * any(random));
                break;
            case 4:
                rig.beginDrag(CameraRig::Drag::Pan, pixel);
                rig.dragTo(pixel + QPointF(300 * any(random), 300 * any(random)));
                rig.endDrag();
                break;
            }
            const Vec3 eye = rig.state().eye;
            QVERIFY2(eye.z > hills(Vec2(eye)) + 1, qPrintable(QString::number(i)));
            QVERIFY(std::isfinite(eye.x + eye.y + eye.z));
            QVERIFY(rig.pose().pitch >= -90 && rig.pose().pitch <= 60);
        }
    }

    void neverLost()
    {
        CameraRig rig;
        rig.setSize({1280, 720});
        rig.setBounds(district());
        rig.home(false);
        for (int i = 0; i < 300; ++i) {
            rig.panBy(800, 300);
            rig.zoomBy(1.2);
        }
        const Vec3 target = rig.pose().target;
        QVERIFY(std::abs(target.x) < 1500 && std::abs(target.y) < 1500);
        QVERIFY(rig.pose().distance <= 2.5 * std::hypot(1600, 1600, 120) + 1);
        rig.setPose({{1e9, geometry::NaN, 0}, 100, 0, -30});
        QVERIFY(std::abs(rig.pose().target.x) < 1500);
        rig.setPose({{1e9, 0, 0}, 100, 0, -30});
        QVERIFY(std::abs(rig.pose().target.x) < 1500);
        QVERIFY(rig.state().farPlane > 100);
    }

    void fliesToTheEnd()
    {
        CameraRig rig;
        rig.setSize({1920, 1080});
        rig.setBounds(district());
        rig.setPose({{-400, -300, 0}, 150, 350, -30});
        const CameraPose to{{500, 420, 10}, 200, 30, -60};
        QSignalSpy moving(&rig, &CameraRig::movingChanged);
        rig.flyTo(to);
        QVERIFY(rig.isMoving());
        qint64 now = 50000;
        double highest = 0, turned = 0;
        const qint64 start = now;
        while (rig.tick(now)) {
            highest = std::max(highest, rig.pose().distance);
            turned = std::max(turned, std::abs(std::remainder(rig.pose().heading - 10, 360.0)));
            now += 16;
        }
        QCOMPARE(rig.pose(), to);
        QVERIFY2(now - start >= 600 && now - start <= 1216, qPrintable(QString::number(now - start)));
        QVERIFY2(highest > 250, "no arc");
        QVERIFY2(turned <= 20.5, "the long way round");
        QCOMPARE(moving.count(), 2);
        QVERIFY(!rig.tick(now));

        rig.setReducedMotion(true);
        rig.flyTo(rig.homePose());
        QVERIFY(!rig.isMoving());
        QCOMPARE(rig.pose(), rig.homePose());
    }

    // A heap of cubes in the air, a lone chimney: home looks at them, not at the ground below.
    void homeShowsWhatIsHigh()
    {
        for (const geometry::Box3 &box :
             {geometry::Box3{{-40, -40, 300}, {40, 40, 420}}, geometry::Box3{{-20, -20, 0}, {20, 20, 900}},
              geometry::Box3{{-50, -50, -10}, {50, 50, 60}}}) {
            CameraRig rig;
            rig.setSize({1600, 900});
            rig.setBounds(box);
            const auto seen = rig.seenFrom(rig.homePose(), box);
            QVERIFY(seen);
            QVERIFY2(QRectF(-1, -1, 1602, 902).contains(*seen) && seen->height() > 200,
                     qPrintable(QStringLiteral("%1 %2 %3 %4")
                                    .arg(seen->x())
                                    .arg(seen->y())
                                    .arg(seen->width())
                                    .arg(seen->height())));
        }
    }

    // A layer, or a building, of another place empties no home view.
    void homeLeavesStraysOut()
    {
        const auto layer = [](domain::LayerKind kind, int count, double east) {
            auto made = std::make_shared<domain::Layer>();
            made->info.kind = kind;
            for (int i = 0; i < count; ++i) {
                const double x = east + (i % 50) * 40, y = i / 50 * 40;
                domain::Building building;
                building.footprint = {{{{x, y}, {x + 20, y}, {x + 20, y + 20}, {x, y + 20}}, {}}};
                building.ground = 0;
                building.height = 20;
                if (kind == domain::LayerKind::Building)
                    made->buildings.push_back(building);
                domain::Feature feature;
                feature.shape = building.footprint;
                if (kind != domain::LayerKind::Building)
                    made->features.push_back(feature);
            }
            return made;
        };
        domain::City city;
        const auto buildings = layer(domain::LayerKind::Building, 2500, 0);
        city.layers = {buildings};
        const geometry::Box3 town = scene::homeBounds(city);
        QCOMPARE(town.max.x, city.bounds().max.x); // all of it where nothing strays
        // Roads around it are shown with it.
        city.layers = {buildings, layer(domain::LayerKind::Road, 100, 1500)};
        QCOMPARE(scene::homeBounds(city).max.x, city.bounds().max.x);
        city.layers = {layer(domain::LayerKind::Road, 5000, 4e6), buildings};
        QCOMPARE(scene::homeBounds(city).max.x, town.max.x);
        auto strays = std::make_shared<domain::Layer>(*buildings);
        strays->buildings.push_back(buildings->buildings[0]);
        for (geometry::Vec2 &point : strays->buildings.back().footprint[0].outer)
            point.x -= 5e5;
        city.layers = {strays};
        const geometry::Box3 kept = scene::homeBounds(city);
        QVERIFY(kept.min.x > -2000 && kept.max.x >= town.max.x - 1);
        QVERIFY(city.bounds().min.x < -4e5);
        QVERIFY(scene::homeBounds(domain::City()).isEmpty());
    }

    void turnsNorthAndAbove()
    {
        CameraRig rig;
        rig.setBounds(district());
        rig.setPose({{10, 20, 0}, 400, 200, -30});
        rig.northUp();
        finish(rig);
        QCOMPARE(rig.pose().heading, 0.0);
        rig.topView();
        finish(rig);
        QCOMPARE(rig.pose(), (CameraPose{{10, 20, 0}, 400, 0, -90}));
    }

    void showsABoxWhole()
    {
        CameraRig rig;
        rig.setSize({1920, 1080});
        rig.setBounds(district());
        rig.home(false);
        const geometry::Box3 box{{100, 50, 0}, {180, 90, 110}};
        rig.setPose(rig.poseFor(box));
        for (int corner = 0; corner < 8; ++corner) {
            const QPointF p =
                rig.state().project({corner & 1 ? box.max.x : box.min.x, corner & 2 ? box.max.y : box.min.y,
                                     corner & 4 ? box.max.z : box.min.z});
            QVERIFY(QRectF(0, 0, 1920, 1080).contains(p));
        }
        const Vec3 eye(100, -300, 250);
        const CameraPose pose = rig.poseFromEye(eye, 15, -35);
        rig.setPose(pose);
        QVERIFY(glm::length(rig.state().eye - eye) < 1e-6);
    }

    void fillsTheStage_data()
    {
        QTest::addColumn<QRectF>("stage");
        QTest::addColumn<double>("pitch");
        for (const double pitch : {-20.0, -45.0, -80.0}) {
            QTest::addRow("between panels, %g", pitch) << QRectF(500, 120, 380, 800) << pitch;
            QTest::addRow("above a table, %g", pitch) << QRectF(300, 100, 1200, 350) << pitch;
            QTest::addRow("in a corner, %g", pitch) << QRectF(1300, 560, 600, 500) << pitch;
        }
    }

    void fillsTheStage()
    {
        QFETCH(QRectF, stage);
        QFETCH(double, pitch);
        CameraRig rig;
        rig.setSize({1920, 1080});
        rig.setBounds(district());
        rig.setStage(stage);
        for (const geometry::Box3 &box :
             {geometry::Box3{{100, 50, 0}, {130, 75, 200}}, geometry::Box3{{-90, 0, 0}, {90, 20, 12}}}) {
            for (const double heading : {0.0, 35.0, 200.0}) {
                rig.flyToBox(box, heading, pitch, 9, false);
                QRectF seen;
                for (int corner = 0; corner < 8; ++corner) {
                    const QPointF at =
                        rig.state().project({corner & 1 ? box.max.x : box.min.x, corner & 2 ? box.max.y : box.min.y,
                                             corner & 4 ? box.max.z : box.min.z});
                    QVERIFY(stage.contains(at));
                    seen = seen.united(QRectF(at, QSizeF(1e-3, 1e-3)));
                }
                QVERIFY(seen.width() > 0.9 * stage.width() || seen.height() > 0.9 * stage.height());
                QVERIFY(apart(seen.center(), stage.center()) < 2);
                const auto told = rig.seenFrom(rig.pose(), box);
                QVERIFY(told && apart(told->center(), seen.center()) < 1e-2);
            }
        }
    }

    void followsTheStageUntilMoved()
    {
        CameraRig rig;
        rig.setReducedMotion(true);
        rig.setSize({1920, 1080});
        rig.setBounds(district());
        const geometry::Box3 box{{100, 50, 0}, {130, 75, 200}};
        rig.flyToBox(box, 20, -30, 9);
        const CameraPose before = rig.pose();
        const QRectF stage(500, 120, 380, 800);
        rig.setStage(stage);
        QVERIFY(rig.isFitted());
        QVERIFY(rig.pose() != before);
        QVERIFY(stage.contains(*rig.seenFrom(rig.pose(), box)));
        // Turning keeps it there; after that it is the user's view.
        const QPointF middle = rig.state().project(box.centre());
        rig.orbitBy(40, 0);
        QVERIFY(apart(rig.state().project(box.centre()), middle) < 40);
        QVERIFY(!rig.isFitted());
        const CameraPose own = rig.pose();
        rig.setStage({});
        QCOMPARE(rig.pose(), own);
        // Home is the middle of the stage too.
        rig.setStage(stage);
        rig.home();
        QVERIFY(apart(rig.state().project({0, 0, 0}), stage.center()) < 1);
    }

    void looksFromWhereLeastIsHidden()
    {
        using scene::Aside;
        int asked = 0;
        const auto wall = [&](double from, double to) {
            return [&asked, from, to](const Aside &side) {
                ++asked;
                return side.turn > from && side.turn < to ? 20 - int(side.steeper) : 0;
            };
        };
        Aside side = scene::clearestSide(wall(200, 300));
        QCOMPARE(side.turn, 0.0); // nothing is in the way
        QCOMPARE(asked, 1);
        side = scene::clearestSide(wall(-10, 30));
        QCOMPARE(side.turn, -25.0); // the nearest of the free ones
        QCOMPARE(side.steeper, 0.0);
        side = scene::clearestSide(wall(-60, 70));
        QCOMPARE(side.turn, 80.0);
        side = scene::clearestSide(wall(-60, 70), 60);
        QCOMPARE(side.turn, 0.0); // none is free: over it
        QCOMPARE(side.steeper, 15.0);
    }

    void followsMouseAndKeys()
    {
        CameraRig rig;
        rig.setSize({1000, 800});
        rig.setBounds(district());
        rig.home(false);
        scene::CameraInput input(rig);
        const auto mouse = [](QEvent::Type type, const QPointF &at, Qt::MouseButton button,
                              Qt::KeyboardModifiers modifiers = {}) {
            return QMouseEvent(type, at, at, button, type == QEvent::MouseButtonRelease ? Qt::NoButton : button,
                               modifiers);
        };
        const auto drag = [&](Qt::MouseButton button, Qt::KeyboardModifiers modifiers, const QPointF &by) {
            QMouseEvent press = mouse(QEvent::MouseButtonPress, {500, 400}, button, modifiers);
            input.mousePress(&press);
            QMouseEvent move = mouse(QEvent::MouseMove, QPointF(500, 400) + by, button, modifiers);
            input.mouseMove(&move);
            QMouseEvent release = mouse(QEvent::MouseButtonRelease, QPointF(500, 400) + by, button, modifiers);
            return input.mouseRelease(&release);
        };
        CameraPose before = rig.pose();
        QVERIFY(drag(Qt::LeftButton, {}, {2, 1})); // a click
        QCOMPARE(rig.pose(), before);
        QVERIFY(!drag(Qt::LeftButton, {}, {100, 0}));
        QCOMPARE(rig.pose().heading, before.heading);
        QVERIFY(glm::length(rig.pose().target - before.target) > 10);
        for (const auto &[button, modifiers] :
             {std::pair(Qt::RightButton, Qt::KeyboardModifiers()), std::pair(Qt::MiddleButton, Qt::KeyboardModifiers()),
              std::pair(Qt::LeftButton, Qt::KeyboardModifiers(Qt::ControlModifier))}) {
            before = rig.pose();
            QVERIFY(!drag(button, modifiers, {60, 20}));
            QVERIFY(std::abs(std::remainder(rig.pose().heading - before.heading - 18, 360)) < 1e-6);
            QVERIFY(std::abs(rig.pose().pitch - before.pitch + 6) < 1e-6);
        }

        QWheelEvent wheel({500, 400}, {500, 400}, {}, {0, 120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        before = rig.pose();
        input.wheel(&wheel);
        finish(rig);
        QVERIFY(rig.pose().distance < 0.9 * before.distance);

        // A tap moves a visible step, and then nothing moves.
        before = rig.pose();
        QKeyEvent down(QEvent::KeyPress, Qt::Key_E, {}), up(QEvent::KeyRelease, Qt::Key_E, {});
        QVERIFY(input.keyPress(&down));
        rig.tick(0);
        input.keyRelease(&up);
        finish(rig);
        const double turned = std::remainder(rig.pose().heading - before.heading, 360);
        QVERIFY2(turned > 5 && turned < 15, qPrintable(QString::number(turned)));
        QKeyEvent other(QEvent::KeyPress, Qt::Key_J, {});
        QVERIFY(!input.keyPress(&other));
    }

    void followsFingers()
    {
        CameraRig rig;
        rig.setSize({1000, 800});
        rig.setBounds(district());
        rig.home(false);
        scene::CameraInput input(rig);
        QQuickWindow window;
        window.resize(1000, 800);
        Surface surface(input, window.contentItem());
        surface.setSize({1000, 800});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QPointingDevice *screen = QTest::createTouchDevice();
        const auto touch = [&](QEvent::Type type, const QList<QPoint> &at) {
            surface.tapped.reset();
            auto sequence = QTest::touchEvent(&window, screen, false);
            for (int i = 0; i < at.size(); ++i) {
                if (type == QEvent::TouchBegin)
                    sequence.press(i, at[i], &window);
                else if (type == QEvent::TouchEnd)
                    sequence.release(i, at[i], &window);
                else
                    sequence.move(i, at[i], &window);
            }
            sequence.commit();
            return surface.tapped;
        };
        // A tap.
        CameraPose before = rig.pose();
        QVERIFY(!touch(QEvent::TouchBegin, {{500, 400}}));
        QVERIFY(touch(QEvent::TouchEnd, {{500, 400}}));
        QCOMPARE(rig.pose(), before);
        // One finger moves the map, its point stays under it.
        const geometry::Ray ray = rig.state().rayAt({500, 400});
        const Vec3 ground = ray.origin - ray.direction * (ray.origin.z / ray.direction.z);
        touch(QEvent::TouchBegin, {{500, 400}});
        touch(QEvent::TouchUpdate, {{560, 430}});
        QVERIFY(!touch(QEvent::TouchEnd, {{560, 430}}));
        QVERIFY(apart(rig.state().project(ground), {560, 430}) < 1);
        // Two fingers apart bring it nearer.
        before = rig.pose();
        touch(QEvent::TouchBegin, {{450, 400}, {550, 400}});
        touch(QEvent::TouchUpdate, {{430, 400}, {570, 400}});
        touch(QEvent::TouchUpdate, {{400, 400}, {600, 400}});
        touch(QEvent::TouchEnd, {{400, 400}, {600, 400}});
        QVERIFY2(std::abs(rig.pose().distance / before.distance - 0.5) < 0.06,
                 qPrintable(QString::number(rig.pose().distance / before.distance)));
        // Both upwards: it tilts towards the horizon.
        before = rig.pose();
        touch(QEvent::TouchBegin, {{450, 500}, {550, 500}});
        touch(QEvent::TouchUpdate, {{450, 480}, {550, 480}});
        touch(QEvent::TouchUpdate, {{450, 440}, {550, 440}});
        touch(QEvent::TouchEnd, {{450, 440}, {550, 440}});
        QVERIFY(rig.pose().pitch > before.pitch + 10);
        QVERIFY(std::abs(std::remainder(rig.pose().heading - before.heading, 360.0)) < 1e-6);
    }

    void measuresTheView()
    {
        const scene::ViewState view = scenes::viewOf({0, 0, 0}, 1000, 75);
        const scene::ScaleBar bar = scene::scaleBar(view, 160);
        QCOMPARE(bar.metres, 100.0);
        const QPointF from = view.project({0, 0, 0}), to = view.project(view.right() * bar.metres);
        QVERIFY(std::abs(apart(from, to) - bar.pixels) < 0.01);
        QCOMPARE(bar.label(), QStringLiteral("100 m"));
        QCOMPARE(scene::scaleBar(scenes::viewOf({0, 0, 0}, 30000)).label(), QStringLiteral("2 km"));
        QCOMPARE(scene::compassRotation(view), -75.0);
    }
};

int main(int argc, char *argv[])
{
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QGuiApplication application(argc, argv);
    CameraTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_camera.moc"
