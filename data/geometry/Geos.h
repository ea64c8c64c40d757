#pragma once

#include "geometry/Triangulation.h"

#include <geos_c.h>

#include <memory>

/// The few things GEOS does for us, behind its re-entrant C API with one context a thread. Private to geometry/.
namespace geometry
{

struct GeosDeleter {
    void operator()(GEOSGeometry *geometry) const;
};
using GeosGeometry = std::unique_ptr<GEOSGeometry, GeosDeleter>;

/// GEOS's context of this thread.
GEOSContextHandle_t geosContext();
GeosGeometry toGeos(const Polygon &polygon);
/// Adds the polygons of a geometry, however nested; rings as GEOS has them, the last point repeated.
void collectPolygons(const GEOSGeometry *geometry, MultiPolygon &out);
bool isValid(const GeosGeometry &geometry, QString *reason);
MultiPolygon makeValid(const GeosGeometry &geometry);
MultiPolygon bufferedByGeos(const LineString &line, double width);
/// Constrained Delaunay; empty where GEOS fails.
Triangulation triangulateByGeos(const Polygon &polygon);

}
