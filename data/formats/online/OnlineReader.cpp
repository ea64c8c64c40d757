#include "formats/online/OnlineReader.h"

#include "formats/GdalErrors.h"
#include "formats/raster/Warp.h"

#include <QCoreApplication>

#include <cpl_conv.h>
#include <cpl_string.h>

#include <cmath>

namespace formats
{

namespace
{

constexpr int TimeoutSeconds = 15;

/// GDAL's settings for requests made on this thread, while it lives.
class HttpLimits
{
public:
    HttpLimits()
    {
        CPLSetThreadLocalConfigOption("GDAL_HTTP_TIMEOUT", QByteArray::number(TimeoutSeconds).constData());
        CPLSetThreadLocalConfigOption("GDAL_HTTP_CONNECTTIMEOUT", "5");
        CPLSetThreadLocalConfigOption("GDAL_HTTP_USERAGENT", "Yunjie");
    }
    ~HttpLimits()
    {
        for (const char *name : {"GDAL_HTTP_TIMEOUT", "GDAL_HTTP_CONNECTTIMEOUT", "GDAL_HTTP_USERAGENT"})
            CPLSetThreadLocalConfigOption(name, nullptr);
    }
    HttpLimits(const HttpLimits &) = delete;
    HttpLimits &operator=(const HttpLimits &) = delete;
};

/// `level`: of overviews, or -1 for the map itself.
GDALDatasetUniquePtr openMap(const QByteArray &description, int level = -1)
{
    CPLStringList options;
    if (level >= 0)
        options.SetNameValue("OVERVIEW_LEVEL", CPLString().Printf("%donly", level));
    return GDALDatasetUniquePtr(
        GDALDataset::Open(description.constData(), GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr, options.List()));
}

/// The finest level of the map whose part over the extent is at most `maxTiles` tiles; -1: the map itself.
int levelFor(GDALDataset &map, const geometry::Crs &crs, const geometry::Box2 &extent, int maxTiles)
{
    const geometry::Box2 box = movedBox(extent, geometry::Crs::wgs84(), crs);
    double gt[6];
    if (box.isEmpty() || map.GetGeoTransform(gt) != CE_None)
        return -1;
    GDALRasterBand *band = map.GetRasterBand(1);
    int blockX = 256, blockY = 256;
    band->GetBlockSize(&blockX, &blockY);
    const auto tiles = [&](int level) {
        const double factor = level < 0 ? 1.0 : double(map.GetRasterXSize()) / band->GetOverview(level)->GetXSize();
        const double x = box.size().x / std::abs(gt[1]) / factor, y = box.size().y / std::abs(gt[5]) / factor;
        return (std::floor(x / blockX) + 2) * (std::floor(y / blockY) + 2);
    };
    int level = -1;
    while (level + 1 < band->GetOverviewCount() && tiles(level) > maxTiles)
        ++level;
    return level;
}

class OnlineReader final : public Reader
{
public:
    QString name() const override { return QStringLiteral("Online map"); }

    Probe probe(const LayerRequest &request) const override
    {
        if (!isOnlineSource(request.source))
            return std::nullopt;
        const auto service = parseMapService(request.source, request.key);
        if (!service)
            return tl::unexpected(service.error());
        Sublayer sub;
        sub.source = request.source;
        sub.name = request.name.isEmpty() ? QCoreApplication::translate("formats", "Online map") : request.name;
        sub.kind = domain::LayerKind::Imagery;
        sub.reason = QCoreApplication::translate("formats", "it is an online map");
        sub.crs = *geometry::Crs::parse(QStringLiteral("EPSG:3857"));
        sub.features = 1;
        const char *const drivers[] = {"XYZ", "TMS", "WMS", "WMTS"};
        return SourceSummary{QString::fromLatin1(drivers[int(service->kind)]), {std::move(sub)}};
    }

    base::Result<std::vector<domain::Layer>> read(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                  const base::Job &job) const override;
};

base::Result<std::vector<domain::Layer>>
OnlineReader::read(const LayerRequest &request, const geometry::LocalFrame &frame, const base::Job &job) const
{
    const QString shown = withoutSecrets(request.source);
    const auto service = parseMapService(request.source, request.key);
    if (!service)
        return tl::unexpected(service.error());
    if (request.extent.isEmpty())
        return base::failure(
            QStringLiteral("extent-missing"),
            QCoreApplication::translate("formats",
                                        "An online map is only fetched for the district's extent, and none is known"),
            shown);
    if (service->kind == MapService::Kind::Wms && service->layer.isEmpty())
        return base::failure(QStringLiteral("layer-missing"),
                             QCoreApplication::translate("formats", "The WMS layers to draw are not named"), shown, {},
                             QCoreApplication::translate("formats", "Add LAYERS=... to the address"));
    const HttpLimits limits;
    GdalErrors errors;
    const auto unreachable = [&](const QString &why) {
        return base::failure(QStringLiteral("map-unreachable"),
                             QCoreApplication::translate("formats", "The online map cannot be read: %1").arg(why),
                             shown, {},
                             QCoreApplication::translate("formats", "Check the address, the network and the key"));
    };
    MapWindow window;
    window.mercator =
        movedBox(request.extent, geometry::Crs::wgs84(), *geometry::Crs::parse(QStringLiteral("EPSG:3857")));
    const bool tiles = service->kind == MapService::Kind::Xyz || service->kind == MapService::Kind::Tms;
    const int zoom = tiles ? zoomFor(window, service->maxZoom) : -1;
    const QByteArray description = gdalDescription(*service, window, zoom, request.cache, TimeoutSeconds);
    GDALDatasetUniquePtr map = openMap(description);
    if (!map)
        return unreachable(errors.first());
    const geometry::Crs crs = geometry::Crs::fromOgr(map->GetSpatialRef());
    if (!crs.isValid() || map->GetRasterCount() == 0)
        return unreachable(QCoreApplication::translate("formats", "it has no layer or no coordinate reference system"));
    if (const int level = tiles ? -1 : levelFor(*map, crs, request.extent, window.maxTiles); level >= 0)
        map = openMap(description, level);
    if (!map)
        return unreachable(errors.first());

    domain::Layer layer;
    layer.info.id = request.id;
    layer.info.name = request.name.isEmpty() ? request.id : request.name;
    layer.info.kind = domain::LayerKind::Imagery;
    layer.info.source = shown;
    layer.info.crs = crs.code();
    layer.info.features = 1;
    auto imagery = readImagery(*map, crs, request, frame, shown, window.maxSide, job, layer.warnings);
    if (!imagery) {
        if (imagery.error().code == QLatin1String("cancelled"))
            return tl::unexpected(imagery.error());
        if (imagery.error().code == QLatin1String("raster-empty"))
            return unreachable(QCoreApplication::translate("formats", "the server has nothing there"));
        return unreachable(imagery.error().message);
    }
    layer.imagery = std::make_shared<const domain::Imagery>(std::move(*imagery));
    std::vector<domain::Layer> layers;
    layers.push_back(std::move(layer));
    return layers;
}

}

const Reader &onlineReader()
{
    static const OnlineReader reader;
    return reader;
}

}
