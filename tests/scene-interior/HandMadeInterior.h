#pragma once

#include "base/Job.h"
#include "domain/Interior.h"
#include "scene/interior/InteriorGeometry.h"

/// Insides made by hand, for tests of their geometry.
namespace handmade
{

inline geometry::Ring box(double west, double south, double east, double north)
{
    return {{west, south}, {east, south}, {east, north}, {west, north}};
}

inline domain::Space space(const QString &id, domain::SpaceFunction function, int storey, double base,
                           const geometry::Ring &ring)
{
    domain::Space space;
    space.id = id;
    space.name = id;
    space.function = function;
    space.storey = storey;
    space.base = base;
    space.shape = {{ring, {}}};
    return space;
}

inline domain::Door door(const QString &id, int storey, double base, const geometry::Vec2 &from,
                         const geometry::Vec2 &to)
{
    domain::Door door;
    door.id = id;
    door.storey = storey;
    door.base = base;
    door.from = from;
    door.to = to;
    return door;
}

inline domain::Storey storey(int number, double base, double height = 3)
{
    domain::Storey storey;
    storey.id = QStringLiteral("S%1").arg(number);
    storey.name = QStringLiteral("%1F").arg(number);
    storey.number = number;
    storey.base = base;
    storey.height = height;
    return storey;
}

/// Two rooms of 4 by 5 m with 0.2 m of wall between them and around them, a door between, an entrance, a window.
inline domain::Interior twoRooms(const geometry::Vec2 &at = {100, 200}, double base = 10)
{
    domain::Interior interior;
    interior.building = QStringLiteral("B1");
    interior.storeys = {storey(1, base)};
    interior.storeys[0].shape = {{box(at.x, at.y, at.x + 8.6, at.y + 5.4), {}}};
    interior.spaces = {space(QStringLiteral("west"), domain::SpaceFunction::Room, 1, base,
                             box(at.x + 0.2, at.y + 0.2, at.x + 4.2, at.y + 5.2)),
                       space(QStringLiteral("east"), domain::SpaceFunction::Kitchen, 1, base,
                             box(at.x + 4.4, at.y + 0.2, at.x + 8.4, at.y + 5.2))};
    interior.doors = {
        door(QStringLiteral("between"), 1, base, at + geometry::Vec2(4.3, 2), at + geometry::Vec2(4.3, 2.9)),
        door(QStringLiteral("entrance"), 1, base, at + geometry::Vec2(1, 0.1), at + geometry::Vec2(2, 0.1)),
        door(QStringLiteral("window"), 1, base, at + geometry::Vec2(6, 5.3), at + geometry::Vec2(7.5, 5.3))};
    interior.doors[1].isEntrance = true;
    interior.doors[2].isWindow = true;
    interior.doors[2].height = 1.4f;
    return interior;
}

/// A corridor slab: rooms whose outlines touch on both sides of a corridor, a stair and a lift at its ends, on every
/// storey alike. `rooms`: on either side.
inline domain::Interior slabHouse(int storeys, int rooms, const geometry::Vec2 &at = {-40, 70}, double base = 3)
{
    domain::Interior interior;
    interior.building = QStringLiteral("B2");
    constexpr double Height = 3.0, Width = 3.6, Depth = 5.0, Corridor = 1.8;
    for (int s = 0; s < storeys; ++s) {
        const int number = s + 1;
        const double z = base + s * Height;
        interior.storeys.push_back(storey(number, z, Height));
        const double length = Width * rooms;
        const auto id = [number](const char *what, int i) {
            return QStringLiteral("%1%2%3").arg(number).arg(QLatin1String(what)).arg(i);
        };
        interior.spaces.push_back(space(id("corridor", 0), domain::SpaceFunction::Corridor, number, z,
                                        box(at.x, at.y + Depth, at.x + length, at.y + Depth + Corridor)));
        for (int i = 0; i < rooms; ++i) {
            const double west = at.x + i * Width;
            interior.spaces.push_back(space(id("south", i), domain::SpaceFunction::Room, number, z,
                                            box(west, at.y, west + Width, at.y + Depth)));
            const double north = at.y + Depth + Corridor;
            const auto function = i == 0           ? domain::SpaceFunction::Stair
                                  : i == rooms - 1 ? domain::SpaceFunction::Lift
                                                   : domain::SpaceFunction::Room;
            interior.spaces.push_back(
                space(id("north", i), function, number, z, box(west, north, west + Width, north + Depth)));
            interior.doors.push_back(
                door(id("sd", i), number, z, {west + 0.3, at.y + Depth}, {west + 1.2, at.y + Depth}));
            interior.doors.push_back(door(id("nd", i), number, z, {west + 0.3, north}, {west + 1.2, north}));
            interior.doors.push_back(door(id("sw", i), number, z, {west + 1, at.y}, {west + 2.5, at.y}));
            interior.doors.back().isWindow = true;
            interior.doors.back().height = 1.4f;
        }
        if (s == 0) {
            interior.doors.push_back(
                door(id("in", 0), number, z, {at.x, at.y + Depth + 0.3}, {at.x, at.y + Depth + 1.5}));
            interior.doors.back().isEntrance = true;
        }
    }
    return interior;
}

inline std::shared_ptr<const scene::InteriorGeometry> built(domain::Interior interior)
{
    return scene::buildInterior(std::make_shared<const domain::Interior>(std::move(interior)), {}, base::Job());
}

}
