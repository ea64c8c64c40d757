#include "loading/District.h"

#include "domain/TileSource.h"
#include "formats/Reader.h"
#include "formats/ogr/PeopleReader.h"
#include "loading/Placement.h"
#include "loading/Tr.h"
#include "sample/Sample.h"

#include <QFileInfo>
#include <QFuture>
#include <QStandardPaths>
#include <QThreadPool>
#include <QtConcurrent>

#include <atomic>
#include <cmath>
#include <deque>

using domain::LayerKind;

namespace loading
{

namespace
{

/// One source to be read, as far as it is known.
struct Task {
    const formats::Reader *reader = nullptr;
    formats::LayerRequest request;
    project::ProjectLayer shown;
    formats::Sublayer summary;
    QString guess; ///< the kind that was guessed, and why; empty where the project says it
};

}

static bool isGround(std::optional<LayerKind> kind)
{
    return kind == LayerKind::Terrain || kind == LayerKind::Imagery;
}

static base::Error cancelled()
{
    return {QStringLiteral("cancelled"), tr("loading was cancelled"), {}, {}, {}};
}

// A project's layer is one of the source's (the one of its kind, where there are several); a bare file is all that are
// for us.
static std::vector<Task> tasksOf(const project::ProjectLayer &layer, const formats::Reader *reader,
                                 const formats::SourceSummary &summary, bool bare, domain::City &city)
{
    std::vector<Task> tasks;
    const formats::Sublayer *chosen = nullptr;
    if (!bare && !summary.layers.empty()) {
        chosen = &summary.layers.front();
        for (const formats::Sublayer &sublayer : summary.layers) {
            if (layer.request.kind && sublayer.kind == layer.request.kind) {
                chosen = &sublayer;
                break;
            }
        }
    }
    for (const formats::Sublayer &sublayer : summary.layers) {
        if (chosen && &sublayer != chosen)
            continue;
        if (!chosen && !sublayer.kind) {
            city.warnings.add(QStringLiteral("layer-not-understood"), sublayer.source, sublayer.name, sublayer.reason);
            continue;
        }
        Task task{reader, layer.request, layer, sublayer, {}};
        if (!task.request.kind) {
            task.request.kind = sublayer.kind;
            if (sublayer.kind && !sublayer.reason.isEmpty())
                task.guess = QStringLiteral("%1: %2").arg(domain::layerKindName(*sublayer.kind), sublayer.reason);
        }
        if (!sublayer.source.isEmpty())
            task.request.source = sublayer.source;
        if (!chosen && summary.layers.size() > 1) {
            task.request.id = layer.request.id + u':' + sublayer.name;
            task.request.name = sublayer.name;
        }
        tasks.push_back(std::move(task));
    }
    return tasks;
}

static base::Result<geometry::LocalFrame> frameFor(const project::Project &project, const std::vector<Task> &tasks)
{
    geometry::Crs crs;
    if (!project.crs.isEmpty()) {
        auto parsed = geometry::Crs::parse(project.crs);
        if (!parsed) {
            parsed.error().source = project.path;
            parsed.error().feature = QStringLiteral("/crs");
            return tl::unexpected(parsed.error());
        }
        crs = *parsed;
    }
    const auto rank = [](const Task &task) {
        return task.request.kind == LayerKind::Building || task.request.kind == LayerKind::Model ? 0
               : isGround(task.request.kind)                                                     ? 2
                                                                                                 : 1;
    };
    for (int r = 0; r < 3 && !crs.isValid(); ++r) {
        for (const Task &task : tasks) {
            if (rank(task) == r && task.summary.crs.isValid() && !crs.isValid())
                crs = task.summary.crs;
        }
    }
    // The middle of the buildings; of other things only where there are none: roads may cross a country.
    geometry::Box2 extent;
    for (int r = 0; r < 3 && extent.isEmpty(); ++r) {
        for (const Task &task : tasks) {
            if (rank(task) != r || task.summary.extent.isEmpty())
                continue;
            const auto transform = geometry::Transform::create(task.summary.crs, crs);
            for (const geometry::Vec2 &corner : {task.summary.extent.min, task.summary.extent.max}) {
                geometry::Vec2 p = corner;
                if (transform && transform->apply(p))
                    extent.add(p);
            }
        }
    }
    if (extent.isEmpty()) {
        // Meshes tell no extent: where the project places them, or has a view, is the middle.
        const auto addLonLat = [&](double longitude, double latitude) {
            const auto transform = geometry::Transform::create(geometry::Crs::wgs84(), crs);
            geometry::Vec2 p(longitude, latitude);
            if (crs.isValid() && transform && transform->apply(p))
                extent.add(p);
        };
        if (!crs.isValid() &&
            std::any_of(tasks.begin(), tasks.end(), [](const Task &t) { return t.request.hasPlacement; }))
            crs = geometry::Crs::wgs84();
        for (const Task &task : tasks) {
            if (task.request.hasPlacement)
                addLonLat(task.request.position.x, task.request.position.y);
        }
        for (const domain::SavedView &view : project.views)
            addLonLat(view.longitude, view.latitude);
    }
    return geometry::LocalFrame::around(crs, extent);
}

// Pictures of the ground and online maps are asked for only where the city is.
static geometry::Box2 lonLatExtent(const domain::City &city)
{
    geometry::Box2 extent;
    const geometry::Box3 box = city.bounds();
    if (box.isEmpty())
        return extent;
    const geometry::Vec3 margin = box.size() * 0.1 + geometry::Vec3(50);
    for (const double x : {box.min.x - margin.x, box.max.x + margin.x}) {
        for (const double y : {box.min.y - margin.y, box.max.y + margin.y})
            extent.add(geometry::Vec2(city.frame.toLonLat({x, y, 0})));
    }
    return extent;
}

base::Result<project::Project> projectOf(const QStringList &paths)
{
    QStringList projects, files;
    for (const QString &path : paths) {
        const QString inFolder = path + QStringLiteral("/district.json");
        if (QFileInfo(path).isDir() && QFileInfo::exists(inFolder))
            projects.append(inFolder);
        else
            (project::Project::isProject(path) ? projects : files).append(path);
    }
    if (projects.size() > 1) {
        return base::failure(QStringLiteral("several-projects"), tr("only one project can be opened at a time"),
                             projects[1]);
    }
    if (projects.isEmpty())
        return project::Project::ofFiles(files);
    auto project = project::Project::read(projects[0]);
    if (!project || files.isEmpty())
        return project;
    auto more = project::Project::ofFiles(files);
    if (!more)
        return more;
    for (project::ProjectLayer &layer : more->layers)
        project->layers.push_back(std::move(layer));
    return project;
}

/// How what is being read is called, in the language of what is told of it (its code is translated like the rest).
static QString nameOf(const Task &task)
{
    if (const QString name = task.shown.name.in(tr("en")); !name.isEmpty())
        return name;
    if (task.request.kind == LayerKind::Things)
        return tr("devices");
    return task.request.name.isEmpty() ? task.request.id : task.request.name;
}

/// Reads tasks on a pool and hands the results over on the calling thread, in order.
static void readInOrder(std::vector<Task> &tasks, const geometry::LocalFrame &frame, const base::Job &job,
                        std::atomic_size_t &done, size_t all,
                        const std::function<void(const Task &, base::Result<std::vector<domain::Layer>>)> &take)
{
    QThreadPool pool;
    pool.setMaxThreadCount(std::max(2, QThread::idealThreadCount()));
    using Answer = base::Result<std::vector<domain::Layer>>;
    std::deque<QFuture<std::shared_ptr<Answer>>> answers;
    for (Task &task : tasks) {
        answers.push_back(QtConcurrent::run(&pool, [&task, &frame, &job, &done, all] {
            const QString name = nameOf(task);
            const base::Job part(job, [&](const QString &, double fraction) {
                if (fraction >= 0)
                    job.report(tr("Loading %1").arg(name), (double(done) + fraction) / double(all));
            });
            if (part.isCancelled())
                return std::make_shared<Answer>(tl::unexpected(cancelled()));
            auto answer = std::make_shared<Answer>(task.reader->read(task.request, frame, part));
            task.summary.known.reset();
            return answer;
        }));
    }
    for (const Task &task : tasks) {
        job.report(tr("Loading %1").arg(nameOf(task)), double(done) / double(all));
        const std::shared_ptr<Answer> answer = answers.front().result();
        answers.pop_front();
        take(task, std::move(*answer));
        ++done;
    }
}

QString cachesIn(const QString &folder)
{
    return folder.isEmpty()
               ? QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/yunjie")
               : folder;
}

static QString sampleFolder(const QString &cacheFolder, quint32 seed)
{
    return QStringLiteral("%1/sample-%2-%3").arg(cachesIn(cacheFolder)).arg(sample::formatVersion()).arg(seed);
}

QString knownSampleProject(const QString &cacheFolder)
{
    const QString file = sampleFolder(cacheFolder, sample::Options().seed) + QStringLiteral("/district.json");
    return QFileInfo::exists(file) ? file : QString();
}

base::Result<QString> sampleProject(const QString &cacheFolder, const base::Job &job)
{
    if (const QString known = knownSampleProject(cacheFolder); !known.isEmpty())
        return known;
    const sample::Options options;
    const QString folder = sampleFolder(cacheFolder, options.seed);
    if (const base::Status made = sample::generate(folder, options, job); !made)
        return tl::unexpected(made.error());
    return folder + QStringLiteral("/district.json");
}

// Rooms of buildings that no layer has can be entered by nobody.
static void warnOfLostInsides(domain::City &city)
{
    for (const auto &layer : city.layers) {
        for (const QString &building : layer->interiors ? layer->interiors->buildings() : QStringList()) {
            if (!city.building(building))
                city.warnings.add(QStringLiteral("interior-building-unknown"), layer->info.source, building,
                                  tr("the inside of a building that is not there; it cannot be entered"));
        }
    }
}

base::Result<District> load(const QStringList &paths, const LoadOptions &options, const base::Job &job,
                            const std::function<void(const CityPtr &)> &snapshot)
{
    QStringList wanted = paths;
    if (wanted.isEmpty()) {
        const auto sample = sampleProject(options.cacheFolder, job);
        if (!sample)
            return tl::unexpected(sample.error());
        wanted.append(*sample);
    }
    auto project = projectOf(wanted);
    if (!project)
        return tl::unexpected(project.error());
    const bool bareProject = project->path.isEmpty();
    for (project::ProjectLayer &layer : project->layers) {
        layer.request.key = options.mapKey.isEmpty() ? qEnvironmentVariable("YUNJIE_TIANDITU_KEY") : options.mapKey;
        layer.request.cache = cachesIn(options.cacheFolder) + QStringLiteral("/maps");
        layer.request.tiledAbove = options.tiledAbove;
    }

    domain::City city;
    city.name = project->name;
    city.simulated = project->simulated;
    for (const domain::FeedConfig &feed : project->feeds) {
        if (city.timezone.isEmpty())
            city.timezone = feed.timezone;
    }
    city.views = project->views;
    city.storyboards = project->storyboards;
    city.catalogue = project->catalogue;
    city.rules = project->rules;
    city.indicators = project->indicators;
    city.teams = project->teams;
    city.sources = project->sources;
    city.warnings = project->warnings;

    job.report(tr("Looking at the sources"), 0);
    using Found = base::Result<std::pair<const formats::Reader *, formats::SourceSummary>>;
    std::vector<std::shared_ptr<Found>> found = QtConcurrent::blockingMapped<std::vector<std::shared_ptr<Found>>>(
        project->layers, [&job](const project::ProjectLayer &layer) {
            return std::make_shared<Found>(job.isCancelled() ? Found(tl::unexpected(cancelled()))
                                                             : formats::findReader(layer.request));
        });
    if (job.isCancelled())
        return tl::unexpected(cancelled());
    std::vector<Task> tasks;
    QSet<QString> replaced;
    for (size_t i = 0; i < project->layers.size(); ++i) {
        const project::ProjectLayer &layer = project->layers[i];
        if (!*found[i]) {
            base::Error error = found[i]->error();
            if (error.source.isEmpty())
                error.source = layer.request.source;
            city.layerErrors.insert(layer.request.id, error);
            city.errors.push_back(std::move(error));
            continue;
        }
        const bool bare = bareProject || !layer.request.kind;
        for (Task &task : tasksOf(layer, (*found[i])->first, (*found[i])->second, bare, city))
            tasks.push_back(std::move(task));
        if (!layer.request.building.isEmpty() && layer.request.kind == LayerKind::Model)
            replaced.insert(layer.request.building);
    }
    found.clear(); // what readers found is with the tasks, until these are read
    auto frame = frameFor(*project, tasks);
    if (!frame)
        return tl::unexpected(frame.error());
    city.frame = *frame;

    // Everything stands on the terrain, so that comes first; pictures of the ground need to know where the city is:
    // last. Things stand in buildings, and so do models that a building gives their place. Within each the project's
    // order is kept, and layers are shown in that.
    const auto goesOnFootprint = [](const Task &task) {
        return task.request.kind == LayerKind::Model && !task.request.building.isEmpty() && !task.request.hasPlacement;
    };
    const auto turn = [&goesOnFootprint](const Task &task) {
        if (goesOnFootprint(task))
            return 2;
        switch (task.request.kind.value_or(LayerKind::Other)) {
        case LayerKind::Terrain:
            return 0;
        case LayerKind::Things:
            return 2;
        case LayerKind::Imagery:
            return 3;
        default:
            return 1;
        }
    };
    Placement placement(std::move(replaced));
    QHash<QString, qsizetype> place;
    for (const Task &task : tasks)
        place.insert(task.request.id, place.size());
    std::vector<std::pair<qsizetype, std::shared_ptr<const domain::Layer>>> ordered;
    std::atomic_size_t done = 0;
    const auto take = [&](const Task &task, base::Result<std::vector<domain::Layer>> layers) {
        if (!layers) {
            base::Error error = layers.error();
            if (error.source.isEmpty())
                error.source = task.request.source;
            if (error.code != QLatin1String("cancelled")) {
                city.layerErrors.insert(task.request.id, error);
                city.errors.push_back(std::move(error));
            }
            return;
        }
        for (domain::Layer &layer : *layers) {
            layer.info.visible = task.shown.visible;
            layer.info.opacity = task.shown.opacity;
            layer.info.title = task.shown.name;
            // A model has no name but its file's.
            if (layer.models.size() == 1 && !task.shown.name.isEmpty()) {
                layer.models.front().name = task.shown.name.zh;
                layer.models.front().nameEn = task.shown.name.en;
            }
            // A city model holds layers of several kinds: what was guessed is the first's.
            if (layer.info.kind == task.request.kind)
                layer.info.guess = task.guess;
            if (layer.info.name.isEmpty())
                layer.info.name = layer.info.id;
            if (layer.tiles && !city.resident)
                city.resident = std::make_shared<domain::ResidentTiles>();
            placement.place(layer, city);
            city.groundLevel = placement.groundLevel();
            ordered.emplace_back(place.value(task.request.id), std::make_shared<const domain::Layer>(std::move(layer)));
            std::stable_sort(ordered.begin(), ordered.end(),
                             [](const auto &a, const auto &b) { return a.first < b.first; });
            city.layers.clear();
            for (const auto &[at, placed] : ordered)
                city.layers.push_back(placed);
            city.index(); // the next layer is placed by what is there
        }
        // After the last source the complete city comes at once.
        const bool isLast = done + 1 == tasks.size();
        if (snapshot && !isLast && !job.isCancelled())
            snapshot(std::make_shared<const domain::City>(city));
    };
    for (int now = 0; now <= 3 && !job.isCancelled(); ++now) {
        std::vector<Task> these;
        for (Task &task : tasks) {
            if (turn(task) != now)
                continue;
            these.push_back(task);
            task.summary.known.reset();
        }
        if (now == 2) {
            for (Task &task : these) {
                const auto *building = goesOnFootprint(task) ? city.building(task.request.building) : nullptr;
                if (building) {
                    task.request.footprint = building->footprint;
                    task.request.ground = building->ground;
                }
            }
        }
        if (now == 3) {
            for (Task &task : these) {
                if (task.request.extent.isEmpty())
                    task.request.extent = lonLatExtent(city);
            }
        }
        readInOrder(these, *frame, job, done, tasks.size(), take);
    }
    if (job.isCancelled())
        return tl::unexpected(cancelled());
    if (city.layers.empty() && !city.errors.empty())
        return tl::unexpected(city.errors.front());

    job.report(tr("Assigning buildings to grids"), 1);
    city.places = domain::PlaceTree(city.layers, city.warnings);
    warnOfLostInsides(city);
    std::vector<std::shared_ptr<const domain::PeopleSource>> people;
    for (const domain::PeopleRequest &request : project->people)
        people.push_back(formats::peopleOf(request, city.warnings));
    city.complete = true;
    District district{std::make_shared<const domain::City>(std::move(city)),
                      project->feeds,
                      project->path,
                      project->store,
                      project->notify,
                      std::move(people)};
    if (snapshot)
        snapshot(district.city);
    return district;
}

}
