#include "Fixture.h"
#include "remote/RemoteProtocol.h"
#include "remote/RoomState.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

using app::Pairing;

/// A wall and a seat, two sessions over a real socket.
class RemoteTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;

    static QString project() { return QStringLiteral(FIXTURES "/district.json"); }
    /// A house of six storeys.
    QString house()
    {
        const QDir folder(m_folder.path());
        const auto write = [&folder](const char *name, const QByteArray &text) {
            QFile file(folder.filePath(QLatin1String(name)));
            if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
                qFatal("cannot write %s", name);
            return file.fileName();
        };
        write("house.geojson", R"({"type": "FeatureCollection", "features": [{"type": "Feature",
            "properties": {"id": "H1", "name": "House", "height": 18, "storeys": 6},
            "geometry": {"type": "Polygon", "coordinates": [[[114.11, 22.54], [114.1103, 22.54], [114.1103, 22.5403],
                                                             [114.11, 22.5403], [114.11, 22.54]]]}}]})");
        return write("house.json", R"({"format": "yunjie-district/1", "name": {"en": "A house"},
            "layers": [{"id": "buildings", "kind": "building", "source": "house.geojson"}]})");
    }
    QByteArray fresh(const char *name) { return QByteArray(name) + QByteArray::number(++m_number); }

    static bool serve(Place &wall, int port = freePort())
    {
        wall.remote->setPort(port);
        wall.remote->setServing(true);
        return wall.remote->isServing() && wall.remote->port() == port;
    }
    static bool pair(Place &seat, Place &wall)
    {
        wall.remote->startPairing();
        const qsizetype before = seat.remote->walls().size();
        seat.remote->pair(wall.address(), wall.remote->code());
        return QTest::qWaitFor([&] { return seat.remote->walls().size() > before && seat.remote->isLeading(); }, 5000);
    }

