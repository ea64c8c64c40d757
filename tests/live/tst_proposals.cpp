#include "ToldOfEvents.h"
#include "live/Proposals.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace domain;

/// Which events may mean the same, and who could go to one.
class TestProposals : public ToldOfEvents
{
    Q_OBJECT

private Q_SLOTS:
    void proposesWithinItsLimits_data()
    {
        QTest::addColumn<double>("metres");
        QTest::addColumn<qint64>("later");
        QTest::addColumn<bool>("proposed");
        QTest::newRow("at one place and time") << 0.0 << qint64(0) << true;
        QTest::newRow("at both limits") << 50.0 << 30 * Minute << true;
        QTest::newRow("a bit too far") << 50.001 << qint64(0) << false;
        QTest::newRow("a bit too late") << 0.0 << 30 * Minute + 1 << false;
    }
    void proposesWithinItsLimits()
    {
        QFETCH(double, metres);
        QFETCH(qint64, later);
        QFETCH(bool, proposed);
        // Along, across and against the grid's cells.
        for (const geometry::Vec3 &direction :
             {geometry::Vec3(1, 0, 0), geometry::Vec3(0, -1, 0), geometry::Vec3(-0.6, 0.8, 0)}) {
            Event one = said("a", EventState::Reported, Start), two = said("b", EventState::Reported, Start + later);
            one.position = {50, 100, 0};
            two.position = one.position + metres * direction;
            const auto found = live::findProposals({&two, &one}, 50, 30);
            QCOMPARE(found.size(), size_t(proposed ? 1 : 0));
            if (!proposed)
                continue;
            QCOMPARE(found[0].event, QStringLiteral("b"));
            QCOMPARE(found[0].into, QStringLiteral("a"));
            QVERIFY(std::abs(found[0].metres - metres) < 1e-9);
            QCOMPARE(found[0].minutes, double(later) / Minute);
        }
    }

    void proposesTheEarliestAndNotWhatWasDeclined()
    {
        const auto pairs = [this] {
            QStringList texts;
            for (const live::MergeProposal &each : m_twin->proposals())
                texts.append(each.event + QLatin1Char('>') + each.into);
            return texts;
        };
        tell(at(said("a", EventState::Reported, Start), 60, 60));
        tell(at(said("b", EventState::Reported, Start + 10 * Minute), 70, 60));
        tell(at(said("c", EventState::Reported, Start + 20 * Minute), 60, 70));
        Event fire = at(said("d", EventState::Reported, Start + 20 * Minute), 60, 60);
        fire.type = QStringLiteral("fire"); // another type
        tell(fire);
        QCOMPARE(pairs(), (QStringList{QStringLiteral("c>a"), QStringLiteral("b>a")}));
        QVERIFY(std::abs(m_twin->proposals()[1].metres - 10) < 0.01);
        QCOMPARE(m_twin->proposals()[1].minutes, 10.0);
        // Two, says somebody: then perhaps one with the other.
        m_twin->take({step(known("c"), EventVerb::Note, Start + 25 * Minute,
                           {{QStringLiteral("text"), QStringLiteral("no duplicate")},
                            {QStringLiteral("notDuplicateOf"), QStringLiteral("a")}})},
                     Start + 25 * Minute);
        QCOMPARE(pairs(), (QStringList{QStringLiteral("c>b"), QStringLiteral("b>a")}));
        // Said of the earlier one it counts as well.
        m_twin->take({step(known("b"), EventVerb::Note, Start + 25 * Minute,
                           {{QStringLiteral("text"), QStringLiteral("no duplicate")},
                            {QStringLiteral("notDuplicateOf"), QStringLiteral("c")}})},
                     Start + 25 * Minute);
        QCOMPARE(pairs(), QStringList{QStringLiteral("b>a")});
        // Merged: nothing is left to propose, and both know of each other.
        const auto group = mergeGroup(known("b"), known("a"), {QStringLiteral("x"), {}, {}, Start + 26 * Minute});
        m_twin->take(*group, Start + 26 * Minute);
        QVERIFY(m_twin->proposals().empty());
        QCOMPARE(known("a").mergedFrom, QStringList{QStringLiteral("b")});
        QCOMPARE(known("b").state, EventState::Merged);
        // The middle of a grid is no place to measure from; a building is.
        for (const char *id : {"g1", "g2"}) {
            Event inGrid = said(id, EventState::Reported, Start + 40 * Minute);
            inGrid.place = {ObjectKind::Grid, QStringLiteral("G2")};
            tell(inGrid);
        }
        QVERIFY(m_twin->proposals().empty());
        for (const char *id : {"h1", "h2"}) {
            Event inHouse = said(id, EventState::Reported, Start + 80 * Minute);
            inHouse.place = {ObjectKind::Building, QStringLiteral("B1")};
            tell(inHouse);
        }
        QCOMPARE(pairs(), QStringList{QStringLiteral("h2>h1")});
        // The limits are the catalogue's.
        m_city->catalogue.duplicateMetres = 0;
        m_twin->setCity(m_city);
        QVERIFY(m_twin->proposals().empty());
    }

