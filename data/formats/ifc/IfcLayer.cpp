#include "formats/Tr.h"
#include "formats/ifc/IfcInteriors.h"
#include "formats/ifc/IfcReader.h"
#include "formats/ifc/IfcShapes.h"

#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace formats
{

using domain::SurfaceType;
using geometry::Vec2;
using geometry::Vec3;
using ifc::Loaded;
using ifc::Placing;
using ifc::Product;

namespace
{

/// What an element is of a building seen from outside; none: it is inside, or no part of it.
std::optional<SurfaceType> surfaceOf(const Product &product, int lowest, int storey)
{
    const auto is = [&](const char *name) { return product.type.startsWith(QLatin1String(name)); };
    if (is("IfcWindow") || is("IfcPlate"))
        return SurfaceType::Window;
    if (is("IfcDoor"))
        return SurfaceType::Door;
    if (is("IfcRoof"))
        return SurfaceType::Roof;
    if (is("IfcSlab")) {
        if (product.predefined == QLatin1String("ROOF"))
            return SurfaceType::Roof;
        return product.predefined == QLatin1String("BASESLAB") || storey <= lowest ? SurfaceType::Ground
                                                                                   : SurfaceType::Other;
    }
    if (is("IfcWall") || is("IfcCurtainWall") || is("IfcColumn") || is("IfcBeam"))
        return SurfaceType::Wall;
    if (is("IfcMember") || is("IfcStair") || is("IfcRailing") || is("IfcRamp") || is("IfcChimney") ||
        is("IfcBuildingElementProxy"))
        return SurfaceType::Installation;
    return std::nullopt;
}

class IfcLayerReader final : public Reader
{
public:
    QString name() const override { return QStringLiteral("IFC++"); }
    Probe probe(const LayerRequest &request) const override;
    base::Result<std::vector<domain::Layer>> read(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                  const base::Job &job) const override;
};

Probe IfcLayerReader::probe(const LayerRequest &request) const
{
    const QFileInfo info(request.source);
    if (info.isFile() && info.suffix().compare(QLatin1String("ifcxml"), Qt::CaseInsensitive) == 0)
        return base::failure(QStringLiteral("format-unsupported"), tr("ifcXML is not read"), request.source, {},
                             tr("save the model as .ifc"));
    if (!ifc::isIfcName(request.source) || !info.isFile())
        return std::nullopt;
    const auto loaded = ifc::loadMeaning(request.source);
    if (!loaded)
        return tl::unexpected(loaded.error());
    Sublayer layer;
    layer.source = request.source;
    layer.name = loaded->model->buildingName.isEmpty() ? info.completeBaseName() : loaded->model->buildingName;
    layer.kind = request.kind == domain::LayerKind::Model ? domain::LayerKind::Model : domain::LayerKind::Building;
    layer.reason = tr("a building model (%1)").arg(loaded->model->schema);
    layer.features = 1;
    const auto &reference = loaded->model->georeference;
    const geometry::Crs crs = [&] {
        const QString code = request.crs.isEmpty() && reference ? reference->crs : request.crs;
        const auto parsed = geometry::Crs::parse(code);
        return code.isEmpty() || !parsed ? geometry::Crs() : *parsed;
    }();
    const bool onBuilding = !request.building.isEmpty() && request.kind == domain::LayerKind::Model;
    if (request.hasPlacement) {
        layer.crs = geometry::Crs::wgs84();
        layer.extent.add(Vec2(request.position));
    } else if (onBuilding) {
        // Where that stands: the file's own position is often a default that nobody set.
    } else if (reference && reference->crs.isEmpty()) {
        layer.crs = geometry::Crs::wgs84();
        layer.extent.add(Vec2(reference->position));
    } else if (reference && crs.isValid()) {
        layer.crs = crs;
        layer.extent.add(Vec2(reference->position));
    }
    if (!layer.extent.isEmpty()) {
        const bool inDegrees = layer.crs.isGeographic();
        layer.extent = layer.extent.grown(inDegrees ? 0.0005 : 50); // shapes are not read for this
    }
    SourceSummary summary;
    summary.driver = QStringLiteral("IFC++");
    summary.layers.push_back(std::move(layer));
    return summary;
}

int storeyNumber(const Loaded &loaded, const Product &product)
{
    return product.level < 0 ? 0 : loaded.model->levels[size_t(product.level)].number;
}

domain::Building buildingOf(const Loaded &loaded, const Placing &placing)
{
    const ifc::Model &model = *loaded.model;
    domain::Building building;
    building.name = model.buildingName;
    building.address = model.address;
    // Storeys count where one can be: foundations and roofs are levels too, but have no spaces.
    QSet<int> used, walled;
    for (const ifc::Room &room : model.rooms) {
        if (room.level >= 0)
            used.insert(model.levels[size_t(room.level)].number);
    }
    for (const Product &product : model.products) {
        if (product.level >= 0 && product.type.startsWith(QLatin1String("IfcWall")))
            walled.insert(storeyNumber(loaded, product));
    }
    for (const int number : used.isEmpty() ? walled : used)
        ++(number > 0 ? building.storeysAbove : building.storeysBelow);
    building.units = int(std::count_if(model.zones.begin(), model.zones.end(),
                                       [](const ifc::Zone &zone) { return !zone.unit.isEmpty(); }));

    const int lowest = model.levels.empty() ? 0 : model.levels.front().number;
    auto solid = std::make_shared<domain::BuildingSolid>();
    solid->lod = QStringLiteral("4");
    geometry::Box3 box;
    geometry::MultiPolygon floors;
    constexpr double StreetLevel = 0.3;
    double ground = geometry::NaN;
    for (const ifc::Level &level : model.levels) {
        if (level.number == 1)
            ground = placing.toScene(Vec3(0, 0, level.elevation)).z;
    }
    for (const Product &product : model.products) {
        const ifc::ProductMesh *mesh = loaded.mesh(product.id);
        const int storey = storeyNumber(loaded, product);
        const auto surface = mesh ? surfaceOf(product, lowest, storey) : std::nullopt;
        if (!surface)
            continue;
        const geometry::Mesh part = placing.placed(*mesh);
        if (solid->mesh.indices.empty())
            solid->mesh.origin = glm::round(part.origin);
        const auto first = uint32_t(solid->mesh.positions.size());
        const Vec3 shift = part.origin - solid->mesh.origin;
        for (const geometry::Vec3f &p : part.positions)
            solid->mesh.positions.emplace_back(Vec3(p) + shift);
        for (const uint32_t index : part.indices)
            solid->mesh.indices.push_back(first + index);
        solid->surfaces.insert(solid->surfaces.end(), part.triangles(), *surface);
        if (ifc::isStructure(product.type)) {
            const geometry::Box3 bounds = part.bounds();
            box.add(bounds);
            const bool standsOnGround = storey == 1 || std::isnan(ground) || bounds.min.z < ground + StreetLevel;
            if (standsOnGround && *surface != SurfaceType::Roof) {
                const geometry::MultiPolygon floor = ifc::floorOf(part);
                floors.insert(floors.end(), floor.begin(), floor.end());
            }
        }
    }
    if (solid->mesh.indices.empty())
        return building;
    constexpr double Gap = 0.3;
    building.footprint = ifc::merged(floors, Gap);
    if (building.footprint.empty())
        building.footprint = {ifc::hullOf(solid->mesh)};
    building.ground = std::isnan(ground) ? box.min.z : ground;
    building.height = float(std::max(0.0, box.max.z - building.ground));
    building.solid = std::move(solid);
    return building;
}

domain::Model modelOf(const Loaded &loaded, const Placing &placing)
{
    domain::Model model;
    std::map<std::array<float, 4>, quint32> materials;
    for (const Product &product : loaded.model->products) {
        const ifc::ProductMesh *mesh = loaded.mesh(product.id);
        if (!mesh)
            continue;
        const geometry::Mesh whole = placing.placed(*mesh);
        for (size_t i = 0; i < std::max<size_t>(1, mesh->colours.size()); ++i) {
            const bool coloured = i < mesh->colours.size();
            const size_t begin = coloured ? mesh->colours[i].first : 0;
            const size_t end = i + 1 < mesh->colours.size() ? mesh->colours[i + 1].first : mesh->indices.size();
            if (end <= begin)
                continue;
            std::array<float, 4> colour{0.8f, 0.8f, 0.8f, 1};
            if (coloured && mesh->colours[i].rgba[3] >= 0)
                std::copy(std::begin(mesh->colours[i].rgba), std::end(mesh->colours[i].rgba), colour.begin());
            const auto [material, isNew] = materials.try_emplace(colour, quint32(model.materials.size()));
            if (isNew) {
                domain::Material made;
                made.colour = colour;
                made.doubleSided = true;
                model.materials.push_back(std::move(made));
            }
            domain::ModelPart part;
            part.name = product.name;
            part.material = material->second;
            part.mesh.origin = whole.origin;
            std::map<uint32_t, uint32_t> moved;
            for (size_t k = begin; k < end; ++k) {
                const auto [at, added] = moved.try_emplace(whole.indices[k], uint32_t(part.mesh.positions.size()));
                if (added)
                    part.mesh.positions.push_back(whole.positions[whole.indices[k]]);
                part.mesh.indices.push_back(at->second);
            }
            model.parts.push_back(std::move(part));
        }
    }
    return model;
}

base::Result<std::vector<domain::Layer>>
IfcLayerReader::read(const LayerRequest &request, const geometry::LocalFrame &frame, const base::Job &job) const
{
    const auto kept = ifc::loadKept(request.source, job);
    if (!kept)
        return tl::unexpected(kept.error());
    const Loaded *loaded = kept->get();
    domain::Layer layer;
    layer.info.id = request.id;
    layer.info.name = request.name;
    layer.info.source = request.source;
    layer.warnings = loaded->warnings;
    if (loaded->model->georeference)
        layer.info.crs = loaded->model->georeference->crs.isEmpty() ? geometry::Crs::wgs84().code()
                                                                    : loaded->model->georeference->crs;
    ifc::Wanted wanted;
    wanted.scale = request.scale;
    wanted.crs = request.crs;
    if (request.hasPlacement)
        wanted.position = request.position;
    if (request.heading != 0)
        wanted.heading = request.heading;
    wanted.footprint = request.footprint;
    if (std::isfinite(request.ground))
        wanted.ground = request.ground;
    const Placing placing(*loaded, wanted, frame, request.source, layer.warnings);
    const QString baseName = QFileInfo(request.source).completeBaseName();

    domain::Building building =
        request.kind == domain::LayerKind::Model ? domain::Building() : buildingOf(*loaded, placing);
    std::vector<domain::Layer> layers;
    if (building.solid) {
        building.id = !request.building.isEmpty()             ? request.building
                      : loaded->model->buildingGuid.isEmpty() ? baseName
                                                              : loaded->model->buildingGuid;
        if (building.name.isEmpty())
            building.name = baseName;
        layer.info.kind = domain::LayerKind::Building;
        layer.attributes.resize(1);
        const auto add = [&](const QString &column, const QString &text) {
            if (!text.isEmpty())
                layer.attributes.setText(0, layer.attributes.addColumn(column, false), text);
        };
        add(QStringLiteral("schema"), loaded->model->schema);
        add(QStringLiteral("project"), loaded->model->projectName);
        add(QStringLiteral("site"), loaded->model->siteName);
        const auto count = [&](const QString &column, size_t number) {
            layer.attributes.setNumber(0, layer.attributes.addColumn(column, true), double(number));
        };
        count(QStringLiteral("storeys"), loaded->model->levels.size());
        count(QStringLiteral("spaces"), loaded->model->rooms.size());
        layer.buildings.push_back(std::move(building));
    } else {
        domain::Model model = modelOf(*loaded, placing);
        if (model.parts.empty() && request.kind != domain::LayerKind::Model)
            layer.warnings.add(QStringLiteral("mesh-empty"), request.source, {}, tr("the file has no triangles"));
        model.id = request.id;
        model.name = request.name.isEmpty() ? baseName : request.name;
        model.building = request.building;
        layer.info.kind = domain::LayerKind::Model;
        layer.models.push_back(std::move(model));
    }
    // The inside is that of the building it stands for, or that is its outside; a model without one has none.
    const QString inside = !request.building.isEmpty() ? request.building
                           : layer.buildings.empty()   ? QString()
                                                       : layer.buildings.front().id;
    if (!inside.isEmpty())
        layer.interiors = std::make_shared<ifc::Interiors>(request.source, inside, placing);
    layer.info.features = 1;
    job.report({}, 1);
    layers.push_back(std::move(layer));
    return layers;
}

}

const Reader &ifcReader()
{
    static const IfcLayerReader reader;
    return reader;
}

}
