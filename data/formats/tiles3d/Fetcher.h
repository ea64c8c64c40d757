#pragma once

#include "base/Clock.h"
#include "base/Job.h"
#include "base/Result.h"
#include "formats/tiles3d/DiskCache.h"

#include <QUrl>

#include <memory>
#include <vector>

namespace formats::tiles3d
{

/// How long a web server is waited for, and how often asked again.
struct FetchLimits {
    int connectSeconds = 10;
    int stallSeconds = 20; ///< without a byte
    int attempts = 3;
    int firstPauseMs = 250; ///< between attempts; four times as long before each next one
    qint64 mostBytes = qint64(512) << 20;
};

/// Whether a source is a web address.
bool isWebAddress(const QString &source);

/// Reads a tileset's files from a folder or a web server, unpacked where they are gzipped. Any thread, several at once:
/// connections are kept open and used again. Over the web answers are kept on disk as long as the server allows (a day
/// where it says nothing), asked for by ETag or date after that, and used as they are where the server is out of reach.
class Fetcher
{
public:
    /// `cacheFolder` empty: nothing is kept. What `root`'s query says (a key, a session) goes with every address of its
    /// server that does not say it.
    Fetcher(const QString &root, const QString &cacheFolder, const base::Clock &clock, const FetchLimits &limits = {});
    ~Fetcher();

    /// The address of `written` in a file at `base`: absolute, or relative to it.
    QString resolved(const QString &base, const QString &written) const;
    /// Errors: "tile-missing", "tile-forbidden", "tile-unreachable", "tile-too-large", "tile-broken" (a bad data URI or
    /// gzip), "cancelled". `news`: whether the server is asked even if what is kept is fresh.
    base::Result<QByteArray> get(const QString &address, const base::Job &job, bool news = false) const;
    /// What is kept of other addresses and is older than this is asked for anew: a new edition of the tileset.
    void setEdition(qint64 stored) const { m_edition = stored; }
    /// When the body of an address first came; 0 where it is not kept.
    qint64 storedAt(const QString &address) const;

private:
    struct Connection;
    struct Answer;
    base::Result<QByteArray> fromWeb(const QString &address, const base::Job &job, bool news) const;
    base::Result<Answer> ask(const QString &address, const DiskCache::Entry *known, const base::Job &job) const;
    std::unique_ptr<Connection> takeConnection() const;
    void giveBack(std::unique_ptr<Connection> connection) const;

    QUrl m_root;
    const base::Clock &m_clock;
    FetchLimits m_limits;
    mutable DiskCache m_cache;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<Connection>> m_idle;
    mutable std::atomic<qint64> m_edition = 0;
};

/// Unpacked where it begins as gzip does; error "tile-broken".
base::Result<QByteArray> gunzipped(QByteArray data, qint64 mostBytes, const QString &source);

}
