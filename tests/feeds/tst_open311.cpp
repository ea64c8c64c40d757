#include "TestServer.h"
#include "Working.h"
#include "feeds/Open311Feed.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

using namespace feeds;
using State = FeedStatus::State;
using Reply = TestServer::Reply;
using How = Reply::How;

/// Service requests of GeoReport v2 servers as they are out there.
class TestOpen311 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAList();
    void mendsWhatServersWrite_data();
    void mendsWhatServersWrite();
    void decodesEntities();
    void choosesAnEndpoint_data();
    void choosesAnEndpoint();
    void pollsWhatIsNew();
    void turnsPages();
    void getsAlongWithoutPages();
    void getsAlongWithoutUpdatedAfter();
    void losesNothingAtTheBorder();
    void discoversByItself();
    void speaksXml();
    void comesBack_data();
    void comesBack();
    void waitsWhenAsked();
    void keepsItsKey();
    void asksOnlyForNews();
    void saysWhatItTookOnTrust();
    void waitsForTheStore();
    void stopsAtOnce();

private:
    static QByteArray request(const QByteArray &id, const QByteArray &updated, const QByteArray &status = "open")
    {
        return "{\"service_request_id\":\"" + id + "\",\"status\":\"" + status +
               "\",\"service_code\":\"noise\",\"requested_datetime\":\"2026-11-20T08:00:00Z\",\"updated_datetime\":\"" +
               updated + "\",\"lat\":22.54,\"long\":114.11}";
    }
    static FeedConfig config(const TestServer &server, const QString &path = QStringLiteral("/v2"))
    {
        FeedConfig feed;
        feed.id = QStringLiteral("city");
        feed.type = QStringLiteral("open311");
        feed.url = server.url(path);
        feed.timezone = QStringLiteral("Asia/Shanghai");
        feed.pollSeconds = 0.1;
        return feed;
    }
    static HttpPatience hasty()
    {
        HttpPatience patience;
        patience.firstRetry = 50;
        patience.longestRetry = 200;
        patience.silence = 500;
        patience.whole = 1500;
        return patience;
    }
    static bool isServices(const TestServer::Request &request)
    {
        return request.path().contains(QLatin1String("/services"));
    }
    static bool isRequests(const TestServer::Request &request)
    {
        return request.path().contains(QLatin1String("/requests"));
    }
};

void TestOpen311::readsAList()
{
    const QByteArray one = R"({"service_request_id": 5})";
    for (const QByteArray &body : {"[" + one + "]", "\xef\xbb\xbf [" + one + "]\n", "{\"requests\":[" + one + "]}",
                                   "{\"requests\":[{\"request\":[" + one + "]}]}", one,
                                   QByteArray("<?xml version=\"1.0\"?><service_requests><request><service_request_id>5"
                                              "</service_request_id></request></service_requests>")}) {
        const auto list = readOpen311List(body);
        QVERIFY2(list && list->items.size() == 1, body.constData());
        QCOMPARE(list->items[0].value(QLatin1String("service_request_id")).toVariant().toString(), QStringLiteral("5"));
    }
    QVERIFY(readOpen311List("[]")->items.empty());
    QVERIFY(readOpen311List("{\"requests\": null}")->items.empty());
    QVERIFY(readOpen311List("<service_requests/>")->items.empty());
    for (const char *body : {"", "  ", "[{\"a\":1}", "<html><body>Sorry</body></html>", "<a", "oops", "{\"x\":1}"})
        QVERIFY2(!readOpen311List(body) || !readOpen311List(body)->broken.isEmpty(), body);
    // What broke off within an XML keeps what is whole.
    const auto cut = readOpen311List("<r><request><service_request_id>1</service_request_id></request><request><serv");
    QVERIFY(cut && cut->items.size() == 1 && !cut->broken.isEmpty());
    // Latin-1 that says nothing of itself.
    const auto latin = readOpen311List("[{\"service_request_id\":1,\"description\":\"Caf\xe9 Stra\xdf"
                                       "e\"}]");
    QVERIFY(latin && latin->recoded);
    QCOMPARE(latin->items[0].value(QLatin1String("description")).toString(), QStringLiteral("Café Straße"));
    // An entity of HTML in XML, and markup in a text.
    const auto entity =
        readOpen311List("<r><request><description>a&nbsp;b &lt;br/&gt; &amp;#39;</description></request></r>");
    QVERIFY(entity && entity->broken.isEmpty());
    QCOMPARE(open311Problem(R"([{"code":404,"description":"jurisdiction_id  was not found"}])"),
             QStringLiteral("jurisdiction_id was not found"));
}

