#include "formats/tiles3d/Placing.h"

#include "Tiles3dTesting.h"
#include "formats/tiles3d/Volumes.h"

#include <cmath>

using formats::tiles3d::Placing;
using geometry::Box3;
using geometry::Vec3;

/// From the middle of the Earth, and from elsewhere, to the right place in the scene.
class PlacingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void earthAsProjHasIt();
    void nearIsExact();
    void buildingsStandWhereTheirAttributesSay();
    void heightsStay();
    void regionsBoxesAndSpheres();
    void globeIsEverywhere();
    void localIsPlaced();
    void placementMovesWhatIsOnTheEarth();
    void ownCrs();
    void gcj02();
    void withoutAFrame();
    void extentIgnoresAGlobalRoot();
};

static formats::LayerRequest plain()
{
    return fixtures::request(QStringLiteral("x"));
}

static Placing placingAt(const geometry::LocalFrame &frame, const Vec3 &lonLat,
                         const formats::LayerRequest &request = plain())
{
    base::Warnings warnings;
    const Vec3 middle = formats::tiles3d::toEarth(lonLat);
    return Placing(request, frame, true, {middle - 100.0, middle + 100.0}, {}, warnings);
}

void PlacingTest::earthAsProjHasIt()
{
    const auto toDegrees = geometry::Transform::create(*geometry::Crs::parse(QStringLiteral("EPSG:4978")),
                                                       *geometry::Crs::parse(QStringLiteral("EPSG:4979")));
    QVERIFY(toDegrees);
    for (const Vec3 &place : {Vec3(114.06, 22.54, 12), Vec3(-75.6, 40.04, 88), Vec3(179.99, -16.5, 1200),
                              Vec3(0.01, 89.5, -50), Vec3(-0.5, -89.9, 2800), Vec3(13.4, 52.5, 8848)}) {
        const Vec3 earth = formats::tiles3d::toEarth(place);
        const Vec3 back = formats::tiles3d::toLonLatHeight(earth);
        QVERIFY2(glm::length(back - place) < 1e-8, qPrintable(QString::number(glm::length(back - place))));
        Vec3 theirs = earth;
        QVERIFY(toDegrees->apply(theirs));
        QVERIFY2(std::abs(theirs.x - place.x) < 1e-9 && std::abs(theirs.y - place.y) < 1e-9 &&
                     std::abs(theirs.z - place.z) < 1e-5,
                 qPrintable(QStringLiteral("%1 %2 %3").arg(theirs.x).arg(theirs.y).arg(theirs.z)));
    }
}

