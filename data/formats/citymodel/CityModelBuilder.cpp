#include "formats/citymodel/CityModelBuilder.h"

#include "base/Parallel.h"
#include "formats/FieldMatch.h"
#include "formats/Tr.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace formats
{

using domain::Building;
using domain::LayerKind;
using domain::SurfaceType;

CityObjectRole roleOf(const QString &type)
{
    using Kind = CityObjectRole::Kind;
    static const QHash<QString, CityObjectRole> roles = [] {
        QHash<QString, CityObjectRole> map;
        const auto add = [&map](const char *names, CityObjectRole role) {
            for (const QString &name : QString::fromLatin1(names).split(u' '))
                map.insert(name, role);
        };
        add("Building", {Kind::Building, LayerKind::Building});
        add("BuildingPart", {Kind::Part, LayerKind::Building});
        add("BuildingInstallation BuildingConstructiveElement", {Kind::Installation, LayerKind::Building});
        add("BuildingRoom BuildingStorey BuildingUnit BuildingFurniture", {Kind::Interior, LayerKind::Building});
        add("BridgeRoom BridgeFurniture TunnelHollowSpace TunnelFurniture", {Kind::Interior, LayerKind::Other});
        add("CityObjectGroup", {Kind::Group, LayerKind::Other});
        add("Road TransportSquare Track Square TransportationComplex Section Intersection",
            {Kind::Feature, LayerKind::Road});
        add("Railway", {Kind::Feature, LayerKind::Rail});
        add("WaterBody Waterway", {Kind::Feature, LayerKind::Water});
        add("PlantCover SolitaryVegetationObject", {Kind::Feature, LayerKind::Green});
        add("TINRelief ReliefFeature LandUse", {Kind::Feature, LayerKind::Relief});
        add("Bridge BridgePart BridgeInstallation BridgeConstructiveElement BridgeConstructionElement",
            {Kind::Feature, LayerKind::Other, 1});
        add("Tunnel TunnelPart TunnelInstallation TunnelConstructiveElement", {Kind::Feature, LayerKind::Other, -1});
        add("CityFurniture GenericCityObject OtherConstruction", {Kind::Feature, LayerKind::Other});
        return map;
    }();
    const auto exact = roles.constFind(type);
    if (exact != roles.constEnd())
        return *exact;
    // Extensions derive from the standard's classes and mostly say so in their names: "+BuildingShed", "BuildingZ".
    const QString bare = type.startsWith(u'+') ? type.mid(1) : type;
    CityObjectRole best;
    qsizetype length = 0;
    for (auto it = roles.constBegin(); it != roles.constEnd(); ++it) {
        if (it.key().size() > length && bare.startsWith(it.key())) {
            best = *it;
            length = it.key().size();
        }
    }
    best.known = type.startsWith(u'+');
    return best;
}

QString fileOf(const QString &source, std::optional<LayerKind> &only)
{
    const qsizetype bar = source.lastIndexOf(u'|');
    LayerKind kind;
    if (bar < 0 || QFileInfo::exists(source) || !domain::layerKindFromName(source.mid(bar + 1), kind))
        return source;
    only = kind;
    return source.left(bar);
}

// German cadastres write a code of ALKIS (GeoInfoDok, Gebäudefunktion) as "31001_2020".
static domain::BuildingUse useOf(const QString &text)
{
    using Use = domain::BuildingUse;
    const Use named = domain::useFromName(text);
    if (named != Use::Unknown || !text.startsWith(QLatin1String("31001_")))
        return named;
    const int code = QStringView(text).mid(6).toInt();
    if (code >= 1000 && code < 1100)
        return Use::Residential;
    if (code >= 1100 && code < 1200)
        return Use::Mixed;
    if (code == 2020)
        return Use::Office;
    if (code >= 2010 && code < 2100)
        return Use::Commercial;
    if (code >= 2100 && code < 2300)
        return Use::Industrial;
    if (code >= 3020 && code < 3030)
        return Use::School;
    if (code >= 3050 && code < 3060)
        return Use::Hospital;
    return code >= 3000 && code < 4000 ? Use::Public : Use::Unknown;
}

CityModelBuilder::CityModelBuilder(const LayerRequest &request, QString source, std::optional<LayerKind> only)
    : m_request(request), m_source(std::move(source)), m_only(only), m_paints(m_source)
{
}

bool CityModelBuilder::wants(const CityObjectRole &role) const
{
    return role.kind != CityObjectRole::Kind::Group && (!m_only || role.layer == *m_only);
}

void CityModelBuilder::warn(const char *code, const QString &feature, const QString &message)
{
    m_warnings.add(QString::fromLatin1(code), m_source, feature, message);
}

void CityModelBuilder::add(CityObject &&object)
{
    const CityObjectRole role = roleOf(object.type);
    if (!role.known)
        warn("type-unknown", object.id, tr("\"%1\" is not a class of city objects").arg(object.type));
    if (!wants(role))
        return;
    switch (role.kind) {
    case CityObjectRole::Kind::Building:
    case CityObjectRole::Kind::Part:
        addBuilding(std::move(object), role.kind == CityObjectRole::Kind::Part);
        break;
    case CityObjectRole::Kind::Installation:
        m_installations.push_back({object.parents, std::move(object)});
        break;
    case CityObjectRole::Kind::Interior: // read when the building is entered
        if (role.layer != LayerKind::Building)
            ++m_interior;
        break;
    case CityObjectRole::Kind::Group:
        break;
    case CityObjectRole::Kind::Feature:
        addFeature(std::move(object), role);
        break;
    }
}

static void store(AttributeCollector &to, quint32 row, const CityObject &object)
{
    for (const auto &[name, value] : object.attributes) {
        if (const double *number = std::get_if<double>(&value))
            to.number(row, name, *number);
        else
            to.text(row, name, std::get<QString>(value));
    }
}

void CityModelBuilder::addBuilding(CityObject &&object, bool isPart)
{
    Draft draft;
    draft.objectId = object.id;
    draft.isPart = isPart;
    draft.building.id = object.id;
    const int repeats = m_shownIds.value(object.id);
    m_shownIds.insert(object.id, repeats + 1);
    if (repeats > 0) {
        draft.building.id = QStringLiteral("%1#%2").arg(object.id).arg(repeats + 1);
        warn("id-repeated", object.id, tr("this id is in the file more than once; the later ones got a number"));
    } else {
        m_byObjectId.insert(object.id, int(m_drafts.size()));
    }
    draft.building.row = quint32(m_drafts.size());
    draft.building.address = object.address;
    draft.parents = std::move(object.parents);
    draft.children = std::move(object.children);
    draft.shape = std::move(object.shape);
    store(m_attributes, draft.building.row, object);
    m_drafts.push_back(std::move(draft));
}

static QString featureNameOf(const CityObject &object)
{
    static const QStringList names{QStringLiteral("name"), QStringLiteral("gml:name"), QStringLiteral("名称"),
                                   QStringLiteral("street_name")};
    for (const QString &wanted : names) {
        for (const auto &[name, value] : object.attributes) {
            if (name == wanted && std::holds_alternative<QString>(value))
                return std::get<QString>(value);
        }
    }
    return {};
}

void CityModelBuilder::addFeature(CityObject &&object, const CityObjectRole &role)
{
    Others &others = m_others[role.layer];
    domain::Feature feature;
    feature.id = object.id;
    feature.name = featureNameOf(object);
    feature.type = object.type;
    feature.order = role.order;
    feature.row = quint32(others.features.size());
    feature.lines = std::move(object.shape.lines);
    feature.points = std::move(object.shape.points);
    if (!object.shape.mesh.indices.empty())
        feature.mesh = std::make_shared<const geometry::Mesh>(std::move(object.shape.mesh));
    store(others.attributes, feature.row, object);
    others.features.push_back(std::move(feature));
}

static void append(CollectedShape &to, CollectedShape &&from)
{
    if (from.mesh.indices.empty())
        return;
    if (to.mesh.indices.empty()) {
        to = std::move(from);
        to.flat.clear(); // a balcony is no footprint
        to.corners.clear();
        std::fill(to.surfaces.begin(), to.surfaces.end(), SurfaceType::Installation);
        return;
    }
    const geometry::Vec3f shift(from.mesh.origin - to.mesh.origin);
    const auto first = uint32_t(to.mesh.positions.size());
    if (!to.paints.empty() || !from.paints.empty()) {
        to.paints.resize(to.mesh.triangles(), -1);
        to.texCoords.resize(to.paints.size() * 3);
        from.paints.resize(from.mesh.triangles(), -1);
        from.texCoords.resize(from.paints.size() * 3);
        to.paints.insert(to.paints.end(), from.paints.begin(), from.paints.end());
        to.texCoords.insert(to.texCoords.end(), from.texCoords.begin(), from.texCoords.end());
    }
    for (const geometry::Vec3f &p : from.mesh.positions)
        to.mesh.positions.push_back(p + shift);
    for (const uint32_t index : from.mesh.indices)
        to.mesh.indices.push_back(first + index);
    to.surfaces.resize(to.mesh.triangles(), SurfaceType::Installation);
    to.lowest = std::fmin(to.lowest, from.lowest);
}

void CityModelBuilder::linkParts()
{
    for (const Draft &draft : m_drafts) {
        for (const QString &child : draft.children) {
            const auto found = m_byObjectId.constFind(child);
            if (found != m_byObjectId.constEnd() && !m_drafts[size_t(*found)].parents.contains(draft.objectId))
                m_drafts[size_t(*found)].parents.append(draft.objectId);
        }
    }
    constexpr int Deepest = 16; // parts of parts; a circle ends here too
    for (Draft &draft : m_drafts) {
        const Draft *at = &draft;
        const Draft *root = nullptr;
        for (int depth = 0; depth < Deepest; ++depth) {
            const Draft *above = nullptr;
            for (const QString &parent : at->parents) {
                const auto found = m_byObjectId.constFind(parent);
                if (found != m_byObjectId.constEnd() && &m_drafts[size_t(*found)] != at)
                    above = &m_drafts[size_t(*found)];
            }
            if (!above)
                break;
            root = depth + 1 < Deepest ? above : nullptr;
            at = above;
        }
        if (root && root != &draft && !root->isPart)
            draft.building.partOf = root->building.id;
        else if (draft.isPart)
            warn("parent-missing", draft.objectId,
                 tr("a building part whose building is not in the file; it stands for itself"));
    }
}

void CityModelBuilder::mountInstallations()
{
    QHash<QString, int> firstPart; // of a building: one with a body of its own
    for (size_t i = 0; i < m_drafts.size() && !m_installations.empty(); ++i) {
        const QString &whole = m_drafts[i].building.partOf;
        if (!whole.isEmpty() && !m_drafts[i].shape.mesh.indices.empty() && !firstPart.contains(whole))
            firstPart.insert(whole, int(i));
    }
    for (Installation &installation : m_installations) {
        int building = -1;
        for (const QString &parent : installation.parents) {
            const auto found = m_byObjectId.constFind(parent);
            if (found != m_byObjectId.constEnd())
                building = *found;
        }
        // A building that is drawn by its parts would not show it: the first part takes it.
        if (building >= 0 && m_drafts[size_t(building)].shape.mesh.indices.empty())
            building = firstPart.value(m_drafts[size_t(building)].building.id, building);
        if (building >= 0)
            append(m_drafts[size_t(building)].shape, std::move(installation.object.shape));
        else
            addFeature(std::move(installation.object), {CityObjectRole::Kind::Feature, LayerKind::Other, 0, true});
    }
    m_installations.clear();
}

void CityModelBuilder::shapeBuildings()
{
    constexpr size_t Some = 256;
    std::vector<char> isWithoutGround(m_drafts.size(), 0);
    base::parallelRanges(m_drafts.size(), Some, [&](size_t first, size_t behind) {
        for (size_t i = first; i < behind; ++i)
            isWithoutGround[i] = !m_drafts[i].shape.mesh.indices.empty() && !shapeBuilding(m_drafts[i]);
    });
    for (size_t i = 0; i < m_drafts.size(); ++i)
        if (isWithoutGround[i])
            warn("footprint-missing", m_drafts[i].objectId,
                 tr("its surfaces enclose no ground; it has no footprint, and no grid"));
}

bool CityModelBuilder::shapeBuilding(Draft &draft)
{
    Building &building = draft.building;
    CollectedShape &shape = draft.shape;
    building.footprint = footprintOf(std::move(shape.flat), shape.corners);
    const bool flat = shape.lod.startsWith(u'0') || shape.highest - shape.lowest < 1e-3;
    if (flat) {
        // A footprint at exactly 0 is one whose elevation nobody knew.
        building.ground = shape.ground == 0 && shape.highest == 0 ? geometry::NaN : shape.ground;
        return !building.footprint.empty(); // drawn extruded, by the height among its attributes
    }
    building.ground = shape.ground;
    building.height = float(shape.highest - shape.ground);
    auto solid = std::make_shared<domain::BuildingSolid>();
    solid->mesh = std::move(shape.mesh);
    solid->mesh.positions.shrink_to_fit();
    solid->mesh.indices.shrink_to_fit();
    solid->surfaces = std::move(shape.surfaces);
    solid->surfaces.shrink_to_fit();
    solid->lod = shape.lod;
    building.solid = std::move(solid);
    return !building.footprint.empty();
}

void CityModelBuilder::gatherFromParts()
{
    QHash<QString, std::vector<size_t>> parts;
    for (size_t i = 0; i < m_drafts.size(); ++i) {
        if (!m_drafts[i].building.partOf.isEmpty())
            parts[m_drafts[i].building.partOf].push_back(i);
    }
    for (Draft &draft : m_drafts) {
        Building &whole = draft.building;
        const auto found = parts.constFind(whole.id);
        if (found == parts.constEnd()) {
            if (draft.shape.lod.isEmpty() && whole.footprint.empty() && whole.partOf.isEmpty())
                warn("geometry-missing", draft.objectId, tr("a building without geometry; it is listed, not drawn"));
            continue;
        }
        double lowest = geometry::NaN, highest = geometry::NaN;
        bool drawn = false;
        geometry::MultiPolygon all;
        for (const size_t i : *found) {
            const Building &part = m_drafts[i].building;
            drawn = drawn || part.solid;
            lowest = std::fmin(lowest, part.ground);
            highest = std::fmax(highest, part.ground + double(part.height));
            all.insert(all.end(), part.footprint.begin(), part.footprint.end());
        }
        // A building with a solid of its own is drawn beside its parts: they are other bodies of it.
        whole.hasParts = drawn && !whole.solid;
        if (whole.footprint.empty())
            whole.footprint = footprintOf(std::move(all));
        if (whole.hasParts && std::isfinite(lowest)) {
            whole.ground = lowest;
            whole.height = float(highest - lowest);
        }
    }
}

void CityModelBuilder::fillFromAttributes(domain::Layer &layer)
{
    QStringList columns;
    for (int i = 0; i < layer.attributes.columns(); ++i)
        columns.append(layer.attributes.name(i));
    // CityJSON's and CityGML's own names go before the usual ones; the project's before both.
    QHash<QString, QString> asked = m_request.fields;
    static const std::pair<const char *, const char *> standard[] = {
        {"storeys", "storeysAboveGround"}, {"storeysBelow", "storeysBelowGround"}, {"height", "measuredHeight"},
        {"year", "yearOfConstruction"},    {"year", "dateOfConstruction"},         {"name", "gml:name"}};
    for (const auto &[ours, theirs] : standard) {
        if (!asked.contains(QString::fromLatin1(ours)) && columns.contains(QString::fromLatin1(theirs)))
            asked.insert(QString::fromLatin1(ours), QString::fromLatin1(theirs));
    }
    const FieldMatch match(columns, LayerKind::Building, asked, m_source, m_warnings);
    layer.info.matched = match.matched();
    const domain::AttributeTable &table = layer.attributes;
    const auto text = [&](quint32 row, Field field) {
        return match.has(field) ? table.text(row, match.column(field)) : QString();
    };
    const auto length = [&](quint32 row, Field field) { return parseLength(text(row, field)) * match.metres(field); };
    const auto isNumeric = [&](Field field) { return match.has(field) && table.isNumeric(match.column(field)); };
    const auto count = [&](quint32 row, Field field) {
        if (!match.has(field))
            return 0;
        if (isNumeric(field)) {
            const double value = table.number(row, match.column(field));
            return value > 0 && value < 1000 ? int(std::lround(value)) : 0;
        }
        bool ok = false;
        const int value = parseCount(text(row, field), &ok);
        return ok && value > 0 && value < 1000 ? value : 0;
    };
    const auto year = [&](quint32 row) {
        const double value = isNumeric(Field::Year) ? table.number(row, match.column(Field::Year)) : geometry::NaN;
        return value >= 1000 && value < 2100 ? int(value) : parseYear(text(row, Field::Year));
    };
    const auto fill = [&](Building &building) {
        const quint32 row = building.row;
        std::tie(building.name, building.nameEn) =
            namesOf(text(row, Field::Name), text(row, Field::NameEn), text(row, Field::NameZh));
        if (building.address.isEmpty())
            building.address = text(row, Field::Address);
        building.addressEn = text(row, Field::AddressEn);
        building.structure = text(row, Field::Structure);
        building.year = year(row);
        building.storeysAbove = count(row, Field::Storeys);
        building.storeysBelow = count(row, Field::StoreysBelow);
        building.units = count(row, Field::Units);
        building.residents = count(row, Field::Residents);
        building.use = useOf(text(row, Field::Use));
        building.roof = domain::roofShapeFromName(text(row, Field::RoofShape));
        if (building.height <= 0 && !building.footprint.empty()) {
            const double height = length(row, Field::Height);
            constexpr double Highest = 1000, StoreyHeight = 3, OneStorey = 4;
            building.heightIsGuessed = !(height > 0 && height < Highest);
            building.height = float(!building.heightIsGuessed   ? height
                                    : building.storeysAbove > 0 ? building.storeysAbove * StoreyHeight
                                                                : OneStorey);
        }
    };
    constexpr size_t Some = 1024;
    base::parallelRanges(layer.buildings.size(), Some, [&](size_t first, size_t behind) {
        for (size_t i = first; i < behind; ++i)
            fill(layer.buildings[i]);
    });
    if (!m_request.fields.contains(QStringLiteral("id")) || !match.has(Field::Id))
        return;
    QHash<QString, QString> renamed;
    for (Building &building : layer.buildings) {
        const QString own = text(building.row, Field::Id);
        if (!own.isEmpty()) {
            renamed.insert(building.id, own);
            building.id = own;
        }
    }
    for (Building &building : layer.buildings) {
        if (!building.partOf.isEmpty())
            building.partOf = renamed.value(building.partOf, building.partOf);
    }
}

domain::Layer CityModelBuilder::layerFor(LayerKind kind, const QString &crsCode) const
{
    domain::Layer layer;
    layer.info.kind = kind;
    layer.info.id = m_request.id;
    layer.info.name = m_request.name;
    layer.info.source = m_source;
    layer.info.crs = crsCode;
    return layer;
}

std::vector<domain::Layer> CityModelBuilder::finish(const QString &crsCode, const base::Job &job)
{
    std::vector<domain::Layer> layers;
    linkParts();
    mountInstallations();
    shapeBuildings();
    paintBuildings(job);
    gatherFromParts();
    if (m_interior > 0)
        warn("interior-not-shown", {},
             QCoreApplication::translate("formats", "%n object(s) of interiors are not shown", nullptr, m_interior));
    const bool hasLeftOut = m_attributes.hasLeftOut() ||
                            std::any_of(m_others.begin(), m_others.end(),
                                        [](const auto &others) { return others.second.attributes.hasLeftOut(); });
    if (hasLeftOut)
        warn("attributes-left-out", {}, tr("more attributes than are read; the rest is left out"));
    if (!m_drafts.empty()) {
        domain::Layer layer = layerFor(LayerKind::Building, crsCode);
        layer.buildings.reserve(m_drafts.size());
        for (Draft &draft : m_drafts)
            layer.buildings.push_back(std::move(draft.building));
        layer.attributes = m_attributes.table(m_drafts.size());
        layer.info.features = layer.buildings.size();
        fillFromAttributes(layer);
        for (auto at = m_byObjectId.cbegin(); at != m_byObjectId.cend(); ++at) {
            const Building &building = layer.buildings[size_t(*at)];
            m_shown.insert(at.key(), building.partOf.isEmpty() ? building.id : building.partOf);
        }
        layers.push_back(std::move(layer));
    }
    for (auto &[kind, others] : m_others) {
        domain::Layer layer = layerFor(kind, crsCode);
        layer.features = std::move(others.features);
        layer.attributes = others.attributes.table(layer.features.size());
        layer.info.features = layer.features.size();
        layers.push_back(std::move(layer));
    }
    if (layers.empty())
        layers.push_back(layerFor(m_only.value_or(m_request.kind.value_or(LayerKind::Building)), crsCode));
    // Buildings come first if there are any; otherwise the largest layer is what the file is about.
    if (layers.front().info.kind != LayerKind::Building) {
        std::stable_sort(layers.begin(), layers.end(), [](const domain::Layer &a, const domain::Layer &b) {
            return a.info.features > b.info.features;
        });
    }
    for (size_t i = 1; i < layers.size(); ++i) {
        const QString kind = domain::layerKindName(layers[i].info.kind);
        layers[i].info.id = m_request.id + u':' + kind;
        if (!layers[i].info.name.isEmpty())
            layers[i].info.name = m_request.name + u':' + kind;
    }
    layers.front().warnings = std::move(m_warnings);
    return layers;
}

}
