#include "domain/AlarmCycle.h"

#include "domain/Tr.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace domain
{

static const std::array<QString, AlarmVerbCount> VerbNames = {
    QStringLiteral("raise"),    QStringLiteral("clear"),    QStringLiteral("acknowledge"), QStringLiteral("shelve"),
    QStringLiteral("unshelve"), QStringLiteral("suppress"), QStringLiteral("release"),     QStringLiteral("open"),
    QStringLiteral("join"),     QStringLiteral("note")};

QString alarmVerbName(AlarmVerb verb)
{
    return VerbNames[size_t(verb)];
}

AlarmVerb alarmVerbFromName(const QString &name, bool *ok)
{
    const auto found = std::find(VerbNames.begin(), VerbNames.end(), name);
    if (ok)
        *ok = found != VerbNames.end();
    return found != VerbNames.end() ? AlarmVerb(found - VerbNames.begin()) : AlarmVerb::Note;
}

QString alarmStateName(AlarmState state)
{
    switch (state) {
    case AlarmState::Normal:
        return QStringLiteral("normal");
    case AlarmState::ActiveUnacknowledged:
        return QStringLiteral("active-unacknowledged");
    case AlarmState::ActiveAcknowledged:
        return QStringLiteral("active-acknowledged");
    case AlarmState::ClearedUnacknowledged:
        return QStringLiteral("cleared-unacknowledged");
    case AlarmState::Shelved:
        return QStringLiteral("shelved");
    case AlarmState::Suppressed:
        return QStringLiteral("suppressed");
    }
    return {};
}

QString alarmId(const ObjectRef &subject, const QString &rule)
{
    return refText(subject) + u'/' + rule;
}

static AlarmState stateOf(bool active, bool acknowledged)
{
    if (active)
        return acknowledged ? AlarmState::ActiveAcknowledged : AlarmState::ActiveUnacknowledged;
    return acknowledged ? AlarmState::Normal : AlarmState::ClearedUnacknowledged;
}

AlarmState alarmState(const Alarm &alarm, qint64 now)
{
    if (alarm.shelvedUntil > now)
        return AlarmState::Shelved;
    if (!alarm.suppressedBy.isEmpty() && (alarm.active || !alarm.acknowledged))
        return AlarmState::Suppressed;
    return stateOf(alarm.active, alarm.acknowledged);
}

bool isCalling(const Alarm &alarm, qint64 now)
{
    const AlarmState state = alarmState(alarm, now);
    return state == AlarmState::ActiveUnacknowledged || state == AlarmState::ClearedUnacknowledged;
}

static bool isLegal(const Alarm &alarm, AlarmVerb verb, qint64 now)
{
    switch (verb) {
    case AlarmVerb::Acknowledge:
        return alarm.version > 0 && !alarm.acknowledged;
    case AlarmVerb::Shelve:
        return alarm.version > 0 && alarmState(alarm, now) != AlarmState::Normal;
    case AlarmVerb::Unshelve:
        return alarm.shelvedUntil > now;
    default:
        return true;
    }
}

std::vector<AlarmVerb> allowedVerbs(const Alarm &alarm, qint64 now)
{
    std::vector<AlarmVerb> verbs;
    for (AlarmVerb verb : {AlarmVerb::Acknowledge, AlarmVerb::Shelve, AlarmVerb::Unshelve, AlarmVerb::Note}) {
        if (isLegal(alarm, verb, now))
            verbs.push_back(verb);
    }
    return verbs;
}

base::Status checkEntry(const Alarm &alarm, const Entry &next)
{
    if (next.version != alarm.version + 1)
        return base::failure(QStringLiteral("version-taken"),
                             alarm.acknowledgedBy.isEmpty()
                                 ? tr("the alarm is no longer as it was shown")
                                 : tr("%1 was faster: it is \"%2\" now")
                                       .arg(alarm.acknowledgedBy, alarmStateName(alarmState(alarm, next.time))),
                             {}, alarm.id, tr("look at it again and decide anew"));
    bool known = false;
    const AlarmVerb verb = alarmVerbFromName(next.verb, &known);
    if (!known || !isLegal(alarm, verb, next.time))
        return base::failure(QStringLiteral("step-illegal"),
                             tr("\"%1\" cannot be done to an alarm that is \"%2\"")
                                 .arg(next.verb, alarmStateName(alarmState(alarm, next.time))),
                             {}, alarm.id);
    if (verb == AlarmVerb::Shelve &&
        (next.why.trimmed().isEmpty() || next.body.value(QLatin1String("until")).toInteger() <= next.time))
        return base::failure(QStringLiteral("body-missing"), tr("shelving needs a reason and a time to come"), {},
                             alarm.id);
    return {};
}

base::Result<Entry> nextEntry(const Alarm &alarm, AlarmVerb verb, const Actor &actor, const QJsonObject &body)
{
    Entry entry;
    entry.subject = Subject::Alarm;
    entry.id = alarm.id;
    entry.version = alarm.version + 1;
    entry.verb = alarmVerbName(verb);
    entry.time = actor.time;
    entry.who = actor.who;
    entry.seat = actor.seat;
    entry.why = actor.why;
    entry.body = body;
    if (base::Status status = checkEntry(alarm, entry); !status)
        return tl::unexpected(status.error());
    return entry;
}

static QStringList textsOf(const QJsonValue &array)
{
    QStringList texts;
    for (const QJsonValue each : array.toArray())
        texts.append(each.toString());
    return texts;
}

void applyEntry(Alarm &alarm, const Entry &entry)
{
    const auto text = [&](const char *key) { return entry.body.value(QLatin1String(key)).toString(); };
    alarm.id = entry.id;
    switch (alarmVerbFromName(entry.verb)) {
    case AlarmVerb::Raise: {
        const bool fresh = alarm.version == 0 || (!alarm.active && alarm.acknowledged);
        alarm.subject = refFromText(text("subject"));
        alarm.rule = text("rule");
        alarm.building = text("building");
        alarm.unit = text("unit");
        alarm.areas = textsOf(entry.body.value(QLatin1String("areas")));
        alarm.severity = severityFromName(text("severity"));
        if (fresh) {
            alarm.raised = entry.time;
            alarm.count = 0;
            alarm.event.clear();
            alarm.incident.clear();
            alarm.suppressedBy.clear();
            if (alarm.shelvedUntil <= entry.time) {
                alarm.shelvedUntil = 0;
                alarm.shelvedBy.clear();
                alarm.shelvedWhy.clear();
            }
        }
        alarm.active = true;
        alarm.acknowledged = false;
        alarm.acknowledgedAt = 0;
        alarm.acknowledgedBy.clear();
        alarm.cleared = 0;
        alarm.lastRaised = entry.time;
        ++alarm.count;
        alarm.why = explanationFromJson(entry.body.value(QLatin1String("why")).toObject());
        break;
    }
    case AlarmVerb::Clear:
        alarm.active = false;
        alarm.cleared = entry.time;
        if (!alarm.suppressedBy.isEmpty()) {
            // It never called for a hand, so nobody has to acknowledge that it is over.
            alarm.acknowledged = true;
            alarm.suppressedBy.clear();
        }
        break;
    case AlarmVerb::Acknowledge:
        alarm.acknowledged = true;
        alarm.acknowledgedAt = entry.time;
        alarm.acknowledgedBy = entry.who;
        break;
    case AlarmVerb::Shelve:
        alarm.shelvedUntil = entry.body.value(QLatin1String("until")).toInteger();
        alarm.shelvedBy = entry.who;
        alarm.shelvedWhy = entry.why;
        break;
    case AlarmVerb::Unshelve:
        alarm.shelvedUntil = 0;
        alarm.shelvedBy.clear();
        alarm.shelvedWhy.clear();
        break;
    case AlarmVerb::Suppress:
        alarm.suppressedBy = text("by");
        break;
    case AlarmVerb::Release:
        alarm.suppressedBy.clear();
        break;
    case AlarmVerb::Open:
        alarm.event = text("event");
        break;
    case AlarmVerb::Join:
        alarm.incident = text("incident");
        break;
    case AlarmVerb::Note:
        break;
    }
    alarm.version = std::max(alarm.version, entry.version);
    alarm.changed = std::max(alarm.changed, entry.time);
}

Alarm foldAlarm(const std::vector<Entry> &entries)
{
    Alarm alarm;
    for (const Entry &entry : entries) {
        if (entry.version > alarm.version)
            applyEntry(alarm, entry);
    }
    return alarm;
}

// JSON

QJsonObject toJson(const Explanation &why)
{
    QJsonObject json;
    const auto text = [&json](const char *key, const QString &value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(key), value);
    };
    const auto number = [&json](const char *key, double value) {
        if (std::isfinite(value))
            json.insert(QLatin1String(key), value);
    };
    text("datastream", why.datastream);
    text("property", why.property);
    text("unit", why.unit);
    number("threshold", why.threshold);
    number("value", why.value);
    json.insert(QStringLiteral("met"), why.met);
    QJsonArray observations;
    for (const Evidence &each : why.observations)
        observations.append(QJsonArray{each.time, each.value});
    if (!observations.isEmpty())
        json.insert(QStringLiteral("observations"), observations);
    text("presence", why.presence);
    text("presenceThing", why.presenceThing);
    if (why.presenceTime != 0)
        json.insert(QStringLiteral("presenceTime"), why.presenceTime);
    if (!why.things.isEmpty())
        json.insert(QStringLiteral("things"), QJsonArray::fromStringList(why.things));
    return json;
}

