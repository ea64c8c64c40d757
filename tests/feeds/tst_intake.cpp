#include "TestBroker.h"
#include "Working.h"
#include "feeds/FeedHub.h"
#include "feeds/IntakeFeed.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QUrlQuery>

using namespace feeds;
using State = FeedStatus::State;

/// Reports over HTTP: GeoReport v2 as others send it, and what a server out in the open meets.
class TestIntake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksHeads_data();
    void checksHeads();
    void readsForms();
    void makesEvents_data();
    void makesEvents();
    void hidesContacts();
    void makesIdsOfTheirOwn();
    void takesReports();
    void takesCurl();
    void tellsWhatWasPosted();
    void offersServices();
    void asksForTheToken();
    void keepsPersonalDataOut();
    void saysWhenItCannotKeep();
    void answersWhenKept();
    void repeatsAnAnswer();
    void isNotFlooded();
    void cutsOff_data();
    void cutsOff();
    void survivesGarbage();
    void listensWhereItIsTold();
    void encrypts();
    void worksInAHub();

private:
    struct Answer {
        int status = 0;
        QJsonDocument json;
        QByteArray retryAfter;
        QJsonObject first() const { return json.array().first().toObject(); }
        QString text(const char *key) const { return first().value(QLatin1String(key)).toString(); }
    };
    static FeedConfig config()
    {
        FeedConfig feed;
        feed.id = QStringLiteral("reports");
        feed.type = QStringLiteral("intake");
        feed.token = QStringLiteral("s3cret");
        return feed;
    }
    static IntakeLimits roomy()
    {
        IntakeLimits limits;
        limits.burst = limits.perMinute = 1000000;
        return limits;
    }
    template <typename Feed> static QString addressOf(Feed &feed)
    {
        if (!QTest::qWaitFor([&] { return !feed.status().address.isEmpty() && feed.is(State::Connected); }, 3000))
            qWarning("does not listen: %s", qPrintable(feed.status().reason));
        return feed.status().address;
    }
    Answer get(const QString &url, const QByteArray &bearer = "s3cret") { return ask(url, {}, {}, bearer); }
    Answer post(const QString &address, const QByteArray &body, const QByteArray &bearer = "s3cret",
                const QByteArray &type = "application/x-www-form-urlencoded", const QByteArray &repeatable = {})
    {
        return ask(address + QStringLiteral("/requests.json"), body, type, bearer, repeatable);
    }
    Answer ask(const QString &url, const QByteArray &body, const QByteArray &type, const QByteArray &bearer,
               const QByteArray &repeatable = {})
    {
        QNetworkRequest request{QUrl(url)};
        if (!bearer.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + bearer);
        if (!repeatable.isEmpty())
            request.setRawHeader("Idempotency-Key", repeatable);
        if (!type.isEmpty())
            request.setHeader(QNetworkRequest::ContentTypeHeader, type);
        request.setSslConfiguration(m_tls);
        QNetworkReply *reply = type.isEmpty() ? m_network.get(request) : m_network.post(request, body);
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 8000))
            QTest::qFail("no answer", __FILE__, __LINE__);
        Answer answer{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                      QJsonDocument::fromJson(reply->readAll()), reply->rawHeader("Retry-After")};
        reply->deleteLater();
        return answer;
    }
    /// What comes back for raw bytes, until the server closes.
    static QByteArray talk(const QString &address, const QByteArray &bytes, int ms = 3000)
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), quint16(QUrl(address).port()));
        if (!socket.waitForConnected(1000))
            return "not connected";
        socket.write(bytes);
        QByteArray all;
        const bool closed = QTest::qWaitFor(
            [&] {
                all += socket.readAll();
                return socket.state() == QAbstractSocket::UnconnectedState;
            },
            ms);
        return closed ? all : "left open " + all;
    }

    QNetworkAccessManager m_network;
    QSslConfiguration m_tls = QSslConfiguration::defaultConfiguration();
};

static const QByteArray Good = "service_code=noise&lat=22.5412&long=114.1099&description=%E5%A4%9C%E9%97%B4+loud";

