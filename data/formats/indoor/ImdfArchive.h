#pragma once

#include "formats/Reader.h"
#include "formats/indoor/IndoorBuilding.h"

namespace formats
{

/// Whether a folder or zip holds an IMDF archive: level.geojson beside manifest.json, venue.geojson or unit.geojson.
bool isImdf(const QString &path);

/// The buildings of an IMDF archive (Indoor Mapping Data Format 1.0.0, OGC 20-094) with levels, units, openings,
/// fixtures and kiosks. The format has no heights: levels are 4 m. Ordinal 0 is storey 1. Errors: "source-broken" where
/// the levels cannot be read, "cancelled".
base::Result<std::vector<IndoorBuilding>> readImdf(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                   const base::Job &job, base::Warnings &warnings);

/// The levels' extent in degrees.
base::Result<geometry::Box2> imdfExtent(const QString &path);

}
