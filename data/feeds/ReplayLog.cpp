#include "feeds/ReplayLog.h"

#include "base/Durations.h"
#include "feeds/CapReader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace feeds
{

using base::DayMs;

base::Result<ReplayLog> ReplayLog::open(const FeedConfig &config, const std::atomic_bool &cancelled)
{
    QStringList paths{config.source};
    if (QFileInfo(config.source).isDir()) {
        paths.clear();
        const QDir folder(config.source);
        for (const char *name : {"observations.csv", "status.csv", "events.jsonl"}) {
            for (const QString &file : {QLatin1String(name) + QString(), QLatin1String(name) + QStringLiteral(".gz")}) {
                if (folder.exists(file)) {
                    paths.append(folder.filePath(file));
                    break;
                }
            }
        }
        if (paths.isEmpty())
            return base::failure(QStringLiteral("file-missing"),
                                 QCoreApplication::translate(
                                     "feeds", "the folder holds none of observations.csv, status.csv, events.jsonl"),
                                 config.source);
    }
    ReplayLog log;
    std::optional<base::Error> failed;
    for (const QString &path : paths) {
        auto file = ReplayFile::open(path, config, cancelled);
        if (file) {
            log.m_warnings.add((*file)->warnings());
            log.m_files.push_back(std::move(*file));
            continue;
        }
        // A quiet day has a file with a header and nothing else.
        if (file.error().code != QLatin1String("file-empty") || paths.size() == 1)
            log.m_warnings.add(file.error().code, file.error().source, {}, file.error().message);
        if (!failed)
            failed = std::move(file.error());
    }
    if (log.m_files.empty())
        return tl::unexpected(std::move(*failed));
    log.readAlerts(config.source + QLatin1String("/alerts"), config);
    log.m_start = log.first();
    if (!config.start.isEmpty()) {
        const QByteArray text = config.start.toUtf8();
        const auto start = Times(config.timezone).parse({text.constData(), size_t(text.size())});
        if (start)
            log.m_start = std::clamp(*start, log.first(), log.last());
        if (!start || *start != log.m_start)
            log.m_warnings.add(QStringLiteral("start-unusable"), config.source, config.start,
                               start ? QCoreApplication::translate("feeds", "the replay's start is not within its log")
                                     : QCoreApplication::translate("feeds", "the replay's start is not a time"));
    }
    return log;
}

void ReplayLog::readAlerts(const QString &folder, const FeedConfig &config)
{
    CapSieve sieve(config);
    Times times(config.timezone);
    for (const QFileInfo &info : QDir(folder).entryInfoList({QStringLiteral("*.cap")}, QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        auto document = readCap(file.readAll(), info.filePath(), times);
        if (!document) {
            m_warnings.add(document.error().code, info.filePath(), document.error().feature, document.error().message);
            continue;
        }
        m_warnings.add(document->warnings);
        for (domain::Alert &alert : document->alerts) {
            if (sieve.admit(alert))
                m_alerts.push_back(std::move(alert));
        }
    }
    std::stable_sort(m_alerts.begin(), m_alerts.end(), [](const auto &a, const auto &b) { return a.sent < b.sent; });
}

qint64 ReplayLog::first() const
{
    qint64 time = m_files.front()->first();
    for (const auto &file : m_files)
        time = std::min(time, file->first());
    return time;
}

qint64 ReplayLog::last() const
{
    qint64 time = m_files.front()->last();
    for (const auto &file : m_files)
        time = std::max(time, file->last());
    return time;
}

quint64 ReplayLog::rejected() const
{
    quint64 sum = 0;
    for (const auto &file : m_files)
        sum += file->rejected();
    return sum;
}

size_t ReplayLog::events() const
{
    size_t sum = 0;
    for (const auto &file : m_files)
        sum += file->events();
    return sum;
}

size_t ReplayLog::entries() const
{
    size_t sum = 0;
    for (const auto &file : m_files)
        sum += file->entries();
    return sum;
}

void ReplayLog::lookBack(const QHash<QString, qint64> &lookBack, qint64 until, std::vector<SeriesPast> &pasts)
{
    if (lookBack.isEmpty())
        return;
    for (const auto &file : m_files)
        file->lookBack(lookBack, until, pasts);
}

size_t ReplayLog::collect(qint64 after, qint64 until, bool newestOnly, FeedBatch &batch)
{
    size_t rows = 0;
    for (const auto &file : m_files)
        rows += file->collect(after, until, newestOnly, batch);
    for (const domain::Alert &alert : m_alerts) {
        // Of a jump what was over a day before is of no use, as with events.
        if (alert.sent <= after || alert.sent > until || (newestOnly && alert.expires() <= until - DayMs))
            continue;
        batch.alerts.push_back(alert);
        ++rows;
    }
    return rows;
}

}
