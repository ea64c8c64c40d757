#include "Listener.h"
#include "TestBroker.h"
#include "TestServer.h"
#include "Working.h"
#include "feeds/SensorThingsFeed.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace feeds;
using State = FeedStatus::State;
using Reply = TestServer::Reply;

/// OGC SensorThings 1.1: over HTTP, by its topics, and what creates entities.
class TestSensorThings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<TestServer>([this](const auto &asked) { return answer(asked); });
    }
    void takesIds();
    void mapsDatastreams();
    void readsThings();
    void readsDataArrays();
    void readsBatches();
    void readsFrostsBatches();
    void replaysBatches();
    void saysTheNewest_data();
    void saysTheNewest();
    void catchesUp();
    void getsAlongWithSimpleServers();
    void losesNoneThatCameLate();
    void splitsSeveralProperties();
    void comesBack();
    void asksAsWhoItIs();
    void readsTopics_data();
    void readsTopics();
    void listensToABroker();

private:
    Reply answer(const TestServer::Request &asked);
    QJsonArray observations(qint64 id, const TestServer::Request &asked, int top, int skip, bool *more) const;
    FeedConfig config(const QString &path = QStringLiteral("/FROST/v1.1")) const
    {
        FeedConfig feed;
        feed.id = QStringLiteral("sensors");
        feed.type = QStringLiteral("sensorthings");
        feed.url = m_server->url(path);
        feed.pollSeconds = 0.1;
        feed.fields.insert(QStringLiteral("datastream"), QStringLiteral("name"));
        return feed;
    }
    static HttpPatience hasty()
    {
        HttpPatience patience;
        patience.firstRetry = 50;
        patience.longestRetry = 200;
        patience.silence = 500;
        return patience;
    }
    static domain::Observation at(qint64 seconds, double value)
    {
        return {QString(), Begin + seconds * 1000, 0, value};
    }

    std::unique_ptr<TestServer> m_server;
    /// What the server holds: of each datastream its observations; two datastreams a page.
    QMap<qint64, QList<domain::Observation>> m_held;
    bool m_simple = false, m_multi = false, m_down = false, m_foreignLinks = false;
    static constexpr qint64 Begin = 1780272000000; // 2026-06-01T00:00Z
};

QJsonArray TestSensorThings::observations(qint64 id, const TestServer::Request &asked, int top, int skip,
                                          bool *more) const
{
    QList<domain::Observation> all = m_held.value(id);
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.phenomenonTime > b.phenomenonTime; });
    const QString filter = asked.query("$filter");
    if (filter.startsWith(QLatin1String("phenomenonTime gt "))) {
        const qint64 after = QDateTime::fromString(filter.mid(18), Qt::ISODate).toMSecsSinceEpoch();
        all.removeIf([&](const domain::Observation &one) { return one.phenomenonTime <= after; });
    }
    QJsonArray list;
    for (const domain::Observation &one : all.mid(skip, top))
        list.append(QJsonObject{{QStringLiteral("phenomenonTime"), isoTime(one.phenomenonTime)},
                                {QStringLiteral("resultTime"), QJsonValue()},
                                {QStringLiteral("result"), one.result}});
    *more = all.size() > skip + top;
    return list;
}

