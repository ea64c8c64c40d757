#pragma once

#include "core/Twin.h"
#include "inspect/RowModel.h"

namespace app
{

/// Everything that is known of an object, as rows {set, name, value, visual}: its attributes first, then those of its
/// source, then its property sets. Main thread.
std::vector<RowModel::Row> propertyRows(const Twin &twin, const domain::ObjectRef &object);

}
