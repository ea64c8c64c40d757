#include "models/BuildingTable.h"

#include "core/Directory.h"
#include "core/Text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

BuildingTable::BuildingTable(QObject *parent, Twin *twin)
    : QAbstractTableModel(parent), m_twin(twin ? twin : Twin::current())
{
    connect(m_twin, &Twin::interiorChanged, this, &BuildingTable::rebuild);
    connect(m_twin, &Twin::languageChanged, this, [this] {
        Q_EMIT tableChanged();
        refresh();
    });
    connect(m_twin, &Twin::changed, this, [this] {
        if (m_rows > 0 && InsideStatus(*m_twin) != m_status)
            refresh();
    });
    rebuild();
}

QString BuildingTable::building() const
{
    return m_twin->interior() ? m_twin->interior()->building : QString();
}

QString BuildingTable::title() const
{
    return m_twin->interior() ? nameOf(*m_twin, {ObjectKind::Building, building()}) : QString();
}

bool BuildingTable::isSchematic() const
{
    return m_twin->interior() && m_twin->interior()->schematic;
}

void BuildingTable::setPaint(const QString &paint)
{
    if (paint.isEmpty() || paint == m_paint)
        return;
    m_paint = paint;
    refresh();
}

void BuildingTable::setDark(bool dark)
{
    if (std::exchange(m_dark, dark) != dark)
        refresh();
}

void BuildingTable::rebuild()
{
    beginResetModel();
    m_rowOfStorey.clear();
    m_columns = {};
    m_plans.clear();
    if (const Rooms *rooms = m_twin->rooms()) {
        for (const domain::Unit &unit : rooms->interior().units)
            m_plans.insert(unit.id, interior::planOf(unit));
        // Where the table says nothing, the rooms do.
        QHash<QString, interior::Plan> model;
        for (const domain::Space &space : rooms->interior().spaces) {
            interior::Plan &plan = model[space.unit];
            plan.rooms += space.function == domain::SpaceFunction::Room;
            plan.halls += space.function == domain::SpaceFunction::Hall;
            plan.baths += space.function == domain::SpaceFunction::Bath;
        }
        for (auto plan = m_plans.begin(); plan != m_plans.end(); ++plan) {
            if (*plan == interior::Plan{})
                *plan = model.value(plan.key());
        }
        m_columns = TableColumns(rooms->interior().units);
        const auto &storeys = rooms->interior().storeys;
        for (auto storey = storeys.rbegin(); storey != storeys.rend(); ++storey)
            m_rowOfStorey.insert(storey->number, int(m_rowOfStorey.size()));
    }
    m_rows = int(m_rowOfStorey.size());
    m_cells = makeCells();
    endResetModel();
    Q_EMIT tableChanged();
    Q_EMIT countsChanged();
}

void BuildingTable::refresh()
{
    if (m_rows == 0)
        return;
    std::vector<Cell> cells = makeCells();
    std::swap(cells, m_cells);
    const int columns = columnCount();
    for (int row = 0; row < m_rows; ++row) {
        int first = -1, last = -1;
        for (int column = 0; column < columns; ++column) {
            const size_t at = size_t(row * columns + column);
            if (cells[at] == m_cells[at])
                continue;
            first = first < 0 ? column : first;
            last = column;
        }
        if (first >= 0)
            Q_EMIT dataChanged(index(row, first), index(row, last));
    }
    Q_EMIT countsChanged();
}

bool BuildingTable::isNotable(const domain::Unit &unit) const
{
    const RoomState state = m_status.of({ObjectKind::Unit, unit.id});
    if (m_paint == QLatin1String("sensors"))
        return state.alarms > 0;
    if (m_paint == QLatin1String("events"))
        return state.openEvents > 0;
    return unit.tenancy == QLatin1String("let");
}

QString BuildingTable::detailOf(const Sum &sum) const
{
    if (m_paint == QLatin1String("people"))
        return sum.people > 0 ? translate("app", "%n person(s)", nullptr, sum.people) : QString();
    if (m_paint == QLatin1String("area"))
        return sum.area > 0 ? areaText(sum.area) : QString();
    if (sum.notable == 0)
        return {};
    if (m_paint == QLatin1String("sensors"))
        return translate("app", "%n in alarm", nullptr, sum.notable);
    if (m_paint == QLatin1String("events"))
        return translate("app", "%n with events", nullptr, sum.notable);
    return translate("app", "%n let", nullptr, sum.notable);
}

