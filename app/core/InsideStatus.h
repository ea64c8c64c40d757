#pragma once

#include "core/Twin.h"

#include <QHash>

namespace app
{

/// Of two visual states ("critical" ... "normal", "" for none) the one that wants a hand first.
QString worseOf(const QString &a, const QString &b);

/// How it stands in a storey, unit or room of the building that is entered.
struct RoomState {
    QString sensors; ///< visual state of the worst device; empty where none stands there
    QString events;  ///< visual state of the worst open event; empty where there is none
    int things = 0, alarms = 0, openEvents = 0;
    QString worst() const { return worseOf(sensors, events); }
    bool operator==(const RoomState &) const = default;
};

/// The states of all storeys, units and rooms that have a device or an open event. A value, made anew after changes;
/// costs a pass over the things and events of one building.
class InsideStatus
{
public:
    InsideStatus() = default;
    explicit InsideStatus(const Twin &twin);
    RoomState of(const domain::ObjectRef &part) const { return m_states.value(part); }
    bool operator==(const InsideStatus &) const = default;

private:
    QHash<domain::ObjectRef, RoomState> m_states;
};

}
