#pragma once

#include "domain/City.h"

namespace scene
{

/// What a city's home view shows, scene coordinates: all of it, but for what lies so far off that nothing else would be
/// seen, as a layer or a few features with coordinates of another place do. Empty where there is nothing.
geometry::Box3 homeBounds(const domain::City &city);

}