void TestIntake::checksHeads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("sane");
    const auto row = [](const QByteArray &head, bool sane) {
        QTest::newRow(head.left(40).constData()) << head << sane;
    };
    row("GET / HTTP/1.1", true);
    row("POST /requests.json?api_key=a HTTP/1.0\r\nHost: x\r\nContent-Length: 5", true);
    row("GET  / HTTP/1.1", false);
    row("GET / HTTP/2.0", false);
    row("GET http://h/ HTTP/1.1", false);
    row("G\"T / HTTP/1.1", false);
    row("GET / HTTP/1.1\nHost: x", false);
    row("GET / HTTP/1.1\r\nHost : x", false);
    row("GET / HTTP/1.1\r\n folded: x", false);
    row("GET / HTTP/1.1\r\nHost x", false);
    row(QByteArray("GET /\0 HTTP/1.1", 15), false);
    row("GET / HTTP/1.1\r\nContent-Length: -1", false);
    row("GET / HTTP/1.1\r\nContent-Length: 1\r\ncontent-length: 2", false);
    row("GET / HTTP/1.1\r\nContent-Length: 99999999999999999999", false);
    row("GET / HTTP/1.1" + QByteArray("\r\na: b").repeated(101), false);
    row("", false);
}

void TestIntake::checksHeads()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, sane);
    QCOMPARE(readIntakeHead(head).isSane, sane);
}

void TestIntake::readsForms()
{
    const auto read = readIntakeForm(
        "application/x-www-form-urlencoded; charset=utf-8",
        "a=1+2%2B3&B=%E4%BA%91&attribute[X]=1&attribute[x]=2&attribute[Y][]=z&empty=&=no&flag&ctl=a%00%07b%0Ac");
    const auto &form = std::get<IntakeForm>(read);
    QCOMPARE(form.values.value(QStringLiteral("a")), QStringLiteral("1 2+3"));
    QCOMPARE(form.values.value(QStringLiteral("b")), QStringLiteral("云"));
    QCOMPARE(form.values.value(QStringLiteral("ctl")), QStringLiteral("ab\nc"));
    QCOMPARE(form.attributes.value(QStringLiteral("x")), QStringLiteral("1, 2"));
    QCOMPARE(form.attributes.value(QStringLiteral("y")), QStringLiteral("z"));
    const auto json = readIntakeForm("application/json", R"({"lat": 22.5, "service_code": 6, "description": null,
        "attribute": {"A": ["x", "y"], "b": true}})");
    QCOMPARE(std::get<IntakeForm>(json).values.value(QStringLiteral("lat")), QStringLiteral("22.5"));
    QCOMPARE(std::get<IntakeForm>(json).values.value(QStringLiteral("service_code")), QStringLiteral("6"));
    QCOMPARE(std::get<IntakeForm>(json).attributes.value(QStringLiteral("a")), QStringLiteral("x, y"));
    const auto problem = [](const char *type, const QByteArray &body) {
        const auto refused = readIntakeForm(type, body);
        const auto *one = std::get_if<IntakeProblem>(&refused);
        return one ? one->status : 0;
    };
    QCOMPARE(problem("application/json", "[1]"), 400);
    QCOMPARE(problem("application/json", "{"), 400);
    QCOMPARE(problem("multipart/form-data; boundary=x", ""), 415);
    QCOMPARE(problem("", "a=%FF%FE"), 400);
    QCOMPARE(problem("", QByteArray("a=b&").repeated(300)), 400);
}

void TestIntake::makesEvents_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const QByteArray &body, int status) {
        QTest::newRow(body.left(60).constData()) << body << status;
    };
    row(Good, 0);
    row("service_code=Noise+-+Residential&address_string=Street+1", 0); // an alias
    row("service_code=noise&address_id=building:B00017", 0);
    row("service_code=noise&attribute[place]=unit:U1", 0);
    row("service_code=noise&lat=22.5&long=114.1&media_url=https://h/a.jpg", 0);
    row("", 400);
    row("lat=22.5&long=114.1", 400);
    row("service_code=teapot&lat=22.5&long=114.1", 404);
    row("service_code=noise", 400);
    row("service_code=noise&lat=22.5", 400);
    row("service_code=noise&lat=x&long=114", 400);
    row("service_code=noise&lat=114&long=22", 400);
    row("service_code=noise&lat=0&long=0", 400);
    row("service_code=noise&lat=nan&long=inf", 400);
    row("service_code=noise&address_string=x&media_url=javascript:alert(1)", 400);
    row("service_code=noise&address_string=x&media_url=file:///etc/passwd", 400);
    row("service_code=noise&address_string=x&description=" + QByteArray(4001, 'x'), 400);
    row("service_code=noise&address_string=" + QByteArray(501, 'x'), 400);
}

