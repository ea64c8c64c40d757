#include "scene/terrain/ShadeMap.h"

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

/// Up to which elevation each cell lies in shadow. The sweep goes away from the sun, line by line; between two cells of
/// the line before it interpolates, which softens a shadow with the distance from what throws it, as the sun's disc
/// does.
static Grid shadows(const Grid &surface, const Vec3 &sun)
{
    Grid result = surface;
    const bool alongY = std::abs(sun.y) >= std::abs(sun.x);
    const double lead = alongY ? sun.y : sun.x, side = (alongY ? sun.x : sun.y) / lead;
    const int lines = alongY ? surface.height : surface.width, cells = alongY ? surface.width : surface.height;
    const float drop =
        float(surface.cell * std::sqrt(1 + side * side) * sun.z / std::max(std::hypot(sun.x, sun.y), 1e-3));
    const auto index = [&](int line, int cell) {
        return alongY ? size_t(line) * size_t(surface.width) + size_t(cell)
                      : size_t(cell) * size_t(surface.width) + size_t(line);
    };
    const double shift = lead > 0 ? side : -side; // cells towards the sun a line
    const int whole = int(std::floor(shift));
    const float part = float(shift - whole);
    std::vector<float> before(size_t(cells), -1e9f), now(size_t(cells), 0.0f);
    for (int k = 0; k < lines; ++k) {
        const int line = lead > 0 ? lines - 1 - k : k;
        for (int c = 0; c < cells; ++c) {
            const int a = std::clamp(c + whole, 0, cells - 1), b = std::clamp(c + whole + 1, 0, cells - 1);
            const float reach = before[size_t(a)] * (1 - part) + before[size_t(b)] * part - drop;
            result.values[index(line, c)] = reach;
            now[size_t(c)] = std::max(reach, surface.values[index(line, c)]);
        }
        std::swap(before, now);
    }
    return result;
}

static void raiseBuilding(Grid &grid, const domain::Building &building, const domain::Terrain *terrain)
{
    if (building.solid) {
        // By its triangles, each at its mean height: roofs keep their shape.
        const geometry::Mesh &mesh = building.solid->mesh;
        for (size_t t = 0; t < mesh.triangles(); ++t) {
            geometry::Ring ring;
            double z = 0;
            for (size_t k = 0; k < 3; ++k) {
                const Vec3 p = mesh.origin + Vec3(mesh.positions[mesh.indices[3 * t + k]]);
                ring.emplace_back(p);
                z += p.z / 3;
            }
            raise(grid, {&ring}, float(z));
        }
        return;
    }
    const float top = float(buildingTop(building, terrain) - 0.6 * building.roofHeight);
    for (const geometry::Polygon &polygon : building.footprint) {
        std::vector<const geometry::Ring *> rings{&polygon.outer};
        for (const geometry::Ring &hole : polygon.holes)
            rings.push_back(&hole);
        raise(grid, rings, top);
    }
}

ShadeMap buildShadeMap(const std::vector<std::shared_ptr<const domain::Layer>> &layers, const domain::Terrain *terrain,
                       double level, const Vec3 &sun, const QString &out, const geometry::Box2 &within)
{
    constexpr int Largest = 1536;
    ShadeMap map;
    geometry::Box2 area;
    const auto counts = [&](const domain::Building &building) {
        return within.isEmpty() || within.intersects(buildingBounds(building, terrain).flat());
    };
    for (const auto &layer : layers)
        for (const domain::Building &building : layer->buildings)
            if (counts(building))
                area.add(buildingBounds(building, terrain).flat());
    if (area.isEmpty())
        return map;
    area = area.grown(120);
    Grid grid;
    grid.corner = area.min;
    grid.cell = std::max(1.5, std::max(area.size().x, area.size().y) / Largest);
    grid.width = std::max(2, int(std::ceil(area.size().x / grid.cell)));
    grid.height = std::max(2, int(std::ceil(area.size().y / grid.cell)));
    grid.values.assign(size_t(grid.width) * size_t(grid.height), float(level));
    if (terrain)
        for (int y = 0; y < grid.height; ++y)
            for (int x = 0; x < grid.width; ++x)
                grid.at(x, y) = float(groundHeight(terrain, grid.corner + Vec2(x + 0.5, y + 0.5) * grid.cell, level));
    const float low = *std::min_element(grid.values.begin(), grid.values.end());
    for (const auto &layer : layers)
        for (const domain::Building &building : layer->buildings)
            if (!building.hasParts && counts(building) &&
                (out.isEmpty() || (building.id != out && building.partOf != out)))
                raiseBuilding(grid, building, terrain);
    const float high = std::max(*std::max_element(grid.values.begin(), grid.values.end()), low + 10.0f);

    const Grid narrow = blurred(grid, 14), wide = blurred(grid, 50), shadow = shadows(grid, sun);
    map.area = {grid.corner, grid.corner + Vec2(grid.width, grid.height) * grid.cell};
    map.width = grid.width;
    map.height = grid.height;
    map.low = low;
    map.high = high;
    map.rgba.resize(qsizetype(grid.values.size() * 4));
    uchar *to = reinterpret_cast<uchar *>(map.rgba.data());
    const auto byte = [&](float z) { return uchar(std::clamp((z - low) / (high - low) * 255.0f, 0.0f, 255.0f)); };
    for (size_t i = 0; i < grid.values.size(); ++i) {
        *to++ = byte(narrow.values[i]);
        *to++ = byte(wide.values[i]);
        *to++ = byte(shadow.values[i]);
        *to++ = 255;
    }
    return map;
}

}
