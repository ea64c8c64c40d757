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
        Q_EMIT dataChanged(index(int(i)), index(int(i)), {ValueRole, ValueTextRole, KnownRole});
    }
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
        if (!row.value)
            return QStringLiteral("–");
        const bool whole = *row.value == std::floor(*row.value);
        return whole && std::abs(*row.value) < 10000 ? numberText(*row.value, 0)
                                                     : roundedText(*row.value, m_twin->language());
    }
    case GoodRole:
        return indicator.good == domain::Indicator::Good::Up     ? QStringLiteral("up")
               : indicator.good == domain::Indicator::Good::Down ? QStringLiteral("down")
                                                                 : QString();
    case KnownRole:
        return row.value.has_value();
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
            {KnownRole, "known"}};
}

}
