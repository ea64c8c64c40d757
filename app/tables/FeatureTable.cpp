#include "core/Directory.h"
#include "core/Text.h"
#include "domain/TileSource.h"
#include "tables/FeatureTablePass.h"

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

FeatureTable::FeatureTable(Twin &twin, Selection &selection, DeskMemory &memory, QObject *parent)
    : QAbstractTableModel(parent), m_twin(twin), m_selection(selection), m_memory(memory)
{
    m_source = m_memory.of(QStringLiteral("table")).value(QStringLiteral("source")).toString();
    const auto stale = [this] {
        m_stale = true;
        if (m_active)
            reload();
    };
    connect(&twin, &Twin::cityChanged, this, stale);
    connect(&twin, &Twin::languageChanged, this, stale);
    connect(&twin, &Twin::changed, this, &FeatureTable::onLive);
    // Tiles come by the dozen while one flies.
    constexpr int TilesMs = 600;
    m_tiles.setSingleShot(true);
    m_tiles.setInterval(TilesMs);
    connect(&m_tiles, &QTimer::timeout, this, &FeatureTable::takeTiles);
    connect(&twin, &Twin::residentChanged, this, [this] {
        if (m_active && !m_shownOnly.isEmpty() && !m_tiles.isActive())
            m_tiles.start();
    });
    connect(&selection, &Selection::currentChanged, this, &FeatureTable::follow);
    connect(&selection, &Selection::enteredChanged, this, &FeatureTable::takePlace);

    // Words are typed letter by letter.
    constexpr int TypingMs = 120;
    m_refilter.setSingleShot(true);
    m_refilter.setInterval(TypingMs);
    connect(&m_refilter, &QTimer::timeout, this, &FeatureTable::refilter);
    constexpr int LiveMs = 1000;
    m_live.setSingleShot(true);
    m_live.setInterval(LiveMs);
    connect(&m_live, &QTimer::timeout, this, [this] {
        if (!m_liveDue)
            return;
        m_liveDue = false;
        const FeatureColumn *sorted = column(m_sort);
        const bool moves = (sorted && sorted->live) ||
                           std::any_of(m_columns.begin(), m_columns.end(),
                                       [&](const auto &each) { return each.live && m_filters.contains(each.id); });
        if (moves)
            refilter();
        else if (!m_shown.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole, VisualRole});
        if (!moves)
            refreshFoot(true);
        m_live.start();
    });
    m_slice.setSingleShot(true);
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &FeatureTable::goOn);
    connect(&m_ranking, &QFutureWatcherBase::finished, this, &FeatureTable::rank);
}

FeatureTable::~FeatureTable() = default;

int FeatureTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

int FeatureTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_visible.size());
}

QVariant FeatureTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const FeatureColumn &column = m_columns[size_t(m_visible[size_t(index.column())])];
    const int row = m_shown[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return column.shownText(m_rows[size_t(row)]);
    case NumericRole:
        return column.numeric;
    case VisualRole:
        return column.visual ? column.visual(m_rows[size_t(row)]) : QString();
    case MarkedRole:
        return m_marked.contains(row);
    case CurrentRole:
        return index.row() == m_current;
    default:
        return {};
    }
}

QVariant FeatureTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    return m_columns[size_t(m_visible[size_t(section)])].name;
}

QHash<int, QByteArray> FeatureTable::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {NumericRole, "numeric"},
            {VisualRole, "visual"},
            {MarkedRole, "marked"},
            {CurrentRole, "current"}};
}

// What is shown

void FeatureTable::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (!active && !m_contents.empty())
        forgetRows();
    if (active && m_stale)
        reload();
    else if (active)
        follow();
    tellMarks();
    Q_EMIT activeChanged();
}

void FeatureTable::setSource(const QString &source)
{
    if (source == m_source)
        return;
    m_source = source;
    m_memory.keep(QStringLiteral("table"), {{QStringLiteral("source"), source}});
    m_filters.clear();
    m_words.clear();
    m_stale = true;
    if (m_active)
        reload();
    Q_EMIT sourceChanged();
    Q_EMIT filterChanged();
}

QVariantList FeatureTable::sources() const
{
    QVariantList list;
    for (const FeatureSource &each : featureSources(m_twin))
        list.append(QVariantMap{{QStringLiteral("id"), each.id},
                                {QStringLiteral("label"), each.label},
                                {QStringLiteral("count"), qint64(each.count)}});
    return list;
}

void FeatureTable::reload()
{
    m_stale = false;
    const std::shared_ptr<const domain::City> city = withShownTiles(m_twin.city());
    const std::vector<FeatureSource> all = featureSources(m_twin);
    const bool known =
        std::any_of(all.begin(), all.end(), [this](const FeatureSource &each) { return each.id == m_source; });
    if (!known && !all.empty())
        m_source = all.front().id;
    const std::vector<ObjectRef> marked = markedObjects();
    beginResetModel();
    m_pass.reset();
    m_footPass.reset();
    forgetTexts();
    m_ranked.clear();
    m_ranking.setProperty("column", QString()); // what comes of it belongs to other rows
    m_ranking.setFuture({});
    m_shownOnly = app::shownOnly(m_twin, m_source);
    m_contents = !m_shownOnly.isEmpty() && city->resident ? city->resident->shownContents()
                                                          : std::vector<std::shared_ptr<const domain::Layer>>();
    m_city = city;
    m_rows = city ? featureRows(*city, m_source) : std::vector<FeatureRow>();
    m_columns = featureColumns(m_twin, city, m_source, m_rows);
    m_shown.clear();
    m_marked.clear();
    m_current = m_anchor = -1;
    loadColumns();
    endResetModel();
    Q_EMIT sourcesChanged();
    Q_EMIT sourceChanged();
    takePlace();
    refilter();
    // What was marked in the snapshot before, or in the other language.
    if (marked.size() > 1 && city) {
        const QSet<ObjectRef> wanted(marked.begin(), marked.end());
        for (size_t i = 0; i < m_rows.size(); ++i) {
            if (wanted.contains(refOf(*city, m_rows[i])))
                m_marked.insert(int(i));
        }
    }
    Q_EMIT currentRowChanged();
    follow();
    tellMarks();
}

