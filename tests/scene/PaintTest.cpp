#include "HandMadeCity.h"
#include "ViewTest.h"
#include "scene/chunks/TileQueue.h"
#include "scene/picking/BuildingRays.h"

#include <QTest>

#include <numeric>

using domain::ObjectKind;
using geometry::Vec2f;
using geometry::Vec3;
using scene::CityView;

/// Buildings with pictures on them: packed, written, and seen. Needs a display with OpenGL 3.3 (Xvfb will do).
class PaintTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void packsWithMargins();
    void movesCoordinatesToTheFirstPicture();
    void picksWhatIsPainted();
    void showsThePictureUpright_data();
    void showsThePictureUpright();
    void standsBackForColoursAndSelection();
};

/// Quarters: red, green above; blue, white below.
static std::shared_ptr<const domain::Texture> quarters(int side)
{
    auto picture = std::make_shared<domain::Texture>();
    picture->width = picture->height = side;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const bool right = x >= side / 2, low = y >= side / 2;
            picture->rgba.insert(picture->rgba.end(), {uint8_t((right == low) * 255), uint8_t(right * 255),
                                                       uint8_t(low * 255), uint8_t(255)});
        }
    }
    return picture;
}

/// A slab of 80 by 80 m whose roof has the picture, `times` across; its walls are plain.
static domain::Building slab(const QString &id, const std::shared_ptr<const domain::Texture> &picture, float times,
                             float shift = 0)
{
    domain::Building building = handmade::building(id, handmade::rectangle({0, 0}, 80, 80), 10);
    auto solid = std::make_shared<domain::BuildingSolid>();
    solid->mesh.positions = {{-40, -40, 10}, {40, -40, 10}, {40, 40, 10}, {-40, 40, 10}, {-40, -40, 0}, {40, -40, 0}};
    solid->mesh.indices = {0, 1, 2, 0, 2, 3, 4, 5, 1, 4, 1, 0};
    solid->surfaces = {domain::SurfaceType::Roof, domain::SurfaceType::Roof, domain::SurfaceType::Wall,
                       domain::SurfaceType::Wall};
    solid->textures = {picture};
    solid->textureOf = {0, 0, -1, -1};
    const Vec2f a(shift, shift), b(shift + times, shift), c(shift + times, shift + times), d(shift, shift + times);
    solid->texCoords = {a, b, c, a, c, d};
    solid->texCoords.resize(12);
    building.solid = solid;
    return building;
}

static std::shared_ptr<domain::Layer> layerOf(const domain::Building &building)
{
    auto layer = handmade::layer(QStringLiteral("buildings"), domain::LayerKind::Building);
    layer->buildings.push_back(building);
    return layer;
}

static std::shared_ptr<const scene::BuildingTree> treeOf(const std::shared_ptr<domain::Layer> &layer)
{
    std::vector<uint32_t> buildings(layer->buildings.size());
    std::iota(buildings.begin(), buildings.end(), 0U);
    return std::make_shared<scene::BuildingTree>(layer, nullptr, std::move(buildings),
                                                 uint32_t(layer->buildings.size()), true);
}

static scene::BuiltTile built(const std::shared_ptr<domain::Layer> &layer)
{
    scene::TileTask task;
    task.tree = treeOf(layer);
    task.tile = task.tree->root();
    task.form = scene::BuildingTree::Form::Whole;
    task.solid = true;
    return scene::buildTile(task);
}

void PaintTest::initTestCase()
{
    QVERIFY(open({640, 400}));
}

void PaintTest::cleanup()
{
    QVERIFY2(m_failures.isEmpty(), qPrintable(m_failures.join(u'\n')));
    m_view->setColouring({});
    m_view->select({});
}

void PaintTest::packsWithMargins()
{
    auto layer = handmade::layer(QStringLiteral("buildings"), domain::LayerKind::Building);
    std::vector<std::shared_ptr<const domain::Texture>> pictures;
    for (const int side : {64, 32, 128, 2, 64, 100}) {
        pictures.push_back(quarters(side));
        layer->buildings.push_back(slab(QString::number(layer->buildings.size()), pictures.back(), 1));
    }
    layer->buildings.push_back(slab(QStringLiteral("same"), pictures[0], 1));
    const scene::BuiltTile chunk = built(layer);
    QCOMPARE(chunk.pages.size(), size_t(1));
    QCOMPARE(chunk.painted.size(), size_t(1));
    const scene::PaintPage &page = *chunk.pages[0];
    QCOMPARE(page.rgba.size(), qsizetype(page.width) * page.height * 4);
    const scene::PaintedMesh &mesh = *chunk.painted[0];
    QCOMPARE(mesh.indices.size(), layer->buildings.size() * 6);
    const auto pixel = [&page](int x, int y) {
        return qRgb(uchar(page.rgba[(y * page.width + x) * 4]), uchar(page.rgba[(y * page.width + x) * 4 + 1]),
                    uchar(page.rgba[(y * page.width + x) * 4 + 2]));
    };
    for (const scene::PaintedVertex &v : mesh.vertices) {
        const int left = qRound(v.left * float(page.width)), top = qRound(v.top * float(page.height));
        const int width = qRound(v.width * float(page.width)), height = qRound(v.height * float(page.height));
        const int margin = scene::SolidPainter::Margin;
        QVERIFY(left >= margin && top >= margin && left + width + margin <= page.width &&
                top + height + margin <= page.height);
        // The border of each picture goes on into its margin.
        QCOMPARE(pixel(left, top), qRgb(255, 0, 0));
        QCOMPARE(pixel(left - margin, top - margin), qRgb(255, 0, 0));
        QCOMPARE(pixel(left + width - 1 + margin, top - margin), qRgb(0, 255, 0));
        QCOMPARE(pixel(left - margin, top + height - 1 + margin), qRgb(0, 0, 255));
    }
    // The one that two buildings share is there once.
    const auto of = [&mesh](uint32_t feature) {
        return *std::find_if(mesh.vertices.begin(), mesh.vertices.end(),
                             [feature](const scene::PaintedVertex &v) { return v.feature == feature; });
    };
    QCOMPARE(of(0).left, of(6).left);
    QCOMPARE(of(0).top, of(6).top);
}

