#pragma once

#include "geometry/Box.h"

#include <cstdint>
#include <vector>

namespace domain
{

/// A picture of the ground, already warped into the scene: RGBA8, row 0 is the northernmost.
struct Imagery {
    geometry::Box2 bounds; ///< scene coordinates
    int width = 0, height = 0;
    std::vector<uint8_t> rgba; ///< 4 * width * height, alpha not multiplied in
};

}
