#include "PanelsTest.h"

/// How many rows a list has once it has filtered, which it does in steps where that takes long; -1: it never ends.
template <typename List> static int counted(const List &list)
{
    return QTest::qWaitFor([&list] { return !list.isFiltering(); }) ? list.count() : -1;
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
        expect(QStringLiteral("list %1").arg(QLatin1String(state)), counted(*m_events), byHand);
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
        expect(QStringLiteral("list of the funnel's ") + id, counted(*m_events), byHand[0]);
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
    m_heard.clear();
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
        m_heard[values[0].toString()] = std::max(m_heard[values[0].toString()], last);
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
            expect(QStringLiteral("devices %1 %2").arg(kind, QLatin1String(status)), counted(list),
                   statuses[QLatin1String(status)]);
            count += statuses[QLatin1String(status)];
        }
        m_kinds[kind] = {count, statuses[QStringLiteral("online")]};
        list.setFilterState({});
        expect(QStringLiteral("devices ") + kind, counted(list), count);
        all = kind.isEmpty() ? count : all;
    }
    expect(QStringLiteral("panel, kinds of devices"), m_devices->kinds().size(), int(byKind.size()) - 1);
    for (const QVariant &each : m_devices->kinds()) {
        const QVariantMap shown = each.toMap();
        const QString kind = shown.value(QStringLiteral("id")).toString();
        for (const char *status : {"online", "stale", "offline", "fault", "unknown"})
            expect(QStringLiteral("panel, %1 %2").arg(kind, QLatin1String(status)), shown.value(QLatin1String(status)),
                   byKind[kind][QLatin1String(status)]);
        expect(QStringLiteral("panel, share of %1 online").arg(kind), shown.value(QStringLiteral("share")),
               double(m_kinds[kind].second) / m_kinds[kind].first);
    }
    expect(QStringLiteral("panel, stale"), m_devices->stale(), byKind[QString()][QStringLiteral("stale")]);
    expect(QStringLiteral("panel, offline"), m_devices->offline(), byKind[QString()][QStringLiteral("offline")]);
    expect(QStringLiteral("panel, faulty"), m_devices->fault(), byKind[QString()][QStringLiteral("fault")]);
    expect(QStringLiteral("share online"), indicator("share-online"),
           100.0 * byKind[QString()][QStringLiteral("online")] / all);
}