Reply TestSensorThings::answer(const TestServer::Request &asked)
{
    if (m_down)
        return Reply{503, {}, {{"Retry-After", "0"}}};
    const QString path = asked.path(), root = QStringLiteral("/FROST/v1.1");
    const QString linkRoot = m_foreignLinks ? QStringLiteral("http://frost.internal:8080/x/v1.1") : m_server->url(root);
    const int skip = asked.query("$skip").toInt();
    if (path == root + QStringLiteral("/MultiDatastreams")) {
        if (!m_multi)
            return Reply{404};
        return ::json(
            R"json({"value":[{"@iot.id":"w'1","name":"wind","ObservedProperties":[{"name":"speed"},{"name":""}],
            "Observations":[{"phenomenonTime":"2026-06-01T00:00:00Z/2026-06-01T00:10:00Z","result":[3.5,180]},
            {"phenomenonTime":"2026-06-01T00:00:00Z","result":[null,170]}]}]})json");
    }
    if (path == root + QStringLiteral("/Datastreams")) {
        const QString expand = asked.query("$expand");
        if (m_simple && !expand.isEmpty())
            return ::json(R"json({"code":400,"type":"error","message":"Not a valid path"})json", 400);
        const QList<qint64> ids = m_held.keys();
        QJsonArray value;
        for (const qint64 id : ids.mid(skip, 2)) {
            QJsonObject stream{
                {QStringLiteral("@iot.id"), id},
                {QStringLiteral("@iot.selfLink"), QStringLiteral("%1/Datastreams(%2)").arg(linkRoot).arg(id)},
                {QStringLiteral("name"), QStringLiteral("S%1").arg(id)}};
            if (!expand.isEmpty()) {
                bool more = false;
                stream.insert(QStringLiteral("Observations"), observations(id, {}, 10, 0, &more));
                if (more)
                    stream.insert(
                        QStringLiteral("Observations@iot.nextLink"),
                        QStringLiteral("%1/Datastreams(%2)/Observations?$top=10&$skip=10").arg(linkRoot).arg(id));
            }
            value.append(stream);
        }
        QJsonObject body{{QStringLiteral("value"), value}};
        if (ids.size() > skip + 2)
            body.insert(QStringLiteral("@iot.nextLink"),
                        QStringLiteral("%1/Datastreams?$skip=%2%3")
                            .arg(linkRoot)
                            .arg(skip + 2)
                            .arg(expand.isEmpty() ? QString() : QStringLiteral("&$expand=Observations")));
        return ::json(QJsonDocument(body).toJson());
    }
    if (path.startsWith(root) && path.endsWith(QLatin1String("/Observations"))) {
        bool more = false;
        const int top = asked.query("$top").toInt();
        const qint64 id = staIdOfLink(path, "Datastreams").toLongLong();
        QJsonObject body{{QStringLiteral("value"), observations(id, asked, top, skip, &more)}};
        if (more)
            body.insert(QStringLiteral("@iot.nextLink"),
                        QStringLiteral("%1/Datastreams(%2)/Observations?$top=%3&$skip=%4")
                            .arg(linkRoot)
                            .arg(id)
                            .arg(top)
                            .arg(skip + top));
        return ::json(QJsonDocument(body).toJson());
    }
    return Reply{404};
}

void TestSensorThings::takesIds()
{
    const auto id = [](const char *json) { return staId(QJsonDocument::fromJson(json).object()); };
    QCOMPARE(id(R"json({"@iot.id": 123456789012})json"), QStringLiteral("123456789012"));
    QCOMPARE(id(R"json({"@iot.id": "a-b"})json"), QStringLiteral("a-b"));
    QCOMPARE(id(R"json({"id": 5})json"), QStringLiteral("5"));
    QCOMPARE(id("{}"), QString());
    QCOMPARE(staIdOfLink(QStringLiteral("http://h/v1.1/Things(1)/Datastreams(5)"), "Datastreams"), QStringLiteral("5"));
    QCOMPARE(staIdOfLink(QStringLiteral("../Datastreams('it''s')/x"), "Datastreams"), QStringLiteral("it's"));
    QCOMPARE(staIdOfLink(QStringLiteral("MultiDatastreams(5)"), "Datastreams"), QString());
    QCOMPARE(staIdOfLink(QStringLiteral("Datastreams(5"), "Datastreams"), QString());
}

void TestSensorThings::mapsDatastreams()
{
    Times times;
    const QJsonObject json = QJsonDocument::fromJson(R"json({"@iot.id": 7, "name": "smoke",
        "properties": {"code": "S0042-smoke", "n": 12}, "unitOfMeasurement": {"symbol": "ppm"},
        "Thing": {"@iot.id": "t", "name": "S0042"}, "ObservedProperty": {"name": "smoke"}})json")
                                 .object();
    const auto key = [&](const char *field) { return SensorThings(times, QLatin1String(field)).stream(json).key; };
    QCOMPARE(key(""), QStringLiteral("7"));
    QCOMPARE(key("@iot.id"), QStringLiteral("7"));
    QCOMPARE(key("name"), QStringLiteral("smoke"));
    QCOMPARE(key("properties/code"), QStringLiteral("S0042-smoke"));
    QCOMPARE(key("properties/n"), QStringLiteral("12"));
    QCOMPARE(key("Thing/@iot.id"), QStringLiteral("t"));
    QCOMPARE(key("{Thing/name}-{ObservedProperty/name}"), QStringLiteral("S0042-smoke"));
    QCOMPARE(key("{Thing/name}-{nothing}"), QString());
    QCOMPARE(key("nothing"), QString());
    QCOMPARE(SensorThings(times, {}).stream(json).thing, QStringLiteral("t"));
}

