#include "cli/Check.h"

#include "cli/Simulate.h"
#include "cli/Tr.h"
#include "domain/TileSource.h"
#include "feeds/ReplayLog.h"
#include "loading/District.h"
#include "loading/Interiors.h"
#include "sample/Sample.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <deque>
#include <map>

namespace cli
{

double peakMiB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024.0;
}

// On a terminal the line is written over itself; elsewhere, and where it is to be timed, each stage is one line: with
// the seconds after which it began.
static base::Job::Progress progressLine(bool timed = false)
{
    const bool terminal = isatty(STDERR_FILENO) != 0;
    QElapsedTimer timer;
    timer.start();
    return [terminal, timed, timer, last = std::make_shared<QString>()](const QString &stage, double fraction) {
        if (timed && stage != *last) {
            *last = stage;
            std::fprintf(stderr, "%7.3f  %s\n", double(timer.nsecsElapsed()) * 1e-9, qPrintable(stage));
        } else if (timed) {
            return;
        } else if (terminal) {
            std::fprintf(stderr, "\r\033[K%3.0f %%  %s", std::max(0.0, fraction) * 100, qPrintable(stage));
        } else if (stage != *last) {
            *last = stage;
            std::fprintf(stderr, "%s\n", qPrintable(stage));
        }
    };
}

static void endProgress()
{
    if (isatty(STDERR_FILENO))
        std::fprintf(stderr, "\r\033[K");
}

namespace
{

/// What `check` reports.
struct Report {
    std::map<QString, qint64> places, areas, things;
    /// Of insides: "known" buildings; the rest only where they were opened.
    std::map<QString, qint64> interiors;
    qint64 triangles = 0;
    base::Warnings warnings;
    /// What a layer whose features come by what is looked at gave where it was looked at, by the layer's id.
    struct Tiles {
        qint64 seen = 0, read = 0, failed = 0;
        bool all = true; ///< no tile was left out
        QSet<QString> buildings, features, models;
    };
    std::map<QString, Tiles> tiles;
};

}

// As drawn without roofs: two triangles a wall, the roof by its corners (Euler).
static qint64 trianglesOf(const domain::Building &building)
{
    if (building.solid)
        return qint64(building.solid->mesh.triangles());
    if (building.hasParts)
        return 0;
    qint64 count = 0;
    for (const geometry::Polygon &polygon : building.footprint) {
        qint64 corners = qint64(polygon.outer.size());
        for (const geometry::Ring &hole : polygon.holes)
            corners += qint64(hole.size());
        count += corners * 2 + corners + qint64(polygon.holes.size()) * 2 - 2;
    }
    return count;
}

static qint64 trianglesOf(const domain::Model &model)
{
    qint64 count = 0;
    for (const domain::ModelPart &part : model.parts)
        count += qint64(part.mesh.triangles());
    return count;
}

/// Reads the root and a sample of the tiles, from above and from below by turns; a small tree whole.
static void lookAtTiles(const domain::Layer &layer, Report &report, const base::Job &job)
{
    constexpr qint64 MostSeen = 400, MostRead = 60;
    Report::Tiles &tiles = report.tiles[layer.info.id];
    const auto fail = [&](const base::Error &error) {
        ++tiles.failed;
        report.warnings.add(error.code, error.source, error.feature, error.message);
    };
    std::deque<domain::Tile> open{layer.tiles->root()};
    while (!open.empty() && !job.isCancelled()) {
        if (tiles.seen >= MostSeen || tiles.read + tiles.failed >= MostRead) {
            tiles.all = false;
            break;
        }
        const bool below = tiles.seen % 2 == 1;
        const domain::Tile tile = below ? open.back() : open.front();
        below ? open.pop_back() : open.pop_front();
        ++tiles.seen;
        job.report(tr("Looking at %1").arg(tile.name), -1);
        if (tile.hasContent) {
            const auto content = layer.tiles->read(tile, job);
            if (content) {
                ++tiles.read;
                report.warnings.add((*content)->warnings);
                for (const domain::Building &building : (*content)->buildings) {
                    tiles.buildings.insert(building.id);
                    report.triangles += trianglesOf(building);
                }
                for (const domain::Feature &feature : (*content)->features) {
                    tiles.features.insert(feature.id);
                    report.triangles += feature.mesh ? qint64(feature.mesh->triangles()) : 0;
                }
                for (const domain::Model &model : (*content)->models) {
                    tiles.models.insert(model.id);
                    report.triangles += trianglesOf(model);
                }
            } else {
                fail(content.error());
            }
        }
        if (!tile.hasChildren)
            continue;
        const auto children = layer.tiles->children(tile, job);
        if (children)
            open.insert(open.end(), children->begin(), children->end());
        else
            fail(children.error());
    }
}

