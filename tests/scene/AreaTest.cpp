#include "HandMadeCity.h"
#include "ViewTest.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using domain::ObjectKind;
using domain::ObjectRef;
using scene::CityView;

/// Thematic maps, what is told of the screen, and what costs a picture of the city and what does not. Needs a display
/// with OpenGL 3.3 (Xvfb will do).
class AreaTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void paintsGroundAndBuildings();
    void newColoursBuildNothing();
    void sameThemeDrawsNothing();
    void readingsDrawNothing();
    void panelsDrawNothing();
    void tellsWhatIsSeen();
    void coveredIsNotSeen();
    void walksWorstFirst();
    void slowFlightRisesOverBuildings();

private:
    int framesDuring(const std::function<void()> &act);
};

static ObjectRef west()
{
    return {ObjectKind::Community, QStringLiteral("west")};
}
static ObjectRef east()
{
    return {ObjectKind::Community, QStringLiteral("east")};
}

/// Two communities side by side, a building in each, a sensor beside each.
static std::shared_ptr<domain::City> twoCommunities()
{
    auto areas = handmade::layer(QStringLiteral("areas"), domain::LayerKind::Area);
    auto buildings = handmade::layer(QStringLiteral("buildings"), domain::LayerKind::Building);
    auto things = handmade::layer(QStringLiteral("things"), domain::LayerKind::Things);
    for (const double side : {-1.0, 1.0}) {
        domain::AdminArea area;
        area.id = side < 0 ? QStringLiteral("west") : QStringLiteral("east");
        area.name = area.id;
        area.level = ObjectKind::Community;
        area.shape = {{handmade::rectangle({100 * side, 0}, 200, 300), {}}};
        areas->areas.push_back(area);
        buildings->buildings.push_back(
            handmade::building(QLatin1String("b-") + area.id, handmade::rectangle({80 * side, 20}, 50, 50), 30));
        domain::Thing thing;
        thing.id = QLatin1String("s-") + area.id;
        thing.kind = domain::ThingKind::WaterLevel;
        thing.position = {80 * side, -60, 0};
        things->things.push_back(thing);
    }
    auto city = handmade::city({areas, buildings, things});
    base::Warnings warnings;
    city->places = domain::PlaceTree(city->layers, warnings);
    return city;
}

static domain::ChangeSet state(const char *thing, domain::Severity severity, double value = 1)
{
    domain::ChangeSet changes;
    domain::ThingState state;
    state.thing = QString::fromLatin1(thing);
    state.status = domain::ThingStatus::Online;
    state.severity = severity;
    state.value = value;
    state.observed = 1'750'000'000'000 + qint64(value * 1000);
    changes.things.push_back(state);
    changes.time = state.observed;
    return changes;
}

void AreaTest::initTestCase()
{
    QVERIFY(open({800, 500}));
}

void AreaTest::init()
{
    m_view->setQuality(scene::Quality::Low);
    m_view->setTheme(scene::Theme::Command);
    m_view->setCity(twoCommunities());
    domain::ChangeSet fresh;
    fresh.reset = true;
    m_view->apply(fresh);
    m_view->flyTo(scene::CameraPose{{0, 0, 0}, 280, 0, -60}, false);
    picture();
}

void AreaTest::cleanup()
{
    QVERIFY2(m_failures.isEmpty(), qPrintable(m_failures.join(u'\n')));
    m_view->setAreaTheme({});
    m_view->setStage({});
    m_view->setReducedMotion(true);
}

int AreaTest::framesDuring(const std::function<void()> &act)
{
    picture();
    QTest::qWait(500); // all that rests and smooths is over
    QSignalSpy frames(m_view, &CityView::frameRendered);
    act();
    QTest::qWait(700);
    return int(frames.count());
}

void AreaTest::paintsGroundAndBuildings()
{
    const geometry::Vec3 ground(-120, -60, 0), roof(-80, 20, 30), other(80, 20, 30);
    const QColor bare = seenAt(ground), plain = seenAt(roof);
    QSignalSpy legend(m_view, &CityView::legendChanged);
    m_view->setAreaTheme({{west(), QColor(0xD03030), {}}, {east(), QColor(0x3050D0), {}}});
    const QColor painted = seenAt(ground), tinted = seenAt(roof), blue = seenAt(other);
    QVERIFY2(painted.red() > painted.blue() + 60 && difference(painted, bare) > 60, qPrintable(painted.name()));
    QVERIFY2(tinted.red() > tinted.blue() + 15, qPrintable(tinted.name()));
    QVERIFY2(blue.blue() > blue.red() + 15, qPrintable(blue.name()));
    // Only one is left: the other's buildings step back.
    m_view->setAreaTheme({{west(), QColor(0xD03030), {}}});
    const QColor back = seenAt(other);
    QVERIFY2(back.lightness() < plain.lightness() - 10, qPrintable(back.name()));
    m_view->setAreaTheme({});
    QVERIFY(difference(seenAt(ground), bare) < 3);
    QVERIFY(difference(seenAt(roof), plain) < 3);
}

void AreaTest::newColoursBuildNothing()
{
    m_view->setAreaTheme({{west(), QColor(0xD03030), QStringLiteral("West\n12")}});
    picture();
    const int chunks = m_view->stats().chunks;
    QSignalSpy settled(m_view, &CityView::settledChanged);
    QElapsedTimer timer;
    timer.start();
    m_view->setAreaTheme({{west(), QColor(0x30D030), QStringLiteral("West\n13")}});
    QVERIFY(timer.elapsed() < 30);
    QCOMPARE(m_view->stats().chunks, chunks);
    const QColor green = seenAt({-120, -60, 0});
    QVERIFY2(green.green() > green.red() + 40, qPrintable(green.name()));
}

