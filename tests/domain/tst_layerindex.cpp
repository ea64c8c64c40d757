#include "base/Parallel.h"
#include "domain/City.h"

#include <QtTest>

#include <atomic>

using namespace domain;

/// Looking up by id, and work shared between threads.
class TestLayerIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreFound();
    void theFirstStaysUnlessReplaced();
    void aLayerThatChangedIsLookedAtAnew();
    void ofSeveralLayersTheLastCounts();
    void tablesAreJoined();
    void warningsMergeWhateverTheirOrder();
    void rangesAreDoneOnceEach();
    void rangesWithinRangesEnd();
    void whatIsMadeComesInOrder();
};

static QString idAt(quint32 item)
{
    return QStringLiteral("B%1").arg(item);
}

void TestLayerIndex::idsAreFound()
{
    std::vector<QString> ids;
    IdIndex index;
    const auto at = [&ids](quint32 item) -> const QString & { return ids[item]; };
    for (quint32 i = 0; i < 50000; ++i) {
        ids.push_back(idAt(i));
        QCOMPARE(index.insert(i, at), IdIndex::None);
    }
    for (quint32 i = 0; i < 50000; ++i)
        QCOMPARE(index.find(ids[i], at), qint64(i));
    QCOMPARE(index.find(QStringLiteral("B50000"), at), IdIndex::None);
    QCOMPARE(index.find({}, at), IdIndex::None);
    QCOMPARE(IdIndex().find(ids[0], at), IdIndex::None);
}

void TestLayerIndex::theFirstStaysUnlessReplaced()
{
    const std::vector<QString> ids{QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("A")};
    const auto at = [&ids](quint32 item) -> const QString & { return ids[item]; };
    IdIndex index;
    index.insert(0, at);
    index.insert(1, at);
    QCOMPARE(index.insert(2, at), 0);
    QCOMPARE(index.find(ids[0], at), 0);
    QCOMPARE(index.insert(2, at, true), 0);
    QCOMPARE(index.find(ids[0], at), 2);
}

static std::shared_ptr<Layer> layerOf(const QString &first, int buildings)
{
    auto layer = std::make_shared<Layer>();
    for (int i = 0; i < buildings; ++i) {
        Building building;
        building.id = first + QString::number(i);
        building.ground = 0;
        building.height = float(10 + i);
        building.footprint = {{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {}}};
        layer->buildings.push_back(building);
    }
    layer->index = std::make_shared<const LayerIndex>(*layer);
    return layer;
}

void TestLayerIndex::aLayerThatChangedIsLookedAtAnew()
{
    const auto layer = layerOf(QStringLiteral("A"), 3);
    QCOMPARE(layer->bounds().max.z, 12.0);
    Building added = layer->buildings[0];
    added.id = QStringLiteral("new");
    added.height = 100;
    layer->buildings.push_back(added);
    QCOMPARE(layer->bounds().max.z, 100.0);
    City city;
    city.layers = {layer};
    city.index();
    QCOMPARE(city.building(QStringLiteral("new")), &layer->buildings[3]);
}

void TestLayerIndex::ofSeveralLayersTheLastCounts()
{
    City city;
    city.layers = {layerOf(QStringLiteral("A"), 2), layerOf(QStringLiteral("A"), 3), layerOf(QStringLiteral("C"), 1)};
    city.index();
    QCOMPARE(city.building(QStringLiteral("A1")), &city.layers[1]->buildings[1]);
    QCOMPARE(city.layerOfBuilding(QStringLiteral("C0")), city.layers[2].get());
    QVERIFY(!city.building(QStringLiteral("A3")));
    const City copy = city; // of a snapshot; the first goes
    city = {};
    QCOMPARE(copy.building(QStringLiteral("A2")), &copy.layers[1]->buildings[2]);
}

