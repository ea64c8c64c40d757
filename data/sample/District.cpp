#include "sample/District.h"

#include "sample/Areas.h"
#include "sample/Fill.h"
#include "sample/Network.h"
#include "sample/Planar.h"
#include "sample/Shapes.h"
#include "sample/Zones.h"

#include <algorithm>
#include <map>

namespace sample
{

namespace
{

/// Living quarters are one or two cells of one kind in one piece between streets; a village is all of its cells.
void drawQuarters(DistrictModel &model, Names &names)
{
    std::map<std::pair<int, int>, std::vector<int>> groups;
    for (size_t c = 0; c < model.cells.size(); ++c) {
        const Cell &cell = model.cells[c];
        if (cell.land.empty() || geometry::area(cell.land) < 3500)
            continue;
        if (cell.zone == Zone::Towers || cell.zone == Zone::Slabs || cell.zone == Zone::Village)
            groups[{cell.face0, int(cell.zone)}].push_back(int(c));
    }
    for (const auto &[key, cells] : groups) {
        const bool village = Zone(key.second) == Zone::Village;
        const size_t atOnce = village ? cells.size() : 2;
        for (size_t from = 0; from < cells.size(); from += atOnce) {
            Quarter quarter;
            quarter.type = village ? QStringLiteral("urban-village") : QStringLiteral("residential");
            quarter.name = names.quarter(village);
            for (size_t i = from; i < std::min(from + atOnce, cells.size()); ++i) {
                Cell &cell = model.cells[size_t(cells[i])];
                cell.quarter = int(model.quarters.size());
                quarter.grid = cell.grid;
                quarter.shape.insert(quarter.shape.end(), cell.land.begin(), cell.land.end());
            }
            quarter.code = QStringLiteral("%1Q%2")
                               .arg(model.number > 1 ? QStringLiteral("%1-").arg(model.number) : QString())
                               .arg(model.quarters.size() + 1, 2, 10, QLatin1Char('0'));
            model.quarters.push_back(std::move(quarter));
        }
    }
}

/// Homes look south: their rows follow the streets only as far as that allows.
double siteAngle(const Cell &cell)
{
    constexpr double Most = 16.0 * std::numbers::pi / 180.0;
    switch (cell.zone) {
    case Zone::Towers:
    case Zone::Slabs:
    case Zone::School:
    case Zone::Hospital:
        return std::clamp(cell.angle, -Most, Most);
    default:
        return cell.angle;
    }
}

void buildCells(DistrictModel &model, Filling &filling)
{
    static const std::vector<LocalizedText> Schools{
        both("Yunxi Primary School", "云溪小学"),  both("Shuyuan Middle School", "书苑中学"),
        both("Haiyan Primary School", "海晏小学"), both("Guixiang School", "桂香学校"),
        both("Yunling Middle School", "云岭中学"), both("Zhuyuan Primary School", "竹苑小学")};
    static const std::vector<LocalizedText> Parks{both("Yunxi Park", "云溪公园"), both("Lotus Park", "荷风公园"),
                                                  both("Litchi Garden", "荔香园")};
    // The landmark stands in a roomy cell of the core near its place in the plan.
    double best = -std::numeric_limits<double>::infinity();
    for (size_t c = 0; c < model.cells.size() && model.number == 1; ++c) {
        const Cell &cell = model.cells[c];
        if (cell.zone != Zone::Core || cell.land.size() != 1)
            continue;
        double radius = 0;
        innermost(cell.land.front(), radius);
        const double score = std::min(radius, 50.0) - glm::length(centroid(cell.face) - LandmarkPoint) / 12;
        if (score > best) {
            best = score;
            filling.landmarkCell = int(c);
        }
    }
    std::map<int, int> schools;
    int parks = 0, schoolCount = 0;
    for (size_t c = 0; c < model.cells.size(); ++c) {
        const std::vector<Polygon> land = model.cells[c].land;
        const Zone zone = model.cells[c].zone;
        for (const Polygon &piece : land) {
            const double area = geometry::area(piece);
            Site site(model, int(c), piece, siteAngle(model.cells[c]));
            if (area < 900 && zone != Zone::Core && zone != Zone::Offices) {
                fillLeftover(site, filling);
                continue;
            }
            switch (zone) {
            case Zone::Core:
                fillCore(site, filling, false);
                break;
            case Zone::Offices:
                fillCore(site, filling, true);
                break;
            case Zone::OldStreet:
                fillOldStreet(site, filling);
                break;
            case Zone::Mall:
                fillMall(site, filling);
                break;
            case Zone::Towers:
                area < 2600 ? fillLeftover(site, filling) : fillTowers(site, filling);
                break;
            case Zone::Slabs:
                fillSlabs(site, filling);
                break;
            case Zone::Village:
                fillVillage(site, filling);
                break;
            case Zone::Factories:
                fillFactories(site, filling);
                break;
            case Zone::Hospital:
                area > 9000 ? fillHospital(site, filling) : fillSlabs(site, filling);
                break;
            case Zone::School: {
                // One school a piece between streets; what a lane cuts off are homes.
                const int face = model.cells[c].face0;
                if (area > 6500 && schools[face]++ == 0)
                    fillSchool(site, filling, Schools[size_t(schoolCount++) % Schools.size()]);
                else
                    fillSlabs(site, filling);
                break;
            }
            case Zone::Market:
                fillMarket(site, filling);
                break;
            case Zone::Station:
                fillStation(site, filling);
                break;
            case Zone::Civic:
                fillCivic(site, filling);
                break;
            case Zone::Hill:
                fillPark(site, filling, both("Yunling Hill Park", "云岭山公园"), true);
                break;
            case Zone::Park:
                fillPark(site, filling, Parks[size_t(parks++) % Parks.size()], false);
                break;
            case Zone::Embankment:
            case Zone::Leftover:
                fillLeftover(site, filling);
                break;
            }
        }
    }
}

/// "云岭大道 1024 号": the nearest street with a name, counted from its start, odd on the left.
LocalizedText addressAt(const std::vector<const Road *> &streets, const Vec2 &p)
{
    const Road *best = nullptr;
    double nearest = std::numeric_limits<double>::infinity();
    for (const Road *road : streets) {
        const double d = distanceToLine(p, road->line) - road->width / 2;
        if (d < nearest) {
            nearest = d;
            best = road;
        }
    }
    double side = 0;
    const double at = chainage(best->line, p, &side);
    const int counted = 1000 + int(at / 4.0) / 2 * 2 + (side > 0 ? 1 : 0);
    const int number = best->klass == RoadClass::Lane ? counted - 1000 + 1 : counted;
    return {QStringLiteral("%1 %2").arg(number).arg(best->name.en),
            QString::fromUtf8("%1 %2 号").arg(best->name.zh).arg(number)};
}

void numberBuildings(DistrictModel &model)
{
    // North to south, west to east, grid by grid; the code as Shenzhen's: 6 county, 3 street, 3 community, 2 grid, 5
    // number.
    std::vector<size_t> order(model.buildings.size());
    std::vector<Vec2> middles;
    for (size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
        middles.push_back(centroid(model.buildings[i].footprint.outer));
    }
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        const BuildingRecord &x = model.buildings[a], &y = model.buildings[b];
        if (x.grid != y.grid)
            return x.grid < y.grid;
        if (x.cell != y.cell)
            return x.cell < y.cell;
        const int rowA = int(middles[a].y / 25), rowB = int(middles[b].y / 25);
        return rowA != rowB ? rowA > rowB : middles[a].x != middles[b].x ? middles[a].x < middles[b].x : a < b;
    });
    std::vector<BuildingRecord> sorted;
    sorted.reserve(order.size());
    for (size_t i : order)
        sorted.push_back(std::move(model.buildings[i]));
    model.buildings = std::move(sorted);

