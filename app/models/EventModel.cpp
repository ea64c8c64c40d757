#include "models/EventModel.h"

#include "core/Directory.h"
#include "core/Text.h"

#include <algorithm>

namespace app
{

EventModel::EventModel(QObject *parent, Twin *twin) : QSortFilterProxyModel(parent)
{
    Twin *of = twin ? twin : Twin::current();
    m_table = &EventTable::of(*of);
    setSourceModel(m_table);
    setDynamicSortFilter(true);
    sort(0);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(this, signal, this, &EventModel::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &EventModel::countChanged);
    connect(of, &Twin::cityChanged, this, &EventModel::choicesChanged);
    connect(of, &Twin::languageChanged, this, &EventModel::choicesChanged);
}

void EventModel::refilter()
{
    invalidateRowsFilter();
    Q_EMIT filterChanged();
    Q_EMIT countChanged();
}

void EventModel::setFilterText(const QString &text)
{
    if (text.trimmed() == m_text)
        return;
    m_text = text.trimmed();
    refilter();
}

void EventModel::setFilterState(const QString &state)
{
    if (state == m_state)
        return;
    m_state = state;
    refilter();
}

void EventModel::setFilterSeverity(const QString &severity)
{
    if (severity == m_severity)
        return;
    m_severity = severity;
    refilter();
}

void EventModel::setFilterDomain(const QString &domain)
{
    if (domain == m_domain)
        return;
    m_domain = domain;
    refilter();
}

QString EventModel::filterPlaceKind() const
{
    return domain::kindName(m_place.kind);
}

void EventModel::setFilterPlace(const QString &kind, const QString &id)
{
    const domain::ObjectRef place =
        kind.isEmpty() ? domain::ObjectRef() : domain::ObjectRef{domain::kindFromName(kind), id};
    if (place == m_place)
        return;
    m_place = place;
    refilter();
}

void EventModel::setSortKey(const QString &key)
{
    if (key == m_sortKey)
        return;
    m_sortKey = key;
    invalidate();
    Q_EMIT sortKeyChanged();
}

static domain::Severity severityFromName(const QString &name)
{
    for (const domain::Severity severity :
         {domain::Severity::Minor, domain::Severity::Major, domain::Severity::Critical}) {
        if (domain::severityName(severity) == name)
            return severity;
    }
    return domain::Severity::Normal;
}

bool EventModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    const domain::Event &event = m_table->event(row);
    const Twin &twin = m_table->twin();
    const bool open = !domain::isFinal(event.state);
    if (m_state == QLatin1String("open")) {
        if (!open)
            return false;
    } else if (m_state == QLatin1String("in-hand")) {
        if (!isInHand(event.state))
            return false;
    } else if (m_state == QLatin1String("overdue")) {
        if (!open || event.due <= 0 || event.due >= twin.now())
            return false;
    } else if (!m_state.isEmpty() && domain::eventStateName(event.state) != m_state) {
        return false;
    }
    if (event.severity < severityFromName(m_severity))
        return false;
    const QModelIndex source = m_table->index(row);
    if (!m_domain.isEmpty() && source.data(EventTable::DomainRole).toString() != m_domain)
        return false;
    if (!m_text.isEmpty()) {
        const auto has = [&](const QString &text) { return text.contains(m_text, Qt::CaseInsensitive); };
        const bool found = has(event.id) || has(event.description) ||
                           has(source.data(EventTable::TitleRole).toString()) ||
                           has(source.data(EventTable::TypeNameRole).toString()) ||
                           has(source.data(EventTable::AddressRole).toString());
        if (!found)
            return false;
    }
    if (!m_place.isNull()) {
        const std::vector<domain::ObjectRef> path = pathOf(twin, event.ref());
        if (std::find(path.begin(), path.end(), m_place) == path.end())
            return false;
    }
    return true;
}

bool EventModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const domain::Event &a = m_table->event(left.row());
    const domain::Event &b = m_table->event(right.row());
    const auto newest = [&] { return a.reported != b.reported ? a.reported > b.reported : a.id < b.id; };
    const auto byText = [&](int role) {
        const int order = QString::localeAwareCompare(left.data(role).toString(), right.data(role).toString());
        return order != 0 ? order < 0 : newest();
    };
    if (m_sortKey == QLatin1String("age"))
        return newest();
    if (m_sortKey == QLatin1String("due")) {
        // What has no limit comes last.
        const auto limit = [](const domain::Event &event) {
            return event.due > 0 ? event.due : std::numeric_limits<qint64>::max();
        };
        return limit(a) != limit(b) ? limit(a) < limit(b) : newest();
    }
    if (m_sortKey == QLatin1String("type"))
        return byText(EventTable::TypeNameRole);
    if (m_sortKey == QLatin1String("address"))
        return byText(EventTable::AddressRole);
    if (m_sortKey == QLatin1String("state"))
        return a.state != b.state ? a.state < b.state : newest();
    return a.severity != b.severity ? a.severity > b.severity : newest();
}

static QVariantMap choice(const QString &id, const QString &text)
{
    return {{QStringLiteral("id"), id}, {QStringLiteral("label"), text}};
}

QVariantList EventModel::states() const
{
    QVariantList list{choice(QString(), tr("All states")), choice(QStringLiteral("open"), tr("Open")),
                      choice(QStringLiteral("in-hand"), tr("In hand")),
                      choice(QStringLiteral("overdue"), tr("Overdue"))};
    for (int i = 0; i < domain::EventStateCount; ++i)
        list.append(choice(domain::eventStateName(domain::EventState(i)), label(domain::EventState(i))));
    return list;
}

QVariantList EventModel::severities() const
{
    return {choice(QString(), tr("All severities")), choice(QStringLiteral("minor"), tr("Minor and worse")),
            choice(QStringLiteral("major"), tr("Major and worse")), choice(QStringLiteral("critical"), tr("Critical"))};
}

QVariantList EventModel::domains() const
{
    QVariantList list{choice(QString(), tr("All domains"))};
    if (const auto &city = m_table->twin().city()) {
        for (const domain::EventDomain &each : city->catalogue.domains)
            list.append(choice(each.id, each.name.in(m_table->twin().language())));
    }
    return list;
}

}
