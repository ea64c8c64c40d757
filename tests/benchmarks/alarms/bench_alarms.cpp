// What the rules cost: the shipped rules over districts of electrical monitors (ten rules each) and smoke detectors.
#include "live/RuleTrial.h"
#include "live/TwinState.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>

#include <sys/resource.h>

#include <cstdio>

using namespace domain;

static constexpr qint64 Start = 1780272000000, Minute = 60000;

static long memoryMb()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

static double ms(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

static std::shared_ptr<City> cityOf(int monitors, const QString &rulesFile)
{
    auto city = std::make_shared<City>();
    city->timezone = QStringLiteral("Asia/Shanghai");
    QFile file(rulesFile);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be opened", qPrintable(rulesFile));
    const auto rules = Rules::fromJson(QJsonDocument::fromJson(file.readAll()).object(), rulesFile);
    if (!rules)
        qFatal("%s", qPrintable(rules.error().toLine()));
    city->rules = *rules;
    auto layer = std::make_shared<Layer>();
    layer->info.kind = LayerKind::Things;
    for (int i = 0; i < monitors; ++i) {
        Thing monitor;
        monitor.id = QStringLiteral("E%1").arg(i);
        monitor.kind = ThingKind::Electrical;
        monitor.building = QStringLiteral("B%1").arg(i / 20);
        for (const char *property : {"residual-current", "cable-temperature", "voltage-a", "load"})
            monitor.datastreams.push_back({monitor.id + QLatin1Char('-') + QLatin1String(property),
                                           QLatin1String(property), QStringLiteral("?"), 60});
        layer->things.push_back(std::move(monitor));
    }
    city->layers = {layer};
    city->complete = true;
    city->index();
    return city;
}

static std::vector<Observation> readings(const City &city, qint64 time, double residual)
{
    std::vector<Observation> all;
    for (const Thing &thing : city.layers.front()->things) {
        const double values[] = {residual, 35, 221, 50};
        for (size_t i = 0; i < thing.datastreams.size(); ++i)
            all.push_back({thing.datastreams[i].id, time, time, values[i]});
    }
    return all;
}

int main(int argc, char **argv)
{
    const QString rules = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral(YUNJIE_RESOURCES "/rules.json");
    QElapsedTimer timer;
    for (const int monitors : {250, 2500, 25000}) {
        const auto city = cityOf(monitors, rules);
        live::TwinState twin;
        timer.start();
        twin.setCity(city);
        const double opening = ms(timer);
        size_t count = 0;
        double applying = 0, ticking = 0;
        int ticks = 0;
        for (int round = 0; round < 150; ++round) { // longer than the rings of readings are
            const qint64 now = Start + round * Minute;
            const auto batch = readings(*city, now, 40 + round % 7);
            timer.start();
            twin.apply(batch, {}, {}, now);
            applying += ms(timer);
            count += batch.size();
            timer.start();
            twin.tick(now + 1000);
            ticking += ms(timer);
            ++ticks;
        }
        std::printf("%6d datastreams: opened in %.1f ms, %.0f ns a reading, %.4f ms a tick, %ld MB\n", monitors * 4,
                    opening, applying * 1e6 / double(count), ticking / ticks, memoryMb());
        std::fflush(stdout);
        // Every monitor at once.
        const qint64 now = Start + 200 * Minute;
        timer.start();
        const ChangeSet flood = twin.apply(readings(*city, now, 600), {}, {}, now);
        const double raising = ms(timer);
        timer.start();
        const ChangeSet calm = twin.apply(readings(*city, now + Minute, 40), {}, {}, now + Minute);
        std::printf("       %zu alarms raised with their events in %.1f ms (%zu entries), cleared in %.1f ms\n",
                    flood.alarms.size(), raising, flood.entries.size(), ms(timer));
        std::fflush(stdout);
    }
    const auto city = cityOf(100, rules);
    std::vector<live::TrialSeries> series;
    for (int i = 0; i < 100; ++i) {
        series.push_back({QStringLiteral("E%1-residual-current").arg(i), {}});
        for (int k = 0; k < 10000; ++k)
            series.back().points.push_back({Start + k * Minute, (k + i) % 977 < 3 ? 350.0 : 40.0});
    }
    timer.start();
    const live::Trial trial = live::tryRule(*city, *city->rules.rule(QStringLiteral("residual-current-major")), series,
                                            Start, Start + 10000 * Minute);
    std::printf("a rule tried on %zu readings: %zu alarms, %.2f s\n", trial.readings, trial.alarms.size(),
                ms(timer) / 1000);
    return 0;
}
