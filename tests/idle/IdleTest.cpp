#include "scene/CityView.h"
#include "session/Session.h"
#include "viewer/Viewer.h"

#include <QApplication>
#include <QProcess>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>

/// What the wall costs while nobody touches it and the sample's feed runs: the window as it ships, pictures of the city
/// and of the window counted, processor time measured. Needs a display with OpenGL 3.3 (Xvfb will do).
class IdleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void startsNoSessionBus();
    void feedDrawsNoCity();
    void panelsDrawNoCity();

private:
    struct Cost {
        int city = 0, window = 0, moved = 0;
        double cpuSeconds = 0, seconds = 0;
    };
    Cost during(int ms, const std::function<void()> &act = {});
    QTemporaryDir m_folder;
    std::unique_ptr<app::Viewer> m_viewer;
};

void IdleTest::initTestCase()
{
    QProcess sample;
    sample.start(QStringLiteral(PROGRAM), {QStringLiteral("sample"), m_folder.filePath(QStringLiteral("sample"))});
    QVERIFY(sample.waitForFinished(120'000));
    QCOMPARE(sample.exitCode(), 0);
    app::ViewerOptions options;
    options.paths = {m_folder.filePath(QStringLiteral("sample"))};
    options.profile = m_folder.filePath(QStringLiteral("profile"));
    options.layout = QStringLiteral("wall");
    options.language = QStringLiteral("zh_CN");
    options.role = QStringLiteral("operator");
    options.size = QSize(1920, 1080);
    options.fixedSize = true;
    m_viewer = std::make_unique<app::Viewer>(options);
    QSignalSpy loaded(&m_viewer->session(), &app::Session::loaded);
    QVERIFY(m_viewer->start());
    QVERIFY(loaded.count() > 0 || loaded.wait(120'000));
    QTRY_VERIFY_WITH_TIMEOUT(m_viewer->session().isLive(), 30'000);
    QTest::qWait(8'000); // the first readings have come, what they tinted is drawn
}

/// main() has taken the session bus away: starting another would fork this program.
void IdleTest::startsNoSessionBus()
{
    QCOMPARE(qgetenv("DBUS_SESSION_BUS_ADDRESS"), QByteArray("disabled:"));
}

void IdleTest::cleanupTestCase()
{
    m_viewer.reset();
}

static double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

IdleTest::Cost IdleTest::during(int ms, const std::function<void()> &act)
{
    QSignalSpy city(m_viewer->view(), &scene::CityView::frameRendered);
    QSignalSpy window(m_viewer->window(), &QQuickWindow::frameSwapped);
    QElapsedTimer timer;
    timer.start();
    const double before = cpuSeconds();
    QSignalSpy moved(m_viewer->view(), &scene::CityView::viewStateChanged);
    QSignalSpy markers(m_viewer->view(), &scene::CityView::markersMoved);
    QSignalSpy changed(&m_viewer->session().twin(), &app::Twin::changed);
    if (act)
        act();
    QTest::qWait(ms);
    qInfo("camera moved %d times, markers %d, state changed %d times", int(moved.count()), int(markers.count()),
          int(changed.count()));
    return {int(city.count()), int(window.count()), int(moved.count()), cpuSeconds() - before,
            double(timer.elapsed()) / 1000};
}

/// Readings change figures and markers; the city is drawn anew only where a building takes the colour of an alarm or
/// loses it: a few pictures, and those that smooth it.
void IdleTest::feedDrawsNoCity()
{
    int severities = 0;
    const auto counting =
        connect(&m_viewer->session().twin(), &app::Twin::changed, this, [&](const domain::ChangeSet &changes) {
            severities += int(changes.raised.size()) + int(changes.alarms.size());
        });
    const Cost cost = during(8'000);
    disconnect(counting);
    qInfo("city %d, window %d pictures, %d alarms in %.1f s", cost.city, cost.window, severities, cost.seconds);
    constexpr int PicturesOfAChange = 8;
    QVERIFY2(cost.city <= PicturesOfAChange * severities, qPrintable(QString::number(cost.city)));
}

void IdleTest::panelsDrawNoCity()
{
    app::Session &session = m_viewer->session();
    session.togglePause(); // no alarm comes in between
    QTest::qWait(4000);
    QTRY_VERIFY_WITH_TIMEOUT(m_viewer->view()->isSettled(), 30'000); // smoothed, however slow the machine
    const Cost cost = during(8000, [&] {
        for (int i = 0; i < 5; ++i) {
            Q_EMIT session.twin().ticked(session.twin().now() + i * 60'000); // ages grow
            Q_EMIT session.timeChanged();
            QTest::qWait(100);
        }
    });
    session.togglePause();
    // A page that turns may leave the city another part of the wall: then the camera follows.
    QVERIFY2(cost.city == 0 || cost.moved > 0, qPrintable(QString::number(cost.city)));
}

int main(int argc, char **argv)
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qunsetenv("XDG_RUNTIME_DIR");
    app::Viewer::prepareApplication();
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("yunjie"));
    IdleTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "IdleTest.moc"
