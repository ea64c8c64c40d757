#include "sample/Sample.h"

#include "sample/Days.h"
#include "sample/Devices.h"
#include "sample/District.h"
#include "sample/People.h"
#include "sample/Tr.h"
#include "sample/Writers.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <future>
#include <map>

namespace sample
{

namespace
{

base::Status unwritable(const QString &directory, const QString &why)
{
    return base::failure(QStringLiteral("folder-unwritable"), why, directory, {}, tr("choose another folder"));
}

base::Status cancelled()
{
    return base::failure(QStringLiteral("cancelled"), tr("cancelled"));
}

/// Only a sample of before may be replaced; anything else in the folder is somebody's.
bool isOldSample(const QDir &folder)
{
    static const QStringList Known{QStringLiteral("district.json"),  QStringLiteral("district.gpkg"),
                                   QStringLiteral("dem.tif"),        QStringLiteral("old-street.city.json"),
                                   QStringLiteral("landmark.glb"),   QStringLiteral("log"),
                                   QStringLiteral("interiors.gpkg"), QStringLiteral("models"),
                                   QStringLiteral("teams.json"),     QStringLiteral("sources.json"),
                                   QStringLiteral("storm-day.json"), QStringLiteral("people.gpkg"),
                                   QStringLiteral("clips"),          QStringLiteral("figures.json")};
    for (const QString &entry : folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)) {
        if (!Known.contains(entry))
            return false;
    }
    QFile project(folder.filePath(QStringLiteral("district.json")));
    return !project.open(QIODevice::ReadOnly)
               ? folder.isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)
               : QJsonDocument::fromJson(project.readAll()).object().value(QStringLiteral("simulated")).toBool();
}

/// The block with the most old houses becomes the CityJSON one.
void chooseModelledBlock(DistrictModel &model)
{
    std::map<int, int> houses;
    for (const BuildingRecord &b : model.buildings) {
        if (b.kind == BuildingKind::OldHouse)
            ++houses[model.grids[size_t(b.grid)].parent];
    }
    if (houses.empty())
        return;
    const int block = std::max_element(houses.begin(), houses.end(), [](const auto &a, const auto &b) {
                          return a.second < b.second;
                      })->first;
    for (BuildingRecord &b : model.buildings) {
        const Zone zone = model.cells[size_t(b.cell)].zone;
        b.inCityJson = model.grids[size_t(b.grid)].parent == block && zone == Zone::OldStreet && !b.isLandmark;
    }
}

/// Places of the districts of a large city, the first in the middle, nearest first.
std::vector<Vec2> districtOffsets(int count)
{
    std::vector<std::pair<int, int>> places;
    const int reach = int(std::ceil(std::sqrt(double(count)))) + 1;
    for (int x = -reach; x <= reach; ++x) {
        for (int y = -reach; y <= reach; ++y)
            places.push_back({x, y});
    }
    const auto distance = [](const std::pair<int, int> &p) {
        return std::hypot(p.first * DistrictWidth, p.second * DistrictHeight);
    };
    std::sort(places.begin(), places.end(), [&](const auto &a, const auto &b) {
        return distance(a) != distance(b) ? distance(a) < distance(b) : a < b;
    });
    std::vector<Vec2> out;
    for (int i = 0; i < count; ++i)
        out.push_back({places[size_t(i)].first * DistrictWidth, places[size_t(i)].second * DistrictHeight});
    return out;
}

DistrictModel makeNeighbour(quint32 seed, int number, const Vec2 &offset)
{
    DistrictModel model = makeDistrict({seed + quint32(number - 1) * 7919, number, offset, 1.0});
    standOnGround(model, Relief(model, 20.0, 40.0));
    settle(model, {}, false);
    return model;
}

constexpr int Usual = 2600; ///< buildings of a district

int districtsOf(const Options &options)
{
    return std::max(1, int(std::lround(double(options.buildings) / Usual)));
}

