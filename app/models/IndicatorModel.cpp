#include "models/IndicatorModel.h"

#include "core/IndicatorEvaluator.h"
#include "core/Text.h"

#include <cmath>

namespace app
{

IndicatorModel::IndicatorModel(QObject *parent, Twin *twin)
    : QAbstractListModel(parent), m_twin(twin ? twin : Twin::current())
{
    constexpr int SecondMs = 1000;
    m_soon.setSingleShot(true);
    m_soon.setInterval(SecondMs);
    connect(&m_soon, &QTimer::timeout, this, [this] { evaluate(true); });
    connect(m_twin, &Twin::cityChanged, this, &IndicatorModel::refill);
    connect(m_twin, &Twin::changed, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(&m_twin->past(), &Past::changed, this, &IndicatorModel::compare);
    connect(m_twin, &Twin::languageChanged, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        Q_EMIT groupsChanged();
    });
    refill();
}

void IndicatorModel::refill()
{
    beginResetModel();
    m_city = m_twin->city();
    m_rows.clear();
    if (m_city && m_city->complete) {
        for (const domain::Indicator &indicator : m_city->indicators) {
            if (m_group.isEmpty() || indicator.group == m_group)
                m_rows.push_back({&indicator, {}});
        }
    }
    endResetModel();
    evaluate(false);
    compare();
    Q_EMIT countChanged();
    Q_EMIT groupsChanged();
}

void IndicatorModel::evaluate(bool liveOnly)
{
    if (!m_city || m_rows.empty())
        return;
    const IndicatorEvaluator evaluator(*m_city, &m_twin->state(), m_twin->now(), m_scope);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        if (liveOnly && !IndicatorEvaluator::isLive(row.indicator->query))
            continue;
        const std::optional<double> value = evaluator.value(row.indicator->query);
        if (value == row.value)
            continue;
        row.value = value;
        Q_EMIT dataChanged(index(int(i)), index(int(i)),
                           {ValueRole, ValueTextRole, KnownRole, TrendDayRole, TrendWeekRole, TrendTextRole});
    }
}

/// The same queries of the moments before, in the same place.
void IndicatorModel::compare()
{
    for (size_t ago = 0; ago < m_then.size(); ++ago) {
        m_then[ago] = m_twin->past().moment(Past::Ago(ago));
        const PastMoment *then = m_then[ago].get();
        std::optional<IndicatorEvaluator> evaluator;
        if (m_city && then)
            evaluator.emplace(*m_city, *then, m_scope);
        for (Row &row : m_rows) {
            const domain::Indicator &indicator = *row.indicator;
            row.before[ago].reset();
            if (!evaluator)
                continue;
            if (IndicatorEvaluator::isLive(indicator.query))
                row.before[ago] = evaluator->value(indicator.query);
            else if (const QString key = figureKey(indicator.id, m_scope); then->figures.contains(key))
                row.before[ago] = then->figures.value(key);
        }
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {TrendDayRole, TrendWeekRole, TrendTextRole});
}

QVariantMap IndicatorModel::trend(const Row &row, Past::Ago ago) const
{
    const std::optional<double> &before = row.before[size_t(ago)];
    const bool known = row.value && before && m_then[size_t(ago)];
    QVariantMap map{{QStringLiteral("known"), known}};
    if (!known)
        return map;
    const bool isRatio = !IndicatorEvaluator::addsUp(row.indicator->query);
    // What is not shown is no change: a tenth of a point, and a thousandth of a sum.
    const double shown = isRatio ? std::round((*row.value - *before) * 10) / 10 : *row.value - *before;
    const bool flat = isRatio ? shown == 0 : std::abs(shown) <= 1e-9 * std::max(1.0, std::abs(*before));
    const QString direction = flat ? QStringLiteral("flat") : shown > 0 ? QStringLiteral("up") : QStringLiteral("down");
    using Good = domain::Indicator::Good;
    const Good good = row.indicator->good;
    const QString mood = flat || good == Good::Neither       ? QString()
                         : (shown > 0) == (good == Good::Up) ? QStringLiteral("good")
                                                             : QStringLiteral("bad");
    const QString amount = figureText(std::abs(shown), m_twin->language());
    const QString change = flat        ? translate("app", "±0", "no change")
                           : shown > 0 ? translate("app", "+%1", "rose by").arg(amount)
                                       : translate("app", "−%1", "fell by").arg(amount);
    map.insert(QStringLiteral("time"), double(m_then[size_t(ago)]->time));
    map.insert(QStringLiteral("timeText"), timeText(m_then[size_t(ago)]->time, zoneOf(m_city.get())));
    map.insert(QStringLiteral("value"), *before);
    map.insert(QStringLiteral("valueText"), figureText(*before, m_twin->language()));
    map.insert(QStringLiteral("change"), shown);
    map.insert(QStringLiteral("changeText"),
               isRatio ? translate("app", "%1 pt", "percentage points").arg(change) : change);
    map.insert(QStringLiteral("direction"), direction);
    map.insert(QStringLiteral("mood"), mood);
    return map;
}

