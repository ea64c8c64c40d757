#include "tables/FeatureTable.h"

#include "core/Directory.h"
#include "core/Text.h"

#include <QCollator>
#include <QGuiApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

static bool isArea(ObjectKind kind)
{
    return kind >= ObjectKind::SubDistrict && kind <= ObjectKind::Quarter;
}

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
        refreshFoot();
        m_live.start();
    });
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
    const std::shared_ptr<const domain::City> city = m_twin.city();
    const std::vector<FeatureSource> all = featureSources(m_twin);
    const bool known =
        std::any_of(all.begin(), all.end(), [this](const FeatureSource &each) { return each.id == m_source; });
    if (!known && !all.empty())
        m_source = all.front().id;
    const std::vector<ObjectRef> marked = markedObjects();
    beginResetModel();
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
    Q_EMIT columnsChanged();
    if (!m_words.isEmpty())
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

/// Numbers by size, texts as people order them ("B9" before "B10"); what is not known last, whichever way.
void FeatureTable::order(std::vector<int> &rows) const
{
    const FeatureColumn *by = column(m_sort);
    if (!by)
        return;
    const bool down = m_descending;
    if (by->numeric) {
        std::vector<double> keys(m_rows.size(), geometry::NaN);
        for (const int row : rows)
            keys[size_t(row)] = by->value(m_rows[size_t(row)]).toDouble();
        std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) {
            const double x = keys[size_t(a)], y = keys[size_t(b)];
            if (std::isnan(x) || std::isnan(y))
                return !std::isnan(x) && std::isnan(y);
            return down ? x > y : x < y;
        });
        return;
    }
    QCollator collator(QLocale(m_twin.language()));
    collator.setNumericMode(true);
    // Few texts stand in many rows: each is ordered once.
    std::vector<QString> texts(m_rows.size());
    QHash<QString, int> places;
    for (const int row : rows) {
        texts[size_t(row)] = by->value(m_rows[size_t(row)]).toString();
        places.insert(texts[size_t(row)], 0);
    }
    QStringList different = places.keys();
    std::sort(different.begin(), different.end(),
              [&](const QString &a, const QString &b) { return collator.compare(a, b) < 0; });
    for (qsizetype i = 0; i < different.size(); ++i)
        places[different[i]] = int(i);
    std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) {
        const QString &x = texts[size_t(a)], &y = texts[size_t(b)];
        if (x.isEmpty() || y.isEmpty())
            return !x.isEmpty() && y.isEmpty();
        return down ? places.value(x) > places.value(y) : places.value(x) < places.value(y);
    });
}

// Filters

void FeatureTable::setWords(const QString &words)
{
    if (words == m_words)
        return;
    m_words = words;
    Q_EMIT filterChanged();
    m_refilter.start();
}

QVariantList FeatureTable::filters() const
{
    QVariantList list;
    for (const FeatureColumn &each : m_columns) {
        const auto found = m_filters.constFind(each.id);
        if (found == m_filters.constEnd())
            continue;
        const QString from = each.shownNumber(found->from), to = each.shownNumber(found->to);
        const QString text =
            found->value ? translate("app", "%1 is %2")
                               .arg(each.name, found->value->isEmpty() ? translate("app", "(empty)") : *found->value)
            : from.isEmpty() ? translate("app", "%1 at most %2").arg(each.name, to)
            : to.isEmpty()   ? translate("app", "%1 at least %2").arg(each.name, from)
                             : translate("app", "%1 from %2 to %3").arg(each.name, from, to);
        list.append(QVariantMap{{QStringLiteral("column"), each.id}, {QStringLiteral("text"), text}});
    }
    return list;
}

QVariantList FeatureTable::values(const QString &id) const
{
    const FeatureColumn *of = column(id);
    if (!of)
        return {};
    QHash<QString, int> counts;
    for (const FeatureRow &row : m_rows)
        ++counts[of->numeric ? of->shownText(row) : of->value(row).toString()];
    std::vector<std::pair<QString, int>> list;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        list.emplace_back(it.key(), it.value());
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    constexpr size_t Most = 200;
    list.resize(std::min(list.size(), Most));
    QVariantList result;
    for (const auto &[value, count] : list)
        result.append(
            QVariantMap{{QStringLiteral("id"), value},
                        {QStringLiteral("label"),
                         translate("app", "%1 · %2 rows")
                             .arg(value.isEmpty() ? translate("app", "(empty)") : value, numberText(count, 0))},
                        {QStringLiteral("count"), count}});
    return result;
}

