#pragma once

#include "loading/District.h"
#include "models/AlarmModel.h"
#include "models/AlertModel.h"
#include "models/DeviceStats.h"
#include "models/EventModel.h"
#include "models/EventStatsModel.h"
#include "models/FunnelModel.h"
#include "models/IndicatorModel.h"
#include "models/PlaceTreeModel.h"
#include "models/SourceModel.h"
#include "models/ThingModel.h"
#include "operations/GaugeModel.h"
#include "session/IndicatorMap.h"
#include "session/Session.h"

#include <QJsonArray>
#include <QJsonDocument>
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
    std::unique_ptr<app::DeviceStats> m_devices;
    std::unique_ptr<app::SourceModel> m_sources;
    std::unique_ptr<app::AlertModel> m_alerts;
    std::unique_ptr<app::GaugeModel> m_gauges;
    std::unique_ptr<app::PlaceTreeModel> m_places;
    QSqlDatabase m_store, m_district;
    QJsonObject m_figures;                          ///< of earlier days, by day
    QJsonArray m_systems;                           ///< the sources as the district describes them
    std::map<QString, std::pair<int, int>> m_kinds; ///< of devices by hand: how many, how many online
    std::map<QString, qint64> m_heard;              ///< by kind of device by hand: when it was last heard of
    QStringList m_wrong;                            ///< what disagrees, all of a moment at once
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
    void sources();
    void weather();
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
