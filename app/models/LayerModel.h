#pragma once

#include "core/Twin.h"

#include <QAbstractListModel>

namespace app
{

/// The layers, the topmost first: on and off, opacity, order. Roles `visible` and `opacity` can be written. What the
/// user set stays while the city's snapshots follow each other.
class LayerModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        NameRole,
        KindRole, ///< "building" ...
        KindNameRole,
        VisibleRole,
        OpacityRole, ///< 0 to 1
        OrderRole,   ///< 0 is the lowest
        FeaturesRole,
        SourceRole,
        CrsRole,
        WarningsRole, ///< how many, repeats counted
        MatchedRole,  ///< "height = HEIGHT_M, ..."
        TiledRole,    ///< its features come by what is looked at
        MissingRole   ///< parts that could not be had and leave holes now
    };

    explicit LayerModel(QObject *parent = nullptr, Twin *twin = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return rowCount(); }

    Q_INVOKABLE void setVisible(int row, bool visible);
    Q_INVOKABLE void setOpacity(int row, double opacity);
    /// Moves a row before or after others, as lists drag them.
    Q_INVOKABLE void move(int from, int to);
    QStringList order() const; ///< ids, the lowest first

Q_SIGNALS:
    void countChanged();

private:
    struct Row {
        std::shared_ptr<const domain::Layer> layer;
        int warnings = 0;
    };
    void refill();
    int rowOf(const QString &layer) const;

    Twin *m_twin;
    std::vector<Row> m_rows; ///< the topmost first
};

}
