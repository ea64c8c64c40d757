#include "Listener.h"
#include "TestBroker.h"
#include "feeds/FeedWorker.h"
#include "feeds/MqttPublisher.h"
#include "feeds/Payload.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace feeds;
using State = FeedStatus::State;

class TestMqtt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hearsObservationsStatusesAndRequests();
    void knowsWhatWasRetainedAndTheLastWill();
    void loosesNothingAtTwoThousandASecond();
    void waitsWhilePaused();
    void keepsTheNewestWhenNobodyComes();
    void namesMalformedPayloads();
    void asksForUserAndPassword_data();
    void asksForUserAndPassword();
    void speaksTls();
    void saysWhenItIsSilent();
    void saysWhenTheAddressIsWrong_data();
    void saysWhenTheAddressIsWrong();
};

void TestMqtt::initTestCase()
{
    if (!TestBroker::isInstalled())
        QSKIP("mosquitto or openssl is not installed: no feed of type mqtt is tried");
}

void TestMqtt::hearsObservationsStatusesAndRequests()
{
    TestBroker broker;
    QVERIFY(broker.start());
    Listener listener;
    listener.hub.start({feed(broker.url())});
    QVERIFY(!listener.hub.isReplay());
    QTRY_VERIFY(listener.is(State::Connected));
    QCOMPARE(publishOne(broker.url(), QStringLiteral("v1.1/Datastreams(S1)/Observations"), R"({"result": 0.42})"),
             QString());
    QCOMPARE(publishOne(broker.url(), QStringLiteral("v1.1/Things(T1)/status"), "offline"), QString());
    QCOMPARE(publishOne(broker.url(), QStringLiteral("yunjie/requests/E1"),
                        R"({"service_code": "noise", "status": "open"})"),
             QString());
    QCOMPARE(publishOne(broker.url(), QStringLiteral("v1.1/Datastreams(S1)/somethingElse"), "x"), QString());
    QTRY_COMPARE(listener.events.size(), size_t(1));
    QTRY_COMPARE(listener.status().received, quint64(3));
    QCOMPARE(listener.observations.size(), size_t(1));
    QCOMPARE(listener.observations[0].datastream, QStringLiteral("S1"));
    QCOMPARE(listener.observations[0].result.toDouble(), 0.42);
    QCOMPARE(listener.statuses[0].thing, QStringLiteral("T1"));
    QVERIFY(!listener.statuses[0].online);
    QCOMPARE(listener.events[0].id, QStringLiteral("E1"));
    QCOMPARE(listener.status().rejected, quint64(0));
    QVERIFY(listener.status().lastMessage != 0);
}

void TestMqtt::knowsWhatWasRetainedAndTheLastWill()
{
    TestBroker broker;
    QVERIFY(broker.start());
    QCOMPARE(publishOne(broker.url(), QStringLiteral("v1.1/Things(T1)/status"), "online", true), QString());
    MqttPublisher device;
    QVERIFY(device.open(feed(broker.url()), 5000, {QStringLiteral("v1.1/Things(T2)/status"), "offline"}));
    QVERIFY(device.publish(QStringLiteral("v1.1/Things(T2)/status"), "online", true));
    QVERIFY(device.waitForAcks(5000));

    Listener listener;
    listener.hub.start({feed(broker.url())});
    QTRY_COMPARE(listener.statuses.size(), size_t(2));
    QVERIFY(listener.statuses[0].online && listener.statuses[1].online);
    device.cut();
    QTRY_COMPARE(listener.statuses.size(), size_t(3));
    QCOMPARE(listener.statuses[2].thing, QStringLiteral("T2"));
    QVERIFY(!listener.statuses[2].online);
}

void TestMqtt::loosesNothingAtTwoThousandASecond()
{
    TestBroker broker;
    QVERIFY(broker.start());
    Listener listener;
    listener.hub.start({feed(broker.url())});
    QTRY_VERIFY(listener.is(State::Connected));
    constexpr int total = 8000, perSecond = 2000;
    std::atomic_bool published = false;
    std::thread sender([&] {
        MqttPublisher publisher;
        if (!publisher.open(feed(broker.url())))
            return;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < total; ++i) {
            while (timer.elapsed() * perSecond / 1000 < i)
                QThread::usleep(500);
            publisher.publish(QStringLiteral("v1.1/Datastreams(S%1)/Observations").arg(i % 500),
                              QByteArray("{\"result\": ") + QByteArray::number(i) + '}');
        }
        published = publisher.waitForAcks(10000);
    });
    QElapsedTimer timer;
    timer.start();
    qint64 longest = 0, last = 0;
    while (listener.observations.size() < total && timer.elapsed() < 15000) {
        QTest::qWait(10);
        longest = std::max(longest, timer.elapsed() - last);
        last = timer.elapsed();
    }
    sender.join();
    QVERIFY(published);
    QCOMPARE(listener.observations.size(), size_t(total));
    QCOMPARE(listener.status().received, quint64(total));
    for (int i = 0; i < total; ++i)
        QCOMPARE(listener.observations[size_t(i)].result.toInt(), i);
    QVERIFY2(listener.batches <= timer.elapsed() / 40 + 2, "batches come more often than every 40 ms");
    qInfo("longest wait of the main thread %lld ms, %d batches", longest, listener.batches);
}

