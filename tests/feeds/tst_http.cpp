#include "TestBroker.h"
#include "TestServer.h"
#include "feeds/HttpPoller.h"

#include <QSslKey>
#include <QTest>

using namespace feeds;
using How = TestServer::Reply::How;

/// Asking over HTTP: what goes wrong out there, in words and within limits.
class TestHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAndUnpacks();
    void saysWhatWentWrong_data();
    void saysWhatWentWrong();
    void followsUpwardsOnly();
    void keepsCredentialsAtHome();
    void asksForWhatIsNewer();
    void readsDates();
    void seesSkewedClocks();
    void waitsLonger();
    void namesWrongFiles();
    void trustsWhomItIsTold();

private:
    FeedConfig config(const TestServer &server) const
    {
        FeedConfig feed;
        feed.id = QStringLiteral("f");
        feed.url = server.url();
        return feed;
    }
    HttpAnswer ask(HttpPoller &poller, const QString &url, const QByteArray &authorization = {})
    {
        HttpAnswer got;
        bool done = false;
        poller.ask({QUrl(url), "application/json", authorization}, [&](const HttpAnswer &answer) {
            got = answer;
            done = true;
        });
        if (!QTest::qWaitFor([&] { return done; }, 8000))
            QTest::qFail("no answer", __FILE__, __LINE__);
        return got;
    }
};

void TestHttp::asksAndUnpacks()
{
    // gzip of "[1,2,3]"
    const QByteArray packed = QByteArray::fromHex("1f8b08000000000000038b36d431d2318e0500e9b36dfd07000000");
    TestServer server([&](const TestServer::Request &) {
        return TestServer::Reply{200,
                                 packed,
                                 {{"Content-Encoding", "gzip"},
                                  {"Content-Type", "Application/JSON; charset=\"UTF-8\""},
                                  {"Date", "Sun, 22 Nov 2026 08:00:00 GMT"},
                                  {"Retry-After", "7"}}};
    });
    HttpPoller poller(config(server));
    QVERIFY(poller.prepare());
    const HttpAnswer answer = ask(poller, server.url(QStringLiteral("/a?key=secret")));
    QVERIFY(answer.isGood());
    QCOMPARE(answer.body, QByteArray("[1,2,3]"));
    QCOMPARE(answer.mediaType, QByteArray("application/json"));
    QCOMPARE(answer.charset, QByteArray("utf-8"));
    QCOMPARE(answer.date, 1795334400000);
    QCOMPARE(answer.retryAfter, std::optional<qint64>(7000));
    QCOMPARE(server.requests.at(0).target, QByteArray("/a?key=secret"));
    QCOMPARE(shownUrl(QUrl(QStringLiteral("https://u:p@h:8/a?key=secret#f"))), QStringLiteral("https://h:8/a"));
}

void TestHttp::saysWhatWentWrong_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("how");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<QString>("code");
    QTest::newRow("500") << 500 << int(How::Whole) << 10 << QStringLiteral("http-status");
    QTest::newRow("404") << 404 << int(How::Whole) << 0 << QStringLiteral("http-status");
    QTest::newRow("401") << 401 << int(How::Whole) << 0 << QStringLiteral("http-status");
    QTest::newRow("304 to nothing asked") << 304 << int(How::Whole) << 0 << QStringLiteral("http-status");
    QTest::newRow("cut") << 200 << int(How::Cut) << 1000 << QStringLiteral("http-cut");
    QTest::newRow("hangs") << 200 << int(How::Hang) << 0 << QStringLiteral("http-timeout");
    QTest::newRow("trickles") << 200 << int(How::Trickle) << 1000 << QStringLiteral("http-timeout");
    QTest::newRow("huge") << 200 << int(How::Whole) << (3 << 20) << QStringLiteral("http-too-large");
}

