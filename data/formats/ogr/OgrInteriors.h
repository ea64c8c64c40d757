#pragma once

#include "domain/InteriorSource.h"
#include "formats/SourceCrs.h"
#include "formats/ogr/Columns.h"
#include "formats/ogr/VectorSource.h"

class OGRLayer;

namespace formats
{

/// How a layer of storeys, units, spaces or doors is to be read.
struct InteriorLayerRequest {
    LayerRequest request;
    domain::LayerKind kind = domain::LayerKind::Space;
    SourceName name; ///< with its layer
    QString shown;
    SourceCrs crs;
    geometry::LocalFrame frame;
    bool fromZero = false; ///< storeys are counted from 0
};

/// Whether a column counts storeys from 0 (some value is 0, or a word for it): then 0 is the ground floor. `where`: the
/// layer's condition.
bool countsFromZero(GDALDataset &dataset, OGRLayer &layer, int column, const QString &where);

/// The layer as a source of interiors: which buildings it knows by one quick look, and nothing more until one of them
/// is opened. `layer` has the request's conditions set already. Null, with a warning, where no column tells the
/// building. Errors: "cancelled".
base::Result<std::shared_ptr<const domain::InteriorSource>>
interiorsOfLayer(const InteriorLayerRequest &request, GDALDataset &dataset, OGRLayer &layer, const Columns &columns,
                 const base::Job &job, base::Warnings &warnings);

}
