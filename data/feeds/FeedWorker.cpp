#include "feeds/FeedWorker.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace feeds
{

/// About ten seconds of the heaviest load that is promised (2,000 a second).
static constexpr size_t CoalesceFrom = 20000;
static constexpr size_t MaxHeldWarnings = 50;
static constexpr qint64 ForgetWarningMs = 60000;
static constexpr size_t BacklogFrom = 50000;
static constexpr qsizetype MostStreams = 200000;
/// A source's clock is wrong where its readings are off by more than this, as much in one window as in the next: what
/// was held up on the way comes in ever faster.
static constexpr qint64 WrongClockMs = 60000, SameLagMs = 20000;
static constexpr size_t EnoughLags = 5;
/// Less than this is a slow answer rather than a wrong clock.
static constexpr double SkewSeconds = 5;

void keepNewest(std::vector<domain::Observation> &observations)
{
    QSet<QString> seen;
    seen.reserve(qsizetype(observations.size()) / 4);
    std::vector<domain::Observation> kept;
    for (auto it = observations.rbegin(); it != observations.rend(); ++it) {
        const auto before = seen.size();
        seen.insert(it->datastream);
        if (seen.size() != before)
            kept.push_back(std::move(*it));
    }
    std::reverse(kept.begin(), kept.end());
    observations = std::move(kept);
}

template <typename T> static void append(std::vector<T> &to, std::vector<T> &from)
{
    if (to.empty())
        to.swap(from);
    else
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
}

FeedWorker::FeedWorker(FeedConfig config, std::function<void()> wake)
    : m_config(std::move(config)), m_wake(std::move(wake)), m_coalesceAt(CoalesceFrom)
{
    m_status.id = m_config.id;
    m_status.name = m_config.name;
    m_status.type = m_config.type;
    m_status.since = QDateTime::currentMSecsSinceEpoch();
    m_elapsed.start();
}

FeedStatus FeedWorker::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

FeedStatus::State FeedWorker::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_status.state;
}

FeedBatch FeedWorker::takeBatch()
{
    const std::lock_guard lock(m_mutex);
    FeedBatch batch = std::move(m_pending);
    m_pending = {};
    m_coalesceAt = CoalesceFrom;
    batch.feed = m_config.id;
    return batch;
}

std::vector<base::Warning> FeedWorker::takeWarnings()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_warnings, {});
}

void FeedWorker::setState(FeedStatus::State state, const QString &reason, qint64 since)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_status.state == state && m_status.reason == reason)
            return;
        // Failing again for another reason is still the same outage.
        if (m_status.state != state || since != 0)
            m_status.since = since != 0 ? since : QDateTime::currentMSecsSinceEpoch();
        m_status.state = state;
        m_status.reason = reason;
    }
    m_wake();
}

void FeedWorker::count(quint64 received, quint64 rejected)
{
    m_inSecond += received;
    const std::lock_guard lock(m_mutex);
    m_status.received += received;
    m_status.rejected += rejected;
    if (received != 0)
        m_status.lastMessage = QDateTime::currentMSecsSinceEpoch();
}

void FeedWorker::countDuplicate()
{
    const std::lock_guard lock(m_mutex);
    ++m_status.duplicates;
}

void FeedWorker::noteSuccess(qint64 at)
{
    const std::lock_guard lock(m_mutex);
    m_status.lastSuccess = at;
}

void FeedWorker::setAddress(const QString &address)
{
    const std::lock_guard lock(m_mutex);
    m_status.address = address;
}

void FeedWorker::noteClockSkew(double seconds)
{
    const std::lock_guard lock(m_mutex);
    m_status.clockSkewSeconds = std::abs(seconds) >= SkewSeconds ? seconds : 0;
}

bool FeedWorker::admit(const domain::Observation &observation, qint64 arrival, bool live)
{
    const qint64 time = observation.phenomenonTime;
    if (time == arrival)
        return true;
    if (m_streams.size() > MostStreams)
        m_streams.clear(); // a source that makes up names
    StreamTimes &stream = m_streams[observation.datastream];
    if (std::find(stream.recent.begin(), stream.recent.end(), time) != stream.recent.end()) {
        const std::lock_guard lock(m_mutex);
        ++m_status.duplicates;
        return false;
    }
    stream.recent[stream.next] = time;
    stream.next = quint8((stream.next + 1) % stream.recent.size());
    if (time < stream.newest) {
        const std::lock_guard lock(m_mutex);
        ++m_status.late;
    } else {
        stream.newest = time;
        if (live)
            m_lags.push_back(arrival - time);
    }
    return true;
}

