#include "formats/tiles3d/Fetcher.h"

#include "base/Durations.h"
#include "formats/GdalErrors.h"
#include "formats/Tr.h"

#include <QFile>
#include <QFileInfo>
#include <QThread>
#include <QUrlQuery>

#include <curl/curl.h>
#include <zlib.h>

#include <algorithm>

namespace formats::tiles3d
{

static tl::unexpected<base::Error> cancelled()
{
    return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
}

bool isWebAddress(const QString &source)
{
    return source.startsWith(QLatin1String("http://"), Qt::CaseInsensitive) ||
           source.startsWith(QLatin1String("https://"), Qt::CaseInsensitive);
}

base::Result<QByteArray> gunzipped(QByteArray data, qint64 mostBytes, const QString &source)
{
    if (!data.startsWith("\x1f\x8b"))
        return data;
    z_stream stream{};
    constexpr int GzipWindow = 15 + 16;
    if (inflateInit2(&stream, GzipWindow) != Z_OK)
        return base::failure(QStringLiteral("tile-broken"), tr("its gzip cannot be unpacked"), source);
    stream.next_in = reinterpret_cast<Bytef *>(data.data());
    stream.avail_in = uInt(data.size());
    QByteArray out;
    int state = Z_OK;
    while (state == Z_OK && out.size() <= mostBytes) {
        const qsizetype had = out.size();
        out.resize(std::max<qsizetype>(had * 2, data.size() * 4));
        stream.next_out = reinterpret_cast<Bytef *>(out.data() + had);
        stream.avail_out = uInt(out.size() - had);
        state = inflate(&stream, Z_NO_FLUSH);
        out.resize(out.size() - qsizetype(stream.avail_out));
        if (state == Z_BUF_ERROR || (state == Z_OK && stream.avail_in == 0 && stream.avail_out > 0))
            break;
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END)
        return base::failure(QStringLiteral("tile-broken"), tr("its gzip cannot be unpacked"), source);
    return out;
}

struct Fetcher::Connection {
    CURLM *multi = nullptr;
    CURL *easy = nullptr;
    Connection() : multi(curl_multi_init()), easy(curl_easy_init()) {}
    ~Connection()
    {
        curl_easy_cleanup(easy);
        curl_multi_cleanup(multi);
    }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
};

struct Fetcher::Answer {
    int status = 0;       ///< of HTTP
    QString trouble;      ///< what curl says where nothing came
    bool passing = false; ///< worth asking again
    bool tooLarge = false;
    int retryAfterMs = -1;
    QByteArray body, etag, lastModified, cacheControl;
};

Fetcher::Fetcher(const QString &root, const QString &cacheFolder, const base::Clock &clock, const FetchLimits &limits)
    : m_root(root), m_clock(clock), m_limits(limits), m_cache(isWebAddress(root) ? cacheFolder : QString())
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

Fetcher::~Fetcher() = default;

std::unique_ptr<Fetcher::Connection> Fetcher::takeConnection() const
{
    const std::lock_guard lock(m_mutex);
    if (m_idle.empty())
        return std::make_unique<Connection>();
    auto connection = std::move(m_idle.back());
    m_idle.pop_back();
    return connection;
}

void Fetcher::giveBack(std::unique_ptr<Connection> connection) const
{
    const std::lock_guard lock(m_mutex);
    m_idle.push_back(std::move(connection));
}

QString Fetcher::resolved(const QString &base, const QString &written) const
{
    if (written.startsWith(QLatin1String("data:"), Qt::CaseInsensitive) || isWebAddress(written))
        return written;
    if (!isWebAddress(base)) {
        const QString plain = QString(written).replace(u'\\', u'/');
        const QString folder = QFileInfo(base).path();
        // Names with a % of their own and encoded ones both occur; what is there counts.
        for (const QString &name : {QUrl::fromPercentEncoding(plain.section(u'?', 0, 0).toUtf8()), plain}) {
            const QString path = QFileInfo(name).isAbsolute() ? name : folder + u'/' + name;
            if (QFileInfo::exists(path))
                return path;
        }
        return folder + u'/' + plain;
    }
    QUrl url = QUrl(base).resolved(QUrl(written));
    if (url.host() == m_root.host() && url.port() == m_root.port() && m_root.hasQuery()) {
        QUrlQuery query(url);
        // What the file names comes first; a session that its base had is for those below it too.
        for (const QUrl &from : {QUrl(base), m_root}) {
            for (const auto &[key, value] : QUrlQuery(from).queryItems(QUrl::FullyEncoded)) {
                if (!query.hasQueryItem(key))
                    query.addQueryItem(key, value);
            }
        }
        url.setQuery(query);
    }
    return url.toString(QUrl::FullyEncoded);
}

base::Result<QByteArray> Fetcher::get(const QString &address, const base::Job &job, bool news) const
{
    if (job.isCancelled())
        return cancelled();
    if (address.startsWith(QLatin1String("data:"), Qt::CaseInsensitive)) {
        const qsizetype comma = address.indexOf(u',');
        const QString head = address.left(comma);
        const QByteArray text = address.mid(comma + 1).toUtf8();
        if (comma < 0)
            return base::failure(QStringLiteral("tile-broken"), tr("a data URI that cannot be read"));
        if (!head.endsWith(QLatin1String(";base64"), Qt::CaseInsensitive))
            return QByteArray::fromPercentEncoding(text);
        return QByteArray::fromBase64(text);
    }
    if (isWebAddress(address))
        return fromWeb(address, job, news);
    QFile file(address);
    if (!file.exists())
        return base::failure(QStringLiteral("tile-missing"), tr("the file is not there"), address, {},
                             tr("the tileset names a file that was not delivered with it"));
    if (file.size() > m_limits.mostBytes)
        return base::failure(QStringLiteral("tile-too-large"), tr("the file is too large for a tile"), address);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(QStringLiteral("tile-missing"), tr("cannot be opened: %1").arg(file.errorString()),
                             address);
    return gunzipped(file.readAll(), m_limits.mostBytes, address);
}

qint64 Fetcher::storedAt(const QString &address) const
{
    const auto known = m_cache.find(address);
    return known ? known->stored : 0;
}

// How long an answer may be shown without asking (RFC 9111, 5.2.2); -1: it is not to be kept.
static qint64 freshMs(const QByteArray &cacheControl)
{
    qint64 fresh = base::DayMs;
    for (const QByteArray &each : cacheControl.toLower().split(',')) {
        const QByteArray directive = each.trimmed();
        if (directive == "no-store")
            return -1;
        if (directive == "no-cache")
            fresh = 0;
        else if (directive.startsWith("max-age="))
            fresh = std::min<qint64>(directive.mid(8).toLongLong(), 365 * 24 * 3600) * 1000;
    }
    return fresh;
}

base::Result<QByteArray> Fetcher::fromWeb(const QString &address, const base::Job &job, bool news) const
{
    std::optional<DiskCache::Entry> known = m_cache.find(address);
    if (known && !news && known->fresh > m_clock.nowMs() && known->stored >= m_edition)
        return std::move(known->body);
    auto answer = ask(address, known ? &*known : nullptr, job);
    if (!answer)
        return tl::unexpected(answer.error());
    const QString shown = withoutSecrets(address);
    constexpr int Good = 200, NotModified = 304, Unauthorized = 401, Forbidden = 403, NotFound = 404, Gone = 410;
    if (answer->status == Good || (answer->status == NotModified && known)) {
        DiskCache::Entry entry = known.value_or(DiskCache::Entry());
        if (answer->status == Good) {
            auto body = gunzipped(std::move(answer->body), m_limits.mostBytes, shown);
            if (!body)
                return body;
            if (!known || known->body != *body)
                entry.stored = m_clock.nowMs();
            entry.body = std::move(*body);
            entry.etag = answer->etag;
            entry.lastModified = answer->lastModified;
        }
        // What was asked for again is of this edition, whenever its body first came.
        if (!news)
            entry.stored = std::max(entry.stored, m_edition.load());
        if (const qint64 fresh = freshMs(answer->cacheControl); fresh >= 0) {
            entry.fresh = m_clock.nowMs() + fresh;
            m_cache.store(address, entry);
        }
        return std::move(entry.body);
    }
    if (answer->tooLarge)
        return base::failure(QStringLiteral("tile-too-large"), tr("the file is too large for a tile"), shown);
    if (answer->status == NotFound || answer->status == Gone)
        return base::failure(QStringLiteral("tile-missing"), tr("the server has no such file"), shown, {},
                             tr("the tileset names a file that was not delivered with it"));
    if (answer->status == Unauthorized || answer->status == Forbidden)
        return base::failure(QStringLiteral("tile-forbidden"),
                             tr("the server does not let us have it (status %1)").arg(answer->status), shown, {},
                             tr("check the key or token in the address"));
    if (known)
        return std::move(known->body); // old, but the city stays whole while the network is away
    return base::failure(QStringLiteral("tile-unreachable"),
                         answer->status > 0 ? tr("the server answers with status %1").arg(answer->status)
                                            : tr("the server cannot be reached: %1").arg(answer->trouble),
                         shown, {}, tr("check the address and the network"));
}

namespace
{

struct Sink {
    QByteArray *body;
    qint64 most;
    bool overflow = false;
};

size_t receive(char *data, size_t size, size_t count, void *user)
{
    auto *sink = static_cast<Sink *>(user);
    const size_t bytes = size * count;
    if (sink->body->size() + qint64(bytes) > sink->most) {
        sink->overflow = true;
        return 0;
    }
    sink->body->append(data, qsizetype(bytes));
    return bytes;
}

QByteArray headerOf(CURL *easy, const char *name)
{
    curl_header *header = nullptr;
    return curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? QByteArray(header->value)
                                                                                   : QByteArray();
}

bool isPassing(CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_SSL_CONNECT_ERROR:
        return true;
    default:
        return false;
    }
}

bool isPassing(int status)
{
    return status == 408 || status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

}

base::Result<Fetcher::Answer> Fetcher::ask(const QString &address, const DiskCache::Entry *known,
                                           const base::Job &job) const
{
    auto connection = takeConnection();
    CURL *easy = connection->easy;
    const QByteArray url = address.toUtf8();
    curl_slist *headers = nullptr;
    if (known && !known->etag.isEmpty())
        headers = curl_slist_append(headers, QByteArray("If-None-Match: " + known->etag).constData());
    if (known && !known->lastModified.isEmpty())
        headers = curl_slist_append(headers, QByteArray("If-Modified-Since: " + known->lastModified).constData());
    Answer answer;
    int pauseMs = m_limits.firstPauseMs;
    for (int attempt = 1;; ++attempt) {
        answer = Answer();
        Sink sink{&answer.body, m_limits.mostBytes};
        curl_easy_reset(easy);
        curl_easy_setopt(easy, CURLOPT_URL, url.constData());
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
        curl_easy_setopt(easy, CURLOPT_MAXREDIRS, 5L);
        curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, ""); // all that curl unpacks
        curl_easy_setopt(easy, CURLOPT_USERAGENT, "Yunjie");
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, long(m_limits.connectSeconds));
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, long(m_limits.stallSeconds));
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &sink);
        curl_multi_add_handle(connection->multi, easy);
        CURLcode code = CURLE_OK;
        int running = 1;
        while (running > 0 && !job.isCancelled()) {
            constexpr int LookMs = 50; // how soon cancelling is noticed
            if (curl_multi_perform(connection->multi, &running) != CURLM_OK)
                break;
            int left = 0;
            while (const CURLMsg *message = curl_multi_info_read(connection->multi, &left)) {
                if (message->msg == CURLMSG_DONE)
                    code = message->data.result;
            }
            if (running > 0)
                curl_multi_poll(connection->multi, nullptr, 0, LookMs, nullptr);
        }
        long status = 0;
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        answer.etag = headerOf(easy, "ETag");
        answer.lastModified = headerOf(easy, "Last-Modified");
        answer.cacheControl = headerOf(easy, "Cache-Control");
        const QByteArray after = headerOf(easy, "Retry-After");
        curl_multi_remove_handle(connection->multi, easy);
        answer.tooLarge = sink.overflow;
        if (code == CURLE_OK) {
            answer.status = int(status);
            answer.passing = isPassing(answer.status);
        } else {
            answer.trouble = QString::fromUtf8(curl_easy_strerror(code));
            answer.passing = isPassing(code) && !sink.overflow;
        }
        if (job.isCancelled() || !answer.passing || attempt >= m_limits.attempts)
            break;
        constexpr int LongestPause = 10'000, StepMs = 20;
        bool given = false;
        const int wanted = after.toInt(&given) * 1000;
        for (int waited = 0; waited < std::min(LongestPause, given ? wanted : pauseMs) && !job.isCancelled();
             waited += StepMs)
            QThread::msleep(StepMs);
        pauseMs *= 4;
    }
    curl_slist_free_all(headers);
    giveBack(std::move(connection));
    if (job.isCancelled())
        return cancelled();
    return answer;
}

}
