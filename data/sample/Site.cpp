#include "sample/Site.h"

#include "sample/Shapes.h"

#include <algorithm>
#include <map>

namespace sample
{

Site::Site(DistrictModel &m, int c, const Polygon &l, double a) : model(m), cell(c), land(l), angle(a)
{
    m_middle = centroid(land.outer);
    for (const Vec2 &p : land.outer)
        m_box.add(toOwn(p));
    quarter = model.cells[size_t(cell)].quarter;
}

Vec2 Site::toOwn(const Vec2 &p) const
{
    return rotated(p - m_middle, -angle);
}

Vec2 Site::toMap(const Vec2 &p) const
{
    return m_middle + rotated(p, angle);
}

bool Site::isFree(const Ring &ring, double gap, double edge) const
{
    if (!liesIn(ring, land))
        return false;
    if (edge > 0) {
        for (const Vec2 &p : ring) {
            if (distanceToRing(p, land.outer) < edge)
                return false;
        }
    }
    constexpr double ToPath = 2.0;
    return std::none_of(m_taken.begin(), m_taken.end(),
                        [&](const Ring &other) { return tooClose(ring, other, gap); }) &&
           std::none_of(m_reserved.begin(), m_reserved.end(),
                        [&](const Ring &other) { return tooClose(ring, other, std::min(gap, ToPath)); });
}

bool Site::isClear(const Ring &ring) const
{
    return std::none_of(m_taken.begin(), m_taken.end(), [&](const Ring &other) { return tooClose(ring, other, 0.5); });
}

std::vector<Ring> Site::taken() const
{
    std::vector<Ring> all = m_taken;
    all.insert(all.end(), m_reserved.begin(), m_reserved.end());
    return all;
}

BuildingRecord &Site::build(BuildingKind kind, Polygon footprint)
{
    m_taken.push_back(footprint.outer);
    BuildingRecord building;
    building.kind = kind;
    building.footprint = std::move(footprint);
    building.cell = cell;
    building.grid = model.cells[size_t(cell)].grid;
    building.quarter = quarter;
    model.buildings.push_back(std::move(building));
    return model.buildings.back();
}

std::vector<Frontage> frontages(const DistrictModel &model, const Polygon &land, double atLeast)
{
    std::vector<Frontage> out;
    const Ring &ring = land.outer;
    for (size_t i = 0; i < ring.size(); ++i) {
        Frontage front{ring[i], ring[(i + 1) % ring.size()], RoadClass::Lane};
        const double length = glm::length(front.to - front.from);
        if (length < atLeast)
            continue;
        const Vec2 middle = (front.from + front.to) * 0.5;
        double nearest = 12.0;
        for (const Road &road : model.roads) {
            const double d = distanceToLine(middle, road.line) - road.width / 2;
            if (d < nearest) {
                nearest = d;
                front.klass = road.klass;
            }
        }
        if (nearest < 12.0)
            out.push_back(front);
    }
    return out;
}

void addBody(BuildingRecord &building, double height, int storeys)
{
    building.parts.insert(building.parts.begin(), Part{building.footprint, 0.0, height, RoofShape::Flat, 0.0, storeys});
}

void addPart(BuildingRecord &building, Ring ring, double from, double to, int storeys, RoofShape roof,
             double roofHeight)
{
    building.parts.push_back(Part{{std::move(ring), {}}, from, to, roof, roofHeight, storeys});
}

int storeysOf(const BuildingRecord &building)
{
    std::map<double, int> most;
    for (const Part &part : building.parts)
        most[part.from] = std::max(most[part.from], part.storeys);
    int sum = 0;
    for (const auto &[from, storeys] : most)
        sum += storeys;
    return sum;
}

void addRooftop(BuildingRecord &building, const Vec2 &at, double width, double depth, double angle, double height)
{
    const Ring ring = placedAt(rectangle(width, depth), at, angle);
    if (!liesIn(ring, building.footprint))
        return;
    if (building.parts.empty())
        addBody(building, building.height, building.above);
    const double roof = building.parts.front().to;
    addPart(building, ring, roof, roof + height);
}

}
