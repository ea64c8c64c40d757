#pragma once

#include "scene/interior/StairMesher.h"

#include <QHash>

namespace scene
{

/// The stairs that a building's stairwells have room for: what goes up from a stair's space, and what arrives at it.
/// Wells that stand over each other share one shape, so that flights meet.
class StairStacks
{
public:
    StairStacks() = default;
    StairStacks(const domain::Interior &interior, const geometry::Vec2 &origin);

    const StairFlights *upFrom(qint32 space) const;
    const StairFlights *arrivingAt(qint32 space) const;

private:
    std::vector<StairFlights> m_flights;
    QHash<qint32, size_t> m_up, m_arriving;
};

}
