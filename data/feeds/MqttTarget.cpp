#include "feeds/MqttTarget.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

#include <mosquitto.h>

#include <cerrno>
#include <mutex>

namespace feeds
{

base::Result<MqttTarget> MqttTarget::from(const FeedConfig &config)
{
    const auto fail = [&config](const char *code, const QString &message, const QString &hint = {}) {
        return base::failure(QString::fromLatin1(code), message, config.id, {}, hint);
    };
    const QString form = QCoreApplication::translate("feeds", "write mqtt://HOST[:PORT] or mqtts://HOST[:PORT]");
    const QUrl url(config.url.contains(QLatin1String("://")) ? config.url : QStringLiteral("mqtt://") + config.url);
    MqttTarget target;
    const QString scheme = url.scheme().toLower();
    const bool plain = scheme == QLatin1String("mqtt") || scheme == QLatin1String("tcp");
    target.tls = scheme == QLatin1String("mqtts") || scheme == QLatin1String("ssl");
    // The url itself is not repeated: it may hold a password.
    if (!url.isValid() || url.host().isEmpty())
        return fail("feed-url", QCoreApplication::translate("feeds", "the broker's address cannot be read"), form);
    if (!plain && !target.tls)
        return fail("feed-url",
                    QCoreApplication::translate("feeds", "the broker's address begins with \"%1://\"").arg(scheme),
                    form);
    target.tls = target.tls || !config.caFile.isEmpty() || !config.certFile.isEmpty();
    target.host = url.host();
    target.port = quint16(url.port(target.tls ? 8883 : 1883));
    target.user = config.user.isEmpty() ? url.userName(QUrl::FullyDecoded) : config.user;
    target.password = config.password.isEmpty() ? url.password(QUrl::FullyDecoded) : config.password;
    target.caFile = config.caFile;
    target.certFile = config.certFile;
    target.keyFile = config.keyFile;
    for (const QString &file : {target.caFile, target.certFile, target.keyFile}) {
        if (!file.isEmpty() && !QFileInfo(file).isReadable())
            return fail("file-missing",
                        QCoreApplication::translate("feeds", "the TLS file %1 cannot be read").arg(file));
    }
    if (target.certFile.isEmpty() != target.keyFile.isEmpty())
        return fail("feed-url", QCoreApplication::translate(
                                    "feeds", "a client certificate needs both its certificate and its key file"));
    return target;
}

QString MqttTarget::shown() const
{
    return QStringLiteral("%1://%2:%3").arg(tls ? QStringLiteral("mqtts") : QStringLiteral("mqtt"), host).arg(port);
}

base::Status MqttTarget::configure(mosquitto *client) const
{
    const auto check = [](int code) -> base::Status {
        if (code == MOSQ_ERR_SUCCESS)
            return {};
        return base::failure(QStringLiteral("feed-settings"), mqttReason(code, errno, {}));
    };
    if (!user.isEmpty()) {
        if (auto ok = check(mosquitto_username_pw_set(client, user.toUtf8().constData(),
                                                      password.isEmpty() ? nullptr : password.toUtf8().constData()));
            !ok)
            return ok;
    }
    if (!tls)
        return {};
    const auto path = [](const QString &file) { return file.toLocal8Bit(); };
    if (caFile.isEmpty()) {
        if (auto ok = check(mosquitto_int_option(client, MOSQ_OPT_TLS_USE_OS_CERTS, 1)); !ok)
            return ok;
    }
    if (!caFile.isEmpty() || !certFile.isEmpty()) {
        // An encrypted key must not make a graphical program ask on a terminal.
        const auto noPassphrase = [](char *, int, int, void *) { return 0; };
        // Without a CA file of its own, a client certificate goes with the CAs of the system.
        const int code = mosquitto_tls_set(client, caFile.isEmpty() ? nullptr : path(caFile).constData(),
                                           caFile.isEmpty() ? "/etc/ssl/certs" : nullptr,
                                           certFile.isEmpty() ? nullptr : path(certFile).constData(),
                                           keyFile.isEmpty() ? nullptr : path(keyFile).constData(), noPassphrase);
        if (auto ok = check(code); !ok)
            return ok;
    }
    return check(mosquitto_tls_opts_set(client, 1, nullptr, nullptr));
}

static QString systemReason(int error)
{
    switch (error) {
    case ECONNREFUSED:
        return QCoreApplication::translate("feeds", "nobody answers at that address and port (connection refused)");
    case EHOSTUNREACH:
    case ENETUNREACH:
        return QCoreApplication::translate("feeds", "there is no network route to the broker");
    case ETIMEDOUT:
        return QCoreApplication::translate("feeds", "the broker did not answer in time");
    case ECONNRESET:
    case EPIPE:
        return QCoreApplication::translate("feeds", "the connection was cut");
    default:
        return qt_error_string(error);
    }
}

QString mqttReason(int code, int systemError, const QString &detail)
{
    switch (code) {
    case MOSQ_ERR_ERRNO:
        return systemError != 0 ? systemReason(systemError)
                                : QCoreApplication::translate("feeds", "the connection was cut");
    case MOSQ_ERR_CONN_LOST:
        return QCoreApplication::translate("feeds", "the broker closed the connection");
    case MOSQ_ERR_EAI:
        return QCoreApplication::translate("feeds", "the broker's host name cannot be resolved");
    case MOSQ_ERR_TLS:
    case MOSQ_ERR_TLS_HANDSHAKE:
        return detail.isEmpty() ? QCoreApplication::translate("feeds", "no secure connection (TLS)")
                                : QCoreApplication::translate("feeds", "no secure connection (TLS): %1").arg(detail);
    case MOSQ_ERR_KEEPALIVE:
        return QCoreApplication::translate("feeds", "the broker stopped answering");
    case MOSQ_ERR_PROTOCOL:
    case MOSQ_ERR_MALFORMED_PACKET:
        return QCoreApplication::translate("feeds", "what answers there does not speak MQTT");
    default:
        return QString::fromUtf8(mosquitto_strerror(code));
    }
}

QString mqttRefusal(int connackCode)
{
    switch (connackCode) {
    case 1:
        return QCoreApplication::translate("feeds", "the broker refuses this version of MQTT");
    case 2:
        return QCoreApplication::translate("feeds", "the broker refuses the client's name");
    case 3:
        return QCoreApplication::translate("feeds", "the broker is not available");
    case 4:
        return QCoreApplication::translate("feeds", "wrong user name or password");
    case 5:
        return QCoreApplication::translate("feeds", "not authorised: wrong user name or password, or none given");
    default:
        return QString::fromUtf8(mosquitto_connack_string(connackCode));
    }
}

void initialiseMqtt()
{
    static std::once_flag once;
    std::call_once(once, [] { mosquitto_lib_init(); });
}

}
