#pragma once

#include <QJsonObject>
#include <QStringList>

namespace app
{

class Session;

/// What a room shows and another may follow, as a JSON object (docs/command-wall.md has the keys). Ids, places and
/// looks only: nothing that a register, a card, a list or the journal says ever gets in.
///
/// {"district": {en, zh_CN}, "view": [longitude, latitude, height, heading, pitch], "selected": "building:B1",
///  "entered": ..., "inside": {storey, spread, plan, paint, section, shell}, "layout", "theme", "colouring",
///  "replay": {time (ms UTC), paused, speed}}
///
/// A key is missing where there is no such thing: no view yet, no replay.
QJsonObject roomState(Session &session);

/// The keys whose values differ, with those of `now`. The time of a replay that plays on as expected is no change.
QJsonObject roomChanges(const QJsonObject &before, const QJsonObject &now, qint64 passedMs);

/// Follows: sets what `changes` names; what cannot be followed here is returned by key ("district", "selected",
/// "entered"). Understands whatever somebody may send: values of a wrong type are passed over.
QStringList followRoom(Session &session, const QJsonObject &changes);

}
