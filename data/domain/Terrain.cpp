#include "domain/Terrain.h"

#include <algorithm>
#include <cmath>

namespace domain
{

Terrain::Terrain(geometry::Vec2 origin, geometry::Vec2 step, int columns, int rows, std::vector<float> heights)
    : m_origin(origin), m_step(step), m_columns(columns), m_rows(rows), m_heights(std::move(heights))
{
    m_lowest = std::numeric_limits<float>::max();
    m_highest = -m_lowest;
    for (const float h : m_heights) {
        if (!std::isnan(h)) {
            m_lowest = std::min(m_lowest, h);
            m_highest = std::max(m_highest, h);
        }
    }
    if (m_lowest > m_highest)
        m_lowest = m_highest = 0;
}

double Terrain::heightAt(const geometry::Vec2 &point) const
{
    if (m_columns < 2 || m_rows < 2)
        return geometry::NaN;
    const geometry::Vec2 at = (point - m_origin) / m_step;
    if (!(at.x >= 0 && at.y >= 0 && at.x <= m_columns - 1 && at.y <= m_rows - 1))
        return geometry::NaN;
    const int column = std::min(int(at.x), m_columns - 2), row = std::min(int(at.y), m_rows - 2);
    const double fx = at.x - column, fy = at.y - row;
    const double south = this->at(column, row) * (1 - fx) + this->at(column + 1, row) * fx;
    const double north = this->at(column, row + 1) * (1 - fx) + this->at(column + 1, row + 1) * fx;
    return south * (1 - fy) + north * fy;
}

geometry::Box2 Terrain::bounds() const
{
    geometry::Box2 box;
    if (!m_heights.empty()) {
        box.add(m_origin);
        box.add(m_origin + m_step * geometry::Vec2(m_columns - 1, m_rows - 1));
    }
    return box;
}

}
