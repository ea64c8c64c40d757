#include "Checks.h"

#include <QTest>

using checks::Vec3;
using geometry::Vec2;
using scene::InsidePart;

/// Walls, doors and floors that are made from rooms.
class TestPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNumberHoldsTogether();
    void wallsFillWhatLiesBetweenRooms();
    void cutFacesAreTheWallsOfThePlan();
    void doorsLetThroughAndWallsDoNot();
    void touchingRoomsGetAWallBetweenThem();
    void corridorsStayOpenToEachOther();
    void everyRoomIsSeenFromAbove();
    void stairsLeadFromStoreyToStorey();
    void whatNoRoomIsKnownOfIsNoWall();
    void roomsWithinRoomsAreTakenOut();
    void balconiesHaveParapets();
    void doorsGivenAsPointsGetAWall();
    void storeysThatAreAlikeDifferInFeaturesAndNames();
    void labelsStandInTheirRooms();
    void theWantedStoreyComesFirst();
    void theSameTwiceIsTheSame();
    void schematicStacksAreBoxes();
    void oddRoomsDoNoHarm();
    void cancelledGivesNothing();
};

static std::function<bool(uint32_t)> ofPart(const scene::InteriorGeometry &geometry, InsidePart part)
{
    return [&geometry, part](uint32_t feature) { return geometry.features[feature].part == part; };
}

void TestPlan::everyNumberHoldsTogether()
{
    QCOMPARE(checks::faultOf(*handmade::built(handmade::twoRooms())), QString());
    QCOMPARE(checks::faultOf(*handmade::built(handmade::slabHouse(5, 7))), QString());
}

void TestPlan::wallsFillWhatLiesBetweenRooms()
{
    const auto geometry = handmade::built(handmade::twoRooms());
    const auto &storey = *geometry->storeys.front();
    // Across the house at the level of the cut: outer wall, room, wall, room, outer wall.
    const auto thickness = [&](double x) {
        const auto hit = storey.cut->bvh.nearest({Vec3(x, 203.9, storey.base + 2), Vec3(0, 0, -1)}, 5);
        return hit.has_value();
    };
    int changes = 0;
    double covered = 0;
    bool last = false;
    for (double x = 99.5; x < 109.5; x += 0.01) {
        const bool here = thickness(x);
        changes += here != last;
        covered += here ? 0.01 : 0;
        last = here;
    }
    QCOMPARE(changes, 6);
    QVERIFY2(std::abs(covered - 0.6) < 0.04, qPrintable(QString::number(covered)));
}

void TestPlan::cutFacesAreTheWallsOfThePlan()
{
    const auto geometry = handmade::built(handmade::twoRooms());
    const auto &storey = *geometry->storeys.front();
    // The outline less the rooms, less the doors and the window, which are open at the height of the cut.
    const double expected = 8.6 * 5.4 - 2 * 4 * 5 - (0.9 + 1.0 + 1.5) * 0.2;
    const double found = checks::areaOf(*storey.cut, ofPart(*geometry, InsidePart::Wall));
    QVERIFY2(std::abs(found - expected) < 1e-3, qPrintable(QStringLiteral("%1 for %2").arg(found).arg(expected)));
    for (const auto &v : storey.cut->vertices)
        QCOMPARE(v.nz, int8_t(127));
}

void TestPlan::doorsLetThroughAndWallsDoNot()
{
    const auto geometry = handmade::built(handmade::twoRooms());
    const auto &storey = *geometry->storeys.front();
    QVERIFY(checks::isPassable(storey, {102, 202.45}, {107, 202.45})); // through the door between
    QVERIFY(!checks::isPassable(storey, {102, 204.5}, {107, 204.5}));  // through the wall beside it
    QVERIFY(checks::isPassable(storey, {101.5, 199}, {101.5, 203}));   // in by the entrance
    QVERIFY(!checks::isPassable(storey, {103, 199}, {103, 203}));      // in by the wall
    QVERIFY(!checks::isPassable(storey, {106.7, 203}, {106.7, 207}));  // out by the window
    // Over the door's head there is wall: the lintel.
    const Vec3 over(102, 202.45, storey.base + 2.5);
    QVERIFY(storey.upper->bvh.occluded({over, Vec3(1, 0, 0)}, 5));
    const Vec3 within(102, 202.45, storey.base + 0.6);
    const auto met = storey.lower->bvh.nearest({within, Vec3(1, 0, 0)}, 4);
    QVERIFY(!met || geometry->features[storey.lower->vertices[storey.lower->indices[met->triangle * 3]].feature].part ==
                        InsidePart::Door);
}

