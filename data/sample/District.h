#pragma once

#include "base/Job.h"
#include "sample/Model.h"
#include "sample/Relief.h"

namespace sample
{

/// What one district is made with.
struct DistrictOptions {
    quint32 seed = 1;
    int number = 1; ///< 1 is the one that lives; others are only built
    Vec2 offset{0.0};
    double amount = 1.0; ///< below 1: leaves out that share of the buildings
};

/// Plans and builds one district: network, cells, areas, buildings with codes and addresses, facilities, trees. Ground
/// heights are set from `Relief` of the model afterwards by `standOnGround`.
DistrictModel makeDistrict(const DistrictOptions &options);
void standOnGround(DistrictModel &model, const Relief &relief);

}
