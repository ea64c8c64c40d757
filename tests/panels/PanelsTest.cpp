#include "loading/District.h"
#include "models/AlarmModel.h"
#include "models/EventModel.h"
#include "models/EventStatsModel.h"
#include "models/FunnelModel.h"
#include "models/IndicatorModel.h"
#include "models/PlaceTreeModel.h"
#include "models/ThingModel.h"
#include "session/IndicatorMap.h"
#include "session/Session.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <map>

static constexpr qint64 Minute = 60000, Hour = 60 * Minute, Day = 24 * Hour;
/// 18 June 2026, 00:00 in the district (UTC+8, no summer time).
static constexpr qint64 Midnight = 1781712000000;

/// The sample's storm day with its store, at three moments of the replay and after some work was done: what the panels
/// show is what SQL written by hand says on the SQLite file (and, of places and people, on the district's GeoPackage).
class PanelsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<app::Session> m_session;
    std::unique_ptr<app::IndicatorModel> m_indicators;
    std::unique_ptr<app::IndicatorMap> m_map;
    std::unique_ptr<app::EventStatsModel> m_stats;
    std::unique_ptr<app::FunnelModel> m_funnel;
    std::unique_ptr<app::EventModel> m_events;
    std::unique_ptr<app::AlarmModel> m_alarms;
    std::unique_ptr<app::PlaceTreeModel> m_places;
    QSqlDatabase m_store, m_district;
    QJsonObject m_figures; ///< of earlier days, by day
    QStringList m_wrong;   ///< what disagrees, all of a moment at once
    int m_compared = 0;

    void expect(const QString &what, const QVariant &shown, const QVariant &byHand)
    {
        ++m_compared;
        const bool numbers = shown.canConvert<double>() && byHand.canConvert<double>();
        const bool same = numbers ? std::abs(shown.toDouble() - byHand.toDouble()) <=
                                        1e-9 * std::max(1.0, std::abs(byHand.toDouble()))
                                  : shown == byHand;
        if (!same)
            m_wrong += QStringLiteral("%1: %2 is shown, %3 by hand").arg(what, shown.toString(), byHand.toString());
    }

    using Table = std::map<QString, QList<QVariant>>;
    /// First column -> the others.
    Table rows(QSqlDatabase &database, const QString &sql)
    {
        QSqlQuery query(database);
        query.setForwardOnly(true);
        if (!query.exec(sql))
            m_wrong += query.lastError().text() + QStringLiteral(" in ") + sql;
        Table table;
        while (query.next()) {
            QList<QVariant> values;
            for (int i = 1; i < query.record().count(); ++i)
                values.append(query.value(i));
            table[query.value(0).toString()] = values;
        }
        return table;
    }
    QVariant one(QSqlDatabase &database, const QString &sql)
    {
        QSqlQuery query(database);
        if (!query.exec(sql) || !query.next()) {
            m_wrong += query.lastError().text() + QStringLiteral(" in ") + sql;
            return {};
        }
        return query.value(0);
    }
    /// On the store; NOW and MIDNIGHT stand for the moment's.
    QVariant stored(QString sql) { return one(m_store, dated(sql)); }
    Table storedRows(QString sql) { return rows(m_store, dated(sql)); }
    QString dated(QString sql) const
    {
        return sql.replace(QLatin1String("MIDNIGHT"), QString::number(Midnight))
            .replace(QLatin1String("NOW"), QString::number(m_session->twin().now()));
    }

    QVariant indicator(const char *id, int role = app::IndicatorModel::ValueRole) const
    {
        for (int row = 0; row < m_indicators->count(); ++row) {
            if (m_indicators->index(row).data(app::IndicatorModel::IdRole).toString() == QLatin1String(id))
                return m_indicators->index(row).data(role);
        }
        return {};
    }
    QVariantMap trend(const char *id, bool week) const
    {
        return indicator(id, week ? app::IndicatorModel::TrendWeekRole : app::IndicatorModel::TrendDayRole).toMap();
    }

    /// Everything said is in the twin, everything kept in the file, everything compared with has come.
    bool settle()
    {
        const bool there = QTest::qWaitFor([&] { return m_session->isLive(); }, 20000);
        for (int i = 0; i < 3; ++i) {
            QTest::qWait(150);
            const auto flushed = m_session->keeper().store().flush();
            if (!QTest::qWaitFor([&] { return flushed.isFinished(); }, 20000))
                return false;
        }
        // What is a second old was counted again, and trends were asked for after the last entries were saved.
        QTest::qWait(2100);
        return there &&
               QTest::qWaitFor([&] { return m_stats->usualDays() > 0 && m_session->historian().isSettled(); }, 20000);
    }
    bool openStore()
    {
        m_store = QSqlDatabase();
        QSqlDatabase::removeDatabase(QStringLiteral("by hand"));
        m_store = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("by hand"));
        m_store.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        m_store.setDatabaseName(m_session->keeper().config().url.section(u':', 1));
        return m_store.open();
    }

    void events();
    void alarms();
    void devices();
    void trends();
    void maps();

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void placesAndPeople();
    void panelsAtMoments_data();
    void panelsAtMoments();
    void everyIndicatorOpens();
    void mapAndTableInStep();
    void savesTheTable();
};

