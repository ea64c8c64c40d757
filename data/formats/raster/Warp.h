#pragma once

#include "formats/SourceCrs.h"

#include <gdal_priv.h>

namespace formats
{

/// A rectangle of the scene and how finely it is to be filled.
struct WarpTarget {
    geometry::Box2 bounds; ///< map coordinates of the frame's CRS
    int width = 0, height = 0;
};

/// The box of a raster in its own CRS; empty where it has no position.
geometry::Box2 rasterBox(GDALDataset &raster);
/// How large a pixel of the raster is in the frame, in metres, about the middle of `bounds` (map coordinates).
double pixelSize(GDALDataset &raster, const geometry::Crs &crs, const geometry::LocalFrame &frame,
                 const geometry::Box2 &bounds);
/// The part of the frame's map that the raster covers, cut to the request's extent. Error "raster-outside".
base::Result<geometry::Box2> coveredBox(GDALDataset &raster, const geometry::Crs &crs, const LayerRequest &request,
                                        const geometry::LocalFrame &frame, const QString &source);
/// A copy in memory of what can be read of a damaged raster, row of blocks by row; the rest is without data. Null where
/// the raster is too large for that, or nothing can be read.
GDALDatasetUniquePtr salvaged(GDALDataset &raster);
/// A view of the raster that is where GCJ-02 pretends it is not: tied to the true places by a grid of control points.
GDALDatasetUniquePtr gcj02Corrected(GDALDataset &raster, const geometry::Crs &crs, const geometry::Box2 &bounds,
                                    const geometry::LocalFrame &frame);
/// Warps onto `into` (made by the caller, in the frame's CRS). False where GDAL stopped early; what was read before
/// stays.
bool warpOnto(GDALDataset &from, GDALDataset &into, const geometry::Crs &crs, bool downsampling, bool thinPlate,
              const base::Job &job, const QString &stage);
/// Ties a dataset in memory to the frame: north up, row 0 the northernmost.
void georeference(GDALDataset &memory, const WarpTarget &target, const geometry::LocalFrame &frame);

base::Result<domain::Terrain> readTerrain(GDALDataset &raster, const geometry::Crs &crs, const LayerRequest &request,
                                          const geometry::LocalFrame &frame, const QString &source,
                                          const base::Job &job, base::Warnings &warnings);
/// `maxSide`: of the picture, in pixels.
base::Result<domain::Imagery> readImagery(GDALDataset &raster, const geometry::Crs &crs, const LayerRequest &request,
                                          const geometry::LocalFrame &frame, const QString &source, int maxSide,
                                          const base::Job &job, base::Warnings &warnings);

}
