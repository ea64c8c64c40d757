#include "session/Session.h"
#include "show/Presenter.h"
#include "show/SlideLook.h"
#include "show/StoryboardEditor.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::Presenter;
using app::Session;
using app::StoryboardEditor;

/// Storyboards are made, changed, kept and shown; without a window.
class EditorTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Session> m_session;
    QString m_project;

    QString profile() const { return m_folder.filePath(QStringLiteral("profile")); }
    /// The two houses with a storyboard of two slides.
    void writeProject()
    {
        const QString folder = m_folder.filePath(QStringLiteral("project"));
        QDir().mkpath(folder);
        const QDir fixtures(QStringLiteral(FIXTURES));
        for (const QString &file : fixtures.entryList(QDir::Files))
            QFile::copy(fixtures.filePath(file), folder + u'/' + file);
        m_project = folder + QStringLiteral("/district.json");
        QFile project(m_project);
        QVERIFY(project.open(QIODevice::ReadOnly));
        QJsonObject object = QJsonDocument::fromJson(project.readAll()).object();
        project.close();
        object.insert(QStringLiteral("storyboards"), QJsonArray{QStringLiteral("board.json")});
        QVERIFY(project.open(QIODevice::WriteOnly | QIODevice::Truncate));
        project.write(QJsonDocument(object).toJson());
        domain::Storyboard board;
        board.id = QStringLiteral("day");
        board.name = {QStringLiteral("The day"), QStringLiteral("这一天")};
        for (const char *id : {"a", "b"}) {
            domain::Slide slide;
            slide.id = QString::fromLatin1(id);
            slide.title = {QStringLiteral("Slide %1").arg(slide.id), {}};
            slide.camera = {{}, 114.1, 22.5, 300, 0, -30};
            slide.theme = slide.id == QLatin1String("b") ? QStringLiteral("plan") : QStringLiteral("command");
            board.slides.push_back(slide);
        }
        QVERIFY(app::writeStoryboard(board, folder + QStringLiteral("/board.json")));
    }
    void open()
    {
        m_session = std::make_unique<Session>(profile());
        m_session->setLanguage(QStringLiteral("en"));
        QSignalSpy loaded(m_session.get(), &Session::loaded);
        m_session->openPaths({m_project});
        QVERIFY(loaded.count() > 0 || loaded.wait(20000));
        QVERIFY2(m_session->errors().isEmpty(), qPrintable(m_session->errors().join(u'\n')));
    }
    static QStringList titles(const StoryboardEditor &editor)
    {
        QStringList list;
        for (int row = 0; row < editor.count(); ++row)
            list.append(editor.data(editor.index(row), StoryboardEditor::TitleRole).toString());
        return list;
    }