void PanelsTest::initTestCase()
{
    const auto project = loading::sampleProject(m_folder.path(), base::Job());
    QVERIFY2(project.has_value(), project ? "" : qPrintable(project.error().toLine()));
    m_session = std::make_unique<app::Session>(m_folder.filePath(QStringLiteral("profile")));
    m_session->setLanguage(QStringLiteral("en"));
    m_session->setStill(true); // the clock stands where the test puts it
    app::Twin *twin = &m_session->twin();
    m_indicators = std::make_unique<app::IndicatorModel>(nullptr, twin);
    m_map = std::make_unique<app::IndicatorMap>(nullptr, m_session.get());
    m_stats = std::make_unique<app::EventStatsModel>(nullptr, twin);
    m_funnel = std::make_unique<app::FunnelModel>(nullptr, twin);
    m_events = std::make_unique<app::EventModel>(nullptr, twin);
    m_alarms = std::make_unique<app::AlarmModel>(nullptr, twin);
    m_places = std::make_unique<app::PlaceTreeModel>(nullptr, twin);
    m_session->startReplayAt(Midnight + 9 * Hour + 40 * Minute);
    QSignalSpy loaded(m_session.get(), &app::Session::loaded);
    m_session->openPaths({*project});
    QVERIFY(loaded.count() > 0 || loaded.wait(90000));
    QVERIFY2(m_session->errors().isEmpty(), qPrintable(m_session->errors().join(u'\n')));
    QVERIFY(settle());
    m_district = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("district"));
    m_district.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
    m_district.setDatabaseName(QFileInfo(*project).dir().filePath(QStringLiteral("district.gpkg")));
    QVERIFY(m_district.open());
    QFile figures(QFileInfo(*project).dir().filePath(QStringLiteral("figures.json")));
    QVERIFY(figures.open(QIODevice::ReadOnly));
    m_figures = QJsonDocument::fromJson(figures.readAll()).object().value(QLatin1String("days")).toObject();
    QCOMPARE(m_figures.size(), 29);
}

void PanelsTest::cleanupTestCase()
{
    m_store = m_district = QSqlDatabase();
    for (const char *name : {"by hand", "district"})
        QSqlDatabase::removeDatabase(QLatin1String(name));
    m_map.reset();
    m_indicators.reset();
    m_stats.reset();
    m_funnel.reset();
    m_events.reset();
    m_alarms.reset();
    m_places.reset();
    m_session.reset();
}

