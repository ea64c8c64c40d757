#include "formats/ogr/OsmInteriors.h"

#include "formats/FieldMatch.h"
#include "formats/indoor/IndoorBuilding.h"

#include <QCoreApplication>

#include <cmath>

namespace formats::osm
{

Interiors::Interiors(QString source, std::map<QString, Inside> insides)
    : m_source(std::move(source)), m_insides(std::move(insides))
{
    for (const auto &[id, inside] : m_insides)
        m_buildings.append(id);
}

base::Result<domain::Interior> Interiors::read(const domain::Building &building, const base::Job &) const
{
    const auto found = m_insides.find(building.id);
    if (found == m_insides.end())
        return base::failure(QStringLiteral("building-unknown"),
                             QCoreApplication::translate("formats", "The file no longer has the building"), m_source,
                             building.id);
    const Inside &inside = found->second;
    domain::Interior interior = inside.interior;
    const double storey = building.storeysAbove > 0 && building.height > 0
                              ? double(building.height) / building.storeysAbove
                              : UsualStoreyHeight;
    const double ground = std::isnan(building.ground) ? 0.0 : building.ground;
    for (size_t i = 0; i < interior.spaces.size(); ++i) {
        if (inside.levels[i] != std::floor(inside.levels[i])) // between storeys
            interior.spaces[i].base = ground + inside.levels[i] * storey;
    }
    for (const Wall &wall : inside.walls) {
        domain::Element element;
        element.id = wall.id;
        element.type = QStringLiteral("wall");
        element.storey = storeyOfLevel(wall.level, true);
        element.mesh = extruded(wall.shape, ground + wall.level * storey, storey);
        interior.elements.push_back(std::move(element));
    }
    return interior;
}

}
