#pragma once

#include "domain/TileSource.h"
#include "scene/ViewState.h"

#include <array>

namespace scene
{

/// What the eye sees, as far as the choice of tiles needs it: a value.
class ViewVolume
{
public:
    ViewVolume() = default;
    /// `margin`: how much wider than the picture, as a share of it, so that what comes into view is there already.
    explicit ViewVolume(const ViewState &state, double margin = 0);

    const geometry::Vec3 &eye() const { return m_eye; }
    const geometry::Vec3 &gaze() const { return m_gaze; }
    /// May be seen; false only where it certainly is not.
    bool meets(const domain::TileVolume &volume) const;
    /// Metres from the eye; 0 within.
    double distanceTo(const domain::TileVolume &volume) const;
    /// Pixels that `metres` take at a distance.
    double pixels(double metres, double distance) const;

private:
    struct Plane {
        geometry::Vec3 normal{0.0}; ///< inwards, unit length
        double offset = 0;
    };
    geometry::Vec3 m_eye{0.0}, m_gaze{0.0, 1.0, 0.0};
    std::array<Plane, 5> m_planes;
    double m_pixelsAtOne = 1000;
};

}
