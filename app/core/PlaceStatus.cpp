#include "core/PlaceStatus.h"

#include <algorithm>

namespace app
{

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
    const auto add = [&](const domain::ObjectRef &place, const PlaceState &what) {
        const auto into = [&](PlaceState &sum) {
            sum.worst = std::max(sum.worst, what.worst);
            sum.openEvents += what.openEvents;
            sum.alarms += what.alarms;
        };
        into(m_total);
        if (place.isNull())
            return;
        qint32 node = -1;
        if (place.kind == domain::ObjectKind::Building) {
            into(m_places[place]);
            node = city.places.areaOfBuilding(place.id);
        } else {
            node = city.places.indexOf(place);
        }
        for (; node >= 0; node = city.places.nodes()[size_t(node)].parent)
            into(m_places[city.places.nodes()[size_t(node)].area.ref()]);
    };
    for (const domain::Event *event : state.events()) {
        if (!domain::isFinal(event->state))
            add(placeOfEvent(city, *event), {event->severity, 1, 0});
    }
    for (const domain::ThingState *known : state.things()) {
        if (known->severity == domain::Severity::Normal)
            continue;
        if (const domain::Thing *thing = city.thing(known->thing))
            add(placeOfThing(city, *thing), {known->severity, 0, 1});
    }
}

}
