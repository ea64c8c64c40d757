#pragma once

#include "sample/Model.h"

namespace sample
{

/// Gives every building its units and people, and the grids the numbers that are known only per grid. Without
/// `withUnits` the buildings' counts are set, but no unit is made.
void settle(DistrictModel &model, bool withUnits);
/// "1203": the storey and the number on it; "B102" below ground.
QString unitNumber(const UnitRecord &unit);
/// The building's code, three digits of storey, three of number: 25 digits.
QString houseCode(const DistrictModel &model, const UnitRecord &unit);

}
