#include "core/PlaceStatus.h"

#include <algorithm>

namespace app
{

/// The smallest area that an event is kept with (where its dot stands); -1: none, or one that is no more.
static qint32 keptArea(const domain::City &city, const domain::Event &event)
{
    return event.areas.isEmpty() ? -1 : city.places.indexOf(domain::refFromText(event.areas.last()));
}

qint32 areaOfEvent(const domain::City &city, const domain::Event &event)
{
    if (const qint32 kept = keptArea(city, event); kept >= 0)
        return kept;
    const domain::ObjectRef place = placeOfEvent(city, event);
    return place.kind == domain::ObjectKind::Building ? city.places.areaOfBuilding(place.id)
                                                      : city.places.indexOf(place);
}

domain::ObjectRef placeOfEvent(const domain::City &city, const domain::Event &event)
{
    using enum domain::ObjectKind;
    const domain::ObjectRef &place = event.place;
    if (place.kind == Building && city.building(place.id))
        return place;
    if (place.kind == Unit) {
        if (const domain::Unit *unit = city.unit(place.id))
            return {Building, unit->building};
    }
    if (place.kind == Thing) {
        if (const domain::Thing *thing = city.thing(place.id))
            return placeOfThing(city, *thing);
    }
    // Named may be a grid, and the position another's: lists, sums and the map go by where it stands.
    if (const qint32 kept = keptArea(city, event); kept >= 0)
        return city.places.nodes()[size_t(kept)].area.ref();
    if (place.kind >= SubDistrict && place.kind <= Grid && city.places.indexOf(place) >= 0)
        return place;
    if (!event.hasPosition)
        return {};
    const qint32 node = city.places.areaAt(geometry::Vec2(event.position));
    return node >= 0 ? city.places.nodes()[size_t(node)].area.ref() : domain::ObjectRef();
}

domain::ObjectRef placeOfThing(const domain::City &city, const domain::Thing &thing)
{
    if (!thing.building.isEmpty() && city.building(thing.building))
        return {domain::ObjectKind::Building, thing.building};
    const qint32 node = city.places.areaAt(geometry::Vec2(thing.position));
    return node >= 0 ? city.places.nodes()[size_t(node)].area.ref() : domain::ObjectRef();
}

PlaceStatus::PlaceStatus(const domain::City &city, const live::TwinState &state)
{
    const auto add = [&](const domain::ObjectRef &place, qint32 node, const PlaceState &what) {
        const auto into = [&](PlaceState &sum) {
            sum.worst = std::max(sum.worst, what.worst);
            sum.openEvents += what.openEvents;
            sum.alarms += what.alarms;
        };
        into(m_total);
        if (place.kind == domain::ObjectKind::Building)
            into(m_places[place]);
        for (; node >= 0; node = city.places.nodes()[size_t(node)].parent)
            into(m_places[city.places.nodes()[size_t(node)].area.ref()]);
    };
    for (const domain::Event *event : state.events()) {
        if (!domain::isFinal(event->state))
            add(placeOfEvent(city, *event), areaOfEvent(city, *event), {event->severity, 1, 0});
    }
    for (const domain::ThingState *known : state.things()) {
        if (known->severity == domain::Severity::Normal)
            continue;
        const domain::Thing *thing = city.thing(known->thing);
        if (!thing)
            continue;
        const domain::ObjectRef place = placeOfThing(city, *thing);
        const bool inside = place.kind == domain::ObjectKind::Building;
        add(place, inside ? city.places.areaOfBuilding(place.id) : city.places.indexOf(place), {known->severity, 0, 1});
    }
}

}
