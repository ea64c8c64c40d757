#pragma once

#include <QSslConfiguration>
#include <QTcpServer>

#include <optional>

namespace feeds
{

/// What an intake puts up with.
struct IntakeLimits {
    int headBytes = 16 << 10, bodyBytes = 64 << 10;
    int requestMs = 10000; ///< for a whole request to come
    int answerMs = 20000;  ///< for it to be answered and taken
    int connections = 64;
    int perMinute = 120, burst = 60; ///< requests of one address
    int keepMs = 10000;              ///< how long a report waits to be kept before its reporter is told to come again
};

/// What stands before Qt HttpServer, which takes requests of any size and takes any time over them: hands it only
/// connections with one whole, well-formed request of HTTP/1.0 or 1.1 (RFC 9112) within the limits, and cuts off the
/// others. A connection is for one request.
class IntakeGate : public QTcpServer
{
    Q_OBJECT

public:
    IntakeGate(const IntakeLimits &limits, std::optional<QSslConfiguration> tls, QObject *parent);

Q_SIGNALS:
    /// `reason` is translated.
    void refused(const QString &address, const QString &reason);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void look(QTcpSocket *socket);
    void refuse(QTcpSocket *socket, int status, const QByteArray &phrase, const QString &reason);

    const IntakeLimits m_limits;
    const std::optional<QSslConfiguration> m_tls;
    int m_open = 0;
};

/// The head of a request, checked.
struct IntakeHead {
    bool isSane = false;
    bool chunked = false, expectsContinue = false, hasLength = false, needsLength = false;
    qint64 length = 0;
};
/// `head` without the empty line at its end.
IntakeHead readIntakeHead(const QByteArray &head);

}
