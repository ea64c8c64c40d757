#pragma once

#include "core/Twin.h"

#include <QTimer>
#include <QVariantList>

namespace app
{

/// How many devices of each kind there are and how they are now. Counted once a second at most, over the twin itself:
/// lists that filter and sort would do it for every change. Main thread.
class DeviceStats : public QObject
{
    Q_OBJECT
    /// {id, label, count, online, stale, offline, fault, unknown, share (online of count, 0 to 1)}, in the order of
    /// domain::ThingKind; kinds that there are.
    Q_PROPERTY(QVariantList kinds READ kinds NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int online READ online NOTIFY changed)
    Q_PROPERTY(int stale READ stale NOTIFY changed)
    Q_PROPERTY(int offline READ offline NOTIFY changed)
    Q_PROPERTY(int fault READ fault NOTIFY changed)

public:
    explicit DeviceStats(QObject *parent = nullptr, Twin *twin = nullptr);

    const QVariantList &kinds() const { return m_kinds; }
    int count() const { return m_all.count; }
    int online() const { return m_all.of(domain::ThingStatus::Online); }
    int stale() const { return m_all.of(domain::ThingStatus::Stale); }
    int offline() const { return m_all.of(domain::ThingStatus::Offline); }
    int fault() const { return m_all.of(domain::ThingStatus::Fault); }

Q_SIGNALS:
    void changed();

private:
    struct Sum {
        int count = 0;
        std::array<int, 5> by{}; ///< by domain::ThingStatus
        int of(domain::ThingStatus status) const { return by[size_t(status)]; }
        void add(domain::ThingStatus status)
        {
            ++count;
            ++by[size_t(status)];
        }
    };
    void refresh();

    Twin *m_twin;
    QVariantList m_kinds;
    Sum m_all;
    QTimer m_soon;
};

}
