#pragma once

#include "domain/Interior.h"

namespace interior
{

/// A stack from what is known of any building: its footprint, storeys above and below, and units with their storeys.
/// Storeys are equally high; units share a storey's footprint by their area, side by side along its longer axis. Drawn
/// as schematic and labelled so. A building without storeys gives one storey.
domain::Interior schematic(const domain::Building &building, const std::vector<const domain::Unit *> &units);

/// Storey number of the n-th storey from the lowest: 1 is the ground floor, there is no 0, -1 the first below.
int storeyNumber(int index, int storeysBelow);

}
