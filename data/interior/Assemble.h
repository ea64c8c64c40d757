#pragma once

#include "domain/Interior.h"

namespace interior
{

/// Adds what another source tells of the same building: indices move, storeys of the same number become one.
void append(domain::Interior &interior, domain::Interior &&more);

/// Fills in what sources leave out: storeys that only spaces or units name, their bases and heights, areas; takes the
/// units of the city's table where they are better known (found by house code, else by number on a storey). Then gives
/// city-wide ids (domain::insideId), repeated ones a number, and calls `connect`.
void assemble(domain::Interior &interior, const domain::Building &building,
              const std::vector<const domain::Unit *> &table);

}
