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
    void wordsAreOneKeyAway();
    void theCardOfASlideEndsWithAWholeRow();
    void theCardHasItsButtonsBackBelow();
    void longCodesStayInTheirPanel();
    void aCardThatComesHoldsItsButtons();
    void whatCameOfAnExportStays();
    void aChartReadsOutWhileThePointerRests();
    void aTextBoxShowsWhereOneIs();

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
                 2);   // this one, and one of a building's inside
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

// F2 closed the words that stood open, and what was typed then were commands.
void BriefingInterfaceTest::wordsAreOneKeyAway()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    m_interface.singleton("Storyboard")->setProperty("current", 0);
    const auto isTyping = [&] {
        return window->activeFocusItem() && window->activeFocusItem()->inherits("QQuickTextInput");
    };
    for (int round = 0; round < 2; ++round) {
        QTest::keyClick(window, Qt::Key_F2);
        QTRY_VERIFY(isTyping());
        QTest::keyClick(window, Qt::Key_Escape);
        QVERIFY(!isTyping());
    }
    QVERIFY(shell()->property("slideWords").toBool());
}

static QQuickItem *cardOf(QQuickWindow *window)
{
    for (QQuickItem *item : visibleItems(window)) {
        if (item->objectName() == QLatin1String("panel card"))
            return item;
    }
    return nullptr;
}

// Nobody scrolls in a slide: a row that was cut through stood at its foot.
void BriefingInterfaceTest::theCardOfASlideEndsWithAWholeRow()
{
    for (const QSize &size : {QSize(1920, 1080), QSize(1920, 640), QSize(1366, 480)}) {
        QQuickWindow *window = show("briefing", size);
        QVERIFY(window);
        m_interface.singleton("Storyboard")->setProperty("current", 0);
        m_interface.singleton("Presenter")->setProperty("playing", true);
        QTest::qWait(600); // it has come to where it stands
        QQuickItem *card = cardOf(window);
        QVERIFY(card);
        const QRectF frame = sceneRect(card);
        int rows = 0;
        QList<QQuickItem *> inside;
        tests::collect(card, inside);
        for (QQuickItem *item : inside) {
            if (!item->inherits("QQuickText") || item->property("text").toString().isEmpty())
                continue;
            const QRectF box = sceneRect(item);
            const bool whole = box.bottom() <= frame.bottom() - 4, out = box.top() >= frame.bottom() - 20;
            rows += whole;
            QVERIFY2(whole || out, qPrintable(describe(item)));
        }
        QVERIFY(rows > 2);
        m_interface.singleton("Presenter")->setProperty("playing", false);
    }
}

// When a presentation ended, they lay over the card's title.
void BriefingInterfaceTest::theCardHasItsButtonsBackBelow()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    m_interface.singleton("Storyboard")->setProperty("current", 0);
    for (const bool playing : {true, false}) {
        m_interface.singleton("Presenter")->setProperty("playing", playing);
        QTest::qWait(400);
    }
    QQuickItem *card = cardOf(window);
    QVERIFY(card);
    QList<QQuickItem *> inside;
    tests::collect(card, inside);
    const QString title = m_interface.singleton("Card")->property("title").toString();
    QRectF heading, button;
    for (QQuickItem *item : inside) {
        if (item->inherits("QQuickText") && item->property("text").toString() == title)
            heading = sceneRect(item);
        if (item->inherits("QQuickAbstractButton") && item->property("text").toString() == QLatin1String("Enter"))
            button = sceneRect(item);
    }
    QVERIFY(!heading.isEmpty() && !button.isEmpty());
    QVERIFY2(button.top() > heading.bottom(), qPrintable(QString::number(button.top())));
    QVERIFY2(button.bottom() < sceneRect(card).bottom(), qPrintable(QString::number(button.bottom())));
}

// They hung below its frame when it came for an object that was selected on the map.
void BriefingInterfaceTest::aCardThatComesHoldsItsButtons()
{
    for (const char *layout : {"briefing", "desk", "wall"}) {
        QQuickWindow *window = show(layout);
        QVERIFY(window);
        QObject *card = m_interface.singleton("Card");
        const QStringList labels{QStringLiteral("Enter"), QStringLiteral("Table"), QStringLiteral("Fly there"),
                                 QStringLiteral("Copy the code")};
        QVariantList actions;
        for (const QString &label : labels)
            actions.append(
                QVariantMap{{QStringLiteral("id"), QStringLiteral("fly")}, {QStringLiteral("label"), label}});
        card->setProperty("visible", false);
        card->setProperty("actions", QVariantList());
        QTest::qWait(300);
        card->setProperty("actions", actions);
        card->setProperty("visible", true);
        QTest::qWait(500);
        QQuickItem *frame = cardOf(window);
        QVERIFY(frame);
        QList<QQuickItem *> inside;
        tests::collect(frame, inside);
        double below = 0;
        int found = 0;
        for (QQuickItem *item : inside) {
            // What the card says is scrolled, and has buttons too.
            if (!item->inherits("QQuickAbstractButton") || !labels.contains(item->property("text").toString()))
                continue;
            below = std::max(below, sceneRect(item).bottom());
            ++found;
        }
        QCOMPARE(found, int(labels.size()));
        QVERIFY2(below < sceneRect(frame).bottom(),
                 qPrintable(
                     QStringLiteral("%1: %2 %3").arg(QLatin1String(layout)).arg(below).arg(sceneRect(frame).bottom())));
    }
}