void TestOpen311::mendsWhatServersWrite_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("warning");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const QByteArray &json, const char *warning, const char *key,
                        const char *value) {
        QTest::newRow(name) << json << QString::fromLatin1(warning) << QString::fromLatin1(key)
                            << QString::fromUtf8(value);
    };
    row("text numbers", R"({"lat":"22.5","long":" 114.1 "})", "", "long", "114.1");
    row("comma", R"({"lat":"22,5","long":"114,1"})", "", "lat", "22.5");
    row("swapped", R"({"lat":114.1,"long":22.5})", "position-swapped", "lat", "22.5");
    row("null island", R"({"lat":0,"long":"0.0"})", "", "lat", "");
    row("nulls", R"({"lat":null,"long":null})", "", "lat", "");
    row("empty", R"({"lat":"","long":""})", "", "lat", "");
    row("half", R"({"lat":22.5,"long":null})", "position-malformed", "lat", "");
    row("feet", R"({"lat":1003456.2,"long":189234})", "position-malformed", "lat", "");
    row("lon", R"({"lat":22.5,"lon":114.1})", "", "long", "114.1");
    row("entities", R"({"description":"Tom &amp; Jerry&#39;s &quot;caf&eacute;&quot;<br/>x"})", "", "description",
        "Tom & Jerry's \"café\"\nx");
    row("null text", R"({"media_url":"null"})", "", "media_url", "");
    row("pictures", R"({"media_url":["http://a/1.jpg","http://a/2.jpg"]})", "", "media_url", "http://a/1.jpg");
    row("detail", R"({"description":null,"detail":"x"})", "", "description", "x");
    row("no zone", R"({"requested_datetime":"2026-11-22T08:00:00"})", "", "requested_datetime", "2026-11-22T00:00:00Z");
    row("blank", R"({"updated_datetime":"2026-11-22 08:00:00 +0800"})", "", "updated_datetime", "2026-11-22T00:00:00Z");
    row("epoch", R"({"updated_datetime":1795334400})", "", "updated_datetime", "2026-11-22T08:00:00Z");
    row("never", R"({"updated_datetime":"1970-01-01T00:00:00Z"})", "", "updated_datetime", "");
    row("no time", R"({"expected_datetime":"soon"})", "time-malformed", "expected_datetime", "");
    row("state", R"({"status":"parked"})", "state-unknown", "status", "open");
    row("known state", R"({"status":"In Progress"})", "", "status", "In Progress");
}

void TestOpen311::mendsWhatServersWrite()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, warning);
    QFETCH(QString, key);
    QFETCH(QString, value);
    QJsonObject request = QJsonDocument::fromJson(json).object();
    QVERIFY(!request.isEmpty());
    Times times(QStringLiteral("Asia/Shanghai"));
    QStringList warned;
    mendRequest(request, times, [&](const QString &code, const QString &) { warned.append(code); });
    QCOMPARE(warned.join(u','), warning);
    QCOMPARE(request.value(key).toVariant().toString(), value);
}

void TestOpen311::decodesEntities()
{
    QCOMPARE(withoutEntities(QStringLiteral("&#x4e91;&#34903; &amp;amp; &unknown; & &#0; a<b")),
             QStringLiteral("云街 & &unknown; & &#0; a<b"));
    QCOMPARE(withoutEntities(QStringLiteral("plain")), QStringLiteral("plain"));
}

