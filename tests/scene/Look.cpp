// Draws a hand-made district, or data, and times frames: `scene-look OUT.png [--open PATH] [--count N] [--plan] ...`.
#include "HandMadeCity.h"
#include "loading/District.h"
#include "loading/Interiors.h"
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
         {QStringLiteral("inside"), QStringLiteral("building shown from the inside"), QStringLiteral("id")},
         {QStringLiteral("storey"), QStringLiteral("the only one shown"), QStringLiteral("number")},
         {QStringLiteral("whole"), QStringLiteral("no plan cut")},
         {QStringLiteral("spread"), QStringLiteral("1 up, 2 sideways"), QStringLiteral("s"), QStringLiteral("0")},
         {QStringLiteral("section"), QStringLiteral("normal of a section through its middle: x,y,z"),
          QStringLiteral("n")},
         {QStringLiteral("fly"), QStringLiteral("building, storey:NUMBER or space:ID"), QStringLiteral("what")},
         {QStringLiteral("walk"), QStringLiteral("space to stand in, or entrance"), QStringLiteral("id")},
         {QStringLiteral("size"), QStringLiteral("WxH"), QStringLiteral("s"), QStringLiteral("1920x1080")},
         {QStringLiteral("zoom"), QStringLiteral("times the distance of home"), QStringLiteral("f")},
         {QStringLiteral("no-overlays"), QStringLiteral("the 3D part alone")},
         {QStringLiteral("glide"),
          QStringLiteral("so many frames in motion, as rough as the machine needs; the picture is the last"),
          QStringLiteral("n"), QStringLiteral("0")},
         {QStringLiteral("full"), QStringLiteral("nothing simplified, however small")},
         {QStringLiteral("sharp"), QStringLiteral("all pixels and triangles in motion too, however slow")},
         {QStringLiteral("frames"), QStringLiteral("time this many"), QStringLiteral("n"), QStringLiteral("0")}});
    parser.process(app);
    QTextStream out(stdout);

    QQuickWindow window;
    const QStringList size = parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
    const QSize pixels(size.value(0).toInt(), size.value(1).toInt());
    window.resize(pixels);
    window.setColor(Qt::black);
    auto *view = new scene::CityView(window.contentItem());
    view->setSize(pixels);
    if (pixels.height() > 1080)
        view->setTextScale(pixels.height() / 1080.0);
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
    if (parser.isSet(QStringLiteral("inside"))) {
        waitFor([view] { return view->isSettled(); }, 60'000);
        const QString id = parser.value(QStringLiteral("inside"));
        const auto interior = loading::openInterior(*city, id, base::Job());
        if (!interior) {
            out << interior.error().toLine() << Qt::endl;
            for (const auto &layer : city->layers)
                for (const domain::Building &known : layer->buildings)
                    out << "  there is " << known.id << Qt::endl;
            return 1;
        }
        scene::InteriorLook look;
        if (parser.isSet(QStringLiteral("storey")))
            look.storey = parser.value(QStringLiteral("storey")).toInt();
        look.plan = !parser.isSet(QStringLiteral("whole"));
        look.spread = scene::InteriorLook::Spread(parser.value(QStringLiteral("spread")).toInt());
        view->enter({domain::ObjectKind::Building, id});
        view->setReducedMotion(true);
        view->setInteriorLook(look);
        QElapsedTimer first;
        first.start();
        QObject::connect(view, &scene::CityView::firstStoreyShown,
                         [&] { out << "first storey after " << first.elapsed() << " ms" << Qt::endl; });
        const auto frames = QObject::connect(view, &scene::CityView::frameRendered, [&] {
            out << "  frame of " << int(view->stats().lastFrameMs) << " ms, done after " << first.elapsed() << " ms"
                << Qt::endl;
        });
        view->setInterior(*interior);
        waitFor([view] { return view->isInteriorSettled(); }, 60'000);
        QObject::disconnect(frames);
        out << "inside after " << first.elapsed() << " ms; spaces " << (*interior)->spaces.size() << " doors "
            << (*interior)->doors.size() << " storeys " << (*interior)->storeys.size() << Qt::endl;
        if (parser.isSet(QStringLiteral("section"))) {
            const QStringList n = parser.value(QStringLiteral("section")).split(QLatin1Char(','));
            geometry::Box3 box;
            for (const domain::Space &s : (*interior)->spaces) {
                const auto flat = geometry::bounds(s.shape);
                box.add(geometry::Vec3(flat.min, s.base));
                box.add(geometry::Vec3(flat.max, s.base + double(s.height)));
            }
            look.section = scene::SectionPlane{
                box.centre(), glm::normalize(geometry::Vec3(n[0].toDouble(), n[1].toDouble(), n[2].toDouble()))};
            view->setInteriorLook(look);
            view->setSectionHandle(true);
        }
        const QString fly = parser.value(QStringLiteral("fly"));
        if (fly.startsWith(QLatin1String("storey:"))) {
            for (const domain::Storey &s : (*interior)->storeys)
                if (s.number == fly.mid(7).toInt())
                    view->flyTo(domain::ObjectRef{domain::ObjectKind::Storey, s.id}, false);
        } else if (fly.startsWith(QLatin1String("space:"))) {
            view->flyTo(domain::ObjectRef{domain::ObjectKind::Space, fly.mid(6)}, false);
        } else if (!fly.isEmpty()) {
            view->flyTo(domain::ObjectRef{domain::ObjectKind::Building, id}, false);
        }
        if (parser.isSet(QStringLiteral("walk"))) {
            const QString where = parser.value(QStringLiteral("walk"));
            out << "walking " << view->setWalking(true, where == QLatin1String("entrance") ? QString() : where)
                << Qt::endl;
        }
        if (parser.isSet(QStringLiteral("pose"))) {
            const QStringList p = parser.value(QStringLiteral("pose")).split(QLatin1Char(','));
            view->flyTo(scene::CameraPose{{p[0].toDouble(), p[1].toDouble(), p[2].toDouble()},
                                          p[3].toDouble(),
                                          p[4].toDouble(),
                                          p[5].toDouble()},
                        false);
        }
    }
    if (parser.isSet(QStringLiteral("full")))
        view->setFullDetail(true);
    view->setMeasuring(parser.isSet(QStringLiteral("sharp")));
    const bool settled = waitFor([view] { return view->isSettled(); }, 60'000);
    const auto stats = view->stats();
    const scene::CameraPose at = view->pose();
    out << "pose " << at.target.x << ',' << at.target.y << ',' << at.target.z << ',' << at.distance << ',' << at.heading
        << ',' << at.pitch << Qt::endl;
    out << "settled " << settled << " after " << timer.elapsed() << " ms; chunks " << stats.chunks << " triangles "
        << stats.triangles << " last frame " << stats.lastFrameMs << " ms; " << stats.renderer << Qt::endl;
    if (const int frames = parser.value(QStringLiteral("glide")).toInt()) {
        std::vector<double> wall;
        double scale = 1;
        for (int i = 0; i < frames; ++i) {
            bool swapped = false, drawn = false;
            const auto watch = QObject::connect(&window, &QQuickWindow::frameSwapped, [&] { swapped = drawn; });
            const auto rendered = QObject::connect(view, &scene::CityView::frameRendered, [&] { drawn = true; });
            QElapsedTimer whole;
            whole.start();
            view->orbitBy(2, 0);
            waitFor([&] { return swapped; }, 2000);
            wall.push_back(double(whole.nsecsElapsed()) * 1e-6);
            QObject::disconnect(watch);
            QObject::disconnect(rendered);
            scale = view->stats().renderScale;
            if (i < 12)
                out << "  frame " << i << " " << wall.back() << " ms at " << scale << Qt::endl;
        }
        std::sort(wall.begin(), wall.end());
        out << "in motion: median " << wall[wall.size() / 2] << " ms, p95 " << wall[wall.size() * 95 / 100]
            << ", worst " << wall.back() << "; scale at the end " << scale << Qt::endl;
        view->orbitBy(2, 0);
    }
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
