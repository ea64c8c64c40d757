#pragma once

#include "operations/Keeper.h"

#include <QObject>
#include <QVariantList>

namespace app
{

class Operations;

/// The district as it stood at a past time, by the store's entries up to then. Main thread.
class MomentModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(double time READ time NOTIFY changed) ///< ms UTC; 0: nothing was asked
    Q_PROPERTY(QString timeText READ timeText NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    /// Open then, worst first: {id, title, state, stateName, severity, visual, shape, address, assignee, overdue}.
    Q_PROPERTY(QVariantList events READ events NOTIFY changed)
    /// Not over then, worst first: {id, title, state, stateName, severity, visual, shape, place}.
    Q_PROPERTY(QVariantList alarms READ alarms NOTIFY changed)
    Q_PROPERTY(int overdue READ overdue NOTIFY changed)
    Q_PROPERTY(int online READ online NOTIFY changed) ///< devices that had said that they are
    Q_PROPERTY(int offline READ offline NOTIFY changed)
    Q_PROPERTY(int warnings READ warnings NOTIFY changed) ///< public ones, in force

public:
    explicit MomentModel(QObject *parent = nullptr, Operations *operations = nullptr);

    double time() const { return double(m_time); }
    QString timeText() const;
    bool isBusy() const { return m_busy; }
    const QString &error() const { return m_error; }
    const QVariantList &events() const { return m_events; }
    const QVariantList &alarms() const { return m_alarms; }
    int overdue() const { return m_overdue; }
    int online() const { return m_online; }
    int offline() const { return m_offline; }
    int warnings() const { return m_warnings; }
    Q_INVOKABLE void ask(double time);

Q_SIGNALS:
    void changed();

private:
    void take(const store::Moment &moment);

    Operations *m_operations;
    qint64 m_time = 0;
    int m_serial = 0, m_overdue = 0, m_online = 0, m_offline = 0, m_warnings = 0;
    bool m_busy = false;
    QString m_error;
    QVariantList m_events, m_alarms;
};

}
