#pragma once

#include "domain/TileSource.h"
#include "formats/tiles3d/Placing.h"
#include "formats/tiles3d/TilesetFile.h"

namespace formats::tiles3d
{

/// Whether a tileset's coordinates are those of the Earth, as the standard has it; small local ones occur.
bool liesOnEarth(const TilesetFile &file);
/// The part of the tileset's coordinates that its contents take: a root may claim the whole globe.
geometry::Box3 coverOf(const TilesetFile &file);
/// The same in degrees; empty for local tilesets.
geometry::Box2 lonLatExtent(const TilesetFile &file);
/// The place on the Earth below the middle of its contents, at their lowest: what a placement moves elsewhere.
Vec3 footOf(const TilesetFile &file);

/// In the scene. What lies beyond the frame's side of the Earth becomes a volume that holds everything.
domain::TileVolume toScene(const Volume &volume, const Matrix &transform, const Placing &placing);

/// What the root's contents take in the scene, where that is less than the root claims.
domain::TileVolume coverInScene(const TilesetFile &file, const domain::TileVolume &root, const Placing &placing);

/// The volume of a tile of an implicit tiling: the root's halved `level` times (3D Tiles 1.1, "Subdivision scheme").
Volume subdivided(const Volume &root, bool octree, int level, const std::array<quint64, 3> &at);

}
