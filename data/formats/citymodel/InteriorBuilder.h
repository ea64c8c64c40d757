#pragma once

#include "domain/Interior.h"
#include "formats/citymodel/InsideParts.h"

namespace formats
{

/// Makes an interior of what a city model says of a building's inside, in scene coordinates. Storeys are counted from
/// the building's ground by their elevation, else by their sort keys, else in the order of the file; where the file has
/// none the elevations of the rooms tell them. A unit or storey with a body but without rooms becomes a space itself.
domain::Interior makeInterior(const InsideParts &parts, const domain::Building &building, const QString &source);

}
