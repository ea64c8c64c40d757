#include "notify/Webhooks.h"

#include <QHttpServer>
#include <QHttpServerRequest>
#include <QJsonDocument>
#include <QTest>

using notify::Delivery;
using notify::Message;

/// A receiver on loopback that answers what it is told to, then 200.
class Receiver
{
public:
    struct Got {
        QByteArray key, authorization, type;
        QJsonObject body;
    };

    Receiver()
    {
        m_server.route(
            QStringLiteral("/hook"), QHttpServerRequest::Method::Post, [this](const QHttpServerRequest &request) {
                got.push_back({header(request, "Idempotency-Key"), header(request, "Authorization"),
                               header(request, "Content-Type"), QJsonDocument::fromJson(request.body()).object()});
                const int status = answers.empty() ? 200 : answers.takeFirst();
                return QHttpServerResponse(QHttpServerResponder::StatusCode(status));
            });
        m_port = m_server.listen(QHostAddress::LocalHost);
    }
    QString url() const { return QStringLiteral("http://127.0.0.1:%1/hook").arg(m_port); }

    QList<int> answers;
    std::vector<Got> got;

private:
    static QByteArray header(const QHttpServerRequest &request, const char *name)
    {
        for (const auto &[key, value] : request.headers()) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
    QHttpServer m_server;
    int m_port = 0;
};

static const QString Token = QStringLiteral("a-secret-of-the-gateway");

class TestWebhooks : public QObject
{
    Q_OBJECT

    base::SystemClock m_clock;

    static Message message(const QString &id, domain::Severity severity = domain::Severity::Critical)
    {
        Message message;
        message.id = id;
        message.kind = QStringLiteral("alarm");
        message.severity = severity;
        message.rule = QStringLiteral("smoke");
        message.subject = QStringLiteral("alarm:thing:S1/smoke");
        message.place = {QStringLiteral("Tower 2 · 301"), QStringLiteral("2栋 · 301")};
        message.text = {QStringLiteral("Smoke"), QStringLiteral("烟雾报警")};
        message.time = 1781740800000;
        message.url = QStringLiteral("yunjie:thing:S1");
        return message;
    }
    static notify::Patience hasty()
    {
        notify::Patience patience;
        patience.waits = {50, 80};
        patience.answerMs = 2000;
        return patience;
    }
    static domain::NotifyTarget target(const QString &url)
    {
        domain::NotifyTarget target;
        target.id = QStringLiteral("gateway");
        target.type = QStringLiteral("webhook");
        target.url = url;
        target.token = Token;
        return target;
    }
    /// Sender whose entries go into `journal`.
    void prepare(notify::Webhooks &hooks, std::vector<domain::Entry> &journal, const QString &url)
    {
        hooks.setPatience(hasty());
        hooks.setSave([&journal](const domain::Entry &entry, std::function<void()> done) {
            journal.push_back(entry);
            done();
        });
        hooks.setTargets({target(url)});
    }
    static QStringList verbs(const std::vector<domain::Entry> &journal)
    {
        QStringList list;
        for (const domain::Entry &entry : journal)
            list.append(entry.verb);
        return list;
    }

private Q_SLOTS:
    void triesAgainUntilItIsTaken()
    {
        Receiver receiver;
        receiver.answers = {503, 500};
        notify::Webhooks hooks(m_clock);
        std::vector<domain::Entry> journal;
        prepare(hooks, journal, receiver.url());
        hooks.send(message(QStringLiteral("alarm:S1@1")));
        hooks.send(message(QStringLiteral("alarm:S1@1"))); // the same happening
        QTRY_VERIFY(!hooks.deliveries().empty() && hooks.deliveries().front().state == Delivery::State::Delivered);

        QCOMPARE(receiver.got.size(), size_t(3));
        for (const Receiver::Got &got : receiver.got) {
            QCOMPARE(got.key, QByteArray("gateway/alarm:S1@1"));
            QCOMPARE(got.authorization, "Bearer " + Token.toUtf8());
            QVERIFY(got.type.startsWith("application/json"));
            QCOMPARE(got.body.value(QLatin1String("kind")).toString(), QStringLiteral("alarm"));
            QCOMPARE(got.body.value(QLatin1String("severity")).toString(), QStringLiteral("critical"));
            QCOMPARE(got.body.value(QLatin1String("time")).toString(), QStringLiteral("2026-06-18T00:00:00.000Z"));
            QCOMPARE(got.body.value(QLatin1String("text")).toObject().value(QLatin1String("zh_CN")).toString(),
                     QStringLiteral("烟雾报警"));
        }
        QCOMPARE(verbs(journal).join(u' '), QStringLiteral("queue try fail try fail try deliver"));
        for (size_t i = 0; i < journal.size(); ++i) {
            QCOMPARE(journal[i].version, int(i) + 1);
            QVERIFY(!QJsonDocument(journal[i].body).toJson().contains(Token.toUtf8()));
        }
        QCOMPARE(journal[2].body.value(QLatin1String("status")).toInt(), 503);
        QCOMPARE(hooks.deliveries().front().attempts, 3);
    }

