#include "feeds/FeedHub.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace feeds;
using State = FeedStatus::State;

/// A log of ten minutes from 2026-06-01T00:00Z: one reading a second, an event at 60 s that is closed at 120 s.
class TestFeedHub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void playsAtItsSpeed();
    void standsStillWhenPaused();
    void saysAllUpToThePause();
    void jumpsBothWays();
    void startsWhereItIsTold();
    void bringsThePastWithAJump();
    void endsAndGoesRound();
    void beginsAllReplaysTogether();
    void saysWhatItCannotPlay();

private:
    FeedConfig config(double speed = 1) const
    {
        FeedConfig feed;
        feed.id = QStringLiteral("log");
        feed.type = QStringLiteral("replay");
        feed.source = m_folder.path();
        feed.timezone = QStringLiteral("UTC");
        feed.speed = speed;
        return feed;
    }
    QTemporaryDir m_folder;
    static constexpr qint64 Begin = 1780272000000;
};

struct Heard {
    FeedHub hub;
    std::vector<domain::Observation> observations;
    std::vector<domain::Event> events;
    std::vector<SeriesPast> pasts;
    std::vector<base::Warning> warnings;
    int resets = 0;
    qint64 ahead = std::numeric_limits<qint64>::min(); ///< how far a batch was ahead of the clock at most

    Heard()
    {
        QObject::connect(&hub, &FeedHub::batch, &hub, [this](const FeedBatch &batch) {
            if (batch.reset) {
                ++resets;
                observations.clear();
                events.clear();
            }
            if (!batch.pasts.empty())
                pasts = batch.pasts;
            for (const auto &observation : batch.observations)
                ahead = std::max(ahead, observation.phenomenonTime - hub.clock().nowMs());
            observations.insert(observations.end(), batch.observations.begin(), batch.observations.end());
            events.insert(events.end(), batch.events.begin(), batch.events.end());
        });
        QObject::connect(&hub, &FeedHub::warning, &hub,
                         [this](const base::Warning &warning) { warnings.push_back(warning); });
    }
    qint64 second() const { return (hub.clock().nowMs() - 1780272000000) / 1000; }
};

void TestFeedHub::initTestCase()
{
    QFile observations(m_folder.filePath(QStringLiteral("observations.csv")));
    QVERIFY(observations.open(QIODevice::WriteOnly));
    observations.write("time,datastream,result\n");
    for (int second = 0; second <= 600; ++second)
        observations.write(QByteArray::number(Begin / 1000 + second) + ",D1," + QByteArray::number(second) + '\n');
    QFile events(m_folder.filePath(QStringLiteral("events.jsonl")));
    QVERIFY(events.open(QIODevice::WriteOnly));
    for (const auto &[second, state] : {std::pair(60, "reported"), std::pair(120, "closed")})
        events.write(QStringLiteral(
                         "{\"t\": %1, \"service_request_id\": \"e\", \"updated_datetime\": \"2026-06-01T00:0%2:00Z\", "
                         "\"extended_attributes\": {\"state\": \"%3\"}}\n")
                         .arg(Begin / 1000 + second)
                         .arg(second / 60)
                         .arg(QLatin1String(state))
                         .toUtf8());
}

void TestFeedHub::playsAtItsSpeed()
{
    Heard heard;
    QElapsedTimer timer;
    heard.hub.start({config(50)});
    QVERIFY(heard.hub.isReplay());
    QCOMPARE(heard.hub.speed(), 50.0);
    QTRY_COMPARE(heard.resets, 1);
    timer.start();
    QCOMPARE(heard.hub.replayRange(), std::pair(Begin, Begin + 600000));
    QTRY_VERIFY(heard.observations.size() > 100);
    const double speed = double(heard.second()) / (double(timer.elapsed()) / 1000);
    QVERIFY2(speed > 40 && speed < 60, qPrintable(QString::number(speed)));
    // Each reading once, in order, none before its time.
    for (size_t i = 0; i < heard.observations.size(); ++i)
        QCOMPARE(heard.observations[i].result.toInt(), int(i));
    QVERIFY(heard.ahead <= 0);
    QTRY_COMPARE(heard.events.size(), size_t(2));
    QCOMPARE(heard.events[1].state, domain::EventState::Closed);
    QCOMPARE(heard.hub.status()[0].state, State::Connected);
    heard.hub.setSpeed(1);
    const qint64 before = heard.second();
    QTest::qWait(500);
    QVERIFY(heard.second() <= before + 1);
}

