#include "scene/interior/PlanMesher.h"

#include <cmath>

namespace scene
{

using domain::DoorSwing;
using geometry::Vec2;
using geometry::Vec3;

namespace
{

/// How a door's leaf stands: jamb it hangs at (along the door), width, and to which side it opens.
struct Leaf {
    double hinge = 0, width = 0.9;
    double towards = 1; ///< of the other jamb: 1 along the door, -1 against it
    double side = 1;    ///< 1: to the left of the door's direction
};

int roomAt(const FloorPlan &plan, const Vec2 &point)
{
    for (size_t i = 0; i < plan.rooms.size(); ++i) {
        if (geometry::contains(plan.rooms[i].clear, point))
            return int(i);
    }
    return -1;
}

/// The room beside an opening; -1: outside.
int roomBeside(const FloorPlan &plan, const PlanOpening &opening, double side)
{
    for (const double reach : {0.1, 0.3, 0.6}) {
        const double face = side > 0 ? opening.far : opening.near;
        const int room = roomAt(plan, opening.at(opening.width / 2, face + side * reach));
        if (room >= 0)
            return room;
    }
    return -1;
}

/// How much a room asks for a door that opens into it: the larger the more, but nobody blocks a way with an open door:
/// from corridors one opens into stairs, into flats; from their halls into rooms.
double claimOf(const domain::Interior &interior, const FloorPlan &plan, int room)
{
    using domain::SpaceFunction;
    if (room < 0)
        return 0;
    const PlanRoom &there = plan.rooms[size_t(room)];
    const double area = geometry::area(there.clear);
    switch (interior.spaces[size_t(there.space)].function) {
    case SpaceFunction::Corridor:
    case SpaceFunction::Lobby:
        return area * 1e-6;
    case SpaceFunction::Stair:
        return area * 1e-3;
    case SpaceFunction::Hall:
        return area * 0.03;
    default:
        return area;
    }
}

bool isLift(const domain::Interior &interior, const FloorPlan &plan, int room)
{
    return room >= 0 && interior.spaces[size_t(plan.rooms[size_t(room)].space)].function == domain::SpaceFunction::Lift;
}

/// How far the nearest corner of a room is: doors hang where they open against a wall.
double nearestCorner(const FloorPlan &plan, int room, const Vec2 &point)
{
    double nearest = std::numeric_limits<double>::infinity();
    if (room >= 0) {
        for (const geometry::Polygon &polygon : plan.rooms[size_t(room)].clear)
            for (const Vec2 &corner : polygon.outer)
                nearest = std::min(nearest, glm::length(corner - point));
    }
    return nearest;
}

constexpr double Thickness = 0.04, Clearance = 0.01;

class OpeningWriter
{
public:
    OpeningWriter(StoreyWriter &writer, const domain::Interior &interior, const FloorPlan &plan, bool bodies)
        : m_writer(writer), m_interior(interior), m_plan(plan), m_bodies(bodies)
    {
    }

    void window(const PlanOpening &opening)
    {
        if (!m_bodies)
            return;
        const double middle = (opening.near + opening.far) / 2;
        m_writer.setPart(InsidePart::Window);
        m_writer.prism(rectangle(opening, 0, opening.width, middle - 0.015, middle + 0.015), opening.sill,
                       opening.head);
        const Vec2 a = opening.at(0, middle), b = opening.at(opening.width, middle);
        if (opening.far <= opening.near)
            m_writer.stop(a, b);
    }

    void door(const PlanOpening &opening, const domain::Door &door)
    {
        m_writer.setPart(InsidePart::Door);
        const int left = roomBeside(m_plan, opening, 1), right = roomBeside(m_plan, opening, -1);
        const double outside = left >= 0 && right < 0 ? -1 : 1;
        double reach = 0;
        const bool slides = door.swing == DoorSwing::Sliding ||
                            (door.swing == DoorSwing::Unknown &&
                             (isLift(m_interior, m_plan, left) || isLift(m_interior, m_plan, right)));
        if (slides) {
            // A lift's door belongs to its shaft.
            if (m_bodies)
                slide(opening, isLift(m_interior, m_plan, right) ? -1 : 1);
        } else {
            for (const Leaf &leaf : leavesOf(opening, door, left, right)) {
                swing(opening, leaf);
                reach = leaf.side == outside ? std::max(reach, leaf.width) : reach;
            }
        }
        if (door.isEntrance)
            arrow(opening, outside, reach);
    }

private:
    static geometry::Polygon rectangle(const PlanOpening &opening, double from, double to, double near, double far)
    {
        return {{opening.at(from, near), opening.at(to, near), opening.at(to, far), opening.at(from, far)}, {}};
    }

