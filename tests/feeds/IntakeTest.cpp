#include "IntakeTest.h"

#include <QNetworkReply>
#include <QTcpSocket>

IntakeTest::Answer IntakeTest::ask(const QString &url, const QByteArray &body, const QByteArray &type,
                                   const QByteArray &bearer, const QByteArray &repeatable)
{
    QNetworkRequest request{QUrl(url)};
    if (!bearer.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + bearer);
    if (!repeatable.isEmpty())
        request.setRawHeader("Idempotency-Key", repeatable);
    if (!type.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, type);
    request.setSslConfiguration(m_tls);
    QNetworkReply *reply = type.isEmpty() ? m_network.get(request) : m_network.post(request, body);
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 8000))
        QTest::qFail("no answer", __FILE__, __LINE__);
    Answer answer{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                  QJsonDocument::fromJson(reply->readAll()), reply->rawHeader("Retry-After")};
    reply->deleteLater();
    return answer;
}

QByteArray IntakeTest::talk(const QString &address, const QByteArray &bytes, int ms)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), quint16(QUrl(address).port()));
    if (!socket.waitForConnected(1000))
        return "not connected";
    socket.write(bytes);
    QByteArray all;
    const bool closed = QTest::qWaitFor(
        [&] {
            all += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState;
        },
        ms);
    return closed ? all : "left open " + all;
}

domain::Catalogue smallCatalogue()
{
    domain::Catalogue catalogue;
    domain::EventType noise;
    noise.id = QStringLiteral("noise");
    noise.domain = QStringLiteral("environment");
    noise.name = {QStringLiteral("Noise"), QStringLiteral("噪声扰民")};
    noise.aliases = {QStringLiteral("Noise - Residential")};
    catalogue.domains = {{QStringLiteral("environment"), {QStringLiteral("Environment"), QStringLiteral("生态环境")}}};
    catalogue.types = {noise};
    return catalogue;
}