QVariantMap FeatureTable::range(const QString &id) const
{
    const FeatureColumn *of = column(id);
    double from = geometry::NaN, to = geometry::NaN;
    for (size_t i = 0; of && of->numeric && i < m_rows.size(); ++i) {
        const double value = of->value(m_rows[i]).toDouble();
        from = std::fmin(from, value);
        to = std::fmax(to, value);
    }
    if (std::isnan(from))
        return {};
    return {{QStringLiteral("from"), of->shownNumber(from)}, {QStringLiteral("to"), of->shownNumber(to)}};
}

static double typedNumber(const QString &text)
{
    bool ok = false;
    QString plain = text.trimmed();
    plain.remove(u',');
    const double value = plain.toDouble(&ok);
    return ok ? value : geometry::NaN;
}

void FeatureTable::filterRange(const QString &id, const QString &from, const QString &to)
{
    const Filter filter{typedNumber(from), typedNumber(to), {}};
    if (!column(id))
        return;
    if (std::isnan(filter.from) && std::isnan(filter.to))
        m_filters.remove(id);
    else
        m_filters.insert(id, filter);
    Q_EMIT filterChanged();
    Q_EMIT columnsChanged();
    refilter();
}

void FeatureTable::filterValue(const QString &id, const QString &value)
{
    if (!column(id))
        return;
    m_filters.insert(id, {geometry::NaN, geometry::NaN, value});
    Q_EMIT filterChanged();
    Q_EMIT columnsChanged();
    refilter();
}

void FeatureTable::clearFilter(const QString &id)
{
    if (m_filters.remove(id) == 0)
        return;
    Q_EMIT filterChanged();
    Q_EMIT columnsChanged();
    refilter();
}

void FeatureTable::clearFilters()
{
    m_filters.clear();
    m_words.clear();
    m_onlyPlace = false;
    Q_EMIT filterChanged();
    Q_EMIT columnsChanged();
    refilter();
}

void FeatureTable::setOnlyPlace(bool only)
{
    if (only == m_onlyPlace || (only && m_place.isNull()))
        return;
    m_onlyPlace = only;
    Q_EMIT filterChanged();
    refilter();
}

QString FeatureTable::placeName() const
{
    return m_place.isNull() ? QString() : nameOf(m_twin, m_place);
}

/// The area that is selected or that what is selected stands in, and a building where that was entered: choosing rows
/// of the table moves the first only from area to area.
void FeatureTable::takePlace()
{
    ObjectRef place = m_selection.current();
    if (m_selection.entered().kind == ObjectKind::Building)
        place = m_selection.entered();
    else if (m_onlyPlace && !isArea(place.kind) && !m_place.isNull())
        return;
    else if (place.isNull())
        place = m_selection.entered();
    while (!place.isNull() && !isArea(place.kind) && place != m_selection.entered())
        place = placeOf(m_twin, place);
    if (place == m_place)
        return;
    m_place = place;
    Q_EMIT placeChanged();
    if (!m_onlyPlace)
        return;
    if (m_place.isNull()) {
        m_onlyPlace = false;
        Q_EMIT filterChanged();
    }
    if (m_active)
        refilter();
}

bool FeatureTable::passes(const FeatureRow &row, const std::vector<bool> &inPlace) const
{
    if (m_onlyPlace) {
        const QString building = row.kind == ObjectKind::Building ? refOf(*m_city, row).id
                                 : row.kind == ObjectKind::Unit   ? m_city->layers[row.layer]->units[row.index].building
                                 : row.kind == ObjectKind::Thing ? m_city->layers[row.layer]->things[row.index].building
                                                                 : QString();
        const domain::Building *at = building.isEmpty() ? nullptr : m_city->building(building);
        const bool inside = m_place.kind == ObjectKind::Building ? building == m_place.id
                            : m_place.kind == ObjectKind::Quarter
                                ? (at && at->quarter == m_place.id) || refOf(*m_city, row) == m_place
                                : row.area >= 0 && inPlace[size_t(row.area)];
        if (!inside)
            return false;
    }
    for (auto it = m_filters.begin(); it != m_filters.end(); ++it) {
        const FeatureColumn *of = column(it.key());
        if (!of)
            continue;
        if (it->value) {
            if ((of->numeric ? of->shownText(row) : of->value(row).toString()) != *it->value)
                return false;
            continue;
        }
        const double value = of->value(row).toDouble();
        // What is not known is neither at least nor at most anything.
        if (std::isnan(value) || value < it->from || value > it->to)
            return false;
    }
    const QString words = m_words.trimmed();
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts)) {
        const bool found = std::any_of(m_visible.begin(), m_visible.end(), [&](int each) {
            return m_columns[size_t(each)].shownText(row).contains(word, Qt::CaseInsensitive);
        });
        if (!found)
            return false;
    }
    return true;
}