void TestMqtt::waitsWhilePaused()
{
    TestBroker broker;
    QVERIFY(broker.start());
    Listener listener;
    listener.hub.start({feed(broker.url())});
    QTRY_VERIFY(listener.is(State::Connected));
    listener.hub.setPaused(true);
    QCOMPARE(publishOne(broker.url(), QStringLiteral("v1.1/Things(T1)/status"), "online"), QString());
    QTRY_COMPARE(listener.status().received, quint64(1));
    QTest::qWait(250);
    QCOMPARE(listener.statuses.size(), size_t(0));
    listener.hub.setPaused(false);
    QTRY_COMPARE(listener.statuses.size(), size_t(1));
}

void TestMqtt::keepsTheNewestWhenNobodyComes()
{
    std::vector<domain::Observation> observations;
    for (int i = 0; i < 1000; ++i)
        observations.push_back({QStringLiteral("S%1").arg(i % 10), i, i, i});
    keepNewest(observations);
    QCOMPARE(observations.size(), size_t(10));
    QCOMPARE(observations.front().phenomenonTime, 990);
    QCOMPARE(observations.back().phenomenonTime, 999);
}

void TestMqtt::namesMalformedPayloads()
{
    TestBroker broker;
    QVERIFY(broker.start());
    Listener listener;
    listener.hub.start({feed(broker.url())});
    QTRY_VERIFY(listener.is(State::Connected));
    MqttPublisher publisher;
    QVERIFY(publisher.open(feed(broker.url())));
    for (int i = 0; i < 500; ++i)
        publisher.publish(QStringLiteral("v1.1/Datastreams(S%1)/Observations").arg(i), "{\"result\": nothing}");
    publisher.publish(QStringLiteral("v1.1/Things(T1)/status"), "asleep");
    publisher.publish(QStringLiteral("v1.1/Things(T1)/status"), "online");
    QVERIFY(publisher.waitForAcks(5000));
    QTRY_COMPARE(listener.statuses.size(), size_t(1));
    QTRY_COMPARE(listener.status().rejected, quint64(501));
    QCOMPARE(listener.status().received, quint64(502));
    QTRY_COMPARE_WITH_TIMEOUT(
        [&] {
            int sum = 0;
            for (const base::Warning &warning : listener.warnings)
                sum += warning.count;
            return sum;
        }(),
        501, 4000);
    // Equal ones come at most once a second: a few, not five hundred.
    QVERIFY2(listener.warnings.size() <= 5, qPrintable(QString::number(listener.warnings.size())));
    // Nor does a source flood us that is wrong in another way each time.
    for (int i = 0; i < 500; ++i)
        publisher.publish(QStringLiteral("yunjie/requests/1"),
                          QByteArray("{\"status\": \"s") + QByteArray::number(i) + "\"}");
    QVERIFY(publisher.waitForAcks(5000));
    QTRY_COMPARE(listener.status().rejected, quint64(1001));
    QVERIFY2(listener.warnings.size() <= 60, qPrintable(QString::number(listener.warnings.size())));
    QCOMPARE(listener.warnings[0].source, QStringLiteral("sensors"));
    QCOMPARE(listener.warnings[0].feature, QStringLiteral("v1.1/Datastreams(S0)/Observations"));
    QVERIFY(listener.warnings[0].message.contains(QLatin1String("JSON")));
}

void TestMqtt::asksForUserAndPassword_data()
{
    QTest::addColumn<QString>("inUrl");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<bool>("welcome");
    QTest::newRow("in the url, percent-encoded")
        << QStringLiteral("viewer:p%40ss%3Aw%2Frd@") << QString() << QString() << true;
    QTest::newRow("of its own") << QString() << QStringLiteral("viewer") << QStringLiteral("p@ss:w/rd") << true;
    QTest::newRow("own ones win") << QStringLiteral("viewer:wrong@") << QString() << QStringLiteral("p@ss:w/rd")
                                  << true;
    QTest::newRow("wrong") << QStringLiteral("viewer:s3cret@") << QString() << QString() << false;
    QTest::newRow("none") << QString() << QString() << QString() << false;
}

