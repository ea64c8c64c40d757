#include "base/Job.h"
#include "scene/interior/ModelMesher.h"
#include "scene/interior/StoreyKey.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

class InteriorMesher
{
public:
    explicit InteriorMesher(const std::shared_ptr<const domain::Interior> &interior) : m_interior(interior)
    {
        m_features.push_back({});
        findOrigin();
        for (size_t i = 0; i < m_interior->storeys.size(); ++i) {
            m_bases.push_back(baseOf(i));
            m_heights.push_back(heightOf(i));
        }
        m_model = ModelMesher(*m_interior, m_bases, m_heights);
        if (!m_interior->schematic && !m_model.hasWalls())
            m_stairs = StairStacks(*m_interior, m_origin);
    }

    /// Storeys in the order they are made: the one that is wanted, then the nearest.
    std::vector<size_t> order(std::optional<int> first) const
    {
        const auto &storeys = m_interior->storeys;
        size_t wanted = 0;
        for (size_t i = 0; i < storeys.size(); ++i) {
            if (storeys[i].number == first.value_or(1))
                wanted = i;
        }
        std::vector<size_t> order(storeys.size());
        for (size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        const auto away = [wanted](size_t i) { return i > wanted ? i - wanted : wanted - i; };
        std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return away(a) < away(b); });
        return order;
    }

    void add(size_t storey)
    {
        const auto made = make(storey);
        const auto before = [](const auto &a, const auto &b) { return a->base < b->base; };
        m_done.insert(std::upper_bound(m_done.begin(), m_done.end(), made, before), made);
    }

    std::shared_ptr<const InteriorGeometry> snapshot() const
    {
        return std::make_shared<const InteriorGeometry>(InteriorGeometry{m_interior, m_features, m_done});
    }

