#include "cli/BenchLive.h"
#include "cli/Check.h"
#include "cli/Shot.h"
#include "scene/CityView.h"

#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTimer>

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <utility>

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

/// What the process holds now (proc(5), statm).
static double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

namespace
{

/// One run: load, orbit, pick, idle, enter a building, report. Steps follow each other by the event loop, as a user's
/// would.
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
        options.still = arguments.to.isEmpty();
        options.fixedSize = true;
        options.enter.clear(); // entering is measured
        if (options.size.isEmpty())
            options.size = QSize(1920, 1080);
        return options;
    }

    void orbit()
    {
        if (!m_arguments.to.isEmpty()) {
            live();
            return;
        }
        scene::CityView *view = m_viewer.view();
        m_loadSeconds = double(m_viewer.readyAfterMs()) / 1000.0;
        view->setMeasuring(true);
        connect(m_viewer.window(), &QQuickWindow::frameSwapped, this, &Bench::onFrame);
        connect(view, &scene::CityView::frameRendered, this, [this] { m_sceneDrawn = true; });
        const double before = cpuSeconds();
        measure(m_frameMs, m_arguments.frames, [this, before] {
            m_frameCpuMs = (cpuSeconds() - before) * 1000.0 / double(m_frameMs.size());
            pick();
        });
    }

    /// Turns the camera so many times, once around in all, and adds what each frame took. A frame counts from the
    /// camera's move to the whole window on the screen's buffer, overlays included.
    void measure(std::vector<double> &times, int frames, std::function<void()> then)
    {
        m_times = &times;
        m_wanted = int(times.size()) + frames;
        m_turn = 360.0 / double(frames);
        m_then = std::move(then);
        step();
    }

    void step()
    {
        m_sceneDrawn = false;
        m_timer.start();
        m_viewer.view()->orbitBy(m_turn, 0);
        m_viewer.window()->update();
    }

    void onFrame()
    {
        if (!m_times)
            return;
        if (!m_sceneDrawn) {
            m_viewer.window()->update();
            return;
        }
        m_times->push_back(double(m_timer.nsecsElapsed()) * 1e-6);
        // From the event loop: swapping and moving within one call would count nothing of the loop's own cost.
        if (int(m_times->size()) < m_wanted) {
            QTimer::singleShot(0, this, [this] { step(); });
        } else {
            m_times = nullptr;
            QTimer::singleShot(0, this, std::exchange(m_then, {}));
        }
    }

    /// Only the live part: what the feed brings would disturb the rest.
    void live()
    {
        constexpr double Rate = 500, Seconds = 30;
        m_live = std::make_unique<BenchLive>(m_viewer, m_arguments.to, m_arguments.rate > 0 ? m_arguments.rate : Rate,
                                             m_arguments.seconds > 0 ? m_arguments.seconds : Seconds);
        m_live->start([this] {
            if (!m_live->failure().isEmpty())
                m_viewer.session().addError(m_live->failure());
            report();
        });
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
            m_residentMiB = residentMiB();
            QTimer::singleShot(0, this, [this] { switchLayout(0); });
        });
    }

    /// From asking for another layout to the frame that shows it, city and all.
    void switchLayout(int done)
    {
        static const QStringList Layouts{QStringLiteral("desk"), QStringLiteral("wall"), QStringLiteral("briefing")};
        constexpr int Switches = 12, SettleMs = 400;
        if (done == Switches) {
            m_viewer.session().setLayout(m_layout);
            if (m_arguments.enter.isEmpty())
                report();
            else
                enter();
            return;
        }
        if (done == 0)
            m_layout = m_viewer.session().layout();
        connect(
            m_viewer.window(), &QQuickWindow::frameSwapped, this,
            [this, done] {
                m_layoutMs.push_back(double(m_timer.nsecsElapsed()) * 1e-6);
                QTimer::singleShot(SettleMs, this, [this, done] { switchLayout(done + 1); });
            },
            Qt::SingleShotConnection);
        m_timer.start();
        m_viewer.session().setLayout(Layouts[(Layouts.indexOf(m_layout) + done + 1) % Layouts.size()]);
        m_viewer.window()->update();
    }

    /// From the click to the first storey and to everything; then frames of all storeys, of one, and of a section, by
    /// turns, so that what else the machine does falls on all three.
    void enter()
    {
        scene::CityView *view = m_viewer.view();
        m_timer.start();
        connect(
            view, &scene::CityView::firstStoreyShown, this,
            [this] { m_firstStoreyMs = double(m_timer.nsecsElapsed()) * 1e-6; }, Qt::SingleShotConnection);
        if (!m_viewer.session().selection().enter(QString(), m_arguments.enter)) {
            m_viewer.session().addError(
                QCoreApplication::translate("cli", "--enter %1: there is no such building").arg(m_arguments.enter));
            report();
            return;
        }
        awaitInside();
    }

    void awaitInside()
    {
        constexpr int LookMs = 2;
        if (m_firstStoreyMs == 0 || !m_viewer.view()->isInteriorSettled()) {
            m_viewer.window()->update();
            QTimer::singleShot(LookMs, this, [this] { awaitInside(); });
            return;
        }
        m_wholeMs = double(m_timer.nsecsElapsed()) * 1e-6;
        m_viewer.view()->setMeasuring(true);
        // The flight to the building, and the smoothing of the picture at rest.
        constexpr int SettleMs = 2000;
        QTimer::singleShot(SettleMs, this, [this] { rounds(0); });
    }

    void rounds(int done)
    {
        constexpr int Rounds = 5, Frames = 12;
        app::Inside &inside = m_viewer.session().inside();
        if (done == Rounds) {
            report();
            return;
        }
        inside.all();
        inside.setSection({});
        measure(m_plainMs, Frames, [this, &inside, done] {
            const QVariantList storeys = inside.storeys();
            inside.setStorey(storeys.value(storeys.size() / 2).toMap().value(QStringLiteral("number")).toInt());
            measure(m_isolatedMs, Frames, [this, &inside, done] {
                inside.all();
                inside.setSection(QStringLiteral("x"));
                measure(m_sectionMs, Frames, [this, done] { rounds(done + 1); });
            });
        });
    }

    QJsonObject insideReport() const
    {
        const double plain = share(m_plainMs, 0.5), isolated = share(m_isolatedMs, 0.5),
                     section = share(m_sectionMs, 0.5);
        return {{QStringLiteral("firstStoreyMs"), m_firstStoreyMs},
                {QStringLiteral("wholeMs"), m_wholeMs},
                {QStringLiteral("plainMs"), plain},
                {QStringLiteral("isolatedMs"), isolated},
                {QStringLiteral("sectionMs"), section},
                {QStringLiteral("residentMiB"), residentMiB()},
                {QStringLiteral("isolatedRatio"), plain > 0 ? isolated / plain : 0},
                {QStringLiteral("sectionRatio"), plain > 0 ? section / plain : 0}};
    }

    void report()
    {
        const scene::FrameStats stats = m_viewer.view()->stats();
        qint64 buildings = 0;
        if (const auto city = m_viewer.session().twin().city()) {
            for (const auto &layer : city->layers)
                buildings += qint64(layer->buildings.size());
        }
        QJsonObject result{{QStringLiteral("loadSeconds"), m_loadSeconds},
                           {QStringLiteral("firstFrameSeconds"), double(m_viewer.firstFrameAfterMs()) / 1000.0},
                           {QStringLiteral("frameMs"), QJsonObject{{QStringLiteral("median"), share(m_frameMs, 0.5)},
                                                                   {QStringLiteral("p95"), share(m_frameMs, 0.95)},
                                                                   {QStringLiteral("cpuMean"), m_frameCpuMs}}},
                           {QStringLiteral("pickMs"), QJsonObject{{QStringLiteral("median"), share(m_pickMs, 0.5)},
                                                                  {QStringLiteral("p99"), share(m_pickMs, 0.99)}}},
                           {QStringLiteral("idleCpuPercent"), m_idlePercent},
                           {QStringLiteral("layoutMs"), QJsonObject{{QStringLiteral("median"), share(m_layoutMs, 0.5)},
                                                                    {QStringLiteral("worst"), share(m_layoutMs, 1)}}},
                           {QStringLiteral("buildings"), buildings},
                           {QStringLiteral("triangles"), stats.triangles},
                           {QStringLiteral("drawCalls"), stats.drawCalls},
                           {QStringLiteral("markers"), stats.markers},
                           {QStringLiteral("peakMiB"), peakMiB()},
                           {QStringLiteral("residentMiB"), m_residentMiB},
                           {QStringLiteral("renderer"), stats.renderer}};
        if (!m_plainMs.empty())
            result.insert(QStringLiteral("inside"), insideReport());
        if (m_live)
            result.insert(QStringLiteral("live"), m_live->report());
        if (m_arguments.json || m_live) {
            std::fputs(QJsonDocument(result).toJson().constData(), stdout);
        } else {
            std::printf(
                "load %.2f s, first frame %.2f s\nframe %.1f ms median, %.1f ms p95, %.1f ms of processor time (%zu "
                "frames)\npick %.4f ms median, "
                "%.4f ms p99\n"
                "idle %.1f %% of a core\nlayouts %.0f ms median, %.0f ms at worst\n%lld buildings, %lld triangles, %d "
                "draw calls, %d markers\n%.0f MiB, %s\n",
                m_loadSeconds, double(m_viewer.firstFrameAfterMs()) / 1000.0, share(m_frameMs, 0.5),
                share(m_frameMs, 0.95), m_frameCpuMs, m_frameMs.size(), share(m_pickMs, 0.5), share(m_pickMs, 0.99),
                m_idlePercent, share(m_layoutMs, 0.5), share(m_layoutMs, 1), static_cast<long long>(buildings),
                static_cast<long long>(stats.triangles), stats.drawCalls, stats.markers, peakMiB(),
                qPrintable(stats.renderer));
            if (!m_plainMs.empty())
                std::printf("inside: first storey %.0f ms, whole %.0f ms; frame %.1f ms, one storey %.1f ms, section "
                            "%.1f ms (medians)\n",
                            m_firstStoreyMs, m_wholeMs, share(m_plainMs, 0.5), share(m_isolatedMs, 0.5),
                            share(m_sectionMs, 0.5));
        }
        const QStringList errors = m_viewer.session().errors();
        for (const QString &error : errors)
            std::fprintf(stderr, "%s\n", qPrintable(error));
        QCoreApplication::exit(errors.isEmpty() ? 0 : 1);
    }

    const Arguments &m_arguments;
    app::Viewer m_viewer;
    std::unique_ptr<BenchLive> m_live;
    QElapsedTimer m_timer;
    QString m_layout; ///< that it began with
    std::vector<double> m_layoutMs, m_frameMs, m_pickMs, m_plainMs, m_isolatedMs, m_sectionMs;
    double m_residentMiB = 0, m_loadSeconds = 0, m_idlePercent = 0, m_frameCpuMs = 0, m_firstStoreyMs = 0,
           m_wholeMs = 0;
    bool m_sceneDrawn = false;
    std::vector<double> *m_times = nullptr; ///< where the frames now measured go
    int m_wanted = 0;
    double m_turn = 0;
    std::function<void()> m_then;
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
