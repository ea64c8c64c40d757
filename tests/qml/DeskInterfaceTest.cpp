#include "Checks.h"
#include "MockInterface.h"

#include <QApplication>
#include <QQmlComponent>
#include <QQmlContext>
#include <QQmlEngine>
#include <QTest>

using namespace tests;

/// The desk as it is met in work: cards one after the other where none was open when the window came up, the banner
/// beside what stands at the map's edges, the table narrow and with other rows.
class DeskInterfaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cardsOpenInOrder_data();
    void cardsOpenInOrder();
    void bannerStandsBesideTheStoreys_data();
    void bannerStandsBesideTheStoreys();
    void otherRowsBeginAtTheTop();
    void narrowTableTellsItsCount();
    void wordsOfAFloodStayInTheirBox();
    void stepsSettleAtEveryWidth();
    void listsEndWithTheirPanel();
    void longChipsStayOnTheCard();

private:
    MockInterface m_interface;
};

void DeskInterfaceTest::cardsOpenInOrder_data()
{
    QTest::addColumn<Look>("look");
    for (const char *layout : {"desk", "wall", "briefing"}) {
        for (const char *language : {"en", "zh_CN"})
            QTest::addRow("%s %s", layout, language)
                << Look{QLatin1String(layout), QStringLiteral("command"), QLatin1String(language), {1920, 1080}, false};
    }
}

/// One after the other, as objects of other kinds are clicked: what is on a card never lies in a heap, and the desk's
/// lists make room.
void DeskInterfaceTest::cardsOpenInOrder()
{
    QFETCH(Look, look);
    QQuickWindow *window = m_interface.show(look);
    QVERIFY2(window, qPrintable(m_interface.warnings().join(u'\n')));
    const auto panel = [window]() -> QQuickItem * {
        for (QQuickItem *item : visibleItems(window)) {
            if (item->objectName() == QLatin1String("panel card"))
                return item;
        }
        return nullptr;
    };
    QVERIFY(!panel());
    QObject *card = m_interface.singleton("Card"), *selection = m_interface.singleton("Selection");
    for (const char *kind : {"building", "event", "alarm", "building", "thing"}) {
        card->setProperty("visible", true);
        selection->setProperty("kind", QLatin1String(kind));
        QTRY_VERIFY(panel());
        const auto problem = [&] {
            window->grabWindow();
            QList<QQuickItem *> items;
            collect(panel(), items);
            const auto texts = std::count_if(items.begin(), items.end(), [](const QQuickItem *item) {
                return item->inherits("QQuickText") && sceneRect(item).height() > 4;
            });
            constexpr int Few = 6;
            if (texts < Few)
                return QStringLiteral("only %1 texts").arg(texts);
            return layoutProblem(window, look.layout);
        };
        QTRY_VERIFY2(problem().isEmpty(), qPrintable(QLatin1String(kind) + QStringLiteral(": ") + problem()));
        card->setProperty("visible", false);
        QTRY_VERIFY(!panel());
    }
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

static QQuickItem *named(QQuickWindow *window, const char *name)
{
    for (QQuickItem *item : visibleItems(window)) {
        if (item->objectName() == QLatin1String(name))
            return item;
    }
    return nullptr;
}

void DeskInterfaceTest::bannerStandsBesideTheStoreys_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const char *language : {"en", "zh_CN"}) {
        for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)})
            QTest::addRow("%s %d", language, size.width()) << QString::fromLatin1(language) << size;
    }
}

/// Nothing at the map's edges lies under it: not the storeys of an entered building, nor the buttons of the map where
/// the table leaves little room.
void DeskInterfaceTest::bannerStandsBesideTheStoreys()
{
    QFETCH(QString, language);
    QFETCH(QSize, size);
    QQuickWindow *window = m_interface.show({QStringLiteral("desk"), QStringLiteral("plan"), language, size});
    QVERIFY(window);
    m_interface.singleton("Operations")->setProperty("unacknowledgedCritical", 2);
    QTRY_VERIFY(named(window, "critical banner"));
    const auto overlapped = [&]() -> QString {
        const QRectF banner = sceneRect(named(window, "critical banner"));
        for (QQuickItem *item : visibleItems(window)) {
            if (item->objectName().startsWith(QLatin1String("panel ")) && sceneRect(item).intersects(banner))
                return describe(item);
        }
        return {};
    };
    QTRY_COMPARE(overlapped(), QString());
    QTest::keyClick(window, Qt::Key_F4);
    QTRY_VERIFY(named(window, "panel attributes"));
    QTRY_COMPARE(overlapped(), QString());
    QTest::keyClick(window, Qt::Key_F4);
    m_interface.singleton("Inside")->setProperty("entered", true);
    QTRY_VERIFY(named(window, "panel storeys"));
    QTRY_COMPARE(overlapped(), QString());
    m_interface.singleton("Inside")->setProperty("table", true);
    QTest::qWait(50);
    QTRY_COMPARE(overlapped(), QString());
}

