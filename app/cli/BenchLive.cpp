#include "cli/BenchLive.h"

#include "feeds/MqttPublisher.h"
#include "feeds/Payload.h"

#include <QDateTime>
#include <QElapsedTimer>

#include <algorithm>

namespace cli
{

static constexpr int BeatMs = 10;
static constexpr int FlipEvery = 10;
static constexpr double Warm = 75, Cool = 30; ///< °C, on both sides of the rule's 70

BenchLive::BenchLive(app::Viewer &viewer, const QString &broker, double rate, double seconds)
    : m_viewer(viewer), m_broker(broker), m_rate(rate), m_seconds(seconds)
{
    const auto city = viewer.session().twin().city();
    for (const auto &layer : city ? city->layers : std::vector<std::shared_ptr<const domain::Layer>>()) {
        for (const domain::Thing &thing : layer->things) {
            for (const domain::Datastream &datastream : thing.datastreams) {
                if (datastream.property != QLatin1String("cable-temperature"))
                    continue;
                m_streams.append(datastream.id);
            }
        }
    }
    m_beat.setTimerType(Qt::PreciseTimer);
    m_beat.setInterval(BeatMs);
    connect(&m_beat, &QTimer::timeout, this, [this] {
        m_worstBeatMs = std::max(m_worstBeatMs, double(m_sinceBeat.nsecsElapsed()) * 1e-6 - BeatMs);
        m_sinceBeat.start();
    });
}

BenchLive::~BenchLive()
{
    if (m_publisher)
        m_publisher->wait();
}

void BenchLive::start(std::function<void()> done)
{
    m_done = std::move(done);
    if (m_streams.isEmpty()) {
        m_failure = QStringLiteral("the district has no cable temperatures");
        m_done();
        return;
    }
    app::Twin &twin = m_viewer.session().twin();
    connect(&twin, &app::Twin::changed, this, &BenchLive::onChanges);
    // What is in the picture is settled when the scene graph has taken it over; it is seen once the buffer is swapped.
    connect(
        m_viewer.window(), &QQuickWindow::afterSynchronizing, this,
        [this] {
            m_drawn.insert(m_drawn.end(), m_changed.begin(), m_changed.end());
            m_changed.clear();
        },
        Qt::DirectConnection);
    connect(m_viewer.window(), &QQuickWindow::frameSwapped, this, [this] {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        for (const qint64 published : m_drawn)
            m_latencyMs.push_back(double(now - published));
        m_drawn.clear();
    });
    m_sinceBeat.start();
    m_beat.start();
    m_publisher.reset(QThread::create([this] { publish(); }));
    connect(m_publisher.get(), &QThread::finished, this, [this] {
        constexpr int LastMs = 3000;
        QTimer::singleShot(LastMs, this, [this] {
            m_beat.stop();
            m_done();
        });
    });
    m_publisher->start();
}

/// On a thread of its own; what it writes is read when it has ended.
void BenchLive::publish()
{
    feeds::FeedConfig config;
    config.id = QStringLiteral("bench");
    config.type = QStringLiteral("mqtt");
    config.url = m_broker;
    feeds::MqttPublisher publisher;
    if (const base::Status opened = publisher.open(config); !opened) {
        m_failure = opened.error().toLine();
        return;
    }
    std::vector<bool> warm(size_t(m_streams.size()), false);
    QElapsedTimer timer;
    timer.start();
    const quint64 all = quint64(m_rate * m_seconds);
    for (quint64 i = 0; i < all; ++i) {
        const qint64 due = qint64(double(i) * 1e9 / m_rate);
        if (const qint64 early = due - timer.nsecsElapsed(); early > 0)
            QThread::usleep(ulong(early / 1000));
        // A step that shares no factor with the number of streams visits all of them.
        const size_t at = size_t(i * 7919 % quint64(m_streams.size()));
        if (i % FlipEvery == 0)
            warm[at] = !warm[at];
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const double value = (warm[at] ? Warm : Cool) + double(i % 10) * 0.1;
        publisher.publish(feeds::observationTopic(m_streams[qsizetype(at)]),
                          feeds::observationPayload({m_streams[qsizetype(at)], now, now, value}));
    }
    constexpr int PatienceMs = 5000;
    publisher.waitForAcks(PatienceMs);
    m_sent = publisher.acknowledged();
}

void BenchLive::onChanges(const domain::ChangeSet &changes)
{
    for (const domain::ThingState &state : changes.things) {
        const auto known = m_severity.constFind(state.thing);
        const bool marker = known != m_severity.constEnd() && *known != state.severity;
        m_severity.insert(state.thing, state.severity);
        if (!marker || state.observed == 0)
            continue;
        ++m_changes;
        m_changed.push_back(state.observed);
    }
    // A change out of sight draws nothing by itself.
    if (!m_changed.empty())
        m_viewer.window()->update();
}

QJsonObject BenchLive::report() const
{
    std::vector<double> sorted = m_latencyMs;
    std::sort(sorted.begin(), sorted.end());
    const auto share = [&sorted](double part) {
        return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, size_t(part * double(sorted.size())))];
    };
    return {{QStringLiteral("sent"), qint64(m_sent)},
            {QStringLiteral("changes"), qint64(m_changes)},
            {QStringLiteral("shown"), qint64(m_latencyMs.size())},
            {QStringLiteral("latencyMs"), QJsonObject{{QStringLiteral("median"), share(0.5)},
                                                      {QStringLiteral("p95"), share(0.95)},
                                                      {QStringLiteral("worst"), sorted.empty() ? 0 : sorted.back()}}},
            {QStringLiteral("mainLateMs"), m_worstBeatMs}};
}

}
