#pragma once

#include "sample/FloorPlan.h"
#include "sample/Model.h"

namespace sample
{

/// Gives every building its units and people, and the grids the numbers that are known only per grid. Without
/// `withUnits` the buildings' counts are set, but no unit is made. Units follow the floor plans (one a building): how
/// many, their rooms and area; without plans (a large city's other districts) they are as many as the kind has.
void settle(DistrictModel &model, const std::vector<BuildingPlan> &plans, bool withUnits);
/// "1203": the storey and the number on it; "B102" below ground.
QString unitNumber(const UnitRecord &unit);
/// The building's code, three digits of storey, three of number: 25 digits.
QString houseCode(const DistrictModel &model, const UnitRecord &unit);

}
