#pragma once

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <span>
#include <vector>

namespace scene
{

/// Bytes by key, a file each, in a folder that may be deleted at any time. What is read has been checked against the
/// checksum that was written with it: a damaged, cut off or foreign file is as good as none, and is removed. The folder
/// does not grow beyond its bound; what was not asked for longest goes first. All functions: any thread, any number of
/// processes; none fails, at worst nothing is kept.
class DiskCache
{
public:
    /// An empty folder: nothing is kept.
    explicit DiskCache(QString folder = {}, qint64 mostBytes = 0);

    const QString &folder() const { return m_folder; }
    bool isEnabled() const { return !m_folder.isEmpty() && m_most > 0; }
    /// Empty where there is no such entry, or a damaged one.
    QByteArray find(const QByteArray &key) const;
    bool has(const QByteArray &key) const;
    /// Replaces an entry of the same key at once or not at all. What is larger than a quarter of the bound is not kept.
    bool store(const QByteArray &key, const std::vector<std::span<const std::byte>> &parts) const;
    qint64 size() const;

private:
    QString fileOf(const QByteArray &key) const;
    void trim() const;

    QString m_folder;
    qint64 m_most = 0;
};

}
