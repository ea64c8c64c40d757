#pragma once

#include "scene/interior/InteriorGeometry.h"

#include <array>
#include <functional>

namespace scene
{

/// Walks through an inside on foot: walls stop it and it slides along them, steps are climbed, it falls where nothing
/// bears it. Pure logic; main thread. Angles are degrees: from north, and up.
class Walker
{
public:
    enum class Step { Left, Right, Forward, Back, TurnLeft, TurnRight };

    static constexpr double EyeHeight = 1.6, Radius = 0.25, Climb = 0.25;

    /// Outside the building one walks on `ground`.
    void setGeometry(std::shared_ptr<const InteriorGeometry> geometry,
                     std::function<double(const geometry::Vec2 &)> ground);
    /// Stands on the floor under a point (a little above it). False where nothing bears it.
    bool standAt(const geometry::Vec3 &point, double heading);
    void hold(Step step, bool held);
    void setHurry(bool hurry) { m_hurry = hurry; }
    void releaseAll() { m_held.fill(false); }
    void look(double degreesRight, double degreesUp);
    /// Turns towards a direction by itself; goes straight ahead this far. For tests and guided walks.
    void go(const geometry::Vec2 &by) { move(by); }
    /// Advances by this many milliseconds. Returns whether anything moved.
    bool tick(double ms);
    bool isMoving() const;

    geometry::Vec3 feet() const { return m_feet; }
    geometry::Vec3 eye() const { return {m_feet.x, m_feet.y, m_eye}; }
    double heading() const { return m_heading; }
    double pitch() const { return m_pitch; }

private:
    /// The floor at a place that is not higher than `from`.
    std::optional<double> floorUnder(const geometry::Vec2 &at, double from) const;
    std::optional<geometry::RayHit> wallAlong(const geometry::Vec3 &from, const geometry::Vec2 &direction,
                                              double reach) const;
    void move(const geometry::Vec2 &by);
    void moveStep(geometry::Vec2 by);
    void pushOut();

    std::shared_ptr<const InteriorGeometry> m_geometry;
    std::function<double(const geometry::Vec2 &)> m_ground;
    geometry::Vec3 m_feet{0.0};
    double m_eye = 0, m_heading = 0, m_pitch = 0, m_fall = 0;
    std::array<bool, 6> m_held{}; ///< by Step
    bool m_hurry = false;
};

}
