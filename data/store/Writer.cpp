#include "store/Writer.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QSqlDriver>
#include <QtConcurrent>

#include <algorithm>

namespace store
{

using State = StoreStatus::State;

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

qint64 Writer::machineNow()
{
    return QDateTime::currentMSecsSinceEpoch();
}

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
        if (!status) {
            fail(status.error());
            return;
        }
    }
    if (isReady() && isInboxDue())
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
