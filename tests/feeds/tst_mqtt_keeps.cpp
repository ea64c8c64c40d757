#include "Listener.h"
#include "TestBroker.h"
#include "feeds/MqttFeed.h"
#include "feeds/Payload.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <thread>

using namespace feeds;
using State = FeedStatus::State;

/// What is sent while nobody listens, held back, sent twice, late, or by a clock that is wrong.
class TestMqttKeeps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void getsWhatWasSentMeanwhile_data();
    void getsWhatWasSentMeanwhile();
    void keepsNothingWithoutAName();
    void isHeldBack_data();
    void isHeldBack();
    void waitsForAMainThreadThatDoesNotCome();
    void tellsTwiceSentApart();
    void flagsAWrongClock_data();
    void flagsAWrongClock();
    void yieldsWhereItsNameIsTaken();
};

static constexpr qint64 Start = 1781740800000;

static FeedConfig lasting(const TestBroker &broker, const QString &id = QStringLiteral("yunjie-desk-1"))
{
    FeedConfig config = feed(broker.url());
    config.clientId = id;
    return config;
}

static QString topicOf(int i)
{
    return QStringLiteral("v1.1/Datastreams(S%1)/Observations").arg(i % 100);
}

static QByteArray payloadOf(int i)
{
    return observationPayload({QString(), Start + i, Start + i, i});
}

/// Sends observations number `from` up to, not including, `to`; whether all were acknowledged.
static bool send(const TestBroker &broker, int from, int to)
{
    MqttPublisher publisher;
    if (!publisher.open(feed(broker.url())))
        return false;
    for (int i = from; i < to; ++i)
        publisher.publish(topicOf(i), payloadOf(i));
    return publisher.waitForAcks(20000);
}

/// The viewer's part in a process of its own, to be killed: writes each observation's number into a file.
static int listen(QStringList arguments)
{
    QFile file(arguments.at(2));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append))
        return 1;
    FeedConfig config = feed(arguments.at(1));
    config.clientId = QStringLiteral("yunjie-desk-1");
    FeedHub hub;
    QObject::connect(&hub, &FeedHub::batch, &hub, [&file](const FeedBatch &batch) {
        for (const domain::Observation &observation : batch.observations)
            file.write(QByteArray::number(observation.phenomenonTime - Start) + '\n');
        file.flush();
    });
    QObject::connect(&hub, &FeedHub::statusChanged, &hub, [&] {
        if (hub.status().at(0).state == State::Connected && file.size() == 0) {
            file.write("connected\n");
            file.flush();
        }
    });
    hub.start({config});
    return QCoreApplication::exec();
}

/// Its numbers, and whether it was connected.
static std::pair<std::vector<int>, bool> readNumbers(const QString &path)
{
    QFile file(path);
    std::pair<std::vector<int>, bool> read;
    if (!file.open(QIODevice::ReadOnly))
        return read;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line == "connected")
            read.second = true;
        else if (!line.isEmpty())
            read.first.push_back(line.toInt());
    }
    return read;
}

void TestMqttKeeps::initTestCase()
{
    if (!TestBroker::isInstalled())
        QSKIP("mosquitto or openssl is not installed: no feed of type mqtt is tried");
}

void TestMqttKeeps::getsWhatWasSentMeanwhile_data()
{
    QTest::addColumn<bool>("brokerRestarts");
    QTest::newRow("broker stays") << false;
    QTest::newRow("broker restarts too, with persistence") << true;
}

void TestMqttKeeps::getsWhatWasSentMeanwhile()
{
    QFETCH(bool, brokerRestarts);
    TestBroker broker;
    if (brokerRestarts) {
        broker.addLine(QStringLiteral("persistence true"));
        broker.addLine(QStringLiteral("persistence_location ") + broker.file(QString()));
    }
    QVERIFY(broker.start());
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("numbers"));
    const QStringList arguments{QStringLiteral("listen"), broker.url(), path};
    constexpr int before = 1000, meanwhile = 10000, after = 500;

    QProcess viewer;
    viewer.start(QCoreApplication::applicationFilePath(), arguments);
    QTRY_VERIFY_WITH_TIMEOUT(readNumbers(path).second, 8000);
    QVERIFY(send(broker, 0, before));
    QTRY_COMPARE_WITH_TIMEOUT(readNumbers(path).first.size(), size_t(before), 8000);
    viewer.kill(); // as a power cut does
    QVERIFY(viewer.waitForFinished());
    QVERIFY(send(broker, before, before + meanwhile));
    if (brokerRestarts) {
        broker.stop();
        QVERIFY(broker.start());
    }
    viewer.start(QCoreApplication::applicationFilePath(), arguments);
    QTRY_VERIFY_WITH_TIMEOUT(int(readNumbers(path).first.size()) >= before + meanwhile, 15000);
    QVERIFY(send(broker, before + meanwhile, before + meanwhile + after));
    QTRY_VERIFY_WITH_TIMEOUT(int(readNumbers(path).first.size()) >= before + meanwhile + after, 8000);
    QTest::qWait(200);
    viewer.kill();
    viewer.waitForFinished();
    // All there, and once; a kill at rest leaves nothing unacknowledged.
    std::vector<int> numbers = readNumbers(path).first;
    std::sort(numbers.begin(), numbers.end());
    QCOMPARE(int(numbers.size()), before + meanwhile + after);
    for (int i = 0; i < int(numbers.size()); ++i)
        QCOMPARE(numbers[size_t(i)], i);
}

