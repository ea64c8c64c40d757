#pragma once

#include "domain/City.h"

#include <QByteArray>

namespace scene
{

/// How high the city stands around a point: elevations of ground and roofs, blurred over a narrow and a wide circle.
/// The shaders darken what lies deep among high neighbours by it. Two floats a texel, row 0 southernmost.
struct OcclusionMap {
    geometry::Box2 area;
    int width = 0, height = 0;
    QByteArray floats;
};

/// Draws the roofs into a grid and blurs it. Any thread; tens of milliseconds for a district. Empty without buildings.
OcclusionMap buildOcclusionMap(const std::vector<std::shared_ptr<const domain::Layer>> &layers,
                               const domain::Terrain *terrain, double level);

}
