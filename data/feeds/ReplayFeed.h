#pragma once

#include "feeds/FeedWorker.h"
#include "feeds/ReplayClock.h"
#include "feeds/ReplayLog.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace feeds
{

/// Plays a log by the clock that all replays of a hub share. The hub decides where the clock stands: it lets it run
/// only after every replay has said how things stand there (`ready`).
class ReplayFeed : public FeedWorker
{
    Q_OBJECT

public:
    ReplayFeed(FeedConfig config, std::function<void()> wake, std::shared_ptr<const ReplayClock> clock);

    void open() override;
    void close() override;
    /// On the feed's thread. Says how things stand at `time`, then `ready(jump)`; holds still until `play`. A jump
    /// back, or the first one, is a batch with `reset`.
    void jumpTo(qint64 time, quint64 jump);
    void play();
    /// Before `jumpTo`, or later: then what they were like is said at once. See FeedHub.
    void setLookBack(const QHash<QString, qint64> &lookBack);
    void showState(FeedStatus::State shown);
    /// How devices stood at a time, whatever is played: `past` follows.
    void tellPast(qint64 time);

Q_SIGNALS:
    /// The log is indexed: its first and last time and where it wants to begin; all 0 where it failed.
    void loaded(qint64 first, qint64 last, qint64 start);
    void ready(quint64 jump);
    void past(qint64 time, const feeds::FeedBatch &batch);

private:
    void advance();

    const std::shared_ptr<const ReplayClock> m_clock;
    std::optional<ReplayLog> m_log;
    std::optional<qint64> m_played; ///< everything until then has been said
    QHash<QString, qint64> m_lookBack;
    bool m_playing = false;
    QTimer m_timer;
    qint64 m_secondAt = 0;
};

}
