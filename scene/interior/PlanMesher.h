#pragma once

#include "scene/interior/FloorPlan.h"
#include "scene/interior/StoreyWriter.h"

namespace scene
{

/// Where the parts of a storey are among its features.
struct StoreyFeatures {
    uint32_t walls = 0, slab = 1;
    std::vector<qint32> spaces, doors; ///< indices into the Interior's lists, in the order of their features
    std::vector<std::pair<qint32, qint32>> elements; ///< index, and that of its colour (-1: it has but one)
    uint32_t spacesFrom() const { return 2; }
    uint32_t doorsFrom() const { return spacesFrom() + uint32_t(spaces.size()); }
    uint32_t elementsFrom() const { return doorsFrom() + uint32_t(doors.size()); }
    uint32_t count() const { return elementsFrom() + uint32_t(elements.size()); }
    uint32_t ofSpace(qint32 space) const;
    uint32_t ofDoor(qint32 door) const;
    std::vector<uint32_t> ofElement(qint32 element) const; ///< one a colour
};

/// What of a storey's slab and floors is left out: stairwells.
struct PlanVoids {
    geometry::MultiPolygon wells;
};

/// Walls with their openings, parapets, slab, floors and ceiling of a plan.
void writePlan(StoreyWriter &writer, const FloorPlan &plan, const StoreyFeatures &features, const PlanVoids &voids);
/// Doors' leaves, windows' panes, swings, and arrows at entrances; `bodies` false: what a model draws itself, leaves
/// and panes, is left out.
void writeOpenings(StoreyWriter &writer, const domain::Interior &interior, const FloorPlan &plan,
                   const StoreyFeatures &features, bool bodies = true);
/// The boxes of a schematic stack: one a unit, with gaps between them, nothing that one could walk in.
void writeBoxes(StoreyWriter &writer, const domain::Interior &interior, const StoreyFeatures &features,
                const geometry::Vec2 &origin, double base, double height);
/// Names and areas of rooms.
void writeLabels(StoreyWriter &writer, const domain::Interior &interior, const std::vector<PlanRoom> &rooms,
                 const StoreyFeatures &features);

}
