#include "feeds/PolledFeed.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace feeds
{

PolledFeed::PolledFeed(FeedConfig config, std::function<void()> wake, HttpPatience patience)
    : FeedWorker(std::move(config), std::move(wake)), m_http(this->config(), patience, this),
      m_backoff(patience.firstRetry, patience.longestRetry), m_times(this->config().timezone), m_next(this),
      m_second(this)
{
    m_next.setSingleShot(true);
    m_second.setInterval(1000);
    connect(&m_next, &QTimer::timeout, this, &PolledFeed::begin);
    connect(&m_second, &QTimer::timeout, this, [this] { everySecond(); });
}

base::Status PolledFeed::prepare()
{
    return m_http.prepare();
}

void PolledFeed::open()
{
    if (const auto ok = prepare(); !ok) {
        // Nothing that waiting would mend.
        warn(ok.error().code, ok.error().source, ok.error().message);
        setState(FeedStatus::State::Failed, ok.error().message);
        return;
    }
    if (!config().timezone.isEmpty() && !m_times.isKnown())
        warn(QStringLiteral("timezone-unknown"), config().timezone,
             QCoreApplication::translate("feeds", "the feed's \"timezone\" is not known: its times are taken as UTC"));
    m_second.start();
    begin();
}

void PolledFeed::close()
{
    m_next.stop();
    m_second.stop();
    m_http.abort();
    flush();
}

void PolledFeed::begin()
{
    // The server keeps what it has until we can.
    if (m_heldBack)
        m_next.start(1000);
    else
        poll();
}

void PolledFeed::ask(const HttpQuestion &question, std::function<void(const HttpAnswer &)> read)
{
    askAny(question, [this, read = std::move(read)](const HttpAnswer &answer) {
        if (answer.isGood())
            read(answer);
        else
            fail(*answer.error, answer.retryAfter);
    });
}

void PolledFeed::askAny(const HttpQuestion &question, std::function<void(const HttpAnswer &)> read)
{
    m_http.ask(question, [this, read = std::move(read)](const HttpAnswer &answer) {
        if (answer.isGood())
            noteClockSkew(answer.clockSkewSeconds());
        read(answer);
    });
}

void PolledFeed::succeed()
{
    m_backoff.reset();
    flush();
    noteSuccess(QDateTime::currentMSecsSinceEpoch());
    setState(FeedStatus::State::Connected);
    m_next.start(int(std::clamp(config().pollSeconds, 0.02, 86400.0) * 1000));
}

void PolledFeed::fail(const base::Error &error, std::optional<qint64> retryAfterMs)
{
    // What a round has read before it broke off is as true as if it had not.
    flush();
    setState(FeedStatus::State::Failed, error.message);
    m_next.start(m_backoff.next(retryAfterMs));
}

void PolledFeed::warnZone(const QString &feature)
{
    if (!m_times.metZoneless() || m_times.isKnown() || std::exchange(m_warnedZone, true))
        return;
    warn(QStringLiteral("timezone-missing"), feature,
         QCoreApplication::translate("feeds", "times without a zone, and the feed has no \"timezone\": taken as UTC"));
}

}