void TestOpen311::choosesAnEndpoint_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("json");
    QTest::newRow("json") << QByteArray(R"({"changeset":"2011-04-05T17:48:34Z","contact":"x","endpoints":[
        {"specification":"http://wiki.open311.org/GeoReport_v1","url":"http://h/v1","type":"production","formats":["application/json"]},
        {"specification":"http://wiki.open311.org/GeoReport_v2","url":"http://h/test","type":"test","formats":["application/json"]},
        {"specification":"http://wiki.open311.org/GeoReport_v2","url":"http://h/v2/","type":"production","formats":["text/xml","application/json"]}]})")
                          << QStringLiteral("http://h/v2/") << true;
    QTest::newRow("relative")
        << QByteArray(
               R"({"discovery":{"endpoints":{"endpoint":{"specification":"http://wiki.open311.org/GeoReport_v2","url":"v2","formats":"text/xml"}}}})")
        << QStringLiteral("http://s/open311/v2") << false;
    QTest::newRow("xml") << QByteArray(
                                R"(<?xml version="1.0" encoding="utf-8"?><discovery><changeset>x</changeset><endpoints>
        <endpoint><specification>http://wiki.open311.org/GeoReport_v2</specification><url>https://h/dev/v2</url><type>test</type>
        <formats><format>text/xml</format></formats></endpoint>
        <endpoint><specification>http://wiki.open311.org/GeoReport_v2</specification><url>https://h/v2</url><type>production</type>
        <formats><format>text/xml</format></formats></endpoint></endpoints></discovery>)")
                         << QStringLiteral("https://h/v2") << false;
    QTest::newRow("nothing") << QByteArray("{}") << QString() << true;
    QTest::newRow("file") << QByteArray(R"({"endpoints":[{"url":"file:///etc"}]})") << QString() << true;
    QTest::newRow("html") << QByteArray("<html></html>") << QString() << true;
}

void TestOpen311::choosesAnEndpoint()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, base);
    QFETCH(bool, json);
    const auto endpoint = readDiscovery(body, QUrl(QStringLiteral("http://s/open311/discovery.json")));
    QCOMPARE(bool(endpoint), !base.isEmpty());
    if (!endpoint)
        return;
    QCOMPARE(endpoint->base.toString(), base);
    QCOMPARE(endpoint->json, json);
}

void TestOpen311::pollsWhatIsNew()
{
    QByteArray state = "open", updated = "2026-11-20T08:00:00Z";
    TestServer server([&](const TestServer::Request &asked) {
        if (isServices(asked))
            return json(R"([{"service_code":"noise","service_name":"Noise &amp; dust","group":"x"}])");
        if (asked.has("page") && asked.query("page") != QLatin1String("1"))
            return json("[]");
        return json("[" + request("1", updated, state) + R"(,{"service_request_id":null,"token":"t1"},
            {"service_request_id":"2","status":"closed","requested_datetime":"2026-11-19T08:00:00+08:00",
             "updated_datetime":"2026-11-19T09:00:00+08:00","address":"8TH AVE","status_notes":"Duplicate"}])");
    });
    Working<Open311Feed> city(config(server), hasty());
    QTRY_COMPARE(city.take().events.size(), size_t(2));
    QCOMPARE(city.events[0].id, QStringLiteral("1"));
    QCOMPARE(city.events[0].title, QStringLiteral("Noise & dust"));
    QCOMPARE(city.events[0].state, domain::EventState::Reported);
    QVERIFY(city.events[0].hasPosition);
    QCOMPARE(city.events[1].state, domain::EventState::Closed);
    QCOMPARE(city.events[1].reported, 1795046400000);
    QCOMPARE(city.events[1].history.size(), size_t(2)); // reported once, then closed
    QTRY_COMPARE(city.status().state, State::Connected);
    QVERIFY(city.status().lastSuccess > 0);
    QVERIFY(city.warned("request-without-id"));
    // Nothing new says nothing.
    const size_t asked = server.requests.size();
    QTRY_VERIFY(server.requests.size() > asked + 4);
    QCOMPARE(city.take().events.size(), size_t(2));
    QVERIFY(server.requests.back().has("updated_after") || server.requests.back().has("start_date"));
    state = "closed";
    updated = "2026-11-20T09:00:00Z";
    QTRY_COMPARE(city.take().events.size(), size_t(3));
    QCOMPARE(city.events[2].state, domain::EventState::Closed);
}

