#pragma once

#include "formats/Reader.h"

namespace formats
{

/// CityGML 1.0, 2.0 and 3.0: the outsides of buildings, LoD 0 to 4, with what each surface is (windows and doors too),
/// parts, installations, and the other city objects as layers. Own pull parser, one object in memory at a time:
/// libcitygml knows no CityGML 3.0 and holds the whole file. Latitude-first CRSs (EPSG:6697, 4979) are turned.
const Reader &cityGmlReader();

}
