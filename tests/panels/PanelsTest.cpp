#include "PanelsTest.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>

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
    m_devices = std::make_unique<app::DeviceStats>(nullptr, twin);
    m_sources = std::make_unique<app::SourceModel>(nullptr, twin);
    m_alerts = std::make_unique<app::AlertModel>(nullptr, twin);
    m_gauges = std::make_unique<app::GaugeModel>(nullptr, twin, &m_session->keeper());
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
    QFile systems(QFileInfo(*project).dir().filePath(QStringLiteral("sources.json")));
    QVERIFY(systems.open(QIODevice::ReadOnly));
    m_systems = QJsonDocument::fromJson(systems.readAll()).object().value(QLatin1String("sources")).toArray();
    QCOMPARE(m_systems.size(), 17);
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
    m_gauges.reset();
    m_alerts.reset();
    m_sources.reset();
    m_devices.reset();
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
        sources();
        weather();
        trends();
        maps();
        qInfo("%d figures compared%s", m_compared, worked ? ", after work" : "");
        QVERIFY2(m_wrong.isEmpty(), qPrintable(m_wrong.join(u'\n')));
    }
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