QString IndicatorModel::trendText(const Row &row) const
{
    const QString day = trend(row, Past::Ago::Day).value(QStringLiteral("changeText")).toString(),
                  week = trend(row, Past::Ago::Week).value(QStringLiteral("changeText")).toString();
    if (day.isEmpty() && week.isEmpty())
        return {};
    if (week.isEmpty())
        return translate("app", "%1 on yesterday").arg(day);
    if (day.isEmpty())
        return translate("app", "%1 on last week").arg(week);
    return translate("app", "%1 on yesterday · %2 on last week").arg(day, week);
}

void IndicatorModel::setGroup(const QString &group)
{
    if (group == m_group)
        return;
    m_group = group;
    refill();
    Q_EMIT groupChanged();
}

QString IndicatorModel::scopeKind() const
{
    return domain::kindName(m_scope.kind);
}

void IndicatorModel::setScope(const QString &kind, const QString &id)
{
    const domain::ObjectRef scope =
        kind.isEmpty() ? domain::ObjectRef() : domain::ObjectRef{domain::kindFromName(kind), id};
    if (scope == m_scope)
        return;
    m_scope = scope;
    evaluate(false);
    compare();
    Q_EMIT scopeChanged();
}

static QString groupLabel(const QString &group)
{
    if (group == QLatin1String("space"))
        return translate("app", "Space");
    if (group == QLatin1String("people"))
        return translate("app", "People");
    if (group == QLatin1String("organisations"))
        return translate("app", "Organisations");
    if (group == QLatin1String("forces"))
        return translate("app", "Forces");
    if (group == QLatin1String("sensing"))
        return translate("app", "Sensing");
    if (group == QLatin1String("today"))
        return translate("app", "Today");
    return group;
}

QVariantList IndicatorModel::groups() const
{
    QVariantList list;
    QStringList seen;
    if (!m_city)
        return list;
    for (const domain::Indicator &indicator : m_city->indicators) {
        if (seen.contains(indicator.group))
            continue;
        seen.append(indicator.group);
        list.append(QVariantMap{{QStringLiteral("id"), indicator.group},
                                {QStringLiteral("label"), groupLabel(indicator.group)}});
    }
    return list;
}

int IndicatorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant IndicatorModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const domain::Indicator &indicator = *row.indicator;
    switch (role) {
    case IdRole:
        return indicator.id;
    case Qt::DisplayRole:
    case NameRole:
        return indicator.name.in(m_twin->language());
    case UnitRole:
        // Not the other language's where it is empty: what is counted has no unit in English, but 个 in Chinese.
        return m_twin->language().startsWith(QLatin1String("zh")) ? indicator.unit.zh : indicator.unit.en;
    case GroupRole:
        return indicator.group;
    case GroupNameRole:
        return groupLabel(indicator.group);
    case ValueRole:
        return row.value ? QVariant(*row.value) : QVariant();
    case ValueTextRole: {
        return row.value ? figureText(*row.value, m_twin->language()) : QStringLiteral("–");
    }
    case GoodRole:
        return indicator.good == domain::Indicator::Good::Up     ? QStringLiteral("up")
               : indicator.good == domain::Indicator::Good::Down ? QStringLiteral("down")
                                                                 : QString();
    case KnownRole:
        return row.value.has_value();
    case DefinitionRole:
        return indicator.definition.in(m_twin->language());
    case TrendDayRole:
        return trend(row, Past::Ago::Day);
    case TrendWeekRole:
        return trend(row, Past::Ago::Week);
    case TrendTextRole:
        return trendText(row);
    case RatioRole:
        return !IndicatorEvaluator::addsUp(indicator.query);
    case LiveRole:
        return IndicatorEvaluator::isLive(indicator.query);
    default:
        return {};
    }
}

QHash<int, QByteArray> IndicatorModel::roleNames() const
{
    return {{IdRole, "id"},
            {NameRole, "name"},
            {UnitRole, "unit"},
            {GroupRole, "group"},
            {GroupNameRole, "groupName"},
            {ValueRole, "value"},
            {ValueTextRole, "valueText"},
            {GoodRole, "good"},
            {KnownRole, "known"},
            {DefinitionRole, "definition"},
            {TrendDayRole, "trendDay"},
            {TrendWeekRole, "trendWeek"},
            {TrendTextRole, "trendText"},
            {RatioRole, "ratio"},
            {LiveRole, "live"}};
}

}
