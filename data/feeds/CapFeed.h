#pragma once

#include "feeds/CapReader.h"
#include "feeds/CapSieve.h"
#include "feeds/FeedWorker.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QTimer>

namespace feeds
{

/// Public warnings from a file or a folder, which is watched: what another program puts there is read at once. Files
/// are told by their names: .cap, .xml, .atom, .rss, .edxl, .edxlde. A file that is written while it is read is tried
/// again.
class CapFeed : public FeedWorker
{
    Q_OBJECT

public:
    CapFeed(FeedConfig config, std::function<void()> wake);

    void open() override;
    void close() override;

private:
    struct Version {
        qint64 modified = 0, size = 0; ///< ms UTC, bytes
        bool operator==(const Version &) const = default;
    };
    void scan();
    /// False where it is not whole yet.
    bool read(const QString &path, qint64 modified);

    Times m_times;
    CapSieve m_sieve;
    QFileSystemWatcher m_watcher;
    QTimer m_scanTimer, m_secondTimer;
    QHash<QString, Version> m_files; ///< as they were read
};

}
