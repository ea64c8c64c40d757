#pragma once

#include "base/Result.h"
#include "domain/City.h"
#include "domain/Interior.h"

/// What is seen, written for other programs. Any thread; files are replaced whole or not at all. Errors:
/// "file-unwritable", "export-empty", "storey-unknown".
namespace loading
{

/// A storey's plan as DXF, in the coordinates of the city's map; texts as large as a print at 1 to `scale` wants them.
base::Status exportStoreyDxf(const domain::City &city, const domain::Interior &interior, int storey, double scale,
                             const QString &file);

/// Objects as glTF (.glb), in metres about their middle, with where that is on the map: elements, doors that have a
/// body, spaces and units (pulled up from their outlines), storeys (all that stands on them), a building (its inside
/// where `interior` is of it, else its outside). What has no body is left out.
base::Status exportGltf(const domain::City &city, const domain::Interior *interior,
                        const std::vector<domain::ObjectRef> &objects, const QString &file);

}
