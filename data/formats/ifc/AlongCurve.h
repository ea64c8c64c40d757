#pragma once

#include "formats/ifc/StepFile.h"

#include <array>
#include <optional>

namespace formats::step
{

/// Where something stands that is placed along an alignment; in the file's length unit, in the curve's coordinates.
struct AlongCurve {
    std::array<double, 3> origin{0, 0, 0}, x{1, 0, 0}, z{0, 0, 1};
};

/// The place of an IfcLinearPlacement (IFC4X3) by its distance along the basis curve: horizontal curves of lines, arcs
/// and clothoids, polylines; gradients of lines, arcs and parabolas; cant is left out. x runs with the curve, level, z
/// is up, unless the file says otherwise. Nothing where the curve is of another kind.
std::optional<AlongCurve> alongCurve(const File &file, const Instance &linearPlacement);

}
