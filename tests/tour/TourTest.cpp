#include "show/Tour.h"

#include "scene/CityView.h"
#include "session/Session.h"

#include <QDir>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::Session;
using app::Tour;

/// Counts the keys that reach the wall.
class KeyCounter : public QQuickItem
{
public:
    using QQuickItem::QQuickItem;
    int keys = 0;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        ++keys;
        event->accept();
    }
};

/// The wall's tour in a real window, with time run faster. Needs a display with OpenGL 3.3 (Xvfb will do).
class TourTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void beginsAfterAWhile();
    void touchPutsItOff();
    void fliesToViewsAndEvents();
    void touchStopsItAndDoesNothingElse();
    void keyStopsItAndDoesNothingElse();
    void criticalAlarmStopsIt();
    void selectionByAnybodyElseStopsIt();
    void onlyOnAFreeWall();
    void cutsWithReducedMotion();
    void minutesAreKept();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<QQuickWindow> m_window;
    scene::CityView *m_view = nullptr;
    KeyCounter *m_keys = nullptr;
    std::unique_ptr<Tour> m_tour;
};

static Tour::Pace quick()
{
    return {0.1, 0.3, 0.3, 0.3, 0.6};
}

void TourTest::initTestCase()
{
    m_session = std::make_unique<Session>(m_folder.filePath(QStringLiteral("profile")));
    m_session->setLanguage(QStringLiteral("en"));
    m_session->setLayout(QStringLiteral("wall"));
    m_session->setQuality(QStringLiteral("low"));
    m_window = std::make_unique<QQuickWindow>();
    m_window->resize(640, 400);
    m_view = new scene::CityView(m_window->contentItem());
    m_view->setSize(QSizeF(640, 400));
    m_keys = new KeyCounter(m_window->contentItem());
    m_keys->setFocus(true);
    m_session->attachView(m_view);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QSignalSpy loaded(m_session.get(), &Session::loaded);
    m_session->openPaths({QDir(QStringLiteral(FIXTURES)).filePath(QStringLiteral("district.json"))});
    QVERIFY(loaded.count() > 0 || loaded.wait(20'000));
    QTRY_VERIFY(m_session->isLive());
    QTRY_VERIFY(!m_session->twin().state().events().empty());
    m_session->togglePause();
}

void TourTest::init()
{
    QTest::mouseMove(m_window.get(), {10, 10});
    QTest::qWait(30);
    m_session->selection().clear();
    m_tour = std::make_unique<Tour>(*m_session);
    m_tour->setPace(quick());
}

void TourTest::cleanup()
{
    m_tour->setMinutes(0);
    m_tour.reset();
    m_session->setReducedMotion(false);
    m_session->setLayout(QStringLiteral("wall"));
}

void TourTest::cleanupTestCase()
{
    m_session->attachView(nullptr);
    m_window.reset();
    m_session.reset();
}

void TourTest::beginsAfterAWhile()
{
    QTest::qWait(400);
    QVERIFY(!m_tour->isRunning()); // off, as long as nobody wants it
    m_tour->setMinutes(2);
    QVERIFY(!m_tour->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(m_tour->isRunning(), 2000);
    QVERIFY(m_view->isMoving());
    QVERIFY(!m_tour->where().isEmpty());
}

void TourTest::touchPutsItOff()
{
    m_tour->setMinutes(4); // 0.4 s
    for (int i = 0; i < 8; ++i) {
        QTest::mouseMove(m_window.get(), {20 + 5 * i, 40});
        QTest::qWait(100);
        QVERIFY(!m_tour->isRunning());
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_tour->isRunning(), 2000);
}

void TourTest::fliesToViewsAndEvents()
{
    QSignalSpy where(m_tour.get(), &Tour::whereChanged);
    QVERIFY(m_tour->start());
    QCOMPARE(m_tour->where(), m_session->savedViews().first().toMap().value(QStringLiteral("name")).toString());
    QTRY_VERIFY_WITH_TIMEOUT(!m_tour->event().isNull(), 3000);
    QCOMPARE(m_session->selection().current(), m_tour->event()); // its card explains it
    QVERIFY(m_tour->isRunning());
    const QString event = m_tour->where();
    // The view again, with nothing selected.
    QTRY_VERIFY_WITH_TIMEOUT(m_tour->event().isNull() && m_tour->isRunning(), 3000);
    QVERIFY(m_session->selection().current().isNull());
    QVERIFY(m_tour->where() != event);
}

void TourTest::touchStopsItAndDoesNothingElse()
{
    QSignalSpy clicked(m_view, &scene::CityView::clicked);
    QVERIFY(m_tour->start());
    QTest::qWait(100);
    QVERIFY(m_view->isMoving());
    QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, {10, 10});
    QVERIFY(!m_tour->isRunning());
    QVERIFY(!m_view->isMoving());
    QCOMPARE(clicked.count(), 0);
    QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, {10, 10});
    QCOMPARE(clicked.count(), 1);
}

void TourTest::keyStopsItAndDoesNothingElse()
{
    m_window->requestActivate();
    m_keys->forceActiveFocus();
    QVERIFY(m_tour->start());
    QTest::keyClick(m_window.get(), Qt::Key_A);
    QVERIFY(!m_tour->isRunning());
    QCOMPARE(m_keys->keys, 0);
    QTest::keyClick(m_window.get(), Qt::Key_A);
    QCOMPARE(m_keys->keys, 1);
}

void TourTest::criticalAlarmStopsIt()
{
    QVERIFY(m_tour->start());
    Q_EMIT m_session->criticalRaised(QStringLiteral("alarm"), QStringLiteral("A1"), QStringLiteral("Smoke"));
    QVERIFY(!m_tour->isRunning());
    QVERIFY(!m_view->isMoving());
}

void TourTest::selectionByAnybodyElseStopsIt()
{
    QVERIFY(m_tour->start());
    const QString event = m_session->twin().state().events().front()->id;
    QVERIFY(m_session->selection().select(QString(), event));
    QVERIFY(!m_tour->isRunning());
    QCOMPARE(m_session->selection().current().id, event);
}

void TourTest::onlyOnAFreeWall()
{
    m_session->setLayout(QStringLiteral("desk"));
    QVERIFY(!m_tour->start());
    m_session->setLayout(QStringLiteral("wall"));
    m_tour->setHeld(true);
    QVERIFY(!m_tour->start());
    m_tour->setMinutes(1);
    QTest::qWait(300);
    QVERIFY(!m_tour->isRunning());
    m_tour->setHeld(false);
    QTRY_VERIFY_WITH_TIMEOUT(m_tour->isRunning(), 2000);
    m_session->setLayout(QStringLiteral("briefing"));
    QVERIFY(!m_tour->isRunning());
}

void TourTest::cutsWithReducedMotion()
{
    m_session->setReducedMotion(true);
    QVERIFY(m_tour->start());
    QVERIFY(!m_view->isMoving());
    QTRY_VERIFY_WITH_TIMEOUT(!m_tour->event().isNull(), 3000); // it goes on all the same
    QVERIFY(!m_view->isMoving());
}

void TourTest::minutesAreKept()
{
    m_tour->setMinutes(5);
    QCOMPARE(Tour(*m_session).minutes(), 5);
}

int main(int argc, char **argv)
{
    scene::CityView::prepareApplication();
    QGuiApplication app(argc, argv);
    TourTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "TourTest.moc"
