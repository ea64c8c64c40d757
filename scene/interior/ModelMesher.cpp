#include "scene/interior/ModelMesher.h"

#include "geometry/EarClipping.h"
#include "scene/interior/MeshSlice.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

/// How far over the floor that bears it a room's patch lies.
static constexpr double PatchOver = 0.02;

ModelMesher::ModelMesher(const domain::Interior &interior, const std::vector<double> &bases,
                         const std::vector<double> &heights)
    : m_interior(&interior), m_bases(bases), m_heights(heights)
{
    QHash<int, int> indexOf;
    for (size_t i = 0; i < interior.storeys.size(); ++i)
        indexOf.insert(interior.storeys[i].number, int(i));
    for (size_t i = 0; i < interior.doors.size(); ++i)
        m_doors.insert(interior.doors[i].id, qint32(i));
    int walls = 0, floors = 0;
    m_places.resize(interior.elements.size());
    for (size_t i = 0; i < interior.elements.size(); ++i) {
        const domain::Element &element = interior.elements[i];
        if (element.mesh.indices.empty() || bases.empty())
            continue;
        const ElementRole role = roleOf(element.type);
        walls += role == ElementRole::Wall;
        floors += role == ElementRole::Floor;
        Place &place = m_places[i];
        place.bounds = element.mesh.bounds();
        place.storey = element.storey != 0 ? indexOf.value(element.storey, -1) : -1;
        if (place.storey < 0) {
            // The highest storey whose floor it does not lie wholly under; a slab hangs below the floor it bears.
            constexpr double Hangs = 0.4;
            place.storey = 0;
            for (size_t s = 1; s < bases.size(); ++s) {
                if (bases[s] <= place.bounds.min.z + Hangs)
                    place.storey = int(s);
            }
        }
        constexpr double Beyond = 0.8;
        const bool divides = role == ElementRole::Wall || role == ElementRole::Body;
        place.through = divides && (place.bounds.max.z > top(size_t(place.storey)) + Beyond ||
                                    place.bounds.min.z < bases[size_t(place.storey)] - Beyond);
    }
    m_hasWalls = walls > 0 || (floors > 0 && interior.spaces.empty());
}

bool ModelMesher::isShown(const Place &place, size_t storey) const
{
    if (place.storey < 0)
        return false;
    if (place.storey == int(storey))
        return true;
    constexpr double Least = 0.5;
    return place.through && place.bounds.max.z > m_bases[storey] + Least && place.bounds.min.z < top(storey) - Least;
}

std::vector<qint32> ModelMesher::elementsOf(size_t storey) const
{
    std::vector<qint32> elements;
    for (size_t i = 0; i < m_places.size(); ++i) {
        if (isShown(m_places[i], storey))
            elements.push_back(qint32(i));
    }
    return elements;
}

qint32 ModelMesher::doorOf(qint32 element) const
{
    return m_doors.value(m_interior->elements[size_t(element)].id, -1);
}

static void append(InsideSolids::Body &body, const LocalElement &local)
{
    const uint32_t first = uint32_t(body.positions.size());
    body.positions.insert(body.positions.end(), local.positions.begin(), local.positions.end());
    for (const uint32_t index : local.element->mesh.indices)
        body.indices.push_back(first + index);
    body.bounds.add(local.bounds);
}

void ModelMesher::write(StoreyWriter &writer, size_t storey, const Vec2 &origin, const StoreyFeatures &features) const
{
    constexpr double Everywhere = 1e6;
    const Vec3 here(origin, m_bases[storey]);
    const double height = m_heights[storey];
    // City models give walls as single surfaces, those of the rooms and those outside: together they enclose the wall.
    InsideSolids::Body sheets;
    for (size_t i = 0; i < m_places.size(); ++i) {
        const Place &place = m_places[i];
        const bool shown = isShown(place, storey);
        const bool meets =
            place.storey >= 0 && place.bounds.max.z > m_bases[storey] - 1 && place.bounds.min.z < top(storey);
        if (!shown && !meets)
            continue;
        const LocalElement local(m_interior->elements[i], here);
        if (shown) {
            const bool lowest = storey == 0, highest = storey + 1 == m_bases.size();
            const bool fills = writeElement(writer, local, place.through && !lowest ? 0 : -Everywhere,
                                            place.through && !highest ? height : Everywhere,
                                            place.storey == int(storey), features.ofElement(qint32(i)));
            if (!fills && local.role != ElementRole::Furniture)
                append(sheets, local);
        }
        if (m_hasWalls || local.role == ElementRole::Furniture)
            writeObstacles(writer, local);
        writeGround(writer, local, height);
    }
    writer.setFeature(features.walls);
    if (enclosesWalls(sheets, storey, origin) && writeCut(writer, sheets.positions, sheets.indices))
        writer.solid(std::move(sheets));
}

bool ModelMesher::enclosesWalls(const InsideSolids::Body &sheets, size_t storey, const Vec2 &origin) const
{
    PlaneFrame plane;
    plane.distance = StoreyWriter::Cut;
    const geometry::MultiPolygon faces = sliceMesh(sheets.positions, sheets.indices, plane);
    // Where walls are single sheets, they enclose the rooms.
    return !faces.empty() && std::none_of(m_interior->spaces.begin(), m_interior->spaces.end(), [&](const auto &space) {
        return space.storey == m_interior->storeys[storey].number && !space.shape.empty() &&
               geometry::contains(faces, geometry::representativePoint(space.shape) - origin);
    });
}

