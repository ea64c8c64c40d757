#pragma once

#include "core/Twin.h"
#include "store/Store.h"

#include <QObject>

namespace app
{

/// Ties the twin to its store: what feeds and rules say is recorded, what others and we have saved comes back into the
/// twin, and what was known when the program ended last is there again. Main thread.
class Keeper : public QObject
{
    Q_OBJECT

public:
    explicit Keeper(Twin &twin, QObject *parent = nullptr);
    ~Keeper() override;

    /// Opens a district's store; `ready` once what it remembers is in the twin (or it cannot be opened: the district
    /// works on without, and says so).
    void open(const domain::StoreConfig &config);
    void close();
    store::Store &store() { return m_store; }
    const store::Store &store() const { return m_store; }
    bool isExercise() const { return m_config.exercise; }
    /// Feeds should hold their brokers back: more waits than the store can take.
    bool isOverfull() const { return m_store.isOverfull(); }

Q_SIGNALS:
    void ready();
    void statusChanged();

private:
    Twin &m_twin;
    store::Store m_store;
    domain::StoreConfig m_config;
};

}
