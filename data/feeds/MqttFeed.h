#pragma once

#include "feeds/FeedWorker.h"
#include "feeds/MqttTarget.h"
#include "feeds/Payload.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>

struct mosquitto;
struct mosquitto_message;

namespace feeds
{

/// How patient an MQTT feed is, in milliseconds.
struct MqttPatience {
    int firstRetry = 500, longestRetry = 30000; ///< doubles, half of it by chance
    int answer = 10000;                         ///< from the attempt to the broker's CONNACK
    int keepAlive = 15000;                      ///< a broker that says nothing is given up after 1.5 times this
    int held = 6000;       ///< a broker is left unread for so long before it is left altogether; below keepAlive
    int lagWindow = 30000; ///< over which the source's clock is judged
};

/// Listens to a broker: QoS 1 subscriptions to observations, device states and requests. Comes back by itself after the
/// broker went away, with exponential back-off and jitter. Nothing in it blocks.
///
/// With a client id the session is persistent: what is sent at QoS 1 while nobody listens is kept by the broker, and
/// what it sends again is told apart by its time. While more comes than can be kept, nothing is read, and after a while
/// the broker is left, which then keeps what comes. Two programs under one client id throw each other out; the feed
/// then goes on without a lasting session, with a warning.
class MqttFeed : public FeedWorker
{
    Q_OBJECT

public:
    MqttFeed(FeedConfig config, std::function<void()> wake, MqttPatience patience = {});
    ~MqttFeed() override;

    void open() override;
    void close() override;
    void setHeldBack(bool heldBack) override;

private:
    void resolve();
    void connectTo(const QString &host);
    void watchSocket();
    void readSocket();
    void writeSocket();
    void look();
    void finishStep(int code);
    void lose(const QString &reason);
    bool isPersistent() const;
    /// Whether something else than the source stops the reading: the store, or a main thread that does not come.
    bool mustWait() const { return m_heldBack || (isPersistent() && isBacklogged()); }
    void hold();
    void release();
    void dropClient();
    void onConnected(int code);
    void onSubscribed(int granted, const int *qos);
    void onMessage(const mosquitto_message *message);
    void onLog(const char *text);

    const MqttPatience m_patience;
    MqttTarget m_target;
    Times m_times;
    PayloadReader m_reader;
    mosquitto *m_client = nullptr;
    std::unique_ptr<QSocketNotifier> m_readable, m_writable;
    QTimer m_lookTimer, m_retryTimer, m_answerTimer;
    int m_lookup = -1;
    int m_attempts = 0;
    quint64 m_handled = 0; ///< packets that reached a callback
    int m_socketError = 0;
    bool m_connected = false;
    QString m_refusal, m_tlsDetail;
    qint64 m_lastHeard = 0; ///< ms UTC
    qint64 m_secondAt = 0;
    bool m_heldBack = false; ///< by the store
    qint64 m_heldSince = 0;  ///< by m_clock, ms; 0: it is read
    bool m_left = false;     ///< the broker, while held back
    QElapsedTimer m_clock;
    qint64 m_subscribedAt = -1; ///< by m_clock; -1: not since the last attempt
    int m_shortLives = 0;       ///< connections one after the other that were cut soon after they stood
    bool m_idTaken = false;
    bool m_closing = false;
    bool m_warnedZone = false;
};

}
