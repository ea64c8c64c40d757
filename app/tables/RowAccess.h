#pragma once

#include "tables/FeatureColumns.h"

namespace app
{

// What a row of a table stands for; its kind is known.

inline const domain::Building &buildingAt(const domain::City &city, const FeatureRow &row)
{
    return city.layers[row.layer]->buildings[row.index];
}

inline const domain::AdminArea &areaAt(const domain::City &city, const FeatureRow &row)
{
    return city.layers[row.layer]->areas[row.index];
}

inline const domain::Unit &unitAt(const domain::City &city, const FeatureRow &row)
{
    return city.layers[row.layer]->units[row.index];
}

inline const domain::Thing &thingAt(const domain::City &city, const FeatureRow &row)
{
    return city.layers[row.layer]->things[row.index];
}

inline const domain::Feature &featureAt(const domain::City &city, const FeatureRow &row)
{
    return city.layers[row.layer]->features[row.index];
}

}