static domain::Catalogue smallCatalogue()
{
    domain::Catalogue catalogue;
    domain::EventType noise;
    noise.id = QStringLiteral("noise");
    noise.domain = QStringLiteral("environment");
    noise.name = {QStringLiteral("Noise"), QStringLiteral("噪声扰民")};
    noise.aliases = {QStringLiteral("Noise - Residential")};
    catalogue.domains = {{QStringLiteral("environment"), {QStringLiteral("Environment"), QStringLiteral("生态环境")}}};
    catalogue.types = {noise};
    return catalogue;
}

void TestIntake::makesEvents()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const domain::Catalogue catalogue = smallCatalogue();
    const auto form = readIntakeForm({}, body);
    const auto made = eventOfForm(std::get<IntakeForm>(form), &catalogue);
    if (const auto *problem = std::get_if<IntakeProblem>(&made)) {
        QCOMPARE(problem->status, status);
        QVERIFY(!problem->description.isEmpty());
        return;
    }
    QCOMPARE(status, 0);
    const auto &event = std::get<domain::Event>(made);
    QCOMPARE(event.type, QStringLiteral("noise"));
    QCOMPARE(event.source, QStringLiteral("resident-report"));
    QVERIFY(event.hasPosition || !event.address.isEmpty() || !event.place.isNull());
}

void TestIntake::hidesContacts()
{
    QCOMPARE(withoutContacts(QStringLiteral("call 138 0013 8000 or a.b@c.example.cn, room 1203, 440303199001011234X")),
             QStringLiteral("call ••• or •••, room 1203, •••"));
    QVERIFY(isSameSecret("abc", "abc"));
    QVERIFY(!isSameSecret("abd", "abc"));
    QVERIFY(!isSameSecret("", ""));
}

void TestIntake::makesIdsOfTheirOwn()
{
    QSet<QString> ids;
    for (int i = 0; i < 20000; ++i)
        ids.insert(newReportId(1795334400000));
    QCOMPARE(ids.size(), 20000);
    QVERIFY((*ids.begin()).startsWith(QLatin1String("R20261122-")));
    QCOMPARE(newReportId(1, "k"), newReportId(2, "k"));
    QVERIFY(newReportId(1, "k") != newReportId(1, "l"));
}

void TestIntake::takesReports()
{
    Working<IntakeFeed> intake(config(), roomy());
    const QString address = addressOf(intake);
    QVERIFY(address.startsWith(QLatin1String("http://127.0.0.1:")));
    const Answer form = post(address, Good);
    QCOMPARE(form.status, 201);
    QVERIFY(!form.text("service_request_id").isEmpty());
    const Answer json =
        post(address, R"({"service_code": "x", "address_string": "Street 1", "media_url": "https://h/1.jpg",
        "attribute": {"floor": 12, "source": "property-company", "place": "unit:U1"}})",
             "s3cret", "application/json");
    QCOMPARE(json.status, 201);
    QTRY_COMPARE(intake.take().events.size(), size_t(2));
    const domain::Event &first = intake.events[0], &second = intake.events[1];
    QCOMPARE(first.id, form.text("service_request_id"));
    QCOMPARE(first.type, QStringLiteral("noise"));
    QCOMPARE(first.description, QStringLiteral("夜间 loud"));
    QCOMPARE(first.source, QStringLiteral("resident-report"));
    QCOMPARE(first.latitude, 22.5412);
    QVERIFY(first.hasPosition && first.reported > 0);
    QCOMPARE(first.state, domain::EventState::Reported);
    QCOMPARE(first.history.size(), size_t(1));
    QCOMPARE(second.source, QStringLiteral("property-company"));
    QCOMPARE(second.description, QStringLiteral("floor: 12"));
    QCOMPARE(second.place.kind, domain::ObjectKind::Unit);
    QVERIFY(first.id != second.id);
    QCOMPARE(intake.status().received, quint64(2));
    QCOMPARE(intake.warnings.size(), size_t(0));
}

