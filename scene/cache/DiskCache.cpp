#include "scene/cache/DiskCache.h"

#include "base/Checksum.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <cstring>

namespace scene
{

namespace
{

constexpr char Ending[] = ".yjc";
constexpr qsizetype HashBytes = base::Checksum::Bytes;

/// What an entry's file begins with; of this machine's byte order, which the number tells.
struct Head {
    char magic[4] = {'Y', 'J', 'C', '2'};
    quint32 order = 0x01020304;
    quint64 bytes = 0;
    char key[HashBytes] = {}, checksum[HashBytes] = {};
};
static_assert(sizeof(Head) == 48);

QByteArray nameOf(const QByteArray &key)
{
    return base::Checksum::of(key);
}

}

DiskCache::DiskCache(QString folder, qint64 mostBytes) : m_folder(std::move(folder)), m_most(mostBytes) {}

QString DiskCache::fileOf(const QByteArray &key) const
{
    return m_folder + QLatin1Char('/') + QString::fromLatin1(nameOf(key).toHex()) + QLatin1String(Ending);
}

bool DiskCache::has(const QByteArray &key) const
{
    return isEnabled() && QFile::exists(fileOf(key));
}

QByteArray DiskCache::find(const QByteArray &key) const
{
    if (!isEnabled())
        return {};
    QFile file(fileOf(key));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    Head head;
    const Head expected;
    const qint64 bytes = file.size() - qint64(sizeof head);
    // Read rather than mapped: a file that is cut off by somebody later would end the program.
    QByteArray content;
    if (file.read(reinterpret_cast<char *>(&head), sizeof head) == sizeof head &&
        std::memcmp(head.magic, expected.magic, sizeof head.magic) == 0 && head.order == expected.order &&
        QByteArrayView(head.key, HashBytes) == nameOf(key) && head.bytes == quint64(bytes) && bytes <= m_most)
        content = file.read(bytes);
    if (content.size() == bytes && base::Checksum::of(content) == QByteArrayView(head.checksum, HashBytes)) {
        file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
        return content;
    }
    file.remove();
    return {};
}

bool DiskCache::store(const QByteArray &key, const std::vector<std::span<const std::byte>> &parts) const
{
    if (!isEnabled() || !QDir().mkpath(m_folder))
        return false;
    Head head;
    base::Checksum sum;
    for (const auto &part : parts) {
        head.bytes += part.size();
        sum.add(QByteArrayView(part.data(), qsizetype(part.size())));
    }
    if (qint64(head.bytes) > m_most / 4)
        return false;
    const QByteArray name = nameOf(key), checksum = sum.result();
    std::copy_n(name.constData(), HashBytes, head.key);
    std::copy_n(checksum.constData(), HashBytes, head.checksum);
    QSaveFile file(fileOf(key));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write(reinterpret_cast<const char *>(&head), sizeof head);
    for (const auto &part : parts)
        file.write(reinterpret_cast<const char *>(part.data()), qint64(part.size()));
    if (!file.commit())
        return false;
    trim();
    return true;
}

static QFileInfoList filesOf(const QString &folder)
{
    // The youngest first.
    return QDir(folder).entryInfoList({QLatin1Char('*') + QLatin1String(Ending)}, QDir::Files, QDir::Time);
}

qint64 DiskCache::size() const
{
    qint64 sum = 0;
    if (isEnabled()) {
        for (const QFileInfo &file : filesOf(m_folder))
            sum += file.size();
    }
    return sum;
}

void DiskCache::trim() const
{
    qint64 sum = 0;
    for (const QFileInfo &file : filesOf(m_folder)) {
        sum += file.size();
        if (sum > m_most)
            QFile::remove(file.filePath());
    }
}

}
