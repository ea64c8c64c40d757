#include "IntakeTest.h"
#include "TestBroker.h"
#include "feeds/FeedHub.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QUrlQuery>

using namespace feeds;
using State = FeedStatus::State;

/// Reports over HTTP: GeoReport v2 as others send it.
class TestIntake : public IntakeTest
{
    Q_OBJECT

private Q_SLOTS:
    void takesReports();
    void takesCurl();
    void tellsWhatWasPosted();
    void offersServices();
    void asksForTheToken();
    void keepsPersonalDataOut();
    void saysWhenItCannotKeep();
    void answersWhenKept();
    void repeatsAnAnswer();
    void listensWhereItIsTold();
    void encrypts();
    void worksInAHub();
};

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
