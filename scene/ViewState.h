#pragma once

#include "geometry/Ray.h"

#include <QMatrix4x4>
#include <QPointF>
#include <QSizeF>

namespace scene
{

/// Where the eye is and what it sees: a value. Scene coordinates (metres east, north, up), doubles until projected.
struct ViewState {
    geometry::Vec3 eye{0.0};
    geometry::Vec3 target{0.0};               ///< the point the camera turns about
    glm::dmat4 view{1.0};                     ///< scene -> eye
    glm::dmat4 projection{1.0};               ///< eye -> clip (OpenGL)
    QSizeF size;                              ///< of the item, logical pixels
    double fovY = 45;                         ///< degrees
    double heading = 0, pitch = -40;          ///< degrees from north; degrees up
    double nearPlane = 0.2, farPlane = 20000; ///< metres; the far one bounds a logarithmic depth buffer

    /// Logical pixels from the top left; `depth` (distance along the view axis, metres) is negative behind the eye.
    QPointF project(const geometry::Vec3 &point, double *depth = nullptr) const;
    /// The ray under a logical pixel; its direction is of unit length.
    geometry::Ray rayAt(const QPointF &pixel) const;
    /// Metres a logical pixel at this distance along the view axis.
    double metresPerPixel(double distance) const;
    /// Unit vectors of the eye: where it looks, its right, its up.
    geometry::Vec3 forward() const;
    geometry::Vec3 right() const;
    geometry::Vec3 up() const;
};

/// A camera pose that can be saved: the point looked at (scene), distance from it, degrees.
struct CameraPose {
    geometry::Vec3 target{0.0};
    double distance = 1000;
    double heading = 20;
    double pitch = -40; ///< below the horizon is negative
    bool operator==(const CameraPose &) const = default;
};

}
