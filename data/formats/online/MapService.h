#pragma once

#include "base/Result.h"
#include "geometry/Box.h"

#include <QByteArray>
#include <QString>

namespace formats
{

/// An online map as a project names it: "xyz:https://.../{z}/{x}/{y}.png", "tms:..." (rows from the south),
/// "wms:URL?LAYERS=...", "wmts:CAPABILITIES-URL|LAYER", "tianditu:vec|img|ter|cva|cia|cta", or a plain URL that shows
/// which it is.
struct MapService {
    enum class Kind { Xyz, Tms, Wms, Wmts } kind = Kind::Xyz;
    QString url;   ///< template, or address of the service, without the key
    QString layer; ///< WMS: comma-separated; WMTS: one
    QString key;
    int maxZoom = 18; ///< of tiles
};

bool isOnlineSource(const QString &source);
/// Errors: "source-unknown", "key-missing".
base::Result<MapService> parseMapService(const QString &source, const QString &key);

/// What is asked of a service: never more than this.
struct MapWindow {
    geometry::Box2 mercator; ///< EPSG:3857
    int maxTiles = 400;
    int maxSide = 4096; ///< pixels
};
/// The zoom at which the window takes at most `maxTiles` tiles of 256 pixels.
int zoomFor(const MapWindow &window, int maxZoom);
/// GDAL's description of the service, for its WMS or WMTS driver. `zoom`: of tiles.
QByteArray gdalDescription(const MapService &service, const MapWindow &window, int zoom, const QString &cache,
                           int timeoutSeconds);

}
