#include "video/StreamAddress.h"
#include "video/StreamHealth.h"

#include <QTest>

using app::StreamAddress;
using app::StreamFault;
using app::StreamHealth;
using Phase = app::StreamHealth::Phase;

/// Addresses and their secrets; how a stream fails and is tried again, without any stream.
class TestStreamAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void passwordsAsPeopleTypeThem_data();
    void passwordsAsPeopleTypeThem();
    void nothingSecretIsShown_data();
    void nothingSecretIsShown();
    void logsLosePasswords();
    void waitsDoubleUpToAMinute();
    void aStandstillIsAFailure();
    void onlySteadyPlayIsForgiven();
    void chosenAnewIsTriedAtOnce();
};

void TestStreamAddress::kinds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *text, StreamAddress::Kind kind) {
        QTest::newRow(text) << QString::fromLatin1(text) << int(kind);
    };
    row("", StreamAddress::Kind::None);
    row("  ", StreamAddress::Kind::None);
    row("rtsp://cam/1", StreamAddress::Kind::Rtsp);
    row("RTSP://cam/1", StreamAddress::Kind::Rtsp);
    row("rtsps://cam:322/1", StreamAddress::Kind::Rtsp);
    row("http://cam/a.m3u8", StreamAddress::Kind::Http);
    row("https://cam/a.m3u8?token=x", StreamAddress::Kind::Http);
    row("file:///a/b.avi", StreamAddress::Kind::File);
    row("/a/b.avi", StreamAddress::Kind::File);
    row("gopher://cam/1", StreamAddress::Kind::Broken);
    row("rtsp://", StreamAddress::Kind::Broken);
    row("rtsp:///path", StreamAddress::Kind::Broken);
}

void TestStreamAddress::kinds()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QCOMPARE(int(StreamAddress(text).kind()), kind);
}

void TestStreamAddress::passwordsAsPeopleTypeThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("rest");
    const auto row = [](const char *text, const char *user, const char *password, const char *rest) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(user) << QString::fromLatin1(password)
                            << QString::fromLatin1(rest);
    };
    row("rtsp://cam:554/1", "", "", "rtspt://cam:554/1");
    row("rtsp://a:b@cam/1", "a", "b", "rtspt://cam/1");
    row("rtsp://admin:p@ss:1@cam/1", "admin", "p@ss:1", "rtspt://cam/1");
    row("rtsp://admin:p%40ss@cam/1", "admin", "p@ss", "rtspt://cam/1");
    row("rtsp://admin:#1?x@cam:8554/s/1?ch=2", "admin", "#1?x", "rtspt://cam:8554/s/1?ch=2");
    row("rtsp://admin@cam/1", "admin", "", "rtspt://cam/1");
    row("rtsp://cam/live@2", "", "", "rtspt://cam/live@2");
    row("rtsps://a:b@cam/1", "a", "b", "rtsps://cam/1");
}

void TestStreamAddress::passwordsAsPeopleTypeThem()
{
    QFETCH(QString, text);
    const StreamAddress address(text);
    QTEST(address.url().userName(QUrl::FullyDecoded), "user");
    QTEST(address.url().password(QUrl::FullyDecoded), "password");
    QTEST(address.played().toString(QUrl::RemoveUserInfo), "rest");
}

void TestStreamAddress::nothingSecretIsShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *text, const char *shown) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(shown);
    };
    row("no address here: a@b", "no address here: a@b");
    row("open rtsp://admin:secret@10.0.0.1/ch1 failed", "open rtsp://10.0.0.1/ch1 failed");
    row("rtspt://admin:p@ss:1@cam/1", "rtspt://cam/1");
    row("'http://u:p@cam/a.m3u8?token=abc&x=1' 404", "'http://cam/a.m3u8?token=***&x=1' 404");
    row("rtsp://cam/?user=a&password=b&channel=1", "rtsp://cam/?user=***&password=***&channel=1");
}

void TestStreamAddress::nothingSecretIsShown()
{
    QFETCH(QString, text);
    QTEST(app::withoutCredentials(text), "shown");
}

void TestStreamAddress::logsLosePasswords()
{
    app::keepCredentialsOutOfLogs();
    app::keepCredentialsOutOfLogs(); // twice is once
    QTest::ignoreMessage(QtWarningMsg, "cannot open rtsp://cam/1");
    qWarning("cannot open rtsp://admin:secret@cam/1");
}

void TestStreamAddress::waitsDoubleUpToAMinute()
{
    StreamHealth health; // 8 s to open, 2 s to the first retry, 60 s at most
    QVERIFY(health.mayTry(0));
    qint64 now = 0;
    QList<qint64> waits;
    for (int i = 0; i < 8; ++i) {
        health.open(now);
        QVERIFY(!health.mayTry(now));
        QVERIFY(!health.overdue(now + 8000));
        QCOMPARE(health.overdue(now + 8001).value(), StreamFault::NoAnswer);
        now += 8001;
        health.fail(now, StreamFault::NoAnswer);
        waits.append(health.nextTry() - now);
        QVERIFY(!health.mayTry(health.nextTry() - 1));
        now = health.nextTry();
        QVERIFY(health.mayTry(now));
    }
    QCOMPARE(waits, QList<qint64>({2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000}));
    health.open(now);
    QCOMPARE(health.fault(), StreamFault::NoAnswer); // said until it is no longer so
    health.pictureCame(now + 100);
    QCOMPARE(health.fault(), StreamFault::None);
}

void TestStreamAddress::aStandstillIsAFailure()
{
    StreamHealth health;
    health.open(0);
    health.pictureCame(500);
    QVERIFY(!health.overdue(5500));
    QCOMPARE(health.overdue(5501).value(), StreamFault::Stalled);
    health.fail(5501, StreamFault::Stalled);
    QCOMPARE(health.phase(), Phase::Failed);
    health.explain(StreamFault::Refused, QStringLiteral("cam"));
    QCOMPARE(health.fault(), StreamFault::Refused);
    QCOMPARE(health.detail(), QStringLiteral("cam"));
}

void TestStreamAddress::onlySteadyPlayIsForgiven()
{
    // One that shows a picture and stops, again and again, is tried less and less often.
    StreamHealth health;
    qint64 now = 0;
    for (int i = 0; i < 3; ++i) {
        health.open(now);
        health.pictureCame(now + 100);
        now += 6000;
        health.fail(now, StreamFault::Stalled);
    }
    QCOMPARE(health.nextTry() - now, 8000);
    health.open(now);
    health.pictureCame(now + 100);
    health.pictureCame(now + 10200); // ten seconds of play
    QCOMPARE(health.failures(), 0);
}

void TestStreamAddress::chosenAnewIsTriedAtOnce()
{
    StreamHealth health;
    health.open(0);
    health.fail(100, StreamFault::Refused);
    QVERIFY(!health.mayTry(101));
    health.forgive();
    QVERIFY(health.mayTry(101));
}

QTEST_APPLESS_MAIN(TestStreamAddress)
#include "tst_streamaddress.moc"
