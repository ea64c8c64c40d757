#include "Checks.h"
#include "MockInterface.h"

#include <QApplication>
#include <QTest>

using namespace tests;

/// Preparing a briefing and keeping views: what was written stays, and no key is lost.
class BriefingInterfaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escLeavesWordsAsTheyAre();
    void clearingALineIsTyping();
    void layersStandBesideTheMap();
    void theMomentIsChosenHere();
    void ownViewsAreRenamedAndDeleted();
    void theKeyAfterEscCounts();

private:
    QQuickWindow *show(const char *layout = "briefing", const QSize &size = {1920, 1080})
    {
        Look look;
        look.layout = QLatin1String(layout);
        look.size = size;
        QQuickWindow *window = m_interface.show(look);
        if (window)
            window->requestActivate();
        return window;
    }
    QObject *shell() { return m_interface.singleton("Shell"); }
    QStringList calls(const char *of) { return m_interface.singleton(of)->property("calls").toStringList(); }
    static QList<QQuickItem *> having(QQuickWindow *window, const char *property, const QString &value)
    {
        QList<QQuickItem *> found;
        for (QQuickItem *item : visibleItems(window)) {
            if (item->property(property).toString() == value)
                found.append(item);
        }
        return found;
    }
    static void click(QQuickWindow *window, QQuickItem *item)
    {
        QTest::mouseClick(window, Qt::LeftButton, {}, sceneRect(item).center().toPoint());
    }

    MockInterface m_interface;
};

void BriefingInterfaceTest::escLeavesWordsAsTheyAre()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    m_interface.singleton("Storyboard")->setProperty("current", 0);
    const QString title = m_interface.singleton("Storyboard")->property("slide").toMap()["titleEn"].toString();
    QTRY_VERIFY(!having(window, "text", title).isEmpty());
    QQuickItem *line = nullptr;
    for (QQuickItem *item : having(window, "text", title)) {
        if (item->inherits("QQuickTextInput"))
            line = item;
    }
    QVERIFY(line);
    click(window, line);
    QTRY_VERIFY(line->hasActiveFocus());
    QTest::keyClick(window, Qt::Key_Escape);
    QCOMPARE(line->property("text").toString(), title);
    QVERIFY(!line->hasActiveFocus()); // the slides have the keys
    QVERIFY(!calls("Selection").contains(QStringLiteral("up")));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

void BriefingInterfaceTest::clearingALineIsTyping()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    m_interface.singleton("Storyboard")->setProperty("current", 0);
    QTRY_VERIFY(!having(window, "hint", QStringLiteral("Clear")).isEmpty());
    click(window, having(window, "hint", QStringLiteral("Clear")).first());
    QVERIFY2(calls("Storyboard").contains(QStringLiteral("setTitle 0 en ")),
             qPrintable(calls("Storyboard").join(u'\n')));
}

// They darkened the map that they were chosen for.
void BriefingInterfaceTest::layersStandBesideTheMap()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    shell()->setProperty("sheet", QStringLiteral("layers"));
    QTRY_VERIFY(!having(window, "objectName", QStringLiteral("sheet")).isEmpty());
    const QRectF sheet = sceneRect(having(window, "objectName", QStringLiteral("sheet")).first());
    QVERIFY2(sheet.left() > window->width() * 0.6, qPrintable(QString::number(sheet.left())));
    QTest::keyClick(window, Qt::Key_Escape);
    QTRY_VERIFY(shell()->property("sheet").toString().isEmpty());
}

void BriefingInterfaceTest::theMomentIsChosenHere()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QTRY_VERIFY(!having(window, "hint", QStringLiteral("Ten minutes on")).isEmpty());
    click(window, having(window, "hint", QStringLiteral("Ten minutes on")).first());
    const QStringList said = calls("Session").filter(QStringLiteral("seek"));
    QCOMPARE(said.size(), 1);
    // While slides are presented nothing of that is there.
    m_interface.singleton("Presenter")->setProperty("playing", true);
    QTRY_VERIFY(having(window, "hint", QStringLiteral("Ten minutes on")).isEmpty());
}

void BriefingInterfaceTest::ownViewsAreRenamedAndDeleted()
{
    QQuickWindow *window = show("desk", {1280, 720});
    QVERIFY(window);
    QObject *session = m_interface.singleton("Session");
    QMetaObject::invokeMethod(session, "saveView", Q_ARG(QVariant, QStringLiteral("Mine")));
    const auto last = [session] { return session->property("savedViews").toList().last().toMap()["name"].toString(); };
    const qsizetype count = session->property("savedViews").toList().size();
    shell()->setProperty("sheet", QStringLiteral("views"));
    // The project's have neither.
    QTRY_COMPARE(having(window, "hint", QStringLiteral("Rename")).size(),
                 2); // this one, and one of a building's inside
    QTest::qWait(300); // it stands where it will
    click(window, having(window, "hint", QStringLiteral("Rename")).first());
    for (const char letter : {'N', 'e', 'w'})
        QTest::keyClick(window, letter);
    QTest::keyClick(window, Qt::Key_Return);
    QTRY_COMPARE(last(), QStringLiteral("New"));
    click(window, having(window, "hint", QStringLiteral("Rename")).first());
    QTest::keyClick(window, Qt::Key_Escape); // gives up the name, not the sheet
    QCOMPARE(shell()->property("sheet").toString(), QStringLiteral("views"));
    QTRY_COMPARE(having(window, "hint", QStringLiteral("Delete")).size(), 2);
    click(window, having(window, "hint", QStringLiteral("Delete")).first());
    QTRY_COMPARE(session->property("savedViews").toList().size(), count - 1);
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

// While a sheet faded away, keys were nobody's.
void BriefingInterfaceTest::theKeyAfterEscCounts()
{
    QQuickWindow *window = show("desk");
    QVERIFY(window);
    QTest::keyClick(window, Qt::Key_F1);
    QTRY_COMPARE(shell()->property("sheet").toString(), QStringLiteral("help"));
    QTest::keyClick(window, Qt::Key_Escape);
    QTest::keyClick(window, Qt::Key_L);
    QCOMPARE(shell()->property("sheet").toString(), QStringLiteral("layers"));
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QApplication application(argc, argv); // Qt Charts draws with graphics views
    BriefingInterfaceTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "BriefingInterfaceTest.moc"
