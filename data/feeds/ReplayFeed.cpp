#include "feeds/ReplayFeed.h"

#include <QDateTime>

namespace feeds
{

ReplayFeed::ReplayFeed(FeedConfig config, std::function<void()> wake, std::shared_ptr<const ReplayClock> clock)
    : FeedWorker(std::move(config), std::move(wake)), m_clock(std::move(clock)), m_timer(this)
{
    m_timer.setInterval(100);
    connect(&m_timer, &QTimer::timeout, this, &ReplayFeed::advance);
}

void ReplayFeed::open()
{
    auto log = ReplayLog::open(config(), cancelFlag());
    if (!log) {
        warnAll([&] {
            base::Warnings one;
            one.add(log.error().code, log.error().source, log.error().feature, log.error().message);
            return one;
        }());
        setState(FeedStatus::State::Failed, log.error().message);
        Q_EMIT loaded(0, 0, 0);
        return;
    }
    m_log = std::move(*log);
    count(0, m_log->rejected());
    warnAll(m_log->warnings());
    m_timer.start();
    Q_EMIT loaded(m_log->first(), m_log->last(), m_log->start());
}

void ReplayFeed::close()
{
    m_timer.stop();
    m_log.reset();
}

void ReplayFeed::jumpTo(qint64 time, quint64 jump)
{
    if (!m_log)
        return;
    m_playing = false;
    const bool back = !m_played || time < *m_played;
    const qint64 after = back ? std::numeric_limits<qint64>::min() : *m_played;
    if (back)
        collecting() = {};
    const size_t rows = m_log->collect(after, time, true, collecting());
    m_log->lookBack(m_lookBack, time, collecting().pasts);
    m_played = time;
    if (!back)
        count(rows);
    if (back)
        flushReset();
    else
        flush();
    Q_EMIT ready(jump);
}

void ReplayFeed::play()
{
    m_playing = m_log.has_value();
}

void ReplayFeed::setLookBack(const QHash<QString, qint64> &lookBack)
{
    m_lookBack = lookBack;
    if (!m_log || !m_played)
        return;
    m_log->lookBack(m_lookBack, *m_played, collecting().pasts);
    flush();
}

void ReplayFeed::showState(FeedStatus::State shown)
{
    if (m_log)
        setState(shown);
}

void ReplayFeed::tellPast(qint64 time)
{
    FeedBatch batch;
    if (m_log)
        m_log->collect(std::numeric_limits<qint64>::min(), time, true, batch);
    batch.events.clear(); // the journal knows them better
    batch.alerts.clear();
    Q_EMIT past(time, batch);
}

void ReplayFeed::advance()
{
    const qint64 machine = QDateTime::currentMSecsSinceEpoch();
    if (machine - m_secondAt >= 1000) {
        m_secondAt = machine;
        everySecond();
    }
    if (!m_playing || !m_played)
        return;
    const qint64 now = m_clock->nowMs();
    if (now <= *m_played)
        return;
    const size_t rows = m_log->collect(*m_played, now, false, collecting());
    m_played = now;
    if (rows != 0)
        count(rows);
    flush();
}

}