    std::vector<Leaf> leavesOf(const PlanOpening &opening, const domain::Door &door, int left, int right) const
    {
        constexpr double WidestLeaf = 1.3;
        Leaf leaf;
        leaf.width = opening.width;
        const bool isKnown = door.swing != DoorSwing::Unknown;
        if (!isKnown)
            leaf.side = claimOf(m_interior, m_plan, left) >= claimOf(m_interior, m_plan, right) ? 1 : -1;
        if (door.swing == DoorSwing::Double || (!isKnown && opening.width > WidestLeaf)) {
            leaf.width /= 2;
            Leaf other = leaf;
            other.hinge = opening.width;
            other.towards = -1;
            return {leaf, other};
        }
        const int into = leaf.side > 0 ? left : right;
        const double face = leaf.side > 0 ? opening.far : opening.near;
        const bool atTo = isKnown ? door.swing == DoorSwing::Right
                                  : nearestCorner(m_plan, into, opening.at(opening.width, face)) <
                                        nearestCorner(m_plan, into, opening.at(0, face)) - 1e-6;
        if (atTo) {
            leaf.hinge = opening.width;
            leaf.towards = -1;
        }
        return {leaf};
    }

    /// Standing open at a right angle, with the arc that its edge runs along.
    void swing(const PlanOpening &opening, const Leaf &leaf)
    {
        constexpr int Steps = 10;
        const double face = leaf.side > 0 ? opening.far : opening.near;
        const double start = face + leaf.side * 0.005, end = start + leaf.side * leaf.width;
        const double inner = leaf.hinge + leaf.towards * Clearance, outer = inner + leaf.towards * Thickness;
        if (m_bodies)
            m_writer.prism(rectangle(opening, std::min(inner, outer), std::max(inner, outer), std::min(start, end),
                                     std::max(start, end)),
                           opening.sill + Clearance, opening.head - Clearance);
        const double z = opening.sill + 0.02;
        if (!m_bodies)
            m_writer.edge(Vec3(opening.at(leaf.hinge, start), z), Vec3(opening.at(leaf.hinge, end), z), 0.8f);
        Vec2 last = opening.at(leaf.hinge, end);
        for (int i = 1; i <= Steps; ++i) {
            const double angle = M_PI / 2 * i / Steps;
            const Vec2 next = opening.at(leaf.hinge + leaf.towards * leaf.width * std::sin(angle),
                                         start + leaf.side * leaf.width * std::cos(angle));
            m_writer.edge(Vec3(last, z), Vec3(next, z), 0.8f);
            last = next;
        }
    }

    /// Pushed half aside along the wall.
    void slide(const PlanOpening &opening, double side)
    {
        const double face = (side > 0 ? opening.far : opening.near) + side * 0.005, back = face + side * Thickness;
        m_writer.prism(
            rectangle(opening, -opening.width * 0.45, opening.width * 0.55, std::min(face, back), std::max(face, back)),
            opening.sill + Clearance, opening.head - Clearance);
    }

    /// Points in from outside, from beyond where a leaf swings.
    void arrow(const PlanOpening &opening, double outside, double reach)
    {
        constexpr double Gap = 0.35, Length = 1.3, Head = 0.55, Half = 0.35, Over = 0.03;
        const double face = outside > 0 ? opening.far : opening.near;
        const auto at = [&](double along, double out) {
            return Vec3(opening.at(opening.width / 2 + along, face + outside * (reach + Gap + out)),
                        opening.sill + Over);
        };
        const Vec3 tip = at(0, 0), left = at(-Half, Head), right = at(Half, Head), back = at(0, Length);
        if (outside > 0)
            m_writer.face({tip, right, left});
        else
            m_writer.face({tip, left, right});
        m_writer.edge(tip, left, 2);
        m_writer.edge(tip, right, 2);
        m_writer.edge(left, right, 2);
        m_writer.edge(at(0, Head), back, 2);
    }

    StoreyWriter &m_writer;
    const domain::Interior &m_interior;
    const FloorPlan &m_plan;
    bool m_bodies;
};

}

void writeOpenings(StoreyWriter &writer, const domain::Interior &interior, const FloorPlan &plan,
                   const StoreyFeatures &features, bool bodies)
{
    OpeningWriter openings(writer, interior, plan, bodies);
    for (const PlanOpening &opening : plan.openings) {
        const domain::Door &door = interior.doors[size_t(opening.door)];
        writer.setFeature(features.ofDoor(opening.door));
        if (door.isWindow)
            openings.window(opening);
        else
            openings.door(opening, door);
    }
}

}