static Report reportOf(const domain::City &city, const base::Job &job)
{
    Report report;
    report.warnings.add(city.warnings);
    for (const auto &layer : city.layers) {
        report.warnings.add(layer->warnings);
        for (const domain::AdminArea &area : layer->areas)
            ++report.areas[domain::kindName(area.level)];
        for (const domain::Building &building : layer->buildings) {
            ++report.places[building.partOf.isEmpty() ? QStringLiteral("building") : QStringLiteral("building-part")];
            report.triangles += trianglesOf(building);
        }
        const auto addPlaces = [&](const char *kind, size_t count) {
            if (count)
                report.places[QString::fromLatin1(kind)] += qint64(count);
        };
        addPlaces("storey", layer->storeys.size());
        addPlaces("unit", layer->units.size());
        for (const domain::Thing &thing : layer->things)
            ++report.things[domain::thingKindName(thing.kind)];
        for (const domain::Feature &feature : layer->features) {
            if (feature.mesh)
                report.triangles += qint64(feature.mesh->triangles());
        }
        for (const domain::Model &model : layer->models)
            report.triangles += trianglesOf(model);
        if (layer->tiles)
            lookAtTiles(*layer, report, job);
    }
    return report;
}

static QSet<QString> buildingsKnownInside(const domain::City &city)
{
    QSet<QString> known;
    for (const auto &layer : city.layers) {
        if (!layer->interiors)
            continue;
        for (const QString &building : layer->interiors->buildings()) {
            if (city.building(building)) // what belongs to no building of the city can be entered by nobody
                known.insert(building);
        }
    }
    return known;
}

/// Opens them one after the other, as the viewer would, and lets each go.
static void countInteriors(const domain::City &city, const QSet<QString> &known, Report &report, const base::Job &job)
{
    qint64 done = 0;
    for (const QString &building : known) {
        job.report(tr("Opening %1").arg(building), double(done++) / double(known.size()));
        const auto interior = loading::openInterior(city, building, job);
        if (!interior) {
            report.warnings.add(interior.error().code, interior.error().source, building, interior.error().message);
            continue;
        }
        const domain::Interior &inside = **interior;
        report.warnings.add(inside.warnings);
        const auto count = [&](const char *what, size_t n) { report.interiors[QLatin1String(what)] += qint64(n); };
        count("schematic", inside.schematic);
        count("storeys", inside.storeys.size());
        count("units", inside.units.size());
        count("spaces", inside.spaces.size());
        count("elements", inside.elements.size());
        for (const domain::Door &door : inside.doors) {
            count("doors", !door.isWindow);
            count("windows", door.isWindow);
            count("entrances", door.isEntrance);
        }
    }
}

static QJsonObject toJson(const std::map<QString, qint64> &counts)
{
    QJsonObject object;
    for (const auto &[name, count] : counts)
        object.insert(name, count);
    return object;
}

static QJsonArray extentOf(const domain::City &city)
{
    const geometry::Box3 box = city.bounds();
    if (box.isEmpty())
        return {};
    geometry::Box2 degrees;
    for (const double x : {box.min.x, box.max.x}) {
        for (const double y : {box.min.y, box.max.y})
            degrees.add(geometry::Vec2(city.frame.toLonLat({x, y, 0})));
    }
    return {degrees.min.x, degrees.min.y, degrees.max.x, degrees.max.y};
}

static QJsonObject toJson(const base::Error &error)
{
    return {{QStringLiteral("code"), error.code},
            {QStringLiteral("source"), error.source},
            {QStringLiteral("feature"), error.feature},
            {QStringLiteral("message"), error.message},
            {QStringLiteral("hint"), error.hint}};
}

