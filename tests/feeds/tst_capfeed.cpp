#include "TestServer.h"
#include "Working.h"
#include "feeds/CapFeed.h"
#include "feeds/CapHttpFeed.h"
#include "feeds/ReplayLog.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace feeds;
using State = FeedStatus::State;
using Reply = TestServer::Reply;

/// Public warnings as they come in: from folders that are watched, from servers, from a replay's log.
class TestCapFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAFolderAndWatchesIt();
    void waitsForAFileToBeWhole();
    void readsAFileThatIsReplaced();
    void waitsForAFolder();
    void keepsTheWantedLanguages();
    void readsAServersAlert();
    void followsAnIndex();
    void triesLinksAgain();
    void keepsItsToken();
    void comesBack();
    void replays();

private:
    static QByteArray alert(const QByteArray &identifier, const QByteArray &sent = "2026-06-18T13:40:00+08:00",
                            const QByteArray &infos = {})
    {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">"
               "<identifier>" +
               identifier + "</identifier><sender>met@example.org</sender><sent>" + sent +
               "</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>" + infos + "</alert>";
    }
    static QByteArray index(const QByteArrayList &entries)
    {
        QByteArray xml = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>i</id><title>t</title><updated>u</updated>";
        for (const QByteArray &entry : entries)
            xml += "<entry><title>t</title>" + entry + "</entry>";
        return xml + "</feed>";
    }
    static QByteArray linkTo(const QByteArray &url, const QByteArray &updated = "2026-06-18T13:40:00+08:00")
    {
        return "<id>" + url + "</id><updated>" + updated + "</updated><link href=\"" + url + "\"/>";
    }
    static bool write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
    static FeedConfig config(const QString &source = {}, const QString &url = {})
    {
        FeedConfig feed;
        feed.id = QStringLiteral("weather");
        feed.type = QStringLiteral("cap");
        feed.source = source;
        feed.url = url;
        feed.pollSeconds = url.isEmpty() ? 60 : 0.1;
        return feed;
    }
    static HttpPatience hasty()
    {
        HttpPatience patience;
        patience.firstRetry = 50;
        patience.longestRetry = 200;
        return patience;
    }
    static QStringList names(const std::vector<domain::Alert> &alerts)
    {
        QStringList all;
        for (const domain::Alert &one : alerts)
            all.append(one.identifier);
        return all;
    }
};

void TestCapFeed::readsAFolderAndWatchesIt()
{
    QTemporaryDir folder;
    QVERIFY(write(folder.filePath(QStringLiteral("a.cap")), alert("a")));
    QVERIFY(write(folder.filePath(QStringLiteral("notes.txt")), "nothing"));
    QVERIFY(write(folder.filePath(QStringLiteral("broken.xml")), "<alert"));
    QFile(folder.filePath(QStringLiteral("broken.xml"))).setPermissions(QFile::ReadOwner);
    Working<CapFeed> working(config(folder.path()));
    QTRY_COMPARE(names(working.take().alerts), QStringList{QStringLiteral("a")});
    QTRY_VERIFY(working.is(State::Connected));
    QCOMPARE(working.alerts[0].feed, QStringLiteral("weather"));
    QVERIFY(working.status().lastSuccess != 0);
    // What comes is there at once, the same alert in another file is the same alert.
    QVERIFY(write(folder.filePath(QStringLiteral("b.cap")), alert("b")));
    QVERIFY(write(folder.filePath(QStringLiteral("again.cap")), alert("a")));
    QTRY_COMPARE_WITH_TIMEOUT(names(working.take().alerts), QStringList({QStringLiteral("a"), QStringLiteral("b")}),
                              3000);
    QTRY_COMPARE(working.status().duplicates, quint64(1));
    // The broken one is named once, when it is not new any more.
    QTRY_VERIFY_WITH_TIMEOUT(working.warned("cap-broken"), 8000);
    QVERIFY(working.texts().contains(QLatin1String("broken.xml")));
    QCOMPARE(working.status().rejected, quint64(1));
}

