#include "scene/camera/ScaleBar.h"

#include <QCoreApplication>

#include <cmath>

namespace scene
{

QString ScaleBar::label() const
{
    if (metres >= 1000)
        return QCoreApplication::translate("scene", "%1 km").arg(metres / 1000);
    return QCoreApplication::translate("scene", "%1 m").arg(metres);
}

ScaleBar scaleBar(const ViewState &state, double maximumPixels)
{
    double depth = 0;
    state.project(state.target, &depth);
    const double metresPerPixel = state.metresPerPixel(depth);
    const double longest = metresPerPixel * maximumPixels;
    if (!(depth > 0) || !std::isfinite(longest) || !(longest > 0))
        return {};
    const double power = std::pow(10.0, std::floor(std::log10(longest)));
    // A hair more than needed, so that 5 out of 4.9999999 is found.
    const double mantissa = longest / power * (1.0 + 1e-12);
    const double metres = power * (mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1);
    return {metres, metres / metresPerPixel};
}

double compassRotation(const ViewState &state)
{
    return std::remainder(-state.heading, 360.0);
}

}
