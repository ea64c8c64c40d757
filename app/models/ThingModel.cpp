#include "models/ThingModel.h"

#include "core/Choice.h"
#include "core/Directory.h"
#include "core/Text.h"

#include <algorithm>
#include <limits>
#include <set>

namespace app
{

ThingModel::ThingModel(QObject *parent, Twin *twin)
    : LargeProxy(&ThingTable::of(twin ? *twin : *Twin::current()), parent),
      m_table(&ThingTable::of(twin ? *twin : *Twin::current()))
{
    Twin *of = &m_table->twin();
    setSourceModel(m_table);
    setDynamicSortFilter(true);
    sort(0);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(this, signal, this, &ThingModel::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &ThingModel::countChanged);
    connect(of, &Twin::cityChanged, this, &ThingModel::choicesChanged);
    connect(of, &Twin::languageChanged, this, &ThingModel::choicesChanged);
}

void ThingModel::refilter()
{
    m_folded = m_text.toCaseFolded();
    filterAnew(!m_text.isEmpty());
    Q_EMIT filterChanged();
    if (!isFiltering())
        Q_EMIT countChanged();
}

void ThingModel::setFilterText(const QString &text)
{
    if (text.trimmed() == m_text)
        return;
    m_text = text.trimmed();
    refilter();
}

void ThingModel::setFilterState(const QString &state)
{
    if (state == m_state)
        return;
    m_state = state;
    refilter();
}

void ThingModel::setFilterSeverity(const QString &severity)
{
    if (severity == m_severity)
        return;
    m_severity = severity;
    refilter();
}

void ThingModel::setFilterKind(const QString &kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    refilter();
}

QString ThingModel::filterPlaceKind() const
{
    return domain::kindName(m_place.kind);
}

void ThingModel::setFilterPlace(const QString &kind, const QString &id)
{
    const domain::ObjectRef place =
        kind.isEmpty() ? domain::ObjectRef() : domain::ObjectRef{domain::kindFromName(kind), id};
    if (place == m_place)
        return;
    m_place = place;
    refilter();
}

void ThingModel::setSortKey(const QString &key)
{
    if (key == m_sortKey)
        return;
    m_sortKey = key;
    orderAnew();
    Q_EMIT sortKeyChanged();
}

bool ThingModel::accepts(int row) const
{
    const domain::Thing &thing = m_table->thing(row);
    const domain::ThingState &state = m_table->state(row);
    if (m_state == QLatin1String("attention")) {
        if (state.severity == domain::Severity::Normal && state.status == domain::ThingStatus::Online)
            return false;
    } else if (!m_state.isEmpty() && domain::statusName(state.status) != m_state) {
        return false;
    }
    if (!m_severity.isEmpty() && m_severity != QLatin1String("normal")) {
        const auto atLeast = m_severity == QLatin1String("critical") ? domain::Severity::Critical
                             : m_severity == QLatin1String("major")  ? domain::Severity::Major
                                                                     : domain::Severity::Minor;
        if (state.severity < atLeast)
            return false;
    }
    if (!m_kind.isEmpty() && domain::thingKindName(thing.kind) != m_kind)
        return false;
    if (!m_text.isEmpty() && !holds(row, m_folded))
        return false;
    if (!m_place.isNull()) {
        const std::vector<domain::ObjectRef> path = pathOf(m_table->twin(), thing.ref());
        if (std::find(path.begin(), path.end(), m_place) == path.end())
            return false;
    }
    return true;
}

QString ThingModel::searchedText(int row) const
{
    const QModelIndex source = m_table->index(row);
    return QStringList{m_table->thing(row).id, source.data(ThingTable::NameRole).toString(),
                       source.data(ThingTable::KindNameRole).toString(), source.data(ThingTable::PlaceRole).toString()}
        .join(u'\n');
}

bool ThingModel::isOrderedByText() const
{
    return m_sortKey == QLatin1String("place") || m_sortKey == QLatin1String("name");
}

QString ThingModel::orderedText(int row) const
{
    const auto role = m_sortKey == QLatin1String("place") ? ThingTable::PlaceRole : ThingTable::NameRole;
    return m_table->index(row).data(role).toString();
}

/// Worse ones first: alarms by severity, then what is broken, silent, late, unheard; normal last.
static int rank(const domain::ThingState &state)
{
    if (state.severity != domain::Severity::Normal)
        return 10 + int(state.severity);
    switch (state.status) {
    case domain::ThingStatus::Fault:
        return 4;
    case domain::ThingStatus::Offline:
        return 3;
    case domain::ThingStatus::Stale:
        return 2;
    case domain::ThingStatus::Unknown:
        return 1;
    case domain::ThingStatus::Online:
        break;
    }
    return 0;
}

bool ThingModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const domain::Thing &a = m_table->thing(left.row()), &b = m_table->thing(right.row());
    const domain::ThingState &stateA = m_table->state(left.row()), &stateB = m_table->state(right.row());
    const auto byId = [&] { return a.id < b.id; };
    if (m_sortKey == QLatin1String("age"))
        return stateA.observed != stateB.observed ? stateA.observed > stateB.observed : byId();
    if (m_sortKey == QLatin1String("kind"))
        return a.kind != b.kind ? a.kind < b.kind : byId();
    if (isOrderedByText()) {
        const int order = compareTexts(left.row(), right.row());
        return order != 0 ? order < 0 : byId();
    }
    if (m_sortKey == QLatin1String("value")) {
        // Largest first; what has no reading comes last.
        const auto value = [](const domain::ThingState &state) {
            return std::isnan(state.value) ? -std::numeric_limits<double>::infinity() : state.value;
        };
        return value(stateA) != value(stateB) ? value(stateA) > value(stateB) : byId();
    }
    if (rank(stateA) != rank(stateB))
        return rank(stateA) > rank(stateB);
    // Among alarms the newest first; the rest by code, so that readings do not shuffle the list.
    if (rank(stateA) > 0 && stateA.since != stateB.since)
        return stateA.since > stateB.since;
    return byId();
}

QVariantList ThingModel::states() const
{
    QVariantList list{choice(QString(), tr("All states")), choice(QStringLiteral("attention"), tr("Needs attention"))};
    for (const auto status : {domain::ThingStatus::Online, domain::ThingStatus::Stale, domain::ThingStatus::Offline,
                              domain::ThingStatus::Fault, domain::ThingStatus::Unknown})
        list.append(choice(domain::statusName(status), label(status)));
    return list;
}

QVariantList ThingModel::severities() const
{
    return {choice(QString(), tr("All severities")), choice(QStringLiteral("minor"), tr("Minor and worse")),
            choice(QStringLiteral("major"), tr("Major and worse")), choice(QStringLiteral("critical"), tr("Critical"))};
}

QVariantList ThingModel::kinds() const
{
    std::set<domain::ThingKind> present;
    for (int row = 0; row < m_table->rowCount(); ++row)
        present.insert(m_table->thing(row).kind);
    QVariantList list{choice(QString(), tr("All kinds"))};
    for (const domain::ThingKind kind : present)
        list.append(choice(domain::thingKindName(kind), label(kind)));
    return list;
}

}