void TestMqtt::asksForUserAndPassword()
{
    QFETCH(QString, inUrl);
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(bool, welcome);
    TestBroker broker;
    QVERIFY(broker.demandPassword(QStringLiteral("viewer"), QStringLiteral("p@ss:w/rd")));
    QVERIFY(broker.start());
    FeedConfig config = feed(broker.url().insert(7, inUrl));
    config.user = user;
    config.password = password;
    Listener listener;
    listener.hub.start({config});
    if (welcome) {
        QTRY_VERIFY(listener.is(State::Connected));
    } else {
        QTRY_VERIFY(listener.is(State::Failed));
        QVERIFY2(listener.status().reason.contains(QLatin1String("password")), qPrintable(listener.status().reason));
    }
    for (const char *secret : {"s3cret", "p@ss", "p%40ss"})
        QVERIFY(!listener.texts().contains(QLatin1String(secret)));
}

void TestMqtt::speaksTls()
{
    TestBroker broker;
    QVERIFY(broker.serveTls(true));
    QVERIFY(broker.start());
    FeedConfig config = feed(broker.url(QStringLiteral("mqtts")));
    config.caFile = broker.file(QStringLiteral("ca.pem"));
    config.certFile = broker.file(QStringLiteral("client.pem"));
    config.keyFile = broker.file(QStringLiteral("client.key"));
    Listener listener;
    listener.hub.start({config});
    QTRY_VERIFY(listener.is(State::Connected));
    MqttPublisher publisher;
    const auto ok = publisher.open(config);
    QVERIFY2(ok, ok ? "" : qPrintable(ok.error().toLine()));
    // Many at once: several packets come in one TLS record.
    for (int i = 0; i < 2000; ++i)
        publisher.publish(QStringLiteral("v1.1/Datastreams(S1)/Observations"),
                          QByteArray("{\"result\": ") + QByteArray::number(i) + '}');
    QVERIFY(publisher.waitForAcks(5000));
    QTRY_COMPARE(listener.observations.size(), size_t(2000));

    // A broker whose certificate our CAs do not know is refused; so are we without a certificate of our own.
    FeedConfig stranger = config;
    stranger.caFile.clear();
    Listener suspicious;
    suspicious.hub.start({stranger});
    QTRY_VERIFY(suspicious.is(State::Failed));
    QVERIFY2(suspicious.status().reason.contains(QLatin1String("TLS")), qPrintable(suspicious.status().reason));
    FeedConfig anonymous = config;
    anonymous.certFile.clear();
    anonymous.keyFile.clear();
    Listener refused;
    refused.hub.start({anonymous});
    QTRY_VERIFY(refused.is(State::Failed));

    // Plain MQTT to a TLS port is no connection either.
    Listener plain;
    plain.hub.start({feed(broker.url())});
    QTRY_VERIFY_WITH_TIMEOUT(plain.is(State::Failed), 12000);
    FeedConfig missing = config;
    missing.caFile = QStringLiteral("/nowhere/ca.pem");
    Listener without;
    without.hub.start({missing});
    QTRY_VERIFY(without.is(State::Failed));
    QVERIFY(without.status().reason.contains(QLatin1String("/nowhere/ca.pem")));
}

void TestMqtt::saysWhenItIsSilent()
{
    TestBroker broker;
    QVERIFY(broker.start());
    FeedConfig config = feed(broker.url());
    config.silentAfterSeconds = 0.5;
    Listener listener;
    listener.hub.start({config});
    QTRY_VERIFY(listener.is(State::Silent));
    QVERIFY(listener.status().since <= QDateTime::currentMSecsSinceEpoch() - 500);
    QCOMPARE(publishOne(broker.url(), QStringLiteral("v1.1/Things(T1)/status"), "online"), QString());
    QTRY_VERIFY(listener.is(State::Connected));
}

void TestMqtt::saysWhenTheAddressIsWrong_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("part");
    QTest::newRow("scheme") << QStringLiteral("http://localhost") << QStringLiteral("http://");
    QTest::newRow("no host") << QStringLiteral("mqtt://") << QStringLiteral("cannot be read");
    QTest::newRow("port") << QStringLiteral("mqtt://u:hush@localhost:notaport") << QStringLiteral("cannot be read");
    QTest::newRow("unknown host") << QStringLiteral("mqtt://u:hush@no-such-host.invalid")
                                  << QStringLiteral("cannot be resolved");
    QTest::newRow("nobody there") << QStringLiteral("mqtt://u:hush@127.0.0.1:1") << QStringLiteral("refused");
}

void TestMqtt::saysWhenTheAddressIsWrong()
{
    QFETCH(QString, url);
    QFETCH(QString, part);
    Listener listener;
    listener.hub.start({feed(url)});
    QTRY_VERIFY_WITH_TIMEOUT(listener.is(State::Failed), 15000);
    QVERIFY2(listener.status().reason.contains(part), qPrintable(listener.status().reason));
    QVERIFY(!listener.texts().contains(QLatin1String("hush")));
}

QTEST_GUILESS_MAIN(TestMqtt)
#include "tst_mqtt.moc"