void FeatureTable::takeTiles()
{
    const domain::City *city = m_twin.city().get();
    if (m_active && city && city->resident && city->resident->shownContents() != m_contents)
        reload();
}

/// What nobody looks at does not keep tiles in memory.
void FeatureTable::forgetRows()
{
    beginResetModel();
    m_stale = true;
    m_pass.reset();
    m_footPass.reset();
    forgetTexts();
    m_ranked.clear();
    m_ranking.setProperty("column", QString());
    m_ranking.setFuture({});
    m_rows.clear();
    m_columns.clear();
    m_visible.clear();
    m_shown.clear();
    m_marked.clear();
    m_current = m_anchor = -1;
    m_contents.clear();
    m_city.reset();
    endResetModel();
}

const FeatureColumn *FeatureTable::column(const QString &id) const
{
    const auto found =
        std::find_if(m_columns.begin(), m_columns.end(), [&](const FeatureColumn &each) { return each.id == id; });
    return found != m_columns.end() ? &*found : nullptr;
}

static QString memoryOf(const QString &source)
{
    return QStringLiteral("table/%1").arg(source);
}

void FeatureTable::loadColumns()
{
    const QVariantMap kept = m_memory.of(memoryOf(m_source));
    const QVariantMap shown = kept.value(QStringLiteral("shown")).toMap(),
                      widths = kept.value(QStringLiteral("widths")).toMap();
    m_widths.clear();
    for (auto it = widths.begin(); it != widths.end(); ++it)
        m_widths.insert(it.key(), it->toDouble());
    m_visible.clear();
    for (size_t i = 0; i < m_columns.size(); ++i) {
        m_columns[i].shown = shown.value(m_columns[i].id, m_columns[i].shown).toBool();
        if (m_columns[i].shown)
            m_visible.push_back(int(i));
    }
    m_sort = kept.value(QStringLiteral("sort")).toString();
    m_descending = kept.value(QStringLiteral("descending")).toBool();
    Q_EMIT columnsChanged();
}

void FeatureTable::keepColumns()
{
    QVariantMap shown, widths;
    for (const FeatureColumn &each : m_columns)
        shown.insert(each.id, each.shown);
    for (auto it = m_widths.begin(); it != m_widths.end(); ++it)
        widths.insert(it.key(), it.value());
    m_memory.keep(memoryOf(m_source), {{QStringLiteral("shown"), shown},
                                       {QStringLiteral("widths"), widths},
                                       {QStringLiteral("sort"), m_sort},
                                       {QStringLiteral("descending"), m_descending}});
}

QVariantList FeatureTable::columns() const
{
    QVariantList list;
    for (const int at : m_visible) {
        const FeatureColumn &each = m_columns[size_t(at)];
        list.append(QVariantMap{{QStringLiteral("id"), each.id},
                                {QStringLiteral("name"), each.name},
                                {QStringLiteral("unit"), each.unit},
                                {QStringLiteral("numeric"), each.numeric},
                                {QStringLiteral("width"), m_widths.value(each.id, each.letters)},
                                {QStringLiteral("sorted"), each.id != m_sort ? 0
                                                           : m_descending    ? -1
                                                                             : 1},
                                {QStringLiteral("filtered"), m_filters.contains(each.id)}});
    }
    return list;
}

QVariantList FeatureTable::allColumns() const
{
    QVariantList list;
    for (const FeatureColumn &each : m_columns)
        list.append(QVariantMap{{QStringLiteral("id"), each.id},
                                {QStringLiteral("name"), each.name},
                                {QStringLiteral("label"), each.name},
                                {QStringLiteral("shown"), each.shown},
                                {QStringLiteral("numeric"), each.numeric}});
    return list;
}

void FeatureTable::setShown(const QString &id, bool shown)
{
    const auto found =
        std::find_if(m_columns.begin(), m_columns.end(), [&](const auto &each) { return each.id == id; });
    // One is always left: by what else should rows be told apart?
    if (found == m_columns.end() || found->shown == shown || (!shown && m_visible.size() == 1))
        return;
    beginResetModel();
    found->shown = shown;
    m_visible.clear();
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].shown)
            m_visible.push_back(int(i));
    }
    endResetModel();
    keepColumns();
    forgetTexts();
    Q_EMIT columnsChanged();
    if (!m_words.isEmpty() || isFiltering())
        refilter();
    refreshFoot();
    Q_EMIT currentRowChanged();
}

void FeatureTable::setWidth(const QString &id, double letters)
{
    constexpr double Least = 3, Most = 60;
    const double width = std::clamp(letters, Least, Most);
    if (!column(id) || m_widths.value(id) == width)
        return;
    m_widths.insert(id, width);
    keepColumns();
    Q_EMIT columnsChanged();
}

void FeatureTable::sort(const QString &id)
{
    m_descending = m_sort == id && !m_descending;
    m_sort = id;
    keepColumns();
    Q_EMIT columnsChanged();
    refilter();
}

void FeatureTable::onLive()
{
    if (!m_active)
        return;
    m_liveDue = true;
    if (!m_live.isActive())
        m_live.start();
}

}