void TestSensorThings::readsThings()
{
    Times times;
    const auto thing =
        SensorThings(times, {}).thing(QJsonDocument::fromJson(R"json({"@iot.id": 1, "name": "T", "Locations": [
            {"location": {"type": "Polygon", "coordinates": []}},
            {"location": {"type": "Feature", "geometry": {"type": "Point", "coordinates": [114.1, 22.5, 3]}}}]})json")
                                          .object());
    QVERIFY(thing.hasPosition);
    QCOMPARE(thing.longitude, 114.1);
    QCOMPARE(thing.latitude, 22.5);
}

void TestSensorThings::readsDataArrays()
{
    Times times;
    SensorThings reader(times, {});
    const auto batch = reader.batch(R"json([
        {"Datastream": {"@iot.id": 1}, "components": ["phenomenonTime", "result"], "dataArray@iot.count": 3,
         "dataArray": [["2026-06-01T00:00:00Z", 20], ["2026-06-01T01:00:00Z", "x"], ["noon", 1]]},
        {"Datastream@iot.navigationLink": "http://h/v1.1/Datastreams(2)", "components": ["result", "phenomenonTime"],
         "dataArray": [[true, "2026-06-01T00:00:00Z"]]
},
        {"components": ["result"], "dataArray": [[5]]}])json",
                                    5);
    QVERIFY(batch);
    QCOMPARE(batch->observations.size(), size_t(3));
    QCOMPARE(batch->observations[1].datastream, QStringLiteral("1"));
    QCOMPARE(batch->observations[1].phenomenonTime, Begin + 3600000);
    QCOMPARE(batch->observations[1].result.toString(), QStringLiteral("x"));
    QCOMPARE(batch->observations[2].datastream, QStringLiteral("2"));
    QCOMPARE(batch->observations[2].result.toBool(), true);
    QCOMPARE(batch->warnings.count(QStringLiteral("payload-malformed")), 2);
    QVERIFY(!reader.batch("{", 5));
    QVERIFY(!reader.batch("{}", 5));
}

void TestSensorThings::readsBatches()
{
    Times times;
    const auto batch = SensorThings(times, QStringLiteral("name"))
                           .batch(R"json({"requests": [
        {"id": "thing1", "method": "post", "url": "Things", "body": {"name": "T1", "Datastreams": [
            {"name": "inner", "Observations": [{"result": 1, "phenomenonTime": "2026-06-01T00:00:00Z"}]}]}},
        {"id": "ds", "method": "POST", "url": "$thing1/Datastreams", "body": {"name": "hung on"}},
        {"id": "ds2", "method": "POST", "url": "Datastreams", "body": {"name": "by name", "Thing": {"@iot.id": "$thing1"}}},
        {"method": "post", "url": "Observations", "body": {"result": 2, "Datastream": {"@iot.id": "$ds2"}}},
        {"method": "post", "url": "$ds/Observations", "body": {"result": 3}},
        {"id": "lost", "method": "post", "url": "Observations", "body": {"result": 4}},
        {"id": "null", "method": "post", "url": "$ds/Observations", "body": {"result": null}},
        {"method": "post", "url": "CreateObservations", "body": [
            {"Datastream": {"@iot.id": "$ds"}, "components": ["result"], "dataArray": [[5], [6]]}]},
        {"id": "r", "method": "post", "url": "Roles", "body": {"rolename": "x"}},
        {"id": "del", "method": "delete", "url": "Things(1)"
}]
})json",
                                  9);
    QVERIFY(batch);
    QCOMPARE(batch->things.size(), size_t(1));
    QCOMPARE(batch->things[0].id, QStringLiteral("thing1"));
    QCOMPARE(batch->streams.size(), size_t(3));
    QCOMPARE(batch->streams[1].thing, QStringLiteral("thing1"));
    QStringList said;
    for (const auto &one : batch->observations)
        said.append(QStringLiteral("%1=%2").arg(one.datastream).arg(one.result.toInt()));
    QCOMPARE(said.join(u' '), QStringLiteral("inner=1 by name=2 hung on=3 hung on=5 hung on=6"));
    QCOMPARE(batch->observations[1].phenomenonTime, 9);
    QCOMPARE(batch->warnings.count(QStringLiteral("payload-malformed")), 2);
    QCOMPARE(batch->warnings.count(QStringLiteral("request-passed-over")), 2);
}

