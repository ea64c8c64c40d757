#include "scene/interior/StoreyKey.h"

#include <QHash>

#include <cmath>

namespace scene
{

namespace
{

class KeyWriter
{
public:
    explicit KeyWriter(const geometry::Vec2 &origin) : m_origin(origin) {}

    void number(qint64 value) { m_key.append(reinterpret_cast<const char *>(&value), sizeof(value)); }
    void length(double metres) { number(std::isfinite(metres) ? std::llround(metres * 1e4) : -1); }
    void point(const geometry::Vec2 &p)
    {
        length(p.x - m_origin.x);
        length(p.y - m_origin.y);
    }
    void ring(const geometry::Ring &ring)
    {
        number(qint64(ring.size()));
        for (const geometry::Vec2 &p : ring)
            point(p);
    }
    void shape(const geometry::MultiPolygon &shape)
    {
        number(qint64(shape.size()));
        for (const geometry::Polygon &polygon : shape) {
            ring(polygon.outer);
            number(qint64(polygon.holes.size()));
            for (const geometry::Ring &hole : polygon.holes)
                ring(hole);
        }
    }
    QByteArray take() { return std::move(m_key); }

private:
    QByteArray m_key;
    geometry::Vec2 m_origin;
};

}

QByteArray storeyKey(const domain::Interior &interior, size_t index, const StoreyFeatures &parts,
                     const StairStacks &stairs, const geometry::Vec2 &origin, double height)
{
    const domain::Storey &storey = interior.storeys[index];
    KeyWriter key(origin);
    key.length(height);
    key.shape(storey.shape);
    QHash<QString, int> units;
    for (const qint32 i : parts.spaces) {
        const domain::Space &space = interior.spaces[size_t(i)];
        key.number(int(space.function));
        // Only who shares a unit with whom matters.
        const int unit = space.unit.isEmpty() ? -1 : units.value(space.unit, int(units.size()));
        if (unit >= 0)
            units.insert(space.unit, unit);
        key.number(unit);
        key.length(space.base - storey.base);
        key.shape(space.shape);
        for (const StairFlights *flights : {stairs.upFrom(i), stairs.arrivingAt(i)}) {
            key.length(flights ? flights->rise : 0);
            if (flights)
                key.point(flights->well.axis + origin);
        }
    }
    for (const qint32 i : parts.doors) {
        const domain::Door &door = interior.doors[size_t(i)];
        key.point(door.from);
        key.point(door.to);
        key.length(door.base - storey.base);
        key.length(double(door.height));
        key.number(int(door.swing) * 4 + door.isWindow * 2 + door.isEntrance);
    }
    return key.take();
}

}