/// They come some time after the filter; what was looked at of the old ones says nothing of them.
void DeskInterfaceTest::otherRowsBeginAtTheTop()
{
    QQuickWindow *window = m_interface.show({});
    QVERIFY(window);
    QTest::keyClick(window, Qt::Key_F4);
    QTRY_VERIFY(named(window, "panel attributes"));
    QObject *table = m_interface.singleton("FeatureTable");
    QQuickItem *view = nullptr;
    for (QQuickItem *item : visibleItems(window)) {
        if (item->inherits("QQuickTableView") && item->property("model").value<QObject *>() == table)
            view = item;
    }
    QVERIFY(view);
    QMetaObject::invokeMethod(table, "click", Q_ARG(int, 100), Q_ARG(int, 0));
    QTRY_VERIFY(view->property("contentY").toDouble() > 500);
    table->setProperty("words", QStringLiteral("Building"));
    QTRY_COMPARE(table->property("count").toInt(), 120);
    QTRY_COMPARE(view->property("contentY").toDouble(), 0.0);
    QTest::qWait(50);
    QCOMPARE(view->property("contentY").toDouble(), 0.0);
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

void DeskInterfaceTest::narrowTableTellsItsCount()
{
    for (const char *language : {"en", "zh_CN"}) {
        QQuickWindow *window = m_interface.show(
            {QStringLiteral("desk"), QStringLiteral("plan"), QString::fromLatin1(language), {1280, 720}});
        QVERIFY(window);
        // As broad as the panels beside it can be made.
        for (QQuickItem *item : visibleItems(window)) {
            if (item->property("leftWidth").isValid() && item->property("tableHeight").isValid()) {
                item->setProperty("leftWidth", 400);
                item->setProperty("rightWidth", 400);
            }
        }
        QTest::keyClick(window, Qt::Key_F4);
        QTRY_VERIFY(named(window, "panel attributes"));
        const auto items = [&] {
            QList<QQuickItem *> inside;
            collect(named(window, "panel attributes"), inside);
            return inside;
        };
        const auto toldWhole = [&] {
            const QList<QQuickItem *> inside = items();
            return std::any_of(inside.begin(), inside.end(), [](const QQuickItem *item) {
                return item->property("text").toString() == QLatin1String("240") &&
                       item->width() >= item->implicitWidth();
            });
        };
        QTRY_VERIFY(toldWhole());
        QTRY_COMPARE(textProblem(items()), QString());
    }
}

/// Also where the desk is made anew while the alarms are its list.
void DeskInterfaceTest::wordsOfAFloodStayInTheirBox()
{
    QQuickWindow *window =
        m_interface.show({QStringLiteral("desk"), QStringLiteral("command"), QStringLiteral("en"), {1280, 720}, false});
    QVERIFY(window);
    m_interface.singleton("Operations")->setProperty("alarmLoad", QStringLiteral("flood"));
    QTest::keyClick(window, Qt::Key_F6);
    QTRY_VERIFY(!named(window, "panel lists"));
    QTest::qWait(50);
    QTest::keyClick(window, Qt::Key_F5);
    QTRY_VERIFY(named(window, "panel lists"));
    QQuickItem *words = nullptr;
    QTRY_VERIFY([&] {
        for (QQuickItem *item : visibleItems(window)) {
            if (item->property("text").toString().startsWith(QLatin1String("More than one person")))
                words = item;
        }
        return words != nullptr;
    }());
    QTRY_VERIFY2(sceneRect(words->parentItem()).contains(sceneRect(words)), qPrintable(describe(words)));
}

/// How broad the steps of the funnel are is what they are told, from nothing on: they once asked how broad they were.
void DeskInterfaceTest::stepsSettleAtEveryWidth()
{
    QQuickWindow *window =
        m_interface.show({QStringLiteral("desk"), QStringLiteral("command"), QStringLiteral("en"), {1280, 720}});
    QVERIFY(window);
    QQmlComponent component(qmlEngine(window));
    component.setData("import QtQuick\nimport Yunjie\nFunnelStrip { numbered: true }",
                      QUrl(QStringLiteral("qrc:/strip.qml")));
    const std::unique_ptr<QObject> made(component.create(qmlContext(window)));
    auto *strip = qobject_cast<QQuickItem *>(made.get());
    QVERIFY2(strip, qPrintable(component.errorString()));
    strip->setParentItem(window->contentItem());
    window->grabWindow();
    QCOMPARE(strip->width(), 0.0);
    QList<QQuickItem *> items;
    for (double width = 0; width <= 600; width += 12.25) {
        strip->setWidth(width);
        window->grabWindow();
        QCOMPARE(strip->width(), width);
        items.clear();
        collect(strip, items);
        for (const QQuickItem *item : items)
            QVERIFY2(item->width() >= 0, qPrintable(describe(item)));
        if (width > 200)
            QVERIFY2(sceneRect(strip).adjusted(0, 0, 1, 1).contains(strip->mapRectToScene(strip->childrenRect())),
                     qPrintable(QString::number(width)));
    }
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

/// Whatever the card above them becomes: they once went on below the panel, over the line of status.
void DeskInterfaceTest::listsEndWithTheirPanel()
{
    QQuickWindow *window = m_interface.show(
        {QStringLiteral("desk"), QStringLiteral("command"), QStringLiteral("en"), {1920, 1080}, false});
    QVERIFY(window);
    QObject *shell = m_interface.singleton("Shell"), *card = m_interface.singleton("Card"),
            *selection = m_interface.singleton("Selection");
    const auto problem = [&]() -> QString {
        QQuickItem *panel = named(window, "panel lists");
        QList<QQuickItem *> items;
        collect(panel, items);
        int rows = 0;
        for (const QQuickItem *item : items) {
            if (item->inherits("QQuickListView")) {
                ++rows;
                if (sceneRect(item).bottom() > sceneRect(panel).bottom() || item->height() < 60)
                    return describe(item) + QStringLiteral(" in ") + describe(panel);
            }
        }
        return rows == 1 ? textProblem(items) : QStringLiteral("%1 lists").arg(rows);
    };
    int turn = 0;
    for (const char *list : {"alarms", "events", "alarms", "sensors", "alarms", "events"}) {
        for (const char *kind : {"event", "alarm", "building"}) {
            for (const bool at : {true, false}) {
                card->setProperty("title", ++turn % 2 ? QStringLiteral("Incident in a building with a long name")
                                                      : QStringLiteral("Smoke"));
                if (turn % 3 == 0)
                    card->setProperty("visible", false);
                shell->setProperty("list", QString::fromLatin1(at ? list : "events"));
                selection->setProperty("kind", QString::fromLatin1(kind));
                card->setProperty("visible", true);
                for (int i = 0; i < turn % 5; ++i)
                    window->grabWindow();
                QTRY_VERIFY2(
                    problem().isEmpty(),
                    qPrintable(
                        QStringLiteral("%1, %2, turn %3: ").arg(QLatin1String(list), QLatin1String(kind)).arg(turn) +
                        problem()));
            }
        }
    }
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

void DeskInterfaceTest::longChipsStayOnTheCard()
{
    QQuickWindow *window =
        m_interface.show({QStringLiteral("desk"), QStringLiteral("command"), QStringLiteral("en"), {1280, 720}});
    QVERIFY(window);
    const QString words = QStringLiteral("Residual current dangerous · Electrical monitor, box of storey 1");
    const QVariantMap chip{{QStringLiteral("label"), words}, {QStringLiteral("state"), QStringLiteral("critical")}};
    m_interface.singleton("Card")->setProperty(
        "sections", QVariantList{QVariantMap{{QStringLiteral("title"), QStringLiteral("Alarms")},
                                             {QStringLiteral("chips"), QVariantList{chip}}}});
    const auto within = [&] {
        QList<QQuickItem *> items;
        QQuickItem *card = named(window, "panel card");
        if (card)
            collect(card, items);
        return std::any_of(items.begin(), items.end(), [&](const QQuickItem *item) {
            return item->inherits("QQuickText") && item->property("text").toString() == words &&
                   item->property("truncated").toBool() && item->width() > 100 &&
                   sceneRect(item->parentItem()).right() < sceneRect(card).right();
        });
    };
    QTRY_VERIFY(within());
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QApplication app(argc, argv); // Qt Charts draws with graphics views
    DeskInterfaceTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "DeskInterfaceTest.moc"
