#include "scene/interior/PlanMesher.h"

#include "geometry/EarClipping.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::MultiPolygon;
using geometry::Polygon;
using geometry::Ring;
using geometry::Triangulation;
using geometry::Vec2;
using geometry::Vec3;

static uint32_t placeOf(const std::vector<qint32> &list, qint32 index)
{
    return uint32_t(std::find(list.begin(), list.end(), index) - list.begin());
}

uint32_t StoreyFeatures::ofSpace(qint32 space) const
{
    return spacesFrom() + placeOf(spaces, space);
}

uint32_t StoreyFeatures::ofDoor(qint32 door) const
{
    return doorsFrom() + placeOf(doors, door);
}

std::vector<uint32_t> StoreyFeatures::ofElement(qint32 element) const
{
    std::vector<uint32_t> found;
    for (size_t i = 0; i < elements.size(); ++i) {
        if (elements[i].first == element)
            found.push_back(elementsFrom() + uint32_t(i));
    }
    return found;
}

/// Which opening's jamb an edge of the walls is; -1: none, it is a wall's face.
static int jambOf(const std::vector<PlanOpening> &openings, const Vec2 &a, const Vec2 &b)
{
    constexpr double Near = 0.01;
    const auto onJamb = [&](const PlanOpening &opening, const Vec2 &p, double side) {
        const Vec2 from = p - opening.from;
        const double across = glm::dot(from, opening.across);
        return std::abs(glm::dot(from, opening.along) - side) < Near && across > opening.near - 0.03 &&
               across < opening.far + 0.03;
    };
    for (size_t i = 0; i < openings.size(); ++i) {
        const PlanOpening &opening = openings[i];
        if (opening.far <= opening.near)
            continue;
        if ((onJamb(opening, a, 0) && onJamb(opening, b, 0)) ||
            (onJamb(opening, a, opening.width) && onJamb(opening, b, opening.width)))
            return int(i);
    }
    return -1;
}

namespace
{

class WallWriter
{
public:
    WallWriter(StoreyWriter &writer, const FloorPlan &plan) : m_writer(writer), m_plan(plan) {}

    void write()
    {
        for (const Polygon &polygon : m_plan.solid)
            writeSolid(polygon);
        for (const PlanOpening &opening : m_plan.openings) {
            for (const Polygon &piece : opening.pieces)
                writePiece(opening, piece);
        }
    }

private:
    static constexpr double Cut = StoreyWriter::Cut;

    /// A face, its upper and lower edges.
    void faceWithEdges(const Vec2 &a, const Vec2 &b, double bottom, double top)
    {
        if (top - bottom < 1e-4)
            return;
        m_writer.upright(a, b, bottom, top);
        m_writer.edge(Vec3(a, bottom), Vec3(b, bottom));
        m_writer.edge(Vec3(a, top), Vec3(b, top));
        if (bottom < Cut && top > Cut)
            m_writer.cutEdge(a, b);
    }

    void writeSolid(const Polygon &polygon)
    {
        const double top = m_plan.wallTop;
        const auto ring = [&](const Ring &corners) {
            const size_t n = corners.size();
            std::vector<int> jambs(n);
            for (size_t i = 0; i < n; ++i)
                jambs[i] = jambOf(m_plan.openings, corners[i], corners[(i + 1) % n]);
            for (size_t i = 0; i < n; ++i) {
                const Vec2 &a = corners[i], &b = corners[(i + 1) % n];
                const int jamb = jambs[i], before = jambs[(i + n - 1) % n];
                if (jamb < 0) {
                    faceWithEdges(a, b, 0, top);
                    m_writer.stop(a, b);
                } else {
                    const PlanOpening &opening = m_plan.openings[size_t(jamb)];
                    faceWithEdges(a, b, opening.sill, opening.head);
                    if (opening.sill < StoreyWriter::StopsTo && opening.head > StoreyWriter::StopsFrom)
                        m_writer.stop(a, b);
                }
                // A corner that an opening makes goes no further than the opening.
                if (jamb < 0 && before < 0) {
                    m_writer.edge(Vec3(a, 0), Vec3(a, top));
                } else {
                    const PlanOpening &opening = m_plan.openings[size_t(jamb >= 0 ? jamb : before)];
                    m_writer.edge(Vec3(a, opening.sill), Vec3(a, opening.head));
                }
            }
        };
        ring(polygon.outer);
        for (const Ring &hole : polygon.holes)
            ring(hole);
        Triangulation flat = geometry::triangulateQuickly(polygon);
        m_writer.level(flat, top);
        m_writer.cutFace(flat);
        m_writer.solid(std::move(flat), 0, top);
    }

    /// What stands under and over an opening.
    void writePiece(const PlanOpening &opening, const Polygon &piece)
    {
        const double top = m_plan.wallTop;
        const Triangulation flat = geometry::triangulateQuickly(piece);
        const bool isBlocked = opening.sill > StoreyWriter::StopsFrom;
        const auto ring = [&](const Ring &corners) {
            for (size_t i = 0; i < corners.size(); ++i) {
                const Vec2 &a = corners[i], &b = corners[(i + 1) % corners.size()];
                if (jambOf({opening}, a, b) >= 0)
                    continue;
                faceWithEdges(a, b, 0, opening.sill);
                faceWithEdges(a, b, opening.head, top);
                if (isBlocked)
                    m_writer.stop(a, b);
            }
        };
        ring(piece.outer);
        for (const Ring &hole : piece.holes)
            ring(hole);
        const auto body = [&](double bottom, double up) {
            if (up - bottom < 1e-4)
                return;
            if (bottom > 0)
                m_writer.level(flat, bottom, false);
            m_writer.level(flat, up);
            if (bottom < Cut && up > Cut)
                m_writer.cutFace(flat);
            m_writer.solid(flat, bottom, up);
        };
        body(0, opening.sill);
        body(opening.head, top);
    }

