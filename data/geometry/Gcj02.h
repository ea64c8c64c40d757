#pragma once

#include "geometry/Vec.h"

namespace geometry
{

/// Chinese web maps shift WGS 84 by the GCJ-02 obfuscation (about 600 m at Shenzhen). Degrees, x = longitude, y =
/// latitude. The inverse iterates until a round trip is better than 1e-9 degrees (0.1 mm). Outside mainland China's box
/// both return the point unchanged, as the published algorithm does.
Vec2 wgs84ToGcj02(const Vec2 &lonLat);
Vec2 gcj02ToWgs84(const Vec2 &lonLat);

}
