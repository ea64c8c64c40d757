#pragma once

#include "store/Compaction.h"
#include "store/Intake.h"
#include "store/Journal.h"
#include "store/Store.h"
#include "store/Upkeep.h"

#include <QElapsedTimer>
#include <QLockFile>
#include <QMutex>
#include <QObject>
#include <QPromise>
#include <QTimer>

#include <atomic>
#include <deque>
#include <functional>

namespace store
{

using Saved = base::Result<std::vector<domain::Entry>>;

/// What feeds and rules have said and is not saved yet; filled by the main thread, emptied by the writer.
struct Waiting {
    std::vector<domain::Entry> entries;
    std::vector<domain::Observation> observations;
    std::vector<domain::ThingStatusReport> statuses;
    bool isEmpty() const { return entries.empty() && observations.empty() && statuses.empty(); }
    quint64 size() const { return entries.size() + observations.size() + statuses.size(); }
    void add(Waiting &&more);
};

/// Shared by the main thread and the writer.
struct Mailbox {
    QMutex mutex;
    Waiting waiting;               ///< under `mutex`
    bool isTold = false;           ///< under `mutex`: the writer knows that something waits
    quint64 dropped = 0;           ///< under `mutex`: readings that there was no room for
    std::atomic<quint64> size = 0; ///< of all that is not saved, with what the writer has in hand
};

/// Owns the connection that writes. Lives on the store's writing thread: everything but the constructor is called
/// there, by posted calls and its own timers.
class Writer : public QObject
{
    Q_OBJECT

public:
    Writer(const domain::StoreConfig &config, Place place, std::shared_ptr<Mailbox> mailbox);
    ~Writer() override;

    void open();
    /// A person's group: what feeds said before is saved first.
    void append(std::vector<domain::Entry> group, std::shared_ptr<QPromise<Saved>> promise, int attempt = 0);
    /// Saves what waits.
    void wake();
    /// Looks through the whole file, while it is used: whoever reads has met damage, or it was not closed in order.
    void checkInBackground();
    void flush(std::shared_ptr<QPromise<base::Status>> promise);
    /// Saves what waits if it can be saved now, and closes.
    void finish();

Q_SIGNALS:
    void statusChanged(const store::StoreStatus &status);
    /// It can be read: for the first time, or another file stands in its place.
    void readable();
    /// Connections of before may show what is no longer so.
    void writable();
    void appended(const std::vector<domain::Entry> &entries);

private:
    void tick();
    void work();
    base::Status saveSome();
    base::Status saveEntries(std::vector<domain::Entry> &entries);
    base::Status saveOneByOne(const std::vector<domain::Entry> &entries);
    base::Status keepShadow();
    void takeMail();
    void compact();
    bool isInboxDue() const;
    void tell(const std::vector<domain::Entry> &entries);
    base::Status tellNew();
    base::Status becomeRecorder();
    void opened(const Opening &opening);
    void openReadOnly(const base::Error &why);
    void fail(const base::Error &error);
    void recover();
    base::Status listen();
    void replaceDamaged(const QString &why);
    void setSafe(bool safe);
    void setState(StoreStatus::State state, const QString &reason);
    void publish(bool now);
    static qint64 machineNow();
    bool isReady() const { return m_status.state == StoreStatus::State::Ready; }
    bool isSqlite() const { return m_connection.dialect() == Dialect::Sqlite; }

    domain::StoreConfig m_config;
    std::shared_ptr<Mailbox> m_mailbox;
    Connection m_connection;
    Journal m_journal;
    Intake m_intake;
    Compaction m_compaction;
    std::unique_ptr<QLockFile> m_lock;
    StoreStatus m_status;
    QString m_notice;
    Waiting m_hand; ///< taken from the mailbox, not saved yet
    /// What others are the recorder of, for the moment that it is us: the last two minutes.
    std::deque<std::pair<qint64, Waiting>> m_shadow;
    quint64 m_shadowSize = 0;
    qint64 m_told = -1; ///< sequence of the last entry that was told; -1: not known yet
    qint64 m_inbox = 0; ///< rows in the inbox, about
    bool m_hasOpened = false, m_safe = false, m_checking = false;
    QTimer m_work, m_tick, m_retry;
    int m_delay = 0;
    QElapsedTimer m_published, m_compacted, m_synced;
    std::vector<std::shared_ptr<QPromise<base::Status>>> m_flushes;
};

}
