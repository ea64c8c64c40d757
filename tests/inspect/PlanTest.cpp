#include "SmallCity.h"
#include "inspect/Exporter.h"
#include "interior/Bodies.h"

#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace app;

/// Plans on paper: what is on them, and that a metre is a metre.
class PlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scaleIsTrue_data();
    void scaleIsTrue();
    void textsAreTexts();
    void paperAndScaleAreChosen();
    void doorsSwing();
    void errorsNameTheFile();
};

#define NEED_TOOL(name)                                                                                                \
    if (QStandardPaths::findExecutable(QStringLiteral(name)).isEmpty())                                                \
    QSKIP(name " is not installed")

static domain::Element box(const QString &id, const char *type, double x, double y, double w, double d,
                           double height = 2.8)
{
    domain::Element element;
    element.id = id;
    element.type = QString::fromLatin1(type);
    element.storey = 1;
    element.mesh = interior::prismOf({{{{x, y}, {x + w, y}, {x + w, y + d}, {x, y + d}}, {}}}, 0, height);
    return element;
}

/// A room, 3.0 by 4.0 m between walls of 0.2 m, with a door and a table.
static domain::Interior oneRoom()
{
    domain::Interior interior;
    interior.building = QStringLiteral("B1");
    interior.source = QStringLiteral("/somewhere/one-room.ifc");
    interior.storeys.push_back(
        {QStringLiteral("B1::1"), QStringLiteral("B1"), QStringLiteral("首层"), {}, 1, 0, 3, {}});
    interior.elements = {box(QStringLiteral("B1::a"), "IfcWall", 0, 0, 3.4, 0.2),
                         box(QStringLiteral("B1::b"), "IfcWall", 0, 4.2, 3.4, 0.2),
                         box(QStringLiteral("B1::c"), "IfcWall", 0, 0.2, 0.2, 4),
                         box(QStringLiteral("B1::d"), "IfcWall", 3.2, 0.2, 0.2, 4),
                         box(QStringLiteral("B1::e"), "IfcFurnishingElement", 1, 3, 1, 0.6, 0.75)};
    domain::Space space;
    space.id = QStringLiteral("B1::r");
    space.name = QStringLiteral("主卧室");
    space.shape = {{{{0.2, 0.2}, {3.2, 0.2}, {3.2, 4.2}, {0.2, 4.2}}, {}}};
    space.area = 12;
    space.storey = 1;
    interior.spaces.push_back(space);
    domain::Door door;
    door.id = QStringLiteral("B1::door");
    door.storey = 1;
    door.from = {1, 0.1};
    door.to = {1.9, 0.1};
    door.swing = domain::DoorSwing::Left;
    interior.doors.push_back(door);
    return interior;
}

static PlanRequest request()
{
    PlanRequest wanted;
    wanted.building = QStringLiteral("样例楼 3 栋");
    wanted.storey = QStringLiteral("首层");
    wanted.source = QStringLiteral("one-room.ifc");
    wanted.date = QStringLiteral("2026-11-22");
    wanted.simulated = true;
    return wanted;
}

static QByteArray run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return process.readAllStandardOutput() + process.readAllStandardError();
}

void PlanTest::scaleIsTrue_data()
{
    QTest::addColumn<int>("scale");
    QTest::newRow("1:50") << 50;
    QTest::newRow("1:100") << 100;
    QTest::newRow("1:200") << 200;
}

// The white between the two dark walls, across the room's middle, is 3.0 m at the scale.
void PlanTest::scaleIsTrue()
{
    NEED_TOOL("pdftoppm");
    QFETCH(int, scale);
    QTemporaryDir folder;
    const QString pdf = folder.filePath(QStringLiteral("plan.pdf"));
    const auto drawing = drawPlan(oneRoom(), 1, QStringLiteral("zh_CN"));
    QVERIFY(drawing);
    PlanRequest wanted = request();
    wanted.scale = scale;
    const auto sheet = writePlanPdf(*drawing, wanted, pdf);
    QVERIFY2(sheet, sheet ? "" : qPrintable(sheet.error().toLine()));
    QCOMPARE(sheet->scale, scale);
    constexpr int Dpi = 508; // 20 dots a millimetre
    run(QStringLiteral("pdftoppm"),
        {QStringLiteral("-r"), QString::number(Dpi), QStringLiteral("-gray"), QStringLiteral("-singlefile"),
         QStringLiteral("-png"), pdf, folder.filePath(QStringLiteral("plan"))});
    const QImage picture(folder.filePath(QStringLiteral("plan.png")));
    QVERIFY(!picture.isNull());
    // A line where no word, door or table is, a quarter up the room; the room's long side lies up the sheet or along
    // it.
    const bool lies = std::abs(std::remainder(sheet->turn, 180.0)) > 45;
    const double k = 1000.0 / scale * 20;
    const QPointF middle = sheet->field.center() * 20;
    int longest = 0;
    for (const double off : {-1.2, -1.0, 1.0, 1.2}) {
        int white = 0, best = 0;
        const double reach = 1.9 * k;
        for (double s = -reach; s <= reach; ++s) {
            const QPoint p = lies ? QPoint(int(middle.x() + off * k), int(middle.y() + s))
                                  : QPoint(int(middle.x() + s), int(middle.y() + off * k));
            white = qGray(picture.pixel(p)) > 200 ? white + 1 : 0;
            best = std::max(best, white);
        }
        longest = std::max(longest, best);
    }
    const double metres = longest / k;
    qInfo("3.0 m are drawn as %.4f m at 1:%d", metres, scale);
    QVERIFY2(std::abs(metres - 3.0) < 0.25 * scale / 1000 + 0.01, qPrintable(QString::number(metres)));
}

