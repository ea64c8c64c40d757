#pragma once

#include "formats/Reader.h"

namespace formats
{

/// IndoorGML 1.0 (OGC 14-005r4): cells become spaces, boundaries that a transition goes through doors, transitions
/// passages. The storey is what a description states (storey="2"), else told by the cells' floors. Driver "IndoorGML".
const Reader &indoorGmlReader();

}
