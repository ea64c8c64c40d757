#include "video/StreamDoctor.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QRegularExpression>
#include <QSslSocket>
#include <QTimer>

namespace app
{

namespace
{

using Done = std::function<void(StreamFault, QString)>;

QByteArray md5(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Md5).toHex();
}

/// `name="value"` or `name=value` of a challenge.
QByteArray parameter(const QString &challenge, const char *name)
{
    const QRegularExpression pattern(QStringLiteral("\\b%1=(?:\"([^\"]*)\"|([^,\\s]*))").arg(QLatin1String(name)),
                                     QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(challenge);
    return (match.captured(1).isEmpty() ? match.captured(2) : match.captured(1)).toUtf8();
}

/// One question and its answer over RTSP.
class RtspQuestion : public QObject
{
public:
    RtspQuestion(const StreamAddress &address, bool played, int patienceMs, QObject *context, Done done)
        : QObject(context), m_address(address), m_played(played), m_done(std::move(done))
    {
        m_bare = m_address.url();
        m_bare.setUserInfo({});
        const bool tls = m_bare.scheme() == QLatin1String("rtsps");
        m_bare.setScheme(tls ? QStringLiteral("rtsps") : QStringLiteral("rtsp"));
        connect(&m_socket, &QAbstractSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
            if (error == QAbstractSocket::HostNotFoundError)
                finish(StreamFault::HostUnknown);
            else if (error == QAbstractSocket::ConnectionRefusedError)
                finish(StreamFault::Refused);
            else
                finish(StreamFault::NoAnswer);
        });
        connect(&m_socket, &QIODevice::readyRead, this, &RtspQuestion::read);
        constexpr int RtspPort = 554, RtspsPort = 322;
        if (tls) {
            // Only the player decides whom to trust; this asks for nothing but a reason.
            m_socket.ignoreSslErrors();
            connect(&m_socket, &QSslSocket::encrypted, this, [this] { describe({}); });
            m_socket.connectToHostEncrypted(m_bare.host(), quint16(m_bare.port(RtspsPort)));
        } else {
            connect(&m_socket, &QAbstractSocket::connected, this, [this] { describe({}); });
            m_socket.connectToHost(m_bare.host(), quint16(m_bare.port(RtspPort)));
        }
        QTimer::singleShot(patienceMs, this, [this] { finish(StreamFault::NoAnswer); });
    }

private:
    void describe(const QByteArray &authorization)
    {
        m_answer.clear();
        const QByteArray url = m_bare.toEncoded();
        QByteArray text = "DESCRIBE " + url + " RTSP/1.0\r\nCSeq: " + QByteArray::number(++m_sequence) +
                          "\r\nAccept: application/sdp\r\n";
        if (!authorization.isEmpty())
            text += "Authorization: " + authorization + "\r\n";
        m_socket.write(text + "\r\n");
    }

    void read()
    {
        m_answer += m_socket.readAll();
        const qsizetype end = m_answer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QString head = QString::fromUtf8(m_answer.left(end));
        static const QRegularExpression length(QStringLiteral("^content-length:\\s*(\\d+)"),
                                               QRegularExpression::CaseInsensitiveOption |
                                                   QRegularExpression::MultilineOption);
        const qsizetype body = length.match(head).captured(1).toLongLong();
        if (m_answer.size() < end + 4 + body)
            return;
        judge(head, QString::fromUtf8(m_answer.mid(end + 4, body)));
    }

    void judge(const QString &head, const QString &description)
    {
        constexpr int Ok = 200, Unauthorized = 401, Forbidden = 403, NotFound = 404, Gone = 410;
        const int status = head.section(QLatin1Char(' '), 1, 1).toInt();
        if (status == Unauthorized && m_address.hasCredentials() && m_sequence == 1)
            describe(credentials(head));
        else if (status == Unauthorized || status == Forbidden)
            finish(StreamFault::WrongPassword);
        else if (status == NotFound || status == Gone)
            finish(StreamFault::NotFound);
        else if (status != Ok)
            finish(StreamFault::Unreadable);
        else
            judgeDescription(description);
    }

    QByteArray credentials(const QString &head) const
    {
        const QByteArray user = m_address.url().userName(QUrl::FullyDecoded).toUtf8();
        const QByteArray password = m_address.url().password(QUrl::FullyDecoded).toUtf8();
        static const QRegularExpression digest(QStringLiteral("^www-authenticate:\\s*digest\\s+(.*)$"),
                                               QRegularExpression::CaseInsensitiveOption |
                                                   QRegularExpression::MultilineOption);
        const QRegularExpressionMatch match = digest.match(head);
        if (!match.hasMatch())
            return "Basic " + (user + ':' + password).toBase64();
        const QByteArray realm = parameter(match.captured(1), "realm"), nonce = parameter(match.captured(1), "nonce");
        const QByteArray url = m_bare.toEncoded();
        const QByteArray response =
            md5(md5(user + ':' + realm + ':' + password) + ':' + nonce + ':' + md5("DESCRIBE:" + url));
        return "Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + url +
               "\", response=\"" + response + '"';
    }

    /// The server would send: what, and why is it not shown?
    void judgeDescription(const QString &description)
    {
        static const QRegularExpression video(QStringLiteral("^m=video\\s+\\S+\\s+\\S+\\s+(\\d+)"),
                                              QRegularExpression::MultilineOption);
        const QRegularExpressionMatch match = video.match(description);
        if (!match.hasMatch()) {
            finish(StreamFault::NoVideo);
            return;
        }
        if (!m_played) {
            finish(StreamFault::NoAnswer); // described, but no picture of it came
            return;
        }
        const QRegularExpression codec(QStringLiteral("^a=rtpmap:%1\\s+([^/\\s]+)").arg(match.captured(1)),
                                       QRegularExpression::MultilineOption);
        finish(StreamFault::Codec, codec.match(description).captured(1));
    }

    void finish(StreamFault fault, const QString &detail = {})
    {
        if (!m_done)
            return;
        const Done done = std::exchange(m_done, nullptr);
        m_socket.disconnect(this);
        m_socket.abort();
        deleteLater();
        done(fault, detail.isEmpty() ? m_address.host() : detail);
    }

    StreamAddress m_address;
    QUrl m_bare; ///< without user and password
    bool m_played;
    Done m_done;
    QSslSocket m_socket;
    QByteArray m_answer;
    int m_sequence = 0;
};

void askHttp(const StreamAddress &address, int patienceMs, QObject *context, const Done &done)
{
    auto *network = new QNetworkAccessManager(context);
    network->setTransferTimeout(patienceMs);
    QNetworkReply *reply = network->get(QNetworkRequest(address.url()));
    const auto finish = [network, reply, done, host = address.host()](StreamFault fault) {
        reply->disconnect();
        network->deleteLater();
        done(fault, host);
    };
    // Of a good answer the head is enough.
    QObject::connect(reply, &QNetworkReply::metaDataChanged, network, [reply, finish] {
        constexpr int Ok = 200, Partial = 206;
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status == Ok || status == Partial)
            finish(StreamFault::Unreadable);
    });
    QObject::connect(reply, &QNetworkReply::finished, network, [reply, finish] {
        switch (reply->error()) {
        case QNetworkReply::NoError:
            return finish(StreamFault::Unreadable);
        case QNetworkReply::HostNotFoundError:
            return finish(StreamFault::HostUnknown);
        case QNetworkReply::ConnectionRefusedError:
            return finish(StreamFault::Refused);
        case QNetworkReply::AuthenticationRequiredError:
        case QNetworkReply::ContentAccessDenied:
            return finish(StreamFault::WrongPassword);
        case QNetworkReply::ContentNotFoundError:
        case QNetworkReply::ContentGoneError:
            return finish(StreamFault::NotFound);
        default:
            return finish(StreamFault::NoAnswer);
        }
    });
}

}

void askWhy(const StreamAddress &address, bool played, int patienceMs, QObject *context, Done done)
{
    switch (address.kind()) {
    case StreamAddress::Kind::Rtsp:
        new RtspQuestion(address, played, patienceMs, context, std::move(done));
        return;
    case StreamAddress::Kind::Http:
        askHttp(address, patienceMs, context, done);
        return;
    default:
        break;
    }
    const StreamFault fault = address.kind() == StreamAddress::Kind::None      ? StreamFault::NoAddress
                              : address.kind() == StreamAddress::Kind::Broken  ? StreamFault::BadAddress
                              : QFileInfo::exists(address.url().toLocalFile()) ? StreamFault::Unreadable
                                                                               : StreamFault::FileMissing;
    QTimer::singleShot(0, context, [done = std::move(done), fault, host = address.host()] { done(fault, host); });
}

}
