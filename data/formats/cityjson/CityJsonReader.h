#pragma once

#include "formats/Reader.h"

namespace formats
{

/// CityJSON 1.0, 1.1, 2.0 and CityJSONSeq (CityJSON specifications 2.0.1; text sequences: section 10). Buildings come
/// as solids with what each surface is, the other city objects as one layer for each kind ("ID", "ID:road" ...); a
/// source "FILE|road" reads only that kind. Of several levels of detail the finest is taken.
const Reader &cityJsonReader();

}