void TestCapFeed::waitsForAFileToBeWhole()
{
    QTemporaryDir folder;
    Working<CapFeed> working(config(folder.path()));
    QTRY_VERIFY(working.is(State::Connected));
    const QByteArray whole = alert("slow");
    QFile file(folder.filePath(QStringLiteral("slow.cap")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(whole.left(200));
    file.flush();
    QTest::qWait(500);
    QVERIFY(working.take().alerts.empty());
    file.write(whole.mid(200));
    file.close();
    QTRY_COMPARE(names(working.take().alerts), QStringList{QStringLiteral("slow")});
    QVERIFY(!working.warned("cap-broken"));
}

void TestCapFeed::readsAFileThatIsReplaced()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("current.xml"));
    QVERIFY(write(path, alert("a")));
    Working<CapFeed> working(config(path));
    QTRY_COMPARE(names(working.take().alerts), QStringList{QStringLiteral("a")});
    for (const QByteArray &next : {QByteArray("b"), QByteArray("c")}) {
        QVERIFY(write(path + QStringLiteral(".new"), alert(next + next)));
        QVERIFY(QFile::remove(path) && QFile::rename(path + QStringLiteral(".new"), path));
        QTRY_COMPARE(working.take().alerts.back().identifier, QString::fromLatin1(next + next));
    }
}

void TestCapFeed::waitsForAFolder()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("later"));
    FeedConfig impatient = config(path);
    impatient.pollSeconds = 1;
    Working<CapFeed> working(impatient);
    QTRY_VERIFY(working.is(State::Failed));
    QVERIFY(working.status().reason.contains(path));
    QVERIFY(QDir().mkpath(path));
    QVERIFY(write(path + QStringLiteral("/a.cap"), alert("a")));
    QTRY_COMPARE(names(working.take().alerts), QStringList{QStringLiteral("a")});
    QVERIFY(working.is(State::Connected));
}

void TestCapFeed::keepsTheWantedLanguages()
{
    const auto info = [](const QByteArray &language) {
        return "<info>" + (language.isEmpty() ? QByteArray() : "<language>" + language + "</language>") +
               "<category>Met</category><event>e</event><urgency>Past</urgency><severity>Minor</severity><certainty>"
               "Likely</certainty></info>";
    };
    QTemporaryDir folder;
    QVERIFY(write(folder.filePath(QStringLiteral("a.cap")),
                  alert("a", "2026-06-18T13:40:00+08:00", info("fr-CA") + info("") + info("zh-CN"))));
    QVERIFY(write(folder.filePath(QStringLiteral("b.cap")),
                  alert("b", "2026-06-18T13:40:00+08:00", info("fr-CA") + info("pt"))));
    FeedConfig wanted = config(folder.path());
    wanted.languages = {QStringLiteral("zh_CN"), QStringLiteral("en")};
    Working<CapFeed> working(wanted);
    QTRY_COMPARE(working.take().alerts.size(), size_t(2));
    QCOMPARE(working.alerts[0].infos.size(), size_t(2));
    QCOMPARE(working.alerts[0].infos[0].language, QStringLiteral("zh-CN"));
    QCOMPARE(working.alerts[0].infos[1].language, QString()); // "en-US" by the standard
    QCOMPARE(working.alerts[1].infos.size(), size_t(2));      // better than none
}