void TestHttp::saysWhatWentWrong()
{
    QFETCH(int, status);
    QFETCH(int, how);
    QFETCH(int, bytes);
    QFETCH(QString, code);
    TestServer server([&](const TestServer::Request &) {
        return TestServer::Reply{status, QByteArray(bytes, 'x'), {}, How(how)};
    });
    HttpPatience patience;
    patience.silence = 400;
    patience.whole = 900;
    patience.largest = 2 << 20;
    HttpPoller poller(config(server), patience);
    const HttpAnswer answer = ask(poller, server.url(QStringLiteral("/list?api_key=secret")));
    QVERIFY(!answer.isGood());
    QCOMPARE(answer.error->code, code);
    QVERIFY(!answer.error->message.contains(QLatin1String("secret")));
    QVERIFY2(answer.error->message.contains(QLatin1String("/list")), qPrintable(answer.error->message));
    // It is as good as new after it.
    server.answer([](const TestServer::Request &) { return json("[]"); });
    QVERIFY(ask(poller, server.url()).isGood());
    const QString gone = server.url();
    server.stop();
    QCOMPARE(ask(poller, gone).error->code, QStringLiteral("http-unreachable"));
    QCOMPARE(ask(poller, QStringLiteral("http://no-such-host.invalid/")).error->code,
             QStringLiteral("http-unreachable"));
}

void TestHttp::followsUpwardsOnly()
{
    TestServer server([&](const TestServer::Request &request) {
        if (request.path() == QLatin1String("/loop"))
            return TestServer::Reply{302, {}, {{"Location", "/loop"}}};
        if (request.path() == QLatin1String("/file"))
            return TestServer::Reply{302, {}, {{"Location", "file:///etc/passwd"}}};
        if (request.path() == QLatin1String("/old"))
            return TestServer::Reply{301, "moved", {{"Location", "new?x=1"}}};
        return json(request.target);
    });
    HttpPoller poller(config(server));
    QCOMPARE(ask(poller, server.url(QStringLiteral("/loop"))).error->code, QStringLiteral("http-redirect"));
    QCOMPARE(server.requests.size(), size_t(6));
    QCOMPARE(ask(poller, server.url(QStringLiteral("/file"))).error->code, QStringLiteral("http-redirect"));
    const HttpAnswer moved = ask(poller, server.url(QStringLiteral("/old")));
    QVERIFY(moved.isGood());
    QCOMPARE(moved.body, QByteArray("/new?x=1"));
    QCOMPARE(moved.url.path(), QStringLiteral("/new"));
}

void TestHttp::keepsCredentialsAtHome()
{
    TestServer other([](const TestServer::Request &) { return json("[]"); });
    TestServer home([&](const TestServer::Request &) {
        return TestServer::Reply{302, {}, {{"Location", other.url(QStringLiteral("/x")).toUtf8()}}};
    });
    HttpPoller poller(config(home));
    QVERIFY(ask(poller, home.url(QStringLiteral("/a")), "Bearer s3cret").isGood());
    QCOMPARE(home.requests.at(0).headers.value("authorization"), QByteArray("Bearer s3cret"));
    QVERIFY(!other.requests.at(0).headers.contains("authorization"));
    FeedConfig feed;
    feed.token = QStringLiteral("t");
    QCOMPARE(authorizationOf(feed), QByteArray("Bearer t"));
    feed.user = QStringLiteral("u");
    feed.password = QStringLiteral("p");
    QCOMPARE(authorizationOf(feed), QByteArray("Basic dTpw"));
}

void TestHttp::asksForWhatIsNewer()
{
    TestServer server([](const TestServer::Request &request) {
        if (request.headers.value("if-none-match") == "\"v1\"")
            return TestServer::Reply{304};
        return TestServer::Reply{200, "[]", {{"ETag", "\"v1\""}, {"Last-Modified", "Sun, 22 Nov 2026 08:00:00 GMT"}}};
    });
    HttpPoller poller(config(server));
    const QString url = server.url(QStringLiteral("/a"));
    const HttpAnswer first = ask(poller, url);
    // Not kept, for it could not be read: it comes again.
    QVERIFY(!ask(poller, url).notModified);
    poller.keep(first);
    const HttpAnswer again = ask(poller, url);
    QVERIFY(again.isGood() && again.notModified);
    QCOMPARE(server.requests.back().headers.value("if-modified-since"), QByteArray("Sun, 22 Nov 2026 08:00:00 GMT"));
    QVERIFY(!ask(poller, server.url(QStringLiteral("/b"))).notModified);
}

