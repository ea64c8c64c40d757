#include "formats/tiles3d/DiskCache.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QSaveFile>

#include <algorithm>
#include <vector>

namespace formats::tiles3d
{

static constexpr quint32 Magic = 0x594A5431; // "YJT1"

DiskCache::DiskCache(QString folder, qint64 limit) : m_folder(std::move(folder)), m_limit(limit) {}

QString DiskCache::fileOf(const QString &address) const
{
    const QString name =
        QString::fromLatin1(QCryptographicHash::hash(address.toUtf8(), QCryptographicHash::Sha256).toHex());
    return QStringLiteral("%1/%2/%3.tile").arg(m_folder, name.left(2), name.mid(2));
}

std::optional<DiskCache::Entry> DiskCache::find(const QString &address) const
{
    QFile file(isOn() ? fileOf(address) : QString());
    if (!isOn() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QDataStream in(&file);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 magic = 0, length = 0;
    QByteArray sum;
    in >> magic >> length;
    // The lengths first: QDataStream would believe a damaged one and make room for it.
    if (magic == Magic && file.size() == qint64(length) + 8) {
        const QByteArray rest = file.read(length);
        sum = rest.right(20);
        const QByteArray payload = rest.chopped(std::min<qsizetype>(20, rest.size()));
        if (sum == QCryptographicHash::hash(payload, QCryptographicHash::Sha1)) {
            QDataStream fields(payload);
            fields.setVersion(QDataStream::Qt_6_4);
            QString whose;
            Entry entry;
            fields >> whose >> entry.etag >> entry.lastModified >> entry.stored >> entry.fresh >> entry.body;
            if (fields.status() == QDataStream::Ok && whose == address) {
                file.close();
                if (file.open(QIODevice::Append)) // the order in which files are deleted
                    file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
                return entry;
            }
        }
    }
    file.remove();
    return std::nullopt;
}

void DiskCache::store(const QString &address, const Entry &entry)
{
    if (!isOn())
        return;
    QByteArray payload;
    QDataStream fields(&payload, QIODevice::WriteOnly);
    fields.setVersion(QDataStream::Qt_6_4);
    fields << address << entry.etag << entry.lastModified << entry.stored << entry.fresh << entry.body;
    payload += QCryptographicHash::hash(payload, QCryptographicHash::Sha1);
    makeRoom(payload.size());
    const QString name = fileOf(address);
    QDir().mkpath(QFileInfo(name).path());
    // Where the disk is full or not ours nothing is kept, and everything still works.
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return;
    QDataStream out(&file);
    out.setVersion(QDataStream::Qt_6_4);
    out << Magic << quint32(payload.size());
    file.write(payload);
    file.commit();
}

void DiskCache::makeRoom(qint64 bytes)
{
    const std::lock_guard lock(m_mutex);
    if (m_size >= 0 && m_size + bytes <= m_limit) {
        m_size += bytes;
        return;
    }
    struct Known {
        QString path;
        qint64 size, used;
    };
    std::vector<Known> files;
    m_size = 0;
    for (QDirIterator it(m_folder, {QStringLiteral("*.tile")}, QDir::Files, QDirIterator::Subdirectories);
         it.hasNext();) {
        it.next();
        const QFileInfo info = it.fileInfo();
        files.push_back({info.filePath(), info.size(), info.lastModified().toMSecsSinceEpoch()});
        m_size += info.size();
    }
    if (m_size + bytes > m_limit) {
        std::sort(files.begin(), files.end(), [](const Known &a, const Known &b) { return a.used < b.used; });
        // A tenth more than asked, so that not every tile counts all files anew.
        const qint64 wanted = m_limit - m_limit / 10 - bytes;
        for (const Known &file : files) {
            if (m_size <= wanted)
                break;
            if (QFile::remove(file.path))
                m_size -= file.size;
        }
    }
    m_size += bytes;
}

}
