#include "domain/Catalogue.h"

#include "domain/Tr.h"

#include <QDate>
#include <QJsonArray>
#include <QSet>

#include <cmath>

namespace domain
{

namespace
{

/// Reads one of the three files: checks `format` and walks the list `key`, naming what is wrong by its JSON pointer.
class ListReader
{
public:
    ListReader(const QJsonObject &object, QString source) : m_object(object), m_source(std::move(source)) {}

    tl::unexpected<base::Error> wrong(const QString &pointer, const QString &message) const
    {
        return base::failure(QStringLiteral("json-type"), message, m_source, pointer);
    }
    tl::unexpected<base::Error> missing(const QString &pointer, const char *key) const
    {
        return wrong(pointer, tr("\"%1\" is missing or not of the right type").arg(QLatin1String(key)));
    }

    base::Status checkFormat(const char *format) const
    {
        const QString found = m_object.value(QLatin1String("format")).toString();
        if (found == QLatin1String(format))
            return {};
        return tl::unexpected(base::Error{QStringLiteral("format-unknown"),
                                          tr("the format is \"%1\", not \"%2\"").arg(found, QLatin1String(format)),
                                          m_source,
                                          QStringLiteral("/format"),
                                          {}});
    }

    /// `each(object, pointer)` returns a Status; ids have to be there and to differ.
    template <typename Each> base::Status forEach(const char *key, Each each) const
    {
        const QJsonValue list = m_object.value(QLatin1String(key));
        if (!list.isArray())
            return wrong(QStringLiteral("/%1").arg(QLatin1String(key)), tr("a list is expected here"));
        QSet<QString> ids;
        const QJsonArray array = list.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString pointer = QStringLiteral("/%1/%2").arg(QLatin1String(key)).arg(i);
            if (!array.at(i).isObject())
                return wrong(pointer, tr("an object is expected here"));
            const QJsonObject object = array.at(i).toObject();
            const QString id = object.value(QLatin1String("id")).toString();
            if (id.isEmpty())
                return missing(pointer, "id");
            if (ids.contains(id))
                return wrong(pointer + QStringLiteral("/id"), tr("\"%1\" is there twice").arg(id));
            ids.insert(id);
            if (base::Status status = each(object, pointer); !status)
                return status;
        }
        return {};
    }

private:
    const QJsonObject &m_object;
    QString m_source;
};

/// "minor" (or "warning"), "major", "critical", "normal".
bool readSeverity(const QString &name, Severity &severity)
{
    bool ok = false;
    severity = severityFromName(name, &ok);
    return ok;
}

}

const EventType *Catalogue::type(const QString &id) const
{
    for (const EventType &type : types) {
        if (type.id == id)
            return &type;
    }
    for (const EventType &type : types) {
        if (type.aliases.contains(id, Qt::CaseInsensitive))
            return &type;
    }
    return nullptr;
}

const EventDomain *Catalogue::domain(const QString &id) const
{
    for (const EventDomain &domain : domains) {
        if (domain.id == id)
            return &domain;
    }
    return nullptr;
}

