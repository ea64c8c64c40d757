#include "HandMadeCity.h"
#include "scene/chunks/TileQueue.h"
#include "scene/picking/FeatureRays.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>
#include <set>
#include <span>

using namespace scene;
using geometry::Ring;
using geometry::Vec2;
using geometry::Vec3;

/// Trees of what lies on the ground, without a display: how it is simplified, and rays.
class FeatureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roughFormsAreSmallAndCoverAsMuch();
    void roughFormsLieOnTheGround();
    void whatIsSmallIsLeftOutFromAfar();
    void neighboursKeepOneBorder();
    void treesAreNearOnly();
    void tunnelsAreNotDrawn();
    void raysMeetShapes_data();
    void raysMeetShapes();
    void raysMeetPosts();
    void raysAreQuick();
};

namespace
{

constexpr auto Whole = TileTree::Form::Whole, Coarse = TileTree::Form::Coarse;

/// A ring of many corners, wavy by half a metre.
Ring garden(const Vec2 &at, double radius, bool hole = false)
{
    Ring ring;
    constexpr int Corners = 96;
    for (int i = 0; i < Corners; ++i) {
        const double angle = glm::radians(360.0) * (hole ? Corners - i : i) / Corners;
        ring.push_back(at + Vec2(std::cos(angle), std::sin(angle)) * (radius + 0.5 * (i % 2)));
    }
    return ring;
}

std::shared_ptr<domain::Layer> gardens(int across, bool holes = true)
{
    auto layer = handmade::layer(QStringLiteral("green"), domain::LayerKind::Green);
    for (int i = 0; i < across * across; ++i) {
        const Vec2 at((i % across) * 120, (i / across) * 120);
        geometry::Polygon polygon{garden(at, 50), {}};
        if (holes)
            polygon.holes.push_back(garden(at + Vec2(5, 0), 4, true));
        layer->features.push_back(handmade::feature(QString::number(i), {polygon}));
    }
    return layer;
}

std::shared_ptr<const domain::Terrain> hills()
{
    std::vector<float> heights;
    for (int row = 0; row < 81; ++row)
        for (int column = 0; column < 81; ++column)
            heights.push_back(6 * std::sin(float(column) * 0.3f) + 4 * std::cos(float(row) * 0.4f));
    return std::make_shared<const domain::Terrain>(Vec2(-200, -200), Vec2(25, 25), 81, 81, heights);
}

std::shared_ptr<const FeatureTree> treeOf(const std::shared_ptr<const domain::Layer> &layer,
                                          const std::shared_ptr<const domain::Terrain> &terrain = nullptr)
{
    const auto trees = FeatureTree::of(layer, terrain, 0, 3, false);
    return trees.size() == 1 ? trees.front() : nullptr;
}

std::shared_ptr<const FeatureRays> raysOf(const std::shared_ptr<const FeatureTree> &tree)
{
    return std::make_shared<FeatureRays>(tree, std::make_shared<GroundCrossing>(tree->terrain(), tree->level()));
}

std::span<const ChunkGeometry::Vertex> verticesOf(const TileMesh &mesh)
{
    return {reinterpret_cast<const ChunkGeometry::Vertex *>(mesh.bytes.data()), mesh.vertexCount};
}

uint32_t indexOf(const TileMesh &mesh, size_t i)
{
    const char *indices = mesh.bytes.data() + mesh.vertexBytes();
    return mesh.indexBytes == 2 ? reinterpret_cast<const uint16_t *>(indices)[i]
                                : reinterpret_cast<const uint32_t *>(indices)[i];
}

double areaOf(const TileMesh &mesh)
{
    double area = 0;
    const auto vertices = verticesOf(mesh);
    for (size_t t = 0; t + 2 < mesh.indexCount; t += 3) {
        const auto at = [&](size_t k) {
            const auto &v = vertices[indexOf(mesh, t + k)];
            return Vec2(v.x, v.y);
        };
        const Vec2 u = at(1) - at(0), w = at(2) - at(0);
        area += 0.5 * std::abs(u.x * w.y - u.y * w.x);
    }
    return area;
}

}

void FeatureTest::roughFormsAreSmallAndCoverAsMuch()
{
    const auto layer = gardens(16);
    const auto tree = treeOf(layer);
    QVERIFY(tree);
    size_t whole = 0, coarse = 0;
    double covered = 0;
    std::set<uint32_t> seen;
    for (uint32_t leaf = 0; tree->exists({0, leaf}); ++leaf) {
        const BuiltTile exact = tree->build({0, leaf}, Whole), rough = tree->build({0, leaf}, Coarse);
        QVERIFY(exact.mesh && rough.mesh);
        whole += exact.mesh->indexCount / 3;
        coarse += rough.mesh->indexCount / 3;
        covered += areaOf(*exact.mesh);
        for (const auto &v : verticesOf(*exact.mesh))
            seen.insert(v.feature);
        QVERIFY(std::abs(areaOf(*rough.mesh) / areaOf(*exact.mesh) - 1) < 0.05);
    }
    QCOMPARE(seen.size(), layer->features.size());
    double wanted = 0;
    for (const domain::Feature &feature : layer->features)
        wanted += geometry::area(feature.shape);
    QVERIFY(std::abs(covered / wanted - 1) < 1e-4);
    QVERIFY2(coarse * 4 < whole, qPrintable(QStringLiteral("%1 of %2").arg(coarse).arg(whole)));
    const BuiltTile far = tree->build(tree->root(), Coarse);
    QVERIFY(far.mesh->indexCount / 3 <= coarse);
    QVERIFY2(std::abs(areaOf(*far.mesh) / covered - 1) < 0.1, "from afar as much is green");
}

