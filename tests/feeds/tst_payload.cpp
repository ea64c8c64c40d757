#include "feeds/Payload.h"

#include <QJsonArray>
#include <QTest>

using namespace feeds;

class TestPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTopics();
    void readsObservations();
    void readsStatuses();
    void readsRequests();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void writesWhatItReads();

private:
    Times m_times{QStringLiteral("Asia/Shanghai")};
    PayloadReader m_reader{m_times};
};

void TestPayload::readsTopics()
{
    Topic topic = parseTopic("v1.1/Datastreams(S0042-smoke)/Observations");
    QCOMPARE(topic.kind, Topic::Kind::Observation);
    QCOMPARE(topic.id, QStringLiteral("S0042-smoke"));
    topic = parseTopic("v1.1/Datastreams('a b')/Observations");
    QCOMPARE(topic.id, QStringLiteral("a b"));
    topic = parseTopic("v1.1/Things(烟感-1)/status");
    QCOMPARE(topic.kind, Topic::Kind::ThingStatus);
    QCOMPARE(topic.id, QStringLiteral("烟感-1"));
    topic = parseTopic("yunjie/requests/20260618-0007");
    QCOMPARE(topic.kind, Topic::Kind::Request);
    QCOMPARE(topic.id, QStringLiteral("20260618-0007"));
    for (const char *foreign :
         {"v1.1/Things(1)/Observations", "v1.1/Datastreams()/Observations", "v1.1/Datastreams(1/Observations",
          "yunjie/requests/", "v2.0/Things(1)/status", "", "v1.1/", "v1.1/xObservations"})
        QCOMPARE(parseTopic(foreign).kind, Topic::Kind::Foreign);
}

void TestPayload::readsObservations()
{
    const auto read = [this](const char *payload) { return m_reader.observation(QStringLiteral("d"), payload, 1000); };
    auto observation = read(R"({"phenomenonTime": "2026-11-22T08:00:00Z", "result": 0.42})");
    QVERIFY(observation);
    QCOMPARE(observation->phenomenonTime, 1795334400000);
    QCOMPARE(observation->resultTime, 1795334400000);
    QCOMPARE(observation->result.toDouble(), 0.42);
    QCOMPARE(read(R"({"result": true})")->result, QJsonValue(true));
    QCOMPARE(read(R"({"result": true})")->phenomenonTime, 1000);
    QCOMPARE(read(R"({"result": "fault"})")->result.toString(), QStringLiteral("fault"));
    QCOMPARE(read(R"({"result": [1, 2]})")->result.toArray().size(), 2);
    QCOMPARE(read(R"({"result": 7, "phenomenonTime": "2026-11-22T07:00:00Z/2026-11-22T08:00:00Z"})")->phenomenonTime,
             1795334400000);
    QCOMPARE(read(R"({"result": 7, "phenomenonTime": "2026-11-22T16:00:00"})")->phenomenonTime, 1795334400000);
}

void TestPayload::readsStatuses()
{
    QVERIFY(m_reader.thingStatus(QStringLiteral("t"), "online", 5)->online);
    QVERIFY(!m_reader.thingStatus(QStringLiteral("t"), "offline\n", 5)->online);
    QVERIFY(!m_reader.thingStatus(QStringLiteral("t"), "\"OFFLINE\"", 5)->online);
    FeedBatch batch;
    QVERIFY(m_reader.read("v1.1/Things(t)/status", "", 5, batch)); // a retained message that was cleared
    QVERIFY(batch.statuses.empty());
}

void TestPayload::readsRequests()
{
    const auto event =
        m_reader.request({}, R"({"service_request_id": 638344, "status": "closed", "status_notes": "Duplicate.",
        "service_name": "Sidewalk and Curb Issues", "service_code": "006", "description": "x",
        "requested_datetime": "2010-04-14T06:37:38-08:00", "updated_datetime": "2010-04-14T06:40:38-08:00",
        "address": "8TH AVE and JUDAH ST", "lat": "37.762221815", "long": -122.4651145, "media_url": null,
        "extended_attributes": {"place": "building:B7", "state": "merged", "class": "C", "severity": "major", "source": "hotline", "who": "a"}})",
                         1000);
    QVERIFY(event);
    QCOMPARE(event->id, QStringLiteral("638344"));
    QCOMPARE(event->type, QStringLiteral("006"));
    QCOMPARE(event->title, QStringLiteral("Sidewalk and Curb Issues"));
    QCOMPARE(event->state, domain::EventState::Merged);
    QCOMPARE(event->closed, event->updated);
    QVERIFY(event->hasPosition);
    QCOMPARE(event->latitude, 37.762221815);
    QCOMPARE(event->place.kind, domain::ObjectKind::Building);
    QCOMPARE(event->severity, domain::Severity::Major);
    QCOMPARE(event->history.size(), size_t(1));
    QCOMPARE(event->history[0].result, QStringLiteral("Duplicate."));
    QCOMPARE(event->history[0].who, QStringLiteral("a"));

    const auto bare = m_reader.request(QStringLiteral("7"), R"({"lat": 0, "long": 0})", 1000);
    QVERIFY(bare);
    QCOMPARE(bare->id, QStringLiteral("7"));
    QCOMPARE(bare->state, domain::EventState::Reported);
    QVERIFY(!bare->hasPosition);
    QCOMPARE(bare->updated, 1000);
}

