#pragma once

#include "formats/ifc/StepFile.h"

#include <functional>
#include <string>

namespace reader
{

/// The text of an IFC file as IFC++ (of 2019, IFC4) can read it: the schema is named IFC4 or IFC2X3; point lists lose
/// their tags (IFC4X3); indexed polygonal curves, which it does not know, become polylines with their arcs cut into
/// chords; linear placements become local ones; advanced faces become flat ones; products of classes that `isKnown`
/// denies (IFC4X3's) become proxies, so that their shapes are read.
std::string textForIfcPlusPlus(const formats::step::File &file,
                               const std::function<bool(const std::string &type)> &isKnown);

}
