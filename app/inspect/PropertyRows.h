#pragma once

#include "core/Twin.h"
#include "inspect/RowModel.h"

namespace app
{

/// Everything that is known of an object, as rows {set, name, value, visual, heading}: its attributes first, then those
/// of its source, then its property sets; `heading` is the set where one begins. Main thread.
std::vector<RowModel::Row> propertyRows(const Twin &twin, const domain::ObjectRef &object);

}