static void printJson(const domain::City &city, const Report &report, const std::vector<base::Error> &failures,
                      qint64 events, double seconds)
{
    QJsonArray layers, warnings, errors;
    for (const auto &layer : city.layers) {
        QJsonObject matched;
        for (const auto &[ours, theirs] : layer->info.matched)
            matched.insert(ours, theirs);
        QJsonObject described{{QStringLiteral("id"), layer->info.id},
                              {QStringLiteral("kind"), domain::layerKindName(layer->info.kind)},
                              {QStringLiteral("source"), layer->info.source},
                              {QStringLiteral("features"), qint64(layer->info.features)},
                              {QStringLiteral("crs"), layer->info.crs},
                              {QStringLiteral("guess"), layer->info.guess},
                              {QStringLiteral("matched"), matched}};
        if (const auto tiles = report.tiles.find(layer->info.id); tiles != report.tiles.end()) {
            described.insert(QStringLiteral("tiles"),
                             QJsonObject{{QStringLiteral("seen"), tiles->second.seen},
                                         {QStringLiteral("read"), tiles->second.read},
                                         {QStringLiteral("failed"), tiles->second.failed},
                                         {QStringLiteral("all"), tiles->second.all},
                                         {QStringLiteral("buildings"), tiles->second.buildings.size()},
                                         {QStringLiteral("features"), tiles->second.features.size()},
                                         {QStringLiteral("models"), tiles->second.models.size()}});
        }
        layers.append(described);
    }
    for (const base::Warning &warning : report.warnings.list()) {
        warnings.append(QJsonObject{{QStringLiteral("code"), warning.code},
                                    {QStringLiteral("source"), warning.source},
                                    {QStringLiteral("feature"), warning.feature},
                                    {QStringLiteral("message"), warning.message},
                                    {QStringLiteral("count"), warning.count},
                                    {QStringLiteral("examples"), QJsonArray::fromStringList(warning.examples)}});
    }
    for (const base::Error &error : failures)
        errors.append(toJson(error));
    const QJsonObject object{{QStringLiteral("places"), toJson(report.places)},
                             {QStringLiteral("areas"), toJson(report.areas)},
                             {QStringLiteral("things"), toJson(report.things)},
                             {QStringLiteral("interiors"), toJson(report.interiors)},
                             {QStringLiteral("events"), events},
                             {QStringLiteral("layers"), layers},
                             {QStringLiteral("extent"), extentOf(city)},
                             {QStringLiteral("crs"), city.frame.crs().code()},
                             {QStringLiteral("triangles"), report.triangles},
                             {QStringLiteral("warnings"), warnings},
                             {QStringLiteral("errors"), errors},
                             {QStringLiteral("seconds"), seconds},
                             {QStringLiteral("peakMiB"), peakMiB()}};
    std::fputs(QJsonDocument(object).toJson().constData(), stdout);
}

static void printText(const domain::City &city, const Report &report, qint64 events, double seconds)
{
    const auto line = [](const QString &text) { std::printf("%s\n", qPrintable(text)); };
    line(city.name.in(QLocale().name()));
    line(tr("  coordinates: %1")
             .arg(city.frame.crs().isValid() ? city.frame.crs().code() : tr("local, no reference system")));
    const auto counts = [&](const QString &title, const std::map<QString, qint64> &map) {
        QStringList parts;
        for (const auto &[name, count] : map)
            parts.append(QStringLiteral("%1 %2").arg(count).arg(name));
        if (!parts.isEmpty())
            line(QStringLiteral("  %1: %2").arg(title, parts.join(QStringLiteral(", "))));
    };
    counts(tr("areas"), report.areas);
    counts(tr("places"), report.places);
    counts(tr("things"), report.things);
    counts(tr("interiors"), report.interiors);
    if (events)
        line(tr("  events: %1").arg(events));
    for (const auto &layer : city.layers) {
        line(tr("  layer %1: %2, %3 features, %4, %5")
                 .arg(layer->info.id, domain::layerKindName(layer->info.kind))
                 .arg(layer->info.features)
                 .arg(layer->info.crs.isEmpty() ? tr("no CRS") : layer->info.crs, layer->info.source));
        if (!layer->info.guess.isEmpty())
            line(tr("    guessed as %1").arg(layer->info.guess));
        if (const auto found = report.tiles.find(layer->info.id); found != report.tiles.end()) {
            const Report::Tiles &tiles = found->second;
            line((tiles.all ? tr("    tiles: %1, read %2, failed %3; in them %4 buildings, %5 features, %6 models")
                            : tr("    tiles: looked at %1, read %2, failed %3; in them %4 buildings, %5 features, %6 "
                                 "models"))
                     .arg(tiles.seen)
                     .arg(tiles.read)
                     .arg(tiles.failed)
                     .arg(tiles.buildings.size())
                     .arg(tiles.features.size())
                     .arg(tiles.models.size()));
        }
        QStringList matched;
        for (const auto &[ours, theirs] : layer->info.matched)
            matched.append(ours == theirs ? ours : QStringLiteral("%1 = %2").arg(ours, theirs));
        if (!matched.isEmpty())
            line(tr("    fields: %1").arg(matched.join(QStringLiteral(", "))));
    }
    for (const base::Warning &warning : report.warnings.list()) {
        QString text = tr("  warning %1: ").arg(warning.code);
        if (!warning.source.isEmpty())
            text += warning.source + QStringLiteral(": ");
        text += warning.message;
        if (warning.count > 1)
            text += tr(" (%1 times: %2%3)")
                        .arg(warning.count)
                        .arg(warning.examples.join(QStringLiteral(", ")),
                             warning.count > warning.examples.size() ? QStringLiteral(" ...") : QString());
        else if (!warning.feature.isEmpty())
            text += QStringLiteral(" (%1)").arg(warning.feature);
        line(text);
    }
    line(tr("  %1 triangles, %2 s, %3 MiB").arg(report.triangles).arg(seconds, 0, 'f', 2).arg(peakMiB(), 0, 'f', 0));
}

