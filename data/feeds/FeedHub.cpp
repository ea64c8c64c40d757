#include "feeds/FeedHub.h"

#include "feeds/CapFeed.h"
#include "feeds/CapHttpFeed.h"
#include "feeds/IntakeFeed.h"
#include "feeds/MqttFeed.h"
#include "feeds/Open311Feed.h"
#include "feeds/ReplayFeed.h"
#include "feeds/SensorThingsFeed.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>

namespace feeds
{

static constexpr int BatchMs = 40;
static constexpr int StopMs = 800;

namespace
{

/// A feed of a type that nobody plays: only says so.
class UnknownFeed final : public FeedWorker
{
public:
    using FeedWorker::FeedWorker;
    void open() override
    {
        const QString reason =
            QCoreApplication::translate("feeds", "feeds of type \"%1\" are not supported").arg(config().type);
        warn(QStringLiteral("feed-type"), {}, reason);
        setState(FeedStatus::State::Failed, reason);
    }
    void close() override {}
};

/// How feeds call for the main thread: once until it has come, and never after the hub is gone.
class Bell
{
public:
    explicit Bell(std::function<void()> answer, QObject *hub) : m_answer(std::move(answer)), m_hub(hub) {}
    void ring()
    {
        if (m_rung.exchange(true))
            return;
        const std::lock_guard lock(m_mutex);
        if (m_hub)
            QMetaObject::invokeMethod(m_hub, m_answer, Qt::QueuedConnection);
    }
    void answered() { m_rung = false; }
    void remove()
    {
        const std::lock_guard lock(m_mutex);
        m_hub = nullptr;
    }

private:
    std::atomic_bool m_rung = false;
    std::mutex m_mutex;
    std::function<void()> m_answer;
    QObject *m_hub;
};

}

struct FeedHub::Impl {
    struct Running {
        QThread *thread;
        FeedWorker *worker;
        ReplayFeed *replay; ///< the worker, where it is one
        IntakeFeed *intake = nullptr;
    };

    FeedHub *hub;
    std::vector<Running> feeds;
    std::shared_ptr<Bell> bell;
    std::shared_ptr<ReplayClock> replayClock = std::make_shared<ReplayClock>();
    base::SystemClock systemClock;
    QTimer drainTimer, secondTimer;
    QElapsedTimer sinceDrain, sinceTold;
    std::vector<FeedStatus> shown;

    bool replayTime = false; ///< the twin lives in the replay's time
    bool paused = false, loop = false, finished = false;
    bool arriving = false; ///< after a jump all is said, even where it stands still
    bool heldBack = false, answersWhenKept = false;
    std::shared_ptr<const domain::Catalogue> catalogue;
    QHash<QString, qint64> lookBack;
    double speed = 1;
    int loading = 0;  ///< replays that are still being indexed
    quint64 jump = 0; ///< the newest one
    int waiting = 0;  ///< replays that have not got there yet
    qint64 jumpTime = 0;
    qint64 first = 0, last = 0, begin = 0;

    explicit Impl(FeedHub *owner) : hub(owner) {}

