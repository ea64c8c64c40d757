#include "session/IndicatorMap.h"

#include "core/Choice.h"
#include "core/Directory.h"
#include "core/Text.h"
#include "core/UserFiles.h"
#include "core/Words.h"
#include "scene/CityView.h"
#include "session/Session.h"
#include "store/TableWriter.h"

#include <QDateTime>
#include <QDir>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

IndicatorMap::IndicatorMap(QObject *parent, Session *session)
    : QAbstractListModel(parent), m_session(session ? session : Session::current())
{
    // Events and devices change ten times a second; a map that everybody looks at follows calmly.
    constexpr int CalmMs = 2000;
    m_soon.setSingleShot(true);
    m_soon.setInterval(CalmMs);
    connect(&m_soon, &QTimer::timeout, this, &IndicatorMap::refresh);
    Twin &twin = m_session->twin();
    connect(&twin, &Twin::cityChanged, this, [this] {
        const QString id = indicator();
        m_of = nullptr;
        m_city = nullptr;
        setIndicator(id);
        if (!m_of)
            refresh();
    });
    connect(&twin, &Twin::changed, this, [this] {
        if (m_of && IndicatorEvaluator::isLive(m_of->query) && !m_soon.isActive())
            m_soon.start();
    });
    connect(&twin, &Twin::languageChanged, this, &IndicatorMap::refresh);
    connect(m_session, &Session::themeChanged, this, &IndicatorMap::refresh);
    connect(m_session, &Session::viewAttached, this, &IndicatorMap::paint);
    connect(&m_session->selection(), &Selection::currentChanged, this, &IndicatorMap::follow);
    connect(&m_session->selection(), &Selection::hoveredChanged, this, &IndicatorMap::follow);
}

IndicatorMap::~IndicatorMap() = default;

void IndicatorMap::setIndicator(const QString &id)
{
    const auto city = m_session->twin().city();
    const domain::Indicator *found = nullptr;
    if (city && city->complete) {
        const auto at = std::find_if(city->indicators.begin(), city->indicators.end(),
                                     [&](const domain::Indicator &each) { return each.id == id; });
        found = at != city->indicators.end() ? &*at : nullptr;
    }
    if (found == m_of)
        return;
    m_city = city;
    m_of = found;
    const std::vector<ObjectKind> there = levelsThere();
    if (m_of && !there.empty() && std::find(there.begin(), there.end(), m_level) == there.end())
        m_level = there.front();
    refresh();
}

/// Those of the tree that the indicator says something of.
std::vector<ObjectKind> IndicatorMap::levelsThere() const
{
    std::vector<ObjectKind> found;
    if (!m_of)
        return found;
    const ObjectKind lowest = IndicatorEvaluator::lowestLevel(m_of->query);
    for (const ObjectKind kind : {ObjectKind::Community, ObjectKind::Block, ObjectKind::Grid}) {
        const auto &nodes = m_city->places.nodes();
        const bool isThere =
            std::any_of(nodes.begin(), nodes.end(), [&](const auto &node) { return node.area.level == kind; });
        if (isThere && (kind <= lowest || found.empty()))
            found.push_back(kind);
    }
    return found;
}

void IndicatorMap::refresh()
{
    m_soon.stop();
    Twin &twin = m_session->twin();
    AreaFigures figures;
    std::vector<double> values;
    std::vector<Row> rows;
    if (m_of) {
        figures = areaFigures(*m_city, IndicatorEvaluator(*m_city, &twin.state(), twin.now()), m_of->query, m_level);
        for (const AreaFigures::Row &each : figures.rows) {
            if (each.value)
                values.push_back(*each.value);
        }
    }
    m_figures = std::move(figures);
    m_classes = classify(values, m_method, m_most);
    m_colours = sequentialColours(m_of ? m_of->good : domain::Indicator::Good::Neither, int(m_classes.size()),
                                  m_session->theme() != QLatin1String("plan"));
    for (const AreaFigures::Row &each : m_figures.rows)
        rows.push_back(
            {each.area, nameOf(twin, each.area), each.value, each.value ? classOf(m_classes, *each.value) : -1});
    arrange(rows);
    if (m_figures.rest != 0)
        rows.push_back({{}, tr("In none of these areas"), m_figures.rest, -1});
    m_decimals = decimalsOf(rows);
    const auto sameAreas = [](const Row &a, const Row &b) { return a.area == b.area; };
    if (rows.size() == m_rows.size() && std::equal(rows.begin(), rows.end(), m_rows.begin(), sameAreas)) {
        // Who reads the table keeps the place in it.
        m_rows = std::move(rows);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    } else {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    paint();
    follow();
    Q_EMIT changed();
}

void IndicatorMap::arrange(std::vector<Row> &rows) const
{
    const auto before = [this](const Row &a, const Row &b) {
        if (m_byName)
            return QString::localeAwareCompare(a.name, b.name) < 0;
        return a.value.value_or(-std::numeric_limits<double>::infinity()) <
               b.value.value_or(-std::numeric_limits<double>::infinity());
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const Row &a, const Row &b) {
        return m_descending != m_byName ? before(b, a) : before(a, b);
    });
}

