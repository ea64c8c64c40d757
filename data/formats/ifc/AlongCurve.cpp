#include "formats/ifc/AlongCurve.h"

#include "formats/ifc/IfcValues.h"

#include <cmath>

namespace formats::step
{

using ifc::at;
using ifc::bare;

namespace
{

using Values = std::vector<Value>;

/// A place on a plane and the direction there.
struct Pose {
    double x = 0, y = 0, angle = 0;
};

class Alignment
{
public:
    explicit Alignment(const File &file) : m_file(file) {}

    /// Position at a distance along a curve, and its height where the curve has one.
    bool poseAt(uint32_t curve, double distance, Pose &pose, double &height, int depth = 0) const
    {
        const Instance *instance = m_file.find(curve);
        constexpr int Deepest = 5;
        if (!instance || depth > Deepest)
            return false;
        const Values values = arguments(instance->arguments);
        if (instance->type == "IFCSEGMENTEDREFERENCECURVE")
            return poseAt(at(values, 2).reference, distance, pose, height, depth + 1);
        if (instance->type == "IFCGRADIENTCURVE") {
            height = heightAt(at(values, 0), distance);
            double none = 0;
            return poseAt(at(values, 2).reference, distance, pose, none, depth + 1);
        }
        if (instance->type == "IFCOFFSETCURVEBYDISTANCES")
            return poseAt(at(values, 0).reference, distance, pose, height, depth + 1);
        if (instance->type == "IFCCOMPOSITECURVE")
            return onSegments(at(values, 0), distance, pose);
        if (instance->type == "IFCPOLYLINE")
            return onPolyline(at(values, 0), distance, pose, height);
        return false;
    }

    std::array<double, 3> vectorOf(uint32_t id, std::array<double, 3> otherwise) const
    {
        const Instance *instance = m_file.find(id);
        if (!instance || (instance->type != "IFCCARTESIANPOINT" && instance->type != "IFCDIRECTION"))
            return otherwise;
        const Values values = arguments(instance->arguments);
        std::array<double, 3> vector{0, 0, 0};
        for (size_t i = 0; i < 3 && i < at(values, 0).list.size(); ++i)
            vector[i] = bare(at(values, 0).list[i]).number;
        return vector;
    }

    Values valuesOf(const Value &reference, std::string_view type) const
    {
        const Instance *instance = reference.isReference() ? m_file.find(reference.reference) : nullptr;
        return instance && instance->type == type ? arguments(instance->arguments) : Values();
    }

private:
    struct Segment {
        Pose start;
        double from = 0, length = 0; ///< along the parent curve; a negative length runs against it
        const Instance *parent = nullptr;
        Values parentValues;
    };

    bool segmentOf(const Value &reference, Segment &segment) const
    {
        const Values values = valuesOf(reference, "IFCCURVESEGMENT");
        const Values placement = valuesOf(at(values, 1), "IFCAXIS2PLACEMENT2D");
        if (values.size() < 5 || placement.empty())
            return false;
        const auto origin = vectorOf(placement[0].reference, {0, 0, 0});
        const auto direction = vectorOf(at(placement, 1).reference, {1, 0, 0});
        segment.start = {origin[0], origin[1], std::atan2(direction[1], direction[0])};
        segment.from = bare(values[2]).number;
        segment.length = bare(values[3]).number;
        segment.parent = m_file.find(values[4].reference);
        if (segment.parent)
            segment.parentValues = arguments(segment.parent->arguments);
        return segment.parent != nullptr;
    }

    /// How much the direction has turned `way` after the segment's start (IFC4X3, IfcCurveSegment, IfcClothoid).
    static double turned(const Segment &segment, double way)
    {
        const double sign = segment.length < 0 ? -1 : 1;
        if (segment.parent->type == "IFCCIRCLE") {
            const double radius = bare(at(segment.parentValues, 1)).number;
            return radius > 0 ? sign * way / radius : 0;
        }
        if (segment.parent->type == "IFCCLOTHOID") {
            const double constant = bare(at(segment.parentValues, 1)).number;
            if (constant == 0)
                return 0;
            const double rise = (constant < 0 ? -1 : 1) / (constant * constant);
            return rise * (sign * segment.from * way + way * way / 2);
        }
        return 0;
    }

