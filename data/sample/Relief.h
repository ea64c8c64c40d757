#pragma once

#include "sample/Model.h"

namespace sample
{

/// The ground: a raster of elevations over a district and a margin, and heights read from it bilinearly as every reader
/// of the DEM will. Rows run from south to north.
class Relief
{
public:
    /// `step` in metres; heights at the middles of the cells.
    Relief(const DistrictModel &model, double step, double margin);

    double heightAt(const Vec2 &point) const;
    /// The lowest under a shape: where a building's ground is, so that none floats.
    double lowestUnder(const Ring &ring) const;
    int columns() const { return m_columns; }
    int rows() const { return m_rows; }
    double step() const { return m_step; }
    const Vec2 &corner() const { return m_corner; } ///< outer south-west corner of the raster
    float at(int column, int row) const { return m_heights[size_t(row) * size_t(m_columns) + size_t(column)]; }

private:
    Vec2 m_corner{0.0};
    double m_step;
    int m_columns, m_rows;
    std::vector<float> m_heights;
};

/// Metres above sea without the river's bed; the same formula in every district, so that they meet.
double bareGround(const Vec2 &point);
/// Where the road under the railway dips and water gathers.
inline const Vec2 UnderpassPoint(1551, 674);

}
