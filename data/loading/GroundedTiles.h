#pragma once

#include "domain/City.h"
#include "domain/TileSource.h"

namespace loading
{

/// The same tiles with their buildings stood on the city's ground where the source has no elevation: the terrain's
/// lowest under the footprint, else the level that most of the city stands on.
std::shared_ptr<const domain::TileSource> grounded(std::shared_ptr<const domain::TileSource> tiles,
                                                   std::shared_ptr<const domain::Terrain> terrain, double groundLevel);

}
