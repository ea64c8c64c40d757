#pragma once

#include <QHash>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <memory>
#include <optional>

/// A small HTTP server on a free loopback port that answers as a test tells it, and misbehaves as told.
class TestServer : public QObject
{
    Q_OBJECT

public:
    struct Request {
        QByteArray method, target;
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
        QByteArray body;
        QString path() const { return QUrl::fromEncoded(target).path(); }
        QString query(const char *name) const
        {
            return QUrlQuery(QUrl::fromEncoded(target)).queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
        }
        bool has(const char *name) const
        {
            return QUrlQuery(QUrl::fromEncoded(target)).hasQueryItem(QLatin1String(name));
        }
    };
    struct Reply {
        int status = 200;
        QByteArray body = {};
        QList<QPair<QByteArray, QByteArray>> headers = {};
        enum class How { Whole, Cut, Hang, Trickle } how = How::Whole;
    };
    using Answer = std::function<Reply(const Request &)>;

    explicit TestServer(Answer answer = {}, const std::optional<QSslConfiguration> &tls = {});
    void answer(Answer answer) { m_answer = std::move(answer); }
    /// Closes the port; `start` opens the same one again.
    void stop();
    bool start();
    QString url(const QString &path = {}) const;

    std::vector<Request> requests;

private:
    void serve(QTcpSocket *socket);

    std::unique_ptr<QTcpServer> m_server;
    QString m_scheme = QStringLiteral("http");
    quint16 m_port = 0;
    Answer m_answer;
};

inline TestServer::Reply json(const QByteArray &body, int status = 200)
{
    return {status, body, {{"Content-Type", "application/json; charset=utf-8"}}};
}
