#include "Checks.h"
#include "MockInterface.h"

#include <QApplication>
#include <QFontDatabase>
#include <QTest>

using namespace tests;

/// Tab through the whole window: everything that can be worked is reached, one sees where one is, and it goes round.
class FocusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tabGoesRound_data();
    void tabGoesRound();
    void sheetsKeepTheKeys_data();
    void sheetsKeepTheKeys();
    void edgesMoveByKeys();
    void tableIsWorkedByKeys();

private:
    MockInterface m_interface;
};

/// What of an item can be seen: within the window and everything that clips it.
static QRectF seenRect(const QQuickItem *item)
{
    QRectF rect = sceneRect(item).intersected(QRectF(QPointF(), QSizeF(item->window()->size())));
    for (const QQuickItem *parent = item->parentItem(); parent; parent = parent->parentItem()) {
        if (parent->clip())
            rect = rect.intersected(sceneRect(parent));
    }
    return rect;
}

/// How many pixels differ within a rectangle.
static int changed(const QImage &a, const QImage &b, const QRect &within)
{
    int count = 0;
    const QRect rect = within.intersected(a.rect()).intersected(b.rect());
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        const auto *first = reinterpret_cast<const QRgb *>(a.constScanLine(y));
        const auto *second = reinterpret_cast<const QRgb *>(b.constScanLine(y));
        for (int x = rect.left(); x <= rect.right(); ++x) {
            const int by = std::abs(qRed(first[x]) - qRed(second[x])) + std::abs(qGreen(first[x]) - qGreen(second[x])) +
                           std::abs(qBlue(first[x]) - qBlue(second[x]));
            constexpr int Seen = 40;
            count += by > Seen;
        }
    }
    return count;
}

static QImage grab(QQuickWindow *window)
{
    QCoreApplication::processEvents(QEventLoop::AllEvents, 30);
    return window->grabWindow().convertToFormat(QImage::Format_RGB32);
}

static bool takesTab(const QQuickItem *item)
{
    return item->isVisible() && item->isEnabled() && item->property("activeFocusOnTab").toBool();
}

/// The list that has the keys where its current row has them: Tab stops at lists, arrows at their rows.
static QQuickItem *stopOf(QQuickItem *item)
{
    for (QQuickItem *each = item; each; each = each->parentItem()) {
        if (takesTab(each))
            return each;
    }
    return item;
}

static QString named(const QQuickItem *item)
{
    return describe(item) + u' ' + QString::fromLatin1(item->metaObject()->className());
}

/// Walks until Tab is back where it was; each stop is checked, and that every one of `among` is reached.
static QString walk(QQuickWindow *window, const QList<QQuickItem *> &among)
{
    struct Stop {
        QQuickItem *item;
        QRect at;
        QImage picture;
    };
    std::vector<Stop> stops{{nullptr, {}, grab(window)}};
    const auto visited = [&](const QQuickItem *item) {
        return std::any_of(stops.begin(), stops.end(), [&](const Stop &stop) { return stop.item == item; });
    };
    constexpr size_t Most = 260;
    for (;;) {
        QTest::keyClick(window, Qt::Key_Tab);
        QQuickItem *has = window->activeFocusItem();
        if (!has || has == window->contentItem())
            return QStringLiteral("Tab loses the keys after ") +
                   (stops.size() > 1 ? named(stops.back().item) : QString());
        QQuickItem *now = stopOf(has);
        if (stops.size() > 1 && now == stops[1].item)
            break;
        if (visited(now))
            return "Tab turns back before it was everywhere: " + named(now);
        const QRectF seen = seenRect(now);
        if (seen.width() < 4 || seen.height() < 4)
            return "the keys are where one cannot see it: " + named(now);
        stops.push_back({now, seen.adjusted(-4, -4, 4, 4).toAlignedRect(), grab(window)});
        if (stops.size() > Most)
            return QStringLiteral("Tab does not come round");
    }
    for (size_t i = 1; i < stops.size(); ++i) {
        // The picture of the stop against the one after it: the keys have gone. One that is alone against the start.
        const QImage &other = stops[i + 1 < stops.size() ? i + 1 : i > 1 ? 1 : 0].picture;
        constexpr int Least = 24;
        if (changed(stops[i].picture, other, stops[i].at) < Least) {
            if (qEnvironmentVariableIsSet("YUNJIE_PICTURES"))
                stops[i].picture.save(qEnvironmentVariable("YUNJIE_PICTURES") + QStringLiteral("/focus.png"));
            return "one cannot see that the keys are at " + named(stops[i].item);
        }
    }
    for (QQuickItem *item : among) {
        const QRectF seen = seenRect(item);
        if (seen.width() < 4 || seen.height() < 4)
            continue; // what is scrolled out of sight comes into it by the keys of its list
        if (takesTab(item) && !visited(item))
            return "Tab does not reach " + named(item);
        // A button that only the pointer reaches: its list must have the keys.
        const bool isButton = item->inherits("QQuickAbstractButton") && item->isEnabled();
        if (isButton && !visited(stopOf(item)))
            return "no key reaches " + named(item);
    }
    return {};
}

void FocusTest::initTestCase()
{
    QVERIFY(QFontDatabase::families().contains(QStringLiteral("Noto Sans CJK SC")));
}

void FocusTest::tabGoesRound_data()
{
    QTest::addColumn<QString>("layout");
    QTest::addColumn<bool>("table");
    QTest::newRow("desk") << QStringLiteral("desk") << false;
    QTest::newRow("desk with its table") << QStringLiteral("desk") << true;
    QTest::newRow("wall") << QStringLiteral("wall") << false;
    QTest::newRow("briefing") << QStringLiteral("briefing") << false;
}

