#pragma once

#include <QByteArray>
#include <QString>

#include <mutex>
#include <optional>

namespace formats::tiles3d
{

/// Answers of web servers kept in a folder: each file checked before it is believed, the least recently used deleted
/// above the limit. Any thread; several programs may share the folder, and anyone may delete it.
class DiskCache
{
public:
    struct Entry {
        QByteArray body;
        QByteArray etag, lastModified; ///< as the server gave them
        qint64 stored = 0;             ///< ms UTC: when this body first came
        qint64 fresh = 0;              ///< ms UTC: until when it may be shown without asking
    };

    /// Empty folder: nothing is kept.
    explicit DiskCache(QString folder, qint64 limit = qint64(2) << 30);

    bool isOn() const { return !m_folder.isEmpty(); }
    /// Nothing where it is not there, or damaged (it is deleted then). Marks it used.
    std::optional<Entry> find(const QString &address) const;
    void store(const QString &address, const Entry &entry);

private:
    QString fileOf(const QString &address) const;
    void makeRoom(qint64 bytes);

    QString m_folder;
    qint64 m_limit;
    std::mutex m_mutex;
    qint64 m_size = -1; ///< of all files; -1: not counted yet
};

}
