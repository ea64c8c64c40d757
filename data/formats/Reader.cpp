#include "formats/Reader.h"

#include "formats/GdalErrors.h"
#include "formats/citygml/CityGmlReader.h"
#include "formats/cityjson/CityJsonReader.h"
#include "formats/ifc/IfcReader.h"
#include "formats/indoor/ImdfReader.h"
#include "formats/indoor/IndoorGmlReader.h"
#include "formats/mesh/MeshReader.h"
#include "formats/ogr/OgrReader.h"
#include "formats/ogr/VectorSource.h"
#include "formats/online/OnlineReader.h"
#include "formats/raster/RasterReader.h"
#include "formats/tiles3d/Tiles3dReader.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace formats
{

const std::vector<const Reader *> &readers()
{
    static const std::vector<const Reader *> all{
        &tiles3dReader(), &onlineReader(), &cityJsonReader(), &cityGmlReader(), &indoorGmlReader(),
        &imdfReader(),    &ifcReader(),    &meshReader(),     &ogrReader(),     &rasterReader()};
    return all;
}

base::Result<std::pair<const Reader *, SourceSummary>> findReader(const LayerRequest &request)
{
    const SourceName name = splitSource(request.source);
    const bool isUrl = name.isDatabase || isOnlineSource(request.source);
    if (!isUrl && !QFileInfo::exists(name.path))
        return base::failure(
            QStringLiteral("file-missing"), QCoreApplication::translate("formats", "There is no such file"),
            name.shown(), {},
            QCoreApplication::translate("formats", "Check the path; those in a project file are relative to it"));
    for (const Reader *reader : readers()) {
        auto probed = reader->probe(request);
        if (!probed)
            return tl::unexpected(probed.error());
        if (*probed)
            return std::pair{reader, std::move(**probed)};
    }
    return base::failure(QStringLiteral("format-unknown"),
                         QCoreApplication::translate("formats", "No reader knows this kind of file"), name.shown(), {},
                         QCoreApplication::translate("formats", "See the list of formats in the documentation"));
}

}
