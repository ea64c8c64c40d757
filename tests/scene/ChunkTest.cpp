#include "HandMadeCity.h"
#include "scene/chunks/BuildingMesher.h"
#include "scene/chunks/Draped.h"
#include "scene/chunks/Outline.h"
#include "scene/chunks/TileQueue.h"
#include "scene/terrain/ShadeMap.h"

#include <QSet>
#include <QTest>

using namespace scene;
using geometry::Vec2;
using geometry::Vec3;

/// Chunks without a display: triangles, normals, roofs, levels of detail.
class ChunkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boxHasWallsAndRoof();
    void faceNormalsPointOutwards_data();
    void faceNormalsPointOutwards();
    void holesHaveWallsThatLookInwards();
    void roofsReachTheirHeight_data();
    void roofsReachTheirHeight();
    void floatingPartHasAnUnderside();
    void roadsFollowTheTerrain();
    void waterKeepsToItsBanks();
    void outlineOfABoxHasTwelveEdges();
    void shadowsFallAwayFromTheSun();
};

static std::shared_ptr<domain::Layer> single(domain::Building building)
{
    auto layer = handmade::layer(QStringLiteral("buildings"), domain::LayerKind::Building);
    layer->buildings.push_back(std::move(building));
    return layer;
}

/// A layer's only building.
static std::shared_ptr<const ChunkGeometry> drawn(const std::shared_ptr<domain::Layer> &layer, bool detailed = false)
{
    return buildingGeometry(*layer, 0, 0, nullptr, detailed);
}

static Vec3 corner(const ChunkGeometry &chunk, size_t index)
{
    const auto &v = chunk.vertices[chunk.indices[index]];
    return chunk.origin + Vec3(v.x, v.y, v.z);
}

/// A face's own normal: that of its last vertex.
static Vec3 faceNormal(const ChunkGeometry &chunk, size_t triangle)
{
    const auto &v = chunk.vertices[chunk.indices[3 * triangle + 2]];
    return Vec3(v.nx, v.ny, v.nz) / 127.0;
}

void ChunkTest::boxHasWallsAndRoof()
{
    const auto chunk = drawn(single(handmade::building(QStringLiteral("b"), handmade::rectangle({0, 0}, 20, 10), 30)));
    QCOMPARE(chunk->indices.size() / 3, size_t(4 * 2 + 2));
    QCOMPARE(chunk->vertices.size(), size_t(2 * 4));
    QCOMPARE(chunk->bounds.max.z, 30.0);
}

void ChunkTest::faceNormalsPointOutwards_data()
{
    QTest::addColumn<int>("roof");
    QTest::addColumn<bool>("detailed");
    for (int roof = 0; roof <= int(domain::RoofShape::Dome); ++roof)
        QTest::newRow(qPrintable(domain::roofShapeName(domain::RoofShape(roof)))) << roof << false;
    QTest::newRow("parapet") << 0 << true;
}

void ChunkTest::faceNormalsPointOutwards()
{
    QFETCH(int, roof);
    QFETCH(bool, detailed);
    auto building = handmade::building(QStringLiteral("b"), handmade::rectangle({5, 3}, 24, 12, 20), 20);
    building.roof = domain::RoofShape(roof);
    building.roofHeight = roof ? 5 : 0;
    const auto chunk = drawn(single(building), detailed);
    const Vec3 middle(5, 3, 8);
    for (size_t t = 0; t < chunk->indices.size() / 3; ++t) {
        const Vec3 a = corner(*chunk, 3 * t), b = corner(*chunk, 3 * t + 1), c = corner(*chunk, 3 * t + 2);
        const Vec3 winding = glm::cross(b - a, c - a);
        const Vec3 normal = faceNormal(*chunk, t);
        QVERIFY2(glm::dot(glm::normalize(winding), normal) > 0.98, "the normal of the last vertex is the face's");
        const bool parapet = detailed && std::abs(normal.z) < 0.1 && std::min({a.z, b.z, c.z}) > 18;
        if (!parapet)
            QVERIFY2(glm::dot(normal, (a + b + c) / 3.0 - middle) > 0, "faces look outwards");
    }
}

