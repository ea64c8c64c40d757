#include "feeds/MqttPublisher.h"

#include "feeds/MqttTarget.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <mosquitto.h>
#include <sys/socket.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace feeds
{

static constexpr quint64 MostOnTheirWay = 4000;

struct MqttPublisher::Impl {
    mosquitto *client = nullptr;
    std::mutex mutex;
    std::condition_variable changed;
    bool answered = false, connected = false;
    QString reason, detail;
    std::atomic<quint64> sent = 0, acknowledged = 0;

    void onConnected(int code)
    {
        const std::lock_guard lock(mutex);
        answered = true;
        connected = code == 0;
        if (code != 0)
            reason = mqttRefusal(code);
        changed.notify_all();
    }
    void onDisconnected(int code)
    {
        const std::lock_guard lock(mutex);
        answered = true;
        connected = false;
        if (reason.isEmpty())
            reason = mqttReason(code, errno, detail);
        changed.notify_all();
    }
    void onPublished()
    {
        ++acknowledged;
        // Taking the lock orders this with a waiter that has just looked.
        const std::lock_guard lock(mutex);
        changed.notify_all();
    }
    void onLog(const char *text)
    {
        const QString line = QString::fromUtf8(text);
        if (!line.startsWith(QLatin1String("OpenSSL Error")))
            return;
        const std::lock_guard lock(mutex);
        detail = line.section(u':', -1).trimmed();
    }
};

MqttPublisher::MqttPublisher() : m_impl(new Impl) {}

MqttPublisher::~MqttPublisher()
{
    if (!m_impl->client)
        return;
    mosquitto_disconnect(m_impl->client);
    mosquitto_loop_stop(m_impl->client, true);
    mosquitto_destroy(m_impl->client);
}

base::Status MqttPublisher::open(const FeedConfig &config, int patienceMs, const Will &will)
{
    initialiseMqtt();
    const auto target = MqttTarget::from(config);
    if (!target)
        return tl::unexpected(target.error());
    const auto unreachable = [&target](const QString &why) {
        return base::failure(QStringLiteral("broker-unreachable"), why, target->shown());
    };
    Impl &d = *m_impl;
    const QByteArray name = "yunjie-simulate-" + QByteArray::number(QRandomGenerator::system()->generate64(), 36);
    d.client = mosquitto_new(name.constData(), true, &d);
    if (!d.client)
        return unreachable(QCoreApplication::translate("feeds", "out of memory"));
    mosquitto_connect_callback_set(
        d.client, [](mosquitto *, void *object, int code) { static_cast<Impl *>(object)->onConnected(code); });
    mosquitto_disconnect_callback_set(
        d.client, [](mosquitto *, void *object, int code) { static_cast<Impl *>(object)->onDisconnected(code); });
    mosquitto_publish_callback_set(d.client,
                                   [](mosquitto *, void *object, int) { static_cast<Impl *>(object)->onPublished(); });
    mosquitto_log_callback_set(
        d.client, [](mosquitto *, void *object, int, const char *text) { static_cast<Impl *>(object)->onLog(text); });
    mosquitto_max_inflight_messages_set(d.client, 200);
    if (auto ok = target->configure(d.client); !ok)
        return ok;
    if (!will.topic.isEmpty())
        mosquitto_will_set(d.client, will.topic.toUtf8().constData(), int(will.payload.size()),
                           will.payload.constData(), 1, true);
    errno = 0;
    const int code = mosquitto_connect(d.client, target->host.toUtf8().constData(), target->port, 30);
    if (code != MOSQ_ERR_SUCCESS)
        return unreachable(mqttReason(code, errno, d.detail));
    mosquitto_loop_start(d.client);
    std::unique_lock lock(d.mutex);
    d.changed.wait_for(lock, std::chrono::milliseconds(patienceMs), [&d] { return d.answered; });
    if (!d.answered)
        return unreachable(QCoreApplication::translate("feeds", "the broker did not answer in time"));
    if (!d.connected)
        return unreachable(d.reason);
    return {};
}

bool MqttPublisher::publish(const QString &topic, const QByteArray &payload, bool retain)
{
    Impl &d = *m_impl;
    {
        std::unique_lock lock(d.mutex);
        d.changed.wait(lock, [&d] { return !d.connected || d.sent - d.acknowledged < MostOnTheirWay; });
        if (!d.connected)
            return false;
    }
    ++d.sent;
    const int code = mosquitto_publish(d.client, nullptr, topic.toUtf8().constData(), int(payload.size()),
                                       payload.constData(), 1, retain);
    if (code != MOSQ_ERR_SUCCESS)
        --d.sent;
    return code == MOSQ_ERR_SUCCESS;
}

bool MqttPublisher::waitForAcks(int patienceMs)
{
    Impl &d = *m_impl;
    std::unique_lock lock(d.mutex);
    return d.changed.wait_for(lock, std::chrono::milliseconds(patienceMs), [&d] {
        return !d.connected || d.acknowledged >= d.sent;
    }) && d.acknowledged >= d.sent;
}

void MqttPublisher::cut()
{
    if (m_impl->client && mosquitto_socket(m_impl->client) >= 0)
        shutdown(mosquitto_socket(m_impl->client), SHUT_RDWR);
}

quint64 MqttPublisher::sent() const
{
    return m_impl->sent;
}

quint64 MqttPublisher::acknowledged() const
{
    return m_impl->acknowledged;
}

QString MqttPublisher::failure() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->connected ? QString() : m_impl->reason;
}

}
