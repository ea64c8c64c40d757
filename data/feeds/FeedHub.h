#pragma once

#include "base/Clock.h"
#include "domain/Catalogue.h"
#include "feeds/Feed.h"

#include <QObject>

namespace feeds
{

/// Runs the feeds of a project, each on a thread of its own so that none waits for another (a broker's name, a log of
/// 60 MB), and hands their batches to the main thread, at most every 40 ms. Everything public is for the main thread.
class FeedHub : public QObject
{
    Q_OBJECT

public:
    explicit FeedHub(QObject *parent = nullptr);
    ~FeedHub() override; ///< stops the feeds; returns within a second

    void start(const std::vector<FeedConfig> &feeds);
    void stop();

    /// The time the twin lives in: the replay's where the project has a replay and no live feed, else the machine's.
    const base::Clock &clock() const;
    bool isReplay() const;
    /// Replay: stop and go on; other feeds keep running but their batches wait.
    void setPaused(bool paused);
    bool isPaused() const;
    /// The store takes no more for now: brokers are not read from, and keep what comes (MqttFeed), servers are not
    /// asked, an intake answers 503. Replays go on.
    void setHeldBack(bool heldBack);
    /// Intake: the services it offers. Before `start`.
    void setCatalogue(const domain::Catalogue &catalogue);
    /// Intake: whether reporters are told that their report is taken only once `noteEvents` has named it. Before
    /// `start`.
    void setAnswersWhenKept(bool whenKept);
    /// Intake: events that are kept, and how they stand; those that were not reported here are passed over.
    void noteEvents(const std::vector<domain::Event> &events);
    /// Replay: seconds a second, and the place in time (ms UTC); jumping back sends a batch with `reset`.
    void setSpeed(double speed);
    double speed() const;
    void seek(qint64 ms);
    /// Where the twin lives in a replay's time: how far rules look back on series (ms by datastream). What these were
    /// like comes with each jump, and at once where replays play already.
    void setLookBack(const QHash<QString, qint64> &lookBack);
    /// How devices stood at a time that the replays tell of: `past` follows. Nothing where the twin lives by the
    /// machine's clock.
    void askPast(qint64 time);
    /// First and last time of the replays, ms UTC; 0 where there is none.
    std::pair<qint64, qint64> replayRange() const;

    std::vector<FeedStatus> status() const;

Q_SIGNALS:
    void batch(const feeds::FeedBatch &batch);
    void statusChanged();
    /// The newest reading of each series and the newest status of each device at the time that was asked for, by one
    /// replay of `of`.
    void past(qint64 time, const feeds::FeedBatch &batch, int of);
    /// A payload that could not be read: code, source (feed), feature (topic or line), message. Equal ones come at most
    /// once a second.
    void warning(const base::Warning &warning);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}

Q_DECLARE_METATYPE(base::Warning)
