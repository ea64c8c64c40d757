#include "models/SourceModel.h"

#include "core/Text.h"

#include <algorithm>

namespace app
{

using State = SourceHealth::State;

SourceModel::SourceModel(QObject *parent, Twin *twin)
    : QAbstractListModel(parent), m_twin(twin ? twin : Twin::current())
{
    connect(m_twin, &Twin::cityChanged, this, &SourceModel::refresh);
    connect(m_twin, &Twin::ticked, this, &SourceModel::refresh);
    // Where a replay stands still nothing ticks after what a jump brought.
    constexpr int SecondMs = 1000;
    m_soon.setSingleShot(true);
    m_soon.setInterval(SecondMs);
    connect(&m_soon, &QTimer::timeout, this, &SourceModel::refresh);
    connect(m_twin, &Twin::runWarningsChanged, this, &SourceModel::refresh);
    connect(m_twin, &Twin::languageChanged, this, [this] {
        refresh(); // errors are words
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
    connect(m_twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        if (changes.reset)
            refresh();
        else if (!m_soon.isActive())
            m_soon.start();
    });
    refresh();
}

void SourceModel::setFeeds(const std::vector<feeds::FeedStatus> &feeds)
{
    m_feeds = feeds;
    refresh();
}

void SourceModel::refresh()
{
    m_soon.stop();
    std::vector<SourceHealth> found = sourceHealth(*m_twin, m_feeds, m_twin->now());
    std::vector<Row> rows;
    for (size_t i = 0; i < found.size(); ++i)
        rows.push_back({i, std::move(found[i])});
    // What is not known yet calls for nobody.
    const auto turn = [](State state) { return state == State::Failing ? 0 : state == State::Stale ? 1 : 2; };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const Row &a, const Row &b) { return turn(a.health.state) < turn(b.health.state); });
    const bool same = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                 [](const Row &a, const Row &b) { return a.source == b.source; });
    if (!same) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        Q_EMIT changed();
        return;
    }
    bool states = false;
    for (size_t i = 0; i < rows.size(); ++i) {
        const bool different = rows[i].health != m_rows[i].health;
        states = states || rows[i].health.state != m_rows[i].health.state;
        m_rows[i] = std::move(rows[i]);
        // Ages of what is awaited grow by themselves.
        if (different)
            Q_EMIT dataChanged(index(int(i)), index(int(i)));
        else if (m_rows[i].health.newest > 0)
            Q_EMIT dataChanged(index(int(i)), index(int(i)), {FreshRole});
    }
    if (states)
        Q_EMIT changed();
}

int SourceModel::countOf(State state) const
{
    return int(
        std::count_if(m_rows.begin(), m_rows.end(), [state](const Row &row) { return row.health.state == state; }));
}

int SourceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

static QString stateText(State state)
{
    switch (state) {
    case State::Ok:
        return translate("app", "in order", "a source system");
    case State::Stale:
        return translate("app", "late", "a source system");
    case State::Failing:
        return translate("app", "failing", "a source system");
    case State::Unknown:
        break;
    }
    return translate("app", "not heard yet", "a source system");
}

static QString visualOf(State state)
{
    switch (state) {
    case State::Ok:
        return QStringLiteral("normal");
    case State::Stale:
        return QStringLiteral("minor");
    case State::Failing:
        return QStringLiteral("major");
    case State::Unknown:
        break;
    }
    return QStringLiteral("offline");
}

QString SourceModel::freshText(const Row &row) const
{
    if (!row.health.live)
        return translate("app", "read once", "a source system");
    if (row.health.newest <= 0)
        return translate("app", "nothing yet", "a source system");
    return translate("app", "%1 ago").arg(ageText(m_twin->now() - row.health.newest));
}

QString SourceModel::rowsText(const Row &row) const
{
    const SourceHealth &health = row.health;
    const auto figure = [](qint64 count) { return numberText(double(count), 0); };
    QStringList parts;
    if (health.features > 0)
        parts.append(translate("app", "%1 rows", "of a source system").arg(figure(health.features)));
    if (health.devices > 0)
        parts.append(translate("app", "%1 devices, %2 % online")
                         .arg(figure(health.devices),
                              numberText(100.0 * double(health.devicesOnline) / double(health.devices), 1)));
    const auto &city = m_twin->city();
    if (city && !city->sources[row.source].events.isEmpty())
        parts.append(translate("app", "%Ln event(s) today", "of a source system", int(health.events)));
    if (city && city->sources[row.source].alerts)
        parts.append(translate("app", "%Ln warning(s) in force", "of a source system", int(health.alerts)));
    return parts.join(QStringLiteral(" · "));
}

QString SourceModel::partsText(const domain::SourceSystem &system) const
{
    QStringList parts;
    for (const QString &id : system.layers) {
        const auto &layers = m_twin->city()->layers;
        const auto found =
            std::find_if(layers.begin(), layers.end(), [&id](const auto &layer) { return layer->info.id == id; });
        parts.append(found != layers.end() ? (*found)->info.label(m_twin->language()) : id);
    }
    for (const QString &kind : system.things)
        parts.append(label(domain::thingKindFromName(kind)));
    for (const QString &source : system.events)
        parts.append(eventSourceLabel(source));
    if (system.alerts)
        parts.append(translate("app", "public warnings", "of a source system"));
    return parts.join(QStringLiteral(" · "));
}

QVariant SourceModel::data(const QModelIndex &index, int role) const
{
    const auto &city = m_twin->city();
    if (!index.isValid() || index.row() >= rowCount() || !city)
        return {};
    const Row &row = m_rows[size_t(index.row())];
    if (row.source >= city->sources.size())
        return {};
    const domain::SourceSystem &system = city->sources[row.source];
    switch (role) {
    case IdRole:
        return system.id;
    case Qt::DisplayRole:
    case NameRole:
        return system.name.in(m_twin->language());
    case OwnerRole:
        return system.owner.in(m_twin->language());
    case StateRole:
        return stateName(row.health.state);
    case StateTextRole:
        return stateText(row.health.state);
    case VisualRole:
        return visualOf(row.health.state);
    case LiveRole:
        return row.health.live;
    case NewestRole:
        return double(row.health.newest);
    case FreshRole:
        return freshText(row);
    case RowsRole:
        return double(row.health.rows);
    case RowsTextRole:
        return rowsText(row);
    case WarningsRole:
        return row.health.warnings;
    case ErrorRole:
        return row.health.error;
    case PartsRole:
        return partsText(system);
    default:
        return {};
    }
}

QHash<int, QByteArray> SourceModel::roleNames() const
{
    return {{IdRole, "id"},       {NameRole, "name"},           {OwnerRole, "owner"},
            {StateRole, "state"}, {StateTextRole, "stateText"}, {VisualRole, "visual"},
            {LiveRole, "live"},   {NewestRole, "newest"},       {FreshRole, "fresh"},
            {RowsRole, "rows"},   {RowsTextRole, "rowsText"},   {WarningsRole, "warnings"},
            {ErrorRole, "error"}, {PartsRole, "parts"}};
}

}
