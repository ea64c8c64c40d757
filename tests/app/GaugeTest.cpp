#include "Seat.h"
#include "core/Csv.h"
#include "models/DeviceStats.h"
#include "operations/GaugeModel.h"

#include <QTemporaryDir>

#include <algorithm>

using domain::ThingKind;
using smallcity::Minute;
using smallcity::Now;
using smallcity::observation;

/// The weather panel's gauges and the sums of devices by kind.
class GaugeTest : public QObject
{
    Q_OBJECT

private:
    /// The small district with two rain gauges and a river gauge, with limits of rules.
    static std::shared_ptr<const domain::City> withGauges()
    {
        auto city = std::make_shared<domain::City>(*smallcity::make());
        auto layer = std::make_shared<domain::Layer>();
        layer->info.id = QStringLiteral("gauges");
        layer->info.kind = domain::LayerKind::Things;
        const auto add = [&](const char *id, ThingKind kind, const char *property, const char *unit) {
            domain::Thing thing;
            thing.id = QString::fromLatin1(id);
            thing.name = QStringLiteral("Gauge %1").arg(thing.id);
            thing.kind = kind;
            thing.datastreams = {
                {thing.id + QStringLiteral(".1"), QString::fromLatin1(property), QString::fromLatin1(unit), 300}};
            layer->things.push_back(thing);
        };
        add("W1", ThingKind::WaterLevel, "water-level", "m");
        add("R1", ThingKind::Rain, "rain-rate", "mm/h");
        add("R2", ThingKind::Rain, "rain-rate", "mm/h");
        city->layers.push_back(layer);
        const auto limit = [&](const char *id, const char *property, double above, domain::Severity severity) {
            domain::AlarmRule rule;
            rule.id = QString::fromLatin1(id);
            rule.name = base::LocalizedText{QString::fromLatin1(id), {}};
            rule.property = QString::fromLatin1(property);
            rule.threshold = above;
            rule.severity = severity;
            city->rules.rules.push_back(rule);
        };
        limit("guard", "water-level", 1.8, domain::Severity::Minor);
        limit("danger", "water-level", 3.0, domain::Severity::Critical);
        city->index();
        city->complete = true;
        return city;
    }
    static QVariantMap gauge(const app::GaugeModel &model, const char *property)
    {
        for (const QVariant &each : model.gauges()) {
            if (each.toMap().value(QStringLiteral("id")).toString() == QLatin1String(property))
                return each.toMap();
        }
        return {};
    }

private Q_SLOTS:
    void worstGaugeIsTold()
    {
        Seat seat;
        seat.twin.setCity(withGauges());
        app::GaugeModel model(nullptr, &seat.twin, &seat.keeper);
        QCOMPARE(model.gauges().size(), 2);
        QCOMPARE(model.gauges().first().toMap().value(QStringLiteral("id")).toString(), QStringLiteral("rain-rate"));
        QVERIFY(!gauge(model, "rain-rate").contains(QStringLiteral("ageText"))); // nothing was heard yet

        feeds::FeedBatch batch;
        for (int i = 0; i <= 24; ++i) {
            const qint64 time = Now - (24 - i) * 5 * Minute;
            batch.observations.push_back(observation(QStringLiteral("R1.1"), 4, time));
            batch.observations.push_back(observation(QStringLiteral("R2.1"), i, time));
            batch.observations.push_back(observation(QStringLiteral("W1.1"), 1.0 + 0.01 * i, time));
        }
        // A late one changes what was, not what is.
        batch.observations.push_back(observation(QStringLiteral("R2.1"), 60, Now - 90 * Minute + 1));
        seat.twin.take(batch);
        seat.twin.flush();
        QTRY_COMPARE(gauge(model, "rain-rate").value(QStringLiteral("valueText")).toString(),
                     QStringLiteral("24 mm/h"));
        const QVariantMap rain = gauge(model, "rain-rate");
        QCOMPARE(rain.value(QStringLiteral("thing")).toString(), QStringLiteral("R2"));
        QCOMPARE(rain.value(QStringLiteral("count")).toInt(), 2);
        QCOMPARE(rain.value(QStringLiteral("riseText")).toString(), QStringLiteral("up 12 mm/h in 1 h"));
        const QVariantList points = rain.value(QStringLiteral("points")).toList();
        QCOMPARE(points.size(), 25);
        QCOMPARE(points.last().toMap().value(QStringLiteral("y")).toDouble(), 24.0);
        QVERIFY(std::any_of(points.begin(), points.end(), [](const QVariant &point) {
            return point.toMap().value(QStringLiteral("y")).toDouble() == 60;
        }));
        // The next limit above the reading.
        QCOMPARE(gauge(model, "water-level").value(QStringLiteral("limit")).toDouble(), 1.8);
        batch = {};
        batch.observations = {observation(QStringLiteral("W1.1"), 2.5, Now + Minute)};
        seat.clock.set(Now + Minute);
        seat.twin.take(batch);
        seat.twin.flush();
        QTRY_COMPARE(gauge(model, "water-level").value(QStringLiteral("limit")).toDouble(), 3.0);
        QCOMPARE(gauge(model, "water-level").value(QStringLiteral("limitVisual")).toString(),
                 QStringLiteral("critical"));
        // A replay that jumps forgets.
        batch = {};
        batch.reset = true;
        batch.pasts = {{QStringLiteral("W1.1"), {{Now - 60 * Minute, 0.5, 3}, {Now - 45 * Minute, 0.6, 3}}}};
        batch.observations = {observation(QStringLiteral("W1.1"), 0.7, Now - 30 * Minute)};
        seat.clock.set(Now - 30 * Minute);
        seat.twin.take(batch);
        QTRY_COMPARE(gauge(model, "water-level").value(QStringLiteral("points")).toList().size(), 3);
        QVERIFY(!gauge(model, "rain-rate").contains(QStringLiteral("ageText")));
    }

