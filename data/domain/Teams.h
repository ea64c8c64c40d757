#pragma once

#include "base/LocalizedText.h"
#include "base/Result.h"
#include "domain/Objects.h"
#include "geometry/Vec.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace domain
{

/// Who events can be dispatched to: a team that moves, or the member in charge of a grid. Data that a district may
/// edit.
struct Team {
    QString id;
    base::LocalizedText name;
    QString kind;      ///< "grid-member", "fire", "police", "city-management", "property", "medical", "volunteers" ...
    QString telephone; ///< personal: masked where it is shown
    QStringList types; ///< catalogue types or domains that it handles; empty: any
    ObjectRef area;    ///< it is in charge of; null: everywhere
    bool hasPosition = false;
    double longitude = 0, latitude = 0; ///< where it waits, WGS 84
};

/// Reads "yunjie-teams/1": {"format", "teams": [{"id", "name", "kind", "telephone", "types", "area": "grid:G49", "at":
/// [lon, lat]}]}.
base::Result<std::vector<Team>> teamsFromJson(const QJsonObject &object, const QString &source);

}