void TestMqttKeeps::keepsNothingWithoutAName()
{
    TestBroker broker;
    QVERIFY(broker.start());
    FeedConfig impersistent = lasting(broker);
    impersistent.persistent = false;
    for (const FeedConfig &config : {feed(broker.url()), impersistent}) {
        {
            Listener listener;
            listener.hub.start({config});
            QTRY_VERIFY(listener.is(State::Connected));
        }
        QVERIFY(send(broker, 0, 10));
        Listener listener;
        listener.hub.start({config});
        QTRY_VERIFY(listener.is(State::Connected));
        QTest::qWait(200);
        QVERIFY(listener.observations.empty());
    }
}

/// A feed without a hub, with less patience than it usually has.
struct Held {
    QThread thread;
    MqttFeed *feed;
    std::vector<domain::Observation> observations;

    Held(const FeedConfig &config, const MqttPatience &patience)
        : feed(new MqttFeed(
              config, [] {}, patience))
    {
        feed->moveToThread(&thread);
        thread.start();
        onThread([this] { feed->open(); });
    }
    ~Held()
    {
        onThread([this] { feed->close(); });
        thread.quit();
        thread.wait();
        delete feed;
    }
    void onThread(const std::function<void()> &what)
    {
        QMetaObject::invokeMethod(feed, what, Qt::BlockingQueuedConnection);
    }
    size_t take()
    {
        for (const domain::Observation &observation : feed->takeBatch().observations)
            observations.push_back(observation);
        return observations.size();
    }
    State state() const { return feed->status().state; }
};

void TestMqttKeeps::isHeldBack_data()
{
    QTest::addColumn<bool>("isLong");
    QTest::newRow("for a moment") << false;
    QTest::newRow("until it leaves the broker") << true;
}

void TestMqttKeeps::isHeldBack()
{
    QFETCH(bool, isLong);
    TestBroker broker;
    QVERIFY(broker.start());
    MqttPatience patience;
    patience.held = isLong ? 300 : 60000;
    Held held(lasting(broker), patience);
    QTRY_VERIFY(held.state() == State::Connected);
    QVERIFY(send(broker, 0, 500));
    QTRY_COMPARE(held.take(), size_t(500));
    held.onThread([&held] { held.feed->setHeldBack(true); });
    QVERIFY(send(broker, 500, 5500));
    QTest::qWait(700);
    const size_t whileHeld = held.take();
    QCOMPARE(whileHeld, size_t(500));
    QCOMPARE(held.state(), isLong ? State::Paused : State::Connected);
    QCOMPARE(held.feed->status().reason.isEmpty(), !isLong);
    held.onThread([&held] { held.feed->setHeldBack(false); });
    QTRY_COMPARE_WITH_TIMEOUT(held.take(), size_t(5500), 10000);
    QVERIFY(held.state() == State::Connected);
    QVERIFY(send(broker, 5500, 5600));
    QTRY_COMPARE(held.take(), size_t(5600));
    std::sort(held.observations.begin(), held.observations.end(),
              [](const auto &a, const auto &b) { return a.phenomenonTime < b.phenomenonTime; });
    for (int i = 0; i < 5600; ++i)
        QCOMPARE(held.observations[size_t(i)].phenomenonTime, Start + i);
}

void TestMqttKeeps::waitsForAMainThreadThatDoesNotCome()
{
    // More than a feed keeps for the main thread: nothing is thinned out, the broker keeps the rest.
    TestBroker broker;
    QVERIFY(broker.start());
    Held held(lasting(broker), {});
    QTRY_VERIFY(held.state() == State::Connected);
    constexpr int total = 70000;
    std::atomic_bool sent = false;
    std::thread sender([&] { sent = send(broker, 0, total); });
    sender.join();
    QVERIFY(sent);
    QTRY_VERIFY(held.feed->status().received > 50000);
    QTest::qWait(500);
    QVERIFY2(held.feed->status().received < 60000, qPrintable(QString::number(held.feed->status().received)));
    QTRY_COMPARE_WITH_TIMEOUT(held.take(), size_t(total), 10000);
}

