#pragma once

#include "base/Warnings.h"
#include "domain/People.h"
#include "domain/Sources.h"

#include <memory>

namespace formats
{

/// A table of residents that GDAL reads ("FILE|LAYER", "PG:..."), to be asked per unit or building. Columns are those
/// that the request names, else the usual names in English and Chinese (docs/privacy.md). Looks at the table's columns
/// once and reads nobody: what is wrong with it is a warning ("people-unreadable", "field-missing"), and it can be
/// asked all the same, since a database may answer later.
std::shared_ptr<const domain::PeopleSource> peopleOf(const domain::PeopleRequest &request, base::Warnings &warnings);

}
