#include "show/StoryboardFiles.h"

#include "core/Text.h"
#include "core/UserFiles.h"
#include "core/Words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace app
{

static const QLatin1String OwnFormat("yunjie-storyboards/1");

static base::Result<QJsonObject> readObject(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(QStringLiteral("file-missing"),
                             translate("app", "cannot be opened: %1").arg(file.errorString()), path);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (!document.isObject())
        return base::failure(QStringLiteral("json-broken"), translate("app", "not JSON: %1").arg(problem.errorString()),
                             path);
    return document.object();
}

base::Result<domain::Storyboard> readStoryboard(const QString &file)
{
    const auto object = readObject(file);
    if (!object)
        return tl::unexpected(object.error());
    return domain::Storyboard::fromJson(*object, file);
}

base::Status writeStoryboard(const domain::Storyboard &board, const QString &file)
{
    QDir().mkpath(QFileInfo(file).absolutePath());
    return writeWhole(QJsonDocument(board.toJson()).toJson(), file);
}

OwnStoryboards readOwnStoryboards(const QString &file, QStringList *warnings)
{
    OwnStoryboards own;
    if (!QFile::exists(file))
        return own;
    const auto object = readObject(file);
    if (!object) {
        warnings->append(errorLine(object.error()));
        return own;
    }
    own.open = object->value(QLatin1String("open")).toString();
    const QJsonArray list = object->value(QLatin1String("storyboards")).toArray();
    for (const QJsonValue value : list) {
        auto board = domain::Storyboard::fromJson(value.toObject(), file);
        if (board)
            own.boards.push_back(std::move(*board));
        else
            warnings->append(errorLine(board.error()));
    }
    return own;
}

StoryboardKeeper::StoryboardKeeper(std::function<void(const QString &)> failed) : m_failed(std::move(failed))
{
    m_thread.setMaxThreadCount(1);
}

StoryboardKeeper::~StoryboardKeeper()
{
    wait();
}

void StoryboardKeeper::keep(const QString &file, const OwnStoryboards &own)
{
    QJsonArray list;
    for (const domain::Storyboard &board : own.boards)
        list.append(board.toJson());
    Job job{file, QJsonDocument(QJsonObject{{QStringLiteral("format"), OwnFormat},
                                            {QStringLiteral("open"), own.open},
                                            {QStringLiteral("storyboards"), list}})
                      .toJson()};
    const QMutexLocker lock(&m_mutex);
    std::erase_if(m_jobs, [&](const Job &each) { return each.file == file; });
    m_jobs.push_back(std::move(job));
    m_thread.start([this] { write(); });
}

void StoryboardKeeper::wait()
{
    m_thread.waitForDone();
}

void StoryboardKeeper::write()
{
    std::vector<Job> jobs;
    {
        const QMutexLocker lock(&m_mutex);
        jobs.swap(m_jobs);
    }
    for (const Job &job : jobs) {
        QDir().mkpath(QFileInfo(job.file).absolutePath());
        if (const base::Status written = writeWhole(job.text, job.file); !written)
            m_failed(errorLine(written.error()));
    }
}

}
