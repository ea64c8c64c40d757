#include "store/Writer.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

/// How the writer saves: groups of what feeds and rules say, what a person does, and the inbox moved in between.
namespace store
{

static constexpr int GroupMs = 80;               ///< how long feeds' readings gather before they are saved
static constexpr size_t MostAtOnce = 5000;       ///< saved in one transaction
static constexpr qint64 CompactRows = 100'000;   ///< in the inbox: it is moved
static constexpr qint64 CompactMs = 10 * 60'000; ///< or after so long
static constexpr qint64 SyncMs = 2000;           ///< feeds' readings are on the disk, not only with the system
static constexpr qint64 ShadowMs = 120'000;      ///< longer than it takes to find that the recorder is gone
static constexpr quint64 ShadowSize = 500'000;
static constexpr int MostAttempts = 10;

template <typename T> static void moveTo(std::vector<T> &to, std::vector<T> &from)
{
    if (to.empty())
        to.swap(from);
    else
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
}

void Waiting::add(Waiting &&more)
{
    moveTo(entries, more.entries);
    moveTo(observations, more.observations);
    moveTo(statuses, more.statuses);
}

void Writer::takeMail()
{
    quint64 dropped = 0;
    {
        const QMutexLocker locker(&m_mailbox->mutex);
        m_hand.add(std::exchange(m_mailbox->waiting, {}));
        m_mailbox->isTold = false;
        dropped = std::exchange(m_mailbox->dropped, 0);
    }
    if (dropped > 0)
        m_notice = QCoreApplication::translate("store", "%1 observations were lost: the store was away for too long")
                       .arg(dropped);
}

void Writer::wake()
{
    if (!m_work.isActive())
        m_work.start(GroupMs);
}

/// One transaction, and the next one later: what people do comes in between.
void Writer::work()
{
    if (!isReady()) {
        publish(false);
        return;
    }
    takeMail();
    base::Status status = m_status.recorder ? saveSome() : keepShadow();
    if (!status) {
        fail(status.error());
        return;
    }
    if (!m_hand.isEmpty()) {
        m_work.start(0);
    } else {
        for (const auto &promise : std::exchange(m_flushes, {})) {
            promise->addResult(base::Status());
            promise->finish();
        }
        compact();
    }
    publish(false);
}

base::Status Writer::saveSome()
{
    if (m_hand.isEmpty())
        return {};
    if (m_synced.elapsed() > SyncMs) {
        setSafe(true);
        m_synced.start();
    } else {
        setSafe(false);
    }
    const auto took = [this](size_t count) { m_mailbox->size -= count; };
    if (!m_hand.entries.empty()) {
        const size_t count = std::min<size_t>(m_hand.entries.size(), MostAtOnce / 5);
        std::vector<domain::Entry> some(m_hand.entries.begin(), m_hand.entries.begin() + qsizetype(count));
        if (base::Status status = saveEntries(some); !status)
            return status;
        m_hand.entries.erase(m_hand.entries.begin(), m_hand.entries.begin() + qsizetype(count));
        took(count);
        return {};
    }
    const size_t count = std::min(m_hand.observations.size(), MostAtOnce);
    const std::vector<domain::Observation> some(m_hand.observations.begin(),
                                                m_hand.observations.begin() + qsizetype(count));
    if (base::Status status = m_intake.write(some, m_hand.statuses); !status)
        return status;
    took(count + m_hand.statuses.size());
    m_hand.statuses.clear();
    if (count == m_hand.observations.size())
        std::vector<domain::Observation>().swap(m_hand.observations);
    else
        m_hand.observations.erase(m_hand.observations.begin(), m_hand.observations.begin() + qsizetype(count));
    m_inbox += qint64(count);
    m_status.observations += count;
    m_status.lastSaved = machineNow();
    return {};
}

base::Status Writer::saveEntries(std::vector<domain::Entry> &entries)
{
    const auto saved = m_journal.record(entries, machineNow());
    if (!saved)
        return isTrouble(saved.error()) ? base::Status(tl::unexpected(saved.error())) : saveOneByOne(entries);
    m_status.entries += saved->size();
    m_status.lastSaved = machineNow();
    return tellNew();
}

/// One of them cannot be saved, ever: the others are.
base::Status Writer::saveOneByOne(const std::vector<domain::Entry> &entries)
{
    for (const domain::Entry &entry : entries) {
        const auto saved = m_journal.record({entry}, machineNow());
        if (saved) {
            m_status.entries += saved->size();
            continue;
        }
        if (isTrouble(saved.error()))
            return tl::unexpected(saved.error());
        m_notice = QCoreApplication::translate("store", "an entry of %1 could not be saved: %2")
                       .arg(entry.id, saved.error().message);
        setState(StoreStatus::State::Ready, m_notice);
    }
    return tellNew();
}

base::Status Writer::keepShadow()
{
    const qint64 now = machineNow();
    const quint64 size = m_hand.size();
    if (size > 0) {
        m_mailbox->size -= size;
        m_shadowSize += size;
        m_shadow.emplace_back(now, std::exchange(m_hand, {}));
    }
    while (!m_shadow.empty() && (std::abs(now - m_shadow.front().first) > ShadowMs || m_shadowSize > ShadowSize)) {
        m_shadowSize -= m_shadow.front().second.size();
        m_shadow.pop_front();
    }
    return {};
}

void Writer::append(std::vector<domain::Entry> group, std::shared_ptr<QPromise<Saved>> promise, int attempt)
{
    const auto answer = [&promise](Saved result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    const auto refuse = [&](const QString &reason) {
        answer(base::failure(QStringLiteral("store-failing"),
                             QCoreApplication::translate("store", "it cannot be saved now: %1").arg(reason),
                             m_status.place));
    };
    if (!isReady())
        return refuse(m_status.reason);
    // What it follows from may have been said by a feed a moment ago.
    takeMail();
    while (m_status.recorder && !m_hand.entries.empty()) {
        if (base::Status status = saveSome(); !status) {
            fail(status.error());
            return refuse(m_status.reason);
        }
    }
    setSafe(true);
    Saved saved = m_journal.append(group, machineNow());
    if (saved) {
        m_synced.start();
        m_status.entries += saved->size();
        m_status.lastSaved = machineNow();
        answer(saved);
        if (base::Status status = tellNew(); !status)
            fail(status.error());
        m_work.start(0);
        publish(false);
        return;
    }
    if (isTrouble(saved.error())) {
        const QString reason = saved.error().message;
        fail(saved.error());
        return refuse(reason);
    }
    // Another seat is the recorder and has not saved yet what this seat has shown already.
    if (!m_status.recorder && attempt < MostAttempts) {
        const bool ahead = std::any_of(group.begin(), group.end(), [this](const domain::Entry &entry) {
            const auto version = m_journal.version(entry);
            return version && entry.version > *version + 1;
        });
        if (ahead) {
            QTimer::singleShot(200, this, [this, group, promise, attempt] { append(group, promise, attempt + 1); });
            return;
        }
    }
    answer(std::move(saved));
}

/// Whether what is committed from now on outlasts a power cut (SQLite's WAL: synchronous FULL), or only the end of this
/// program.
void Writer::setSafe(bool safe)
{
    if (!isSqlite() || m_safe == safe)
        return;
    if (m_connection.run(safe ? QStringLiteral("PRAGMA synchronous = FULL")
                              : QStringLiteral("PRAGMA synchronous = NORMAL")))
        m_safe = safe;
}

bool Writer::isInboxDue() const
{
    return m_inbox >= CompactRows || (m_inbox > 0 && m_compacted.elapsed() >= CompactMs);
}

void Writer::compact()
{
    if (!m_status.recorder)
        return;
    if (!m_compaction.isBusy()) {
        if (!isInboxDue())
            return;
        m_compacted.start();
        m_inbox = 0;
        m_compaction.start(machineNow());
    }
    setSafe(false);
    if (base::Status status = m_compaction.step(); !status) {
        fail(status.error());
        return;
    }
    if (m_compaction.isBusy() && !m_work.isActive())
        m_work.start(5);
}

void Writer::flush(std::shared_ptr<QPromise<base::Status>> promise)
{
    if (!isReady()) {
        promise->addResult(base::Status(
            base::failure(QStringLiteral("store-failing"),
                          QCoreApplication::translate("store", "it cannot be saved now: %1").arg(m_status.reason))));
        promise->finish();
        return;
    }
    m_synced.start();
    m_flushes.push_back(std::move(promise));
    m_work.start(0);
}

void Writer::finish()
{
    m_tick.stop();
    m_work.stop();
    m_retry.stop();
    takeMail();
    setSafe(true);
    while (isReady() && m_status.recorder && !m_hand.isEmpty()) {
        if (!saveSome())
            break;
    }
    for (const auto &promise : std::exchange(m_flushes, {})) {
        promise->addResult(base::Status());
        promise->finish();
    }
    closeInOrder(m_connection);
    m_lock.reset();
}

}