/// What is written while the insides are being written.
base::Status writeRest(const QString &folder, const Options &options, const DistrictModel &model, const Relief &relief,
                       const Story &story, const std::vector<BuildingPlan> &plans, const base::Job &job)
{
    const int districts = districtsOf(options);
    const bool isLarge = districts > 1;
    const auto file = [&](const char *name) { return folder + QLatin1Char('/') + QLatin1String(name); };
    job.report(tr("Tables"), isLarge ? 0.01 : 0.25);
    auto tables = TableWriter::create(file("district.gpkg"));
    if (!tables)
        return tl::unexpected(tables.error());
    base::Status status = tables->write(model, job);
    if (!status)
        return status;
    if (isLarge) {
        // One is made while the one before is written.
        const std::vector<Vec2> offsets = districtOffsets(districts);
        std::future<DistrictModel> next = std::async(std::launch::async, makeNeighbour, options.seed, 2, offsets[1]);
        geometry::Box2 extent;
        for (const Vec2 &offset : offsets) {
            extent.add(offset - Vec2(200.0));
            extent.add(offset + Vec2(DistrictWidth + 200.0, DistrictHeight + 200.0));
        }
        for (int number = 2; number <= districts; ++number) {
            const DistrictModel neighbour = next.get();
            if (number < districts)
                next = std::async(std::launch::async, makeNeighbour, options.seed, number + 1, offsets[size_t(number)]);
            job.report(tr("District %1 of %2").arg(number).arg(districts), 0.01 + 0.95 * number / districts);
            status = tables->write(neighbour, job);
            if (!status)
                return status;
        }
        status = writeBareRelief(file("dem.tif"), extent, 25.0);
    } else {
        status = writeRelief(file("dem.tif"), relief);
    }
    job.report(tr("Spatial indexes"), isLarge ? 0.96 : 0.5);
    if (status)
        status = tables->finish();
    if (!status || isLarge)
        return status ? writeProject(file("district.json"), model, {}, true) : status;

    job.report(tr("Models"), 0.55);
    status = writeCityJson(file("old-street.city.json"), model);
    for (const BuildingRecord &b : model.buildings) {
        if (status && b.isLandmark)
            status = writeLandmark(file("landmark.glb"), b);
    }
    if (!status)
        return status;

    QDir().mkpath(file("models"));
    const IfcBuildings chosen = ifcBuildings(model);
    for (const auto &[index, name, schema] : {std::tuple{chosen.school, "models/school.ifc", IfcSchema::Ifc2x3},
                                              std::tuple{chosen.office, "models/office.ifc", IfcSchema::Ifc4}}) {
        if (status && index >= 0)
            status = writeIfc(file(name), model, model.buildings[size_t(index)], plans[size_t(index)], schema);
    }
    if (!status)
        return status;

    job.report(tr("Thirty days of events"), 0.6);
    QDir().mkpath(file("log"));
    const auto events = eventLog(model, story, job);
    if (!events)
        return tl::unexpected(events.error());
    status = writeFile(file("log/events.jsonl"), *events);
    job.report(tr("Thirty days of readings"), 0.75);
    const auto readings =
        status ? observationLog(model, story, job) : base::Result<QByteArray>(tl::unexpected(status.error()));
    if (!readings)
        return tl::unexpected(readings.error());
    status = writeFile(file("log/observations.csv"), *readings);
    if (status)
        status = writeFile(file("log/status.csv"), statusLog(model, story));
    if (status)
        status = writeAlerts(file("log/alerts"), model);
    if (status)
        status = writeTeams(file("teams.json"), model);
    if (status)
        status = writeFigures(file("figures.json"), model);
    if (status)
        status = writeClips(file("clips"));
    if (status)
        status = writeSources(file("sources.json"));
    if (status)
        status = writeStoryboard(file("storm-day.json"), model, story);
    if (status)
        status = writeProject(file("district.json"), model, {FirstSecond, PlayFrom, EndSecond}, false);
    if (status && job.isCancelled())
        return cancelled();
    return status;
}

base::Status writeAll(const QString &folder, const Options &options, const base::Job &job)
{
    const bool isLarge = districtsOf(options) > 1;
    const auto file = [&](const char *name) { return folder + QLatin1Char('/') + QLatin1String(name); };

    job.report(tr("Streets and buildings"), 0.0);
    DistrictModel model = makeDistrict({options.seed,
                                        1,
                                        {0, 0},
                                        std::clamp(double(options.buildings) / Usual, 0.02, 1.0) > 0.95
                                            ? 1.0
                                            : std::max(0.02, double(options.buildings) / Usual)});
    if (job.isCancelled())
        return cancelled();
    const Relief relief(model, isLarge ? 20.0 : 5.0, isLarge ? 40.0 : 250.0);
    standOnGround(model, relief);
    job.report(tr("People and units"), isLarge ? 0.01 : 0.15);
    const std::vector<BuildingPlan> plans = planBuildings(model);
    settle(model, plans, !isLarge);
    Story story;
    if (!isLarge) {
        chooseModelledBlock(model);
        job.report(tr("Devices"), 0.2);
        installDevices(model, plans);
        story = tellStory(model);
        installPresence(model, plans, story.fireDetector);
    }
    if (job.isCancelled())
        return cancelled();
    // The insides are written beside all that follows: a file of their own, read when a building is entered. Of a large
    // city those of the first district.
    std::future<base::Status> insides = std::async(std::launch::async, writeInteriors, file("interiors.gpkg"),
                                                   std::cref(model), std::cref(plans), std::cref(job));
    std::future<base::Status> residents;
    if (!isLarge)
        residents =
            std::async(std::launch::async, writeResidents, file("people.gpkg"), std::cref(model), std::cref(job));
    base::Status status = writeRest(folder, options, model, relief, story, plans, job);
    for (std::future<base::Status> *beside : {&insides, &residents}) {
        const base::Status written = beside->valid() ? beside->get() : base::Status();
        if (status)
            status = written;
    }
    return status;
}

}

int formatVersion()
{
    return 11;
}

base::Status generate(const QString &directory, const Options &options, const base::Job &job)
{
    const QString target = QDir::cleanPath(QFileInfo(directory).absoluteFilePath());
    const QFileInfo parent(QFileInfo(target).absolutePath());
    if (QFileInfo::exists(target) && (!QFileInfo(target).isDir() || !isOldSample(QDir(target))))
        return unwritable(directory, tr("the folder holds something that is not a sample district"));
    if (!QDir().mkpath(parent.absoluteFilePath()))
        return unwritable(directory, tr("the folder cannot be made"));
    // A name of its own for each process, so that two that start at once do not meet.
    const QString making = QStringLiteral("%1.making-%2").arg(target).arg(QCoreApplication::applicationPid());
    QDir(making).removeRecursively();
    if (!QDir().mkpath(making))
        return unwritable(directory, tr("the folder cannot be made"));
    base::Status status = writeAll(making, options, job);
    if (status) {
        if (QFileInfo::exists(target))
            QDir(target).removeRecursively();
        if (!QDir().rename(making, target))
            status = unwritable(directory, tr("the folder cannot be renamed"));
    }
    if (!status)
        QDir(making).removeRecursively();
    else
        job.report(tr("Done"), 1.0);
    return status;
}

}
