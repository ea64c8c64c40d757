#pragma once

#include "scene/ViewState.h"

#include <QString>

namespace scene
{

/// A scale bar of a round length, for the ground at the middle of the view.
struct ScaleBar {
    double metres = 0;     ///< 1, 2 or 5 times a power of ten; 0 where there is no ground to measure
    double pixels = 0;     ///< its length, logical pixels
    QString label() const; ///< "200 m", "5 km", translated
};
/// The longest round bar of at most `maximumPixels`, across the view at the camera's target.
ScaleBar scaleBar(const ViewState &state, double maximumPixels = 160);
/// Degrees that a compass needle turns (clockwise on screen) to point north.
double compassRotation(const ViewState &state);

}