base::Result<Catalogue> Catalogue::fromJson(const QJsonObject &object, const QString &source)
{
    const ListReader reader(object, source);
    Catalogue catalogue;
    base::Status status = reader.checkFormat("yunjie-catalogue/1");
    if (status) {
        status = reader.forEach("domains", [&](const QJsonObject &entry, const QString &) -> base::Status {
            const QString id = entry.value(QLatin1String("id")).toString();
            base::LocalizedText name = base::LocalizedText::fromJson(entry.value(QLatin1String("name")));
            catalogue.domains.push_back({id, name.isEmpty() ? base::LocalizedText{id, id} : name});
            return {};
        });
    }
    if (status) {
        status = reader.forEach("types", [&](const QJsonObject &entry, const QString &pointer) -> base::Status {
            EventType type;
            type.id = entry.value(QLatin1String("id")).toString();
            type.domain = entry.value(QLatin1String("domain")).toString();
            if (!catalogue.domain(type.domain))
                return reader.wrong(pointer + QStringLiteral("/domain"),
                                    tr("there is no domain \"%1\"").arg(type.domain));
            type.name = base::LocalizedText::fromJson(entry.value(QLatin1String("name")));
            if (type.name.isEmpty())
                return reader.missing(pointer, "name");
            type.klass = entry.value(QLatin1String("class")).toString();
            if (!QStringList{QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C"), QStringLiteral("D")}
                     .contains(type.klass))
                return reader.wrong(pointer + QStringLiteral("/class"), tr("the class has to be A, B, C or D"));
            const QString severity = entry.value(QLatin1String("severity")).toString(QStringLiteral("minor"));
            if (!readSeverity(severity, type.severity))
                return reader.wrong(pointer + QStringLiteral("/severity"),
                                    tr("\"%1\" is not a severity").arg(severity));
            type.acceptMinutes = entry.value(QLatin1String("accept")).toInt();
            type.closeMinutes = entry.value(QLatin1String("close")).toInt();
            if (type.acceptMinutes < 0 || type.closeMinutes < 0)
                return reader.wrong(pointer, tr("limits cannot be negative"));
            const QJsonArray aliases = entry.value(QLatin1String("aliases")).toArray();
            for (const QJsonValue &alias : aliases)
                type.aliases.append(alias.toString());
            catalogue.types.push_back(std::move(type));
            return {};
        });
    }
    if (const QJsonValue duplicates = object.value(QLatin1String("duplicates")); status && !duplicates.isUndefined()) {
        for (auto [key, value] :
             {std::pair{"metres", &catalogue.duplicateMetres}, std::pair{"minutes", &catalogue.duplicateMinutes}}) {
            const QJsonValue limit = duplicates.toObject().value(QLatin1String(key));
            if (status && !limit.isUndefined() && !(limit.isDouble() && limit.toDouble() >= 0))
                status = reader.wrong(QStringLiteral("/duplicates/") + QLatin1String(key),
                                      tr("a number of 0 or more is expected here"));
            *value = limit.toDouble(*value);
        }
    }
    if (!status)
        return tl::unexpected(status.error());
    return catalogue;
}

const AlarmRule *Rules::rule(const QString &id) const
{
    for (const AlarmRule &rule : rules) {
        if (rule.id == id)
            return &rule;
    }
    return nullptr;
}

namespace
{

using Compare = AlarmRule::Compare;

/// The key that says what is compared; each rule has exactly one. `months` and `days` stand beside theirs.
constexpr std::pair<const char *, Compare> Comparisons[] = {
    {"above", Compare::Above}, {"below", Compare::Below},         {"equals", Compare::Equals},
    {"rise", Compare::Rise},   {"deviation", Compare::Deviation}, {"silence", Compare::Silence},
    {"share", Compare::Share}};

/// One rule of rules.json.
class RuleReader
{
public:
    RuleReader(const ListReader &reader, const QJsonObject &entry, const QString &pointer)
        : m_reader(reader), m_entry(entry), m_pointer(pointer)
    {
    }

    base::Result<AlarmRule> read()
    {
        m_rule.id = text("id");
        m_rule.name = base::LocalizedText::fromJson(m_entry.value(QLatin1String("name")));
        if (m_rule.name.isEmpty())
            m_rule.name = {m_rule.id, m_rule.id};
        for (const auto step : {&RuleReader::readComparison, &RuleReader::readWhat, &RuleReader::readNumbers,
                                &RuleReader::readStations, &RuleReader::readConsequences}) {
            if (base::Status status = (this->*step)(); !status)
                return tl::unexpected(status.error());
        }
        return m_rule;
    }

private:
    QString text(const char *key) const { return m_entry.value(QLatin1String(key)).toString(); }
    QString at(const char *key) const { return m_pointer + QLatin1Char('/') + QLatin1String(key); }
    /// Takes a number over where there is one; false where there is something else.
    template <typename Number> bool number(const char *key, Number &into) const
    {
        const QJsonValue value = m_entry.value(QLatin1String(key));
        if (value.isDouble())
            into = Number(value.toDouble());
        return value.isUndefined() || value.isDouble();
    }

    base::Status readComparison()
    {
        int comparisons = 0;
        for (const auto &[key, compare] : Comparisons) {
            const QJsonValue value = m_entry.value(QLatin1String(key));
            if (value.isUndefined() || (compare == Compare::Silence && value.isBool() && !value.toBool()))
                continue;
            if (compare != Compare::Silence && !value.isDouble())
                return m_reader.wrong(at(key), tr("a number is expected here"));
            if (compare == Compare::Silence && !value.isBool())
                return m_reader.wrong(at(key), tr("true is expected here"));
            m_rule.compare = compare;
            m_rule.threshold = value.toDouble();
            m_compareKey = key;
            ++comparisons;
        }
        if (comparisons != 1)
            return m_reader.wrong(m_pointer, tr("one of \"above\", \"below\", \"equals\", \"rise\", \"deviation\", "
                                                "\"silence\", \"share\" is expected"));
        if (m_entry.contains(QLatin1String("months"))) {
            // Above so much, or (signed readings) below so much on the other side: the sign of the threshold tells.
            const bool above = m_rule.compare == Compare::Above && m_rule.threshold > 0;
            const bool below = m_rule.compare == Compare::Below && m_rule.threshold < 0;
            if (!above && !below)
                return m_reader.wrong(at("months"),
                                      tr("with \"months\" goes \"above\" a positive or \"below\" a negative number"));
            m_rule.compare = Compare::Months;
        }
        const bool positive = m_rule.compare == Compare::Deviation || m_rule.compare == Compare::Share;
        if ((positive && !(m_rule.threshold > 0)) || (m_rule.compare == Compare::Share && m_rule.threshold >= 1))
            return m_reader.wrong(at(m_compareKey), m_rule.compare == Compare::Share
                                                        ? tr("a share is between 0 and 1")
                                                        : tr("a number above 0 is expected here"));
        if (m_rule.compare == Compare::Rise && m_rule.threshold == 0)
            return m_reader.wrong(at(m_compareKey), tr("a number other than 0 is expected here"));
        return {};
    }

    base::Status readWhat()
    {
        const QString thing = text("thing");
        m_rule.thing = thingKindFromName(thing);
        if (m_rule.thing == ThingKind::Other && !thing.isEmpty() && thing != thingKindName(ThingKind::Other))
            return m_reader.wrong(at("thing"), tr("\"%1\" is not a kind of thing").arg(thing));
        m_rule.property = text("property");
        m_rule.ofRule = text("ofRule");
        const bool ofReadings = m_rule.compare != Compare::Silence && m_rule.compare != Compare::Share;
        if (ofReadings && m_rule.property.isEmpty())
            return m_reader.missing(m_pointer, "property");
        if (m_rule.compare == Compare::Share && m_rule.ofRule.isEmpty())
            return m_reader.missing(m_pointer, "ofRule");
        return {};
    }

    base::Status readNumbers()
    {
        if (m_rule.compare == Compare::Rise)
            m_rule.seconds = 60;
        if (!number("seconds", m_rule.seconds) || m_rule.seconds < 0)
            return m_reader.wrong(at("seconds"), tr("seconds cannot be negative"));
        for (const auto &[key, into] :
             {std::pair("months", &m_rule.months), {"days", &m_rule.days}, {"minimum", &m_rule.minimum}}) {
            if (!number(key, *into) || *into < 1)
                return m_reader.wrong(at(key), tr("a whole number of at least 1 is expected here"));
        }
        if (!number("clear", m_rule.clear))
            return m_reader.wrong(at("clear"), tr("a number is expected here"));
        const bool downward = m_rule.compare == Compare::Below || m_rule.threshold < 0;
        const bool across = downward && m_rule.compare != Compare::Above ? m_rule.clear < m_rule.threshold
                                                                         : m_rule.clear > m_rule.threshold;
        if (across && m_rule.compare != Compare::Equals)
            return m_reader.wrong(at("clear"), tr("it would clear before it fires"));
        return {};
    }

    base::Status readStations()
    {
        const QJsonValue value = m_entry.value(QLatin1String("thresholdOf"));
        if (!value.isUndefined() && !value.isObject())
            return m_reader.wrong(at("thresholdOf"), tr("an object is expected here"));
        const QJsonObject stations = value.toObject();
        for (auto station = stations.begin(); station != stations.end(); ++station) {
            if (!station->isDouble())
                return m_reader.wrong(at("thresholdOf") + QLatin1Char('/') + station.key(),
                                      tr("a number is expected here"));
            m_rule.thresholdOf.insert(station.key(), station->toDouble());
        }
        return {};
    }

    base::Status readConsequences()
    {
        const QString severity = m_entry.value(QLatin1String("severity")).toString(QStringLiteral("minor"));
        if (!readSeverity(severity, m_rule.severity))
            return m_reader.wrong(at("severity"), tr("\"%1\" is not a severity").arg(severity));
        m_rule.event = text("event");
        const QJsonArray suppresses = m_entry.value(QLatin1String("suppresses")).toArray();
        for (const QJsonValue &rule : suppresses)
            m_rule.suppresses.append(rule.toString());
        m_rule.enabled = m_entry.value(QLatin1String("enabled")).toBool(true);
        return {};
    }

    const ListReader &m_reader;
    const QJsonObject &m_entry;
    const QString &m_pointer;
    const char *m_compareKey = "";
    AlarmRule m_rule;
};

QJsonObject ruleJson(const AlarmRule &rule)
{
    QJsonObject json{{QStringLiteral("id"), rule.id},
                     {QStringLiteral("name"), rule.name.toJson()},
                     {QStringLiteral("thing"), thingKindName(rule.thing)},
                     {QStringLiteral("severity"), severityName(rule.severity)}};
    if (rule.compare == Compare::Months) {
        json.insert(rule.threshold < 0 ? QStringLiteral("below") : QStringLiteral("above"), rule.threshold);
        json.insert(QStringLiteral("months"), rule.months);
    }
    for (const auto &[key, compare] : Comparisons) {
        if (compare == rule.compare)
            json.insert(QLatin1String(key),
                        compare == Compare::Silence ? QJsonValue(true) : QJsonValue(rule.threshold));
    }
    const auto text = [&json](const char *key, const QString &value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(key), value);
    };
    text("property", rule.property);
    text("ofRule", rule.ofRule);
    text("event", rule.event);
    if (rule.seconds > 0)
        json.insert(QStringLiteral("seconds"), rule.seconds);
    if (rule.compare == Compare::Deviation)
        json.insert(QStringLiteral("days"), rule.days);
    if (rule.compare == Compare::Share)
        json.insert(QStringLiteral("minimum"), rule.minimum);
    if (std::isfinite(rule.clear))
        json.insert(QStringLiteral("clear"), rule.clear);
    QJsonObject stations;
    for (auto station = rule.thresholdOf.begin(); station != rule.thresholdOf.end(); ++station)
        stations.insert(station.key(), *station);
    if (!stations.isEmpty())
        json.insert(QStringLiteral("thresholdOf"), stations);
    if (!rule.suppresses.isEmpty())
        json.insert(QStringLiteral("suppresses"), QJsonArray::fromStringList(rule.suppresses));
    if (!rule.enabled)
        json.insert(QStringLiteral("enabled"), false);
    return json;
}

}

