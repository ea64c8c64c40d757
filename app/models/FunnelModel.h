#pragma once

#include "core/Twin.h"

#include <QTimer>
#include <QVariantList>

namespace app
{

/// The closed loop as a funnel: how many events wait at each step and how long the oldest of them has.
class FunnelModel : public QObject
{
    Q_OBJECT
    /// {id (a state of EventModel's filter), label, count, overdue, oldestText, state}: reported, accepted, dispatched
    /// (with those that were reopened), handling, verifying, closed today.
    Q_PROPERTY(QVariantList steps READ steps NOTIFY changed)

public:
    explicit FunnelModel(QObject *parent = nullptr, Twin *twin = nullptr);
    QVariantList steps() const { return m_steps; }

Q_SIGNALS:
    void changed();

private:
    void refresh();

    Twin *m_twin;
    QVariantList m_steps;
    qint64 m_shownAges = 0;
    QTimer m_soon;
};

}
