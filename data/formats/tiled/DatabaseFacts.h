#pragma once

#include "geometry/Box.h"

#include <QByteArray>
#include <QString>

#include <optional>

class GDALDataset;
class OGRLayer;

namespace formats
{

/// What a PostGIS table's catalogue tells of it at once, where counting and measuring would read all of it.
struct DatabaseFacts {
    QByteArray table;  ///< as SQL wants it, with its schema
    QByteArray column; ///< the geometry's, as SQL wants it
    int srid = 0;
    qint64 features = -1;  ///< about; -1: never analysed, or a view
    geometry::Box2 extent; ///< raw coordinates, by the spatial index; empty where there is none
    bool hasIndex = false; ///< on the geometry; of views unknown, and true
    bool isTable = false;  ///< no view
};

/// Nothing where the layer is no table or view of PostGIS with a geometry column.
std::optional<DatabaseFacts> databaseFacts(GDALDataset &dataset, OGRLayer &layer);

}
