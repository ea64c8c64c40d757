#include "scene/ViewState.h"

#include <cmath>

namespace scene
{

QPointF ViewState::project(const geometry::Vec3 &point, double *depth) const
{
    const glm::dvec4 eyeSpace = view * glm::dvec4(point, 1.0);
    if (depth)
        *depth = -eyeSpace.z;
    const glm::dvec4 clip = projection * eyeSpace;
    if (clip.w == 0.0)
        return {geometry::NaN, geometry::NaN};
    return {(clip.x / clip.w * 0.5 + 0.5) * size.width(), (0.5 - clip.y / clip.w * 0.5) * size.height()};
}

geometry::Ray ViewState::rayAt(const QPointF &pixel) const
{
    // From the lens rather than by inverting matrices: exact far from the origin too.
    const double halfHeight = std::tan(glm::radians(fovY) * 0.5);
    const double halfWidth = size.height() > 0 ? halfHeight * size.width() / size.height() : halfHeight;
    const double x = size.width() > 0 ? (pixel.x() / size.width() * 2.0 - 1.0) * halfWidth : 0.0;
    const double y = size.height() > 0 ? (1.0 - pixel.y() / size.height() * 2.0) * halfHeight : 0.0;
    return {eye, glm::normalize(forward() + right() * x + up() * y)};
}

double ViewState::metresPerPixel(double distance) const
{
    if (!(size.height() > 0))
        return 1.0;
    return 2.0 * distance * std::tan(glm::radians(fovY) * 0.5) / size.height();
}

geometry::Vec3 ViewState::forward() const
{
    return {-view[0][2], -view[1][2], -view[2][2]};
}

geometry::Vec3 ViewState::right() const
{
    return {view[0][0], view[1][0], view[2][0]};
}

geometry::Vec3 ViewState::up() const
{
    return {view[0][1], view[1][1], view[2][1]};
}

}
