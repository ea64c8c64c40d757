#include "interior/Connect.h"

#include <algorithm>
#include <cmath>

namespace interior
{

using domain::Door;
using domain::Interior;
using domain::Space;
using domain::SpaceFunction;
using geometry::Vec2;

// How far beside a door's middle a space is looked for: walls are up to half a metre thick.
static constexpr double Reaches[] = {0.15, 0.3, 0.5, 0.8};

static qint32 spaceAt(const Interior &interior, int storey, const Vec2 &point)
{
    for (size_t i = 0; i < interior.spaces.size(); ++i) {
        if (interior.spaces[i].storey == storey && geometry::contains(interior.spaces[i].shape, point))
            return qint32(i);
    }
    return -1;
}

static void findSpaces(Interior &interior, Door &door)
{
    const Vec2 along = door.to - door.from;
    const double width = glm::length(along);
    const Vec2 middle = (door.from + door.to) * 0.5;
    const Vec2 across = width > 0 ? Vec2(-along.y, along.x) / width : Vec2(0, 1);
    // A door without a direction (a point) is tried both ways.
    const std::vector<Vec2> directions =
        width > 0 ? std::vector<Vec2>{across} : std::vector<Vec2>{Vec2(0, 1), Vec2(1, 0)};
    for (const Vec2 &direction : directions) {
        std::array<qint32, 2> found{-1, -1};
        for (const double reach : Reaches) {
            if (found[0] < 0)
                found[0] = spaceAt(interior, door.storey, middle + direction * reach);
            if (found[1] < 0)
                found[1] = spaceAt(interior, door.storey, middle - direction * reach);
        }
        if (found[0] >= 0 && found[0] == found[1])
            found[1] = -1;
        const auto known = [](const std::array<qint32, 2> &pair) { return (pair[0] >= 0) + (pair[1] >= 0); };
        if (known(found) > known(door.spaces))
            door.spaces = found;
    }
}

// City models give a door in an outer wall twice, once in each face of the wall: that is one way out.
static bool hasTwinEntrance(const Interior &interior, size_t door, qint32 space)
{
    const Door &one = interior.doors[door];
    constexpr double ThickestWall = 0.8; // metres
    return std::any_of(interior.doors.begin(), interior.doors.end(), [&](const Door &other) {
        return &other != &one && other.isEntrance && !other.isWindow && other.storey == one.storey &&
               (other.spaces[0] == space || other.spaces[1] == space) &&
               glm::length((other.from + other.to - one.from - one.to) * 0.5) < ThickestWall;
    });
}

static bool isVertical(SpaceFunction function)
{
    return function == SpaceFunction::Stair || function == SpaceFunction::Lift;
}

static geometry::Vec3 middleOf(const Space &space)
{
    return {geometry::representativePoint(space.shape), space.base};
}

void connect(Interior &interior)
{
    int ground = std::numeric_limits<int>::max();
    for (const Space &space : interior.spaces) {
        if (space.storey > 0)
            ground = std::min(ground, space.storey);
    }
    for (size_t i = 0; i < interior.doors.size(); ++i) {
        Door &door = interior.doors[i];
        if (door.spaces[0] < 0 && door.spaces[1] < 0)
            findSpaces(interior, door);
        if (door.isWindow)
            continue;
        const int known = (door.spaces[0] >= 0) + (door.spaces[1] >= 0);
        // One space on one side and none on the other is the way out; above the ground it is a balcony's.
        if (known == 1 && !door.isEntrance && door.storey == ground) {
            const qint32 inner = std::max(door.spaces[0], door.spaces[1]);
            door.isEntrance = interior.spaces[size_t(inner)].function != SpaceFunction::Balcony &&
                              !hasTwinEntrance(interior, i, inner);
        }
        if (known == 2 || (known == 1 && door.isEntrance))
            interior.passages.push_back(
                {door.spaces[0], door.spaces[1], qint32(i), {(door.from + door.to) * 0.5, door.base}});
    }
    // Stairs and lifts: the same shaft on the next storey that has one above it.
    for (size_t i = 0; i < interior.spaces.size(); ++i) {
        const Space &lower = interior.spaces[i];
        if (!isVertical(lower.function))
            continue;
        const Vec2 middle = geometry::representativePoint(lower.shape);
        qint32 above = -1;
        for (size_t k = 0; k < interior.spaces.size(); ++k) {
            const Space &upper = interior.spaces[k];
            if (upper.function != lower.function || upper.base <= lower.base + 0.5 ||
                !geometry::contains(upper.shape, middle))
                continue;
            if (above < 0 || upper.base < interior.spaces[size_t(above)].base)
                above = qint32(k);
        }
        if (above >= 0)
            interior.passages.push_back({qint32(i), above, -1, middleOf(interior.spaces[size_t(above)])});
    }
}

}
