#pragma once

#include "domain/Interior.h"

namespace interior
{

/// Rooms, halls, kitchens, baths by the spaces of a unit.
struct Plan {
    int rooms = 0, halls = 0, kitchens = 0, baths = 0;
    bool operator==(const Plan &) const = default;
};
Plan planOf(const domain::Interior &interior, const QString &unit);
Plan planOf(const domain::Unit &unit);

/// "三室两厅两卫" or "3 rooms, 2 halls, 2 baths", by `language` ("zh_CN" or "en"). Nothing is named that is not there.
QString planText(const Plan &plan, const QString &language);

/// What the table of units and the model say differently, as warnings: number of units, storeys of units that are not
/// there, rooms of a unit.
base::Warnings consistency(const domain::Building &building, const std::vector<const domain::Unit *> &table,
                           const domain::Interior &interior);

}
