#pragma once

#include "base/Result.h"
#include "base/Warnings.h"
#include "feeds/Feed.h"
#include "feeds/Times.h"

#include <QFile>

#include <atomic>
#include <deque>
#include <memory>
#include <string_view>
#include <unordered_map>

namespace feeds
{

/// One file of a replay: an index by time over its rows (16 bytes each), which are read only when they are played. The
/// file itself is mapped, not loaded; a compressed one is unpacked into a temporary file first. For one thread.
class ReplayFile
{
public:
    /// Indexes the whole file in one pass. What is wrong with it is in `warnings()`, by line. Errors: "file-missing",
    /// "fields-unknown", "file-empty", "cancelled".
    static base::Result<std::unique_ptr<ReplayFile>> open(const QString &path, const FeedConfig &config,
                                                          const std::atomic_bool &cancelled);
    virtual ~ReplayFile() = default;

    /// ms UTC of the first and last thing it says.
    qint64 first() const { return m_entries.front().time; }
    qint64 last() const { return m_entries.back().time; }
    size_t entries() const { return m_entries.size(); }
    /// How many different events it tells of.
    size_t events() const { return m_byId[size_t(StreamKind::Event)].size(); }
    quint64 rejected() const { return m_rejected; }
    const base::Warnings &warnings() const { return m_warnings; }

    /// Says what happened after `after`, until `until` (included). With `newestOnly` the newest row of each datastream
    /// and thing, and of every event its steps folded into one (not those that ended 30 days before `until`). Returns
    /// how many rows that were.
    size_t collect(qint64 after, qint64 until, bool newestOnly, FeedBatch &batch);
    /// Says what series were like before their newest reading at `until`, as far back as `lookBack` has it (ms by
    /// datastream).
    void lookBack(const QHash<QString, qint64> &lookBack, qint64 until, std::vector<SeriesPast> &pasts);

protected:
    enum class StreamKind : quint8 { Observation, Status, Event };
    struct Entry {
        qint64 time;
        quint64 offset : 38; ///< where its row begins
        quint64 step : 2;
        quint64 stream : 24;
    };
    ReplayFile(const QString &path, const FeedConfig &config);

    /// Reads all rows and calls `add` for what each says. An Error where no row can be understood.
    virtual base::Status index(const std::atomic_bool &cancelled) = 0;
    /// Reads a row again, and says it.
    virtual void say(const Entry &entry, FeedBatch &batch) = 0;

    void add(StreamKind kind, std::string_view id, qint64 time, size_t offset, int step);
    void reject(const QString &code, size_t line, const QString &message);
    void warnLine(const QString &code, size_t line, const QString &message);
    const QString &streamName(const Entry &entry);
    std::string_view text() const { return m_text; }
    /// Tells the system that what was read so far is not needed soon: a day's log would stay in memory for rows of
    /// which few are read again.
    void forgetPages() const;
    Times &times() { return m_times; }
    base::Warnings &mutableWarnings() { return m_warnings; }
    const QString &path() const { return m_path; }
    const FeedConfig &config() const { return m_config; }

private:
    struct Stream {
        std::string_view id;
        StreamKind kind;
        QString name; ///< made when it is first said
    };
    size_t behind(qint64 time) const;
    base::Status load(const std::atomic_bool &cancelled);
    base::Status unpack(const std::atomic_bool &cancelled);
    void recode();
    void sort();

    const QString m_path;
    const FeedConfig m_config;
    std::unique_ptr<QFile> m_file;
    QByteArray m_owned; ///< the text where it had to be changed
    std::string_view m_text;
    Times m_times;
    base::Warnings m_warnings;
    quint64 m_rejected = 0;
    std::vector<Entry> m_entries;
    std::vector<Stream> m_streams;
    std::array<std::unordered_map<std::string_view, quint32>, 3> m_byId;
    std::deque<std::string> m_ids;
};

/// The two ways to write rows. For ReplayFile::open.
std::unique_ptr<ReplayFile> makeDelimitedReplay(const QString &path, const FeedConfig &config);
std::unique_ptr<ReplayFile> makeJsonReplay(const QString &path, const FeedConfig &config);

}
