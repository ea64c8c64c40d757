#include "scene/interior/FloorPlan.h"

#include "geometry/SpatialIndex.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using domain::SpaceFunction;
using geometry::MultiPolygon;
using geometry::Polygon;
using geometry::Ring;
using geometry::Vec2;

namespace
{

constexpr double Touching = 0.03; ///< how near two outlines are that are the same line

double cross(const Vec2 &a, const Vec2 &b)
{
    return a.x * b.y - a.y * b.x;
}

Vec2 leftOf(const Vec2 &v)
{
    return {-v.y, v.x};
}

bool isOutside(SpaceFunction function)
{
    return function == SpaceFunction::Outdoor || function == SpaceFunction::Balcony;
}

bool isOpenTo(const domain::Space &a, const domain::Space &b)
{
    const auto passes = [](SpaceFunction f) { return f == SpaceFunction::Corridor || f == SpaceFunction::Lobby; };
    if (passes(a.function) && passes(b.function))
        return true;
    if (isOutside(a.function) && isOutside(b.function))
        return a.function == SpaceFunction::Outdoor || b.function == SpaceFunction::Outdoor;
    if (a.function != b.function)
        return false;
    return a.function == SpaceFunction::Parking ||
           (a.function == SpaceFunction::Hall && !a.unit.isEmpty() && a.unit == b.unit);
}

/// A stretch of an outline that has to step back.
struct StepBack {
    double from, to, by;
};

struct Edge {
    Vec2 a, b;
    qint32 room; ///< -1: the storey's outline
};

geometry::Box2 boxOf(const Edge &edge)
{
    geometry::Box2 box;
    box.add(edge.a);
    box.add(edge.b);
    return box.grown(Touching);
}

template <typename F> void forEachRing(const MultiPolygon &shape, const F &f)
{
    for (const Polygon &polygon : shape) {
        f(polygon.outer);
        for (const Ring &hole : polygon.holes)
            f(hole);
    }
}

/// Takes rings that touch each other apart.
class Stepper
{
public:
    Stepper(const domain::Interior &interior, const std::vector<PlanRoom> &rooms,
            const std::vector<MultiPolygon> &shapes, const MultiPolygon &outline)
        : m_interior(interior), m_rooms(rooms)
    {
        for (size_t r = 0; r < shapes.size(); ++r)
            forEachRing(shapes[r], [&](const Ring &ring) { addEdges(ring, qint32(r)); });
        forEachRing(outline, [&](const Ring &ring) { addEdges(ring, -1); });
        std::vector<geometry::Box2> boxes;
        boxes.reserve(m_edges.size());
        for (const Edge &edge : m_edges)
            boxes.push_back(boxOf(edge));
        m_index = geometry::SpatialIndex(boxes);
    }

    MultiPolygon clear(const MultiPolygon &shape, qint32 room) const
    {
        bool steps = false;
        MultiPolygon result;
        for (const Polygon &polygon : shape) {
            Polygon inner;
            inner.outer = stepped(polygon.outer, room, steps);
            for (const Ring &hole : polygon.holes)
                inner.holes.push_back(stepped(hole, room, steps));
            result.push_back(std::move(inner));
        }
        if (!steps)
            return shape;
        const double before = geometry::area(shape);
        if (geometry::normalise(result) == geometry::Repair::None && geometry::area(result) > 0.3 * before)
            return result;
        // Too narrow or too odd for single edges.
        result = geometry::grown(shape, -FloorPlan::InnerWall / 2);
        return result.empty() ? shape : result;
    }

private:
    void addEdges(const Ring &ring, qint32 room)
    {
        for (size_t i = 0; i < ring.size(); ++i)
            m_edges.push_back({ring[i], ring[(i + 1) % ring.size()], room});
    }

    double stepBetween(qint32 room, qint32 other) const
    {
        const domain::Space &space = m_interior.spaces[size_t(m_rooms[size_t(room)].space)];
        if (other < 0)
            return isOutside(space.function) ? 0 : FloorPlan::OuterWall;
        const domain::Space &neighbour = m_interior.spaces[size_t(m_rooms[size_t(other)].space)];
        return isOpenTo(space, neighbour) ? 0 : FloorPlan::InnerWall / 2;
    }

    std::vector<StepBack> stepsOf(const Vec2 &a, const Vec2 &b, qint32 room) const
    {
        constexpr double Shortest = 0.05;
        std::vector<StepBack> steps;
        const double length = glm::length(b - a);
        if (length < 1e-6)
            return steps;
        const Vec2 along = (b - a) / length;
        m_index.query(boxOf({a, b, room}), [&](uint32_t i) {
            const Edge &edge = m_edges[i];
            if (edge.room == room)
                return true;
            const double da = cross(along, edge.a - a), db = cross(along, edge.b - a);
            if (std::abs(da) > Touching || std::abs(db) > Touching)
                return true;
            double from = glm::dot(along, edge.a - a), to = glm::dot(along, edge.b - a);
            if (from > to)
                std::swap(from, to);
            from = std::max(from, 0.0);
            to = std::min(to, length);
            const double by = stepBetween(room, edge.room);
            if (to - from > std::min(Shortest, length / 2) && by > 0)
                steps.push_back({from, to, by});
            return true;
        });
        return steps;
    }

