#include "store/Writer.h"

#include "store/Upkeep.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QSqlDriver>
#include <QtConcurrent>

#include <algorithm>
#include <iterator>

namespace store
{

using State = StoreStatus::State;

static constexpr int GroupMs = 80;               ///< how long feeds' readings gather before they are saved
static constexpr size_t MostAtOnce = 5000;       ///< saved in one transaction
static constexpr qint64 CompactRows = 100'000;   ///< in the inbox: it is moved
static constexpr qint64 CompactMs = 10 * 60'000; ///< or after so long
static constexpr qint64 SyncMs = 2000;           ///< feeds' readings are on the disk, not only with the system
static constexpr qint64 ShadowMs = 120'000;      ///< longer than it takes to find that the recorder is gone
static constexpr quint64 ShadowSize = 500'000;
static constexpr int MostAttempts = 10;

static qint64 machineNow()
{
    return QDateTime::currentMSecsSinceEpoch();
}

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

/// Whether the store can take nothing now, rather than that it refuses this.
static bool isTrouble(const base::Error &error)
{
    static const QStringList codes{
        QStringLiteral("store-busy"),    QStringLiteral("store-full"),  QStringLiteral("store-read-only"),
        QStringLiteral("store-damaged"), QStringLiteral("store-away"),  QStringLiteral("store-refused"),
        QStringLiteral("store-missing"), QStringLiteral("store-newer"), QStringLiteral("store-foreign")};
    return codes.contains(error.code);
}

Writer::Writer(const domain::StoreConfig &config, Place place, std::shared_ptr<Mailbox> mailbox)
    : m_config(config), m_mailbox(std::move(mailbox)), m_connection(std::move(place), Connection::Use::Write),
      m_journal(m_connection), m_intake(m_connection), m_compaction(m_connection, config.rawDays, config.aggregateDays),
      m_work(this), m_tick(this), m_retry(this)
{
    m_status.kind = isSqlite() ? QStringLiteral("sqlite") : QStringLiteral("postgresql");
    m_status.place = m_connection.place().shown();
    m_work.setSingleShot(true);
    m_retry.setSingleShot(true);
    m_tick.setInterval(1000);
    connect(&m_work, &QTimer::timeout, this, &Writer::work);
    connect(&m_retry, &QTimer::timeout, this, &Writer::recover);
    connect(&m_tick, &QTimer::timeout, this, &Writer::tick);
}

Writer::~Writer() = default;

// Opening, and coming back

void Writer::open()
{
    m_published.start();
    m_compacted.start();
    m_synced.start();
    setState(State::Opening, {});
    recover();
    m_tick.start();
}

void Writer::recover()
{
    m_intake.forget();
    m_compaction.forget();
    m_safe = false;
    if (isSqlite() && !m_lock) {
        const QString file = m_connection.place().file;
        QDir().mkpath(QFileInfo(file).path());
        auto lock = std::make_unique<QLockFile>(file + QStringLiteral(".lock"));
        lock->setStaleLockTime(0);
        if (!lock->tryLock()) {
            const bool taken = lock->error() == QLockFile::LockFailedError;
            openReadOnly({QStringLiteral("store-read-only"),
                          taken ? QCoreApplication::translate("store", "another program has it open")
                                : QCoreApplication::translate("store", "nothing can be written into its folder"),
                          m_status.place,
                          {},
                          {}});
            return;
        }
        m_lock = std::move(lock);
    }
    const auto opening = openForWriting(m_connection);
    if (opening) {
        opened(*opening);
    } else if (opening.error().code == QLatin1String("store-read-only")) {
        openReadOnly(opening.error());
    } else {
        fail(opening.error());
    }
}

void Writer::opened(const Opening &opening)
{
    if (!opening.notice.isEmpty()) {
        m_notice = opening.notice;
        m_told = -1;
        m_hasOpened = false;
    }
    m_status.recorder = isSqlite();
    base::Status heard = listen();
    if (heard)
        heard = tellNew();
    if (!heard)
        return fail(heard.error());
    const auto rows = m_connection.query(QStringLiteral("SELECT count(*) FROM observation_inbox"));
    if (!rows)
        return fail(rows.error());
    m_inbox = (*rows)->next() ? (*rows)->value(0).toLongLong() : 0;
    (*rows)->finish();
    m_delay = 0;
    setState(State::Ready, m_notice);
    Q_EMIT writable();
    if (!std::exchange(m_hasOpened, true))
        Q_EMIT readable();
    if (opening.unclean)
        checkInBackground();
    tick();
    m_work.start(0);
}

/// Hears of what others append from now on, or from where it was heard last.
base::Status Writer::listen()
{
    if (!isSqlite()) {
        QSqlDriver *driver = m_connection.database().driver();
        connect(driver, &QSqlDriver::notification, this, &Writer::tick, Qt::UniqueConnection);
        driver->subscribeToNotification(QStringLiteral("yunjie_entry"));
    }
    if (m_told >= 0)
        return {};
    const auto last = m_journal.lastSequence();
    if (!last)
        return tl::unexpected(last.error());
    m_told = *last;
    return {};
}

/// It can be read at least; writing is tried again.
void Writer::openReadOnly(const base::Error &why)
{
    m_status.recorder = false;
    // Who may only read at a database goes on hearing what others do.
    const bool hears = !isSqlite() && m_connection.isOpen();
    if (!hears) {
        m_connection.close();
        Connection probe(m_connection.place(), Connection::Use::Read);
        if (base::Status status = openForReading(probe); !status) {
            fail(m_hasOpened ? why : status.error());
            return;
        }
        if (m_told < 0)
            m_told = Journal(probe).lastSequence().value_or(-1);
    } else if (base::Status status = listen(); !status) {
        fail(status.error());
        return;
    }
    setState(State::ReadOnly, why.hint.isEmpty() ? why.message : QStringLiteral("%1 (%2)").arg(why.message, why.hint));
    if (!std::exchange(m_hasOpened, true))
        Q_EMIT readable();
    for (const auto &promise : std::exchange(m_flushes, {})) {
        promise->addResult(base::Status(tl::unexpected(why)));
        promise->finish();
    }
    m_retry.start(hears ? 60'000 : 3000);
}

void Writer::fail(const base::Error &error)
{
    if (error.code == QLatin1String("store-damaged") && isSqlite() && m_connection.isOpen()) {
        replaceDamaged(error.message);
        return;
    }
    if (error.code == QLatin1String("store-read-only") && isReady()) {
        openReadOnly(error);
        return;
    }
    m_compaction.forget();
    m_intake.forget();
    if (!isSqlite())
        m_status.recorder = false;
    setState(State::Failing,
             error.hint.isEmpty() ? error.message : QStringLiteral("%1 (%2)").arg(error.message, error.hint));
    for (const auto &promise : std::exchange(m_flushes, {})) {
        promise->addResult(base::Status(tl::unexpected(error)));
        promise->finish();
    }
    m_connection.close();
    m_delay = std::clamp(m_delay * 2, 250, 5000);
    m_retry.start(m_delay);
}

void Writer::checkInBackground()
{
    if (!isSqlite() || std::exchange(m_checking, true))
        return;
    QtConcurrent::run([place = m_connection.place()] {
        return quickCheck(place);
    }).then(this, [this](const base::Result<QStringList> &wrong) {
        m_checking = false;
        if (wrong && !wrong->isEmpty() && m_connection.isOpen())
            replaceDamaged(wrong->first());
    });
}

void Writer::replaceDamaged(const QString &why)
{
    m_connection.rollback();
    m_connection.close();
    const auto aside = setAside(m_connection.place().file);
    if (!aside) {
        fail(aside.error());
        return;
    }
    auto opening = openForWriting(m_connection);
    if (!opening) {
        fail(opening.error());
        return;
    }
    const qint64 saved = salvage(*aside, m_connection);
    opening->notice = damageNotice(why, *aside, saved);
    m_intake.forget();
    m_compaction.forget();
    m_safe = false;
    opened(*opening);
}

// Every second, and when the database tells of an entry

void Writer::tick()
{
    if (!isSqlite() && m_connection.isOpen()) {
        base::Status status = tellNew();
        if (status && isReady() && !m_status.recorder)
            status = becomeRecorder();
        if (!status && isTrouble(status.error())) {
            fail(status.error());
            return;
        }
    }
    if (isReady() && m_compacted.elapsed() > CompactMs && m_inbox > 0)
        m_work.start(0);
    publish(false);
}

base::Status Writer::becomeRecorder()
{
    const auto rows = m_connection.query(
        QStringLiteral("SELECT pg_try_advisory_lock(hashtext('yunjie-recorder'), hashtext(current_schema()))"));
    if (!rows)
        return tl::unexpected(rows.error());
    m_status.recorder = (*rows)->next() && (*rows)->value(0).toBool();
    (*rows)->finish();
    if (!m_status.recorder)
        return {};
    // What the last one may not have come to save; what it has saved is passed over.
    Waiting all;
    for (auto &[time, waiting] : m_shadow)
        all.add(std::move(waiting));
    m_shadow.clear();
    m_shadowSize = 0;
    all.add(std::move(m_hand));
    m_hand = std::move(all);
    publish(true);
    m_work.start(0);
    return {};
}

/// Entries of this seat and of others, in their order, that have not been told yet.
base::Status Writer::tellNew()
{
    constexpr int AtOnce = 2000;
    for (bool more = true; more;) {
        const auto entries = m_journal.since(m_told, AtOnce);
        if (!entries)
            return tl::unexpected(entries.error());
        more = entries->size() == size_t(AtOnce);
        tell(*entries);
    }
    return {};
}

void Writer::tell(const std::vector<domain::Entry> &entries)
{
    if (entries.empty())
        return;
    m_told = entries.back().sequence;
    Q_EMIT appended(entries);
}

// Saving

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
        setState(State::Ready, m_notice);
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

void Writer::compact()
{
    if (!m_status.recorder)
        return;
    if (!m_compaction.isBusy()) {
        if (m_inbox < CompactRows && m_compacted.elapsed() < CompactMs)
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

// Telling how it is

void Writer::setState(State state, const QString &reason)
{
    if (m_status.state != state)
        m_status.since = machineNow();
    m_status.state = state;
    m_status.reason = reason;
    publish(true);
}

void Writer::publish(bool now)
{
    constexpr int PublishMs = 500;
    if (!now && m_published.elapsed() < PublishMs)
        return;
    m_published.start();
    m_status.waiting = m_mailbox->size;
    Q_EMIT statusChanged(m_status);
}

}
