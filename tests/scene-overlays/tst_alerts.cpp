#include "Scenes.h"
#include "geometry/Crs.h"
#include "geometry/PolygonOps.h"
#include "scene/chunks/AlertShape.h"
#include "scene/overlays/AlertLabels.h"
#include "scene/overlays/PairLines.h"

#include <QGuiApplication>
#include <QTest>

#include <cmath>

using domain::Alert;
using domain::Severity;
using geometry::Vec2;
using geometry::Vec3;
using scene::AlertLabel;

/// Areas of public warnings: from degrees to the ground, patterns, names on screen.
class TestAlerts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesPolygonsAndCircles();
    void drawsAreasByTheirCodes_data();
    void drawsAreasByTheirCodes();
    void cutsOffWhatIsFar();
    void takesOneLanguage();
    void hatches();
    void isFeltAtTheRim();
    void pilesNothingUp();
    void framesTheCityWithAProvince();
    void putsNamesAtTheUpperEdge();
    void namesWhatFillsTheView();
    void keepsNamesApart();
    void drawsPairs();
};

/// Three kilometres of a city in UTM zone 50, about 114.12 E, 22.54 N.
static std::shared_ptr<domain::City> cityOf()
{
    auto city = scenes::scattered(200, 3000);
    const auto crs = geometry::Crs::parse(QStringLiteral("EPSG:32650"));
    const auto made = geometry::LocalFrame::around(*crs, {{203000, 2495000}, {206000, 2498000}});
    city->frame = *made;
    return city;
}

static Vec2 lonLat(const domain::City &city, double x, double y)
{
    return Vec2(city.frame.toLonLat(Vec3(x, y, 0)));
}

static Alert alertOf(const domain::City &city, double x0, double y0, double x1, double y1)
{
    domain::AlertArea area;
    area.polygons.push_back(
        {lonLat(city, x0, y0), lonLat(city, x1, y0), lonLat(city, x1, y1), lonLat(city, x0, y1), lonLat(city, x0, y0)});
    Alert alert;
    alert.id = QStringLiteral("a");
    alert.infos.emplace_back().areas.push_back(area);
    return alert;
}

void TestAlerts::placesPolygonsAndCircles()
{
    const auto city = cityOf();
    Alert alert = alertOf(*city, -400, -300, 600, 500);
    const scene::AlertShape shape = scene::alertShape(alert, *city, QStringLiteral("en"));
    QCOMPARE(shape.area.size(), size_t(1));
    QVERIFY(std::abs(geometry::area(shape.area) - 1000.0 * 800) < 50);
    const geometry::Box2 box = geometry::bounds(shape.area);
    QVERIFY(glm::distance(box.min, Vec2(-400, -300)) < 0.1);
    double border = 0;
    for (const geometry::LineString &line : shape.border)
        border += geometry::length(line);
    QVERIFY(std::abs(border - 3600) < 1);
    // A circle by its radius; one without is a point and covers nothing.
    const Vec2 middle = lonLat(*city, 100, 200);
    alert.infos[0].areas[0].polygons.clear();
    alert.infos[0].areas[0].circles = {{middle.x, middle.y, 0.5}};
    const scene::AlertShape circle = scene::alertShape(alert, *city, QStringLiteral("en"));
    QVERIFY(std::abs(geometry::area(circle.area) - M_PI * 250000) < 0.01 * M_PI * 250000);
    QVERIFY(glm::distance(geometry::bounds(circle.area).centre(), Vec2(100, 200)) < 1);
    alert.infos[0].areas[0].circles[0].radiusKm = 0;
    QVERIFY(scene::alertShape(alert, *city, QStringLiteral("en")).isEmpty());
    QVERIFY(scene::alertShape(Alert(), *city, QStringLiteral("en")).isEmpty());
}

