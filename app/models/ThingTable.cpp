#include "core/Directory.h"
#include "core/Text.h"
#include "models/ThingModel.h"

#include <algorithm>

namespace app
{

ThingTable::ThingTable(Twin &twin, QObject *parent) : QAbstractListModel(parent), m_twin(twin)
{
    connect(&twin, &Twin::cityChanged, this, &ThingTable::refill);
    connect(&twin, &Twin::changed, this, &ThingTable::apply);
    connect(&twin, &Twin::ticked, this, &ThingTable::grow);
    connect(&twin, &Twin::languageChanged, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
    refill();
}

ThingTable &ThingTable::of(Twin &twin)
{
    auto *known = twin.findChild<ThingTable *>(QString(), Qt::FindDirectChildrenOnly);
    return known ? *known : *new ThingTable(twin, &twin);
}

void ThingTable::refill()
{
    beginResetModel();
    m_city = m_twin.city();
    m_rows.clear();
    m_byId.clear();
    if (m_city) {
        for (const auto &layer : m_city->layers) {
            for (const domain::Thing &thing : layer->things) {
                Row row{&thing, {}};
                row.state.thing = thing.id;
                if (const domain::ThingState *known = m_twin.state().thing(thing.id))
                    row.state = *known;
                m_byId.insert(thing.id, int(m_rows.size()));
                m_rows.push_back(std::move(row));
            }
        }
    }
    endResetModel();
}

void ThingTable::apply(const domain::ChangeSet &changes)
{
    if (changes.reset) {
        refill();
        return;
    }
    // Rows next to each other are told at once.
    std::vector<int> touched;
    touched.reserve(changes.things.size());
    for (const domain::ThingState &state : changes.things) {
        const auto found = m_byId.constFind(state.thing);
        if (found == m_byId.constEnd())
            continue;
        m_rows[size_t(*found)].state = state;
        touched.push_back(*found);
    }
    std::sort(touched.begin(), touched.end());
    for (size_t i = 0; i < touched.size();) {
        size_t end = i + 1;
        while (end < touched.size() && touched[end] <= touched[end - 1] + 1)
            ++end;
        Q_EMIT dataChanged(index(touched[i]), index(touched[end - 1]));
        i = end;
    }
}

void ThingTable::grow(qint64 now)
{
    constexpr qint64 StepMs = 10000;
    if (m_rows.empty() || std::abs(now - m_shownAges) < StepMs)
        return;
    m_shownAges = now;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {AgeRole, AgeTextRole});
}

int ThingTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ThingTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const domain::ThingState &state = row.state;
    const bool heard = state.observed > 0;
    switch (role) {
    case IdRole:
        return row.thing->id;
    case KindRole:
        return domain::thingKindName(row.thing->kind);
    case KindNameRole:
        return label(row.thing->kind);
    case Qt::DisplayRole:
    case NameRole:
        return nameOf(m_twin, row.thing->ref());
    case StatusRole:
        return domain::statusName(state.status);
    case StatusNameRole:
        return label(state.status);
    case SeverityRole:
        return domain::severityName(state.severity);
    case SeverityNameRole:
        return label(state.severity);
    case VisualRole:
        return visualState(state.status, state.severity);
    case ShapeRole:
        return shapeOf(visualState(state.status, state.severity));
    case ValueRole:
        return heard ? readingText(state.reading, state.value, state.unit) : QString();
    case AgeRole:
        return heard ? double(m_twin.now() - state.observed) : -1.0;
    case AgeTextRole:
        return heard ? ageText(m_twin.now() - state.observed) : QString();
    case PlaceRole:
        return placeText(m_twin, *row.thing);
    case RuleRole: {
        if (state.rule.isEmpty() || !m_city)
            return QString();
        const auto rule = std::find_if(m_city->rules.rules.begin(), m_city->rules.rules.end(),
                                       [&](const domain::AlarmRule &each) { return each.id == state.rule; });
        return rule != m_city->rules.rules.end() ? rule->name.in(m_twin.language()) : state.rule;
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> ThingTable::roleNames() const
{
    return {{IdRole, "id"},
            {KindRole, "kind"},
            {KindNameRole, "kindName"},
            {NameRole, "name"},
            {StatusRole, "status"},
            {StatusNameRole, "statusName"},
            {SeverityRole, "severity"},
            {SeverityNameRole, "severityName"},
            {VisualRole, "visual"},
            {ShapeRole, "shape"},
            {ValueRole, "value"},
            {AgeRole, "age"},
            {AgeTextRole, "ageText"},
            {PlaceRole, "place"},
            {RuleRole, "rule"}};
}

}