void TestIntake::takesCurl()
{
    const QString curl = QStandardPaths::findExecutable(QStringLiteral("curl"));
    if (curl.isEmpty())
        QSKIP("curl is not installed: reports are not sent with it");
    Working<IntakeFeed> intake(config(), roomy());
    const QString url = addressOf(intake) + QStringLiteral("/requests.json");
    const QString auth = QStringLiteral("Authorization: Bearer s3cret");
    const auto run = [&](const QStringList &arguments) {
        QProcess process;
        process.start(curl, QStringList{QStringLiteral("-sS"), QStringLiteral("-m5"), QStringLiteral("--noproxy"),
                                        QStringLiteral("*"), QStringLiteral("-w"), QStringLiteral("%{http_code}")} +
                                arguments);
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 8000))
            return QByteArray("hangs");
        return process.readAllStandardOutput().right(3) + process.readAllStandardError();
    };
    QCOMPARE(run({QStringLiteral("-H"), auth, QStringLiteral("-d"), QStringLiteral("service_code=noise"),
                  QStringLiteral("--data-urlencode"), QStringLiteral("description=夜间施工"), QStringLiteral("-d"),
                  QStringLiteral("lat=22.5412&long=114.1099"), url}),
             QByteArray("201"));
    // One that waits for "100 Continue", and one whose length is hidden.
    QCOMPARE(run({QStringLiteral("-H"), auth, QStringLiteral("-H"), QStringLiteral("Expect: 100-continue"),
                  QStringLiteral("-d"), QString::fromUtf8(Good), url}),
             QByteArray("201"));
    QCOMPARE(run({QStringLiteral("-H"), auth, QStringLiteral("-H"), QStringLiteral("Transfer-Encoding: chunked"),
                  QStringLiteral("-d"), QString::fromUtf8(Good), url}),
             QByteArray("411"));
    QCOMPARE(run({QStringLiteral("-d"), QString::fromUtf8(Good) + QStringLiteral("&api_key=s3cret"), url}),
             QByteArray("201"));
    QCOMPARE(run({QStringLiteral("-d"), QString::fromUtf8(Good), url + QStringLiteral("?api_key=s3cret")}),
             QByteArray("201"));
    QCOMPARE(run({QStringLiteral("-F"), QStringLiteral("service_code=noise"), QStringLiteral("-H"), auth, url}),
             QByteArray("415"));
    QTRY_COMPARE(intake.take().events.size(), size_t(4));
    QCOMPARE(intake.events[0].description, QStringLiteral("夜间施工"));
}

void TestIntake::tellsWhatWasPosted()
{
    Working<IntakeFeed> intake(config(), roomy());
    const QString address = addressOf(intake);
    const QString id = post(address, Good + "&email=a%40b.cn&attribute[note]=13800138000").text("service_request_id");
    const QString one = address + QStringLiteral("/requests/") + id + QStringLiteral(".json");
    Answer answer = get(one);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.text("service_request_id"), id);
    QCOMPARE(answer.text("status"), QStringLiteral("open"));
    QCOMPARE(answer.first().value(QLatin1String("lat")).toDouble(), 22.5412);
    const QByteArray all = answer.json.toJson();
    QVERIFY(!all.contains("a@b.cn") && !all.contains("138001"));
    domain::Event event;
    event.id = id;
    event.state = domain::EventState::Closed;
    QMetaObject::invokeMethod(
        intake.feed, [&] { intake.feed->noteEvents({event}); }, Qt::BlockingQueuedConnection);
    answer = get(one);
    QCOMPARE(answer.text("status"), QStringLiteral("closed"));
    QCOMPARE(get(address + QStringLiteral("/requests/nothing.json")).status, 404);
    QCOMPARE(get(address + QStringLiteral("/requests/") + id).status, 404);
    QCOMPARE(get(one, {}).status, 403);
    QCOMPARE(get(address + QStringLiteral("/requests.json")).status, 404);
    QCOMPARE(get(address + QStringLiteral("/../etc/passwd")).status, 404);
}

