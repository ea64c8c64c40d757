#include "scene/camera/Walker.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

constexpr double Pace = 1.4, Hurry = 3.0;                    // metres a second
constexpr double DegreesASecond = 80;                        // of keys that turn
constexpr double Gravity = 9.8;                              // metres a second squared
constexpr double StepLength = 0.08;                          // of one move, shorter than anything that stops
constexpr double DeepestFall = 60;                           // below that there is nothing
constexpr std::array<double, 3> Heights = {0.45, 0.95, 1.5}; // over the feet, at which walls are felt
constexpr double Above = 0.02;                               // that a ray starts over what it looks for
constexpr double EyeEase = 90;                               // ms in which the eye follows a step by two thirds

}

void Walker::setGeometry(std::shared_ptr<const InteriorGeometry> geometry, std::function<double(const Vec2 &)> ground)
{
    m_geometry = std::move(geometry);
    m_ground = std::move(ground);
}

std::optional<double> Walker::floorUnder(const Vec2 &at, double from) const
{
    std::optional<double> highest;
    for (const auto &storey : m_geometry->storeys) {
        if (storey->floors.isEmpty() || storey->floors.bounds().min.z > from)
            continue;
        // A ray down a seam between two faces may miss both.
        for (const Vec2 &aside : {Vec2(0.0), Vec2(0.011, 0.007), Vec2(-0.009, -0.013)}) {
            const auto hit = storey->floors.nearest({Vec3(at + aside, from + Above), Vec3(0, 0, -1)}, DeepestFall);
            if (!hit)
                continue;
            if (hit->point.z <= from + Above / 2 && (!highest || hit->point.z > *highest))
                highest = hit->point.z;
            break;
        }
    }
    // Nobody falls through the ground into a cellar that has no floor there.
    if (m_ground) {
        const double ground = m_ground(at);
        if (std::isfinite(ground) && ground <= from && (!highest || (ground > *highest && ground > from - 2 * Climb)))
            highest = ground;
    }
    return highest;
}

std::optional<geometry::RayHit> Walker::wallAlong(const Vec3 &from, const Vec2 &direction, double reach) const
{
    std::optional<geometry::RayHit> nearest;
    for (const auto &storey : m_geometry->storeys) {
        if (storey->walls.isEmpty())
            continue;
        const geometry::Box3 box = storey->walls.bounds();
        if (from.z < box.min.z || from.z > box.max.z)
            continue;
        const double limit = nearest ? nearest->distance : reach;
        if (const auto hit = storey->walls.nearest({from, Vec3(direction, 0.0)}, limit))
            nearest = hit;
    }
    return nearest;
}

bool Walker::standAt(const Vec3 &point, double heading)
{
    if (!m_geometry)
        return false;
    const auto floor = floorUnder(Vec2(point), point.z + 2 * Climb);
    if (!floor || *floor < point.z - 3.0)
        return false;
    m_feet = Vec3(Vec2(point), *floor);
    m_heading = heading;
    m_pitch = 0;
    m_fall = 0;
    pushOut();
    m_eye = m_feet.z + EyeHeight;
    return true;
}

void Walker::hold(Step step, bool held)
{
    m_held[size_t(step)] = held;
}

void Walker::look(double degreesRight, double degreesUp)
{
    m_heading = std::fmod(m_heading + degreesRight + 720.0, 360.0);
    m_pitch = std::clamp(m_pitch + degreesUp, -80.0, 80.0);
}

bool Walker::isMoving() const
{
    return m_fall > 0 || std::abs(m_eye - m_feet.z - EyeHeight) > 0.004 ||
           std::any_of(m_held.begin(), m_held.end(), [](bool held) { return held; });
}

void Walker::pushOut()
{
    for (const double height : Heights) {
        for (int i = 0; i < 8; ++i) {
            const double angle = i * M_PI / 4;
            const Vec2 direction(std::cos(angle), std::sin(angle));
            const auto wall = wallAlong(m_feet + Vec3(0, 0, height), direction, Radius);
            if (!wall)
                continue;
            const Vec2 normal(wall->normal);
            const double flat = glm::length(normal);
            if (flat < 0.3)
                continue;
            // Straight off the wall, on the side that one stands on.
            const Vec2 off = normal / flat * (glm::dot(normal, direction) > 0 ? -1.0 : 1.0);
            const double gap = -glm::dot(off, direction) * wall->distance;
            if (gap < Radius)
                m_feet += Vec3(off * (Radius - gap), 0.0);
        }
    }
}

void Walker::moveStep(Vec2 by)
{
    // Twice at most: along a wall, and into its corner.
    for (int slide = 0; slide < 3; ++slide) {
        const double length = glm::length(by);
        if (length < 1e-5)
            return;
        const Vec2 direction = by / length, side(-direction.y, direction.x);
        std::optional<geometry::RayHit> nearest;
        for (const double height : Heights) {
            for (const double aside : {-0.9, 0.0, 0.9}) {
                const Vec3 from = m_feet + Vec3(side * (aside * Radius), height);
                const double reach = length + Radius * std::sqrt(1.0 - 0.8 * aside * aside);
                const auto wall = wallAlong(from, direction, reach);
                if (wall && glm::length(Vec2(wall->normal)) > 0.3 && (!nearest || wall->distance < nearest->distance))
                    nearest = wall;
            }
        }
        if (!nearest)
            break;
        const Vec2 normal = glm::normalize(Vec2(nearest->normal));
        const double into = glm::dot(by, normal);
        by -= normal * into;
    }
    // What is too high to climb stops as a wall does; where nothing bears, one does not go.
    const Vec2 to = Vec2(m_feet) + by;
    const auto floor = floorUnder(to, m_feet.z + Climb);
    if (!floor)
        return;
    m_feet = Vec3(to, m_feet.z);
    if (*floor > m_feet.z - Climb - 0.05) {
        m_feet.z = *floor;
        m_fall = 0;
    } else if (m_fall == 0) {
        m_fall = 1e-6;
    }
    pushOut();
}

void Walker::move(const Vec2 &by)
{
    const double length = glm::length(by);
    const int steps = std::max(1, int(std::ceil(length / StepLength)));
    for (int i = 0; i < steps; ++i)
        moveStep(by / double(steps));
}

bool Walker::tick(double ms)
{
    if (!m_geometry || !isMoving())
        return false;
    const double seconds = std::clamp(ms, 0.0, 100.0) / 1000;
    const auto held = [this](Step step) { return m_held[size_t(step)] ? 1.0 : 0.0; };
    look((held(Step::TurnRight) - held(Step::TurnLeft)) * DegreesASecond * seconds, 0);
    const double h = glm::radians(m_heading);
    const Vec2 ahead(std::sin(h), std::cos(h)), right(std::cos(h), -std::sin(h));
    Vec2 way = ahead * (held(Step::Forward) - held(Step::Back)) + right * (held(Step::Right) - held(Step::Left));
    if (const double length = glm::length(way); length > 0)
        move(way / length * (m_hurry ? Hurry : Pace) * seconds);
    if (m_fall > 0) {
        m_fall += Gravity * seconds;
        const auto floor = floorUnder(Vec2(m_feet), m_feet.z + 0.01);
        m_feet.z -= m_fall * seconds;
        if (floor && m_feet.z <= *floor) {
            m_feet.z = *floor;
            m_fall = 0;
        } else if (!floor) {
            m_fall = 0;
        }
    }
    const double to = m_feet.z + EyeHeight;
    m_eye += (to - m_eye) * (1 - std::exp(-ms / EyeEase));
    if (std::abs(to - m_eye) < 0.004)
        m_eye = to;
    return true;
}

}