Explanation explanationFromJson(const QJsonObject &json)
{
    Explanation why;
    const auto text = [&json](const char *key) { return json.value(QLatin1String(key)).toString(); };
    why.datastream = text("datastream");
    why.property = text("property");
    why.unit = text("unit");
    why.threshold = json.value(QLatin1String("threshold")).toDouble(geometry::NaN);
    why.value = json.value(QLatin1String("value")).toDouble(geometry::NaN);
    why.met = json.value(QLatin1String("met")).toInteger();
    for (const QJsonValue each : json.value(QLatin1String("observations")).toArray())
        why.observations.push_back({each.toArray().at(0).toInteger(), each.toArray().at(1).toDouble(geometry::NaN)});
    why.presence = text("presence");
    why.presenceThing = text("presenceThing");
    why.presenceTime = json.value(QLatin1String("presenceTime")).toInteger();
    for (const QJsonValue each : json.value(QLatin1String("things")).toArray())
        why.things.append(each.toString());
    return why;
}

QJsonObject toJson(const Alarm &alarm)
{
    QJsonObject json{
        {QStringLiteral("id"), alarm.id},          {QStringLiteral("subject"), refText(alarm.subject)},
        {QStringLiteral("rule"), alarm.rule},      {QStringLiteral("severity"), severityName(alarm.severity)},
        {QStringLiteral("active"), alarm.active},  {QStringLiteral("acknowledged"), alarm.acknowledged},
        {QStringLiteral("count"), alarm.count},    {QStringLiteral("version"), alarm.version},
        {QStringLiteral("why"), toJson(alarm.why)}};
    const auto text = [&json](const char *key, const QString &value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(key), value);
    };
    const auto number = [&json](const char *key, qint64 value) {
        if (value != 0)
            json.insert(QLatin1String(key), value);
    };
    text("building", alarm.building);
    text("unit", alarm.unit);
    if (!alarm.areas.isEmpty())
        json.insert(QStringLiteral("areas"), QJsonArray::fromStringList(alarm.areas));
    number("raised", alarm.raised);
    number("lastRaised", alarm.lastRaised);
    number("cleared", alarm.cleared);
    number("acknowledgedAt", alarm.acknowledgedAt);
    text("acknowledgedBy", alarm.acknowledgedBy);
    number("shelvedUntil", alarm.shelvedUntil);
    text("shelvedBy", alarm.shelvedBy);
    text("shelvedWhy", alarm.shelvedWhy);
    text("suppressedBy", alarm.suppressedBy);
    text("incident", alarm.incident);
    text("event", alarm.event);
    number("changed", alarm.changed);
    return json;
}

