#pragma once

#include "sample/Model.h"

/// Plane shapes: floor plans, and the tests that keep buildings apart. Own and quick, since half a million are made.
namespace sample
{

Vec2 rotated(const Vec2 &p, double angle);
Ring placedAt(const Ring &ring, const Vec2 &at, double angle);
Ring scaledAbout(const Ring &ring, const Vec2 &centre, double factor);
Vec2 centroid(const Ring &ring);
Ring reversed(Ring ring);

/// Whether all of `inner` lies in `outer` (and in none of its holes).
bool liesIn(const Ring &inner, const Polygon &outer);
bool liesIn(const Ring &inner, const MultiPolygon &outer);
/// Whether two rings come closer than `gap`, or overlap.
bool tooClose(const Ring &a, const Ring &b, double gap);
double distanceToSegment(const Vec2 &p, const Vec2 &a, const Vec2 &b);
double distanceToLine(const Vec2 &p, const LineString &line);
double distanceToRing(const Vec2 &p, const Ring &ring);
/// A point on the line at `at` metres from its start, and the direction there (unit).
Vec2 pointAlong(const LineString &line, double at, Vec2 *direction = nullptr);
/// Metres from the line's start to the point of it nearest to `p`; `side` is positive to the left.
double chainage(const LineString &line, const Vec2 &p, double *side = nullptr);
/// Corner cutting (Chaikin), ends kept.
LineString smoothed(LineString line, int rounds);
/// The point farthest from the border, within about a metre, and that distance.
Vec2 innermost(const Polygon &polygon, double &radius);
/// Angle of the longer sides in (-45, 45] degrees from east, in radians, by length.
double mainAngle(const Ring &ring);

// Floor plans about their middle, sides along the axes; width is east-west, depth north-south; counter-clockwise.
Ring rectangle(double width, double depth);
Ring crossPlan(double width, double depth, double notch); ///< 井: a notch in the middle of each side
Ring plusPlan(double width, double depth, double arm);
Ring yPlan(double reach, double arm);
Ring chamferedPlan(double width, double depth, double cut);
Ring roundedPlan(double width, double depth, double exponent, int points);
Ring lPlan(double width, double depth, double wing);
Ring uPlan(double width, double depth, double wing);
Ring hPlan(double width, double depth, double wing, double waist);
Ring steppedPlan(double width, double depth, double shift);     ///< two halves, one set back
Ring sawPlan(double width, double depth, int bays, double bay); ///< stair bays stand out to the north
Polygon courtyardPlan(double width, double depth, double wing);

}
