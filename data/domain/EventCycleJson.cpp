#include "domain/EventCycle.h"

#include <QJsonArray>

namespace domain
{

QJsonObject toJson(const Event &event)
{
    QJsonObject json;
    const auto text = [&json](const char *key, const QString &value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(key), value);
    };
    const auto number = [&json](const char *key, qint64 value) {
        if (value != 0)
            json.insert(QLatin1String(key), value);
    };
    text("id", event.id);
    text("type", event.type);
    text("title", event.title);
    text("description", event.description);
    text("state", eventStateName(event.state));
    text("class", event.klass);
    text("source", event.source);
    text("address", event.address);
    text("mediaUrl", event.mediaUrl);
    if (!event.place.id.isEmpty())
        json.insert(QStringLiteral("place"), refText(event.place));
    text("domain", event.domain);
    text("building", event.building);
    if (!event.areas.isEmpty())
        json.insert(QStringLiteral("areas"), QJsonArray::fromStringList(event.areas));
    number("reported", event.reported);
    number("updated", event.updated);
    number("closed", event.closed);
    number("due", event.due);
    if (event.hasPosition) {
        json.insert(QStringLiteral("lon"), event.longitude);
        json.insert(QStringLiteral("lat"), event.latitude);
    }
    text("severity", severityName(event.severity));
    text("assignee", event.assignee);
    text("assigneeName", event.assigneeName);
    number("level", event.level);
    number("satisfaction", event.satisfaction);
    text("mergedInto", event.mergedInto);
    if (!event.mergedFrom.isEmpty())
        json.insert(QStringLiteral("mergedFrom"), QJsonArray::fromStringList(event.mergedFrom));
    number("accepted", event.accepted);
    number("acceptDue", event.acceptDue);
    number("told", event.told);
    number("version", event.version);
    if (event.worked)
        json.insert(QStringLiteral("worked"), true);
    QJsonArray attachments;
    for (const Attachment &each : event.attachments)
        attachments.append(QJsonObject{{QStringLiteral("url"), each.url},
                                       {QStringLiteral("title"), each.title},
                                       {QStringLiteral("who"), each.who},
                                       {QStringLiteral("time"), each.time}});
    if (!attachments.isEmpty())
        json.insert(QStringLiteral("attachments"), attachments);
    QJsonArray steps;
    for (const Transition &step : event.history) {
        QJsonObject each{{QStringLiteral("to"), eventStateName(step.to)}, {QStringLiteral("time"), step.time}};
        const auto add = [&each](const char *key, const QString &value) {
            if (!value.isEmpty())
                each.insert(QLatin1String(key), value);
        };
        add("who", step.who);
        add("why", step.why);
        add("result", step.result);
        if (step.version > 0) {
            each.insert(QStringLiteral("version"), step.version);
            each.insert(QStringLiteral("verb"), eventVerbName(step.verb));
            if (!step.detail.isEmpty())
                each.insert(QStringLiteral("detail"), step.detail);
        }
        if (step.undone)
            each.insert(QStringLiteral("undone"), true);
        steps.append(each);
    }
    if (!steps.isEmpty())
        json.insert(QStringLiteral("steps"), steps);
    return json;
}

Event eventFromJson(const QJsonObject &json)
{
    Event event;
    const auto text = [&json](const char *key) { return json.value(QLatin1String(key)).toString(); };
    const auto number = [&json](const char *key) { return json.value(QLatin1String(key)).toInteger(); };
    event.id = text("id");
    event.type = text("type");
    event.title = text("title");
    event.description = text("description");
    event.state = eventStateFromName(text("state"));
    event.klass = text("class");
    event.source = text("source");
    event.address = text("address");
    event.mediaUrl = text("mediaUrl");
    event.place = refFromText(text("place"));
    event.domain = text("domain");
    event.building = text("building");
    for (const QJsonValue each : json.value(QLatin1String("areas")).toArray())
        event.areas.append(each.toString());
    event.reported = number("reported");
    event.updated = number("updated");
    event.closed = number("closed");
    event.due = number("due");
    event.hasPosition = json.contains(QLatin1String("lon")) && json.contains(QLatin1String("lat"));
    event.longitude = json.value(QLatin1String("lon")).toDouble();
    event.latitude = json.value(QLatin1String("lat")).toDouble();
    event.severity = severityFromName(text("severity"));
    event.assignee = text("assignee");
    event.assigneeName = text("assigneeName");
    event.level = int(number("level"));
    event.satisfaction = int(number("satisfaction"));
    event.mergedInto = text("mergedInto");
    for (const QJsonValue each : json.value(QLatin1String("mergedFrom")).toArray())
        event.mergedFrom.append(each.toString());
    event.accepted = number("accepted");
    event.acceptDue = number("acceptDue");
    event.told = number("told");
    event.version = int(number("version"));
    event.worked = json.value(QLatin1String("worked")).toBool();
    for (const QJsonValue value : json.value(QLatin1String("attachments")).toArray()) {
        const QJsonObject each = value.toObject();
        event.attachments.push_back(
            {each.value(QLatin1String("url")).toString(), each.value(QLatin1String("title")).toString(),
             each.value(QLatin1String("who")).toString(), each.value(QLatin1String("time")).toInteger()});
    }
    for (const QJsonValue value : json.value(QLatin1String("steps")).toArray()) {
        const QJsonObject each = value.toObject();
        Transition step{eventStateFromName(each.value(QLatin1String("to")).toString()),
                        each.value(QLatin1String("time")).toInteger(), each.value(QLatin1String("who")).toString(),
                        each.value(QLatin1String("why")).toString(), each.value(QLatin1String("result")).toString()};
        step.version = each.value(QLatin1String("version")).toInt();
        if (step.version > 0)
            step.verb = eventVerbFromName(each.value(QLatin1String("verb")).toString());
        step.detail = each.value(QLatin1String("detail")).toObject();
        step.undone = each.value(QLatin1String("undone")).toBool();
        event.history.push_back(std::move(step));
    }
    return event;
}

}