void FeatureTest::roughFormsLieOnTheGround()
{
    const auto terrain = hills();
    const auto tree = treeOf(gardens(12), terrain);
    for (int level = 0; level <= tree->root().level; ++level) {
        const double error = tree->error({level, 0});
        for (uint32_t i = 0; tree->exists({level, i}); ++i) {
            const BuiltTile built = tree->build({level, i}, Coarse);
            QVERIFY(built.mesh);
            for (const auto &v : verticesOf(*built.mesh)) {
                const double above = v.z - terrain->heightAt(Vec2(built.origin) + Vec2(v.x, v.y));
                QVERIFY2(above > 0.2 && above < 0.3 + 0.06 * error, qPrintable(QString::number(above)));
            }
        }
    }
}

void FeatureTest::whatIsSmallIsLeftOutFromAfar()
{
    auto layer = handmade::layer(QStringLiteral("roads"), domain::LayerKind::Road);
    for (int i = 0; i < 2000; ++i) // footpaths, and every tenth a street
        layer->features.push_back(handmade::feature(
            QString::number(i), {{handmade::rectangle(Vec2(0, i * 30.0), 300, i % 10 ? 1.5 : 20), {}}}));
    const auto tree = treeOf(layer);
    const BuiltTile far = tree->build(tree->root(), Coarse);
    std::set<uint32_t> seen;
    for (const auto &v : verticesOf(*far.mesh))
        seen.insert(v.feature);
    QCOMPARE(seen.size(), size_t(200));
    QVERIFY(std::all_of(seen.begin(), seen.end(), [](uint32_t i) { return i % 10 == 0; }));
}

void FeatureTest::neighboursKeepOneBorder()
{
    // Two areas on both sides of a crooked line.
    geometry::LineString crooked;
    for (int i = 0; i <= 200; ++i)
        crooked.push_back({3 * std::sin(i * 0.2) + 0.4 * (i % 3), i * 5.0});
    Ring west{{-900, 0}}, east{{900, 1000}};
    west.insert(west.end(), crooked.begin(), crooked.end());
    west.push_back({-900, 1000});
    east.insert(east.end(), crooked.rbegin(), crooked.rend());
    east.push_back({900, 0});
    auto layer = handmade::layer(QStringLiteral("areas"), domain::LayerKind::Area);
    for (const Ring &ring : {west, east}) {
        domain::AdminArea area;
        area.level = domain::ObjectKind::Community;
        area.shape = {{ring, {}}};
        layer->areas.push_back(area);
    }
    const auto tree = treeOf(layer);
    QVERIFY(tree && tree->what() == FeatureTree::What::Borders);
    using Line = std::pair<std::pair<float, float>, std::pair<float, float>>;
    const auto linesOf = [](const TileMesh &mesh, uint32_t area) {
        std::set<Line> lines;
        const auto *vertices = reinterpret_cast<const LineVertex *>(mesh.bytes.data());
        for (size_t i = 0; i < mesh.vertexCount; i += 4) {
            const LineVertex &v = vertices[i];
            std::pair<float, float> from{v.x, v.y}, to{v.ox, v.oy};
            if (v.feature == area && std::abs(v.x) < 10 && std::abs(v.ox) < 10)
                lines.insert(from < to ? Line{from, to} : Line{to, from});
        }
        return lines;
    };
    const BuiltTile exact = tree->build({0, 0}, Whole), rough = tree->build({0, 0}, Coarse);
    QCOMPARE(exact.mesh->vertexCount / 4, size_t(2 * (200 + 3)));
    const auto ofWest = linesOf(*rough.mesh, 0), ofEast = linesOf(*rough.mesh, 1);
    QVERIFY2(ofWest.size() < 100, qPrintable(QString::number(ofWest.size())));
    QVERIFY(ofWest.size() > 5);
    QVERIFY(ofWest == ofEast);
}

void FeatureTest::treesAreNearOnly()
{
    auto layer = handmade::layer(QStringLiteral("trees"), domain::LayerKind::Point);
    for (int i = 0; i < 500; ++i) {
        domain::Feature feature;
        feature.id = QString::number(i);
        feature.points = {{i * 10.0, 0}};
        layer->features.push_back(feature);
    }
    const auto tree = treeOf(layer);
    QVERIFY(tree && tree->what() == FeatureTree::What::Trees);
    QVERIFY(tree->build({0, 0}, Whole).mesh);
    QVERIFY(!tree->build({0, 0}, Coarse).mesh);
    QVERIFY(!tree->build(tree->root(), Coarse).mesh);
}