void TestPlan::touchingRoomsGetAWallBetweenThem()
{
    const auto geometry = handmade::built(handmade::slabHouse(1, 6));
    const auto &storey = *geometry->storeys.front();
    // From the middle of the second room of the south to that of the third.
    const Vec3 from(-40 + 1.5 * 3.6, 72.5, storey.base + 1.0), east(1, 0, 0);
    const auto near = storey.walls.nearest({from, east}, 10);
    const auto far = storey.walls.nearest({from + east * 3.6, -east}, 10);
    QVERIFY(near && far);
    QVERIFY2(std::abs(3.6 - near->distance - far->distance - 0.12) < 2e-3,
             qPrintable(QString::number(3.6 - near->distance - far->distance)));
    // The outer wall stands outside the rooms' outline.
    const auto outer = storey.walls.nearest({from, Vec3(0, -1, 0)}, 10);
    const auto outside = storey.walls.nearest({from - Vec3(0, 5, 0), Vec3(0, 1, 0)}, 10);
    QVERIFY(outer && outside);
    QVERIFY(std::abs(5 - outer->distance - outside->distance - 0.2) < 2e-3);
}

void TestPlan::corridorsStayOpenToEachOther()
{
    using domain::SpaceFunction;
    domain::Interior interior;
    interior.storeys = {handmade::storey(1, 0)};
    interior.spaces = {handmade::space(QStringLiteral("a"), SpaceFunction::Corridor, 1, 0, handmade::box(0, 0, 6, 2)),
                       handmade::space(QStringLiteral("b"), SpaceFunction::Lobby, 1, 0, handmade::box(6, -2, 12, 6)),
                       handmade::space(QStringLiteral("c"), SpaceFunction::Office, 1, 0, handmade::box(0, 2, 6, 6))};
    const auto geometry = handmade::built(interior);
    const auto &storey = *geometry->storeys.front();
    QVERIFY(checks::isPassable(storey, {3, 1}, {9, 1}));
    QVERIFY(!checks::isPassable(storey, {3, 1}, {3, 4}));
    QVERIFY(!checks::isPassable(storey, {3, 4}, {9, 4}));
}

void TestPlan::everyRoomIsSeenFromAbove()
{
    const auto geometry = handmade::built(handmade::slabHouse(4, 6));
    int looked = 0;
    for (const auto &storey : geometry->storeys) {
        for (size_t i = 0; i < geometry->interior->spaces.size(); ++i) {
            const domain::Space &space = geometry->interior->spaces[i];
            if (space.storey != storey->number)
                continue;
            for (const Vec2 &p : checks::pointsIn(space.shape, 0.35, 7)) {
                const uint32_t seen = checks::seenFromAbove(*storey, p);
                const scene::InsideFeature &feature = geometry->features[seen];
                const bool isDoor = feature.part == InsidePart::Door;
                // In the eye of a stair one looks into the depth.
                if (space.function == domain::SpaceFunction::Stair && seen == 0)
                    continue;
                QVERIFY2(
                    feature.space == qint32(i) || isDoor,
                    qPrintable(QStringLiteral("%1 at %2 %3: feature %4").arg(space.id).arg(p.x).arg(p.y).arg(seen)));
                QCOMPARE(feature.storey, storey->number);
                ++looked;
            }
        }
    }
    QVERIFY(looked > 500);
}

