#include "models/PlaceTreeModel.h"

#include "core/Directory.h"
#include "core/Text.h"

#include <QCollator>

#include <algorithm>
#include <utility>

namespace app
{

// An index's internal id tells under which node it stands and what it is: (parent node + 2) * 2, plus 1 for a building.
// Node -1 is above the roots; the node after the last holds what stands in no area.

static constexpr qint32 AboveRoots = -1;

static quintptr idOf(qint32 parent, bool isBuilding)
{
    return quintptr(parent + 2) * 2 + (isBuilding ? 1 : 0);
}

static qint32 parentNode(const QModelIndex &index)
{
    return qint32(index.internalId() / 2) - 2;
}

static bool isBuilding(const QModelIndex &index)
{
    return index.internalId() & 1;
}

PlaceTreeModel::PlaceTreeModel(QObject *parent, Twin *twin)
    : QAbstractItemModel(parent), m_twin(twin ? twin : Twin::current())
{
    connect(m_twin, &Twin::cityChanged, this, &PlaceTreeModel::rebuild);
    connect(m_twin, &Twin::languageChanged, this, &PlaceTreeModel::rebuild);
    m_states.setSingleShot(true);
    constexpr int SecondMs = 1000;
    m_states.setInterval(SecondMs);
    connect(&m_states, &QTimer::timeout, this, &PlaceTreeModel::refreshStates);
    connect(m_twin, &Twin::changed, this, [this] {
        if (!m_states.isActive())
            m_states.start();
    });
    rebuild();
}

void PlaceTreeModel::rebuild()
{
    beginResetModel();
    m_city = m_twin->city();
    m_children.clear();
    m_outside = 0;
    m_shown = {};
    if (m_city && m_city->complete) {
        m_shown = m_twin->places().all();
        m_outside = m_city->places.total().buildings;
        for (const qint32 root : m_city->places.roots())
            m_outside -= m_city->places.nodes()[size_t(root)].counts.buildings;
    } else {
        m_city.reset();
    }
    endResetModel();
    Q_EMIT uncountedChanged();
}

QString PlaceTreeModel::uncounted() const
{
    QStringList names;
    for (size_t i = 0; m_city && i < m_city->layers.size(); ++i) {
        const domain::Layer &layer = *m_city->layers[i];
        if (layer.tiles && layer.info.kind == domain::LayerKind::Building)
            names.append(layer.info.label(m_twin->language()));
    }
    return names.isEmpty() ? QString()
                           : tr("Not counted here, since read in parts: %1").arg(names.join(QStringLiteral(" · ")));
}

/// Only what has changed is told: a tree with thousands of rows stays still.
void PlaceTreeModel::refreshStates()
{
    if (!m_city)
        return;
    const QHash<domain::ObjectRef, PlaceState> before = std::exchange(m_shown, m_twin->places().all());
    const auto tell = [this](const domain::ObjectRef &object) {
        const QModelIndex index = find(domain::kindName(object.kind), object.id);
        if (index.isValid())
            Q_EMIT dataChanged(index, index, {CountsRole, WorstRole});
    };
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it) {
        if (before.value(it.key()) != it.value())
            tell(it.key());
    }
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (!m_shown.contains(it.key()))
            tell(it.key());
    }
}

/// Without areas a few buildings are the tree; many are in a group, and sorted only when that is opened.
bool PlaceTreeModel::isPlainList() const
{
    constexpr qint64 Most = 2000;
    return m_city && m_city->places.nodes().empty() && m_outside <= Most;
}

std::vector<const domain::Building *> PlaceTreeModel::outside() const
{
    std::vector<const domain::Building *> buildings;
    buildings.reserve(size_t(m_outside));
    for (size_t l = 0; l < m_city->layers.size(); ++l) {
        const std::vector<domain::Building> &all = m_city->layers[l]->buildings;
        for (size_t i = 0; i < all.size(); ++i) {
            if (all[i].partOf.isEmpty() && m_city->places.areaOfBuilding(l, i) < 0)
                buildings.push_back(&all[i]);
        }
    }
    return buildings;
}