void IndicatorMap::paint()
{
    scene::CityView *view = m_session->view();
    if (!view)
        return;
    std::vector<scene::AreaPaint> areas;
    for (const Row &row : m_rows) {
        if (row.classIndex >= 0)
            areas.push_back({row.area, m_colours[size_t(row.classIndex)],
                             tr("%1  %2", "area, figure").arg(row.name, textOf(*row.value))});
    }
    view->setAreaTheme(std::move(areas));
}

QString IndicatorMap::areaOf(const ObjectRef &object) const
{
    if (!m_of || object.isNull())
        return {};
    for (const ObjectRef &place : pathOf(m_session->twin(), object)) {
        if (place.kind == m_level)
            return place.id;
    }
    return {};
}

void IndicatorMap::follow()
{
    if (const QString area = areaOf(m_session->selection().current()); area != m_current) {
        m_current = area;
        Q_EMIT currentChanged();
    }
    if (const QString area = areaOf(m_session->selection().hovered()); area != m_hovered) {
        m_hovered = area;
        Q_EMIT hoveredChanged();
    }
}

QString IndicatorMap::name() const
{
    return m_of ? m_of->name.in(m_session->language()) : QString();
}

QString IndicatorMap::unit() const
{
    if (!m_of)
        return {};
    return m_session->language().startsWith(QLatin1String("zh")) ? m_of->unit.zh : m_of->unit.en;
}

QString IndicatorMap::definition() const
{
    return m_of ? m_of->definition.in(m_session->language()) : QString();
}

QString IndicatorMap::good() const
{
    using Good = domain::Indicator::Good;
    return !m_of                      ? QString()
           : m_of->good == Good::Up   ? QStringLiteral("up")
           : m_of->good == Good::Down ? QStringLiteral("down")
                                      : QString();
}

void IndicatorMap::setLevel(const QString &level)
{
    const ObjectKind kind = domain::kindFromName(level);
    if (kind == m_level || kind < ObjectKind::Community || kind > ObjectKind::Grid)
        return;
    m_level = kind;
    refresh();
}

QVariantList IndicatorMap::levels() const
{
    QVariantList list;
    for (const ObjectKind kind : levelsThere())
        list.append(choice(domain::kindName(kind), label(kind)));
    return list;
}

QString IndicatorMap::method() const
{
    return m_method == ClassMethod::Equal ? QStringLiteral("equal") : QStringLiteral("quantile");
}

void IndicatorMap::setMethod(const QString &method)
{
    const ClassMethod wanted = method == QLatin1String("equal") ? ClassMethod::Equal : ClassMethod::Quantile;
    if (wanted == m_method)
        return;
    m_method = wanted;
    refresh();
}

QVariantList IndicatorMap::methods() const
{
    return {choice(QStringLiteral("quantile"), tr("Quantiles", "classes with as many areas in each")),
            choice(QStringLiteral("equal"), tr("Equal spans"))};
}

void IndicatorMap::setClasses(int most)
{
    constexpr int Fewest = 2, Most = 7; // more than seven shades nobody tells apart
    most = std::clamp(most, Fewest, Most);
    if (most == m_most)
        return;
    m_most = most;
    refresh();
}

QString IndicatorMap::textOf(double value) const
{
    return figureText(value, m_session->language());
}

/// What is to be added up is not rounded, and stands figure below figure.
QString IndicatorMap::exactTextOf(double value) const
{
    return QLocale(QLocale::English).toString(value, 'f', m_decimals);
}

/// How many decimals rows and sum have.
int IndicatorMap::decimalsOf(const std::vector<Row> &rows) const
{
    constexpr double Small = 0.1;
    double least = std::numeric_limits<double>::infinity();
    bool whole = !m_figures.total || *m_figures.total == std::floor(*m_figures.total);
    for (const Row &row : rows) {
        const double value = std::abs(row.value.value_or(0));
        whole = whole && value == std::floor(value);
        if (value > 0)
            least = std::min(least, value);
    }
    return whole ? 0 : least < Small ? 3 : 2;
}

QVariantList IndicatorMap::legend() const
{
    QVariantList list;
    for (size_t i = 0; i < m_classes.size(); ++i) {
        const AreaClass &each = m_classes[i];
        const QString from = textOf(each.least), to = textOf(each.greatest);
        list.append(QVariantMap{{QStringLiteral("label"), from == to ? from : tr("%1 – %2", "from, to").arg(from, to)},
                                {QStringLiteral("colour"), m_colours[i]},
                                {QStringLiteral("count"), each.count}});
    }
    return list;
}

