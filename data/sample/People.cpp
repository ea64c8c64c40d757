#include "sample/People.h"

#include <algorithm>
#include <map>

namespace sample
{

namespace
{

enum Tenancy : quint8 { Owner, Let, Vacant, Workshop, Shop };

struct Plan {
    quint8 rooms, halls, kitchens, baths;
    double area;
};

/// A dwelling's plan (几室几厅几厨几卫) by the kind of its building.
Plan homePlan(const BuildingRecord &b, Random &random)
{
    if (b.kind == BuildingKind::VillageHouse) {
        const int i = random.weighted({5, 3, 1});
        return i == 0   ? Plan{1, 0, 1, 1, random.between(18, 26)}
               : i == 1 ? Plan{1, 1, 1, 1, random.between(28, 38)}
                        : Plan{2, 1, 1, 1, random.between(42, 58)};
    }
    if (b.kind == BuildingKind::Slab) {
        const int i = random.weighted({2, 5, 3});
        return i == 0   ? Plan{1, 1, 1, 1, random.between(36, 46)}
               : i == 1 ? Plan{2, 1, 1, 1, random.between(55, 68)}
                        : Plan{3, 1, 1, 1, random.between(72, 86)};
    }
    const int i = random.weighted({1, 3, 4, 1.5});
    return i == 0   ? Plan{1, 1, 1, 1, random.between(42, 55)}
           : i == 1 ? Plan{2, 2, 1, 1, random.between(68, 82)}
           : i == 2 ? Plan{3, 2, 1, 2, random.between(88, 115)}
                    : Plan{4, 2, 1, 2, random.between(125, 160)};
}

bool isHome(const BuildingRecord &b, int storey)
{
    if (storey <= b.shopStoreys)
        return false;
    return b.use == BuildingUse::Residential || b.use == BuildingUse::Mixed || b.use == BuildingUse::UrbanVillage;
}

UnitRecord makeUnit(const BuildingRecord &b, quint32 index, int storey, int number, const PlanUnit *drawn,
                    Random &random)
{
    const auto follow = [drawn](UnitRecord &unit) {
        if (!drawn)
            return;
        unit.rooms = drawn->rooms;
        unit.halls = drawn->halls;
        unit.kitchens = drawn->kitchens;
        unit.baths = drawn->baths;
        unit.area = drawn->area;
    };
    UnitRecord unit;
    unit.building = index;
    unit.storey = qint16(storey);
    unit.number = quint16(number);
    if (!isHome(b, storey)) {
        const bool shop = storey <= b.shopStoreys;
        unit.tenancy = b.use == BuildingUse::Industrial ? Workshop
                       : shop                           ? Shop
                       : b.use == BuildingUse::Public || b.use == BuildingUse::School || b.use == BuildingUse::Hospital
                           ? Owner
                           : Let;
        if (unit.tenancy == Let && random.chance(0.12))
            unit.tenancy = Vacant;
        unit.rooms = quint8(shop ? 1 : random.integer(2, 9));
        unit.baths = 1;
        unit.area = float(std::abs(geometry::area(b.footprint)) * 0.72 / std::max(1, b.unitsPerStorey) *
                          random.between(0.85, 1.1));
        follow(unit);
        return unit;
    }
    const Plan plan = homePlan(b, random);
    unit.rooms = plan.rooms;
    unit.halls = plan.halls;
    unit.kitchens = plan.kitchens;
    unit.baths = plan.baths;
    unit.area = float(plan.area);
    follow(unit);
    const bool village = b.use == BuildingUse::UrbanVillage;
    const int tenancy = village                        ? random.weighted({0.6, 8.6, 0.6, 0.2})
                        : b.kind == BuildingKind::Slab ? random.weighted({5.6, 3.6, 0.7, 0.1})
                                                       : random.weighted({6.6, 2.6, 0.8, 0.0});
    unit.tenancy = quint8(tenancy);
    if (tenancy == Vacant)
        return unit;
    const double mean = village ? 0.9 + 0.75 * unit.rooms : 1.15 + 0.62 * unit.rooms;
    unit.occupants = quint8(std::clamp(int(std::lround(random.normal(mean + 0.25, 0.9))), 1, 8));
    return unit;
}

}

void settle(DistrictModel &model, const std::vector<BuildingPlan> &plans, bool withUnits)
{
    Random random = Random::forTopic(model.seed, 5);
    for (size_t i = 0; i < model.buildings.size(); ++i) {
        BuildingRecord &b = model.buildings[i];
        b.units = b.residents = 0;
        const auto add = [&](int storey, int number, const PlanUnit *drawn) {
            const UnitRecord unit = makeUnit(b, quint32(i), storey, number, drawn, random);
            ++b.units;
            b.residents += unit.occupants;
            if (withUnits)
                model.units.push_back(unit);
        };
        for (int storey = 1; storey <= b.above; ++storey) {
            if (!plans.empty()) {
                for (const FloorPlan &floor : plans[i].floors) {
                    if (storey < floor.first || storey > floor.last)
                        continue;
                    for (const PlanUnit &unit : floor.units)
                        add(storey, unit.number, &unit);
                }
                continue;
            }
            int count = b.unitsPerStorey;
            // A podium has its own, larger number of shops.
            if (b.kind == BuildingKind::Composite && storey <= b.shopStoreys)
                count = std::max(4, int(geometry::area(b.footprint) / 160));
            // The highest storeys of a tower that steps back hold fewer.
            if (b.kind == BuildingKind::HighRise && storey > b.above * 0.8)
                count = std::max(1, count / 2);
            for (int n = 1; n <= count; ++n)
                add(storey, n, nullptr);
        }
    }

    // What is known per grid only. Shares of its residents and of its shops, rounded; sums roll up from here.
    struct Sums {
        int residents = 0, villagers = 0, shops = 0, offices = 0, factories = 0, homes = 0, buildings = 0, quarters = 0;
    };
    std::vector<Sums> sums(model.grids.size());
    for (const BuildingRecord &b : model.buildings) {
        Sums &s = sums[size_t(b.grid)];
        s.residents += b.residents;
        ++s.buildings;
        if (b.use == BuildingUse::UrbanVillage)
            s.villagers += b.residents;
        if (b.residents > 0)
            ++s.homes;
        s.shops += b.shopStoreys * std::max(1, b.unitsPerStorey);
        if (b.use == BuildingUse::Office)
            s.offices += b.units;
        if (b.use == BuildingUse::Industrial)
            s.factories += b.units;
    }
    for (const Quarter &quarter : model.quarters) {
        if (quarter.type == QLatin1String("residential"))
            ++sums[size_t(quarter.grid)].quarters;
    }
    Random grids = Random::forTopic(model.seed, 6);
    for (size_t g = 0; g < model.grids.size(); ++g) {
        const Sums &s = sums[g];
        const auto share = [&](double of, double part) {
            return int(std::lround(of * part * grids.between(0.85, 1.15)));
        };
        const double settled = s.residents - s.villagers;
        const int overseas = share(s.residents, 0.018);
        const int registered = std::min(s.residents - overseas, share(settled, 0.46) + share(s.villagers, 0.05));
        const int small = share(s.shops, 0.62) + share(s.factories, 0.5);
        model.grids[g].numbers = {
            {"registered", registered},
            {"migrant", s.residents - overseas - registered},
            {"overseas", overseas},
            {"aged60", share(settled, 0.152) + share(s.villagers, 0.03)},
            {"alone70", share(settled, 0.0085)},
            {"disabled", share(s.residents, 0.0105)},
            {"key_care", share(s.residents, 0.0062)},
            {"enterprises", share(s.offices, 1.7) + share(s.factories, 0.9) + share(s.shops, 0.11)},
            {"sole_traders", share(s.shops, 0.78)},
            {"small_places", small},
            {"property_companies", s.quarters + (s.offices > 60   ? 2
                                                 : s.offices > 10 ? 1
                                                                  : 0)},
            {"party_branches", 1 + s.residents / 1500 + s.offices / 120},
            {"party_members", share(settled, 0.034) + share(s.offices, 0.25)},
            {"grid_members", 1 + s.residents / 2600},
            {"police", (s.residents > 2500 ? 2 : 1)},
            {"building_captains", s.homes},
            {"volunteers", share(s.residents, 0.021)}};
    }
}

QString unitNumber(const UnitRecord &unit)
{
    return QStringLiteral("%1%2").arg(unit.storey).arg(unit.number, 2, 10, QLatin1Char('0'));
}

QString houseCode(const DistrictModel &model, const UnitRecord &unit)
{
    return model.buildings[unit.building].code +
           QStringLiteral("%1%2").arg(unit.storey, 3, 10, QLatin1Char('0')).arg(unit.number, 3, 10, QLatin1Char('0'));
}

}