void TestIntake::offersServices()
{
    Working<IntakeFeed> intake(config(), roomy());
    const QString address = addressOf(intake);
    QCOMPARE(get(address + QStringLiteral("/services.json")).json.array().size(), 0);
    const auto catalogue = std::make_shared<const domain::Catalogue>(smallCatalogue());
    QMetaObject::invokeMethod(
        intake.feed, [&] { intake.feed->setCatalogue(catalogue); }, Qt::BlockingQueuedConnection);
    const Answer services = get(address + QStringLiteral("/services.json"), {});
    QCOMPARE(services.text("service_code"), QStringLiteral("noise"));
    QVERIFY(!services.text("service_name").isEmpty());
    QCOMPARE(post(address, "service_code=teapot&lat=22&long=114").status, 404);
    const Answer discovery = get(address + QStringLiteral("/discovery.json"), {});
    const QJsonObject endpoint = discovery.json.object().value(QLatin1String("endpoints")).toArray().first().toObject();
    QCOMPARE(endpoint.value(QLatin1String("url")).toString(), address);
    QCOMPARE(endpoint.value(QLatin1String("specification")).toString(),
             QStringLiteral("http://wiki.open311.org/GeoReport_v2"));
}

void TestIntake::asksForTheToken()
{
    Working<IntakeFeed> intake(config(), roomy());
    const QString address = addressOf(intake);
    QCOMPARE(post(address, Good, {}).status, 403);
    QCOMPARE(post(address, Good, "S3cret").status, 403);
    QCOMPARE(post(address, Good + "&api_key=wrong", {}).status, 403);
    QCOMPARE(post(address, Good + "&api_key=s3cret", {}).status, 201);
    QTRY_COMPARE(intake.take().events.size(), size_t(1));
    QVERIFY(intake.warned("intake-refused"));
    QCOMPARE(intake.status().rejected, quint64(3));
    FeedConfig open = config();
    open.token.clear();
    Working<IntakeFeed> careless(open);
    QTRY_COMPARE(careless.status().state, State::Failed);
    QVERIFY(careless.warned("token-missing"));
}

void TestIntake::keepsPersonalDataOut()
{
    Working<IntakeFeed> intake(config(), roomy());
    const QString address = addressOf(intake);
    const QByteArray personal =
        "&email=somebody%40example.cn&phone=13800138000&first_name=Wei&attribute[phone]=13900139000";
    const Answer answer = post(address, Good + personal);
    QCOMPARE(answer.status, 201);
    QVERIFY(!answer.text("service_notice").isEmpty());
    post(address, "service_code=&lat=1" + personal); // refused, and warned of
    post(address, "service_code=noise&media_url=13800138000" + personal);
    QTRY_COMPARE(intake.take().events.size(), size_t(1));
    const domain::Event &event = intake.events[0];
    const QString all = intake.texts() + event.description + event.title + event.address + event.source +
                        event.history[0].who + event.mediaUrl;
    for (const char *word : {"somebody", "138001", "139001", "Wei", "s3cret"})
        QVERIFY2(!all.contains(QLatin1String(word)), qPrintable(all));
}

void TestIntake::saysWhenItCannotKeep()
{
    Working<IntakeFeed> intake(config(), roomy());
    const QString address = addressOf(intake);
    const auto hold = [&](bool held) {
        QMetaObject::invokeMethod(
            intake.feed, [&] { intake.feed->setHeldBack(held); }, Qt::BlockingQueuedConnection);
    };
    hold(true);
    const Answer busy = post(address, Good);
    QCOMPARE(busy.status, 503);
    QVERIFY(busy.retryAfter.toInt() > 0);
    hold(false);
    QCOMPARE(post(address, Good).status, 201);
    QTRY_COMPARE(intake.take().events.size(), size_t(1));
}

