#include "cli/BenchFigures.h"
#include "cli/BenchLive.h"
#include "cli/BenchSoak.h"
#include "cli/Check.h"
#include "cli/FrameMeter.h"
#include "cli/Shot.h"
#include "scene/CityView.h"

#include <QGuiApplication>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <utility>

namespace cli
{

namespace
{

/// One run: load, then what `--parts` names, in this order, report. Steps follow each other by the event loop, as a
/// user's would.
class Bench : public QObject
{
public:
    explicit Bench(const Arguments &arguments) : m_arguments(arguments), m_viewer(options(arguments)), m_meter(m_viewer)
    {
        connect(&m_viewer, &app::Viewer::ready, this, &Bench::begin);
    }

    base::Status start()
    {
        const base::Status started = m_viewer.start();
        if (started)
            awaitCity();
        if (started && m_arguments.parts.contains(QStringLiteral("soak")))
            awaitComplete();
        return started;
    }

private:
    using Step = void (Bench::*)();

    static app::ViewerOptions options(const Arguments &arguments)
    {
        app::ViewerOptions options = viewerOptions(arguments);
        const bool soaks = arguments.parts.contains(QStringLiteral("soak"));
        options.still = arguments.to.isEmpty() && !soaks;
        if (soaks && options.role.isEmpty())
            options.role = QStringLiteral("operator"); // else it is asked who sits here, and nothing flies meanwhile
        options.fixedSize = true;
        options.enter.clear(); // entering is measured
        if (options.size.isEmpty())
            options.size = QSize(1920, 1080);
        return options;
    }

    /// Notes when the first of the city was on screen.
    void awaitCity()
    {
        constexpr int LookMs = 5;
        if (!m_viewer.view()) { // its layout is not made yet
            QTimer::singleShot(LookMs, this, [this] { awaitCity(); });
            return;
        }
        m_drawn = connect(m_viewer.view(), &scene::CityView::frameRendered, this, [this] {
            if (m_viewer.view()->stats().triangles == 0)
                return;
            disconnect(m_drawn);
            connect(
                m_viewer.window(), &QQuickWindow::frameSwapped, this,
                [this] { m_figures.firstCitySeconds = double(app::Viewer::processAgeMs()) / 1000.0; },
                Qt::SingleShotConnection);
        });
    }

    /// With its feeds running a picture never comes to rest, which the viewer would wait for.
    void awaitComplete()
    {
        constexpr int LookMs = 500, Calm = 5000;
        const auto city = m_viewer.session().twin().city();
        const bool drawn = city && city->complete && m_figures.firstCitySeconds > 0;
        if (!m_begun)
            QTimer::singleShot(drawn ? Calm : LookMs, this, [this, drawn] { drawn ? begin() : awaitComplete(); });
    }

    void begin()
    {
        if (std::exchange(m_begun, true))
            return;
        if (!m_arguments.to.isEmpty()) {
            live();
            return;
        }
        const qint64 readyAfter = m_viewer.readyAfterMs();
        m_figures.loadSeconds = double(readyAfter > 0 ? readyAfter : app::Viewer::processAgeMs()) / 1000.0;
        m_figures.loadCpuSeconds = cpuSeconds();
        m_figures.loadedMiB = peakMiB();
        m_meter.attach();
        m_home = m_viewer.view()->pose();
        m_viewer.view()->setMeasuring(true);
        static const Step steps[] = {&Bench::orbit,         &Bench::street,   &Bench::fly,     &Bench::pick,
                                     &Bench::full,          &Bench::recolour, &Bench::markers, &Bench::idle,
                                     &Bench::switchLayouts, &Bench::soak};
        for (int i = 0; i < benchParts().size(); ++i) {
            if (m_arguments.parts.contains(benchParts()[i]))
                m_steps.push_back(steps[i]);
        }
        if (!m_arguments.enter.isEmpty())
            m_steps.push_back(&Bench::enter);
        next();
    }

    void next()
    {
        const Step step = m_step < m_steps.size() ? m_steps[m_step++] : &Bench::report;
        QTimer::singleShot(0, this, [this, step] { (this->*step)(); });
    }

