#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "domain/Layer.h"
#include "geometry/LocalFrame.h"

#include <QHash>
#include <QVector>

#include <optional>

/// One reader per format. Every reader is safe to use from several threads at once (each call opens its own dataset).
namespace formats
{

/// What a project (or a bare path) asks to be read.
struct LayerRequest {
    QString id;
    QString name;
    QString source; ///< absolute file, "FILE|LAYER", "PG:...", or a URL (imagery)
    std::optional<domain::LayerKind> kind; ///< not given: the reader guesses, and says so in `matched` and a "kind-guessed" warning
    domain::ObjectKind level = domain::ObjectKind::None; ///< of areas
    QHash<QString, QString> fields; ///< our field -> the source's; those left out are matched by usual names
    QString where; ///< OGR SQL condition
    QString crs;   ///< overrides the source's; empty: the source's own
    bool gcj02 = false; ///< the source is shifted by GCJ-02 and is to be corrected
    QString building; ///< model layers: the building the model replaces
    bool hasPlacement = false; ///< model layers: where the model's origin stands
    geometry::Vec3 position{0.0}; ///< longitude, latitude (WGS 84), height in metres above sea
    double heading = 0; ///< degrees clockwise from north
    double scale = 1;
    geometry::Box2 extent; ///< lon/lat: read only what meets it (databases, planet files, online maps); empty: everything
};

/// What a source holds, found quickly, before the scene's frame is known.
struct Sublayer {
    QString source; ///< to be put into LayerRequest::source ("FILE|LAYER")
    QString name;
    std::optional<domain::LayerKind> kind; ///< as guessed; none: nothing for us
    QString reason; ///< translated: why this kind was guessed, or why none was
    geometry::Crs crs; ///< invalid where the source says none
    geometry::Box2 extent; ///< in `crs`, x = easting or longitude; empty where unknown
    qint64 features = -1; ///< -1: unknown
};
struct SourceSummary {
    QString driver; ///< "GPKG", "CityJSON" ...
    std::vector<Sublayer> layers;
};

/// Three answers, as VulkanSceneGraph's readers give: nothing (not mine), an Error (mine but broken), or the summary.
using Probe = base::Result<std::optional<SourceSummary>>;

class Reader
{
public:
    virtual ~Reader() = default;
    virtual QString name() const = 0;
    /// Looks at the source without reading it whole.
    virtual Probe probe(const LayerRequest &request) const = 0;
    /// Reads the source into layers in scene coordinates of `frame`. One bad feature is a warning in the layer, never a
    /// lost layer. Buildings whose source gives no elevation have `ground` NaN; those on the terrain get it later. Calls
    /// `job.report` now and then, and returns error "cancelled" soon after `job.cancel()`.
    virtual base::Result<std::vector<domain::Layer>> read(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                          const base::Job &job) const = 0;
};

/// All readers, the most particular first (CityJSON before OGR, which would take its JSON).
const std::vector<const Reader *> &readers();
/// The first reader that says the source is its own, and its summary. Errors: "file-missing", "format-unknown", or the reader's.
base::Result<std::pair<const Reader *, SourceSummary>> findReader(const LayerRequest &request);

}
