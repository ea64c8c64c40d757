// Where markers stand, and in what.
#include "geometry/Polygon.h"
#include "scene/overlays/MarkerModel.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

void MarkerModel::standIn(Marker &marker, const domain::Building &building, int storey)
{
    const Vec2 middle = geometry::representativePoint(building.footprint);
    const double ground = std::isfinite(building.ground) ? building.ground : m_city->groundAt(middle);
    marker.building = building.id;
    if (storey != 0 && building.storeysAbove > 0) {
        const double share = (std::clamp(storey, 1, building.storeysAbove) - 0.5) / building.storeysAbove;
        marker.anchor = {middle, ground + building.minHeight + share * (building.height - building.minHeight)};
        marker.onPole = false;
    } else {
        marker.anchor = {middle, ground + building.height};
        marker.onPole = true;
    }
}

void MarkerModel::placeEvent(quint32 index, const domain::Event &event)
{
    Marker &marker = m_markers[index];
    const Vec3 before = marker.anchor;
    marker.icon = MarkerIcon::Event;
    marker.anchor = Vec3(geometry::NaN);
    marker.onPole = true;
    marker.building.clear();
    marker.storey = 0;
    marker.place = event.place;
    if (m_city) {
        if (const domain::EventType *type = m_city->catalogue.type(event.type))
            marker.icon = iconOfDomain(type->domain);
        const auto onGround = [&](const Vec2 &point) {
            const double surface = m_surface ? m_surface(point) : geometry::NaN;
            marker.anchor = {point, std::isfinite(surface) ? surface : m_city->groundAt(point)};
        };
        const domain::Unit *unit =
            event.place.kind == domain::ObjectKind::Unit ? m_city->unit(event.place.id) : nullptr;
        const domain::Building *building = unit ? m_city->building(unit->building)
                                           : event.place.kind == domain::ObjectKind::Building
                                               ? m_city->building(event.place.id)
                                               : m_city->building(domain::buildingOfInsideId(event.place.id));
        const domain::Thing *thing =
            event.place.kind == domain::ObjectKind::Thing ? m_city->thing(event.place.id) : nullptr;
        const bool positioned = event.hasPosition && isKnown(event.position);
        if (building && !building->footprint.empty()) {
            marker.storey = unit ? unit->storey : 0;
            standIn(marker, *building, marker.storey);
        } else if (thing) {
            marker.anchor = thing->position;
            marker.building = thing->building;
            marker.storey = thing->storey;
            if (!thing->unit.isEmpty())
                marker.place = {domain::ObjectKind::Unit, thing->unit};
            marker.onPole = thing->storey == 0;
        } else if (positioned) {
            onGround(Vec2(event.position));
        } else if (const domain::AdminArea *area = m_city->area(event.place); area && !area->shape.empty()) {
            onGround(geometry::representativePoint(area->shape));
        } else if (const domain::Feature *feature =
                       event.place.kind == domain::ObjectKind::Feature ? m_city->feature(event.place.id) : nullptr) {
            if (!feature->points.empty())
                onGround(feature->points.front());
            else if (!feature->lines.empty() && !feature->lines.front().empty())
                onGround(feature->lines.front()[feature->lines.front().size() / 2]);
            else if (!feature->shape.empty())
                onGround(geometry::representativePoint(feature->shape));
        } else if (isKnown(event.position) && event.position != Vec3(0.0)) {
            onGround(Vec2(event.position));
        }
    }
    marker.home = marker.anchor;
    place(index);
    if (marker.tree == Marker::Tree::None || marker.anchor == before)
        return;
    if (Vec2(marker.anchor) == Vec2(before) && isKnown(marker.anchor)) {
        m_trees[at(marker.tree)].setHeight(marker.leaf, marker.anchor.z);
    } else {
        unseat(marker); // its leaf stands in the wrong place
    }
}

bool MarkerModel::placeSome(double ms)
{
    QElapsedTimer timer;
    timer.start();
    while (!m_unplaced.empty() && double(timer.nsecsElapsed()) < ms * 1e6) {
        const auto event = m_events.constFind(m_unplaced.back());
        m_unplaced.pop_back();
        if (const quint32 index = event == m_events.constEnd() ? MarkerItem::None : find(event->ref());
            index != MarkerItem::None) {
            placeEvent(index, *event);
            seat(index);
        }
    }
    return m_unplaced.empty();
}

void MarkerModel::place(quint32 index)
{
    Marker &marker = m_markers[index];
    marker.away = false;
    marker.anchor = marker.home;
    if (!m_inside || marker.building.isEmpty() || marker.building != m_insideBuilding)
        return;
    const std::optional<Vec3> at = m_inside(marker);
    marker.away = !at;
    if (at)
        marker.anchor = *at;
}

void MarkerModel::setInside(const QString &building, Inside inside, bool alone)
{
    const bool others = std::exchange(m_alone, alone) != alone;
    const QString before = std::exchange(m_insideBuilding, building);
    m_inside = std::move(inside);
    for (quint32 i = 0; i < m_markers.size(); ++i) {
        Marker &marker = m_markers[i];
        if (marker.ref.isNull() || marker.building.isEmpty() ||
            (marker.building != before && marker.building != building))
            continue;
        const Vec3 stood = marker.anchor;
        place(i);
        if (marker.anchor != stood)
            unseat(marker);
        seat(i);
    }
    if (others)
        seatAll();
}

void MarkerModel::setSurface(Surface surface)
{
    constexpr double AtOnceMs = 3;
    m_surface = std::move(surface);
    m_unplaced.clear();
    for (auto event = m_events.keyBegin(); event != m_events.keyEnd(); ++event)
        m_unplaced.push_back(*event);
    placeSome(AtOnceMs);
}

const std::vector<std::pair<quint32, quint32>> &MarkerModel::featuresOf(const QString &building) const
{
    if (const auto found = m_features.constFind(building); found != m_features.constEnd())
        return *found;
    if (!m_partsKnown) {
        m_partsKnown = true;
        for (quint32 layer = 0; m_city && layer < m_city->layers.size(); ++layer) {
            const domain::Layer &l = *m_city->layers[layer];
            for (quint32 i = 0; i < l.buildings.size(); ++i) {
                if (!l.buildings[i].partOf.isEmpty())
                    m_parts[l.buildings[i].partOf].emplace_back(layer, i);
            }
            for (quint32 i = 0; i < l.models.size(); ++i) {
                if (!l.models[i].building.isEmpty())
                    m_parts[l.models[i].building].emplace_back(layer, i);
            }
        }
    }
    std::vector<std::pair<quint32, quint32>> features = m_parts.value(building);
    const domain::Layer *layer = m_city ? m_city->layerOfBuilding(building) : nullptr;
    const domain::Building *whole = m_city ? m_city->building(building) : nullptr;
    for (quint32 i = 0; layer && whole && i < m_city->layers.size(); ++i) {
        if (m_city->layers[i].get() == layer)
            features.emplace_back(i, quint32(whole - layer->buildings.data()));
    }
    return *m_features.insert(building, std::move(features));
}

}
