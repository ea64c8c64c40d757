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

/// What of a warning's area is coloured, and how strongly.
struct AlertParts {
    geometry::MultiPolygon rim;  ///< along its border, and all that lies outside the city: strong and hatched
    geometry::MultiPolygon core; ///< what it encloses: faint, so that the city stays legible below
    double depth = 0;            ///< of the rim, metres
};

/// Of areas in order, the gravest first. No ground belongs to two parts: where warnings share it a lesser one's rim
/// lies within the graver one's, and the gravest has the core.
std::vector<AlertParts> alertParts(const std::vector<const geometry::MultiPolygon *> &areas,
                                   const geometry::Box2 &city);

/// Lines at `spacing` metres over an area, at `degrees` from east: what tells severities apart without colour.
std::vector<std::pair<geometry::Vec2, geometry::Vec2>> hatching(const geometry::MultiPolygon &area, double spacing,
                                                                double degrees);

}