qint32 PlaceTreeModel::outsideNode() const
{
    return m_city ? qint32(m_city->places.nodes().size()) : 0;
}

const PlaceTreeModel::Children &PlaceTreeModel::childrenOf(qint32 node) const
{
    const auto known = m_children.find(node);
    if (known != m_children.end())
        return known->second;
    Children &children = m_children[node];
    if (!m_city)
        return children;
    const auto &nodes = m_city->places.nodes();
    if (node == AboveRoots) {
        children.areas = m_city->places.roots();
        if (isPlainList())
            children.buildings = outside();
        else if (m_outside > 0)
            children.areas.push_back(outsideNode());
    } else if (node == outsideNode()) {
        children.buildings = outside();
    } else {
        children.areas = nodes[size_t(node)].children;
        for (const auto &[layer, index] : nodes[size_t(node)].buildings)
            children.buildings.push_back(&m_city->layers[layer]->buildings[index]);
    }
    // "Tower 2" before "Tower 10", Chinese names by pinyin: in both languages, since names are the data's.
    QCollator collator(QLocale(QLocale::Chinese));
    collator.setNumericMode(true);
    const auto areaName = [&](qint32 area) {
        return area == outsideNode() ? QString()
                                     : nameOf(*m_twin, nodes[size_t(area)].area.ref()) + nodes[size_t(area)].area.id;
    };
    std::sort(children.areas.begin(), children.areas.end(), [&](qint32 a, qint32 b) {
        if ((a == outsideNode()) != (b == outsideNode()))
            return b == outsideNode();
        return collator.compare(areaName(a), areaName(b)) < 0;
    });
    std::vector<std::pair<QCollatorSortKey, const domain::Building *>> keyed;
    keyed.reserve(children.buildings.size());
    for (const domain::Building *building : children.buildings)
        keyed.emplace_back(collator.sortKey(nameOf(*m_twin, {domain::ObjectKind::Building, building->id})), building);
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::transform(keyed.begin(), keyed.end(), children.buildings.begin(),
                   [](const auto &pair) { return pair.second; });
    return children;
}

qint32 PlaceTreeModel::nodeAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return AboveRoots;
    if (isBuilding(index))
        return -2;
    return childrenOf(parentNode(index)).areas[size_t(index.row())];
}

QModelIndex PlaceTreeModel::indexOfNode(qint32 node) const
{
    if (node == AboveRoots || !m_city)
        return {};
    const qint32 above = node == outsideNode() ? AboveRoots : m_city->places.nodes()[size_t(node)].parent;
    const std::vector<qint32> &areas = childrenOf(above).areas;
    const auto found = std::find(areas.begin(), areas.end(), node);
    return found != areas.end() ? createIndex(int(found - areas.begin()), 0, idOf(above, false)) : QModelIndex();
}

QModelIndex PlaceTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const qint32 node = nodeAt(parent);
    if (row < 0 || column != 0 || node == -2 || parent.column() > 0)
        return {};
    const Children &children = childrenOf(node);
    const int areas = int(children.areas.size());
    if (row < areas)
        return createIndex(row, 0, idOf(node, false));
    return row < areas + int(children.buildings.size()) ? createIndex(row, 0, idOf(node, true)) : QModelIndex();
}

QModelIndex PlaceTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOfNode(parentNode(child)) : QModelIndex();
}

int PlaceTreeModel::rowCount(const QModelIndex &parent) const
{
    const qint32 node = nodeAt(parent);
    if (node == -2 || parent.column() > 0)
        return 0;
    if (node == AboveRoots) {
        const Children &children = childrenOf(node);
        return int(children.areas.size() + children.buildings.size());
    }
    // Counted without being sorted: that waits until they are looked at.
    if (node == outsideNode())
        return int(m_outside);
    const auto &known = m_city->places.nodes()[size_t(node)];
    return int(known.children.size() + known.buildings.size());
}

int PlaceTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool PlaceTreeModel::hasChildren(const QModelIndex &parent) const
{
    const qint32 node = nodeAt(parent);
    if (node == -2 || !m_city)
        return false;
    if (node == AboveRoots)
        return rowCount(parent) > 0;
    if (node == outsideNode())
        return m_outside > 0;
    const auto &known = m_city->places.nodes()[size_t(node)];
    return !known.children.empty() || !known.buildings.empty();
}

domain::ObjectRef PlaceTreeModel::refAt(const QModelIndex &index) const
{
    if (!index.isValid() || !m_city)
        return {};
    if (isBuilding(index)) {
        const Children &children = childrenOf(parentNode(index));
        return {domain::ObjectKind::Building, children.buildings[size_t(index.row()) - children.areas.size()]->id};
    }
    const qint32 node = nodeAt(index);
    return node == outsideNode() ? domain::ObjectRef() : m_city->places.nodes()[size_t(node)].area.ref();
}

QModelIndex PlaceTreeModel::find(const QString &kind, const QString &id) const
{
    if (!m_city)
        return {};
    const domain::ObjectRef object{domain::kindFromName(kind), id};
    if (object.kind != domain::ObjectKind::Building) {
        const qint32 node = m_city->places.indexOf(object);
        return node >= 0 ? indexOfNode(node) : QModelIndex();
    }
    qint32 node = m_city->places.areaOfBuilding(id);
    if (node < 0)
        node = isPlainList() ? AboveRoots : outsideNode();
    const Children &children = childrenOf(node);
    const auto found = std::find_if(children.buildings.begin(), children.buildings.end(),
                                    [&](const domain::Building *building) { return building->id == id; });
    if (found == children.buildings.end())
        return {};
    return createIndex(int(children.areas.size()) + int(found - children.buildings.begin()), 0, idOf(node, true));
}

QVariant PlaceTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_city)
        return {};
    const domain::ObjectRef object = refAt(index);
    const bool outsideGrids = object.isNull();
    switch (role) {
    case KindRole:
        return domain::kindName(object.kind);
    case KindNameRole:
        return label(object.kind);
    case IdRole:
        return object.id;
    case Qt::DisplayRole:
    case NameRole:
        if (outsideGrids)
            return m_city->places.nodes().empty() ? translate("app", "Buildings")
                                                  : translate("app", "Outside the grids");
        return nameOf(*m_twin, object);
    case WorstRole:
        return domain::severityName(m_shown.value(object).worst);
    case CountsRole: {
        domain::Counts counts;
        qint64 things = 0;
        if (outsideGrids) {
            counts.buildings = m_outside;
        } else if (isBuilding(index)) {
            const domain::Building *building = m_city->building(object.id);
            counts.units = building->units;
            counts.residents = building->residents;
            things = qint64(m_city->thingsOf(object.id).size());
        } else {
            counts = m_city->places.nodes()[size_t(nodeAt(index))].counts;
            for (const qint64 ofKind : counts.things)
                things += ofKind;
        }
        const PlaceState state = m_shown.value(object);
        return QVariantMap{{QStringLiteral("buildings"), counts.buildings}, {QStringLiteral("units"), counts.units},
                           {QStringLiteral("residents"), counts.residents}, {QStringLiteral("things"), things},
                           {QStringLiteral("events"), state.openEvents},    {QStringLiteral("alarms"), state.alarms}};
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> PlaceTreeModel::roleNames() const
{
    return {{KindRole, "kind"},     {IdRole, "id"},       {NameRole, "name"},
            {CountsRole, "counts"}, {WorstRole, "worst"}, {KindNameRole, "kindName"}};
}

}
