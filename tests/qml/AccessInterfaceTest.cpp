#include "Checks.h"
#include "MockInterface.h"

#include <QQuickItem>
#include <QTest>

using tests::MockInterface;
using tests::visibleItems;

/// Logging in and looking at residents by the keys.
class AccessInterfaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoSitsHereIsAskedFirst();
    void namesAreShownForAReason();
    void theWallShowsNobody();
    void readersAreOfferedNothing();

private:
    QQuickWindow *show(const char *layout = "desk", const char *language = "en")
    {
        return m_interface.show(
            {QLatin1String(layout), QStringLiteral("command"), QLatin1String(language), {1920, 1080}});
    }
    QString sheet() { return m_interface.singleton("Shell")->property("sheet").toString(); }
    static void type(QQuickWindow *window, const char *words)
    {
        for (const char *each = words; *each; ++each)
            QTest::keyClick(window, *each);
    }
    static bool says(QQuickWindow *window, const QString &words)
    {
        for (const QQuickItem *item : visibleItems(window)) {
            if (item->property("text").toString().contains(words))
                return true;
        }
        return false;
    }

    MockInterface m_interface;
};

void AccessInterfaceTest::whoSitsHereIsAskedFirst()
{
    QQuickWindow *window = show();
    QVERIFY2(window, qPrintable(m_interface.warnings().join(u'\n')));
    QObject *access = m_interface.singleton("Access");
    QVERIFY(QMetaObject::invokeMethod(access, "logOut"));
    QTRY_COMPARE(sheet(), QStringLiteral("login"));
    QTRY_VERIFY(says(window, QStringLiteral("Who is at this seat?")));
    QTRY_VERIFY(tests::openSheet(window));
    // Neither Esc nor another sheet's key gets past it.
    QTest::keyClick(window, Qt::Key_Escape);
    QTest::keyClick(window, Qt::Key_Escape);
    QTest::keyClick(window, Qt::Key_R, Qt::ControlModifier);
    QTest::mouseClick(window, Qt::LeftButton, {}, {5, 540});
    QTest::qWait(50);
    QCOMPARE(sheet(), QStringLiteral("login"));
    // The name is empty now: there is nobody to log in.
    QTest::keyClick(window, Qt::Key_Return);
    QCOMPARE(sheet(), QStringLiteral("login"));
    type(window, "duty 2");
    QTest::keyClick(window, Qt::Key_Tab); // to the roles
    QTest::keyClick(window, Qt::Key_Tab);
    QTest::keyClick(window, Qt::Key_Space);
    QTest::keyClick(window, Qt::Key_Return);
    QTRY_COMPARE(sheet(), QString());
    const QString call = access->property("calls").toList().value(0).toString();
    QVERIFY2(call.startsWith(QLatin1String("duty 2 ")) && !call.endsWith(QLatin1String("administrator")),
             qPrintable(call));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

void AccessInterfaceTest::namesAreShownForAReason()
{
    for (const char *language : {"en", "zh_CN"}) {
        QQuickWindow *window = show("desk", language);
        QVERIFY(window);
        QObject *residents = m_interface.singleton("Residents");
        residents->setProperty("kind", QStringLiteral("unit"));
        residents->setProperty("id", QStringLiteral("U703"));
        m_interface.singleton("Shell")->setProperty("sheet", QStringLiteral("residents"));
        QTRY_VERIFY(says(window, QStringLiteral("张**")));
        QTRY_VERIFY(tests::openSheet(window));
        // Without a reason nothing happens.
        QTest::keyClick(window, Qt::Key_Return);
        QVERIFY(residents->property("calls").toList().isEmpty());
        type(window, "fire");
        QTest::keyClick(window, Qt::Key_Return);
        QCOMPARE(residents->property("calls").toList().value(0).toString(), QStringLiteral("reveal fire"));
        QTRY_VERIFY(says(window, QStringLiteral("60"))); // the countdown
        QString problem;
        QTRY_VERIFY2((problem = tests::textProblem(visibleItems(window))).isEmpty(), qPrintable(problem));
        // The key that showed it hides it.
        QTest::keyClick(window, Qt::Key_Return);
        QCOMPARE(residents->property("state").toString(), QStringLiteral("masked"));
        QTest::keyClick(window, Qt::Key_Escape);
        QTRY_COMPARE(sheet(), QString());
        QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
    }
}

void AccessInterfaceTest::theWallShowsNobody()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QObject *residents = m_interface.singleton("Residents");
    residents->setProperty("kind", QStringLiteral("unit"));
    residents->setProperty("id", QStringLiteral("U703"));
    m_interface.singleton("Shell")->setProperty("sheet", QStringLiteral("residents"));
    QTRY_VERIFY(says(window, QStringLiteral("张**")));
    for (const char *layout : {"wall", "briefing"}) {
        m_interface.singleton("Session")->setProperty("layout", QLatin1String(layout));
        QTRY_COMPARE(sheet(), QString());
        QTRY_VERIFY(!says(window, QStringLiteral("张**")));
    }
}

void AccessInterfaceTest::readersAreOfferedNothing()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    window->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(window));
    QTRY_VERIFY(says(window, QStringLiteral("Inspect")));
    QObject *access = m_interface.singleton("Access");
    access->setProperty("role", QStringLiteral("official"));
    QTRY_VERIFY(!says(window, QStringLiteral("Inspect")));
    QTest::keyClick(window, Qt::Key_I);
    QTRY_VERIFY(says(window, QStringLiteral("Buildings are measured by planners")));
    QObject *operations = m_interface.singleton("Operations");
    QObject *work = m_interface.singleton("Work");
    QVERIFY(QMetaObject::invokeMethod(work, "begin", Q_ARG(QString, QStringLiteral("accept")),
                                      Q_ARG(QString, QStringLiteral("event")),
                                      Q_ARG(QVariant, QVariant(QStringList{QStringLiteral("E1")}))));
    QTRY_VERIFY(says(window, QStringLiteral("Events and alarms are worked by operators")));
    QVERIFY(operations->property("calls").toList().isEmpty());
}

QTEST_MAIN(AccessInterfaceTest)
#include "AccessInterfaceTest.moc"
