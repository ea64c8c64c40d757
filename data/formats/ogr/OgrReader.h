#pragma once

#include "formats/Reader.h"

namespace formats
{

/// Any vector that GDAL reads: files (also packed as .gz, .bz2, .zip), "FILE|LAYER", "PG:" connection strings.
/// OpenStreetMap files have a layer for each kind ("FILE|building"), or all of them at once where the request names
/// neither layer nor kind.
const Reader &ogrReader();

}
