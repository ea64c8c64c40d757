#include "domain/City.h"
#include "domain/TileSource.h"

#include <QTest>

#include <thread>

using domain::ObjectKind;

/// What of the tiles is in memory, looked up by its id.
class ResidentTilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsThere();
    void keepsWhatAnotherTileHasToo();
    void removesOnlyWhatWasAdded();
    void knowsWhatIsShown();
    void cityFindsThemToo();
    void readWhileTilesComeAndGo();
};

static std::shared_ptr<domain::Layer> content(const QString &id, const QStringList &buildings,
                                              const QStringList &features = {})
{
    auto layer = std::make_shared<domain::Layer>();
    layer->info.id = id;
    for (const QString &building : buildings) {
        domain::Building it;
        it.id = building;
        it.name = id;
        layer->buildings.push_back(it);
    }
    for (const QString &feature : features) {
        domain::Feature it;
        it.id = feature;
        layer->features.push_back(it);
    }
    return layer;
}

void ResidentTilesTest::findsWhatIsThere()
{
    domain::ResidentTiles tiles;
    const auto one =
        content(QStringLiteral("one"), {QStringLiteral("B1"), QStringLiteral("B2")}, {QStringLiteral("F1")});
    tiles.add(one);
    QCOMPARE(tiles.size(), size_t(1));
    QCOMPARE(tiles.building(QStringLiteral("B2")), &one->buildings[1]);
    QCOMPARE(tiles.feature(QStringLiteral("F1")), &one->features[0]);
    QCOMPARE(tiles.layerOf({ObjectKind::Building, QStringLiteral("B1")}), one.get());
    QVERIFY(!tiles.building(QStringLiteral("F1")));
    QVERIFY(!tiles.feature(QStringLiteral("B1")));
    tiles.remove(one);
    QCOMPARE(tiles.size(), size_t(0));
    QVERIFY(!tiles.building(QStringLiteral("B2")));
    QVERIFY(!tiles.layerOf({ObjectKind::Feature, QStringLiteral("F1")}));
}

void ResidentTilesTest::keepsWhatAnotherTileHasToo()
{
    domain::ResidentTiles tiles;
    const auto coarse = content(QStringLiteral("coarse"), {QStringLiteral("B1")});
    const auto fine = content(QStringLiteral("fine"), {QStringLiteral("B0"), QStringLiteral("B1")});
    tiles.add(coarse);
    tiles.add(fine);
    tiles.remove(coarse);
    QCOMPARE(tiles.building(QStringLiteral("B1")), &fine->buildings[1]);
    tiles.add(coarse);
    tiles.remove(fine);
    QCOMPARE(tiles.building(QStringLiteral("B1")), &coarse->buildings[0]);
    QVERIFY(!tiles.building(QStringLiteral("B0")));
}

void ResidentTilesTest::removesOnlyWhatWasAdded()
{
    domain::ResidentTiles tiles;
    const auto one = content(QStringLiteral("one"), {QStringLiteral("B1")});
    const auto same = content(QStringLiteral("same"), {QStringLiteral("B1")});
    const auto empty = content(QStringLiteral("empty"), {});
    tiles.add(one);
    tiles.remove(same);
    QCOMPARE(tiles.size(), size_t(1));
    QVERIFY(tiles.building(QStringLiteral("B1")));
    tiles.add(empty);
    QCOMPARE(tiles.size(), size_t(2));
    tiles.remove(empty);
    QCOMPARE(tiles.size(), size_t(1));
}

void ResidentTilesTest::knowsWhatIsShown()
{
    using Contents = std::vector<std::shared_ptr<const domain::Layer>>;
    domain::ResidentTiles tiles;
    const auto one = content(QStringLiteral("one"), {QStringLiteral("B1")}, {});
    const auto two = content(QStringLiteral("one"), {QStringLiteral("one/2/3")}, {});
    tiles.add(one);
    tiles.add(two);
    QCOMPARE(tiles.contents(), (Contents{one, two}));
    QVERIFY(tiles.shownContents().empty());
    tiles.setShown(two, true);
    QCOMPARE(tiles.shownContents(), Contents{two});
    tiles.setShown(two, false);
    tiles.setShown(one, true);
    tiles.remove(one);
    QVERIFY(tiles.shownContents().empty());
    QCOMPARE(tiles.contents(), Contents{two});
    QVERIFY(domain::standsForSeveral(two->buildings[0], *two));
    QVERIFY(!domain::standsForSeveral(one->buildings[0], *one));
}

void ResidentTilesTest::cityFindsThemToo()
{
    domain::City city;
    city.layers.push_back(content(QStringLiteral("plain"), {QStringLiteral("A1")}));
    city.resident = std::make_shared<domain::ResidentTiles>();
    city.index();
    const auto tile = content(QStringLiteral("tile"), {QStringLiteral("B1")}, {QStringLiteral("F1")});
    QVERIFY(!city.building(QStringLiteral("B1")));
    city.resident->add(tile);
    QCOMPARE(city.building(QStringLiteral("A1")), &city.layers[0]->buildings[0]);
    QCOMPARE(city.building(QStringLiteral("B1")), &tile->buildings[0]);
    QCOMPARE(city.feature(QStringLiteral("F1")), &tile->features[0]);
    QCOMPARE(city.layerOfBuilding(QStringLiteral("B1")), tile.get());
    QCOMPARE(city.layerOfBuilding(QStringLiteral("A1")), city.layers[0].get());
}

void ResidentTilesTest::readWhileTilesComeAndGo()
{
    domain::ResidentTiles tiles;
    tiles.add(content(QStringLiteral("stays"), {QStringLiteral("B1")}));
    std::atomic_bool stop = false;
    std::atomic_int missing = 0;
    std::thread reader([&] {
        while (!stop)
            missing += tiles.building(QStringLiteral("B1")) == nullptr;
    });
    for (int i = 0; i < 300; ++i) {
        QStringList ids;
        for (int k = 0; k < 50; ++k)
            ids.append(QStringLiteral("T%1-%2").arg(i).arg(k));
        const auto tile = content(QStringLiteral("tile"), ids);
        tiles.add(tile);
        tiles.remove(tile);
    }
    stop = true;
    reader.join();
    QCOMPARE(missing.load(), 0);
    QCOMPARE(tiles.size(), size_t(1));
}

QTEST_GUILESS_MAIN(ResidentTilesTest)
#include "tst_residenttiles.moc"
