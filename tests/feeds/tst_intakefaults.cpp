#include "IntakeTest.h"

#include <QRandomGenerator>
#include <QTcpSocket>

using namespace feeds;

/// What a server out in the open meets: floods, slow ones, garbage.
class TestIntakeFaults : public IntakeTest
{
    Q_OBJECT

private Q_SLOTS:
    void isNotFlooded();
    void cutsOff_data();
    void cutsOff();
    void survivesGarbage();
};

void TestIntakeFaults::isNotFlooded()
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

void TestIntakeFaults::cutsOff_data()
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

void TestIntakeFaults::cutsOff()
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

void TestIntakeFaults::survivesGarbage()
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
        // A busy machine takes its time; many are never answered, as they never end.
        const auto heard = [&sockets] {
            return int(std::count_if(sockets.begin(), sockets.end(),
                                     [](const auto &socket) { return socket->bytesAvailable() > 0; }));
        };
        QTest::qWait(15);
        (void)QTest::qWaitFor([&heard] { return heard() > AtOnce / 4; }, 200);
        answered += heard();
        for (auto &socket : sockets)
            socket->abort();
    }
    QVERIFY2(answered > Rounds * AtOnce / 4, qPrintable(QString::number(answered)));
    QTRY_COMPARE(post(address, Good).status, 201);
    for (const domain::Event &event : intake.take().events) {
        QVERIFY(!event.id.isEmpty() && !event.type.isEmpty());
        QVERIFY(!event.hasPosition || (std::abs(event.latitude) <= 90 && std::abs(event.longitude) <= 180));
    }
    QVERIFY(intake.warnings.size() < 2000);
}

QTEST_GUILESS_MAIN(TestIntakeFaults)
#include "tst_intakefaults.moc"
