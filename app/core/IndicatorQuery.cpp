// What a query says, before anything is counted.
#include "core/IndicatorEvaluator.h"

#include <QDateTime>
#include <QRegularExpression>

namespace app
{

using domain::ObjectKind;

qint64 startOfDay(qint64 now, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(now, zone).date().startOfDay(zone).toMSecsSinceEpoch();
}

std::optional<IndicatorEvaluator::Term> IndicatorEvaluator::parse(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral(R"(^(count|sum|area|length|things|events):([a-z0-9*-]+)(?::([a-z0-9_:-]+))?(?:\?(.+))?$)"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    Term term{match.captured(1), match.captured(2), match.captured(3), {}};
    if ((term.verb == QLatin1String("sum")) == term.field.isEmpty())
        return {};
    const QString filters = match.captured(4);
    for (const QString &part : filters.split(u'&', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        const bool isNot = equals > 0 && part[equals - 1] == u'!';
        const QString field = part.left(equals - (isNot ? 1 : 0));
        if (equals <= 0 || field.isEmpty())
            return {};
        term.filters.push_back({field, part.mid(equals + 1).split(u'|'), isNot});
    }
    return term;
}

bool IndicatorEvaluator::isReadable(const QString &query)
{
    static const QStringList units{QStringLiteral("km"), QStringLiteral("km2"), QStringLiteral("ha"),
                                   QStringLiteral("percent")};
    const QString body = query.section(u'@', 0, 0);
    if (query.contains(u'@') && !units.contains(query.section(u'@', 1)))
        return false;
    const QLatin1String ratio("ratio:");
    if (!body.startsWith(ratio))
        return parse(body).has_value();
    return body.count(u'/') == 1 && parse(body.mid(ratio.size()).section(u'/', 0, 0)) && parse(body.section(u'/', 1));
}

bool IndicatorEvaluator::isLive(const QString &query)
{
    return query.contains(QLatin1String("events:")) || asksStatus(query);
}

bool IndicatorEvaluator::asksStatus(const QString &query)
{
    return query.contains(QLatin1String("things:online")) || query.contains(QLatin1String("status=")) ||
           query.contains(QLatin1String("status!="));
}

bool IndicatorEvaluator::addsUp(const QString &query)
{
    return !query.startsWith(QLatin1String("ratio:"));
}

domain::ObjectKind IndicatorEvaluator::lowestLevel(const QString &query)
{
    const std::optional<Term> term = parse(query.section(u'@', 0, 0));
    const ObjectKind level = term ? domain::kindFromName(term->kind) : ObjectKind::None;
    const bool isOfAreas = term && (term->verb == QLatin1String("count") || term->verb == QLatin1String("area")) &&
                           level >= ObjectKind::SubDistrict && level <= ObjectKind::Grid;
    // The area of the sub-district is that of its parts.
    return isOfAreas && term->verb == QLatin1String("count") ? level : ObjectKind::Grid;
}

}
