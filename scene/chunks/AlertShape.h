#pragma once

#include "domain/Alerts.h"
#include "domain/City.h"
#include "geometry/Polygon.h"

#include <vector>

namespace scene
{

/// Where a public warning holds, as far as it concerns the city: scene coordinates.
struct AlertShape {
    geometry::MultiPolygon area; ///< cut off a little outside the city
    /// Its border, without what the cutting made: a warning for a whole province has none here.
    std::vector<geometry::LineString> border;
    bool isEmpty() const { return area.empty(); }
};

/// Polygons and circles of the infos in `language` (each language repeats them), else the city's areas that they name
/// by their codes. Circles without a radius are points and cover nothing.
AlertShape alertShape(const domain::Alert &alert, const domain::City &city, const QString &language);

/// Lines at `spacing` metres over an area, at `degrees` from east: what tells severities apart without colour.
std::vector<std::pair<geometry::Vec2, geometry::Vec2>> hatching(const geometry::MultiPolygon &area, double spacing,
                                                                double degrees);

}
