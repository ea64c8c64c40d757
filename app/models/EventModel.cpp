#include "models/EventModel.h"

#include "base/Durations.h"
#include "core/Choice.h"
#include "core/Directory.h"
#include "core/IndicatorEvaluator.h"
#include "core/Text.h"

#include <algorithm>

namespace app
{

EventModel::EventModel(QObject *parent, Twin *twin)
    : LargeProxy(&EventTable::of(twin ? *twin : *Twin::current()), parent),
      m_table(&EventTable::of(twin ? *twin : *Twin::current()))
{
    Twin *of = &m_table->twin();
    setSourceModel(m_table);
    setDynamicSortFilter(true);
    sort(0);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(this, signal, this, &EventModel::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &EventModel::countChanged);
    // Of what is filtered out too.
    connect(m_table, &QAbstractItemModel::rowsInserted, this, &EventModel::sourcesChanged);
    connect(m_table, &QAbstractItemModel::modelReset, this, &EventModel::sourcesChanged);
    m_soon.setSingleShot(true);
    m_soon.setInterval(50);
    connect(&m_soon, &QTimer::timeout, this, &EventModel::leadMap);
    connect(this, &EventModel::countChanged, this, [this] {
        if (m_leadsMap)
            m_soon.start();
    });
    connect(of, &Twin::cityChanged, this, &EventModel::choicesChanged);
    connect(of, &Twin::languageChanged, this, &EventModel::choicesChanged);
    connect(of, &Twin::languageChanged, this, &EventModel::sourcesChanged);
}

void EventModel::refilter()
{
    m_folded = m_text.toCaseFolded();
    filterAnew(!m_text.isEmpty());
    Q_EMIT filterChanged();
    if (!isFiltering())
        Q_EMIT countChanged();
}

void EventModel::choose(QString &filter, const QString &value)
{
    if (value == filter)
        return;
    filter = value;
    refilter();
}

void EventModel::setFilterText(const QString &text)
{
    choose(m_text, text.trimmed());
}

void EventModel::setFilterState(const QString &state)
{
    choose(m_state, state);
}

void EventModel::setFilterSeverity(const QString &severity)
{
    choose(m_severity, severity);
}

void EventModel::setFilterDomain(const QString &domain)
{
    if (domain == m_domain)
        return;
    m_type.clear(); // of another domain
    choose(m_domain, domain);
    Q_EMIT choicesChanged();
}

void EventModel::setFilterType(const QString &type)
{
    choose(m_type, type);
}

void EventModel::setFilterClass(const QString &klass)
{
    choose(m_class, klass);
}

void EventModel::setFilterSource(const QString &source)
{
    choose(m_source, source);
}

void EventModel::setFilterTime(const QString &time)
{
    choose(m_time, time);
}

void EventModel::setMine(bool mine)
{
    if (mine == m_mine)
        return;
    m_mine = mine;
    refilter();
}

void EventModel::setWho(const QString &who)
{
    choose(m_who, who);
}

bool EventModel::isNarrowed() const
{
    return m_mine || !m_place.isNull() || m_state != QLatin1String("open") || !m_text.isEmpty() ||
           !m_severity.isEmpty() || !m_domain.isEmpty() || !m_type.isEmpty() || !m_class.isEmpty() ||
           !m_source.isEmpty() || !m_time.isEmpty();
}

void EventModel::clearFilters()
{
    m_state = QStringLiteral("open");
    for (QString *filter : {&m_text, &m_severity, &m_domain, &m_type, &m_class, &m_source, &m_time})
        filter->clear();
    m_mine = false;
    m_place = {};
    refilter();
    Q_EMIT choicesChanged();
}

int EventModel::openCount() const
{
    int open = 0;
    for (int row = 0; row < m_table->rowCount(); ++row)
        open += !domain::isFinal(m_table->event(row).state);
    return open;
}

int EventModel::rowOf(const QString &id) const
{
    const int row = m_table->rowOf(id);
    return row < 0 ? -1 : mapFromSource(m_table->index(row)).row();
}

QString EventModel::idAt(int row) const
{
    return index(row, 0).data(EventTable::IdRole).toString();
}

void EventModel::setLeadsMap(bool leads)
{
    if (leads == m_leadsMap)
        return;
    m_leadsMap = leads;
    Q_EMIT leadsMapChanged();
    m_soon.start();
}

void EventModel::leadMap()
{
    Twin &twin = m_table->twin();
    if (!m_leadsMap || !isNarrowed()) {
        twin.setShownEvents({});
        return;
    }
    QSet<QString> shown;
    for (int row = 0; row < rowCount(); ++row)
        shown.insert(idAt(row));
    twin.setShownEvents(std::move(shown));
}

QString EventModel::filterPlaceName() const
{
    return m_place.isNull() ? QString() : nameOf(m_table->twin(), m_place);
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
    orderAnew();
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

bool EventModel::isOfState(const domain::Event &event) const
{
    using enum domain::EventState;
    const Twin &twin = m_table->twin();
    if (m_state.isEmpty())
        return true;
    if (m_state == QLatin1String("open"))
        return !domain::isFinal(event.state);
    if (m_state == QLatin1String("in-hand"))
        return isInHand(event.state);
    if (m_state == QLatin1String("overdue"))
        return isOverdue(event, twin.now());
    if (m_state == QLatin1String("closed-today"))
        return isClosedSince(event, startOfDay(twin.now(), zoneOf(twin.city().get())));
    if (m_state == QLatin1String("dispatched") && event.state == Reopened)
        return true;
    return domain::eventStateName(event.state) == m_state;
}

bool EventModel::isWorkedBy(const domain::Event &event) const
{
    if (m_who.isEmpty())
        return false;
    return event.assignee == m_who || event.assigneeName == m_who ||
           std::any_of(event.history.begin(), event.history.end(),
                       [this](const domain::Transition &step) { return step.who == m_who && !step.undone; });
}

bool EventModel::accepts(int row) const
{
    const domain::Event &event = m_table->event(row);
    const Twin &twin = m_table->twin();
    if (!isOfState(event) || event.severity < severityFromName(m_severity))
        return false;
    if (!m_class.isEmpty() && event.klass != m_class)
        return false;
    if (!m_source.isEmpty() && event.source != m_source)
        return false;
    if (!m_type.isEmpty() && event.type != m_type)
        return false;
    if (m_time == QLatin1String("hour") && event.reported < twin.now() - base::HourMs)
        return false;
    if (m_time == QLatin1String("today") && event.reported < startOfDay(twin.now(), zoneOf(twin.city().get())))
        return false;
    if (m_time == QLatin1String("week") && event.reported < twin.now() - 7 * base::DayMs)
        return false;
    if (m_mine && !isWorkedBy(event))
        return false;
    if (!m_domain.isEmpty() && m_table->index(row).data(EventTable::DomainRole).toString() != m_domain)
        return false;
    if (!m_text.isEmpty() && !holds(row, m_folded))
        return false;
    if (!m_place.isNull()) {
        const std::vector<domain::ObjectRef> path = pathOf(twin, event.ref());
        if (std::find(path.begin(), path.end(), m_place) == path.end())
            return false;
    }
    return true;
}

QString EventModel::searchedText(int row) const
{
    const domain::Event &event = m_table->event(row);
    const QModelIndex source = m_table->index(row);
    return QStringList{event.id, event.description, source.data(EventTable::TitleRole).toString(),
                       source.data(EventTable::TypeNameRole).toString(),
                       source.data(EventTable::AddressRole).toString()}
        .join(u'\n');
}

bool EventModel::isOrderedByText() const
{
    return m_sortKey == QLatin1String("type") || m_sortKey == QLatin1String("address");
}

QString EventModel::orderedText(int row) const
{
    const auto role = m_sortKey == QLatin1String("type") ? EventTable::TypeNameRole : EventTable::AddressRole;
    return m_table->index(row).data(role).toString();
}

/// Critical of itself, not by having been left lying, and nobody has been sent yet: that cannot wait for what is
/// overdue.
static bool isUrgent(const domain::Event &event)
{
    return event.severity == domain::Severity::Critical && event.level == 0 &&
           (event.state == domain::EventState::Reported || event.state == domain::EventState::Accepted);
}

bool EventModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const domain::Event &a = m_table->event(left.row());
    const domain::Event &b = m_table->event(right.row());
    const auto newest = [&] { return a.reported != b.reported ? a.reported > b.reported : a.id < b.id; };
    if (m_sortKey == QLatin1String("overdue")) {
        if (isUrgent(a) != isUrgent(b))
            return isUrgent(a);
        const qint64 now = m_table->twin().now();
        const bool late = isOverdue(a, now);
        if (late != isOverdue(b, now))
            return late;
        if (a.severity != b.severity)
            return a.severity > b.severity;
        return late && a.due != b.due ? a.due < b.due : newest();
    }
    if (m_sortKey == QLatin1String("age"))
        return newest();
    if (m_sortKey == QLatin1String("due")) {
        // What has no limit comes last.
        const auto limit = [](const domain::Event &event) {
            return event.due > 0 ? event.due : std::numeric_limits<qint64>::max();
        };
        return limit(a) != limit(b) ? limit(a) < limit(b) : newest();
    }
    if (isOrderedByText()) {
        const int order = compareTexts(left.row(), right.row());
        return order != 0 ? order < 0 : newest();
    }
    if (m_sortKey == QLatin1String("state"))
        return a.state != b.state ? a.state < b.state : newest();
    return a.severity != b.severity ? a.severity > b.severity : newest();
}

QVariantList EventModel::states() const
{
    QVariantList list{choice(QString(), tr("All states")), choice(QStringLiteral("open"), tr("Open")),
                      choice(QStringLiteral("in-hand"), tr("In hand")),
                      choice(QStringLiteral("overdue"), tr("Overdue")),
                      choice(QStringLiteral("closed-today"), tr("Closed today"))};
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

QVariantList EventModel::types() const
{
    QVariantList list{choice(QString(), tr("All types"))};
    if (const auto &city = m_table->twin().city()) {
        for (const domain::EventType &each : city->catalogue.types) {
            if (m_domain.isEmpty() || each.domain == m_domain)
                list.append(choice(each.id, each.name.in(m_table->twin().language())));
        }
    }
    return list;
}

QVariantList EventModel::classes() const
{
    return {choice(QString(), tr("All classes")), choice(QStringLiteral("A"), tr("A · grid")),
            choice(QStringLiteral("B"), tr("B · block")), choice(QStringLiteral("C"), tr("C · community")),
            choice(QStringLiteral("D"), tr("D · sub-district"))};
}

QVariantList EventModel::sources() const
{
    QStringList known;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString &source = m_table->event(row).source;
        if (!source.isEmpty() && !known.contains(source))
            known.append(source);
    }
    known.sort();
    QVariantList list{choice(QString(), tr("All sources"))};
    for (const QString &source : std::as_const(known))
        list.append(choice(source, eventSourceLabel(source)));
    return list;
}

QVariantList EventModel::times() const
{
    return {choice(QString(), tr("At any time")), choice(QStringLiteral("hour"), tr("Within an hour")),
            choice(QStringLiteral("today"), tr("Today")), choice(QStringLiteral("week"), tr("Within a week"))};
}

}