void TestMqttKeeps::tellsTwiceSentApart()
{
    TestBroker broker;
    QVERIFY(broker.start());
    Listener listener;
    listener.hub.start({feed(broker.url())});
    QTRY_VERIFY(listener.is(State::Connected));
    const auto say = [&](const QString &stream, qint64 time) {
        const QByteArray text =
            time == 0 ? QByteArray("{\"result\": 1}") : observationPayload({QString(), Start + time, Start + time, 1});
        return publishOne(broker.url(), QStringLiteral("v1.1/Datastreams(%1)/Observations").arg(stream), text);
    };
    QStringList wrong;
    for (const auto &[stream, time] : std::vector<std::pair<QString, qint64>>{{QStringLiteral("A"), 1000},
                                                                              {QStringLiteral("A"), 1000},
                                                                              {QStringLiteral("B"), 1000},
                                                                              {QStringLiteral("A"), 3000},
                                                                              {QStringLiteral("A"), 2000},
                                                                              {QStringLiteral("A"), 2000},
                                                                              {QStringLiteral("A"), 1000},
                                                                              {QStringLiteral("C"), 0},
                                                                              {QStringLiteral("C"), 0}})
        wrong.append(say(stream, time));
    wrong.removeAll(QString());
    QCOMPARE(wrong, QStringList());
    // A at 1, 3 and, late, 2; B at 1; C twice, which has no time of its own.
    QTRY_COMPARE(listener.status().received, quint64(9));
    QTRY_COMPARE(listener.observations.size(), size_t(6));
    QCOMPARE(listener.status().duplicates, quint64(3));
    QCOMPARE(listener.status().late, quint64(1));
}

void TestMqttKeeps::flagsAWrongClock_data()
{
    QTest::addColumn<int>("ahead"); ///< seconds; of the source's clock
    QTest::addColumn<bool>("isFlagged");
    QTest::newRow("right") << 0 << false;
    QTest::newRow("a little behind") << -50 << false;
    QTest::newRow("behind") << -300 << true;
    QTest::newRow("ahead") << 7200 << true;
}

void TestMqttKeeps::flagsAWrongClock()
{
    QFETCH(int, ahead);
    QFETCH(bool, isFlagged);
    TestBroker broker;
    QVERIFY(broker.start());
    MqttPatience patience;
    patience.lagWindow = 400;
    Held held(lasting(broker), patience);
    QTRY_VERIFY(held.state() == State::Connected);
    // What was held up on the way comes first, older and older less: no wrong clock.
    MqttPublisher publisher;
    QVERIFY(publisher.open(feed(broker.url())));
    const auto say = [&](qint64 time) {
        publisher.publish(topicOf(0), observationPayload({QString(), time, time, 1}));
    };
    const auto now = [] { return QDateTime::currentMSecsSinceEpoch(); };
    if (ahead == 0) {
        for (int i = 0; i < 20; ++i) {
            say(now() - 3600000 + i * 180000);
            QTest::qWait(60);
        }
    }
    int warnings = 0;
    const auto listen = [&] {
        for (const base::Warning &warning : held.feed->takeWarnings())
            warnings += warning.code == QLatin1String("clock-skew");
    };
    for (int i = 0; i < 66; ++i) {
        say(now() + ahead * 1000);
        QTest::qWait(50);
        listen();
    }
    const double skew = held.feed->status().clockSkewSeconds;
    if (isFlagged)
        QVERIFY2(std::abs(skew - ahead) < 2, qPrintable(QString::number(skew)));
    else
        QCOMPARE(skew, 0.0);
    QCOMPARE(warnings, isFlagged ? 1 : 0);
}

void TestMqttKeeps::yieldsWhereItsNameIsTaken()
{
    TestBroker broker;
    QVERIFY(broker.start());
    MqttPatience patience;
    patience.firstRetry = 50;
    Held one(lasting(broker), patience);
    QTRY_VERIFY(one.state() == State::Connected);
    Held two(lasting(broker), patience);
    int yielded = 0;
    const auto count = [&] {
        for (const Held *held : {&one, &two}) {
            for (const base::Warning &warning : held->feed->takeWarnings())
                yielded += warning.code == QLatin1String("client-id-taken");
        }
        return yielded;
    };
    QTRY_VERIFY_WITH_TIMEOUT(count() > 0, 10000);
    // Then there is peace, and both hear.
    QTRY_VERIFY(one.state() == State::Connected && two.state() == State::Connected);
    QTest::qWait(300);
    QVERIFY(send(broker, 0, 10));
    QTRY_COMPARE(one.take(), size_t(10));
    QTRY_COMPARE(two.take(), size_t(10));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == QLatin1String("listen"))
        return listen(app.arguments().mid(1));
    TestMqttKeeps test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_mqtt_keeps.moc"
