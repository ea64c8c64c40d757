#pragma once

#include "domain/Interior.h"
#include "domain/Objects.h"

namespace interior
{

/// What became of an object between two versions of a building's inside.
enum class Change : quint8 {
    Added,
    Removed,
    Moved,    ///< the same shape elsewhere
    Reshaped, ///< its shape is another
    Changed   ///< only what is said of it: name, storey, properties
};

struct PropertyChange {
    QString name;          ///< "Pset_WallCommon.FireRating", "name", "storey" ...
    QString before, after; ///< empty: not there
};

struct Difference {
    Change change = Change::Changed; ///< the weightiest: a moved one may have changed properties too
    domain::ObjectRef object;        ///< Space, Door or Element; its id in `after`, of removed ones in `before`
    QString before;                  ///< its id in `before`; empty: added
    QString type, name;
    double distance = 0; ///< metres that it moved
    std::vector<PropertyChange> properties;
};

struct Comparison {
    std::vector<Difference> differences; ///< removed, added, moved, reshaped, changed; each by type and name
    size_t same = 0;                     ///< objects without a difference
    size_t count(Change change) const;
};

/// Compares spaces, doors and elements. Two are the same object by their own id (GlobalId, domain::partOfInsideId),
/// else by type, name and place within 5 cm, else the nearest of the same type and name and size. A door that is an
/// element too (IfcDoor) is listed once, as a door. Shapes count as equal within 1 cm. Interiors placed differently as
/// a whole are compared as they stand.
Comparison compare(const domain::Interior &before, const domain::Interior &after);

}
