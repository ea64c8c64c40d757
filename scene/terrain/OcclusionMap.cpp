#include "scene/terrain/OcclusionMap.h"

#include "scene/chunks/BuildingMesher.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

struct Grid {
    Vec2 corner{0.0};
    double cell = 1;
    int width = 0, height = 0;
    std::vector<float> values;

    float &at(int x, int y) { return values[size_t(y) * size_t(width) + size_t(x)]; }
};

/// Raises all cells whose middle lies in the rings (even-odd) to `z`.
void raise(Grid &grid, const std::vector<const geometry::Ring *> &rings, float z)
{
    geometry::Box2 box;
    for (const geometry::Ring *ring : rings)
        box.add(geometry::bounds(*ring));
    if (box.isEmpty())
        return;
    const int first = std::max(0, int(std::floor((box.min.y - grid.corner.y) / grid.cell)));
    const int last = std::min(grid.height - 1, int(std::ceil((box.max.y - grid.corner.y) / grid.cell)));
    std::vector<double> crossings;
    for (int row = first; row <= last; ++row) {
        const double y = grid.corner.y + (row + 0.5) * grid.cell;
        crossings.clear();
        for (const geometry::Ring *ring : rings) {
            for (size_t i = 0; i < ring->size(); ++i) {
                const Vec2 &a = (*ring)[i], &b = (*ring)[(i + 1) % ring->size()];
                if ((a.y > y) != (b.y > y))
                    crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
            }
        }
        std::sort(crossings.begin(), crossings.end());
        for (size_t i = 0; i + 1 < crossings.size(); i += 2) {
            const int from = std::max(0, int(std::ceil((crossings[i] - grid.corner.x) / grid.cell - 0.5)));
            const int to =
                std::min(grid.width - 1, int(std::floor((crossings[i + 1] - grid.corner.x) / grid.cell - 0.5)));
            for (int x = from; x <= to; ++x)
                grid.at(x, row) = std::max(grid.at(x, row), z);
        }
    }
}

/// Running means along rows, then along columns.
void boxBlur(Grid &grid, int radius)
{
    const auto line = [radius](float *values, int count, size_t stride, std::vector<float> &copy) {
        copy.resize(size_t(count));
        for (int i = 0; i < count; ++i)
            copy[size_t(i)] = values[size_t(i) * stride];
        const auto at = [&](int i) { return double(copy[size_t(std::clamp(i, 0, count - 1))]); };
        double sum = 0;
        for (int i = -radius; i <= radius; ++i)
            sum += at(i);
        for (int i = 0; i < count; ++i) {
            values[size_t(i) * stride] = float(sum / (2 * radius + 1));
            sum += at(i + radius + 1) - at(i - radius);
        }
    };
    std::vector<float> copy;
    for (int y = 0; y < grid.height; ++y)
        line(&grid.at(0, y), grid.width, 1, copy);
    for (int x = 0; x < grid.width; ++x)
        line(&grid.at(x, 0), grid.height, size_t(grid.width), copy);
}

Grid blurred(const Grid &grid, double radius)
{
    Grid result = grid;
    const int cells = std::max(1, int(std::round(radius / grid.cell * 0.6)));
    boxBlur(result, cells);
    boxBlur(result, cells);
    return result;
}

}

OcclusionMap buildOcclusionMap(const std::vector<std::shared_ptr<const domain::Layer>> &layers,
                               const domain::Terrain *terrain, double level)
{
    constexpr int Largest = 1024;
    OcclusionMap map;
    geometry::Box2 area;
    for (const auto &layer : layers)
        for (const domain::Building &building : layer->buildings)
            area.add(buildingBounds(building, terrain).flat());
    if (area.isEmpty())
        return map;
    area = area.grown(80);
    Grid grid;
    grid.corner = area.min;
    grid.cell = std::max(2.5, std::max(area.size().x, area.size().y) / Largest);
    grid.width = std::max(2, int(std::ceil(area.size().x / grid.cell)));
    grid.height = std::max(2, int(std::ceil(area.size().y / grid.cell)));
    grid.values.assign(size_t(grid.width) * size_t(grid.height), float(level));
    if (terrain)
        for (int y = 0; y < grid.height; ++y)
            for (int x = 0; x < grid.width; ++x)
                grid.at(x, y) = float(groundHeight(terrain, grid.corner + Vec2(x + 0.5, y + 0.5) * grid.cell, level));

    for (const auto &layer : layers) {
        for (const domain::Building &building : layer->buildings) {
            const float top = float(buildingTop(building, terrain));
            if (building.solid && building.footprint.empty()) {
                const geometry::Box3 box = building.solid->mesh.bounds();
                const geometry::Ring ring{
                    {box.min.x, box.min.y}, {box.max.x, box.min.y}, {box.max.x, box.max.y}, {box.min.x, box.max.y}};
                raise(grid, {&ring}, top);
                continue;
            }
            for (const geometry::Polygon &polygon : building.footprint) {
                std::vector<const geometry::Ring *> rings{&polygon.outer};
                for (const geometry::Ring &hole : polygon.holes)
                    rings.push_back(&hole);
                raise(grid, rings, top);
            }
        }
    }
    const Grid narrow = blurred(grid, 14), wide = blurred(grid, 50);
    map.area = {grid.corner, grid.corner + Vec2(grid.width, grid.height) * grid.cell};
    map.width = grid.width;
    map.height = grid.height;
    map.floats.resize(qsizetype(grid.values.size() * 2 * sizeof(float)));
    float *to = reinterpret_cast<float *>(map.floats.data());
    for (size_t i = 0; i < grid.values.size(); ++i) {
        *to++ = narrow.values[i];
        *to++ = wide.values[i];
    }
    return map;
}

}
