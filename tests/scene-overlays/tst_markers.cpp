#include "Scenes.h"
#include "scene/overlays/MarkerModel.h"
#include "scene/overlays/MarkerOverlay.h"

#include <QSet>
#include <QTest>

#include <cmath>
#include <random>
#include <set>

using domain::Severity;
using domain::ThingStatus;
using geometry::Vec3;
using scene::Marker;
using scene::MarkerItem;
using scene::MarkerState;
using scene::MarkerTree;

namespace
{

std::vector<Vec3> cloud(int count, double side)
{
    std::mt19937 random(11);
    std::normal_distribution<double> place(0, side / 5);
    std::vector<Vec3> points;
    for (int i = 0; i < count; ++i)
        points.push_back({place(random), place(random), std::abs(place(random)) * 0.02});
    return points;
}

constexpr double Everything = 1e7; // pixels of margin: nothing is left out at the borders

quint32 sum(const std::vector<MarkerTree::Item> &items)
{
    quint32 total = 0;
    for (const auto &item : items)
        total += item.count;
    return total;
}

std::set<uint32_t> nodes(const std::vector<MarkerTree::Item> &items)
{
    std::set<uint32_t> set;
    for (const auto &item : items)
        set.insert(item.node);
    return set;
}

}

class MarkersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsSumAtEveryZoom()
    {
        MarkerTree tree;
        tree.build(cloud(5000, 2000));
        tree.setState(1234, 8);
        std::vector<MarkerTree::Item> items;
        size_t before = 0;
        for (double distance = 20000; distance > 50; distance *= 0.8) {
            tree.cut(scenes::viewOf({0, 0, 0}, distance, 20, -90), 52, Everything, items);
            QCOMPARE(sum(items), 5000u);
            QCOMPARE(
                std::max_element(items.begin(), items.end(), [](auto &a, auto &b) { return a.worst < b.worst; })->worst,
                8);
            QVERIFY2(items.size() >= before, "zooming in joined markers");
            before = items.size();
        }
        QVERIFY(before > 1000);
    }

    void splitsOnlyWhatItShowed()
    {
        // Each marker of a nearer cut lies under one of the cut before.
        MarkerTree tree;
        tree.build(cloud(2000, 1500));
        std::vector<MarkerTree::Item> items;
        tree.cut(scenes::viewOf({0, 0, 0}, 6000, 0, -60), 52, Everything, items);
        for (double distance = 5500; distance > 200; distance *= 0.93) {
            const std::set<uint32_t> parents = nodes(items);
            tree.cut(scenes::viewOf({0, 0, 0}, distance, 0, -60), 52, Everything, items);
            for (const auto &item : items) {
                uint32_t node = item.node;
                while (node != MarkerTree::None && !parents.contains(node))
                    node = tree.parentOf(node);
                QVERIFY2(node != MarkerTree::None, qPrintable(QString::number(distance)));
            }
        }
    }

    void standsStillUnderSmallMoves()
    {
        MarkerTree tree;
        tree.build(cloud(3000, 2000));
        std::vector<MarkerTree::Item> items;
        for (const double distance : {4000.0, 1500.0, 600.0}) {
            tree.cut(scenes::viewOf({0, 0, 0}, distance, 20, -50), 52, Everything, items);
            // Once to and fro settles what hysteresis leaves to history; after that nothing changes.
            for (const double d : {0.96, 1.04})
                tree.cut(scenes::viewOf({0, 0, 0}, distance * d, 20 + d, -50), 52, Everything, items);
            const std::vector<MarkerTree::Item> settled = items;
            for (const double d : {1.0, 0.97, 1.03, 0.96, 1.04, 1.01}) {
                tree.cut(scenes::viewOf({0, 0, 0}, distance * d, 20 + d, -50), 52, Everything, items);
                const std::set<uint32_t> now = nodes(items);
                for (const auto &item : settled) {
                    if (QRectF(100, 100, 1720, 880).contains(item.pixel))
                        QVERIFY2(now.contains(item.node), qPrintable(QString::number(distance * d)));
                }
            }
        }
    }

    void keepsItsDistance()
    {
        MarkerTree tree;
        tree.build(cloud(4000, 2000));
        std::vector<MarkerTree::Item> items;
        tree.cut(scenes::viewOf({0, 0, 0}, 2500, 0, -90), 52, 0, items);
        int close = 0;
        for (size_t i = 0; i < items.size(); ++i) {
            for (size_t j = 0; j < i; ++j) {
                const QPointF d = items[i].pixel - items[j].pixel;
                close += std::hypot(d.x(), d.y()) < 20;
            }
        }
        QVERIFY2(close < int(items.size()) / 6, qPrintable(QStringLiteral("%1 of %2").arg(close).arg(items.size())));
    }

    void growsAndShrinks()
    {
        const std::vector<Vec3> points = cloud(1500, 1000);
        MarkerTree tree;
        std::vector<MarkerTree::Item> items;
        std::vector<uint32_t> leaves;
        const auto check = [&](uint32_t expected) {
            for (const double distance : {100.0, 900.0, 8000.0}) {
                tree.cut(scenes::viewOf({0, 0, 0}, distance, 0, -90), 52, Everything, items);
                QCOMPARE(sum(items), expected);
                std::set<uint32_t> seen;
                for (const auto &item : items) {
                    const auto under = tree.leavesOf(item.node);
                    QCOMPARE(uint32_t(under.size()), item.count);
                    seen.insert(under.begin(), under.end());
                }
                QCOMPARE(uint32_t(seen.size()), expected);
            }
        };
        for (const Vec3 &point : points)
            leaves.push_back(tree.insert(point, 3));
        check(1500);
        // Places found one by one group about as well as a fresh hierarchy.
        tree.cut(scenes::viewOf({0, 0, 0}, 2000, 0, -90), 52, Everything, items);
        const size_t grown = items.size();
        MarkerTree fresh;
        fresh.build(points);
        fresh.cut(scenes::viewOf({0, 0, 0}, 2000, 0, -90), 52, Everything, items);
        QVERIFY2(grown < items.size() * 2, qPrintable(QStringLiteral("%1 against %2").arg(grown).arg(items.size())));
        for (size_t i = 0; i < leaves.size(); i += 2)
            tree.remove(leaves[i]);
        check(750);
        for (size_t i = 0; i < leaves.size(); i += 2)
            leaves[i] = tree.insert(points[i], 5);
        check(1500);
        for (const uint32_t leaf : leaves)
            tree.remove(leaf);
        check(0);
        QCOMPARE(tree.size(), 0u);
    }

    void clustersPointsOfOnePlace()
    {
        MarkerTree tree;
        tree.build(std::vector<Vec3>(40, Vec3(5, 5, 5)));
        tree.setState(17, 6);
        std::vector<MarkerTree::Item> items;
        tree.cut(scenes::viewOf({5, 5, 5}, 4, 0, -45), 52, 0, items);
        QCOMPARE(items.size(), 1u);
        QCOMPARE(items[0].count, 40u);
        QCOMPARE(items[0].worst, 6);
    }

    void statesByTheTable()
    {
        using scene::markerState;
        QCOMPARE(markerState(ThingStatus::Online, Severity::Normal), MarkerState::Normal);
        QCOMPARE(markerState(ThingStatus::Offline, Severity::Normal), MarkerState::Offline);
        QCOMPARE(markerState(ThingStatus::Offline, Severity::Minor), MarkerState::Offline);
        QCOMPARE(markerState(ThingStatus::Offline, Severity::Critical), MarkerState::Critical);
        QCOMPARE(markerState(ThingStatus::Stale, Severity::Minor), MarkerState::Minor);
        QCOMPARE(markerState(ThingStatus::Unknown, Severity::Normal), MarkerState::Unknown);
        domain::Event event = scenes::event(QStringLiteral("E"), {0, 0, 0}, Severity::Critical);
        QCOMPARE(markerState(event), MarkerState::Critical);
        event.state = domain::EventState::Handling;
        QCOMPARE(markerState(event), MarkerState::Critical); // until it is over, as in the lists beside the map
        event.severity = Severity::Major;
        QCOMPARE(markerState(event), MarkerState::InHand);
        event.state = domain::EventState::Accepted;
        QCOMPARE(markerState(event), MarkerState::InHand);
        event.state = domain::EventState::Reopened;
        QCOMPARE(markerState(event), MarkerState::Major);
    }

    void gravesAreNotSwallowed()
    {
        scene::MarkerModel model;
        model.setCity(scenes::scattered(3000, 1500));
        domain::ChangeSet changes;
        changes.time = 1000;
        for (int i = 0; i < 3000; ++i)
            changes.things.push_back(scenes::thingState(i, i % 3 ? ThingStatus::Online : ThingStatus::Offline));
        changes.things[30] = scenes::thingState(30, ThingStatus::Online, Severity::Critical);
        changes.things[31] = scenes::thingState(31, ThingStatus::Online, Severity::Major);
        model.apply(changes);
        QCOMPARE(model.count(), 3000);
        const scene::ViewState far = scenes::viewOf({0, 0, 0}, 5000, 0, -80);
        const auto &items = model.layout(far, 1);
        quint32 attention = 0, critical = 0, quiet = 0;
        for (const MarkerItem &item : items) {
            attention += item.tree == Marker::Tree::Attention ? item.count : 0;
            critical += item.tree == Marker::Tree::Critical ? item.count : 0;
            quiet += item.tree == Marker::Tree::Quiet;
        }
        QCOMPARE(critical, 1u);
        QCOMPARE(attention, 1000u); // 1,000 offline, one of them critical, and a major one
        QCOMPARE(quiet, 0u);
        QCOMPARE(items.back().state, MarkerState::Critical); // drawn above all
        QCOMPARE(model.marker(items.back().marker).ref.id, QStringLiteral("T30"));
        const MarkerItem *withMajor = model.itemOf(model.find({domain::ObjectKind::Thing, QStringLiteral("T31")}));
        QVERIFY(withMajor);
        QCOMPARE(withMajor->state, MarkerState::Major);
        QCOMPARE(model.marker(model.membersOf(*withMajor).front()).ref.id, QStringLiteral("T31"));
    }

    // A page of twice the pixels shows what the screen does: there it had a carpet of dots.
    void largerPagesShowTheSame()
    {
        scene::MarkerModel model;
        model.setCity(scenes::scattered(3000, 1500));
        domain::ChangeSet changes;
        changes.time = 1000;
        for (int i = 0; i < 3000; ++i)
            changes.things.push_back(scenes::thingState(i, ThingStatus::Online));
        model.apply(changes);
        const auto quiet = [&](double distance, double scale) {
            scene::ViewState view = scenes::viewOf({0, 0, 0}, distance, 0, -60);
            view.size *= scale;
            const auto &items = model.layout(view, scale);
            return std::count_if(items.begin(), items.end(),
                                 [](const MarkerItem &item) { return item.tree == Marker::Tree::Quiet; });
        };
        for (const double distance : {200.0, 500.0, 800.0, 2000.0})
            QCOMPARE(quiet(distance, 2), quiet(distance, 1));
        QVERIFY(quiet(200, 1) > 0);
        QCOMPARE(quiet(2000, 1), 0);
    }

    // Of very many a worker makes the clusters; what happens meanwhile is not lost.
    void mergesManyInAWorker()
    {
        constexpr int Many = 30'000;
        scene::MarkerModel model;
        int told = 0;
        model.onMerged([&told] { ++told; });
        model.setCity(scenes::scattered(Many, 4000));
        domain::ChangeSet all;
        all.reset = true;
        for (int i = 0; i < Many; ++i)
            all.things.push_back(scenes::thingState(i, ThingStatus::Offline));
        model.apply(all);
        QVERIFY(model.isMerging());
        // An alarm shows at once, before there is any cluster.
        domain::ChangeSet news;
        news.things.push_back(scenes::thingState(7, ThingStatus::Online, Severity::Critical));
        news.events.push_back(scenes::event(QStringLiteral("E1"), {0, 0, 0}, Severity::Critical));
        model.apply(news);
        const scene::ViewState far = scenes::viewOf({0, 0, 0}, 9000, 0, -80);
        const auto sums = [&] {
            std::array<quint32, Marker::Trees> counts{};
            for (const MarkerItem &item : model.layout(far, 1))
                counts[size_t(item.tree)] += item.count;
            return counts;
        };
        QVERIFY(sums()[size_t(Marker::Tree::Critical)] >= 2);
        domain::ChangeSet later;
        later.things.push_back(scenes::thingState(8, ThingStatus::Online));
        later.removedEvents.push_back(QStringLiteral("E1"));
        later.events.push_back(scenes::event(QStringLiteral("E2"), {10, 0, 0}, Severity::Critical));
        model.apply(later);
        QTRY_VERIFY_WITH_TIMEOUT(!model.isMerging(), 20000);
        QVERIFY(told >= 1);
        const auto counts = sums();
        QCOMPARE(counts[size_t(Marker::Tree::Critical)], 2u); // thing 7 and E2
        QCOMPARE(counts[size_t(Marker::Tree::Attention)], quint32(Many - 2));
        QCOMPARE(model.count(), Many + 1);
        // Hidden while a worker is at it, shown again before it is done.
        model.setEventsVisible(false);
        model.setEventsVisible(true);
        QTRY_VERIFY_WITH_TIMEOUT(!model.isMerging(), 20000);
        QCOMPARE(sums()[size_t(Marker::Tree::Critical)], 2u);
        // Many that change their place in the trees wear them out: a worker makes them anew, by itself.
        domain::ChangeSet half;
        for (int i = 100; i < 100 + Many / 2; ++i)
            half.things.push_back(scenes::thingState(i, ThingStatus::Online, Severity::Critical));
        model.apply(half);
        QCOMPARE(sums()[size_t(Marker::Tree::Critical)], quint32(2 + Many / 2));
        QVERIFY(model.isMerging());
        QTRY_VERIFY_WITH_TIMEOUT(!model.isMerging(), 20000);
        QCOMPARE(sums()[size_t(Marker::Tree::Critical)], quint32(2 + Many / 2));
    }

    void neverACarpet()
    {
        scene::MarkerModel model;
        model.setCity(scenes::scattered(4900, 700));
        domain::ChangeSet all;
        all.reset = true;
        for (int i = 0; i < 4900; ++i)
            all.things.push_back(scenes::thingState(i, ThingStatus::Online));
        model.apply(all);
        size_t before = 0;
        for (double distance = 300; distance < 1200; distance *= 1.01) {
            const size_t shown = model.layout(scenes::viewOf({0, 0, 0}, distance, 0, -80), 1).size();
            QVERIFY2(shown <= 900, QByteArray::number(qulonglong(shown)));
            before = std::max(before, shown);
        }
        QVERIFY2(before > 300, QByteArray::number(qulonglong(before)));
        // Still: the same view shows the same.
        const scene::ViewState view = scenes::viewOf({0, 0, 0}, 500, 0, -80);
        model.layout(view, 1);
        const size_t once = model.layout(view, 1).size();
        for (int i = 0; i < 5; ++i)
            QCOMPARE(model.layout(view, 1).size(), once);
    }

    void followsChanges()
    {
        scene::MarkerModel model;
        model.setCity(scenes::scattered(50, 200));
        const scene::ViewState near = scenes::viewOf({0, 0, 0}, 300, 0, -60);
        domain::ChangeSet changes;
        changes.events.push_back(scenes::event(QStringLiteral("E1"), {0, 0, 0}, Severity::Major));
        changes.events.push_back(
            scenes::event(QStringLiteral("E2"), {80, 0, 0}, Severity::Minor, domain::EventState::Handling));
        model.apply(changes);
        QCOMPARE(model.count(), 52);
        model.layout(near, 1);
        const quint32 e1 = model.find({domain::ObjectKind::Event, QStringLiteral("E1")});
        QCOMPARE(model.itemOf(e1)->state, MarkerState::Major);
        QVERIFY(model.itemOf(e1)->body.y() < model.itemOf(e1)->foot.y() - 20); // on its pole

        domain::ChangeSet moved;
        moved.events.push_back(scenes::event(QStringLiteral("E1"), {-60, 10, 0}, Severity::Critical));
        moved.events.push_back(
            scenes::event(QStringLiteral("E2"), {80, 0, 0}, Severity::Minor, domain::EventState::Closed));
        model.apply(moved);
        QCOMPARE(model.count(), 51);
        model.layout(near, 1);
        QVERIFY(glm::length(model.itemOf(e1)->anchor - Vec3(-60, 10, 0)) < 1e-6);
        QCOMPARE(model.itemOf(e1)->state, MarkerState::Critical);

        model.setKindVisible(domain::ThingKind::Smoke, false);
        QCOMPARE(model.count(), 46);
        model.setHiddenLayers({QStringLiteral("things")});
        QCOMPARE(model.count(), 1);
        model.setEventsVisible(false);
        QCOMPARE(model.count(), 0);
        domain::ChangeSet removed;
        removed.removedEvents = {QStringLiteral("E1")};
        model.apply(removed);
        model.setEventsVisible(true);
        model.setHiddenLayers({});
        model.setKindVisible(domain::ThingKind::Smoke, true);
        QCOMPARE(model.count(), 50);

        domain::ChangeSet reset;
        reset.reset = true;
        reset.things.push_back(scenes::thingState(3, ThingStatus::Fault));
        model.apply(reset);
        QCOMPARE(model.marker(model.find({domain::ObjectKind::Thing, QStringLiteral("T3")})).state, MarkerState::Fault);
        // A city that arrives later finds its state.
        model.setCity(scenes::scattered(60, 200));
        QCOMPARE(model.marker(model.find({domain::ObjectKind::Thing, QStringLiteral("T3")})).state, MarkerState::Fault);
    }

    void eventsStandInTheirPlace()
    {
        auto city = scenes::scattered(1, 100);
        auto layer = std::make_shared<domain::Layer>();
        domain::Building building;
        building.id = QStringLiteral("B1");
        building.ground = 5;
        building.height = 40;
        building.storeysAbove = 10;
        building.footprint = scenes::rectangle({{0, 0}, {20, 10}});
        layer->buildings.push_back(building);
        domain::Unit unit;
        unit.id = QStringLiteral("U1");
        unit.building = building.id;
        unit.storey = 7;
        layer->units.push_back(unit);
        domain::AdminArea grid;
        grid.id = QStringLiteral("G1");
        grid.shape = scenes::rectangle({{100, 100}, {140, 140}});
        layer->areas.push_back(grid);
        city->layers.push_back(layer);
        city->index();

        scene::MarkerModel model;
        model.setCity(city);
        domain::ChangeSet changes;
        const auto add = [&](const QString &id, domain::ObjectKind kind, const QString &place) {
            domain::Event event = scenes::event(id, {0, 0, 0}, Severity::Minor);
            event.hasPosition = false;
            event.place = {kind, place};
            changes.events.push_back(event);
        };
        add(QStringLiteral("inBuilding"), domain::ObjectKind::Building, QStringLiteral("B1"));
        add(QStringLiteral("inUnit"), domain::ObjectKind::Unit, QStringLiteral("U1"));
        add(QStringLiteral("inGrid"), domain::ObjectKind::Grid, QStringLiteral("G1"));
        add(QStringLiteral("nowhere"), domain::ObjectKind::None, {});
        changes.events.push_back(scenes::event(QStringLiteral("street"), {50, 50, 0}, Severity::Minor));
        model.apply(changes);
        const auto marker = [&](const char *id) {
            return model.marker(model.find({domain::ObjectKind::Event, QString::fromLatin1(id)}));
        };
        QCOMPARE(marker("inBuilding").anchor.z, 45.0);
        QVERIFY(marker("inBuilding").onPole);
        QVERIFY(std::abs(marker("inUnit").anchor.z - (5 + 6.5 * 4)) < 1e-6);
        QVERIFY(!marker("inUnit").onPole);
        QVERIFY(std::abs(marker("inGrid").anchor.x - 120) < 20);
        QVERIFY(std::isnan(marker("nowhere").anchor.x));
        QCOMPARE(marker("street").anchor.z, 0.0);
        model.setSurface([](const geometry::Vec2 &) { return 33.0; });
        QCOMPARE(marker("street").anchor.z, 33.0);
        QCOMPARE(model.count(), 5);
        QCOMPARE(model.featuresOf(QStringLiteral("B1")), (std::vector<std::pair<quint32, quint32>>{{1, 0}}));
    }

    void hits()
    {
        scene::MarkerOverlay overlay;
        overlay.setCity(scenes::scattered(0, 100));
        domain::ChangeSet changes;
        for (int i = 0; i < 5; ++i)
            changes.events.push_back(scenes::event(QStringLiteral("together%1").arg(i), {100, 0, 0},
                                                   i == 3 ? Severity::Major : Severity::Minor));
        changes.events.push_back(scenes::event(QStringLiteral("alone"), {-100, 0, 0}, Severity::Critical));
        overlay.apply(changes);
        const scene::ViewState view = scenes::viewOf({0, 0, 0}, 500, 0, -50);
        overlay.setViewState(view);
        QCOMPARE(overlay.count(), 6);
        QCOMPARE(overlay.drawnCount(), 2);
        QVERIFY(overlay.hitTest({5, 5}).isNull());

        const domain::ObjectRef alone{domain::ObjectKind::Event, QStringLiteral("alone")};
        const scene::MarkerHit single = overlay.hitTest(overlay.positionOf(alone) + QPointF(8, -6));
        QCOMPARE(single.object, alone);
        QVERIFY(!single.isCluster());

        const domain::ObjectRef first{domain::ObjectKind::Event, QStringLiteral("together0")};
        const QPointF at = overlay.positionOf(first);
        const scene::MarkerHit cluster = overlay.hitTest(at);
        QVERIFY(cluster.isCluster());
        QCOMPARE(cluster.members.size(), 5u);
        QCOMPARE(cluster.members.front().id, QStringLiteral("together3"));

        // No zoom parts them: they fan out, each on its own.
        QVERIFY(!overlay.open(cluster));
        QSet<QString> found;
        for (const domain::ObjectRef &member : cluster.members) {
            const scene::MarkerHit hit = overlay.hitTest(overlay.positionOf(member));
            QCOMPARE(hit.object, member);
            found.insert(hit.object.id);
        }
        QCOMPARE(found.size(), 5);
        QVERIFY(overlay.fold());
        QVERIFY(!overlay.fold());
        QVERIFY(overlay.hitTest(at).isCluster());

        // One that is selected stands out of its cluster.
        overlay.setSelected(first);
        QCOMPARE(overlay.hitTest(overlay.positionOf(first)).object, first);
        QCOMPARE(overlay.reachable().front(), alone);
        QVERIFY(overlay.occupied().size() >= 2);
        QVERIFY(std::abs(overlay.anchorOf(alone).x + 100) < 1e-9);

        // What lies apart is flown to.
        overlay.setSelected({});
        domain::ChangeSet apart;
        apart.events.push_back(scenes::event(QStringLiteral("together0"), {112, 4, 0}, Severity::Minor));
        overlay.apply(apart);
        const scene::MarkerHit wide = overlay.hitTest(overlay.positionOf(first), 12);
        QVERIFY(wide.isCluster());
        QVERIFY(overlay.open(wide));
    }
};

QTEST_MAIN(MarkersTest)
#include "tst_markers.moc"
