#pragma once

#include "scene/style/Palette.h"

namespace scene
{

/// The colour of every building of every layer, and what the colours mean.
struct BuildingColours {
    std::vector<std::vector<glm::vec3>> colours; ///< by index into City::layers, then building
    std::vector<LegendEntry> legend;
    bool byData = false; ///< the colours carry data: roofs take them too
};

/// Colours that people with deuteranopia and protanopia tell apart: categories after Okabe and Ito, ramps after viridis
/// (both differ in lightness as well as in hue). Any thread.
BuildingColours colourBuildings(const domain::City &city, const Colouring &colouring, Theme theme);
/// Attributes of building layers that are numbers, or texts of few different values.
QStringList colourableAttributes(const domain::City &city);

}
