#pragma once

#include "scene/CityView.h"

#include <glm/glm.hpp>

namespace scene
{

/// The colours and the light of a theme (sRGB, 0 to 1): what buildings, ground and sky look like where data says
/// nothing.
struct Palette {
    glm::vec3 background, accent;
    glm::vec3 building, roof, edge;
    glm::vec3 road, rail, water, green, facility, relief;
    glm::vec3 haze, skyTop, skyMirror;
    glm::vec3 glass, lamp;
    glm::vec3 foliageGain; ///< of trees over the green they stand on
    float glassStrength, lampStrength, mirrorStrength, edgeGain, grain, vignette, imageryTone, modelTone;
    glm::vec4
        light; ///< shade, sun, sky, bounce: shade + sun + sky / 2 is 1, so that a wall in the sun has its own colour
    float shadeOnGround;

    static const Palette &of(Theme theme);
    /// Of the severities, after the table in the design: critical, major, minor.
    static glm::vec3 severity(domain::Severity severity);
};

glm::vec3 fromColour(const QColor &colour);
QColor toColour(const glm::vec3 &colour);

}
