#pragma once

#include "formats/Reader.h"
#include "formats/ogr/VectorSource.h"

namespace formats
{

/// The insides of buildings in OpenStreetMap data, by "Simple Indoor Tagging": areas with `indoor`, `room` or `level`
/// become spaces, nodes with `door` or `entrance` doors, `indoor=wall` elements, steps and lifts on all their levels.
/// Level 0 is storey 1. What lies in a building of the file is its inside; the rest gets a building of its own, made
/// from the outline of the rooms that lie together. One layer, or none where the file has nothing of that kind.
/// Errors: "cancelled".
base::Result<std::vector<domain::Layer>> readOsmIndoor(const VectorSource &source, const LayerRequest &request,
                                                       const geometry::LocalFrame &frame, const QString &shown,
                                                       const base::Job &job);

}
