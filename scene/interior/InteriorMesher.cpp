#include "base/Job.h"
#include "scene/interior/PlanMesher.h"

#include <QCryptographicHash>
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

    StoreyFeatures partsOf(const domain::Storey &storey) const
    {
        StoreyFeatures parts;
        for (size_t i = 0; i < m_interior->spaces.size(); ++i) {
            if (m_interior->spaces[i].storey == storey.number)
                parts.spaces.push_back(qint32(i));
        }
        for (size_t i = 0; i < m_interior->doors.size(); ++i) {
            if (m_interior->doors[i].storey == storey.number)
                parts.doors.push_back(qint32(i));
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
        return first;
    }

    std::shared_ptr<const InsideStorey> make(size_t number)
    {
        const domain::Storey &storey = m_interior->storeys[number];
        const StoreyFeatures parts = partsOf(storey);
        const double height = heightOf(number);
        StoreyWriter writer;
        const FloorPlan plan = makeFloorPlan(*m_interior, storey, m_origin, height);
        writePlan(writer, plan, parts, {});
        writeOpenings(writer, *m_interior, plan, parts);
        writeLabels(writer, *m_interior, plan.rooms, parts);
        const auto mesh = std::make_shared<const StoreyMesh>(writer.finish());
        return place(*mesh, number, addFeatures(storey, parts));
    }

    /// The storey's mesh where it stands, with its own features.
    std::shared_ptr<const InsideStorey> place(const StoreyMesh &mesh, size_t number, uint32_t firstFeature) const
    {
        const domain::Storey &storey = m_interior->storeys[number];
        auto placed = std::make_shared<InsideStorey>();
        placed->number = storey.number;
        placed->name = storey.name;
        placed->base = baseOf(number);
        placed->height = heightOf(number);
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
