#include "formats/tiled/TileConnections.h"

#include "formats/GdalErrors.h"

#include <QCoreApplication>

#include <ogrsf_frmts.h>

#include <algorithm>
#include <chrono>

namespace formats
{

namespace
{

constexpr size_t MostConnections = 4;
constexpr auto HowSoon = std::chrono::milliseconds(15); ///< a cancelled statement is stopped

/// The same database, of which GDAL need not list every table, and which answers or fails soon.
SourceName onlyOf(const SourceName &name, const QString &tables)
{
    SourceName only = name;
    if (!name.isDatabase)
        return only;
    only.path += QStringLiteral(" tables='%1'").arg(QString(tables).replace(QLatin1Char('\''), QLatin1String("\\'")));
    if (!name.path.contains(QLatin1String("connect_timeout")))
        only.path += QStringLiteral(" connect_timeout=10");
    if (!name.path.contains(QLatin1String("application_name")))
        only.path += QStringLiteral(" application_name=yunjie");
    return only;
}

base::Error cancelled(const SourceName &name)
{
    return {QStringLiteral("cancelled"), QCoreApplication::translate("formats", "Cancelled"), name.shown(), {}, {}};
}

}

TileConnections::TileConnections(SourceName name) : m_name(std::move(name))
{
    if (m_name.isDatabase)
        m_watcher = std::thread([this] { watch(); });
}

TileConnections::~TileConnections()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    if (m_watcher.joinable())
        m_watcher.join();
}

TileConnections::Lease::~Lease()
{
    if (m_connection)
        m_pool->giveBack(std::move(m_connection), m_dropped);
}

base::Result<std::unique_ptr<TileConnection>> TileConnections::open() const
{
    auto opened = VectorSource::open(onlyOf(m_name, m_name.layer));
    if (opened && !*opened)
        return base::failure(QStringLiteral("format-unknown"),
                             QCoreApplication::translate("formats", "No vector format that is known"), m_name.shown());
    if (!opened) {
        base::Error error = opened.error();
        error.source = m_name.shown();
        return tl::unexpected(std::move(error));
    }
    auto connection = std::make_unique<TileConnection>(TileConnection{std::move(**opened), nullptr});
    GDALDataset &dataset = connection->source.dataset();
    connection->layer = dataset.GetLayerByName(m_name.layer.toUtf8().constData());
    if (!connection->layer)
        return base::failure(QStringLiteral("layer-missing"),
                             QCoreApplication::translate("formats", "There is no layer '%1'").arg(m_name.layer),
                             m_name.shown());
    if (!m_name.isDatabase)
        return connection;
    const GdalErrors quiet;
    // Nothing is written, small aggregates stay in memory, and no time goes into compiling queries of milliseconds. A
    // rectangle that holds a quarter of the table is not looked for from the table's beginning either: where it lies
    // at the end, that is all of the table.
    for (const char *setting : {"SET default_transaction_read_only = on", "SET work_mem = '32MB'", "SET jit = off",
                                "SET enable_seqscan = off"})
        if (OGRLayer *none = dataset.ExecuteSQL(setting, nullptr, nullptr))
            dataset.ReleaseResultSet(none);
    if (OGRLayer *answer = dataset.ExecuteSQL("SELECT pg_backend_pid()", nullptr, nullptr)) {
        if (const OGRFeatureUniquePtr row{answer->GetNextFeature()})
            connection->backend = row->GetFieldAsInteger(0);
        dataset.ReleaseResultSet(answer);
    }
    return connection;
}

base::Result<TileConnections::Lease> TileConnections::take(const base::Job &job, bool fresh)
{
    std::unique_ptr<TileConnection> connection;
    {
        std::unique_lock lock(m_mutex);
        while (m_opened == MostConnections && m_idle.empty()) {
            if (job.isCancelled())
                return tl::unexpected(cancelled(m_name));
            m_changed.wait_for(lock, HowSoon);
        }
        if (job.isCancelled())
            return tl::unexpected(cancelled(m_name));
        if (!m_idle.empty()) {
            connection = std::move(m_idle.back());
            m_idle.pop_back();
        } else {
            ++m_opened;
        }
    }
    if (fresh)
        connection.reset();
    if (!connection) {
        auto opened = open();
        if (!opened) {
            {
                const std::scoped_lock lock(m_mutex);
                --m_opened;
            }
            m_changed.notify_all();
            return tl::unexpected(opened.error());
        }
        connection = std::move(*opened);
    }
    {
        const std::scoped_lock lock(m_mutex);
        connection->job = &job;
        connection->isStopped = false;
        m_busy.push_back(connection.get());
    }
    m_changed.notify_all();
    return Lease(*this, std::move(connection));
}

void TileConnections::giveBack(std::unique_ptr<TileConnection> connection, bool dropped)
{
    {
        const std::scoped_lock lock(m_mutex);
        std::erase(m_busy, connection.get());
        connection->job = nullptr;
        connection->isFresh = false;
        // Word to stop may still be on its way to a server's process: it must not meet the next statement.
        if (dropped || connection->isStopped)
            --m_opened;
        else
            m_idle.push_back(std::move(connection));
    }
    m_changed.notify_all();
}

void TileConnections::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        if (m_busy.empty())
            m_changed.wait(lock, [this] { return m_ending || !m_busy.empty(); });
        else
            m_changed.wait_for(lock, HowSoon);
        std::vector<int> backends;
        for (TileConnection *busy : m_busy)
            if (busy->backend != 0 && !busy->isStopped && busy->job->isCancelled()) {
                busy->isStopped = true;
                backends.push_back(busy->backend);
            }
        if (backends.empty())
            continue;
        lock.unlock();
        for (const int backend : backends)
            stop(backend);
        lock.lock();
    }
}

void TileConnections::stop(int backend)
{
    const GdalErrors quiet;
    if (!m_control)
        if (auto opened = VectorSource::open(onlyOf(m_name, m_name.layer)); opened && *opened)
            m_control = std::move(**opened);
    if (!m_control)
        return;
    const QByteArray sql = "SELECT pg_cancel_backend(" + QByteArray::number(backend) + ")";
    OGRLayer *answer = m_control->dataset().ExecuteSQL(sql.constData(), nullptr, nullptr);
    if (answer) {
        const OGRFeatureUniquePtr row{answer->GetNextFeature()};
        m_control->dataset().ReleaseResultSet(answer);
    }
    if (!answer)
        m_control.reset(); // opened anew the next time
}

}
