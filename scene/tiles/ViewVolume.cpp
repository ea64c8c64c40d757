#include "scene/tiles/ViewVolume.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec3;

ViewVolume::ViewVolume(const ViewState &state, double margin) : m_eye(state.eye), m_gaze(state.forward())
{
    const double height = std::max(state.size.height(), 1.0), width = std::max(state.size.width(), 1.0);
    const double half = std::tan(glm::radians(state.fovY) * 0.5);
    m_pixelsAtOne = height / (2 * half);
    const double up = half * (1 + margin), right = half * (1 + margin) * width / height;
    const auto plane = [this](const Vec3 &normal) {
        const Vec3 unit = glm::normalize(normal);
        return Plane{unit, -glm::dot(unit, m_eye)};
    };
    m_planes = {plane(m_gaze), plane(m_gaze * right + state.right()), plane(m_gaze * right - state.right()),
                plane(m_gaze * up + state.up()), plane(m_gaze * up - state.up())};
}

bool ViewVolume::meets(const domain::TileVolume &volume) const
{
    const bool ball = volume.radius > 0;
    if (volume.box.isEmpty() && !ball)
        return false;
    return std::all_of(m_planes.begin(), m_planes.end(), [&](const Plane &plane) {
        if (ball && glm::dot(plane.normal, volume.centre) + plane.offset < -volume.radius)
            return false;
        if (volume.box.isEmpty())
            return true;
        const Vec3 half = volume.box.size() * 0.5;
        return glm::dot(plane.normal, volume.box.centre()) + glm::dot(glm::abs(plane.normal), half) + plane.offset >= 0;
    });
}

double ViewVolume::distanceTo(const domain::TileVolume &volume) const
{
    double distance = 0;
    if (!volume.box.isEmpty())
        distance = glm::distance(glm::clamp(m_eye, volume.box.min, volume.box.max), m_eye);
    if (volume.radius > 0)
        distance = std::max(distance, glm::distance(m_eye, volume.centre) - volume.radius);
    return distance;
}

double ViewVolume::pixels(double metres, double distance) const
{
    constexpr double Closest = 1; // metre: within a tile all of it is near
    return metres * m_pixelsAtOne / std::max(distance, Closest);
}

}