Alarm alarmFromJson(const QJsonObject &json)
{
    Alarm alarm;
    const auto text = [&json](const char *key) { return json.value(QLatin1String(key)).toString(); };
    const auto number = [&json](const char *key) { return json.value(QLatin1String(key)).toInteger(); };
    alarm.id = text("id");
    alarm.subject = refFromText(text("subject"));
    alarm.rule = text("rule");
    alarm.building = text("building");
    alarm.unit = text("unit");
    alarm.areas = textsOf(json.value(QLatin1String("areas")));
    alarm.severity = severityFromName(text("severity"));
    alarm.active = json.value(QLatin1String("active")).toBool();
    alarm.acknowledged = json.value(QLatin1String("acknowledged")).toBool();
    alarm.count = int(number("count"));
    alarm.version = int(number("version"));
    alarm.why = explanationFromJson(json.value(QLatin1String("why")).toObject());
    alarm.raised = number("raised");
    alarm.lastRaised = number("lastRaised");
    alarm.cleared = number("cleared");
    alarm.acknowledgedAt = number("acknowledgedAt");
    alarm.acknowledgedBy = text("acknowledgedBy");
    alarm.shelvedUntil = number("shelvedUntil");
    alarm.shelvedBy = text("shelvedBy");
    alarm.shelvedWhy = text("shelvedWhy");
    alarm.suppressedBy = text("suppressedBy");
    alarm.incident = text("incident");
    alarm.event = text("event");
    alarm.changed = number("changed");
    return alarm;
}

}
