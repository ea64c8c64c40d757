#pragma once

#include "core/Twin.h"

#include <QAbstractItemModel>

#include <map>

namespace app
{

/// The drill path as a tree: areas, and the buildings that stand in them; last what stands in no area. Children are
/// sorted by name and looked up when first asked for, so that half a million buildings cost nothing until opened.
class PlaceTreeModel : public QAbstractItemModel
{
    Q_OBJECT
    /// Which layers of buildings the tree does not count, in words; "" usually.
    Q_PROPERTY(QString uncounted READ uncounted NOTIFY uncountedChanged)

public:
    enum Role {
        KindRole = Qt::UserRole + 1,
        IdRole,
        NameRole,
        CountsRole, ///< {buildings, units, residents, things, events, alarms}
        WorstRole,  ///< visual state of the worst in it: "critical" ... "normal"
        KindNameRole
    };

    explicit PlaceTreeModel(QObject *parent = nullptr, Twin *twin = nullptr);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString uncounted() const;
    domain::ObjectRef refAt(const QModelIndex &index) const;
    /// Where a place is in the tree; invalid where it is not in it.
    Q_INVOKABLE QModelIndex find(const QString &kind, const QString &id) const;

Q_SIGNALS:
    void uncountedChanged();

private:
    /// What stands below a node, in the order shown.
    struct Children {
        std::vector<qint32> areas;
        std::vector<const domain::Building *> buildings;
    };
    void rebuild();
    void refreshStates();
    const Children &childrenOf(qint32 node) const; ///< -1: the roots; nodes().size(): outside all areas
    bool isPlainList() const;
    std::vector<const domain::Building *> outside() const;
    qint32 outsideNode() const;
    qint32 nodeAt(const QModelIndex &index) const; ///< -2: a building
    QModelIndex indexOfNode(qint32 node) const;

    Twin *m_twin;
    std::shared_ptr<const domain::City> m_city;
    mutable std::map<qint32, Children> m_children;
    qint64 m_outside = 0; ///< buildings in no area
    QHash<domain::ObjectRef, PlaceState> m_shown;
    QTimer m_states; ///< changes come ten times a second; the tree follows once a second
};

}
