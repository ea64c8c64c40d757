#include "cli/Simulate.h"

#include "cli/SimulatedDistrict.h"
#include "core/Words.h"
#include "feeds/MqttPublisher.h"
#include "feeds/Payload.h"
#include "feeds/ReplayLog.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>
#include <QUrl>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>

namespace cli
{

namespace
{

std::atomic_bool interrupted = false;

void complain(const base::Error &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(app::errorLine(error)));
}

/// Where the messages go.
class Sink
{
public:
    base::Status open(const QString &to, const std::vector<feeds::FeedConfig> &feeds)
    {
        if (to.isEmpty())
            return {};
        // The district's own feed from that broker knows the certificates and passwords.
        const auto own = std::find_if(feeds.begin(), feeds.end(), [&to](const feeds::FeedConfig &feed) {
            const QUrl theirs(feed.url), ours(to);
            return feed.type == QLatin1String("mqtt") && theirs.scheme() == ours.scheme() &&
                   theirs.host() == ours.host() && theirs.port() == ours.port();
        });
        feeds::FeedConfig config = own != feeds.end() ? *own : feeds::FeedConfig();
        config.id = QStringLiteral("simulate");
        if (own == feeds.end() || !QUrl(to).userName().isEmpty()) {
            config.url = to;
            config.user.clear();
            config.password.clear();
        }
        m_publisher = std::make_unique<feeds::MqttPublisher>();
        return m_publisher->open(config);
    }
    void say(const feeds::FeedBatch &batch)
    {
        for (const auto &report : batch.statuses)
            m_statuses += send(feeds::statusTopic(report.thing), feeds::statusPayload(report), true);
        for (const auto &observation : batch.observations)
            m_observations +=
                send(feeds::observationTopic(observation.datastream), feeds::observationPayload(observation), false);
        for (const auto &event : batch.events)
            m_events += send(feeds::requestTopic(event.id), feeds::requestPayload(event), true);
        if (!m_publisher)
            std::fflush(stdout);
    }
    bool isBroken() const { return m_broken; }
    /// Waits for the acknowledgements; the exit status.
    int close()
    {
        const bool all = !m_publisher || (!m_broken && m_publisher->waitForAcks(30000));
        if (!all)
            std::fprintf(stderr, "%s\n",
                         qPrintable(QCoreApplication::translate("cli", "the broker did not take everything: %1")
                                        .arg(m_publisher->failure())));
        const quint64 sent = m_observations + m_statuses + m_events;
        std::fprintf(stderr, "%s\n",
                     qPrintable(QCoreApplication::translate(
                                    "cli", "sent %1 observations, %2 statuses, %3 events; %4 of %5 messages arrived")
                                    .arg(m_observations)
                                    .arg(m_statuses)
                                    .arg(m_events)
                                    .arg(m_publisher ? m_publisher->acknowledged() : sent)
                                    .arg(sent)));
        return all ? 0 : 1;
    }

private:
    bool send(const QString &topic, const QByteArray &payload, bool retain)
    {
        if (m_publisher) {
            m_broken = m_broken || !m_publisher->publish(topic, payload, retain);
            return !m_broken;
        }
        // A reader that has gone away (`| head`) ends the simulation.
        m_broken = m_broken || std::printf("%s %s\n", topic.toUtf8().constData(), payload.constData()) < 0;
        return !m_broken;
    }

    std::unique_ptr<feeds::MqttPublisher> m_publisher;
    quint64 m_observations = 0, m_statuses = 0, m_events = 0;
    bool m_broken = false;
};

/// Moves what a log says into the present, so that who listens sees a district that lives now.
struct Shift {
    qint64 from, to; ///< the log's time that is the machine's time
    double speed;

