#include "Checks.h"
#include "formats/ifc/IfcReader.h"
#include "interior/Assemble.h"

#include <QFileInfo>
#include <QTest>

using checks::Vec3;
using geometry::Vec2;

/// The insides of real building models.
class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void realModels_data();
    void realModels();
    void duplexIsWalkedThroughItsDoors();

private:
    static std::shared_ptr<const domain::Interior> opened(const QString &file);
};

static QString dataFolder()
{
    return qEnvironmentVariable("YUNJIE_TESTDATA") + QStringLiteral("/ifc/");
}

std::shared_ptr<const domain::Interior> TestModels::opened(const QString &file)
{
    formats::IfcRequest request;
    request.file = file;
    request.building = QStringLiteral("B1");
    request.frame = geometry::LocalFrame(*geometry::Crs::parse(QStringLiteral("EPSG:4547")), {508000, 2494000, 0});
    request.position = Vec3(114.08, 22.54, 5);
    auto read = formats::readIfc(request, base::Job());
    if (!read)
        return {};
    domain::Building building;
    building.id = QStringLiteral("B1");
    interior::assemble(*read, building, {});
    return std::make_shared<const domain::Interior>(std::move(*read));
}

void TestModels::realModels_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>(
        "seen"); // per cent of points of rooms where their floor, what stands on it, or a stairwell must be seen
    QTest::newRow("duplex") << "thatopen/duplex.ifc" << 97;
    QTest::newRow("FZK-House") << "thatopen/AC20-FZK-Haus.ifc" << 97;
    QTest::newRow("OpenHouse") << "thatopen/IfcOpenHouse_IFC4.ifc" << 0;
    QTest::newRow("SampleHouse4") << "xbim/SampleHouse4.ifc" << 90;
}

void TestModels::realModels()
{
    QFETCH(const QString, path);
    QFETCH(const int, seen);
    const QString file = dataFolder() + path;
    if (!QFileInfo::exists(file))
        QSKIP(qPrintable(QStringLiteral("YUNJIE_TESTDATA has no ifc/") + path));
    const auto interior = opened(file);
    QVERIFY(interior);
    const auto geometry = scene::buildInterior(interior, {}, base::Job());
    QCOMPARE(checks::faultOf(*geometry), QString());
    QCOMPARE(checks::fingerprint(*geometry), checks::fingerprint(*scene::buildInterior(interior, {}, base::Job())));

    // Every element with a shape is drawn, once a storey, in the storey that it says or stands in.
    std::vector<int> drawn(interior->elements.size());
    for (const auto &feature : geometry->features) {
        if (feature.element >= 0)
            ++drawn[size_t(feature.element)];
    }
    for (size_t i = 0; i < drawn.size(); ++i)
        QVERIFY2(interior->elements[i].mesh.indices.empty() || drawn[i] > 0, qPrintable(interior->elements[i].id));

    // A storey seen from above, cut: nothing of another storey, no ceiling, covers a room.
    int looked = 0, good = 0, open = 0;
    for (const auto &storey : geometry->storeys) {
        for (size_t i = 0; i < interior->spaces.size(); ++i) {
            const domain::Space &space = interior->spaces[i];
            if (space.storey != storey->number || space.area < 1)
                continue;
            for (const Vec2 &p : checks::pointsIn(space.shape, 0.2, 9)) {
                const auto &feature = geometry->features[checks::seenFromAbove(*storey, p)];
                ++looked;
                const bool isFloor = feature.space == qint32(i);
                const bool standsThere =
                    feature.element >= 0 && feature.storey == storey->number && feature.part != scene::InsidePart::Slab;
                // Where a storey has no floor one looks down its stairwell.
                const bool isOpen = feature.object.isNull() && feature.storey == 0;
                open += isOpen;
                good += isFloor || standsThere || isOpen;
            }
        }
    }
    QVERIFY2(good * 100 >= looked * seen, qPrintable(QStringLiteral("%1 of %2").arg(good).arg(looked)));

    QVERIFY2(open * 10 <= looked, qPrintable(QStringLiteral("%1 of %2 open").arg(open).arg(looked)));

    // Cut anywhere: nothing breaks, and there is something to fill.
    geometry::Box3 box;
    for (const auto &storey : geometry->storeys)
        box.add(storey->bounds);
    size_t filled = 0;
    for (int i = 0; i < 24; ++i) {
        const double angle = i * 0.7;
        const Vec3 normal = glm::normalize(Vec3(std::cos(angle), std::sin(angle), i % 3 - 1));
        const auto faces = scene::sectionFaces(*geometry, {box.centre(), normal}, {});
        QCOMPARE(checks::faultOf(*faces, geometry->features.size()), QString());
        filled += !faces->indices.empty();
    }
    QVERIFY(filled > 18);
}

void TestModels::duplexIsWalkedThroughItsDoors()
{
    const QString file = dataFolder() + QStringLiteral("thatopen/duplex.ifc");
    if (!QFileInfo::exists(file))
        QSKIP("YUNJIE_TESTDATA has no ifc/thatopen/duplex.ifc");
    const auto interior = opened(file);
    QVERIFY(interior);
    const auto geometry = scene::buildInterior(interior, {}, base::Job());
    int doors = 0, passed = 0, walls = 0, stopped = 0;
    for (const domain::Door &door : interior->doors) {
        const auto storey = checks::storeyOf(*geometry, door.storey);
        if (door.isWindow || !storey)
            continue;
        const Vec2 run = door.to - door.from, middle = (door.from + door.to) * 0.5;
        const Vec2 along = glm::normalize(run), across(-along.y, along.x);
        ++doors;
        passed += checks::isPassable(*storey, middle - across * 0.4, middle + across * 0.4);
        // Beside the door there is wall, at least on one side.
        const double beside = glm::length(run) / 2 + 0.15;
        ++walls;
        stopped += !checks::isPassable(*storey, middle + along * beside - across * 0.5,
                                       middle + along * beside + across * 0.5) ||
                   !checks::isPassable(*storey, middle - along * beside - across * 0.5,
                                       middle - along * beside + across * 0.5);
    }
    QCOMPARE(doors, 14);
    QCOMPARE(passed, doors);
    QVERIFY2(stopped >= walls - 1, qPrintable(QString::number(stopped)));
}

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
