#include "sample/Fill.h"
#include "sample/Planar.h"
#include "sample/Shapes.h"
#include "sample/Zones.h"

#include <algorithm>

namespace sample
{

namespace
{

/// Cuts land into parcels of about `wanted` m² that touch; who builds keeps off the borders.
void cutParcels(const MultiPolygon &land, double wanted, int depth, Random &random, std::vector<Polygon> &out)
{
    for (const Polygon &polygon : land) {
        const double area = geometry::area(polygon);
        if (area < 260)
            continue;
        if (area < wanted * 1.5 || depth > 5) {
            out.push_back(polygon);
            continue;
        }
        const double angle = mainAngle(polygon.outer);
        const Vec2 middle = centroid(polygon.outer);
        geometry::Box2 box;
        for (const Vec2 &p : polygon.outer)
            box.add(rotated(p - middle, -angle));
        const bool across = box.size().x > box.size().y;
        const double share = random.between(0.4, 0.6);
        const Vec2 at = across ? Vec2(box.min.x + box.size().x * share, box.centre().y)
                               : Vec2(box.centre().x, box.min.y + box.size().y * share);
        const auto halves =
            split({polygon}, middle + rotated(at, angle), angle + (across ? std::numbers::pi / 2 : 0.0));
        cutParcels(halves.first, wanted, depth + 1, random, out);
        cutParcels(halves.second, wanted, depth + 1, random, out);
    }
}

/// Drops points that hardly turn, so that a podium has a clear outline.
Ring simplified(const Ring &ring)
{
    Ring out;
    for (size_t i = 0; i < ring.size(); ++i) {
        const Vec2 &before = out.empty() ? ring.back() : out.back(), &here = ring[i],
                   &after = ring[(i + 1) % ring.size()];
        if (distanceToSegment(here, before, after) > 0.6 && glm::length(here - before) > 1.0)
            out.push_back(here);
    }
    return out.size() >= 3 ? out : ring;
}

Ring shaftPlan(int plan, double width, double depth)
{
    switch (plan) {
    case 0:
        return rectangle(width, depth);
    case 1:
        return chamferedPlan(width, depth, std::min(width, depth) * 0.26);
    case 2:
        return roundedPlan(width, depth, 4.5, 24);
    case 3:
        return plusPlan(width, depth, std::min(width, depth) * 0.62);
    case 4:
        return roundedPlan(width, depth, 2.0, 24);
    case 5:
        return hPlan(width, depth, width * 0.36, depth * 0.55);
    default:
        return chamferedPlan(width, depth, std::min(width, depth) * 0.12);
    }
}

struct Tower {
    Vec2 at{0.0};
    double angle = 0, width = 36, depth = 32;
    double from = 20, to = 120;
    double storey = 4.1;
};

/// A shaft on a podium: plain, stepping back, twin slabs, or with a slanted crown.
void addShaft(BuildingRecord &b, const Tower &tower, Random &random)
{
    int plan = random.weighted({3, 2, 2, 1, 1.2, 0.8, 2});
    // Wings too narrow for rooms beside a stair are none.
    const double least = std::min(tower.width, tower.depth);
    if ((plan == 3 || plan == 5) && least < 24)
        plan = 6;
    const Ring ring = placedAt(shaftPlan(plan, tower.width, tower.depth), tower.at, tower.angle);
    const double height = tower.to - tower.from;
    const auto storeys = [&](double from, double to) { return std::max(1, int((to - from) / tower.storey)); };
    const auto plant = [&](const Ring &on, double roof) {
        addPart(b, scaledAbout(on, tower.at, 0.55), roof, roof + 5.0);
        if (random.chance(0.5))
            addPart(b, scaledAbout(on, tower.at, 0.25), roof + 5.0, roof + 8.5);
    };
    const int manner = height > 110 ? random.weighted({1, 3, 1, 1.6, 1.6}) : random.weighted({3, 1.2, 1, 0.8, 1});
    if (manner == 1) { // set-backs
        double from = tower.from;
        Ring last = ring;
        const double shares[] = {random.between(0.5, 0.62), random.between(0.74, 0.82), 0.94, 1.0};
        // A small one only narrows at the top, so that its rooms keep their place beside the stairs.
        const double scales[] = {1.0, least > 19 ? 0.86 : 1.0, least > 19 ? 0.7 : 1.0, 0.48};
        for (int i = 0; i < 4; ++i) {
            const double to = tower.from + height * shares[i];
            last = scaledAbout(ring, tower.at, scales[i]);
            addPart(b, last, from, to, i < 3 ? storeys(from, to) : 0);
            from = to;
        }
        if (height > 170)
            addPart(b, placedAt(rectangle(2.6, 2.6), tower.at, tower.angle), from, from + height * 0.12, 0,
                    RoofShape::Pyramidal, 4.0);
    } else if (manner == 2) { // two slabs of different height, touching
        const Vec2 shift = rotated({0, tower.depth / 4}, tower.angle);
        const Ring slab = rectangle(tower.width * 0.84, tower.depth / 2);
        const double lower = tower.from + height * random.between(0.78, 0.9);
        const Vec2 slide = rotated({tower.width * random.between(0.06, 0.14), 0}, tower.angle);
        addPart(b, placedAt(slab, tower.at + shift - slide * 0.5, tower.angle), tower.from, tower.to,
                storeys(tower.from, tower.to));
        addPart(b, placedAt(slab, tower.at - shift + slide * 0.5, tower.angle), tower.from, lower,
                storeys(tower.from, lower));
        addPart(b,
                placedAt(rectangle(tower.width * 0.4, tower.depth * 0.3), tower.at + shift - slide * 0.5, tower.angle),
                tower.to, tower.to + 5.5);
    } else if (manner == 3) { // a crown: an open frame above the last storey
        const double roof = tower.to - std::clamp(height * 0.1, 6.0, 14.0);
        addPart(b, ring, tower.from, roof, storeys(tower.from, roof));
        addPart(b, scaledAbout(ring, tower.at, 0.9), roof, tower.to - 4.0);
        addPart(b, scaledAbout(ring, tower.at, 0.7), tower.to - 4.0, tower.to);
    } else if (manner == 4) { // a slanted top
        const double slant = std::min(16.0, height * 0.12);
        addPart(b, ring, tower.from, tower.to, storeys(tower.from, tower.to - slant), RoofShape::Skillion, slant);
    } else {
        addPart(b, ring, tower.from, tower.to, storeys(tower.from, tower.to));
        plant(ring, tower.to);
    }
}

/// The highest building: the footprint and set-backs that stand in where the landmark's own model cannot be shown.
void buildLandmark(Site &site, const Polygon &podium, const Vec2 &at, double radius)
{
    BuildingRecord &b = site.build(BuildingKind::HighRise, podium);
    b.name = both("Yunjie Centre", "云街中心");
    b.use = BuildingUse::Office;
    b.structure = "core-tube";
    b.year = 2016;
    b.above = 84;
    b.below = 5;
    b.height = 380;
    b.shopStoreys = 5;
    b.unitsPerStorey = 5;
    b.isLandmark = true;
    addBody(b, 26, 5);
    double from = 26;
    // The shaft stays on its podium.
    const double fit = std::min(1.0, radius / 29.0);
    const double tops[] = {120, 210, 285, 335, 352}, widths[] = {52, 47, 41, 34, 24};
    for (int i = 0; i < 5; ++i) {
        addPart(b, placedAt(roundedPlan(widths[i] * fit, widths[i] * fit, 3.6, 24), at, site.angle), from, tops[i],
                int(std::lround((tops[i] - from) / 4.127)));
        from = tops[i];
    }
    addPart(b, placedAt(rectangle(3, 3), at, site.angle), from, 380, 0, RoofShape::Pyramidal, 6);
}

}

void fillCore(Site &site, Filling &filling, bool offices)
{
    Random &random = filling.random;
    std::vector<Polygon> parcels;
    const bool hasLandmark = site.cell == filling.landmarkCell;
    cutParcels({site.land},
               hasLandmark ? 6500.0
               : offices   ? random.between(1900, 3200)
                           : random.between(2900, 5200),
               0, random, parcels);
    // The landmark takes the roomiest parcel of its cell.
    size_t chosen = parcels.size();
    double roomiest = 0;
    for (size_t i = 0; hasLandmark && i < parcels.size(); ++i) {
        double radius = 0;
        innermost(parcels[i], radius);
        if (radius > roomiest) {
            roomiest = radius;
            chosen = i;
        }
    }
    for (size_t i = 0; i < parcels.size(); ++i) {
        const MultiPolygon inner = shrunk({parcels[i]}, random.between(4.5, 7.5));
        if (inner.empty() || geometry::area(inner.front()) < 240)
            continue;
        Polygon podium{simplified(inner.front().outer), {}};
        double radius = 0;
        const Vec2 at = innermost(podium, radius);
        if (!site.isFree(podium.outer, 0.5, 1.5) || (i != chosen && !random.chance(filling.amount)))
            continue;
        if (i == chosen) {
            buildLandmark(site, podium, at, radius);
            continue;
        }
        // Now and then a square instead of a building.
        if (random.chance(0.07) && radius > 12) {
            site.reserve(podium.outer);
            site.model.greens.push_back({both("Square", "广场"), QStringLiteral("square"), {podium}});
            continue;
        }
        const double distance = glm::length(at - CoreCentre);
        double height = (offices ? 48 : 62) +
                        (offices ? 110 : 250) * std::exp(-std::pow(distance / 250, 2.0)) * random.between(0.45, 1.1);
        height = std::min(height * random.between(0.85, 1.15), 318.0);
        if (radius < 13)
            height = std::min(height, 30 + radius * 3.5);
        // Some parcels stay low: shops, a hotel, an older office slab.
        const bool low = radius < 9.5 || random.chance(offices ? 0.3 : 0.16);
        const bool hotel = random.chance(0.16);
        // Not every podium fills its parcel: some are regular and leave a forecourt.
        Ring regular = placedAt(random.chance(0.5) ? chamferedPlan(radius * 1.75, radius * 1.6, radius * 0.3)
                                                   : roundedPlan(radius * 1.8, radius * 1.7, 5.0, 24),
                                at, site.angle);
        const bool forecourt = radius > 13 && random.chance(0.3) && liesIn(regular, podium);
        BuildingRecord &b =
            site.build(low ? BuildingKind::Office : BuildingKind::HighRise, forecourt ? Polygon{regular, {}} : podium);
        if (forecourt)
            podium.outer = regular;
        b.use = hotel                       ? BuildingUse::Commercial
                : low && random.chance(0.4) ? BuildingUse::Commercial
                                            : BuildingUse::Office;
        b.name = hotel ? filling.names.hotel() : filling.names.officeTower();
        const double storey = 4.0;
        if (low) {
            b.structure = "frame";
            b.year = random.integer(1984, 2004);
            b.above = random.integer(4, 9);
            b.below = random.integer(0, 1);
            b.height = b.above * storey;
            b.shopStoreys = random.integer(1, 3);
            b.unitsPerStorey = std::clamp(int(geometry::area(podium) / 320), 1, 8);
            const bool stepsBack = b.above > 5;
            addBody(b, b.height - (stepsBack ? storey * 2 : 0.0), b.above - (stepsBack ? 2 : 0));
            if (stepsBack)
                addPart(b, scaledAbout(podium.outer, at, 0.78), b.height - storey * 2, b.height, 2);
            else
                addRooftop(b, at, 9, 6, site.angle, 3.6);
            continue;
        }
        b.structure = height > 150 ? "core-tube" : "frame-shear-wall";
        b.year = height > 180 ? random.integer(2004, 2019) : random.integer(1988, 2014);
        b.below = height > 120 ? random.integer(3, 5) : random.integer(1, 3);
        b.shopStoreys = random.integer(3, 6);
        const double podiumHeight = b.shopStoreys * 4.8;
        const double limit = height > 200 ? 25.5 : 21.0;
        const double half = std::min(radius * (forecourt ? 0.72 : 0.93), limit);
        height = std::max(height, podiumHeight + 26.0);
        Tower tower{
            at,     site.angle, half * random.between(1.36, 1.5), half * random.between(1.25, 1.42), podiumHeight,
            height, storey};
        b.height = height;
        b.above = b.shopStoreys + int((height - podiumHeight) / storey);
        b.unitsPerStorey = std::clamp(int(tower.width * tower.depth / 300), 2, 6);
        addBody(b, podiumHeight, b.shopStoreys);
        addShaft(b, tower, random);
        b.above = storeysOf(b);
    }
    addSmall(site, filling, int(geometry::area(site.land) / 4000));
}

void fillMall(Site &site, Filling &filling)
{
    Random &random = filling.random;
    std::vector<Polygon> parcels;
    cutParcels({site.land}, 6500, 0, random, parcels);
    for (const Polygon &parcel : parcels) {
        const MultiPolygon inner = shrunk({parcel}, 6.0);
        if (inner.empty() || geometry::area(inner.front()) < 400)
            continue;
        const Polygon hall{simplified(inner.front().outer), {}};
        double radius = 0;
        const Vec2 at = innermost(hall, radius);
        if (!site.isFree(hall.outer, 0.5, 1.5) || !random.chance(filling.amount))
            continue;
        BuildingRecord &b = site.build(BuildingKind::Mall, hall);
        b.use = BuildingUse::Commercial;
        b.structure = "frame";
        b.name = filling.names.mall();
        b.year = random.integer(1992, 2014);
        b.above = random.integer(5, 7);
        b.below = random.integer(1, 2);
        b.shopStoreys = b.above;
        b.height = b.above * 5.0;
        b.unitsPerStorey = std::clamp(int(geometry::area(hall) / 380), 3, 14);
        addBody(b, b.height - 5.0, b.above - 1);
        addPart(b, scaledAbout(hall.outer, at, 0.8), b.height - 5.0, b.height, 1);
        addPart(b, placedAt(roundedPlan(radius * 0.8, radius * 0.8, 2.0, 20), at, site.angle), b.height, b.height + 5.0,
                0, RoofShape::Dome, 4.5);
    }
    addSmall(site, filling, 3);
}

void fillOldStreet(Site &site, Filling &filling)
{
    Random &random = filling.random;
    // Shop-houses wall to wall along every street and lane, ridge along the street.
    for (const Frontage &front : frontages(site.model, site.land, 16)) {
        const Vec2 unit = glm::normalize(front.to - front.from), inward(-unit.y, unit.x);
        const double length = glm::length(front.to - front.from), angle = std::atan2(unit.y, unit.x);
        for (double at = 2.5; at < length - 6;) {
            const double width = random.between(6.2, 9.8), depth = random.between(12, 16);
            const Vec2 middle = front.from + unit * (at + width / 2) + inward * (2.2 + depth / 2);
            const Ring ring = placedAt(rectangle(width, depth), middle, angle);
            at += width + (random.chance(0.12) ? random.between(2.2, 3.5) : 0.3);
            if (!site.isFree(ring, 0.25, 1.0) || !random.chance(filling.amount))
                continue;
            BuildingRecord &b = site.build(BuildingKind::OldHouse, {ring, {}});
            b.use = random.chance(0.6) ? BuildingUse::Mixed : BuildingUse::Commercial;
            b.structure = random.chance(0.3) ? "timber" : "masonry";
            b.year = random.integer(1928, 1979);
            b.above = random.integer(2, 4);
            b.shopStoreys = b.use == BuildingUse::Mixed ? 1 : b.above;
            b.unitsPerStorey = 1;
            b.roof = random.chance(0.72) ? RoofShape::Gabled : random.chance(0.6) ? RoofShape::Hipped : RoofShape::Flat;
            b.roofHeight = b.roof == RoofShape::Flat ? 0.0 : random.between(2.0, 3.0);
            b.height = b.above * 3.4 + b.roofHeight;
            b.roofDirection = 90.0 - angle * 180.0 / std::numbers::pi; // the ridge follows the street
        }
    }
    // Inside: courtyard houses, and the department stores that came later.
    const geometry::Box2 &box = site.box();
    for (int tries = 0; tries < 420; ++tries) {
        const Vec2 at = site.toMap({random.between(box.min.x, box.max.x), random.between(box.min.y, box.max.y)});
        const bool store = tries < 40;
        const double w = store ? random.between(28, 44) : random.between(9, 17),
                     d = store ? random.between(22, 34) : random.between(9, 15);
        Polygon plan = store || w < 13 || random.chance(0.4) ? Polygon{store    ? chamferedPlan(w, d, 4)
                                                                       : w < 13 ? rectangle(w, d)
                                                                                : lPlan(w, d, 6),
                                                                       {}}
                                                             : courtyardPlan(w, std::max(d, 12.5), 4.4);
        plan.outer = placedAt(plan.outer, at, site.angle);
        for (Ring &hole : plan.holes)
            hole = placedAt(hole, at, site.angle);
        if (!site.isFree(plan.outer, store ? 4.0 : 1.8, 2.0) || !random.chance(filling.amount))
            continue;
        BuildingRecord &b = site.build(store ? BuildingKind::Mall : BuildingKind::OldHouse, plan);
        b.use = store ? BuildingUse::Commercial : BuildingUse::Mixed;
        b.structure = store ? "frame" : "masonry";
        b.year = store ? random.integer(1986, 2001) : random.integer(1935, 1982);
        b.above = store ? random.integer(4, 7) : random.integer(2, 4);
        b.height = b.above * (store ? 4.4 : 3.3);
        b.shopStoreys = store ? b.above : 1;
        b.unitsPerStorey = store ? std::clamp(int(w * d / 130), 4, 10) : 2;
        if (store) {
            b.name = filling.names.mall();
            addBody(b, b.height - 4.4, b.above - 1);
            addPart(b, scaledAbout(plan.outer, at, 0.76), b.height - 4.4, b.height, 1);
        }
    }
}

}