void FeatureTable::refilter()
{
    m_refilter.stop();
    std::vector<int> shown;
    if (m_city) {
        std::vector<bool> inPlace;
        if (m_onlyPlace && isArea(m_place.kind)) {
            const auto &nodes = m_city->places.nodes();
            const qint32 root = m_city->places.indexOf(m_place);
            inPlace.resize(nodes.size());
            for (size_t i = 0; i < nodes.size(); ++i) {
                qint32 node = qint32(i);
                while (node >= 0 && node != root)
                    node = nodes[size_t(node)].parent;
                inPlace[i] = node >= 0;
            }
        }
        for (size_t i = 0; i < m_rows.size(); ++i) {
            if (passes(m_rows[i], inPlace))
                shown.push_back(int(i));
        }
        order(shown);
    }
    if (shown != m_shown || shown.empty()) {
        const int current = m_current >= 0 && m_current < count() ? m_shown[size_t(m_current)] : -1;
        beginResetModel();
        m_shown = std::move(shown);
        const QSet<int> here(m_shown.begin(), m_shown.end());
        m_marked.intersect(here);
        const auto found = std::find(m_shown.begin(), m_shown.end(), current);
        m_current = current >= 0 && found != m_shown.end() ? int(found - m_shown.begin()) : -1;
        m_anchor = m_current;
        endResetModel();
        Q_EMIT countChanged();
        Q_EMIT currentRowChanged();
        tellMarks();
    }
    refreshFoot();
}

void FeatureTable::onLive()
{
    if (!m_active)
        return;
    m_liveDue = true;
    if (!m_live.isActive())
        m_live.start();
}

/// An area within another one of those that are summed: its people are counted there already. Quarters cross the grids.
bool FeatureTable::isNested(const FeatureRow &row, const std::vector<bool> &shownAreas) const
{
    if (!isArea(row.kind))
        return false;
    if (row.kind == ObjectKind::Quarter || row.area < 0)
        return std::find(shownAreas.begin(), shownAreas.end(), true) != shownAreas.end();
    const auto &nodes = m_city->places.nodes();
    for (qint32 node = nodes[size_t(row.area)].parent; node >= 0; node = nodes[size_t(node)].parent) {
        if (shownAreas[size_t(node)])
            return true;
    }
    return false;
}

void FeatureTable::refreshFoot()
{
    std::vector<const FeatureRow *> rows;
    if (m_marked.size() > 1) {
        for (const int row : m_marked)
            rows.push_back(&m_rows[size_t(row)]);
    } else {
        for (const int row : m_shown)
            rows.push_back(&m_rows[size_t(row)]);
    }
    if (m_city && !rows.empty() && isArea(rows.front()->kind)) {
        std::vector<bool> areas(m_city->places.nodes().size());
        for (const FeatureRow *row : rows) {
            if (row->area >= 0)
                areas[size_t(row->area)] = true;
        }
        std::erase_if(rows, [&](const FeatureRow *row) { return isNested(*row, areas); });
    }
    QVariantList foot;
    for (const int at : m_visible) {
        const FeatureColumn &each = m_columns[size_t(at)];
        QString text;
        if (each.foot != FeatureColumn::Foot::None) {
            double sum = 0;
            size_t known = 0;
            for (const FeatureRow *row : rows) {
                const double value = each.value(*row).toDouble();
                if (std::isnan(value))
                    continue;
                sum += value;
                ++known;
            }
            if (known > 0 && each.foot == FeatureColumn::Foot::Mean)
                text = translate("app", "⌀ %1")
                           .arg(each.grouped ? numberText(sum / double(known), 1)
                                             : QString::number(std::round(sum / double(known))));
            else if (known > 0)
                text = numberText(sum, each.decimals);
        }
        foot.append(QVariantMap{{QStringLiteral("text"), text},
                                {QStringLiteral("mean"), each.foot == FeatureColumn::Foot::Mean}});
    }
    if (foot == m_foot)
        return;
    m_foot = foot;
    Q_EMIT footChanged();
}

