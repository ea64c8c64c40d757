#include "domain/Catalogue.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

namespace domain
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("domain", text);
}

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
    if (!status)
        return tl::unexpected(status.error());
    return catalogue;
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
    status = reader.forEach("rules", [&](const QJsonObject &entry, const QString &pointer) -> base::Status {
        AlarmRule rule;
        rule.id = entry.value(QLatin1String("id")).toString();
        rule.name = base::LocalizedText::fromJson(entry.value(QLatin1String("name")));
        if (rule.name.isEmpty())
            rule.name = {rule.id, rule.id};
        rule.thing = thingKindFromName(entry.value(QLatin1String("thing")).toString());
        rule.property = entry.value(QLatin1String("property")).toString();
        if (rule.property.isEmpty())
            return reader.missing(pointer, "property");
        static constexpr std::pair<const char *, AlarmRule::Compare> Comparisons[] = {
            {"above", AlarmRule::Compare::Above},
            {"below", AlarmRule::Compare::Below},
            {"equals", AlarmRule::Compare::Equals},
            {"rise", AlarmRule::Compare::Rise}};
        int comparisons = 0;
        for (const auto &[key, compare] : Comparisons) {
            const QJsonValue value = entry.value(QLatin1String(key));
            if (value.isUndefined())
                continue;
            if (!value.isDouble())
                return reader.wrong(pointer + QLatin1Char('/') + QLatin1String(key), tr("a number is expected here"));
            rule.compare = compare;
            rule.threshold = value.toDouble();
            ++comparisons;
        }
        if (comparisons != 1)
            return reader.wrong(pointer, tr("one of \"above\", \"below\", \"equals\", \"rise\" is expected"));
        rule.seconds =
            entry.value(QLatin1String("seconds")).toDouble(rule.compare == AlarmRule::Compare::Rise ? 60.0 : 0.0);
        const QString severity = entry.value(QLatin1String("severity")).toString(QStringLiteral("minor"));
        if (!readSeverity(severity, rule.severity))
            return reader.wrong(pointer + QStringLiteral("/severity"), tr("\"%1\" is not a severity").arg(severity));
        rules.rules.push_back(std::move(rule));
        return {};
    });
    if (!status)
        return tl::unexpected(status.error());
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
            indicators.push_back(std::move(indicator));
            return {};
        });
    }
    if (!status)
        return tl::unexpected(status.error());
    return indicators;
}

}