    std::vector<const Road *> streets;
    for (const Road &road : model.roads) {
        if (!road.name.isEmpty() && !road.bridge && road.klass != RoadClass::Alley)
            streets.push_back(&road);
    }
    std::map<int, int> inGrid, inQuarter;
    std::map<QString, int> used;
    for (BuildingRecord &b : model.buildings) {
        const int community = model.blocks[size_t(model.grids[size_t(b.grid)].parent)].parent;
        b.code = QStringLiteral("%1%2%3%4")
                     .arg(model.code)
                     .arg(community + 1, 3, 10, QLatin1Char('0'))
                     .arg(b.grid + 1, 2, 10, QLatin1Char('0'))
                     .arg(++inGrid[b.grid], 5, 10, QLatin1Char('0'));
        const Vec2 at = centroid(b.footprint.outer);
        b.address = addressAt(streets, at);
        if (b.quarter >= 0) {
            const Quarter &quarter = model.quarters[size_t(b.quarter)];
            const bool counts = b.kind == BuildingKind::Tower || b.kind == BuildingKind::Composite ||
                                b.kind == BuildingKind::Slab || b.kind == BuildingKind::VillageHouse;
            if (b.name.isEmpty() && counts) {
                const int number = ++inQuarter[b.quarter];
                if (quarter.type == QLatin1String("urban-village"))
                    b.name = {QStringLiteral("%1 No. %2").arg(quarter.name.en).arg(number),
                              QString::fromUtf8("%1 %2 号").arg(quarter.name.zh).arg(number)};
                else
                    b.name = {QStringLiteral("%1 Building %2").arg(quarter.name.en).arg(number),
                              QString::fromUtf8("%1 %2 栋").arg(quarter.name.zh).arg(number)};
            }
        }
        const int same = ++used[b.address.zh];
        if (same > 1) {
            b.address.zh += QStringLiteral("-%1").arg(same);
            b.address.en += QStringLiteral(", house %1").arg(same);
        }
        if (b.name.isEmpty())
            b.name = b.address;
    }
}

