#pragma once

#include "formats/ifc/StepFile.h"

#include <array>
#include <optional>
#include <vector>

namespace reader
{

using BrepPoint = std::array<double, 3>;
using BrepRing = std::vector<BrepPoint>;
/// A flat face: its outline, then its holes.
using BrepFace = std::vector<BrepRing>;

/// An IfcAdvancedFace as flat faces. Planes keep their outlines, with arcs and splines cut into chords; other surfaces
/// become the patch between their three or four edges (exact for all that is ruled: cylinders, cones), or the band
/// between two closed ones. Nothing where the face has other bounds.
std::vector<BrepFace> flatFacesOf(const formats::step::File &file, const formats::step::Instance &advancedFace);

/// Which of a shell's advanced faces run against the first: neighbours have to meet their common edge in opposite
/// directions, and programs disagree on whether a face's bounds follow its own normal or its surface's.
std::vector<bool> turnedFaces(const formats::step::File &file,
                              const std::vector<const formats::step::Instance *> &advancedFaces);

}
