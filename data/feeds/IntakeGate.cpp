#include "feeds/IntakeGate.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>
#include <cstring>

namespace feeds
{

static constexpr qsizetype MostHeaders = 100;
static constexpr qint64 MostLength = qint64(1) << 40;

IntakeHead readIntakeHead(const QByteArray &head)
{
    IntakeHead result;
    const auto isToken = [](const QByteArray &text) {
        return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c));
        });
    };
    const auto isPlain = [](const QByteArray &text) {
        return std::all_of(text.begin(), text.end(),
                           [](char c) { return c == '\t' || (uchar(c) >= 0x20 && c != 0x7f); });
    };
    QList<QByteArray> lines = head.split('\n');
    if (lines.size() > MostHeaders + 1)
        return result;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i + 1 < lines.size()) {
            if (!lines[i].endsWith('\r'))
                return result;
            lines[i].chop(1);
        }
        if (!isPlain(lines[i]))
            return result;
    }
    const QList<QByteArray> first = lines.first().split(' ');
    if (first.size() != 3 || !isToken(first[0]) || !first[1].startsWith('/') ||
        (first[2] != "HTTP/1.1" && first[2] != "HTTP/1.0"))
        return result;
    const QByteArray &method = first[0];
    result.needsLength = method == "POST" || method == "PUT" || method == "PATCH";
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        const QByteArray name = lines[i].left(colon).toLower(), value = lines[i].mid(colon + 1).trimmed();
        if (colon < 1 || !isToken(name))
            return result;
        if (name == "transfer-encoding")
            result.chunked = true;
        if (name == "expect")
            result.expectsContinue = value.toLower() == "100-continue";
        if (name != "content-length")
            continue;
        // Two lengths are how requests are smuggled.
        const bool digits = !value.isEmpty() && value.size() < 15 &&
                            std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (result.hasLength || !digits)
            return result;
        result.hasLength = true;
        result.length = std::min(value.toLongLong(), MostLength);
    }
    result.isSane = true;
    return result;
}

IntakeGate::IntakeGate(const IntakeLimits &limits, std::optional<QSslConfiguration> tls, QObject *parent)
    : QTcpServer(parent), m_limits(limits), m_tls(std::move(tls))
{
}

void IntakeGate::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = m_tls ? new QSslSocket(this) : new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    ++m_open;
    connect(socket, &QObject::destroyed, this, [this] { --m_open; });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->setReadBufferSize(m_limits.headBytes + m_limits.bodyBytes + 1024);
    auto *deadline = new QTimer(socket);
    deadline->setSingleShot(true);
    connect(deadline, &QTimer::timeout, socket, [socket] {
        socket->abort();
        socket->deleteLater();
    });
    deadline->start(m_limits.requestMs);
    if (auto *encrypted = qobject_cast<QSslSocket *>(socket)) {
        encrypted->setSslConfiguration(*m_tls);
        encrypted->startServerEncryption();
    }
    if (m_open > m_limits.connections) {
        refuse(socket, 503, "Service Unavailable",
               QCoreApplication::translate("feeds", "more connections than are allowed at once"));
        return;
    }
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { look(socket); });
}

void IntakeGate::look(QTcpSocket *socket)
{
    const QByteArray all = socket->peek(m_limits.headBytes + m_limits.bodyBytes + 1024);
    const qsizetype end = all.indexOf("\r\n\r\n");
    if (end > m_limits.headBytes || (end < 0 && all.size() > m_limits.headBytes)) {
        refuse(socket, 431, "Request Header Fields Too Large",
               QCoreApplication::translate("feeds", "a request with too many headers"));
        return;
    }
    if (end < 0) {
        // What cannot become a request need not be waited for.
        if (!all.isEmpty() && !(all[0] >= 'A' && all[0] <= 'Z'))
            refuse(socket, 400, "Bad Request", QCoreApplication::translate("feeds", "not a request of HTTP"));
        return;
    }
    const IntakeHead head = readIntakeHead(all.left(end));
    if (!head.isSane) {
        refuse(socket, 400, "Bad Request", QCoreApplication::translate("feeds", "not a request of HTTP"));
        return;
    }
    if (head.chunked || (head.needsLength && !head.hasLength)) {
        refuse(socket, 411, "Length Required", QCoreApplication::translate("feeds", "a request that hides its length"));
        return;
    }
    if (head.length > m_limits.bodyBytes) {
        refuse(socket, 413, "Content Too Large", QCoreApplication::translate("feeds", "a request that is too large"));
        return;
    }
    if (all.size() < end + 4 + head.length) {
        if (head.expectsContinue && !socket->property("continued").toBool()) {
            socket->setProperty("continued", true);
            socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        return;
    }
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    socket->findChild<QTimer *>(QString(), Qt::FindDirectChildrenOnly)->start(m_limits.answerMs);
    addPendingConnection(socket);
    // The server that takes it waits for more to come; all has come.
    QMetaObject::invokeMethod(socket, "readyRead", Qt::QueuedConnection);
}

void IntakeGate::refuse(QTcpSocket *socket, int status, const QByteArray &phrase, const QString &reason)
{
    Q_EMIT refused(socket->peerAddress().toString(), reason);
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    const QByteArray body = "[{\"code\":" + QByteArray::number(status) + ",\"description\":\"" + phrase + "\"}]";
    socket->write("HTTP/1.1 " + QByteArray::number(status) + ' ' + phrase +
                  "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                  QByteArray::number(body.size()) + "\r\n\r\n" + body);
    socket->disconnectFromHost();
}

}
