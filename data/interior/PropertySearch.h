#pragma once

#include "domain/Interior.h"
#include "domain/Objects.h"

namespace interior
{

/// An object that a search found, and by what.
struct PropertyHit {
    domain::ObjectRef object; ///< Space, Door or Element
    QString type, name;
    int storey = 0;
    QString property, value; ///< that met the query's first condition: "Pset_WallCommon.FireRating", "F90"
};

/// Searches attributes (type, name, id, storey, area, height, width ...) and property sets of spaces, doors and
/// elements. A query is words, all of which must be met:
///   text            a name or value that holds it
///   Name=value      also != (a property of that name with another value); `*` stands for anything
///   Name>2.5        also >=, <, <=; numbers, with or without a unit behind them
///   >2.5            any property
///   Name=           there is such a property
/// Names are those after the set's ("FireRating"), or with it ("Pset_WallCommon.FireRating"). Case does not matter;
/// true is yes and 1; full-width signs are taken too; values with blanks stand in quotes. At most `most` hits, in the
/// order of spaces, doors, elements; a door that is an element too is told once, as the door.
std::vector<PropertyHit> searchProperties(const domain::Interior &interior, const QString &query, size_t most = 1000);

/// All property names of the building's elements, sorted, for completing what is typed.
QStringList propertyNames(const domain::Interior &interior);

}
