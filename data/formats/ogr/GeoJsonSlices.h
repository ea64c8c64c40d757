#pragma once

#include <QString>

#include <utility>
#include <vector>

namespace formats
{

/// Where the features of a GeoJSON collection stand in its file: first byte and the one behind the last, in order.
/// Empty where the file is no collection or is broken. A collection must be parsed whole to be asked for one feature;
/// this way a few of its features can be read alone.
std::vector<std::pair<qint64, qint64>> featureSlices(const QString &file);

}
