#include "Streaming.h"
#include "video/CameraModel.h"
#include "video/Patrol.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::CameraModel;
using app::Patrol;
using app::Streams;

/// Cameras by distance, and the round through them, with real clips and streams.
class TestPatrol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theNearestComeFirst();
    void theViewLeadsWhereNothingIsSelected();
    void goingThroughTheListKeepsIt();
    void offlineCamerasAreCounted();
    void aRoundGoesOnByItself();
    void keysMoveIt();
    void aPausedPatrolWaits();
    void choosingSomethingElsePausesIt();
    void aDeadStreamIsSaidAndLeftSooner();
    void routesAreKept();
    void withoutCamerasItSaysSo();
    void anotherDistrictEndsIt();

private:
    void open(const QStringList &addresses);
    Patrol::Times quick() const;

    QTemporaryDir m_folder;
    QString m_clip;
    std::unique_ptr<app::Twin> m_twin;
    std::unique_ptr<app::Selection> m_selection;
    std::unique_ptr<Streams> m_streams;
    std::unique_ptr<CameraModel> m_cameras;
    std::unique_ptr<Patrol> m_patrol;
    QStringList m_flown;
};

void TestPatrol::initTestCase()
{
    m_clip = m_folder.filePath(QStringLiteral("clip.avi"));
    if (!streaming::makeClip(m_clip))
        QSKIP("ffmpeg is not installed");
}

Patrol::Times TestPatrol::quick() const
{
    Patrol::Times times;
    times.stepMs = 20;
    times.unitMs = 200; // a second of dwelling
    times.deadMs = 500;
    times.answerMs = 2000;
    return times;
}

void TestPatrol::open(const QStringList &addresses)
{
    cleanup();
    m_twin = std::make_unique<app::Twin>();
    m_twin->setCity(streaming::cityOfCameras(addresses));
    m_selection = std::make_unique<app::Selection>(*m_twin);
    m_streams = std::make_unique<Streams>(*m_twin, streaming::hurried());
    m_cameras = std::make_unique<CameraModel>(*m_twin, *m_selection);
    m_patrol = std::make_unique<Patrol>(*m_twin, *m_selection, *m_streams, *m_cameras, quick());
    m_patrol->setFlight([this](const domain::Thing &camera) { m_flown.append(camera.id); });
    m_cameras->setViewTarget([] { return geometry::Vec3(0, 40, 0); });
    m_cameras->viewMoved();
    QTRY_VERIFY(m_cameras->middle());
}

void TestPatrol::init()
{
    if (m_clip.isEmpty())
        QSKIP("ffmpeg is not installed");
    open({m_clip, m_clip, m_clip, m_clip});
}

void TestPatrol::cleanup()
{
    m_patrol.reset();
    m_cameras.reset();
    m_streams.reset();
    m_selection.reset();
    m_twin.reset();
    m_flown.clear();
}

void TestPatrol::theNearestComeFirst()
{
    QVERIFY(m_selection->select({domain::ObjectKind::Thing, QStringLiteral("C3")}));
    open({m_clip, QString(), m_clip, m_clip, m_clip});
    m_cameras->setMost(3);
    m_selection->select({domain::ObjectKind::Thing, QStringLiteral("C5")});
    QCOMPARE(m_cameras->count(), 3);
    QCOMPARE(m_cameras->total(), 4); // one has no stream
    QCOMPARE(m_cameras->idAt(0), QStringLiteral("C5"));
    QCOMPARE(m_cameras->idAt(1), QStringLiteral("C4"));
    QCOMPARE(m_cameras->idAt(2), QStringLiteral("C3"));
    QCOMPARE(m_cameras->index(1).data(CameraModel::DistanceTextRole).toString(), QStringLiteral("100 m"));
    QCOMPARE(m_cameras->around(), QStringLiteral("Near Camera 5"));
    // One without a stream can be selected; those with one are around it.
    m_selection->select({domain::ObjectKind::Thing, QStringLiteral("C2")});
    QCOMPARE(m_cameras->idAt(0), QStringLiteral("C1"));
    QCOMPARE(m_cameras->idAt(1), QStringLiteral("C3"));
}

void TestPatrol::theViewLeadsWhereNothingIsSelected()
{
    QCOMPARE(m_cameras->around(), QStringLiteral("In view"));
    QCOMPARE(m_cameras->idAt(0), QStringLiteral("C1"));
    m_cameras->setViewTarget([] { return geometry::Vec3(320, 0, 0); });
    m_cameras->viewMoved();
    QCOMPARE(m_cameras->idAt(0), QStringLiteral("C1")); // not before it rests
    QTRY_COMPARE(m_cameras->idAt(0), QStringLiteral("C4"));
}