void TestPlan::stairsLeadFromStoreyToStorey()
{
    const auto geometry = handmade::built(handmade::slabHouse(3, 6));
    // Feet that go where the floor is, as a walker's: never up by more than a step, nor down.
    const auto groundUnder = [&](const Vec2 &at, double feet) {
        double best = -1e9;
        for (const auto &storey : geometry->storeys) {
            if (const auto hit = storey->floors.nearest({Vec3(at, feet + 0.35), Vec3(0, 0, -1)}, 1.0))
                best = std::max(best, hit->point.z);
        }
        return best;
    };
    // The stair's room is the first of the north: in by its door, round the eye, back to the door one storey higher.
    const double west = -40, north = 70 + 5 + 1.8, start = geometry->storeys[0]->base;
    double feet = start;
    const auto walk = [&](const Vec2 &from, const Vec2 &to) {
        for (int i = 0; i <= 200; ++i) {
            const double ground = groundUnder(from + (to - from) * (i / 200.0), feet);
            if (std::abs(ground - feet) > 0.25)
                return false;
            feet = ground;
        }
        return true;
    };
    bool climbed = false;
    for (const bool east : {true, false}) {
        const double up = west + (east ? 2.7 : 0.9), down = west + (east ? 0.9 : 2.7);
        feet = start;
        climbed = walk({west + 1.8, north + 0.4}, {up, north + 0.4}) && walk({up, north + 0.4}, {up, north + 4.6}) &&
                  walk({up, north + 4.6}, {down, north + 4.6}) && walk({down, north + 4.6}, {down, north + 0.4}) &&
                  std::abs(feet - start - 3.0) < 0.01;
        if (climbed)
            break;
    }
    QVERIFY2(climbed, qPrintable(QString::number(feet - start)));
    // Nobody hits the ceiling: over the flight the floor above is open.
    const auto &second = *geometry->storeys[1];
    int open = 0;
    for (const Vec2 &p : checks::pointsIn({{handmade::box(west, north, west + 3.6, north + 5), {}}}, 0.3, 12)) {
        const auto hit = second.floors.nearest({Vec3(p, second.base + 0.1), Vec3(0, 0, -1)}, 0.2);
        open += !hit;
    }
    QVERIFY(open > 40);
}

void TestPlan::whatNoRoomIsKnownOfIsNoWall()
{
    domain::Interior interior;
    interior.storeys = {handmade::storey(1, 0)};
    interior.storeys[0].shape = {{handmade::box(0, 0, 20, 10), {}}};
    interior.spaces = {
        handmade::space(QStringLiteral("only"), domain::SpaceFunction::Shop, 1, 0, handmade::box(0.2, 0.2, 5, 9.8))};
    interior.doors = {handmade::door(QStringLiteral("out"), 1, 0, {5.05, 4}, {5.05, 5})};
    const auto geometry = handmade::built(interior);
    const auto &storey = *geometry->storeys.front();
    QCOMPARE(geometry->features[checks::seenFromAbove(storey, {12, 5})].part, InsidePart::Slab);
    QVERIFY(checks::isPassable(storey, {3, 4.5}, {18, 4.5}));
    QVERIFY(!checks::isPassable(storey, {3, 7}, {18, 7}));
    QVERIFY(!checks::isPassable(storey, {18, 7}, {22, 7}));
    QVERIFY(storey.floors.nearest({Vec3(12, 5, 1), Vec3(0, 0, -1)}, 2).has_value());
}

void TestPlan::roomsWithinRoomsAreTakenOut()
{
    domain::Interior interior;
    interior.storeys = {handmade::storey(1, 0)};
    interior.spaces = {
        handmade::space(QStringLiteral("hall"), domain::SpaceFunction::Lobby, 1, 0, handmade::box(0, 0, 30, 20)),
        handmade::space(QStringLiteral("shop"), domain::SpaceFunction::Shop, 1, 0, handmade::box(10, 5, 18, 12))};
    interior.doors = {handmade::door(QStringLiteral("d"), 1, 0, {10, 7}, {10, 8.5})};
    const auto geometry = handmade::built(interior);
    const auto &storey = *geometry->storeys.front();
    QCOMPARE(geometry->features[checks::seenFromAbove(storey, {14, 8})].space, 1);
    QCOMPARE(geometry->features[checks::seenFromAbove(storey, {5, 8})].space, 0);
    QVERIFY(!checks::isPassable(storey, {14, 10}, {5, 10}));
    QVERIFY(checks::isPassable(storey, {14, 7.7}, {5, 7.7}));
    // One floor in one place.
    double floors = 0;
    for (size_t i = 0; i + 2 < storey.lower->indices.size(); i += 3) {
        const auto &a = storey.lower->vertices[storey.lower->indices[i]],
                   &b = storey.lower->vertices[storey.lower->indices[i + 1]],
                   &c = storey.lower->vertices[storey.lower->indices[i + 2]];
        if (InsidePart(a.kind) == InsidePart::Floor)
            floors += std::abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2;
    }
    QVERIFY2(floors < 600 && floors > 590, qPrintable(QString::number(floors)));
}