void TestAlerts::drawsAreasByTheirCodes_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<double>("area"); // m²
    const auto row = [](const char *name, const char *code, double area) {
        QTest::newRow(name) << QString::fromLatin1(code) << area;
    };
    row("a community", "440399001001", 400.0 * 600);
    row("the sub-district", "440399001", 1000.0 * 600);
    row("the sub-district, filled up", "440399001000", 1000.0 * 600);
    row("what it belongs to, by its parent", "Shenlan", 1000.0 * 600);
    row("a city", "440300", 1000.0 * 600);
    row("a province, filled up", "440000000000", 1000.0 * 600);
    row("a grid", "G1", 100.0 * 100);
    row("another sub-district", "440399002", 0);
    row("another city", "440400", 0);
    row("no code", "44", 0);
    row("elsewhere", "FR433", 0);
}

void TestAlerts::drawsAreasByTheirCodes()
{
    QFETCH(QString, code);
    QFETCH(double, area);
    const auto city = cityOf();
    auto layer = std::make_shared<domain::Layer>();
    const auto add = [&](const char *id, const char *parent, domain::ObjectKind level, double x0, double x1,
                         double y1) {
        domain::AdminArea one;
        one.id = QLatin1String(id);
        one.parent = QLatin1String(parent);
        one.level = level;
        one.shape = {{{{x0, 0}, {x1, 0}, {x1, y1}, {x0, y1}}, {}}};
        layer->areas.push_back(one);
    };
    add("440399001", "Shenlan", domain::ObjectKind::SubDistrict, 0, 1000, 600);
    add("440399001001", "440399001", domain::ObjectKind::Community, 0, 400, 600);
    add("440399001002", "440399001", domain::ObjectKind::Community, 400, 1000, 600);
    add("G1", "440399001001", domain::ObjectKind::Grid, 0, 100, 100);
    city->layers.push_back(layer);
    city->index();
    Alert alert;
    domain::AlertArea &named = alert.infos.emplace_back().areas.emplace_back();
    named.geocodes = {{QStringLiteral("region"), QStringLiteral("elsewhere")}, {QStringLiteral("code"), code}};
    const auto drawn = [&] { return geometry::area(scene::alertShape(alert, *city, QStringLiteral("en")).area); };
    QVERIFY2(std::abs(drawn() - area) < 1, qPrintable(QString::number(drawn())));
    // An area of its own says it better.
    const Vec2 middle = lonLat(*city, 500, 300);
    named.circles = {{middle.x, middle.y, 0.1}};
    QVERIFY(std::abs(drawn() - M_PI * 10000) < 0.01 * M_PI * 10000);
}

