#include "Checks.h"
#include "MockInterface.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QQuickItem>
#include <QTest>

using tests::Look;
using tests::MockInterface;
using tests::sceneRect;
using tests::visibleItems;

/// Working events and alarms over the mock: with the keys alone, with the pointer, and that all of it fits.
class WorkInterfaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data();
    void fits();
    void keysWorkTheQueue();
    void keysWorkAlarms();
    void whatIsWorkedLeavesThePlace();
    void escapeGivesTheKeysBack();
    void usualWordsWithoutThePointer();
    void filteredListIsEntered();
    void markedOnesThatFitAreWorked();
    void lettersStayWhoseTheyAre();
    void whatNeedsMoreAsks_data();
    void whatNeedsMoreAsks();
    void marksAreWorkedTogether();
    void numbersChooseSteps();
    void mapAndListsKeepStep();
    void criticalBannerStays();
    void criticalBannerActsOnWhatItSays();
    void toastTakesBack();
    void storeSpeaksUp();
    void pointingAtAFeedTellsItsFigures();

private:
    QQuickWindow *show(const Look &look = {});
    QStringList calls(const char *name = "Operations")
    {
        return m_interface.singleton(name)->property("calls").toStringList();
    }
    void select(const char *kind, const char *id);
    void begin(const char *verb, const char *kind, const char *id);
    QQuickItem *find(QQuickWindow *window, const char *name);
    QQuickItem *text(QQuickWindow *window, const QString &words);
    QString complaints() { return m_interface.warnings().join(u'\n'); }

    MockInterface m_interface;
};

QQuickWindow *WorkInterfaceTest::show(const Look &look)
{
    QQuickWindow *window = m_interface.show(look);
    if (window)
        window->requestActivate();
    return window;
}

void WorkInterfaceTest::select(const char *kind, const char *id)
{
    QMetaObject::invokeMethod(m_interface.singleton("Selection"), "select", Q_ARG(QVariant, QString::fromLatin1(kind)),
                              Q_ARG(QVariant, QString::fromLatin1(id)));
}

void WorkInterfaceTest::begin(const char *verb, const char *kind, const char *id)
{
    QMetaObject::invokeMethod(m_interface.singleton("Work"), "begin", Q_ARG(QString, QString::fromLatin1(verb)),
                              Q_ARG(QString, QString::fromLatin1(kind)),
                              Q_ARG(QVariant, QStringList{QString::fromLatin1(id)}));
}

QQuickItem *WorkInterfaceTest::find(QQuickWindow *window, const char *name)
{
    for (QQuickItem *item : visibleItems(window)) {
        if (item->objectName() == QLatin1String(name))
            return item;
    }
    return nullptr;
}

QQuickItem *WorkInterfaceTest::text(QQuickWindow *window, const QString &words)
{
    for (QQuickItem *item : visibleItems(window)) {
        if (item->inherits("QQuickText") && item->property("text").toString() == words)
            return item;
    }
    return nullptr;
}

void WorkInterfaceTest::fits_data()
{
    QTest::addColumn<QString>("layout");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("kind");
    for (const char *layout : {"desk", "wall"})
        for (const char *language : {"en", "zh_CN"})
            for (const QSize size : {QSize(1280, 720), QSize(1920, 1080), QSize(3840, 2160), QSize(3840, 1080)}) {
                const bool english = language[0] == 'e';
                if (english == (size.width() == 3840))
                    continue; // either language will do
                const bool event = (size.height() == 1080) == english;
                QTest::addRow("%s %s %dx%d %s", layout, language, size.width(), size.height(),
                              event ? "event" : "alarm")
                    << QString::fromLatin1(layout) << QString::fromLatin1(language) << size
                    << (event ? QStringLiteral("event") : QStringLiteral("alarm"));
            }
}

