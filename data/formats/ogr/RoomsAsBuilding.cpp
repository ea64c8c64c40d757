#include "formats/ogr/RoomsAsBuilding.h"

#include "formats/indoor/IndoorBuilding.h"

#include <cmath>

namespace formats
{

base::Result<std::optional<domain::Building>> buildingAround(const domain::InteriorSource &source, const QString &id,
                                                             const base::Job &job, base::Warnings &warnings)
{
    IndoorBuilding whole;
    whole.building.id = id;
    whole.building.name = id;
    whole.building.ground = 0;
    auto read = source.read(whole.building, job);
    if (!read)
        return tl::unexpected(read.error());
    warnings.add(read->warnings);
    if (read->spaces.empty())
        return std::optional<domain::Building>();
    constexpr double UsualHeight = 3.0;
    double ground = geometry::NaN;
    for (const domain::Space &space : read->spaces) {
        if (space.storey == 1 && !std::isnan(space.base))
            ground = std::isnan(ground) ? space.base : std::min(ground, space.base);
    }
    for (domain::Space &space : read->spaces) {
        const int rank = space.storey > 0 ? space.storey - 1 : space.storey;
        space.base = std::isnan(space.base) || std::isnan(ground) ? rank * UsualHeight : space.base - ground;
        space.height = space.height > 0 ? space.height : float(UsualHeight);
    }
    whole.interior = std::move(*read);
    whole.building.ground = ground; // NaN: the terrain's
    describeByInside(whole);
    return std::optional(std::move(whole.building));
}

}
