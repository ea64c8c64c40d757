#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Alarms.h"
#include "domain/Alerts.h"
#include "domain/Councils.h"
#include "domain/Events.h"
#include "domain/Journal.h"
#include "domain/Sources.h"
#include "domain/Things.h"
#include "store/Queries.h"

#include <QFuture>
#include <QObject>

#include <memory>

/// What is kept of operations: the journal of events, alarms, warnings and councils, and observations. SQLite for one
/// seat, PostgreSQL for several, behind one interface.
namespace store
{

using domain::StoreConfig;

/// How the store is: shown at the edge like a feed.
struct StoreStatus {
    enum class State : quint8 {
        Closed,
        Opening,
        Ready,
        ReadOnly, ///< it can be read, nothing can be written: `reason`
        Failing   ///< out of reach or full: it tries again by itself; what waits is in `waiting`
    } state = State::Closed;
    QString kind;          ///< "sqlite", "postgresql"
    QString place;         ///< file, or host and database, without a password
    QString reason;        ///< translated; why, and what to do
    qint64 since = 0;      ///< ms UTC by the machine's clock
    bool recorder = false; ///< this seat keeps what feeds and rules say; of all seats on one database one does
    quint64 waiting = 0;   ///< observations and entries not saved yet
    quint64 observations = 0, entries = 0; ///< saved since it was opened
    qint64 lastSaved = 0;                  ///< ms UTC
    bool operator==(const StoreStatus &) const = default;
};

/// What was known when the program ended: events that are open or ended within the last day, alarms that are not
/// Normal, warnings in force, and the newest observation of each datastream.
struct Remembered {
    std::vector<domain::Event> events;
    std::vector<domain::Alarm> alarms;
    std::vector<domain::Alert> alerts;
    std::vector<domain::Observation> observations;
    std::vector<domain::ThingStatusReport> statuses;
};

/// The store of a district. All public functions are for one thread (the main one); none blocks: one writer thread owns
/// the connection that writes, two more answer queries (what looks at the whole store holds up no list), and futures
/// and signals come back to the caller's event loop.
///
/// What is appended as one group is saved whole or not at all. A step that the life cycle forbids or a version that is
/// taken is refused ("step-illegal", "version-taken": see EventCycle.h); nothing of the group is saved then. While the
/// store is failing, observations and the entries of feeds and rules wait (in memory, up to `waitingLimit`) and are
/// saved when it is back; what a person does is refused at once ("store-failing"), since nothing may be shown as saved
/// that is not.
class Store : public QObject
{
    Q_OBJECT

public:
    explicit Store(QObject *parent = nullptr);
    ~Store() override; ///< saves what waits, within two seconds

    /// Opens or makes it: migrations, integrity check. `statusChanged`, then `opened` when it can be read.
    void open(const StoreConfig &config);
    void close();
    const StoreStatus &status() const;
    static constexpr quint64 WaitingLimit = 2'000'000;
    /// No more observations should be brought until this is false again: feeds hold their brokers back.
    bool isOverfull() const;

    // Writing

    /// By a person: each a group of its own thread of steps, whole or not at all; as saved, with sequence and recorded.
    /// A saved group is also told by `appended`, to this seat too, in the journal's order.
    QFuture<base::Result<std::vector<domain::Entry>>> append(std::vector<domain::Entry> group);
    /// By feeds and rules; only the recorder's are kept. An entry that is there already (same subject, verb, time, who
    /// and body) is passed over; one whose version is taken gets the next.
    void record(std::vector<domain::Entry> entries);
    /// Raw observations and states of devices; the same datastream and time again is passed over.
    void observe(std::vector<domain::Observation> observations);
    void report(std::vector<domain::ThingStatusReport> statuses);

    // Asking (Queries.h)

    QFuture<base::Result<Remembered>> remembered();
    /// All entries of one event, alarm ... in the order of versions.
    QFuture<base::Result<std::vector<domain::Entry>>> entriesOf(domain::Subject subject, const QString &id);
    QFuture<base::Result<EventPage>> events(const EventQuery &query);
    QFuture<base::Result<AlarmPage>> alarms(const AlarmQuery &query);
    /// Of one datastream from `from` up to but not `to` (ms UTC): raw while that is at most `mostPoints`, else means of
    /// equal spans, with least and greatest.
    QFuture<base::Result<Series>> series(const QString &datastream, qint64 from, qint64 to, int mostPoints);
    /// The district as it stood at a time. `endedSince` (ms UTC; 0: none): with the events that had ended by then, not
    /// before that.
    QFuture<base::Result<Moment>> stateAt(qint64 time, qint64 endedSince = 0);
    QFuture<base::Result<Statistics>> statistics(const StatisticsQuery &query);
    QFuture<base::Result<std::vector<domain::Council>>> councils(qint64 from, qint64 to);
    /// The journal itself, newest first: deliveries, looks, everything.
    QFuture<base::Result<std::vector<domain::Entry>>> journal(const JournalQuery &query);

    // Keeping

    /// A whole copy that opens like the original, made while others read and write. SQLite: a file; PostgreSQL: what
    /// pg_dump writes (custom format), where that is installed.
    QFuture<base::Status> backup(const QString &file);
    /// Empty: sound. Otherwise what is wrong, a line each.
    QFuture<base::Result<QStringList>> checkIntegrity();
    /// Everything before this is on disk when it is done (tests, end of the program).
    QFuture<base::Status> flush();

Q_SIGNALS:
    void statusChanged();
    void opened();
    /// Saved entries in the journal's order: this seat's and, within a second, those of others. After a gap (the
    /// database was away) all that were missed come.
    void appended(const std::vector<domain::Entry> &entries);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
