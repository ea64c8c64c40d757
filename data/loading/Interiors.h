#pragma once

#include "base/Job.h"
#include "domain/City.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace loading
{

using InteriorPtr = std::shared_ptr<const domain::Interior>;

/// The inside of a building of a city, from all that is known of it: the first source that is whole, else what the
/// others tell put together, with the units of the city's tables; else a schematic stack. Doors' spaces, passages and
/// city-wide ids are worked out. A source that cannot be read is a warning ("interior-unreadable") where another tells
/// something, and the stack stays. Waits; any thread. Errors: "building-unknown", "cancelled".
base::Result<InteriorPtr> openInterior(const domain::City &city, const QString &building, const base::Job &job);

/// Runs `openInterior` on a thread of its own. Everything public is for the main thread, where the signals arrive too.
class InteriorLoader : public QObject
{
    Q_OBJECT

public:
    explicit InteriorLoader(QObject *parent = nullptr);
    ~InteriorLoader() override; ///< cancels and waits

    /// Starts anew; what was running is cancelled and says nothing more.
    void open(std::shared_ptr<const domain::City> city, const QString &building);
    void cancel();
    bool isRunning() const { return m_job != nullptr; }

Q_SIGNALS:
    void opened(const loading::InteriorPtr &interior);
    void failed(const base::Error &error);

private:
    std::shared_ptr<base::Job> m_job;
    std::vector<std::unique_ptr<QThread>> m_threads; ///< the running one last
};

}
