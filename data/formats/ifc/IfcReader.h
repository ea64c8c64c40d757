#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "domain/Interior.h"
#include "formats/Reader.h"
#include "geometry/LocalFrame.h"

#include <optional>

namespace formats
{

/// What is asked of an IFC file.
struct IfcRequest {
    QString file;     ///< absolute; .ifc or .ifczip
    QString building; ///< id of the building it is the inside of; empty: the file's own (the IfcBuilding's GlobalId)
    geometry::LocalFrame frame;
    /// Where the model's zero stands: longitude, latitude (WGS 84), metres above sea. Not given: by the file's map
    /// conversion or site, if that is near the footprint; else on the footprint; else at the frame's origin.
    std::optional<geometry::Vec3> position;
    std::optional<double> heading; ///< of the model's y axis, degrees clockwise from north; else by its true north
    double scale = 1;
    geometry::MultiPolygon footprint; ///< scene coordinates; may be empty
    std::optional<double> ground;     ///< elevation of the ground floor where the model is put onto the footprint
};

/// The inside of a building of an IFC file: storeys, spaces, doors and windows, elements with properties. IFC2X3, IFC4,
/// and IFC4X3 as far as IFC++ goes. The shapes are read in a process of its own, so that nothing in the file harms the
/// caller; what they lack is a warning ("ifc-partial", "product-without-geometry" by GlobalId). Doors' spaces and the
/// passages are left to interior::connect. Any thread; waits. Errors: "file-unreadable", "file-too-large",
/// "format-unsupported", "ifc-invalid", "cancelled".
base::Result<domain::Interior> readIfc(const IfcRequest &request, const base::Job &job);

/// IFC files as layers: one building with its outside as a solid, its storeys, and spaces counted; a model where no
/// element is a wall, slab or roof. Placed by the request (a heading of 0 keeps the file's true north), else by the
/// file's own georeference, else at the frame's origin with a warning.
const Reader &ifcReader();

}
