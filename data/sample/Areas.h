#pragma once

#include "sample/Names.h"

namespace sample
{

/// Makes 24 blocks, 60 grids and 10 communities of the cells, nested exactly, and gives them codes, names and managers
/// (roles, no persons). Sets Cell::grid.
void drawAreas(DistrictModel &model, Names &names);
inline constexpr int CommunityCount = 10, BlockCount = 24, GridCount = 60;

}
