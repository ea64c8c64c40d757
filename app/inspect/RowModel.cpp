#include "inspect/RowModel.h"

namespace app
{

QVariant RowModel::data(const QModelIndex &index, int role) const
{
    const int column = role - Qt::UserRole - 1;
    if (!index.isValid() || index.row() >= count() || column < 0 || column >= m_roles.size())
        return {};
    return m_rows[size_t(index.row())].value(column);
}

QHash<int, QByteArray> RowModel::roleNames() const
{
    QHash<int, QByteArray> names;
    for (int i = 0; i < m_roles.size(); ++i)
        names.insert(Qt::UserRole + 1 + i, m_roles[i]);
    return names;
}

void RowModel::setRows(std::vector<Row> rows)
{
    if (rows == m_rows)
        return;
    const bool grown = rows.size() != m_rows.size();
    if (!grown && !rows.empty()) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0), index(count() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
}

}
