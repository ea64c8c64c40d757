#include "notify/Delivery.h"

#include <QHash>

#include <algorithm>

namespace notify
{

QJsonObject toJson(const Message &message)
{
    QJsonObject json{
        {QStringLiteral("id"), message.id},
        {QStringLiteral("kind"), message.kind},
        {QStringLiteral("severity"), domain::severityName(message.severity)},
        {QStringLiteral("place"), message.place.toJson()},
        {QStringLiteral("text"), message.text.toJson()},
        {QStringLiteral("time"), QDateTime::fromMSecsSinceEpoch(message.time, Qt::UTC).toString(Qt::ISODateWithMs)}};
    const auto text = [&json](const char *key, const QString &value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(key), value);
    };
    text("rule", message.rule);
    text("subject", message.subject);
    text("url", message.url);
    if (!message.district.isEmpty())
        json.insert(QStringLiteral("district"), message.district.toJson());
    if (message.count != 1)
        json.insert(QStringLiteral("count"), message.count);
    return json;
}

Message messageFromJson(const QJsonObject &json)
{
    const auto text = [&json](const char *key) { return json.value(QLatin1String(key)).toString(); };
    const auto localized = [&json](const char *key) {
        return base::LocalizedText::fromJson(json.value(QLatin1String(key)));
    };
    Message message;
    message.id = text("id");
    message.kind = text("kind");
    message.severity = domain::severityFromName(text("severity"));
    message.rule = text("rule");
    message.subject = text("subject");
    message.place = localized("place");
    message.text = localized("text");
    message.district = localized("district");
    message.time = QDateTime::fromString(text("time"), Qt::ISODateWithMs).toMSecsSinceEpoch();
    message.url = text("url");
    message.count = json.value(QLatin1String("count")).toInt(1);
    return message;
}

QString deliveryStateName(Delivery::State state)
{
    switch (state) {
    case Delivery::State::Waiting:
        return QStringLiteral("waiting");
    case Delivery::State::Trying:
        return QStringLiteral("trying");
    case Delivery::State::Delivered:
        return QStringLiteral("delivered");
    case Delivery::State::GivenUp:
        return QStringLiteral("given-up");
    }
    return {};
}

QString deliveryId(const QString &target, const QString &message)
{
    return QStringLiteral("%1/%2").arg(target, message);
}

void applyEntry(Delivery &delivery, const domain::Entry &entry)
{
    delivery.id = entry.id;
    const auto number = [&entry](const char *key) { return entry.body.value(QLatin1String(key)).toInteger(); };
    if (entry.verb == QLatin1String("queue")) {
        delivery.target = entry.body.value(QLatin1String("target")).toString();
        delivery.message = messageFromJson(entry.body.value(QLatin1String("message")).toObject());
        delivery.queued = delivery.next = entry.time;
    } else if (entry.verb == QLatin1String("try")) {
        // The one before was never answered, as far as anybody knows.
        if (delivery.state == Delivery::State::Trying)
            ++delivery.unknown;
        delivery.state = Delivery::State::Trying;
        delivery.attempts = std::max(delivery.attempts, int(number("attempt")));
    } else if (entry.verb == QLatin1String("fail")) {
        delivery.state = Delivery::State::Waiting;
        delivery.status = int(number("status"));
        delivery.reason = entry.body.value(QLatin1String("reason")).toString();
        delivery.next = number("next");
    } else if (entry.verb == QLatin1String("deliver")) {
        delivery.state = Delivery::State::Delivered;
        delivery.status = int(number("status"));
        delivery.reason.clear();
        delivery.next = 0;
    } else if (entry.verb == QLatin1String("give-up")) {
        delivery.state = Delivery::State::GivenUp;
        delivery.reason = entry.body.value(QLatin1String("reason")).toString();
        delivery.next = 0;
    }
    delivery.changed = std::max(delivery.changed, entry.time);
    delivery.version = std::max(delivery.version, entry.version);
}

std::vector<Delivery> foldDeliveries(std::vector<domain::Entry> entries)
{
    std::stable_sort(entries.begin(), entries.end(),
                     [](const domain::Entry &a, const domain::Entry &b) { return a.version < b.version; });
    std::vector<Delivery> deliveries;
    QHash<QString, size_t> index;
    for (const domain::Entry &entry : entries) {
        if (entry.subject != domain::Subject::Delivery)
            continue;
        const auto found = index.constFind(entry.id);
        const size_t at = found != index.constEnd() ? *found : deliveries.size();
        if (found == index.constEnd()) {
            index.insert(entry.id, at);
            deliveries.emplace_back();
        }
        applyEntry(deliveries[at], entry);
    }
    std::stable_sort(deliveries.begin(), deliveries.end(),
                     [](const Delivery &a, const Delivery &b) { return a.changed > b.changed; });
    return deliveries;
}

}
