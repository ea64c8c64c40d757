#include "domain/Councils.h"

#include <QJsonArray>
#include <QtTest>

using domain::Council;
using domain::Entry;
using domain::Subject;

static Entry entry(int version, const char *verb, const QJsonObject &body, qint64 time = 1000)
{
    Entry made;
    made.subject = Subject::Council;
    made.id = QStringLiteral("C1");
    made.version = version;
    made.verb = QLatin1String(verb);
    made.time = time;
    made.body = body;
    return made;
}

static QJsonObject meeting()
{
    return {{QStringLiteral("place"), QStringLiteral("block:B07")},
            {QStringLiteral("held"), 5000},
            {QStringLiteral("title"), QStringLiteral("七号街区议事会")},
            {QStringLiteral("issues"), QJsonArray{QJsonObject{{QStringLiteral("text"), QStringLiteral("停车位不足")}},
                                                  QJsonObject{{QStringLiteral("text"), QStringLiteral("楼道堆物")},
                                                              {QStringLiteral("event"), QStringLiteral("E7")}}}}};
}

class CouncilsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void folds();
    void refuses();
    void json();
};

void CouncilsTest::folds()
{
    const QJsonObject second{{QStringLiteral("issue"), 1}};
    QJsonObject takenBack = second;
    takenBack.insert(QStringLiteral("solved"), false);
    Council council =
        domain::foldCouncil({entry(1, domain::CouncilHold, meeting()),
                             entry(2, domain::CouncilAmend, {{QStringLiteral("minutes"), QStringLiteral("纪要")}}),
                             entry(3, domain::CouncilSolve, second, 9000), entry(4, "applaud", {})});
    QCOMPARE(council.id, QStringLiteral("C1"));
    QCOMPARE(council.place, (domain::ObjectRef{domain::ObjectKind::Block, QStringLiteral("B07")}));
    QCOMPARE(council.held, 5000);
    QCOMPARE(council.minutes, QStringLiteral("纪要"));
    QCOMPARE(council.title, QStringLiteral("七号街区议事会"));
    QCOMPARE(council.version, 3);
    QCOMPARE(council.issues.size(), size_t(2));
    QVERIFY(!council.issues[0].solved && council.issues[1].solved);
    QCOMPARE(council.issues[1].solvedAt, 9000);
    domain::applyEntry(council, entry(4, domain::CouncilSolve, takenBack));
    QVERIFY(!council.issues[1].solved && council.issues[1].solvedAt == 0);
}

void CouncilsTest::refuses()
{
    const auto code = [](const Council &council, const Entry &next) {
        const auto status = domain::checkEntry(council, next);
        return status ? QString() : status.error().code;
    };
    const Council none;
    const Council held = domain::foldCouncil({entry(1, domain::CouncilHold, meeting())});
    QCOMPARE(code(none, entry(1, domain::CouncilHold, meeting())), QString());
    QCOMPARE(code(none, entry(1, domain::CouncilHold, {})), QStringLiteral("body-missing"));
    QCOMPARE(code(none, entry(1, domain::CouncilAmend, {})), QStringLiteral("step-illegal"));
    QCOMPARE(code(held, entry(1, domain::CouncilAmend, {})), QStringLiteral("version-taken"));
    QCOMPARE(code(held, entry(2, domain::CouncilHold, meeting())), QStringLiteral("step-illegal"));
    QCOMPARE(code(held, entry(2, "applaud", {})), QStringLiteral("step-illegal"));
    QCOMPARE(code(held, entry(2, domain::CouncilSolve, {{QStringLiteral("issue"), 2}})),
             QStringLiteral("body-missing"));
    QCOMPARE(code(held, entry(2, domain::CouncilSolve, {{QStringLiteral("issue"), 1}})), QString());
}

void CouncilsTest::json()
{
    const Council council = domain::foldCouncil(
        {entry(1, domain::CouncilHold, meeting()), entry(2, domain::CouncilSolve, {{QStringLiteral("issue"), 0}}, 7)});
    const Council back = domain::councilFromJson(domain::toJson(council));
    QCOMPARE(domain::toJson(back), domain::toJson(council));
    QCOMPARE(back.issues[0].solvedAt, 7);
    QCOMPARE(back.version, 2);
}

QTEST_GUILESS_MAIN(CouncilsTest)
#include "tst_councils.moc"