QJsonObject Rules::toJson() const
{
    QJsonArray list;
    for (const AlarmRule &rule : rules)
        list.append(ruleJson(rule));
    return {{QStringLiteral("format"), QStringLiteral("yunjie-rules/1")},
            {QStringLiteral("staleAfterPeriods"), staleAfterPeriods},
            {QStringLiteral("offlineAfterPeriods"), offlineAfterPeriods},
            {QStringLiteral("incidentSeconds"), incidentSeconds},
            {QStringLiteral("steadyAlarms"), steadyAlarms},
            {QStringLiteral("floodAlarms"), floodAlarms},
            {QStringLiteral("rules"), list}};
}

base::Result<Rules> Rules::fromJson(const QJsonObject &object, const QString &source)
{
    const ListReader reader(object, source);
    Rules rules;
    base::Status status = reader.checkFormat("yunjie-rules/1");
    if (!status)
        return tl::unexpected(status.error());
    rules.staleAfterPeriods = object.value(QLatin1String("staleAfterPeriods")).toDouble(rules.staleAfterPeriods);
    rules.offlineAfterPeriods = object.value(QLatin1String("offlineAfterPeriods")).toDouble(rules.offlineAfterPeriods);
    if (!(rules.staleAfterPeriods > 0) || rules.offlineAfterPeriods < rules.staleAfterPeriods)
        return reader.wrong(QStringLiteral("/staleAfterPeriods"),
                            tr("things go stale after more than 0 periods, and offline no sooner than stale"));
    rules.incidentSeconds = object.value(QLatin1String("incidentSeconds")).toDouble(rules.incidentSeconds);
    if (rules.incidentSeconds < 0)
        return reader.wrong(QStringLiteral("/incidentSeconds"), tr("seconds cannot be negative"));
    rules.steadyAlarms = object.value(QLatin1String("steadyAlarms")).toInt(rules.steadyAlarms);
    rules.floodAlarms = object.value(QLatin1String("floodAlarms")).toInt(rules.floodAlarms);
    if (rules.steadyAlarms < 0 || rules.floodAlarms < rules.steadyAlarms)
        return reader.wrong(QStringLiteral("/floodAlarms"), tr("a flood is no fewer alarms than is steady"));
    status = reader.forEach("rules", [&](const QJsonObject &entry, const QString &pointer) -> base::Status {
        auto rule = RuleReader(reader, entry, pointer).read();
        if (!rule)
            return tl::unexpected(rule.error());
        rules.rules.push_back(std::move(*rule));
        return {};
    });
    if (!status)
        return tl::unexpected(status.error());
    for (size_t i = 0; i < rules.rules.size(); ++i) {
        const AlarmRule &rule = rules.rules[i];
        const auto wrong = [&](const char *key, const QString &other) {
            return reader.wrong(QStringLiteral("/rules/%1/%2").arg(i).arg(QLatin1String(key)),
                                tr("there is no rule \"%1\"").arg(other));
        };
        const AlarmRule *of = rules.rule(rule.ofRule);
        if (!rule.ofRule.isEmpty() && (!of || of->compare == Compare::Share))
            return wrong("ofRule", rule.ofRule);
        for (const QString &other : rule.suppresses) {
            if (!rules.rule(other))
                return wrong("suppresses", other);
        }
    }
    return rules;
}

