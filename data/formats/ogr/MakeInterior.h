#pragma once

#include "domain/Interior.h"
#include "formats/ogr/Columns.h"
#include "formats/ogr/ShapeBatch.h"

class GDALDataset;

namespace formats
{

/// What a feature of an interior layer (storey, unit, space, door) tells. A feature that names several storeys ("3-17")
/// stands on each of them: a typical floor is drawn once.
struct InteriorFeature {
    const OGRFeature &feature;
    const Columns &columns;
    QString name;             ///< its id, for warnings and as the beginning of ids
    double ground = 0;        ///< elevation of the building's ground, for heights above it
    std::vector<int> storeys; ///< lowest first
};

/// The storeys that a feature names in `field`, lowest first. One that names none is on the first, with a complaint; an
/// unreadable one gives nothing, with a complaint.
std::vector<int> storeysOf(const OGRFeature &feature, const Columns &columns, Field field, bool fromZero,
                           const Complaint &complain);

/// One a storey. Storeys without a base have NaN, without a height 0.
std::vector<domain::Storey> storeysFrom(const InteriorFeature &from);
/// One a storey; "{storey}" in id and number is the storey's number ("B1" under the ground).
std::vector<domain::Unit> unitsFrom(const InteriorFeature &from);
/// One a storey, all with the shape, which is scene coordinates. A base holds for the lowest storey that is named.
std::vector<domain::Space> spacesFrom(const InteriorFeature &from, Shape &shape, const Complaint &complain);
/// One a storey. Lines run from jamb to jamb; of areas it is the middle line; points have a width of their own.
std::vector<domain::Door> doorsFrom(const InteriorFeature &from, const Shape &shape, const Complaint &complain);

}
