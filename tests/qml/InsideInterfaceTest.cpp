#include "Checks.h"
#include "MockInterface.h"

#include <QApplication>
#include <QTest>

using tests::MockInterface;
using tests::sceneRect;
using tests::visibleItems;

/// The interface while a building is entered, over the mock: rail, bar, table.
class InsideInterfaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void insideFits_data();
    void insideFits();
    void railAndTableSelect();

private:
    MockInterface m_interface;
};

void InsideInterfaceTest::insideFits_data()
{
    QTest::addColumn<QString>("layout");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("table");
    const auto add = [](const char *layout, const char *language, QSize size, bool table) {
        QTest::addRow("%s %s %dx%d%s", layout, language, size.width(), size.height(), table ? " table" : "")
            << QString::fromLatin1(layout) << QString::fromLatin1(language) << size << table;
    };
    for (const char *layout : {"desk", "wall", "briefing"}) {
        for (const bool table : {false, true}) {
            add(layout, "en", {1280, 720}, table);
            add(layout, table ? "zh_CN" : "en", {1920, 1080}, table);
            add(layout, table ? "en" : "zh_CN", {3840, 1080}, table);
        }
        add(layout, "zh_CN", {3840, 2160}, true);
    }
}

/// A building is entered: rail, bar, legend of its rooms, and the table over the stage.
void InsideInterfaceTest::insideFits()
{
    QFETCH(QString, layout);
    QFETCH(QString, language);
    QFETCH(QSize, size);
    QFETCH(bool, table);
    const QString theme = size.width() == 1920 ? QStringLiteral("plan") : QStringLiteral("command");
    QQuickWindow *window = m_interface.show({layout, theme, language, size});
    QVERIFY(window);
    QObject *inside = m_interface.singleton("Inside");
    inside->setProperty("schematic", table); // the badge is there too
    inside->setProperty("table", table);
    inside->setProperty("entered", true);
    QTest::qWait(60);
    QString problem;
    QTRY_VERIFY2((problem = tests::layoutProblem(window, layout)).isEmpty(), qPrintable(problem));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
    bool seen = false;
    for (const QQuickItem *item : visibleItems(window))
        seen = seen || item->objectName() == (table ? QLatin1String("panel table") : QLatin1String("panel storeys"));
    QVERIFY(seen);
}

void InsideInterfaceTest::railAndTableSelect()
{
    QQuickWindow *window = m_interface.show({});
    QVERIFY(window);
    window->requestActivate();
    QObject *inside = m_interface.singleton("Inside");
    QObject *selection = m_interface.singleton("Selection");
    QTest::keyClick(window, Qt::Key_B);
    QVERIFY(!inside->property("table").toBool()); // nothing is entered yet
    inside->setProperty("entered", true);
    QTest::keyClick(window, Qt::Key_PageUp);
    QTest::keyClick(window, Qt::Key_PageDown);
    QTest::keyClick(window, Qt::Key_X);
    QCOMPARE(inside->property("spread").toString(), QStringLiteral("up"));
    QTest::keyClick(window, Qt::Key_B);
    QVERIFY(inside->property("table").toBool());
    const QVariantList calls = inside->property("calls").toList();
    QVERIFY(calls.contains(QStringLiteral("up")) && calls.contains(QStringLiteral("down")));

    // A cell picked with the pointer.
    const auto find = [&](const char *text) -> QQuickItem * {
        for (QQuickItem *item : visibleItems(window)) {
            if (item->inherits("QQuickText") && item->property("text").toString() == QLatin1String(text))
                return item;
        }
        return nullptr;
    };
    QTRY_VERIFY(find("1703"));
    QTest::mouseClick(window, Qt::LeftButton, {}, sceneRect(find("1703")).center().toPoint());
    QTRY_VERIFY(selection->property("calls").toList().contains(QStringLiteral("select unit 1703")));
    // What is selected elsewhere is scrolled to.
    QVERIFY(!find("203"));
    selection->setProperty("kind", QStringLiteral("unit"));
    selection->setProperty("id", QStringLiteral("203"));
    QTRY_VERIFY(find("203"));

    // A tower of 60 storeys with 40 units each makes only the cells in sight.
    QObject *table = m_interface.singleton("BuildingTable");
    table->setProperty("storeys", 60);
    table->setProperty("units", 40);
    inside->setProperty("count", 60);
    selection->setProperty("id", QStringLiteral("5903"));
    QTRY_VERIFY(find("5903"));
    qsizetype cells = 0;
    for (const QQuickItem *item : visibleItems(window))
        cells += item->property("cellWidth").isValid() && item->property("number").isValid();
    QVERIFY2(cells > 20 && cells < 600, qPrintable(QString::number(cells)));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QApplication app(argc, argv); // Qt Charts draws with graphics views
    InsideInterfaceTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "InsideInterfaceTest.moc"