base::Result<std::vector<Indicator>> indicatorsFromJson(const QJsonObject &object, const QString &source)
{
    const ListReader reader(object, source);
    std::vector<Indicator> indicators;
    base::Status status = reader.checkFormat("yunjie-indicators/1");
    if (status) {
        status = reader.forEach("indicators", [&](const QJsonObject &entry, const QString &pointer) -> base::Status {
            Indicator indicator;
            indicator.id = entry.value(QLatin1String("id")).toString();
            indicator.name = base::LocalizedText::fromJson(entry.value(QLatin1String("name")));
            if (indicator.name.isEmpty())
                return reader.missing(pointer, "name");
            indicator.unit = base::LocalizedText::fromJson(entry.value(QLatin1String("unit")));
            indicator.definition = base::LocalizedText::fromJson(entry.value(QLatin1String("definition")));
            indicator.group = entry.value(QLatin1String("group")).toString();
            indicator.query = entry.value(QLatin1String("query")).toString();
            if (indicator.query.isEmpty())
                return reader.missing(pointer, "query");
            const QString good = entry.value(QLatin1String("good")).toString();
            if (good == QLatin1String("up"))
                indicator.good = Indicator::Good::Up;
            else if (good == QLatin1String("down"))
                indicator.good = Indicator::Good::Down;
            else if (!good.isEmpty())
                return reader.wrong(pointer + QStringLiteral("/good"), tr("this has to be \"up\" or \"down\""));
            const QJsonObject past = entry.value(QLatin1String("past")).toObject();
            for (auto day = past.begin(); day != past.end(); ++day) {
                if (!day.value().isDouble() || !QDate::fromString(day.key(), Qt::ISODate).isValid())
                    return reader.wrong(pointer + QStringLiteral("/past"),
                                        tr("days (\"2026-06-17\") and numbers are expected here"));
                indicator.past.insert(day.key(), day.value().toDouble());
            }
            indicators.push_back(std::move(indicator));
            return {};
        });
    }
    if (!status)
        return tl::unexpected(status.error());
    return indicators;
}

}
