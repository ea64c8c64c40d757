#include "feeds/MqttFeed.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHostInfo>
#include <QRandomGenerator>

#include <mosquitto.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace feeds
{

/// Packets read before other things of this thread get their turn.
static constexpr int PacketsAtOnce = 256;
static constexpr int LookMs = 100;
/// A client id is used twice where the broker takes us in at once and cuts us off again so soon, so often.
static constexpr qint64 ShortLifeMs = 20000;
static constexpr int ShortLives = 4;

static MqttFeed *self(void *object)
{
    return static_cast<MqttFeed *>(object);
}

MqttFeed::MqttFeed(FeedConfig config, std::function<void()> wake, MqttPatience patience)
    : FeedWorker(std::move(config), std::move(wake)), m_patience(patience), m_times(this->config().timezone),
      m_reader(m_times), m_lookTimer(this), m_retryTimer(this), m_answerTimer(this)
{
    m_clock.start();
    setLagWindow(patience.lagWindow);
    setKeepsAll(isPersistent());
    m_lookTimer.setInterval(LookMs);
    m_retryTimer.setSingleShot(true);
    m_answerTimer.setSingleShot(true);
    connect(&m_lookTimer, &QTimer::timeout, this, &MqttFeed::look);
    connect(&m_retryTimer, &QTimer::timeout, this, &MqttFeed::resolve);
    connect(&m_answerTimer, &QTimer::timeout, this,
            [this] { lose(QCoreApplication::translate("feeds", "%1 does not answer").arg(m_target.shown())); });
}

MqttFeed::~MqttFeed()
{
    dropClient();
}

void MqttFeed::open()
{
    initialiseMqtt();
    auto target = MqttTarget::from(config());
    if (!target) {
        // Nothing that waiting would mend.
        warn(target.error().code, {}, target.error().message);
        setState(FeedStatus::State::Failed, target.error().message);
        return;
    }
    m_target = std::move(*target);
    m_lookTimer.start();
    resolve();
}

void MqttFeed::close()
{
    m_closing = true;
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    m_lookTimer.stop();
    m_retryTimer.stop();
    m_answerTimer.stop();
    if (m_client && m_connected) {
        mosquitto_disconnect(m_client);
        mosquitto_loop_write(m_client, 1);
    }
    dropClient();
    flush();
}

void MqttFeed::resolve()
{
    // libmosquitto resolves names by a call that may block for long; asking first, off this thread, leaves it an
    // address or a name that answers.
    m_lookup = QHostInfo::lookupHost(m_target.host, this, [this](const QHostInfo &info) {
        m_lookup = -1;
        if (m_closing)
            return;
        const QList<QHostAddress> addresses = info.addresses();
        if (addresses.isEmpty()) {
            lose(QCoreApplication::translate("feeds", "the host name %1 cannot be resolved").arg(m_target.host));
            return;
        }
        // Each attempt tries the next address. A certificate is checked against the name, so TLS needs the name itself.
        connectTo(m_target.tls ? m_target.host : addresses.at(m_attempts % addresses.size()).toString());
    });
}

void MqttFeed::connectTo(const QString &host)
{
    dropClient();
    m_refusal.clear();
    m_tlsDetail.clear();
    m_socketError = 0;
    m_subscribedAt = -1;
    const bool isLasting = isPersistent();
    const QByteArray name = isLasting ? config().clientId.toUtf8()
                                      : "yunjie-" + QByteArray::number(QRandomGenerator::system()->generate64(), 36);
    m_client = mosquitto_new(name.constData(), !isLasting, this);
    if (!m_client) {
        lose(QCoreApplication::translate("feeds", "out of memory"));
        return;
    }
    mosquitto_connect_callback_set(m_client,
                                   [](mosquitto *, void *object, int code) { self(object)->onConnected(code); });
    mosquitto_subscribe_callback_set(m_client, [](mosquitto *, void *object, int, int count, const int *qos) {
        self(object)->onSubscribed(count, qos);
    });
    mosquitto_message_callback_set(m_client, [](mosquitto *, void *object, const mosquitto_message *message) {
        self(object)->onMessage(message);
    });
    mosquitto_log_callback_set(m_client,
                               [](mosquitto *, void *object, int, const char *text) { self(object)->onLog(text); });
    if (const auto ok = m_target.configure(m_client); !ok) {
        lose(ok.error().message);
        return;
    }
    m_answerTimer.start(m_patience.answer);
    errno = 0;
    const int code = mosquitto_connect_async(m_client, host.toUtf8().constData(), m_target.port,
                                             std::max(5, m_patience.keepAlive / 1000));
    const int error = errno;
    if (code != MOSQ_ERR_SUCCESS || mosquitto_socket(m_client) < 0) {
        lose(mqttReason(code, error, m_tlsDetail));
        return;
    }
    watchSocket();
}

void MqttFeed::watchSocket()
{
    const int socket = mosquitto_socket(m_client);
    m_readable = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read);
    m_writable = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Write);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &MqttFeed::readSocket);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &MqttFeed::writeSocket);
}