void FeedWorker::judgeClock()
{
    if (m_elapsed.elapsed() - m_lagsSince < m_lagWindow)
        return;
    m_lagsSince = m_elapsed.elapsed();
    std::vector<qint64> lags = std::exchange(m_lags, {});
    if (lags.size() < EnoughLags)
        return;
    const auto middle = lags.begin() + std::ptrdiff_t(lags.size() / 2);
    std::nth_element(lags.begin(), middle, lags.end());
    const qint64 lag = *middle;
    const std::optional<qint64> before = std::exchange(m_lagBefore, lag);
    const bool wrong = std::abs(lag) > WrongClockMs;
    if (wrong && (!before || std::abs(lag - *before) > SameLagMs))
        return; // not known yet
    {
        const std::lock_guard lock(m_mutex);
        m_status.clockSkewSeconds = wrong ? -double(lag) / 1000 : 0;
    }
    if (!wrong) {
        m_warnedClock = false;
    } else if (!std::exchange(m_warnedClock, true)) {
        const QString seconds = QString::number(std::abs(lag) / 1000);
        warn(QStringLiteral("clock-skew"), {},
             lag < 0 ? QCoreApplication::translate("feeds", "the source's clock is %1 s ahead of this machine's")
                           .arg(seconds)
                     : QCoreApplication::translate("feeds", "the source's clock is %1 s behind this machine's")
                           .arg(seconds));
    }
}

bool FeedWorker::isBacklogged() const
{
    const std::lock_guard lock(m_mutex);
    return m_pending.observations.size() > BacklogFrom;
}

void FeedWorker::pass(const base::Warning &warning)
{
    {
        const std::lock_guard lock(m_mutex);
        m_warnings.push_back(warning);
    }
    m_wake();
}

void FeedWorker::warn(const QString &code, const QString &feature, const QString &message)
{
    // Messages may quote what came: a source that says something else wrong each time must not flood the list.
    const bool crowded = size_t(m_held.size()) >= MaxHeldWarnings && !m_held.contains(code + u'\n' + message);
    const QString text = crowded ? QCoreApplication::translate("feeds", "wrong in yet another way") : message;
    const QString key = code + u'\n' + text;
    auto found = m_held.find(key);
    if (found == m_held.end()) {
        found = m_held.insert(key, {});
        found->passed = -1000;
    }
    HeldWarning &held = *found;
    if (!held.waiting)
        held.warning = {code, config().id, feature, text, 0, {}};
    ++held.warning.count;
    if (!feature.isEmpty() && held.warning.examples.size() < 5 && !held.warning.examples.contains(feature))
        held.warning.examples.append(feature);
    held.waiting = true;
    if (m_elapsed.elapsed() - held.passed >= 1000) {
        held.passed = m_elapsed.elapsed();
        held.waiting = false;
        pass(held.warning);
    }
}

void FeedWorker::warnAll(const base::Warnings &warnings)
{
    for (const base::Warning &warning : warnings.list())
        pass(warning);
}

void FeedWorker::flush()
{
    if (m_collecting.observations.empty() && m_collecting.statuses.empty() && m_collecting.events.empty() &&
        m_collecting.alerts.empty() && m_collecting.pasts.empty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        append(m_pending.observations, m_collecting.observations);
        append(m_pending.statuses, m_collecting.statuses);
        append(m_pending.events, m_collecting.events);
        append(m_pending.alerts, m_collecting.alerts);
        append(m_pending.pasts, m_collecting.pasts);
        if (!m_keepsAll && m_pending.observations.size() > m_coalesceAt) {
            keepNewest(m_pending.observations);
            m_coalesceAt = std::max(CoalesceFrom, 2 * m_pending.observations.size());
        }
    }
    m_wake();
}

void FeedWorker::flushReset()
{
    {
        const std::lock_guard lock(m_mutex);
        m_pending = std::move(m_collecting);
        m_pending.reset = true;
        m_collecting = {};
    }
    m_wake();
}

void FeedWorker::everySecond()
{
    m_perSecond[m_second++ % m_perSecond.size()] = std::exchange(m_inSecond, 0);
    const auto lastMinute = std::accumulate(m_perSecond.begin(), m_perSecond.end(), quint64(0));
    const double minutes = double(std::min(m_second, m_perSecond.size())) / 60.0;
    {
        const std::lock_guard lock(m_mutex);
        m_status.perMinute = double(lastMinute) / minutes;
    }
    judgeClock();
    for (auto it = m_held.begin(); it != m_held.end();) {
        HeldWarning &held = *it;
        const qint64 age = m_elapsed.elapsed() - held.passed;
        if (held.waiting && age >= 1000) {
            held.passed = m_elapsed.elapsed();
            held.waiting = false;
            pass(held.warning);
        }
        it = !held.waiting && age > ForgetWarningMs ? m_held.erase(it) : std::next(it);
    }
}

}
