#pragma once

#include "base/Job.h"
#include "search/SearchIndex.h"

namespace app
{

/// What a search found in layers that come by what is looked at.
struct TiledFindings {
    std::vector<SearchResult> results; ///< the best first
    /// What the sources told of them, to be kept for as long as one of them may be looked at: it need not be in memory.
    std::vector<std::shared_ptr<const domain::Layer>> contents;
    bool whole = true; ///< every source could be asked to the end; of those that cannot be asked memory was searched
};

/// Whether there are such layers.
bool hasTiledLayers(const domain::City &city);
/// Asks the sources, which may take seconds; those that cannot be asked are searched as far as they are in memory. For
/// a worker; ends soon after `job.cancel()`.
TiledFindings findInTiles(const domain::City &city, const QString &query, const base::Job &job);

}
