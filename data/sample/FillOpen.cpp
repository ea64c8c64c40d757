#include "sample/Fill.h"
#include "sample/Planar.h"
#include "sample/Shapes.h"

#include <algorithm>

namespace sample
{

void addLawns(Site &site, double edge, double around)
{
    MultiPolygon hard;
    for (const Ring &ring : site.taken()) {
        // Mitred growth of a box about the shape is enough for a lawn's edge and far quicker than a true buffer.
        const double angle = site.angle;
        geometry::Box2 box;
        for (const Vec2 &p : ring)
            box.add(rotated(p, -angle));
        if (ring.size() <= 5) {
            const geometry::Box2 g = box.grown(around);
            Ring grown{g.min, {g.max.x, g.min.y}, g.max, {g.min.x, g.max.y}};
            hard.push_back({placedAt(grown, Vec2(0.0), angle), {}});
        } else {
            for (Polygon &polygon : shrunk({{ring, {}}}, -around))
                hard.push_back(std::move(polygon));
        }
    }
    MultiPolygon lawn = minus(shrunk({site.land}, edge), united(hard));
    std::erase_if(lawn, [](const Polygon &p) { return geometry::area(p) < 60; });
    if (!lawn.empty())
        site.model.greens.push_back({{}, QStringLiteral("garden"), std::move(lawn)});
}

void fillPark(Site &site, Filling &filling, const LocalizedText &name, bool hill)
{
    Random &random = filling.random;
    const geometry::Box2 &box = site.box();
    MultiPolygon green = shrunk({site.land}, 1.0);
    if (!hill && geometry::area(site.land) > 15000) {
        // A pond with a rounded shore and a pavilion beside it.
        double radius = 0;
        const Vec2 at = innermost(site.land, radius);
        Ring shore;
        for (int i = 0; i < 28; ++i) {
            const double a = i * 2 * std::numbers::pi / 28;
            const double r =
                std::min(radius * 0.55, 42.0) * (1 + 0.22 * std::sin(2 * a + 0.6) + 0.12 * std::sin(3 * a));
            shore.push_back(at + Vec2(std::cos(a) * r * 1.25, std::sin(a) * r * 0.8));
        }
        if (site.isFree(shore, 2, 12)) {
            site.reserve(shore);
            site.model.waters.push_back({both("Mirror Pond", "镜月塘"), QStringLiteral("pond"), {{shore, {}}}});
            green = minus(green, {{shore, {}}});
        }
    }
    // Ways: two that cross, on the hill one that climbs round.
    if (!hill) {
        addPath(site, true, box.centre().x + 0.24 * box.size().x, 4.0,
                {name.en + QStringLiteral(" walk"), name.zh + QString::fromUtf8("步道")});
        addPath(site, false, box.centre().y - 0.27 * box.size().y, 4.0,
                {name.en + QStringLiteral(" walk"), name.zh + QString::fromUtf8("步道")});
    } else {
        const Vec2 top(145, 1205);
        LineString spiral;
        for (int i = 0; i <= 60; ++i) {
            const double a = -0.6 + i * 0.17, r = 112 - i * 1.75;
            const Vec2 p = top + Vec2(std::cos(a) * r * 0.95, std::sin(a) * r);
            if (geometry::contains(site.land, p) && distanceToRing(p, site.land.outer) > 6)
                spiral.push_back(p);
        }
        if (spiral.size() > 12)
            site.model.roads.push_back({{name.en + QStringLiteral(" trail"), name.zh + QString::fromUtf8("登山道")},
                                        RoadClass::Alley,
                                        spiral,
                                        3.0,
                                        false,
                                        false});
    }
    // Pavilions, a tea house, public toilets.
    for (int i = 0, tries = 0; i < (hill ? 4 : 6) && tries < 90; ++tries) {
        const Vec2 at = site.toMap({random.between(box.min.x, box.max.x), random.between(box.min.y, box.max.y)});
        const bool pavilion = i % 2 == 0;
        const Ring plan = placedAt(pavilion ? roundedPlan(7, 7, 2.0, 8) : rectangle(12, 7), at, site.angle);
        bool offWays = true;
        for (const Road &road : site.model.roads) {
            if (road.klass == RoadClass::Alley && distanceToLine(at, road.line) < 11)
                offWays = false;
        }
        if (!offWays || !site.isFree(plan, 5, 6))
            continue;
        ++i;
        BuildingRecord &b = site.build(BuildingKind::Small, {plan, {}});
        b.name = pavilion ? both("Pavilion", "凉亭") : both("Park house", "园林管理用房");
        b.use = BuildingUse::Public;
        b.structure = pavilion ? "timber" : "masonry";
        b.year = random.integer(1985, 2008);
        b.above = 1;
        b.roof = pavilion ? RoofShape::Pyramidal : RoofShape::Hipped;
        b.roofHeight = pavilion ? 2.4 : 1.8;
        b.height = (pavilion ? 3.4 : 3.2) + b.roofHeight;
    }
    MultiPolygon hard;
    for (const Ring &ring : site.taken()) {
        for (Polygon &polygon : shrunk({{ring, {}}}, -0.6))
            hard.push_back(std::move(polygon));
    }
    site.model.greens.push_back({name, QStringLiteral("park"), minus(green, united(hard))});
}

void fillLeftover(Site &site, Filling &filling)
{
    if (geometry::area(site.land) > 2600) {
        lineFrontages(site, filling, {11, 14, 36, 3, 4, 1, 5, 0.8, RoadClass::Lane}, 0.25);
        addSmall(site, filling, int(geometry::area(site.land) / 1200));
    } else {
        site.model.greens.push_back(
            {both("Pocket park", "口袋公园"), QStringLiteral("park"), shrunk({site.land}, 1.0)});
        return;
    }
    addLawns(site, 2.0, 3.0);
}

void plantTrees(DistrictModel &model, Random &random, int count)
{
    // Along the roads, in the pavement, not on bridges or crossings.
    const size_t first = model.trees.size();
    std::vector<const Road *> wide;
    for (const Road &road : model.roads) {
        if (!road.bridge && (road.klass <= RoadClass::Street || road.klass == RoadClass::Promenade))
            wide.push_back(&road);
    }
    const int alongRoads = int(count * 0.52);
    for (const Road *road : wide) {
        const double length = geometry::length(road->line), spacing = road->klass == RoadClass::Avenue   ? 9.5
                                                                      : road->klass == RoadClass::Street ? 11.0
                                                                                                         : 9.0;
        for (double at = 9; at < length - 9 && int(model.trees.size() - first) < alongRoads; at += spacing) {
            Vec2 direction;
            const Vec2 p = pointAlong(road->line, at, &direction);
            const Vec2 left(-direction.y, direction.x);
            std::vector<double> sides{1.0, -1.0};
            if (road->klass == RoadClass::Promenade)
                sides = {1.0};
            for (double side : sides) {
                const Vec2 tree = p + left * side * (road->width / 2 - 2.2);
                if (!geometry::contains(model.border, tree) ||
                    distanceToLine(tree, model.riverLine) < RiverWidth / 2 + 3 ||
                    distanceToLine(tree, model.railLine) < RailCorridor / 2 + 3)
                    continue;
                bool crossing = false;
                for (const Road &other : model.roads) {
                    if (&other != road && !other.bridge && distanceToLine(tree, other.line) < other.width / 2 + 2.0) {
                        crossing = true;
                        break;
                    }
                }
                if (!crossing)
                    model.trees.push_back({tree, float(random.between(road->klass == RoadClass::Avenue ? 8 : 6, 12))});
            }
        }
    }
    // The rest by area: parks denser than lawns.
    std::vector<std::pair<const Patch *, double>> patches;
    double sum = 0;
    for (const Patch &patch : model.greens) {
        if (patch.type == QLatin1String("pitch") || patch.type == QLatin1String("square"))
            continue;
        const double weight = geometry::area(patch.shape) * (patch.type == QLatin1String("park")         ? 1.5
                                                             : patch.type == QLatin1String("embankment") ? 0.9
                                                                                                         : 0.8);
        patches.push_back({&patch, weight});
        sum += weight;
    }
    const int left = count - int(model.trees.size() - first);
    for (const auto &[patch, weight] : patches) {
        const geometry::Box2 box = geometry::bounds(patch->shape);
        const int wanted = int(std::lround(left * weight / std::max(sum, 1.0)));
        for (int i = 0, tries = 0; i < wanted && tries < wanted * 30; ++tries) {
            const Vec2 p(random.between(box.min.x, box.max.x), random.between(box.min.y, box.max.y));
            if (!geometry::contains(patch->shape, p))
                continue;
            model.trees.push_back({p, float(random.between(4.5, 11))});
            ++i;
        }
    }
}

}