private Q_SLOTS:
    void init()
    {
        QDir(m_folder.path()).removeRecursively();
        QDir().mkpath(m_folder.path());
        writeProject();
        open();
    }
    void cleanup() { m_session.reset(); }

    void theProjectsComesFirst()
    {
        StoryboardEditor editor(*m_session);
        QAbstractItemModelTester tester(&editor, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(editor.boards().size(), 1);
        QCOMPARE(editor.boardId(), QStringLiteral("day"));
        QCOMPARE(editor.name(), QStringLiteral("The day"));
        QVERIFY(editor.isFromProject() && !editor.isOwn());
        QCOMPARE(editor.current(), -1);
        QCOMPARE(titles(editor), QStringList({QStringLiteral("Slide a"), QStringLiteral("Slide b")}));
        m_session->setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(editor.name(), QStringLiteral("这一天"));
        // What is said in one language only is shown in that.
        QCOMPARE(titles(editor).first(), QStringLiteral("Slide a"));
    }

    void everyStepIsKeptAndCanBeUndone()
    {
        {
            StoryboardEditor editor(*m_session);
            QAbstractItemModelTester tester(&editor, QAbstractItemModelTester::FailureReportingMode::QtTest);
            editor.setCurrent(0);
            editor.takeView();
            QCOMPARE(editor.count(), 3);
            QCOMPARE(editor.current(), 1); // behind the current one
            QVERIFY(editor.isOwn());
            for (const QString &typed : {QStringLiteral("R"), QStringLiteral("Ra"), QStringLiteral("Rain")})
                editor.setTitle(1, QStringLiteral("en"), typed);
            editor.setTitle(1, QStringLiteral("zh_CN"), QStringLiteral("雨"));
            editor.setText(1, QStringLiteral("en"), QStringLiteral("- much\n- soon"));
            editor.setSeconds(1, 9);
            editor.move(1, 2);
            QCOMPARE(editor.current(), 2);
            QCOMPARE(titles(editor).last(), QStringLiteral("Rain"));
            editor.duplicate(2);
            QCOMPARE(editor.count(), 4);
            editor.remove(0);
            QCOMPARE(titles(editor),
                     QStringList({QStringLiteral("Slide b"), QStringLiteral("Rain"), QStringLiteral("Rain")}));
            editor.waitUntilKept();

            // Another viewer that starts now, as after a crash, has all of it.
            StoryboardEditor after(*m_session);
            QCOMPARE(after.board().toJson(), editor.board().toJson());
            QVERIFY(after.isOwn());

            // Back to the beginning, a word typed as one step.
            int steps = 0;
            while (editor.canUndo()) {
                editor.undo();
                ++steps;
            }
            QCOMPARE(steps, 8);
            QCOMPARE(titles(editor), QStringList({QStringLiteral("Slide a"), QStringLiteral("Slide b")}));
            QVERIFY(!editor.isOwn()); // nothing differs from the project's any more
            while (editor.canRedo())
                editor.redo();
            QCOMPARE(editor.count(), 3);
            QCOMPARE(editor.slide().value(QStringLiteral("seconds")).toDouble(), 9.0);
        }
        m_session.reset();
        open();
        StoryboardEditor editor(*m_session);
        QCOMPARE(editor.count(), 3);
        editor.removeBoard(); // the project's comes back
        QCOMPARE(editor.count(), 2);
        QVERIFY(!editor.isOwn());
        editor.undo();
        QCOMPARE(editor.count(), 3);
    }

    /// The sample is opened without a path: its name is empty.
    void whatIsMadeInTheSampleIsKeptToo()
    {
        m_session.reset();
        m_session = std::make_unique<Session>(profile());
        StoryboardEditor editor(*m_session);
        QSignalSpy changed(m_session.get(), &Session::cityChanged);
        m_session->twin().setCity(std::make_shared<const domain::City>());
        Q_EMIT m_session->cityChanged();
        editor.takeView();
        editor.waitUntilKept();
        QVERIFY(QFile::exists(m_session->settings().storyboardsFile(QString())));
    }

    // The English name was Chinese words, too: in English a briefing had a name that few could read.
    void aNewOneIsNamedInTheWindowsLanguage()
    {
        m_session->setLanguage(QStringLiteral("zh_CN"));
        StoryboardEditor editor(*m_session);
        editor.newBoard();
        QVERIFY(!editor.nameZh().isEmpty());
        QVERIFY(editor.nameEn().isEmpty());
        m_session->setLanguage(QStringLiteral("en"));
        QCOMPARE(editor.name(), editor.nameZh()); // better than none
        editor.renameBoard(QStringLiteral("en"), QStringLiteral("Weekly"));
        QCOMPARE(editor.name(), QStringLiteral("Weekly"));
        editor.duplicateBoard();
        QCOMPARE(editor.nameEn(), QStringLiteral("Copy of Weekly"));
        QVERIFY(editor.nameZh().isEmpty());
    }

    // After a restart it was the project's again, and one's own had to be looked for.
    void theOneWorkedOnLastIsOpen()
    {
        QString own;
        {
            StoryboardEditor editor(*m_session);
            editor.newBoard();
            own = editor.boardId();
            editor.takeView();
            editor.waitUntilKept();
        }
        {
            StoryboardEditor editor(*m_session);
            QCOMPARE(editor.boardId(), own);
            editor.setBoardId(QStringLiteral("day"));
            editor.waitUntilKept();
        }
        StoryboardEditor editor(*m_session);
        QCOMPARE(editor.boardId(), QStringLiteral("day"));
        QCOMPARE(editor.boards().size(), 2);
    }

    // Straight to a slide: what it speaks of was not known yet when it was to be selected.
    void whatIsKnownOnlyThenIsSelectedThen()
    {
        m_session->setReducedMotion(true);
        QTRY_VERIFY(m_session->replayEnd() > m_session->replayStart());
        StoryboardEditor editor(*m_session);
        editor.newBoard();
        editor.takeView();
        domain::Storyboard board = editor.board();
        board.slides.push_back(board.slides.front());
        board.slides[0].time = qint64(m_session->replayStart());
        board.slides[0].selected = {};
        board.slides[1].id = QStringLiteral("late");
        board.slides[1].time = qint64(m_session->replayEnd());
        board.slides[1].selected = {domain::ObjectKind::Event, QStringLiteral("E3")};
        editor.show(board);
        Presenter presenter(*m_session, editor);
        presenter.start(true);
        QTRY_COMPARE(m_session->twin().now(), *board.slides[0].time);
        QVERIFY(m_session->selection().current().isNull());
        presenter.last();
        QTRY_COMPARE(m_session->selection().current().id, QStringLiteral("E3"));
        presenter.previous();
        QTRY_VERIFY(m_session->selection().current().isNull());
    }

    void movesKeepTheCurrentSlide()
    {
        StoryboardEditor editor(*m_session);
        editor.newBoard();
        for (int i = 0; i < 4; ++i) {
            editor.takeView();
            editor.setTitle(i, QStringLiteral("en"), QString::number(i));
        }
        editor.setCurrent(1);
        editor.move(3, 0);
        QCOMPARE(titles(editor).join(QString()), QStringLiteral("3012"));
        QCOMPARE(editor.slide().value(QStringLiteral("title")).toString(), QStringLiteral("1"));
        editor.move(0, 3);
        QCOMPARE(titles(editor).join(QString()), QStringLiteral("0123"));
        QCOMPARE(editor.current(), 1);
        editor.move(1, 9);
        QCOMPARE(titles(editor).join(QString()), QStringLiteral("0231"));
        QCOMPARE(editor.current(), 3);
        editor.move(7, 0); // there is no such slide
        QCOMPARE(editor.count(), 4);
        editor.remove(3);
        QCOMPARE(editor.current(), 2);
        while (editor.count() > 0)
            editor.remove(0);
        QCOMPARE(editor.current(), -1);
        QVERIFY(editor.slide().isEmpty());
    }

    void filesGoThere_andBack()
    {
        StoryboardEditor editor(*m_session);
        QSignalSpy notice(&editor, &StoryboardEditor::notice);
        const QString file = m_folder.filePath(QStringLiteral("saved.json"));
        editor.saveAs(QUrl::fromLocalFile(file));
        QVERIFY(QFile::exists(file));
        // The same opens as it is; a changed one stands beside it.
        editor.openFile(QUrl::fromLocalFile(file));
        QCOMPARE(editor.boards().size(), 1);
        editor.setTitle(0, QStringLiteral("en"), QStringLiteral("Other"));
        editor.saveAs(QUrl::fromLocalFile(file));
        editor.undo();
        editor.openFile(QUrl::fromLocalFile(file));
        QCOMPARE(editor.boards().size(), 2);
        QCOMPARE(editor.boardId(), QStringLiteral("day-2"));
        QCOMPARE(titles(editor).first(), QStringLiteral("Other"));
        // What is no storyboard says why.
        notice.clear();
        editor.openFile(QUrl::fromLocalFile(m_project));
        QCOMPARE(notice.count(), 1);
        QVERIFY2(notice.first().first().toString().contains(QStringLiteral("yunjie-storyboard/1")),
                 qPrintable(notice.first().first().toString()));
        QCOMPARE(editor.boardId(), QStringLiteral("day-2"));
        notice.clear();
        editor.saveAs(QUrl::fromLocalFile(QStringLiteral("/proc/nowhere/x.json")));
        QCOMPARE(notice.count(), 1);
    }

    void aBrokenFileLosesNothingElse()
    {
        {
            StoryboardEditor editor(*m_session);
            editor.newBoard();
            editor.takeView();
        }
        const QString file = m_session->settings().storyboardsFile(m_session->projectKey());
        QVERIFY(QFile::exists(file));
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
        broken.write("{\"storyboards\": [{\"format\": \"yun");
        broken.close();
        m_session.reset();
        open();
        QSignalSpy told(m_session.get(), &Session::notice);
        StoryboardEditor editor(*m_session);
        QCOMPARE(editor.boardId(), QStringLiteral("day"));
    }

    void picturesKeepNothing()
    {
        m_session->forgetChoices();
        StoryboardEditor editor(*m_session);
        editor.takeView();
        editor.waitUntilKept();
        QVERIFY(!QFile::exists(m_session->settings().storyboardsFile(m_session->projectKey())));
    }

    void aClickerShowsThem()
    {
        m_session->setReducedMotion(true);
        m_session->setTheme(QStringLiteral("command"));
        StoryboardEditor editor(*m_session);
        Presenter presenter(*m_session, editor);
        presenter.start();
        QVERIFY(presenter.isPlaying());
        QCOMPARE(m_session->layout(), QStringLiteral("briefing"));
        QCOMPARE(editor.current(), 0);
        QVERIFY(!m_session->isReplay() || m_session->isPaused()); // what is spoken of does not run away
        presenter.previous();
        QCOMPARE(editor.current(), 0);
        presenter.next();
        QCOMPARE(editor.current(), 1);
        QCOMPARE(m_session->theme(), QStringLiteral("plan"));
        presenter.next();
        QCOMPARE(editor.current(), 1); // it ends there
        presenter.toggleBlack();
        QVERIFY(presenter.isBlack());
        presenter.previous(); // lights the screen first
        QVERIFY(!presenter.isBlack());
        QCOMPARE(editor.current(), 1);
        presenter.first();
        QCOMPARE(editor.current(), 0);
        presenter.last();
        QCOMPARE(editor.current(), 1);
        presenter.stop();
        QVERIFY(!presenter.isPlaying());
        QCOMPARE(m_session->theme(), QStringLiteral("plan")); // still what the slide says
        m_session->setLayout(QStringLiteral("desk"));
        QCOMPARE(m_session->theme(), QStringLiteral("command")); // and as it was outside of the briefing
        QCOMPARE(editor.current(), -1);
        // What somebody chose himself meanwhile stays.
        presenter.start();
        presenter.last();
        m_session->setTheme(QStringLiteral("command"));
        m_session->setTheme(QStringLiteral("plan"));
        presenter.first();
        m_session->setTheme(QStringLiteral("plan"));
        m_session->setLayout(QStringLiteral("wall"));
        QVERIFY(!presenter.isPlaying());
        QCOMPARE(m_session->theme(), QStringLiteral("plan"));
    }

    // The program began with the last slide's theme, colours and layers.
    void whoQuitsWhilePresentingFindsHisOwnLook()
    {
        m_session->setReducedMotion(true);
        m_session->setTheme(QStringLiteral("command"));
        StoryboardEditor editor(*m_session);
        Presenter presenter(*m_session, editor);
        presenter.start();
        presenter.last();
        QCOMPARE(m_session->theme(), QStringLiteral("plan"));
        QMetaObject::invokeMethod(QCoreApplication::instance(), "aboutToQuit");
        QCOMPARE(m_session->theme(), QStringLiteral("command"));
        QVERIFY(!presenter.isPlaying());
    }

    void quickFingersGoFurther()
    {
        m_session->setReducedMotion(false);
        StoryboardEditor editor(*m_session);
        for (int i = 0; i < 3; ++i)
            editor.takeView();
        Presenter presenter(*m_session, editor);
        presenter.start(true);
        QTRY_COMPARE(presenter.words(), 1.0);
        presenter.next();
        presenter.next();
        presenter.next();
        QCOMPARE(presenter.row(), 3);
        QTRY_COMPARE(editor.current(), 3);
        QTRY_COMPARE_WITH_TIMEOUT(presenter.words(), 1.0, 6000);
        // By itself, as long as each stays.
        editor.setSeconds(3, 0.2);
        presenter.setAutomatic(true);
        QTRY_COMPARE_WITH_TIMEOUT(editor.current(), 4, 3000);
    }

    void layersComeAndGo()
    {
        StoryboardEditor editor(*m_session);
        const QString layer = m_session->twin().city()->layers.front()->info.id;
        m_session->twin().layers().setVisible(layer, false);
        editor.newBoard();
        editor.takeView();
        QCOMPARE(editor.board().slides.front().hiddenLayers, QStringList(layer));
        m_session->twin().layers().setVisible(layer, true);
        app::applySlide(*m_session, editor.board().slides.front());
        QVERIFY(!m_session->twin().layers().visible(layer, true));
        editor.forget(0, QStringLiteral("hidden"));
        app::applySlide(*m_session, editor.board().slides.front());
        QVERIFY(m_session->twin().layers().visible(layer, true));
    }

    void numbersOfPeopleAreMasked_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("shown");
        QTest::newRow("identity") << "440300199001011234 lives here"
                                  << "**************1234 lives here";
        QTest::newRow("identity with X") << "号码44030019900101123X。"
                                         << "号码**************123X。";
        QTest::newRow("mobile") << "call 13812345678"
                                << "call *******5678";
        QTest::newRow("mobile with spaces") << "138 1234 5678"
                                            << "*******5678";
        QTest::newRow("a house code is none") << "4403040030020000012000001"
                                              << "4403040030020000012000001";
        QTest::newRow("a reading is none") << "28.6 cm, 2,595 buildings, 2026-06-18"
                                           << "28.6 cm, 2,595 buildings, 2026-06-18";
    }
    void numbersOfPeopleAreMasked()
    {
        QFETCH(QString, said);
        QFETCH(QString, shown);
        QCOMPARE(app::publicWords(said), shown);
    }
};

QTEST_MAIN(EditorTest)
#include "EditorTest.moc"
