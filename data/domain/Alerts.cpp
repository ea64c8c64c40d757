#include "domain/Alerts.h"

#include "base/Durations.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace domain
{

/// How well a language of RFC 3066 ("zh-CN", "en-US") fits one of ours; 0: not at all. CAP takes "en-US" where none is
/// given.
static int fit(const QString &given, const QString &wanted)
{
    const QString has = given.isEmpty() ? QStringLiteral("en-us") : given.toLower().replace(u'_', u'-');
    const QString wants = wanted.toLower().replace(u'_', u'-');
    if (has == wants)
        return 4;
    if (has.section(u'-', 0, 0) != wants.section(u'-', 0, 0))
        return 0;
    if (wants.startsWith(QLatin1String("zh")))
        return has.contains(QLatin1String("hans")) ? 3 : has == QLatin1String("zh") ? 2 : 1;
    return has.contains(u'-') ? 2 : 3;
}

const AlertInfo *Alert::info(const QString &language) const
{
    const AlertInfo *best = nullptr;
    int bestFit = -1;
    for (const AlertInfo &one : infos) {
        if (const int how = fit(one.language, language); how > bestFit) {
            best = &one;
            bestFit = how;
        }
    }
    return best;
}

qint64 Alert::expires() const
{
    qint64 last = 0;
    for (const AlertInfo &one : infos)
        last = std::max(last, one.expires);
    return last != 0 ? last : sent + base::DayMs;
}

namespace
{

struct Colour {
    QStringView chinese;
    QLatin1String english;
    Severity severity;
};
/// Of China's four-colour warnings and Europe's awareness levels.
const std::array<Colour, 5> Colours{{{u"红", QLatin1String("red"), Severity::Critical},
                                     {u"橙", QLatin1String("orange"), Severity::Major},
                                     {u"黄", QLatin1String("yellow"), Severity::Minor},
                                     {u"蓝", QLatin1String("blue"), Severity::Minor},
                                     {u"绿", QLatin1String("green"), Severity::Normal}}};

/// Whether a parameter speaks of the warning's colour: MeteoAlarm's "awareness_level", China's 预警颜色, 预警级别.
bool isOfColour(const QString &name)
{
    const QString word = name.toLower();
    return word == QLatin1String("awareness_level") || word.contains(QLatin1String("colo")) ||
           word.contains(QStringLiteral("颜色")) || word.contains(QStringLiteral("预警级别")) ||
           word.contains(QStringLiteral("预警等级"));
}

std::optional<Severity> colourOf(const AlertInfo &info)
{
    for (const auto &[name, value] : info.parameters) {
        if (!isOfColour(name))
            continue;
        const QString word = value.toLower();
        for (const Colour &colour : Colours) {
            if (word.contains(colour.chinese) || word.contains(colour.english))
                return colour.severity;
        }
    }
    // "暴雨红色预警信号", "台风橙色预警".
    for (const QString &text : {info.headline, info.event}) {
        for (const Colour &colour : Colours) {
            if (text.contains(colour.chinese.toString() + QStringLiteral("色预警")))
                return colour.severity;
        }
    }
    return {};
}

Severity severityOf(const AlertInfo &info)
{
    if (const auto colour = colourOf(info))
        return *colour;
    if (info.severity == QLatin1String("Extreme"))
        return Severity::Critical;
    if (info.severity == QLatin1String("Severe"))
        return Severity::Major;
    return Severity::Minor;
}

}

Severity Alert::level() const
{
    if (infos.empty())
        return Severity::Minor;
    Severity worst = Severity::Normal;
    for (const AlertInfo &one : infos)
        worst = std::max(worst, severityOf(one));
    return worst;
}

// --- JSON

using Pairs = std::vector<std::pair<QString, QString>>;

static void put(QJsonObject &object, const char *key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(QLatin1String(key), text);
}

static void put(QJsonObject &object, const char *key, qint64 time)
{
    if (time != 0)
        object.insert(QLatin1String(key), time);
}

static void put(QJsonObject &object, const char *key, const QStringList &texts)
{
    if (!texts.isEmpty())
        object.insert(QLatin1String(key), QJsonArray::fromStringList(texts));
}

static void put(QJsonObject &object, const char *key, const Pairs &pairs)
{
    if (pairs.empty())
        return;
    QJsonArray list;
    for (const auto &[name, value] : pairs)
        list.append(QJsonArray{name, value});
    object.insert(QLatin1String(key), list);
}

static QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

static qint64 time(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toInteger();
}

static QStringList texts(const QJsonObject &object, const char *key)
{
    QStringList list;
    for (const QJsonValue value : object.value(QLatin1String(key)).toArray())
        list.append(value.toString());
    return list;
}

static Pairs pairs(const QJsonObject &object, const char *key)
{
    Pairs list;
    for (const QJsonValue value : object.value(QLatin1String(key)).toArray())
        list.emplace_back(value.toArray().at(0).toString(), value.toArray().at(1).toString());
    return list;
}

static QJsonObject toJson(const AlertArea &area)
{
    QJsonObject json;
    put(json, "description", area.description);
    QJsonArray polygons, circles;
    for (const auto &ring : area.polygons) {
        QJsonArray points;
        for (const geometry::Vec2 &point : ring)
            points.append(QJsonArray{point.x, point.y});
        polygons.append(points);
    }
    for (const AlertCircle &circle : area.circles)
        circles.append(QJsonArray{circle.longitude, circle.latitude, circle.radiusKm});
    if (!polygons.isEmpty())
        json.insert(QLatin1String("polygons"), polygons);
    if (!circles.isEmpty())
        json.insert(QLatin1String("circles"), circles);
    put(json, "geocodes", area.geocodes);
    if (!std::isnan(area.altitude))
        json.insert(QLatin1String("altitude"), area.altitude);
    if (!std::isnan(area.ceiling))
        json.insert(QLatin1String("ceiling"), area.ceiling);
    return json;
}

static AlertArea areaFromJson(const QJsonObject &json)
{
    AlertArea area;
    area.description = text(json, "description");
    for (const QJsonValue ring : json.value(QLatin1String("polygons")).toArray()) {
        auto &points = area.polygons.emplace_back();
        for (const QJsonValue point : ring.toArray())
            points.emplace_back(point.toArray().at(0).toDouble(), point.toArray().at(1).toDouble());
    }
    for (const QJsonValue value : json.value(QLatin1String("circles")).toArray()) {
        const QJsonArray circle = value.toArray();
        area.circles.push_back({circle.at(0).toDouble(), circle.at(1).toDouble(), circle.at(2).toDouble()});
    }
    area.geocodes = pairs(json, "geocodes");
    area.altitude = json.value(QLatin1String("altitude")).toDouble(geometry::NaN);
    area.ceiling = json.value(QLatin1String("ceiling")).toDouble(geometry::NaN);
    return area;
}

static QJsonObject toJson(const AlertInfo &info)
{
    QJsonObject json;
    put(json, "language", info.language);
    put(json, "categories", info.categories);
    put(json, "responseTypes", info.responseTypes);
    put(json, "event", info.event);
    put(json, "urgency", info.urgency);
    put(json, "severity", info.severity);
    put(json, "certainty", info.certainty);
    put(json, "audience", info.audience);
    put(json, "eventCodes", info.eventCodes);
    put(json, "parameters", info.parameters);
    put(json, "effective", info.effective);
    put(json, "onset", info.onset);
    put(json, "expires", info.expires);
    put(json, "senderName", info.senderName);
    put(json, "headline", info.headline);
    put(json, "description", info.description);
    put(json, "instruction", info.instruction);
    put(json, "web", info.web);
    put(json, "contact", info.contact);
    put(json, "resources", info.resources);
    QJsonArray areas;
    for (const AlertArea &area : info.areas)
        areas.append(toJson(area));
    if (!areas.isEmpty())
        json.insert(QLatin1String("areas"), areas);
    return json;
}

static AlertInfo infoFromJson(const QJsonObject &json)
{
    AlertInfo info;
    info.language = text(json, "language");
    info.categories = texts(json, "categories");
    info.responseTypes = texts(json, "responseTypes");
    info.event = text(json, "event");
    info.urgency = text(json, "urgency");
    info.severity = text(json, "severity");
    info.certainty = text(json, "certainty");
    info.audience = text(json, "audience");
    info.eventCodes = pairs(json, "eventCodes");
    info.parameters = pairs(json, "parameters");
    info.effective = time(json, "effective");
    info.onset = time(json, "onset");
    info.expires = time(json, "expires");
    info.senderName = text(json, "senderName");
    info.headline = text(json, "headline");
    info.description = text(json, "description");
    info.instruction = text(json, "instruction");
    info.web = text(json, "web");
    info.contact = text(json, "contact");
    info.resources = pairs(json, "resources");
    for (const QJsonValue area : json.value(QLatin1String("areas")).toArray())
        info.areas.push_back(areaFromJson(area.toObject()));
    return info;
}

QJsonObject toJson(const Alert &alert)
{
    QJsonObject json;
    put(json, "id", alert.id);
    put(json, "identifier", alert.identifier);
    put(json, "sender", alert.sender);
    put(json, "source", alert.source);
    put(json, "note", alert.note);
    put(json, "status", alert.status);
    put(json, "messageType", alert.messageType);
    put(json, "scope", alert.scope);
    put(json, "sent", alert.sent);
    put(json, "references", alert.references);
    put(json, "feed", alert.feed);
    QJsonArray infos;
    for (const AlertInfo &info : alert.infos)
        infos.append(toJson(info));
    if (!infos.isEmpty())
        json.insert(QLatin1String("infos"), infos);
    return json;
}

Alert alertFromJson(const QJsonObject &json)
{
    Alert alert;
    alert.id = text(json, "id");
    alert.identifier = text(json, "identifier");
    alert.sender = text(json, "sender");
    alert.source = text(json, "source");
    alert.note = text(json, "note");
    alert.status = text(json, "status");
    alert.messageType = text(json, "messageType");
    alert.scope = text(json, "scope");
    alert.sent = time(json, "sent");
    alert.references = texts(json, "references");
    alert.feed = text(json, "feed");
    for (const QJsonValue info : json.value(QLatin1String("infos")).toArray())
        alert.infos.push_back(infoFromJson(info.toObject()));
    return alert;
}

}
