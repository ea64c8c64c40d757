#include "Listener.h"
#include "TestBroker.h"
#include "cli/Simulate.h"
#include "live/TwinState.h"

#include <QElapsedTimer>
#include <QTest>

#include <unistd.h>

#include <cstdio>
#include <future>
#include <set>

using namespace feeds;
using State = FeedStatus::State;

/// `yunjie simulate` into a real broker and to standard output.
class TestSimulate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void makesUpADistrict();
    void playsALogAsIfItWereNow();
    void borrowsTheFeedsKeys();
    void writesLinesThatCanBeReplayed();
    void saysWhenItCannot();

private:
    cli::SimulateOptions options() const
    {
        cli::SimulateOptions result;
        result.city = m_city;
        FeedConfig log;
        log.id = QStringLiteral("log");
        log.type = QStringLiteral("replay");
        log.source = m_folder.path();
        result.feeds = {log};
        return result;
    }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }

    std::shared_ptr<domain::City> m_city;
    QTemporaryDir m_folder;
};

void TestSimulate::initTestCase()
{
    m_city = std::make_shared<domain::City>();
    m_city->frame = geometry::LocalFrame(*geometry::Crs::parse(QStringLiteral("EPSG:4547")), {500000, 2490000, 0});
    auto layer = std::make_shared<domain::Layer>();
    for (int i = 0; i < 50; ++i) {
        domain::Thing thing;
        thing.id = QStringLiteral("T%1").arg(i);
        thing.kind = i % 2 ? domain::ThingKind::Electrical : domain::ThingKind::Smoke;
        const QString property = i % 2 ? QStringLiteral("voltage-a") : QStringLiteral("smoke");
        thing.datastreams = {{QStringLiteral("T%1-%2").arg(i).arg(property), property, {}, 60}};
        layer->things.push_back(thing);
    }
    domain::Building building;
    building.id = QStringLiteral("B1");
    building.footprint = {{{{0, 0}, {20, 0}, {20, 20}, {0, 20}}, {}}};
    layer->buildings.push_back(building);
    m_city->layers = {layer};
    domain::EventType noise;
    noise.id = QStringLiteral("noise");
    noise.name = {QStringLiteral("Noise"), QStringLiteral("噪声扰民")};
    m_city->catalogue.types = {noise};
    m_city->index();

    QByteArray rows = "time,datastream,result\n";
    for (int second = -3600; second <= 60; ++second)
        rows += QByteArray::number(1780272000 + second) + ",T1-voltage-a," + QByteArray::number(second) + '\n';
    write(QStringLiteral("observations.csv"), rows);
    write(QStringLiteral("status.csv"), "time,thing,status\n1780272000,T1,online\n1780272030,T2,offline\n");
    write(
        QStringLiteral("events.jsonl"),
        R"({"t": 1780272010, "service_request_id": "e", "requested_datetime": "2026-06-01T00:00:10Z", "updated_datetime": "2026-06-01T00:00:10Z", "extended_attributes": {"state": "reported"}})");
}

void TestSimulate::makesUpADistrict()
{
    if (!TestBroker::isInstalled())
        QSKIP("mosquitto or openssl is not installed: simulate --to is not tried");
    TestBroker broker;
    QVERIFY(broker.start());
    Listener listener;
    listener.hub.start({feed(broker.url())});
    QTRY_VERIFY(listener.is(State::Connected));
    cli::SimulateOptions simulate = options();
    simulate.to = broker.url();
    simulate.rate = 500;
    simulate.seconds = 3;
    auto run = std::async(std::launch::async, [&simulate] { return cli::runSimulate(simulate); });
    QTRY_VERIFY_WITH_TIMEOUT(run.wait_for(std::chrono::seconds(0)) == std::future_status::ready, 10000);
    QCOMPARE(run.get(), 0);
    QTRY_COMPARE(listener.observations.size(), size_t(1500));
    QCOMPARE(listener.statuses.size(), size_t(50));
    QVERIFY(!listener.events.empty());
    QCOMPARE(listener.status().rejected, quint64(0));
    std::set<QString> streams;
    for (const auto &observation : listener.observations) {
        streams.insert(observation.datastream);
        const double value = observation.result.toDouble();
        QVERIFY(observation.datastream.contains(QLatin1String("smoke")) ? value == 0 || value == 1
                                                                        : value > 180 && value < 280);
    }
    QCOMPARE(streams.size(), size_t(50));
    QCOMPARE(listener.events[0].type, QStringLiteral("noise"));
    QCOMPARE(listener.events[0].place.id, QStringLiteral("B1"));

    live::TwinState twin;
    twin.setCity(m_city);
    twin.apply(listener.observations, listener.statuses, listener.events, QDateTime::currentMSecsSinceEpoch());
    QCOMPARE(twin.unknownDatastreams(), quint64(0));
    for (const domain::ThingState *state : twin.things())
        QCOMPARE(state->status, domain::ThingStatus::Online);
}

