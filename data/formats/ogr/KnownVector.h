#pragma once

#include "formats/ogr/VectorSource.h"
#include "geometry/Box.h"

#include <QDateTime>

namespace formats
{

/// A file of one layer as a look at it left it: text formats are gone through to be opened, and once more to be
/// measured.
struct KnownVector {
    VectorSource source;
    geometry::Box2 extent; ///< raw coordinates; empty where unknown
    qint64 features = -1;  ///< -1: unknown
};

/// Keeps it while what is returned is held, for whoever reads the same file first.
std::shared_ptr<const void> keep(const SourceName &name, KnownVector known);
/// What is kept of a file that is still as it was; nothing where nobody looked, or another reads it already.
std::optional<KnownVector> takeKept(const SourceName &name);

}