    Ring stepped(const Ring &ring, qint32 room, bool &any) const
    {
        struct Piece {
            Vec2 start, along;
            double by;
        };
        std::vector<Piece> pieces;
        for (size_t i = 0; i < ring.size(); ++i) {
            const Vec2 &a = ring[i], &b = ring[(i + 1) % ring.size()];
            const std::vector<StepBack> steps = stepsOf(a, b, room);
            const double length = glm::length(b - a);
            const Vec2 along = length > 0 ? (b - a) / length : Vec2(1, 0);
            std::vector<double> ends{0.0, length};
            for (const StepBack &step : steps) {
                for (const double t : {step.from, step.to}) {
                    if (std::none_of(ends.begin(), ends.end(), [t](double e) { return std::abs(e - t) < Touching; }))
                        ends.push_back(t);
                }
            }
            std::sort(ends.begin(), ends.end());
            for (size_t k = 0; k + 1 < ends.size(); ++k) {
                const double middle = (ends[k] + ends[k + 1]) / 2;
                double by = 0;
                for (const StepBack &step : steps)
                    by = middle > step.from && middle < step.to ? std::max(by, step.by) : by;
                any = any || by > 0;
                const bool goesOn = k > 0 && pieces.back().by == by;
                if (!goesOn)
                    pieces.push_back({a + along * ends[k], along, by});
            }
        }
        Ring result;
        for (size_t i = 0; i < pieces.size(); ++i) {
            const Piece &before = pieces[(i + pieces.size() - 1) % pieces.size()], &after = pieces[i];
            const Vec2 n1 = leftOf(before.along), n2 = leftOf(after.along);
            const double turn = cross(n1, n2);
            // The corner is where the two moved lines meet; lines that are nearly one are joined by a step.
            if (std::abs(turn) > 0.1) {
                const Vec2 by(before.by * n2.y - after.by * n1.y, after.by * n1.x - before.by * n2.x);
                result.push_back(after.start + by / turn);
            } else if (before.by == after.by) {
                result.push_back(after.start + n2 * after.by);
            } else {
                result.push_back(after.start + n1 * before.by);
                result.push_back(after.start + n2 * after.by);
            }
        }
        return result;
    }

