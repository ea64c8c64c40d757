#include "sample/Fill.h"
#include "sample/Planar.h"
#include "sample/Shapes.h"

#include <algorithm>

namespace sample
{

void addPath(Site &site, bool northSouth, double at, double width, const LocalizedText &name)
{
    const geometry::Box2 &box = site.box();
    const Vec2 from = northSouth ? Vec2(at, box.min.y - 5) : Vec2(box.min.x - 5, at);
    const Vec2 to = northSouth ? Vec2(at, box.max.y + 5) : Vec2(box.max.x + 5, at);
    for (LineString &piece : clipped({site.toMap(from), site.toMap(to)}, site.land)) {
        if (geometry::length(piece) < 15)
            continue;
        const Vec2 unit = glm::normalize(piece.back() - piece.front()), left(-unit.y, unit.x);
        const Vec2 a = piece.front(), b = piece.back(), half = left * (width / 2);
        const Ring strip{a - half, b - half, b + half, a + half};
        if (!site.isClear(strip))
            continue;
        site.reserve(strip);
        Road road;
        road.name = name;
        road.klass = RoadClass::Alley;
        road.width = width;
        road.line = std::move(piece);
        site.model.roads.push_back(std::move(road));
    }
}

void addSmall(Site &site, Filling &filling, int count)
{
    Random &random = filling.random;
    const geometry::Box2 &box = site.box();
    for (int i = 0, tries = 0; i < count && tries < count * 14; ++tries) {
        const Vec2 at = site.toMap({random.between(box.min.x, box.max.x), random.between(box.min.y, box.max.y)});
        const Ring ring = placedAt(rectangle(random.between(5, 12), random.between(4, 6.5)), at, site.angle);
        if (!site.isFree(ring, 3.0, 1.2))
            continue;
        ++i;
        BuildingRecord &b = site.build(BuildingKind::Small, {ring, {}});
        b.use = random.chance(0.25) ? BuildingUse::Commercial : BuildingUse::Public;
        b.structure = "masonry";
        b.above = 1;
        b.height = random.between(2.9, 3.8);
        b.year = random.integer(1982, 2012);
        b.unitsPerStorey = b.use == BuildingUse::Commercial ? 1 : 0;
        b.shopStoreys = b.unitsPerStorey;
        if (random.chance(0.45)) {
            b.roof = random.chance(0.5) ? RoofShape::Skillion : RoofShape::Gabled;
            b.roofHeight = random.between(0.7, 1.2);
            b.height += b.roofHeight;
        }
    }
}

void lineFrontages(Site &site, Filling &filling, const StripStyle &style, double mixedShare)
{
    Random &random = filling.random;
    for (const Frontage &front : frontages(site.model, site.land, style.shortest + 8)) {
        if (front.klass > style.upTo)
            continue;
        const Vec2 unit = glm::normalize(front.to - front.from), inward(-unit.y, unit.x);
        const double length = glm::length(front.to - front.from), angle = std::atan2(unit.y, unit.x);
        const double setback = style.setback + (front.klass == RoadClass::Avenue ? 4.0 : 0.0);
        const bool mixed = random.chance(mixedShare);
        const double depth = mixed ? random.between(12, 14) : style.depth * random.between(0.92, 1.12);
        const int storeys = mixed ? random.integer(6, 8) : random.integer(style.lowest, style.highest);
        for (double at = style.setback + 2; at < length - style.shortest;) {
            const double wanted = std::min(random.between(style.shortest, style.longest), length - at - style.setback);
            if (random.chance(style.share) && random.chance(filling.amount)) {
                const Vec2 middle = front.from + unit * (at + wanted / 2) + inward * (setback + depth / 2);
                const Ring ring = placedAt(rectangle(wanted, depth), middle, angle);
                if (site.isFree(ring, style.gap, 1.5)) {
                    BuildingRecord &b = site.build(mixed ? BuildingKind::Slab : BuildingKind::Shop, {ring, {}});
                    b.use = mixed ? BuildingUse::Mixed : BuildingUse::Commercial;
                    b.structure = mixed ? "frame" : "masonry";
                    b.above =
                        mixed ? storeys : std::clamp(storeys + random.integer(-1, 1), style.lowest, style.highest);
                    b.shopStoreys = mixed ? random.integer(1, 2) : b.above;
                    b.unitsPerStorey = std::max(1, int(wanted / (mixed ? 9.5 : 8.0)));
                    b.height = b.above * (mixed ? 3.1 : 3.6) + 0.6;
                    b.year = mixed ? random.integer(1984, 1997) : random.integer(1986, 2010);
                    if (!mixed && b.above <= 2 && random.chance(0.35)) {
                        b.roof = random.chance(0.6) ? RoofShape::Gabled : RoofShape::Hipped;
                        b.roofHeight = random.between(1.4, 2.4);
                        b.height += b.roofHeight;
                    } else if (mixed || random.chance(0.3)) {
                        addRooftop(b, middle - unit * (wanted / 4), 5.5, 4.2, angle, 2.8);
                    }
                }
            }
            at += wanted + (random.chance(0.2) ? random.between(6, 11) : style.gap + random.between(0.2, 1.8));
        }
    }
}

namespace
{

struct TowerStyle {
    int plan = 0;
    double width = 27, depth = 25;
    int storeys = 28, perStorey = 6;
    int year = 2003;
};

TowerStyle towerStyle(Random &random)
{
    TowerStyle style;
    style.plan = random.integer(0, 5);
    style.width = random.between(24, 29);
    style.depth = random.between(22, 26);
    style.year = random.integer(1993, 2019);
    style.storeys = style.year < 2000 ? random.integer(17, 26) : random.integer(24, 34);
    style.perStorey = style.plan == 5 ? 4 : random.integer(4, 7);
    if (style.plan == 1) // two flats an arm, and the stair takes half of one
        style.perStorey = std::min(style.perStorey, 5);
    return style;
}

Ring towerPlan(const TowerStyle &style)
{
    switch (style.plan) {
    case 0:
        return crossPlan(style.width, style.depth, 4.2);
    case 1:
        return yPlan(style.width * 0.62, 12.5);
    case 2:
        return plusPlan(style.width + 1, style.width + 1, 13.5);
    case 3:
        return chamferedPlan(style.width, style.depth, 6.5);
    case 4:
        return hPlan(style.width + 2, style.depth, 10.5, 9.0);
    default:
        return steppedPlan(style.width + 10, 15.5, 3.2);
    }
}

/// Plant room, lift overrun, and now and then a frame as a crown.
void addTowerTop(BuildingRecord &b, const Ring &plan, const Vec2 &at, double angle, double roof, Random &random)
{
    addPart(b, placedAt(rectangle(9.5, 7.5), at, angle), roof, roof + 5.2);
    if (random.chance(0.6))
        addPart(b, placedAt(rectangle(4.8, 4.2), at, angle), roof + 5.2, roof + 8.4);
    // Not over a notch of the plan.
    const Ring crown = scaledAbout(plan, at, 0.72);
    if (random.chance(0.35) && liesIn(crown, Polygon{plan, {}}))
        addPart(b, crown, roof, roof + 2.6);
}

void finishTower(BuildingRecord &b, const TowerStyle &style, Random &random)
{
    b.use = BuildingUse::Residential;
    b.structure = "frame-shear-wall";
    b.year = style.year + random.integer(0, 1);
    b.unitsPerStorey = style.perStorey;
    b.below = style.year < 1998 ? random.integer(0, 1) : random.integer(1, 3);
}

/// A podium of shops along a street, with towers standing on it.
void buildComposite(Site &site, Filling &filling, const TowerStyle &style, const Frontage &front)
{
    Random &random = filling.random;
    const Vec2 unit = glm::normalize(front.to - front.from), inward(-unit.y, unit.x);
    const double length = glm::length(front.to - front.from), angle = std::atan2(unit.y, unit.x);
    const geometry::Box2 planBox = geometry::bounds(towerPlan(style));
    const double across = planBox.size().x, planMiddle = planBox.centre().y;
    const double depth = planBox.size().y + 5.5, setback = front.klass == RoadClass::Avenue ? 9.0 : 5.0;
    for (double at = 7; at < length - 40;) {
        const int towers = length - at > 105 && random.chance(0.5) ? 2 : 1;
        const double wanted = std::min(towers * std::max(46.0, across + 9.0) + random.between(0, 12), length - at - 7);
        const Vec2 middle = front.from + unit * (at + wanted / 2) + inward * (setback + depth / 2);
        const Ring podium = placedAt(chamferedPlan(wanted, depth, 3.0), middle, angle);
        at += wanted + random.between(12, 18);
        if (wanted < towers * (across + 5.0) || !random.chance(filling.amount) || !site.isFree(podium, 9.0, 2.0))
            continue;
        BuildingRecord &b = site.build(BuildingKind::Composite, {podium, {}});
        finishTower(b, style, random);
        b.use = BuildingUse::Mixed;
        b.shopStoreys = random.integer(2, 4);
        const double podiumHeight = b.shopStoreys * 4.6;
        b.unitsPerStorey = style.perStorey * towers;
        b.above = style.storeys;
        addBody(b, podiumHeight, b.shopStoreys);
        double top = podiumHeight;
        for (int t = 0; t < towers; ++t) {
            const Vec2 stand = middle - inward * planMiddle + unit * ((t - (towers - 1) / 2.0) * wanted / towers);
            const Ring plan = placedAt(towerPlan(style), stand, angle);
            const int above = style.storeys - b.shopStoreys - t * random.integer(0, 3);
            const double roof = podiumHeight + above * 2.95;
            addPart(b, plan, podiumHeight, roof, above);
            addTowerTop(b, plan, stand, angle, roof, random);
            top = std::max(top, roof);
        }
        b.height = top;
    }
}

}

void fillTowers(Site &site, Filling &filling)
{
    Random &random = filling.random;
    const TowerStyle style = towerStyle(random);
    const double area = geometry::area(site.land);
    const geometry::Box2 &box = site.box();
    if (area > 9000)
        addPath(site, random.chance(0.5), random.between(-8, 8), 5.0, {});
    int composites = 0;
    for (const Frontage &front : frontages(site.model, site.land, 60)) {
        if (front.klass <= RoadClass::Street && composites < 2 &&
            random.chance(front.klass == RoadClass::Avenue ? 0.9 : 0.5)) {
            buildComposite(site, filling, style, front);
            ++composites;
        }
    }
    lineFrontages(site, filling, {12, 14, 32, 3, 4, 2, 3, 0.85, RoadClass::Street}, 0.0);
    // Rows from south to north, each as close as light and fire engines allow, every other one shifted.
    const double between = random.between(12.5, 16.0), behind = random.between(17, 22);
    bool odd = false;
    for (double y = box.min.y + 12; y < box.max.y - 8;) {
        bool any = false;
        for (double x = box.min.x + 12 + (odd ? style.width * 0.7 : 0.0); x < box.max.x - 8;) {
            const Vec2 at = site.toMap({x, y + random.between(-2.5, 2.5)});
            const Ring plan = placedAt(towerPlan(style), at, site.angle);
            if (!site.isFree(plan, 9.5, 3.0)) {
                x += 3.0;
                continue;
            }
            x += geometry::bounds(towerPlan(style)).size().x + between;
            any = true;
            if (random.chance(filling.amount)) {
                BuildingRecord &b = site.build(BuildingKind::Tower, {plan, {}});
                finishTower(b, style, random);
                b.above = std::max(9, style.storeys - random.integer(0, 3));
                b.height = b.above * 2.95 + 1.2;
                addBody(b, b.height, b.above);
                addTowerTop(b, plan, at, site.angle, b.height, random);
            }
        }
        y += any ? style.depth + behind : 3.0;
        odd = any ? !odd : odd;
    }
    // The quarter's own club house or kindergarten.
    for (int tries = 0; tries < 12; ++tries) {
        const Vec2 at = site.toMap({random.between(box.min.x, box.max.x), random.between(box.min.y, box.max.y)});
        const Ring plan = placedAt(lPlan(random.between(20, 28), random.between(16, 22), 9), at, site.angle);
        if (!site.isFree(plan, 8.0, 3.0))
            continue;
        BuildingRecord &b = site.build(BuildingKind::Small, {plan, {}});
        b.use = BuildingUse::Public;
        b.above = random.integer(2, 3);
        b.height = b.above * 3.6;
        b.year = style.year;
        b.roof = RoofShape::Flat;
        break;
    }
    addSmall(site, filling, std::max(4, int(area / 1500)));
    addLawns(site, 3.0, 3.5);
}

void fillSlabs(Site &site, Filling &filling)
{
    Random &random = filling.random;
    const geometry::Box2 &box = site.box();
    const double area = geometry::area(site.land);
    const int year = random.integer(1981, 1994);
    const int storeys = random.integer(6, 8);
    const double depth = random.between(11.0, 12.6), gap = storeys * random.between(1.55, 1.8);
    if (area > 5000)
        addPath(site, true, random.between(-0.12, 0.12) * box.size().x, 5.0, {});
    lineFrontages(site, filling, {10, 14, 32, 2.5, 3.5, 1, 3, 0.85, RoadClass::Street}, 0.45);
    int row = 0;
    for (double y = box.min.y + 3 + depth / 2; y < box.max.y - depth / 2; ++row) {
        bool any = false;
        for (double x = box.min.x + 3; x < box.max.x - 18;) {
            bool built = false;
            for (double length : {random.between(40, 58), random.between(28, 38), 22.0, 15.0}) {
                const int bays = std::max(1, int(length / 14));
                const bool saw = length > 20 && year % 3 == 0, stepped = length > 36 && year % 3 == 1;
                Ring plan = saw       ? sawPlan(length, depth, bays, 1.6)
                            : stepped ? steppedPlan(length, depth, 1.8)
                                      : rectangle(length, depth);
                const Vec2 at = site.toMap({x + length / 2, y});
                plan = placedAt(plan, at, site.angle);
                if (!site.isFree(plan, 4.5, 2.2))
                    continue;
                x += length + random.between(5.5, 8);
                built = any = true;
                if (!random.chance(filling.amount))
                    break;
                BuildingRecord &b = site.build(BuildingKind::Slab, {plan, {}});
                b.use = BuildingUse::Residential;
                b.structure = year < 1986 ? "masonry" : "frame";
                b.year = year + random.integer(0, 2);
                b.above = storeys + (random.chance(0.15) ? -1 : 0);
                b.height = b.above * 2.9 + 0.9;
                b.unitsPerStorey = bays * 2;
                if (random.chance(0.22)) {
                    // Flat roofs that were given pitched ones later.
                    b.roof = length < 30 ? RoofShape::Hipped : RoofShape::Gabled;
                    b.roofHeight = 2.4;
                    b.height += b.roofHeight;
                    if (plan.size() != 4)
                        b.footprint.outer = placedAt(rectangle(length, depth), at, site.angle);
                } else {
                    for (int i = 0; i < bays; ++i)
                        addRooftop(b, site.toMap(site.toOwn(at) + Vec2(-length / 2 + (i + 0.5) * length / bays, 2.2)),
                                   3.4, 5.2, site.angle, 2.7);
                }
                break;
            }
            if (!built)
                x += 3.5;
        }
        y += any ? depth + gap : 3.0;
    }
    addSmall(site, filling, std::max(3, int(area / 850)));
    addLawns(site, 2.5, 2.8);
}

void fillVillage(Site &site, Filling &filling)
{
    Random &random = filling.random;
    const geometry::Box2 &box = site.box();
    // Squares: the ancestral hall with a pond-side banyan, and a smaller one.
    const Vec2 square(box.centre().x + random.between(-0.1, 0.1) * box.size().x,
                      box.centre().y + random.between(-0.1, 0.1) * box.size().y);
    const Ring hall = placedAt(rectangle(15, 22), site.toMap(square + Vec2(0, 15)), site.angle);
    const Ring open = placedAt(rectangle(30, 22), site.toMap(square + Vec2(0, -9)), site.angle);
    const bool hasSquare = site.isFree(hall, 2, 8) && site.isFree(open, 2, 8) && geometry::area(site.land) > 12000;
    if (hasSquare) {
        BuildingRecord &b = site.build(BuildingKind::Hall, {hall, {}});
        b.name = both("Ancestral hall", "宗祠");
        b.use = BuildingUse::Public;
        b.structure = "timber";
        b.year = 1902;
        b.above = 1;
        b.roof = RoofShape::Gabled;
        b.roofHeight = 3.4;
        b.height = 8.6;
        site.reserve(open);
        site.model.greens.push_back({both("Banyan Square", "榕树广场"), QStringLiteral("square"), {{open, {}}}});
    }
    // Rows of plots; a wide alley every few rows and columns, lanes of an arm's length between.
    const int perBlockX = random.integer(5, 6), perBlockY = random.integer(4, 5);
    int row = 0;
    std::vector<double> crossings;
    for (double y = box.min.y + 2; y < box.max.y - 7; ++row) {
        const double depth = random.between(8.2, 10.2);
        int column = 0;
        for (double x = box.min.x + 2 + random.between(0, 1); x < box.max.x - 6; ++column) {
            const double width = random.between(8.0, 10.2);
            const Vec2 middle(x + width / 2, y + depth / 2);
            const double trim = random.between(0.0, 0.35);
            Ring plan = placedAt(rectangle(width, depth - trim), site.toMap(middle),
                                 site.angle + random.between(-0.006, 0.006));
            x += width + (column % perBlockX == perBlockX - 1 ? random.between(3.0, 3.8) : random.between(1.0, 1.9));
            bool fits = site.isFree(plan, 0.8, 1.5);
            if (!fits) {
                plan = placedAt(rectangle(width * 0.72, depth * 0.8), site.toMap(middle), site.angle);
                fits = site.isFree(plan, 0.8, 1.2);
            }
            if (!fits || random.chance(0.025) || !random.chance(filling.amount))
                continue;
            BuildingRecord &b = site.build(BuildingKind::VillageHouse, {plan, {}});
            b.use = BuildingUse::UrbanVillage;
            b.structure = random.chance(0.7) ? "frame" : "masonry";
            b.year = random.integer(1985, 2006);
            b.above = random.chance(0.06) ? random.integer(2, 4) : random.integer(5, 9);
            b.height = b.above * 3.0 + 0.8;
            b.unitsPerStorey = b.above < 5 ? 1 : random.integer(2, 3);
            b.shopStoreys = random.chance(0.35) ? 1 : 0;
            if (b.above < 5 && random.chance(0.5)) {
                b.roof = RoofShape::Gabled;
                b.roofHeight = 1.8;
                b.height += 1.8;
            } else if (random.chance(0.45)) {
                addRooftop(b, site.toMap(middle + Vec2(random.between(-1, 1), random.between(-1, 1))), 3.2, 3.8,
                           site.angle, 2.6);
            }
        }
        y += depth + (row % perBlockY == perBlockY - 1 ? random.between(3.0, 3.8) : random.between(1.1, 1.9));
        if (row % perBlockY == perBlockY - 1)
            crossings.push_back(y - 1.8);
    }
    // The wide alleys between the rows are ways with a name.
    int number = 0;
    for (double y : crossings) {
        for (LineString &piece : clipped({site.toMap({box.min.x - 5, y}), site.toMap({box.max.x + 5, y})}, site.land)) {
            bool free = geometry::length(piece) > 30;
            if (hasSquare)
                free = free && !tooClose({piece.front(), piece.back(), piece.back() + Vec2(0.01, 0.01)}, hall, 1.5);
            if (!free)
                continue;
            ++number;
            Road road;
            road.name = {QStringLiteral("Village alley %1").arg(number), QString::fromUtf8("村内%1巷").arg(number)};
            road.klass = RoadClass::Alley;
            road.width = 2.4;
            road.line = std::move(piece);
            site.model.roads.push_back(std::move(road));
        }
    }
}

}
