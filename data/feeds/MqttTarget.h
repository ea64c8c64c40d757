#pragma once

#include "base/Result.h"
#include "feeds/Feed.h"

struct mosquitto;

namespace feeds
{

/// Where a broker is and how to be let in. Its password goes to libmosquitto and nowhere else: no text holds it.
struct MqttTarget {
    QString host;
    quint16 port = 1883;
    bool tls = false;
    QString user, password;
    QString caFile, certFile, keyFile;

    /// From the feed's url (user and password percent-decoded); the feed's own user and password win. A CA or client
    /// certificate asks for TLS even where the url says mqtt://. Error "feed-url" or "file-missing".
    static base::Result<MqttTarget> from(const FeedConfig &config);
    /// "mqtts://HOST:PORT", fit to be shown.
    QString shown() const;
    /// Sets user, password and TLS of a client that is not connected yet.
    base::Status configure(mosquitto *client) const;
};

/// Why a call of libmosquitto failed, translated; `systemError` is errno where the code says so. `detail`: the last
/// line that OpenSSL logged; may be empty.
QString mqttReason(int code, int systemError, const QString &detail);
/// Why a broker refused a connection (MQTT 3.1.1, 3.2.2.3), translated.
QString mqttRefusal(int connackCode);
/// libmosquitto's own initialisation, once a process.
void initialiseMqtt();

}
