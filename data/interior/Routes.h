#pragma once

#include "domain/Interior.h"

namespace interior
{

/// A way through spaces and doors. Lengths are metres, walked from door to door; a storey by stair counts 3 m a metre
/// of height.
struct Route {
    std::vector<qint32> spaces;         ///< indices into Interior::spaces, the start first
    std::vector<geometry::Vec3> points; ///< scene coordinates, the start's middle first
    double length = 0;
    qint32 exit = -1; ///< index into Interior::doors of the entrance reached; -1: none (a way to a stair)
};

/// The ways out of a space: to the nearest stair (empty where the space is on a storey without one) and to each
/// entrance that can be reached on foot, nearest first. Lifts are not used: one does not flee by lift.
struct WaysOut {
    Route toStair;
    std::vector<Route> toExits;
};
WaysOut waysOut(const domain::Interior &interior, qint32 space);

/// Length of the shortest walk between two spaces, metres; NaN where there is none.
double walkLength(const domain::Interior &interior, qint32 from, qint32 to);

}