// Rows

std::vector<ObjectRef> FeatureTable::markedObjects() const
{
    std::vector<ObjectRef> objects;
    for (const int row : m_marked) {
        if (m_city && size_t(row) < m_rows.size())
            objects.push_back(refOf(*m_city, m_rows[size_t(row)]));
    }
    return objects;
}

void FeatureTable::tellMarks()
{
    Q_EMIT markedChanged();
    if (!m_shown.empty() && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {MarkedRole, CurrentRole});
}

void FeatureTable::setCurrent(int row)
{
    if (row == m_current)
        return;
    m_current = row;
    Q_EMIT currentRowChanged();
}

void FeatureTable::click(int row, int modifiers)
{
    if (row < 0 || row >= count())
        return;
    const int of = m_shown[size_t(row)];
    if (modifiers & Qt::ControlModifier) {
        if (m_marked.contains(of) && m_marked.size() > 1)
            m_marked.remove(of);
        else
            m_marked.insert(of);
        m_anchor = row;
    } else if ((modifiers & Qt::ShiftModifier) && m_anchor >= 0) {
        m_marked.clear();
        for (int i = std::min(row, m_anchor); i <= std::max(row, m_anchor); ++i)
            m_marked.insert(m_shown[size_t(i)]);
    } else {
        m_marked = {of};
        m_anchor = row;
    }
    setCurrent(row);
    tellMarks();
    refreshFoot();
    m_choosing = true;
    m_selection.select(refOf(*m_city, at(row)));
    m_choosing = false;
}

void FeatureTable::step(int rows, bool extend)
{
    if (count() == 0)
        return;
    const int next = m_current < 0 ? 0 : std::clamp(m_current + rows, 0, count() - 1);
    click(next, extend ? int(Qt::ShiftModifier) : 0);
}

void FeatureTable::hover(int row)
{
    m_selection.hover(row >= 0 && row < count() ? refOf(*m_city, at(row)) : ObjectRef());
}

void FeatureTable::markAll()
{
    m_marked = QSet<int>(m_shown.begin(), m_shown.end());
    tellMarks();
    refreshFoot();
}

void FeatureTable::unmark()
{
    m_marked.clear();
    if (m_current >= 0 && m_current < count())
        m_marked.insert(m_shown[size_t(m_current)]);
    tellMarks();
    refreshFoot();
}

/// What is selected elsewhere is the current row, or what it stands in.
void FeatureTable::follow()
{
    takePlace();
    if (!m_active || m_choosing || !m_city)
        return;
    std::vector<ObjectRef> path = pathOf(m_twin, subjectOf(m_twin, m_selection.current()));
    std::reverse(path.begin(), path.end());
    if (const domain::Building *building = m_city->building(path.empty() ? QString() : path.front().id))
        path.push_back({ObjectKind::Quarter, building->quarter});
    QHash<ObjectRef, int> wanted;
    for (size_t i = 0; i < path.size(); ++i)
        wanted.insert(path[i], int(i));
    int best = -1, rank = int(path.size());
    for (int row = 0; row < count() && rank > 0; ++row) {
        const int at_ = wanted.value(refOf(*m_city, at(row)), rank);
        if (at_ < rank) {
            rank = at_;
            best = row;
        }
    }
    // Several that are marked stay so while something within them is looked at.
    const bool among = best >= 0 && m_marked.size() > 1 && m_marked.contains(m_shown[size_t(best)]);
    const bool joins = QGuiApplication::keyboardModifiers() & Qt::ControlModifier; // a click on the map adds its row
    if (!among) {
        if (!joins)
            m_marked.clear();
        if (best >= 0)
            m_marked.insert(m_shown[size_t(best)]);
        m_anchor = best;
    }
    setCurrent(best);
    tellMarks();
    refreshFoot();
}

void FeatureTable::zoom()
{
    if (!m_city)
        return;
    if (m_marked.size() < 2) {
        if (m_current >= 0 && m_current < count())
            m_selection.flyTo(refOf(*m_city, at(m_current)));
        return;
    }
    geometry::Box3 box;
    for (const int row : m_marked) {
        const geometry::Box3 each = boundsOf(*m_city, m_rows[size_t(row)]);
        if (!each.isEmpty())
            box.add(each);
    }
    if (!box.isEmpty())
        Q_EMIT zoomWanted(box);
}

}
