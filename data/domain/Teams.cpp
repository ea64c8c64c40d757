#include "domain/Teams.h"

#include "domain/Tr.h"

#include <QJsonArray>
#include <QSet>

namespace domain
{

base::Result<std::vector<Team>> teamsFromJson(const QJsonObject &object, const QString &source)
{
    const QString format = object.value(QLatin1String("format")).toString();
    if (format != QLatin1String("yunjie-teams/1"))
        return base::failure(QStringLiteral("format-unknown"),
                             tr("the format is \"%1\", not \"%2\"").arg(format, QLatin1String("yunjie-teams/1")),
                             source, QStringLiteral("/format"));
    std::vector<Team> teams;
    QSet<QString> ids;
    const QJsonArray list = object.value(QLatin1String("teams")).toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QJsonObject entry = list.at(i).toObject();
        const QString pointer = QStringLiteral("/teams/%1").arg(i);
        const auto text = [&](const char *key) { return entry.value(QLatin1String(key)).toString(); };
        Team team;
        team.id = text("id");
        if (team.id.isEmpty())
            return base::failure(QStringLiteral("json-type"),
                                 tr("\"%1\" is missing or not of the right type").arg(QLatin1String("id")), source,
                                 pointer);
        if (ids.contains(team.id))
            return base::failure(QStringLiteral("json-type"), tr("\"%1\" is there twice").arg(team.id), source,
                                 pointer + QStringLiteral("/id"));
        ids.insert(team.id);
        team.name = base::LocalizedText::fromJson(entry.value(QLatin1String("name")));
        if (team.name.isEmpty())
            team.name = {team.id, team.id};
        team.kind = text("kind");
        team.telephone = text("telephone");
        for (const QJsonValue type : entry.value(QLatin1String("types")).toArray())
            team.types.append(type.toString());
        team.area = refFromText(text("area"));
        if (const QJsonArray at = entry.value(QLatin1String("at")).toArray(); at.size() == 2) {
            team.hasPosition = true;
            team.longitude = at.at(0).toDouble();
            team.latitude = at.at(1).toDouble();
        }
        teams.push_back(std::move(team));
    }
    return teams;
}

}
