#include "IntakeTest.h"

using namespace feeds;

/// What is read of a report before anything is answered.
class TestIntakeForms : public QObject
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
};

void TestIntakeForms::checksHeads_data()
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

void TestIntakeForms::checksHeads()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, sane);
    QCOMPARE(readIntakeHead(head).isSane, sane);
}

void TestIntakeForms::readsForms()
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

void TestIntakeForms::makesEvents_data()
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

void TestIntakeForms::makesEvents()
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

void TestIntakeForms::hidesContacts()
{
    QCOMPARE(withoutContacts(QStringLiteral("call 138 0013 8000 or a.b@c.example.cn, room 1203, 440303199001011234X")),
             QStringLiteral("call ••• or •••, room 1203, •••"));
    QVERIFY(isSameSecret("abc", "abc"));
    QVERIFY(!isSameSecret("abd", "abc"));
    QVERIFY(!isSameSecret("", ""));
}

void TestIntakeForms::makesIdsOfTheirOwn()
{
    QSet<QString> ids;
    for (int i = 0; i < 20000; ++i)
        ids.insert(newReportId(1795334400000));
    QCOMPARE(ids.size(), 20000);
    QVERIFY((*ids.begin()).startsWith(QLatin1String("R20261122-")));
    QCOMPARE(newReportId(1, "k"), newReportId(2, "k"));
    QVERIFY(newReportId(1, "k") != newReportId(1, "l"));
}

QTEST_GUILESS_MAIN(TestIntakeForms)
#include "tst_intakeforms.moc"
