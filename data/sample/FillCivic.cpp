#include "sample/Fill.h"
#include "sample/Shapes.h"

#include <algorithm>

namespace sample
{

namespace
{

/// Builds at the first place, of a grid of places and the given turns, where the shape fits; null where none does.
BuildingRecord *buildWhereFree(Site &site, BuildingKind kind, const Ring &plan, const Vec2 &wish, double gap,
                               double edge, Vec2 *where = nullptr)
{
    const geometry::Box2 &box = site.box();
    Vec2 best(0.0);
    double nearest = std::numeric_limits<double>::infinity();
    Ring bestRing;
    for (double x = box.min.x; x <= box.max.x; x += 4) {
        for (double y = box.min.y; y <= box.max.y; y += 4) {
            const double d = glm::length(Vec2(x, y) - wish);
            if (d >= nearest)
                continue;
            Ring ring = placedAt(plan, site.toMap({x, y}), site.angle);
            if (!site.isFree(ring, gap, edge))
                continue;
            nearest = d;
            best = site.toMap({x, y});
            bestRing = std::move(ring);
        }
    }
    if (bestRing.empty())
        return nullptr;
    if (where)
        *where = best;
    return &site.build(kind, {bestRing, {}});
}

void setHeights(BuildingRecord &b, int storeys, double storey, double parapet = 0.9)
{
    b.above = storeys;
    b.height = storeys * storey + parapet;
}

Vec2 corner(const Site &site, double x, double y)
{
    const geometry::Box2 &box = site.box();
    return {box.min.x + x * box.size().x, box.min.y + y * box.size().y};
}

}

void fillSchool(Site &site, Filling &filling, const LocalizedText &name)
{
    Random &random = filling.random;
    const geometry::Box2 &box = site.box();
    // A running track where there is room, else a playground.
    const bool lying = box.size().x > box.size().y;
    const auto layYard = [&] {
        struct Yard {
            double width, depth;
        };
        for (const Yard &size : {Yard{128, 66}, Yard{96, 52}, Yard{66, 38}, Yard{42, 26}}) {
            const Ring track = roundedPlan(lying ? size.width : size.depth, lying ? size.depth : size.width, 3.2, 36);
            bool laid = false;
            for (int place = 0; place < 25; ++place) {
                const Vec2 at = site.toMap(corner(site, 0.3 + 0.1 * (place % 5), 0.3 + 0.1 * (place / 5)));
                const Ring ring = placedAt(track, at, site.angle);
                if (!site.isFree(ring, 2, 4))
                    continue;
                site.reserve(ring);
                site.model.greens.push_back(
                    {{name.en + QStringLiteral(" sports ground"), name.zh + QString::fromUtf8("操场")},
                     QStringLiteral("pitch"),
                     {{ring, {}}}});
                laid = true;
                break;
            }
            if (laid)
                return;
        }
    };
    const auto finish = [&](BuildingRecord *b, const char *en, const char *zh) {
        if (!b)
            return;
        b->name = {name.en + QLatin1String(en), name.zh + QString::fromUtf8(zh)};
        b->use = BuildingUse::School;
        b->structure = "frame";
        b->year = random.integer(1986, 2012);
        b->unitsPerStorey = std::max(1, int(geometry::area(b->footprint) / 220));
    };
    const double large = geometry::area(site.land) > 13000 ? 1.0 : 0.72;
    const Ring plans[] = {uPlan(54 * large, 40 * large, 11), lPlan(48 * large, 36 * large, 11),
                          rectangle(46 * large, 11), rectangle(30 * large, 11)};
    const char *const en[] = {" teaching building", " laboratory building", " office building", " canteen"};
    const char *const zh[] = {"教学楼", "实验楼", "行政楼", "食堂"};
    // The main building, then the yard, then what else has room.
    for (int i = 0; i < 4; ++i) {
        if (i == 1)
            layYard();
        BuildingRecord *b =
            buildWhereFree(site, BuildingKind::School, plans[i],
                           lying ? corner(site, 0.05, 0.95 - 0.3 * i) : corner(site, 0.95 - 0.3 * i, 0.95), 9, 4);
        if (!b && i == 0)
            b = buildWhereFree(site, BuildingKind::School, lPlan(38, 28, 10), corner(site, 0.5, 0.5), 6, 3);
        finish(b, en[i], zh[i]);
        if (!b)
            continue;
        setHeights(*b, i == 3 ? 2 : random.integer(4, 6), 3.7);
        if (i < 2)
            addRooftop(*b, b->footprint.outer[0] + (centroid(b->footprint.outer) - b->footprint.outer[0]) * 0.28, 4.5,
                       4.5, site.angle, 3.0);
    }
    if (BuildingRecord *b =
            buildWhereFree(site, BuildingKind::School, rectangle(36, 24), corner(site, 0.8, 0.5), 7, 3)) {
        finish(b, " sports hall", "体育馆");
        setHeights(*b, 2, 5.0);
        b->roof = RoofShape::Dome;
        b->roofHeight = 4.0;
        b->height += 4.0;
        b->unitsPerStorey = 1;
    }
    addSmall(site, filling, 3);
    addLawns(site, 2.5, 3.0);
}

void fillHospital(Site &site, Filling &filling)
{
    Random &random = filling.random;
    struct Wing {
        const char *en, *zh;
        Ring plan;
        double x, y;
        int storeys, below;
    };
    const Wing wings[] = {
        {"Yunxi Hospital outpatient building", "云溪医院门诊楼", uPlan(62, 44, 18), 0.3, 0.75, 6, 1},
        {"Yunxi Hospital inpatient tower", "云溪医院住院楼", rectangle(66, 34), 0.7, 0.6, 19, 2},
        {"Yunxi Hospital medical technology building", "云溪医院医技楼", hPlan(48, 36, 15, 12), 0.3, 0.3, 8, 1},
        {"Yunxi Hospital emergency centre", "云溪医院急诊中心", lPlan(42, 30, 14), 0.75, 0.2, 4, 0},
        {"Yunxi Hospital old ward", "云溪医院旧住院楼", rectangle(48, 13), 0.5, 0.1, 7, 0},
    };
    for (const Wing &wing : wings) {
        BuildingRecord *b =
            buildWhereFree(site, BuildingKind::Hospital, wing.plan, corner(site, wing.x, wing.y), 10, 5);
        if (!b)
            b = buildWhereFree(site, BuildingKind::Hospital, rectangle(36, 16), corner(site, wing.x, wing.y), 7, 3);
        if (!b)
            continue;
        b->name = both(wing.en, wing.zh);
        b->use = BuildingUse::Hospital;
        b->structure = wing.storeys > 10 ? "frame-shear-wall" : "frame";
        b->year = wing.storeys > 10 ? 2008 : random.integer(1984, 1999);
        b->below = wing.below;
        setHeights(*b, wing.storeys, 4.0);
        b->unitsPerStorey = std::max(2, int(geometry::area(b->footprint) / 450));
        if (wing.storeys > 10) {
            const Vec2 at = centroid(b->footprint.outer);
            addBody(*b, 5 * 4.0, 5);
            const double roof = b->height;
            addPart(*b, placedAt(rectangle(60, 20), at, site.angle), 20, roof, 14);
            addPart(*b, placedAt(rectangle(14, 9), at, site.angle), roof, roof + 5);
            // The helicopter deck.
            addPart(*b, placedAt(roundedPlan(17, 17, 2.0, 16), at + rotated({19, 0}, site.angle), site.angle),
                    roof + 2.5, roof + 3.5);
        }
    }
    addSmall(site, filling, 6);
    addLawns(site, 3.0, 4.0);
}

void fillMarket(Site &site, Filling &filling)
{
    Random &random = filling.random;
    if (BuildingRecord *b =
            buildWhereFree(site, BuildingKind::Market, rectangle(58, 40), corner(site, 0.5, 0.55), 6, 4)) {
        b->name = both("Guixiang Market", "桂香综合市场");
        b->use = BuildingUse::Commercial;
        b->structure = "steel";
        b->year = 1991;
        b->above = b->shopStoreys = 2;
        b->unitsPerStorey = 48;
        b->roof = RoofShape::Gabled;
        b->roofHeight = 4.5;
        b->height = 14.5;
    }
    for (int i = 0; i < 5; ++i) {
        if (BuildingRecord *b =
                buildWhereFree(site, BuildingKind::Shop, rectangle(26, 8), corner(site, 0.15 + 0.18 * i, 0.12), 4, 3)) {
            b->use = BuildingUse::Commercial;
            b->structure = "masonry";
            b->year = 1994;
            b->above = b->shopStoreys = random.integer(1, 2);
            b->unitsPerStorey = 4;
            b->roof = RoofShape::Skillion;
            b->roofHeight = 1.2;
            b->height = b->above * 3.5 + 1.2;
        }
    }
    fillSlabs(site, filling);
}

void fillStation(Site &site, Filling &filling)
{
    const geometry::Box2 &box = site.box();
    const bool standing = box.size().y > box.size().x;
    const double longSide = std::max(box.size().x, box.size().y), shortSide = std::min(box.size().x, box.size().y);
    for (double share : {0.62, 0.5, 0.4, 0.3}) {
        const double length = std::min(150.0, longSide * share), depth = std::min(36.0, shortSide * 0.62);
        const Ring plan = standing ? chamferedPlan(depth, length, 3) : chamferedPlan(length, depth, 3);
        Vec2 at(0.0);
        BuildingRecord *b =
            length < 40 ? nullptr : buildWhereFree(site, BuildingKind::Station, plan, box.centre(), 3, 3, &at);
        if (!b)
            continue;
        b->name = both("Yunjie Station", "云街站");
        b->use = BuildingUse::Public;
        b->structure = "steel";
        b->year = 1990;
        b->above = 4;
        b->below = 1;
        b->unitsPerStorey = 6;
        b->shopStoreys = 2;
        b->height = 26;
        addBody(*b, 15, 3);
        const double w = standing ? depth : length, d = standing ? length : depth;
        addPart(*b, placedAt(rectangle(w * 0.9, d * 0.5), at, site.angle), 15, 26, 1, RoofShape::Dome, 6);
        break;
    }
    // The forecourt stays open.
    const Ring square = placedAt(
        rectangle(standing ? shortSide * 0.3 : 90, standing ? 90 : shortSide * 0.3),
        site.toMap(standing ? Vec2(box.min.x + shortSide * 0.2, 0) : Vec2(0, box.min.y + shortSide * 0.2)), site.angle);
    if (site.isFree(square, 1.0, 1.0)) {
        site.reserve(square);
        site.model.greens.push_back({both("Station Square", "站前广场"), QStringLiteral("square"), {{square, {}}}});
    }
    lineFrontages(site, filling, {12, 18, 40, 4, 5, 2, 5, 0.8, RoadClass::Street}, 0.0);
    addSmall(site, filling, 5);
}

void fillCivic(Site &site, Filling &filling)
{
    Random &random = filling.random;
    struct House {
        const char *en, *zh;
        Ring plan;
        int storeys;
        RoofShape roof;
    };
    const House houses[] = {
        {"Party-service centre", "党群服务中心", uPlan(46, 30, 12), 5, RoofShape::Flat},
        {"Sub-district office", "街道办事处", hPlan(48, 32, 13, 11), 9, RoofShape::Flat},
        {"Police station", "派出所", lPlan(32, 26, 11), 6, RoofShape::Flat},
        {"Cultural centre", "文化站", roundedPlan(38, 30, 2.6, 24), 3, RoofShape::Dome},
        {"Community health centre", "社区健康服务中心", rectangle(28, 14), 4, RoofShape::Hipped},
        {"Fire station", "消防救援站", lPlan(30, 22, 10), 4, RoofShape::Flat},
    };
    int i = 0;
    for (const House &house : houses) {
        BuildingRecord *b = buildWhereFree(site, BuildingKind::Civic, house.plan,
                                           corner(site, 0.25 + 0.5 * (i % 2), 0.85 - 0.35 * (i / 2)), 8, 4);
        ++i;
        if (!b)
            continue;
        b->name = both(house.en, house.zh);
        b->use = BuildingUse::Public;
        b->structure = "frame";
        b->year = random.integer(1988, 2015);
        setHeights(*b, house.storeys, 3.8);
        b->unitsPerStorey = 3;
        b->roof = house.roof;
        if (house.roof != RoofShape::Flat) {
            b->roofHeight = 3.5;
            b->height += 3.5;
        } else {
            addRooftop(*b, centroid(b->footprint.outer), 7, 5, site.angle, 3.2);
        }
    }
    lineFrontages(site, filling, {11, 16, 34, 3, 4, 3, 6, 0.7, RoadClass::Street}, 0.3);
    addSmall(site, filling, 4);
    addLawns(site, 3.0, 3.5);
}

void fillFactories(Site &site, Filling &filling)
{
    Random &random = filling.random;
    const geometry::Box2 &box = site.box();
    if (geometry::area(site.land) > 6000)
        addPath(site, random.chance(0.5), random.between(-6, 6), 6.5, {});
    bool chimney = false;
    for (double y = box.min.y + 12; y < box.max.y - 6;) {
        double tallest = 14;
        bool any = false;
        for (double x = box.min.x + 4; x < box.max.x - 16;) {
            const bool shed = random.chance(0.4);
            double width = shed ? random.between(34, 58) : random.between(38, 62);
            const double depth = shed ? random.between(22, 32) : random.between(15, 19);
            Vec2 at;
            Ring plan;
            bool fits = false;
            for (double shorter : {1.0, 0.7, 0.45}) {
                at = site.toMap({x + width * shorter / 2, y + depth / 2});
                plan = placedAt(rectangle(width * shorter, depth), at, site.angle);
                fits = site.isFree(plan, 5, 3);
                if (fits) {
                    width *= shorter;
                    break;
                }
            }
            if (!fits || !random.chance(filling.amount)) {
                x += 5;
                continue;
            }
            x += width + random.between(8, 13);
            tallest = std::max(tallest, depth);
            any = true;
            BuildingRecord &b = site.build(BuildingKind::Factory, {plan, {}});
            b.name = filling.names.factory();
            b.use = BuildingUse::Industrial;
            b.year = random.integer(1981, 1996);
            b.structure = shed ? "steel" : "frame";
            b.unitsPerStorey = shed ? 2 : 4;
            if (shed) {
                b.above = random.integer(1, 2);
                b.roof = random.chance(0.6) ? RoofShape::Gabled : RoofShape::Skillion;
                b.roofHeight = random.between(2.2, 3.4);
                b.height = 7.5 + b.above * 1.5 + b.roofHeight;
                if (random.chance(0.4)) {
                    // Saw-tooth: each bay lets the light in from the north.
                    const int bays = 4;
                    const double base = b.height - b.roofHeight;
                    b.roof = RoofShape::Flat;
                    b.roofHeight = 0;
                    addBody(b, base, b.above);
                    for (int i = 0; i < bays; ++i) {
                        const double bay = depth / bays;
                        const Vec2 middle = site.toMap(site.toOwn(at) + Vec2(0, -depth / 2 + bay * (i + 0.5)));
                        addPart(b, placedAt(rectangle(width, bay), middle, site.angle), base, base + 2.6, 0,
                                RoofShape::Skillion, 2.3);
                    }
                    b.height = base + 2.6;
                }
            } else {
                setHeights(b, random.integer(4, 7), 4.3);
                addRooftop(b, site.toMap(site.toOwn(at) + Vec2(-width / 2 + 6, 2)), 6, 7, site.angle, 3.6);
                addRooftop(b, site.toMap(site.toOwn(at) + Vec2(width / 2 - 6, 2)), 6, 7, site.angle, 3.6);
            }
        }
        y += any ? tallest + random.between(9, 12) : 4.0;
    }
    lineFrontages(site, filling, {11, 16, 38, 3, 4, 1, 4, 0.75, RoadClass::Street}, 0.25);
    for (int tries = 0; tries < 20 && !chimney; ++tries) {
        const Vec2 at = site.toMap({random.between(box.min.x, box.max.x), random.between(box.min.y, box.max.y)});
        const Ring plan = placedAt(roundedPlan(3.6, 3.6, 2.0, 12), at, 0);
        if (!site.isFree(plan, 5, 4))
            continue;
        BuildingRecord &b = site.build(BuildingKind::Small, {plan, {}});
        b.name = both("Chimney", "烟囱");
        b.use = BuildingUse::Industrial;
        b.structure = "masonry";
        b.year = 1983;
        b.height = random.between(26, 38);
        b.above = 1;
        chimney = true;
    }
    addSmall(site, filling, 5);
}

}
