#include "feeds/ReplayFile.h"

#include "base/Durations.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringDecoder>
#include <QTemporaryFile>

#include <simdjson.h>
#include <sys/mman.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace feeds
{

using base::DayMs;
/// How far back a replay that begins in the middle tells of events that have ended: what statistics of a month need,
/// and no more of them than a moment can take.
static constexpr qint64 EndedDays = 30;
static constexpr size_t MostEnded = 10000;
/// A step of the clock that passes more rows than this says only the newest ones.
static constexpr size_t MostAtOnce = 20000;
/// What is looked back on is thinned out to means of this span, as the store's is.
static constexpr qint64 MeanMs = 15 * 60000;

ReplayFile::ReplayFile(const QString &path, const FeedConfig &config)
    : m_path(path), m_config(config), m_times(config.timezone)
{
}

base::Result<std::unique_ptr<ReplayFile>> ReplayFile::open(const QString &path, const FeedConfig &config,
                                                           const std::atomic_bool &cancelled)
{
    QString name = path.toLower();
    if (name.endsWith(QLatin1String(".gz")))
        name.chop(3);
    const bool delimited = name.endsWith(QLatin1String(".csv")) || name.endsWith(QLatin1String(".tsv"));
    std::unique_ptr<ReplayFile> file = delimited ? makeDelimitedReplay(path, config) : makeJsonReplay(path, config);
    if (auto ok = file->load(cancelled); !ok)
        return tl::unexpected(std::move(ok.error()));
    if (auto ok = file->index(cancelled); !ok)
        return tl::unexpected(std::move(ok.error()));
    if (cancelled)
        return base::failure(QStringLiteral("cancelled"), QCoreApplication::translate("feeds", "cancelled"), path);
    if (file->m_entries.empty())
        return base::failure(QStringLiteral("file-empty"),
                             QCoreApplication::translate("feeds", "holds nothing that can be replayed"), path);
    file->sort();
    file->forgetPages();
    if (!config.timezone.isEmpty() && !file->m_times.isKnown())
        file->m_warnings.add(
            QStringLiteral("timezone-unknown"), path, config.timezone,
            QCoreApplication::translate("feeds", "the feed's \"timezone\" is not known: its times are taken as UTC"));
    else if (file->m_times.metZoneless() && !file->m_times.isKnown())
        file->m_warnings.add(QStringLiteral("timezone-missing"), path, {},
                             QCoreApplication::translate(
                                 "feeds", "times without a zone, and the feed has no \"timezone\": taken as UTC"));
    return file;
}

base::Status ReplayFile::load(const std::atomic_bool &cancelled)
{
    m_file = std::make_unique<QFile>(m_path);
    if (!m_file->open(QIODevice::ReadOnly))
        return base::failure(QStringLiteral("file-missing"),
                             QCoreApplication::translate("feeds", "cannot be read: %1").arg(m_file->errorString()),
                             m_path);
    if (m_file->peek(2) == QByteArray("\x1f\x8b", 2)) {
        if (auto ok = unpack(cancelled); !ok)
            return ok;
    }
    const qint64 size = m_file->size();
    if (size > 0) {
        const uchar *data = m_file->map(0, size);
        if (!data)
            return base::failure(QStringLiteral("file-missing"),
                                 QCoreApplication::translate("feeds", "cannot be read: %1").arg(m_file->errorString()),
                                 m_path);
        m_text = {reinterpret_cast<const char *>(data), size_t(size)};
    }
    if (m_text.starts_with("\xef\xbb\xbf"))
        m_text.remove_prefix(3);
    if (!simdjson::validate_utf8(m_text.data(), m_text.size()))
        recode();
    forgetPages();
    return {};
}

void ReplayFile::forgetPages() const
{
    // The pages of a mapped file come back from the system's cache when they are touched; a text of our own has to
    // stay.
    if (m_owned.isEmpty() && !m_text.empty()) {
        constexpr quintptr Page = 4096;
        const quintptr from = quintptr(m_text.data()) / Page * Page;
        madvise(reinterpret_cast<void *>(from), quintptr(m_text.data()) + m_text.size() - from, MADV_DONTNEED);
    }
}

base::Status ReplayFile::unpack(const std::atomic_bool &cancelled)
{
    auto plain = std::make_unique<QTemporaryFile>();
    gzFile packed = gzopen(QFile::encodeName(m_path).constData(), "rb");
    if (!packed || !plain->open()) {
        if (packed)
            gzclose(packed);
        return base::failure(QStringLiteral("file-missing"),
                             QCoreApplication::translate("feeds", "cannot be unpacked: %1").arg(plain->errorString()),
                             m_path);
    }
    gzbuffer(packed, 1 << 18);
    QByteArray block(1 << 20, Qt::Uninitialized);
    int got = 0;
    while (!cancelled && (got = gzread(packed, block.data(), unsigned(block.size()))) > 0) {
        if (plain->write(block.constData(), got) != got) {
            gzclose(packed);
            return base::failure(
                QStringLiteral("file-missing"),
                QCoreApplication::translate("feeds", "cannot be unpacked: %1").arg(plain->errorString()), m_path);
        }
    }
    int code = Z_OK;
    gzerror(packed, &code);
    gzclose(packed);
    if (got < 0 || (code != Z_OK && code != Z_STREAM_END))
        m_warnings.add(QStringLiteral("file-truncated"), m_path, {},
                       QCoreApplication::translate(
                           "feeds", "the compressed file is cut off or damaged: what could be unpacked is played"));
    plain->flush();
    m_file = std::move(plain);
    return {};
}

void ReplayFile::recode()
{
    const QByteArrayView raw(m_text.data(), qsizetype(m_text.size()));
    // GB 18030 is what Chinese offices' spreadsheets write; what is not that either is taken as Latin-1.
    QStringDecoder chinese("GB18030");
    QString decoded;
    if (chinese.isValid())
        decoded = chinese(raw);
    const bool isChinese =
        chinese.isValid() && !chinese.hasError() && !decoded.contains(QChar(QChar::ReplacementCharacter));
    m_owned = isChinese ? decoded.toUtf8() : QString::fromLatin1(raw).toUtf8();
    m_text = {m_owned.constData(), size_t(m_owned.size())};
    m_warnings.add(QStringLiteral("encoding-guessed"), m_path, {},
                   isChinese ? QCoreApplication::translate("feeds", "is not UTF-8: taken as GB 18030")
                             : QCoreApplication::translate("feeds", "is not UTF-8: taken as Latin-1"));
}

void ReplayFile::sort()
{
    const auto earlier = [](const Entry &a, const Entry &b) { return a.time < b.time; };
    if (!std::is_sorted(m_entries.begin(), m_entries.end(), earlier))
        std::stable_sort(m_entries.begin(), m_entries.end(), earlier);
    m_entries.shrink_to_fit();
}

void ReplayFile::add(StreamKind kind, std::string_view id, qint64 time, size_t offset, int step)
{
    auto &byId = m_byId[size_t(kind)];
    auto found = byId.find(id);
    if (found == byId.end()) {
        if (m_streams.size() >= (size_t(1) << 24))
            return;
        // The id may stand in a buffer that is used again.
        const bool lasting = id.data() >= m_text.data() && id.data() < m_text.data() + m_text.size();
        const std::string_view kept = lasting ? id : std::string_view(m_ids.emplace_back(id));
        found = byId.emplace(kept, quint32(m_streams.size())).first;
        m_streams.push_back({kept, kind, {}});
    }
    Entry entry{};
    entry.time = time;
    entry.offset = offset;
    entry.step = quint64(step);
    entry.stream = found->second;
    m_entries.push_back(entry);
}

const QString &ReplayFile::streamName(const Entry &entry)
{
    Stream &stream = m_streams[entry.stream];
    if (stream.name.isNull())
        stream.name = QString::fromUtf8(stream.id.data(), qsizetype(stream.id.size()));
    return stream.name;
}

void ReplayFile::warnLine(const QString &code, size_t line, const QString &message)
{
    m_warnings.add(code, m_path, QCoreApplication::translate("feeds", "line %1").arg(line), message);
}

void ReplayFile::reject(const QString &code, size_t line, const QString &message)
{
    ++m_rejected;
    warnLine(code, line, message);
}

/// The first entry after a time.
size_t ReplayFile::behind(qint64 time) const
{
    return size_t(std::upper_bound(m_entries.begin(), m_entries.end(), time,
                                   [](qint64 ms, const Entry &entry) { return ms < entry.time; }) -
                  m_entries.begin());
}

void ReplayFile::lookBack(const QHash<QString, qint64> &lookBack, qint64 until, std::vector<SeriesPast> &pasts)
{
    struct Wanted {
        qint64 from = std::numeric_limits<qint64>::max();
        std::vector<size_t> entries;
    };
    std::vector<Wanted> wanted(m_streams.size());
    qint64 first = until;
    for (auto wish = lookBack.begin(); wish != lookBack.end(); ++wish) {
        const QByteArray id = wish.key().toUtf8();
        const auto &known = m_byId[size_t(StreamKind::Observation)];
        const auto found = known.find(std::string_view(id.constData(), size_t(id.size())));
        if (found == known.end())
            continue;
        wanted[found->second].from = until - wish.value();
        first = std::min(first, until - wish.value());
    }
    const size_t end = behind(until);
    for (size_t i = first < until ? behind(first - 1) : end; i < end; ++i) {
        Wanted &series = wanted[m_entries[i].stream];
        if (m_entries[i].time >= series.from)
            series.entries.push_back(i);
    }
    FeedBatch said;
    for (const Wanted &series : wanted) {
        // The newest one is said as what it is.
        if (series.entries.size() < 2)
            continue;
        said.observations.clear();
        for (size_t i = 0; i + 1 < series.entries.size(); ++i)
            say(m_entries[series.entries[i]], said);
        SeriesPast past;
        for (const domain::Observation &observation : said.observations) {
            const double value = observation.result.isBool() ? double(observation.result.toBool())
                                                             : observation.result.toDouble(geometry::NaN);
            if (!std::isfinite(value))
                continue;
            past.datastream = observation.datastream;
            if (past.means.empty() || past.means.back().time / MeanMs != observation.phenomenonTime / MeanMs)
                past.means.emplace_back();
            SeriesPast::Mean &mean = past.means.back();
            mean.time = observation.phenomenonTime;
            ++mean.count;
            mean.value += (value - mean.value) / mean.count;
        }
        if (!past.means.empty())
            pasts.push_back(std::move(past));
    }
    forgetPages();
}

size_t ReplayFile::collect(qint64 after, qint64 until, bool newestOnly, FeedBatch &batch)
{
    const size_t begin = behind(after), end = behind(until);
    if (begin >= end)
        return 0;
    if (!newestOnly && end - begin <= MostAtOnce) {
        for (size_t i = begin; i < end; ++i)
            say(m_entries[i], batch);
        return end - begin;
    }
    std::vector<bool> seen(m_streams.size());
    std::vector<size_t> wanted;
    for (size_t i = end; i-- > begin;) {
        const Entry &entry = m_entries[i];
        const bool isEvent = m_streams[entry.stream].kind == StreamKind::Event;
        if (isEvent || !seen[entry.stream])
            wanted.push_back(i);
        seen[entry.stream] = true;
    }
    FeedBatch events;
    QHash<QString, size_t> known;
    std::vector<domain::Event> folded;
    for (auto it = wanted.rbegin(); it != wanted.rend(); ++it) {
        const Entry &entry = m_entries[*it];
        if (m_streams[entry.stream].kind != StreamKind::Event) {
            say(entry, batch);
            continue;
        }
        events.events.clear();
        say(entry, events);
        for (domain::Event &event : events.events) {
            const auto found = known.constFind(event.id);
            if (found != known.constEnd()) {
                domain::absorb(folded[*found], event);
            } else {
                known.insert(event.id, folded.size());
                folded.push_back(std::move(event));
            }
        }
    }
    qint64 endedFrom = newestOnly ? until - EndedDays * DayMs : std::numeric_limits<qint64>::min();
    std::vector<qint64> ended;
    for (const domain::Event &event : folded) {
        if (newestOnly && domain::isFinal(event.state) && event.closed <= until - DayMs)
            ended.push_back(event.closed);
    }
    if (ended.size() > MostEnded) {
        const auto last = ended.begin() + qsizetype(MostEnded);
        std::nth_element(ended.begin(), last, ended.end(), std::greater<>());
        endedFrom = std::max(endedFrom, *last);
    }
    for (domain::Event &event : folded) {
        if (!domain::isFinal(event.state) || event.closed > endedFrom)
            batch.events.push_back(std::move(event));
    }
    if (newestOnly) // rows all over the file
        forgetPages();
    return end - begin;
}

}
