#include "remote/RemoteProtocol.h"

#include "remote/RemoteKeys.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

namespace app::remote
{

QJsonObject read(const QString &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    return message.value(QLatin1String("yunjie")).toInt() == Version ? message : QJsonObject();
}

QString write(const char *type, QJsonObject body)
{
    body.insert(QLatin1String("yunjie"), Version);
    body.insert(QLatin1String("type"), QLatin1String(type));
    return QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact));
}

QString proofOf(const QByteArray &token, const QString &nonce)
{
    return QString::fromLatin1(
        QMessageAuthenticationCode::hash(nonce.toLatin1(), token, QCryptographicHash::Sha256).toHex());
}

QByteArray randomBytes(int count)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes.append(char(QRandomGenerator::system()->bounded(256)));
    return bytes;
}

bool isSame(const QString &a, const QString &b)
{
    if (a.size() != b.size())
        return false;
    int different = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        different |= a[i].unicode() ^ b[i].unicode();
    return different == 0;
}

QUrl urlOf(const QString &address)
{
    const QString text = address.trimmed();
    QUrl url(text.contains(QLatin1String("://")) ? text : QStringLiteral("ws://%1").arg(text), QUrl::StrictMode);
    const bool ours = url.scheme() == QLatin1String("ws") && !url.host().isEmpty() && url.userInfo().isEmpty() &&
                      (url.path().isEmpty() || url.path() == QLatin1String("/"));
    if (!url.isValid() || !ours)
        return {};
    if (url.port() < 0)
        url.setPort(RemoteKeys::UsualPort);
    return url;
}

}
