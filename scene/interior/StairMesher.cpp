#include "scene/interior/StairMesher.h"

#include "geometry/EarClipping.h"
#include "scene/interior/FloorPlan.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

constexpr double Riser = 0.17, Eye = 0.1, SlabUnderSteps = 0.15;

}

bool StairFlights::isFolded() const
{
    return well.half.x * 2 >= 2.6 && well.half.y * 2 >= 1.5;
}

double StairFlights::entryLanding() const
{
    const double length = well.half.x * 2;
    if (!isFolded())
        return std::min(0.6, length * 0.15);
    const int perFlight = std::max(2, int(std::ceil(rise / Riser / 2)));
    const double wanted = std::clamp(well.half.y, 0.8, 1.4);
    const double room = (length - 0.25 * (perFlight - 1)) / 2;
    return std::clamp(wanted, std::min(0.6, length / 4), std::max(room, std::min(0.6, length / 4)));
}

std::vector<StairFlights::Step> StairFlights::steps() const
{
    std::vector<Step> steps;
    const double length = well.half.x * 2, half = well.half.y, landing = entryLanding();
    const int risers = std::max(4, int(std::lround(rise / Riser)));
    const double height = rise / risers;
    const auto bottomOf = [](double top) { return std::max(0.0, top - Riser - SlabUnderSteps); };
    if (!isFolded()) {
        const double tread = (length - 2 * landing) / (risers - 1);
        for (int i = 1; i < risers; ++i) {
            const double top = i * height;
            steps.push_back(
                {landing + (i - 1) * tread, landing + i * tread, -half, half, top, bottomOf(top), top > rise / 2});
        }
        return steps;
    }
    const int first = (risers + 1) / 2, second = risers - first;
    const double run = length - 2 * landing;
    // Going up one keeps to the right.
    for (int i = 1; i < first; ++i) {
        const double tread = run / (first - 1), top = i * height;
        steps.push_back({landing + (i - 1) * tread, landing + i * tread, -half, -Eye / 2, top, bottomOf(top), false});
    }
    const double middle = first * height;
    steps.push_back({length - landing, length, -half, half, middle, middle - SlabUnderSteps, true});
    for (int i = 1; i < second; ++i) {
        const double tread = run / (second - 1), top = middle + i * height;
        steps.push_back({length - landing - i * tread, length - landing - (i - 1) * tread, Eye / 2, half, top,
                         bottomOf(top), true});
    }
    return steps;
}

geometry::Polygon StairFlights::rectangle(double from, double to, double left, double right) const
{
    const Vec2 across(-well.axis.y, well.axis.x);
    const auto at = [&](double u, double v) { return well.centre + well.axis * (u - well.half.x) + across * v; };
    return {{at(from, left), at(to, left), at(to, right), at(from, right)}, {}};
}

geometry::MultiPolygon StairFlights::hole() const
{
    return {rectangle(entryLanding(), well.half.x * 2, -well.half.y, well.half.y)};
}

void StairFlights::writeLower(StoreyWriter &writer) const
{
    writer.setPart(InsidePart::Stair);
    for (const Step &step : steps()) {
        if (!step.upper)
            writer.prism(rectangle(step.from, step.to, step.left, step.right), step.bottom, step.top);
    }
    // The way up: a line along the middle of the flight with an arrow's head where it leaves the storey.
    const double lane = isFolded() ? -(well.half.y + Eye / 2) / 2 : 0, half = std::min(0.2, well.half.y / 3);
    const auto all = steps();
    const auto last = std::find_if(all.begin(), all.end(), [](const Step &step) { return step.top > 0.9; });
    if (last == all.end())
        return;
    const auto at = [&](double u, double v, double z) { return Vec3(rectangle(u, u, v, v).outer[0], z); };
    const double z = last->top + 0.02, end = last->to;
    writer.edge(at(0.1, lane, 0.02), at(entryLanding(), lane, 0.02), 1.5f);
    writer.edge(at(entryLanding(), lane, 0.02), at(end, lane, z), 1.5f);
    writer.edge(at(end, lane, z), at(end - half, lane - half, z), 1.5f);
    writer.edge(at(end, lane, z), at(end - half, lane + half, z), 1.5f);
}

void StairFlights::writeUpper(StoreyWriter &writer) const
{
    writer.setPart(InsidePart::Stair);
    for (const Step &step : steps()) {
        if (step.upper)
            writer.prism(rectangle(step.from, step.to, step.left, step.right), step.bottom - rise, step.top - rise);
    }
}

void StairFlights::writeGround(StoreyWriter &writer) const
{
    // They overlap a little: a foot on the edge of a step must not fall between two.
    constexpr double Lap = 0.01;
    for (const Step &step : steps())
        writer.bear(geometry::triangulateQuickly(rectangle(step.from - Lap, step.to + Lap, step.left, step.right)),
                    step.top);
}

OrientedBox wellOf(const geometry::MultiPolygon &room, const std::optional<Vec2> &entry)
{
    // Off the walls, which may stand on the room's outline.
    constexpr double Clearance = FloorPlan::InnerWall / 2 + 0.01;
    OrientedBox box;
    double largest = 0;
    for (const geometry::Polygon &polygon : room) {
        if (geometry::area(polygon) > largest) {
            largest = geometry::area(polygon);
            box = orientedBox(polygon.outer);
        }
    }
    // Rooms that are no rectangles give the stair the part that surely fits.
    const double share = largest > 0 ? std::min(1.0, std::sqrt(largest / (4 * box.half.x * box.half.y + 1e-9))) : 1.0;
    if (share < 0.97)
        box.half *= share;
    box.half = glm::max(box.half - Vec2(Clearance), Vec2(0.05));
    if (entry && glm::dot(*entry - box.centre, box.axis) > 0)
        box.axis = -box.axis;
    return box;
}

void writeLift(StoreyWriter &writer, const geometry::MultiPolygon &room)
{
    constexpr double Gap = 0.12, Thickness = 0.03;
    OrientedBox box = wellOf(room, {});
    box.half = glm::max(box.half - Vec2(Gap), Vec2(0.05));
    const Vec2 u = box.axis * box.half.x, v = Vec2(-box.axis.y, box.axis.x) * box.half.y;
    const geometry::Ring car{box.centre - u - v, box.centre + u - v, box.centre + u + v, box.centre - u + v};
    writer.setPart(InsidePart::Lift);
    writer.prism({car, {}}, 0, Thickness);
    writer.edge(Vec3(car[0], Thickness), Vec3(car[2], Thickness), 1.2f);
    writer.edge(Vec3(car[1], Thickness), Vec3(car[3], Thickness), 1.2f);
}

}
