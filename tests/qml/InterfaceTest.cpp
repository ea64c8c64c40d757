#include "Checks.h"
#include "MockInterface.h"

#include <QAccessible>
#include <QApplication>
#include <QColor>
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QQuickItem>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>

using tests::cutProblem;
using tests::describe;
using tests::Look;
using tests::MockInterface;
using tests::sceneRect;
using tests::textProblem;
using tests::visibleItems;

namespace
{

double luminance(const QColor &colour)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// WCAG 2.1, contrast ratio.
double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QColor over(const QColor &top, const QColor &below)
{
    const auto mix = [&](double t, double b) { return t * top.alphaF() + b * (1 - top.alphaF()); };
    return QColor::fromRgbF(float(mix(top.redF(), below.redF())), float(mix(top.greenF(), below.greenF())),
                            float(mix(top.blueF(), below.blueF())));
}

/// As seen without red (protanopia) or green (deuteranopia) cones: Machado, Oliveira, Fernandes 2009, severity 1.
QColor simulated(const QColor &c, bool protanopia)
{
    static constexpr std::array<double, 9> Protan{0.152286, 1.052583,  -0.204868, 0.114503, 0.786281,
                                                  0.099216, -0.003882, -0.048116, 1.051998};
    static constexpr std::array<double, 9> Deutan{0.367322, 0.860646,  -0.227968, 0.280085, 0.672501,
                                                  0.047413, -0.011820, 0.042940,  0.968881};
    const auto &m = protanopia ? Protan : Deutan;
    const auto channel = [&](size_t row) {
        return float(
            std::clamp(m[3 * row] * c.redF() + m[3 * row + 1] * c.greenF() + m[3 * row + 2] * c.blueF(), 0.0, 1.0));
    };
    return QColor::fromRgbF(channel(0), channel(1), channel(2));
}

}

/// The interface over the mock: every layout, language and size.
class InterfaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data();
    void fits();
    void sheetsFit_data();
    void sheetsFit();
    void escapeIsTheDropDowns();
    void inspectorFits_data();
    void inspectorFits();
    void switchesWhileRunning();
    void keysReachEverything();
    void searchFlies();
    void cardMovesAway();
    void contrastSuffices();
    void lintIsClean();

private:
    MockInterface m_interface;
};

void InterfaceTest::fits_data()
{
    QTest::addColumn<QString>("layout");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const char *layout : {"desk", "wall", "briefing"})
        for (const char *language : {"en", "zh_CN"})
            for (const QSize size : {QSize(1280, 720), QSize(1920, 1080), QSize(3840, 2160), QSize(3840, 1080)})
                QTest::addRow("%s %s %dx%d", layout, language, size.width(), size.height())
                    << QString::fromLatin1(layout) << QString::fromLatin1(language) << size;
}

