#pragma once

#include "sample/Model.h"

namespace sample
{

/// Draws the main lines of the plan: border, river, railway, avenues and streets, with a little play by the seed.
void drawNetwork(DistrictModel &model, Random &random);
/// Cuts the sub-district into cells: faces between streets, these cut by lanes into pieces that suit their zone, and
/// the land of each. Adds the lanes to the roads, marks bridges, and makes water, embankments and railway tracks.
void drawCells(DistrictModel &model, Random &random);

}
