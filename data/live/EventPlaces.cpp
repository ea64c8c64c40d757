#include "live/EventPlaces.h"

#include <cmath>

namespace live
{

using domain::ObjectKind;

void EventPlaces::setCity(std::shared_ptr<const domain::City> city)
{
    m_city = std::move(city);
    m_footprints = {};
    m_buildings.clear();
    m_indexed = false;
}

EventPlaces::Standing EventPlaces::stand(domain::Event &event)
{
    Standing standing;
    if (!m_city)
        return standing;
    const bool hasFrame = m_city->frame.crs().isValid();
    if (event.hasPosition && hasFrame) {
        const geometry::Vec3 scene = m_city->frame.fromLonLat({event.longitude, event.latitude, 0});
        if (std::isfinite(scene.x) && std::isfinite(scene.y)) {
            event.position = {scene.x, scene.y, m_city->groundAt({scene.x, scene.y})};
            standing.area = m_city->places.areaAt({scene.x, scene.y});
        }
    }
    if (!event.place.id.isEmpty()) {
        standing.isKnown = standAt(event, standing);
    } else if (event.hasPosition && hasFrame) {
        standing.building = buildingAt(geometry::Vec2(event.position));
        if (!standing.building.isEmpty())
            event.place = {ObjectKind::Building, standing.building};
        else if (standing.area >= 0)
            event.place = m_city->places.nodes()[size_t(standing.area)].area.ref();
    }
    if (standing.area < 0 && !standing.building.isEmpty())
        standing.area = m_city->places.areaOfBuilding(standing.building);
    return standing;
}

/// Puts the event where its place is, unless it says itself where it stands. False where there is no such place.
bool EventPlaces::standAt(domain::Event &event, Standing &standing) const
{
    const domain::ObjectRef place = event.place;
    const auto stand = [&](const geometry::Vec3 &position) {
        if (event.hasPosition || !std::isfinite(position.x))
            return;
        event.position = position;
        if (!m_city->frame.crs().isValid())
            return;
        const geometry::Vec3 lonLat = m_city->frame.toLonLat(position);
        event.longitude = lonLat.x;
        event.latitude = lonLat.y;
        event.hasPosition = true;
    };
    const auto inBuilding = [&](const domain::Building &building, int storey) {
        const geometry::Vec2 at = geometry::representativePoint(building.footprint);
        const double ground = std::isnan(building.ground) ? m_city->groundAt(at) : building.ground;
        const double storeyHeight = building.storeysAbove > 0 ? double(building.height) / building.storeysAbove : 3.0;
        standing.building = building.id;
        standing.area = m_city->places.areaOfBuilding(building.id);
        stand({at.x, at.y, ground + std::max(0, storey - 1) * storeyHeight});
    };
    const auto is = [&place](ObjectKind kind) { return place.kind == kind || place.kind == ObjectKind::None; };
    if (is(ObjectKind::Building)) {
        if (const domain::Building *building = m_city->building(place.id)) {
            event.place = {ObjectKind::Building, place.id};
            inBuilding(*building, 1);
            return true;
        }
    }
    if (is(ObjectKind::Unit)) {
        if (const domain::Unit *unit = m_city->unit(place.id)) {
            event.place = {ObjectKind::Unit, place.id};
            if (const domain::Building *building = m_city->building(unit->building))
                inBuilding(*building, unit->storey);
            return true;
        }
    }
    if (is(ObjectKind::Thing)) {
        if (const domain::Thing *thing = m_city->thing(place.id)) {
            event.place = {ObjectKind::Thing, place.id};
            standing.building = thing->building;
            standing.area = m_city->places.areaAt(geometry::Vec2(thing->position));
            stand(thing->position);
            return true;
        }
    }
    for (const ObjectKind level :
         {ObjectKind::Grid, ObjectKind::Block, ObjectKind::Community, ObjectKind::SubDistrict, ObjectKind::Quarter}) {
        if (!is(level))
            continue;
        const domain::AdminArea *area = m_city->area({level, place.id});
        if (!area)
            continue;
        event.place = area->ref();
        const geometry::Vec2 at = geometry::representativePoint(area->shape);
        if (standing.area < 0)
            standing.area = m_city->places.indexOf(area->ref());
        stand({at.x, at.y, m_city->groundAt(at)});
        return true;
    }
    return false;
}

QString EventPlaces::buildingAt(const geometry::Vec2 &point)
{
    if (!m_indexed) {
        m_indexed = true;
        std::vector<geometry::Box2> boxes;
        for (const auto &layer : m_city->layers) {
            for (const domain::Building &building : layer->buildings) {
                if (!building.partOf.isEmpty() || building.footprint.empty())
                    continue;
                m_buildings.push_back(&building);
                boxes.push_back(geometry::bounds(building.footprint));
            }
        }
        m_footprints = geometry::SpatialIndex(boxes);
    }
    QString found;
    m_footprints.query({point, point}, [&](uint32_t index) {
        if (!geometry::contains(m_buildings[index]->footprint, point))
            return true;
        found = m_buildings[index]->id;
        return false;
    });
    return found;
}

QStringList EventPlaces::path(qint32 area) const
{
    QStringList path;
    if (!m_city || area < 0)
        return path;
    for (const qint32 node : m_city->places.path(area))
        path.append(domain::refText(m_city->places.nodes()[size_t(node)].area.ref()));
    return path;
}

bool EventPlaces::isMadeUp(const domain::Event &event)
{
    constexpr double Near = 0.05; // metres: longitude and latitude are kept to the centimetre and better
    if (!event.hasPosition || event.place.isNull() || !m_city || !m_city->frame.crs().isValid())
        return !event.hasPosition;
    domain::Event bare;
    bare.place = event.place;
    stand(bare);
    const geometry::Vec3 at = m_city->frame.fromLonLat({event.longitude, event.latitude, 0});
    return bare.hasPosition && glm::distance(geometry::Vec2(bare.position), geometry::Vec2(at)) < Near;
}

}