void TestPlan::balconiesHaveParapets()
{
    using domain::SpaceFunction;
    domain::Interior interior;
    interior.storeys = {handmade::storey(2, 3)};
    interior.spaces = {
        handmade::space(QStringLiteral("room"), SpaceFunction::Room, 2, 3, handmade::box(0, 0, 4, 4)),
        handmade::space(QStringLiteral("balcony"), SpaceFunction::Balcony, 2, 3, handmade::box(0, -1.5, 4, 0))};
    const auto geometry = handmade::built(interior);
    const auto &storey = *geometry->storeys.front();
    QVERIFY(!checks::isPassable(storey, {2, -0.7}, {2, -3}));
    // Looking out over it: nothing at the height of the eyes, a wall towards the room.
    const Vec3 eye(2, -0.7, 3 + 1.6);
    QVERIFY(!storey.upper->bvh.occluded({eye, Vec3(0, -1, 0)}, 5));
    QVERIFY(storey.upper->bvh.occluded({eye, Vec3(0, 1, 0)}, 5));
}

void TestPlan::doorsGivenAsPointsGetAWall()
{
    domain::Interior interior = handmade::slabHouse(1, 3);
    for (domain::Door &door : interior.doors)
        door.from = door.to = (door.from + door.to) * 0.5;
    const auto geometry = handmade::built(interior);
    QCOMPARE(checks::faultOf(*geometry), QString());
    const auto &storey = *geometry->storeys.front();
    QVERIFY(checks::isPassable(storey, {-40 + 0.75, 73.5}, {-40 + 0.75, 76}));
}

void TestPlan::storeysThatAreAlikeDifferInFeaturesAndNames()
{
    const auto geometry = handmade::built(handmade::slabHouse(6, 5));
    const auto &third = *checks::storeyOf(*geometry, 3), &fourth = *checks::storeyOf(*geometry, 4);
    QCOMPARE(third.lower->vertices.size(), fourth.lower->vertices.size());
    QCOMPARE(third.solids.get(), fourth.solids.get());
    QVERIFY(third.lower->vertices.front().feature != fourth.lower->vertices.front().feature);
    for (const auto *storey : {&third, &fourth}) {
        for (const auto &label : storey->labels) {
            const scene::InsideFeature &feature = geometry->features[label.feature];
            QCOMPARE(feature.storey, storey->number);
            QVERIFY(std::abs(label.at.z - storey->base) < 0.01);
        }
    }
}

void TestPlan::labelsStandInTheirRooms()
{
    const auto geometry = handmade::built(handmade::twoRooms());
    const auto &labels = geometry->storeys.front()->labels;
    QCOMPARE(labels.size(), size_t(2));
    for (const auto &label : labels) {
        const auto &space = geometry->interior->spaces[size_t(geometry->features[label.feature].space)];
        QVERIFY(geometry::contains(space.shape, Vec2(label.at)));
        QVERIFY(std::abs(label.radius - 2.0f) < 0.12f);
        QCOMPARE(label.area, QStringLiteral("20.0 m²"));
    }
}