QString IndicatorMap::totalText() const
{
    return m_figures.total ? textOf(*m_figures.total) : QStringLiteral("–");
}

QString IndicatorMap::sumText() const
{
    return m_figures.total ? exactTextOf(*m_figures.total) : QStringLiteral("–");
}

QString IndicatorMap::note() const
{
    if (!m_of)
        return {};
    return m_figures.addsUp ? tr("The rows sum to the total.")
                            : tr("A ratio: worked out anew in each area and for the whole; its rows do not add up.");
}

void IndicatorMap::sortBy(const QString &key)
{
    const bool byName = key == QLatin1String("name");
    m_descending = byName == m_byName ? !m_descending : true;
    m_byName = byName;
    refresh();
}

void IndicatorMap::choose(int row, bool fly)
{
    if (row < 0 || row >= rowCount() || m_rows[size_t(row)].area.isNull())
        return;
    const ObjectRef area = m_rows[size_t(row)].area;
    if (fly)
        m_session->selection().flyTo(area);
    else
        m_session->selection().select(area);
}

void IndicatorMap::hover(int row)
{
    m_session->selection().hover(row >= 0 && row < rowCount() ? m_rows[size_t(row)].area : ObjectRef());
}

int IndicatorMap::rowOf(const QString &area) const
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (!area.isEmpty() && m_rows[i].area.id == area)
            return int(i);
    }
    return -1;
}

QUrl IndicatorMap::suggestion() const
{
    const Twin &twin = m_session->twin();
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(twin.now(), zoneOf(twin.city().get()));
    const QString name =
        QStringLiteral("%1-%2-%3.csv").arg(indicator(), level(), now.toString(QStringLiteral("yyyyMMdd-HHmm")));
    return QUrl::fromLocalFile(QDir(userFolder()).filePath(name));
}

void IndicatorMap::exportTo(const QUrl &url)
{
    const QString file = url.toLocalFile();
    if (!m_of || file.isEmpty())
        return;
    using Kind = store::TableColumn::Kind;
    const std::vector<store::TableColumn> columns = {{Kind::Text, "area", tr("Code")},
                                                     {Kind::Text, "level", tr("Level")},
                                                     {Kind::Text, "name", tr("Area")},
                                                     {Kind::Real, "value", name()},
                                                     {Kind::Text, "unit", tr("Unit")}};
    auto writer = store::TableWriter::make(file, name(), columns, false, zoneOf(m_city.get()));
    base::Status status = writer ? base::Status() : tl::unexpected(writer.error());
    const auto add = [&](const Row &row) {
        if (status)
            status = (*writer)->add({{row.area.id, row.area.isNull() ? QString() : label(row.area.kind), row.name,
                                      row.value ? QVariant(*row.value) : QVariant(), unit()}});
    };
    for (const Row &row : m_rows)
        add(row);
    add({{}, tr("Total"), m_figures.total, -1});
    if (status)
        status = (*writer)->finish();
    m_session->tell(status ? tr("Saved: %1").arg(file) : errorLine(status.error()));
}

int IndicatorMap::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant IndicatorMap::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const auto share = [&]() -> double {
        double whole = m_figures.addsUp ? m_figures.total.value_or(0) : 0;
        if (!m_figures.addsUp) {
            for (const Row &each : m_rows)
                whole = std::max(whole, each.value.value_or(0));
        }
        return row.value && whole > 0 ? std::clamp(*row.value / whole, 0.0, 1.0) : 0;
    };
    switch (role) {
    case IdRole:
        return row.area.id;
    case KindRole:
        return domain::kindName(row.area.kind);
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case ValueRole:
        return row.value ? QVariant(*row.value) : QVariant();
    case ValueTextRole:
        return row.value ? exactTextOf(*row.value) : QStringLiteral("–");
    case ShareRole:
        return share();
    case ShareTextRole:
        return m_figures.addsUp && row.value ? tr("%1 %").arg(share() * 100, 0, 'f', 1) : QString();
    case ColourRole:
        return row.classIndex >= 0 ? m_colours[size_t(row.classIndex)] : QColor(Qt::transparent);
    case ClassRole:
        return row.classIndex;
    default:
        return {};
    }
}

QHash<int, QByteArray> IndicatorMap::roleNames() const
{
    return {{IdRole, "id"},
            {KindRole, "kind"},
            {NameRole, "name"},
            {ValueRole, "value"},
            {ValueTextRole, "valueText"},
            {ShareRole, "share"},
            {ShareTextRole, "shareText"},
            {ColourRole, "colour"},
            {ClassRole, "classIndex"}};
}

}
