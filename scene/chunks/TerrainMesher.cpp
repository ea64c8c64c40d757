#include "scene/chunks/TerrainMesher.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

/// Metres by which the drawn ground may leave the measured one. What is draped over it is lifted by more.
static constexpr float Tolerance = 0.07f;

namespace
{

struct Cell {
    int x = 0, y = 0;
};
Cell middle(const Cell &a, const Cell &b)
{
    return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

/// A square of 2^k + 1 samples a side that holds the terrain. Triangles are halved at the middle of their longest side
/// (a-b); `m_errors` says at each such middle how far all that is below would be off if it were left out.
class Network
{
public:
    Network(MeshWriter &writer, const ChunkTask &task)
        : m_writer(writer), m_task(task), m_terrain(*task.ground),
          m_columns((m_terrain.columns() - 2 + task.stride) / task.stride + 1),
          m_rows((m_terrain.rows() - 2 + task.stride) / task.stride + 1)
    {
        while (m_side < std::max(m_columns, m_rows) - 1)
            m_side *= 2;
        m_heights.resize(size_t(m_side + 1) * size_t(m_side + 1));
        for (int y = 0; y <= m_side; ++y)
            for (int x = 0; x <= m_side; ++x)
                m_heights[number({x, y})] = isInside({x, y}) ? sample({x, y}) : NAN;
        findErrors();
        m_vertices.assign(m_heights.size(), None);
    }

    void write()
    {
        const int s = m_side;
        split({0, 0}, {s, s}, {s, 0});
        split({s, s}, {0, 0}, {0, s});
    }

private:
    static constexpr uint32_t None = std::numeric_limits<uint32_t>::max();

    size_t number(const Cell &c) const { return size_t(c.y) * size_t(m_side + 1) + size_t(c.x); }
    bool isInside(const Cell &c) const { return c.x < m_columns && c.y < m_rows; }
    float sample(const Cell &c) const
    {
        return m_terrain.at(std::clamp(c.x * m_task.stride, 0, m_terrain.columns() - 1),
                            std::clamp(c.y * m_task.stride, 0, m_terrain.rows() - 1));
    }

    void findErrors()
    {
        m_errors.assign(m_heights.size(), 0.0f);
        // All triangles from the smallest up, in the order of a binary tree; `id` spells the way down to each.
        const size_t all = size_t(m_side) * size_t(m_side) * 2 - 2, parents = all - size_t(m_side) * size_t(m_side);
        for (size_t i = all; i-- > 0;) {
            size_t id = i + 2;
            Cell a, b, c;
            if (id & 1)
                b = {m_side, m_side}, c.x = m_side;
            else
                a = {m_side, m_side}, c.y = m_side;
            while ((id >>= 1) > 1) {
                const Cell m = middle(a, b);
                if (id & 1) {
                    b = a;
                    a = c;
                } else {
                    a = b;
                    b = c;
                }
                c = m;
            }
            const Cell m = middle(a, b);
            float &error = m_errors[number(m)];
            const float off = std::abs((m_heights[number(a)] + m_heights[number(b)]) / 2 - m_heights[number(m)]);
            // Where something is unknown, triangles end at it.
            const bool known = std::isfinite(off) && std::isfinite(m_heights[number(c)]);
            error = std::max(error, known ? off : std::numeric_limits<float>::infinity());
            if (i < parents)
                error = std::max({error, m_errors[number(middle(a, c))], m_errors[number(middle(b, c))]});
        }
    }

    void split(const Cell &a, const Cell &b, const Cell &c)
    {
        const Cell m = middle(a, b);
        if (std::abs(a.x - c.x) + std::abs(a.y - c.y) > 1 && m_errors[number(m)] > Tolerance) {
            split(c, a, m);
            split(b, c, m);
            return;
        }
        // Of the tile that holds its middle.
        const int x = a.x + b.x + c.x - 3 * (m_task.column / m_task.stride);
        const int y = a.y + b.y + c.y - 3 * (m_task.row / m_task.stride);
        if (x < 0 || y < 0 || x >= 3 * m_task.columns || y >= 3 * m_task.rows)
            return;
        for (const Cell &corner : {a, b, c})
            if (!std::isfinite(m_heights[number(corner)]))
                return;
        const uint32_t i = vertex(a), j = vertex(b), k = vertex(c);
        const bool up = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
        m_writer.triangle(i, up ? j : k, up ? k : j);
    }

    uint32_t vertex(const Cell &c)
    {
        uint32_t &vertex = m_vertices[number(c)];
        if (vertex != None)
            return vertex;
        const double dx = sample({c.x + 1, c.y}) - sample({c.x - 1, c.y});
        const double dy = sample({c.x, c.y + 1}) - sample({c.x, c.y - 1});
        Vec3 normal(0, 0, 1);
        if (std::isfinite(dx) && std::isfinite(dy))
            normal = glm::normalize(Vec3(-dx / m_terrain.step().x, -dy / m_terrain.step().y, 2.0 * m_task.stride));
        const Vec2 at(std::min(c.x * m_task.stride, m_terrain.columns() - 1),
                      std::min(c.y * m_task.stride, m_terrain.rows() - 1));
        vertex = m_writer.vertex(Vec3(m_terrain.origin() + at * m_terrain.step(), double(m_heights[number(c)])), normal,
                                 SurfaceKind::Ground);
        return vertex;
    }

    MeshWriter &m_writer;
    const ChunkTask &m_task;
    const domain::Terrain &m_terrain;
    const int m_columns, m_rows; ///< samples that are drawn
    int m_side = 1;              ///< cells
    std::vector<float> m_heights, m_errors;
    std::vector<uint32_t> m_vertices;
};

}

void writeTerrain(MeshWriter &writer, const ChunkTask &task)
{
    Network(writer, task).write();
}

}