void TestPlan::theWantedStoreyComesFirst()
{
    const auto interior = std::make_shared<const domain::Interior>(handmade::slabHouse(7, 3));
    std::vector<int> order;
    const auto all = scene::buildInterior(interior, 5, base::Job(), [&](const auto &part) {
        for (const auto &storey : part->storeys) {
            if (std::find(order.begin(), order.end(), storey->number) == order.end())
                order.push_back(storey->number);
            for (const auto &v : storey->lower->vertices)
                QVERIFY(v.feature < part->features.size());
        }
    });
    QCOMPARE(order.front(), 5);
    QCOMPARE(order.size(), size_t(7));
    for (size_t i = 0; i < all->storeys.size(); ++i)
        QCOMPARE(all->storeys[i]->number, int(i) + 1);
}

void TestPlan::theSameTwiceIsTheSame()
{
    QCOMPARE(checks::fingerprint(*handmade::built(handmade::slabHouse(3, 6))),
             checks::fingerprint(*handmade::built(handmade::slabHouse(3, 6))));
}

void TestPlan::schematicStacksAreBoxes()
{
    domain::Interior interior;
    interior.schematic = true;
    interior.storeys = {handmade::storey(1, 0), handmade::storey(2, 3)};
    for (int s = 1; s <= 2; ++s) {
        for (int i = 0; i < 3; ++i) {
            interior.spaces.push_back(handmade::space(QStringLiteral("%1/%2").arg(s).arg(i),
                                                      domain::SpaceFunction::Unknown, s, (s - 1) * 3,
                                                      handmade::box(i * 5, 0, i * 5 + 5, 8)));
            interior.spaces.back().unit = QStringLiteral("U%1.%2").arg(s).arg(i);
        }
    }
    const auto geometry = handmade::built(interior);
    QCOMPARE(checks::faultOf(*geometry), QString());
    for (const auto &storey : geometry->storeys) {
        QVERIFY(storey->floors.isEmpty());
        QCOMPARE(storey->labels.size(), size_t(3));
        // Gaps between the boxes, and between the storeys.
        QCOMPARE(checks::seenFromAbove(*storey, {5, 4}), 0u);
        const auto &feature = geometry->features[checks::seenFromAbove(*storey, {2, 4})];
        QCOMPARE(int(feature.object.kind), int(domain::ObjectKind::Unit));
        QCOMPARE(feature.object.id, QStringLiteral("U%1.0").arg(storey->number));
        QVERIFY(storey->upper->bounds.max.z < storey->base + 2.9);
    }
}

void TestPlan::oddRoomsDoNoHarm()
{
    using domain::SpaceFunction;
    domain::Interior interior;
    interior.storeys = {handmade::storey(1, geometry::NaN, 0), handmade::storey(2, 3)};
    const auto add = [&](const char *id, const geometry::Ring &ring) {
        interior.spaces.push_back(handmade::space(QString::fromLatin1(id), SpaceFunction::Room, 1, 0, ring));
    };
    add("bow tie", {{0, 0}, {4, 4}, {4, 0}, {0, 4}});
    add("no area", {{0, 0}, {4, 0}, {8, 0}});
    add("one point", {{1, 1}});
    add("narrow", handmade::box(10, 0, 10.05, 6));
    add("over another", handmade::box(1, 1, 3, 3));
    add("clockwise", {{20, 0}, {20, 4}, {24, 4}, {24, 0}});
    interior.spaces.push_back(handmade::space(QStringLiteral("nowhere"), SpaceFunction::Room, 9, 0, {}));
    interior.spaces.back().base = geometry::NaN;
    interior.doors = {handmade::door(QStringLiteral("no length"), 1, geometry::NaN, {20, 2}, {20, 2}),
                      handmade::door(QStringLiteral("afar"), 1, 0, {500, 2}, {501, 2}),
                      handmade::door(QStringLiteral("no number"), 1, 0, {geometry::NaN, 2}, {501, 2})};
    const auto geometry = handmade::built(interior);
    QCOMPARE(checks::faultOf(*geometry), QString());
    QCOMPARE(geometry->storeys.size(), size_t(2));
    QCOMPARE(checks::faultOf(*handmade::built({})), QString());
}

void TestPlan::cancelledGivesNothing()
{
    base::Job job;
    job.cancel();
    QVERIFY(!scene::buildInterior(std::make_shared<const domain::Interior>(handmade::twoRooms()), {}, job));
}

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