void ChunkTest::holesHaveWallsThatLookInwards()
{
    auto building = handmade::building(QStringLiteral("court"), handmade::rectangle({0, 0}, 40, 40), 12);
    geometry::Ring hole = handmade::rectangle({0, 0}, 16, 16);
    std::reverse(hole.begin(), hole.end());
    building.footprint[0].holes.push_back(hole);
    const auto chunk = drawn(single(building));
    int inner = 0;
    for (size_t t = 0; t < chunk->indices.size() / 3; ++t) {
        const Vec3 at = (corner(*chunk, 3 * t) + corner(*chunk, 3 * t + 1) + corner(*chunk, 3 * t + 2)) / 3.0;
        const Vec3 normal = faceNormal(*chunk, t);
        if (std::abs(normal.z) < 0.1 && std::max(std::abs(at.x), std::abs(at.y)) < 8.1) {
            ++inner;
            QVERIFY(glm::dot(Vec2(normal), Vec2(at)) < 0);
        }
        if (normal.z > 0.9)
            QVERIFY2(std::max(std::abs(at.x), std::abs(at.y)) > 8, "no roof over the court");
    }
    QCOMPARE(inner, 8);
}

void ChunkTest::roofsReachTheirHeight_data()
{
    QTest::addColumn<int>("roof");
    for (int roof = int(domain::RoofShape::Gabled); roof <= int(domain::RoofShape::Dome); ++roof)
        QTest::newRow(qPrintable(domain::roofShapeName(domain::RoofShape(roof)))) << roof;
}

void ChunkTest::roofsReachTheirHeight()
{
    QFETCH(int, roof);
    auto building = handmade::building(QStringLiteral("b"), handmade::rectangle({0, 0}, 20, 10), 15);
    building.roof = domain::RoofShape(roof);
    building.roofHeight = 4;
    const auto chunk = drawn(single(building));
    QVERIFY(std::abs(chunk->bounds.max.z - 15) < 0.05);
    QCOMPARE(chunk->bounds.min.z, 0.0);
    double area = 0;
    for (size_t t = 0; t < chunk->indices.size() / 3; ++t) {
        const Vec3 a = corner(*chunk, 3 * t), b = corner(*chunk, 3 * t + 1), c = corner(*chunk, 3 * t + 2);
        if (faceNormal(*chunk, t).z > 0.05)
            area += 0.5 * std::abs(glm::cross(b - a, c - a).z);
    }
    QVERIFY2(std::abs(area - 200) < 1, "the roof covers the footprint once");
}

void ChunkTest::floatingPartHasAnUnderside()
{
    auto building = handmade::building(QStringLiteral("bridge"), handmade::rectangle({0, 0}, 20, 10), 30);
    building.minHeight = 18;
    const auto chunk = drawn(single(building));
    QCOMPARE(chunk->bounds.min.z, 18.0);
    bool down = false;
    for (size_t t = 0; t < chunk->indices.size() / 3; ++t)
        down = down || faceNormal(*chunk, t).z < -0.9;
    QVERIFY(down);
}

