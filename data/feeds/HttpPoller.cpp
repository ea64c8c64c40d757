#include "feeds/HttpPoller.h"

#include "base/Durations.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QHostAddress>
#include <QLocale>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QSslKey>

#include <algorithm>
#include <cmath>

namespace feeds
{

static constexpr qint64 LongestRetryAfterMs = base::HourMs;
static constexpr qsizetype MostKept = 1000;

namespace
{

/// The proxy that the environment names (http_proxy, https_proxy, no_proxy ...); this machine is never behind one.
class EnvironmentProxy final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QString host = query.peerHostName();
        if (host == QLatin1String("localhost") || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

/// Whole seconds of a number, or the time until a date; RFC 9110, 10.2.3.
std::optional<qint64> parseRetryAfter(const QByteArray &text, qint64 now)
{
    if (text.isEmpty())
        return std::nullopt;
    bool ok = false;
    const qint64 seconds = text.trimmed().toLongLong(&ok);
    if (ok && seconds >= 0)
        return std::min(seconds, LongestRetryAfterMs / 1000) * 1000;
    const qint64 date = parseHttpDate(text);
    return date != 0 ? std::optional(std::clamp<qint64>(date - now, 0, LongestRetryAfterMs)) : std::nullopt;
}

}

QString shownUrl(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toDisplayString();
}

QByteArray authorizationOf(const FeedConfig &config)
{
    if (!config.user.isEmpty())
        return "Basic " + (config.user + u':' + config.password).toUtf8().toBase64();
    return config.token.isEmpty() ? QByteArray() : "Bearer " + config.token.toUtf8();
}

qint64 parseHttpDate(const QByteArray &text)
{
    // Without the day of the week, which two digits of a year would contradict.
    QString date = QString::fromLatin1(text).simplified();
    date = date.mid(date.indexOf(u' ') + 1);
    for (const char *form : {"dd MMM yyyy hh:mm:ss 'GMT'", "dd-MMM-yy hh:mm:ss 'GMT'", "MMM d hh:mm:ss yyyy"}) {
        QDateTime time = QLocale::c().toDateTime(date, QLatin1String(form));
        if (!time.isValid())
            continue;
        if (time.date().year() < 1970) // two digits
            time = time.addYears(100);
        time.setTimeSpec(Qt::UTC);
        return time.toMSecsSinceEpoch();
    }
    return 0;
}

double HttpAnswer::clockSkewSeconds() const
{
    if (date == 0)
        return 0;
    // The server wrote its Date, cut to whole seconds, somewhere between the question and the answer.
    if (date > answered)
        return double(date - answered) / 1000;
    if (date + 1000 < asked)
        return double(date + 1000 - asked) / 1000;
    return 0;
}

int Backoff::next(std::optional<qint64> retryAfterMs)
{
    const qint64 doubled = std::min<qint64>(m_longest, qint64(m_first) << std::min(m_attempts, 20));
    ++m_attempts;
    const qint64 wait = doubled / 2 + qint64(QRandomGenerator::system()->bounded(int(doubled / 2) + 1));
    return int(std::max(wait, std::min(retryAfterMs.value_or(0), LongestRetryAfterMs)));
}

HttpPoller::HttpPoller(const FeedConfig &config, HttpPatience patience, QObject *parent)
    : QObject(parent), m_config(config), m_patience(patience), m_network(this), m_deadline(this)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setProxyFactory(new EnvironmentProxy);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        fail(QStringLiteral("http-timeout"),
             QCoreApplication::translate("feeds", "%1 does not answer in time").arg(shownUrl(m_answer.url)));
    });
}

HttpPoller::~HttpPoller()
{
    abort();
}

