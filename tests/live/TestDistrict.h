#pragma once

#include "domain/City.h"

#include <memory>

/// A district of one community with two grids and a building in the first, in UTM zone 50 near Shenzhen: a smoke
/// detector S1, an electrical monitor E1, a camera V1, and so many more monitors X0, X1 ... Types of events: noise and
/// fire.
std::shared_ptr<domain::City> makeTestDistrict(int extraThings = 0);
