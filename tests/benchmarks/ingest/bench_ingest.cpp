// From a broker into the store with alarms evaluated: whether anything is lost, what memory does, how late the main
// thread is: 5,000 a second for 60 s unless told otherwise. Then as fast as it goes, as a share of what mosquitto_sub
// alone receives of the same messages. Other processes (this program with --publish) send them.
#include "TestBroker.h"
#include "feeds/FeedHub.h"
#include "feeds/MqttPublisher.h"
#include "feeds/Payload.h"
#include "live/TwinState.h"
#include "store/Store.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

static constexpr int PublishersAtFullSpeed = 2;

static feeds::FeedConfig feed(const QString &url, const QString &id)
{
    feeds::FeedConfig config;
    config.id = config.clientId = id;
    config.type = QStringLiteral("mqtt");
    config.url = url;
    config.persistent = false; // what one part leaves behind is not for the next
    return config;
}

/// `perSecond` 0: as fast as the broker takes them. Streams from `first`, each reading with a time of its own.
static int publish(const QString &url, qint64 total, int perSecond, int first, int streams, qint64 from)
{
    feeds::MqttPublisher publisher;
    if (const auto ok = publisher.open(feed(url, QStringLiteral("publisher-%1").arg(first))); !ok) {
        std::fprintf(stderr, "%s\n", qPrintable(ok.error().toLine()));
        return 1;
    }
    QElapsedTimer timer;
    timer.start();
    for (qint64 i = 0; i < total; ++i) {
        while (perSecond > 0 && timer.elapsed() * perSecond / 1000 < i)
            QThread::msleep(2);
        const int stream = first + int(i % streams);
        const qint64 round = i / streams;
        // One device in fifty is above its limit for half of the time, a quarter of a minute at once.
        const double value = stream % 50 == 0 && round % 30 >= 15 ? 400 : double(round % 200);
        const domain::Observation observation{QStringLiteral("D%1").arg(stream), from + round * 1000, 0, value};
        if (!publisher.publish(feeds::observationTopic(observation.datastream), feeds::observationPayload(observation)))
            return 1;
    }
    return publisher.waitForAcks(60000) ? 0 : 1;
}

static std::shared_ptr<domain::City> makeCity(int streams)
{
    auto city = std::make_shared<domain::City>();
    auto layer = std::make_shared<domain::Layer>();
    for (int i = 0; i < streams; ++i) {
        domain::Thing thing;
        thing.id = QStringLiteral("T%1").arg(i);
        thing.kind = domain::ThingKind::Electrical;
        thing.datastreams = {
            {QStringLiteral("D%1").arg(i), QStringLiteral("residual-current"), QStringLiteral("mA"), 60}};
        layer->things.push_back(std::move(thing));
    }
    city->layers = {layer};
    const auto above = [&](const char *id, double threshold, domain::Severity severity) {
        domain::AlarmRule rule;
        rule.id = QLatin1String(id);
        rule.thing = domain::ThingKind::Electrical;
        rule.property = QStringLiteral("residual-current");
        rule.threshold = threshold;
        rule.seconds = 10;
        rule.severity = severity;
        city->rules.rules.push_back(std::move(rule));
    };
    above("rc", 300, domain::Severity::Major);
    above("rc-high", 500, domain::Severity::Critical);
    city->index();
    return city;
}

static double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() * 4096 / 1048576 : 0;
}

static double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

namespace
{

/// Everything between a broker and a file, as the viewer ties it together.
class Chain : public QObject
{
public:
    Chain(const QString &broker, const QString &storeUrl, int streams)
    {
        m_twin.setCity(makeCity(streams));
        connect(&m_hub, &feeds::FeedHub::batch, this, [this](const feeds::FeedBatch &batch) {
            arrived += batch.observations.size();
            m_store.observe(batch.observations);
            QElapsedTimer timer;
            timer.start();
            keep(m_twin.apply(batch.observations, batch.statuses, batch.events, m_hub.clock().nowMs()));
            longestApply = std::max(longestApply, double(timer.nsecsElapsed()) / 1e6);
            m_hub.setHeldBack(m_store.isOverfull());
        });
        connect(&m_seconds, &QTimer::timeout, this, [this] {
            QElapsedTimer timer;
            timer.start();
            keep(m_twin.tick(m_hub.clock().nowMs()));
            longestTick = std::max(longestTick, double(timer.nsecsElapsed()) / 1e6);
            m_hub.setHeldBack(m_store.isOverfull());
        });
        m_seconds.start(1000);
        // What is saved comes back, as in the viewer: until then the twin holds on to it.
        connect(&m_store, &store::Store::appended, this, [this](const std::vector<domain::Entry> &entries) {
            m_twin.take(entries, m_hub.clock().nowMs());
        });
        domain::StoreConfig config;
        config.url = storeUrl;
        m_store.open(config);
        m_hub.start({feed(broker, QStringLiteral("bench"))});
    }

