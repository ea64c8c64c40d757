#include "formats/ifc/IfcReader.h"

#include "formats/ifc/IfcInteriors.h"

namespace formats
{

base::Result<domain::Interior> readIfc(const IfcRequest &request, const base::Job &job)
{
    const auto loaded = ifc::loadKept(request.file, job);
    if (!loaded)
        return tl::unexpected(loaded.error());
    ifc::Wanted wanted;
    wanted.position = request.position;
    wanted.heading = request.heading;
    wanted.scale = request.scale;
    wanted.footprint = request.footprint;
    wanted.ground = request.ground;
    base::Warnings warnings;
    const ifc::Placing placing(**loaded, wanted, request.frame, request.file, warnings);
    auto interior = ifc::interiorOf(**loaded, placing,
                                    request.building.isEmpty() ? (*loaded)->model->buildingGuid : request.building,
                                    request.file, job);
    if (interior) {
        interior->warnings.add(warnings);
        job.report({}, 1);
    }
    return interior;
}

}
