#pragma once

#include "sample/Model.h"

namespace sample
{

/// Who events of the district can be dispatched to: roles and made-up organisations, no persons.
struct TeamRecord {
    QString id;
    LocalizedText name;
    const char *kind;  ///< "grid-member", "fire", "police" ...
    QStringList types; ///< of events, or their domains; empty: any
    QString area;      ///< "grid:G49"; empty: the whole district
    Vec2 point{0.0};   ///< where it waits
};

/// A member for each grid, a team for each block, an officer for each community, the stations and services of the
/// district, a property company for each residential quarter, volunteers for each community.
std::vector<TeamRecord> teamsOf(const DistrictModel &model);

inline QString memberTeam(const Area &grid)
{
    return QStringLiteral("member-") + grid.code;
}
inline QString blockTeam(const Area &block)
{
    return QStringLiteral("block-") + block.code;
}
inline QString communityTeam(const Area &community)
{
    return QStringLiteral("community-") + community.code;
}
inline QString emergencyTeam()
{
    return QStringLiteral("emergency");
}

}