private Q_SLOTS:
    void codesAreForOneSeatAndAShortWhile()
    {
        base::ManualClock clock(1000);
        Pairing pairing(clock);
        QCOMPARE(pairing.check(QString()), Pairing::Verdict::Closed); // no code is not the empty code
        const QString code = pairing.open();
        QCOMPARE(code.size(), 6);
        QCOMPARE(pairing.code(), code);
        clock.advance(Pairing::CodeMs - 1);
        QCOMPARE(pairing.check(code), Pairing::Verdict::Right);
        QCOMPARE(pairing.check(code), Pairing::Verdict::Closed);
        const QString other = pairing.open();
        clock.advance(Pairing::CodeMs);
        QCOMPARE(pairing.check(other), Pairing::Verdict::Closed);
        QVERIFY(pairing.code().isEmpty());
        QSet<QString> met;
        for (int i = 0; i < 50; ++i)
            met.insert(pairing.open());
        QVERIFY(met.size() > 45);
    }

    void wrongCodesCostTime()
    {
        base::ManualClock clock(1000);
        Pairing pairing(clock);
        const auto wrong = [&pairing] { return pairing.code() == QLatin1String("000000") ? "000001" : "000000"; };
        qint64 pause = Pairing::FirstPauseMs;
        for (int round = 0; round < 7; ++round) {
            QVERIFY(!pairing.open().isEmpty());
            const QString code = pairing.code();
            QCOMPARE(pairing.check(QLatin1String(wrong())), Pairing::Verdict::Wrong);
            QCOMPARE(pairing.check(QLatin1String(wrong())), Pairing::Verdict::Wrong);
            QCOMPARE(pairing.check(QLatin1String(wrong())), Pairing::Verdict::Paused);
            QCOMPARE(pairing.leftMs(), pause);
            QCOMPARE(pairing.check(code), Pairing::Verdict::Paused); // the right one comes too late
            QVERIFY(pairing.open().isEmpty());
            clock.advance(pause);
            pause = std::min(2 * pause, Pairing::LongestPauseMs);
        }
        // At three tries a pause of a quarter of an hour a code of a million holds for years.
        QCOMPARE(pause, Pairing::LongestPauseMs);
        QCOMPARE(pairing.check(pairing.open()), Pairing::Verdict::Right);
        pairing.open();
        for (int i = 0; i < Pairing::Tries; ++i)
            pairing.check(QLatin1String(wrong()));
        QCOMPARE(pairing.leftMs(), Pairing::FirstPauseMs);
    }

    void offUntilSwitchedOn()
    {
        Place wall(m_folder, fresh("wall"));
        QVERIFY(!wall.remote->isServing());
        QVERIFY(wall.remote->addresses().isEmpty());
        QCOMPARE(wall.remote->scope(), QStringLiteral("loopback"));
        const int port = freePort();
        QVERIFY(serve(wall, port));
        QCOMPARE(wall.remote->addresses(), QStringList{QStringLiteral("127.0.0.1:%1").arg(port)});
        // Switched on is on after the next start; switched off is off.
        wall.start();
        QVERIFY(wall.remote->isServing());
        QCOMPARE(wall.remote->port(), port);
        wall.remote->setServing(false);
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, quint16(port));
        QVERIFY(!probe.waitForConnected(500));
        wall.start();
        QVERIFY(!wall.remote->isServing());
        QVERIFY(QFile::permissions(wall.profile + QStringLiteral("/remote.ini")) ==
                (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser));
    }

    void aPortThatIsTakenIsSaid()
    {
        Place wall(m_folder, fresh("wall"));
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        wall.remote->setPort(other.serverPort());
        wall.remote->setServing(true);
        QVERIFY(!wall.remote->isServing());
        QVERIFY2(wall.remote->error().contains(QString::number(other.serverPort())), qPrintable(wall.remote->error()));
        wall.remote->setPort(freePort());
        QVERIFY(wall.remote->isServing());
        QVERIFY(wall.remote->error().isEmpty());
    }

    void theWallFollowsTheSeat()
    {
        Place wall(m_folder, fresh("wall")), seat(m_folder, fresh("seat"));
        QVERIFY(wall.open(project()));
        QVERIFY(seat.open(project()));
        wall.session->setLayout(QStringLiteral("wall"));
        seat.session->setLayout(QStringLiteral("desk"));
        wall.session->togglePause();
        seat.session->setTheme(QStringLiteral("plan"));
        QVERIFY(serve(wall));
        QSignalSpy followed(wall.remote.get(), &app::Remote::followed);
        QVERIFY(pair(seat, wall));
        QVERIFY(wall.remote->code().isEmpty()); // used up
        QCOMPARE(seat.stateOf(), QStringLiteral("leading"));
        QCOMPARE(wall.remote->leader(), wall.remote->seats().value(0).toMap().value(QStringLiteral("name")).toString());
        QVERIFY(wall.remote->seats().value(0).toMap().value(QStringLiteral("leading")).toBool());

        // What stood at the seat already.
        QTRY_COMPARE(wall.session->theme(), QStringLiteral("plan"));
        QCOMPARE(wall.session->layout(), QStringLiteral("wall")); // a wall never becomes a desk
        QTRY_VERIFY(!wall.session->isPaused());

        seat.session->setLayout(QStringLiteral("briefing"));
        QTRY_COMPARE(wall.session->layout(), QStringLiteral("briefing"));
        seat.session->setLayout(QStringLiteral("desk"));
        QTRY_COMPARE(wall.session->layout(), QStringLiteral("wall"));
        seat.session->setColouring(QStringLiteral("height"));
        QTRY_COMPARE(wall.session->colouring(), QStringLiteral("height"));

        app::Selection &there = wall.session->selection(), &here = seat.session->selection();
        QVERIFY(here.select(QString(), QStringLiteral("H2")));
        QTRY_COMPARE(there.id(), QStringLiteral("H2"));
        QVERIFY(here.select(QStringLiteral("event"), QStringLiteral("E1")));
        QTRY_COMPARE(there.id(), QStringLiteral("E1"));
        here.clear();
        QTRY_VERIFY(there.current().isNull());

        // Time: a stop, another pace, a jump; a replay that plays on is not told again and again.
        seat.session->togglePause();
        QTRY_VERIFY(wall.session->isPaused());
        seat.session->seek(seat.session->replayStart() + 1800e3);
        QTRY_COMPARE(wall.session->timeMs(), seat.session->timeMs());
        seat.session->setSpeed(5);
        QTRY_COMPARE(wall.session->speed(), 5.0);
        seat.session->togglePause();
        QTRY_VERIFY(!wall.session->isPaused());
        QTest::qWait(300);
        followed.clear();
        QTest::qWait(1500);
        QVERIFY2(followed.size() <= 1, qPrintable(QString::number(followed.size())));
        QVERIFY(std::abs(wall.session->timeMs() - seat.session->timeMs()) < 10e3); // two seconds at this pace

        // Only what the seat wants followed.
        seat.remote->setParts({QStringLiteral("selection")});
        seat.session->setTheme(QStringLiteral("command"));
        QVERIFY(here.select(QString(), QStringLiteral("H1")));
        QTRY_COMPARE(there.id(), QStringLiteral("H1"));
        QCOMPARE(wall.session->theme(), QStringLiteral("plan"));

        wall.remote->letGo();
        QTRY_COMPARE(seat.stateOf(), QStringLiteral("connected"));
        QVERIFY(here.select(QString(), QStringLiteral("H2")));
        QTest::qWait(200);
        QCOMPARE(there.id(), QStringLiteral("H1"));
        QVERIFY(wall.remote->leader().isEmpty());
    }

    void theWallFollowsIntoABuilding()
    {
        Place wall(m_folder, fresh("wall")), seat(m_folder, fresh("seat"));
        QVERIFY(wall.open(house()));
        QVERIFY(seat.open(house()));
        QVERIFY(serve(wall));
        QVERIFY(pair(seat, wall));
        app::Selection &here = seat.session->selection(), &there = wall.session->selection();
        QVERIFY(here.enter(QStringLiteral("building"), QStringLiteral("H1")));
        QTRY_COMPARE(there.entered().id, QStringLiteral("H1"));
        QTRY_VERIFY(seat.session->inside().isActive());
        QTRY_VERIFY(wall.session->inside().isActive());
        QVERIFY(seat.session->inside().storeys().size() > 2);
        seat.session->inside().setStorey(3);
        QTRY_COMPARE(wall.session->inside().storey(), 3);
        seat.session->inside().setSpread(QStringLiteral("up"));
        seat.session->inside().setPlan(true);
        QTRY_COMPARE(wall.session->inside().spread(), seat.session->inside().spread());
        QTRY_COMPARE(wall.session->inside().plan(), seat.session->inside().plan());
        seat.session->inside().leave();
        QTRY_VERIFY(!wall.session->inside().isActive());
        QTRY_COMPARE(there.current(), here.current());
        // Straight to a storey of a building that is not open yet.
        QVERIFY(here.enter(QStringLiteral("storey"), QStringLiteral("H1::2")) ||
                here.enter(QString(), QStringLiteral("H1::2")));
        QTRY_COMPARE(wall.session->inside().storey(), seat.session->inside().storey());
        QTRY_COMPARE(there.current(), here.current());
    }

    void wrongCodesAreRefused()
    {
        base::ManualClock clock(1'000'000);
        Place wall(m_folder, fresh("wall"), &clock), seat(m_folder, fresh("seat"));
        QVERIFY(serve(wall));
        const auto refusalOf = [&](const QString &code) {
            seat.remote->pair(wall.address(), code);
            const bool told = QTest::qWaitFor([&] { return !seat.remote->refusal().isEmpty(); }, 5000);
            return told ? seat.remote->refusal() : QString();
        };
        QVERIFY(refusalOf(QStringLiteral("123456")).contains(QStringLiteral("no code")));
        wall.remote->startPairing();
        const QString code = wall.remote->code();
        const QString wrong = code == QLatin1String("111111") ? QStringLiteral("222222") : QStringLiteral("111111");
        QVERIFY(refusalOf(wrong).contains(QStringLiteral("not the one")));
        QVERIFY(refusalOf(QString()).contains(QStringLiteral("not the one")));
        QVERIFY(refusalOf(wrong).contains(QStringLiteral("Too many")));
        QVERIFY(wall.remote->isPausing());
        QVERIFY(refusalOf(code).contains(QStringLiteral("Too many")));
        QVERIFY(wall.remote->seats().isEmpty());
        QVERIFY(seat.remote->walls().isEmpty());
        wall.remote->startPairing();
        QVERIFY(wall.remote->code().isEmpty());
        clock.advance(Pairing::FirstPauseMs);
        wall.remote->startPairing();
        const QString spaced = wall.remote->code().left(3) + u' ' + wall.remote->code().mid(3);
        seat.remote->pair(wall.address(), spaced);
        QTRY_COMPARE(seat.remote->walls().size(), 1);
        QCOMPARE(wall.remote->seats().size(), 1);
        seat.remote->pair(QStringLiteral("http://x/y"), QStringLiteral("123456"));
        QVERIFY(seat.remote->refusal().contains(QStringLiteral("no address")));
        seat.remote->pair(QStringLiteral("127.0.0.1:%1").arg(freePort()), QStringLiteral("123456"));
        QTRY_VERIFY(seat.remote->refusal().contains(QStringLiteral("cannot be reached")));
    }

    void oncePairedIsKnown()
    {
        Place wall(m_folder, fresh("wall")), seat(m_folder, fresh("seat"));
        QVERIFY(wall.open(project()));
        QVERIFY(serve(wall));
        QVERIFY(pair(seat, wall));
        const QString id = seat.wall().value(QStringLiteral("id")).toString();
        seat.start();
        QCOMPARE(seat.remote->walls().size(), 1);
        QCOMPARE(seat.stateOf(), QStringLiteral("off")); // a wall does not jump because somebody starts the program
        QTRY_VERIFY(wall.remote->leader().isEmpty());
        QVERIFY(seat.open(project()));
        seat.remote->lead(id);
        QTRY_VERIFY(seat.remote->isLeading());
        seat.session->setTheme(QStringLiteral("plan"));
        QTRY_COMPARE(wall.session->theme(), QStringLiteral("plan"));
        seat.remote->stop(id);
        QTRY_VERIFY(wall.remote->leader().isEmpty());
        QCOMPARE(seat.stateOf(), QStringLiteral("off"));

        // The wall forgets the seat: a token is worth nothing then, and nothing is tried for ever.
        wall.remote->forgetSeat(wall.remote->seats().value(0).toMap().value(QStringLiteral("id")).toString());
        QSignalSpy told(seat.session.get(), &app::Session::notice);
        seat.remote->lead(id);
        QTRY_VERIFY(!told.isEmpty());
        QVERIFY(told.last().value(0).toString().contains(QStringLiteral("pair it again")));
        QCOMPARE(seat.stateOf(), QStringLiteral("off"));
        QVERIFY(pair(seat, wall) || seat.remote->isLeading());
        QTRY_COMPARE(seat.remote->walls().size(), 1); // the same wall, not a second one
        seat.remote->forgetWall(id);
        QVERIFY(seat.remote->walls().isEmpty());
    }

    void comesBackByItself()
    {
        Place wall(m_folder, fresh("wall")), seat(m_folder, fresh("seat"));
        QVERIFY(wall.open(project()));
        QVERIFY(seat.open(project()));
        const int port = freePort();
        QVERIFY(serve(wall, port));
        QVERIFY(pair(seat, wall));
        wall.remote->setServing(false);
        QTRY_COMPARE(seat.stateOf(), QStringLiteral("connecting"));
        seat.session->setTheme(QStringLiteral("plan"));
        QVERIFY(seat.session->selection().select(QString(), QStringLiteral("H1")));
        QVERIFY(serve(wall, port));
        QTRY_VERIFY_WITH_TIMEOUT(seat.remote->isLeading(), 8000);
        // All of it, not only what changes from now on.
        QTRY_COMPARE(wall.session->theme(), QStringLiteral("plan"));
        QTRY_COMPARE(wall.session->selection().id(), QStringLiteral("H1"));
    }

    void severalSeatsAndWalls()
    {
        Place left(m_folder, fresh("left")), right(m_folder, fresh("right"));
        Place first(m_folder, fresh("first")), second(m_folder, fresh("second"));
        for (Place *place : {&left, &right, &first, &second})
            QVERIFY(place->open(project()));
        QVERIFY(serve(left));
        QVERIFY(serve(right));
        QVERIFY(pair(first, left));
        QVERIFY(pair(first, right));
        QCOMPARE(first.remote->walls().size(), 2);
        QVERIFY(first.session->selection().select(QString(), QStringLiteral("H1")));
        QTRY_COMPARE(left.session->selection().id(), QStringLiteral("H1"));
        QTRY_COMPARE(right.session->selection().id(), QStringLiteral("H1"));

        QVERIFY(pair(second, left)); // takes the lead of one
        QTRY_COMPARE(first.stateOf(0), QStringLiteral("connected"));
        QCOMPARE(first.stateOf(1), QStringLiteral("leading"));
        QCOMPARE(left.remote->seats().size(), 2);
        QVERIFY(second.session->selection().select(QString(), QStringLiteral("H2")));
        QTRY_COMPARE(left.session->selection().id(), QStringLiteral("H2"));
        first.session->selection().clear();
        QTRY_VERIFY(right.session->selection().current().isNull());
        QCOMPARE(left.session->selection().id(), QStringLiteral("H2"));
        // And back.
        first.remote->lead(first.wall(0).value(QStringLiteral("id")).toString());
        QTRY_VERIFY(left.session->selection().current().isNull());
        QTRY_COMPARE(second.stateOf(), QStringLiteral("connected"));
    }

    void anotherDistrictIsSaid()
    {
        Place wall(m_folder, fresh("wall")), seat(m_folder, fresh("seat"));
        QFile other(m_folder.filePath(QStringLiteral("other.json")));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write(R"({"format": "yunjie-district/1", "name": {"en": "Elsewhere", "zh_CN": "别处"},
                        "layers": [{"id": "buildings", "kind": "building", "source": ")" FIXTURES
                    R"(/footprints.geojson"}]})");
        other.close();
        QVERIFY(wall.open(other.fileName()));
        QVERIFY(seat.open(project()));
        QVERIFY(serve(wall));
        QVERIFY(pair(seat, wall));
        QTRY_VERIFY(seat.wall().value(QStringLiteral("stateText")).toString().contains(QStringLiteral("another")));
        QVERIFY(seat.session->selection().select(QStringLiteral("event"), QStringLiteral("E1")));
        QTest::qWait(200);
        QVERIFY(wall.session->selection().current().isNull());
    }

    void nobodyElseIsLetIn()
    {
        Place wall(m_folder, fresh("wall"));
        QVERIFY(wall.open(project()));
        wall.session->setTheme(QStringLiteral("command"));
        QVERIFY(serve(wall));
        wall.remote->startPairing();
        const QUrl url(QStringLiteral("ws://%1").arg(wall.address()));
        const QByteArray state = R"({"yunjie":1,"type":"state","serial":1,"state":{"theme":"plan"}})";
        const QByteArrayList texts = {
            "",
            "x",
            "[]",
            "{}",
            R"({"yunjie":2,"type":"pair"})",
            R"({"yunjie":1,"type":"lead"})",
            state,
            R"({"yunjie":1,"type":"resume","seat":"a","proof":""})",
            R"({"yunjie":1,"type":"pair","code":123456})",
            R"({"yunjie":1,"type":"pair","seat":"../../../../../../../../../../../../x","name":"a","code":"000000"})",
            QByteArray(100 * 1024, 'x')};
        for (const QByteArray &text : texts) {
            QWebSocket intruder(app::remote::Origin);
            QSignalSpy gone(&intruder, &QWebSocket::disconnected);
            QSignalSpy heard(&intruder, &QWebSocket::textMessageReceived);
            intruder.open(url);
            QVERIFY(QTest::qWaitFor([&] { return !heard.isEmpty(); }, 3000));
            const QJsonObject hello = QJsonDocument::fromJson(heard.first().value(0).toString().toUtf8()).object();
            QCOMPARE(hello.value(QStringLiteral("type")).toString(), QStringLiteral("hello"));
            QCOMPARE(hello.value(QStringLiteral("nonce")).toString().size(), 64);
            // Who it is, and nothing of the district.
            QCOMPARE(hello.keys(), QStringList({QStringLiteral("name"), QStringLiteral("nonce"), QStringLiteral("type"),
                                                QStringLiteral("wall"), QStringLiteral("yunjie")}));
            intruder.sendTextMessage(QString::fromUtf8(text));
            QVERIFY2(QTest::qWaitFor([&] { return !gone.isEmpty(); }, 3000), text.left(60).constData());
        }
        {
            QWebSocket intruder(app::remote::Origin);
            QSignalSpy gone(&intruder, &QWebSocket::disconnected);
            connect(&intruder, &QWebSocket::connected, &intruder,
                    [&intruder] { intruder.sendBinaryMessage(QByteArray(10, '\0')); });
            intruder.open(url);
            QVERIFY(gone.wait(3000));
        }
        // A page in a browser of this machine.
        for (const QString &origin : {QStringLiteral("https://example.org"), QStringLiteral("null"), QString()}) {
            QWebSocket page(origin);
            QSignalSpy connected(&page, &QWebSocket::connected);
            QSignalSpy failed(&page, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error));
            page.open(url);
            QVERIFY(QTest::qWaitFor([&] { return !failed.isEmpty(); }, 3000));
            QVERIFY(connected.isEmpty());
        }
        // More than it has room for.
        std::vector<std::unique_ptr<QWebSocket>> crowd;
        for (int i = 0; i < 40; ++i) {
            crowd.push_back(std::make_unique<QWebSocket>(app::remote::Origin));
            crowd.back()->open(url);
        }
        QTest::qWait(500);
        crowd.clear();
        QCOMPARE(wall.session->theme(), QStringLiteral("command"));
        QVERIFY(wall.remote->seats().isEmpty());
        Place seat(m_folder, fresh("seat"));
        QVERIFY(seat.open(project()));
        QTest::qWait(200);
        QVERIFY(pair(seat, wall));
    }

    void oddStatesAreSurvived()
    {
        Place wall(m_folder, fresh("wall"));
        QVERIFY(wall.open(project()));
        wall.session->setTheme(QStringLiteral("command"));
        const QByteArrayList states = {
            R"({"view": [1, 2]})",
            R"({"view": ["a", 1, 2, 3, 4]})",
            R"({"view": [1e300, 1e300, 1e300, 1e300, 1e300]})",
            R"({"selected": 5, "entered": {}, "inside": [], "layout": "x", "theme": 7, "colouring": "attribute:x"})",
            R"({"selected": "person:1", "entered": "::::"})",
            R"({"replay": {"time": "x", "paused": 1, "speed": -1}})",
            R"({"replay": {"time": 1e300, "speed": 1e300}})",
            R"({"inside": {"storey": "x", "spread": 5, "plan": "y"}})",
            R"({"district": 1})",
            R"({"unheard": {"of": []}})"};
        for (const QByteArray &state : states)
            app::followRoom(*wall.session, QJsonDocument::fromJson(state).object());
        QCOMPARE(wall.session->theme(), QStringLiteral("command"));
        QVERIFY(wall.session->selection().current().isNull());
        QVERIFY(wall.session->speed() < 1e6);
    }

    void nothingPersonalIsSent()
    {
        // Somebody who is paired as a wall and writes down all that is said.
        QWebSocketServer ear(QStringLiteral("ear"), QWebSocketServer::NonSecureMode);
        QVERIFY(ear.listen(QHostAddress::LocalHost));
        QStringList said;
        std::unique_ptr<QWebSocket> guest;
        connect(&ear, &QWebSocketServer::newConnection, this, [&] {
            guest.reset(ear.nextPendingConnection());
            connect(guest.get(), &QWebSocket::textMessageReceived, this, [&](const QString &text) {
                said.append(text);
                if (text.contains(QLatin1String("\"pair\""))) {
                    guest->sendTextMessage(
                        app::remote::write("paired", {{QStringLiteral("token"), QStringLiteral("00")}}));
                    guest->sendTextMessage(app::remote::write("welcome"));
                } else if (text.contains(QLatin1String("\"lead\""))) {
                    guest->sendTextMessage(app::remote::write("leading"));
                }
            });
            guest->sendTextMessage(app::remote::write("hello", {{QStringLiteral("wall"), QStringLiteral("w")},
                                                                {QStringLiteral("name"), QStringLiteral("Wall")},
                                                                {QStringLiteral("nonce"), QStringLiteral("00")}}));
        });
        Place seat(m_folder, fresh("seat"));
        QVERIFY(seat.open(project()));
        seat.session->access().logIn(QStringLiteral("Duty officer 7"), QStringLiteral("operator"));
        seat.remote->pair(QStringLiteral("127.0.0.1:%1").arg(ear.serverPort()), QStringLiteral("123456"));
        QTRY_VERIFY(seat.remote->isLeading());
        for (const char *id : {"H1", "H2", "E1"}) {
            QVERIFY(seat.session->selection().select(QString(), QLatin1String(id)));
            QTest::qWait(60);
        }
        QVERIFY(seat.session->selection().enter(QStringLiteral("building"), QStringLiteral("H1")));
        QTRY_VERIFY(seat.session->inside().isActive());
        QTRY_VERIFY(said.size() > 5);
        QTest::qWait(200);
        static const QSet<QString> known = {
            QStringLiteral("district"), QStringLiteral("view"),   QStringLiteral("selected"),
            QStringLiteral("entered"),  QStringLiteral("inside"), QStringLiteral("layout"),
            QStringLiteral("theme"),    QStringLiteral("replay"), QStringLiteral("colouring")};
        const domain::Event *event = seat.session->twin().state().event(QStringLiteral("E1"));
        QVERIFY(event);
        for (const QString &text : said) {
            const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
            for (const QString &key : message.value(QStringLiteral("state")).toObject().keys())
                QVERIFY2(known.contains(key), qPrintable(key));
            // Neither who sits here, nor what a card, a list or a report says.
            for (const QString &secret : {QStringLiteral("Duty officer 7"), QStringLiteral("文华大厦"), event->title,
                                          event->description, event->address})
                QVERIFY2(secret.isEmpty() || !text.contains(secret), qPrintable(text));
        }
        seat.remote.reset();
    }
};

QTEST_GUILESS_MAIN(RemoteTest)
#include "RemoteTest.moc"