/// Of the systems that are heard of again and again; of what is read once the rows of its tables.
void PanelsTest::sources()
{
    const Table alerts = storedRows(
        QStringLiteral("SELECT '', count(*), max(sent) FROM alert WHERE ended = 0 AND sent <= NOW AND expires > NOW"));
    const Table things = rows(m_district, QStringLiteral("SELECT code, kind FROM things"));
    const Table today = storedRows(
        QStringLiteral("SELECT b.id, b.body, e.source, e.reported FROM event e JOIN event_body b ON b.id = e.id"));
    std::map<QString, int> states;
    for (const QJsonValue &each : std::as_const(m_systems)) {
        const QJsonObject system = each.toObject();
        const QString id = system.value(QLatin1String("id")).toString();
        const QVariantList kinds = system.value(QLatin1String("things")).toArray().toVariantList();
        const QVariantList told = system.value(QLatin1String("events")).toArray().toVariantList();
        int row = 0;
        while (row < m_sources->count() && m_sources->index(row).data(app::SourceModel::IdRole).toString() != id)
            ++row;
        const auto shown = [&](int role) { return m_sources->index(row).data(role); };
        int count = 0, online = 0, reported = 0, warnings = 0, features = 0;
        qint64 newest = 0;
        for (const QVariant &kind : kinds) {
            count += m_kinds[kind.toString()].first;
            online += m_kinds[kind.toString()].second;
            newest = std::max(newest, m_heard[kind.toString()]);
        }
        // An alarm's event is of the system whose device raised it.
        for (const auto &[event, values] : today) {
            const QJsonObject body = QJsonDocument::fromJson(values[0].toString().toUtf8()).object();
            const auto thing = things.find(body.value(QLatin1String("place")).toString().section(u':', 1));
            if (!told.contains(values[1]) ||
                (!kinds.isEmpty() && thing != things.end() && !kinds.contains(thing->second.first())))
                continue;
            reported += values[2].toLongLong() >= Midnight;
            newest = std::max(newest, values[2].toLongLong());
        }
        if (system.value(QLatin1String("alerts")).toBool()) {
            warnings = alerts.at(QString())[0].toInt();
            newest = std::max(newest, alerts.at(QString())[1].toLongLong());
        }
        static const QHash<QString, QString> OneTable{
            {QStringLiteral("grid-management"), QStringLiteral("areas")},
            {QStringLiteral("building-register"), QStringLiteral("buildings")},
            {QStringLiteral("facilities"), QStringLiteral("facilities")}};
        const bool counted = system.value(QLatin1String("layers")).toArray().isEmpty() || OneTable.contains(id);
        if (OneTable.contains(id))
            features = one(m_district, QStringLiteral("SELECT count(*) FROM ") + OneTable.value(id)).toInt();
        if (counted)
            expect(QStringLiteral("rows of ") + id, shown(app::SourceModel::RowsRole),
                   features + count + reported + warnings);
        if (count > 0)
            expect(QStringLiteral("words of ") + id,
                   shown(app::SourceModel::RowsTextRole).toString().section(QStringLiteral(" · "), 0, 0),
                   QStringLiteral("%L1 devices, %2 % online")
                       .arg(count)
                       .arg(QString::number(100.0 * online / count, 'f', 1).remove(QStringLiteral(".0"))));
        // What a source says of an event again is news of it, too.
        expect(QStringLiteral("news of ") + id, shown(app::SourceModel::NewestRole).toLongLong() >= newest, true);
        if (told.isEmpty())
            expect(QStringLiteral("newest of ") + id, shown(app::SourceModel::NewestRole), newest);
        const double fresh = system.value(QLatin1String("fresh")).toDouble();
        const qint64 heard = shown(app::SourceModel::NewestRole).toLongLong();
        const QString state = fresh <= 0                                               ? QStringLiteral("ok")
                              : heard <= 0                                             ? QStringLiteral("unknown")
                              : double(m_session->twin().now() - heard) > fresh * 1000 ? QStringLiteral("stale")
                                                                                       : QStringLiteral("ok");
        expect(QStringLiteral("state of ") + id, shown(app::SourceModel::StateRole), state);
        ++states[state];
    }
    expect(QStringLiteral("systems in order"), m_sources->ok(), states[QStringLiteral("ok")]);
    expect(QStringLiteral("systems late"), m_sources->stale(), states[QStringLiteral("stale")]);
}

/// The public warnings, and of rain, river and ponding the gauge that stands worst.
void PanelsTest::weather()
{
    expect(QStringLiteral("warnings in force"), m_alerts->count(),
           stored(QStringLiteral("SELECT count(*) FROM alert WHERE ended = 0 AND sent <= NOW AND expires > NOW")));
    QVERIFY(m_gauges->gauges().size() >= 2);
    for (const QVariant &each : m_gauges->gauges()) {
        const QVariantMap gauge = each.toMap();
        const QString thing = gauge.value(QStringLiteral("thing")).toString(),
                      property = gauge.value(QStringLiteral("id")).toString();
        const domain::Thing *device = m_session->twin().city()->thing(thing);
        QVERIFY(device);
        for (const domain::Datastream &stream : device->datastreams) {
            if (stream.property != property)
                continue;
            const double byHand =
                stored(
                    QStringLiteral("SELECT o.value FROM datastream d JOIN (SELECT stream, time, value FROM "
                                   "observation UNION ALL SELECT stream, time, value FROM observation_inbox) o ON "
                                   "o.stream = d.id WHERE d.name = '%1' AND o.time <= NOW ORDER BY o.time DESC LIMIT 1")
                        .arg(stream.id))
                    .toDouble();
            expect(QStringLiteral("%1 at %2").arg(property, thing), gauge.value(QStringLiteral("valueText")),
                   m_gauges->reading(property, byHand));
        }
    }
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