void PlanTest::textsAreTexts()
{
    NEED_TOOL("pdftotext");
    QTemporaryDir folder;
    const QString pdf = folder.filePath(QStringLiteral("plan.pdf"));
    const auto sheet = writePlanPdf(*drawPlan(oneRoom(), 1, QStringLiteral("zh_CN")), request(), pdf);
    QVERIFY(sheet);
    const QString text =
        QString::fromUtf8(run(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), pdf, QStringLiteral("-")}));
    for (const char *word :
         {"主卧室", "12.0 m²", "样例楼 3 栋", "首层", "one-room.ifc", "2026-11-22", "1:50", "Simulated"})
        QVERIFY2(text.contains(QString::fromUtf8(word)), qPrintable(QString::fromUtf8(word) + u'\n' + text));
    QVERIFY(!text.contains(QLatin1String("/somewhere")));
    const QByteArray info = run(QStringLiteral("pdfinfo"), {pdf});
    QVERIFY2(info.contains("(A4)"), info.constData());
    const QByteArray fonts = run(QStringLiteral("pdffonts"), {pdf});
    QVERIFY2(fonts.contains("yes yes") || fonts.contains("yes no  yes"), fonts.constData()); // embedded, with Unicode
}

void PlanTest::paperAndScaleAreChosen()
{
    const auto room = drawPlan(oneRoom(), 1, QStringLiteral("en"));
    const auto small = layOutPlan(*room, request());
    QVERIFY(small);
    QCOMPARE(small->scale, 50);
    QCOMPARE(small->page.pageSize().id(), QPageSize::A4);
    smallcity::Fixture fixture;
    const auto interior = smallcity::inside(*fixture.twin.city());
    const auto storey = drawPlan(*interior, 1, QStringLiteral("en"));
    QVERIFY(storey);
    const auto large = layOutPlan(*storey, request()); // about 20 by 12 m
    QVERIFY(large);
    QCOMPARE(large->scale, 100);
    QCOMPARE(large->page.pageSize().id(), QPageSize::A4);
    PlanRequest wanted = request();
    wanted.scale = 50; // 40 cm: no A3
    QCOMPARE(layOutPlan(*storey, wanted)->page.pageSize().id(), QPageSize::A2);
    wanted.scale = 5;
    wanted.paper = QStringLiteral("A4");
    QCOMPARE(layOutPlan(*storey, wanted).error().code, QStringLiteral("plan-too-large"));
    QVERIFY(!drawPlan(*interior, 42, QStringLiteral("en")));
}

void PlanTest::doorsSwing()
{
    const auto drawing = drawPlan(oneRoom(), 1, QStringLiteral("en"));
    QCOMPARE(drawing->openings.size(), size_t(1));
    QCOMPARE(drawing->openings[0].leaves.size(), size_t(1));
    const PlanDrawing::Leaf &leaf = drawing->openings[0].leaves[0];
    // Hung at its left end, into the room.
    QVERIFY(glm::length(leaf.hinge - geometry::Vec2(1, 0.1)) < 1e-9);
    QVERIFY(glm::length(leaf.open - geometry::Vec2(1, 1.0)) < 1e-9);
    QVERIFY(!drawing->edges.empty()); // the table
    QVERIFY(std::abs(geometry::area(drawing->walls) - (2 * 3.4 * 0.2 + 2 * 4 * 0.2)) < 1e-3);
}

void PlanTest::errorsNameTheFile()
{
    const QString nowhere = QStringLiteral("/nowhere/plan.pdf");
    const auto failed = writePlanPdf(*drawPlan(oneRoom(), 1, QStringLiteral("en")), request(), nowhere);
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, QStringLiteral("file-unwritable"));
    QCOMPARE(failed.error().source, nowhere);
}

QTEST_MAIN(PlanTest)
#include "PlanTest.moc"
