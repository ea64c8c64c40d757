#pragma once

#include "inside/Inside.h"
#include "interior/ElementTree.h"

#include <QAbstractItemModel>
#include <QTimer>

namespace app
{

/// What the entered building is made of, as a tree: storeys; on each its rooms by function, doors, windows, and
/// elements by type. Groups are looked into when first opened, so that 10,000 elements cost nothing until then. Shows,
/// hides and isolates what a node holds. Main thread.
class ElementTreeModel : public QAbstractItemModel
{
    Q_OBJECT
    /// Only what has all these words in its name, type or id.
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    Q_PROPERTY(int count READ count NOTIFY filterChanged) ///< of leaves
    /// Somebody looks at it; until then it is not made.
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(bool anyHidden READ anyHidden NOTIFY visibilityChanged)

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< "storey", "space", "door", "element"; "" for groups
        IdRole,
        NameRole,
        CountRole, ///< how many it holds; 0 for leaves
        ShownRole, ///< 2: wholly shown, 1: in part, 0: hidden
    };

    ElementTreeModel(Twin &twin, Inside &inside, QObject *parent = nullptr);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    const QString &filter() const { return m_filter; }
    void setFilter(const QString &filter);
    int count() const { return int(m_leaves.size()); }
    bool isActive() const { return m_active; }
    void setActive(bool active);
    bool anyHidden() const;

    Q_INVOKABLE QModelIndex find(const QString &kind, const QString &id) const;
    Q_INVOKABLE void setShown(const QModelIndex &index, bool shown);
    Q_INVOKABLE void isolate(const QModelIndex &index);
    Q_INVOKABLE void isolateIds(const QStringList &ids);
    Q_INVOKABLE void showAll();

Q_SIGNALS:
    void filterChanged();
    void activeChanged();
    void visibilityChanged();

private:
    struct Leaf {
        domain::ObjectRef object;
        qint32 index = -1; ///< in the inside's list of its kind
        qint32 group = -1; ///< node
    };
    struct Node {
        QString name;
        domain::ObjectRef object; ///< of storeys
        qint32 parent = -1, row = 0;
        std::vector<qint32> nodes;  ///< below; a storey has nodes, a group has leaves
        qint32 first = 0, size = 0; ///< leaves: of a group its own, of a storey those of its groups
        qint32 shown = 0;           ///< of these, how many are drawn
    };
    void rebuild();
    void refreshShown();
    void countShown();
    qint32 nodeAt(const QModelIndex &index) const; ///< -1: the root, -2: a leaf
    qint32 leafAt(const QModelIndex &index) const; ///< -1: a node
    std::pair<qint32, qint32> leavesOf(const QModelIndex &index) const;
    QString leafName(const Leaf &leaf) const;
    bool isShown(const Leaf &leaf) const;
    void addGroup(qint32 storey, const QString &name, std::vector<Leaf> leaves);
    QModelIndex indexOfNode(qint32 node) const;

    Twin &m_twin;
    Inside &m_inside;
    QString m_filter;
    bool m_active = false;
    std::vector<Node> m_nodes;
    std::vector<qint32> m_roots;
    std::vector<Leaf> m_leaves;
    QHash<domain::ObjectRef, qint32> m_leafOf;
    QSet<QString> m_hidden, m_isolated; ///< as shown last
    QTimer m_rebuild;
};

}