    void add(const FeedConfig &config);
    void sayLookBack();
    void onLoaded(qint64 from, qint64 to, qint64 start);
    void onReady(quint64 of);
    void jumpTo(qint64 time);
    void arrive();
    void drain();
    void showPlaying();
    void everySecond();
    /// Whatever was counted in between.
    static bool sameStates(const std::vector<FeedStatus> &some, const std::vector<FeedStatus> &others);
    void tellStatus(std::vector<FeedStatus> now);
    bool hasReplay() const
    {
        return std::any_of(feeds.begin(), feeds.end(), [](const Running &feed) { return feed.replay != nullptr; });
    }
};

FeedHub::FeedHub(QObject *parent) : QObject(parent), m_impl(new Impl(this))
{
    qRegisterMetaType<feeds::FeedBatch>();
    qRegisterMetaType<base::Warning>();
    m_impl->drainTimer.setSingleShot(true);
    m_impl->secondTimer.setInterval(250);
    connect(&m_impl->drainTimer, &QTimer::timeout, this, [this] { m_impl->drain(); });
    connect(&m_impl->secondTimer, &QTimer::timeout, this, [this] { m_impl->everySecond(); });
}

FeedHub::~FeedHub()
{
    stop();
}

void FeedHub::start(const std::vector<FeedConfig> &configs)
{
    stop();
    Impl &d = *m_impl;
    // A replay's place in time outlives its feeds until now.
    d.replayClock = std::make_shared<ReplayClock>();
    d.replayClock->jump(d.systemClock.nowMs());
    d.replayTime = d.paused = d.loop = d.finished = false;
    d.first = d.last = d.begin = 0;
    d.loading = d.waiting = 0;
    d.jump = 0;
    d.bell = std::make_shared<Bell>(
        [this] {
            const qint64 passed = m_impl->sinceDrain.isValid() ? m_impl->sinceDrain.elapsed() : BatchMs;
            if (passed >= BatchMs)
                m_impl->drain();
            else if (!m_impl->drainTimer.isActive())
                m_impl->drainTimer.start(int(BatchMs - passed));
        },
        this);
    bool anyLive = false;
    std::optional<double> speed;
    for (const FeedConfig &config : configs) {
        const bool isReplay = config.type == QLatin1String("replay");
        anyLive = anyLive || !isReplay;
        d.replayTime = d.replayTime || isReplay;
        if (isReplay && !speed)
            speed = config.speed;
        d.loop = d.loop || (isReplay && config.loop);
    }
    d.replayTime = d.replayTime && !anyLive;
    d.speed = speed.value_or(1);
    d.replayClock->setSpeed(d.speed);
    for (const FeedConfig &config : configs)
        d.add(config);
    d.sayLookBack();
    for (const Impl::Running &feed : d.feeds) {
        feed.thread->start();
        QMetaObject::invokeMethod(feed.worker, [worker = feed.worker, heldBack = d.heldBack] {
            worker->setHeldBack(heldBack);
            worker->open();
        });
    }
    d.secondTimer.start();
    d.shown = status();
    Q_EMIT statusChanged();
}

void FeedHub::Impl::add(const FeedConfig &config)
{
    const std::function<void()> wake = [ring = bell] { ring->ring(); };
    Running feed{new QThread, nullptr, nullptr};
    feed.thread->setObjectName(QStringLiteral("feed ") + config.id);
    if (config.type == QLatin1String("replay")) {
        feed.replay = new ReplayFeed(config, wake, replayClock);
        feed.worker = feed.replay;
        ++loading;
        QObject::connect(feed.replay, &ReplayFeed::loaded, hub,
                         [this](qint64 from, qint64 to, qint64 start) { onLoaded(from, to, start); });
        QObject::connect(feed.replay, &ReplayFeed::ready, hub, [this](quint64 of) { onReady(of); });
        QObject::connect(feed.replay, &ReplayFeed::past, hub, [this](qint64 time, const FeedBatch &said) {
            const auto replays =
                std::count_if(feeds.begin(), feeds.end(), [](const Running &each) { return each.replay; });
            Q_EMIT hub->past(time, said, int(replays));
        });
    } else if (config.type == QLatin1String("mqtt")) {
        feed.worker = new MqttFeed(config, wake);
    } else if (config.type == QLatin1String("open311")) {
        feed.worker = new Open311Feed(config, wake);
    } else if (config.type == QLatin1String("sensorthings") && config.url.startsWith(QLatin1String("mqtt"))) {
        feed.worker = new MqttFeed(config, wake); // the standard's topics are ours
    } else if (config.type == QLatin1String("sensorthings")) {
        feed.worker = new SensorThingsFeed(config, wake);
    } else if (config.type == QLatin1String("intake")) {
        feed.intake = new IntakeFeed(config, wake);
        feed.intake->setCatalogue(catalogue);
        feed.intake->setAnswersWhenKept(answersWhenKept);
        feed.worker = feed.intake;
    } else if (config.type == QLatin1String("cap") && config.url.isEmpty()) {
        feed.worker = new CapFeed(config, wake);
    } else if (config.type == QLatin1String("cap")) {
        feed.worker = new CapHttpFeed(config, wake);
    } else {
        feed.worker = new UnknownFeed(config, wake);
    }
    feed.worker->moveToThread(feed.thread);
    feeds.push_back(feed);
}

void FeedHub::stop()
{
    Impl &d = *m_impl;
    d.secondTimer.stop();
    d.drainTimer.stop();
    if (d.bell)
        d.bell->remove();
    QElapsedTimer passed;
    passed.start();
    for (const Impl::Running &feed : d.feeds) {
        feed.worker->cancel();
        QObject::disconnect(feed.worker, nullptr, this, nullptr);
        QMetaObject::invokeMethod(feed.worker, [worker = feed.worker, thread = feed.thread] {
            worker->close();
            thread->quit();
        });
    }
    for (const Impl::Running &feed : d.feeds) {
        if (feed.thread->wait(QDeadlineTimer(std::max<qint64>(1, StopMs - passed.elapsed())))) {
            delete feed.worker;
            delete feed.thread;
        } else {
            // It hangs in the system; it ends by itself later, and nothing of ours is left in it but the worker.
            QObject::connect(feed.thread, &QThread::finished, feed.worker, &QObject::deleteLater);
            QObject::connect(feed.thread, &QThread::finished, feed.thread, &QObject::deleteLater);
        }
    }
    d.feeds.clear();
    d.shown.clear();
}

const base::Clock &FeedHub::clock() const
{
    return m_impl->replayTime ? static_cast<const base::Clock &>(*m_impl->replayClock) : m_impl->systemClock;
}

bool FeedHub::isReplay() const
{
    return m_impl->replayTime;
}

void FeedHub::setPaused(bool paused)
{
    Impl &d = *m_impl;
    if (d.paused == paused)
        return;
    d.paused = paused;
    if (!paused && d.finished && d.hasReplay() && d.first < d.last) {
        // Going on after the end means from the beginning.
        d.jumpTo(d.begin);
        return;
    }
    d.showPlaying();
    d.drain();
}

void FeedHub::setHeldBack(bool heldBack)
{
    if (std::exchange(m_impl->heldBack, heldBack) == heldBack)
        return;
    for (const Impl::Running &feed : m_impl->feeds)
        QMetaObject::invokeMethod(feed.worker, [worker = feed.worker, heldBack] { worker->setHeldBack(heldBack); });
}

void FeedHub::setCatalogue(const domain::Catalogue &catalogue)
{
    m_impl->catalogue = std::make_shared<const domain::Catalogue>(catalogue);
}

void FeedHub::setAnswersWhenKept(bool whenKept)
{
    m_impl->answersWhenKept = whenKept;
}

void FeedHub::noteEvents(const std::vector<domain::Event> &events)
{
    if (events.empty())
        return;
    for (const Impl::Running &feed : m_impl->feeds) {
        if (feed.intake)
            QMetaObject::invokeMethod(feed.intake, [intake = feed.intake, events] { intake->noteEvents(events); });
    }
}

bool FeedHub::isPaused() const
{
    return m_impl->paused;
}

void FeedHub::setSpeed(double speed)
{
    m_impl->speed = speed;
    m_impl->replayClock->setSpeed(speed);
}

double FeedHub::speed() const
{
    return m_impl->replayClock->speed();
}

void FeedHub::seek(qint64 ms)
{
    Impl &d = *m_impl;
    if (d.first != 0 || d.last != 0)
        d.jumpTo(std::clamp(ms, d.first, d.last));
}

void FeedHub::setLookBack(const QHash<QString, qint64> &lookBack)
{
    m_impl->lookBack = lookBack;
    m_impl->sayLookBack();
}

void FeedHub::askPast(qint64 time)
{
    for (const Impl::Running &feed : m_impl->feeds) {
        if (feed.replay && m_impl->replayTime)
            QMetaObject::invokeMethod(feed.replay, [replay = feed.replay, time] { replay->tellPast(time); });
    }
}

std::pair<qint64, qint64> FeedHub::replayRange() const
{
    return {m_impl->first, m_impl->last};
}

std::vector<FeedStatus> FeedHub::status() const
{
    std::vector<FeedStatus> all;
    for (const Impl::Running &feed : m_impl->feeds)
        all.push_back(feed.worker->status());
    return all;
}

void FeedHub::Impl::sayLookBack()
{
    for (const Running &feed : feeds) {
        if (feed.replay && replayTime)
            QMetaObject::invokeMethod(feed.replay,
                                      [replay = feed.replay, wanted = lookBack] { replay->setLookBack(wanted); });
    }
}

void FeedHub::Impl::onLoaded(qint64 from, qint64 to, qint64 start)
{
    --loading;
    if (from != 0 || to != 0) {
        const bool isFirst = first == 0 && last == 0;
        first = isFirst ? from : std::min(first, from);
        last = isFirst ? to : std::max(last, to);
        begin = isFirst ? start : std::min(begin, start);
    }
    // All begin together.
    if (loading == 0 && (first != 0 || last != 0)) {
        replayClock->setEnd(last);
        jumpTo(begin);
    }
}

void FeedHub::Impl::jumpTo(qint64 time)
{
    // The clock stands still on the way, and is set when every replay has said how things stand there: nobody sees the
    // new time with the old state.
    replayClock->setRunning(false);
    finished = false;
    ++jump;
    jumpTime = time;
    waiting = 0;
    for (const Running &feed : feeds) {
        if (!feed.replay || feed.worker->status().state == FeedStatus::State::Failed)
            continue;
        ++waiting;
        QMetaObject::invokeMethod(feed.replay, [replay = feed.replay, time, of = jump] { replay->jumpTo(time, of); });
    }
}

void FeedHub::Impl::onReady(quint64 of)
{
    if (of != jump || --waiting > 0)
        return;
    arrive();
}

void FeedHub::Impl::arrive()
{
    replayClock->jump(jumpTime);
    for (const Running &feed : feeds) {
        if (feed.replay)
            QMetaObject::invokeMethod(feed.replay, [replay = feed.replay] { replay->play(); });
    }
    arriving = true;
    drain();
    arriving = false;
    showPlaying();
}

void FeedHub::Impl::showPlaying()
{
    replayClock->setRunning(!paused && waiting == 0 && loading == 0);
    const auto state = paused     ? FeedStatus::State::Paused
                       : finished ? FeedStatus::State::Finished
                                  : FeedStatus::State::Connected;
    for (const Running &feed : feeds) {
        if (feed.replay)
            QMetaObject::invokeMethod(feed.replay, [replay = feed.replay, state] { replay->showState(state); });
    }
}

void FeedHub::Impl::drain()
{
    if (bell) // none before the first start
        bell->answered();
    sinceDrain.restart();
    bool resetSaid = false;
    for (size_t i = 0; i < feeds.size(); ++i) {
        for (const base::Warning &warning : feeds[i].worker->takeWarnings())
            Q_EMIT hub->warning(warning);
        if (i >= feeds.size())
            return; // a listener stopped us
        // A replay has said nothing beyond the time at which the clock stands; that belongs to the picture there.
        if (feeds[i].replay ? waiting > 0 : paused && !arriving)
            continue;
        FeedBatch batch = feeds[i].worker->takeBatch();
        // Replays jump together, so one reset is for all: a second would void what the first one said. And what a live
        // feed has said before the replays began stays.
        if (batch.reset)
            batch.reset = !std::exchange(resetSaid, true) && (replayTime || jump > 1);
        if (batch.reset || !batch.observations.empty() || !batch.statuses.empty() || !batch.events.empty() ||
            !batch.alerts.empty() || !batch.pasts.empty())
            Q_EMIT hub->batch(batch);
    }
    if (std::vector<FeedStatus> now = hub->status(); !sameStates(now, shown))
        tellStatus(std::move(now));
}

bool FeedHub::Impl::sameStates(const std::vector<FeedStatus> &some, const std::vector<FeedStatus> &others)
{
    return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                      [](const FeedStatus &a, const FeedStatus &b) {
                          return a.id == b.id && a.state == b.state && a.reason == b.reason;
                      });
}

void FeedHub::Impl::tellStatus(std::vector<FeedStatus> now)
{
    shown = std::move(now);
    sinceTold.start();
    Q_EMIT hub->statusChanged();
}

void FeedHub::Impl::everySecond()
{
    if (loading == 0 && waiting == 0 && !finished && !paused && last != 0 && hasReplay() &&
        replayClock->nowMs() >= last) {
        if (loop) {
            jumpTo(begin);
        } else {
            // The last rows are still on their way for a moment; they are said before the feed's state changes.
            finished = true;
            showPlaying();
        }
    }
    // Counts alone are for reading: whoever shows them draws a window for each.
    constexpr qint64 CountsMs = 1000;
    std::vector<FeedStatus> now = hub->status();
    if (!sameStates(now, shown) || (now != shown && (!sinceTold.isValid() || sinceTold.elapsed() >= CountsMs)))
        tellStatus(std::move(now));
}

}