void TestOpen311::turnsPages()
{
    TestServer server([&](const TestServer::Request &asked) {
        if (isServices(asked))
            return json("[]");
        QByteArrayList page;
        const int from = (asked.query("page").toInt() - 1) * 20;
        // 20 a page whatever was asked for, and one bad request on the way.
        for (int i = from; i < std::min(from + 20, 50); ++i)
            page.append(i == 30
                            ? QByteArray("{\"service_request_id\":\"30\",\"requested_datetime\":\"x\",\"status\":7}")
                            : request(QByteArray::number(i), "2026-11-20T08:00:00Z"));
        return json("[" + page.join(',') + "]");
    });
    Working<Open311Feed> city(config(server), hasty());
    QTRY_COMPARE(city.take().events.size(), size_t(50));
    QTRY_COMPARE(city.status().state, State::Connected);
    QVERIFY(city.warned("time-malformed"));
    QCOMPARE(server.requests.at(1).query("page_size"), QStringLiteral("100"));
    QVERIFY(server.requests.at(1).has("start_date"));
}

void TestOpen311::getsAlongWithoutPages()
{
    TestServer server([&](const TestServer::Request &asked) {
        if (isServices(asked))
            return Reply{404};
        if (asked.has("page_size") && asked.query("start_date").isEmpty())
            return json(R"([{"code":400,"description":"unknown parameter"}])", 400);
        return json("[" + request("1", "2026-11-20T08:00:00Z") + "," + request("2", "2026-11-20T08:00:00Z") + "]");
    });
    Working<Open311Feed> city(config(server), hasty());
    QTRY_COMPARE(city.take().events.size(), size_t(2));
    QTRY_VERIFY(server.requests.size() > 8);
    QVERIFY(!server.requests.back().has("page"));
    QCOMPARE(city.take().events.size(), size_t(2));
    QCOMPARE(city.status().state, State::Connected);
}

void TestOpen311::getsAlongWithoutUpdatedAfter()
{
    // It gives what is years old whatever it is asked.
    TestServer server([&](const TestServer::Request &asked) {
        if (isServices(asked))
            return Reply{404};
        return json("[" + request("1", "2026-11-20T08:00:00Z") +
                    R"(,{"service_request_id":2,"requested_datetime":"2025-01-20T08:00:00Z"}])");
    });
    Working<Open311Feed> city(config(server), hasty());
    QTRY_VERIFY(server.requests.size() > 6);
    QVERIFY(server.requests.back().has("start_date"));
    QVERIFY(!server.requests.back().has("updated_after"));
}

void TestOpen311::losesNothingAtTheBorder()
{
    // A server that filters, with an answer that lags: what is older than the newest shows up later.
    QHash<QByteArray, qint64> all{{"1", QDateTime::currentMSecsSinceEpoch() - 3600000},
                                  {"2", QDateTime::currentMSecsSinceEpoch() - 1000}};
    TestServer server([&](const TestServer::Request &asked) {
        if (isServices(asked))
            return Reply{404};
        const qint64 after = QDateTime::fromString(asked.query("updated_after"), Qt::ISODate).toMSecsSinceEpoch();
        QByteArrayList page;
        for (auto it = all.cbegin(); it != all.cend(); ++it) {
            if (it.value() > after && asked.query("page") == QLatin1String("1"))
                page.append(request(it.key(), isoTime(it.value()).toLatin1()));
        }
        return json("[" + page.join(',') + "]");
    });
    Working<Open311Feed> city(config(server), hasty());
    QTRY_COMPARE(city.take().events.size(), size_t(2));
    all.insert("3", QDateTime::currentMSecsSinceEpoch() - 60000);
    QTRY_COMPARE(city.take().events.size(), size_t(3));
    // A request from next year does not make us deaf to those of today.
    all.insert("4", QDateTime::currentMSecsSinceEpoch() + 365LL * 86400000);
    QTRY_COMPARE(city.take().events.size(), size_t(4));
    all.insert("5", QDateTime::currentMSecsSinceEpoch());
    QTRY_COMPARE(city.take().events.size(), size_t(5));
}

void TestOpen311::discoversByItself()
{
    for (const QString &path : {QStringLiteral("/discovery.json"), QStringLiteral("/discovery"), QString()}) {
        TestServer *self = nullptr;
        TestServer server([&](const TestServer::Request &asked) {
            if (asked.path() == QLatin1String("/discovery.json"))
                return Reply{404};
            if (asked.path() == QLatin1String("/discovery.xml"))
                return Reply{200,
                             "<discovery><endpoints><endpoint><url>" + self->url(QStringLiteral("/api")).toUtf8() +
                                 "</url><formats><format>application/json</format></formats></endpoint></endpoints>"
                                 "</discovery>",
                             {{"Content-Type", "text/xml"}}};
            if (asked.path() == QLatin1String("/api/requests.json"))
                return json("[" + request("1", "2026-11-20T08:00:00Z") + "]");
            return Reply{404};
        });
        self = &server;
        Working<Open311Feed> city(config(server, path), hasty());
        QTRY_COMPARE(city.take().events.size(), size_t(1));
    }
}

