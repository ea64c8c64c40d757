#pragma once

#include "base/Warnings.h"
#include "domain/City.h"
#include "domain/Events.h"

#include <memory>

namespace live
{

/// Finds where events stand. For one thread.
class EventPlaces
{
public:
    /// Where an event stands beyond what it says itself.
    struct Standing {
        qint32 area = -1;    ///< the smallest: node in the place tree; -1: none
        QString building;    ///< empty: none
        bool isKnown = true; ///< the place it names is one of the district
    };

    void setCity(std::shared_ptr<const domain::City> city);
    /// Fills in what follows from the other: the place from the position, the position (WGS 84 and scene) from the
    /// place.
    Standing stand(domain::Event &event);
    /// An area and all that contain it, from the sub-district down, as refText.
    QStringList path(qint32 area) const;
    /// Whether its position says no more than its place.
    bool isMadeUp(const domain::Event &event);

private:
    bool standAt(domain::Event &event, Standing &standing) const;
    QString buildingAt(const geometry::Vec2 &point);

    std::shared_ptr<const domain::City> m_city;
    geometry::SpatialIndex m_footprints; ///< made when the first event asks for it
    std::vector<const domain::Building *> m_buildings;
    bool m_indexed = false;
};

}