// Replays are indexed as the viewer would; what is wrong in them is among the warnings. Brokers are not asked.
static qint64 countEvents(const std::vector<domain::FeedConfig> &configs, base::Warnings &warnings,
                          std::vector<base::Error> &errors)
{
    qint64 events = 0;
    const std::atomic_bool neverCancelled = false;
    for (const domain::FeedConfig &config : configs) {
        if (config.type != QLatin1String("replay"))
            continue;
        const auto log = feeds::ReplayLog::open(config, neverCancelled);
        if (!log) {
            errors.push_back(log.error());
            continue;
        }
        events += qint64(log->events());
        warnings.add(log->warnings());
    }
    return events;
}

static loading::LoadOptions loadOptions(const Arguments &arguments)
{
    loading::LoadOptions options;
    if (!arguments.profile.isEmpty())
        options.cacheFolder = arguments.profile + QStringLiteral("/cache");
    return options;
}

int runCheck(const Arguments &arguments)
{
    QElapsedTimer timer;
    timer.start();
    const base::Job job(arguments.verbose || (isatty(STDERR_FILENO) && !arguments.json)
                            ? progressLine(arguments.verbose)
                            : base::Job::Progress{});
    const auto district = loading::load(arguments.paths, loadOptions(arguments), job);
    endProgress();
    if (!district) {
        if (arguments.json) {
            const QJsonObject object{{QStringLiteral("errors"), QJsonArray{toJson(district.error())}},
                                     {QStringLiteral("warnings"), QJsonArray{}}};
            std::fputs(QJsonDocument(object).toJson().constData(), stdout);
        }
        printError(district.error());
        return 1;
    }
    const domain::City &city = *district->city;
    Report report = reportOf(city, job);
    endProgress();
    std::vector<base::Error> errors = city.errors;
    const qint64 events = countEvents(district->feeds, report.warnings, errors);
    const QSet<QString> known = buildingsKnownInside(city);
    if (!known.isEmpty())
        report.interiors[QStringLiteral("known")] = known.size();
    if (arguments.interiors)
        countInteriors(city, known, report, job);
    const double seconds = double(timer.elapsed()) / 1000.0;
    if (arguments.json)
        printJson(city, report, errors, events, seconds);
    else
        printText(city, report, events, seconds);
    for (const base::Error &error : errors)
        printError(error);
    return errors.empty() ? 0 : 1;
}

int runSample(const Arguments &arguments)
{
    sample::Options options;
    options.seed = arguments.seed;
    if (arguments.buildings > 0)
        options.buildings = arguments.buildings;
    const base::Job job(progressLine());
    const base::Status made = sample::generate(arguments.paths[0], options, job);
    endProgress();
    if (!made) {
        printError(made.error());
        return 1;
    }
    std::printf("%s/district.json\n", qPrintable(arguments.paths[0]));
    return 0;
}

int runSimulateCommand(const Arguments &arguments)
{
    const base::Job job(arguments.verbose ? progressLine() : base::Job::Progress{});
    const auto district = loading::load(arguments.paths, loadOptions(arguments), job);
    endProgress();
    if (!district) {
        printError(district.error());
        return 1;
    }
    SimulateOptions options;
    options.city = district->city;
    options.feeds = district->feeds;
    options.to = arguments.to;
    options.rate = arguments.rate;
    options.speed = arguments.speed;
    options.seconds = arguments.seconds;
    return runSimulate(options);
}

}