void MqttFeed::readSocket()
{
    // One call reads one packet; with TLS several may wait decrypted while the socket itself has nothing more.
    int code = MOSQ_ERR_SUCCESS;
    for (int i = 0; i < PacketsAtOnce && code == MOSQ_ERR_SUCCESS; ++i) {
        const quint64 before = m_handled;
        errno = 0;
        code = mosquitto_loop_read(m_client, 1);
        if (m_handled == before)
            break;
    }
    // At once: the hub gathers what comes close together.
    flush();
    finishStep(code);
    if (m_readable && m_connected && mustWait())
        hold();
}

bool MqttFeed::isPersistent() const
{
    return config().persistent && !config().clientId.isEmpty() && !m_idTaken;
}

void MqttFeed::setHeldBack(bool heldBack)
{
    m_heldBack = heldBack;
    if (m_heldSince != 0 && !mustWait())
        release();
    else if (m_heldSince == 0 && m_connected && mustWait())
        hold();
}

void MqttFeed::hold()
{
    if (m_heldSince != 0)
        return;
    m_heldSince = std::max<qint64>(1, m_clock.elapsed());
    m_readable->setEnabled(false);
}

void MqttFeed::release()
{
    m_heldSince = 0;
    if (std::exchange(m_left, false))
        resolve();
    else if (m_readable)
        m_readable->setEnabled(true);
}

void MqttFeed::writeSocket()
{
    if (!m_connected && m_socketError == 0) {
        socklen_t size = sizeof m_socketError;
        getsockopt(mosquitto_socket(m_client), SOL_SOCKET, SO_ERROR, &m_socketError, &size);
        if (m_socketError != 0) {
            lose(mqttReason(MOSQ_ERR_ERRNO, m_socketError, {}));
            return;
        }
    }
    errno = 0;
    finishStep(mosquitto_loop_write(m_client, 1));
}

void MqttFeed::finishStep(int code)
{
    const int error = errno;
    if (!m_refusal.isEmpty())
        lose(m_refusal);
    else if (code != MOSQ_ERR_SUCCESS)
        lose(mqttReason(code, error, m_tlsDetail));
    else if (m_writable)
        m_writable->setEnabled(mosquitto_want_write(m_client));
}

void MqttFeed::look()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (m_heldSince != 0 && !mustWait())
        release();
    if (m_heldSince != 0 && !m_left && m_clock.elapsed() - m_heldSince > m_patience.held) {
        // The answers to our signs of life wait behind what is not read, so one would soon be taken for dead: better to
        // leave in good order.
        m_left = true;
        if (m_client && m_connected) {
            mosquitto_disconnect(m_client);
            mosquitto_loop_write(m_client, 1);
        }
        m_retryTimer.stop();
        dropClient();
        if (!isPersistent())
            warn(QStringLiteral("feed-held-back"), {},
                 QCoreApplication::translate(
                     "feeds", "more comes than can be kept, and without a client id the broker keeps nothing"));
        setState(FeedStatus::State::Paused,
                 QCoreApplication::translate("feeds", "held back until the store has caught up"));
    }
    if (now - m_secondAt >= 1000) {
        m_secondAt = now;
        everySecond();
        if (m_client && m_connected) {
            errno = 0;
            finishStep(mosquitto_loop_misc(m_client));
        }
    }
    if (m_client && m_connected && m_heldSince == 0)
        readSocket();
    if (!m_connected || m_heldSince != 0)
        return;
    const bool silent = double(now - m_lastHeard) > config().silentAfterSeconds * 1000;
    if (silent)
        setState(FeedStatus::State::Silent, {}, m_lastHeard);
    else
        setState(FeedStatus::State::Connected);
}