/// An event or alarm is selected, alarms are listed, critical ones call, and one is marked.
void WorkInterfaceTest::fits()
{
    QFETCH(QString, layout);
    QFETCH(QString, language);
    QFETCH(QSize, size);
    QFETCH(QString, kind);
    const QString theme = size.width() == 1920 ? QStringLiteral("plan") : QStringLiteral("command");
    QQuickWindow *window = show({layout, theme, language, size});
    QVERIFY2(window, qPrintable(complaints()));
    const bool event = kind == QLatin1String("event");
    select(qPrintable(kind), event ? "E1" : "A1");
    QObject *operations = m_interface.singleton("Operations");
    if (!event) {
        m_interface.singleton("Shell")->setProperty("list", QStringLiteral("alarms"));
        operations->setProperty("alarmLoad", QStringLiteral("flood"));
        operations->setProperty("alarmRate", 24);
        operations->setProperty("unacknowledgedCritical", 2);
    } else {
        operations->setProperty("markedKind", QStringLiteral("event"));
        operations->setProperty("marked", QStringList{QStringLiteral("E1"), QStringLiteral("E3")});
    }
    QTest::qWait(60);
    QString problem;
    QTRY_VERIFY2((problem = tests::layoutProblem(window, layout)).isEmpty(), qPrintable(problem));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

void WorkInterfaceTest::keysWorkTheQueue()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QTest::keyClick(window, Qt::Key_J);
    QObject *selection = m_interface.singleton("Selection");
    QCOMPARE(selection->property("kind").toString(), QStringLiteral("event"));
    const QString first = selection->property("id").toString();
    QTest::keyClick(window, Qt::Key_J);
    const QString second = selection->property("id").toString();
    QVERIFY(second != first);
    QTest::keyClick(window, Qt::Key_K);
    QCOMPARE(selection->property("id").toString(), first);
    QTest::keyClick(window, Qt::Key_Down);
    QCOMPARE(selection->property("id").toString(), second);
    QTest::keyClick(window, Qt::Key_A);
    QCOMPARE(calls(), QStringList{QStringLiteral("act accept %1 {}").arg(second)});
    QTest::keyClick(window, Qt::Key_U);
    QCOMPARE(calls().last(), QStringLiteral("undo %1").arg(second));
    // The mock's events cannot be closed: that is said, and nothing is done.
    const qsizetype before = calls().size();
    QTest::keyClick(window, Qt::Key_C);
    QCOMPARE(calls().size(), before);
    QTRY_VERIFY(text(window, QStringLiteral("It is \"reported\": that cannot be done now. Possible: Accept (A), "
                                            "Dispatch (D), Hand in for verification (F), Reject (R)")));
    QTest::keyClick(window, Qt::Key_Return);
    QVERIFY(calls("Selection").last().startsWith(QLatin1String("flyTo event ")));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

/// An accepted event goes down the queue: its neighbour is next, none is skipped, and the ring goes with what the keys
/// work on.
void WorkInterfaceTest::whatIsWorkedLeavesThePlace()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QObject *selection = m_interface.singleton("Selection");
    QObject *queue = m_interface.singleton("EventModel");
    const auto idAt = [&](int row) {
        QVariant id;
        QMetaObject::invokeMethod(queue, "idAt", Q_RETURN_ARG(QVariant, id), Q_ARG(QVariant, row));
        return id.toString();
    };
    const QString first = idAt(0);
    const QString second = idAt(1);
    const QString third = idAt(2);
    QVERIFY(!third.isEmpty());
    QTest::keyClick(window, Qt::Key_J);
    QCOMPARE(selection->property("id").toString(), first);
    QMetaObject::invokeMethod(queue, "move", Q_ARG(int, 0), Q_ARG(int, 3), Q_ARG(int, 1));
    QCOMPARE(idAt(3), first);
    QTest::keyClick(window, Qt::Key_Space);
    QCOMPARE(m_interface.singleton("Operations")->property("marked").toStringList(), QStringList{first});
    QCOMPARE(selection->property("id").toString(), second);
    QMetaObject::invokeMethod(queue, "move", Q_ARG(int, 0), Q_ARG(int, 4), Q_ARG(int, 1));
    QTest::keyClick(window, Qt::Key_J);
    QCOMPARE(selection->property("id").toString(), third);
    // Its neighbour has gone to the end: it stays in its place, and so does the way up.
    QTest::keyClick(window, Qt::Key_J);
    QMetaObject::invokeMethod(queue, "move", Q_ARG(int, 0), Q_ARG(int, queue->property("count").toInt() - 1),
                              Q_ARG(int, 1));
    const QString above = idAt(0);
    QTest::keyClick(window, Qt::Key_K);
    QVERIFY(selection->property("id").toString() == above);
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

/// Esc in the empty search went one level up and left the keys in the search.
void WorkInterfaceTest::escapeGivesTheKeysBack()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QTest::keyClick(window, Qt::Key_J);
    QObject *selection = m_interface.singleton("Selection");
    const QString first = selection->property("id").toString();
    QTest::keyClick(window, Qt::Key_Slash);
    QVERIFY(window->activeFocusItem() && window->activeFocusItem()->inherits("QQuickTextInput"));
    QTest::keyClick(window, Qt::Key_Escape);
    QVERIFY(!window->activeFocusItem()->inherits("QQuickTextInput"));
    QCOMPARE(selection->property("id").toString(), first);
    QTest::keyClick(window, Qt::Key_A);
    QCOMPARE(calls(), QStringList{QStringLiteral("act accept %1 {}").arg(first)});
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

/// Enter in the words of the filter went nowhere.
void WorkInterfaceTest::filteredListIsEntered()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QTest::keyClick(window, Qt::Key_K, Qt::ControlModifier);
    QVERIFY(window->activeFocusItem() && window->activeFocusItem()->inherits("QQuickTextInput"));
    QTest::keyClick(window, Qt::Key_E);
    QCOMPARE(m_interface.singleton("EventModel")->property("filterText").toString(), QStringLiteral("e"));
    QTest::keyClick(window, Qt::Key_Return);
    QCOMPARE(m_interface.singleton("Selection")->property("kind").toString(), QStringLiteral("event"));
    QTest::keyClick(window, Qt::Key_A);
    QCOMPARE(calls().size(), 1);
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

/// One that was accepted already among the marked held up all others.
void WorkInterfaceTest::markedOnesThatFitAreWorked()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QObject *selection = m_interface.singleton("Selection");
    QObject *operations = m_interface.singleton("Operations");
    QTest::keyClick(window, Qt::Key_J);
    operations->setProperty("further", selection->property("id"));
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(window, Qt::Key_Space);
    const QStringList marked = operations->property("marked").toStringList();
    QCOMPARE(marked.size(), 3);
    QTest::keyClick(window, Qt::Key_A, Qt::ShiftModifier);
    QCOMPARE(calls(), QStringList{QStringLiteral("act accept %1,%2 {}").arg(marked.at(1), marked.at(2))});
    QVERIFY(operations->property("marked").toStringList().isEmpty());
    QTest::keyClick(window, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(operations->property("marked").toStringList().size(),
             m_interface.singleton("EventModel")->property("count").toInt());
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

/// Down takes a usual reason; what was typed stays before it.
void WorkInterfaceTest::usualWordsWithoutThePointer()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    select("event", "E1");
    QTest::keyClick(window, Qt::Key_R);
    QTRY_VERIFY(tests::openSheet(window));
    QTest::keyClick(window, Qt::Key_X);
    QTest::keyClick(window, Qt::Key_Down);
    QTest::keyClick(window, Qt::Key_Down);
    QTest::keyClick(window, Qt::Key_Return);
    QTRY_COMPARE(calls(), QStringList{QStringLiteral("act reject E1 {\"why\":\"x; Nothing found on the spot\"}")});
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

void WorkInterfaceTest::keysWorkAlarms()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QTest::keyClick(window, Qt::Key_G);
    QCOMPARE(m_interface.singleton("Shell")->property("list").toString(), QStringLiteral("alarms"));
    QObject *selection = m_interface.singleton("Selection");
    QCOMPARE(selection->property("kind").toString(), QStringLiteral("incident"));
    QTest::keyClick(window, Qt::Key_X);
    QCOMPARE(calls().last(), QStringLiteral("alarms acknowledge A0,A9 {}"));
    QTest::keyClick(window, Qt::Key_J);
    QCOMPARE(selection->property("id").toString(), QStringLiteral("A1"));
    QTest::keyClick(window, Qt::Key_X);
    QCOMPARE(calls().last(), QStringLiteral("alarms acknowledge A1 {}"));
    QTest::keyClick(window, Qt::Key_X, Qt::ShiftModifier);
    QVERIFY(calls().last().startsWith(QLatin1String("alarms acknowledge A0,A1,A2")));
    QTest::keyClick(window, Qt::Key_H);
    QCOMPARE(m_interface.singleton("Shell")->property("sheet").toString(), QStringLiteral("act"));
    QTRY_VERIFY(tests::openSheet(window));
    for (const char letter : {'t', 'e', 's', 't'})
        QTest::keyClick(window, letter);
    QTest::keyClick(window, Qt::Key_Return);
    QTRY_VERIFY(calls().last().startsWith(QLatin1String("alarms shelve A1 ")));
    QVERIFY(calls().last().contains(QLatin1String("\"why\":\"test\"")));
    QVERIFY(calls().last().contains(QLatin1String("\"minutes\":60")));
    // Lines that fold: by the arrows.
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(window, Qt::Key_J);
    QTest::keyClick(window, Qt::Key_Right);
    QTest::keyClick(window, Qt::Key_Return);
    QVERIFY(
        m_interface.singleton("AlarmModel")->property("toggled").toStringList().contains(QStringLiteral("shelved")));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

/// The same letters belong to the map and the building while nothing is worked on, and to whoever types.
void WorkInterfaceTest::lettersStayWhoseTheyAre()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QObject *session = m_interface.singleton("Session");
    QTest::keyClick(window, Qt::Key_H); // a building is selected: the whole district
    QVERIFY(session->property("calls").toStringList().contains(QStringLiteral("home")));
    QTest::keyClick(window, Qt::Key_A);
    QVERIFY(calls().isEmpty());
    // In a field.
    select("event", "E1");
    QTest::keyClick(window, Qt::Key_F, Qt::ControlModifier);
    QTest::keyClick(window, Qt::Key_A);
    QTest::keyClick(window, Qt::Key_D);
    QVERIFY(calls().isEmpty());
    QVERIFY(m_interface.singleton("Shell")->property("sheet").toString().isEmpty());
    // Walking: WASD are the legs'.
    QQuickWindow *walk = show();
    QVERIFY(walk);
    select("event", "E1");
    QObject *inside = m_interface.singleton("Inside");
    inside->setProperty("entered", true);
    inside->setProperty("walking", true);
    QTest::keyClick(walk, Qt::Key_A);
    QTest::keyClick(walk, Qt::Key_S);
    QVERIFY(calls().isEmpty());
    inside->setProperty("walking", false);
    // Beside an event the building keeps the keys that no event has.
    QTest::keyClick(walk, Qt::Key_X);
    QCOMPARE(inside->property("spread").toString(), QStringLiteral("up"));
    QTest::keyClick(walk, Qt::Key_A);
    QCOMPARE(calls().size(), 1);
    // The briefing works nothing.
    QTest::keyClick(walk, Qt::Key_F7);
    QTest::keyClick(walk, Qt::Key_A);
    QCOMPARE(calls().size(), 1);
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

void WorkInterfaceTest::whatNeedsMoreAsks_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expected");
    QTest::newRow("the first team") << "dispatch" << int(Qt::Key_D) << ""
                                    << "act dispatch E1 {\"assignee\":\"T0\"}";
    QTest::newRow("a team by name") << "dispatch" << int(Qt::Key_D) << "fire"
                                    << "act dispatch E1 {\"assignee\":\"T2\"}";
    QTest::newRow("a reason") << "reject" << int(Qt::Key_R) << "no"
                              << "act reject E1 {\"why\":\"no\"}";
    QTest::newRow("a note") << "note" << int(Qt::Key_N) << "seen"
                            << "act note E1 {\"text\":\"seen\"}";
    QTest::newRow("an event") << "merge" << int(Qt::Key_M) << ""
                              << "act merge E1 {\"into\":\"E1\"}";
    QTest::newRow("a result that may be empty") << "finish" << int(Qt::Key_F) << ""
                                                << "act finish E1 {}";
}

void WorkInterfaceTest::whatNeedsMoreAsks()
{
    QFETCH(QString, verb);
    QFETCH(int, key);
    QFETCH(QString, typed);
    QFETCH(QString, expected);
    for (const Look &look : {Look{"desk", "plan", "en", {1280, 720}}, Look{"wall", "command", "zh_CN", {3840, 1080}}}) {
        QQuickWindow *window = show(look);
        QVERIFY(window);
        select("event", "E1");
        QTest::keyClick(window, Qt::Key(key));
        QCOMPARE(m_interface.singleton("Shell")->property("sheet").toString(), QStringLiteral("act"));
        QQuickItem *sheet = nullptr;
        QTRY_VERIFY((sheet = tests::openSheet(window)));
        QTRY_VERIFY2(QRectF(QPointF(), look.size).contains(sceneRect(sheet)), qPrintable(tests::describe(sheet)));
        const auto problem = [&] {
            QList<QQuickItem *> items;
            tests::collect(sheet->parentItem(), items);
            return tests::textProblem(items);
        };
        QTRY_COMPARE(problem(), QString());
        // Esc leaves it undone.
        QTest::keyClick(window, Qt::Key_Escape);
        QTRY_VERIFY(m_interface.singleton("Shell")->property("sheet").toString().isEmpty());
        QVERIFY(calls().isEmpty());
        if (look.language == QLatin1String("zh_CN"))
            continue; // names are others there
        QTRY_VERIFY(!find(window, "sheet"));
        QTest::keyClick(window, Qt::Key(key));
        QTRY_VERIFY(tests::openSheet(window));
        for (const QChar letter : typed)
            QTest::keyClick(window, letter.toLatin1());
        QTest::keyClick(window, Qt::Key_Return);
        QTRY_COMPARE(calls(), QStringList{expected});
        QVERIFY(m_interface.singleton("Shell")->property("sheet").toString().isEmpty());
        QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
    }
}

void WorkInterfaceTest::marksAreWorkedTogether()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QTest::keyClick(window, Qt::Key_J);
    QTest::keyClick(window, Qt::Key_Space);
    QTest::keyClick(window, Qt::Key_Space);
    const QStringList marked = m_interface.singleton("Operations")->property("marked").toStringList();
    QCOMPARE(marked.size(), 2);
    QTRY_VERIFY(text(window, QStringLiteral("Marked: 2")));
    QTest::keyClick(window, Qt::Key_A, Qt::ShiftModifier);
    QCOMPARE(calls().last(), QStringLiteral("act accept %1 {}").arg(marked.join(u',')));
    QVERIFY(m_interface.singleton("Operations")->property("marked").toStringList().isEmpty());
    // Esc takes marks away before it lets go of anything else.
    QTest::keyClick(window, Qt::Key_Space);
    QTest::keyClick(window, Qt::Key_Escape);
    QVERIFY(m_interface.singleton("Operations")->property("marked").toStringList().isEmpty());
    QVERIFY(!calls("Selection").contains(QStringLiteral("up")));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

void WorkInterfaceTest::numbersChooseSteps()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QObject *queue = m_interface.singleton("EventModel");
    QTest::keyClick(window, Qt::Key_4); // a saved view: no list has the keys
    QCOMPARE(queue->property("filterState").toString(), QStringLiteral("open"));
    QVERIFY(m_interface.singleton("Session")->property("calls").toStringList().contains(QStringLiteral("goToView")));
    QTest::keyClick(window, Qt::Key_J);
    QTest::keyClick(window, Qt::Key_4);
    QCOMPARE(queue->property("filterState").toString(), QStringLiteral("handling"));
    QVERIFY(queue->property("leadsMap").toBool());
    QTest::keyClick(window, Qt::Key_4);
    QCOMPARE(queue->property("filterState").toString(), QStringLiteral("open"));
    // And by a click.
    QQuickItem *step = text(window, QStringLiteral("5 Verifying"));
    QVERIFY(step);
    QTest::mouseClick(window, Qt::LeftButton, {}, sceneRect(step).center().toPoint());
    QCOMPARE(queue->property("filterState").toString(), QStringLiteral("verifying"));
    // What nobody can see on the wall hides nothing there.
    QTest::keyClick(window, Qt::Key_F6);
    QVERIFY(!queue->property("leadsMap").toBool());
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

void WorkInterfaceTest::mapAndListsKeepStep()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    // What is chosen on the map is scrolled to.
    const QString far = QStringLiteral("E35");
    const auto current = [&]() -> QString {
        for (QQuickItem *item : visibleItems(window)) {
            const QString title = item->property("title").toString();
            if (!title.isEmpty() && item->property("selected").typeId() == QMetaType::Bool &&
                item->property("selected").toBool())
                return title;
        }
        return {};
    };
    QVERIFY(current().isEmpty());
    select("event", qPrintable(far));
    QTRY_VERIFY(!current().isEmpty());
    // The place that is selected narrows the queue once that is asked for.
    QObject *queue = m_interface.singleton("EventModel");
    QVERIFY(queue->property("places").toStringList().isEmpty());
    m_interface.singleton("Shell")->setProperty("followPlace", true);
    select("grid", "G07");
    QCOMPARE(queue->property("places").toStringList().last(), QStringLiteral("grid:G07"));
    select("event", "E1");
    QCOMPARE(queue->property("places").toStringList().last(), QStringLiteral("grid:G07"));
    m_interface.singleton("Shell")->setProperty("followPlace", false);
    QCOMPARE(queue->property("places").toStringList().last(), QStringLiteral(":"));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

void WorkInterfaceTest::criticalBannerStays()
{
    for (const char *layout : {"desk", "wall"}) {
        QQuickWindow *window = show({QString::fromLatin1(layout), "command", "en", {1920, 1080}});
        QVERIFY(window);
        QVERIFY(!find(window, "critical banner"));
        QObject *operations = m_interface.singleton("Operations");
        operations->setProperty("unacknowledgedCritical", 1);
        QTRY_VERIFY(find(window, "critical banner"));
        QTest::keyClick(window, Qt::Key_Escape);
        QVERIFY(find(window, "critical banner"));
        operations->setProperty("unacknowledgedCritical", 0);
        QTRY_VERIFY(!find(window, "critical banner"));
    }
}

/// Another alarm took the place of the first: the button went on with the one that was acknowledged.
void WorkInterfaceTest::criticalBannerActsOnWhatItSays()
{
    QQuickWindow *window = show({"wall", "command", "en", {1920, 1080}});
    QVERIFY(window);
    m_interface.singleton("Operations")->setProperty("unacknowledgedCritical", 2);
    QQuickItem *banner = nullptr;
    QTRY_VERIFY((banner = find(window, "critical banner")));
    QAbstractItemModel *alarms = nullptr;
    for (auto *model : banner->findChildren<QAbstractItemModel *>()) {
        if (model->property("filterSeverity").toString() == QLatin1String("critical"))
            alarms = model;
    }
    QVERIFY(alarms);
    QCOMPARE(alarms->rowCount(), 2);
    const auto acknowledged = [&](const char *words) {
        const auto said = [&] {
            QList<QQuickItem *> items;
            tests::collect(banner, items);
            return std::any_of(items.begin(), items.end(), [&](const QQuickItem *item) {
                return item->inherits("QQuickText") &&
                       item->property("text").toString().startsWith(QLatin1String(words));
            });
        };
        if (!QTest::qWaitFor(said))
            return QStringLiteral("not said");
        // Once the words stand in their lines.
        QTest::qWait(50);
        QQuickItem *button = nullptr;
        for (QQuickItem *item : visibleItems(window)) {
            if (banner->isAncestorOf(item) && item->property("primary").toBool())
                button = item;
        }
        QTest::mouseClick(window, Qt::LeftButton, {}, sceneRect(button).center().toPoint());
        return calls().value(calls().size() - 1);
    };
    QCOMPARE(acknowledged("Smoke alarm"), QStringLiteral("alarms acknowledge A0 {}"));
    QMetaObject::invokeMethod(alarms, "move", Q_ARG(int, 0), Q_ARG(int, 1), Q_ARG(int, 1));
    QCOMPARE(acknowledged("Cable hot"), QStringLiteral("alarms acknowledge A7 {}"));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

void WorkInterfaceTest::toastTakesBack()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    begin("accept", "event", "E2");
    QQuickItem *undo = nullptr;
    QTRY_VERIFY((undo = text(window, QStringLiteral("Take back"))));
    QTest::mouseClick(window, Qt::LeftButton, {}, sceneRect(undo).center().toPoint());
    QCOMPARE(calls().last(), QStringLiteral("undo E2"));
}

void WorkInterfaceTest::storeSpeaksUp()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QObject *operations = m_interface.singleton("Operations");
    QTRY_VERIFY(text(window, QStringLiteral("Exercise")));
    operations->setProperty("exercise", false);
    QTRY_VERIFY(!text(window, QStringLiteral("Exercise")));
    operations->setProperty("storeState", QStringLiteral("failing"));
    operations->setProperty("canWrite", false);
    operations->setProperty("storeText", QStringLiteral("The store is failing: the disk is full"));
    QTRY_VERIFY(text(window, QStringLiteral("Not saved: the store fails")));
    select("event", "E1");
    QTest::keyClick(window, Qt::Key_A);
    QVERIFY(calls().isEmpty());
    QTRY_VERIFY(text(window, QStringLiteral("The store is failing: the disk is full")));
}

void WorkInterfaceTest::pointingAtAFeedTellsItsFigures()
{
    QQuickWindow *window = show();
    QVERIFY(window);
    QQuickItem *feed = nullptr;
    QTRY_VERIFY((feed = text(window, QStringLiteral("Water silent since 14:02"))));
    QTest::mouseMove(window, sceneRect(feed).center().toPoint());
    QTRY_VERIFY(text(window, QStringLiteral("2,210 received · 3 could not be read")));
    QTest::mouseMove(window, {window->width() / 2, window->height() / 2});
    QTRY_VERIFY(!text(window, QStringLiteral("2,210 received · 3 could not be read")));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(complaints()));
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QApplication app(argc, argv); // Qt Charts draws with graphics views
    WorkInterfaceTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "WorkInterfaceTest.moc"