void PlacingTest::nearIsExact()
{
    const auto frame = fixtures::frameAt(114.06, 22.54);
    const Vec3 lonLat(114.1, 22.56, 30);
    const Placing placing = placingAt(frame, lonLat);
    const Vec3 middle = formats::tiles3d::toEarth(lonLat);
    for (const double half : {1.0, 50.0, 800.0, 3000.0, 60'000.0}) {
        const Box3 box{middle - half, middle + half};
        const Placing::Near near = placing.near(box);
        for (const Vec3 &way : {Vec3(0), Vec3(1, 1, 1), Vec3(-1, 0.3, 0.7), Vec3(0.2, -0.9, -1), Vec3(-1, -1, 1)}) {
            const Vec3 p = middle + half * way;
            const double off = glm::length(near.apply(p) - placing.apply(p));
            QVERIFY2(off < 0.0015, qPrintable(QStringLiteral("%1 m at %2").arg(off).arg(half)));
        }
        const Vec3 up = near.turned(glm::normalize(middle));
        QVERIFY(up.z > 0.9999);
    }
}

void PlacingTest::buildingsStandWhereTheirAttributesSay()
{
    NEED_SAMPLE(file, "Tileset/tileset.json");
    const auto request = fixtures::request(file);
    const auto frame = fixtures::frameOf(request);
    QVERIFY(frame.crs().isValid());
    const auto layer = testing::open(request);
    QVERIFY(layer);
    const testing::Found found = testing::walk(*layer->tiles);
    QVERIFY(found.isInside);
    int seen = 0, near = 0;
    for (const auto &content : found.layers) {
        const int lon = content->attributes.indexOf(QStringLiteral("Longitude")),
                  lat = content->attributes.indexOf(QStringLiteral("Latitude")),
                  height = content->attributes.indexOf(QStringLiteral("Height"));
        QVERIFY(lon >= 0 && lat >= 0 && height >= 0);
        for (const domain::Building &building : content->buildings) {
            const Vec3 wanted = frame.fromLonLat({content->attributes.number(building.row, lon) * 180 / M_PI,
                                                  content->attributes.number(building.row, lat) * 180 / M_PI, 0});
            const Box3 box = building.solid->mesh.bounds();
            // Their maker took the Earth for a ball within a tile, and moved two houses out of others' way.
            const double off = glm::length(geometry::Vec2(box.centre() - wanted));
            QVERIFY2(off < 8, qPrintable(QStringLiteral("%1 m: %2").arg(off).arg(building.id)));
            near += off < 0.5;
            QVERIFY(std::abs(double(building.height) - content->attributes.number(building.row, height)) < 0.05);
            QVERIFY(std::abs(building.ground) < 0.05);
            const double area = geometry::area(building.footprint);
            QVERIFY2(area > 10 && area < (box.size().x + 0.1) * (box.size().y + 0.1),
                     qPrintable(QString::number(area)));
            QVERIFY(off > 0.5 || geometry::contains(building.footprint, geometry::Vec2(wanted)));
            ++seen;
        }
    }
    QCOMPARE(seen, 50);
    QVERIFY2(near >= 45, QByteArray::number(near));
}

void PlacingTest::heightsStay()
{
    const auto frame = fixtures::frameAt(114.06, 22.54);
    const Placing placing = placingAt(frame, {114.06, 22.54, 0});
    for (const double height : {-20.0, 0.0, 123.4, 900.0})
        QVERIFY(std::abs(placing.apply(formats::tiles3d::toEarth({114.07, 22.53, height})).z - height) < 1e-4);
}

void PlacingTest::regionsBoxesAndSpheres()
{
    const auto frame = fixtures::frameAt(114.06, 22.54);
    const Placing placing = placingAt(frame, {114.06, 22.54, 0});
    formats::tiles3d::Volume region{
        formats::tiles3d::Volume::Kind::Region,
        {114.05 * M_PI / 180, 22.53 * M_PI / 180, 114.07 * M_PI / 180, 22.55 * M_PI / 180, -5, 300}};
    const auto made = formats::tiles3d::toScene(region, glm::dmat4(1), placing);
    QVERIFY(std::abs(made.box.min.z + 5) < 0.01 && std::abs(made.box.max.z - 300) < 0.01);
    QVERIFY(std::abs(made.box.size().x - 2060) < 100 && std::abs(made.box.size().y - 2220) < 100); // grids turn
    // Every place within is inside both box and ball.
    for (const double x : {114.05, 114.0601, 114.07}) {
        for (const double y : {22.53, 22.5402, 22.55}) {
            for (const double z : {-5.0, 300.0}) {
                const Vec3 p = frame.fromLonLat({x, y, z});
                QVERIFY(glm::all(glm::greaterThan(p, made.box.min - 0.5)) &&
                        glm::all(glm::lessThan(p, made.box.max + 0.5)));
                QVERIFY(glm::length(p - made.centre) < made.radius + 0.5);
            }
        }
    }
    const Vec3 middle = formats::tiles3d::toEarth({114.06, 22.54, 50});
    formats::tiles3d::Volume sphere{formats::tiles3d::Volume::Kind::Sphere, {middle.x, middle.y, middle.z, 100}};
    const auto ball = formats::tiles3d::toScene(sphere, glm::dmat4(1), placing);
    QVERIFY(std::abs(ball.radius - 100) < 1);
    QVERIFY(glm::length(ball.centre - frame.fromLonLat({114.06, 22.54, 50})) < 0.1);
    const glm::dmat3 enu = formats::tiles3d::eastNorthUp(middle);
    glm::dmat4 standing(enu);
    standing[3] = glm::dvec4(middle, 1);
    formats::tiles3d::Volume box{formats::tiles3d::Volume::Kind::Box, {0, 0, 0, 30, 0, 0, 0, 20, 0, 0, 0, 10}};
    const auto block = formats::tiles3d::toScene(box, standing, placing);
    QVERIFY(std::abs(block.box.size().x - 60) < 1.5 && std::abs(block.box.size().y - 40) < 1.5 &&
            std::abs(block.box.size().z - 20) < 0.1);
}

void PlacingTest::globeIsEverywhere()
{
    const auto frame = fixtures::frameAt(114.06, 22.54);
    const Placing placing = placingAt(frame, {114.06, 22.54, 0});
    formats::tiles3d::Volume globe{formats::tiles3d::Volume::Kind::Region,
                                   {-M_PI, -M_PI / 2, M_PI, M_PI / 2, -100, 9000}};
    const auto made = formats::tiles3d::toScene(globe, glm::dmat4(1), placing);
    QVERIFY(made.box.min.x < -1e6 && made.box.max.x > 1e6 && made.radius > 1e6 && std::isfinite(made.radius));
    QVERIFY(std::isnan(placing.apply(formats::tiles3d::toEarth({-60, 10, 0})).x));
}

void PlacingTest::localIsPlaced()
{
    const auto frame = fixtures::frameAt(114.06, 22.54);
    formats::LayerRequest request = plain();
    request.hasPlacement = true;
    request.position = {114.07, 22.55, 8};
    request.heading = 90;
    base::Warnings warnings;
    const Placing placing(request, frame, false, {Vec3(-50), Vec3(50)}, {}, warnings);
    QVERIFY(!placing.isEarth() && warnings.isEmpty());
    const Vec3 at = frame.fromLonLat(request.position);
    QVERIFY(glm::length(placing.apply(Vec3(0)) - at) < 0.001);
    const Vec3 ahead = placing.apply({0, 100, 5}) - at; // its north looks east
    QVERIFY(ahead.x > 99 && std::abs(ahead.y) < 3 && std::abs(ahead.z - 5) < 0.001);

    NEED_SAMPLE(file, "MultipleKindsOfTilesets/BoxBoundingVolumeTileset.json");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    QCOMPARE(fixtures::warnings(*layer, "crs-missing"), 1);
    QVERIFY(layer->info.crs.isEmpty());
    QVERIFY(std::abs(layer->tiles->root().volume.box.size().x - 200) < 1e-6);
}

void PlacingTest::placementMovesWhatIsOnTheEarth()
{
    NEED_SAMPLE(file, "Tileset/tileset.json");
    auto request = fixtures::request(file);
    const auto found = formats::findReader(request);
    QVERIFY(found && !found->second.layers.front().extent.isEmpty());
    request.hasPlacement = true;
    request.position = {114.06, 22.54, 7};
    request.heading = 30;
    const auto frame = fixtures::frameAt(114.06, 22.54);
    const auto layers = fixtures::read(request, frame);
    QVERIFY(layers);
    const testing::Found moved = testing::walk(*layers->front().tiles);
    QVERIFY(moved.isInside);
    const Vec3 at = frame.fromLonLat({114.06, 22.54, 7});
    QVERIFY(glm::length(geometry::Vec2(moved.bounds.centre() - at)) < 40);
    QVERIFY(std::abs(moved.bounds.min.z - 7) < 0.1 && std::abs(moved.bounds.size().z - 85.4) < 1);
}

void PlacingTest::ownCrs()
{
    const auto frame = fixtures::frameAt(114.06, 22.54);
    formats::LayerRequest request = plain();
    request.crs = QStringLiteral("EPSG:4547");
    base::Warnings warnings;
    const auto there = geometry::Transform::create(geometry::Crs::wgs84(), *geometry::Crs::parse(request.crs));
    Vec3 p(114.07, 22.55, 0);
    QVERIFY(there && there->apply(p));
    p.z = 33;
    const Placing placing(request, frame, false, {p - 10.0, p + 10.0}, {}, warnings);
    QCOMPARE(placing.crsCode(), QStringLiteral("EPSG:4547"));
    QVERIFY(glm::length(placing.apply(p) - frame.fromLonLat({114.07, 22.55, 33})) < 0.01);
}

void PlacingTest::gcj02()
{
    const auto frame = fixtures::frameAt(114.06, 22.54);
    formats::LayerRequest request = plain();
    request.gcj02 = true;
    const Vec3 p = formats::tiles3d::toEarth({114.06, 22.54, 0});
    const double moved = glm::length(placingAt(frame, {114.06, 22.54, 0}, request).apply(p) -
                                     placingAt(frame, {114.06, 22.54, 0}).apply(p));
    QVERIFY2(moved > 400 && moved < 800, qPrintable(QString::number(moved)));
}

void PlacingTest::withoutAFrame()
{
    const Vec3 lonLat(114.06, 22.54, 20);
    const Placing placing = placingAt(geometry::LocalFrame(), lonLat);
    const Vec3 up = placing.apply(formats::tiles3d::toEarth(lonLat + Vec3(0, 0, 50)));
    QVERIFY(glm::length(up - Vec3(0, 0, 50)) < 0.001);
    QVERIFY(placing.apply(formats::tiles3d::toEarth(lonLat + Vec3(0, 0.001, 0))).y > 100);
}

void PlacingTest::extentIgnoresAGlobalRoot()
{
    NEED_SAMPLE(file, "stacked-cubes/tileset.json");
    const auto found = formats::findReader(fixtures::request(file));
    QVERIFY(found);
    const geometry::Box2 &extent = found->second.layers.front().extent;
    QVERIFY(extent.size().x < 0.001 && extent.size().y < 0.001);
    QVERIFY(std::abs(extent.centre().x - 10) < 0.01 && std::abs(extent.centre().y - 45) < 0.01);
    const auto layer = testing::open(file);
    const testing::Found all = testing::walk(*layer->tiles);
    // The home view is of them, not of the globe that the root claims.
    const geometry::Box3 root = layer->tiles->root().volume.box;
    QVERIFY(root.size().x < 10 && root.size().z < 15);
    // Two cubes of 2 m, one 5 m above the other.
    QVERIFY(std::abs(all.bounds.size().x - 2) < 0.05 && all.bounds.size().z > 4 && all.bounds.size().z < 8);
}

QTEST_GUILESS_MAIN(PlacingTest)
#include "PlacingTest.moc"
