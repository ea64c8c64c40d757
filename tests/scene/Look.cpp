// Draws a hand-made district, or data, and times frames: `scene-look OUT.png [--open PATH] [--count N] [--plan] ...`.
#include "HandMadeCity.h"
#include "loading/District.h"
#include "scene/CityView.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QTextStream>

#include <algorithm>
#include <ctime>

static bool waitFor(const std::function<bool()> &done, int ms)
{
    QElapsedTimer timer;
    timer.start();
    while (!done() && timer.elapsed() < ms)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    return done();
}

int main(int argc, char **argv)
{
    scene::CityView::prepareApplication();
    QGuiApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(QStringLiteral("out"), QStringLiteral("PNG to write"));
    parser.addOptions(
        {{QStringLiteral("open"), QStringLiteral("data instead of the hand-made district"), QStringLiteral("path")},
         {QStringLiteral("count"), QStringLiteral("buildings"), QStringLiteral("n"), QStringLiteral("2000")},
         {QStringLiteral("plan"), QStringLiteral("light theme")},
         {QStringLiteral("quality"), QStringLiteral("0 auto, 1 low, 2 medium, 3 high"), QStringLiteral("q"),
          QStringLiteral("0")},
         {QStringLiteral("colour"), QStringLiteral("Colouring::Kind"), QStringLiteral("k"), QStringLiteral("0")},
         {QStringLiteral("pose"), QStringLiteral("x,y,z,distance,heading,pitch"), QStringLiteral("p")},
         {QStringLiteral("select"), QStringLiteral("building"), QStringLiteral("id")},
         {QStringLiteral("enter"), QStringLiteral("grid"), QStringLiteral("id")},
         {QStringLiteral("zoom"), QStringLiteral("times the distance of home"), QStringLiteral("f")},
         {QStringLiteral("no-overlays"), QStringLiteral("the 3D part alone")},
         {QStringLiteral("frames"), QStringLiteral("time this many"), QStringLiteral("n"), QStringLiteral("0")}});
    parser.process(app);
    QTextStream out(stdout);

    QQuickWindow window;
    window.resize(1920, 1080);
    window.setColor(Qt::black);
    auto *view = new scene::CityView(window.contentItem());
    view->setSize(QSizeF(1920, 1080));
    QObject::connect(view, &scene::CityView::failed,
                     [&](const QString &reason) { out << "FAILED " << reason << Qt::endl; });
    view->setTheme(parser.isSet(QStringLiteral("plan")) ? scene::Theme::Plan : scene::Theme::Command);
    view->setQuality(scene::Quality(parser.value(QStringLiteral("quality")).toInt()));
    view->setColouring({scene::Colouring::Kind(parser.value(QStringLiteral("colour")).toInt()), {}});
    if (parser.isSet(QStringLiteral("no-overlays"))) {
        view->setLabelsVisible(false);
        view->setEventsVisible(false);
        for (int kind = 0; kind < domain::ThingKindCount; ++kind)
            view->setMarkersVisible(domain::ThingKind(kind), false);
    }
    window.show();
    std::shared_ptr<const domain::City> city;
    if (parser.isSet(QStringLiteral("open"))) {
        const auto district = loading::load(parser.values(QStringLiteral("open")), {}, {});
        if (!district) {
            out << district.error().toLine() << Qt::endl;
            return 1;
        }
        city = district->city;
    } else {
        city = handmade::district(parser.value(QStringLiteral("count")).toInt());
    }
    QElapsedTimer timer;
    timer.start();
    view->setCity(city);
    if (const double factor = parser.value(QStringLiteral("zoom")).toDouble(); factor > 0) {
        scene::CameraPose pose = view->pose();
        pose.distance *= factor;
        view->flyTo(pose, false);
    }
    if (parser.isSet(QStringLiteral("pose"))) {
        const QStringList p = parser.value(QStringLiteral("pose")).split(QLatin1Char(','));
        view->flyTo(
            scene::CameraPose{
                {p[0].toDouble(), p[1].toDouble(), p[2].toDouble()}, p[3].toDouble(), p[4].toDouble(), p[5].toDouble()},
            false);
    }
    if (parser.isSet(QStringLiteral("select")))
        view->select({domain::ObjectKind::Building, parser.value(QStringLiteral("select"))});
    if (parser.isSet(QStringLiteral("enter")))
        view->enter({domain::ObjectKind::Grid, parser.value(QStringLiteral("enter"))});
    const bool settled = waitFor([view] { return view->isSettled(); }, 60'000);
    const auto stats = view->stats();
    out << "settled " << settled << " after " << timer.elapsed() << " ms; chunks " << stats.chunks << " triangles "
        << stats.triangles << " last frame " << stats.lastFrameMs << " ms; " << stats.renderer << Qt::endl;
    if (!parser.positionalArguments().isEmpty())
        window.grabWindow().save(parser.positionalArguments().constFirst());
    if (const int frames = parser.value(QStringLiteral("frames")).toInt()) {
        view->setMeasuring(true);
        std::vector<double> times, wall;
        const std::clock_t before = std::clock();
        for (int i = 0; i < frames; ++i) {
            bool drawn = false;
            const auto connection = QObject::connect(view, &scene::CityView::frameRendered, [&] { drawn = true; });
            QElapsedTimer whole;
            whole.start();
            view->orbitBy(3, 0);
            waitFor([&] { return drawn; }, 2000);
            wall.push_back(double(whole.nsecsElapsed()) * 1e-6);
            times.push_back(view->stats().lastFrameMs);
            QObject::disconnect(connection);
        }
        std::sort(times.begin(), times.end());
        std::sort(wall.begin(), wall.end());
        out << "frame median " << times[times.size() / 2] << " ms, p95 " << times[times.size() * 95 / 100]
            << "; with the window " << wall[wall.size() / 2] << " ms; processor time a frame "
            << double(std::clock() - before) * 1000 / CLOCKS_PER_SEC / frames << " ms" << Qt::endl;
    }
    return settled ? 0 : 1;
}