void InterfaceTest::fits()
{
    QFETCH(QString, layout);
    QFETCH(QString, language);
    QFETCH(QSize, size);
    const QString theme = size.width() == 1920 ? QStringLiteral("plan") : QStringLiteral("command");
    QQuickWindow *window = m_interface.show({layout, theme, language, size});
    QVERIFY2(window, qPrintable(m_interface.warnings().join(u'\n')));
    QString problem;
    QTRY_VERIFY2((problem = tests::layoutProblem(window, layout)).isEmpty(), qPrintable(problem));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

void InterfaceTest::sheetsFit_data()
{
    QTest::addColumn<QString>("sheet");
    for (const char *sheet :
         {"settings", "help", "warnings", "layers", "views", "search", "alerts", "records", "rules", "login"})
        QTest::addRow("%s", sheet) << QString::fromLatin1(sheet);
}

void InterfaceTest::sheetsFit()
{
    QFETCH(QString, sheet);
    for (const Look &look : {Look{"desk", "plan", "en", {1280, 720}}, Look{"wall", "command", "zh_CN", {3840, 1080}}}) {
        QQuickWindow *window = m_interface.show(look);
        QVERIFY(window);
        m_interface.singleton("Shell")->setProperty("sheet", sheet);
        QQuickItem *frame = nullptr;
        QTRY_VERIFY((frame = tests::openSheet(window)));
        QTRY_VERIFY2(QRectF(QPointF(), look.size).contains(sceneRect(frame)), qPrintable(describe(frame)));
        const auto problem = [&] {
            QList<QQuickItem *> items;
            tests::collect(frame->parentItem(), items);
            return textProblem(items) + cutProblem(items);
        };
        QTRY_COMPARE(problem(), QString());
        QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
        QTest::keyClick(window, Qt::Key_Escape);
        QTRY_VERIFY(m_interface.singleton("Shell")->property("sheet").toString().isEmpty());
    }
}

/// Esc closes what is open on a sheet before it closes the sheet.
void InterfaceTest::escapeIsTheDropDowns()
{
    QQuickWindow *window = m_interface.show({});
    QVERIFY(window);
    QObject *shell = m_interface.singleton("Shell");
    shell->setProperty("sheet", "settings");
    QQuickItem *choice = nullptr;
    const auto find = [&] {
        for (QQuickItem *item : visibleItems(window)) {
            if (item->inherits("QQuickComboBox") && item->window() && item->property("choices").isValid() &&
                item->mapToScene(QPointF()).y() > window->height() / 4.0)
                choice = item;
        }
        return choice != nullptr;
    };
    QTRY_VERIFY(find());
    QTest::mouseClick(window, Qt::LeftButton, {}, sceneRect(choice).center().toPoint());
    QTRY_COMPARE(shell->property("drops").toInt(), 1);
    QTest::keyClick(window, Qt::Key_Escape);
    QTRY_COMPARE(shell->property("drops").toInt(), 0);
    QCOMPARE(shell->property("sheet").toString(), QStringLiteral("settings"));
    QTest::keyClick(window, Qt::Key_Escape);
    QTRY_VERIFY(shell->property("sheet").toString().isEmpty());
}

void InterfaceTest::inspectorFits_data()
{
    QTest::addColumn<QString>("tab");
    for (const char *tab : {"measure", "elements", "properties", "section", "compare", "views", "export"})
        QTest::addRow("%s", tab) << QString::fromLatin1(tab);
}

void InterfaceTest::inspectorFits()
{
    QFETCH(QString, tab);
    for (const Look &look : {Look{"desk", "plan", "en", {1280, 720}}, Look{"desk", "command", "zh_CN", {1920, 1080}}}) {
        QQuickWindow *window = m_interface.show(look);
        QVERIFY(window);
        m_interface.singleton("Inspection")->setProperty("tab", tab);
        const auto inspector = [&] {
            const auto items = visibleItems(window);
            return std::any_of(items.begin(), items.end(), [](const QQuickItem *item) {
                return item->objectName() == QLatin1String("panel inspect");
            });
        };
        QTRY_VERIFY(inspector());
        QTest::qWait(120);
        QTRY_COMPARE(textProblem(visibleItems(window)), QString());
        QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
    }
}

void InterfaceTest::switchesWhileRunning()
{
    QQuickWindow *window = m_interface.show({});
    QVERIFY(window);
    QObject *session = m_interface.singleton("Session");
    for (const char *layout : {"wall", "briefing", "desk"}) {
        session->setProperty("layout", QString::fromLatin1(layout));
        for (const char *theme : {"plan", "command"}) {
            session->setProperty("theme", QString::fromLatin1(theme));
            QTest::qWait(30);
        }
    }
    session->setProperty("loading", true);
    session->setProperty("errors", QStringList{QStringLiteral("roads.shp: not found; choose where it lies")});
    QMetaObject::invokeMethod(session, "notice", Q_ARG(QString, QStringLiteral("Saved to pictures")));
    QTest::qWait(50);
    session->setProperty("loading", false);
    session->setProperty("title", QString());
    // A window becomes as wide as two screens before it becomes as high: that crashed the wall.
    session->setProperty("layout", QStringLiteral("wall"));
    for (const QSize size : {QSize(1600, 900), QSize(3840, 900), QSize(3840, 2160), QSize(1600, 900)}) {
        window->resize(size);
        QTest::qWait(50);
    }
    session->setProperty("layout", QStringLiteral("desk"));
    window->resize(1280, 720);
    QTest::qWait(50);
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

void InterfaceTest::keysReachEverything()
{
    QQuickWindow *window = m_interface.show({});
    QVERIFY(window);
    window->requestActivate();
    QSet<QQuickItem *> reached;
    for (int i = 0; i < 80; ++i) {
        QTest::keyClick(window, Qt::Key_Tab);
        if (QQuickItem *item = window->activeFocusItem())
            reached.insert(item);
    }
    QVERIFY2(reached.size() > 25, qPrintable(QString::number(reached.size())));
    QObject *selection = m_interface.singleton("Selection");
    QTest::keyClick(window, Qt::Key_Escape);
    QVERIFY(selection->property("calls").toList().contains(QStringLiteral("up")));
    QTest::keyClick(window, Qt::Key_F6);
    QCOMPARE(m_interface.singleton("Session")->property("layout").toString(), QStringLiteral("wall"));
    QTest::keyClick(window, Qt::Key_F1);
    QCOMPARE(m_interface.singleton("Shell")->property("sheet").toString(), QStringLiteral("help"));
}

void InterfaceTest::searchFlies()
{
    QQuickWindow *window = m_interface.show({});
    QVERIFY(window);
    window->requestActivate();
    QTest::keyClick(window, Qt::Key_F, Qt::ControlModifier);
    for (const QChar letter : QStringLiteral("gui"))
        QTest::keyClick(window, letter.toLatin1());
    QTest::qWait(50);
    QTest::keyClick(window, Qt::Key_Down);
    QTest::keyClick(window, Qt::Key_Return);
    QVERIFY(m_interface.singleton("Selection")->property("calls").toList().contains(QStringLiteral("flyTo grid G07")));
    // The keys are the map's again, not letters for the search.
    QTest::keyClick(window, Qt::Key_F6);
    QTest::keyClick(window, Qt::Key_L);
    QCOMPARE(m_interface.singleton("Shell")->property("sheet").toString(), QStringLiteral("layers"));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

void InterfaceTest::cardMovesAway()
{
    QQuickWindow *window = m_interface.show({"wall", "command", "en", {1920, 1080}});
    QVERIFY(window);
    const auto card = [&]() -> QQuickItem * {
        for (QQuickItem *item : visibleItems(window)) {
            if (item->objectName() == QLatin1String("panel card"))
                return item;
        }
        return nullptr;
    };
    QVERIFY(card());
    for (int i = 0; i < 3; ++i) {
        const QPointF within = sceneRect(card()).center();
        m_interface.singleton("Card")->setProperty("anchor", within);
        QTRY_VERIFY(!sceneRect(card()).contains(within));
    }
}

void InterfaceTest::contrastSuffices()
{
    for (const char *theme : {"command", "plan"}) {
        QVERIFY(m_interface.show({"desk", QString::fromLatin1(theme), "en", {1280, 720}}));
        QObject *colours = m_interface.singleton("Theme");
        const auto colour = [&](const char *name) { return colours->property(name).value<QColor>(); };
        // The roofs are the brightest (or darkest) of what a panel lies on.
        const QColor panel = over(colour("panel"), QLatin1String(theme) == QLatin1String("plan") ? QColor("#8C8475")
                                                                                                 : QColor("#6F819B"));
        for (const char *role : {"text", "textQuiet", "accent"})
            QVERIFY2(contrast(colour(role), panel) >= 4.5,
                     qPrintable(QStringLiteral("%1 %2: %3").arg(theme, role).arg(contrast(colour(role), panel))));
        QVERIFY(contrast(colour("accentInk"), colour("accent")) >= 4.5);
        const QVariantMap states = colours->property("stateColours").toMap();
        QCOMPARE(states.size(), 8);
        for (auto state = states.begin(); state != states.end(); ++state) {
            const QColor c(state.value().toString());
            const double least =
                state.key() == QLatin1String("offline") || state.key() == QLatin1String("stale") ? 3 : 4.5;
            QVERIFY2(contrast(c, panel) >= least,
                     qPrintable(QStringLiteral("%1 %2: %3").arg(theme, state.key()).arg(contrast(c, panel))));
            for (const bool protanopia : {true, false})
                QVERIFY2(contrast(simulated(c, protanopia), simulated(panel, protanopia)) >= 3,
                         qPrintable(QStringLiteral("%1 %2, colour-blind").arg(theme, state.key())));
        }
        QSet<QString> shapes;
        for (const QVariant &shape : colours->property("stateShapes").toMap())
            shapes.insert(shape.toString());
        QCOMPARE(shapes.size(), states.size());
    }
}

void InterfaceTest::lintIsClean()
{
    const QString lint = QLibraryInfo::path(QLibraryInfo::BinariesPath) + QStringLiteral("/qmllint");
    if (!QFile::exists(lint))
        QSKIP("qmllint is not installed");
    QTemporaryDir folder;
    const QStringList files = tests::writeModule(folder.path());
    // The linter knows nothing of types that C++ registers while running.
    const auto standIn = [&](const char *name, const char *text) {
        const QString path = folder.filePath(QStringLiteral("Yunjie/%1.qml").arg(QLatin1String(name)));
        QFile::remove(path);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
    };
    QVERIFY(standIn("PlaceTreeModel", "pragma Singleton\nimport QtQml.Models\nListModel {\n    property string uncounted\n    signal modelReset\n"
                                      "    function find(kind: string, id: string): var { return null }\n}\n"));
    QVERIFY(standIn("BuildingTable",
                    "pragma Singleton\nimport QtQml.Models\nListModel {\n    property string building\n"
                    "    property string title\n    property int rows\n    property int columns\n"
                    "    property string paint\n    property var paints\n    property bool dark\n"
                    "    property var legend\n    property var rowHeads\n    property var columnHeads\n"
                    "    property string totals\n"
                    "    function unitOf(kind: string, id: string): string { return \"\" }\n"
                    "    function rowOf(kind: string, id: string): int { return 0 }\n"
                    "    function columnOf(unit: string): int { return 0 }\n"
                    "    function unitAt(row: int, column: int): string { return \"\" }\n}\n"));
    QVERIFY(standIn("ChartTools", "pragma Singleton\nimport QtQuick\nQtObject {\n    property string folder\n"
                                  "    function fill(series: QtObject, points: var) { }\n"
                                  "    function copy(chart: Item, title: string, ground: color, ink: color, family: string) { }\n"
                                  "    function save(title: string, when: string, heads: var, rows: var) { }\n}\n"));
    QVERIFY(standIn("FeatureTable",
                    "pragma Singleton\nimport QtQml.Models\nListModel {\n    property bool active\n"
                    "    property string source\n    property var sources\n    property var columns\n"
                    "    property var allColumns\n    property var foot\n    property string words\n"
                    "    property var filters\n    property bool onlyPlace\n    property string placeName\n"
                    "    property int total\n    property int marked\n    property int currentRow\n"
                    "    property var formats\n    property bool writing\n    property string shownOnly\n"
                    "    function sort(column: string) { }\n    function setShown(column: string, on: bool) { }\n"
                    "    function setWidth(column: string, letters: real) { }\n"
                    "    function values(column: string): var { return [] }\n"
                    "    function range(column: string): var { return {} }\n"
                    "    function filterRange(column: string, from: string, to: string) { }\n"
                    "    function filterValue(column: string, value: string) { }\n"
                    "    function clearFilter(column: string) { }\n    function clearFilters() { }\n"
                    "    function click(row: int, modifiers: int) { }\n    function step(rows: int, extend: bool) { }\n"
                    "    function hover(row: int) { }\n    function markAll() { }\n    function unmark() { }\n"
                    "    function zoom() { }\n    function suggestion(ending: string): url { return \"\" }\n"
                    "    function write(file: url) { }\n}\n"));
    QProcess process;
    process.setWorkingDirectory(folder.filePath(QStringLiteral("Yunjie")));
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(lint, QStringList{QStringLiteral("-I"), folder.path()} + files);
    QVERIFY(process.waitForFinished(120000));
    const QString said = QString::fromUtf8(process.readAll());
    QVERIFY2(process.exitCode() == 0 && said.trimmed().isEmpty(), qPrintable(said));
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QApplication app(argc, argv); // Qt Charts draws with graphics views
    InterfaceTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "InterfaceTest.moc"