void FeatureTest::tunnelsAreNotDrawn()
{
    auto layer = handmade::layer(QStringLiteral("roads"), domain::LayerKind::Road);
    auto tunnel = handmade::feature(QStringLiteral("t"), {{handmade::rectangle({0, 0}, 100, 10), {}}});
    tunnel.order = -1;
    layer->features.push_back(tunnel);
    QVERIFY(FeatureTree::of(layer, nullptr, 0, 0, false).empty());
}

void FeatureTest::raysMeetShapes_data()
{
    QTest::addColumn<bool>("hilly");
    QTest::newRow("level") << false;
    QTest::newRow("hills") << true;
}

void FeatureTest::raysMeetShapes()
{
    QFETCH(bool, hilly);
    const auto terrain = hilly ? hills() : nullptr;
    const auto layer = gardens(12);
    PickIndex index;
    index.insert(1, raysOf(treeOf(layer, terrain)));
    std::mt19937 random(5);
    const auto in = [&random](double low, double high) { return low + (high - low) * double(random() % 10'000) / 1e4; };
    int hits = 0;
    for (int i = 0; i < 2000; ++i) {
        const Vec2 at(in(-60, 1400), in(-60, 1400));
        const Vec3 ground(at, (terrain ? terrain->heightAt(at) + 0.25 : 0.0));
        // Steeply, so that no hill is before it.
        const Vec3 eye = ground + Vec3(in(-300, 300), in(-300, 300), 900);
        const geometry::Ray ray{eye, ground - eye};
        const auto hit = index.pick(ray);
        qint64 wanted = -1;
        for (size_t k = 0; k < layer->features.size(); ++k)
            if (geometry::contains(layer->features[k].shape, at))
                wanted = qint64(k);
        // Within a hand's breadth of a border it may be either.
        bool near = false;
        for (const domain::Feature &feature : layer->features)
            for (const Ring *ring : {&feature.shape[0].outer, &feature.shape[0].holes[0]})
                for (const Vec2 &corner : *ring)
                    near = near || glm::distance(corner, at) < 2;
        if (near)
            continue;
        QCOMPARE(hit ? qint64(hit->feature) : -1, wanted);
        if (!hit)
            continue;
        ++hits;
        QCOMPARE(hit->layer, 3u);
        QVERIFY(glm::distance(hit->point, ground) < 0.3);
        QVERIFY(std::abs(hit->distance - glm::distance(eye, ground)) < 0.3);
        QVERIFY(hit->chunk && !hit->chunk->indices.empty());
        QCOMPARE(hit->chunk->vertices.front().feature, hit->feature);
        QVERIFY(index.occluded(ray, hit->distance + 0.5));
        QVERIFY(!index.occluded(ray, hit->distance - 0.5));
        QVERIFY(!index.pick(ray, [](quint32, quint32) { return false; }));
    }
    QVERIFY(hits > 500);
}

void FeatureTest::raysMeetPosts()
{
    auto layer = handmade::layer(QStringLiteral("facilities"), domain::LayerKind::Facility);
    for (int i = 0; i < 100; ++i) {
        domain::Feature feature;
        feature.id = QString::number(i);
        feature.points = {{i * 20.0, 0}};
        layer->features.push_back(feature);
    }
    const auto rays = raysOf(treeOf(layer));
    const auto hit = rays->nearest({{-50, 0, 1}, {1, 0, 0}}, 1e9, {});
    QVERIFY(hit && hit->feature == 0);
    QVERIFY(std::abs(hit->distance - (50 - FeatureTree::PostHalf)) < 1e-6);
    QCOMPARE(hit->normal, geometry::Vec3f(-1, 0, 0));
    const auto next = rays->nearest({{-50, 0, 1}, {1, 0, 0}}, 1e9, [](quint32, quint32 i) { return i > 3; });
    QVERIFY(next && next->feature == 4);
    QVERIFY(!rays->nearest({{-50, 0, 3}, {1, 0, 0}}, 1e9, {}));
    QVERIFY(!rays->occluded({{-50, 0, 1}, {1, 0, 0}}, 40, {}));
}

void FeatureTest::raysAreQuick()
{
    const auto rays = raysOf(treeOf(gardens(70), hills()));
    std::mt19937 random(5);
    const auto in = [&random](double low, double high) { return low + (high - low) * double(random() % 10'000) / 1e4; };
    std::vector<double> times;
    for (int i = 0; i < 2000; ++i) {
        const bool low = i % 2 == 0;
        const Vec3 from(in(0, 8000), in(0, 8000), low ? 20 : 3000), to(in(0, 8000), in(0, 8000), low ? 15 : 0);
        QElapsedTimer timer;
        timer.start();
        rays->nearest({from, glm::normalize(to - from)}, 1e9, {});
        times.push_back(double(timer.nsecsElapsed()) * 1e-6);
    }
    std::sort(times.begin(), times.end());
    qInfo("median %.4f ms, 99 %% within %.4f ms", times[1000], times[1980]);
    QVERIFY2(times[1000] < 0.2, "half of them even on a busy machine");
}

QTEST_GUILESS_MAIN(FeatureTest)
#include "FeatureTest.moc"
