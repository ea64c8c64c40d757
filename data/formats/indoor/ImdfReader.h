#pragma once

#include "formats/Reader.h"

namespace formats
{

/// IMDF archives, folders and zips. Driver "IMDF".
const Reader &imdfReader();

}