    void proposesQuicklyAmongMany()
    {
        std::vector<Event> events(5000);
        std::vector<const Event *> open;
        QRandomGenerator random(1);
        for (size_t i = 0; i < events.size(); ++i) {
            events[i] = said("e", EventState::Reported, Start + qint64(i) * 20000);
            events[i].id = QString::number(i);
            events[i].position = {random.bounded(790.0), random.bounded(750.0), 0};
            open.push_back(&events[i]);
        }
        QElapsedTimer timer;
        timer.start();
        const auto found = live::findProposals(open, 50, 30);
        qInfo("%zu proposals among 5,000 open events in %.1f ms", found.size(), double(timer.nsecsElapsed()) / 1e6);
        // The same by looking at every pair.
        size_t expected = 0;
        for (size_t i = 0; i < events.size(); ++i) {
            bool any = false;
            for (size_t j = i; j-- > 0 && events[i].reported - events[j].reported <= 30 * Minute;)
                any = any || glm::distance(events[i].position, events[j].position) <= 50;
            expected += any ? 1 : 0;
        }
        QCOMPARE(found.size(), expected);
        QVERIFY(expected > 500);
    }

    // Suggestions

    void suggestsWhoIsInChargeAndWhoIsNear()
    {
        const auto team = [this](const char *id, const char *kind, const QStringList &types, const char *area, double x,
                                 double y) {
            Team one;
            one.id = QLatin1String(id);
            one.kind = QLatin1String(kind);
            one.types = types;
            one.area = refFromText(QLatin1String(area));
            const geometry::Vec3 lonLat = m_city->frame.toLonLat({x, y, 0});
            one.hasPosition = x >= 0;
            one.longitude = lonLat.x;
            one.latitude = lonLat.y;
            m_city->teams.push_back(one);
        };
        const QStringList noise{QStringLiteral("noise")}, environment{QStringLiteral("environment")},
            other{QStringLiteral("fire")};
        team("far", "police", noise, "", 190, 30);
        team("near", "city-management", environment, "community:C1", 80, 30); // by its domain
        team("nowhere", "police", noise, "", -1, -1);                         // where it waits is not known
        team("any", "volunteers", {}, "", 31, 30);
        team("firemen", "fire", other, "", 30, 30);
        team("next door", "property", noise, "grid:G2", 30, 30); // in charge of another grid
        team("house", "property", noise, "building:B1", 40, 30);
        team("member 2", "grid-member", {}, "grid:G2", 150, 50);
        team("member 1", "grid-member", {}, "grid:G1", 99, 99);
        team("twin", "police", noise, "", 190, 30); // as far as "far", but with less to do
        m_twin->setCity(m_city);
        tell(at(said("e", EventState::Reported, Start), 30, 30));
        Event busy = at(said("f", EventState::Dispatched, Start), 150, 50);
        busy.assignee = QStringLiteral("far");
        tell(busy);
        Event done = at(said("g", EventState::Closed, Start), 150, 50);
        done.assignee = QStringLiteral("twin");
        tell(done);

        const auto found = m_twin->suggestions(QStringLiteral("e"));
        QStringList order;
        for (const live::DispatchSuggestion &each : found)
            order.append(each.team);
        QCOMPARE(order, (QStringList{QStringLiteral("member 1"), QStringLiteral("house"), QStringLiteral("near"),
                                     QStringLiteral("twin"), QStringLiteral("far"), QStringLiteral("nowhere"),
                                     QStringLiteral("any")}));
        QVERIFY(found[0].inCharge && found[1].inCharge && found[2].inCharge && !found[3].inCharge);
        QVERIFY(std::abs(found[1].metres - 10) < 0.01);
        QVERIFY(std::isnan(found[5].metres));
        QCOMPARE(found[3].busy, 0);
        QCOMPARE(found[4].busy, 1);
        QVERIFY(m_twin->suggestions(QStringLiteral("nothing")).empty());
    }
};

QTEST_GUILESS_MAIN(TestProposals)
#include "tst_proposals.moc"
