#include "inspect/PlanDrawing.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "geometry/PolygonOps.h"
#include "scene/interior/FloorPlan.h"
#include "scene/interior/MeshSlice.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace app
{

using geometry::MultiPolygon;
using geometry::Vec2;
using geometry::Vec3;
using geometry::Vec3f;

namespace
{

bool isAny(const QString &type, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&type](const char *word) { return type.contains(QLatin1String(word), Qt::CaseInsensitive); });
}

bool isWall(const QString &type)
{
    return isAny(type, {"Wall", "Column", "Pile"}) && !isAny(type, {"Covering"});
}

/// What a plan leaves out: doors and windows have signs of their own, the rest is no body.
bool isLeftOut(const QString &type)
{
    return isAny(type,
                 {"Door", "Window", "Space", "Opening", "Annotation", "Grid", "Room", "Covering", "Slab", "Roof"});
}

void append(MultiPolygon &to, const MultiPolygon &more, const Vec2 &by = Vec2(0))
{
    for (geometry::Polygon polygon : more) {
        const auto shift = [&by](geometry::Ring &ring) {
            for (Vec2 &p : ring)
                p += by;
        };
        shift(polygon.outer);
        std::for_each(polygon.holes.begin(), polygon.holes.end(), shift);
        to.push_back(std::move(polygon));
    }
}

/// Where faces meet at more than 30 degrees, or end, below the cut: what a plan shows of stairs and furniture.
void addEdges(const geometry::Mesh &mesh, double cut, std::vector<geometry::LineString> &edges)
{
    constexpr double Sharp = 0.866; // cosine of 30 degrees
    constexpr double Grid = 1000;   // corners at the same millimetre are one
    using Key = std::array<qint64, 3>;
    const auto keyOf = [](const Vec3f &p) {
        return Key{std::llround(double(p.x) * Grid), std::llround(double(p.y) * Grid),
                   std::llround(double(p.z) * Grid)};
    };
    struct Edge {
        Vec3 a, b, normal;
        int faces = 0;
        bool sharp = false;
    };
    std::map<std::pair<Key, Key>, Edge> all;
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        std::array<Vec3f, 3> p{mesh.positions[mesh.indices[i]], mesh.positions[mesh.indices[i + 1]],
                               mesh.positions[mesh.indices[i + 2]]};
        const Vec3 across = glm::cross(Vec3(p[1] - p[0]), Vec3(p[2] - p[0]));
        const double length = glm::length(across);
        if (length < 1e-10)
            continue;
        for (size_t k = 0; k < 3; ++k) {
            const Vec3f &a = p[k], &b = p[(k + 1) % 3];
            const Key ka = keyOf(a), kb = keyOf(b);
            Edge &edge = all[ka < kb ? std::pair(ka, kb) : std::pair(kb, ka)];
            if (edge.faces++ == 0)
                edge = {mesh.origin + Vec3(a), mesh.origin + Vec3(b), across / length, 1, false};
            else
                edge.sharp = edge.sharp || glm::dot(edge.normal, across / length) < Sharp;
        }
    }
    for (const auto &[key, edge] : all) {
        if (edge.faces > 1 && !edge.sharp)
            continue;
        Vec3 a = edge.a, b = edge.b;
        if (a.z > cut && b.z > cut)
            continue;
        if (a.z > cut)
            a = b + (a - b) * ((cut - b.z) / (a.z - b.z));
        else if (b.z > cut)
            b = a + (b - a) * ((cut - a.z) / (b.z - a.z));
        if (glm::length(Vec2(a) - Vec2(b)) > 1e-3)
            edges.push_back({Vec2(a), Vec2(b)});
    }
}

PlanDrawing::Opening openingOf(const domain::Door &door)
{
    PlanDrawing::Opening opening{
        door.from, door.to, door.isWindow, door.swing == domain::DoorSwing::Sliding, door.isEntrance && !door.isWindow,
        {}};
    const Vec2 along = door.to - door.from;
    const Vec2 left(-along.y, along.x); // leaves open to the left of from -> to
    switch (door.swing) {
    case domain::DoorSwing::Left:
        opening.leaves.push_back({door.from, door.to, door.from + left});
        break;
    case domain::DoorSwing::Right:
        opening.leaves.push_back({door.to, door.from, door.to + left});
        break;
    case domain::DoorSwing::Double: {
        const Vec2 middle = (door.from + door.to) * 0.5;
        opening.leaves.push_back({door.from, middle, door.from + left * 0.5});
        opening.leaves.push_back({door.to, middle, door.to + left * 0.5});
        break;
    }
    default:
        break;
    }
    return opening;
}

