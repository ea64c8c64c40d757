#pragma once

#include "sample/Model.h"

/// Plane pieces that floor plans are cut of: between a lower and an upper line over the same stretch of an axis. Cut
/// across or along, a piece stays one, so that whatever the outline, nothing leaks out of it or overlaps.
namespace sample
{

/// Axes of a building, wing or unit; `y` may be turned over, so that left is right.
struct Axes {
    Vec2 origin{0.0}, x{1, 0}, y{0, 1};

    Vec2 toMap(const Vec2 &p) const { return origin + x * p.x + y * p.y; }
    Vec2 toOwn(const Vec2 &p) const { return {glm::dot(p - origin, x), glm::dot(p - origin, y)}; }
    /// Axes about one of its points, along two of its own directions.
    Axes at(const Vec2 &point, const Vec2 &alongX, const Vec2 &alongY) const
    {
        return {toMap(point), x * alongX.x + y * alongX.y, x * alongY.x + y * alongY.y};
    }
    Ring toOwn(const Ring &ring) const;
    Ring toMap(const Ring &ring) const;
};

/// A line over a stretch of x; may step up and down.
class Profile
{
public:
    Profile() = default;
    explicit Profile(std::vector<Vec2> points) : m_points(std::move(points)) {}
    static Profile level(double x0, double x1, double y);

    const std::vector<Vec2> &points() const { return m_points; }
    bool isEmpty() const { return m_points.size() < 2; }
    double x0() const { return m_points.front().x; }
    double x1() const { return m_points.back().x; }
    double at(double x) const; ///< at a step: the value behind it
    double lowest() const;
    double highest() const;
    Profile cut(double x0, double x1) const;
    Profile flipped() const; ///< x becomes -x
    Profile atLeast(double y) const;
    Profile atMost(double y) const;
    /// Another line instead over a stretch.
    Profile replaced(double x0, double x1, double y) const;
    void append(const Profile &further);

private:
    std::vector<Vec2> m_points;
};

/// A piece of floor.
struct Strip {
    Profile lo, hi;

    double x0() const { return lo.x0(); }
    double x1() const { return lo.x1(); }
    double width() const { return lo.isEmpty() ? 0.0 : x1() - x0(); }
    double area() const;
    Ring ring() const;
    Strip cut(double a, double b) const { return {lo.cut(a, b), hi.cut(a, b)}; }
    Strip flipped() const { return {lo.flipped(), hi.flipped()}; }
};

/// Stretches where the upper line is at least `thickness` above the lower one.
std::vector<std::pair<double, double>> runs(const Profile &lo, const Profile &hi, double thickness);
/// What is seen of an area looking up from y = `base` between x0 and x1: from there, or from the area's own border
/// where that begins within `reach` above, to the next border. Nothing seen: no thickness.
Strip seenFrom(const std::vector<Ring> &area, double x0, double x1, double base, double reach);
/// The ring moved inward by `by`; empty where nothing is left.
Ring inset(const Ring &ring, double by);

}
