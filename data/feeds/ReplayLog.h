#pragma once

#include "feeds/CapSieve.h"
#include "feeds/ReplayFile.h"

namespace feeds
{

/// All files of one replay: a single one, or those of a folder (docs/replay-log.md). For one thread.
class ReplayLog
{
public:
    /// Errors: those of ReplayFile, and "file-missing" where a folder holds none. Of a folder's files a bad one is a
    /// warning, as long as another can be read.
    static base::Result<ReplayLog> open(const FeedConfig &config, const std::atomic_bool &cancelled);

    qint64 first() const;
    qint64 last() const;
    /// Where the feed begins: its `start`, kept within the log, else the first record.
    qint64 start() const { return m_start; }
    quint64 rejected() const;
    size_t entries() const;
    size_t events() const;
    const base::Warnings &warnings() const { return m_warnings; }
    /// As ReplayFile's.
    size_t collect(qint64 after, qint64 until, bool newestOnly, FeedBatch &batch);
    void lookBack(const QHash<QString, qint64> &lookBack, qint64 until, std::vector<SeriesPast> &pasts);

private:
    void readAlerts(const QString &folder, const FeedConfig &config);

    std::vector<std::unique_ptr<ReplayFile>> m_files;
    std::vector<domain::Alert> m_alerts; ///< by the time they were sent
    base::Warnings m_warnings;
    qint64 m_start = 0;
};

}
