#include "operations/PagedModel.h"

#include "operations/Operations.h"

#include <algorithm>

namespace app
{

static constexpr int PageSize = 100;

PagedModel::PagedModel(const QByteArrayList &roles, Operations *operations, QObject *parent)
    : QAbstractListModel(parent), m_operations(operations ? operations : Operations::current()), m_roles(roles)
{
    // What comes in a storm is read once.
    constexpr int SoonMs = 400;
    m_soon.setSingleShot(true);
    m_soon.setInterval(SoonMs);
    connect(&m_soon, &QTimer::timeout, this, &PagedModel::refresh);
    const auto later = [this] {
        m_stale = true;
        if (m_active && !m_soon.isActive())
            m_soon.start();
    };
    connect(&keeper(), &Keeper::appended, this, later);
    connect(&keeper(), &Keeper::ready, this, later);
    connect(&twin(), &Twin::languageChanged, this, later);
}

Twin &PagedModel::twin() const
{
    return m_operations->twin();
}

Keeper &PagedModel::keeper() const
{
    return m_operations->keeper();
}

QVariant PagedModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const qsizetype at = role == Qt::DisplayRole ? 0 : role - Qt::UserRole - 1;
    return m_rows[size_t(index.row())].value(at);
}

QHash<int, QByteArray> PagedModel::roleNames() const
{
    QHash<int, QByteArray> names;
    for (int i = 0; i < m_roles.size(); ++i)
        names.insert(Qt::UserRole + 1 + i, m_roles[i]);
    return names;
}

QVariantMap PagedModel::at(int row) const
{
    QVariantMap map;
    if (row < 0 || row >= count())
        return map;
    for (int i = 0; i < m_roles.size(); ++i)
        map.insert(QString::fromLatin1(m_roles[i]), m_rows[size_t(row)].value(i));
    return map;
}

void PagedModel::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    Q_EMIT activeChanged();
    if (active && m_stale)
        refresh();
}

void PagedModel::restart()
{
    m_stale = true;
    if (m_active)
        begin(0, PageSize);
}

void PagedModel::refresh()
{
    if (m_active)
        begin(0, std::max(PageSize, count()));
}

void PagedModel::begin(int offset, int limit)
{
    if (offset == 0) {
        ++m_serial; // whatever is still to come is of another question
        m_asked = 0;
        m_stale = false;
    }
    ++m_asked;
    Q_EMIT busyChanged();
    ask(offset, limit, m_serial);
}

bool PagedModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_active && m_asked == 0 && count() < m_total;
}

void PagedModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        begin(count(), PageSize);
}

void PagedModel::take(int serial, int offset, std::vector<Row> rows, int total)
{
    if (serial != m_serial)
        return;
    m_error.clear();
    m_total = total;
    if (offset == 0) {
        // Rows stay where they are while they are the same: a list that is read does not jump.
        if (rows.size() == m_rows.size()) {
            for (size_t i = 0; i < rows.size(); ++i) {
                if (rows[i] == m_rows[i])
                    continue;
                m_rows[i] = std::move(rows[i]);
                Q_EMIT dataChanged(index(int(i)), index(int(i)));
            }
        } else {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
        }
    } else if (!rows.empty()) {
        beginInsertRows({}, offset, offset + int(rows.size()) - 1);
        m_rows.resize(size_t(offset));
        std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
        endInsertRows();
    }
    --m_asked; // only now: a view that hears of rows asks for more at once
    Q_EMIT busyChanged();
    Q_EMIT countChanged();
}

void PagedModel::fail(int serial, const base::Error &error)
{
    if (serial != m_serial)
        return;
    --m_asked;
    m_stale = true;
    m_error = error.message;
    Q_EMIT busyChanged();
}

}
