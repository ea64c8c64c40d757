#pragma once

#include "base/Job.h"
#include "domain/People.h"
#include "project/Project.h"

/// From a project or bare files to a city: the one way, for the viewer and for `check`.
namespace loading
{

using CityPtr = std::shared_ptr<const domain::City>;

/// What loading yields besides the city.
struct District {
    CityPtr city;
    std::vector<domain::FeedConfig> feeds;
    QString projectPath;       ///< empty for bare files
    domain::StoreConfig store; ///< url empty: the project names none
    std::vector<domain::NotifyTarget> notify;
    std::vector<std::shared_ptr<const domain::PeopleSource>> people; ///< registers of residents; nobody is read yet
};

struct LoadOptions {
    QString cacheFolder; ///< where the sample district and map tiles are kept; the user's cache where empty
    QString mapKey;      ///< key for online maps that want one (Tianditu); empty: the environment's YUNJIE_TIANDITU_KEY
    qint64 tiledAbove = 0; ///< layers of more features come by what is looked at; 0: the readers' own limits
};

/// The sample district's project file in `cacheFolder` (the user's cache where empty), made first where it is not there
/// or of an older version. Errors: those of sample::generate.
base::Result<QString> sampleProject(const QString &cacheFolder, const base::Job &job);
/// The same, but empty where it is not there.
QString knownSampleProject(const QString &cacheFolder);
/// The folder for what can be made again; the user's own cache where empty.
QString cachesIn(const QString &cacheFolder);

/// The project that paths mean, as `load` takes them; at least one.
base::Result<project::Project> projectOf(const QStringList &paths);

/// Loads a project file, bare data files, or a project with more files (no path: the sample district), on the calling
/// thread and a pool of workers. `snapshot` is called on the calling thread with the city as it grows, the last one
/// complete. A source that cannot be read is in City::errors, the rest loads. Errors: the project's own, "cancelled",
/// or "nothing-loaded" where no source could be read.
base::Result<District> load(const QStringList &paths, const LoadOptions &options, const base::Job &job,
                            const std::function<void(const CityPtr &)> &snapshot = {});

}
