#include "sample/Teams.h"

#include "sample/Names.h"
#include "sample/Shapes.h"
#include "sample/Writers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sample
{

namespace
{

QStringList words(const char *list)
{
    return QString::fromLatin1(list).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

LocalizedText joined(const LocalizedText &place, const char *en, const char *zh)
{
    return {QStringLiteral("%1, %2").arg(place.en, QString::fromLatin1(en)), place.zh + QString::fromUtf8(zh)};
}

}

std::vector<TeamRecord> teamsOf(const DistrictModel &model)
{
    std::vector<TeamRecord> teams;
    const auto middleOf = [](const MultiPolygon &shape) { return geometry::representativePoint(shape); };
    for (const Area &grid : model.grids)
        teams.push_back({memberTeam(grid),
                         grid.manager,
                         "grid-member",
                         {},
                         QStringLiteral("grid:") + grid.code,
                         middleOf(grid.shape)});
    for (const Area &block : model.blocks)
        teams.push_back({blockTeam(block), joined(block.name, "response team", "处置组"), "block",
                         words("fire-hazard electrical-hazard e-bike-indoors facility-damage property-dispute "
                               "service-request"),
                         QStringLiteral("block:") + block.code, middleOf(block.shape)});
    for (const Area &community : model.communities) {
        const QString area = QStringLiteral("community:") + community.code;
        const Vec2 middle = middleOf(community.shape);
        teams.push_back({communityTeam(community), joined(community.name, "community office", "工作站"), "community",
                         words("gas-hazard building-hazard illegal-construction labour-dispute neighbour-dispute "
                               "housing-request water-pollution"),
                         area, middle});
        teams.push_back({QStringLiteral("volunteers-") + community.code,
                         joined(community.name, "volunteers", "志愿服务队"), "volunteers",
                         words("care-request neighbour-dispute severe-weather"), area, middle});
    }
    for (const Quarter &quarter : model.quarters) {
        if (quarter.type == QLatin1String("residential"))
            teams.push_back({QStringLiteral("property-") + quarter.code,
                             joined(quarter.name, "property company", "物业"), "property",
                             words("property-dispute e-bike-indoors garbage-overflow facility-damage illegal-parking "
                                   "noise flooding"),
                             QStringLiteral("quarter:") + quarter.code, middleOf(quarter.shape)});
    }
    Vec2 office = middleOf({model.border}), market = office;
    std::map<QString, int> met;
    for (const Facility &facility : model.facilities) {
        struct Service {
            const char *facility, *kind, *types;
        };
        static constexpr Service Services[] = {
            {"fire-station", "fire", "fire fire-hazard gas-hazard"},
            {"fire-point", "fire", "fire fire-hazard electrical-hazard e-bike-indoors"},
            {"police", "police", "disputes illegal-parking noise"},
            {"hospital", "medical", "care-request fire"},
            {"clinic", "medical", "care-request"}};
        if (facility.type == QLatin1String("government"))
            office = facility.point;
        if (facility.type == QLatin1String("market"))
            market = facility.point;
        for (const Service &service : Services) {
            if (facility.type == QLatin1String(service.facility))
                teams.push_back({QStringLiteral("%1-%2").arg(facility.type).arg(++met[facility.type]),
                                 facility.name,
                                 service.kind,
                                 words(service.types),
                                 {},
                                 facility.point});
        }
    }
    const Vec2 river = pointAlong(model.riverLine, 0.45 * geometry::length(model.riverLine));
    teams.push_back({emergencyTeam(),
                     both("Sub-district emergency team", "街道应急队"),
                     "emergency",
                     words("emergency"),
                     {},
                     office});
    teams.push_back({QStringLiteral("city-management-1"),
                     both("City management, squad 1", "城管执法一中队"),
                     "city-management",
                     words("urban-management noise"),
                     {},
                     office});
    teams.push_back({QStringLiteral("city-management-2"),
                     both("City management, squad 2", "城管执法二中队"),
                     "city-management",
                     words("urban-management noise"),
                     {},
                     market});
    teams.push_back({QStringLiteral("drainage"),
                     both("Drainage works", "排水养护队"),
                     "drainage",
                     words("flooding water-pollution"),
                     {},
                     river});
    return teams;
}

base::Status writeTeams(const QString &file, const DistrictModel &model)
{
    QByteArray out("{\"format\": \"yunjie-teams/1\",\n \"teams\": [\n");
    int number = 0;
    const std::vector<TeamRecord> teams = teamsOf(model);
    for (const TeamRecord &team : teams) {
        const Vec2 at = toLonLat(team.point);
        QJsonObject one{
            {QStringLiteral("id"), team.id},
            {QStringLiteral("name"), team.name.toJson()},
            {QStringLiteral("kind"), QString::fromLatin1(team.kind)},
            // No such numbers are given out.
            {QStringLiteral("telephone"), QStringLiteral("0755-0000%1").arg(++number, 4, 10, QLatin1Char('0'))},
            {QStringLiteral("at"), QJsonArray{std::round(at.x * 1e6) / 1e6, std::round(at.y * 1e6) / 1e6}}};
        if (!team.types.isEmpty())
            one.insert(QStringLiteral("types"), QJsonArray::fromStringList(team.types));
        if (!team.area.isEmpty())
            one.insert(QStringLiteral("area"), team.area);
        out +=
            "  " + QJsonDocument(one).toJson(QJsonDocument::Compact) + (size_t(number) < teams.size() ? ",\n" : "\n");
    }
    return writeFile(file, out + " ]}\n");
}

}
