#include "loading/District.h"
#include "report/DailyPage.h"
#include "report/DailyReport.h"
#include "session/Session.h"

#include <QProcess>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include <cmath>
#include <map>

using app::DailyFigures;

static constexpr qint64 Minute = 60000, Hour = 60 * Minute, Day = 24 * Hour;
/// 18 June 2026, 00:00 in the district (UTC+8, no summer time).
static constexpr qint64 Midnight = 1781712000000;

/// The sample's storm day, played from noon to four: what the report says is what SQL written by hand says on the
/// store, and the page has it in both languages.
class ReportTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<app::Session> m_session;
    QSqlDatabase m_store;
    DailyFigures m_today, m_before;

    QList<QList<QVariant>> rows(QString sql)
    {
        sql.replace(QLatin1String("MIDNIGHT"), QString::number(Midnight))
            .replace(QLatin1String("NOW"), QString::number(m_session->twin().now()))
            .replace(QLatin1String("DAY"), QString::number(Day));
        QSqlQuery query(m_store);
        if (!query.exec(sql))
            qWarning("%s in %s", qPrintable(query.lastError().text()), qPrintable(sql));
        QList<QList<QVariant>> found;
        while (query.next()) {
            QList<QVariant> row;
            for (int i = 0; i < query.record().count(); ++i)
                row.append(query.value(i));
            found.append(row);
        }
        return found;
    }
    int one(const QString &sql)
    {
        const auto found = rows(sql);
        return found.isEmpty() ? -1 : found[0][0].toInt();
    }
    base::Result<DailyFigures> gather(const QDate &day)
    {
        std::optional<base::Result<DailyFigures>> found;
        app::DailyGatherer gatherer(m_session->twin(), m_session->keeper().store(), m_session->hub().status());
        gatherer.gather(day, [&found](const base::Result<DailyFigures> &figures) { found = figures; });
        if (!QTest::qWaitFor([&] { return found.has_value(); }, 20000))
            return base::failure(QStringLiteral("late"), QStringLiteral("late"));
        return *found;
    }
    static QString output(const char *program, const QStringList &arguments)
    {
        QProcess process;
        process.start(QString::fromLatin1(program), arguments);
        process.waitForFinished(20000);
        return QString::fromUtf8(process.readAllStandardOutput());
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto sample = loading::sampleProject(m_folder.path(), base::Job());
        QVERIFY2(sample, sample ? "" : qPrintable(sample.error().toLine()));
        m_session = std::make_unique<app::Session>(m_folder.filePath(QStringLiteral("profile")));
        m_session->setLanguage(QStringLiteral("en"));
        m_session->forgetChoices();
        m_session->setStill(true);
        m_session->startReplayAt(Midnight + 12 * Hour);
        QSignalSpy loaded(m_session.get(), &app::Session::loaded);
        m_session->openPaths({*sample});
        QVERIFY(!loaded.isEmpty() || loaded.wait(60000));
        QVERIFY(QTest::qWaitFor([this] { return m_session->isLive() && m_session->isPaused(); }, 20000));
        m_session->setSpeed(3600);
        m_session->togglePause();
        QVERIFY(QTest::qWaitFor([this] { return m_session->twin().now() >= Midnight + 16 * Hour; }, 60000));
        m_session->togglePause();
        for (int i = 0; i < 3; ++i) {
            QTest::qWait(150);
            const auto flushed = m_session->keeper().store().flush();
            QVERIFY(QTest::qWaitFor([&] { return flushed.isFinished(); }, 20000));
        }
        QTest::qWait(2000);
        QVERIFY(QTest::qWaitFor([this] { return m_session->historian().isSettled(); }, 20000));
        m_store = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("by hand"));
        m_store.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        m_store.setDatabaseName(m_session->keeper().config().url.section(u':', 1));
        QVERIFY(m_store.open());
        const auto today = gather(QDate(2026, 6, 18)), before = gather(QDate(2026, 6, 17));
        QVERIFY2(today, today ? "" : qPrintable(today.error().toLine()));
        QVERIFY2(before, before ? "" : qPrintable(before.error().toLine()));
        m_today = *today;
        m_before = *before;
    }

    void eventsAreTheStores()
    {
        QCOMPARE(m_today.from, Midnight);
        QCOMPARE(m_today.asOf, m_session->twin().now());
        QVERIFY(m_today.events.total.received > 30);
        const auto byDomain = rows(QStringLiteral(
            "SELECT domain, count(*), sum(state = 'closed'), sum(state IN ('rejected', 'merged')), sum(final = 0), "
            "sum((state = 'closed' AND due > 0 AND closed > due) OR (final = 0 AND due > 0 AND due < NOW) OR (state = "
            "'reported' AND accept_due > 0 AND accept_due < NOW AND NOT (due > 0 AND due < NOW))) FROM event WHERE "
            "reported >= MIDNIGHT AND reported < MIDNIGHT + DAY GROUP BY domain"));
        int received = 0, settled = 0, met = 0;
        for (const QList<QVariant> &row : byDomain) {
            const auto shown = std::find_if(m_today.events.rows.begin(), m_today.events.rows.end(),
                                            [&row](const auto &each) { return each.key == row[0].toString(); });
            QVERIFY2(shown != m_today.events.rows.end(), qPrintable(row[0].toString()));
            ++met;
            QCOMPARE(shown->received, row[1].toInt());
            QCOMPARE(shown->settled, row[2].toInt());
            QCOMPARE(shown->open, row[4].toInt());
            QCOMPARE(shown->overdue, row[5].toInt());
            const int toSettle = row[1].toInt() - row[3].toInt();
            QCOMPARE(shown->rate, toSettle > 0 ? row[2].toDouble() / toSettle : 0.0);
            received += row[1].toInt();
            settled += row[2].toInt();
        }
        QCOMPARE(m_today.events.total.received, received);
        QCOMPARE(m_today.events.total.settled, settled);
        QCOMPARE(int(m_today.all.size()), received);
        QCOMPARE(m_today.events.rows.size(), size_t(6)); // all domains, those without any too
        QVERIFY(met <= 6);
        for (int step = 0; step < 6; ++step)
            QCOMPARE(m_today.events.funnel[size_t(step)],
                     one(QStringLiteral("SELECT count(*) FROM event WHERE reported >= MIDNIGHT AND reached >= %1")
                             .arg(step)));
        const double closing =
            rows(QStringLiteral("SELECT avg(closed - reported) / 60000.0 FROM event WHERE reported >= "
                                "MIDNIGHT AND state = 'closed'"))[0][0]
                .toDouble();
        QVERIFY(std::abs(m_today.events.total.closeMinutes - closing) < 1e-6 * closing);
        QCOMPARE(m_today.openThen, one(QStringLiteral("SELECT count(*) FROM event WHERE final = 0")));
        QCOMPARE(
            m_today.overdueThen,
            one(QStringLiteral("SELECT count(*) FROM event WHERE final = 0 AND ((due > 0 AND due < NOW) OR (state = "
                               "'reported' AND accept_due > 0 AND accept_due < NOW))")));
    }

    void trendsAreTheStores()
    {
        const QString upTo = QStringLiteral("SELECT count(*) FROM event WHERE reported >= MIDNIGHT - %1 * DAY AND "
                                            "reported < NOW - %1 * DAY");
        QCOMPARE(m_today.receivedDayBefore, one(upTo.arg(1)));
        QCOMPARE(m_today.receivedWeekBefore, one(upTo.arg(7)));
        QCOMPARE(m_today.days.size(), size_t(30));
        QCOMPARE(m_today.days.back().day, QDate(2026, 6, 18));
        std::map<int, std::pair<int, int>> byHand;
        for (const QList<QVariant> &row : rows(
                 QStringLiteral("SELECT (reported - MIDNIGHT + 100 * DAY) / DAY - 100, count(*), sum(state = 'closed') "
                                "FROM event WHERE reported < MIDNIGHT + DAY GROUP BY 1")))
            byHand[row[0].toInt()] = {row[1].toInt(), row[2].toInt()};
        for (int i = 0; i < 30; ++i) {
            QCOMPARE(m_today.days[size_t(i)].received, byHand[i - 29].first);
            QCOMPARE(m_today.days[size_t(i)].settled, byHand[i - 29].second);
        }
        QVERIFY(m_today.days.front().received > 40);
    }

    void alarmsAndWarningsAreTheStores()
    {
        const auto byRule =
            rows(QStringLiteral("SELECT a.rule, count(*), sum(json_extract(b.body, '$.active')) FROM alarm a JOIN "
                                "alarm_body b ON b.id = a.id "
                                "WHERE a.raised >= MIDNIGHT AND a.raised < MIDNIGHT + DAY GROUP BY a.rule"));
        QVERIFY(byRule.size() > 3);
        QCOMPARE(m_today.alarms.size(), size_t(byRule.size()));
        for (const QList<QVariant> &row : byRule) {
            const auto shown = std::find_if(m_today.alarms.begin(), m_today.alarms.end(),
                                            [&row](const auto &each) { return each.rule == row[0].toString(); });
            QVERIFY2(shown != m_today.alarms.end(), qPrintable(row[0].toString()));
            QCOMPARE(shown->alarms, row[1].toInt());
            QCOMPARE(shown->active, row[2].toInt());
        }
        QVERIFY(std::is_sorted(m_today.alarms.begin(), m_today.alarms.end(),
                               [](const auto &a, const auto &b) { return a.severity > b.severity; }));
        QCOMPARE(m_today.events.alarms, one(QStringLiteral("SELECT count(*) FROM alarm_episode WHERE began >= MIDNIGHT "
                                                           "AND began < MIDNIGHT + DAY")));
        QCOMPARE(
            int(m_today.warnings.size()),
            one(QStringLiteral("SELECT count(*) FROM entry WHERE subject = 'alert' AND verb = 'issue' AND "
                               "json_extract(body, '$.status') = 'Actual' AND json_extract(body, '$.sent') < NOW")));
        QVERIFY(m_today.warnings.size() >= 3);
        QVERIFY(!m_today.rainStation.isEmpty());
        QStringList gauges;
        for (const auto &layer : m_session->twin().city()->layers) {
            for (const domain::Thing &thing : layer->things) {
                if (thing.kind == domain::ThingKind::Rain)
                    gauges.append(u'\'' + thing.datastreams.front().id + u'\'');
            }
        }
        QCOMPARE(m_today.rain,
                 rows(QStringLiteral(
                          "SELECT max(o.value) FROM datastream d JOIN (SELECT stream, time, value FROM observation "
                          "UNION ALL SELECT stream, time, value FROM observation_inbox) o ON o.stream = d.id "
                          "WHERE o.time >= MIDNIGHT AND d.name IN (%1)")
                          .arg(gauges.join(u',')))[0][0]
                     .toDouble());
        QCOMPARE(m_today.indicators.size(), size_t(42));
        QCOMPARE(m_today.sources, 17);
    }

    void aDayThatIsOverIsTheJournals()
    {
        QCOMPARE(m_before.asOf, Midnight - 1);
        QCOMPARE(
            m_before.events.total.received,
            one(QStringLiteral("SELECT count(*) FROM event WHERE reported >= MIDNIGHT - DAY AND reported < MIDNIGHT")));
        // What was open when it ended, however it went on.
        QCOMPARE(
            m_before.openThen,
            one(QStringLiteral("SELECT count(*) FROM (SELECT id, max(version) AS version FROM entry WHERE subject = "
                               "'event' AND time < MIDNIGHT GROUP BY id) l JOIN entry e ON e.subject = 'event' AND "
                               "e.id = l.id AND e.version = l.version WHERE e.to_state NOT IN ('closed', 'rejected', "
                               "'merged')")));
        QVERIFY(m_before.openThen > 0);
        QVERIFY(m_before.warnings.empty());
        QCOMPARE(m_before.days.back().received, m_before.events.total.received);
        const auto later = gather(QDate(2026, 6, 19));
        QVERIFY(!later);
        QCOMPARE(later.error().code, QStringLiteral("report-day"));
    }

    void thePageHasIt_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("zh_CN") << QStringLiteral("zh_CN")
                               << QStringList{QStringLiteral("样例街道城市运行日报"),
                                              QStringLiteral("2026年6月18日"),
                                              QStringLiteral("受理事件"),
                                              QStringLiteral("城市管理"),
                                              QStringLiteral("民生服务"),
                                              QStringLiteral("户籍人口"),
                                              QStringLiteral("民警"),
                                              QStringLiteral("楼栋长"),
                                              QStringLiteral("模拟数据"),
                                              QStringLiteral("暴雨红色预警")};
        QTest::newRow("en") << QStringLiteral("en")
                            << QStringList{QStringLiteral("Sample sub-district: daily operations report"),
                                           QStringLiteral("Thursday, 18 June 2026"),
                                           QStringLiteral("Events received"),
                                           QStringLiteral("Urban management"),
                                           QStringLiteral("Simulated data"),
                                           QStringLiteral("Rainstorm red warning"),
                                           QStringLiteral("Last thirty days")};
    }

    void thePageHasIt()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("poppler-utils is not installed");
        QFETCH(const QString, language);
        QFETCH(const QStringList, words);
        QTranslator translator;
        if (language == QLatin1String("zh_CN")) {
            QVERIFY(translator.load(QStringLiteral(YUNJIE_QM)));
            QCoreApplication::installTranslator(&translator);
        }
        m_session->setLanguage(language);
        app::DailyReport report(*m_session);
        QCOMPARE(report.today(), QStringLiteral("2026-06-18"));
        QVERIFY(report.suggestion(report.today()).toLocalFile().endsWith(QStringLiteral("2026-06-18.pdf")));
        const QString path = m_folder.filePath(language + QStringLiteral(".pdf"));
        QSignalSpy written(&report, &app::DailyReport::written), failed(&report, &app::DailyReport::failed);
        report.write(QUrl::fromLocalFile(path), report.today());
        QVERIFY(report.isBusy());
        QVERIFY(written.wait(20000));
        QVERIFY(!report.isBusy());

        const QString info = output("pdfinfo", {path});
        QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Pages: +1\\n"))), qPrintable(info));
        QVERIFY2(info.contains(QStringLiteral("(A4)")), qPrintable(info));
        // Letters, with their fonts in the file.
        const QString fonts = output("pdffonts", {path});
        QVERIFY2(fonts.contains(QStringLiteral("Noto")), qPrintable(fonts));
        QVERIFY(output("pdfimages", {QStringLiteral("-list"), path}).count(u'\n') <= 2);
        const QString text = output("pdftotext", {QStringLiteral("-layout"), path, QStringLiteral("-")});
        for (const QString &word : words)
            QVERIFY2(text.contains(word), qPrintable(word + u'\n' + text));
        // The page counts more warnings than it has lines for, and says so.
        if (const qsizetype more = qsizetype(m_today.warnings.size()) - 3; more > 0)
            QVERIFY2(text.contains(language == QLatin1String("en") ? QStringLiteral("and %1 more").arg(more)
                                                                   : QStringLiteral("另有 %1 条").arg(more)),
                     qPrintable(text));
        // Nothing is cut.
        for (const QString &line : text.split(u'\n'))
            QVERIFY2(!line.contains(u'…'), qPrintable(line.simplified()));
        QVERIFY(!text.contains(QStringLiteral("nan")));
        for (const DailyFigures::Indicator &each : m_today.indicators)
            QVERIFY2(text.contains(each.value) || language != QLatin1String("en"), qPrintable(each.name)); // 7.3万
        for (const auto &row : m_today.events.rows)
            QVERIFY(text.contains(QString::number(row.received)));
        QVERIFY(text.contains(QString::number(m_today.events.total.received)));
        // Nobody's name, number, home or words: who reported, who is in charge.
        const auto &city = *m_session->twin().city();
        for (const domain::Event &event : m_today.all) {
            // What people said; a device's event is called after the device.
            if (event.source != QLatin1String("sensor-alarm") && event.description.size() > 1)
                QVERIFY2(!text.contains(event.description), qPrintable(event.description));
            QVERIFY2(event.address.size() < 4 || event.address == city.name.zh || !text.contains(event.address),
                     qPrintable(event.address));
        }
        for (const domain::PlaceTree::Node &node : city.places.nodes())
            QVERIFY2(node.area.manager.size() < 2 || !text.contains(node.area.manager), qPrintable(node.area.manager));
        for (const domain::Team &team : city.teams)
            QVERIFY(team.telephone.isEmpty() || !text.contains(team.telephone));
        m_session->setLanguage(QStringLiteral("en"));
    }

    // They were drawn as days without events, and the mean was too low.
    void daysBeforeTheStoreAreNotKnown()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("poppler-utils is not installed");
        DailyFigures young = m_today;
        constexpr size_t Unknown = 10;
        double sum = 0;
        for (size_t i = 0; i < young.days.size(); ++i) {
            if (i < Unknown)
                young.days[i] = {young.days[i].day};
            sum += young.days[i].received;
        }
        const QString path = m_folder.filePath(QStringLiteral("young.pdf"));
        QVERIFY(app::writeDailyPdf(young, *m_session->twin().city(), QStringLiteral("en"), path));
        const QString text = output("pdftotext", {QStringLiteral("-layout"), path, QStringLiteral("-")});
        const QString mean = QStringLiteral("mean %1").arg(std::lround(sum / double(young.days.size() - Unknown)));
        QVERIFY2(text.contains(mean), qPrintable(mean));
    }

    void saysWhyItCannotBeWritten()
    {
        app::DailyReport report(*m_session);
        QSignalSpy failed(&report, &app::DailyReport::failed);
        report.write(QUrl::fromLocalFile(QStringLiteral("/proc/nowhere/report.pdf")), report.today());
        QTRY_COMPARE(failed.size(), 1);
        report.write(QUrl::fromLocalFile(m_folder.filePath(QStringLiteral("x.pdf"))), QStringLiteral("2027-01-01"));
        QTRY_COMPARE(failed.size(), 2);
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("x.pdf"))));
    }
};

QTEST_MAIN(ReportTest)
#include "ReportTest.moc"
