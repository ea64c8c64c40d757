#include "inspect/ElementTreeModel.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "inspect/Bodies.h"

#include <algorithm>
#include <map>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

static constexpr quintptr LeafMark = quintptr(1) << 32;

ElementTreeModel::ElementTreeModel(Twin &twin, Inside &inside, QObject *parent)
    : QAbstractItemModel(parent), m_twin(twin), m_inside(inside)
{
    constexpr int TypingMs = 150; // while a filter is typed, the tree waits
    m_rebuild.setSingleShot(true);
    m_rebuild.setInterval(TypingMs);
    connect(&m_rebuild, &QTimer::timeout, this, &ElementTreeModel::rebuild);
    connect(&inside, &Inside::interiorChanged, this, &ElementTreeModel::rebuild);
    connect(&inside, &Inside::lookChanged, this, &ElementTreeModel::refreshShown);
    connect(&twin, &Twin::languageChanged, this, &ElementTreeModel::rebuild);
}

void ElementTreeModel::setFilter(const QString &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_rebuild.start();
    Q_EMIT filterChanged();
}

void ElementTreeModel::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (active)
        rebuild();
    Q_EMIT activeChanged();
}

bool ElementTreeModel::anyHidden() const
{
    return !m_inside.look().hidden.isEmpty() || !m_inside.look().isolated.isEmpty();
}

// Making the tree