/// As short as a cell wants it: 三室两厅两卫, "3 r 2 h 2 b".
static QString shortPlan(interior::Plan plan, const QString &language)
{
    plan.kitchens = 0;
    if (language.startsWith(QLatin1String("zh")))
        return interior::planText(plan, language);
    QStringList parts;
    const auto add = [&parts](int count, const QString &text) {
        if (count > 0)
            parts.append(text.arg(count));
    };
    add(plan.rooms, translate("app", "%1 r", "rooms of a unit"));
    add(plan.halls, translate("app", "%1 h", "halls of a unit"));
    add(plan.baths, translate("app", "%1 b", "bathrooms of a unit"));
    return parts.join(u' ');
}

BuildingTable::Cell BuildingTable::unitCell(const domain::Unit &unit, const RoomPaint &paint) const
{
    const RoomPaint::Cell painted = paint.ofUnit(unit);
    Cell cell;
    cell.kind = Cell::Kind::Unit;
    cell.id = unit.id;
    cell.number = unit.number.isEmpty() ? domain::partOfInsideId(unit.id) : unit.number;
    cell.colour = painted.colour;
    const interior::Plan plan = m_plans.value(unit.id);
    const QString planText = interior::planText(plan, m_twin->language());
    if (m_paint == QLatin1String("people"))
        cell.text = unit.occupants > 0 ? translate("app", "%n person(s)", nullptr, unit.occupants) : painted.text;
    else if (m_paint == QLatin1String("area"))
        cell.text = unit.area > 0 ? areaText(double(unit.area)) : QString();
    else if (!painted.visual.isEmpty() && painted.visual != QLatin1String("normal"))
        cell.text = painted.text;
    else if (plan.rooms > 0)
        cell.text = shortPlan(plan, m_twin->language());
    else
        cell.text = unit.tenancy.isEmpty() ? QString() : tenancyLabel(unit.tenancy);
    // What wants a hand is told whatever the table is coloured by.
    const RoomState state = m_status.of({ObjectKind::Unit, unit.id});
    cell.visual = painted.visual.isEmpty() ? state.worst() : painted.visual;
    QStringList words{cell.number, planText, tenancyLabel(unit.tenancy)};
    if (!cell.visual.isEmpty())
        words.append(visualLabel(cell.visual));
    words.removeAll(QString());
    cell.name = words.join(QStringLiteral(" · "));
    return cell;
}

/// What stands on a storey and in no unit.
void BuildingTable::addCommon(std::vector<Cell> &cells) const
{
    const Rooms &rooms = *m_twin->rooms();
    struct Common {
        QString visual;
        int things = 0, events = 0;
    };
    QHash<int, Common> byStorey;
    for (const domain::Thing *thing : m_twin->city()->thingsOf(rooms.building())) {
        if (!unitOf(QStringLiteral("thing"), thing->id).isEmpty())
            continue;
        const domain::ThingState *state = m_twin->state().thing(thing->id);
        Common &common = byStorey[rooms.storeyOfThing(*thing)];
        common.visual = worseOf(common.visual, visualState(state ? state->status : domain::ThingStatus::Unknown,
                                                           state ? state->severity : domain::Severity::Normal));
        ++common.things;
    }
    for (const domain::Storey &storey : rooms.interior().storeys) {
        const Common common = byStorey.value(storey.number);
        Cell &cell = cells[size_t(row(storey.number) * columnCount())];
        cell.kind = Cell::Kind::Common;
        cell.id = storey.id;
        cell.visual = common.visual;
        cell.text = common.things > 0 ? translate("app", "%n device(s)", nullptr, common.things) : QString();
        cell.name = translate("app", "%1, common parts", "storey").arg(nameOf(storey, m_twin->language()));
    }
}

