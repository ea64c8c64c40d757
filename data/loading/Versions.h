#pragma once

#include "loading/Interiors.h"

namespace loading
{

/// The inside of a building of the city as another file tells it (an older or newer IFC, CityGML, CityJSON ... or a
/// project): for comparing the two. Ids are those of the city's building; where the file knows several buildings, it is
/// the one of the same id, else the nearest. Placed as the file says, else on the building's footprint. Waits; any
/// thread. Errors: the reader's own, "building-unknown", "interior-missing", "cancelled".
base::Result<InteriorPtr> openVersion(const domain::City &city, const QString &building, const QString &path,
                                      const base::Job &job);

}