    const domain::Interior &m_interior;
    const std::vector<PlanRoom> &m_rooms;
    std::vector<Edge> m_edges;
    geometry::SpatialIndex m_index;
};

/// Takes smaller rooms out of larger ones that they lie in (a shop in a hall): two floors in one place would flicker,
/// and there is a wall between them.
void separate(std::vector<MultiPolygon> &shapes)
{
    struct Known {
        geometry::Box2 box;
        Vec2 middle;
        double area;
    };
    std::vector<Known> known;
    for (const MultiPolygon &shape : shapes)
        known.push_back({geometry::bounds(shape), geometry::representativePoint(shape), geometry::area(shape)});
    for (size_t i = 0; i < shapes.size(); ++i) {
        MultiPolygon taken;
        for (size_t k = 0; k < shapes.size(); ++k) {
            if (k != i && known[k].area < known[i].area && known[i].box.contains(known[k].middle) &&
                geometry::contains(shapes[i], known[k].middle))
                taken.insert(taken.end(), shapes[k].begin(), shapes[k].end());
        }
        if (taken.empty())
            continue;
        MultiPolygon left = geometry::difference(shapes[i], taken);
        if (!left.empty())
            shapes[i] = std::move(left);
    }
}

MultiPolygon joined(const std::vector<PlanRoom> &rooms)
{
    MultiPolygon all;
    for (const PlanRoom &room : rooms)
        all.insert(all.end(), room.clear.begin(), room.clear.end());
    return all;
}

/// The outer walls of rooms whose building has no outline: around them, with the gaps between them closed.
MultiPolygon outlineAround(const MultiPolygon &rooms)
{
    constexpr double WidestGap = 1.0;
    return geometry::grown(geometry::grown(rooms, WidestGap / 2), FloorPlan::OuterWall - WidestGap / 2);
}

/// Parts of what lies between rooms that are too thick for walls: rooms that the source does not tell of. A wall is
/// left around them.
MultiPolygon unknownRooms(const MultiPolygon &walls)
{
    constexpr double Thickest = 0.9, Least = 1.5;
    MultiPolygon unknown = geometry::grown(walls, -Thickest / 2);
    if (unknown.empty())
        return unknown;
    unknown = geometry::grown(unknown, Thickest / 2 - FloorPlan::InnerWall);
    std::erase_if(unknown, [](const Polygon &polygon) { return geometry::area(polygon) < Least; });
    return unknown;
}

/// Where a line through `at` across a wall enters and leaves it; false where there is no wall within reach.
bool wallAcross(const std::vector<Edge> &edges, const Vec2 &at, const Vec2 &across, double &near, double &far)
{
    constexpr double Reach = 0.35, Thickest = 1.2;
    std::vector<double> hits;
    const Vec2 along(across.y, -across.x);
    for (const Edge &edge : edges) {
        const double a = glm::dot(edge.a - at, along), b = glm::dot(edge.b - at, along);
        if ((a > 0) == (b > 0))
            continue;
        const double t = glm::dot(edge.a + (edge.b - edge.a) * (a / (a - b)) - at, across);
        hits.push_back(t);
    }
    std::sort(hits.begin(), hits.end());
    double best = Reach;
    bool found = false;
    for (size_t i = 0; i + 1 < hits.size(); i += 2) {
        const double away = hits[i] > 0 ? hits[i] : hits[i + 1] < 0 ? -hits[i + 1] : 0;
        if (away >= best || hits[i + 1] - hits[i] > Thickest)
            continue;
        best = away;
        near = hits[i];
        far = hits[i + 1];
        found = true;
    }
    return found;
}

/// A door that is given as a point gets a direction from the nearest edge of a room.
void giveDirection(PlanOpening &opening, const std::vector<PlanRoom> &rooms)
{
    constexpr double UsualWidth = 0.9;
    double nearest = std::numeric_limits<double>::infinity();
    const Vec2 at = opening.from;
    Vec2 along(1, 0), foot = at;
    for (const PlanRoom &room : rooms) {
        forEachRing(room.clear, [&](const Ring &ring) {
            for (size_t i = 0; i < ring.size(); ++i) {
                const Vec2 a = ring[i], edge = ring[(i + 1) % ring.size()] - a;
                const double length = glm::length(edge);
                if (length < 0.3)
                    continue;
                const double t = std::clamp(glm::dot(at - a, edge) / (length * length), 0.0, 1.0);
                const double away = glm::length(a + edge * t - at);
                if (away < nearest) {
                    nearest = away;
                    along = edge / length;
                    foot = a + edge * t;
                }
            }
        });
    }
    const Vec2 middle = nearest < 0.5 ? foot : at;
    opening.from = middle - along * (UsualWidth / 2);
    opening.to = middle + along * (UsualWidth / 2);
}

class OpeningMaker
{
public:
    OpeningMaker(const domain::Interior &interior, FloorPlan &plan) : m_interior(interior), m_plan(plan)
    {
        forEachRing(plan.walls, [&](const Ring &ring) {
            for (size_t i = 0; i < ring.size(); ++i)
                m_edges.push_back({ring[i], ring[(i + 1) % ring.size()], 0});
        });
    }

    void add(qint32 number, const Vec2 &origin, double base)
    {
        const domain::Door &door = m_interior.doors[size_t(number)];
        PlanOpening opening;
        opening.door = number;
        opening.from = door.from - origin;
        opening.to = door.to - origin;
        if (!(glm::length(opening.to - opening.from) > 0.05))
            giveDirection(opening, m_plan.rooms);
        const Vec2 run = opening.to - opening.from;
        opening.width = glm::length(run);
        if (!std::isfinite(opening.width))
            return;
        opening.along = run / opening.width;
        opening.across = leftOf(opening.along);
        setHeights(opening, door, base);
        findWall(opening);
        m_plan.openings.push_back(std::move(opening));
    }

    /// Takes what the openings leave of the walls.
    void cut()
    {
        MultiPolygon holes;
        for (const PlanOpening &opening : m_plan.openings) {
            if (opening.far > opening.near)
                holes.push_back(rectangle(opening, 0.02));
        }
        m_plan.solid = holes.empty() ? m_plan.walls : geometry::difference(m_plan.walls, holes);
    }

private:
    void setHeights(PlanOpening &opening, const domain::Door &door, double base) const
    {
        const double over = std::isfinite(door.base) ? door.base - base : 0;
        opening.sill = over > 0.2 ? over : door.isWindow ? FloorPlan::DefaultSill : 0.0;
        const double height = door.height > 0.2f ? double(door.height) : door.isWindow ? 1.5 : 2.1;
        opening.head = opening.sill + height;
        // A window whose height is that of a door reaches to where doors reach.
        if (door.isWindow && over <= 0.2 && opening.head > m_plan.wallTop - 0.2)
            opening.head = std::max(opening.sill + 0.6, std::min(2.3, m_plan.wallTop - 0.2));
        opening.head = std::min(opening.head, m_plan.wallTop);
        opening.sill = std::min(opening.sill, opening.head);
    }

