#pragma once

#include "core/Twin.h"

/// A hand-made district to test against: one sub-district, two communities, three grids, five buildings, a road, six
/// devices. 1 km by 1 km, scene coordinates from (0, 0).
namespace smallcity
{

/// 2026-11-22 08:00:00 UTC.
inline constexpr qint64 Now = 1795334400000;
inline constexpr qint64 Minute = 60 * 1000;

std::shared_ptr<const domain::City> make();

/// The inside of B1 as it is once opened: storeys 1 and 7, each with a corridor and a stair; units 101, 102 and 703
/// with their rooms and doors, one entrance.
std::shared_ptr<const domain::Interior> inside(const domain::City &city);

/// A reading of a datastream.
domain::Observation observation(const QString &datastream, double value, qint64 time = Now);
/// An event of a catalogue type in a place.
domain::Event report(const QString &id, const QString &type, const domain::ObjectRef &place,
                     qint64 reported = Now - 10 * Minute);

/// A twin at `Now` that has taken the city.
struct Fixture {
    base::ManualClock clock{Now};
    app::Twin twin;
    Fixture();
    void apply(std::vector<domain::Observation> observations, std::vector<domain::Event> events = {});
};

}
