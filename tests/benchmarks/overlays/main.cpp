// What markers cost: bench_overlays [MARKERS]. Medians in milliseconds, one line a figure.
#include "Scenes.h"
#include "scene/overlays/MarkerModel.h"
#include "scene/overlays/MarkerOverlay.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQuickWindow>

#include <algorithm>
#include <cstdio>
#include <functional>

namespace
{

double median(int runs, const std::function<void(int)> &what)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        QElapsedTimer timer;
        timer.start();
        what(i);
        times.push_back(double(timer.nsecsElapsed()) * 1e-6);
    }
    std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
    return times[size_t(runs) / 2];
}

void tell(const char *what, double ms)
{
    std::printf("%-52s %9.3f ms\n", what, ms);
}

}

int main(int argc, char *argv[])
{
    QQuickWindow::setGraphicsApi(QSGRendererInterface::OpenGL);
    QGuiApplication application(argc, argv);
    const int markers = argc > 1 ? std::max(1, atoi(argv[1])) : 10'000;
    const auto city = scenes::scattered(markers, 1600);
    domain::ChangeSet changes;
    for (int i = 0; i < markers; ++i) {
        changes.things.push_back(scenes::thingState(i,
                                                    i % 5 ? domain::ThingStatus::Offline : domain::ThingStatus::Online,
                                                    i % 50 == 0 ? domain::Severity::Critical
                                                    : i % 7     ? domain::Severity::Normal
                                                                : domain::Severity::Major));
    }
    changes.reset = true;

    scene::MarkerModel model;
    const auto merged = [&model] {
        while (model.isMerging())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    double held = 0; // what of it the main thread does
    tell("city set, until all clusters are there", median(3, [&](int) {
             QElapsedTimer timer;
             timer.start();
             model.setCity(nullptr);
             model.setCity(city);
             held = double(timer.nsecsElapsed()) * 1e-6;
             merged();
         }));
    tell("  of it in the main thread at once", held);
    tell("all states set, until all clusters are there", median(3, [&](int) {
             QElapsedTimer timer;
             timer.start();
             model.apply(changes);
             held = double(timer.nsecsElapsed()) * 1e-6;
             merged();
         }));
    tell("  of it in the main thread at once", held);
    domain::ChangeSet some;
    for (int i = 0; i < 1000; ++i)
        some.things.push_back(scenes::thingState(i * 7 % markers, domain::ThingStatus::Online));
    tell("1,000 changes of state", median(9, [&](int run) {
             for (size_t i = 0; i < some.things.size(); ++i)
                 some.things[i].severity = domain::Severity((i + size_t(run)) % 4);
             model.apply(some);
         }));
    for (const double distance : {200.0, 700.0, 2500.0}) {
        size_t shown = 0;
        const double ms = median(60, [&](int i) {
            shown = model.layout(scenes::viewOf({0, 0, 0}, distance, i * 3.0, -40), 1).size();
        });
        std::printf("layout from %4.0f m: %5zu shown %26s %9.3f ms\n", distance, shown, "", ms);
    }

    QQuickWindow window;
    window.resize(1920, 1080);
    scene::MarkerOverlay overlay(window.contentItem());
    overlay.setSize({1920, 1080});
    overlay.setCity(city);
    overlay.apply(changes);
    window.show();
    while (!overlay.isSettled())
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    for (const double distance : {200.0, 700.0, 2500.0}) {
        const double ms = median(12, [&](int i) {
            overlay.setViewState(scenes::viewOf({0, 0, 0}, distance, i * 3.0, -40));
            window.grabWindow();
        });
        std::printf("frame with read back from %4.0f m: %5d shown %12s %9.3f ms\n", distance, overlay.drawnCount(), "",
                    ms);
    }
    overlay.setVisible(false);
    tell("frame with read back, no markers", median(12, [&](int) { window.grabWindow(); }));
    return 0;
}