    bool onSegments(const Value &list, double distance, Pose &pose) const
    {
        Segment segment;
        double before = 0;
        bool found = false;
        for (const Value &one : list.list) {
            Segment next;
            if (!segmentOf(one, next))
                continue;
            const double length = std::abs(next.length);
            // The last one of a curve is often a mere end without length.
            if (found && length == 0)
                break;
            if (found && distance < before + std::abs(segment.length))
                break;
            before += found ? std::abs(segment.length) : 0;
            segment = std::move(next);
            found = true;
        }
        if (!found)
            return false;
        // Simpson's rule: exact for lines, to a hair for the arcs and spirals of railways.
        const double way = distance - before;
        constexpr int Steps = 64;
        double x = 0, y = 0;
        for (int i = 0; i <= Steps; ++i) {
            const double weight = i == 0 || i == Steps ? 1 : i % 2 ? 4 : 2;
            const double angle = segment.start.angle + turned(segment, way * i / Steps);
            x += weight * std::cos(angle);
            y += weight * std::sin(angle);
        }
        pose = {segment.start.x + x * way / (3 * Steps), segment.start.y + y * way / (3 * Steps),
                segment.start.angle + turned(segment, way)};
        return std::isfinite(pose.x) && std::isfinite(pose.y);
    }

    bool onPolyline(const Value &points, double distance, Pose &pose, double &height) const
    {
        double before = 0;
        for (size_t i = 0; i + 1 < points.list.size(); ++i) {
            const auto a = vectorOf(points.list[i].reference, {0, 0, 0});
            const auto b = vectorOf(points.list[i + 1].reference, {0, 0, 0});
            const double length = std::hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
            if (length > 0 && (distance <= before + length || i + 2 == points.list.size())) {
                const double t = (distance - before) / length;
                pose = {a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, std::atan2(b[1] - a[1], b[0] - a[0])};
                height = a[2] + (b[2] - a[2]) * t;
                return true;
            }
            before += length;
        }
        return false;
    }

    /// Gradients are segments on the plane of distance and height.
    double heightAt(const Value &list, double distance) const
    {
        Segment segment;
        bool found = false;
        for (const Value &one : list.list) {
            Segment next;
            if (!segmentOf(one, next) || (found && next.start.x > distance))
                continue;
            segment = std::move(next);
            found = true;
        }
        if (!found)
            return 0;
        const double way = distance - segment.start.x, slope = std::tan(segment.start.angle);
        if (segment.parent->type == "IFCCIRCLE") {
            const double radius = bare(at(segment.parentValues, 1)).number;
            const double bend = radius > 0 ? (segment.length < 0 ? -1 : 1) / radius : 0;
            const double sine = std::sin(segment.start.angle) + bend * way;
            if (bend != 0 && std::abs(sine) < 1)
                return segment.start.y + (std::cos(segment.start.angle) - std::sqrt(1 - sine * sine)) / bend;
        }
        if (segment.parent->type == "IFCPOLYNOMIALCURVE") {
            const Value &rise = at(segment.parentValues, 2);
            if (rise.list.size() >= 3)
                return segment.start.y + slope * way + bare(rise.list[2]).number * way * way;
        }
        return segment.start.y + slope * way;
    }

    const File &m_file;
};

}

std::optional<AlongCurve> alongCurve(const File &file, const Instance &linearPlacement)
{
    const Alignment alignment(file);
    const Values values = arguments(linearPlacement.arguments);
    const Values axes = alignment.valuesOf(at(values, 1), "IFCAXIS2PLACEMENTLINEAR");
    const Values point = alignment.valuesOf(at(axes, 0), "IFCPOINTBYDISTANCEEXPRESSION");
    Pose pose;
    double height = 0;
    if (point.size() < 5 || !alignment.poseAt(point[4].reference, bare(point[0]).number, pose, height))
        return std::nullopt;
    const double lateral = bare(point[1]).number, vertical = bare(point[2]).number, ahead = bare(point[3]).number;
    const double c = std::cos(pose.angle), s = std::sin(pose.angle);
    AlongCurve place;
    place.origin = {pose.x - s * lateral + c * ahead, pose.y + c * lateral + s * ahead, height + vertical};
    const auto direction = [&](const Value &reference, const std::array<double, 3> &otherwise) {
        const auto given = alignment.vectorOf(reference.reference, otherwise);
        const double size = std::hypot(given[0], given[1], given[2]);
        return size > 1e-9 && std::isfinite(size) ? given : otherwise;
    };
    place.z = direction(at(axes, 1), {0, 0, 1});
    place.x = direction(at(axes, 2), {c, s, 0});
    const std::array<double, 3> &x = place.x, &z = place.z;
    const double across = std::hypot(x[1] * z[2] - x[2] * z[1], x[2] * z[0] - x[0] * z[2], x[0] * z[1] - x[1] * z[0]);
    if (across < 1e-6) { // x must not run along z
        place.z = {0, 0, 1};
        place.x = {c, s, 0};
    }
    return place;
}

}
