#pragma once

#include "scene/style/Palette.h"

#include <functional>

namespace scene
{

/// The colour of every building of every layer, and what the colours mean.
struct BuildingColours {
    std::vector<std::vector<glm::vec3>> colours; ///< by index into City::layers, then building
    std::vector<LegendEntry> legend;
    bool byData = false; ///< the colours carry data: roofs take them too

    /// Of a tile's content, by the same rule.
    std::vector<glm::vec3> of(const domain::Layer &content) const;

    /// What is told apart, so that nothing changes its colour when other tiles come.
    std::vector<QString> categories; ///< in the order of their colours
    std::vector<double> bounds;      ///< of classes
    size_t values = 0;               ///< that the bounds were made from
    std::function<std::optional<glm::vec3>(const domain::Layer &, const domain::Building &)> rule;
    glm::vec3 plain{0.0f};
};

/// Colours that people with deuteranopia and protanopia tell apart: categories after Okabe and Ito, ramps after viridis
/// (both differ in lightness as well as in hue). Any thread.
/// `tiles`: contents that are shown, they are told apart and counted too. `before`: the same colouring before other
/// tiles came, whose classes stay. The result's rule refers to the city.
BuildingColours colourBuildings(const domain::City &city, const Colouring &colouring, Theme theme,
                                const std::vector<std::shared_ptr<const domain::Layer>> &tiles = {},
                                const BuildingColours *before = nullptr);
/// The smallest area (a node of the place tree) that a building stands in, -1 where none. Those of tiles are not in the
/// tree: theirs is where they stand.
qint32 areaOf(const domain::City &city, const domain::Building &building);
/// Attributes of building layers that are numbers, or texts of few different values, and what buildings know of
/// themselves: by the field's name ("structure", "residents"), whatever the columns were called.
QStringList colourableAttributes(const domain::City &city,
                                 const std::vector<std::shared_ptr<const domain::Layer>> &tiles = {});

}
