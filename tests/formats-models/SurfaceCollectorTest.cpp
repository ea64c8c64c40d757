#include "ModelsTesting.h"
#include "formats/citymodel/AttributeCollector.h"
#include "formats/citymodel/CityModelBuilder.h"

using domain::SurfaceType;
using formats::SurfaceCollector;
using geometry::Vec3;

using Rings = std::vector<std::vector<Vec3>>;

static const Rings Square{{{0, 0, 0}, {10, 0, 0}, {10, 10, 0}, {0, 10, 0}}};

class SurfaceCollectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversWhatItIsGiven_data();
    void coversWhatItIsGiven();
    void judgesBySlope();
    void tellsBrokenSurfaces();
    void dissolvesFootprints();
    void keepsMixedColumnsAsText();
    void linksPartsInAnyOrder();
    void survivesCircles();
    void numbersRepeatedIds();
};

void SurfaceCollectorTest::coversWhatItIsGiven_data()
{
    QTest::addColumn<Rings>("rings");
    QTest::addColumn<double>("area");
    QTest::newRow("triangle") << Rings{{{0, 0, 0}, {4, 0, 0}, {0, 3, 0}}} << 6.0;
    QTest::newRow("square") << Square << 100.0;
    QTest::newRow("arrow") << Rings{{{0, 0, 0}, {4, 0, 0}, {1, 1, 0}, {0, 4, 0}}} << 4.0;
    QTest::newRow("hole") << Rings{Square[0], {{2, 2, 0}, {2, 4, 0}, {4, 4, 0}, {4, 2, 0}}} << 96.0;
    QTest::newRow("wall with a window") << Rings{{{0, 0, 0}, {10, 0, 0}, {10, 0, 5}, {0, 0, 5}},
                                                 {{4, 0, 2}, {4, 0, 3}, {5, 0, 3}, {5, 0, 2}}}
                                        << 49.0;
    QTest::newRow("slope") << Rings{{{0, 0, 0}, {10, 0, 0}, {10, 3, 4}, {5, 3, 4}, {0, 3, 4}}} << 50.0;
    QTest::newRow("far from zero")
        << Rings{{{500000, 4000000, 100}, {500010, 4000000, 100}, {500010, 4000010, 100}, {500000, 4000010, 100}}}
        << 100.0;
}

void SurfaceCollectorTest::coversWhatItIsGiven()
{
    QFETCH(Rings, rings);
    QFETCH(double, area);
    SurfaceCollector collector;
    QCOMPARE(collector.add(rings, {}), SurfaceCollector::Outcome::Good);
    const formats::CollectedShape shape = collector.take({});
    QVERIFY(std::abs(testing::areaOf(shape.mesh) - area) < 1e-4 * area);
    QCOMPARE(shape.surfaces.size(), shape.mesh.triangles());
    // Winding: each triangle looks where its surface looks.
    const Vec3 normal = geometry::newellNormal(rings[0]);
    for (size_t i = 0; i + 2 < shape.mesh.indices.size(); i += 3) {
        const Vec3 a(shape.mesh.positions[shape.mesh.indices[i]]), b(shape.mesh.positions[shape.mesh.indices[i + 1]]),
            c(shape.mesh.positions[shape.mesh.indices[i + 2]]);
        QVERIFY(glm::dot(glm::cross(b - a, c - a), normal) > 0);
    }
}

void SurfaceCollectorTest::judgesBySlope()
{
    const auto typeOf = [](const Rings &rings) {
        SurfaceCollector collector;
        collector.add(rings, {});
        return collector.take({}).surfaces.at(0);
    };
    QCOMPARE(typeOf(Square), SurfaceType::Roof);
    QCOMPARE(typeOf({{Square[0][3], Square[0][2], Square[0][1], Square[0][0]}}), SurfaceType::Ground);
    QCOMPARE(typeOf({{{0, 0, 0}, {10, 0, 0}, {10, 0, 5}, {0, 0, 5}}}), SurfaceType::Wall);
}

void SurfaceCollectorTest::tellsBrokenSurfaces()
{
    SurfaceCollector collector;
    QCOMPARE(collector.add({}, {}), SurfaceCollector::Outcome::Nothing);
    QCOMPARE(collector.add({{{0, 0, 0}, {1, 0, 0}}}, {}), SurfaceCollector::Outcome::Nothing);
    QCOMPARE(collector.add({{{0, 0, 0}, {1, 0, 0}, {2, 0, 0}}}, {}), SurfaceCollector::Outcome::Nothing);
    QVERIFY(collector.isEmpty());
    QVERIFY(std::isnan(collector.take({}).ground));
}

