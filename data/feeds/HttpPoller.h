#pragma once

#include "base/Result.h"
#include "feeds/Feed.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QSslConfiguration>
#include <QTimer>
#include <QUrl>

#include <functional>
#include <optional>

namespace feeds
{

/// How patient feeds over HTTP are.
struct HttpPatience {
    int firstRetry = 2000, longestRetry = 300000; ///< ms; doubles, half of it by chance
    int silence = 20000;                          ///< ms without a byte
    int whole = 120000;                           ///< ms for a whole answer, redirects included
    qint64 largest = 32 << 20;                    ///< bytes of an answer, unpacked
    int redirects = 5;
};

/// What a server answered, or why it did not.
struct HttpAnswer {
    QUrl question;            ///< what was asked
    QUrl url;                 ///< after redirects
    int status = 0;           ///< 0: no answer
    bool notModified = false; ///< what it said last time still holds; there is no body
    QByteArray body;          ///< unpacked
    QByteArray mediaType;     ///< "application/json", lower case, without parameters
    QByteArray charset;       ///< as the header has it, lower case; may be empty
    QByteArray etag, lastModified, link;
    qint64 date = 0;                  ///< ms UTC by the server's clock; 0: not said
    qint64 asked = 0, answered = 0;   ///< ms UTC by ours
    std::optional<qint64> retryAfter; ///< ms from now, as a server that is busy asks
    std::optional<base::Error> error; ///< "http-status", "http-timeout", "http-unreachable", "http-tls", "http-cut",
                                      ///< "http-too-large", "http-redirect"; no text of it holds a secret
    bool isGood() const { return !error; }
    /// How far the server's clock is ahead of ours, seconds; 0 where the answer does not tell (Date has whole seconds,
    /// and the way there and back is not known).
    double clockSkewSeconds() const;
};

/// Waits that grow: each attempt's at most twice the one before, half of it by chance so that many viewers do not come
/// at once.
class Backoff
{
public:
    Backoff(int firstMs, int longestMs) : m_first(firstMs), m_longest(longestMs) {}
    /// ms until the next attempt; at least what the server asks for (up to an hour).
    int next(std::optional<qint64> retryAfterMs = {});
    void reset() { m_attempts = 0; }
    int attempts() const { return m_attempts; }

private:
    int m_first, m_longest, m_attempts = 0;
};

/// What goes with a question.
struct HttpQuestion {
    QUrl url;
    QByteArray accept = "application/json";
    QByteArray authorization; ///< header "Authorization"; never sent to another host than the url's, nor unencrypted
                              ///< after a redirect
    bool conditional = true;  ///< with If-None-Match and If-Modified-Since of the last answer that was kept (`keep`)
};

/// Asks HTTP servers, one question at a time: timeouts, size limit, gzip, redirects (https never to http), a proxy by
/// the environment, TLS by the feed's files. Lives on the feed's thread.
class HttpPoller : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const HttpAnswer &)>;

    /// TLS files come from the config; `prepare` says what is wrong with them.
    explicit HttpPoller(const FeedConfig &config, HttpPatience patience = {}, QObject *parent = nullptr);
    ~HttpPoller() override;

    /// Reads the TLS files. Errors "feed-url" (no http or https, or no host), "file-missing".
    base::Status prepare();
    /// `done` is called once, later, on this thread; a question that is under way is dropped, its `done` is not called.
    void ask(const HttpQuestion &question, Done done);
    void abort();
    /// The answer could be read: from now on its url is asked for only what is newer. Not called for an answer that
    /// could not, which therefore comes again.
    void keep(const HttpAnswer &answer);
    void forgetKept() { m_kept.clear(); }

private:
    struct Validators {
        QByteArray etag, lastModified;
    };
    void send(const QUrl &url);
    void onBytes();
    void onFinished();
    void finish();
    void fail(const QString &code, const QString &message);

    const FeedConfig m_config;
    const HttpPatience m_patience;
    QNetworkAccessManager m_network;
    QSslConfiguration m_tls;
    QNetworkReply *m_reply = nullptr;
    QTimer m_deadline;
    HttpQuestion m_question;
    Done m_done;
    HttpAnswer m_answer;
    int m_redirects = 0;
    QHash<QUrl, Validators> m_kept;
};

/// A url fit to be shown and logged: no user, password, query or fragment, which may hold keys.
QString shownUrl(const QUrl &url);
/// "Basic ..." of the feed's user and password, else "Bearer ..." of its token, else empty.
QByteArray authorizationOf(const FeedConfig &config);
/// ms UTC of an HTTP date (RFC 9110, 5.6.7: all three forms); 0 where it is none.
qint64 parseHttpDate(const QByteArray &text);

}