void BriefingInterfaceTest::longCodesStayInTheirPanel()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QObject *board = m_interface.singleton("Storyboard");
    board->setProperty("selectedName", QStringLiteral("alarm-E0321-residual-current-critical-1781766617000"));
    board->setProperty("current", 0);
    QQuickItem *panel = nullptr;
    QTRY_VERIFY(!having(window, "objectName", QStringLiteral("panel slide editor")).isEmpty());
    panel = having(window, "objectName", QStringLiteral("panel slide editor")).first();
    QTest::qWait(300);
    QList<QQuickItem *> inside;
    tests::collect(panel, inside);
    bool found = false;
    for (QQuickItem *item : inside) {
        found = found || item->property("text").toString().startsWith(QLatin1String("alarm-"));
        if (item->inherits("QQuickText"))
            QVERIFY2(sceneRect(item).right() <= sceneRect(panel).right(), qPrintable(describe(item)));
    }
    QVERIFY(found);
}

// The disk was full after minutes, and the words that said so were gone after five seconds.
void BriefingInterfaceTest::whatCameOfAnExportStays()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    const QString words = QStringLiteral("film.mp4: no room");
    QMetaObject::invokeMethod(m_interface.singleton("BriefingExporter"), "told", Q_ARG(QString, words),
                              Q_ARG(bool, true));
    QTRY_VERIFY(!having(window, "words", words).isEmpty());
    QVERIFY(having(window, "words", words).first()->property("lasting").toBool());
    const QString written = QStringLiteral("Briefing written: film.mp4");
    QMetaObject::invokeMethod(m_interface.singleton("BriefingExporter"), "told", Q_ARG(QString, written),
                              Q_ARG(bool, false));
    QTRY_VERIFY(!having(window, "words", written).isEmpty());
    QTRY_VERIFY(having(window, "words", words).isEmpty()); // they do not pile up
    m_interface.singleton("BriefingExporter")->setProperty("running", true);
    m_interface.singleton("BriefingExporter")->setProperty("running", false);
    QTRY_VERIFY(having(window, "words", written).isEmpty()); // nor stand beside "Stopped" of the next
}

// Its view of Qt Charts took what the pointer did from the second event on.
void BriefingInterfaceTest::aChartReadsOutWhileThePointerRests()
{
    QQuickWindow *window = show("wall");
    QVERIFY(window);
    QQuickItem *curve = nullptr;
    for (QQuickItem *item : visibleItems(window)) {
        if (!curve && item->property("stop").isValid() && item->property("plot").isValid())
            curve = item;
    }
    QVERIFY(curve);
    const auto isRead = [&] { return curve->property("stop").toInt() >= 0; };
    const QPoint middle = sceneRect(curve).center().toPoint();
    for (int step = 0; step < 5; ++step) {
        QTest::mouseMove(window, middle + QPoint(2 * step, 0));
        QTest::qWait(60);
        QVERIFY2(isRead(), qPrintable(QString::number(step)));
    }
    window->update();
    QTest::qWait(300); // each frame tells of the pointer again
    QVERIFY(isRead());
}

// A stub stood at its top, whatever was in it and wherever one was.
void BriefingInterfaceTest::aTextBoxShowsWhereOneIs()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    m_interface.singleton("Storyboard")->setProperty("current", 0);
    QTest::keyClick(window, Qt::Key_F2);
    QQuickItem *box = nullptr;
    const auto found = [&] {
        for (QQuickItem *item : visibleItems(window)) {
            if (item->property("givesBack").isValid())
                box = item;
        }
        return box != nullptr;
    };
    QTRY_VERIFY(found());
    const auto bar = [&]() -> QQuickItem * {
        QList<QQuickItem *> inside;
        tests::collect(box, inside);
        for (QQuickItem *item : inside) {
            if (item->inherits("QQuickScrollBar") && item->property("orientation").toInt() == Qt::Vertical)
                return item;
        }
        return nullptr;
    };
    box->setProperty("text", QStringLiteral("One line"));
    QTRY_VERIFY(!bar() || !bar()->isVisible());
    box->setProperty("text", QStringLiteral("A line\n").repeated(40));
    QTRY_VERIFY(bar() && bar()->isVisible());
    const double size = bar()->property("size").toDouble();
    QVERIFY2(size > 0.02 && size < 0.6, qPrintable(QString::number(size)));
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
