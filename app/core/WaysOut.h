#pragma once

#include "core/Twin.h"

#include <QVariantMap>

namespace app
{

/// The ways out of a room of the entered building in words: {from, stair: {name, length}, exits: [{name, length}],
/// note}. Lengths are texts with their unit; `note` says what is not known. Empty where there is no such room.
QVariantMap waysOutText(const Twin &twin, qint32 space);

/// What devices say of people in the unit (else the room) that an object stands in: "people inside, 2 min ago", empty
/// where no presence sensor and no camera is there.
QString presenceText(const Twin &twin, const domain::ObjectRef &object);

}
