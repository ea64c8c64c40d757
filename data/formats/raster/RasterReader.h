#pragma once

#include "formats/Reader.h"

namespace formats
{

/// Any raster that GDAL reads: one band of heights becomes terrain, all else imagery, unless the request says which.
const Reader &rasterReader();

}
