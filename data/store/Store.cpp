#include "store/Store.h"

#include "store/Reader.h"
#include "store/Upkeep.h"
#include "store/Writer.h"

#include <QCoreApplication>
#include <QThread>
#include <QtConcurrent>

namespace store
{

template <typename T> static QFuture<T> ready(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

namespace
{

/// Answers questions one after the other, on a thread of its own.
class Desk : public QObject
{
    Q_OBJECT

public:
    explicit Desk(Place place) : m_connection(std::move(place), Connection::Use::Read) {}

    /// A connection that was lost is opened anew, once a question.
    template <typename T> base::Result<T> answer(const std::function<base::Result<T>(Reader &)> &question)
    {
        base::Result<T> result;
        for (int attempt = 0; attempt < 2; ++attempt) {
            if (!m_connection.isOpen())
                if (base::Status status = openForReading(m_connection); !status) {
                    m_connection.close();
                    return tl::unexpected(status.error());
                }
            Reader reader(m_connection);
            result = question(reader);
            if (result || m_connection.isOpen())
                break;
        }
        if (!result && result.error().code == QLatin1String("store-damaged"))
            Q_EMIT damageMet();
        return result;
    }
    void close() { m_connection.close(); }

Q_SIGNALS:
    void damageMet();

private:
    Connection m_connection;
};

/// A thread with the one object that lives on it; both end together.
template <typename T> struct Room {
    QThread *thread = nullptr;
    T *who = nullptr;

    template <typename... Arguments> void start(const char *name, Arguments &&...arguments)
    {
        thread = new QThread;
        thread->setObjectName(QLatin1String(name));
        who = new T(std::forward<Arguments>(arguments)...);
        who->moveToThread(thread);
        QObject::connect(thread, &QThread::finished, who, &QObject::deleteLater);
        thread->start();
    }
    template <typename Call> void post(Call call)
    {
        QMetaObject::invokeMethod(
            who, [who = who, call = std::move(call)]() mutable { call(*who); }, Qt::QueuedConnection);
    }
    /// After what has been posted; a thread that hangs in a call to a dead server is left to end by itself.
    void stop(int ms)
    {
        if (!thread)
            return;
        QMetaObject::invokeMethod(
            who, [thread = thread] { thread->quit(); }, Qt::QueuedConnection);
        if (thread->wait(ms))
            delete thread;
        else
            QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
        thread = nullptr;
        who = nullptr;
    }
};

}

struct Store::Impl {
    StoreConfig config;
    std::optional<Place> place;
    StoreStatus status;
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    Room<Writer> writer;
    /// Lists and cards; and what looks at the whole store, behind which no list should wait.
    Room<Desk> desk, archive;
    bool overfull = false;
    int openings = 0; ///< a new writer may lie where an old one lay: addresses do not tell them apart

    /// Adds what is to be saved; the writer is told once.
    template <typename Add> void post(quint64 count, Add add)
    {
        if (!writer.who || count == 0)
            return;
        bool tell = false;
        {
            const QMutexLocker locker(&mailbox->mutex);
            mailbox->size += count;
            add(mailbox->waiting);
            tell = !std::exchange(mailbox->isTold, true);
        }
        if (tell)
            writer.post([](Writer &who) { who.wake(); });
    }

    template <typename T>
    QFuture<base::Result<T>> ask(Room<Desk> &whom, std::function<base::Result<T>(Reader &)> question)
    {
        if (!whom.who)
            return ready<base::Result<T>>(base::failure(QStringLiteral("store-closed"),
                                                        QCoreApplication::translate("store", "no store is open")));
        auto promise = std::make_shared<QPromise<base::Result<T>>>();
        promise->start();
        whom.post([promise, question = std::move(question)](Desk &who) {
            promise->addResult(who.answer<T>(question));
            promise->finish();
        });
        return promise->future();
    }
};

Store::Store(QObject *parent) : QObject(parent), m_impl(std::make_unique<Impl>()) {}

Store::~Store()
{
    close();
}

void Store::open(const StoreConfig &config)
{
    close();
    m_impl->config = config;
    auto place = Place::of(config);
    if (!place) {
        m_impl->status.state = StoreStatus::State::Failing;
        m_impl->status.place = place.error().source;
        m_impl->status.reason = place.error().hint.isEmpty()
                                    ? place.error().message
                                    : QStringLiteral("%1 (%2)").arg(place.error().message, place.error().hint);
        Q_EMIT statusChanged();
        return;
    }
    m_impl->place = *place;
    m_impl->mailbox = std::make_shared<Mailbox>();
    m_impl->status = {};
    m_impl->status.state = StoreStatus::State::Opening;
    m_impl->status.kind = place->dialect == Dialect::Sqlite ? QStringLiteral("sqlite") : QStringLiteral("postgresql");
    m_impl->status.place = place->shown();
    m_impl->desk.start("store-reader", *place);
    m_impl->archive.start("store-archive", *place);
    m_impl->writer.start("store-writer", config, *place, m_impl->mailbox);
    Writer *writer = m_impl->writer.who;
    const int opening = m_impl->openings;
    // What a store that was closed meanwhile had still to say is not said.
    connect(writer, &Writer::statusChanged, this, [this, opening](const StoreStatus &status) {
        if (opening != m_impl->openings)
            return;
        m_impl->status = status;
        Q_EMIT statusChanged();
    });
    connect(writer, &Writer::readable, this, [this, opening] {
        if (opening != m_impl->openings)
            return;
        Q_EMIT opened();
    });
    connect(writer, &Writer::writable, this, [this, writer] {
        // It may be another file than the one that was read before.
        if (writer != m_impl->writer.who)
            return;
        for (Room<Desk> *room : {&m_impl->desk, &m_impl->archive})
            room->post([](Desk &desk) { desk.close(); });
    });
    for (const Room<Desk> *room : {&m_impl->desk, &m_impl->archive}) {
        connect(room->who, &Desk::damageMet, this, [this] {
            if (m_impl->writer.who)
                m_impl->writer.post([](Writer &who) { who.checkInBackground(); });
        });
    }
    connect(writer, &Writer::appended, this, [this, opening](const std::vector<domain::Entry> &entries) {
        if (opening == m_impl->openings)
            Q_EMIT appended(entries);
    });
    m_impl->writer.post([](Writer &who) { who.open(); });
    Q_EMIT statusChanged();
}

void Store::close()
{
    if (!m_impl->writer.who)
        return;
    constexpr int SaveMs = 2000;
    ++m_impl->openings;
    m_impl->writer.post([](Writer &who) { who.finish(); });
    m_impl->writer.stop(SaveMs);
    m_impl->desk.stop(SaveMs);
    m_impl->archive.stop(SaveMs);
    m_impl->status = {};
    m_impl->overfull = false;
    Q_EMIT statusChanged();
}

const StoreStatus &Store::status() const
{
    return m_impl->status;
}

bool Store::isOverfull() const
{
    // Some way between on and off, so that feeds are not switched with every batch.
    const quint64 size = m_impl->mailbox->size;
    m_impl->overfull = size > WaitingLimit / 2 || (m_impl->overfull && size > WaitingLimit / 4);
    return m_impl->overfull;
}

// Writing

QFuture<base::Result<std::vector<domain::Entry>>> Store::append(std::vector<domain::Entry> group)
{
    if (m_impl->status.state != StoreStatus::State::Ready)
        return ready<Saved>(base::failure(
            QStringLiteral("store-failing"),
            m_impl->status.reason.isEmpty()
                ? QCoreApplication::translate("store", "nothing can be saved now")
                : QCoreApplication::translate("store", "it cannot be saved now: %1").arg(m_impl->status.reason),
            m_impl->status.place));
    auto promise = std::make_shared<QPromise<Saved>>();
    promise->start();
    m_impl->writer.post(
        [promise, group = std::move(group)](Writer &who) mutable { who.append(std::move(group), promise); });
    return promise->future();
}

void Store::record(std::vector<domain::Entry> entries)
{
    const quint64 count = entries.size();
    m_impl->post(count, [&](Waiting &waiting) {
        Waiting more;
        more.entries = std::move(entries);
        waiting.add(std::move(more));
    });
}

void Store::observe(std::vector<domain::Observation> observations)
{
    if (m_impl->mailbox->size > WaitingLimit) {
        const QMutexLocker locker(&m_impl->mailbox->mutex);
        m_impl->mailbox->dropped += observations.size();
        return;
    }
    const quint64 count = observations.size();
    m_impl->post(count, [&](Waiting &waiting) {
        Waiting more;
        more.observations = std::move(observations);
        waiting.add(std::move(more));
    });
}

void Store::report(std::vector<domain::ThingStatusReport> statuses)
{
    const quint64 count = statuses.size();
    m_impl->post(count, [&](Waiting &waiting) {
        Waiting more;
        more.statuses = std::move(statuses);
        waiting.add(std::move(more));
    });
}

// Asking

QFuture<base::Result<Remembered>> Store::remembered()
{
    return m_impl->ask<Remembered>(m_impl->archive, [](Reader &reader) { return reader.remembered(); });
}

QFuture<base::Result<std::vector<domain::Entry>>> Store::entriesOf(domain::Subject subject, const QString &id)
{
    return m_impl->ask<std::vector<domain::Entry>>(
        m_impl->desk, [subject, id](Reader &reader) { return reader.entriesOf(subject, id); });
}

QFuture<base::Result<EventPage>> Store::events(const EventQuery &query)
{
    return m_impl->ask<EventPage>(m_impl->desk, [query](Reader &reader) { return reader.events(query); });
}

QFuture<base::Result<AlarmPage>> Store::alarms(const AlarmQuery &query)
{
    return m_impl->ask<AlarmPage>(m_impl->desk, [query](Reader &reader) { return reader.alarms(query); });
}

QFuture<base::Result<Series>> Store::series(const QString &datastream, qint64 from, qint64 to, int mostPoints)
{
    return m_impl->ask<Series>(m_impl->desk, [datastream, from, to, mostPoints](Reader &reader) {
        return reader.series(datastream, from, to, mostPoints);
    });
}

QFuture<base::Result<Moment>> Store::stateAt(qint64 time, qint64 endedSince)
{
    return m_impl->ask<Moment>(m_impl->archive,
                               [time, endedSince](Reader &reader) { return reader.stateAt(time, endedSince); });
}

QFuture<base::Result<Statistics>> Store::statistics(const StatisticsQuery &query)
{
    return m_impl->ask<Statistics>(m_impl->archive, [query](Reader &reader) { return reader.statistics(query); });
}

QFuture<base::Result<std::vector<domain::Council>>> Store::councils(qint64 from, qint64 to)
{
    return m_impl->ask<std::vector<domain::Council>>(m_impl->desk,
                                                     [from, to](Reader &reader) { return reader.councils(from, to); });
}

QFuture<base::Result<std::vector<domain::Entry>>> Store::journal(const JournalQuery &query)
{
    // A text may be looked for in all of it.
    return m_impl->ask<std::vector<domain::Entry>>(query.text.isEmpty() ? m_impl->desk : m_impl->archive,
                                                   [query](Reader &reader) { return reader.journal(query); });
}

// Keeping

QFuture<base::Status> Store::backup(const QString &file)
{
    if (!m_impl->place)
        return ready<base::Status>(
            base::failure(QStringLiteral("store-closed"), QCoreApplication::translate("store", "no store is open")));
    return QtConcurrent::run([place = *m_impl->place, file] { return store::backup(place, file); });
}

QFuture<base::Result<QStringList>> Store::checkIntegrity()
{
    if (!m_impl->place)
        return ready<base::Result<QStringList>>(
            base::failure(QStringLiteral("store-closed"), QCoreApplication::translate("store", "no store is open")));
    return QtConcurrent::run([place = *m_impl->place] { return store::checkIntegrity(place); });
}

QFuture<base::Status> Store::flush()
{
    if (!m_impl->writer.who)
        return ready<base::Status>(
            base::failure(QStringLiteral("store-closed"), QCoreApplication::translate("store", "no store is open")));
    auto promise = std::make_shared<QPromise<base::Status>>();
    promise->start();
    m_impl->writer.post([promise](Writer &who) { who.flush(promise); });
    return promise->future();
}

}

#include "Store.moc"