void TestAlerts::cutsOffWhatIsFar()
{
    const auto city = cityOf();
    // A province about the city: all of the city, and none of its own border.
    const scene::AlertShape province =
        scene::alertShape(alertOf(*city, -90'000, -80'000, 70'000, 60'000), *city, QStringLiteral("en"));
    const geometry::Box2 box = geometry::bounds(province.area);
    QVERIFY(box.min.x < -1500 && box.min.x > -2600 && box.max.y > 1500 && box.max.y < 2600);
    QVERIFY(province.border.empty());
    // A border that runs through it is drawn where it does, and not along the cut.
    const scene::AlertShape half =
        scene::alertShape(alertOf(*city, 0, -80'000, 70'000, 60'000), *city, QStringLiteral("en"));
    QVERIFY(!half.border.empty());
    for (const geometry::LineString &line : half.border) {
        for (const Vec2 &point : line)
            QVERIFY2(std::abs(point.x) < 120, qPrintable(QString::number(point.x))); // a long line of degrees bends
    }
    QVERIFY(scene::alertShape(alertOf(*city, 20'000, 0, 30'000, 900), *city, QStringLiteral("en")).isEmpty());
}

void TestAlerts::takesOneLanguage()
{
    const auto city = cityOf();
    Alert alert = alertOf(*city, 0, 0, 100, 100);
    alert.infos[0].language = QStringLiteral("zh-CN");
    alert.infos.push_back(alertOf(*city, 0, 0, 100, 100).infos[0]);
    alert.infos[1].language = QStringLiteral("en-GB");
    alert.infos.push_back(alertOf(*city, 500, 500, 700, 700).infos[0]); // another part, in the first's language
    alert.infos[2].language = QStringLiteral("zh-CN");
    QVERIFY(std::abs(geometry::area(scene::alertShape(alert, *city, QStringLiteral("zh_CN")).area) - 50000) < 20);
    QVERIFY(std::abs(geometry::area(scene::alertShape(alert, *city, QStringLiteral("en")).area) - 10000) < 20);
}

void TestAlerts::hatches()
{
    const auto square = scenes::rectangle({{0, 0}, {100, 100}});
    const auto level = scene::hatching(square, 10, 0);
    QVERIFY(level.size() >= 9 && level.size() <= 11);
    for (const auto &[from, to] : level)
        QVERIFY(std::abs(from.y - to.y) < 1e-6 && std::abs(std::abs(to.x - from.x) - 100) < 1e-6);
    geometry::MultiPolygon ring = square;
    ring[0].holes.push_back({{40, 40}, {40, 60}, {60, 60}, {60, 40}});
    for (const auto &[from, to] : scene::hatching(ring, 7, 45))
        QVERIFY(geometry::contains(ring[0], (from + to) * 0.5)); // nothing within the hole
    QVERIFY(scene::hatching({}, 10, 0).empty());
}

void TestAlerts::isFeltAtTheRim()
{
    const geometry::Box2 city{{0, 0}, {2200, 2200}};
    const auto whole = scenes::rectangle(city);
    const auto parts = scene::alertParts({&whole}, city);
    QCOMPARE(parts.size(), size_t(1));
    const double inner = 2200 - 2 * parts[0].depth;
    QVERIFY2(parts[0].depth > 60 && parts[0].depth < 150, qPrintable(QString::number(parts[0].depth)));
    QVERIFY(std::abs(geometry::area(parts[0].core) - inner * inner) < 1);
    QVERIFY(std::abs(geometry::area(parts[0].core) + geometry::area(parts[0].rim) - 2200.0 * 2200) < 1);
    // No line crosses what is enclosed.
    for (const auto &[from, to] : scene::hatching(parts[0].rim, 20, 45))
        QVERIFY(!geometry::contains(parts[0].core[0], (from + to) * 0.5));
}

void TestAlerts::pilesNothingUp()
{
    const geometry::Box2 city{{0, 0}, {2200, 2200}};
    // The same ground twice, a corner of it, and one that reaches over its border.
    const auto red = scenes::rectangle(city), orange = red, yellow = scenes::rectangle({{0, 0}, {800, 800}}),
               blue = scenes::rectangle({{1900, 1900}, {2500, 2500}});
    const auto parts = scene::alertParts({&red, &orange, &yellow, &blue}, city);
    std::vector<const geometry::MultiPolygon *> all;
    double sum = 0;
    for (const scene::AlertParts &part : parts) {
        QVERIFY(geometry::area(part.rim) > 1000); // each can be seen
        for (const geometry::MultiPolygon *one : {&part.rim, &part.core}) {
            for (const geometry::MultiPolygon *other : all)
                QVERIFY(geometry::area(geometry::intersection(*one, *other)) < 1);
            all.push_back(one);
            sum += geometry::area(*one);
        }
    }
    QVERIFY(std::abs(sum - (2200.0 * 2200 + 600 * 600 - 300 * 300)) < 5);
}

void TestAlerts::framesTheCityWithAProvince()
{
    const auto city = cityOf();
    const geometry::Box2 box = city->bounds().flat();
    const scene::AlertShape province =
        scene::alertShape(alertOf(*city, -90'000, -80'000, 70'000, 60'000), *city, QStringLiteral("en"));
    const auto parts = scene::alertParts({&province.area}, box);
    QVERIFY(std::abs(geometry::area(parts[0].core) - box.size().x * box.size().y) < 10);
    QVERIFY(geometry::area(parts[0].rim) > 0.3 * geometry::area(parts[0].core));
}

static AlertLabel labelOf(const QString &id, const geometry::Box2 &box)
{
    AlertLabel label;
    label.id = id;
    label.text = QStringLiteral("Rainstorm orange warning · until 18:00");
    label.severity = Severity::Major;
    label.area = scenes::rectangle(box);
    for (int i = 0; i <= 20; ++i) {
        const double t = i / 20.0;
        label.border.emplace_back(glm::mix(box.min.x, box.max.x, t), box.min.y, 0);
        label.border.emplace_back(glm::mix(box.min.x, box.max.x, t), box.max.y, 0);
    }
    return label;
}

void TestAlerts::putsNamesAtTheUpperEdge()
{
    scene::AlertLabels labels;
    const scene::ViewState view = scenes::viewOf({0, 0, 0}, 1500, 0);
    labels.setViewState(view);
    labels.setLabels({labelOf(QStringLiteral("a"), {{-200, -200}, {200, 200}})});
    QCOMPARE(labels.placed().size(), size_t(1));
    const QRectF rect = labels.placed()[0].rect;
    const QPointF north = view.project({0, 200, 0}), south = view.project({0, -200, 0});
    QVERIFY(rect.bottom() <= north.y() && rect.bottom() > north.y() - 20);
    // Its name is what is clicked, not its area: that is the buildings'.
    QCOMPARE(labels.hitTest(rect.center()), QStringLiteral("a"));
    QCOMPARE(labels.hitTest((north + south) / 2), QString());
}

void TestAlerts::namesWhatFillsTheView()
{
    scene::AlertLabels labels;
    labels.setViewState(scenes::viewOf({0, 0, 0}, 300));
    const QRectF stage(200, 100, 1500, 900);
    labels.setStage(stage);
    labels.setLabels({labelOf(QStringLiteral("all"), {{-9000, -9000}, {9000, 9000}}),
                      labelOf(QStringLiteral("elsewhere"), {{8000, 8000}, {9000, 9000}})});
    QCOMPARE(labels.placed().size(), size_t(1));
    QCOMPARE(labels.placed()[0].id, QStringLiteral("all"));
    QVERIFY(stage.contains(labels.placed()[0].rect));
    QVERIFY(labels.placed()[0].rect.top() < 160);
}

void TestAlerts::keepsNamesApart()
{
    scene::AlertLabels labels;
    labels.setViewState(scenes::viewOf({0, 0, 0}, 1500, 0));
    const geometry::Box2 box{{-200, -200}, {200, 200}};
    labels.setLabels({labelOf(QStringLiteral("a"), box), labelOf(QStringLiteral("b"), box),
                      labelOf(QStringLiteral("c"), {{-150, -200}, {260, 190}})});
    QCOMPARE(labels.placed().size(), size_t(3));
    for (size_t i = 0; i < 3; ++i) {
        for (size_t j = 0; j < i; ++j)
            QVERIFY(!labels.placed()[i].rect.intersects(labels.placed()[j].rect));
    }
    QVERIFY(labels.placed()[0].rect.top() < labels.placed()[1].rect.top()); // the worst stays where it belongs
}

void TestAlerts::drawsPairs()
{
    scene::PairLines pairs;
    QVERIFY(pairs.lines().empty());
    pairs.setLines({{{10, 10}, {200, 40}}, {{50, 50}, {52, 50}}});
    QCOMPARE(pairs.lines().size(), size_t(2));
    pairs.setLines({});
    QVERIFY(pairs.lines().empty());
}

QTEST_MAIN(TestAlerts)
#include "tst_alerts.moc"