    /// About the middle of the city's ground, 35 degrees down, from 0.9 of its larger extent; `--view` as it was asked.
    scene::CameraPose wholePose()
    {
        const auto city = m_viewer.session().twin().city();
        const geometry::Box3 box = city ? city->bounds() : geometry::Box3();
        if (box.isEmpty() || !m_arguments.view.isEmpty())
            return m_home;
        const geometry::Vec2 middle((box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2);
        return {geometry::Vec3(middle, city->groundAt(middle)),
                0.9 * std::max(box.max.x - box.min.x, box.max.y - box.min.y), 20, -35};
    }

    scene::CameraPose streetPose()
    {
        scene::CameraPose pose = wholePose();
        pose.distance = 150;
        pose.pitch = -5;
        return pose;
    }

    void lookFrom(const scene::CameraPose &pose, std::function<void()> then)
    {
        m_viewer.view()->flyTo(pose, false);
        m_meter.whenSettled(std::move(then));
    }

    std::function<void(int)> turning(int frames)
    {
        return [this, turn = 360.0 / double(frames)](int) { m_viewer.view()->orbitBy(turn, 0); };
    }

    void orbit()
    {
        lookFrom(wholePose(), [this] {
            m_meter.measure(m_figures.frame, m_arguments.frames, turning(m_arguments.frames), [this] {
                const scene::FrameStats stats = m_viewer.view()->stats();
                m_figures.triangles = stats.triangles;
                m_figures.drawCalls = stats.drawCalls;
                m_figures.drawnMiB = peakMiB();
                next();
            });
        });
    }

    void street()
    {
        lookFrom(streetPose(), [this] {
            m_meter.measure(m_figures.street, m_arguments.frames, turning(m_arguments.frames), [this] {
                m_figures.drawnMiB = peakMiB();
                next();
            });
        });
    }

    /// From above the whole city down to the street and back, waiting for nothing.
    void fly()
    {
        lookFrom(wholePose(), [this] {
            const scene::CameraPose from = wholePose(), to = streetPose();
            const int frames = std::max(m_arguments.frames, 2);
            m_meter.measure(
                m_figures.flight, frames,
                [this, from, to, frames](int i) {
                    const double there = 1 - std::abs(2.0 * double(i + 1) / double(frames) - 1);
                    scene::CameraPose pose = from;
                    pose.distance = from.distance * std::pow(to.distance / from.distance, there);
                    pose.pitch = from.pitch + (to.pitch - from.pitch) * there;
                    pose.heading = from.heading + 90 * there;
                    m_viewer.view()->flyTo(pose, false);
                },
                [this] { next(); });
        });
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

    /// Half of them from above, half from the street.
    void pick()
    {
        lookFrom(wholePose(), [this] {
            pickAbout();
            lookFrom(streetPose(), [this] {
                pickAbout();
                next();
            });
        });
    }

    void pickAbout()
    {
        constexpr int Picks = 1000;
        scene::CityView *view = m_viewer.view();
        QRandomGenerator random(7);
        const double cpu = cpuSeconds();
        for (int i = 0; i < Picks; ++i) {
            const QPointF pixel(random.generateDouble() * view->width(), random.generateDouble() * view->height());
            m_timer.start();
            (void)view->objectAt(pixel);
            m_figures.pick.ms.push_back(double(m_timer.nsecsElapsed()) * 1e-6);
        }
        m_figures.pick.cpuMs += (cpuSeconds() - cpu) * 1000;
    }

    /// The whole city with levels of detail and without, by turns.
    void full()
    {
        lookFrom(wholePose(), [this] { fullRound(0); });
    }

    void fullRound(int done)
    {
        constexpr int Rounds = 3;
        const int frames = std::max(1, m_arguments.frames / Rounds);
        if (done == Rounds) {
            next();
            return;
        }
        m_meter.measure(m_figures.simplified, frames, turning(frames), [this, done, frames] {
            m_viewer.view()->setFullDetail(true);
            m_meter.whenSettled([this, done, frames] {
                m_meter.measure(m_figures.full, frames, turning(frames), [this, done] {
                    m_figures.fullTriangles = m_viewer.view()->stats().triangles;
                    m_viewer.view()->setFullDetail(false);
                    m_meter.whenSettled([this, done] { fullRound(done + 1); });
                });
            });
        });
    }

    /// From the choice to the frame that shows every building in its new colour.
    void recolour()
    {
        constexpr int Changes = 10;
        lookFrom(wholePose(), [this] {
            const QString before = m_viewer.session().colouring();
            m_meter.measure(
                m_figures.recolour, Changes,
                [this](int i) {
                    m_viewer.session().setColouring(i % 2 == 0 ? QStringLiteral("height") : QStringLiteral("use"));
                },
                [this, before] {
                    m_viewer.session().setColouring(before);
                    next();
                });
        });
    }

    /// Frames with all markers and with none, by turns; from so near that devices without news have one too.
    void markers()
    {
        constexpr double Near = 600;
        scene::CameraPose pose = wholePose();
        pose.distance = std::min(pose.distance, Near);
        lookFrom(pose, [this] { markersRound(0); });
    }

    void showMarkers(bool shown)
    {
        for (int kind = 0; kind < domain::ThingKindCount; ++kind)
            m_viewer.view()->setMarkersVisible(domain::ThingKind(kind), shown);
        m_viewer.view()->setEventsVisible(shown);
    }

    void markersRound(int done)
    {
        constexpr int Rounds = 3;
        const int frames = std::max(1, m_arguments.frames / Rounds);
        if (done == Rounds) {
            next();
            return;
        }
        m_meter.measure(m_figures.marked, frames, turning(frames), [this, done, frames] {
            m_figures.markersDrawn = m_viewer.view()->stats().markersDrawn;
            showMarkers(false);
            m_meter.whenSettled([this, done, frames] {
                m_meter.measure(m_figures.unmarked, frames, turning(frames), [this, done] {
                    showMarkers(true);
                    m_meter.whenSettled([this, done] { markersRound(done + 1); });
                });
            });
        });
    }

    void idle()
    {
        constexpr int SettleMs = 1500, IdleMs = 5000;
        m_viewer.view()->setMeasuring(false);
        m_meter.whenSettled([this] { QTimer::singleShot(SettleMs, this, [this] { rest(IdleMs); }); });
    }

    void rest(int ms)
    {
        const auto counting =
            connect(m_viewer.view(), &scene::CityView::frameRendered, this, [this] { ++m_figures.idleFrames; });
        const double before = cpuSeconds();
        QTimer::singleShot(ms, this, [this, ms, before, counting] {
            m_figures.idlePercent = (cpuSeconds() - before) / (ms / 1000.0) * 100.0;
            m_figures.residentMiB = residentMiB();
            disconnect(counting);
            m_viewer.view()->setMeasuring(true);
            next();
        });
    }

    /// Minutes to hours; only where it is asked for.
    void soak()
    {
        constexpr double Seconds = 600;
        m_viewer.view()->setMeasuring(false);
        m_soak = std::make_unique<BenchSoak>(
            m_viewer, wholePose(), m_arguments.seconds > 0 ? m_arguments.seconds : Seconds, m_arguments.verbose);
        m_soak->start([this] { next(); });
    }

    void switchLayouts()
    {
        m_viewer.view()->setMeasuring(false);
        m_layout = m_viewer.session().layout();
        switchLayout(0);
    }

    /// From asking for another layout to the frame that shows it, city and all.
    void switchLayout(int done)
    {
        static const QStringList Layouts{QStringLiteral("desk"), QStringLiteral("wall"), QStringLiteral("briefing")};
        constexpr int Switches = 12, SettleMs = 400;
        if (done == Switches) {
            m_viewer.session().setLayout(m_layout);
            next();
            return;
        }
        connect(
            m_viewer.window(), &QQuickWindow::frameSwapped, this,
            [this, done] {
                m_figures.layouts.ms.push_back(double(m_timer.nsecsElapsed()) * 1e-6);
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
            [this] { m_figures.inside.firstStoreyMs = double(m_timer.nsecsElapsed()) * 1e-6; },
            Qt::SingleShotConnection);
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
        if (m_figures.inside.firstStoreyMs == 0 || !m_viewer.view()->isInteriorSettled()) {
            m_viewer.window()->update();
            QTimer::singleShot(LookMs, this, [this] { awaitInside(); });
            return;
        }
        m_figures.inside.wholeMs = double(m_timer.nsecsElapsed()) * 1e-6;
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
            next();
            return;
        }
        inside.all();
        inside.setSection({});
        m_meter.measure(m_figures.inside.plain, Frames, turning(Frames), [this, &inside, done] {
            const QVariantList storeys = inside.storeys();
            inside.setStorey(storeys.value(storeys.size() / 2).toMap().value(QStringLiteral("number")).toInt());
            m_meter.measure(m_figures.inside.isolated, Frames, turning(Frames), [this, &inside, done] {
                inside.all();
                inside.setSection(QStringLiteral("x"));
                m_meter.measure(m_figures.inside.section, Frames, turning(Frames), [this, done] { rounds(done + 1); });
            });
        });
    }

    /// What is known once all is over.
    void conclude()
    {
        m_figures.firstFrameSeconds = double(m_viewer.firstFrameAfterMs()) / 1000.0;
        m_figures.peakMiB = peakMiB();
        m_figures.inside.residentMiB = residentMiB();
        const scene::FrameStats stats = m_viewer.view()->stats();
        m_figures.markers = stats.markers;
        m_figures.renderer = stats.renderer;
        if (const auto city = m_viewer.session().twin().city()) {
            for (const auto &layer : city->layers)
                m_figures.buildings += qint64(layer->buildings.size());
        }
    }

    void report()
    {
        conclude();
        if (m_arguments.json || m_live) {
            QJsonObject result = m_figures.toJson();
            if (m_live)
                result.insert(QStringLiteral("live"), m_live->report());
            if (m_soak)
                result.insert(QStringLiteral("soak"), m_soak->report());
            std::fputs(QJsonDocument(result).toJson().constData(), stdout);
        } else {
            m_figures.print();
            if (m_soak)
                std::printf("flying about: %d flights, memory grew by %.1f %%\n",
                            m_soak->report()[QLatin1String("flights")].toInt(),
                            m_soak->report()[QLatin1String("growthPercent")].toDouble());
        }
        const QStringList errors = m_viewer.session().errors();
        for (const QString &error : errors)
            std::fprintf(stderr, "%s\n", qPrintable(error));
        QCoreApplication::exit(errors.isEmpty() ? 0 : 1);
    }

    const Arguments &m_arguments;
    app::Viewer m_viewer;
    FrameMeter m_meter;
    std::unique_ptr<BenchLive> m_live;
    bool m_begun = false;
    std::unique_ptr<BenchSoak> m_soak;
    std::vector<Step> m_steps;
    size_t m_step = 0;
    QMetaObject::Connection m_drawn;
    QElapsedTimer m_timer;
    scene::CameraPose m_home;
    QString m_layout; ///< that it began with
    BenchFigures m_figures;
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
