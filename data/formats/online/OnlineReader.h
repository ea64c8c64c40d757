#pragma once

#include "formats/Reader.h"
#include "formats/online/MapService.h"

namespace formats
{

/// Online maps as imagery: WMTS, WMS, XYZ and TMS tiles, Tianditu. `probe` asks nothing of the network. `read` fetches
/// what meets the request's extent (which it needs), in at most a few hundred tiles, each with a time limit.
const Reader &onlineReader();

}