/// The direction that most of the walls' length runs in, degrees within 45 of east.
double mainDirection(const PlanDrawing &drawing)
{
    std::array<double, 90> lengths{};
    const auto add = [&lengths](const geometry::Ring &ring) {
        for (size_t i = 0; i < ring.size(); ++i) {
            const Vec2 side = ring[(i + 1) % ring.size()] - ring[i];
            const double angle = glm::degrees(std::atan2(side.y, side.x));
            lengths[size_t(std::lround(angle) + 360) % 90] += glm::length(side);
        }
    };
    for (const geometry::Polygon &polygon : drawing.walls)
        add(polygon.outer);
    for (const PlanDrawing::Room &room : drawing.rooms) {
        for (const geometry::Polygon &polygon : room.shape)
            add(polygon.outer);
    }
    const auto most = size_t(std::max_element(lengths.begin(), lengths.end()) - lengths.begin());
    // To a fraction of a degree: the mean about the fullest, weighted by length.
    double sum = 0, weight = 0;
    const auto refine = [&](const geometry::Ring &ring) {
        for (size_t i = 0; i < ring.size(); ++i) {
            const Vec2 side = ring[(i + 1) % ring.size()] - ring[i];
            const double angle = glm::degrees(std::atan2(side.y, side.x));
            const double off = std::remainder(angle - double(most), 90.0);
            if (std::abs(off) < 1) {
                sum += off * glm::length(side);
                weight += glm::length(side);
            }
        }
    };
    for (const geometry::Polygon &polygon : drawing.walls)
        refine(polygon.outer);
    for (const PlanDrawing::Room &room : drawing.rooms) {
        for (const geometry::Polygon &polygon : room.shape)
            refine(polygon.outer);
    }
    return std::remainder(double(most) + (weight > 0 ? sum / weight : 0), 90.0);
}

}

std::optional<PlanDrawing> drawPlan(const domain::Interior &interior, int number, const QString &language)
{
    const auto storey = std::find_if(interior.storeys.begin(), interior.storeys.end(),
                                     [number](const domain::Storey &each) { return each.number == number; });
    if (storey == interior.storeys.end())
        return {};
    PlanDrawing drawing;
    drawing.schematic = interior.schematic;
    const double cut = storey->base + PlanCut;
    for (const domain::Element &element : interior.elements) {
        // What reaches through several storeys (a wall over two, a column) stands on one and is cut on each.
        if (element.mesh.indices.empty() || isLeftOut(element.type))
            continue;
        const geometry::Box3 box = element.mesh.bounds();
        const bool here = element.storey == number;
        const bool wall = isWall(element.type);
        if (box.max.z > cut && box.min.z < cut && (here || wall)) {
            const scene::PlaneFrame plane({0, 0, 1}, cut - element.mesh.origin.z);
            MultiPolygon faces;
            for (geometry::Polygon polygon : scene::sliceMesh(element.mesh.positions, element.mesh.indices, plane)) {
                const auto lift = [&](geometry::Ring &ring) {
                    for (Vec2 &p : ring)
                        p = Vec2(element.mesh.origin + plane.lifted(p));
                };
                lift(polygon.outer);
                std::for_each(polygon.holes.begin(), polygon.holes.end(), lift);
                faces.push_back(std::move(polygon));
            }
            append(wall ? drawing.walls : drawing.other, faces);
        }
        if (here && !wall && box.min.z < cut)
            addEdges(element.mesh, cut, drawing.edges);
    }
    geometry::normalise(drawing.walls);
    geometry::normalise(drawing.other);
    if (!drawing.walls.empty())
        drawing.walls = geometry::united(drawing.walls);

    const bool hasSpaces = std::any_of(interior.spaces.begin(), interior.spaces.end(),
                                       [number](const domain::Space &space) { return space.storey == number; });
    std::map<qint32, MultiPolygon> clear;
    if (drawing.walls.empty() && hasSpaces && !interior.schematic) {
        // Walls are what lies between rooms, as the view has them.
        geometry::Box2 box;
        for (const domain::Space &space : interior.spaces) {
            if (space.storey == number)
                box.add(geometry::bounds(space.shape));
        }
        const Vec2 origin = box.centre();
        const scene::FloorPlan plan = scene::makeFloorPlan(interior, *storey, origin, storey->height);
        append(drawing.walls, plan.solid, origin);
        append(drawing.other, plan.parapets, origin);
        for (const scene::PlanRoom &room : plan.rooms)
            append(clear[room.space], room.clear, origin);
    }
    for (size_t i = 0; i < interior.spaces.size(); ++i) {
        const domain::Space &space = interior.spaces[i];
        if (space.storey != number || space.shape.empty())
            continue;
        const auto shape = clear.find(qint32(i));
        PlanDrawing::Room room{space.id,
                               nameOf(space, language),
                               double(space.area),
                               shape != clear.end() && !shape->second.empty() ? shape->second : space.shape,
                               {},
                               1};
        if (room.area <= 0)
            room.area = geometry::area(space.shape);
        const geometry::InnerCircle circle = geometry::innerCircle(room.shape);
        room.at = std::isnan(circle.centre.x) ? geometry::representativePoint(room.shape) : circle.centre;
        room.radius = std::max(circle.radius, 0.2);
        drawing.rooms.push_back(std::move(room));
    }
    for (const domain::Door &door : interior.doors) {
        const bool cutThrough = std::isnan(door.base) || (door.base < cut && door.base + double(door.height) > cut);
        if (door.storey == number && (!door.isWindow || cutThrough) && glm::length(door.to - door.from) > 0.05)
            drawing.openings.push_back(openingOf(door));
    }
    for (const PlanDrawing::Room &room : drawing.rooms)
        drawing.bounds.add(geometry::bounds(room.shape));
    drawing.bounds.add(geometry::bounds(drawing.walls));
    drawing.bounds.add(geometry::bounds(drawing.other));
    for (const geometry::LineString &edge : drawing.edges) {
        for (const Vec2 &p : edge)
            drawing.bounds.add(p);
    }
    if (drawing.bounds.isEmpty())
        return {};
    drawing.turn = -mainDirection(drawing);
    return drawing;
}

}