void TestSensorThings::readsFrostsBatches()
{
    const QString data = qEnvironmentVariable("YUNJIE_TESTDATA");
    if (data.isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set: the batches of sensors/sensorthings_frost are not read");
    Times times;
    for (const char *name : {"dataBatchPost.json", "dataBatchPostKeyCloak.json"}) {
        QFile file(data + QStringLiteral("/sensors/sensorthings_frost/") + QLatin1String(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto batch = SensorThings(times, QStringLiteral("name")).batch(file.readAll(), 1);
        QVERIFY(batch);
        // As the file has it: 4 things at 4 places, 8 datastreams with their observations within.
        QCOMPARE(batch->things.size(), size_t(4));
        QCOMPARE(batch->things[2].name, QStringLiteral("Thing 3"));
        QVERIFY(batch->things[2].hasPosition);
        QCOMPARE(batch->things[2].longitude, 8.0);
        QCOMPARE(batch->things[2].latitude, 50.0);
        QCOMPARE(batch->streams.size(), size_t(8));
        QCOMPARE(batch->streams[0].name, QStringLiteral("Temperature of Thing 1"));
        QCOMPARE(batch->streams[0].thing, QStringLiteral("thing1"));
        QCOMPARE(batch->streams[0].unit, QStringLiteral("°C"));
        QCOMPARE(batch->observations.size(), size_t(32));
        QCOMPARE(batch->observations.front().phenomenonTime, 1672574400000);
        QCOMPARE(batch->observations.front().result.toDouble(), 1.0);
        // Its users, roles and projects are nothing that senses.
        QVERIFY(batch->warnings.count(QStringLiteral("request-passed-over")) >= 3);
        QCOMPARE(batch->warnings.count(QStringLiteral("payload-malformed")), 0);
    }
}

void TestSensorThings::replaysBatches()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("batch.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"json({
  "requests": [
    {"id": "ds", "method": "post", "url": "Datastreams", "body": {"name": "T (1)/x", "Observations": [
       {"result": 1, "phenomenonTime": "2026-06-01T00:00:00Z"}, {"result": 2, "phenomenonTime": "2026-06-01T00:01:00Z"}]}},
    {"id": "u", "method": "post", "url": "Users", "body": {}}
  ]
})json");
    file.close();
    FeedConfig feed;
    feed.id = QStringLiteral("batch");
    feed.type = QStringLiteral("replay");
    feed.source = file.fileName();
    feed.speed = 6000;
    feed.fields.insert(QStringLiteral("datastream"), QStringLiteral("name"));
    Listener listener;
    listener.hub.start({feed});
    QTRY_COMPARE(listener.observations.size(), size_t(2));
    QCOMPARE(listener.observations[1].datastream, QStringLiteral("T (1)/x"));
    QCOMPARE(listener.observations[1].phenomenonTime, Begin + 60000);
    QCOMPARE(listener.warnings.size(), size_t(1));
    QCOMPARE(listener.warnings[0].code, QStringLiteral("request-passed-over"));
}

void TestSensorThings::saysTheNewest_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("version") << QStringLiteral("/FROST/v1.1");
    QTest::newRow("slash") << QStringLiteral("/FROST/v1.1/");
    QTest::newRow("no version") << QStringLiteral("/FROST/");
    QTest::newRow("a set") << QStringLiteral("/FROST/v1.1/Things?$expand=Datastreams");
    QTest::newRow("datastreams") << QStringLiteral("/FROST/v1.1/Datastreams");
    QTest::newRow("behind a proxy") << QStringLiteral("/FROST/v1.1");
}

void TestSensorThings::saysTheNewest()
{
    QFETCH(QString, path);
    m_foreignLinks = qstrcmp(QTest::currentDataTag(), "behind a proxy") == 0;
    m_held.clear();
    for (qint64 id = 1; id <= 5; ++id)
        m_held[id] = {at(0, double(id)), at(60, double(id) + 0.5)};
    Working<SensorThingsFeed> sensors(config(path), hasty());
    QTRY_COMPARE(sensors.take().observations.size(), size_t(10));
    QTRY_COMPARE(sensors.status().state, State::Connected);
    QVERIFY(sensors.status().lastSuccess > 0);
    QCOMPARE(sensors.warnings.size(), size_t(0));
    for (const auto &one : sensors.observations)
        QVERIFY(one.datastream.startsWith(u'S'));
    // In the order in which it was observed, each once.
    m_held[3].append(at(120, 9));
    QTRY_COMPARE(sensors.take().observations.size(), size_t(11));
    QCOMPARE(sensors.observations.back().datastream, QStringLiteral("S3"));
    QCOMPARE(sensors.observations.back().phenomenonTime, Begin + 120000);
    m_foreignLinks = false;
}

void TestSensorThings::catchesUp()
{
    m_held = {{1, {at(0, 0)}}, {2, {at(0, 0)}}};
    Working<SensorThingsFeed> sensors(config(), hasty());
    QTRY_COMPARE(sensors.take().observations.size(), size_t(2));
    // An hour's worth while nobody asked.
    m_down = true;
    QTRY_COMPARE(sensors.status().state, State::Failed);
    for (int i = 1; i <= 137; ++i)
        m_held[2].append(at(i * 60, i));
    m_down = false;
    QTRY_COMPARE(sensors.take().observations.size(), size_t(139));
    for (int i = 1; i <= 137; ++i)
        QCOMPARE(sensors.observations[size_t(i) + 1].result.toInt(), i);
    QTRY_COMPARE(sensors.status().state, State::Connected);
    QTest::qWait(300);
    QCOMPARE(sensors.take().observations.size(), size_t(139));
    // Since when the project says.
    FeedConfig since = config();
    since.start = isoTime(Begin + 70 * 60000);
    Working<SensorThingsFeed> late(since, hasty());
    QTRY_VERIFY(late.take().observations.size() >= size_t(68));
    QVERIFY(late.observations.size() < size_t(85));
}

void TestSensorThings::getsAlongWithSimpleServers()
{
    m_simple = true;
    m_held = {{1, {at(0, 0)}}, {2, {at(0, 0)}}, {3, {}}};
    Working<SensorThingsFeed> sensors(config(), hasty());
    QTRY_COMPARE(sensors.take().observations.size(), size_t(2));
    for (int i = 1; i <= 20; ++i)
        m_held[2].append(at(i * 60, i));
    QTRY_COMPARE(sensors.take().observations.size(), size_t(22));
    QCOMPARE(sensors.status().state, State::Connected);
    m_simple = false;
}

void TestSensorThings::losesNoneThatCameLate()
{
    m_held = {{1, {at(0, 0), at(120, 2)}}};
    Working<SensorThingsFeed> sensors(config(), hasty());
    QTRY_COMPARE(sensors.take().observations.size(), size_t(2));
    m_held[1].append(at(60, 1));
    QTRY_COMPARE(sensors.take().observations.size(), size_t(3));
    // From the year 2099, and then from now.
    m_held[1].append(at(73 * 365 * 86400LL, 3));
    QTRY_COMPARE(sensors.take().observations.size(), size_t(4));
    for (int i = 0; i < 30; ++i)
        m_held[1].append(at(15000000 + i, i));
    QTRY_COMPARE(sensors.take().observations.size(), size_t(34));
}

void TestSensorThings::splitsSeveralProperties()
{
    m_multi = true;
    m_held = {{1, {at(0, 0)}}};
    Working<SensorThingsFeed> sensors(config(), hasty());
    QTRY_COMPARE(sensors.take().observations.size(), size_t(4));
    QStringList said;
    for (const auto &one : sensors.observations)
        said.append(QStringLiteral("%1=%2").arg(one.datastream).arg(one.result.toDouble()));
    said.sort();
    QCOMPARE(said.join(u' '), QStringLiteral("S1=0 wind/1=170 wind/1=180 wind/speed=3.5"));
    m_multi = false;
}

void TestSensorThings::comesBack()
{
    m_held = {{1, {at(0, 0)}}};
    Working<SensorThingsFeed> sensors(config(), hasty());
    QTRY_COMPARE(sensors.take().observations.size(), size_t(1));
    m_server->stop();
    QTRY_COMPARE(sensors.status().state, State::Failed);
    m_held[1].append(at(60, 1));
    QVERIFY(m_server->start());
    QTRY_COMPARE(sensors.take().observations.size(), size_t(2));
    QTRY_COMPARE(sensors.status().state, State::Connected);
    m_server->answer([](const auto &) { return ::json("{\"value\": [{"); });
    QTRY_COMPARE(sensors.status().state, State::Failed);
    QVERIFY(sensors.warned("payload-malformed"));
}

void TestSensorThings::asksAsWhoItIs()
{
    m_held = {{1, {}}};
    FeedConfig feed = config();
    feed.token = QStringLiteral("s3cret");
    {
        Working<SensorThingsFeed> sensors(feed, hasty());
        QTRY_VERIFY(!m_server->requests.empty());
        QCOMPARE(m_server->requests.back().headers.value("authorization"), QByteArray("Bearer s3cret"));
    }
    feed.user = QStringLiteral("u");
    feed.password = QStringLiteral("p4ss");
    m_server->answer([](const auto &) { return Reply{401}; });
    Working<SensorThingsFeed> sensors(feed, hasty());
    QTRY_COMPARE(sensors.status().state, State::Failed);
    QVERIFY(m_server->requests.back().headers.value("authorization").startsWith("Basic "));
    QVERIFY(!sensors.take().texts().contains(QLatin1String("s3cret")));
    QVERIFY(sensors.status().reason.contains(QLatin1String("401")));
}

void TestSensorThings::readsTopics_data()
{
    QTest::addColumn<QByteArray>("topic");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *topic, const char *payload, const char *said) {
        QTest::newRow(topic) << QByteArray(topic) << QByteArray(payload) << QString::fromLatin1(said);
    };
    row("v1.1/Datastreams(5)/Observations", R"json({"result": 1})json", "5=1");
    row("v1.0/Datastreams(5)/Observations", R"json({"result": 1})json", "5=1");
    row("Datastreams(5)/Observations", R"json({"result": 1})json", "5=1");
    row("v1.1/Datastreams('a b')/Observations", R"json({"result": 1})json", "a b=1");
    row("v1.1/Datastreams(5)/Observations?$select=result", R"json({"result": 1})json", "5=1");
    row("v1.1/Observations", R"json({"result": 1, "Datastream": {"@iot.id": 7}})json", "7=1");
    row("Observations", R"json({"result": 1, "Datastream@iot.navigationLink": "http://h/v1.1/Datastreams(8)"
})json",
        "8=1");
    row("v1.1/Observations?x",
        R"json({"result": 1, "Datastream@iot.navigationLink": "http://h/v1.1/Observations(8)/Datastream"})json",
        "names no datastream");
    row("v1.1/MultiDatastreams(5)/Observations", R"json({"result": [1, null, 3]})json", "5/0=1 5/2=3");
    row("v1.1/Datastreams(5)", "{}", "not a topic");
    row("v2.0/Datastreams(5)/Observations", "{}", "not a topic");
    row("xObservations", "{}", "not a topic");
    row("v1.1/Things(5)/Observations", "{}", "not a topic");
}

