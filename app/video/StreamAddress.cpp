#include "video/StreamAddress.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace app
{

/// Percent-encoded, unless it is already.
static QString escaped(const QString &part)
{
    static const QRegularExpression already(QStringLiteral("%[0-9A-Fa-f]{2}"));
    return part.contains(already) ? part : QString::fromLatin1(QUrl::toPercentEncoding(part));
}

StreamAddress::StreamAddress(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return;
    const qsizetype slashes = trimmed.indexOf(QLatin1String("://"));
    if (slashes < 0) {
        m_kind = Kind::File;
        m_url = QUrl::fromLocalFile(QFileInfo(trimmed).absoluteFilePath());
        return;
    }
    const QString scheme = trimmed.left(slashes).toLower();
    const bool rtsp = scheme.startsWith(QLatin1String("rtsp")), http = scheme.startsWith(QLatin1String("http"));
    m_kind = rtsp ? Kind::Rtsp : http ? Kind::Http : scheme == QLatin1String("file") ? Kind::File : Kind::Broken;
    QString rest = trimmed.mid(slashes + 3);
    if (rtsp || http) {
        // The last @ before the path ends what was typed as user and password.
        const qsizetype from = rest.lastIndexOf(QLatin1Char('@'), rest.indexOf(QLatin1Char('/')));
        if (from > 0 && (rest.indexOf(QLatin1Char('/')) < 0 || from < rest.indexOf(QLatin1Char('/')))) {
            const QString user = rest.left(from).section(QLatin1Char(':'), 0, 0);
            const bool hasPassword = rest.left(from).contains(QLatin1Char(':'));
            const QString password = rest.left(from).section(QLatin1Char(':'), 1);
            rest = escaped(user) + (hasPassword ? QLatin1Char(':') + escaped(password) : QString()) + rest.mid(from);
        }
    }
    m_url = QUrl(scheme + QStringLiteral("://") + rest);
    if (!m_url.isValid() || (m_kind != Kind::File && m_url.host().isEmpty()))
        m_kind = Kind::Broken;
}

QUrl StreamAddress::played() const
{
    QUrl url = m_url;
    // GStreamer's name for RTSP that is interleaved with its own TCP connection.
    if (url.scheme() == QLatin1String("rtsp"))
        url.setScheme(QStringLiteral("rtspt"));
    return url;
}

QString StreamAddress::host() const
{
    return m_kind == Kind::File ? m_url.fileName() : m_url.host();
}

QString withoutCredentials(QString text)
{
    static const QRegularExpression user(QStringLiteral("(\\b[A-Za-z][A-Za-z0-9+.-]*://)[^/\\s\"'<>]*@"));
    static const QRegularExpression secret(
        QStringLiteral("([?&](?:user|username|usr|password|passwd|pwd|pass|token|auth|key|secret|sign|signature)=)"
                       "[^&\\s\"'<>]+"),
        QRegularExpression::CaseInsensitiveOption);
    text.replace(user, QStringLiteral("\\1"));
    text.replace(secret, QStringLiteral("\\1***"));
    return text;
}

static QtMessageHandler s_before = nullptr;

void keepCredentialsOutOfLogs()
{
    if (s_before)
        return;
    s_before = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &message) {
        s_before(type, context, message.contains(QLatin1String("://")) ? withoutCredentials(message) : message);
    });
}

}