void AreaTest::sameThemeDrawsNothing()
{
    const std::vector<scene::AreaPaint> areas{{west(), QColor(0xD03030), QStringLiteral("West\n12")}};
    m_view->setAreaTheme(areas);
    QCOMPARE(framesDuring([&] { m_view->setAreaTheme(areas); }), 0);
}

void AreaTest::readingsDrawNothing()
{
    m_view->apply(state("s-west", domain::Severity::Normal));
    // Readings come and go all day: neither they nor what their markers look like cost a picture of the city.
    const int frames = framesDuring([&] {
        for (int i = 0; i < 20; ++i) {
            m_view->apply(state("s-west", domain::Severity::Normal, i));
            m_view->apply(state("s-east", i % 2 ? domain::Severity::Minor : domain::Severity::Normal, i));
        }
    });
    QCOMPARE(frames, 0);
}

void AreaTest::panelsDrawNothing()
{
    QQuickItem panel(m_window->contentItem());
    panel.setSize({200, 300});
    const int frames = framesDuring([&] {
        for (int i = 0; i < 10; ++i) {
            panel.setX(i);
            panel.update();
            m_window->update();
            QTest::qWait(20);
        }
    });
    QCOMPARE(frames, 0);
}

void AreaTest::tellsWhatIsSeen()
{
    m_view->setAreaTheme({{west(), QColor(0xD03030), QStringLiteral("West\n12")}});
    picture();
    const std::vector<scene::SeenObject> seen = m_view->seenObjects(60);
    QStringList ids;
    for (const scene::SeenObject &one : seen) {
        ids.append(one.object.id);
        QVERIFY(!one.at.isEmpty());
        QVERIFY(QRectF(0, 0, 800, 500).intersects(one.at));
    }
    ids.sort();
    QCOMPARE(ids, (QStringList{QStringLiteral("b-east"), QStringLiteral("b-west"), QStringLiteral("s-east"),
                               QStringLiteral("s-west"), QStringLiteral("west")}));
    QCOMPARE(seen[0].object.kind, ObjectKind::Thing);
    QCOMPARE(seen[4].object.kind, ObjectKind::Building);
    // Where it says, there it is.
    for (const scene::SeenObject &one : seen) {
        if (one.object.kind == ObjectKind::Building)
            QCOMPARE(m_view->objectAt(one.at.center()), one.object);
    }
    QCOMPARE(m_view->seenObjects(2).size(), size_t(2));
    QVERIFY(m_view->seenObjects(0).empty());
    QElapsedTimer timer;
    timer.start();
    m_view->seenObjects(60);
    QVERIFY2(timer.nsecsElapsed() < 1'000'000, qPrintable(QString::number(timer.nsecsElapsed())));
}

void AreaTest::coveredIsNotSeen()
{
    m_view->setStage({400, 0, 400, 500});
    picture();
    for (const scene::SeenObject &one : m_view->seenObjects(60))
        QVERIFY2(!one.object.id.endsWith(QLatin1String("west")), qPrintable(one.object.id));
    m_view->setStage({0, 0, 800, 500}, {QRectF(0, 0, 800, 500)});
    picture();
    QVERIFY(m_view->seenObjects(60).empty());
    QVERIFY(m_view->markersInTurn().empty());
}

void AreaTest::walksWorstFirst()
{
    picture();
    std::vector<ObjectRef> turn = m_view->markersInTurn(); // nothing needs a hand: all of them
    QCOMPARE(turn.size(), size_t(2));
    QCOMPARE(turn[0].id, QStringLiteral("s-west"));
    m_view->apply(state("s-west", domain::Severity::Minor));
    m_view->apply(state("s-east", domain::Severity::Critical));
    picture();
    turn = m_view->markersInTurn();
    QCOMPARE(turn.size(), size_t(2));
    QCOMPARE(turn[0].id, QStringLiteral("s-east"));
}

void AreaTest::slowFlightRisesOverBuildings()
{
    m_view->setReducedMotion(false);
    // Low over the ground from south of a building to north of it.
    m_view->flyTo(scene::CameraPose{{80, -60, 2}, 60, 0, -8}, false);
    picture();
    double highest = 0;
    const auto watch = connect(m_view, &CityView::viewStateChanged, this, [&] {
        const geometry::Vec3 eye = m_view->viewState().eye;
        if (std::abs(eye.x - 80) < 25 && std::abs(eye.y - 20) < 25)
            highest = highest == 0 ? eye.z : std::min(highest, eye.z);
    });
    m_view->flySlowly({{80, 180, 2}, 60, 0, -8}, 2);
    QVERIFY(m_view->isMoving());
    QVERIFY(QTest::qWaitFor([this] { return !m_view->isMoving(); }, 8000));
    disconnect(watch);
    QVERIFY2(highest > 30, qPrintable(QString::number(highest)));
    QVERIFY(std::abs(m_view->pose().target.y - 180) < 1);
}

int main(int argc, char **argv)
{
    CityView::prepareApplication();
    QGuiApplication app(argc, argv);
    AreaTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "AreaTest.moc"
