#pragma once

#include "domain/Alerts.h"
#include "domain/City.h"

namespace domain
{

/// The city's areas that a warning's area names by geocodes alone (it draws nothing itself): those with that code, else
/// all that are in it. A code is in another where that is its area's parent, or the beginning of it as GB/T 2260 and
/// GB/T 10114 nest them: 440300 (a city) and 440399001000 (a sub-district) hold 440399001002.
std::vector<const AdminArea *> areasNamedBy(const AlertArea &area, const City &city);

}