geometry::MultiPolygon ModelMesher::slabsAt(double height, const geometry::Box2 &area) const
{
    geometry::MultiPolygon slabs;
    for (size_t i = 0; i < m_places.size(); ++i) {
        const Place &place = m_places[i];
        const domain::Element &element = m_interior->elements[i];
        if (place.storey < 0 || place.bounds.min.z > height || place.bounds.max.z < height ||
            roleOf(element.type) != ElementRole::Floor || !place.bounds.flat().intersects(area))
            continue;
        const PlaneFrame plane(Vec3(0, 0, 1), height - element.mesh.origin.z);
        for (geometry::Polygon &face : sliceMesh(element.mesh.positions, element.mesh.indices, plane)) {
            // The plane's axes are the scene's, turned: back to the scene.
            const auto back = [&](geometry::Ring &ring) {
                for (Vec2 &p : ring)
                    p = Vec2(plane.lifted(p)) + Vec2(element.mesh.origin);
            };
            back(face.outer);
            for (geometry::Ring &hole : face.holes)
                back(hole);
            slabs.push_back(std::move(face));
        }
    }
    geometry::normalise(slabs);
    return slabs;
}

/// The floor within a wall that a door goes through, from room to room: models rarely have one. Finds the wall's faces.
static void writeThreshold(StoreyWriter &writer, const FloorPlan &plan, PlanOpening &opening, uint32_t feature)
{
    constexpr double Step = 0.025, Thickest = 0.6, Usual = 0.15;
    double floor = geometry::NaN;
    const auto faceOn = [&](double side) {
        for (double reach = Step; reach < Thickest; reach += Step) {
            for (const PlanRoom &room : plan.rooms) {
                if (std::abs(room.floor - opening.sill) < 0.3 &&
                    geometry::contains(room.clear, opening.at(opening.width / 2, side * reach))) {
                    floor = std::isfinite(floor) ? std::min(floor, room.floor) : room.floor;
                    return reach - Step / 2;
                }
            }
        }
        return -1.0;
    };
    const double left = faceOn(1), right = faceOn(-1);
    if (!std::isfinite(floor))
        return;
    opening.far = left >= 0 ? left : Usual;
    opening.near = right >= 0 ? -right : -Usual;
    writer.setFeature(feature);
    writer.setPart(InsidePart::Slab);
    const geometry::Triangulation flat{{opening.at(0, opening.near), opening.at(opening.width, opening.near),
                                        opening.at(opening.width, opening.far), opening.at(0, opening.far)},
                                       {0, 1, 2, 0, 2, 3}};
    // Half as high as the rooms' patches, which it may lap over.
    writer.level(flat, floor - PatchOver / 2);
    writer.bear(flat, floor - PatchOver / 2);
}

void ModelMesher::writeRooms(StoreyWriter &writer, size_t number, const Vec2 &origin,
                             const StoreyFeatures &features) const
{
    const domain::Storey &storey = m_interior->storeys[number];
    const double base = m_bases[number];
    const geometry::Bvh ground = writer.ground();
    FloorPlan plan;
    for (const qint32 index : features.spaces) {
        const domain::Space &space = m_interior->spaces[size_t(index)];
        PlanRoom room;
        room.space = index;
        room.floor = std::isfinite(space.base) ? space.base - base : 0;
        room.clear = geometry::moved(space.shape, -origin);
        if (geometry::normalise(room.clear) == geometry::Repair::Nothing)
            continue;
        // On what bears it, which may lie higher than the space begins.
        const Vec2 middle = geometry::representativePoint(room.clear);
        constexpr double From = 0.8, Reach = 1.6, Within = 0.01;
        geometry::MultiPolygon floor = room.clear;
        if (const auto hit = ground.nearest({Vec3(middle, room.floor + From), Vec3(0, 0, -1)}, Reach)) {
            room.floor = hit->point.z;
            // Stairwells and galleries stay open: no floor where no slab is, unless the slab tells too little.
            const geometry::MultiPolygon slabs =
                geometry::moved(slabsAt(base + room.floor - Within, geometry::bounds(space.shape)), -origin);
            constexpr double Enough = 0.3;
            geometry::MultiPolygon borne = slabs.empty() ? slabs : geometry::intersection(room.clear, slabs);
            if (geometry::area(borne) > Enough * geometry::area(room.clear))
                floor = std::move(borne);
        }
        room.floor += PatchOver;
        writer.setFeature(features.ofSpace(index));
        writer.setPart(InsidePart::Floor);
        for (const geometry::Polygon &polygon : floor) {
            const geometry::Triangulation flat = geometry::triangulateQuickly(polygon);
            writer.level(flat, room.floor);
            writer.bear(flat, room.floor);
            const auto outline = [&](const geometry::Ring &ring) {
                for (size_t i = 0; i < ring.size(); ++i)
                    writer.edge(Vec3(ring[i], room.floor), Vec3(ring[(i + 1) % ring.size()], room.floor), 0.8f);
            };
            outline(polygon.outer);
            for (const geometry::Ring &hole : polygon.holes)
                outline(hole);
        }
        plan.rooms.push_back(std::move(room));
    }
    writeLabels(writer, *m_interior, plan.rooms, features);
    for (const qint32 index : features.doors) {
        const domain::Door &door = m_interior->doors[size_t(index)];
        const Vec2 run = door.to - door.from;
        PlanOpening opening;
        opening.door = index;
        opening.from = door.from - origin;
        opening.to = door.to - origin;
        opening.width = glm::length(run);
        if (!(opening.width > 0.05) || door.storey != storey.number)
            continue;
        opening.along = run / opening.width;
        opening.across = Vec2(-opening.along.y, opening.along.x);
        opening.sill = std::isfinite(door.base) ? door.base - base : 0;
        opening.head = opening.sill + double(door.height);
        if (!door.isWindow)
            writeThreshold(writer, plan, opening, features.slab);
        plan.openings.push_back(opening);
    }
    writeOpenings(writer, *m_interior, plan, features, false);
}

}
