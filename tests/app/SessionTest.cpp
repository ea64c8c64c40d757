#include "session/Session.h"

#include "models/EventModel.h"
#include "models/LayerModel.h"
#include "session/FeedModel.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

/// The session without a window: opening, replaying, and what it says when things go wrong.
class SessionTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static QString fixture(const char *name)
    {
        return QDir(QStringLiteral(FIXTURES)).filePath(QString::fromLatin1(name));
    }
    QString profile() const { return QDir(m_folder.path()).filePath(QStringLiteral("profile")); }
    static bool open(app::Session &session, const QStringList &paths)
    {
        QSignalSpy loaded(&session, &app::Session::loaded);
        session.openPaths(paths);
        return session.isLoading() && (loaded.count() > 0 || loaded.wait(20000));
    }

private Q_SLOTS:
    void opensAndReplays()
    {
        app::Session session(profile());
        session.setLanguage(QStringLiteral("en"));
        QCOMPARE(app::Session::current(), &session);
        app::EventModel events(nullptr, &session.twin());
        app::FeedModel feeds(nullptr, &session);
        QAbstractItemModelTester tester(&feeds, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy raised(&session, &app::Session::criticalRaised);
        QVERIFY(open(session, {fixture("district.json")}));
        QVERIFY2(session.errors().isEmpty(), qPrintable(session.errors().join(u'\n')));
        QVERIFY(session.isComplete());
        QCOMPARE(session.title(), QStringLiteral("Two houses"));
        QCOMPARE(session.savedViews().size(), 1);
        session.setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(session.title(), QStringLiteral("两栋楼"));
        session.setLanguage(QStringLiteral("en"));

        QVERIFY(session.isReplay());
        QTRY_VERIFY(session.isLive());
        QCOMPARE(session.replayEnd() - session.replayStart(), 3600e3);
        QTRY_COMPARE(events.count(), 2); // the fire comes 20 s in: 0.1 s at this speed
        QTRY_VERIFY(raised.count() > 0);
        QCOMPARE(raised.first().at(1).toString(), QStringLiteral("E2"));
        QVERIFY(session.selection().select(QString(), QStringLiteral("E2")));
        QCOMPARE(session.card().badgeState(), QStringLiteral("critical"));

        QVERIFY(session.timeText().startsWith(QStringLiteral("2026-11-20 16:"))); // the district's own time

        session.togglePause();
        QVERIFY(session.isPaused());
        QTRY_COMPARE(feeds.index(0).data(app::FeedModel::StateRole).toString(), QStringLiteral("paused"));
        const double time = session.timeMs();
        QTest::qWait(300);
        QCOMPARE(session.timeMs(), time);
        session.togglePause();
        session.seek(session.replayEnd());
        QTRY_COMPARE(events.count(), 3);
        session.seek(session.replayStart());
        QTRY_COMPARE(events.count(), 1);
    }

    void looksBackInAReplay()
    {
        // Four months in which a wall leans ever more, read once a day: two months are over 4 mm since 1 May.
        const QDir folder(m_folder.path());
        const auto write = [&folder](const char *name, const QByteArray &text) {
            QFile file(folder.filePath(QLatin1String(name)));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        QByteArray rows = "time,datastream,result\n";
        const QDateTime first(QDate(2026, 2, 1), QTime(12, 0), Qt::UTC);
        for (int day = 0; day < 120; ++day)
            rows += first.addDays(day).toString(Qt::ISODate).toLatin1() + ",T1-tilt," +
                    QByteArray::number(day < 60 ? 3.0 : 4.5) + '\n';
        QVERIFY(write("tilt.csv", rows));
        QVERIFY(write("things.geojson", R"({"type": "FeatureCollection", "features": [{"type": "Feature",
            "properties": {"id": "T1", "kind": "tilt", "datastreams": "T1-tilt:tilt:mm:86400"},
            "geometry": {"type": "Point", "coordinates": [114.1101, 22.5401]}}]})"));
        QVERIFY(write("leaning.json", R"({"format": "yunjie-district/1", "name": {"en": "A wall"},
            "timezone": "Asia/Shanghai",
            "layers": [], "things": [{"source": "things.geojson"}],
            "feeds": [{"type": "replay", "id": "log", "source": "tilt.csv", "start": "2026-05-20T00:00:00Z"}]})"));
        app::Session session(profile());
        session.setStill(true);
        QVERIFY(open(session, {folder.filePath(QStringLiteral("leaning.json"))}));
        QVERIFY2(session.errors().isEmpty(), qPrintable(session.errors().join(u'\n')));
        QTRY_VERIFY(session.isLive());
        const auto alarm = [&session] { return session.twin().state().alarm(QStringLiteral("thing:T1/tilt-months")); };
        QTRY_VERIFY(alarm());
        QVERIFY(alarm()->active);
        // In the first of the two it is none yet; forward again it is.
        const auto at = [](int month, int day) {
            return double(QDateTime(QDate(2026, month, day), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch());
        };
        session.seek(at(4, 20));
        QTRY_VERIFY(!alarm());
        session.seek(at(5, 10));
        QTRY_VERIFY(alarm());
    }

    void startsWhereTheCommandLineSays()
    {
        app::Session session(profile());
        session.setStill(true);
        session.startReplayAt(1795161600000 + 4000 * 1000); // past the last row
        QVERIFY(open(session, {fixture("district.json")}));
        QTRY_VERIFY(session.isLive());
        QTRY_VERIFY(session.isPaused());
        QCOMPARE(session.twin().state().events().size(), size_t(3));
    }

    /// What the user made of a project's layers is there at the next start, for that project alone.
    void keepsLayersByProject()
    {
        QTemporaryDir folder;
        const QString other = folder.filePath(QStringLiteral("footprints.geojson"));
        QVERIFY(QFile::copy(fixture("footprints.geojson"), other));
        {
            app::Session session(profile());
            QVERIFY(open(session, {fixture("district.json")}));
            app::LayerModel layers(nullptr, &session.twin());
            layers.setVisible(0, false);
            layers.setOpacity(0, 0.4);
            // What a briefing shows is not the user's wish.
            session.setLayout(QStringLiteral("briefing"));
            layers.setVisible(0, true);
            session.setLayout(QStringLiteral("desk"));
        }
        app::Session session(profile());
        app::LayerModel layers(nullptr, &session.twin());
        QVERIFY(open(session, {fixture("district.json")}));
        QCOMPARE(layers.data(layers.index(0), app::LayerModel::VisibleRole).toBool(), false);
        QCOMPARE(layers.data(layers.index(0), app::LayerModel::OpacityRole).toDouble(), 0.4);
        app::LayerState order, again;
        order.setOrder({QStringLiteral("a"), QStringLiteral("b")});
        again.fromJson(order.toJson());
        QCOMPARE(again.order(), order.order());
        QVERIFY(open(session, {other}));
        QVERIFY(layers.data(layers.index(0), app::LayerModel::VisibleRole).toBool());
        // Pictures and measurements leave everything as it was.
        session.forgetChoices();
        QVERIFY(open(session, {fixture("district.json")}));
        layers.setVisible(0, true);
        app::Session next(profile());
        app::LayerModel kept(nullptr, &next.twin());
        QVERIFY(open(next, {fixture("district.json")}));
        QVERIFY(!kept.data(kept.index(0), app::LayerModel::VisibleRole).toBool());
    }

    void ownViewsAreRenamedAndRemoved()
    {
        app::Session session(profile());
        QVERIFY(open(session, {fixture("district.json")}));
        domain::SavedView corner, gate;
        corner.name = {QStringLiteral("corner"), QStringLiteral("corner")};
        gate.name = {QStringLiteral("gate"), QStringLiteral("gate")};
        session.settings().setViews(session.projectKey(), {corner, gate});
        QVERIFY(open(session, {fixture("district.json")}));
        const auto names = [&session] {
            QStringList all;
            for (const QVariant &view : session.savedViews())
                all.append(view.toMap().value(QStringLiteral("name")).toString());
            return all.mid(1); // the project's comes first
        };
        QCOMPARE(names(), QStringList({QStringLiteral("corner"), QStringLiteral("gate")}));
        session.renameView(0, QStringLiteral("mine"));   // not the project's
        session.renameView(2, QStringLiteral("corner")); // that is another's
        session.renameView(2, QStringLiteral(" entrance "));
        QCOMPARE(names(), QStringList({QStringLiteral("corner"), QStringLiteral("entrance")}));
        session.removeView(0);
        session.removeView(1);
        session.removeView(7);
        QCOMPARE(names(), QStringList(QStringLiteral("entrance")));
        QCOMPARE(session.settings().views(session.projectKey()).size(), size_t(1));
    }

    void saysWhatCannotBeRead()
    {
        app::Session session(profile());
        QVERIFY(open(session, {fixture("nowhere.gpkg")}));
        QVERIFY(!session.isLoading());
        QCOMPARE(session.errors().size(), 1);
        QVERIFY(session.errors().first().contains(QStringLiteral("nowhere.gpkg")));
        session.open({QUrl(QStringLiteral("https://example.org/a.geojson"))});
        QVERIFY(session.errors().join(u' ').contains(QStringLiteral("example.org")));

        // One broken file beside a whole one: that one is shown, the other named.
        QVERIFY(open(session, {fixture("footprints.geojson"), fixture("broken.geojson")}));
        QVERIFY(session.isComplete());
        QCOMPARE(session.twin().city()->places.total().buildings, 2);
        QVERIFY(session.errors().join(u' ').contains(QStringLiteral("broken.geojson")));
    }

    void cancelsAndOpensAnother()
    {
        app::Session session(profile());
        QSignalSpy loaded(&session, &app::Session::loaded);
        session.openPaths({fixture("district.json")});
        session.cancelLoading();
        QVERIFY(!session.isLoading());
        QCOMPARE(loaded.count(), 1);
        QVERIFY(open(session, {fixture("footprints.geojson")}));
        QVERIFY(session.isComplete());
        QCOMPARE(session.title(), QStringLiteral("footprints"));
        QVERIFY(!session.isReplay());
    }

    void feedsAreToldInWords()
    {
        feeds::FeedStatus status;
        status.state = feeds::FeedStatus::State::Connected;
        QCOMPARE(app::feedStateText(status), QStringLiteral("connected"));
        status.state = feeds::FeedStatus::State::Silent;
        const QDateTime two = QDateTime::currentDateTime();
        status.lastMessage = two.toMSecsSinceEpoch();
        QCOMPARE(app::feedStateText(status),
                 QStringLiteral("silent since %1").arg(two.toString(QStringLiteral("HH:mm"))));
        status.state = feeds::FeedStatus::State::Failed;
        status.reason = QStringLiteral("the broker refused the password");
        QCOMPARE(app::feedStateText(status), QStringLiteral("failed because the broker refused the password"));

        app::FeedModel model;
        status = {};
        status.received = 12;
        model.setStatus({status});
        const auto detail = [&model] { return model.index(0).data(app::FeedModel::DetailRole).toString(); };
        QCOMPARE(detail(), QStringLiteral("12 received"));
        status.address = QStringLiteral("http://127.0.0.1:8311"); // an intake: who reports has to know where
        model.setStatus({status});
        QCOMPARE(detail(), QStringLiteral("listens at http://127.0.0.1:8311 · 12 received"));
    }

    void opensRealCities_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("buildings");
        QTest::newRow("delft") << QStringLiteral("cityjson/delft_3dbag") << 160;
        QTest::newRow("lower manhattan") << QStringLiteral("footprints/lower_manhattan") << 1500;
    }

    void opensRealCities()
    {
        if (!qEnvironmentVariableIsSet("YUNJIE_TESTDATA"))
            QSKIP("YUNJIE_TESTDATA is not set");
        QFETCH(QString, file);
        QFETCH(int, buildings);
        const QDir folder(QDir(qEnvironmentVariable("YUNJIE_TESTDATA")).filePath(file));
        const QStringList found =
            folder.entryList({QStringLiteral("*.json"), QStringLiteral("*.geojson")}, QDir::Files);
        QVERIFY(!found.isEmpty());
        app::Session session(profile());
        QVERIFY(open(session, {folder.filePath(found.first())}));
        QVERIFY2(session.errors().isEmpty(), qPrintable(session.errors().join(u'\n')));
        QVERIFY(session.twin().city()->places.total().buildings >= buildings);
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "SessionTest.moc"