void TestPayload::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("topic");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *topic, const QByteArray &payload, const char *part) {
        QTest::newRow(qPrintable(QLatin1String(topic) + QString::fromUtf8(payload).left(30)))
            << QByteArray(topic) << payload << QString::fromLatin1(part);
    };
    const char *observations = "v1.1/Datastreams(1)/Observations";
    row(observations, "{\"result\": 0.4", "not valid JSON");
    row(observations, "42", "not a JSON object");
    row(observations, "{}", "\"result\" is missing");
    row(observations, "{\"result\": null}", "\"result\" is null");
    row(observations, "{\"result\": 1, \"phenomenonTime\": \"yesterday\"}", "\"phenomenonTime\" is not a time");
    row(observations, "\xff\xfe\x00", "not valid JSON");
    row(observations, QByteArray(100000, '['), "not valid JSON");
    row("v1.1/Things(1)/status", "sleeping", "neither");
    row("yunjie/requests/1", "{\"status\": \"teapot\"}", "teapot");
    row("yunjie/requests/1", "{\"requested_datetime\": \"noon\"}", "requested_datetime");
    row("yunjie/requests/1", "[]", "not a JSON object");
}

void TestPayload::saysWhatIsWrong()
{
    QFETCH(QByteArray, topic);
    QFETCH(QByteArray, payload);
    QFETCH(QString, part);
    FeedBatch batch;
    const auto ok = m_reader.read(topic.toStdString(), {payload.constData(), size_t(payload.size())}, 1000, batch);
    QVERIFY(!ok);
    QCOMPARE(ok.error().code, QStringLiteral("payload-malformed"));
    QVERIFY2(ok.error().message.contains(part), qPrintable(ok.error().message));
    QVERIFY(batch.observations.empty() && batch.statuses.empty() && batch.events.empty());
}

void TestPayload::writesWhatItReads()
{
    domain::Observation observation{QStringLiteral("d"), 1795334400250, 1795334400250, 0.42};
    FeedBatch batch;
    QVERIFY(m_reader.read(observationTopic(observation.datastream).toStdString(),
                          observationPayload(observation).toStdString(), 0, batch));
    QCOMPARE(batch.observations.front().phenomenonTime, observation.phenomenonTime);
    QCOMPARE(batch.observations.front().result, observation.result);

    domain::Event event;
    event.id = QStringLiteral("7/8");
    event.type = QStringLiteral("noise");
    event.title = QStringLiteral("夜间施工");
    event.state = domain::EventState::Handling;
    event.place = {domain::ObjectKind::Grid, QStringLiteral("G1")};
    event.severity = domain::Severity::Critical;
    event.reported = 1795334400000;
    event.updated = 1795334460000;
    event.hasPosition = true;
    event.longitude = 114.1;
    event.latitude = 22.5;
    event.history = {{domain::EventState::Handling, event.updated, QStringLiteral("网格员"), {}, {}}};
    event.assignee = QStringLiteral("member-G01");
    event.assigneeName = QStringLiteral("网格员 G01");
    event.mergedInto = QStringLiteral("6");
    event.satisfaction = 4;
    QVERIFY(m_reader.read(requestTopic(event.id).toStdString(), requestPayload(event).toStdString(), 0, batch));
    const domain::Event &read = batch.events.front();
    QCOMPARE(read.id, event.id);
    QCOMPARE(read.title, event.title);
    QCOMPARE(read.state, event.state);
    QCOMPARE(read.place, event.place);
    QCOMPARE(read.severity, event.severity);
    QCOMPARE(read.reported, event.reported);
    QCOMPARE(read.updated, event.updated);
    QCOMPARE(read.longitude, event.longitude);
    QCOMPARE(read.history.front().who, event.history.front().who);
    QCOMPARE(read.assignee, event.assignee);
    QCOMPARE(read.assigneeName, event.assigneeName);
    QCOMPARE(read.mergedInto, event.mergedInto);
    QCOMPARE(read.satisfaction, event.satisfaction);

    QVERIFY(
        m_reader.read("v1.1/Things(t)/status", statusPayload({QStringLiteral("t"), false, 0}).toStdString(), 0, batch));
    QVERIFY(!batch.statuses.front().online);
}

QTEST_GUILESS_MAIN(TestPayload)
#include "tst_payload.moc"
