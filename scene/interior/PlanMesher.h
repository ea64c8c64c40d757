#pragma once

#include "scene/interior/FloorPlan.h"
#include "scene/interior/StoreyWriter.h"

namespace scene
{

/// Where the parts of a storey are among its features.
struct StoreyFeatures {
    uint32_t walls = 0, slab = 1;
    std::vector<qint32> spaces, doors, elements; ///< indices into the Interior's lists, in the order of their features
    uint32_t spacesFrom() const { return 2; }
    uint32_t doorsFrom() const { return spacesFrom() + uint32_t(spaces.size()); }
    uint32_t elementsFrom() const { return doorsFrom() + uint32_t(doors.size()); }
    uint32_t count() const { return elementsFrom() + uint32_t(elements.size()); }
    uint32_t ofSpace(qint32 space) const;
    uint32_t ofDoor(qint32 door) const;
};

/// What of a storey's slab and floors is left out: stairwells.
struct PlanVoids {
    geometry::MultiPolygon wells;
};

/// Walls with their openings, parapets, slab, floors and ceiling of a plan.
void writePlan(StoreyWriter &writer, const FloorPlan &plan, const StoreyFeatures &features, const PlanVoids &voids);
/// Doors' leaves, windows' panes, swings, and arrows at entrances.
void writeOpenings(StoreyWriter &writer, const domain::Interior &interior, const FloorPlan &plan,
                   const StoreyFeatures &features);
/// Names and areas of rooms.
void writeLabels(StoreyWriter &writer, const domain::Interior &interior, const std::vector<PlanRoom> &rooms,
                 const StoreyFeatures &features);

}