void PanelsTest::placesAndPeople()
{
    m_wrong.clear();
    const auto counted = [&](const char *id, const char *sql, double more = 0) {
        expect(QLatin1String(id), indicator(id), one(m_district, QLatin1String(sql)).toDouble() + more);
    };
    // The old street's houses stand in a file of their own.
    QFile file(QFileInfo(m_district.databaseName()).dir().filePath(QStringLiteral("old-street.city.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject street =
        QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("CityObjects")).toObject();
    double houses = 0, villageHouses = 0, residents = 0;
    for (const QJsonValue &object : street) {
        const QJsonObject attributes = object.toObject().value(QLatin1String("attributes")).toObject();
        houses += object.toObject().value(QLatin1String("type")) == QLatin1String("Building") ? 1 : 0;
        villageHouses += attributes.value(QLatin1String("use")) == QLatin1String("urban-village") ? 1 : 0;
        residents += attributes.value(QLatin1String("residents")).toDouble();
    }
    QVERIFY(houses > 50);
    counted("communities", "SELECT count(*) FROM areas WHERE level = 'community'");
    counted("blocks", "SELECT count(*) FROM areas WHERE level = 'block'");
    counted("grids", "SELECT count(*) FROM areas WHERE level = 'grid'");
    counted("quarters", "SELECT count(*) FROM quarters WHERE type = 'residential'");
    counted("buildings", "SELECT count(*) FROM buildings WHERE part_of IS NULL", houses);
    counted("urban-village-buildings", "SELECT count(*) FROM buildings WHERE part_of IS NULL AND use = 'urban-village'",
            villageHouses);
    counted("units", "SELECT count(*) FROM units");
    counted("let-units", "SELECT count(*) FROM units WHERE tenancy = 'let'");
    counted("public-facilities", "SELECT count(*) FROM facilities");
    counted("schools", "SELECT count(*) FROM facilities WHERE type IN ('school', 'kindergarten')");
    counted("clinics", "SELECT count(*) FROM facilities WHERE type IN ('hospital', 'clinic')");
    counted("residents", "SELECT sum(residents) FROM buildings WHERE part_of IS NULL", residents);
    static constexpr const char *OfGrids[][2] = {{"registered", "registered"},
                                                 {"migrant", "migrant"},
                                                 {"overseas", "overseas"},
                                                 {"aged-60", "aged60"},
                                                 {"alone-70", "alone70"},
                                                 {"disabled", "disabled"},
                                                 {"key-care", "key_care"},
                                                 {"enterprises", "enterprises"},
                                                 {"sole-traders", "sole_traders"},
                                                 {"small-places", "small_places"},
                                                 {"property-companies", "property_companies"},
                                                 {"party-branches", "party_branches"},
                                                 {"party-members", "party_members"},
                                                 {"grid-members", "grid_members"},
                                                 {"police", "police"},
                                                 {"building-captains", "building_captains"},
                                                 {"volunteers", "volunteers"}};
    for (const auto &[id, column] : OfGrids)
        counted(id, QStringLiteral("SELECT sum(%1) FROM areas").arg(QLatin1String(column)).toLatin1().constData());
    for (const auto &[id, kind] :
         {std::pair("smoke-detectors", "smoke"), std::pair("electrical-monitors", "electrical"),
          std::pair("tilt-sensors", "tilt"), std::pair("cameras", "camera")})
        counted(id, QStringLiteral("SELECT count(*) FROM things WHERE kind = '%1'")
                        .arg(QLatin1String(kind))
                        .toLatin1()
                        .constData());
    // Those of residents are the three that say where they are registered.
    expect(QStringLiteral("registered, migrant and overseas"),
           indicator("registered").toDouble() + indicator("migrant").toDouble() + indicator("overseas").toDouble(),
           indicator("residents"));
    QVERIFY2(m_wrong.isEmpty(), qPrintable(m_wrong.join(u'\n')));
    // Measured on the shapes: what is plausible.
    QVERIFY(indicator("area").toDouble() > 1 && indicator("area").toDouble() < 10);
    QVERIFY(indicator("road-length").toDouble() > 10 && indicator("green-area").toDouble() > 1);
    QCOMPARE(m_indicators->count(), 42);
}

void PanelsTest::panelsAtMoments_data()
{
    QTest::addColumn<qint64>("moment");
    QTest::newRow("9:40, the fire") << Midnight + 9 * Hour + 40 * Minute;
    QTest::newRow("15:30, the storm") << Midnight + 15 * Hour + 30 * Minute;
    QTest::newRow("21:10, the evening") << Midnight + 21 * Hour + 10 * Minute;
    QTest::newRow("11:20, gone back") << Midnight + 11 * Hour + 20 * Minute;
}

void PanelsTest::panelsAtMoments()
{
    QFETCH(qint64, moment);
    m_session->seek(double(moment));
    QTRY_COMPARE(m_session->twin().now(), moment);
    QVERIFY(settle());
    for (const bool worked : {false, true}) {
        if (worked && moment > Midnight + 16 * Hour)
            break; // the exercise goes on: what was done before is still there
        m_wrong.clear();
        if (worked) {
            // Some work, as operators do it: a step on each of some, one closed, alarms acknowledged.
            QStringList fresh, alarmIds;
            for (const domain::Event *event : m_session->twin().state().events()) {
                if (event->state == domain::EventState::Reported && fresh.size() < 4)
                    fresh += event->id;
            }
            for (const domain::Alarm *alarm : m_session->twin().state().alarms()) {
                if (domain::isCalling(*alarm, moment) && alarmIds.size() < 3)
                    alarmIds += alarm->id;
            }
            QVERIFY(!fresh.isEmpty() && !alarmIds.isEmpty());
            QSignalSpy refused(&m_session->operations(), &app::Operations::refused);
            m_session->operations().act(fresh, QStringLiteral("accept"));
            m_session->operations().act({fresh.first()}, QStringLiteral("reject"),
                                        {{QStringLiteral("why"), QStringLiteral("tried")}});
            m_session->operations().actOnAlarms(alarmIds, QStringLiteral("acknowledge"));
            QVERIFY(settle());
            QVERIFY2(refused.isEmpty(), qPrintable(refused.isEmpty() ? QString() : refused.first().first().toString()));
        }
        QVERIFY(openStore());
        m_compared = 0;
        events();
        alarms();
        devices();
        trends();
        maps();
        qInfo("%d figures compared%s", m_compared, worked ? ", after work" : "");
        QVERIFY2(m_wrong.isEmpty(), qPrintable(m_wrong.join(u'\n')));
    }
}

void PanelsTest::events()
{
    const QVariant today = stored(QStringLiteral("SELECT count(*) FROM event WHERE reported >= MIDNIGHT"));
    QVERIFY(today.toInt() > 5);
    const QVariant open =
        stored(QStringLiteral("SELECT count(*) FROM event WHERE state NOT IN ('closed', 'rejected', 'merged')"));
    const QVariant inHand = stored(QStringLiteral(
        "SELECT count(*) FROM event WHERE state IN ('accepted', 'dispatched', 'handling', 'verifying')"));
    const QVariant closed =
        stored(QStringLiteral("SELECT count(*) FROM event WHERE state = 'closed' AND closed >= MIDNIGHT"));
    const QVariant overdue = stored(
        QStringLiteral("SELECT count(*) FROM event WHERE state NOT IN ('closed', 'rejected', 'merged') AND ((due > 0 "
                       "AND due < NOW) OR (state = 'reported' AND accept_due > 0 AND accept_due < NOW))"));
    const QVariant rate = stored(QStringLiteral(
        "SELECT 100.0 * sum(state = 'closed') / sum(state NOT IN ('rejected', 'merged')) FROM event WHERE reported >= "
        "MIDNIGHT"));

    expect(QStringLiteral("indicator reported today"), indicator("events-reported"), today);
    expect(QStringLiteral("indicator in hand"), indicator("events-in-hand"), inHand);
    expect(QStringLiteral("indicator closed today"), indicator("events-closed"), closed);
    expect(QStringLiteral("indicator overdue"), indicator("events-overdue"), overdue);
    expect(QStringLiteral("indicator closing rate"), indicator("closing-rate"), rate);
    expect(QStringLiteral("panel reported"), m_stats->reported(), today);
    expect(QStringLiteral("panel open"), m_stats->open(), open);
    expect(QStringLiteral("panel in hand"), m_stats->inHand(), inHand);
    expect(QStringLiteral("panel closed"), m_stats->closed(), closed);
    expect(QStringLiteral("panel overdue"), m_stats->overdue(), overdue);
    expect(QStringLiteral("panel closing rate"), m_stats->closingRate() * 100, rate);
    for (const auto &[state, byHand] :
         {std::pair("open", open), std::pair("in-hand", inHand), std::pair("closed-today", closed)}) {
        m_events->setFilterState(QLatin1String(state));
        expect(QStringLiteral("list %1").arg(QLatin1String(state)), m_events->count(), byHand);
    }
    m_events->setFilterState(QStringLiteral("open"));
    // The red dots of the map are those that are open, wherever they stand; and the tree's root says as many.
    expect(QStringLiteral("dots"), m_session->twin().places().total().openEvents, open);
    const Table areas =
        storedRows(QStringLiteral("SELECT a.area, count(*) FROM event_area a JOIN event e ON e.id = a.event "
                                  "WHERE e.state NOT IN ('closed', 'rejected', 'merged') GROUP BY 1"));
    for (const domain::PlaceTree::Node &node : m_session->twin().city()->places.nodes()) {
        const QString area = domain::refText(node.area.ref());
        expect(QStringLiteral("dots of ") + area, m_session->twin().places().of(node.area.ref()).openEvents,
               areas.contains(area) ? areas.at(area).first() : QVariant(0));
    }

    const Table hours = storedRows(QStringLiteral("SELECT (reported + 28800000) % 86400000 / 3600000, count(*) FROM "
                                                  "event WHERE reported >= MIDNIGHT GROUP BY 1"));
    for (int hour = 0; hour <= m_stats->currentHour(); ++hour)
        expect(QStringLiteral("curve at %1").arg(hour), m_stats->hourly().value(hour),
               hours.contains(QString::number(hour)) ? hours.at(QString::number(hour)).first() : QVariant(0));
    expect(QStringLiteral("current hour"), m_stats->currentHour(), (m_session->twin().now() - Midnight) / Hour);
    const Table usual =
        storedRows(QStringLiteral("SELECT (reported + 28800000) % 86400000 / 3600000, count(*) / 28.0 FROM "
                                  "event WHERE reported >= MIDNIGHT - 28 * 86400000 AND reported < "
                                  "MIDNIGHT GROUP BY 1"));
    expect(QStringLiteral("usual days"), m_stats->usualDays(), 28);
    for (int hour = 0; hour < 24; ++hour)
        expect(QStringLiteral("usual at %1").arg(hour), m_stats->usual().value(hour),
               usual.contains(QString::number(hour)) ? usual.at(QString::number(hour)).first() : QVariant(0));

    const Table domains = storedRows(
        QStringLiteral("SELECT domain, count(*), sum(state NOT IN ('closed', 'rejected', 'merged')) FROM event WHERE "
                       "reported >= MIDNIGHT GROUP BY 1"));
    expect(QStringLiteral("domains"), m_stats->byDomain().size(), 6);
    for (const QVariant &each : m_stats->byDomain()) {
        const QVariantMap shown = each.toMap();
        const QString id = shown.value(QStringLiteral("id")).toString();
        const QList<QVariant> byHand = domains.contains(id) ? domains.at(id) : QList<QVariant>{0, 0};
        expect(id, shown.value(QStringLiteral("count")), byHand[0]);
        expect(id + QStringLiteral(", open"), shown.value(QStringLiteral("open")), byHand[1]);
    }
    const Table states =
        storedRows(QStringLiteral("SELECT state, count(*) FROM event WHERE reported >= MIDNIGHT GROUP BY 1"));
    for (const QVariant &each : m_stats->byState()) {
        const QVariantMap shown = each.toMap();
        const QString id = shown.value(QStringLiteral("id")).toString();
        expect(QStringLiteral("today's ") + id, shown.value(QStringLiteral("count")),
               states.contains(id) ? states.at(id).first() : QVariant(0));
    }
    const Table steps = storedRows(QStringLiteral(
        "SELECT CASE WHEN state = 'reopened' THEN 'dispatched' WHEN state = 'closed' THEN 'closed-today' ELSE state "
        "END, count(*), "
        "sum(state <> 'closed' AND ((due > 0 AND due < NOW) OR (state = 'reported' AND accept_due > 0 AND accept_due < "
        "NOW))) FROM event "
        "WHERE state NOT IN ('rejected', 'merged') AND (state <> 'closed' OR closed >= MIDNIGHT) GROUP BY 1"));
    expect(QStringLiteral("steps of the funnel"), m_funnel->steps().size(), 6);
    for (const QVariant &each : m_funnel->steps()) {
        const QVariantMap shown = each.toMap();
        const QString id = shown.value(QStringLiteral("id")).toString();
        const QList<QVariant> byHand = steps.contains(id) ? steps.at(id) : QList<QVariant>{0, 0};
        expect(QStringLiteral("funnel ") + id, shown.value(QStringLiteral("count")), byHand[0]);
        expect(QStringLiteral("funnel overdue ") + id, shown.value(QStringLiteral("overdue")), byHand[1]);
        m_events->setFilterState(id);
        expect(QStringLiteral("list of the funnel's ") + id, m_events->count(), byHand[0]);
    }
    m_events->setFilterState(QStringLiteral("open"));
}

void PanelsTest::alarms()
{
    const QString there = QStringLiteral("shelved_until <= NOW AND suppressed_by = ''");
    const QVariant calling =
        stored(QStringLiteral("SELECT count(*) FROM alarm WHERE state IN ('active-unacknowledged', "
                              "'cleared-unacknowledged') AND ") +
               there);
    QVERIFY(calling.toInt() > 0);
    expect(QStringLiteral("alarms unacknowledged"), m_alarms->calling(), calling);
    expect(QStringLiteral("alarms unacknowledged, sign"), m_session->operations().unacknowledged(), calling);
    expect(QStringLiteral("critical of them"), m_session->operations().unacknowledgedCritical(),
           stored(QStringLiteral("SELECT count(*) FROM alarm WHERE state IN ('active-unacknowledged', "
                                 "'cleared-unacknowledged') AND severity = 3 AND ") +
                  there));
    expect(QStringLiteral("alarms acknowledged"), m_alarms->acknowledged(),
           stored(QStringLiteral("SELECT count(*) FROM alarm WHERE state = 'active-acknowledged' AND ") + there));
    expect(QStringLiteral("alarms suppressed"), m_alarms->suppressed(),
           stored(QStringLiteral("SELECT count(*) FROM alarm WHERE state <> 'normal' AND shelved_until <= NOW AND "
                                 "suppressed_by <> ''")));
}

void PanelsTest::devices()
{
    // What each device said last, by hand from the store; how often it should, from the district's own table.
    const Table newest = storedRows(QStringLiteral(
        "SELECT d.name, max(o.time) FROM datastream d JOIN (SELECT stream, time FROM observation UNION ALL "
        "SELECT stream, time FROM observation_inbox) o ON o.stream = d.id GROUP BY 1"));
    const Table said = storedRows(QStringLiteral("SELECT thing, online, max(time) FROM thing_status GROUP BY thing"));
    const Table faults = storedRows(QStringLiteral(
        "SELECT d.name, o.value, max(o.time) FROM datastream d JOIN (SELECT stream, time, value FROM observation UNION "
        "ALL SELECT "
        "stream, time, value FROM observation_inbox) o ON o.stream = d.id WHERE d.name LIKE '%-fault' GROUP BY 1"));
    const Table things = rows(m_district, QStringLiteral("SELECT code, kind, coalesce(datastreams, '[]') FROM things"));
    const qint64 now = m_session->twin().now();
    std::map<QString, std::map<QString, int>> byKind; ///< kind -> status -> how many
    for (const auto &[code, values] : things) {
        QString status = QStringLiteral("unknown");
        qint64 last = 0;
        bool stale = false, known = false, offline = true, fault = false;
        const QJsonArray streams = QJsonDocument::fromJson(values[1].toString().toUtf8()).array();
        for (const QJsonValue &stream : streams) {
            const QString name = stream.toObject().value(QLatin1String("id")).toString();
            const auto reading = newest.find(name);
            if (reading == newest.end())
                continue;
            const qint64 time = reading->second.first().toLongLong(),
                         period = stream.toObject().value(QLatin1String("period")).toInteger() * 1000;
            known = true;
            last = std::max(last, time);
            stale = stale || now > time + 2 * period;
            offline = offline && now > time + 6 * period;
            fault = fault || (faults.contains(name) && faults.at(name).first().toDouble() != 0);
        }
        const auto word = said.find(code);
        if (word != said.end() && word->second[0].toInt() == 0 && word->second[1].toLongLong() >= last)
            status = QStringLiteral("offline");
        else if (!known)
            status = word != said.end() ? QStringLiteral("online") : status;
        else
            status = offline ? QStringLiteral("offline")
                     : stale ? QStringLiteral("stale")
                     : fault ? QStringLiteral("fault")
                             : QStringLiteral("online");
        ++byKind[values[0].toString()][status];
        ++byKind[QString()][status];
    }
    app::ThingModel list(nullptr, &m_session->twin());
    int all = 0;
    for (auto &[kind, statuses] : byKind) {
        list.setFilterKind(kind);
        int count = 0;
        for (const char *status : {"online", "stale", "offline", "fault", "unknown"}) {
            list.setFilterState(QLatin1String(status));
            expect(QStringLiteral("devices %1 %2").arg(kind, QLatin1String(status)), list.count(),
                   statuses[QLatin1String(status)]);
            count += statuses[QLatin1String(status)];
        }
        list.setFilterState({});
        expect(QStringLiteral("devices ") + kind, list.count(), count);
        all = kind.isEmpty() ? count : all;
    }
    expect(QStringLiteral("share online"), indicator("share-online"),
           100.0 * byKind[QString()][QStringLiteral("online")] / all);
}

void PanelsTest::trends()
{
    for (const int days : {1, 7}) {
        const auto past = [&](QString sql) {
            return stored(sql.replace(QLatin1String("PAST"), QStringLiteral("(NOW - %1)").arg(days * Day))
                              .replace(QLatin1String("DAWN"), QStringLiteral("(MIDNIGHT - %1)").arg(days * Day)));
        };
        // How each stood then: where its last entry of before led.
        const QString then = QStringLiteral("(SELECT s.state, s.moved, e.reported, e.due, e.accept_due FROM (SELECT "
                                            "id, to_state AS state, row_number() "
                                            "OVER (PARTITION BY id ORDER BY version DESC) AS newest, max(CASE WHEN "
                                            "to_state <> from_state THEN time END) "
                                            "OVER (PARTITION BY id) AS moved FROM entry WHERE subject = 'event' AND "
                                            "time <= PAST) s JOIN event e ON e.id "
                                            "= s.id WHERE s.newest = 1)");
        const QString words = QStringLiteral("%1 days before: ").arg(days);
        const auto compare = [&](const char *id, const QString &sql) {
            const QVariantMap shown = trend(id, days == 7);
            expect(words + QLatin1String(id) + QStringLiteral(" is known"), shown.value(QStringLiteral("known")), true);
            expect(words + QLatin1String(id), shown.value(QStringLiteral("value")), past(sql));
            const double change = indicator(id).toDouble() - past(sql).toDouble();
            expect(words + QLatin1String(id) + QStringLiteral(" changed by"), shown.value(QStringLiteral("change")),
                   QLatin1String(id) == QLatin1String("closing-rate") ? std::round(change * 10) / 10 : change);
        };
        compare("events-reported",
                QStringLiteral("SELECT count(*) FROM event WHERE reported >= DAWN AND reported <= PAST"));
        compare("events-in-hand", QStringLiteral("SELECT count(*) FROM %1 WHERE state IN ('accepted', 'dispatched', "
                                                 "'handling', 'verifying')")
                                      .arg(then));
        compare("events-closed",
                QStringLiteral("SELECT count(*) FROM %1 WHERE state = 'closed' AND moved >= DAWN").arg(then));
        compare("closing-rate", QStringLiteral("SELECT 100.0 * sum(state = 'closed') / sum(state NOT IN ('rejected', "
                                               "'merged')) FROM %1 WHERE reported >= DAWN")
                                    .arg(then));
        compare("events-overdue",
                QStringLiteral(
                    "SELECT count(*) FROM %1 WHERE state NOT IN ('closed', 'rejected', 'merged') AND ((due > 0 AND "
                    "due < PAST) OR (state = 'reported' AND accept_due > 0 AND accept_due < PAST))")
                    .arg(then));
        // Of people the district's file of figures tells.
        const QVariantMap people = trend("residents", days == 7);
        expect(words + QStringLiteral("residents are known"), people.value(QStringLiteral("known")), true);
        expect(words + QStringLiteral("residents"), people.value(QStringLiteral("value")),
               m_figures.value(days == 1 ? QLatin1String("2026-06-17") : QLatin1String("2026-06-11"))
                   .toObject()
                   .value(QLatin1String("residents"))
                   .toDouble());
        // Of devices the log tells: known, and near to all.
        const QVariantMap online = trend("share-online", days == 7);
        expect(words + QStringLiteral("share online is known"), online.value(QStringLiteral("known")), true);
        expect(words + QStringLiteral("share online is plausible"),
               online.value(QStringLiteral("value")).toDouble() > 90 &&
                   online.value(QStringLiteral("value")).toDouble() <= 100,
               true);
    }
}

void PanelsTest::maps()
{
    // By areas, as the events are kept with those that they stood in when they were reported.
    struct Of {
        const char *indicator, *where;
    };
    static constexpr Of Counted[] = {{"events-reported", "reported >= MIDNIGHT"},
                                     {"events-in-hand", "state IN ('accepted', 'dispatched', 'handling', 'verifying')"},
                                     {"events-closed", "state = 'closed' AND closed >= MIDNIGHT"}};
    for (const char *level : {"community", "grid"}) {
        for (const Of &of : Counted) {
            m_map->setIndicator(QLatin1String(of.indicator));
            m_map->setLevel(QLatin1String(level));
            const Table byHand =
                storedRows(QStringLiteral("SELECT a.area, count(*) FROM event_area a JOIN event e ON e.id = a.event "
                                          "WHERE a.area LIKE '%1:%' AND (%2) GROUP BY 1")
                               .arg(QLatin1String(level), QLatin1String(of.where)));
            double sum = 0;
            for (int row = 0; row < m_map->count(); ++row) {
                const auto data = [&](int role) { return m_map->index(row).data(role); };
                sum += data(app::IndicatorMap::ValueRole).toDouble();
                const QString area =
                    QStringLiteral("%1:%2").arg(QLatin1String(level), data(app::IndicatorMap::IdRole).toString());
                if (!data(app::IndicatorMap::IdRole).toString().isEmpty())
                    expect(QStringLiteral("%1 in %2").arg(QLatin1String(of.indicator), area),
                           data(app::IndicatorMap::ValueRole),
                           byHand.contains(area) ? byHand.at(area).first() : QVariant(0));
            }
            expect(QStringLiteral("%1 by %2, the sum").arg(QLatin1String(of.indicator), QLatin1String(level)), sum,
                   indicator(of.indicator));
        }
    }
    m_map->clear();
}

/// Every indicator opens by every level that it has: what is shown to add up does so as it is written.
void PanelsTest::everyIndicatorOpens()
{
    const auto &indicators = m_session->twin().city()->indicators;
    QCOMPARE(indicators.size(), size_t(42));
    const auto written = [](QString text) { return text.remove(u',').toDouble(); };
    for (const domain::Indicator &each : indicators) {
        m_map->setIndicator(each.id);
        QVERIFY2(m_map->isActive() && m_map->count() > 0, qPrintable(each.id));
        QVERIFY2(!m_map->name().isEmpty() && !m_map->definition().isEmpty(), qPrintable(each.id));
        for (const QVariant &level : m_map->levels()) {
            m_map->setLevel(level.toMap().value(QStringLiteral("id")).toString());
            const QByteArray what = QStringLiteral("%1 by %2").arg(each.id, m_map->level()).toUtf8();
            double sum = 0, shares = 0;
            const QString total = m_map->sumText();
            const qsizetype decimals = total.contains(u'.') ? total.size() - total.indexOf(u'.') - 1 : 0;
            for (int row = 0; row < m_map->count(); ++row) {
                const QString text = m_map->index(row).data(app::IndicatorMap::ValueTextRole).toString();
                const QString share = m_map->index(row).data(app::IndicatorMap::ShareTextRole).toString();
                QVERIFY2(!text.contains(QStringLiteral("万")), what);
                sum += written(text);
                shares += share.left(share.indexOf(u' ')).toDouble();
                const bool known = m_map->index(row).data(app::IndicatorMap::ValueRole).isValid();
                QCOMPARE(!known ? decimals : text.contains(u'.') ? text.size() - text.indexOf(u'.') - 1 : 0, decimals);
            }
            if (!m_map->addsUp())
                continue;
            // Whole ones to the last figure, others as far as they are written.
            const double all = written(total);
            const double slack = decimals == 0 ? 0 : 0.5 * std::pow(10, -decimals) * (m_map->count() + 1);
            QVERIFY2(std::abs(sum - all) <= slack + 1e-9,
                     what + ": " + QByteArray::number(sum) + ", " + total.toUtf8());
            if (all > 0)
                QVERIFY2(std::abs(shares - 100) <= 0.06 * m_map->count(), what);
        }
    }
    m_map->clear();
}

void PanelsTest::mapAndTableInStep()
{
    m_map->setIndicator(QStringLiteral("residents"));
    m_map->setLevel(QStringLiteral("community"));
    QVERIFY(m_map->isActive());
    QCOMPARE(m_map->count(), 10); // every building stands in a community
    QCOMPARE(m_map->levels().size(), 3);
    QCOMPARE(m_map->legend().size(), 5);
    int areas = 0;
    for (const QVariant &each : m_map->legend())
        areas += each.toMap().value(QStringLiteral("count")).toInt();
    QCOMPARE(areas, 10);
    const auto at = [&](int row, int role) { return m_map->index(row).data(role); };
    for (int row = 1; row < m_map->count(); ++row) // most first
        QVERIFY(at(row - 1, app::IndicatorMap::ValueRole).toDouble() >=
                at(row, app::IndicatorMap::ValueRole).toDouble());
    app::Selection &selection = m_session->selection();
    QSignalSpy followed(m_map.get(), &app::IndicatorMap::currentChanged);
    m_map->choose(3);
    QCOMPARE(selection.current(),
             (domain::ObjectRef{domain::ObjectKind::Community, at(3, app::IndicatorMap::IdRole).toString()}));
    QCOMPARE(m_map->current(), selection.id());
    QVERIFY(followed.count() > 0);
    // A building that is chosen on the map marks the row that it stands in; so does one under the pointer.
    const auto &city = m_session->twin().city();
    const auto &places = city->places;
    const domain::Building &building = *city->building(QStringLiteral("4403990010054200006"));
    const auto path = places.path(places.areaOfBuilding(building.id));
    QVERIFY(path.size() > 1);
    const QString community = places.nodes()[size_t(path[1])].area.id;
    QVERIFY(selection.select(domain::ObjectRef{domain::ObjectKind::Building, building.id}));
    QCOMPARE(m_map->current(), community);
    selection.hover(domain::ObjectRef{domain::ObjectKind::Building, building.id});
    QCOMPARE(m_map->hovered(), community);
    selection.hover(domain::ObjectRef());
    QCOMPARE(m_map->hovered(), QString());
    m_map->hover(0);
    QCOMPARE(selection.hovered().id, at(0, app::IndicatorMap::IdRole).toString());
    m_map->sortBy(QStringLiteral("name"));
    QCOMPARE(m_map->sortKey(), QStringLiteral("name"));
    QVERIFY(QString::localeAwareCompare(at(0, app::IndicatorMap::NameRole).toString(),
                                        at(9, app::IndicatorMap::NameRole).toString()) < 0);
    m_map->sortBy(QStringLiteral("value"));
    // Communities are not counted by grid, and an unknown indicator is none.
    m_map->setIndicator(QStringLiteral("communities"));
    QCOMPARE(m_map->level(), QStringLiteral("community"));
    QCOMPARE(m_map->levels().size(), 1);
    m_map->setIndicator(QStringLiteral("nothing of the kind"));
    QVERIFY(!m_map->isActive());
    QCOMPARE(m_map->count(), 0);
    QVERIFY(m_map->legend().isEmpty());
}

void PanelsTest::savesTheTable()
{
    m_map->setIndicator(QStringLiteral("residents"));
    m_map->setLevel(QStringLiteral("grid"));
    const QString file = m_folder.filePath(QStringLiteral("residents.csv"));
    m_map->exportTo(QUrl::fromLocalFile(file));
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QStringList lines = QString::fromUtf8(saved.readAll()).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 60 + 1);
    double sum = 0;
    for (int i = 1; i <= 60; ++i)
        sum += lines[i].section(u',', -2, -2).toDouble();
    QCOMPARE(lines.last().section(u',', -2, -2).toDouble(), sum);
    QCOMPARE(sum, indicator("residents").toDouble());
}

QTEST_GUILESS_MAIN(PanelsTest)
#include "PanelsTest.moc"