void TestHttp::readsDates()
{
    for (const char *text :
         {"Sun, 22 Nov 2026 08:00:00 GMT", "Sunday, 22-Nov-26 08:00:00 GMT", "Sun Nov 22 08:00:00 2026"})
        QCOMPARE(parseHttpDate(text), 1795334400000);
    QCOMPARE(parseHttpDate("Sun Nov  1 08:00:00 2026"), 1793520000000);
    QCOMPARE(parseHttpDate("yesterday"), 0);
    QCOMPARE(parseHttpDate(""), 0);
}

void TestHttp::seesSkewedClocks()
{
    HttpAnswer answer;
    answer.asked = 1000000;
    answer.answered = 1002000;
    QCOMPARE(answer.clockSkewSeconds(), 0.0);
    answer.date = 1000000; // cut to its second
    QCOMPARE(answer.clockSkewSeconds(), 0.0);
    answer.date = 1602000;
    QCOMPARE(answer.clockSkewSeconds(), 600.0);
    answer.date = 399000;
    QCOMPARE(answer.clockSkewSeconds(), -600.0);
}

void TestHttp::waitsLonger()
{
    Backoff backoff(1000, 8000);
    int last = 0;
    for (int attempt = 0; attempt < 10; ++attempt) {
        const int longest = std::min(8000, 1000 << attempt);
        last = backoff.next();
        QVERIFY(last >= longest / 2 && last <= longest);
    }
    QVERIFY(backoff.next(60000) == 60000);
    QVERIFY(backoff.next(999999999) == 3600000);
    backoff.reset();
    QVERIFY(backoff.next() <= 1000);
}

void TestHttp::namesWrongFiles()
{
    FeedConfig feed;
    feed.url = QStringLiteral("ftp://h/");
    QCOMPARE(HttpPoller(feed).prepare().error().code, QStringLiteral("feed-url"));
    feed.url = QStringLiteral("https://h/");
    feed.caFile = QStringLiteral("/nowhere.pem");
    QCOMPARE(HttpPoller(feed).prepare().error().code, QStringLiteral("file-missing"));
    feed.caFile = QCoreApplication::applicationFilePath();
    QVERIFY(!HttpPoller(feed).prepare());
}

void TestHttp::trustsWhomItIsTold()
{
    if (!TestBroker::isInstalled())
        QSKIP("openssl is not installed: TLS is not tried");
    TestBroker certificates;
    QVERIFY(certificates.serveTls(false));
    QFile key(certificates.file(QStringLiteral("server.key")));
    QVERIFY(key.open(QIODevice::ReadOnly));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromPath(certificates.file(QStringLiteral("server.pem"))));
    tls.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
    TestServer plain([](const TestServer::Request &) { return json("[]"); });
    TestServer server(
        [&](const TestServer::Request &request) {
            if (request.path() == QLatin1String("/down"))
                return TestServer::Reply{302, {}, {{"Location", plain.url().toUtf8()}}};
            return json("[]");
        },
        tls);
    TestServer upwards([&](const TestServer::Request &) {
        return TestServer::Reply{302, {}, {{"Location", server.url(QStringLiteral("/x")).toUtf8()}}};
    });
    FeedConfig feed = config(server);
    {
        HttpPoller stranger(feed);
        QVERIFY(stranger.prepare());
        const HttpAnswer answer = ask(stranger, server.url());
        QCOMPARE(answer.error->code, QStringLiteral("http-tls"));
        QVERIFY2(answer.error->message.contains(QLatin1String("certificate")), qPrintable(answer.error->message));
    }
    feed.caFile = certificates.file(QStringLiteral("ca.pem"));
    HttpPoller poller(feed);
    QVERIFY(poller.prepare());
    QVERIFY(ask(poller, server.url()).isGood());
    QVERIFY(ask(poller, upwards.url(), "Bearer t").isGood());
    QCOMPARE(ask(poller, server.url(QStringLiteral("/down"))).error->code, QStringLiteral("http-redirect"));
    QVERIFY(plain.requests.empty());
}

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