base::Status HttpPoller::prepare()
{
    const QUrl url(m_config.url);
    const QString scheme = url.scheme().toLower();
    if (!url.isValid() || url.host().isEmpty() || (scheme != QLatin1String("http") && scheme != QLatin1String("https")))
        return base::failure(QStringLiteral("feed-url"),
                             QCoreApplication::translate("feeds", "its \"url\" is not an address of http or https"),
                             m_config.id);
    m_tls = QSslConfiguration::defaultConfiguration();
    const auto read = [this](const QString &path, QByteArray &bytes) -> base::Status {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return base::failure(QStringLiteral("file-missing"),
                                 QCoreApplication::translate("feeds", "cannot be read: %1").arg(file.errorString()),
                                 path);
        bytes = file.readAll();
        return {};
    };
    const auto unusable = [](const QString &path) {
        return base::failure(QStringLiteral("file-missing"),
                             QCoreApplication::translate("feeds", "holds no certificate or key in PEM form"), path);
    };
    QByteArray bytes;
    if (!m_config.caFile.isEmpty()) {
        if (auto ok = read(m_config.caFile, bytes); !ok)
            return ok;
        const QList<QSslCertificate> authorities = QSslCertificate::fromData(bytes);
        if (authorities.isEmpty())
            return unusable(m_config.caFile);
        m_tls.setCaCertificates(authorities);
    }
    if (!m_config.certFile.isEmpty()) {
        if (auto ok = read(m_config.certFile, bytes); !ok)
            return ok;
        const QList<QSslCertificate> chain = QSslCertificate::fromData(bytes);
        if (chain.isEmpty())
            return unusable(m_config.certFile);
        m_tls.setLocalCertificateChain(chain);
    }
    if (!m_config.keyFile.isEmpty()) {
        if (auto ok = read(m_config.keyFile, bytes); !ok)
            return ok;
        QSslKey key;
        for (const auto algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
            key = QSslKey(bytes, algorithm);
            if (!key.isNull())
                break;
        }
        if (key.isNull())
            return unusable(m_config.keyFile);
        m_tls.setPrivateKey(key);
    }
    return {};
}

void HttpPoller::ask(const HttpQuestion &question, Done done)
{
    abort();
    m_question = question;
    m_done = std::move(done);
    m_redirects = 0;
    m_answer = {};
    m_answer.question = question.url;
    m_answer.asked = QDateTime::currentMSecsSinceEpoch();
    m_deadline.start(m_patience.whole);
    send(question.url);
}

void HttpPoller::send(const QUrl &url)
{
    m_answer.url = url;
    QNetworkRequest request(url);
    request.setTransferTimeout(m_patience.silence);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setRawHeader("Accept", m_question.accept);
    request.setRawHeader("User-Agent", "yunjie");
    if (url.scheme() == QLatin1String("https"))
        request.setSslConfiguration(m_tls);
    const bool sameHost = url.host() == m_question.url.host() && url.port() == m_question.url.port();
    const bool upwards = url.host() == m_question.url.host() && url.scheme() == QLatin1String("https");
    if (!m_question.authorization.isEmpty() && (sameHost || upwards))
        request.setRawHeader("Authorization", m_question.authorization);
    const auto kept = m_kept.constFind(m_question.url);
    if (m_question.conditional && kept != m_kept.constEnd()) {
        if (!kept->etag.isEmpty())
            request.setRawHeader("If-None-Match", kept->etag);
        if (!kept->lastModified.isEmpty())
            request.setRawHeader("If-Modified-Since", kept->lastModified);
    }
    m_answer.body.clear();
    m_reply = m_network.get(request);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpPoller::onBytes);
    connect(m_reply, &QNetworkReply::finished, this, &HttpPoller::onFinished);
}

void HttpPoller::onBytes()
{
    m_answer.body += m_reply->readAll();
    if (m_answer.body.size() > m_patience.largest)
        fail(QStringLiteral("http-too-large"), QCoreApplication::translate("feeds", "%1 answers more than %2 MiB")
                                                   .arg(shownUrl(m_answer.url))
                                                   .arg(m_patience.largest >> 20));
}

