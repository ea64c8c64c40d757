#include "SmallCity.h"
#include "models/EventModel.h"
#include "models/EventStatsModel.h"
#include "models/IndicatorModel.h"
#include "models/LayerModel.h"
#include "models/PlaceTreeModel.h"
#include "models/ThingModel.h"
#include "models/WarningModel.h"

#include <QAbstractItemModelTester>
#include <QCollator>
#include <QSignalSpy>
#include <QTest>

using domain::ObjectKind;
using smallcity::Fixture;
using smallcity::Minute;
using smallcity::Now;
using smallcity::observation;
using smallcity::report;
using Tester = QAbstractItemModelTester;

static QStringList column(const QAbstractItemModel &model, int role)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.index(row, 0).data(role).toString());
    return list;
}

class ModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void treeFollowsTheDrillPath()
    {
        Fixture fixture;
        app::PlaceTreeModel tree(nullptr, &fixture.twin);
        Tester tester(&tree, Tester::FailureReportingMode::QtTest);
        QCOMPARE(column(tree, app::PlaceTreeModel::NameRole),
                 QStringList({QStringLiteral("桂湖街道"), QStringLiteral("Outside the grids")}));
        const QModelIndex root = tree.index(0, 0);
        QCOMPARE(root.data(app::PlaceTreeModel::KindRole).toString(), QStringLiteral("sub-district"));
        QCOMPARE(root.data(app::PlaceTreeModel::CountsRole).toMap().value(QStringLiteral("buildings")).toInt(), 4);
        QCOMPARE(tree.rowCount(root), 2);

        const QModelIndex building = tree.find(QStringLiteral("building"), QStringLiteral("B2"));
        QVERIFY(building.isValid());
        QCOMPARE(building.data(app::PlaceTreeModel::NameRole).toString(), QStringLiteral("罗湖楼 10 栋"));
        QCOMPARE(building.row(), 1); // 2 before 10
        QCOMPARE(building.parent().data(app::PlaceTreeModel::IdRole).toString(), QStringLiteral("G1"));
        QVERIFY(tree.find(QStringLiteral("building"), QStringLiteral("B5")).isValid());
        QVERIFY(!tree.find(QStringLiteral("grid"), QStringLiteral("G99")).isValid());
    }

    void treeShowsTheWorstInEveryPlaceAbove()
    {
        Fixture fixture;
        app::PlaceTreeModel tree(nullptr, &fixture.twin);
        QSignalSpy spy(&tree, &QAbstractItemModel::dataChanged);
        // What a view reads as it is told: it once got what was there before.
        QStringList read;
        connect(&tree, &QAbstractItemModel::dataChanged, this,
                [&](const QModelIndex &index) { read.append(index.data(app::PlaceTreeModel::WorstRole).toString()); });
        fixture.apply({observation(QStringLiteral("T3.1"), 400)});
        QTRY_VERIFY(spy.count() > 0);
        QCOMPARE(read, QStringList(read.size(), QStringLiteral("major")));
        for (const auto &[kind, id] : {std::pair("building", "B2"), std::pair("grid", "G1"),
                                       std::pair("community", "C1"), std::pair("sub-district", "S")}) {
            const QModelIndex index = tree.find(QString::fromLatin1(kind), QString::fromLatin1(id));
            QCOMPARE(index.data(app::PlaceTreeModel::WorstRole).toString(), QStringLiteral("major"));
            QCOMPARE(index.data(app::PlaceTreeModel::CountsRole).toMap().value(QStringLiteral("alarms")).toInt(), 1);
        }
        QCOMPARE(tree.find(QStringLiteral("community"), QStringLiteral("C2"))
                     .data(app::PlaceTreeModel::WorstRole)
                     .toString(),
                 QStringLiteral("normal"));
    }

    void treeWithoutAreasListsTheBuildings()
    {
        auto city = std::make_shared<domain::City>();
        auto layer = std::make_shared<domain::Layer>();
        layer->buildings.resize(2);
        layer->buildings[0].id = QStringLiteral("x2");
        layer->buildings[1].id = QStringLiteral("x1");
        city->layers = {layer};
        city->places = domain::PlaceTree(city->layers, city->warnings);
        city->index();
        city->complete = true;
        app::Twin twin;
        app::PlaceTreeModel tree(nullptr, &twin);
        Tester tester(&tree, Tester::FailureReportingMode::QtTest);
        QCOMPARE(tree.rowCount(), 0);
        twin.setCity(city);
        QCOMPARE(column(tree, app::PlaceTreeModel::IdRole), QStringList({QStringLiteral("x1"), QStringLiteral("x2")}));
    }

    void manyBuildingsWithoutAreasAreOneGroup()
    {
        constexpr size_t Many = 3000;
        auto city = std::make_shared<domain::City>();
        auto layer = std::make_shared<domain::Layer>();
        layer->buildings.resize(Many);
        for (size_t i = 0; i < Many; ++i)
            layer->buildings[i].id = QStringLiteral("x%1").arg(i);
        city->layers = {layer};
        city->places = domain::PlaceTree(city->layers, city->warnings);
        city->index();
        city->complete = true;
        app::Twin twin;
        app::PlaceTreeModel tree(nullptr, &twin);
        twin.setCity(city);
        QCOMPARE(tree.rowCount(), 1);
        const QModelIndex group = tree.index(0, 0);
        QVERIFY(tree.hasChildren(group));
        QCOMPARE(group.data(app::PlaceTreeModel::CountsRole).toMap().value(QStringLiteral("buildings")).toInt(),
                 int(Many));
        QCOMPARE(tree.rowCount(group), int(Many));
        const QModelIndex found = tree.find(QStringLiteral("building"), QStringLiteral("x2999"));
        QCOMPARE(found.parent(), group);
        QCOMPARE(found.row(), 2999); // by number, not by letter
    }

    void eventsSortWorstFirstAndFilter()
    {
        Fixture fixture;
        app::EventModel events(nullptr, &fixture.twin);
        Tester tester(&events, Tester::FailureReportingMode::QtTest);
        domain::Event closed = report(QStringLiteral("E3"), QStringLiteral("noise"),
                                      {ObjectKind::Building, QStringLiteral("B4")}, Now - 3 * Minute);
        closed.state = domain::EventState::Closed;
        fixture.apply({}, {report(QStringLiteral("E1"), QStringLiteral("noise"),
                                  {ObjectKind::Building, QStringLiteral("B1")}, Now - 20 * Minute),
                           report(QStringLiteral("E2"), QStringLiteral("fire"),
                                  {ObjectKind::Building, QStringLiteral("B3")}, Now - 30 * Minute),
                           closed,
                           report(QStringLiteral("E4"), QStringLiteral("noise"),
                                  {ObjectKind::Building, QStringLiteral("B4")}, Now - Minute)});
        const auto ids = [&] { return column(events, app::EventTable::IdRole).join(u' '); };
        QCOMPARE(ids(), QStringLiteral("E2 E1 E4")); // E1 is past its limit and has escalated
        QCOMPARE(events.index(0, 0).data(app::EventTable::ShapeRole).toString(), QStringLiteral("octagon"));
        QVERIFY(events.index(1, 0).data(app::EventTable::OverdueRole).toBool());
        events.setSortKey(QStringLiteral("age"));
        QCOMPARE(ids(), QStringLiteral("E4 E1 E2"));
        events.setFilterState(QString());
        QCOMPARE(events.count(), 4);
        events.setFilterState(QStringLiteral("overdue"));
        QCOMPARE(ids(), QStringLiteral("E1"));
        events.setFilterState(QStringLiteral("closed"));
        QCOMPARE(ids(), QStringLiteral("E3"));
        events.setFilterState(QStringLiteral("open"));
        events.setFilterDomain(QStringLiteral("emergency"));
        QCOMPARE(ids(), QStringLiteral("E2"));
        events.setFilterDomain(QString());
        events.setFilterSeverity(QStringLiteral("critical"));
        QCOMPARE(ids(), QStringLiteral("E2"));
        events.setFilterSeverity(QString());
        events.setFilterText(QStringLiteral("文华"));
        QCOMPARE(ids(), QStringLiteral("E4"));
        events.setFilterText(QString());
        events.setFilterPlace(QStringLiteral("community"), QStringLiteral("C1"));
        QCOMPARE(ids(), QStringLiteral("E1 E2"));
        QCOMPARE(events.domains().size(), 3);
    }

    // A queue of thousands is filtered and ordered bit by bit: what it comes to is the same, whatever happens
    // meanwhile.
    void eventsOfThousandsBitByBit()
    {
        constexpr int Many = 6000;
        Fixture fixture;
        std::vector<domain::Event> heap;
        for (int i = 0; i < Many; ++i) {
            heap.push_back(report(QStringLiteral("E%1").arg(i), QStringLiteral("noise"),
                                  {ObjectKind::Building, QStringLiteral("B%1").arg(1 + i % 5)}, Now - i * 10));
            heap.back().description = QStringLiteral("Case %1").arg(i);
        }
        fixture.apply({}, heap);
        app::EventModel events(nullptr, &fixture.twin);
        Tester tester(&events, Tester::FailureReportingMode::QtTest);
        const auto settled = [&] { return !events.isFiltering(); };
        events.setSortKey(QStringLiteral("age"));
        QTRY_VERIFY(settled());
        QCOMPARE(events.count(), Many);
        QCOMPARE(events.idAt(0), QStringLiteral("E0"));
        for (const QString &typed : {QStringLiteral("c"), QStringLiteral("ca"), QStringLiteral("CASE 599")})
            events.setFilterText(typed); // faster than it follows
        QTRY_VERIFY(settled());
        QCOMPARE(column(events, app::EventTable::IdRole).join(u' '),
                 QStringLiteral("E599 E5990 E5991 E5992 E5993 E5994 E5995 E5996 E5997 E5998 E5999"));
        // One more and one changed while it is at it.
        events.setSortKey(QStringLiteral("address"));
        domain::Event more = heap[10];
        more.id = QStringLiteral("F1");
        more.description = QStringLiteral("case 599 again");
        more.reported = Now;
        heap[20].description = QStringLiteral("case 599 too");
        heap[20].updated = Now;
        fixture.apply({}, {more, heap[20]});
        QTRY_VERIFY(settled());
        QCOMPARE(events.count(), 13);
        const QStringList addresses = column(events, app::EventTable::AddressRole);
        QCollator collator{QLocale(fixture.twin.language())};
        collator.setNumericMode(true);
        QVERIFY(std::is_sorted(addresses.begin(), addresses.end(),
                               [&](const QString &a, const QString &b) { return collator.compare(a, b) < 0; }));
        events.clearFilters();
        QTRY_VERIFY(settled());
        QCOMPARE(events.count(), Many + 1);
        // Thousands that go at once.
        feeds::FeedBatch jump;
        jump.reset = true;
        events.setFilterText(QStringLiteral("case"));
        fixture.twin.take(jump);
        fixture.twin.flush();
        QTRY_VERIFY(settled());
        QCOMPARE(events.count(), 0);
    }

    void eventsFollowUpdatesAndResets()
    {
        Fixture fixture;
        app::EventModel events(nullptr, &fixture.twin);
        Tester tester(&events, Tester::FailureReportingMode::QtTest);
        domain::Event one =
            report(QStringLiteral("E1"), QStringLiteral("noise"), {ObjectKind::Grid, QStringLiteral("G1")});
        fixture.apply({}, {one});
        QCOMPARE(events.count(), 1);
        one.state = domain::EventState::Accepted;
        one.updated = Now;
        fixture.apply({}, {one});
        QCOMPARE(events.index(0, 0).data(app::EventTable::StateRole).toString(), QStringLiteral("accepted"));
        QCOMPARE(events.index(0, 0).data(app::EventTable::VisualRole).toString(), QStringLiteral("in-hand"));
        events.setFilterState(QStringLiteral("in-hand"));
        QCOMPARE(events.count(), 1);
        feeds::FeedBatch jump;
        jump.reset = true;
        fixture.twin.take(jump);
        fixture.twin.flush();
        QCOMPARE(events.count(), 0);
    }

    void thingsSortWorstFirstAndFilter()
    {
        Fixture fixture;
        app::ThingModel things(nullptr, &fixture.twin);
        Tester tester(&things, Tester::FailureReportingMode::QtTest);
        QCOMPARE(things.count(), 6);
        fixture.apply({observation(QStringLiteral("T1.1"), 0), observation(QStringLiteral("T2.1"), 1),
                       observation(QStringLiteral("T3.1"), 400), observation(QStringLiteral("T4.1"), 12.5)});
        QCOMPARE(column(things, app::ThingTable::IdRole).mid(0, 2),
                 QStringList({QStringLiteral("T2"), QStringLiteral("T3")}));
        QCOMPARE(things.index(1, 0).data(app::ThingTable::ValueRole).toString(), QStringLiteral("400 mA"));
        QCOMPARE(things.index(1, 0).data(app::ThingTable::RuleRole).toString(), QStringLiteral("Residual current"));
        QCOMPARE(column(things, app::ThingTable::StatusRole).count(QStringLiteral("online")), 4);
        things.setFilterKind(QStringLiteral("electrical"));
        QCOMPARE(things.count(), 2);
        things.setSortKey(QStringLiteral("value"));
        QCOMPARE(column(things, app::ThingTable::IdRole), QStringList({QStringLiteral("T3"), QStringLiteral("T4")}));
        things.setFilterKind(QString());
        things.setFilterSeverity(QStringLiteral("critical"));
        QCOMPARE(column(things, app::ThingTable::IdRole), QStringList({QStringLiteral("T2")}));
        things.setFilterSeverity(QString());
        things.setFilterState(QStringLiteral("attention"));
        QCOMPARE(things.count(), 4); // two alarms, two never heard
        things.setFilterState(QString());
        things.setFilterPlace(QStringLiteral("grid"), QStringLiteral("G10"));
        QCOMPARE(things.count(), 2);
        things.setFilterPlace(QString(), QString());
        things.setFilterText(QStringLiteral("沿河"));
        QCOMPARE(column(things, app::ThingTable::IdRole), QStringList({QStringLiteral("T5")}));
        QCOMPARE(things.kinds().size(), 5);
    }

    void silentThingsNeverLookNormal()
    {
        Fixture fixture;
        app::ThingModel things(nullptr, &fixture.twin);
        things.setFilterKind(QStringLiteral("smoke"));
        fixture.apply({observation(QStringLiteral("T1.1"), 0)});
        const auto visual = [&] {
            for (int row = 0; row < things.count(); ++row) {
                if (things.index(row, 0).data(app::ThingTable::IdRole) == QStringLiteral("T1"))
                    return things.index(row, 0).data(app::ThingTable::VisualRole).toString();
            }
            return QString();
        };
        QCOMPARE(visual(), QStringLiteral("normal"));
        fixture.clock.advance(11 * Minute);
        fixture.twin.tick();
        QCOMPARE(visual(), QStringLiteral("stale"));
        fixture.clock.advance(30 * Minute);
        fixture.twin.tick();
        QVERIFY(visual() != QStringLiteral("normal") && visual() != QStringLiteral("stale"));
    }

    void layersKeepWhatTheUserSet()
    {
        Fixture fixture;
        app::LayerModel layers(nullptr, &fixture.twin);
        Tester tester(&layers, Tester::FailureReportingMode::QtTest);
        QCOMPARE(column(layers, app::LayerModel::IdRole),
                 QStringList({QStringLiteral("things"), QStringLiteral("roads"), QStringLiteral("units"),
                              QStringLiteral("buildings"), QStringLiteral("areas")}));
        QCOMPARE(layers.index(3).data(app::LayerModel::WarningsRole).toInt(), 2);
        QSignalSpy visible(&fixture.twin.layers(), &app::LayerState::visibleChanged);
        QVERIFY(layers.setData(layers.index(1), false, app::LayerModel::VisibleRole));
        layers.setOpacity(3, 0.4);
        QCOMPARE(visible.count(), 1);
        layers.move(4, 0);
        QCOMPARE(fixture.twin.layers().order().last(), QStringLiteral("areas"));
        fixture.twin.setCity(smallcity::make());
        QCOMPARE(layers.index(0).data(app::LayerModel::IdRole).toString(), QStringLiteral("areas"));
        QCOMPARE(layers.index(0).data(app::LayerModel::OrderRole).toInt(), 4);
        QVERIFY(!layers.index(2).data(app::LayerModel::VisibleRole).toBool());
        QCOMPARE(layers.index(4).data(app::LayerModel::OpacityRole).toDouble(), 0.4);
    }

    void warningsAreCounted()
    {
        Fixture fixture;
        app::WarningModel warnings(nullptr, &fixture.twin);
        Tester tester(&warnings, Tester::FailureReportingMode::QtTest);
        const QStringList codes = column(warnings, app::WarningModel::CodeRole);
        QVERIFY(codes.contains(QStringLiteral("building-outside-grids")));
        const int row = int(codes.indexOf(QStringLiteral("ring-invalid")));
        QVERIFY(row >= 0);
        QCOMPARE(warnings.index(row).data(app::WarningModel::CountRole).toInt(), 2);
        QCOMPARE(warnings.index(row).data(app::WarningModel::ExamplesRole).toStringList().size(), 2);
        const int before = warnings.total();
        fixture.twin.addWarning({QStringLiteral("payload-broken"),
                                 QStringLiteral("broker"),
                                 QStringLiteral("a/b"),
                                 QStringLiteral("no JSON"),
                                 3,
                                 {}});
        QCOMPARE(warnings.total(), before + 3);
    }

    void indicatorsFollowEventsAndScope()
    {
        Fixture fixture;
        app::IndicatorModel indicators(nullptr, &fixture.twin);
        Tester tester(&indicators, Tester::FailureReportingMode::QtTest);
        const auto texts = [&] { return column(indicators, app::IndicatorModel::ValueTextRole); };
        QCOMPARE(texts(),
                 QStringList({QStringLiteral("5"), QStringLiteral("147"), QStringLiteral("0"), QStringLiteral("–")}));
        QCOMPARE(indicators.groups().size(), 3);
        fixture.apply(
            {}, {report(QStringLiteral("E1"), QStringLiteral("noise"), {ObjectKind::Building, QStringLiteral("B1")})});
        QTRY_COMPARE(texts().at(2), QStringLiteral("1"));
        indicators.setScope(QStringLiteral("community"), QStringLiteral("C2"));
        QCOMPARE(texts(),
                 QStringList({QStringLiteral("1"), QStringLiteral("7"), QStringLiteral("0"), QStringLiteral("–")}));
        indicators.setGroup(QStringLiteral("people"));
        QCOMPARE(texts(), QStringList({QStringLiteral("7")}));
    }

    void statsOfTodayAgainstTheUsualDay()
    {
        Fixture fixture;
        app::EventStatsModel stats(nullptr, &fixture.twin);
        Tester tester(&stats, Tester::FailureReportingMode::QtTest);
        constexpr qint64 Day = 24 * 60 * Minute;
        domain::Event done = report(QStringLiteral("E3"), QStringLiteral("noise"),
                                    {ObjectKind::Grid, QStringLiteral("G1")}, Now - 2 * Minute);
        done.state = domain::EventState::Closed;
        done.closed = Now - Minute;
        QSignalSpy spy(&stats, &app::EventStatsModel::statsChanged);
        fixture.apply({}, {report(QStringLiteral("E1"), QStringLiteral("fire"),
                                  {ObjectKind::Grid, QStringLiteral("G1")}, Now - Minute),
                           done,
                           report(QStringLiteral("D1"), QStringLiteral("noise"),
                                  {ObjectKind::Grid, QStringLiteral("G1")}, Now - Day - Minute),
                           report(QStringLiteral("D2"), QStringLiteral("noise"),
                                  {ObjectKind::Grid, QStringLiteral("G1")}, Now - 2 * Day - Minute),
                           report(QStringLiteral("D3"), QStringLiteral("noise"),
                                  {ObjectKind::Grid, QStringLiteral("G1")}, Now - 2 * Day - Minute)});
        QTRY_COMPARE(spy.count(), 1);
        QCOMPARE(stats.reported(), 2);
        QCOMPARE(stats.closed(), 1);
        QCOMPARE(stats.open(), 4);
        QCOMPARE(stats.overdue(), 3);
        const int hour = 15; // 15:59 in Shanghai
        QCOMPARE(stats.hourly().value(hour).toInt(), 2);
        QCOMPARE(stats.closingRate(), 0.5);
        // The days before are the store's: what is still in memory of them is not all that there was.
        QVERIFY(stats.usual().isEmpty()); // nothing is known of them
        app::UsualDay usual;
        usual.days = 2;
        usual.hours[hour] = 1.5;
        fixture.twin.past().setUsual(usual);
        QTRY_COMPARE(stats.usual().value(hour).toDouble(), 1.5);
        QCOMPARE(stats.usualDays(), 2);
        QCOMPARE(stats.byDomain().first().toMap().value(QStringLiteral("count")).toInt(), 1);
        QCOMPARE(stats.byDomain().first().toMap().value(QStringLiteral("open")).toInt(), 1);
    }

    void changesComeAtMostTenTimesASecond()
    {
        Fixture fixture;
        QSignalSpy spy(&fixture.twin, &app::Twin::changed);
        QElapsedTimer timer;
        timer.start();
        int sent = 0;
        while (timer.elapsed() < 1000) {
            feeds::FeedBatch batch;
            for (int i = 0; i < 10; ++i) {
                ++sent;
                batch.observations.push_back(observation(QStringLiteral("T4.1"), double(sent % 200), Now + sent));
            }
            fixture.twin.take(batch);
            QTest::qWait(10);
        }
        fixture.twin.flush();
        QVERIFY2(spy.count() >= 2 && spy.count() <= 12, qPrintable(QString::number(spy.count())));
        QCOMPARE(fixture.twin.state().thing(QStringLiteral("T4"))->value, double(sent % 200));
    }
};

QTEST_GUILESS_MAIN(ModelsTest)
#include "ModelsTest.moc"
