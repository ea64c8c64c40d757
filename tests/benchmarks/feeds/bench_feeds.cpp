// How many messages arrive, how late, and what they cost: 2,000 a second for 60 s unless told otherwise. A second
// process (this program with --publish) sends them, so that the figures are the receiver's own.
#include "TestBroker.h"
#include "feeds/FeedHub.h"
#include "feeds/MqttPublisher.h"
#include "feeds/Payload.h"
#include "live/TwinState.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <thread>

static feeds::FeedConfig feed(const QString &url)
{
    feeds::FeedConfig config;
    config.id = QStringLiteral("bench");
    config.type = QStringLiteral("mqtt");
    config.url = url;
    return config;
}

static int publish(const QString &url, int perSecond, int seconds, int streams)
{
    feeds::MqttPublisher publisher;
    if (const auto ok = publisher.open(feed(url)); !ok) {
        std::fprintf(stderr, "%s\n", qPrintable(ok.error().toLine()));
        return 1;
    }
    const qint64 total = qint64(perSecond) * seconds;
    QElapsedTimer timer;
    timer.start();
    for (qint64 i = 0; i < total; ++i) {
        while (timer.elapsed() * perSecond / 1000 < i)
            QThread::msleep(2);
        const domain::Observation observation{QStringLiteral("D%1").arg(i % streams),
                                              QDateTime::currentMSecsSinceEpoch(), 0, double(i % 400)};
        if (!publisher.publish(feeds::observationTopic(observation.datastream), feeds::observationPayload(observation)))
            return 1;
    }
    const bool all = publisher.waitForAcks(30000);
    std::printf("published %llu in %.1f s, acknowledged %llu\n", static_cast<unsigned long long>(publisher.sent()),
                double(timer.elapsed()) / 1000, static_cast<unsigned long long>(publisher.acknowledged()));
    return all ? 0 : 1;
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
    domain::AlarmRule rule;
    rule.id = QStringLiteral("rc");
    rule.thing = domain::ThingKind::Electrical;
    rule.property = QStringLiteral("residual-current");
    rule.threshold = 300;
    rule.seconds = 10;
    rule.severity = domain::Severity::Major;
    city->rules.rules = {rule};
    city->index();
    return city;
}

static double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void printPercentiles(const char *what, std::vector<double> values)
{
    if (values.empty())
        return;
    std::sort(values.begin(), values.end());
    const auto at = [&values](double part) { return values[size_t(double(values.size() - 1) * part)]; };
    std::printf("%s: median %.1f ms, p99 %.1f ms, worst %.1f ms\n", what, at(0.5), at(0.99), values.back());
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QStringList arguments = app.arguments().mid(1);
    const bool publishing = arguments.value(0) == QLatin1String("--publish");
    const QString url = publishing ? arguments.value(1) : QString();
    if (publishing)
        arguments = arguments.mid(2);
    const int perSecond = arguments.value(0, QStringLiteral("2000")).toInt();
    const int seconds = arguments.value(1, QStringLiteral("60")).toInt();
    const int streams = arguments.value(2, QStringLiteral("5000")).toInt();
    if (publishing)
        return publish(url, perSecond, seconds, streams);

    TestBroker broker;
    if (!TestBroker::isInstalled() || !broker.start()) {
        std::fprintf(stderr, "mosquitto cannot be started\n");
        return 1;
    }
    live::TwinState twin;
    twin.setCity(makeCity(streams));
    feeds::FeedHub hub;
    quint64 arrived = 0, changes = 0;
    std::vector<double> lateness, applying, waiting;
    QObject::connect(&hub, &feeds::FeedHub::batch, &app, [&](const feeds::FeedBatch &batch) {
        arrived += batch.observations.size();
        const qint64 now = hub.clock().nowMs();
        for (const domain::Observation &observation : batch.observations)
            lateness.push_back(double(now - observation.phenomenonTime));
        QElapsedTimer timer;
        timer.start();
        changes += twin.apply(batch.observations, batch.statuses, batch.events, now).things.size();
        applying.push_back(double(timer.nsecsElapsed()) / 1e6);
    });
    // The interface's pulse: how late a timer of 10 ms fires while all this comes in.
    QElapsedTimer pulse;
    QTimer timer;
    timer.setInterval(10);
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &app, [&] {
        waiting.push_back(double(pulse.nsecsElapsed()) / 1e6);
        pulse.start();
    });
    QProcess publisher;
    publisher.setProcessChannelMode(QProcess::ForwardedChannels);
    QTimer::singleShot((seconds + 40) * 1000, &app, [&app] { app.exit(1); });
    double cpu = 0;
    QElapsedTimer total;
    const quint64 wanted = quint64(perSecond) * quint64(seconds);
    QObject::connect(&hub, &feeds::FeedHub::statusChanged, &app, [&] {
        const auto status = hub.status();
        if (!status.empty() && status[0].state == feeds::FeedStatus::State::Connected &&
            publisher.state() == QProcess::NotRunning && !total.isValid()) {
            publisher.start(app.applicationFilePath(),
                            {QStringLiteral("--publish"), broker.url(), QString::number(perSecond),
                             QString::number(seconds), QString::number(streams)});
            cpu = cpuSeconds();
            total.start();
            pulse.start();
            timer.start();
        }
    });
    QObject::connect(&publisher, &QProcess::finished, &app,
                     [&] { QTimer::singleShot(1000, &app, [&app] { app.exit(0); }); });
    hub.start({feed(broker.url())});
    const int code = app.exec();
    const double took = double(total.elapsed()) / 1000;
    cpu = cpuSeconds() - cpu;
    const feeds::FeedStatus status = hub.status().at(0);
    std::printf("sent %llu, arrived %llu (counted %llu, rejected %llu): %llu lost; %llu changes of things\n",
                static_cast<unsigned long long>(wanted), static_cast<unsigned long long>(arrived),
                static_cast<unsigned long long>(status.received), static_cast<unsigned long long>(status.rejected),
                static_cast<unsigned long long>(wanted - std::min(wanted, arrived)),
                static_cast<unsigned long long>(changes));
    std::printf("%.1f s, %.1f %% of one core here\n", took, cpu / took * 100);
    printPercentiles("from sensor to state", lateness);
    printPercentiles("applying a batch", applying);
    printPercentiles("pulse of the main thread (10 ms)", waiting);
    return code != 0 || arrived != wanted ? 1 : 0;
}
