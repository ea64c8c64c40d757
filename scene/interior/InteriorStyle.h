#pragma once

#include "scene/interior/InteriorGeometry.h"
#include "scene/style/Palette.h"

namespace scene
{

/// The colours of an inside where the look gives none: spaces by their function in soft tones that differ in lightness
/// or warmth, walls lighter than floors in the dark theme and whiter than them in the light one.
struct InteriorStyle {
    glm::vec3 edge, cut;
    glm::vec4 shell; ///< glass of the outside, how much of it
    glm::vec3 shellEdge;
    glm::vec3 earth; ///< of the pit that it stands in

    static const InteriorStyle &of(Theme theme);
};

/// What a room without a name is called: translated.
QString functionText(domain::SpaceFunction function);
glm::vec3 functionColour(domain::SpaceFunction function, Theme theme);
/// Of one feature; `interior` is what its indices point into.
glm::vec3 insideColour(const InsideFeature &feature, const domain::Interior &interior, Theme theme);

}
