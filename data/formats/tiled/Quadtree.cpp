#include "formats/tiled/Quadtree.h"

#include <algorithm>

namespace formats
{

namespace
{

// Level, x and y take 5, 26 and 26 bits; above them two flags, and one that keeps every key from being 0.
constexpr int AxisBits = 26;
constexpr quint64 AxisMask = (quint64(1) << AxisBits) - 1;
constexpr int LevelShift = 2 * AxisBits;
constexpr quint64 LevelMask = 31;
constexpr quint64 ChildrenBit = quint64(1) << 57, CrowdedBit = quint64(1) << 58, IsTileBit = quint64(1) << 59;

}

quint64 TileSquare::key() const
{
    return IsTileBit | (hasChildren ? ChildrenBit : 0) | (isCrowded ? CrowdedBit : 0) | quint64(level) << LevelShift |
           quint64(x) << AxisBits | y;
}

TileSquare TileSquare::ofKey(quint64 key)
{
    return {int(key >> LevelShift & LevelMask), quint32(key >> AxisBits & AxisMask), quint32(key & AxisMask),
            (key & ChildrenBit) != 0, (key & CrowdedBit) != 0};
}

QString TileSquare::name() const
{
    return QStringLiteral("%1/%2/%3").arg(level).arg(x).arg(y);
}

TileSquare TileSquare::child(int number) const
{
    return {level + 1, 2 * x + quint32(number & 1), 2 * y + quint32(number >> 1), false, false};
}

geometry::Box2 rectangleOf(const TileSquare &square, const geometry::Box2 &root)
{
    // From the root each time, so that neighbours share their border to the last bit.
    const double count = double(quint64(1) << square.level);
    const geometry::Vec2 size = root.size() / count;
    return {root.min + size * geometry::Vec2(square.x, square.y),
            root.min + size * geometry::Vec2(square.x + 1, square.y + 1)};
}

geometry::Box2 rootAround(const geometry::Box2 &extent, const geometry::Vec2 &metres)
{
    // A little larger: what lies on the far border is inside too.
    const geometry::Vec2 size = extent.size() * metres;
    const double side = std::max({size.x, size.y, 1.0}) * 1.0001;
    const geometry::Vec2 half = geometry::Vec2(side) / metres * 0.5;
    return {extent.centre() - half, extent.centre() + half};
}

}
