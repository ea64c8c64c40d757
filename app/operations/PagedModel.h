#pragma once

#include "operations/Keeper.h"

#include <QAbstractListModel>
#include <QByteArrayList>
#include <QTimer>

#include <vector>

namespace app
{

class Operations;

/// Rows that the store is asked for a page at a time, more as the list is scrolled. Asked anew while `active` whenever
/// something was saved. Main thread; never waits.
class PagedModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int total READ total NOTIFY countChanged) ///< that fit, loaded or not
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged)
    Q_PROPERTY(QString error READ error NOTIFY busyChanged) ///< why there is nothing; "": all is well
    /// Somebody looks at it; nothing is asked for while it is false.
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)

public:
    using Row = QVariantList; ///< one value a role, in their order

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    int count() const { return int(m_rows.size()); }
    int total() const { return m_total; }
    bool isBusy() const { return m_asked > 0; }
    const QString &error() const { return m_error; }
    bool isActive() const { return m_active; }
    void setActive(bool active);
    /// A row by the names of its roles; empty where there is none.
    Q_INVOKABLE QVariantMap at(int row) const;
    Q_INVOKABLE void refresh();

Q_SIGNALS:
    void countChanged();
    void busyChanged();
    void activeChanged();

protected:
    PagedModel(const QByteArrayList &roles, Operations *operations, QObject *parent);
    /// Asks the store; the answer goes to `take` with the same serial.
    virtual void ask(int offset, int limit, int serial) = 0;
    void take(int serial, int offset, std::vector<Row> rows, int total);
    void fail(int serial, const base::Error &error);
    /// What is asked for is another thing: back to the first page.
    void restart();
    Twin &twin() const;
    Keeper &keeper() const;
    Operations *operations() const { return m_operations; }

private:
    void begin(int offset, int limit);

    Operations *m_operations;
    QByteArrayList m_roles;
    std::vector<Row> m_rows;
    QString m_error;
    QTimer m_soon;
    int m_total = 0, m_serial = 0, m_asked = 0;
    bool m_active = false, m_stale = true;
};

}