    qint64 operator()(qint64 time) const { return time == 0 ? 0 : to + qint64(double(time - from) / speed); }
    void operator()(feeds::FeedBatch &batch) const
    {
        for (auto &observation : batch.observations)
            observation.phenomenonTime = observation.resultTime = (*this)(observation.phenomenonTime);
        for (auto &report : batch.statuses)
            report.time = (*this)(report.time);
        for (auto &event : batch.events) {
            for (qint64 *time : {&event.reported, &event.updated, &event.closed, &event.due})
                *time = (*this)(*time);
            for (auto &step : event.history)
                step.time = (*this)(step.time);
        }
    }
};

int playLog(const SimulateOptions &options, Sink &sink)
{
    std::vector<feeds::ReplayLog> logs;
    for (const feeds::FeedConfig &config : options.feeds) {
        if (config.type != QLatin1String("replay"))
            continue;
        auto log = feeds::ReplayLog::open(config, interrupted);
        if (log)
            logs.push_back(std::move(*log));
        else
            complain(log.error());
    }
    if (logs.empty()) {
        complain({QStringLiteral("log-missing"),
                  QCoreApplication::translate("cli", "the district has no replay log that can be read"),
                  {},
                  {},
                  QCoreApplication::translate("cli", "give --rate N to make up observations")});
        return 1;
    }
    qint64 begin = logs.front().start(), last = logs.front().last();
    for (const feeds::ReplayLog &log : logs) {
        begin = std::min(begin, log.start());
        last = std::max(last, log.last());
    }
    const double speed = options.speed > 0 ? options.speed : 1;
    const Shift shift{begin, QDateTime::currentMSecsSinceEpoch(), speed};
    QElapsedTimer timer;
    timer.start();
    qint64 said = std::numeric_limits<qint64>::min();
    for (;;) {
        const qint64 until = begin + qint64(double(timer.elapsed()) * speed);
        feeds::FeedBatch batch;
        for (feeds::ReplayLog &log : logs)
            log.collect(said, until, said < begin, batch);
        said = until;
        shift(batch);
        sink.say(batch);
        const bool over = options.seconds > 0 && double(timer.elapsed()) >= options.seconds * 1000;
        if (until >= last || over || interrupted || sink.isBroken())
            return 0;
        QThread::msleep(50);
    }
}

int makeUp(const SimulateOptions &options, Sink &sink)
{
    SimulatedDistrict district(options.city);
    if (district.datastreams() == 0) {
        complain({QStringLiteral("things-missing"),
                  QCoreApplication::translate("cli", "the district has no things with datastreams"),
                  {},
                  {},
                  {}});
        return 1;
    }
    feeds::FeedBatch batch;
    district.sayAllOnline(QDateTime::currentMSecsSinceEpoch(), batch);
    sink.say(batch);
    QElapsedTimer timer;
    timer.start();
    quint64 made = 0;
    for (;;) {
        const double passed = double(timer.nsecsElapsed()) / 1e9;
        const double wanted = options.seconds > 0 ? std::min(passed, options.seconds) : passed;
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        batch = {};
        for (const auto due = quint64(wanted * options.rate); made < due; ++made)
            district.observe(now, batch);
        district.govern(now, batch);
        sink.say(batch);
        const bool over = options.seconds > 0 && passed >= options.seconds;
        if (over || interrupted || sink.isBroken())
            return 0;
        QThread::msleep(10);
    }
}

}

int runSimulate(const SimulateOptions &options)
{
    interrupted = false;
    const auto onInterrupt = std::signal(SIGINT, [](int) { interrupted = true; });
    const auto onTerminate = std::signal(SIGTERM, [](int) { interrupted = true; });
    const auto onPipe = std::signal(SIGPIPE, SIG_IGN);
    Sink sink;
    int status = 1;
    if (const auto ok = sink.open(options.to, options.feeds); !ok) {
        complain(ok.error());
    } else {
        status = options.rate > 0 ? makeUp(options, sink) : playLog(options, sink);
        if (status == 0)
            status = sink.close();
    }
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onTerminate);
    std::signal(SIGPIPE, onPipe);
    return status;
}

}
