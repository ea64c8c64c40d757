#pragma once

#include "base/Job.h"
#include "formats/ogr/VectorSource.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace formats
{

/// A source open for reading one tile after another.
struct TileConnection {
    VectorSource source;
    OGRLayer *layer;
    int backend = 0; ///< the server's process; 0 for files
    bool isFresh = true;
    const base::Job *job = nullptr; ///< while it is at work
    bool isStopped = false;         ///< its statement was told to stop
};

/// Several connections to one layer, opened as they are wanted and kept; statements whose job is cancelled are stopped
/// on the server. Any thread.
class TileConnections
{
public:
    /// `name` has a layer. Nothing is opened yet.
    explicit TileConnections(SourceName name);
    ~TileConnections();
    TileConnections(const TileConnections &) = delete;
    TileConnections &operator=(const TileConnections &) = delete;

    /// A connection for one job, given back when it goes out of scope.
    class Lease
    {
    public:
        Lease(TileConnections &pool, std::unique_ptr<TileConnection> connection)
            : m_pool(&pool), m_connection(std::move(connection))
        {
        }
        ~Lease();
        Lease(Lease &&) = default;
        Lease &operator=(Lease &&) = delete;
        TileConnection *operator->() const { return m_connection.get(); }
        /// It is closed rather than kept: its server may be gone, or its transaction is broken.
        void drop() { m_dropped = true; }

    private:
        TileConnections *m_pool;
        std::unique_ptr<TileConnection> m_connection;
        bool m_dropped = false;
    };
    /// Waits while all are taken. `fresh`: a new one, whatever is kept. Errors: those of VectorSource, "layer-missing",
    /// "cancelled".
    base::Result<Lease> take(const base::Job &job, bool fresh = false);

private:
    base::Result<std::unique_ptr<TileConnection>> open() const;
    void giveBack(std::unique_ptr<TileConnection> connection, bool dropped);
    void watch();
    void stop(int backend);

    SourceName m_name;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::unique_ptr<TileConnection>> m_idle;
    std::vector<TileConnection *> m_busy;
    size_t m_opened = 0;
    bool m_ending = false;
    std::optional<VectorSource> m_control; ///< of the watcher's thread: what stops the others' statements
    std::thread m_watcher;
};

}