    void goesOnAfterTheProgramEnded()
    {
        Receiver receiver;
        receiver.answers = {503};
        std::vector<domain::Entry> journal;
        {
            notify::Webhooks hooks(m_clock);
            prepare(hooks, journal, receiver.url());
            hooks.send(message(QStringLiteral("alarm:S1@1")));
            QTRY_COMPARE(verbs(journal).join(u' '), QStringLiteral("queue try fail"));
        }
        notify::Webhooks hooks(m_clock);
        std::vector<domain::Entry> more;
        prepare(hooks, more, receiver.url());
        hooks.resume(journal);
        QTRY_COMPARE(verbs(more).join(u' '), QStringLiteral("try deliver"));
        QCOMPARE(more.front().version, 4);
        QCOMPARE(receiver.got.size(), size_t(2));
        QCOMPARE(receiver.got[0].key, receiver.got[1].key);
        // What was delivered stays so.
        journal.insert(journal.end(), more.begin(), more.end());
        notify::Webhooks third(m_clock);
        std::vector<domain::Entry> none;
        prepare(third, none, receiver.url());
        third.resume(journal);
        third.send(message(QStringLiteral("alarm:S1@1")));
        QTest::qWait(150);
        QVERIFY(none.empty());
        QCOMPARE(receiver.got.size(), size_t(2));
    }

    void sendsOnceMoreWhereNobodyKnowsAndNotTwice()
    {
        Receiver receiver;
        std::vector<domain::Entry> journal;
        {
            notify::Webhooks hooks(m_clock);
            prepare(hooks, journal, receiver.url());
            hooks.send(message(QStringLiteral("alarm:S1@1")));
            QCOMPARE(verbs(journal).join(u' '), QStringLiteral("queue try")); // cut off while it was sent
        }
        {
            notify::Webhooks hooks(m_clock);
            hooks.setPatience(hasty());
            hooks.setSave([&](const domain::Entry &entry, std::function<void()> done) {
                journal.push_back(entry);
                done();
            });
            hooks.setTargets({target(receiver.url())});
            hooks.resume(journal);
            QCOMPARE(verbs(journal).join(u' '), QStringLiteral("queue try try"));
        }
        notify::Webhooks hooks(m_clock);
        std::vector<domain::Entry> more;
        prepare(hooks, more, receiver.url());
        hooks.resume(journal);
        QCOMPARE(verbs(more).join(u' '), QStringLiteral("give-up"));
    }

    void sumsUpAStorm()
    {
        notify::Storm storm(3, 60000);
        qint64 now = 1781740800000;
        int alone = 0;
        for (int i = 0; i < 40; ++i)
            alone += storm.take(message(QStringLiteral("m%1").arg(i)), now + i * 100).has_value() ? 1 : 0;
        QCOMPARE(alone, 3);
        QVERIFY(!storm.takeSummary(now + 1000));
        QCOMPARE(storm.due(), now + 300 + 60000);
        const auto summary = storm.takeSummary(storm.due());
        QVERIFY(summary);
        QCOMPARE(summary->kind, QStringLiteral("summary"));
        QCOMPARE(summary->count, 37);
        QCOMPARE(summary->severity, domain::Severity::Critical);
        QVERIFY(summary->text.zh.contains(QStringLiteral("37")));
        QCOMPARE(storm.due(), 0);
        now += 200000;
        QVERIFY(storm.take(message(QStringLiteral("later")), now)); // calm again
    }

    void knowsWhatIsNotWorthTryingAgain()
    {
        Receiver receiver;
        receiver.answers = {400};
        notify::Webhooks hooks(m_clock);
        std::vector<domain::Entry> journal;
        prepare(hooks, journal, receiver.url());
        hooks.send(message(QStringLiteral("small"), domain::Severity::Minor)); // below what the target wants
        hooks.send(message(QStringLiteral("alarm:S1@1")));
        QTRY_COMPARE(verbs(journal).join(u' '), QStringLiteral("queue try fail give-up"));
        QCOMPARE(hooks.deliveries().size(), size_t(1));
        QCOMPARE(hooks.deliveries().front().state, Delivery::State::GivenUp);
    }

    void tellsWhoCannotBeReached()
    {
        notify::Webhooks hooks(m_clock);
        std::vector<domain::Entry> journal;
        prepare(hooks, journal, QStringLiteral("http://127.0.0.1:9/hook"));
        hooks.send(message(QStringLiteral("alarm:S1@1")));
        QTRY_VERIFY(verbs(journal).count(QStringLiteral("fail")) >= 2);
        QVERIFY(!hooks.deliveries().front().reason.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestWebhooks)
#include "tst_webhooks.moc"
