#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "domain/Layer.h"
#include "domain/Sources.h"
#include "geometry/LocalFrame.h"

#include <optional>

/// One reader per format. Every reader is safe to use from several threads at once (each call opens its own dataset).
namespace formats
{

using domain::LayerRequest;

/// What a source holds, found quickly, before the scene's frame is known.
struct Sublayer {
    QString source; ///< to be put into LayerRequest::source ("FILE|LAYER")
    QString name;
    std::optional<domain::LayerKind> kind; ///< as guessed; none: nothing for us
    QString reason; ///< translated: why this kind was guessed, or why none was
    geometry::Crs crs; ///< invalid where the source says none
    geometry::Box2 extent; ///< in `crs`, x = easting or longitude; empty where unknown
    qint64 features = -1; ///< -1: unknown
    std::shared_ptr<const void> known = {}; ///< what the reader found on looking; reading is quicker while it is held
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
