#include "core/Directory.h"
#include "core/Text.h"
#include "models/EventModel.h"

namespace app
{

/// The limit that comes first: of accepting while nobody has, else of closing; 0: none.
static qint64 nextLimit(const domain::Event &event)
{
    const bool waits = event.state == domain::EventState::Reported && event.acceptDue > 0;
    return waits && (event.due <= 0 || event.acceptDue < event.due) ? event.acceptDue : event.due;
}

QString limitText(const domain::Event &event, qint64 now)
{
    const qint64 limit = nextLimit(event);
    if (limit <= 0 || domain::isFinal(event.state))
        return {};
    if (limit < now)
        return translate("app", "overdue by %1").arg(ageText(now - limit));
    return event.state == domain::EventState::Reported && limit == event.acceptDue
               ? translate("app", "to be accepted in %1").arg(ageText(limit - now))
               : translate("app", "due in %1").arg(ageText(limit - now));
}

EventTable::EventTable(Twin &twin, QObject *parent) : QAbstractListModel(parent), m_twin(twin)
{
    connect(&twin, &Twin::changed, this, &EventTable::apply);
    connect(&twin, &Twin::cityChanged, this, &EventTable::refill);
    connect(&twin, &Twin::ticked, this, &EventTable::grow);
    connect(&twin, &Twin::languageChanged, this, [this] {
        if (!m_events.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
    refill();
}

EventTable &EventTable::of(Twin &twin)
{
    auto *known = twin.findChild<EventTable *>(QString(), Qt::FindDirectChildrenOnly);
    return known ? *known : *new EventTable(twin, &twin);
}

void EventTable::refill()
{
    beginResetModel();
    m_events.clear();
    m_rows.clear();
    for (const domain::Event *event : m_twin.state().events()) {
        m_rows.insert(event->id, int(m_events.size()));
        m_events.push_back(*event);
    }
    endResetModel();
}

void EventTable::apply(const domain::ChangeSet &changes)
{
    // Each that goes moves all behind it: many go at once.
    constexpr qsizetype Many = 20;
    if (changes.reset || qsizetype(changes.removedEvents.size()) > Many) {
        refill();
        return;
    }
    if (!changes.removedEvents.empty()) {
        for (const QString &id : changes.removedEvents) {
            const auto found = m_rows.constFind(id);
            if (found == m_rows.constEnd())
                continue;
            const int row = *found;
            beginRemoveRows({}, row, row);
            m_events.erase(m_events.begin() + row);
            m_rows.clear();
            for (size_t i = 0; i < m_events.size(); ++i)
                m_rows.insert(m_events[i].id, int(i));
            endRemoveRows();
        }
    }
    std::vector<const domain::Event *> added;
    for (const domain::Event &event : changes.events) {
        const auto found = m_rows.constFind(event.id);
        if (found == m_rows.constEnd()) {
            added.push_back(&event);
            continue;
        }
        m_events[size_t(*found)] = event;
        Q_EMIT dataChanged(index(*found), index(*found));
    }
    if (added.empty())
        return;
    const int first = int(m_events.size());
    beginInsertRows({}, first, first + int(added.size()) - 1);
    for (const domain::Event *event : added) {
        m_rows.insert(event->id, int(m_events.size()));
        m_events.push_back(*event);
    }
    endInsertRows();
}

void EventTable::grow(qint64 now)
{
    // Ages are told to the minute once they are that old: redrawing every row every second would be for nothing.
    constexpr qint64 StepMs = 10000;
    if (m_events.empty() || std::abs(now - m_shownAges) < StepMs)
        return;
    m_shownAges = now;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {AgeRole, AgeTextRole, OverdueRole, LimitRole});
}

int EventTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

QVariant EventTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const domain::Event &event = m_events[size_t(index.row())];
    const auto domainOf = [&]() -> const domain::EventDomain * {
        if (!m_twin.city())
            return nullptr;
        const domain::EventType *type = m_twin.city()->catalogue.type(event.type);
        return type ? m_twin.city()->catalogue.domain(type->domain) : nullptr;
    };
    switch (role) {
    case IdRole:
        return event.id;
    case TypeRole:
        return event.type;
    case TypeNameRole:
        return typeName(m_twin, event);
    case Qt::DisplayRole:
    case TitleRole:
        return titleOf(m_twin, event);
    case StateRole:
        return domain::eventStateName(event.state);
    case StateNameRole:
        return label(event.state);
    case SeverityRole:
        return domain::severityName(event.severity);
    case SeverityNameRole:
        return label(event.severity);
    case VisualRole:
        return visualState(event);
    case ShapeRole:
        return shapeOf(visualState(event));
    case AddressRole:
        return placeText(m_twin, event);
    case AgeRole:
        return double(m_twin.now() - event.reported);
    case AgeTextRole:
        return event.reported > 0 ? ageText(m_twin.now() - event.reported) : QString();
    case OverdueRole:
        return isOverdue(event, m_twin.now());
    case KindRole:
        return domain::kindName(domain::ObjectKind::Event);
    case DomainRole: {
        const domain::EventDomain *of = domainOf();
        return of ? of->id : QString();
    }
    case DomainNameRole: {
        const domain::EventDomain *of = domainOf();
        return of ? of->name.in(m_twin.language()) : QString();
    }
    case ReportedRole:
        return double(event.reported);
    case DueRole:
        return double(event.due);
    case ClassRole:
        return event.klass;
    case SourceRole:
        return eventSourceLabel(event.source);
    case OpenRole:
        return !domain::isFinal(event.state);
    case AssigneeRole:
        return teamText(m_twin, event.assignee, event.assigneeName);
    case LevelRole:
        return event.level;
    case LimitRole:
        return limitText(event, m_twin.now());
    case SatisfactionRole:
        return event.satisfaction;
    case MergedIntoRole:
        return event.mergedInto;
    case VersionRole:
        return event.version;
    default:
        return {};
    }
}

QHash<int, QByteArray> EventTable::roleNames() const
{
    return {{IdRole, "id"},
            {TypeRole, "type"},
            {TypeNameRole, "typeName"},
            {TitleRole, "title"},
            {StateRole, "state"},
            {StateNameRole, "stateName"},
            {SeverityRole, "severity"},
            {SeverityNameRole, "severityName"},
            {VisualRole, "visual"},
            {ShapeRole, "shape"},
            {AddressRole, "address"},
            {AgeRole, "age"},
            {AgeTextRole, "ageText"},
            {OverdueRole, "overdue"},
            {KindRole, "kind"},
            {DomainRole, "domain"},
            {DomainNameRole, "domainName"},
            {ReportedRole, "reported"},
            {DueRole, "due"},
            {ClassRole, "klass"},
            {SourceRole, "source"},
            {OpenRole, "open"},
            {AssigneeRole, "assignee"},
            {LevelRole, "level"},
            {LimitRole, "limit"},
            {SatisfactionRole, "satisfaction"},
            {MergedIntoRole, "mergedInto"},
            {VersionRole, "version"}};
}

}
