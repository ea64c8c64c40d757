#pragma once

#include "domain/City.h"
#include "live/TwinState.h"

#include <QHash>

namespace app
{

/// How it stands in a place: the worst severity and what is open.
struct PlaceState {
    domain::Severity worst = domain::Severity::Normal;
    int openEvents = 0;
    int alarms = 0; ///< things with an active alarm
    bool operator==(const PlaceState &) const = default;
};

/// The state of every area and building that has anything open or alarmed, counted upwards from events and things.
/// A value, made anew after changes; costs a pass over the open events and the things.
class PlaceStatus
{
public:
    PlaceStatus() = default;
    PlaceStatus(const domain::City &city, const live::TwinState &state);
    PlaceState of(const domain::ObjectRef &place) const { return m_places.value(place); }
    /// Of everything, in areas or not.
    const PlaceState &total() const { return m_total; }
    const QHash<domain::ObjectRef, PlaceState> &all() const { return m_places; }

private:
    QHash<domain::ObjectRef, PlaceState> m_places;
    PlaceState m_total;
};

/// The building or the smallest area that an event names or stands in; null where none.
domain::ObjectRef placeOfEvent(const domain::City &city, const domain::Event &event);
/// The area (index in the tree of places) that an event counts in: the one it is kept with, else where its place is;
/// -1: none.
qint32 areaOfEvent(const domain::City &city, const domain::Event &event);
/// The building or the smallest area that a thing stands in; null where none.
domain::ObjectRef placeOfThing(const domain::City &city, const domain::Thing &thing);

}