void TestCapFeed::readsAServersAlert()
{
    QByteArray body = alert("a");
    TestServer server([&](const TestServer::Request &request) {
        if (request.headers.value("if-none-match") == "\"" + QByteArray::number(body.size()) + "\"")
            return Reply{304};
        return Reply{200, body, {{"ETag", "\"" + QByteArray::number(body.size()) + "\""}}};
    });
    Working<CapHttpFeed> working(config({}, server.url(QStringLiteral("/warning.cap"))), hasty());
    QTRY_COMPARE(names(working.take().alerts), QStringList{QStringLiteral("a")});
    QTRY_VERIFY(server.requests.size() >= 4);
    QVERIFY(working.is(State::Connected));
    QCOMPARE(working.status().received, quint64(1)); // not sent again
    body = alert("b with a longer name").replace("b with a longer name", "longer");
    QTRY_COMPARE(names(working.take().alerts), QStringList({QStringLiteral("a"), QStringLiteral("longer")}));
}

void TestCapFeed::followsAnIndex()
{
    QByteArrayList entries;
    QHash<QString, QByteArray> documents;
    TestServer server([&](const TestServer::Request &request) {
        if (request.path() == QLatin1String("/index"))
            return Reply{200, index(entries)};
        return documents.contains(request.path()) ? Reply{200, documents.value(request.path())} : Reply{404};
    });
    documents = {{QStringLiteral("/cap/a"), alert("a")}, {QStringLiteral("/cap/b"), alert("b")}};
    entries = {linkTo("cap/a"), linkTo(server.url(QStringLiteral("/cap/b")).toUtf8()),
               "<id>in</id><updated>u</updated><content type=\"text/xml\">" +
                   alert("c").mid(alert("c").indexOf("<alert")) + "</content>",
               linkTo("file:///etc/passwd")};
    Working<CapHttpFeed> working(config({}, server.url(QStringLiteral("/index"))), hasty());
    QTRY_COMPARE(working.take().alerts.size(), size_t(3));
    QStringList got = names(working.alerts);
    got.sort();
    QCOMPARE(got, QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    QTRY_VERIFY(working.is(State::Connected));
    QVERIFY(working.warned("cap-index")); // neither http nor https
    const auto asked = [&](const char *path) {
        return std::count_if(server.requests.begin(), server.requests.end(),
                             [&](const auto &request) { return request.target == path; });
    };
    QTRY_VERIFY(asked("/index") >= 4);
    QCOMPARE(asked("/cap/a"), 1); // once
    // An entry that changed is fetched again, and one that came.
    documents.insert(QStringLiteral("/cap/a"), alert("a2", "2026-06-18T14:40:00+08:00"));
    documents.insert(QStringLiteral("/cap/d"), alert("d"));
    entries[0] = linkTo("cap/a", "2026-06-18T14:40:00+08:00");
    entries.append(linkTo("cap/d"));
    QTRY_COMPARE(working.take().alerts.size(), size_t(5));
    QCOMPARE(asked("/cap/a"), 2);
}

void TestCapFeed::triesLinksAgain()
{
    int refusals = 2;
    TestServer server([&](const TestServer::Request &request) {
        if (request.path() == QLatin1String("/index")) {
            if (request.headers.contains("if-none-match"))
                return Reply{304}; // does not name the links again
            return Reply{200, index({linkTo("a"), linkTo("gone"), linkTo("page")}), {{"ETag", "\"1\""}}};
        }
        if (request.path() == QLatin1String("/a") && refusals-- <= 0)
            return Reply{200, alert("a")};
        return request.path() == QLatin1String("/page") ? Reply{200, "<html/>"} : Reply{503};
    });
    Working<CapHttpFeed> working(config({}, server.url(QStringLiteral("/index"))), hasty());
    QTRY_COMPARE(names(working.take().alerts), QStringList{QStringLiteral("a")});
    QTRY_VERIFY(working.warned("http-status"));
    QVERIFY(working.warned("cap-foreign"));
    const auto gone = [&] {
        return std::count_if(server.requests.begin(), server.requests.end(),
                             [](const auto &request) { return request.target == "/gone"; });
    };
    QTest::qWait(500);
    QCOMPARE(gone(), 5); // given up, and named
    QVERIFY(working.is(State::Connected));
}

void TestCapFeed::keepsItsToken()
{
    TestServer other([](const TestServer::Request &) { return Reply{200, alert("far")}; });
    TestServer server;
    server.answer([&](const TestServer::Request &request) {
        if (request.path() == QLatin1String("/index"))
            return Reply{200, index({linkTo("near"), linkTo(other.url(QStringLiteral("/far")).toUtf8())})};
        return Reply{200, alert("near")};
    });
    FeedConfig secret = config({}, server.url(QStringLiteral("/index")));
    secret.token = QStringLiteral("s3cret");
    Working<CapHttpFeed> working(secret, hasty());
    QTRY_COMPARE(working.take().alerts.size(), size_t(2));
    for (const auto &request : server.requests)
        QCOMPARE(request.headers.value("authorization"), QByteArray("Bearer s3cret"));
    QVERIFY(!other.requests.empty());
    for (const auto &request : other.requests)
        QVERIFY(!request.headers.contains("authorization"));
    QVERIFY(!working.texts().contains(QLatin1String("s3cret")));
}

void TestCapFeed::comesBack()
{
    TestServer server([](const TestServer::Request &) { return Reply{200, "<html/>"}; });
    Working<CapHttpFeed> working(config({}, server.url()), hasty());
    QTRY_VERIFY(working.is(State::Failed));
    QVERIFY(!working.status().reason.isEmpty());
    server.stop();
    QTest::qWait(300);
    QVERIFY(working.is(State::Failed));
    server.answer([](const TestServer::Request &) { return Reply{200, alert("a")}; });
    QVERIFY(server.start());
    QTRY_COMPARE(names(working.take().alerts), QStringList{QStringLiteral("a")});
    QTRY_VERIFY(working.is(State::Connected));
}

void TestCapFeed::replays()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("alerts")));
    QVERIFY(write(folder.filePath(QStringLiteral("observations.csv")),
                  "time,datastream,result\n1781740800,A,1\n1781827200,A,2\n"));
    const auto at = [](qint64 second) {
        return QDateTime::fromSecsSinceEpoch(1781740800 + second, Qt::UTC).toString(Qt::ISODate).toUtf8();
    };
    for (const auto &[name, second] : {std::pair("late", 7200), {"first", 60}, {"second", 3600}})
        QVERIFY(
            write(folder.filePath(QStringLiteral("alerts/%1.cap").arg(QLatin1String(name))), alert(name, at(second))));
    QVERIFY(write(folder.filePath(QStringLiteral("alerts/old.cap")), alert("old", at(-10 * 86400))));
    QVERIFY(write(folder.filePath(QStringLiteral("alerts/bad.cap")), "<alert"));
    FeedConfig log = config(folder.path());
    log.type = QStringLiteral("replay");
    auto replay = ReplayLog::open(log, std::atomic_bool(false));
    QVERIFY(replay.has_value());
    QCOMPARE(replay->warnings().count(QStringLiteral("cap-broken")), 1);
    QCOMPARE(replay->first(), 1781740800000); // alerts do not stretch it
    constexpr qint64 Begin = 1781740800000, Never = std::numeric_limits<qint64>::min();
    const auto said = [&](qint64 after, qint64 until, bool newestOnly) {
        FeedBatch batch;
        replay->collect(after, until, newestOnly, batch);
        return names(batch.alerts);
    };
    QCOMPARE(said(Begin, Begin + 59000, false), QStringList());
    QCOMPARE(said(Begin + 59000, Begin + 60000, false), QStringList{QStringLiteral("first")});
    QCOMPARE(said(Begin + 60000, Begin + 60100, false), QStringList());
    QCOMPARE(said(Never, Begin + 3600000, true), QStringList({QStringLiteral("first"), QStringLiteral("second")}));
    // By the clock's end all of them are over for less than a day.
    QCOMPARE(said(Never, Begin + 86400000, true),
             QStringList({QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("late")}));
}

QTEST_GUILESS_MAIN(TestCapFeed)
#include "tst_capfeed.moc"