void TestOpen311::speaksXml()
{
    const QByteArray body = R"(<?xml version="1.0" encoding="utf-8"?><service_requests><request>
        <service_request_id>638344</service_request_id><status>closed</status><service_name>Sidewalk</service_name>
        <service_code>006</service_code><requested_datetime>2026-11-20T08:00:00-08:00</requested_datetime>
        <updated_datetime>2026-11-20T09:00:00-08:00</updated_datetime><lat>37.76</lat><long>-122.46</long><zipcode/>
        <description>a&nbsp;&amp;amp; b</description></request></service_requests>)";
    for (const QString &path : {QStringLiteral("/v2"), QStringLiteral("/v2/requests.xml")}) {
        TestServer server([&](const TestServer::Request &asked) {
            if (asked.path() != QLatin1String("/v2/requests.xml"))
                return Reply{404};
            return Reply{200, body, {{"Content-Type", "text/xml"}}};
        });
        Working<Open311Feed> city(config(server, path), hasty());
        QTRY_COMPARE(city.take().events.size(), size_t(1));
        QCOMPARE(city.events[0].id, QStringLiteral("638344"));
        QCOMPARE(city.events[0].type, QStringLiteral("006"));
        QCOMPARE(city.events[0].description, QStringLiteral("a & b"));
        QCOMPARE(city.events[0].longitude, -122.46);
    }
}

void TestOpen311::comesBack_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("how");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("reason");
    const QByteArray whole = "[" + request("1", "2026-11-20T08:00:00Z") + "]";
    QTest::newRow("500") << 500 << int(How::Whole) << QByteArray() << QStringLiteral("500");
    QTest::newRow("503 in words") << 503 << int(How::Whole)
                                  << QByteArray(R"([{"code":503,"description":"Down for the night"}])")
                                  << QStringLiteral("Down for the night");
    QTest::newRow("broken") << 200 << int(How::Whole) << whole.chopped(20) << QStringLiteral("JSON");
    QTest::newRow("cut") << 200 << int(How::Cut) << whole << QStringLiteral("broke off");
    QTest::newRow("hangs") << 200 << int(How::Hang) << whole << QStringLiteral("in time");
    QTest::newRow("a page") << 200 << int(How::Whole) << QByteArray("<html>Maintenance</html>")
                            << QStringLiteral("web page");
    QTest::newRow("a problem called 200")
        << 200 << int(How::Whole) << QByteArray(R"([{"code":"500","description":"Oops"}])") << QStringLiteral("Oops");
}

void TestOpen311::comesBack()
{
    QFETCH(int, status);
    QFETCH(int, how);
    QFETCH(QByteArray, body);
    QFETCH(QString, reason);
    bool well = true;
    TestServer server([&](const TestServer::Request &asked) {
        if (isServices(asked))
            return json("[]");
        if (!well)
            return Reply{status, body, {{"ETag", "\"x\""}}, How(how)};
        return asked.query("page") == QLatin1String("1") ? json("[" + request("1", "2026-11-20T08:00:00Z") + "]")
                                                         : json("[]");
    });
    Working<Open311Feed> city(config(server), hasty());
    QTRY_COMPARE(city.status().state, State::Connected);
    const qint64 success = city.status().lastSuccess;
    well = false;
    QTRY_COMPARE(city.status().state, State::Failed);
    QVERIFY2(city.status().reason.contains(reason), qPrintable(city.status().reason));
    well = true;
    QTRY_COMPARE(city.status().state, State::Connected);
    QTRY_VERIFY(city.status().lastSuccess > success);
    QCOMPARE(city.take().events.size(), size_t(1));
}