void SurfaceCollectorTest::dissolvesFootprints()
{
    using geometry::Polygon;
    const Polygon left{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {}}, right{{{10, 0}, {20, 0}, {20, 10}, {10, 10}}, {}},
        over{{{5, 5}, {15, 5}, {15, 8}, {5, 8}}, {}};
    const geometry::MultiPolygon footprint = formats::footprintOf({left, right, over});
    QCOMPARE(footprint.size(), size_t(1));
    QCOMPARE(geometry::area(footprint), 200.0);
    // Walls only: their hull.
    QCOMPARE(geometry::area(formats::footprintOf({}, {{0, 0}, {4, 0}, {4, 3}, {0, 3}, {2, 1}})), 12.0);
    QVERIFY(formats::footprintOf({}).empty());
}

void SurfaceCollectorTest::keepsMixedColumnsAsText()
{
    formats::AttributeCollector collector;
    collector.number(0, QStringLiteral("a"), 2.5);
    collector.number(1, QStringLiteral("b"), 7);
    collector.text(2, QStringLiteral("b"), QStringLiteral("seven"));
    collector.text(2, QStringLiteral("none"), {});
    const domain::AttributeTable table = collector.table(3);
    QCOMPARE(table.columns(), 2);
    QVERIFY(table.isNumeric(table.indexOf(QStringLiteral("a"))));
    QCOMPARE(table.number(0, 0), 2.5);
    QVERIFY(!table.isNumeric(table.indexOf(QStringLiteral("b"))));
    QCOMPARE(table.text(1, 1), QStringLiteral("7"));
    QCOMPARE(table.text(2, 1), QStringLiteral("seven"));
}

static formats::CityObject objectOf(const char *id, const char *type, const QStringList &parents = {})
{
    formats::CityObject object;
    object.id = QString::fromLatin1(id);
    object.type = QString::fromLatin1(type);
    object.parents = parents;
    SurfaceCollector collector;
    if (object.type == QLatin1String("BuildingPart")) {
        collector.add({{{0, 10, 0}, {10, 10, 0}, {10, 0, 0}, {0, 0, 0}}}, SurfaceType::Ground);
        collector.add({{{0, 0, 6}, {10, 0, 6}, {10, 10, 6}, {0, 10, 6}}}, SurfaceType::Roof);
        object.shape = collector.take(QStringLiteral("2"));
    }
    return object;
}

void SurfaceCollectorTest::linksPartsInAnyOrder()
{
    const formats::LayerRequest request = testing::requestFor(QStringLiteral("x"));
    formats::CityModelBuilder builder(request, QStringLiteral("x"));
    builder.add(objectOf("p", "BuildingPart", {QStringLiteral("b")}));
    builder.add(objectOf("b", "Building"));
    builder.add(objectOf("lost", "BuildingPart", {QStringLiteral("nobody")}));
    const auto layers = builder.finish({}, base::Job());
    QCOMPARE(layers.size(), size_t(1));
    QCOMPARE(layers[0].buildings.size(), size_t(3));
    QCOMPARE(layers[0].buildings[0].partOf, QStringLiteral("b"));
    const domain::Building &whole = layers[0].buildings[1];
    QVERIFY(whole.hasParts);
    QCOMPARE(whole.height, 6.0f);
    QCOMPARE(whole.ground, 0.0);
    QCOMPARE(geometry::area(whole.footprint), 100.0);
    QVERIFY(layers[0].buildings[2].partOf.isEmpty());
    QCOMPARE(layers[0].warnings.count(QStringLiteral("parent-missing")), 1);
}

void SurfaceCollectorTest::survivesCircles()
{
    const formats::LayerRequest request = testing::requestFor(QStringLiteral("x"));
    formats::CityModelBuilder builder(request, QStringLiteral("x"));
    builder.add(objectOf("a", "BuildingPart", {QStringLiteral("b")}));
    builder.add(objectOf("b", "BuildingPart", {QStringLiteral("a")}));
    builder.add(objectOf("c", "BuildingPart", {QStringLiteral("c")}));
    const auto layers = builder.finish({}, base::Job());
    QCOMPARE(layers[0].buildings.size(), size_t(3));
    QCOMPARE(layers[0].warnings.count(QStringLiteral("parent-missing")), 3);
}

void SurfaceCollectorTest::numbersRepeatedIds()
{
    const formats::LayerRequest request = testing::requestFor(QStringLiteral("x"));
    formats::CityModelBuilder builder(request, QStringLiteral("x"));
    for (int i = 0; i < 3; ++i)
        builder.add(objectOf("B7", "Building"));
    const auto layers = builder.finish({}, base::Job());
    QCOMPARE(layers[0].buildings[1].id, QStringLiteral("B7#2"));
    QCOMPARE(layers[0].buildings[2].id, QStringLiteral("B7#3"));
    QCOMPARE(layers[0].warnings.count(QStringLiteral("id-repeated")), 2);
}

QTEST_GUILESS_MAIN(SurfaceCollectorTest)
#include "SurfaceCollectorTest.moc"