    bool isReady() const
    {
        const auto status = m_hub.status();
        return m_store.status().recorder && !status.empty() && status[0].state == feeds::FeedStatus::State::Connected;
    }
    bool isSaved() const { return m_store.status().observations >= arrived && m_store.status().waiting == 0; }
    const store::StoreStatus &status() const { return m_store.status(); }
    store::Store &store() { return m_store; }

    quint64 arrived = 0, alarms = 0;
    double longestApply = 0, longestTick = 0; ///< ms

private:
    void keep(const domain::ChangeSet &changes)
    {
        alarms += changes.alarms.size();
        if (!changes.entries.empty())
            m_store.record(changes.entries);
    }

    live::TwinState m_twin;
    feeds::FeedHub m_hub;
    store::Store m_store;
    QTimer m_seconds;
};

}

template <typename Condition> static bool waitFor(Condition condition, int ms)
{
    QElapsedTimer timer;
    timer.start();
    QTimer waking;
    waking.start(20);
    while (!condition() && timer.elapsed() < ms)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return condition();
}

static std::vector<std::unique_ptr<QProcess>> startPublishers(const QString &url, int count, qint64 total,
                                                              int perSecond, int streams, qint64 from)
{
    std::vector<std::unique_ptr<QProcess>> processes;
    const int each = streams / count;
    for (int i = 0; i < count; ++i) {
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->setProcessChannelMode(QProcess::ForwardedChannels);
        processes.back()->start(QCoreApplication::applicationFilePath(),
                                {QStringLiteral("--publish"), url, QString::number(total / count),
                                 QString::number(perSecond / count), QString::number(i * each), QString::number(each),
                                 QString::number(from)});
    }
    return processes;
}

static void finish(const std::vector<std::unique_ptr<QProcess>> &processes)
{
    for (const auto &process : processes)
        process->waitForFinished(30000);
}

static bool steady(TestBroker &broker, const QString &storeUrl, int perSecond, int seconds, int streams)
{
    Chain chain(broker.url(), storeUrl, streams);
    if (!waitFor([&] { return chain.isReady(); }, 15000)) {
        std::fprintf(stderr, "not ready: %s\n", qPrintable(chain.status().reason));
        return false;
    }
    const quint64 wanted = quint64(perSecond) * quint64(seconds);
    std::vector<double> lateness;
    QElapsedTimer pulse;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        lateness.push_back(std::max(0.0, double(pulse.nsecsElapsed()) / 1e6 - 10));
        pulse.start();
    });
    const auto publishers =
        startPublishers(broker.url(), 1, qint64(wanted), perSecond, streams, QDateTime::currentMSecsSinceEpoch());
    pulse.start();
    timer.start(10);
    const double cpu = cpuSeconds();
    QElapsedTimer total;
    total.start();
    // The first minute or two fill caches; from then on memory should stay.
    std::vector<double> memory;
    quint64 mostWaiting = 0;
    waitFor(
        [&] {
            mostWaiting = std::max(mostWaiting, chain.status().waiting);
            if (memory.size() < 10 && chain.arrived >= wanted * (memory.size() + 1) / 10)
                memory.push_back(residentMiB());
            return chain.arrived >= wanted && chain.isSaved();
        },
        seconds * 1000 + 60000);
    const double took = double(total.elapsed()) / 1000, used = cpuSeconds() - cpu;
    timer.stop();
    finish(publishers);
    std::printf("steady: sent %llu, arrived %llu, saved %llu: %llu lost; %llu changes of alarms, %llu entries\n",
                static_cast<unsigned long long>(wanted), static_cast<unsigned long long>(chain.arrived),
                static_cast<unsigned long long>(chain.status().observations),
                static_cast<unsigned long long>(wanted - std::min<quint64>(wanted, chain.status().observations)),
                static_cast<unsigned long long>(chain.alarms), static_cast<unsigned long long>(chain.status().entries));
    std::printf("%.1f s, %.0f %% of one core; at most %llu waited; MiB resident after each tenth:", took,
                used / took * 100, static_cast<unsigned long long>(mostWaiting));
    for (double each : memory)
        std::printf(" %.0f", each);
    std::printf("\n");
    std::sort(lateness.begin(), lateness.end());
    const auto at = [&](double part) {
        return lateness.empty() ? 0.0 : lateness[size_t(double(lateness.size() - 1) * part)];
    };
    std::printf("main thread late by: median %.1f ms, p99 %.1f ms, worst %.1f ms\n", at(0.5), at(0.99), at(1));
    std::printf("the twin took at most %.1f ms for a batch, %.1f ms for a second's tick\n", chain.longestApply,
                chain.longestTick);
    return chain.status().observations == wanted;
}