void TestPatrol::goingThroughTheListKeepsIt()
{
    QSignalSpy resets(m_cameras.get(), &CameraModel::modelReset);
    m_selection->select({domain::ObjectKind::Thing, QStringLiteral("C4")});
    QCOMPARE(resets.count(), 0);
    QCOMPARE(m_cameras->idAt(0), QStringLiteral("C1"));
    QCOMPARE(m_cameras->indexOf(QStringLiteral("C4")), 3);
}

void TestPatrol::offlineCamerasAreCounted()
{
    QSignalSpy states(m_cameras.get(), &CameraModel::stateChanged);
    feeds::FeedBatch batch;
    batch.statuses.push_back({QStringLiteral("C2"), false, m_twin->now()});
    m_twin->take(batch);
    m_twin->flush();
    QCOMPARE(m_cameras->offline(), 1);
    QVERIFY(states.count() > 0);
    QCOMPARE(m_cameras->index(1).data(CameraModel::VisualRole).toString(), QStringLiteral("offline"));
}

void TestPatrol::aRoundGoesOnByItself()
{
    m_patrol->setDwellSeconds(5);
    QVERIFY(m_patrol->start());
    QVERIFY(m_patrol->isRunning());
    QCOMPARE(m_patrol->camera(), QStringLiteral("C1"));
    QCOMPARE(m_patrol->nextName(), QStringLiteral("Camera 2"));
    QCOMPARE(m_selection->id(), QStringLiteral("C1"));
    QTRY_VERIFY_WITH_TIMEOUT(m_streams->isPlaying(QStringLiteral("C1")), 2000);
    QTRY_COMPARE_WITH_TIMEOUT(m_patrol->camera(), QStringLiteral("C2"), 3000);
    QTRY_COMPARE_WITH_TIMEOUT(m_patrol->camera(), QStringLiteral("C4"), 6000);
    QTRY_COMPARE_WITH_TIMEOUT(m_patrol->camera(), QStringLiteral("C1"), 3000); // round
    QCOMPARE(m_flown, QStringList({QStringLiteral("C1"), QStringLiteral("C2"), QStringLiteral("C3"),
                                   QStringLiteral("C4"), QStringLiteral("C1")}));
    QCOMPARE(m_patrol->missed(), 0);
    m_patrol->toggle();
    QVERIFY(!m_patrol->isRunning());
    QCOMPARE(m_streams->liveCamera(), QString());
}

void TestPatrol::keysMoveIt()
{
    m_patrol->start();
    m_patrol->next();
    QCOMPARE(m_patrol->index(), 1);
    m_patrol->previous();
    m_patrol->previous();
    QCOMPARE(m_patrol->index(), 3);
    m_patrol->next();
    QCOMPARE(m_patrol->index(), 0);
    m_patrol->goTo(2);
    QCOMPARE(m_selection->id(), QStringLiteral("C3"));
    m_patrol->goTo(9);
    QCOMPARE(m_patrol->index(), 2);
}

void TestPatrol::aPausedPatrolWaits()
{
    m_patrol->setDwellSeconds(3);
    m_patrol->start();
    m_patrol->togglePause();
    const double progress = m_patrol->progress();
    QTest::qWait(1000);
    QCOMPARE(m_patrol->index(), 0);
    QCOMPARE(m_patrol->progress(), progress);
    m_patrol->next(); // by hand one goes on all the same
    QCOMPARE(m_patrol->index(), 1);
    QVERIFY(m_patrol->isPaused());
    m_patrol->togglePause();
    QTRY_COMPARE_WITH_TIMEOUT(m_patrol->index(), 2, 2000);
}

void TestPatrol::choosingSomethingElsePausesIt()
{
    QSignalSpy notices(m_patrol.get(), &Patrol::notice);
    m_patrol->start();
    m_selection->select({domain::ObjectKind::Thing, QStringLiteral("C4")});
    QVERIFY(m_patrol->isPaused());
    QCOMPARE(notices.count(), 1);
    m_patrol->togglePause();
    QCOMPARE(m_selection->id(), QStringLiteral("C1")); // back to where it was
    m_selection->clear();                              // closing the card is no such wish
    QVERIFY(!m_patrol->isPaused());
}