    void hoursBeforeTheStartComeFromTheStore()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("gauges.sqlite"));
        {
            Seat seat;
            seat.twin.setCity(withGauges());
            QVERIFY(seat.open(Seat::sqlite(file)));
            feeds::FeedBatch batch;
            for (int i = 0; i < 12; ++i)
                batch.observations.push_back(
                    observation(QStringLiteral("W1.1"), 1 + 0.1 * i, Now - (12 - i) * 10 * Minute));
            seat.twin.take(batch);
            seat.twin.flush();
            QVERIFY(seat.flush());
        }
        Seat seat;
        seat.twin.setCity(withGauges());
        app::GaugeModel model(nullptr, &seat.twin, &seat.keeper);
        QVERIFY(seat.open(Seat::sqlite(file)));
        QTRY_COMPARE(gauge(model, "water-level").value(QStringLiteral("points")).toList().size(), 12);
        QCOMPARE(gauge(model, "water-level").value(QStringLiteral("valueText")).toString(), QStringLiteral("2.1 m"));
    }

    void devicesAreCountedByKind()
    {
        Seat seat;
        seat.twin.setCity(withGauges());
        app::DeviceStats stats(nullptr, &seat.twin);
        const auto rain = [&] {
            for (const QVariant &each : stats.kinds()) {
                if (each.toMap().value(QStringLiteral("id")).toString() == QLatin1String("rain"))
                    return each.toMap();
            }
            return QVariantMap();
        };
        QCOMPARE(rain().value(QStringLiteral("count")).toInt(), 2);
        QCOMPARE(rain().value(QStringLiteral("online")).toInt(), 0);
        seat.apply({observation(QStringLiteral("R1.1"), 1)});
        QTRY_COMPARE(rain().value(QStringLiteral("online")).toInt(), 1);
        QCOMPARE(rain().value(QStringLiteral("share")).toDouble(), 0.5);
        int all = 0;
        for (const QVariant &each : stats.kinds())
            all += each.toMap().value(QStringLiteral("count")).toInt();
        QCOMPARE(stats.count(), all);
        QCOMPARE(stats.online(), 1);
    }

    void tablesAreWhatSpreadsheetsRead()
    {
        QCOMPARE(app::csv({QStringLiteral("a,b"), QStringLiteral("名称")},
                          {{QStringLiteral("-3.5"), QStringLiteral("say \"no\"")},
                           {QStringLiteral("=1+1"), QStringLiteral("two\nlines")}}),
                 QByteArray("\xEF\xBB\xBF\"a,b\",名称\r\n-3.5,\"say \"\"no\"\"\"\r\n\t=1+1,\"two\nlines\"\r\n"));
    }
};

QTEST_GUILESS_MAIN(GaugeTest)
#include "GaugeTest.moc"
