#pragma once

#include "domain/Places.h"

namespace formats
{

/// Ties building parts to their buildings: by `partOf` where the source names it, else by position; a building whose
/// parts stand on most of its footprint is `hasParts`. Parts without a height take the building's; parts without a
/// building are buildings. `isPart`: one a building, what the source says of it.
void linkBuildingParts(std::vector<domain::Building> &buildings, const std::vector<char> &isPart);

}
