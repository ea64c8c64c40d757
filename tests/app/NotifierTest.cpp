#include "operations/Notifier.h"

#include "Seat.h"
#include "operations/HistoryModel.h"

#include <QDir>
#include <QHttpServer>
#include <QJsonDocument>
#include <QTemporaryDir>

Q_DECLARE_METATYPE(app::Notifier::Happening)

/// What happens is told once, to whom it concerns.
class NotifierTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QHttpServer m_server;
    int m_port = 0, m_refusals = 0;
    std::vector<QJsonObject> m_got;

    QString path(const char *name) const { return QDir(m_folder.path()).filePath(QString::fromLatin1(name)); }
    domain::NotifyTarget target() const
    {
        domain::NotifyTarget target;
        target.id = QStringLiteral("gateway");
        target.type = QStringLiteral("webhook");
        target.url = QStringLiteral("http://127.0.0.1:%1/hook").arg(m_port);
        target.token = QStringLiteral("a-secret-of-the-gateway");
        target.minimum = domain::Severity::Major;
        return target;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server.route(QStringLiteral("/hook"), [this](const QHttpServerRequest &request) {
            if (m_refusals > 0) {
                --m_refusals;
                return QHttpServerResponse(QHttpServerResponder::StatusCode::ServiceUnavailable);
            }
            m_got.push_back(QJsonDocument::fromJson(request.body()).object());
            return QHttpServerResponse(QHttpServerResponder::StatusCode::Ok);
        });
        m_port = m_server.listen(QHostAddress::LocalHost);
        QVERIFY(m_port > 0);
    }
    void init() { m_got.clear(); }

    void tellsEachOnce()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(path("once.sqlite"))));
        app::Notifier notifier(seat.twin, seat.keeper);
        QSignalSpy happened(&notifier, &app::Notifier::happened);
        const auto kindOf = [&](int at) {
            return happened.at(at).first().value<app::Notifier::Happening>().message.kind;
        };
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1)});
        // The alarm, and not the event that it opened.
        QCOMPARE(happened.count(), 1);
        QCOMPARE(kindOf(0), QStringLiteral("alarm"));
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1, smallcity::Now + 1000)});
        QCOMPARE(happened.count(), 1);
        // A new event, and an old one that a feed tells of only now.
        seat.apply({}, {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"),
                                          {domain::ObjectKind::Building, QStringLiteral("B1")}),
                        smallcity::report(QStringLiteral("E2"), QStringLiteral("noise"),
                                          {domain::ObjectKind::Building, QStringLiteral("B4")},
                                          smallcity::Now - 3 * 24 * 60 * smallcity::Minute)});
        QCOMPARE(happened.count(), 2);
        QCOMPARE(kindOf(1), QStringLiteral("event"));
        // What is shelved makes no noise when it comes again.
        seat.operations.actOnAlarms({QStringLiteral("thing:T1/smoke")}, QStringLiteral("shelve"),
                                    {{QStringLiteral("minutes"), 60}, {QStringLiteral("why"), QStringLiteral("test")}});
        QTRY_VERIFY(seat.twin.state().alarm(QStringLiteral("thing:T1/smoke"))->shelvedUntil > 0);
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 0, smallcity::Now + 2000)});
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1, smallcity::Now + 3000)});
        QCOMPARE(happened.count(), 2);
    }

    void deliversOverARestart()
    {
        const QString file = path("deliver.sqlite");
        m_refusals = 1;
        {
            Seat seat;
            QVERIFY(seat.open(Seat::sqlite(file)));
            app::Notifier notifier(seat.twin, seat.keeper);
            notifier.setTargets({target()});
            seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1)});
            QTRY_VERIFY(!notifier.webhooks().deliveries().empty() &&
                        notifier.webhooks().deliveries().front().status == 503);
            QCOMPARE(notifier.targets().first().toMap().value(QStringLiteral("state")).toString(),
                     QStringLiteral("failing"));
            QVERIFY(seat.flush());
        }
        QVERIFY(m_got.empty());
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(file)));
        app::Notifier notifier(seat.twin, seat.keeper);
        notifier.setTargets({target()});
        QTRY_VERIFY_WITH_TIMEOUT(!m_got.empty(), 10000);
        QTest::qWait(100);
        QCOMPARE(m_got.size(), size_t(1));
        const QJsonObject got = m_got.front();
        QCOMPARE(got.value(QLatin1String("rule")).toString(), QStringLiteral("smoke"));
        QCOMPARE(got.value(QLatin1String("severity")).toString(), QStringLiteral("critical"));
        QCOMPARE(got.value(QLatin1String("text")).toObject().value(QLatin1String("zh_CN")).toString(),
                 QStringLiteral("烟雾报警"));
        QCOMPARE(got.value(QLatin1String("place")).toObject().value(QLatin1String("zh_CN")).toString(),
                 QStringLiteral("罗湖楼 2 栋 · 703"));
        // The account of it, for every seat.
        app::DeliveryModel deliveries(nullptr, &seat.operations);
        deliveries.setActive(true);
        QTRY_COMPARE(deliveries.count(), 1);
        QTRY_COMPARE(deliveries.at(0).value(QStringLiteral("state")).toString(), QStringLiteral("delivered"));
        QCOMPARE(deliveries.at(0).value(QStringLiteral("attempts")).toInt(), 2);
        QFile store(file);
        QVERIFY(store.open(QIODevice::ReadOnly));
        QVERIFY(!store.readAll().contains("a-secret-of-the-gateway"));
    }

    void tellsNobodyOfAnExercise()
    {
        Seat seat;
        domain::StoreConfig config;
        config.exercise = true;
        QVERIFY(seat.open(config));
        app::Notifier notifier(seat.twin, seat.keeper);
        notifier.setTargets({target()});
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1)});
        QTest::qWait(200);
        QVERIFY(m_got.empty());
        QCOMPARE(notifier.targets().first().toMap().value(QStringLiteral("state")).toString(), QStringLiteral("off"));
        notifier.test(QStringLiteral("gateway")); // but whether it can be reached may be tried
        QTRY_COMPARE(m_got.size(), size_t(1));
        QCOMPARE(m_got.front().value(QLatin1String("kind")).toString(), QStringLiteral("test"));
    }
};

QTEST_GUILESS_MAIN(NotifierTest)
#include "NotifierTest.moc"
