#pragma once

#include "loading/District.h"

#include <QByteArray>

namespace loading
{

/// A short name for what the files that `load` would read hold, the project's own among them: equal for equal content
/// and settings of the project, so that what was made of it can be kept. Large files are taken by their size, time and
/// samples. Reads no more than these bytes; any thread. Empty where that cannot be told: databases, servers, a sample
/// district that is not made yet, what cannot be read.
QByteArray contentKey(const QStringList &paths, const LoadOptions &options);

}
