#include "loading/ContentKey.h"

#include "base/Checksum.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace loading
{

/// Adds size and content; of large files what a second of reading would not be worth.
static bool addFile(base::Checksum &hash, const QFileInfo &info)
{
    constexpr qint64 Whole = 96 << 20, Sample = 64 << 10, Samples = 128;
    QFile file(info.filePath());
    if (!file.open(QIODevice::ReadOnly))
        return false;
    hash.add(info.fileName().toUtf8() + '/' + QByteArray::number(info.size()) + '/');
    if (info.size() <= Whole)
        return hash.add(file);
    hash.add(QByteArray::number(info.lastModified().toMSecsSinceEpoch()));
    for (qint64 i = 0; i < Samples; ++i) {
        if (!file.seek((info.size() - Sample) / (Samples - 1) * i))
            return false;
        hash.add(file.read(Sample));
    }
    return true;
}

/// A source on this machine with the files beside it that belong to it (a shapefile's, a database's journal).
static bool addSource(base::Checksum &hash, const QString &source)
{
    const QFileInfo info(source.section(u'|', 0, 0));
    if (!info.exists())
        return false;
    hash.add(source.toUtf8() + '\n');
    if (info.isDir()) {
        bool read = true;
        for (const QFileInfo &file : QDir(info.filePath()).entryInfoList(QDir::Files, QDir::Name))
            read = addFile(hash, file) && read;
        return read;
    }
    static const QStringList Alone{QStringLiteral("json"), QStringLiteral("geojson"), QStringLiteral("gml"),
                                   QStringLiteral("csv")};
    if (Alone.contains(info.suffix().toLower()))
        return addFile(hash, info);
    bool read = true;
    const QStringList beside{info.completeBaseName() + QStringLiteral(".*"), info.fileName() + QStringLiteral("-wal")};
    for (const QFileInfo &file : info.dir().entryInfoList(beside, QDir::Files, QDir::Name))
        read = addFile(hash, file) && read;
    return read;
}

QByteArray contentKey(const QStringList &paths, const LoadOptions &options)
{
    QStringList wanted = paths;
    if (wanted.isEmpty()) {
        const QString sample = knownSampleProject(options.cacheFolder);
        if (sample.isEmpty())
            return {};
        wanted.append(sample);
    }
    const auto project = projectOf(wanted);
    if (!project)
        return {};
    base::Checksum hash;
    hash.add(QByteArray::number(options.tiledAbove) + '\n');
    if (!project->path.isEmpty() && !addFile(hash, QFileInfo(project->path)))
        return {};
    for (const project::ProjectLayer &layer : project->layers) {
        const domain::LayerRequest &request = layer.request;
        if (request.kind == domain::LayerKind::Imagery || request.kind == domain::LayerKind::Things)
            continue; // neither is in what is kept
        if (!addSource(hash, request.source))
            return {};
    }
    return hash.result();
}

}
