#include "scene/chunks/GroundSheet.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

/// Where the sheet is cut along an axis: evenly from one side of the city to the other, with growing steps beyond, so
/// that interpolated depths stay exact near the camera.
static std::vector<double> cuts(double from, double to, size_t &firstWithin, size_t &lastWithin)
{
    constexpr double Step = 250, First = 300, Growth = 1.25;
    constexpr int Most = 32;
    std::vector<double> beyond;
    for (double away = First, step = First; away < GroundSheet::Reach; step *= Growth, away += step)
        beyond.push_back(away);
    beyond.push_back(GroundSheet::Reach);
    std::vector<double> at;
    for (auto it = beyond.rbegin(); it != beyond.rend(); ++it)
        at.push_back(from - *it);
    firstWithin = at.size();
    const int steps = std::clamp(int(std::ceil((to - from) / Step)), 1, Most);
    for (int i = 0; i <= steps; ++i)
        at.push_back(from + (to - from) * i / steps);
    lastWithin = at.size() - 1;
    for (const double away : beyond)
        at.push_back(to + away);
    return at;
}

GroundSheet makeGroundSheet(const geometry::Box2 &city, double z)
{
    constexpr double Shadows = 500; // metres that they may reach past the city
    geometry::Box2 within = city;
    if (within.isEmpty())
        within.add(Vec2(0.0));
    within = within.grown(Shadows);
    GroundSheet sheet;
    sheet.origin = Vec3(glm::round(within.centre()), 0.0);
    size_t west = 0, east = 0, south = 0, north = 0;
    const std::vector<double> x = cuts(within.min.x, within.max.x, west, east),
                              y = cuts(within.min.y, within.max.y, south, north);
    for (ChunkMesh *mesh : {&sheet.city, &sheet.beyond}) {
        MeshWriter writer(mesh->vertices, mesh->indices, sheet.origin);
        for (const double v : y)
            for (const double u : x)
                writer.vertex(Vec3(u, v, z), Vec3(0, 0, 1), SurfaceKind::Ground);
        for (size_t j = 0; j + 1 < y.size(); ++j) {
            for (size_t i = 0; i + 1 < x.size(); ++i) {
                const bool inside = i >= west && i < east && j >= south && j < north;
                if (inside != (mesh == &sheet.city))
                    continue;
                const uint32_t a = uint32_t(j * x.size() + i), b = a + 1, c = a + uint32_t(x.size()), d = c + 1;
                writer.triangle(a, b, d);
                writer.triangle(a, d, c);
            }
        }
    }
    return sheet;
}

}