void FocusTest::tabGoesRound()
{
    QFETCH(QString, layout);
    QFETCH(bool, table);
    QQuickWindow *window = m_interface.show({layout, QStringLiteral("command"), QStringLiteral("en"), {1600, 900}});
    QVERIFY2(window, qPrintable(m_interface.warnings().join(u'\n')));
    window->requestActivate();
    m_interface.singleton("Shell")->setProperty("tableDock", table);
    QTest::qWait(100);
    const QString problem = walk(window, visibleItems(window));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void FocusTest::sheetsKeepTheKeys_data()
{
    QTest::addColumn<QString>("sheet");
    for (const char *sheet : {"settings", "help", "layers", "views", "records", "rules"})
        QTest::addRow("%s", sheet) << QString::fromLatin1(sheet);
}

void FocusTest::sheetsKeepTheKeys()
{
    QFETCH(QString, sheet);
    QQuickWindow *window =
        m_interface.show({QStringLiteral("desk"), QStringLiteral("plan"), QStringLiteral("en"), {1280, 720}});
    QVERIFY(window);
    window->requestActivate();
    m_interface.singleton("Shell")->setProperty("sheet", sheet);
    QQuickItem *frame = nullptr;
    QTRY_VERIFY((frame = tests::openSheet(window)));
    QTest::qWait(100);
    QList<QQuickItem *> items;
    collect(frame->parentItem(), items);
    const QString problem = walk(window, items);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

static QQuickItem *find(QQuickWindow *window, const QString &property, const QString &value)
{
    for (QQuickItem *item : visibleItems(window)) {
        if (item->property(qPrintable(property)).toString() == value)
            return item;
    }
    return nullptr;
}

/// The docks, without a pointer; how they were left is kept by the size of the screen.
void FocusTest::edgesMoveByKeys()
{
    QQuickWindow *window = m_interface.show({});
    QVERIFY(window);
    window->requestActivate();
    QQuickItem *edge = find(window, QStringLiteral("name"), QStringLiteral("Width of the panels at the left"));
    QVERIFY(edge);
    const double before = edge->x();
    edge->forceActiveFocus();
    QTest::keyClick(window, Qt::Key_Right);
    QTest::keyClick(window, Qt::Key_Right);
    QTRY_VERIFY(edge->x() > before + 20);
    const QVariantMap parts = m_interface.singleton("DeskMemory")->property("parts").toMap();
    QCOMPARE(parts.size(), 1);
    QVERIFY(parts.firstKey().startsWith(QLatin1String("docks/")));
    QVERIFY(parts.first().toMap().value(QStringLiteral("left")).toDouble() > 300);
    QTest::keyClick(window, Qt::Key_Return);
    QTRY_COMPARE(edge->x(), before);
    // Put away and back by keys.
    QObject *shell = m_interface.singleton("Shell");
    QTest::keyClick(window, Qt::Key_F2);
    QVERIFY(!shell->property("leftDock").toBool());
    QTRY_COMPARE(m_interface.singleton("DeskMemory")
                     ->property("parts")
                     .toMap()
                     .first()
                     .toMap()
                     .value(QStringLiteral("leftShown"))
                     .toBool(),
                 false);
    // The other layout and back: as they were left.
    m_interface.singleton("Session")->setProperty("layout", QStringLiteral("wall"));
    QTest::qWait(50);
    shell->setProperty("leftDock", true);
    m_interface.singleton("Session")->setProperty("layout", QStringLiteral("desk"));
    QTRY_VERIFY(!shell->property("leftDock").toBool());
    QMetaObject::invokeMethod(shell, "arrangementReset");
    QVERIFY(shell->property("leftDock").toBool());
}

void FocusTest::tableIsWorkedByKeys()
{
    QQuickWindow *window = m_interface.show({});
    QVERIFY(window);
    window->requestActivate();
    QTest::keyClick(window, Qt::Key_F4);
    QTRY_VERIFY(find(window, QStringLiteral("objectName"), QStringLiteral("panel attributes")));
    QObject *table = m_interface.singleton("FeatureTable");
    QVERIFY(table->property("active").toBool());
    QQuickItem *view = nullptr;
    for (QQuickItem *item : visibleItems(window)) {
        if (item->inherits("QQuickTableView") && item->property("model").value<QObject *>() == table)
            view = item;
    }
    QVERIFY(view);
    view->forceActiveFocus();
    QTest::keyClick(window, Qt::Key_Down);
    QTest::keyClick(window, Qt::Key_PageDown);
    QTest::keyClick(window, Qt::Key_Return);
    QTest::keyClick(window, Qt::Key_A, Qt::ControlModifier);
    const QStringList calls = table->property("calls").toStringList();
    QCOMPARE(calls.first(), QStringLiteral("click 3"));
    QVERIFY2(calls.contains(QStringLiteral("zoom")) && calls.contains(QStringLiteral("all")),
             qPrintable(calls.join(u',')));
    // The heads: one stop, arrows, Enter.
    QTest::keyClick(window, Qt::Key_Tab, Qt::ShiftModifier);
    QTest::keyClick(window, Qt::Key_Right);
    QTest::keyClick(window, Qt::Key_Return);
    QTest::keyClick(window, Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(table->property("calls").toStringList().contains(QStringLiteral("sort name")));
    QVERIFY(table->property("calls").toStringList().contains(QStringLiteral("width name")));
    QVERIFY2(m_interface.warnings().isEmpty(), qPrintable(m_interface.warnings().join(u'\n')));
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QApplication app(argc, argv); // Qt Charts draws with graphics views
    FocusTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "FocusTest.moc"
