#include "scene/terrain/ShadeMap.h"

#include "scene/chunks/BuildingMesher.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

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

/// Where rings of points are cut by rows of cells; kept from one to the next, so that nothing is allocated for each.
class Raiser
{
public:
    explicit Raiser(Grid &grid) : m_grid(grid) {}

    /// Raises all cells whose middle lies in the rings (even-odd) to `z`.
    void raise(const std::vector<std::span<const Vec2>> &rings, float z)
    {
        double low = std::numeric_limits<double>::max(), high = -low;
        for (const auto &ring : rings)
            for (const Vec2 &p : ring) {
                low = std::min(low, p.y);
                high = std::max(high, p.y);
            }
        const int first = std::max(0, int(std::floor((low - m_grid.corner.y) / m_grid.cell)));
        const int last = std::min(m_grid.height - 1, int(std::ceil((high - m_grid.corner.y) / m_grid.cell)));
        for (int row = first; row <= last; ++row) {
            const double y = m_grid.corner.y + (row + 0.5) * m_grid.cell;
            m_crossings.clear();
            for (const auto &ring : rings)
                for (size_t i = 0; i < ring.size(); ++i) {
                    const Vec2 &a = ring[i], &b = ring[i + 1 < ring.size() ? i + 1 : 0];
                    if ((a.y > y) != (b.y > y))
                        m_crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
                }
            std::sort(m_crossings.begin(), m_crossings.end());
            for (size_t i = 0; i + 1 < m_crossings.size(); i += 2) {
                const int from = std::max(0, int(std::ceil((m_crossings[i] - m_grid.corner.x) / m_grid.cell - 0.5)));
                const int to = std::min(m_grid.width - 1,
                                        int(std::floor((m_crossings[i + 1] - m_grid.corner.x) / m_grid.cell - 0.5)));
                for (int x = from; x <= to; ++x)
                    m_grid.at(x, row) = std::max(m_grid.at(x, row), z);
            }
        }
    }

private:
    Grid &m_grid;
    std::vector<double> m_crossings;
};

/// Running means along rows, then along columns: of whole rows at a time, so that memory is read in its order.
void boxBlur(Grid &grid, int radius)
{
    const double share = 1.0 / (2 * radius + 1);
    const auto within = [](int i, int count) { return size_t(std::clamp(i, 0, count - 1)); };
    std::vector<float> rows(grid.values.size());
    const size_t width = size_t(grid.width);
    for (int y = 0; y < grid.height; ++y) {
        const float *const from = &grid.at(0, y);
        float *const to = rows.data() + size_t(y) * width;
        double sum = 0;
        for (int i = -radius; i <= radius; ++i)
            sum += double(from[within(i, grid.width)]);
        for (int x = 0; x < grid.width; ++x) {
            to[x] = float(sum * share);
            sum += double(from[within(x + radius + 1, grid.width)]) - double(from[within(x - radius, grid.width)]);
        }
    }
    std::vector<double> sums(width, 0.0);
    const auto row = [&](int y) { return rows.data() + within(y, grid.height) * width; };
    for (int i = -radius; i <= radius; ++i) {
        const float *const add = row(i);
        for (size_t x = 0; x < width; ++x)
            sums[x] += double(add[x]);
    }
    for (int y = 0; y < grid.height; ++y) {
        const float *const add = row(y + radius + 1), *const drop = row(y - radius);
        float *const to = &grid.at(0, y);
        for (size_t x = 0; x < width; ++x) {
            to[x] = float(sums[x] * share);
            sums[x] += double(add[x]) - double(drop[x]);
        }
    }
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

static void raiseBuilding(Raiser &raiser, const domain::Building &building, const domain::Terrain *terrain,
                          std::vector<std::span<const Vec2>> &rings)
{
    if (building.solid) {
        // By its triangles, each at its mean height: roofs keep their shape.
        const geometry::Mesh &mesh = building.solid->mesh;
        for (size_t t = 0; t < mesh.triangles(); ++t) {
            Vec2 ring[3];
            double z = 0;
            for (size_t k = 0; k < 3; ++k) {
                const Vec3 p = mesh.origin + Vec3(mesh.positions[mesh.indices[3 * t + k]]);
                ring[k] = Vec2(p);
                z += p.z / 3;
            }
            constexpr double Upright = 1e-3; // m2: walls cover no ground
            const Vec2 u = ring[1] - ring[0], v = ring[2] - ring[0];
            if (std::abs(u.x * v.y - u.y * v.x) < Upright)
                continue;
            rings.assign(1, ring);
            raiser.raise(rings, float(z));
        }
        return;
    }
    const float top = float(buildingTop(building, terrain) - 0.6 * building.roofHeight);
    for (const geometry::Polygon &polygon : building.footprint) {
        rings.assign(1, polygon.outer);
        rings.insert(rings.end(), polygon.holes.begin(), polygon.holes.end());
        raiser.raise(rings, top);
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
    Raiser raiser(grid);
    std::vector<std::span<const Vec2>> rings;
    for (const auto &layer : layers)
        for (const domain::Building &building : layer->buildings)
            if (!building.hasParts && counts(building) &&
                (out.isEmpty() || (building.id != out && building.partOf != out)))
                raiseBuilding(raiser, building, terrain, rings);
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
