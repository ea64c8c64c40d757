#pragma once

#include "feeds/Feed.h"

#include <QElapsedTimer>
#include <QObject>

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

namespace feeds
{

/// A feed at work on a thread of its own: gathers what comes, counts it, and keeps it until the main thread takes it.
class FeedWorker : public QObject
{
    Q_OBJECT

public:
    /// `wake` is called on the feed's thread whenever there is something to take; it must return at once.
    FeedWorker(FeedConfig config, std::function<void()> wake);

    const FeedConfig &config() const { return m_config; }
    /// Any thread.
    FeedStatus status() const;
    FeedBatch takeBatch();
    std::vector<base::Warning> takeWarnings();
    /// Any thread: long work ends soon.
    void cancel() { m_cancelled = true; }

    /// On the feed's thread: begin, and let go of everything.
    virtual void open() = 0;
    virtual void close() = 0;
    /// On the feed's thread: more waits than can be kept, so a source that can keep what it has should.
    virtual void setHeldBack(bool) {}

protected:
    void setState(FeedStatus::State state, const QString &reason = {}, qint64 since = 0);
    FeedStatus::State state() const;
    /// Messages that came; `rejected` of them could not be read.
    void count(quint64 received, quint64 rejected = 0);
    /// Of them one that says nothing new.
    void countDuplicate();
    /// Polled feeds: when the source's last answer could be read (ms UTC), and how far its clock is ahead of ours.
    void noteSuccess(qint64 at);
    void setAddress(const QString &address);
    void noteClockSkew(double seconds);
    /// Whether an observation says something new: the same datastream and phenomenonTime again (a broker's redelivery)
    /// is counted as a duplicate and not admitted, one that is older than its datastream's newest is counted as late.
    /// `live`: it tells of the source's clock. One without a time of its own (it has that of its arrival) is always
    /// new.
    bool admit(const domain::Observation &observation, qint64 arrival, bool live = true);
    /// The window over which the source's clock is judged; the usual one is 30 s.
    void setLagWindow(int ms) { m_lagWindow = ms; }
    /// Equal ones (code, message) pass at most once a second; the others are counted in.
    void warn(const QString &code, const QString &feature, const QString &message);
    void warnAll(const base::Warnings &warnings);
    /// Where messages are decoded to; `flush` hands it over. When the main thread does not come to take for long, only
    /// the newest observation of each datastream is kept (not with `setKeepsAll`: then the feed itself must stop while
    /// `isBacklogged`); events, statuses and alerts always all.
    FeedBatch &collecting() { return m_collecting; }
    void flush();
    void setKeepsAll(bool keepsAll) { m_keepsAll = keepsAll; }
    bool isBacklogged() const;
    /// Drops what waits, and starts anew with a batch that says so.
    void flushReset();
    /// Call about once a second: rates, held back warnings.
    void everySecond();
    bool isCancelled() const { return m_cancelled; }
    const std::atomic_bool &cancelFlag() const { return m_cancelled; }

private:
    struct HeldWarning {
        base::Warning warning;
        qint64 passed = 0;
        bool waiting = false;
    };
    /// When a datastream's last observations were made: as many as a broker has under way at once, and more.
    struct StreamTimes {
        std::array<qint64, 32> recent{};
        quint8 next = 0;
        qint64 newest = 0;
    };
    void pass(const base::Warning &warning);
    void judgeClock();

    const FeedConfig m_config;
    const std::function<void()> m_wake;
    std::atomic_bool m_cancelled = false;

    mutable std::mutex m_mutex;
    FeedStatus m_status;
    FeedBatch m_pending;
    size_t m_coalesceAt = 0;
    std::vector<base::Warning> m_warnings;

    FeedBatch m_collecting;
    bool m_keepsAll = false;
    QHash<QString, StreamTimes> m_streams;
    std::vector<qint64> m_lags; ///< arrival less phenomenonTime within the window, ms
    qint64 m_lagsSince = 0;     ///< by m_elapsed
    int m_lagWindow = 30000;
    std::optional<qint64> m_lagBefore; ///< median of the window before
    bool m_warnedClock = false;
    std::array<quint64, 60> m_perSecond{}; ///< messages of the last 60 seconds
    size_t m_second = 0;
    quint64 m_inSecond = 0;
    QHash<QString, HeldWarning> m_held;
    QElapsedTimer m_elapsed;
};

/// Keeps of each datastream only the newest observation, in the order of arrival.
void keepNewest(std::vector<domain::Observation> &observations);

}
