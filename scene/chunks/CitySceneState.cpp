// The part of CityScene that colours, flags, outlines and names features.
#include "scene/chunks/BuildingMesher.h"
#include "scene/chunks/CityScene.h"
#include "scene/chunks/Draped.h"
#include "scene/chunks/Outline.h"

#include <algorithm>

namespace scene
{

using domain::ObjectKind;
using domain::ObjectRef;
using geometry::Box3;
using geometry::Vec2;
using geometry::Vec3;

void CityScene::setTheme(Theme theme)
{
    m_theme = theme;
    relabel();
}

void CityScene::setColouring(const Colouring &colouring)
{
    m_colouring = colouring;
    m_colours = {};
    relabel();
}

void CityScene::relabel()
{
    if (m_city)
        m_colours =
            colourBuildings(*m_city, m_colouring, m_theme, shownTiles(), m_tileSlots.empty() ? nullptr : &m_colours);
    recolour();
    Q_EMIT coloursChanged();
}

void CityScene::recolour()
{
    const Palette &palette = Palette::of(m_theme);
    m_overlayState.setColour(0, palette.accent);
    m_asideState.setColour(0, palette.edge);
    m_groundState.setColour(0, palette.background);
    // Where colours mean something they go before pictures, which then only show through.
    m_engine.setPaintShare(m_colours.byData || !m_areas.empty() ? 0.3f : 1.0f);
    colourAreas();
    eachSlot([this](quint32 number, Slot &slot) { writeBaseColours(number, slot); });
    Q_EMIT wantsFrame();
}

static glm::vec3 colourOf(domain::LayerKind kind, const domain::Layer &layer, const Palette &palette)
{
    switch (kind) {
    case domain::LayerKind::Road:
        return palette.road;
    case domain::LayerKind::Rail:
        return palette.rail;
    case domain::LayerKind::Water:
        return palette.water;
    case domain::LayerKind::Green:
        return palette.green;
    case domain::LayerKind::Facility:
        return palette.facility;
    case domain::LayerKind::Relief:
        return palette.relief;
    case domain::LayerKind::Terrain:
    case domain::LayerKind::Imagery:
        return palette.background;
    case domain::LayerKind::Point:
        return isTreeLayer(layer) ? palette.green : palette.edge;
    default:
        return palette.building;
    }
}

std::vector<glm::vec3> CityScene::coloursOf(quint32 number, const Slot &slot) const
{
    return slot.owner ? m_colours.of(*slot.layer) : m_colours.colours[number];
}

void CityScene::paintBuilding(Slot &slot, size_t i, const std::vector<glm::vec3> &colours)
{
    const Palette &palette = Palette::of(m_theme);
    const domain::Building &building = slot.layer->buildings[i];
    glm::vec3 colour = i < colours.size() ? colours[i] : palette.building;
    if (!m_areas.empty())
        colour = thematicColour(building, palette);
    domain::Severity severity = domain::Severity::Normal;
    if (!m_alarms.isEmpty())
        severity = m_alarms.value(building.partOf.isEmpty() ? building.id : building.partOf, severity);
    if (severity != domain::Severity::Normal)
        colour = glm::mix(colour, Palette::severity(severity), 0.6f);
    slot.state.setColour(i, colour);
    slot.state.setFlag(i, Alarmed, severity != domain::Severity::Normal);
}

void CityScene::writeBaseColours(quint32 number, Slot &slot)
{
    const domain::Layer &layer = *slot.layer;
    const Palette &palette = Palette::of(m_theme);
    if (!layer.buildings.empty()) {
        const std::vector<glm::vec3> colours = coloursOf(number, slot);
        for (size_t i = 0; i < layer.buildings.size(); ++i)
            paintBuilding(slot, i, colours);
        return;
    }
    const glm::vec3 plain = colourOf(infoOf(slot).kind, layer, palette);
    for (size_t i = 0; i < layer.features.size(); ++i)
        slot.state.setColour(i, plain);
    for (size_t i = 0; i < layer.areas.size(); ++i) {
        const ObjectKind level = layer.areas[i].level;
        const float strong = level == ObjectKind::SubDistrict ? 0.9f : level == ObjectKind::Community ? 0.6f : 0.4f;
        slot.state.setColour(
            i, glm::mix(palette.background, level == ObjectKind::Quarter ? palette.edge : palette.accent, strong));
    }
    if (layer.terrain || layer.imagery)
        slot.state.setColour(0, plain);
}

void CityScene::setAreaTheme(const std::vector<AreaPaint> &areas)
{
    m_areas = areas;
    recolour();
    Q_EMIT coloursChanged();
}

void CityScene::colourAreas()
{
    m_colourOfPlace.clear();
    if (m_areas.empty() || !m_city)
        return;
    const domain::PlaceTree &places = m_city->places;
    m_colourOfPlace.resize(places.nodes().size());
    for (const AreaPaint &paint : m_areas) {
        const qint32 top = places.indexOf(paint.area);
        std::vector<qint32> below;
        if (top >= 0)
            below.push_back(top);
        while (!below.empty()) {
            const qint32 node = below.back();
            below.pop_back();
            m_colourOfPlace[size_t(node)] = fromColour(paint.colour);
            const auto &children = places.nodes()[size_t(node)].children;
            below.insert(below.end(), children.begin(), children.end());
        }
    }
}

glm::vec3 CityScene::thematicColour(const domain::Building &building, const Palette &palette) const
{
    // The areas are read, the buildings are only their relief.
    constexpr float OfArea = 0.55f, Back = 0.45f;
    const qint32 node = areaOf(*m_city, building);
    const auto colour =
        node >= 0 && size_t(node) < m_colourOfPlace.size() ? m_colourOfPlace[size_t(node)] : std::optional<glm::vec3>();
    return colour ? glm::mix(palette.building, *colour, OfArea) : glm::mix(palette.building, palette.background, Back);
}

void CityScene::setAlarms(const QHash<QString, domain::Severity> &byBuilding)
{
    if (byBuilding == m_alarms)
        return;
    const auto before = std::exchange(m_alarms, byBuilding);
    QSet<QString> changed;
    for (auto it = m_alarms.constBegin(); it != m_alarms.constEnd(); ++it)
        if (before.value(it.key(), domain::Severity::Normal) != it.value())
            changed.insert(it.key());
    for (auto it = before.constBegin(); it != before.constEnd(); ++it)
        if (!m_alarms.contains(it.key()))
            changed.insert(it.key());
    // One alarm more is no reason to look at every building of a city.
    eachSlot([&](quint32 number, Slot &slot) {
        if (slot.layer->buildings.empty())
            return;
        std::vector<FeatureAt> features;
        for (const QString &building : changed) {
            const auto here = featuresIn(number, slot, {ObjectKind::Building, building});
            features.insert(features.end(), here.begin(), here.end());
        }
        if (features.empty())
            return;
        const std::vector<glm::vec3> colours = coloursOf(number, slot);
        for (const FeatureAt &at : features)
            paintBuilding(slot, at.feature, colours);
    });
    Q_EMIT wantsFrame();
}

std::vector<FeatureAt> CityScene::featuresOf(const ObjectRef &object) const
{
    std::vector<FeatureAt> features;
    eachSlot([&](quint32 number, const Slot &slot) {
        const std::vector<FeatureAt> here = featuresIn(number, slot, object);
        features.insert(features.end(), here.begin(), here.end());
    });
    return features;
}

std::vector<FeatureAt> CityScene::featuresIn(quint32 l, const Slot &slot, const ObjectRef &object) const
{
    std::vector<FeatureAt> features;
    if (object.kind == ObjectKind::Building) {
        if (const qint64 item = slot.index->building(*slot.layer, object.id); item >= 0)
            features.push_back({l, quint32(item)});
        for (auto it = slot.parts.constFind(object.id); it != slot.parts.constEnd() && it.key() == object.id; ++it)
            features.push_back({l, *it});
    } else if (object.kind == ObjectKind::Feature) {
        if (const qint64 item = slot.index->feature(*slot.layer, object.id); item >= 0)
            features.push_back({l, quint32(item)});
    } else if (object.kind == ObjectKind::Model) {
        for (quint32 i = 0; i < slot.layer->models.size(); ++i)
            if (slot.layer->models[i].id == object.id)
                features.push_back({l, i});
    } else if (object.kind >= ObjectKind::SubDistrict && object.kind <= ObjectKind::Quarter) {
        for (quint32 i = 0; i < slot.layer->areas.size(); ++i)
            if (slot.layer->areas[i].ref() == object)
                features.push_back({l, i});
    }
    if (object.kind == ObjectKind::Building) // a model that stands for the building
        for (quint32 i = 0; i < slot.layer->models.size(); ++i)
            if (slot.layer->models[i].building == object.id && !object.id.isEmpty())
                features.push_back({l, i});
    return features;
}

ObjectRef CityScene::objectAt(const FeatureAt &at) const
{
    const Slot *const slot = slotAt(at.layer);
    if (!slot)
        return {};
    const domain::Layer &layer = *slot->layer;
    if (at.feature < layer.buildings.size()) {
        const domain::Building &building = layer.buildings[at.feature];
        return {ObjectKind::Building, building.partOf.isEmpty() ? building.id : building.partOf};
    }
    if (at.feature < layer.features.size() && layer.info.kind != domain::LayerKind::Relief)
        return {ObjectKind::Feature, layer.features[at.feature].id};
    if (at.feature < layer.models.size()) {
        const domain::Model &model = layer.models[at.feature];
        if (!model.building.isEmpty())
            return {ObjectKind::Building, model.building};
        return {ObjectKind::Model, model.id};
    }
    return {};
}

static geometry::Box2 flatBounds(const domain::Feature &feature)
{
    geometry::Box2 flat = geometry::bounds(feature.shape);
    for (const geometry::LineString &line : feature.lines)
        for (const Vec2 &point : line)
            flat.add(point);
    for (const Vec2 &point : feature.points)
        flat.add(point);
    return flat;
}

Box3 CityScene::boundsOf(const ObjectRef &object) const
{
    Box3 box;
    for (const FeatureAt &at : featuresOf(object)) {
        const domain::Layer &layer = *slotAt(at.layer)->layer;
        geometry::Box2 flat;
        if (at.feature < layer.buildings.size()) {
            box.add(buildingBounds(layer.buildings[at.feature], m_terrain.get()));
        } else if (at.feature < layer.models.size()) {
            box.add(layer.models[at.feature].bounds());
        } else if (at.feature < layer.areas.size()) {
            flat = geometry::bounds(layer.areas[at.feature].shape);
        } else if (at.feature < layer.features.size()) {
            const domain::Feature &feature = layer.features[at.feature];
            if (feature.mesh)
                box.add(feature.mesh->bounds());
            flat = flatBounds(feature);
        }
        if (!flat.isEmpty()) {
            box.add(Vec3(flat.min, groundAt(flat.min)));
            box.add(Vec3(flat.max, groundAt(flat.max)));
        }
    }
    // What a search found is known before its tile is there.
    if (box.isEmpty() && m_city && m_city->resident) {
        if (object.kind == domain::ObjectKind::Building) {
            if (const domain::Building *building = m_city->resident->building(object.id))
                box.add(buildingBounds(*building, m_terrain.get()));
        } else if (const domain::Feature *feature =
                       object.kind == domain::ObjectKind::Feature ? m_city->resident->feature(object.id) : nullptr) {
            const geometry::Box2 flat = flatBounds(*feature);
            if (!flat.isEmpty()) {
                box.add(Vec3(flat.min, groundAt(flat.min)));
                box.add(Vec3(flat.max, groundAt(flat.max)));
            }
        }
    }
    return box;
}

static bool isFlat(Surface surface)
{
    return surface == Surface::Ground || surface == Surface::Water || surface == Surface::Green;
}

void CityScene::replaceLines(int &mesh, int layer, std::shared_ptr<LineMesh> lines, const Vec3 &origin)
{
    dropMesh(m_engine, mesh);
    mesh = addLines(m_engine, layer, lines, origin);
}

void CityScene::outline(const std::vector<ObjectRef> &objects, int &mesh, float width)
{
    auto lines = std::make_shared<LineMesh>();
    Vec3 origin(0.0);
    bool first = true;
    std::vector<FeatureAt> features;
    for (const ObjectRef &object : objects) {
        const auto of = featuresOf(object);
        features.insert(features.end(), of.begin(), of.end());
    }
    for (const FeatureAt &at : features) {
        const Slot &slot = *slotAt(at.layer);
        if (!slot.shown || slot.state.hasFlag(at.feature, Hidden))
            continue;
        eachGeometry(at, [&](const ChunkGeometry &geometry, Surface surface) {
            if (isFlat(surface))
                return;
            if (first)
                origin = geometry.origin;
            first = false;
            addOutline(*lines, geometry, at.feature, origin, width);
        });
    }
    replaceLines(mesh, m_overlayLayer, lines, origin);
}

void CityScene::setHovered(const ObjectRef &object)
{
    for (const FeatureAt &at : featuresOf(m_hovered))
        slotAt(at.layer)->state.setFlag(at.feature, Hovered, false);
    m_hovered = object;
    for (const FeatureAt &at : featuresOf(object))
        slotAt(at.layer)->state.setFlag(at.feature, Hovered, true);
    outline({object == m_selected ? ObjectRef() : object}, m_hoverMesh, 1.1f);
    Q_EMIT wantsFrame();
}

void CityScene::setSelected(const ObjectRef &object)
{
    for (const FeatureAt &at : featuresOf(m_selected))
        slotAt(at.layer)->state.setFlag(at.feature, Selected, false);
    m_selected = object;
    for (const FeatureAt &at : featuresOf(object))
        slotAt(at.layer)->state.setFlag(at.feature, Selected, true);
    // What is marked stays lit when the selection goes on.
    for (const ObjectRef &marked : m_marked) {
        for (const FeatureAt &at : featuresOf(marked))
            slotAt(at.layer)->state.setFlag(at.feature, Selected, true);
    }
    outline({object}, m_selectMesh, 2.2f);
    keepTiles();
    Q_EMIT wantsFrame();
}

void CityScene::setMarked(const std::vector<ObjectRef> &objects)
{
    if (objects == m_marked)
        return;
    for (const ObjectRef &object : m_marked) {
        for (const FeatureAt &at : featuresOf(object))
            slotAt(at.layer)->state.setFlag(at.feature, Selected, false);
    }
    m_marked = objects;
    outlineMarked();
    setSelected(m_selected);
}

void CityScene::outlineMarked()
{
    // Each outline is a search through the chunks of its layer.
    constexpr size_t Most = 400;
    outline({m_marked.begin(), m_marked.begin() + std::ptrdiff_t(std::min(Most, m_marked.size()))}, m_markedMesh, 1.6f);
}

/// Which buildings, features or areas of a layer lie in a place.
std::vector<bool> CityScene::insideOf(const ObjectRef &place, quint32 index) const
{
    const domain::Layer &layer = *slotAt(index)->layer;
    std::vector<bool> inside(featureCount(layer), false);
    if (place.kind == ObjectKind::Building || place.kind == ObjectKind::Model || place.kind == ObjectKind::Feature) {
        for (const FeatureAt &at : featuresOf(place))
            if (at.layer == index)
                inside[at.feature] = true;
        return inside;
    }
    const domain::AdminArea *area = m_city->area(place);
    if (!area)
        return std::vector<bool>(inside.size(), true);
    const geometry::Box2 box = geometry::bounds(area->shape);
    const auto contains = [&](const Vec2 &p) { return box.contains(p) && geometry::contains(area->shape, p); };
    for (size_t i = 0; i < layer.buildings.size(); ++i) {
        const Box3 bounds = buildingBounds(layer.buildings[i], m_terrain.get());
        const auto &footprint = layer.buildings[i].footprint;
        inside[i] = !bounds.isEmpty() && box.intersects(bounds.flat()) &&
                    contains(footprint.empty() ? bounds.flat().centre() : geometry::representativePoint(footprint));
    }
    for (size_t i = 0; i < layer.features.size(); ++i) {
        const geometry::Box2 bounds = geometry::bounds(layer.features[i].shape);
        inside[i] = !bounds.isEmpty() && bounds.intersects(box);
    }
    for (size_t i = 0; i < layer.areas.size(); ++i) {
        const geometry::MultiPolygon &shape = layer.areas[i].shape;
        inside[i] = layer.areas[i].ref() == place || (!shape.empty() && contains(geometry::representativePoint(shape)));
    }
    for (size_t i = 0; i < layer.models.size(); ++i)
        inside[i] = contains(layer.models[i].bounds().flat().centre());
    return inside;
}

void CityScene::setEntered(const ObjectRef &place)
{
    m_entered = place;
    keepTiles();
    eachSlot([this](quint32 number, Slot &slot) { dimOutside(number, slot); });
    Q_EMIT wantsFrame();
}

void CityScene::dimOutside(quint32 number, Slot &slot)
{
    const domain::Layer &layer = *slot.layer;
    if (layer.terrain || layer.imagery)
        return;
    if (m_entered.isNull()) {
        slot.state.clearFlag(Dimmed);
        return;
    }
    // The ground stays as it is around a building: it is the buildings that step back.
    const bool flat = layer.buildings.empty() && layer.models.empty();
    const bool single = m_entered.kind == ObjectKind::Building || m_entered.kind == ObjectKind::Model;
    const std::vector<bool> inside = insideOf(m_entered, number);
    for (size_t i = 0; i < inside.size(); ++i)
        slot.state.setFlag(i, Dimmed, !inside[i] && !(flat && single));
}

}