void HttpPoller::onFinished()
{
    QNetworkReply &reply = *m_reply;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const QString shown = shownUrl(m_answer.url);
    m_answer.answered = now;
    m_answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_answer.date = parseHttpDate(reply.rawHeader("Date"));
    m_answer.retryAfter = parseRetryAfter(reply.rawHeader("Retry-After"), now);
    m_answer.etag = reply.rawHeader("ETag");
    m_answer.lastModified = reply.rawHeader("Last-Modified");
    m_answer.link = reply.rawHeader("Link");
    const QList<QByteArray> type = reply.rawHeader("Content-Type").toLower().split(';');
    m_answer.mediaType = type.first().trimmed();
    for (const QByteArray &parameter : type) {
        if (parameter.trimmed().startsWith("charset="))
            m_answer.charset = parameter.trimmed().mid(8).replace('"', "");
    }
    const auto error = reply.error();
    const QUrl redirect = reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    const bool moved = m_answer.status >= 300 && m_answer.status < 400 && m_answer.status != 304 && !redirect.isEmpty();
    if (moved) {
        const QUrl target = m_answer.url.resolved(redirect);
        const QString scheme = target.scheme();
        if (++m_redirects > m_patience.redirects) {
            fail(QStringLiteral("http-redirect"),
                 QCoreApplication::translate("feeds", "%1 redirects too often").arg(shownUrl(m_question.url)));
        } else if (scheme != QLatin1String("https") &&
                   (scheme != QLatin1String("http") || m_answer.url.scheme() == QLatin1String("https"))) {
            fail(QStringLiteral("http-redirect"),
                 QCoreApplication::translate("feeds", "%1 redirects to an address that is not encrypted").arg(shown));
        } else {
            m_reply->deleteLater();
            m_reply = nullptr;
            send(target);
        }
        return;
    }
    if (reply.isOpen())
        m_answer.body += reply.readAll();
    if (m_answer.status >= 400) {
        const QString phrase = reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
        fail(QStringLiteral("http-status"),
             QCoreApplication::translate("feeds", "%1 answers %2 %3").arg(shown).arg(m_answer.status).arg(phrase));
        return;
    }
    switch (error) {
    case QNetworkReply::NoError:
        break;
    case QNetworkReply::SslHandshakeFailedError:
        fail(QStringLiteral("http-tls"),
             QCoreApplication::translate("feeds", "no safe connection to %1: %2").arg(shown, reply.errorString()));
        return;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        fail(QStringLiteral("http-timeout"),
             QCoreApplication::translate("feeds", "%1 does not answer in time").arg(shown));
        return;
    case QNetworkReply::HostNotFoundError:
        fail(QStringLiteral("http-unreachable"),
             QCoreApplication::translate("feeds", "the host name %1 cannot be resolved").arg(m_answer.url.host()));
        return;
    default:
        if (m_answer.status != 0)
            fail(QStringLiteral("http-cut"),
                 QCoreApplication::translate("feeds", "the answer of %1 broke off").arg(shown));
        else
            fail(QStringLiteral("http-unreachable"),
                 QCoreApplication::translate("feeds", "%1 cannot be reached: %2").arg(shown, reply.errorString()));
        return;
    }
    m_answer.notModified = m_answer.status == 304;
    // Some servers answer 304 to nobody's condition; without what it refers to it says nothing.
    if (m_answer.status < 200 || (m_answer.status >= 300 && !m_answer.notModified) ||
        (m_answer.notModified && !m_kept.contains(m_question.url))) {
        fail(QStringLiteral("http-status"),
             QCoreApplication::translate("feeds", "%1 answers %2 %3").arg(shown).arg(m_answer.status).arg(QString()));
        return;
    }
    finish();
}

void HttpPoller::fail(const QString &code, const QString &message)
{
    m_answer.answered = QDateTime::currentMSecsSinceEpoch();
    m_answer.error = base::Error{code, message, shownUrl(m_answer.url), {}, {}};
    finish();
}

void HttpPoller::finish()
{
    const Done done = std::exchange(m_done, {});
    const HttpAnswer answer = std::exchange(m_answer, {});
    abort();
    if (done)
        done(answer);
}

void HttpPoller::abort()
{
    m_deadline.stop();
    m_done = {};
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        disconnect(reply, nullptr, this, nullptr);
        reply->abort();
        reply->deleteLater();
    }
}

void HttpPoller::keep(const HttpAnswer &answer)
{
    if (answer.notModified || (answer.etag.isEmpty() && answer.lastModified.isEmpty()))
        return;
    if (m_kept.size() >= MostKept)
        m_kept.clear();
    m_kept.insert(answer.question, {answer.etag, answer.lastModified});
}

}
