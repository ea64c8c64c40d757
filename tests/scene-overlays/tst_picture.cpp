#include "Scenes.h"
#include "scene/overlays/LabelOverlay.h"
#include "scene/overlays/MarkerOverlay.h"
#include "scene/overlays/MarkerStyle.h"

#include <QDir>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QTest>

#include <cmath>

using domain::EventState;
using domain::Severity;
using domain::ThingStatus;
using geometry::Vec3;
using scene::MarkerState;

namespace
{

/// Colours as a deuteranope sees them (Viénot, Brettel, Mollon 1999), on linear light.
QColor deuteranopic(const QColor &colour)
{
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    const auto coded = [](double v) {
        v = std::clamp(v, 0.0, 1.0);
        return v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    };
    const double r = linear(colour.redF()), g = linear(colour.greenF()), b = linear(colour.blueF());
    const double l = 17.8824 * r + 43.5161 * g + 4.11935 * b, s = 0.0299566 * r + 0.184309 * g + 1.46709 * b;
    const double m = 0.494207 * l + 1.24827 * s;
    return QColor::fromRgbF(float(coded(0.0809444479 * l - 0.130504409 * m + 0.116721066 * s)),
                            float(coded(-0.0102485335 * l + 0.0540193266 * m - 0.113614708 * s)),
                            float(coded(-0.000365296938 * l - 0.00412161469 * m + 0.693511405 * s)));
}

double luminance(const QColor &c)
{
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

void save(const QImage &image, const QString &name)
{
    // Where somebody wants to look at them.
    if (const QString folder = qEnvironmentVariable("YUNJIE_PICTURES"); !folder.isEmpty()) {
        QDir().mkpath(folder);
        image.save(folder + QLatin1Char('/') + name);
    }
}

}

class PictureTest : public QObject
{
    Q_OBJECT