void MqttFeed::lose(const QString &reason)
{
    m_answerTimer.stop();
    flush();
    const bool shortLived = m_subscribedAt >= 0 && m_clock.elapsed() - m_subscribedAt < ShortLifeMs;
    m_shortLives = shortLived ? m_shortLives + 1 : 0;
    if (m_shortLives >= ShortLives && isPersistent()) {
        warn(QStringLiteral("client-id-taken"), config().clientId,
             QCoreApplication::translate("feeds",
                                         "another program uses the same client id: what is sent while this one "
                                         "is down is not kept for it"));
        m_idTaken = true;
        setKeepsAll(false);
    }
    m_heldSince = 0;
    setState(FeedStatus::State::Failed, reason);
    dropClient();
    const int doubled =
        int(std::min<qint64>(m_patience.longestRetry, qint64(m_patience.firstRetry) << std::min(m_attempts, 16)));
    ++m_attempts;
    m_retryTimer.start(doubled / 2 + int(QRandomGenerator::system()->bounded(doubled / 2 + 1)));
}

void MqttFeed::dropClient()
{
    // Never from within a callback of libmosquitto; but maybe from a notifier's signal.
    for (auto *notifier : {&m_readable, &m_writable}) {
        if (*notifier) {
            (*notifier)->setEnabled(false);
            notifier->release()->deleteLater();
        }
    }
    m_connected = false;
    if (m_client)
        mosquitto_destroy(m_client);
    m_client = nullptr;
}

void MqttFeed::onConnected(int code)
{
    ++m_handled;
    m_answerTimer.stop();
    if (code != 0) {
        m_refusal = mqttRefusal(code);
        return;
    }
    m_connected = true;
    m_lastHeard = QDateTime::currentMSecsSinceEpoch();
    // A wildcard stands for a whole level, so "Datastreams(+)" is no filter; what else these match is passed over.
    // "+/Observations" is those of servers without a version, and "v1.1/Observations", which name their datastream.
    std::array<char *, 5> filters{const_cast<char *>("v1.1/+/Observations"), const_cast<char *>("v1.0/+/Observations"),
                                  const_cast<char *>("+/Observations"), const_cast<char *>("v1.1/+/status"),
                                  const_cast<char *>("yunjie/requests/+")};
    mosquitto_subscribe_multiple(m_client, nullptr, int(filters.size()), filters.data(), 1, 0, nullptr);
    setState(FeedStatus::State::Connected);
}

void MqttFeed::onSubscribed(int granted, const int *qos)
{
    ++m_handled;
    if (std::any_of(qos, qos + granted, [](int level) { return level >= 128; })) {
        m_refusal = QCoreApplication::translate("feeds", "the broker refuses the subscription");
        return;
    }
    // Only now is the broker known to be well: one that takes us in and throws us out must not be asked twice a second.
    m_attempts = 0;
    m_subscribedAt = m_clock.elapsed();
}

void MqttFeed::onMessage(const mosquitto_message *message)
{
    ++m_handled;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_lastHeard = now;
    const std::string_view topic(message->topic);
    const std::string_view payload(static_cast<const char *>(message->payload), size_t(message->payloadlen));
    const size_t before = collecting().observations.size();
    const base::Status ok = m_reader.read(topic, payload, now, collecting());
    if (!ok && ok.error().code == QLatin1String("topic-foreign"))
        return;
    count(1, ok ? 0 : 1);
    auto &observations = collecting().observations;
    for (size_t i = before; i < observations.size();) {
        if (admit(observations[i], now, !message->retain))
            ++i;
        else
            observations.erase(observations.begin() + std::ptrdiff_t(i));
    }
    if (!ok)
        warn(ok.error().code, QString::fromUtf8(message->topic), ok.error().message);
    if (m_times.metZoneless() && !m_times.isKnown() && !m_warnedZone) {
        m_warnedZone = true;
        warn(QStringLiteral("timezone-missing"), QString::fromUtf8(message->topic),
             QCoreApplication::translate("feeds",
                                         "times without a zone, and the feed has no \"timezone\": taken as UTC"));
    }
}

void MqttFeed::onLog(const char *text)
{
    const QString line = QString::fromUtf8(text).trimmed();
    if (!line.startsWith(QLatin1String("OpenSSL Error")) && !line.startsWith(QLatin1String("Error:")))
        return;
    // "OpenSSL Error[0]: error:0A000086:SSL routines::certificate verify failed": the last part is for people.
    const QString last = line.section(u':', -1).trimmed();
    if (!last.isEmpty() && m_tlsDetail.isEmpty())
        m_tlsDetail = last;
}

}