void TestFeedHub::standsStillWhenPaused()
{
    Heard heard;
    heard.hub.start({config(50)});
    QTRY_VERIFY(heard.observations.size() > 20);
    heard.hub.setPaused(true);
    QVERIFY(heard.hub.isPaused());
    QTRY_COMPARE(heard.hub.status()[0].state, State::Paused);
    const qint64 now = heard.hub.clock().nowMs();
    QTest::qWait(300);
    QCOMPARE(heard.hub.clock().nowMs(), now);
    // A jump shows where it leads even so, and stays there; nobody hears meanwhile that it plays.
    bool played = false;
    const auto look = [&] { played = played || !heard.hub.isPaused(); };
    QObject::connect(&heard.hub, &FeedHub::batch, &heard.hub, look);
    QObject::connect(&heard.hub, &FeedHub::statusChanged, &heard.hub, look);
    heard.hub.seek(Begin + 90000);
    QTRY_COMPARE(heard.second(), 90);
    QTRY_COMPARE(heard.observations.back().result.toInt(), 90);
    QTest::qWait(300);
    QCOMPARE(heard.second(), 90);
    QVERIFY(!played);
    heard.hub.setPaused(false);
    QTRY_VERIFY(heard.second() > 90);
    QTRY_COMPARE(heard.hub.status()[0].state, State::Connected);
}

/// What is shown at the time that stands still is how things were then: a fire that broke out is not held back.
void TestFeedHub::saysAllUpToThePause()
{
    Heard heard;
    heard.hub.start({config(20)});
    QTRY_VERIFY(heard.observations.size() > 20);
    // The interface is busy for a moment; what was played meanwhile waits for it.
    QThread::msleep(700);
    heard.hub.setPaused(true);
    QTRY_COMPARE(qint64(heard.observations.back().result.toInt()), heard.second());
    QVERIFY(heard.ahead <= 0);
}

void TestFeedHub::jumpsBothWays()
{
    Heard heard;
    heard.hub.start({config(1)});
    QTRY_COMPARE(heard.resets, 1);
    heard.hub.seek(Begin + 300000);
    QTRY_VERIFY(!heard.observations.empty() && heard.observations.back().result.toInt() >= 300);
    QCOMPARE(heard.resets, 1);               // onwards nothing is void
    QVERIFY(heard.observations.size() < 10); // only the newest is said
    QTRY_COMPARE(heard.events.size(), size_t(1));
    QCOMPARE(heard.events[0].state, domain::EventState::Closed);
    QCOMPARE(heard.events[0].history.size(), size_t(2));
    heard.hub.seek(Begin + 100000);
    QTRY_COMPARE(heard.resets, 2);
    QTRY_COMPARE(heard.observations.front().result.toInt(), 100);
    QCOMPARE(heard.events.size(), size_t(1));
    QCOMPARE(heard.events[0].state, domain::EventState::Reported);
    QVERIFY(heard.second() >= 100 && heard.second() < 110);
    heard.hub.seek(Begin - 1000000); // kept within the log
    QTRY_COMPARE(heard.resets, 3);
    QVERIFY(heard.second() >= 0 && heard.second() < 10);
    // Many at once: the last one counts.
    for (int i = 0; i <= 20; ++i)
        heard.hub.seek(Begin + i * 20000);
    QTRY_VERIFY(heard.second() >= 400 && heard.second() < 410);
    QTRY_VERIFY(heard.observations.back().result.toInt() >= 400);
    QVERIFY(heard.ahead <= 0);
}