    static Polygon rectangle(const PlanOpening &opening, double margin)
    {
        const double near = opening.near - margin, far = opening.far + margin;
        return {
            {opening.at(0, near), opening.at(opening.width, near), opening.at(opening.width, far), opening.at(0, far)},
            {}};
    }

    void findWall(PlanOpening &opening) const
    {
        double near = 0, far = 0, least = 0, most = 0;
        bool found = false, even = true;
        for (const double share : {0.5, 0.1, 0.9}) {
            if (!wallAcross(m_edges, opening.at(opening.width * share, 0), opening.across, near, far)) {
                even = false;
                continue;
            }
            even = even && (!found || (std::abs(near - least) < 2e-3 && std::abs(far - most) < 2e-3));
            least = found ? std::min(least, near) : near;
            most = found ? std::max(most, far) : far;
            found = true;
        }
        if (!found)
            return;
        opening.near = least;
        opening.far = most;
        if (even)
            opening.pieces = {rectangle(opening, 0)};
        else
            opening.pieces = geometry::intersection(m_plan.walls, {rectangle(opening, 0.02)});
    }

    const domain::Interior &m_interior;
    FloorPlan &m_plan;
    std::vector<Edge> m_edges;
};

}

FloorPlan makeFloorPlan(const domain::Interior &interior, const domain::Storey &storey, const Vec2 &origin,
                        double height)
{
    FloorPlan plan;
    plan.wallTop = height - FloorPlan::SlabThickness;
    std::vector<MultiPolygon> shapes;
    for (size_t i = 0; i < interior.spaces.size(); ++i) {
        const domain::Space &space = interior.spaces[i];
        if (space.storey != storey.number || space.shape.empty())
            continue;
        const double over = std::isfinite(space.base) ? space.base - storey.base : 0;
        PlanRoom room;
        room.space = qint32(i);
        room.floor = std::abs(over) > 0.05 && over < plan.wallTop - 1 ? over : 0;
        MultiPolygon shape = geometry::moved(space.shape, -origin);
        if (geometry::normalise(shape) == geometry::Repair::Nothing)
            continue;
        plan.rooms.push_back(room);
        shapes.push_back(std::move(shape));
    }
    MultiPolygon outline = geometry::moved(storey.shape, -origin);
    geometry::normalise(outline);
    separate(shapes);
    const Stepper stepper(interior, plan.rooms, shapes, outline);
    for (size_t r = 0; r < plan.rooms.size(); ++r)
        plan.rooms[r].clear = stepper.clear(shapes[r], qint32(r));

    MultiPolygon indoors, balconies;
    for (size_t r = 0; r < plan.rooms.size(); ++r) {
        const SpaceFunction function = interior.spaces[size_t(plan.rooms[r].space)].function;
        MultiPolygon *into = !isOutside(function)                 ? &indoors
                             : function == SpaceFunction::Balcony ? &balconies
                                                                  : nullptr;
        if (into)
            into->insert(into->end(), shapes[r].begin(), shapes[r].end());
    }
    if (outline.empty()) {
        outline = outlineAround(indoors);
    } else if (!balconies.empty()) {
        // Beside a balcony the outline's rim is a parapet, not a wall.
        const MultiPolygon beside = geometry::difference(geometry::grown(balconies, 2 * FloorPlan::OuterWall),
                                                         geometry::grown(indoors, FloorPlan::OuterWall));
        outline = geometry::difference(outline, beside);
    }
    const MultiPolygon rooms = joined(plan.rooms);
    plan.walls = geometry::difference(outline, rooms);
    if (!storey.shape.empty())
        plan.unknown = unknownRooms(plan.walls);
    if (!plan.unknown.empty())
        plan.walls = geometry::difference(plan.walls, plan.unknown);
    plan.slab = outline;
    if (!balconies.empty()) {
        constexpr double Parapet = 0.1;
        MultiPolygon taken = rooms;
        taken.insert(taken.end(), outline.begin(), outline.end());
        plan.parapets = geometry::difference(geometry::grown(balconies, Parapet), taken);
        plan.slab.insert(plan.slab.end(), plan.parapets.begin(), plan.parapets.end());
    }
    if (!storey.shape.empty() || indoors.size() < shapes.size()) {
        plan.slab.insert(plan.slab.end(), rooms.begin(), rooms.end());
        plan.slab = geometry::united(plan.slab);
    }

    OpeningMaker openings(interior, plan);
    for (size_t d = 0; d < interior.doors.size(); ++d) {
        if (interior.doors[d].storey == storey.number)
            openings.add(qint32(d), origin, storey.base);
    }
    openings.cut();
    return plan;
}

}