private:
    void findOrigin()
    {
        geometry::Box2 box;
        for (const domain::Space &space : m_interior->spaces)
            box.add(geometry::bounds(space.shape));
        for (const domain::Element &element : m_interior->elements) {
            if (box.isEmpty() && !element.mesh.positions.empty())
                box.add(element.mesh.bounds().flat());
        }
        if (!box.isEmpty())
            m_origin = glm::round(box.centre());
    }

    double baseOf(size_t i) const
    {
        const double base = m_interior->storeys[i].base;
        return std::isfinite(base) ? base : 0;
    }

    /// Up to the next storey's floor.
    double heightOf(size_t i) const
    {
        constexpr double Least = 2.0, Usual = 3.0, Most = 30.0;
        const auto &storeys = m_interior->storeys;
        const double own = storeys[i].height > 0 ? storeys[i].height : Usual;
        const double rise = i + 1 < storeys.size() ? baseOf(i + 1) - baseOf(i) : own;
        return std::clamp(rise > Least ? rise : own, Least, Most);
    }

    StoreyFeatures partsOf(size_t number) const
    {
        const domain::Storey &storey = m_interior->storeys[number];
        StoreyFeatures parts;
        for (size_t i = 0; i < m_interior->spaces.size(); ++i) {
            if (m_interior->spaces[i].storey == storey.number)
                parts.spaces.push_back(qint32(i));
        }
        for (size_t i = 0; i < m_interior->doors.size(); ++i) {
            if (m_interior->doors[i].storey == storey.number)
                parts.doors.push_back(qint32(i));
        }
        for (const qint32 i : m_model.elementsOf(number)) {
            const int colours = int(m_interior->elements[size_t(i)].colours.size());
            for (int colour = 0; colour < std::max(1, colours); ++colour)
                parts.elements.emplace_back(i, colours > 0 ? colour : -1);
        }
        return parts;
    }

    /// Gives a storey's parts their features; returns the first one's number.
    uint32_t addFeatures(const domain::Storey &storey, const StoreyFeatures &parts)
    {
        const uint32_t first = uint32_t(m_features.size());
        m_features.push_back({{}, InsidePart::Wall, storey.number});
        m_features.push_back({{}, InsidePart::Slab, storey.number});
        for (const qint32 i : parts.spaces) {
            const domain::Space &space = m_interior->spaces[size_t(i)];
            InsideFeature feature{{domain::ObjectKind::Space, space.id}, InsidePart::Floor, storey.number, i};
            if (m_interior->schematic)
                feature.object = space.unit.isEmpty() ? domain::ObjectRef{domain::ObjectKind::Storey, storey.id}
                                                      : domain::ObjectRef{domain::ObjectKind::Unit, space.unit};
            else if (space.function == domain::SpaceFunction::Stair)
                feature.part = InsidePart::Stair;
            else if (space.function == domain::SpaceFunction::Lift)
                feature.part = InsidePart::Lift;
            m_features.push_back(std::move(feature));
        }
        for (const qint32 i : parts.doors) {
            const domain::Door &door = m_interior->doors[size_t(i)];
            m_features.push_back({{domain::ObjectKind::Door, door.id},
                                  door.isWindow ? InsidePart::Window : InsidePart::Door,
                                  storey.number,
                                  -1,
                                  i});
        }
        for (const auto &[i, colour] : parts.elements) {
            const domain::Element &element = m_interior->elements[size_t(i)];
            // A door of a model is the door that one goes through.
            const qint32 door = m_model.doorOf(i);
            const domain::ObjectKind kind = door >= 0 ? domain::ObjectKind::Door : domain::ObjectKind::Element;
            m_features.push_back(
                {{kind, element.id}, partOf(roleOf(element.type)), storey.number, -1, door, i, colour});
        }
        return first;
    }

    std::shared_ptr<const InsideStorey> make(size_t number)
    {
        const StoreyFeatures parts = partsOf(number);
        std::shared_ptr<const StoreyMesh> mesh;
        if (parts.elements.empty()) {
            const QByteArray key = storeyKey(*m_interior, number, parts, m_stairs, m_origin, m_heights[number]);
            std::shared_ptr<const StoreyMesh> &known = m_meshes[key];
            if (!known)
                known = std::make_shared<const StoreyMesh>(meshOf(number, parts));
            mesh = known;
        } else {
            mesh = std::make_shared<const StoreyMesh>(meshOf(number, parts));
        }
        return place(*mesh, number, addFeatures(m_interior->storeys[number], parts));
    }

    StoreyMesh meshOf(size_t number, const StoreyFeatures &parts) const
    {
        const domain::Storey &storey = m_interior->storeys[number];
        StoreyWriter writer;
        if (m_interior->schematic) {
            writeBoxes(writer, *m_interior, parts, m_origin, m_bases[number], m_heights[number]);
            return writer.finish();
        }
        m_model.write(writer, number, m_origin, parts);
        if (m_model.hasWalls()) {
            m_model.writeRooms(writer, number, m_origin, parts);
            return writer.finish();
        }
        const FloorPlan plan = makeFloorPlan(*m_interior, storey, m_origin, m_heights[number]);
        PlanVoids voids;
        for (const PlanRoom &room : plan.rooms) {
            if (const StairFlights *arriving = m_stairs.arrivingAt(room.space)) {
                const geometry::MultiPolygon hole = arriving->hole();
                voids.wells.insert(voids.wells.end(), hole.begin(), hole.end());
            }
        }
        writePlan(writer, plan, parts, voids);
        for (const PlanRoom &room : plan.rooms) {
            writer.setFeature(parts.ofSpace(room.space));
            if (const StairFlights *up = m_stairs.upFrom(room.space)) {
                up->writeLower(writer);
                up->writeGround(writer);
            }
            if (const StairFlights *arriving = m_stairs.arrivingAt(room.space))
                arriving->writeUpper(writer);
            if (m_interior->spaces[size_t(room.space)].function == domain::SpaceFunction::Lift)
                writeLift(writer, room.clear);
        }
        writeOpenings(writer, *m_interior, plan, parts);
        writeLabels(writer, *m_interior, plan.rooms, parts);
        return writer.finish();
    }

    /// The storey's mesh where it stands, with its own features.
    std::shared_ptr<const InsideStorey> place(const StoreyMesh &mesh, size_t number, uint32_t firstFeature) const
    {
        const domain::Storey &storey = m_interior->storeys[number];
        auto placed = std::make_shared<InsideStorey>();
        placed->number = storey.number;
        placed->base = m_bases[number];
        placed->height = m_heights[number];
        placed->firstFeature = firstFeature;
        placed->solids = mesh.solids;
        const Vec3 origin(m_origin, placed->base);
        const auto chunk = [&](const StoreyMesh::Part &part) {
            auto here = std::make_shared<ChunkGeometry>();
            here->origin = origin;
            here->vertices = part.vertices;
            for (ChunkGeometry::Vertex &vertex : here->vertices)
                vertex.feature += firstFeature;
            here->indices = part.indices;
            here->bvh = part.bvh.moved(origin);
            if (!part.bounds.isEmpty())
                here->bounds = {part.bounds.min + origin, part.bounds.max + origin};
            placed->bounds.add(here->bounds);
            return std::shared_ptr<const ChunkGeometry>(std::move(here));
        };
        placed->lower = chunk(mesh.lower);
        placed->cut = chunk(mesh.cut);
        placed->upper = chunk(mesh.upper);
        placed->ceiling = chunk(mesh.ceiling);
        const auto lines = [firstFeature](LineMesh from) {
            for (LineVertex &vertex : from.vertices)
                vertex.feature += firstFeature;
            return from;
        };
        LineMesh lower = lines(mesh.lines);
        placed->lines = std::move(lower.vertices);
        placed->lineIndices = std::move(lower.indices);
        placed->cutLines = lines(mesh.cutLines);
        placed->upperLines = lines(mesh.upperLines);
        placed->lineOrigin = origin;
        placed->labels = mesh.labels;
        for (InsideLabel &label : placed->labels) {
            label.at += origin;
            label.feature += firstFeature;
        }
        placed->walls = mesh.walls.moved(origin);
        placed->floors = mesh.floors.moved(origin);
        return placed;
    }

    std::shared_ptr<const domain::Interior> m_interior;
    Vec2 m_origin{0.0};
    std::vector<double> m_bases, m_heights;
    ModelMesher m_model;
    StairStacks m_stairs;
    QHash<QByteArray, std::shared_ptr<const StoreyMesh>> m_meshes;
    std::vector<InsideFeature> m_features;
    std::vector<std::shared_ptr<const InsideStorey>> m_done;
};

}

std::shared_ptr<const InteriorGeometry>
buildInterior(const std::shared_ptr<const domain::Interior> &interior, std::optional<int> first, const base::Job &job,
              const std::function<void(const std::shared_ptr<const InteriorGeometry> &)> &done)
{
    if (!interior)
        return nullptr;
    InteriorMesher mesher(interior);
    for (const size_t storey : mesher.order(first)) {
        if (job.isCancelled())
            return nullptr;
        mesher.add(storey);
        if (done)
            done(mesher.snapshot());
    }
    return mesher.snapshot();
}

}