    StoreyWriter &m_writer;
    const FloorPlan &m_plan;
};

}

static void writeSlab(StoreyWriter &writer, const FloorPlan &plan, const StoreyFeatures &features,
                      const PlanVoids &voids)
{
    const MultiPolygon slab = voids.wells.empty() ? plan.slab : geometry::difference(plan.slab, voids.wells);
    writer.setFeature(features.slab);
    writer.setPart(InsidePart::Slab);
    const double bottom = -FloorPlan::SlabThickness;
    for (const Polygon &polygon : slab) {
        const auto ring = [&](const Ring &corners) {
            for (size_t i = 0; i < corners.size(); ++i) {
                const Vec2 &a = corners[i], &b = corners[(i + 1) % corners.size()];
                writer.upright(a, b, bottom, 0);
                writer.edge(Vec3(a, bottom), Vec3(b, bottom));
                writer.edge(Vec3(a, 0), Vec3(b, 0));
            }
        };
        ring(polygon.outer);
        for (const Ring &hole : polygon.holes)
            ring(hole);
        Triangulation flat = geometry::triangulateQuickly(polygon);
        writer.level(flat, bottom, false);
        // The top is made of the rooms' floors and the doors' thresholds: nothing there is drawn twice.
        constexpr double Gap = 0.005;
        writer.ceilingFace(flat, plan.wallTop - Gap);
        writer.solid(std::move(flat), bottom, 0);
    }
    for (const Polygon &polygon : plan.unknown) {
        const Triangulation flat = geometry::triangulateQuickly(polygon);
        writer.level(flat, 0);
        writer.bear(flat, 0);
    }
    // Under walls the top is never seen.
    for (const PlanOpening &opening : plan.openings) {
        if (opening.sill > 0)
            continue;
        for (const Polygon &polygon : opening.pieces) {
            const Triangulation flat = geometry::triangulateQuickly(polygon);
            writer.level(flat, 0);
        }
        // Laps over the rooms' floors: a foot must not fall between them.
        constexpr double Lap = 0.02;
        const double near = opening.near - Lap, far = opening.far + Lap, width = opening.width;
        if (opening.far > opening.near)
            writer.bear({{opening.at(0, near), opening.at(width, near), opening.at(width, far), opening.at(0, far)},
                         {0, 1, 2, 0, 2, 3}},
                        0);
    }
}

static void writeFloors(StoreyWriter &writer, const FloorPlan &plan, const StoreyFeatures &features,
                        const PlanVoids &voids)
{
    writer.setPart(InsidePart::Floor);
    for (const PlanRoom &room : plan.rooms) {
        writer.setFeature(features.ofSpace(room.space));
        const geometry::Box2 box = geometry::bounds(room.clear);
        const bool hasWell = std::any_of(voids.wells.begin(), voids.wells.end(), [&](const Polygon &well) {
            return geometry::bounds(well.outer).intersects(box);
        });
        const MultiPolygon floor = hasWell ? geometry::difference(room.clear, voids.wells) : room.clear;
        for (const Polygon &polygon : floor) {
            const Triangulation flat = geometry::triangulateQuickly(polygon);
            writer.level(flat, room.floor);
            writer.bear(flat, room.floor);
        }
    }
}

void writePlan(StoreyWriter &writer, const FloorPlan &plan, const StoreyFeatures &features, const PlanVoids &voids)
{
    writeSlab(writer, plan, features, voids);
    writeFloors(writer, plan, features, voids);
    writer.setFeature(features.walls);
    writer.setPart(InsidePart::Wall);
    WallWriter(writer, plan).write();
    constexpr double ParapetHeight = 1.1;
    for (const Polygon &polygon : plan.parapets) {
        writer.prism(polygon, 0, ParapetHeight);
        for (size_t i = 0; i < polygon.outer.size(); ++i)
            writer.stop(polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]);
    }
}

void writeBoxes(StoreyWriter &writer, const domain::Interior &interior, const StoreyFeatures &features,
                const Vec2 &origin, double base, double height)
{
    constexpr double Gap = 0.12, Over = 0.05, Least = 1.5;
    const double top = std::max(height - 0.3, Least);
    std::vector<PlanRoom> boxes;
    writer.setPart(InsidePart::Floor);
    for (const qint32 index : features.spaces) {
        MultiPolygon shape = geometry::moved(interior.spaces[size_t(index)].shape, -origin);
        MultiPolygon box = geometry::grown(shape, -Gap);
        if (box.empty())
            box = std::move(shape);
        writer.setFeature(features.ofSpace(index));
        for (const Polygon &polygon : box)
            writer.prism(polygon, Over, top, InsidePart::Floor);
        // Named where the plan is cut: the floor is inside the box.
        boxes.push_back({index, std::move(box), StoreyWriter::Cut});
    }
    writeLabels(writer, interior, boxes, features);
}

void writeLabels(StoreyWriter &writer, const domain::Interior &interior, const std::vector<PlanRoom> &rooms,
                 const StoreyFeatures &features)
{
    for (const PlanRoom &room : rooms) {
        const domain::Space &space = interior.spaces[size_t(room.space)];
        const geometry::InnerCircle circle = geometry::innerCircle(room.clear);
        if (!(circle.radius > 0))
            continue;
        const double area = space.area > 0 ? double(space.area) : geometry::area(room.clear);
        InsideLabel label;
        label.at = Vec3(circle.centre, room.floor);
        label.radius = float(circle.radius);
        label.area = QCoreApplication::translate("scene", "%1 m²").arg(area, 0, 'f', 1);
        label.feature = features.ofSpace(room.space);
        writer.label(std::move(label));
    }
}

}