/// Messages a second that mosquitto_sub takes off the broker.
static double alone(TestBroker &broker, qint64 count, int streams)
{
    QProcess client;
    client.setStandardOutputFile(QProcess::nullDevice());
    client.start(QStringLiteral("mosquitto_sub"),
                 {QStringLiteral("-p"), QString::number(broker.port()), QStringLiteral("-q"), QStringLiteral("1"),
                  QStringLiteral("-t"), QStringLiteral("#"), QStringLiteral("-C"), QString::number(count)});
    if (!client.waitForStarted())
        return 0;
    QThread::msleep(500);
    QElapsedTimer timer;
    timer.start();
    const auto publishers =
        startPublishers(broker.url(), PublishersAtFullSpeed, count, 0, streams, QDateTime::currentMSecsSinceEpoch());
    const bool all = waitFor([&] { return client.state() == QProcess::NotRunning; }, 120000);
    const double rate = all ? double(count) / double(timer.elapsed()) * 1000 : 0;
    finish(publishers);
    return rate;
}

static double together(TestBroker &broker, const QString &storeUrl, qint64 count, int streams)
{
    Chain chain(broker.url(), storeUrl, streams);
    if (!waitFor([&] { return chain.isReady(); }, 15000))
        return 0;
    QElapsedTimer timer;
    timer.start();
    const auto publishers = startPublishers(broker.url(), PublishersAtFullSpeed, count, 0, streams,
                                            QDateTime::currentMSecsSinceEpoch() + 86'400'000);
    const bool all = waitFor([&] { return chain.arrived >= quint64(count) && chain.isSaved(); }, 120000);
    const double rate = all ? double(count) / double(timer.elapsed()) * 1000 : 0;
    finish(publishers);
    return rate;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == QLatin1String("--publish"))
        return publish(arguments.value(2), arguments.value(3).toLongLong(), arguments.value(4).toInt(),
                       arguments.value(5).toInt(), arguments.value(6).toInt(), arguments.value(7).toLongLong());
    const int perSecond = arguments.value(1, QStringLiteral("5000")).toInt();
    const int seconds = arguments.value(2, QStringLiteral("60")).toInt();
    const int streams = arguments.value(3, QStringLiteral("5000")).toInt();
    TestBroker broker;
    if (!TestBroker::isInstalled() || !broker.start()) {
        std::fprintf(stderr, "mosquitto cannot be started\n");
        return 1;
    }
    QTemporaryDir folder;
    const QString url =
        arguments.value(4, QStringLiteral("sqlite:") + folder.filePath(QStringLiteral("operations.sqlite")));
    const bool none = steady(broker, url, perSecond, seconds, streams);
    std::fflush(stdout);
    const qint64 count = 200'000;
    const double reference = alone(broker, count, streams);
    const double ours = together(broker, url, count, streams);
    std::printf("as fast as it goes: %.0f a second kept, %.0f %% of what mosquitto_sub alone receives (%.0f)\n", ours,
                reference > 0 ? ours / reference * 100 : 0.0, reference);
    if (url.startsWith(QLatin1String("sqlite:")))
        std::printf("the file: %.0f MiB\n", double(QFileInfo(url.mid(7)).size()) / 1048576);
    return none ? 0 : 1;
}
