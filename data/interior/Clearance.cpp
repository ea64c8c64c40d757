#include "interior/Measure.h"

#include <algorithm>
#include <cmath>

namespace interior
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

double cross(const Vec2 &a, const Vec2 &b)
{
    return a.x * b.y - a.y * b.x;
}

/// What an element fills between two heights.
class Obstacle
{
public:
    Obstacle(const domain::Element &element, double bottom, double top)
        : m_element(element), m_bottom(bottom), m_top(top)
    {
    }

    /// Whether a surface of it is there, or all of the height is within it. Beneath and above it must be bounded: a
    /// ceiling drawn as a mere sheet is not a body.
    bool fills(const Vec2 &at) const
    {
        int above = 0, below = 0;
        bool there = false;
        forSurfaces(at, [&](double z, bool facesUp) {
            there = there || (z > m_bottom && z < m_top);
            (z >= m_top ? above : below) += facesUp ? 1 : -1;
        });
        return there || (above > 0 && below < 0);
    }

    /// The lowest surface above the floor; infinity: none.
    double lowestOver(const Vec2 &at, double floor) const
    {
        double lowest = std::numeric_limits<double>::infinity();
        forSurfaces(at, [&](double z, bool) { lowest = z > floor ? std::min(lowest, z) : lowest; });
        return lowest;
    }

    const QString &id() const { return m_element.id; }

private:
    template <typename Use> void forSurfaces(const Vec2 &at, const Use &use) const
    {
        const geometry::Mesh &mesh = m_element.mesh;
        const Vec2 p = at - Vec2(mesh.origin);
        for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
            const Vec3 a(mesh.positions[mesh.indices[i]]), b(mesh.positions[mesh.indices[i + 1]]),
                c(mesh.positions[mesh.indices[i + 2]]);
            const double whole = cross(Vec2(b - a), Vec2(c - a));
            constexpr double Upright = 1e-9;
            if (std::abs(whole) < Upright)
                continue;
            const double u = cross(Vec2(b) - p, Vec2(c) - p) / whole, v = cross(Vec2(c) - p, Vec2(a) - p) / whole;
            if (u >= 0 && v >= 0 && u + v < 1)
                use(mesh.origin.z + u * a.z + v * b.z + (1 - u - v) * c.z, whole > 0);
        }
    }

    const domain::Element &m_element;
    double m_bottom, m_top;
};

/// Floors, ceilings, whole sites, other doors and windows are in nobody's way.
bool canBlock(const QString &type)
{
    for (const char *not_ : {"IfcSlab", "IfcRoof", "IfcCovering", "IfcSite", "IfcSpace", "IfcOpening", "IfcDoor",
                             "IfcWindow", "IfcBuilding", "FloorSurface", "CeilingSurface", "Door", "Window"}) {
        if (type.startsWith(QLatin1String(not_)))
            return false;
    }
    return true;
}

/// Hinge, leaf's length, and where it points when shut.
struct Leaf {
    Vec2 hinge{0.0}, shut{0.0};
    double length = 0;
};

std::vector<Leaf> leavesOf(const domain::Door &door)
{
    const double width = door.width();
    const Vec2 along = (door.to - door.from) / width;
    switch (door.swing) {
    case domain::DoorSwing::Left:
        return {{door.from, along, width}};
    case domain::DoorSwing::Right:
        return {{door.to, -along, width}};
    case domain::DoorSwing::Double:
        return {{door.from, along, width / 2}, {door.to, -along, width / 2}};
    case domain::DoorSwing::Sliding:
    case domain::DoorSwing::Unknown:
        break;
    }
    return {};
}

}

Clearance clearanceOf(const domain::Interior &interior, qint32 index)
{
    Clearance clearance;
    if (index < 0 || size_t(index) >= interior.doors.size())
        return clearance;
    const domain::Door &door = interior.doors[size_t(index)];
    clearance.width = clearance.clearWidth = double(door.width());
    clearance.height = clearance.clearHeight = double(door.height);
    constexpr double Least = 0.1;
    if (clearance.width < Least || clearance.height < Least)
        return clearance;
    const double width = clearance.width;
    const Vec2 along = (door.to - door.from) / width, left(-along.y, along.x);
    constexpr double Floor = 0.05, Jamb = 0.03, Depth = 0.4, Step = 0.025;
    const double bottom = door.base + Floor, top = door.base + clearance.height - Floor;

    geometry::Box2 region;
    for (const Vec2 &jamb : {door.from, door.to}) {
        for (const double side : {-1.0, 1.0})
            region.add(jamb + left * side * std::max(width, Depth));
    }
    std::vector<Obstacle> obstacles;
    for (const domain::Element &element : interior.elements) {
        if (element.id == door.id || !canBlock(element.type) || element.mesh.indices.empty())
            continue;
        const geometry::Box3 box = element.mesh.bounds();
        if (region.intersects(box.flat()) && box.min.z < top && box.max.z > bottom)
            obstacles.emplace_back(element, bottom, top);
    }
    const auto blocked = [&](const Vec2 &at) {
        bool is = false;
        for (const Obstacle &obstacle : obstacles) {
            if (!obstacle.fills(at))
                continue;
            is = true;
            if (!clearance.inTheWay.contains(obstacle.id()))
                clearance.inTheWay.append(obstacle.id());
        }
        return is;
    };

    // The widest stretch between the jambs that one can walk straight through.
    double run = 0, widest = 0;
    bool isWhole = true;
    for (double t = Jamb; t < width - Jamb; t += Step) {
        bool isFree = true;
        for (double s = -Depth; s <= Depth && isFree; s += Depth / 4)
            isFree = !blocked(door.from + along * t + left * s);
        run = isFree ? run + Step : 0;
        isWhole = isWhole && isFree;
        widest = std::max(widest, run);
    }
    clearance.clearWidth = isWhole ? width : std::min(widest, width);
    for (const Obstacle &obstacle : obstacles) {
        for (double t = Jamb; t < width - Jamb; t += Step) {
            constexpr double Knee = 0.5;
            const double over = obstacle.lowestOver(door.from + along * t, door.base + Knee);
            clearance.clearHeight = std::min(clearance.clearHeight, over - door.base);
        }
    }

    size_t all = 0, free = 0;
    for (const Leaf &leaf : leavesOf(door)) {
        std::vector<Vec3> ring{Vec3(leaf.hinge, door.base)};
        constexpr int Chords = 12;
        for (int i = 0; i <= Chords; ++i) {
            const double angle = M_PI_2 * i / Chords;
            ring.emplace_back(leaf.hinge + (leaf.shut * std::cos(angle) + left * std::sin(angle)) * leaf.length,
                              door.base);
        }
        clearance.swing.push_back(std::move(ring));
        clearance.swingArea += M_PI * leaf.length * leaf.length / 4;
        constexpr double Grid = 0.05;
        for (double x = Jamb; x < leaf.length - Jamb; x += Grid) {
            for (double y = Jamb; y < leaf.length - Jamb; y += Grid) {
                if (std::hypot(x, y) > leaf.length - Jamb)
                    continue;
                ++all;
                free += !blocked(leaf.hinge + leaf.shut * x + left * y);
            }
        }
    }
    clearance.swingFree = all > 0 ? double(free) / double(all) : 1;
    return clearance;
}

}