void TestFeedHub::startsWhereItIsTold()
{
    FeedConfig feed = config();
    feed.start = QStringLiteral("2026-06-01T08:05:00+08:00");
    Heard heard;
    heard.hub.start({feed});
    QTRY_VERIFY(!heard.observations.empty());
    QCOMPARE(heard.observations.front().result.toInt(), 300);
    QVERIFY(heard.second() >= 300 && heard.second() < 310);
    QVERIFY(heard.warnings.empty());
    feed.start = QStringLiteral("2031-01-01");
    heard.hub.start({feed});
    QTRY_VERIFY(!heard.warnings.empty());
    QCOMPARE(heard.warnings[0].code, QStringLiteral("start-unusable"));
    QTRY_COMPARE(heard.observations.back().result.toInt(), 600);
}

void TestFeedHub::bringsThePastWithAJump()
{
    FeedConfig feed = config();
    feed.start = QStringLiteral("2026-06-01T00:05:00Z");
    Heard heard;
    heard.hub.setLookBack({{QStringLiteral("D1"), 60000}});
    heard.hub.start({feed});
    QTRY_COMPARE(heard.resets, 1);
    QCOMPARE(heard.pasts.size(), size_t(1)); // with the jump, not after it
    QCOMPARE(heard.pasts[0].datastream, QStringLiteral("D1"));
    int count = 0;
    for (const SeriesPast::Mean &mean : heard.pasts[0].means)
        count += mean.count;
    QCOMPARE(count, 60); // of 4:00 to 4:59; what is said at 5:00 is not past
    heard.pasts.clear();
    heard.hub.setLookBack({{QStringLiteral("D1"), 120000}}); // other rules
    QTRY_COMPARE(heard.pasts.size(), size_t(1));
    heard.pasts.clear();
    heard.hub.seek(Begin);
    QTRY_COMPARE(heard.resets, 2);
    QVERIFY(heard.pasts.empty());
    // Where a live feed has the twin live in the machine's time, a replay's past is of other days.
    FeedConfig live;
    live.id = QStringLiteral("live");
    live.type = QStringLiteral("cap");
    live.source = m_folder.path();
    heard.observations.clear();
    heard.hub.start({feed, live});
    QTRY_VERIFY(!heard.observations.empty());
    QVERIFY(heard.pasts.empty());
}

void TestFeedHub::endsAndGoesRound()
{
    Heard heard;
    FeedConfig feed = config(600);
    heard.hub.start({feed});
    QTRY_COMPARE(heard.hub.status()[0].state, State::Finished);
    QCOMPARE(heard.second(), 600); // the time stands still there, so that nothing seems to fall silent
    QTRY_COMPARE(heard.observations.size(), size_t(601));
    QCOMPARE(heard.resets, 1);
    feed.loop = true;
    heard.resets = 0;
    heard.hub.start({feed});
    QTRY_VERIFY(heard.resets >= 2);
}

void TestFeedHub::beginsAllReplaysTogether()
{
    FeedConfig other = config();
    other.id = QStringLiteral("other");
    other.start = QStringLiteral("2026-06-01T00:01:00Z");
    FeedConfig first = config();
    first.start = QStringLiteral("2026-06-01T00:02:00Z");
    FeedConfig broken = config();
    broken.id = QStringLiteral("broken");
    broken.source = QStringLiteral("/nowhere.csv");
    Heard heard;
    heard.hub.start({first, other, broken});
    QTRY_VERIFY(heard.observations.size() >= 2);
    QCOMPARE(heard.resets, 1); // a second one would void what the first replay said
    QVERIFY(heard.second() >= 60 && heard.second() < 70);
    QCOMPARE(heard.hub.status()[2].state, State::Failed);
    QVERIFY(heard.hub.status()[2].reason.contains(QLatin1String("cannot be read")));
}

void TestFeedHub::saysWhatItCannotPlay()
{
    FeedConfig feed;
    feed.id = QStringLiteral("weather");
    feed.type = QStringLiteral("carrier-pigeon");
    Heard heard;
    heard.hub.start({feed});
    QVERIFY(!heard.hub.isReplay());
    QTRY_COMPARE(heard.hub.status()[0].state, State::Failed);
    QTRY_COMPARE(heard.warnings.size(), size_t(1));
    QVERIFY(heard.warnings[0].message.contains(QLatin1String("carrier-pigeon")));
    heard.hub.stop();
    QVERIFY(heard.hub.status().empty());
}

QTEST_GUILESS_MAIN(TestFeedHub)
#include "tst_feedhub.moc"
