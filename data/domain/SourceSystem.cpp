#include "domain/SourceSystem.h"

#include "domain/Tr.h"

#include <QJsonArray>
#include <QSet>

namespace domain
{

static QStringList listOf(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue entry : value.toArray()) {
        const QString text = entry.toString();
        if (!text.isEmpty() && !list.contains(text))
            list.append(text);
    }
    return list;
}

base::Result<std::vector<SourceSystem>> sourcesFromJson(const QJsonObject &object, const QString &source)
{
    const QString format = object.value(QLatin1String("format")).toString();
    if (format != QLatin1String("yunjie-sources/1"))
        return base::failure(QStringLiteral("format-unknown"),
                             tr("the format is \"%1\", not \"%2\"").arg(format, QLatin1String("yunjie-sources/1")),
                             source, QStringLiteral("/format"));
    std::vector<SourceSystem> systems;
    QSet<QString> ids;
    const QJsonArray list = object.value(QLatin1String("sources")).toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QJsonObject entry = list.at(i).toObject();
        const QString pointer = QStringLiteral("/sources/%1").arg(i);
        SourceSystem system;
        system.id = entry.value(QLatin1String("id")).toString();
        if (system.id.isEmpty())
            return base::failure(QStringLiteral("json-type"),
                                 tr("\"%1\" is missing or not of the right type").arg(QLatin1String("id")), source,
                                 pointer);
        if (ids.contains(system.id))
            return base::failure(QStringLiteral("json-type"), tr("\"%1\" is there twice").arg(system.id), source,
                                 pointer + QStringLiteral("/id"));
        ids.insert(system.id);
        system.name = base::LocalizedText::fromJson(entry.value(QLatin1String("name")));
        if (system.name.isEmpty())
            system.name = {system.id, system.id};
        system.owner = base::LocalizedText::fromJson(entry.value(QLatin1String("owner")));
        system.layers = listOf(entry.value(QLatin1String("layers")));
        system.feeds = listOf(entry.value(QLatin1String("feeds")));
        system.events = listOf(entry.value(QLatin1String("events")));
        system.things = listOf(entry.value(QLatin1String("things")));
        system.alerts = entry.value(QLatin1String("alerts")).toBool();
        system.freshSeconds = entry.value(QLatin1String("fresh")).toDouble();
        systems.push_back(std::move(system));
    }
    return systems;
}

}
