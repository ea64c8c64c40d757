#pragma once

#include <QAbstractListModel>
#include <QByteArrayList>

#include <vector>

namespace app
{

/// Rows of named values for QML: for lists that are made anew as a whole. Main thread.
class RowModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    using Row = QVariantList; ///< one value a role, in their order

    explicit RowModel(const QByteArrayList &roles, QObject *parent = nullptr)
        : QAbstractListModel(parent), m_roles(roles)
    {
    }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_rows.size()); }
    const Row &row(int at) const { return m_rows[size_t(at)]; }
    /// Equal rows say nothing.
    void setRows(std::vector<Row> rows);

Q_SIGNALS:
    void countChanged();

private:
    QByteArrayList m_roles;
    std::vector<Row> m_rows;
};

}