void ChunkTest::roadsFollowTheTerrain()
{
    std::vector<float> heights;
    for (int row = 0; row < 21; ++row)
        for (int column = 0; column < 21; ++column)
            heights.push_back(20 * std::sin(float(column) * 0.4f));
    auto terrain = std::make_shared<const domain::Terrain>(Vec2(-100, -100), Vec2(10, 10), 21, 21, heights);
    auto roads = handmade::layer(QStringLiteral("roads"), domain::LayerKind::Road);
    roads->features.push_back(handmade::feature(QStringLiteral("r"), {{handmade::rectangle({0, 0}, 180, 12), {}}}));
    const auto trees = FeatureTree::of(roads, terrain, 0, 0, false);
    QCOMPARE(trees.size(), size_t(1));
    const BuiltTile built = trees.front()->build(trees.front()->root(), TileTree::Form::Whole);
    QVERIFY(built.mesh && built.mesh->vertexCount > 20);
    const auto *vertices = reinterpret_cast<const ChunkGeometry::Vertex *>(built.mesh->bytes.data());
    for (const auto &v : std::span(vertices, built.mesh->vertexCount)) {
        const double z = terrain->heightAt({v.x + built.origin.x, v.y + built.origin.y});
        QVERIFY(std::abs(v.z - z) < 0.5);
        QVERIFY(v.nz > 40);
    }
}

// Ground came through rivers, and rivers through the roads above them: only a few points of each edge were looked at.
void ChunkTest::waterKeepsToItsBanks()
{
    constexpr int Side = 81;
    constexpr double Step = 5;
    std::vector<float> heights(size_t(Side) * Side);
    for (int y = 0; y < Side; ++y)
        for (int x = 0; x < Side; ++x) // a bed that winds, three metres deep
            heights[size_t(y) * Side + size_t(x)] =
                float(-3 * std::exp(-std::pow((x - 40 - 12 * std::sin(y / 9.0)) / 3.0, 2)));
    const auto terrain =
        std::make_shared<const domain::Terrain>(Vec2(-200, -200), Vec2(Step, Step), Side, Side, heights);
    const geometry::Polygon all{{{-190, -190}, {190, -190}, {190, 190}, {-190, 190}}, {}};
    const auto flat = drapeShapes({{all}}, terrain, 0);
    QVERIFY(flat && !flat->indices.empty());
    double least = 1e9, most = -1e9;
    for (size_t i = 0; i + 2 < flat->indices.size(); i += 3) {
        const Vec3 a = corner(*flat, i), b = corner(*flat, i + 1), c = corner(*flat, i + 2);
        for (int u = 0; u <= 8; ++u) {
            for (int v = 0; u + v <= 8; ++v) {
                const Vec3 p = a + (b - a) * (u / 8.0) + (c - a) * (v / 8.0);
                const double above = p.z - terrain->heightAt(Vec2(p));
                least = std::min(least, above);
                most = std::max(most, above);
            }
        }
    }
    // The ground is drawn up to 0.07 off.
    QVERIFY2(least > 0.07 && most < 0.43, qPrintable(QStringLiteral("%1 to %2").arg(least).arg(most)));
    QVERIFY(flat->indices.size() / 3 < 20'000);
}

void ChunkTest::outlineOfABoxHasTwelveEdges()
{
    const auto chunk = drawn(single(handmade::building(QStringLiteral("b"), handmade::rectangle({0, 0}, 20, 10), 30)));
    LineMesh lines;
    addOutline(lines, *chunk, 0, chunk->origin, 2);
    QCOMPARE(lines.vertices.size() / 4, size_t(12));
}

void ChunkTest::shadowsFallAwayFromTheSun()
{
    auto layer = single(handmade::building(QStringLiteral("b"), handmade::rectangle({0, 0}, 30, 30), 60));
    const ShadeMap map = buildShadeMap({layer}, nullptr, 0, glm::normalize(Vec3(-0.6, -0.6, 0.6)));
    const auto blue = [&](const Vec2 &p) {
        const Vec2 at = (p - map.area.min) / map.area.size() * Vec2(map.width, map.height);
        return uchar(map.rgba[(int(at.y) * map.width + int(at.x)) * 4 + 2]);
    };
    QVERIFY2(blue({30, 30}) > 20, "north-east of the building lies in its shadow");
    QCOMPARE(int(blue({-40, -40})), 0);
    QCOMPARE(int(blue({40, -40})), 0);
}

QTEST_GUILESS_MAIN(ChunkTest)
#include "ChunkTest.moc"