std::vector<BuildingTable::Cell> BuildingTable::makeCells()
{
    m_rowHeads.clear();
    m_columnHeads.clear();
    m_legend.clear();
    m_totals.clear();
    const Rooms *rooms = m_twin->rooms();
    if (!rooms || m_rows == 0)
        return {};
    m_status = InsideStatus(*m_twin);
    const RoomPaint paint(*m_twin, m_status, m_paint, m_dark);
    const int columns = columnCount();
    std::vector<Cell> cells(size_t(m_rows * columns));
    std::vector<Sum> byRow{size_t(m_rows)}, byColumn{size_t(columns)};
    Sum all;
    for (const domain::Unit &unit : rooms->interior().units) {
        const int at = row(unit.storey);
        if (at < 0)
            continue;
        const TableColumns::Place place = m_columns.places.value(unit.id);
        const int column = place.column + 1;
        Cell &cell = cells[size_t(at * columns + column)];
        cell = unitCell(unit, paint);
        cell.span = std::min(place.span, columns - column);
        for (int i = 1; i < cell.span; ++i)
            cells[size_t(at * columns + column + i)].kind = Cell::Kind::Covered;
        const bool notable = isNotable(unit);
        for (Sum *sum : {&byRow[size_t(at)], &byColumn[size_t(column)], &all}) {
            ++sum->units;
            sum->people += unit.occupants;
            sum->area += double(unit.area);
            sum->notable += notable;
            sum->visual = worseOf(sum->visual, cell.visual);
        }
    }
    addCommon(cells);
    const auto head = [&](const QString &name, const Sum &sum) {
        return QVariantMap{{QStringLiteral("name"), name},
                           {QStringLiteral("count"), sum.units},
                           {QStringLiteral("detail"), detailOf(sum)},
                           {QStringLiteral("visual"), sum.visual}};
    };
    const auto &storeys = rooms->interior().storeys;
    for (auto storey = storeys.rbegin(); storey != storeys.rend(); ++storey) {
        QVariantMap map = head(nameOf(*storey, m_twin->language()), byRow[size_t(row(storey->number))]);
        map.insert(QStringLiteral("number"), storey->number);
        map.insert(QStringLiteral("id"), storey->id);
        map.insert(QStringLiteral("visual"), m_status.of({ObjectKind::Storey, storey->id}).worst());
        m_rowHeads.append(map);
    }
    for (int column = 0; column < columns; ++column)
        m_columnHeads.append(head(column == 0 ? translate("app", "Common", "parts of a storey that its units share")
                                              : m_columns.labels[column - 1],
                                  byColumn[size_t(column)]));
    QStringList totals{translate("app", "%n storey(s)", nullptr, m_rows),
                       translate("app", "%n unit(s)", nullptr, all.units)};
    if (m_paint != QLatin1String("people") && all.people > 0)
        totals.append(translate("app", "%n person(s)", nullptr, all.people));
    totals.append(detailOf(all));
    totals.removeAll(QString());
    m_totals = totals.join(QStringLiteral(" · "));
    m_legend = paint.legend();
    return cells;
}

int BuildingTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int BuildingTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_rowOfStorey.isEmpty() ? 0 : int(m_columns.labels.size()) + 1;
}

QVariant BuildingTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    static const std::array kinds{QStringLiteral("empty"), QStringLiteral("unit"), QStringLiteral("common"),
                                  QStringLiteral("covered")};
    const Cell &cell = m_cells[size_t(index.row() * columnCount() + index.column())];
    switch (role) {
    case KindRole:
        return kinds[size_t(cell.kind)];
    case IdRole:
        return cell.id;
    case Qt::DisplayRole:
    case NumberRole:
        return cell.number;
    case TextRole:
        return cell.text;
    case ColourRole:
        return cell.colour;
    case VisualRole:
        return cell.visual;
    case SpanRole:
        return cell.span;
    case NameRole:
        return cell.name;
    default:
        return {};
    }
}

QHash<int, QByteArray> BuildingTable::roleNames() const
{
    return {{KindRole, "kind"},     {IdRole, "id"},         {NumberRole, "number"}, {TextRole, "text"},
            {ColourRole, "colour"}, {VisualRole, "visual"}, {SpanRole, "span"},     {NameRole, "name"}};
}

QString BuildingTable::unitOf(const QString &kind, const QString &id) const
{
    const Rooms *rooms = m_twin->rooms();
    if (!rooms || id.isEmpty())
        return {};
    for (ObjectRef object{domain::kindFromName(kind), id}; !object.isNull(); object = above(*m_twin, object)) {
        if (object.kind == ObjectKind::Unit)
            return rooms->has(object) ? object.id : QString();
        if (object.kind == ObjectKind::Storey || object.kind == ObjectKind::Building)
            break;
    }
    return {};
}

int BuildingTable::rowOf(const QString &kind, const QString &id) const
{
    const Rooms *rooms = m_twin->rooms();
    if (!rooms || id.isEmpty())
        return -1;
    ObjectRef object{domain::kindFromName(kind), id};
    if (object.kind == ObjectKind::Event)
        object = above(*m_twin, object);
    const auto storey = rooms->storeyOf(object);
    return storey ? row(*storey) : -1;
}

QString BuildingTable::unitAt(int row, int column) const
{
    if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount())
        return {};
    const auto *cells = &m_cells[size_t(row * columnCount())];
    while (column > 0 && cells[column].kind == Cell::Kind::Covered)
        --column;
    return cells[column].kind == Cell::Kind::Unit ? cells[column].id : QString();
}

int BuildingTable::columnOf(const QString &unit) const
{
    const auto found = m_columns.places.constFind(unit);
    return found != m_columns.places.constEnd() ? found->column + 1 : -1;
}

}
