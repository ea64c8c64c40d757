#pragma once

#include "domain/City.h"

#include <QByteArray>

namespace scene
{

/// What shades the city, as a picture of elevations seen from above: red the surface (ground and roofs) blurred over a
/// narrow circle, green over a wide one, blue up to where the sun does not reach. A shader tells from one fetch how
/// deep a point lies among its neighbours and whether it is in a shadow, at a fraction of a shadow map's and of
/// screen-space occlusion's price, and it holds for any camera. RGBA8, row 0 southernmost; value 0 is `low`, 255 is
/// `high` (metres).
struct ShadeMap {
    geometry::Box2 area;
    int width = 0, height = 0;
    double low = 0, high = 1;
    QByteArray rgba;
};

/// Draws the roofs into a grid, blurs it, and sweeps it along the sun's rays. `sun` points to the sun. Any thread;
/// about a tenth of a second for a district. Empty without buildings. One building may be left `out` as if it were
/// glass; buildings that do not reach `within` (empty: everywhere) are left out too, and the map is the sharper.
ShadeMap buildShadeMap(const std::vector<std::shared_ptr<const domain::Layer>> &layers, const domain::Terrain *terrain,
                       double level, const geometry::Vec3 &sun, const QString &out = {},
                       const geometry::Box2 &within = {});

}
