#include "sample/Random.h"
#include "sample/Writers.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <cmath>
#include <map>

namespace sample
{

/// How a figure moves from day to day: by so many, give or take so many.
struct Drift {
    const char *column, *indicator;
    double mean, deviation;
};

static constexpr Drift Drifts[] = {{"registered", "registered", 1.2, 2.5},
                                   {"migrant", "migrant", 4, 19},
                                   {"overseas", "overseas", 0.1, 1.6},
                                   {"aged60", "aged-60", 0.8, 1.1},
                                   {"alone70", "alone-70", 0.05, 0.4},
                                   {"disabled", "disabled", 0.05, 0.4},
                                   {"key_care", "key-care", 0, 0.7},
                                   {"enterprises", "enterprises", 1.4, 2.2},
                                   {"sole_traders", "sole-traders", 0.8, 2.4},
                                   {"small_places", "small-places", 0.1, 0.9},
                                   {"property_companies", "property-companies", 0, 0},
                                   {"party_branches", "party-branches", 0, 0},
                                   {"party_members", "party-members", 0.4, 0.9},
                                   {"grid_members", "grid-members", 0, 0.2},
                                   {"police", "police", 0, 0},
                                   {"building_captains", "building-captains", 0.2, 0.6},
                                   {"volunteers", "volunteers", 2.6, 3.1}};

base::Status writeFigures(const QString &file, const DistrictModel &model)
{
    std::map<QByteArray, int> known;
    for (const auto &grid : model.grids) {
        for (const auto &[column, value] : grid.numbers)
            known[column] += value;
    }
    constexpr uint64_t Topic = 31;
    Random random = Random::forTopic(model.seed, Topic);
    QJsonObject days;
    for (qint64 day = StormDay - DaySeconds; day >= FirstSecond; day -= DaySeconds) {
        QJsonObject figures;
        for (const Drift &drift : Drifts) {
            int &value = known[drift.column];
            value = std::max(0, value - int(std::lround(random.normal(drift.mean, drift.deviation))));
            figures.insert(QLatin1String(drift.indicator), value);
        }
        figures.insert(QStringLiteral("residents"), known["registered"] + known["migrant"] + known["overseas"]);
        days.insert(QDateTime::fromSecsSinceEpoch(day, QTimeZone(8 * 3600)).date().toString(Qt::ISODate), figures);
    }
    const QJsonObject root{{QStringLiteral("format"), QStringLiteral("yunjie-figures/1")},
                           {QStringLiteral("days"), days}};
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(QJsonDocument(root).toJson()) < 0 || !out.flush())
        return base::failure(QStringLiteral("folder-unwritable"), out.errorString(), file);
    return {};
}

}