void TestIntake::answersWhenKept()
{
    IntakeLimits limits = roomy();
    limits.keepMs = 600;
    Working<IntakeFeed> intake(config(), limits);
    const QString address = addressOf(intake);
    QMetaObject::invokeMethod(
        intake.feed, [&] { intake.feed->setAnswersWhenKept(true); }, Qt::BlockingQueuedConnection);
    // Somebody keeps it after a moment ...
    QTimer keeper;
    bool keeps = true;
    QElapsedTimer timer;
    connect(&keeper, &QTimer::timeout, this, [&] {
        if (keeps && timer.elapsed() > 200 && !intake.take().events.empty())
            QMetaObject::invokeMethod(intake.feed, [&intake, all = intake.events] { intake.feed->noteEvents(all); });
    });
    keeper.start(20);
    timer.start();
    QCOMPARE(post(address, Good).status, 201);
    QVERIFY(timer.elapsed() >= 200 && timer.elapsed() < 550);
    // ... or does not in time; who comes again with the same key is told that it was, and it is said once.
    keeps = false;
    timer.start();
    QCOMPARE(post(address, Good, "s3cret", "application/x-www-form-urlencoded", "key-1").status, 503);
    QVERIFY(timer.elapsed() >= 550);
    keeps = true;
    QCOMPARE(post(address, Good, "s3cret", "application/x-www-form-urlencoded", "key-1").status, 201);
    QCOMPARE(intake.take().events.size(), size_t(2));
    // One who leaves meanwhile does no harm.
    keeps = false;
    talk(address,
         "POST /requests.json HTTP/1.1\r\nAuthorization: Bearer s3cret\r\nContent-Length: " +
             QByteArray::number(Good.size()) + "\r\n\r\n" + Good,
         100);
    QTest::qWait(800);
    keeps = true;
    QCOMPARE(post(address, Good).status, 201);
}

void TestIntake::repeatsAnAnswer()
{
    QString id;
    for (int run = 0; run < 2; ++run) { // also after a restart
        Working<IntakeFeed> intake(config(), roomy());
        const QString address = addressOf(intake);
        for (int i = 0; i < 2; ++i) {
            const Answer answer = post(address, Good, "s3cret", "application/x-www-form-urlencoded", "key-7");
            QCOMPARE(answer.status, 201);
            if (id.isEmpty())
                id = answer.text("service_request_id");
            QCOMPARE(answer.text("service_request_id"), id);
        }
        QTRY_COMPARE(intake.take().events.size(), size_t(1));
    }
}

void TestIntake::isNotFlooded()
{
    IntakeLimits limits;
    limits.burst = 5;
    limits.perMinute = 120;
    Working<IntakeFeed> intake(config(), limits);
    const QString address = addressOf(intake);
    int taken = 0, refused = 0;
    for (int i = 0; i < 12; ++i) {
        const Answer answer = post(address, Good);
        taken += answer.status == 201;
        refused += answer.status == 429 && !answer.retryAfter.isEmpty();
    }
    QCOMPARE(taken + refused, 12);
    QVERIFY2(taken >= 5 && taken <= 7, qPrintable(QString::number(taken)));
    QTest::qWait(1100);
    QCOMPARE(post(address, Good).status, 201);
}

void TestIntake::cutsOff_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray post = "POST /requests.json HTTP/1.1\r\nAuthorization: Bearer s3cret\r\n";
    QTest::newRow("says nothing") << QByteArray() << QByteArray();
    QTest::newRow("half a head") << QByteArray("POST /requ") << QByteArray();
    QTest::newRow("half a body") << post + "Content-Length: 500\r\n\r\nservice_code=noise" << QByteArray();
    QTest::newRow("endless head") << "GET / HTTP/1.1\r\n" + QByteArray("a: bbbbbbbbbbbbbbbbbb\r\n").repeated(2000)
                                  << QByteArray("431");
    QTest::newRow("one long line") << "GET /" + QByteArray(40000, 'a') << QByteArray("431");
    QTest::newRow("too large") << post + "Content-Length: 1000000000\r\n\r\n" << QByteArray("413");
    QTest::newRow("no length") << post + "\r\n" + Good << QByteArray("411");
    QTest::newRow("chunked") << post + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" << QByteArray("411");
    QTest::newRow("two lengths") << post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!" << QByteArray("400");
    QTest::newRow("tls") << QByteArray::fromHex("16030100c8010000c403") << QByteArray("400");
    QTest::newRow("nul") << QByteArray("GET /\0 HTTP/1.1\r\n\r\n", 19) << QByteArray("400");
    QTest::newRow("pipelined") << "GET /discovery.json HTTP/1.1\r\n\r\n" + post +
                                      "Content-Length: " + QByteArray::number(Good.size()) + "\r\n\r\n" + Good
                               << QByteArray("200");
    QTest::newRow("delete") << QByteArray("DELETE /requests.json HTTP/1.1\r\n\r\n") << QByteArray("404");
}