void addFacilities(DistrictModel &model, Random &random)
{
    const auto add = [&](const LocalizedText &name, const char *type, const Vec2 &at, const QString &building) {
        model.facilities.push_back({name, QString::fromLatin1(type), at, building});
    };
    std::map<QString, bool> seen;
    std::vector<const BuildingRecord *> shops, homes;
    for (const BuildingRecord &b : model.buildings) {
        const Vec2 at = centroid(b.footprint.outer);
        if (b.kind == BuildingKind::School && b.name.en.endsWith(QLatin1String(" teaching building"))) {
            const LocalizedText name{b.name.en.chopped(18), b.name.zh.chopped(3)};
            add(name, "school", at, b.code);
        } else if (b.kind == BuildingKind::Hospital && b.name.en.contains(QLatin1String("outpatient"))) {
            add(both("Yunxi Hospital", "云溪医院"), "hospital", at, b.code);
        } else if (b.kind == BuildingKind::Market) {
            add(b.name, "market", at, b.code);
        } else if (b.kind == BuildingKind::Station) {
            add(b.name, "station", at, b.code);
        } else if (b.kind == BuildingKind::Hall) {
            add(b.name, "heritage", at, b.code);
        } else if (b.kind == BuildingKind::Civic) {
            static const std::pair<const char *, const char *> Types[] = {
                {"Party", "party-service"}, {"Sub-district", "government"}, {"Police", "police"},
                {"Cultural", "culture"},    {"Community health", "clinic"}, {"Fire", "fire-station"}};
            for (const auto &[start, type] : Types) {
                if (b.name.en.startsWith(QLatin1String(start)))
                    add(b.name, type, at, b.code);
            }
        } else if (b.use == BuildingUse::Public && b.kind == BuildingKind::Small && b.above >= 2 && b.quarter >= 0) {
            const LocalizedText &quarter = model.quarters[size_t(b.quarter)].name;
            add({quarter.en + QStringLiteral(" kindergarten"), quarter.zh + QString::fromUtf8("幼儿园")},
                "kindergarten", at, b.code);
        } else if (b.kind == BuildingKind::Shop) {
            shops.push_back(&b);
        }
    }
    // Each community has its service stations; they stand in shop rows.
    struct Kind {
        const char *type, *en, *zh;
        int each;
    };
    static const Kind Kinds[] = {{"party-service", "Party-service station", "党群服务站", 1},
                                 {"clinic", "Health station", "社康站", 1},
                                 {"elderly-care", "Day care for the elderly", "长者日间照料中心", 1},
                                 {"toilet", "Public toilet", "公共厕所", 2},
                                 {"waste", "Waste sorting point", "垃圾分类点", 3},
                                 {"fire-point", "Micro fire station", "微型消防站", 2},
                                 {"charging", "E-bike charging point", "电动自行车充电点", 3}};
    if (shops.empty())
        return;
    for (size_t c = 0; c < model.communities.size(); ++c) {
        const LocalizedText &community = model.communities[c].name;
        std::vector<const BuildingRecord *> here;
        for (const BuildingRecord *shop : shops) {
            if (model.blocks[size_t(model.grids[size_t(shop->grid)].parent)].parent == int(c))
                here.push_back(shop);
        }
        if (here.empty())
            here = shops;
        for (const Kind &kind : Kinds) {
            for (int i = 0; i < kind.each; ++i) {
                const BuildingRecord &b = *random.pick(here);
                add({QStringLiteral("%1, %2").arg(community.en, QLatin1String(kind.en)),
                     community.zh + QString::fromUtf8(kind.zh)},
                    kind.type, centroid(b.footprint.outer), b.code);
            }
        }
    }
}

}

DistrictModel makeDistrict(const DistrictOptions &options)
{
    DistrictModel model;
    model.seed = options.seed;
    model.number = options.number;
    model.offset = options.offset;
    model.name = options.number == 1 ? both("Sample sub-district", "样例街道")
                                     : LocalizedText{QStringLiteral("Sample sub-district %1").arg(options.number),
                                                     QString::fromUtf8("样例街道 %1").arg(options.number)};
    model.code = QStringLiteral("440399%1").arg(options.number, 3, 10, QLatin1Char('0'));

    Random network = Random::forTopic(options.seed, 1);
    drawNetwork(model, network);
    drawCells(model, network);
    Names names(Random::forTopic(options.seed, 2));
    drawAreas(model, names);
    drawQuarters(model, names);
    Random building = Random::forTopic(options.seed, 3);
    Filling filling{building, names, options.amount, -1};
    buildCells(model, filling);
    numberBuildings(model);
    Random rest = Random::forTopic(options.seed, 4);
    addFacilities(model, rest);
    if (options.number == 1)
        plantTrees(model, rest, 6000);
    return model;
}

void standOnGround(DistrictModel &model, const Relief &relief)
{
    for (BuildingRecord &b : model.buildings)
        b.ground = relief.lowestUnder(b.footprint.outer);
}

}