void TestLayerIndex::tablesAreJoined()
{
    AttributeTable table;
    const int use = table.addColumn(QStringLiteral("use"), false), size = table.addColumn(QStringLiteral("size"), true);
    AttributeTable first = table.withoutRows(), second = table.withoutRows();
    first.resize(2);
    first.setText(0, use, QStringLiteral("shop"));
    first.setText(1, use, QStringLiteral("flat"));
    second.resize(2);
    second.setText(1, use, QStringLiteral("shop"));
    second.setNumber(0, size, 7);
    const int late = table.addColumn(QStringLiteral("late"), false); // a column that came after the pieces were begun
    table.append(first);
    table.append(second);
    table.squeeze();
    QCOMPARE(table.rows(), size_t(4));
    QCOMPARE(table.text(0, use), QStringLiteral("shop"));
    QCOMPARE(table.text(3, use), QStringLiteral("shop"));
    QCOMPARE(table.text(2, use), QString());
    QCOMPARE(table.number(2, size), 7.0);
    QVERIFY(std::isnan(table.number(0, size)));
    QCOMPARE(table.text(3, late), QString());
    QCOMPARE(table.dictionary(use).size(), size_t(3));
    table.setText(2, use, QStringLiteral("flat")); // known still, though what only setting needs was let go
    QCOMPARE(table.dictionary(use).size(), size_t(3));
    table.setTexts(late, {QStringLiteral("a"), QStringLiteral("b")});
    table.setCode(0, late, 2);
    QCOMPARE(table.text(0, late), QStringLiteral("b"));
    QCOMPARE(table.text(1, late), QString());
}

void TestLayerIndex::warningsMergeWhateverTheirOrder()
{
    base::Warnings warnings;
    for (int i = 0; i < 10; ++i) {
        const QString feature = QString::number(i);
        warnings.add(QStringLiteral("height-missing"), QStringLiteral("f"), feature, QStringLiteral("no height"));
        if (i % 2)
            warnings.add(QStringLiteral("ring-invalid"), QStringLiteral("f"), feature, QStringLiteral("bow tie"));
    }
    QCOMPARE(warnings.list().size(), size_t(2));
    QCOMPARE(warnings.count(QStringLiteral("height-missing")), 10);
    QCOMPARE(warnings.count(QStringLiteral("ring-invalid")), 5);
    QCOMPARE(warnings.list()[1].examples.join(u' '), QStringLiteral("1 3 5 7 9"));
}

void TestLayerIndex::rangesAreDoneOnceEach()
{
    for (const size_t count : {size_t(0), size_t(1), size_t(999), size_t(1000), size_t(100001)}) {
        std::vector<std::atomic_int> done(count);
        base::parallelRanges(count, 1000, [&](size_t first, size_t behind) {
            QVERIFY(behind - first <= 1000);
            for (size_t i = first; i < behind; ++i)
                ++done[i];
        });
        QVERIFY(std::all_of(done.begin(), done.end(), [](const std::atomic_int &times) { return times == 1; }));
    }
}

void TestLayerIndex::rangesWithinRangesEnd()
{
    std::atomic_int sum = 0;
    base::parallelRanges(64, 1, [&](size_t, size_t) {
        base::parallelRanges(64, 1, [&](size_t first, size_t behind) { sum += int(behind - first); });
    });
    QCOMPARE(sum, 64 * 64);
}

void TestLayerIndex::whatIsMadeComesInOrder()
{
    constexpr size_t Count = 500, Ahead = 8;
    std::atomic_size_t taken = 0;
    std::atomic_bool tooFar = false;
    std::vector<size_t> order;
    const auto make = [&](size_t number) {
        if (number > taken + Ahead)
            tooFar = true;
        return number * 2;
    };
    const auto take = [&](size_t made) {
        order.push_back(made);
        ++taken;
        return true;
    };
    base::parallelInOrder<size_t>(Count, Ahead, make, take);
    QCOMPARE(order.size(), Count);
    for (size_t i = 0; i < Count; ++i)
        QCOMPARE(order[i], i * 2);
    QVERIFY(!tooFar);
    order.clear();
    taken = 0;
    base::parallelInOrder<size_t>(Count, Ahead, make, [&](size_t made) {
        order.push_back(made);
        ++taken;
        return order.size() < 20;
    });
    QCOMPARE(order.size(), size_t(20));
    base::parallelInOrder<size_t>(0, Ahead, make, take);
    QCOMPARE(order.size(), size_t(20));
}

QTEST_APPLESS_MAIN(TestLayerIndex)
#include "tst_layerindex.moc"
