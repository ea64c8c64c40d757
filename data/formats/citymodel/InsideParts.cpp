#include "formats/citymodel/InsideParts.h"

#include "formats/citymodel/ToScene.h"

namespace formats
{

using geometry::Vec3;

size_t bringToScene(InsideParts &parts, const ToScene &toScene, bool northFirst)
{
    std::vector<Vec3> points;
    parts.forPoints([&](const Vec3 &p) { points.push_back(northFirst ? Vec3(p.y, p.x, p.z) : p); });
    const size_t failed = toScene.apply(points);
    size_t next = 0;
    parts.forPoints([&](Vec3 &p) { p = points[next++]; });
    const auto isBroken = [](const InsideFace &face) { return !isPlausible(face); };
    for (InsideObject &object : parts.objects) {
        for (InsideSurface &surface : object.surfaces)
            std::erase_if(surface.faces, isBroken);
    }
    for (InsideOpening &opening : parts.openings)
        std::erase_if(opening.faces, isBroken);
    for (InsideClosure &closure : parts.closures)
        std::erase_if(closure.faces, isBroken);
    return failed;
}

}
