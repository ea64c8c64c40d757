#include "Listener.h"
#include "TestBroker.h"
#include "feeds/MqttFeed.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

using namespace feeds;
using State = FeedStatus::State;

/// Brokers that go away, never answer, or fall silent.
class TestMqttOutage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void comesBackAfterTheBrokerWentAway();
    void givesUpABrokerThatNeverAnswers();
    void givesUpABrokerThatFellSilent();
    void stopsQuickly();
};

void TestMqttOutage::initTestCase()
{
    if (!TestBroker::isInstalled())
        QSKIP("mosquitto or openssl is not installed: no feed of type mqtt is tried");
}

void TestMqttOutage::comesBackAfterTheBrokerWentAway()
{
    TestBroker broker;
    QVERIFY(broker.start());
    Listener listener;
    listener.hub.start({feed(broker.url())});
    QTRY_VERIFY(listener.is(State::Connected));
    broker.kill();
    QTRY_VERIFY(listener.is(State::Failed));
    const qint64 since = listener.status().since;
    QVERIFY(qAbs(since - QDateTime::currentMSecsSinceEpoch()) < 2000);
    // While it is away: failed all the time, since the same moment, with the reason of the last attempt.
    QTest::qWait(1200);
    QVERIFY(listener.is(State::Failed));
    QCOMPARE(listener.status().since, since);
    QVERIFY2(listener.status().reason.contains(QLatin1String("refused")), qPrintable(listener.status().reason));
    QVERIFY(broker.start());
    QTRY_VERIFY_WITH_TIMEOUT(listener.is(State::Connected), 8000);
    QCOMPARE(publishOne(broker.url(), QStringLiteral("v1.1/Things(T1)/status"), "online"), QString());
    QTRY_COMPARE(listener.statuses.size(), size_t(1));
}

void TestMqttOutage::givesUpABrokerThatNeverAnswers()
{
    // A port that takes connections and says nothing.
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    MqttPatience patience;
    patience.answer = 400;
    MqttFeed worker(
        feed(QStringLiteral("mqtt://127.0.0.1:%1").arg(mute.serverPort())), [] {}, patience);
    worker.open();
    QCOMPARE(worker.status().state, State::Connecting);
    QTRY_COMPARE(worker.status().state, State::Failed);
    QVERIFY2(worker.status().reason.contains(QLatin1String("does not answer")), qPrintable(worker.status().reason));
    QTRY_VERIFY(mute.hasPendingConnections()); // and it tries again
    worker.close();
}

void TestMqttOutage::givesUpABrokerThatFellSilent()
{
    TestBroker broker;
    QVERIFY(broker.start());
    MqttPatience patience;
    patience.keepAlive = 1; // the library's least: 5 s
    patience.answer = 1000;
    MqttFeed worker(
        feed(broker.url()), [] {}, patience);
    worker.open();
    QTRY_COMPARE(worker.status().state, State::Connected);
    broker.freeze(true);
    QTRY_COMPARE_WITH_TIMEOUT(worker.status().state, State::Failed, 12000);
    broker.freeze(false);
    QTRY_COMPARE_WITH_TIMEOUT(worker.status().state, State::Connected, 8000);
    worker.close();
}

void TestMqttOutage::stopsQuickly()
{
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    QElapsedTimer timer;
    {
        FeedHub hub;
        hub.start({feed(QStringLiteral("mqtt://127.0.0.1:%1").arg(mute.serverPort())),
                   feed(QStringLiteral("mqtt://192.0.2.1"))});
        QTest::qWait(100);
        timer.start();
    }
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestMqttOutage)
#include "tst_mqtt_outage.moc"