void TestIntake::cutsOff()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, answer);
    IntakeLimits limits = roomy();
    limits.requestMs = 500;
    Working<IntakeFeed> intake(config(), limits);
    const QString address = addressOf(intake);
    const QByteArray got = talk(address, bytes, 3000);
    QVERIFY2(!got.startsWith("left open") && !got.startsWith("not"), got.constData());
    if (answer.isEmpty())
        QCOMPARE(got, QByteArray());
    else
        QVERIFY2(got.startsWith("HTTP/1.1 " + answer), got.constData());
    QCOMPARE(got.count("HTTP/1.1"), answer.isEmpty() ? 0 : 1);
    QVERIFY(intake.take().events.empty());
    QCOMPARE(post(address, Good).status, 201);
}

void TestIntake::survivesGarbage()
{
    IntakeLimits limits = roomy();
    limits.connections = 200;
    limits.requestMs = 1000;
    Working<IntakeFeed> intake(config(), limits);
    const QString address = addressOf(intake);
    const quint16 port = quint16(QUrl(address).port());
    const QByteArray seeds[] = {
        "POST /requests.json HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer s3cret\r\nContent-Type: "
        "application/x-www-form-urlencoded\r\nContent-Length: " +
            QByteArray::number(Good.size()) + "\r\n\r\n" + Good,
        "POST /requests.json?api_key=s3cret HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 62\r\n\r\n"
        "{\"service_code\":\"noise\",\"lat\":22.5,\"long\":114.1,\"attribute\":{}}",
        "GET /requests/R20261122-ABCDEFGHJK.json?api_key=s3cret HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /services.json HTTP/1.0\r\nAccept-Language: zh\r\n\r\n"};
    QRandomGenerator random(311); // the same every time
    constexpr int Rounds = 80, AtOnce = 50;
    int answered = 0;
    for (int round = 0; round < Rounds; ++round) {
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        for (int i = 0; i < AtOnce; ++i) {
            QByteArray bytes = seeds[random.bounded(4)];
            const int changes = 1 + random.bounded(6);
            for (int change = 0; change < changes && !bytes.isEmpty(); ++change) {
                const int at = random.bounded(int(bytes.size()));
                switch (random.bounded(6)) {
                case 0:
                    bytes[at] = char(random.bounded(256));
                    break;
                case 1:
                    bytes.remove(at, 1 + random.bounded(20));
                    break;
                case 2:
                    bytes.insert(at, QByteArray(1 + random.bounded(30), char(random.bounded(256))));
                    break;
                case 3:
                    bytes.truncate(at);
                    break;
                case 4:
                    bytes.insert(at, bytes.mid(random.bounded(int(bytes.size())), random.bounded(60)));
                    break;
                default:
                    bytes.insert(at, QByteArrayList{"%", "%zz", "\r\n", "\r\n\r\n", "[[[", "{\"a\":", "&", "\xff\xfe",
                                                    "9999999999", "%00", "..%2f"}
                                         .at(random.bounded(11)));
                }
            }
            auto socket = std::make_unique<QTcpSocket>();
            socket->connectToHost(QStringLiteral("127.0.0.1"), port);
            socket->waitForConnected(1000);
            socket->write(bytes);
            sockets.push_back(std::move(socket));
        }
        QTest::qWait(15);
        for (auto &socket : sockets) {
            answered += socket->bytesAvailable() > 0;
            socket->abort();
        }
    }
    QVERIFY2(answered > Rounds * AtOnce / 4, qPrintable(QString::number(answered)));
    QTRY_COMPARE(post(address, Good).status, 201);
    for (const domain::Event &event : intake.take().events) {
        QVERIFY(!event.id.isEmpty() && !event.type.isEmpty());
        QVERIFY(!event.hasPosition || (std::abs(event.latitude) <= 90 && std::abs(event.longitude) <= 180));
    }
    QVERIFY(intake.warnings.size() < 2000);
}

