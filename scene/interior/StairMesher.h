#pragma once

#include "scene/chunks/MeshWriter.h"
#include "scene/interior/StoreyWriter.h"

namespace scene
{

/// A stair from a storey's floor to the next one's, within a stairwell: two flights with a landing between them where
/// there is room, else one. A storey shows its own first half and, from below, the second half of the stair that
/// arrives: as floor plans do.
struct StairFlights {
    OrientedBox well;                    ///< about the storeys' origin; the axis runs from the entry to the far end
    double rise = 3;                     ///< to the next storey
    geometry::MultiPolygon hole() const; ///< of the floor that the stair arrives at

    void writeLower(StoreyWriter &writer) const;
    /// As seen from the storey above: its floor is at zero.
    void writeUpper(StoreyWriter &writer) const;
    /// All that one climbs on, from the lower storey.
    void writeGround(StoreyWriter &writer) const;

private:
    struct Step {
        double from, to; ///< along the axis, from the entry end
        double left, right;
        double top, bottom;
        bool upper; ///< of the half that the storey above shows
    };
    bool isFolded() const;
    double entryLanding() const;
    std::vector<Step> steps() const;
    geometry::Polygon rectangle(double from, double to, double left, double right) const;
};

/// The well of a stair's room: its box, turned so that the axis leaves the given point (a door).
OrientedBox wellOf(const geometry::MultiPolygon &room, const std::optional<geometry::Vec2> &entry);

/// A lift on a storey: the car's floor, marked with a cross.
void writeLift(StoreyWriter &writer, const geometry::MultiPolygon &room);

}
