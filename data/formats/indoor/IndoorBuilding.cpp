#include "formats/indoor/IndoorBuilding.h"

#include "formats/ifc/IfcShapes.h"
#include "geometry/Triangulation.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace formats
{

using geometry::Vec2;
using geometry::Vec3;

domain::Interior raised(domain::Interior interior, double ground)
{
    if (!std::isfinite(ground))
        return interior;
    for (domain::Storey &storey : interior.storeys)
        storey.base += ground;
    for (domain::Space &space : interior.spaces)
        space.base += ground;
    for (domain::Door &door : interior.doors)
        door.base += ground;
    for (domain::Passage &passage : interior.passages)
        passage.at.z += ground;
    for (domain::Element &element : interior.elements)
        element.mesh.origin.z += ground;
    return interior;
}

base::Result<domain::Interior> FileInteriors::read(const domain::Building &building, const base::Job &job) const
{
    auto parsed = m_parse(job);
    if (!parsed)
        return tl::unexpected(parsed.error());
    for (IndoorBuilding &one : *parsed) {
        if (one.building.id == building.id)
            return raised(std::move(one.interior), building.ground);
    }
    return base::failure(QStringLiteral("building-unknown"),
                         QCoreApplication::translate("formats", "The file no longer has the building"), m_source,
                         building.id);
}

void describeByInside(IndoorBuilding &whole)
{
    domain::Building &building = whole.building;
    const domain::Interior &interior = whole.interior;
    geometry::MultiPolygon shapes;
    int lowest = 1, highest = 0;
    double top = 0;
    const auto take = [&](int storey, double base, double height, const geometry::MultiPolygon &shape) {
        lowest = std::min(lowest, storey);
        highest = std::max(highest, storey);
        if (std::isfinite(base))
            top = std::max(top, base + height);
        shapes.insert(shapes.end(), shape.begin(), shape.end());
    };
    for (const domain::Storey &storey : interior.storeys)
        take(storey.number, storey.base, storey.height, storey.shape);
    for (const domain::Space &space : interior.spaces)
        take(space.storey, space.base, double(space.height), space.shape);
    if (building.footprint.empty()) {
        constexpr double Wall = 0.6; // metres between spaces that are one building
        // Closing the gaps rounds the corners off: the shapes themselves bring them back.
        geometry::MultiPolygon closed = ifc::merged(shapes, Wall);
        closed.insert(closed.end(), shapes.begin(), shapes.end());
        building.footprint = ifc::merged(closed, 0);
    }
    if (building.storeysAbove == 0)
        building.storeysAbove = highest;
    if (building.storeysBelow == 0)
        building.storeysBelow = std::max(0, -lowest);
    if (!(building.height > 0)) {
        constexpr double Slab = 0.3; // of what is all under the ground: it is to be seen and clicked
        building.height = float(std::max(top, Slab));
        building.heightIsGuessed = true;
    }
}

domain::Layer layerOf(const std::vector<IndoorBuilding> &buildings, const domain::LayerInfo &info,
                      FileInteriors::Parse parse)
{
    domain::Layer layer;
    layer.info = info;
    layer.info.kind = domain::LayerKind::Building;
    layer.info.features = buildings.size();
    layer.attributes.resize(buildings.size());
    QStringList ids;
    for (const IndoorBuilding &one : buildings) {
        const size_t row = layer.buildings.size();
        const auto count = [&](const char *column, size_t number) {
            layer.attributes.setNumber(row, layer.attributes.addColumn(QString::fromLatin1(column), true),
                                       double(number));
        };
        count("storeys", one.interior.storeys.size());
        count("spaces", one.interior.spaces.size());
        count("doors", one.interior.doors.size());
        layer.buildings.push_back(one.building);
        layer.buildings.back().row = quint32(row);
        ids.append(one.building.id);
    }
    if (!ids.isEmpty())
        layer.interiors = std::make_shared<FileInteriors>(info.source, ids, std::move(parse));
    return layer;
}

geometry::Mesh extruded(const geometry::MultiPolygon &shape, double base, double height)
{
    geometry::Mesh mesh;
    const geometry::Box2 box = geometry::bounds(shape);
    if (box.isEmpty())
        return mesh;
    mesh.origin = Vec3(glm::round(box.centre()), base);
    const auto add = [&](const Vec2 &p, double z) {
        mesh.positions.emplace_back(geometry::Vec3f(Vec3(p, base + z) - mesh.origin));
        return uint32_t(mesh.positions.size() - 1);
    };
    for (const geometry::Polygon &polygon : shape) {
        const geometry::Triangulation flat = geometry::triangulate(polygon);
        for (const double z : {0.0, height}) {
            const auto first = uint32_t(mesh.positions.size());
            for (const Vec2 &p : flat.points)
                add(p, z);
            for (size_t i = 0; i + 2 < flat.indices.size(); i += 3) {
                const bool isTop = z > 0;
                mesh.indices.push_back(first + flat.indices[i]);
                mesh.indices.push_back(first + flat.indices[isTop ? i + 1 : i + 2]);
                mesh.indices.push_back(first + flat.indices[isTop ? i + 2 : i + 1]);
            }
        }
        const auto walls = [&](const geometry::Ring &ring) {
            for (size_t i = 0; i < ring.size(); ++i) {
                const Vec2 &a = ring[i], &b = ring[(i + 1) % ring.size()];
                const uint32_t p = add(a, 0), q = add(b, 0), r = add(b, height), s = add(a, height);
                mesh.indices.insert(mesh.indices.end(), {p, q, r, p, r, s});
            }
        };
        walls(polygon.outer);
        for (const geometry::Ring &hole : polygon.holes)
            walls(hole);
    }
    return mesh;
}

}
