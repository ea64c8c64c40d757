#pragma once

#include "geometry/Box.h"

#include <vector>

namespace domain
{

/// Elevations on a regular grid in scene coordinates; row 0 is the southernmost, column 0 the westernmost. NaN where
/// nothing is known.
class Terrain
{
public:
    Terrain() = default;
    Terrain(geometry::Vec2 origin, geometry::Vec2 step, int columns, int rows, std::vector<float> heights);

    /// Bilinear; NaN outside or next to unknown cells.
    double heightAt(const geometry::Vec2 &point) const;
    geometry::Box2 bounds() const;
    int columns() const { return m_columns; }
    int rows() const { return m_rows; }
    const geometry::Vec2 &origin() const { return m_origin; } ///< the south-west sample
    const geometry::Vec2 &step() const { return m_step; }
    float at(int column, int row) const { return m_heights[size_t(row) * size_t(m_columns) + size_t(column)]; }
    float lowest() const { return m_lowest; }
    float highest() const { return m_highest; }
    bool isEmpty() const { return m_heights.empty(); }

private:
    geometry::Vec2 m_origin{0.0}, m_step{1.0};
    int m_columns = 0, m_rows = 0;
    std::vector<float> m_heights;
    float m_lowest = 0, m_highest = 0;
};

}
