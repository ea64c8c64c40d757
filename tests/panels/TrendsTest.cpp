#include "Seat.h"
#include "models/EventStatsModel.h"
#include "models/IndicatorModel.h"
#include "operations/Historian.h"

#include <QTemporaryDir>

using domain::ObjectKind;
using smallcity::Minute;
using smallcity::Now;
using smallcity::report;

static constexpr qint64 Hour = 60 * Minute, Day = 24 * Hour;

/// Trends on a store that lives longer than the program: what it kept of the days before.
class TrendsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    domain::StoreConfig config(const char *name) const { return Seat::sqlite(m_folder.filePath(QLatin1String(name))); }

    static domain::Event ended(const QString &id, qint64 reported, qint64 closed)
    {
        domain::Event event =
            report(id, QStringLiteral("noise"), {ObjectKind::Building, QStringLiteral("B1")}, reported);
        event.state = domain::EventState::Closed;
        event.closed = event.updated = closed;
        return event;
    }
    static std::shared_ptr<domain::City> withIndicators(const Seat &seat)
    {
        auto city = std::make_shared<domain::City>(*seat.twin.city());
        const auto add = [&](const char *id, const char *query) {
            domain::Indicator indicator;
            indicator.id = QLatin1String(id);
            indicator.name = {indicator.id, indicator.id};
            indicator.query = QLatin1String(query);
            city->indicators.push_back(indicator);
        };
        city->indicators.clear();
        add("open", "events:open");
        add("today", "events:today");
        add("closed", "events:closed-today");
        add("online", "things:online");
        add("residents", "sum:building:residents");
        return city;
    }

