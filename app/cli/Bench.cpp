#include "cli/Check.h"
#include "cli/Shot.h"
#include "scene/CityView.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace cli
{

static double share(std::vector<double> values, double part)
{
    if (values.empty())
        return 0;
    const size_t at = std::min(values.size() - 1, size_t(part * double(values.size())));
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(at), values.end());
    return values[at];
}

static double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

namespace
{

/// One run: load, orbit, pick, idle, report. Steps follow each other by the event loop, as a user's would.
class Bench : public QObject
{
public:
    explicit Bench(const Arguments &arguments) : m_arguments(arguments), m_viewer(options(arguments))
    {
        connect(&m_viewer, &app::Viewer::ready, this, &Bench::orbit);
    }

    base::Status start() { return m_viewer.start(); }

private:
    static app::ViewerOptions options(const Arguments &arguments)
    {
        app::ViewerOptions options = viewerOptions(arguments);
        options.still = true;
        options.fixedSize = true;
        if (options.size.isEmpty())
            options.size = QSize(1920, 1080);
        return options;
    }

    // A frame counts from the camera's move to the whole window on the screen's buffer, overlays included.
    void orbit()
    {
        scene::CityView *view = m_viewer.view();
        m_loadSeconds = double(m_viewer.readyAfterMs()) / 1000.0;
        view->setMeasuring(true);
        connect(m_viewer.window(), &QQuickWindow::frameSwapped, this, &Bench::onFrame);
        connect(view, &scene::CityView::frameRendered, this, [this] { m_sceneDrawn = true; });
        m_cpuBefore = cpuSeconds();
        step();
    }

    void step()
    {
        m_sceneDrawn = false;
        m_timer.start();
        m_viewer.view()->orbitBy(360.0 / double(m_arguments.frames), 0);
        m_viewer.window()->update();
    }

    void onFrame()
    {
        if (!m_sceneDrawn || m_finished) {
            if (!m_finished)
                m_viewer.window()->update();
            return;
        }
        m_frameMs.push_back(double(m_timer.nsecsElapsed()) * 1e-6);
        if (int(m_frameMs.size()) < m_arguments.frames) {
            // From the event loop: swapping and moving within one call would count nothing of the loop's own cost.
            QTimer::singleShot(0, this, [this] { step(); });
            return;
        }
        m_finished = true;
        m_frameCpuMs = (cpuSeconds() - m_cpuBefore) * 1000.0 / double(m_frameMs.size());
        QTimer::singleShot(0, this, [this] { pick(); });
    }

    void pick()
    {
        constexpr int Picks = 2000;
        scene::CityView *view = m_viewer.view();
        QRandomGenerator random(7);
        for (int i = 0; i < Picks; ++i) {
            const QPointF pixel(random.generateDouble() * view->width(), random.generateDouble() * view->height());
            m_timer.start();
            (void)view->objectAt(pixel);
            m_pickMs.push_back(double(m_timer.nsecsElapsed()) * 1e-6);
        }
        view->setMeasuring(false);
        constexpr int SettleMs = 1500;
        QTimer::singleShot(SettleMs, this, [this] { idle(); });
    }

    void idle()
    {
        constexpr int IdleMs = 5000;
        const double before = cpuSeconds();
        QTimer::singleShot(IdleMs, this, [this, before] {
            m_idlePercent = (cpuSeconds() - before) / (IdleMs / 1000.0) * 100.0;
            report();
        });
    }

    void report()
    {
        const scene::FrameStats stats = m_viewer.view()->stats();
        qint64 buildings = 0;
        if (const auto city = m_viewer.session().twin().city()) {
            for (const auto &layer : city->layers)
                buildings += qint64(layer->buildings.size());
        }
        const QJsonObject result{
            {QStringLiteral("loadSeconds"), m_loadSeconds},
            {QStringLiteral("firstFrameSeconds"), double(m_viewer.firstFrameAfterMs()) / 1000.0},
            {QStringLiteral("frameMs"), QJsonObject{{QStringLiteral("median"), share(m_frameMs, 0.5)},
                                                    {QStringLiteral("p95"), share(m_frameMs, 0.95)},
                                                    {QStringLiteral("cpuMean"), m_frameCpuMs}}},
            {QStringLiteral("pickMs"), QJsonObject{{QStringLiteral("median"), share(m_pickMs, 0.5)},
                                                   {QStringLiteral("p99"), share(m_pickMs, 0.99)}}},
            {QStringLiteral("idleCpuPercent"), m_idlePercent},
            {QStringLiteral("buildings"), buildings},
            {QStringLiteral("triangles"), stats.triangles},
            {QStringLiteral("drawCalls"), stats.drawCalls},
            {QStringLiteral("markers"), stats.markers},
            {QStringLiteral("peakMiB"), peakMiB()},
            {QStringLiteral("renderer"), stats.renderer}};
        if (m_arguments.json) {
            std::fputs(QJsonDocument(result).toJson().constData(), stdout);
        } else {
            std::printf(
                "load %.2f s, first frame %.2f s\nframe %.1f ms median, %.1f ms p95, %.1f ms of processor time (%zu "
                "frames)\npick %.4f ms median, "
                "%.4f ms p99\n"
                "idle %.1f %% of a core\n%lld buildings, %lld triangles, %d draw calls, %d markers\n%.0f MiB, %s\n",
                m_loadSeconds, double(m_viewer.firstFrameAfterMs()) / 1000.0, share(m_frameMs, 0.5),
                share(m_frameMs, 0.95), m_frameCpuMs, m_frameMs.size(), share(m_pickMs, 0.5), share(m_pickMs, 0.99),
                m_idlePercent, static_cast<long long>(buildings), static_cast<long long>(stats.triangles),
                stats.drawCalls, stats.markers, peakMiB(), qPrintable(stats.renderer));
        }
        const QStringList errors = m_viewer.session().errors();
        for (const QString &error : errors)
            std::fprintf(stderr, "%s\n", qPrintable(error));
        QCoreApplication::exit(errors.isEmpty() ? 0 : 1);
    }

    const Arguments &m_arguments;
    app::Viewer m_viewer;
    QElapsedTimer m_timer;
    std::vector<double> m_frameMs, m_pickMs;
    double m_loadSeconds = 0, m_idlePercent = 0, m_cpuBefore = 0, m_frameCpuMs = 0;
    bool m_sceneDrawn = false, m_finished = false;
};

}

int runBench(const Arguments &arguments)
{
    Bench bench(arguments);
    if (const base::Status started = bench.start(); !started) {
        printError(started.error());
        return 1;
    }
    return QCoreApplication::exec();
}

}
