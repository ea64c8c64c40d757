#include "feeds/CapFeed.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace feeds
{

/// Writers often make several steps; one look at the end of them is enough.
static constexpr int SettleMs = 150;
static constexpr int AgainMs = 1000;
static constexpr qint64 FreshMs = 3000;

CapFeed::CapFeed(FeedConfig config, std::function<void()> wake)
    : FeedWorker(std::move(config), std::move(wake)), m_times(this->config().timezone), m_sieve(this->config()),
      m_watcher(this), m_scanTimer(this), m_secondTimer(this)
{
    m_scanTimer.setSingleShot(true);
    m_secondTimer.setInterval(1000);
    connect(&m_scanTimer, &QTimer::timeout, this, &CapFeed::scan);
    connect(&m_secondTimer, &QTimer::timeout, this, [this] { everySecond(); });
    for (auto signal : {&QFileSystemWatcher::directoryChanged, &QFileSystemWatcher::fileChanged})
        connect(&m_watcher, signal, this, [this] { m_scanTimer.start(SettleMs); });
}

void CapFeed::open()
{
    m_secondTimer.start();
    scan();
}

void CapFeed::close()
{
    m_scanTimer.stop();
    m_secondTimer.stop();
    if (const QStringList watched = m_watcher.files() + m_watcher.directories(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    flush();
}

void CapFeed::scan()
{
    // Network folders tell nobody of changes, so it is looked at now and then all the same.
    int next = int(std::clamp(config().pollSeconds, 1.0, 86400.0) * 1000);
    const QFileInfo source(config().source);
    if (!source.exists()) {
        setState(FeedStatus::State::Failed,
                 QCoreApplication::translate("feeds", "%1 is not there").arg(config().source));
        m_scanTimer.start(std::min(next, 5000));
        return;
    }
    static const QStringList names{QStringLiteral("*.cap"), QStringLiteral("*.xml"),  QStringLiteral("*.atom"),
                                   QStringLiteral("*.rss"), QStringLiteral("*.edxl"), QStringLiteral("*.edxlde")};
    QFileInfoList files{source};
    if (source.isDir())
        files = QDir(source.filePath()).entryInfoList(names, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files) {
        if (isCancelled())
            return;
        const Version version{file.lastModified().toMSecsSinceEpoch(), file.size()};
        const QString path = file.absoluteFilePath();
        if (const auto known = m_files.constFind(path); known != m_files.cend() && *known == version)
            continue;
        if (read(path, version.modified))
            m_files.insert(path, version);
        else
            next = AgainMs;
    }
    // A file that is replaced is watched no longer; a folder is.
    const QString folder = source.isDir() ? source.filePath() : source.path();
    if (!m_watcher.directories().contains(folder))
        m_watcher.addPath(folder);
    if (!source.isDir() && !m_watcher.files().contains(source.filePath()))
        m_watcher.addPath(source.filePath());
    flush();
    noteSuccess(QDateTime::currentMSecsSinceEpoch());
    setState(FeedStatus::State::Connected);
    m_scanTimer.start(next);
}

bool CapFeed::read(const QString &path, qint64 modified)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        warn(QStringLiteral("file-missing"), path,
             QCoreApplication::translate("feeds", "cannot be read: %1").arg(file.errorString()));
        count(1, 1);
        return true;
    }
    auto document = readCap(file.readAll(), path, m_times);
    if (!document) {
        if (document.error().code == QLatin1String("cap-broken") &&
            QDateTime::currentMSecsSinceEpoch() - modified < FreshMs)
            return false;
        base::Warnings one;
        one.add(document.error().code, path, document.error().feature, document.error().message);
        warnAll(one);
        count(1, 1);
        return true;
    }
    warnAll(document->warnings);
    if (!document->links.empty()) {
        base::Warnings one;
        one.add(QStringLiteral("cap-index"), path, {},
                QCoreApplication::translate("feeds", "links to alerts: links of files are not followed"));
        warnAll(one);
    }
    for (domain::Alert &alert : document->alerts) {
        count(1);
        if (m_sieve.admit(alert))
            collecting().alerts.push_back(std::move(alert));
        else
            countDuplicate();
    }
    return true;
}

}