void TestSimulate::playsALogAsIfItWereNow()
{
    if (!TestBroker::isInstalled())
        QSKIP("mosquitto or openssl is not installed: simulate --to is not tried");
    TestBroker broker;
    QVERIFY(broker.start());
    Listener listener;
    listener.hub.start({feed(broker.url())});
    QTRY_VERIFY(listener.is(State::Connected));
    cli::SimulateOptions simulate = options();
    simulate.to = broker.url();
    simulate.feeds[0].start = QStringLiteral("2026-06-01T00:00:00Z");
    simulate.speed = 60;
    const qint64 begin = QDateTime::currentMSecsSinceEpoch();
    auto run = std::async(std::launch::async, [&simulate] { return cli::runSimulate(simulate); });
    QTRY_VERIFY_WITH_TIMEOUT(run.wait_for(std::chrono::seconds(0)) == std::future_status::ready, 10000);
    QCOMPARE(run.get(), 0);
    // How things stood at the start, then a minute in a second.
    QTRY_COMPARE(listener.observations.size(), size_t(61));
    QCOMPARE(listener.statuses.size(), size_t(2));
    QVERIFY(!listener.statuses[1].online);
    QCOMPARE(listener.events.size(), size_t(1));
    QCOMPARE(listener.events[0].state, domain::EventState::Reported);
    for (const auto &observation : listener.observations)
        QVERIFY(std::abs(observation.phenomenonTime - begin) < 5000);
    QVERIFY(std::abs(listener.events[0].reported - begin) < 5000);
}

void TestSimulate::borrowsTheFeedsKeys()
{
    if (!TestBroker::isInstalled())
        QSKIP("mosquitto or openssl is not installed: simulate --to is not tried");
    TestBroker broker;
    QVERIFY(broker.serveTls(true));
    QVERIFY(broker.start());
    cli::SimulateOptions simulate = options();
    simulate.to = broker.url(QStringLiteral("mqtts"));
    simulate.rate = 100;
    simulate.seconds = 0.2;
    QCOMPARE(cli::runSimulate(simulate), 1);
    FeedConfig own = feed(simulate.to);
    own.caFile = broker.file(QStringLiteral("ca.pem"));
    own.certFile = broker.file(QStringLiteral("client.pem"));
    own.keyFile = broker.file(QStringLiteral("client.key"));
    simulate.feeds.push_back(own);
    QCOMPARE(cli::runSimulate(simulate), 0);
}

void TestSimulate::writesLinesThatCanBeReplayed()
{
    const QString path = m_folder.filePath(QStringLiteral("lines.log"));
    std::fflush(stdout);
    const int kept = dup(STDOUT_FILENO);
    QVERIFY(std::freopen(qPrintable(path), "w", stdout));
    cli::SimulateOptions simulate = options();
    simulate.rate = 200;
    simulate.seconds = 1;
    const int status = cli::runSimulate(simulate);
    std::fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    ::close(kept);
    QCOMPARE(status, 0);

    Listener listener;
    FeedConfig lines;
    lines.id = QStringLiteral("lines");
    lines.type = QStringLiteral("replay");
    lines.source = path;
    lines.speed = 20;
    listener.hub.start({lines});
    QTRY_COMPARE(listener.observations.size(), size_t(200));
    QCOMPARE(listener.statuses.size(), size_t(50)); // their lines have no time; the first observation's is theirs
    QVERIFY(listener.warnings.empty());
}

void TestSimulate::saysWhenItCannot()
{
    cli::SimulateOptions simulate = options();
    simulate.to = QStringLiteral("mqtt://127.0.0.1:1");
    simulate.rate = 1;
    QCOMPARE(cli::runSimulate(simulate), 1);
    simulate.to = QStringLiteral("gopher://127.0.0.1");
    QCOMPARE(cli::runSimulate(simulate), 1);
    simulate = options();
    simulate.feeds.clear();
    QCOMPARE(cli::runSimulate(simulate), 1);
    simulate.city = std::make_shared<domain::City>();
    simulate.rate = 1;
    QCOMPARE(cli::runSimulate(simulate), 1);
}

QTEST_GUILESS_MAIN(TestSimulate)
#include "tst_simulate.moc"