void ElementTreeModel::addGroup(qint32 storey, const QString &name, std::vector<Leaf> leaves)
{
    const domain::Interior &interior = *m_inside.interior();
    const QStringList words = m_filter.simplified().split(u' ', Qt::SkipEmptyParts);
    if (!words.isEmpty()) {
        std::erase_if(leaves, [&](const Leaf &leaf) {
            QString text = name + u' ' + leafName(leaf) + u' ' + domain::partOfInsideId(leaf.object.id);
            if (leaf.object.kind == ObjectKind::Element)
                text += u' ' + interior.elements[size_t(leaf.index)].type;
            return !std::all_of(words.begin(), words.end(),
                                [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
        });
    }
    if (leaves.empty())
        return;
    Node group;
    group.name = name;
    group.parent = storey;
    group.row = qint32(m_nodes[size_t(storey)].nodes.size());
    group.first = qint32(m_leaves.size());
    group.size = qint32(leaves.size());
    const auto number = qint32(m_nodes.size());
    for (Leaf &leaf : leaves) {
        leaf.group = number;
        m_leafOf.insert(leaf.object, qint32(m_leaves.size()));
        m_leaves.push_back(std::move(leaf));
    }
    m_nodes[size_t(storey)].nodes.push_back(number);
    m_nodes[size_t(storey)].size += group.size;
    m_nodes.push_back(std::move(group));
}

void ElementTreeModel::rebuild()
{
    m_rebuild.stop();
    beginResetModel();
    m_nodes.clear();
    m_roots.clear();
    m_leaves.clear();
    m_leafOf.clear();
    if (const auto interior = m_active ? m_inside.interior() : nullptr) {
        QSet<QString> doors;
        for (const domain::Door &door : interior->doors)
            doors.insert(door.id);
        for (const interior::StoreyGroup &group : interior::elementTree(*interior)) {
            const auto storey = qint32(m_nodes.size());
            Node node;
            node.object = group.id.isEmpty() ? ObjectRef() : ObjectRef{ObjectKind::Storey, group.id};
            node.name = group.id.isEmpty() ? translate("app", "On no storey") : nameOf(m_twin, node.object);
            node.first = qint32(m_leaves.size());
            m_nodes.push_back(std::move(node));

            std::map<domain::SpaceFunction, std::vector<Leaf>> spaces;
            for (const quint32 index : group.spaces) {
                const domain::Space &space = interior->spaces[index];
                spaces[space.function].push_back({{ObjectKind::Space, space.id}, qint32(index), -1});
            }
            for (auto &[function, leaves] : spaces)
                addGroup(storey,
                         function == domain::SpaceFunction::Unknown ? translate("app", "Spaces") : label(function),
                         std::move(leaves));
            std::vector<Leaf> openings, windows;
            for (const quint32 index : group.doors) {
                const domain::Door &door = interior->doors[index];
                (door.isWindow ? windows : openings).push_back({{ObjectKind::Door, door.id}, qint32(index), -1});
            }
            addGroup(storey, translate("app", "Doors"), std::move(openings));
            addGroup(storey, translate("app", "Windows"), std::move(windows));
            for (const interior::TypeGroup &type : group.types) {
                std::vector<Leaf> leaves;
                for (const quint32 index : type.elements) {
                    const domain::Element &element = interior->elements[index];
                    if (!doors.contains(element.id)) // it is there already, as a door
                        leaves.push_back({{ObjectKind::Element, element.id}, qint32(index), -1});
                }
                addGroup(storey, elementTypeLabel(type.type), std::move(leaves));
            }
            if (m_nodes[size_t(storey)].size == 0 && (!m_filter.isEmpty() || group.id.isEmpty())) {
                m_nodes.pop_back();
                continue;
            }
            m_nodes[size_t(storey)].row = qint32(m_roots.size());
            m_roots.push_back(storey);
        }
    }
    m_hidden = m_inside.look().hidden;
    m_isolated = m_inside.look().isolated;
    countShown();
    endResetModel();
    Q_EMIT filterChanged();
    Q_EMIT visibilityChanged();
}

QString ElementTreeModel::leafName(const Leaf &leaf) const
{
    const domain::Interior &interior = *m_inside.interior();
    QString name;
    switch (leaf.object.kind) {
    case ObjectKind::Space:
        name = nameOf(interior.spaces[size_t(leaf.index)], m_twin.language());
        break;
    case ObjectKind::Door:
        name = interior.doors[size_t(leaf.index)].name;
        break;
    default:
        name = interior.elements[size_t(leaf.index)].name;
    }
    return name.isEmpty() ? domain::partOfInsideId(leaf.object.id) : name;
}

// What is shown

bool ElementTreeModel::isShown(const Leaf &leaf) const
{
    return !m_hidden.contains(leaf.object.id) && (m_isolated.isEmpty() || m_isolated.contains(leaf.object.id));
}

void ElementTreeModel::countShown()
{
    for (Node &node : m_nodes)
        node.shown = 0;
    for (const Leaf &leaf : m_leaves) {
        if (!isShown(leaf))
            continue;
        Node &group = m_nodes[size_t(leaf.group)];
        ++group.shown;
        ++m_nodes[size_t(group.parent)].shown;
    }
}

void ElementTreeModel::refreshShown()
{
    const scene::InteriorLook &look = m_inside.look();
    if (look.hidden == m_hidden && look.isolated == m_isolated)
        return;
    m_hidden = look.hidden;
    m_isolated = look.isolated;
    countShown();
    const auto tell = [this](const QModelIndex &parent) {
        if (const int rows = rowCount(parent); rows > 0)
            Q_EMIT dataChanged(index(0, 0, parent), index(rows - 1, 0, parent), {ShownRole});
    };
    tell({});
    for (size_t i = 0; i < m_nodes.size(); ++i)
        tell(indexOfNode(qint32(i)));
    Q_EMIT visibilityChanged();
}

void ElementTreeModel::setShown(const QModelIndex &index, bool shown)
{
    const auto [first, size] = leavesOf(index);
    QSet<QString> hidden = m_inside.look().hidden, isolated = m_inside.look().isolated;
    for (qint32 i = first; i < first + size; ++i) {
        const QString &id = m_leaves[size_t(i)].object.id;
        if (shown)
            hidden.remove(id);
        else
            hidden.insert(id);
        if (shown && !m_inside.look().isolated.isEmpty())
            isolated.insert(id);
    }
    m_inside.setHidden(hidden);
    m_inside.setIsolated(isolated);
}

void ElementTreeModel::isolate(const QModelIndex &index)
{
    const auto [first, size] = leavesOf(index);
    QStringList ids;
    for (qint32 i = first; i < first + size; ++i)
        ids.append(m_leaves[size_t(i)].object.id);
    isolateIds(ids);
}

void ElementTreeModel::isolateIds(const QStringList &ids)
{
    QSet<QString> hidden = m_inside.look().hidden;
    const QSet<QString> wanted(ids.begin(), ids.end());
    m_inside.setHidden(hidden.subtract(wanted));
    m_inside.setIsolated(wanted);
}

void ElementTreeModel::showAll()
{
    m_inside.setHidden({});
    m_inside.setIsolated({});
}

// The model

qint32 ElementTreeModel::nodeAt(const QModelIndex &index) const
{
    return !index.isValid() ? -1 : index.internalId() & LeafMark ? -2 : qint32(index.internalId());
}

qint32 ElementTreeModel::leafAt(const QModelIndex &index) const
{
    return index.isValid() && (index.internalId() & LeafMark) ? qint32(index.internalId() & ~LeafMark) : -1;
}

std::pair<qint32, qint32> ElementTreeModel::leavesOf(const QModelIndex &index) const
{
    if (const qint32 leaf = leafAt(index); leaf >= 0)
        return {leaf, 1};
    const qint32 node = nodeAt(index);
    if (node < 0)
        return {0, 0};
    return {m_nodes[size_t(node)].first, m_nodes[size_t(node)].size};
}

QModelIndex ElementTreeModel::indexOfNode(qint32 node) const
{
    return node < 0 ? QModelIndex() : createIndex(m_nodes[size_t(node)].row, 0, quintptr(node));
}

QModelIndex ElementTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    const qint32 node = nodeAt(parent);
    if (node == -1)
        return indexOfNode(m_roots[size_t(row)]);
    const Node &above = m_nodes[size_t(node)];
    if (above.parent < 0)
        return indexOfNode(above.nodes[size_t(row)]);
    return createIndex(row, 0, LeafMark | quintptr(above.first + row));
}

QModelIndex ElementTreeModel::parent(const QModelIndex &child) const
{
    if (const qint32 leaf = leafAt(child); leaf >= 0)
        return indexOfNode(m_leaves[size_t(leaf)].group);
    const qint32 node = nodeAt(child);
    return node < 0 ? QModelIndex() : indexOfNode(m_nodes[size_t(node)].parent);
}

int ElementTreeModel::rowCount(const QModelIndex &parent) const
{
    const qint32 node = nodeAt(parent);
    if (node == -1)
        return int(m_roots.size());
    if (node < 0)
        return 0;
    const Node &found = m_nodes[size_t(node)];
    return found.parent < 0 ? int(found.nodes.size()) : int(found.size);
}

int ElementTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ElementTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (const qint32 at = leafAt(index); at >= 0) {
        const Leaf &leaf = m_leaves[size_t(at)];
        switch (role) {
        case KindRole:
            return domain::kindName(leaf.object.kind);
        case IdRole:
            return leaf.object.id;
        case Qt::DisplayRole:
        case NameRole:
            return leafName(leaf);
        case CountRole:
            return 0;
        case ShownRole:
            return isShown(leaf) ? 2 : 0;
        default:
            return {};
        }
    }
    const Node &node = m_nodes[size_t(nodeAt(index))];
    switch (role) {
    case KindRole:
        return domain::kindName(node.object.kind);
    case IdRole:
        return node.object.id;
    case Qt::DisplayRole:
    case NameRole:
        return node.name;
    case CountRole:
        return node.size;
    case ShownRole:
        return node.shown == node.size ? 2 : node.shown > 0 ? 1 : 0;
    default:
        return {};
    }
}

QHash<int, QByteArray> ElementTreeModel::roleNames() const
{
    return {{KindRole, "kind"}, {IdRole, "id"}, {NameRole, "name"}, {CountRole, "count"}, {ShownRole, "shown"}};
}

QModelIndex ElementTreeModel::find(const QString &kind, const QString &id) const
{
    const ObjectRef object{domain::kindFromName(kind), id};
    for (const qint32 root : m_roots) {
        if (m_nodes[size_t(root)].object == object && !object.isNull())
            return indexOfNode(root);
    }
    auto found = m_leafOf.constFind(object);
    if (found == m_leafOf.cend() && object.kind == ObjectKind::Element)
        found = m_leafOf.constFind({ObjectKind::Door, id});
    if (found == m_leafOf.cend())
        return {};
    const Leaf &leaf = m_leaves[size_t(*found)];
    return createIndex(*found - m_nodes[size_t(leaf.group)].first, 0, LeafMark | quintptr(*found));
}

}
