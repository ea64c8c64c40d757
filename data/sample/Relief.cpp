#include "sample/Relief.h"

#include "sample/Shapes.h"

#include <algorithm>

namespace sample
{

double bareGround(const Vec2 &p)
{
    const double x = std::fmod(p.x + 40 * DistrictWidth, DistrictWidth),
                 y = std::fmod(p.y + 40 * DistrictHeight, DistrictHeight);
    const double pi2 = 2 * std::numbers::pi;
    // Periodic, so that neighbours meet: a gentle fall from north to south, and swells.
    double z = 6.2 - 1.6 * std::cos(pi2 * (y - 250) / DistrictHeight) + 0.9 * std::sin(pi2 * x / DistrictWidth + 0.7) +
               0.5 * std::sin(pi2 * (2 * x / DistrictWidth + y / DistrictHeight));
    const auto hill = [&](double cx, double cy, double rx, double ry, double height) {
        const double dx = (x - cx) / rx, dy = (y - cy) / ry;
        z += height * std::exp(-(dx * dx + dy * dy));
    };
    hill(145, 1205, 78, 82, 38);
    hill(215, 1140, 40, 45, 9);
    hill(560, 430, 60, 45, 2.2);
    return z;
}

static double smoothStep(double low, double high, double value)
{
    const double t = std::clamp((value - low) / (high - low), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

Relief::Relief(const DistrictModel &model, double step, double margin)
    : m_corner(-margin, -margin), m_step(step), m_columns(int(std::ceil((DistrictWidth + 2 * margin) / step))),
      m_rows(int(std::ceil((DistrictHeight + 2 * margin) / step))), m_heights(size_t(m_columns) * size_t(m_rows))
{
    std::vector<const Road *> bridges;
    for (const Road &road : model.roads) {
        if (road.bridge)
            bridges.push_back(&road);
    }
    const geometry::Box2 river = geometry::bounds(model.riverLine).grown(RiverWidth);
    for (int row = 0; row < m_rows; ++row) {
        for (int column = 0; column < m_columns; ++column) {
            const Vec2 p = m_corner + Vec2(column + 0.5, row + 0.5) * m_step;
            double z = bareGround(p + model.offset);
            if (river.contains(p)) {
                const double d = distanceToLine(p, model.riverLine);
                // Flat from bank to bank, so that water draped over it lies level; the embankments are the slopes.
                double bed = 3.4 * (1.0 - smoothStep(RiverWidth / 2 + 2, RiverWidth / 2 + 8, d));
                // The ground model carries bridges' decks, so that roads draped over it do not dive into the water.
                for (const Road *bridge : bridges) {
                    if (bed > 0)
                        bed *=
                            smoothStep(bridge->width / 2 + 1, bridge->width / 2 + 7, distanceToLine(p, bridge->line));
                }
                z -= bed;
            }
            z -= 1.3 * std::exp(-std::pow(glm::length(p - UnderpassPoint) / 32.0, 2.0));
            m_heights[size_t(row) * size_t(m_columns) + size_t(column)] = float(z);
        }
    }
}

double Relief::heightAt(const Vec2 &point) const
{
    const Vec2 at = (point - m_corner) / m_step - Vec2(0.5);
    const int c = std::clamp(int(std::floor(at.x)), 0, m_columns - 2),
              r = std::clamp(int(std::floor(at.y)), 0, m_rows - 2);
    const double u = std::clamp(at.x - c, 0.0, 1.0), v = std::clamp(at.y - r, 0.0, 1.0);
    const auto z = [&](int column, int row) { return double(this->at(column, row)); };
    return (z(c, r) * (1 - u) + z(c + 1, r) * u) * (1 - v) + (z(c, r + 1) * (1 - u) + z(c + 1, r + 1) * u) * v;
}

double Relief::lowestUnder(const Ring &ring) const
{
    double lowest = heightAt(centroid(ring));
    for (const Vec2 &p : ring)
        lowest = std::min(lowest, heightAt(p));
    return lowest;
}

}