void TestSensorThings::readsTopics()
{
    QFETCH(QByteArray, topic);
    QFETCH(QByteArray, payload);
    QFETCH(QString, said);
    Times times;
    PayloadReader reader(times);
    FeedBatch batch;
    const auto ok = reader.read(topic.toStdString(), payload.toStdString(), 1, batch);
    QStringList all;
    for (const auto &one : batch.observations)
        all.append(QStringLiteral("%1=%2").arg(one.datastream).arg(one.result.toInt()));
    if (ok)
        QCOMPARE(all.join(u' '), said);
    else
        QVERIFY2(ok.error().message.contains(said), qPrintable(ok.error().message));
}

void TestSensorThings::listensToABroker()
{
    if (!TestBroker::isInstalled())
        QSKIP("mosquitto or openssl is not installed: SensorThings' topics are not tried on a broker");
    TestBroker broker;
    QVERIFY(broker.start());
    FeedConfig config = feed(broker.url());
    config.type = QStringLiteral("sensorthings");
    Listener listener;
    listener.hub.start({config});
    QTRY_COMPARE(listener.status().state, State::Connected);
    QTest::qWait(200);
    const QByteArray whole = R"json({"result": 1, "Datastream": {"@iot.id": 9}})json";
    for (const char *topic :
         {"v1.1/Datastreams(1)/Observations", "v1.0/Datastreams(2)/Observations", "Datastreams(3)/Observations",
          "v1.1/MultiDatastreams(4)/Observations", "v1.1/Observations", "v1.0/Observations"})
        QCOMPARE(publishOne(broker.url(), QLatin1String(topic), whole), QString());
    QTRY_COMPARE(listener.observations.size(), size_t(6));
    QStringList streams;
    for (const auto &one : listener.observations)
        streams.append(one.datastream);
    QCOMPARE(streams.join(u' '), QStringLiteral("1 2 3 4 9 9"));
}

QTEST_GUILESS_MAIN(TestSensorThings)
#include "tst_sensorthings.moc"