void TestPatrol::aDeadStreamIsSaidAndLeftSooner()
{
    open({m_clip, QStringLiteral("rtsp://127.0.0.1:%1/1").arg(streaming::deadPort()), m_clip});
    m_patrol->setDwellSeconds(10); // two seconds here
    m_patrol->start();
    m_patrol->next();
    QCOMPARE(m_patrol->camera(), QStringLiteral("C2"));
    QTRY_VERIFY_WITH_TIMEOUT(m_patrol->trouble().startsWith(QStringLiteral("127.0.0.1 refuses the connection")), 1500);
    QVERIFY2(m_patrol->trouble().contains(QStringLiteral("going on in")), qPrintable(m_patrol->trouble()));
    QCOMPARE(m_patrol->missed(), 1);
    QElapsedTimer dead;
    dead.start();
    QTRY_COMPARE_WITH_TIMEOUT(m_patrol->camera(), QStringLiteral("C3"), 2000);
    QVERIFY2(dead.elapsed() < 1000, qPrintable(QString::number(dead.elapsed())));
    QVERIFY(m_patrol->trouble().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(m_patrol->camera(), QStringLiteral("C1"), 4000);
    QCOMPARE(m_patrol->missed(), 0); // a new round
}

void TestPatrol::routesAreKept()
{
    QTemporaryDir profile;
    app::Settings settings(profile.path());
    QString project = QStringLiteral("/a/district.json");
    m_patrol->setKeeping(
        &settings, [&] { return project; }, [] { return true; });
    QSignalSpy routes(m_patrol.get(), &Patrol::routesChanged);
    m_patrol->addStop(QStringLiteral("C3"));
    m_patrol->addStop(QStringLiteral("C1"));
    m_patrol->addStop(QStringLiteral("C3")); // once is enough
    m_patrol->addStop(QStringLiteral("C4"));
    m_patrol->moveStop(2, 0);
    m_patrol->setDwellSeconds(1);
    QCOMPARE(m_patrol->dwellSeconds(), 3); // no flicker
    m_patrol->setDwellSeconds(20);
    m_patrol->saveRoute(QStringLiteral("  "));
    QCOMPARE(routes.count(), 0);
    m_patrol->saveRoute(QStringLiteral("Evening"));
    QCOMPARE(routes.count(), 1);
    m_patrol->clearStops();
    QVERIFY(m_patrol->stops().isEmpty());

    // As the next start finds it.
    Patrol next(*m_twin, *m_selection, *m_streams, *m_cameras);
    next.setKeeping(
        &settings, [&] { return project; }, [] { return true; });
    QCOMPARE(next.routes().size(), 1);
    QCOMPARE(next.routes()[0].toMap().value(QStringLiteral("count")).toInt(), 3);
    QVERIFY(next.startRoute(QStringLiteral("Evening")));
    QCOMPARE(next.camera(), QStringLiteral("C4"));
    QCOMPARE(next.dwellSeconds(), 20);
    QCOMPARE(next.route(), QStringLiteral("Evening"));
    next.stop();
    next.loadRoute(QStringLiteral("Evening"));
    next.removeStop(0);
    QCOMPARE(next.stops().size(), 2);
    QCOMPARE(next.stops()[0].toMap().value(QStringLiteral("name")).toString(), QStringLiteral("Camera 3"));
    // Another project has its own.
    project = QStringLiteral("/b/district.json");
    Patrol other(*m_twin, *m_selection, *m_streams, *m_cameras);
    other.setKeeping(
        &settings, [&] { return project; }, [] { return true; });
    QVERIFY(other.routes().isEmpty());
    QVERIFY(!other.startRoute(QStringLiteral("Evening")));
    project = QStringLiteral("/a/district.json");
    next.removeRoute(QStringLiteral("Evening"));
    QVERIFY(next.routes().isEmpty());
}

void TestPatrol::withoutCamerasItSaysSo()
{
    open({QString(), QString()});
    QSignalSpy notices(m_patrol.get(), &Patrol::notice);
    m_patrol->toggle();
    QVERIFY(!m_patrol->isRunning());
    QCOMPARE(notices.count(), 1);
}

void TestPatrol::anotherDistrictEndsIt()
{
    m_patrol->start();
    m_twin->setCity(streaming::cityOfCameras({}));
    QVERIFY(!m_patrol->isRunning());
    QCOMPARE(m_cameras->count(), 0);
    m_twin->setCity(nullptr);
    QCOMPARE(m_cameras->total(), 0);
}

QTEST_MAIN(TestPatrol)
#include "tst_patrol.moc"