void TestOpen311::waitsWhenAsked()
{
    bool busy = true;
    TestServer server([&](const TestServer::Request &asked) {
        if (isServices(asked))
            return json("[]");
        return busy ? Reply{429, {}, {{"Retry-After", "1"}}} : json("[]");
    });
    Working<Open311Feed> city(config(server), hasty());
    QTRY_COMPARE(city.status().state, State::Failed);
    const size_t asked = server.requests.size();
    busy = false;
    QTest::qWait(600);
    QCOMPARE(server.requests.size(), asked); // its own patience is 200 ms at most
    QTRY_COMPARE(city.status().state, State::Connected);
}

void TestOpen311::keepsItsKey()
{
    TestServer server([&](const TestServer::Request &) { return Reply{500}; });
    FeedConfig feed = config(server);
    feed.token = QStringLiteral("k&y s3cret");
    feed.jurisdiction = QStringLiteral("city.gov");
    Working<Open311Feed> city(feed, hasty());
    QTRY_COMPARE(city.status().state, State::Failed);
    QCOMPARE(server.requests.back().query("api_key"), feed.token);
    QCOMPARE(server.requests.back().query("jurisdiction_id"), feed.jurisdiction);
    QVERIFY(!city.take().texts().contains(QLatin1String("s3cret")));
}

void TestOpen311::asksOnlyForNews()
{
    int answered = 0;
    TestServer server([&](const TestServer::Request &asked) {
        if (isServices(asked))
            return json("[]");
        if (asked.headers.value("if-none-match") == "\"7\"")
            return Reply{304};
        ++answered;
        // It knows no pages: the second is the first again.
        Reply reply = json("[" + request("1", "2026-11-20T08:00:00Z") + "]");
        reply.headers.append(qMakePair(QByteArray("ETag"), QByteArray("\"7\"")));
        return reply;
    });
    Working<Open311Feed> city(config(server), hasty());
    QTRY_VERIFY(server.requests.size() > 10);
    QVERIFY2(answered <= 4, qPrintable(QString::number(answered)));
    QCOMPARE(city.status().state, State::Connected);
    QCOMPARE(city.take().events.size(), size_t(1));
}

void TestOpen311::saysWhatItTookOnTrust()
{
    TestServer server([&](const TestServer::Request &asked) {
        Reply reply = json(isServices(asked) ? QByteArray("[]") : R"([{"service_request_id":"1",
            "requested_datetime":"2026-11-20T08:00:00"}])");
        const QDateTime ahead = QDateTime::currentDateTimeUtc().addSecs(600);
        const QString date = QLocale::c().toString(ahead, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
        reply.headers.append(qMakePair(QByteArray("Date"), date.toLatin1()));
        return reply;
    });
    FeedConfig feed = config(server);
    feed.timezone.clear();
    Working<Open311Feed> city(feed, hasty());
    QTRY_COMPARE(city.take().events.size(), size_t(1));
    QTRY_VERIFY(city.warned("timezone-missing"));
    QTRY_VERIFY(std::abs(city.status().clockSkewSeconds - 600) < 3);
    feed.timezone = QStringLiteral("Nowhere/City");
    Working<Open311Feed> lost(feed, hasty());
    QTRY_VERIFY(lost.warned("timezone-unknown"));
}

void TestOpen311::waitsForTheStore()
{
    TestServer server([&](const TestServer::Request &) { return json("[]"); });
    Working<Open311Feed> city(config(server), hasty());
    QTRY_COMPARE(city.status().state, State::Connected);
    QMetaObject::invokeMethod(
        city.feed, [&] { city.feed->setHeldBack(true); }, Qt::BlockingQueuedConnection);
    QTest::qWait(200);
    const size_t asked = server.requests.size();
    QTest::qWait(400);
    QCOMPARE(server.requests.size(), asked);
    QMetaObject::invokeMethod(
        city.feed, [&] { city.feed->setHeldBack(false); }, Qt::BlockingQueuedConnection);
    QTRY_VERIFY(server.requests.size() > asked);
}

void TestOpen311::stopsAtOnce()
{
    TestServer server([&](const TestServer::Request &) { return Reply{200, "[]", {}, How::Hang}; });
    QElapsedTimer timer;
    {
        Working<Open311Feed> city(config(server), hasty());
        QTRY_VERIFY(!server.requests.empty());
        timer.start();
    }
    QVERIFY(timer.elapsed() < 300);
}

QTEST_GUILESS_MAIN(TestOpen311)
#include "tst_open311.moc"