private Q_SLOTS:
    void comparesWithTheStore()
    {
        Seat seat;
        seat.clock.set(Now - 7 * Day);
        seat.twin.setCity(withIndicators(seat));
        QVERIFY(seat.open(config("a.sqlite")));
        // A week ago: one reported in the morning and closed, one open; two devices spoke.
        const auto say = [&](std::vector<domain::Observation> observations, std::vector<domain::Event> events) {
            feeds::FeedBatch batch;
            batch.observations = std::move(observations);
            batch.events = std::move(events);
            seat.twin.take(batch);
            seat.twin.flush();
        };
        const auto reading = [](const char *stream, qint64 time) {
            return smallcity::observation(QLatin1String(stream), 0, time);
        };
        say({reading("T1.1", Now - 7 * Day - Minute), reading("T2.1", Now - 7 * Day - Minute)},
            {ended(QStringLiteral("W1"), Now - 7 * Day - 2 * Hour, Now - 7 * Day - Hour),
             report(QStringLiteral("W2"), QStringLiteral("noise"), {ObjectKind::Building, QStringLiteral("B1")},
                    Now - 7 * Day - Hour)});
        // Yesterday: the open one is closed, another has come; one device was silent for a week, one speaks. After
        // that time of day two more come, which must not count.
        seat.clock.set(Now - Day + Hour);
        say({reading("T1.1", Now - Day - Minute)},
            {ended(QStringLiteral("W2"), Now - 7 * Day - Hour, Now - Day - Hour),
             report(QStringLiteral("Y1"), QStringLiteral("fire"), {ObjectKind::Building, QStringLiteral("B1")},
                    Now - Day - Hour),
             report(QStringLiteral("Y2"), QStringLiteral("fire"), {ObjectKind::Building, QStringLiteral("B1")},
                    Now - Day + Minute)});
        seat.clock.set(Now);
        say({reading("T1.1", Now - Minute), reading("T2.1", Now - Minute), reading("T3.1", Now - Minute)},
            {report(QStringLiteral("N1"), QStringLiteral("fire"), {ObjectKind::Building, QStringLiteral("B1")},
                    Now - Hour)});
        seat.twin.tick();
        QVERIFY(seat.flush());

        app::IndicatorModel model(nullptr, &seat.twin);
        app::EventStatsModel stats(nullptr, &seat.twin);
        app::Historian historian(seat.twin, seat.keeper, nullptr);
        Q_EMIT seat.twin.ticked(Now);
        const auto value = [&](int row, int role) {
            return model.index(row).data(role).toMap().value(QStringLiteral("value"));
        };
        constexpr int DayRole = app::IndicatorModel::TrendDayRole, WeekRole = app::IndicatorModel::TrendWeekRole;
        QTRY_COMPARE(value(0, DayRole), QVariant(1.0)); // Y1
        QTRY_VERIFY(value(0, WeekRole).isValid());
        QCOMPARE(value(0, WeekRole), QVariant(1.0)); // W2
        QCOMPARE(value(1, DayRole), QVariant(1.0));
        QCOMPARE(value(1, WeekRole), QVariant(2.0));
        QCOMPARE(value(2, DayRole), QVariant(1.0));  // W2
        QCOMPARE(value(2, WeekRole), QVariant(1.0)); // W1
        QCOMPARE(value(3, DayRole), QVariant(1.0));
        QCOMPARE(value(3, WeekRole), QVariant(2.0));
        QCOMPARE(model.index(3).data(app::IndicatorModel::ValueRole).toDouble(), 3.0);

        // The usual day: from the first that is known, quiet ones too. W1 and W2 a week ago, Y1 and Y2 yesterday.
        QTRY_COMPARE(stats.usualDays(), 7);
        const auto hourOf = [](qint64 ms) {
            return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone("Asia/Shanghai")).time().hour();
        };
        std::map<int, int> counts;
        for (const qint64 reported :
             {Now - 7 * Day - 2 * Hour, Now - 7 * Day - Hour, Now - Day - Hour, Now - Day + Minute})
            ++counts[hourOf(reported)];
        for (int hour = 0; hour < 24; ++hour)
            QCOMPARE(stats.usual().value(hour).toDouble(), counts[hour] / 7.0);
    }

    void keepsTheFiguresOfADay()
    {
        // Yesterday's programs kept what the data said; today these say otherwise.
        const auto figuresOf = [](Seat &seat, qint64 time) {
            const QString day =
                QDateTime::fromMSecsSinceEpoch(time, QTimeZone("Asia/Shanghai")).date().toString(Qt::ISODate);
            return seat.entriesOf(domain::Subject::Figures, day);
        };
        for (int start = 0; start < 2; ++start) { // twice on that day: nothing new is kept
            Seat seat;
            seat.clock.set(Now - Day - Hour + start * Minute);
            seat.twin.setCity(withIndicators(seat));
            QVERIFY(seat.open(config("b.sqlite")));
            app::Historian historian(seat.twin, seat.keeper, nullptr);
            Q_EMIT seat.twin.ticked(seat.twin.now());
            QTRY_COMPARE(figuresOf(seat, seat.twin.now()).size(), size_t(1));
            QTRY_VERIFY(historian.isSettled());
            QVERIFY(seat.flush());
            const auto entries = figuresOf(seat, seat.twin.now());
            QCOMPARE(entries.size(), size_t(1));
            QCOMPARE(entries.front().body.value(QLatin1String("residents")).toDouble(), 9.0);
            QCOMPARE(entries.front().body.value(QLatin1String("residents@community:C1")).toDouble(), 9.0);
            QVERIFY(!entries.front().body.contains(QLatin1String("open"))); // the journal tells that
        }
        Seat seat;
        seat.twin.setCity(withIndicators(seat));
        auto city = std::make_shared<domain::City>(*seat.twin.city());
        city->indicators[4].query = QStringLiteral("sum:unit:rooms");
        city->indicators[4].past.insert(
            QDateTime::fromMSecsSinceEpoch(Now - 7 * Day, QTimeZone("Asia/Shanghai")).date().toString(Qt::ISODate), 5);
        seat.twin.setCity(city);
        QVERIFY(seat.open(config("b.sqlite")));
        app::IndicatorModel model(nullptr, &seat.twin);
        app::Historian historian(seat.twin, seat.keeper, nullptr);
        Q_EMIT seat.twin.ticked(Now);
        const auto trend = [&](int role) { return model.index(4).data(role).toMap(); };
        QTRY_COMPARE(trend(app::IndicatorModel::TrendDayRole).value(QStringLiteral("value")), QVariant(9.0));
        QTRY_COMPARE(trend(app::IndicatorModel::TrendWeekRole).value(QStringLiteral("value")), QVariant(5.0));
        // Nobody had listened to devices: nothing is said of them.
        QVERIFY(
            !model.index(3).data(app::IndicatorModel::TrendDayRole).toMap().value(QStringLiteral("known")).toBool());
    }

    void clocksThatChange()
    {
        // The same time by the clock, not 24 hours: on 29 March 2026 Berlin has 23.
        const QTimeZone berlin("Europe/Berlin");
        const qint64 now = QDateTime(QDate(2026, 3, 29), QTime(12, 0), berlin).toMSecsSinceEpoch();
        QCOMPARE(now - app::Past::timeOf(app::Past::Ago::Day, now, berlin), 23 * Hour);
        QCOMPARE(now - app::Past::timeOf(app::Past::Ago::Week, now, berlin), 7 * Day - Hour);
    }
};

QTEST_GUILESS_MAIN(TrendsTest)
#include "TrendsTest.moc"
