#pragma once

#include "base/Result.h"
#include "feeds/Feed.h"

#include <QByteArray>

#include <memory>

namespace feeds
{

/// Sends messages to a broker at QoS 1 and knows which have arrived. libmosquitto's own thread does the sending; the
/// functions here are for one thread.
class MqttPublisher
{
public:
    MqttPublisher();
    ~MqttPublisher(); ///< leaves the broker; what is not acknowledged by then is lost

    /// Connects and waits for the broker's answer, at most `patienceMs`. The last will is a retained message that the
    /// broker sends when we are cut off. Errors "feed-url", "file-missing", "broker-unreachable".
    struct Will {
        QString topic;
        QByteArray payload;
    };
    base::Status open(const FeedConfig &config, int patienceMs = 10000, const Will &will = {});
    /// Queues a message; waits while more than a few thousand are on their way. False where the connection is gone.
    bool publish(const QString &topic, const QByteArray &payload, bool retain = false);
    /// Waits until all are acknowledged, at most so long; false where some are not.
    bool waitForAcks(int patienceMs);
    /// Cuts the connection without a good-bye, as a crash would: the broker sends the last will.
    void cut();
    quint64 sent() const;
    quint64 acknowledged() const;
    /// Why the connection was lost; empty while it stands.
    QString failure() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
