#include "TestServer.h"

#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>

TestServer::TestServer(Answer answer, const std::optional<QSslConfiguration> &tls)
    : m_server(std::make_unique<QTcpServer>()), m_answer(std::move(answer))
{
    if (tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*tls);
        m_server = std::move(server);
        m_scheme = QStringLiteral("https");
    }
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    m_server->listen(QHostAddress::LocalHost);
    m_port = m_server->serverPort();
}

void TestServer::stop()
{
    m_server->close();
    for (QTcpSocket *socket : m_server->findChildren<QTcpSocket *>())
        socket->abort();
}

bool TestServer::start()
{
    return m_server->listen(QHostAddress::LocalHost, m_port);
}

QString TestServer::url(const QString &path) const
{
    return QStringLiteral("%1://127.0.0.1:%2%3").arg(m_scheme).arg(m_port).arg(path);
}

void TestServer::serve(QTcpSocket *socket)
{
    const QByteArray all = socket->peek(1 << 20);
    const qsizetype end = all.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    Request request;
    const QList<QByteArray> lines = all.left(end).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        request.headers.insert(lines[i].left(colon).trimmed().toLower(), lines[i].mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (all.size() < end + 4 + length)
        return;
    socket->read(end + 4 + length);
    request.body = all.mid(end + 4, length);
    requests.push_back(request);
    const Reply reply = m_answer ? m_answer(request) : Reply{404};
    if (reply.how == Reply::How::Hang)
        return;
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) +
                      " Said\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    for (const auto &[name, value] : reply.headers)
        head += name + ": " + value + "\r\n";
    head += "\r\n";
    if (reply.how == Reply::How::Cut) {
        socket->write(head + reply.body.left(reply.body.size() / 2));
        socket->disconnectFromHost();
    } else if (reply.how == Reply::How::Trickle) {
        socket->write(head);
        auto *timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket,
                [socket, body = reply.body, at = qsizetype(0)]() mutable { socket->write(body.mid(at++, 1)); });
        timer->start(50);
    } else {
        socket->write(head + reply.body);
    }
}