    QQuickWindow m_window;
    scene::MarkerOverlay *m_markers = nullptr;
    scene::LabelOverlay *m_labels = nullptr;

private Q_SLOTS:
    void initTestCase()
    {
        m_window.resize(1280, 720);
        m_markers = new scene::MarkerOverlay(m_window.contentItem());
        m_labels = new scene::LabelOverlay(m_window.contentItem());
        for (QQuickItem *item : {static_cast<QQuickItem *>(m_labels), static_cast<QQuickItem *>(m_markers)})
            item->setSize({1280, 720});
        m_window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_window));
        if (m_window.rendererInterface()->graphicsApi() != QSGRendererInterface::OpenGL)
            QSKIP("Needs Qt Quick on OpenGL");
    }

    void everyState_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("command") << int(scene::Theme::Command);
        QTest::newRow("plan") << int(scene::Theme::Plan);
    }

    /// One column a state: alone, as an event on its pole, in a cluster; each shows its colour.
    void everyState()
    {
        QFETCH(int, theme);
        const auto t = scene::Theme(theme);
        m_window.setColor(t == scene::Theme::Plan ? QColor(0xee, 0xf1, 0xf4) : QColor(0x0b, 0x12, 0x20));
        const auto city = std::make_shared<domain::City>();
        const auto layer = std::make_shared<domain::Layer>();
        layer->info.id = QStringLiteral("things");
        const std::vector<std::pair<ThingStatus, Severity>> states{
            {ThingStatus::Unknown, Severity::Normal}, {ThingStatus::Online, Severity::Normal},
            {ThingStatus::Stale, Severity::Normal},   {ThingStatus::Offline, Severity::Normal},
            {ThingStatus::Fault, Severity::Normal},   {ThingStatus::Online, Severity::Minor},
            {ThingStatus::Online, Severity::Major},   {ThingStatus::Online, Severity::Critical}};
        domain::ChangeSet changes;
        changes.reset = true;
        changes.time = 3'600'000;
        int number = 0;
        const auto add = [&](const Vec3 &position, int state) {
            domain::Thing thing;
            thing.id = QStringLiteral("T%1").arg(number);
            thing.kind = domain::ThingKind(number % domain::ThingKindCount);
            thing.position = position;
            layer->things.push_back(thing);
            domain::ThingState s =
                scenes::thingState(number++, states[size_t(state)].first, states[size_t(state)].second);
            s.observed = changes.time - 12 * 60'000;
            changes.things.push_back(s);
        };
        const auto columnX = [](size_t i) { return -160 + 45.0 * double(i); };
        for (size_t i = 0; i < states.size(); ++i) {
            add({columnX(i), 70, 0}, int(i));
            for (int member = 0; member < 7 + int(i) * 40; ++member)
                add({columnX(i), 30, 0}, int(i));
        }
        city->layers.push_back(layer);
        city->index();
        const std::vector<Severity> severities{Severity::Minor, Severity::Major, Severity::Critical};
        for (size_t i = 0; i < severities.size(); ++i)
            changes.events.push_back(scenes::event(QStringLiteral("E%1").arg(i), {columnX(i), -30, 0}, severities[i]));
        changes.events.push_back(
            scenes::event(QStringLiteral("hand"), {columnX(4), -30, 0}, Severity::Major, EventState::Handling));
        changes.events.push_back(scenes::event(QStringLiteral("fire"), {columnX(6), -70, 0}, Severity::Critical));
        changes.raised.push_back({domain::ObjectKind::Event, QStringLiteral("fire")});

        m_markers->setTheme(t);
        m_markers->setCity(city);
        m_markers->apply(changes);
        m_markers->setSelected({domain::ObjectKind::Event, QStringLiteral("E1")});
        m_markers->setViewState(scenes::viewOf({0, 0, 0}, 300, 0, -70, {1280, 720}));
        m_labels->setTheme(t);
        QTest::qWait(150);
        const QImage picture = m_window.grabWindow();
        save(picture, QStringLiteral("markers-%1.png").arg(QString::fromLatin1(QTest::currentDataTag())));

        QImage blind = picture.convertToFormat(QImage::Format_RGB32);
        for (int y = 0; y < blind.height(); ++y) {
            for (int x = 0; x < blind.width(); ++x)
                blind.setPixelColor(x, y, deuteranopic(blind.pixelColor(x, y)));
        }
        save(blind, QStringLiteral("markers-%1-deuteranopia.png").arg(QString::fromLatin1(QTest::currentDataTag())));

        const double ratio = picture.devicePixelRatio();
        const auto shows = [&](const QPointF &at, const QColor &colour) {
            int found = 0;
            for (int dy = -14; dy <= 14; ++dy) {
                for (int dx = -14; dx <= 14; ++dx) {
                    const QPoint p(int((at.x() + dx) * ratio), int((at.y() + dy) * ratio));
                    if (!picture.rect().contains(p))
                        continue;
                    const QColor c = picture.pixelColor(p);
                    found += std::abs(c.red() - colour.red()) + std::abs(c.green() - colour.green()) +
                                 std::abs(c.blue() - colour.blue()) <
                             24;
                }
            }
            return found >= 6;
        };
        int first = 0;
        for (size_t i = 0; i < states.size(); ++i) {
            const auto state = scene::markerState(states[i].first, states[i].second);
            const QPointF at = m_markers->positionOf({domain::ObjectKind::Thing, QStringLiteral("T%1").arg(first)});
            QVERIFY2(shows(at, scene::markerColour(state, t)), qPrintable(QStringLiteral("state %1").arg(int(state))));
            first += 8 + int(i) * 40;
        }
        QVERIFY(shows(m_markers->positionOf({domain::ObjectKind::Event, QStringLiteral("hand")}),
                      scene::markerColour(MarkerState::InHand, t)));
        // It pulses three times, and then nothing moves any more.
        QTest::qWait(2300);
        const QImage still = m_window.grabWindow();
        QTest::qWait(300);
        QCOMPARE(m_window.grabWindow(), still);
    }

    void contrasts()
    {
        for (const auto theme : {scene::Theme::Command, scene::Theme::Plan}) {
            const QColor ground = theme == scene::Theme::Plan ? QColor(0xee, 0xf1, 0xf4) : QColor(0x0b, 0x12, 0x20);
            for (int s = 0; s < scene::MarkerStateCount; ++s) {
                const QColor colour = scene::markerColour(MarkerState(s), theme);
                QVERIFY2(contrast(colour, ground) >= 3, qPrintable(QString::number(s)));
                // Counts and pictures on the filled shapes.
                const auto state = MarkerState(s);
                if (state == MarkerState::Fault || state >= MarkerState::Minor)
                    QVERIFY2(contrast(colour, scene::markerInk(theme)) >= 4.5, qPrintable(QString::number(s)));
            }
        }
    }

    void namesInBothThemes_data() { everyState_data(); }
    void namesInBothThemes()
    {
        QFETCH(int, theme);
        const auto t = scene::Theme(theme);
        const auto city = std::make_shared<domain::City>();
        const auto layer = std::make_shared<domain::Layer>();
        layer->info.id = QStringLiteral("roads");
        layer->info.kind = domain::LayerKind::Road;
        const std::vector<QString> names{QStringLiteral("云街大道"), QStringLiteral("彩虹路"),
                                         QStringLiteral("繁荣东街")};
        for (size_t i = 0; i < names.size(); ++i) {
            domain::Feature road;
            road.id = names[i];
            road.name = names[i];
            road.width = 20;
            road.lines = {
                {{-300, 100.0 - 90.0 * double(i)}, {0, 60 - 60.0 * double(i)}, {300, 90.0 - 100.0 * double(i)}}};
            layer->features.push_back(road);
        }
        const auto areas = std::make_shared<domain::Layer>();
        domain::AdminArea community;
        community.id = QStringLiteral("c");
        community.name = QStringLiteral("龘龙社区");
        community.level = domain::ObjectKind::Community;
        community.shape = scenes::rectangle({{-100, -150}, {100, -40}});
        areas->areas.push_back(community);
        city->layers = {layer, areas};
        city->index();
        m_markers->setCity(city);
        m_markers->apply([] {
            domain::ChangeSet none;
            none.reset = true;
            return none;
        }());
        m_window.setColor(t == scene::Theme::Plan ? QColor(0xee, 0xf1, 0xf4) : QColor(0x0b, 0x12, 0x20));
        m_labels->setTheme(t);
        m_labels->setCity(city);
        m_labels->setViewState(scenes::viewOf({0, 0, 0}, 420, 10, -50, {1280, 720}));
        m_labels->layoutNow();
        QVERIFY(m_labels->placed().size() >= 3);
        QTest::qWait(50);
        const QImage picture = m_window.grabWindow();
        save(picture, QStringLiteral("labels-%1.png").arg(QString::fromLatin1(QTest::currentDataTag())));
        for (const auto &label : m_labels->placed()) {
            int ink = 0;
            const QRect area = label.rect.toRect();
            for (int y = area.top(); y <= area.bottom(); ++y) {
                for (int x = area.left(); x <= area.right(); ++x)
                    ink += contrast(picture.pixelColor(x, y), m_window.color()) > 3;
            }
            QVERIFY2(ink > 60, qPrintable(label.text));
        }
    }
};

int main(int argc, char *argv[])
{
    QQuickWindow::setGraphicsApi(QSGRendererInterface::OpenGL);
    QGuiApplication application(argc, argv);
    PictureTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_picture.moc"