void TestIntake::listensWhereItIsTold()
{
    FeedConfig feed = config();
    for (const char *bad : {"nowhere", "1.2.3:x", "host.example:80", "127.0.0.1:70000"}) {
        feed.listen = QLatin1String(bad);
        Working<IntakeFeed> intake(feed);
        QTRY_COMPARE(intake.status().state, State::Failed);
        QVERIFY(intake.warned("feed-listen"));
    }
    feed.listen = QStringLiteral("[::1]:0");
    {
        Working<IntakeFeed> intake(feed);
        QTRY_VERIFY(intake.is(State::Connected) || intake.is(State::Failed)); // no IPv6 in some containers
        QVERIFY(intake.is(State::Failed) || intake.status().address.startsWith(QLatin1String("http://[::1]:")));
    }
    feed.listen = QStringLiteral("0.0.0.0:0");
    {
        Working<IntakeFeed> intake(feed);
        QTRY_COMPARE(intake.status().state, State::Connected);
        QVERIFY(intake.warned("intake-open"));
    }
    // A port that is taken is waited for.
    auto holder = std::make_unique<QTcpServer>();
    QVERIFY(holder->listen(QHostAddress::LocalHost));
    feed.listen = QStringLiteral("127.0.0.1:%1").arg(holder->serverPort());
    Working<IntakeFeed> intake(feed, roomy());
    QTRY_COMPARE(intake.status().state, State::Failed);
    QVERIFY(intake.status().reason.contains(feed.listen));
    holder.reset();
    QTRY_COMPARE(intake.status().state, State::Connected);
    QCOMPARE(post(intake.status().address, Good).status, 201);
}

void TestIntake::encrypts()
{
    if (!TestBroker::isInstalled())
        QSKIP("openssl is not installed: the intake is not tried with TLS");
    TestBroker certificates;
    QVERIFY(certificates.serveTls(false));
    FeedConfig feed = config();
    feed.certFile = certificates.file(QStringLiteral("server.pem"));
    feed.keyFile = certificates.file(QStringLiteral("server.key"));
    {
        Working<IntakeFeed> intake(feed, roomy());
        const QString address = addressOf(intake);
        QVERIFY(address.startsWith(QLatin1String("https://127.0.0.1:")));
        m_tls.setCaCertificates(QSslCertificate::fromPath(certificates.file(QStringLiteral("ca.pem"))));
        QCOMPARE(post(address, Good).status, 201);
        m_tls = QSslConfiguration::defaultConfiguration();
        QVERIFY(talk(address, "GET /services.json HTTP/1.1\r\n\r\n").isEmpty() ||
                !talk(address, "GET /services.json HTTP/1.1\r\n\r\n").contains("200"));
    }
    feed.keyFile = QStringLiteral("/nowhere");
    Working<IntakeFeed> intake(feed);
    QTRY_COMPARE(intake.status().state, State::Failed);
    QVERIFY(intake.warned("file-missing"));
}

void TestIntake::worksInAHub()
{
    FeedHub hub;
    std::vector<domain::Event> events;
    connect(&hub, &FeedHub::batch, this, [&](const FeedBatch &batch) {
        events.insert(events.end(), batch.events.begin(), batch.events.end());
        hub.noteEvents(batch.events);
    });
    hub.setCatalogue(smallCatalogue());
    hub.setAnswersWhenKept(true);
    hub.start({config()});
    QVERIFY(!hub.isReplay());
    QTRY_COMPARE(hub.status().at(0).state, State::Connected);
    const QString address = hub.status().at(0).address;
    QCOMPARE(post(address, Good).status, 201);
    QCOMPARE(events.size(), size_t(1));
    hub.setHeldBack(true);
    QTRY_COMPARE(post(address, Good).status, 503);
    hub.setHeldBack(false);
    QTRY_COMPARE(post(address, Good).status, 201);
    QCOMPARE(get(address + QStringLiteral("/services.json")).json.array().size(), 1);
    hub.stop();
}

QTEST_GUILESS_MAIN(TestIntake)
#include "tst_intake.moc"