void PaintTest::movesCoordinatesToTheFirstPicture()
{
    const auto whole = built(layerOf(slab(QStringLiteral("b"), quarters(64), 1, -23)));
    for (const scene::PaintedVertex &v : whole.painted[0]->vertices)
        QVERIFY(v.u >= -0.01f && v.u <= 1.01f && v.v >= -0.01f && v.v <= 1.01f && v.height > 0);
    const auto repeated = built(layerOf(slab(QStringLiteral("b"), quarters(64), 3)));
    for (const scene::PaintedVertex &v : repeated.painted[0]->vertices)
        QVERIFY(v.height < 0);
    // A margin of a picture that repeats is its other side.
    const scene::PaintPage &page = *repeated.pages[0];
    const scene::PaintedVertex &v = repeated.painted[0]->vertices[0];
    const int left = qRound(v.left * float(page.width)), top = qRound(v.top * float(page.height));
    QCOMPARE(uchar(page.rgba[((top + 1) * page.width + left - 1) * 4 + 1]), uchar(255)); // green beside red
}

void PaintTest::picksWhatIsPainted()
{
    const auto layer = layerOf(slab(QStringLiteral("b"), quarters(64), 1));
    const auto chunk = built(layer);
    QVERIFY(chunk.mesh);
    QCOMPARE(chunk.mesh->indexCount, size_t(6));
    QCOMPARE(chunk.painted[0]->indices.size(), size_t(6));
    const auto hit = scene::BuildingRays(treeOf(layer), 3, true).nearest({{10, 10, 100}, {0, 0, -1}}, 1000, {});
    QVERIFY(hit);
    QCOMPARE(hit->layer, 3u);
    QCOMPARE(hit->distance, 90.0);
    // Without pictures all is as it was.
    domain::Building plain = slab(QStringLiteral("b"), quarters(64), 1);
    auto solid = std::make_shared<domain::BuildingSolid>(*plain.solid);
    solid->textures.clear(), solid->textureOf.clear(), solid->texCoords.clear();
    plain.solid = solid;
    const auto bare = built(layerOf(plain));
    QCOMPARE(bare.mesh->indexCount, size_t(12));
    QVERIFY(bare.painted.empty() && bare.pages.empty());
}

static char nameOf(const QColor &colour)
{
    const int r = colour.red(), g = colour.green(), b = colour.blue();
    const int most = std::max({r, g, b}), least = std::min({r, g, b});
    return most < least + 40 ? 'w' : r == most ? 'r' : g == most ? 'g' : 'b';
}

void PaintTest::showsThePictureUpright_data()
{
    QTest::addColumn<float>("times");
    QTest::addColumn<float>("shift");
    QTest::newRow("once") << 1.0f << 0.0f;
    QTest::newRow("once, elsewhere") << 1.0f << 7.0f;
    QTest::newRow("three times") << 3.0f << 0.0f;
    QTest::newRow("three times, below zero") << 3.0f << -5.0f;
}

void PaintTest::showsThePictureUpright()
{
    QFETCH(float, times);
    QFETCH(float, shift);
    m_view->setCity(handmade::city({layerOf(slab(QStringLiteral("b"), quarters(64), times, shift))}));
    m_view->flyTo(scene::CameraPose{{0, 0, 0}, 160, 0, -70}, false);
    const double tile = 80.0 / double(times);
    for (int i = 0; i < int(times); ++i) {
        const double west = -40 + tile * (i + 0.25), east = -40 + tile * (i + 0.75);
        const double south = -40 + tile * (i + 0.25), north = -40 + tile * (i + 0.75);
        QCOMPARE(nameOf(seenAt({west, north, 10})), 'r');
        QCOMPARE(nameOf(seenAt({east, north, 10})), 'g');
        QCOMPARE(nameOf(seenAt({west, south, 10})), 'b');
        QCOMPARE(nameOf(seenAt({east, south, 10})), 'w');
    }
}

void PaintTest::standsBackForColoursAndSelection()
{
    m_view->setCity(handmade::city({layerOf(slab(QStringLiteral("b"), quarters(64), 1))}));
    m_view->flyTo(scene::CameraPose{{0, 0, 0}, 160, 0, -70}, false);
    const Vec3 red(-20, 20, 10);
    const QColor plain = seenAt(red);
    m_view->select({ObjectKind::Building, QStringLiteral("b")});
    const QColor selected = seenAt(red);
    QVERIFY2(selected.blue() > plain.blue() + 30, qPrintable(plain.name() + selected.name()));
    m_view->select({});
    scene::Colouring colouring;
    colouring.kind = scene::Colouring::Kind::Height;
    m_view->setColouring(colouring);
    const QColor byHeight = seenAt(red);
    QVERIFY2(byHeight.green() > plain.green() + 30, qPrintable(plain.name() + byHeight.name()));
}

int main(int argc, char **argv)
{
    CityView::prepareApplication();
    QGuiApplication app(argc, argv);
    PaintTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "PaintTest.moc"
