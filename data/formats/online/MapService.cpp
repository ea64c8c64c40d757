#include "formats/online/MapService.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <cmath>

namespace formats
{

namespace
{

constexpr double HalfWorld = 20037508.342789244; ///< metres of EPSG:3857
constexpr int TileSide = 256;
constexpr double FinestPixel = 0.25; ///< metres: no map service is finer

QString withoutPrefix(const QString &source, const char *prefix)
{
    return source.startsWith(QLatin1String(prefix), Qt::CaseInsensitive) ? source.mid(qsizetype(qstrlen(prefix)))
                                                                         : QString();
}

bool isTemplate(const QString &url)
{
    return url.contains(QLatin1String("{z}")) && url.contains(QLatin1String("{x}")) &&
           (url.contains(QLatin1String("{y}")) || url.contains(QLatin1String("{-y}")));
}

/// The value of a query's parameter, whatever the case of its name; taken out of `url`.
QString takeParameter(QUrl &url, const QString &name)
{
    QUrlQuery query(url);
    QString value;
    const auto items = query.queryItems(QUrl::FullyDecoded);
    for (const auto &[key, text] : items)
        if (key.compare(name, Qt::CaseInsensitive) == 0) {
            value = text;
            query.removeAllQueryItems(key);
        }
    url.setQuery(query);
    return value;
}

base::Result<MapService> tianditu(const QString &layer, const QString &key)
{
    static const QStringList known{QStringLiteral("vec"), QStringLiteral("img"), QStringLiteral("ter"),
                                   QStringLiteral("cva"), QStringLiteral("cia"), QStringLiteral("cta")};
    const QString source = QStringLiteral("tianditu:") + layer;
    if (!known.contains(layer))
        return base::failure(QStringLiteral("source-unknown"),
                             QCoreApplication::translate("formats", "Tianditu has no layer '%1'; there are: %2")
                                 .arg(layer, known.join(QStringLiteral(", "))),
                             source);
    if (key.isEmpty())
        return base::failure(QStringLiteral("key-missing"),
                             QCoreApplication::translate("formats", "Tianditu asks for a key"), source, {},
                             QCoreApplication::translate(
                                 "formats", "Get one from Tianditu's developer site and enter it in the settings"));
    MapService service;
    service.url =
        QStringLiteral(
            "https://t0.tianditu.gov.cn/%1_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=%1&STYLE=default"
            "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}")
            .arg(layer);
    service.key = key;
    return service;
}

}

bool isOnlineSource(const QString &source)
{
    for (const char *prefix : {"wmts:", "wms:", "xyz:", "tms:", "tianditu:", "http://", "https://"})
        if (source.startsWith(QLatin1String(prefix), Qt::CaseInsensitive))
            return true;
    return false;
}

base::Result<MapService> parseMapService(const QString &source, const QString &key)
{
    if (const QString layer = withoutPrefix(source, "tianditu:"); !layer.isEmpty())
        return tianditu(layer, key);
    MapService service;
    service.key = key;
    QString address = source;
    bool known = true;
    if (const QString xyz = withoutPrefix(source, "xyz:"); !xyz.isEmpty()) {
        address = xyz;
    } else if (const QString tms = withoutPrefix(source, "tms:"); !tms.isEmpty()) {
        service.kind = MapService::Kind::Tms;
        address = tms;
    } else if (const QString wmts = withoutPrefix(source, "wmts:"); !wmts.isEmpty()) {
        service.kind = MapService::Kind::Wmts;
        address = wmts;
    } else if (const QString wms = withoutPrefix(source, "wms:"); !wms.isEmpty()) {
        service.kind = MapService::Kind::Wms;
        address = wms;
    } else if (!isTemplate(source)) {
        if (source.contains(QLatin1String("wmts"), Qt::CaseInsensitive))
            service.kind = MapService::Kind::Wmts;
        else if (source.contains(QLatin1String("wms"), Qt::CaseInsensitive))
            service.kind = MapService::Kind::Wms;
        else
            known = false;
    }
    const bool tiles = service.kind == MapService::Kind::Xyz || service.kind == MapService::Kind::Tms;
    if (!known || (tiles && !isTemplate(address)))
        return base::failure(QStringLiteral("source-unknown"),
                             QCoreApplication::translate("formats", "The address does not tell what kind of map it is"),
                             source, {},
                             QCoreApplication::translate(
                                 "formats", "Write wmts:URL, wms:URL?LAYERS=..., or xyz:URL with {z}, {x} and {y}"));
    if (tiles) {
        if (address.contains(QLatin1String("{-y}")))
            service.kind = MapService::Kind::Tms;
        service.url = address;
        return service;
    }
    const qsizetype bar = address.lastIndexOf(QLatin1Char('|'));
    QUrl url(bar < 0 ? address : address.left(bar));
    if (bar >= 0)
        service.layer = address.mid(bar + 1);
    if (const QString layer = takeParameter(url, service.kind == MapService::Kind::Wms ? QStringLiteral("layers")
                                                                                       : QStringLiteral("layer"));
        !layer.isEmpty())
        service.layer = layer;
    if (service.kind == MapService::Kind::Wms)
        for (const char *fixed : {"service", "request", "version", "srs", "crs", "bbox", "width", "height", "format",
                                  "transparent", "styles"})
            takeParameter(url, QString::fromLatin1(fixed));
    service.url = url.toString();
    return service;
}

int zoomFor(const MapWindow &window, int maxZoom)
{
    for (int zoom = maxZoom; zoom > 0; --zoom) {
        const double tile = 2 * HalfWorld / std::pow(2.0, zoom);
        const auto tiles = [&](double from, double to) { return std::floor(to / tile) - std::floor(from / tile) + 1; };
        if (tiles(window.mercator.min.x, window.mercator.max.x) * tiles(window.mercator.min.y, window.mercator.max.y) <=
            window.maxTiles)
            return zoom;
    }
    return 0;
}

QByteArray gdalDescription(const MapService &service, const MapWindow &window, int zoom, const QString &cache,
                           int timeoutSeconds)
{
    QString url = service.url;
    url.replace(QLatin1String("{key}"), QString::fromUtf8(QUrl::toPercentEncoding(service.key)));
    const QString common =
        QStringLiteral("<BandsCount>4</BandsCount><Timeout>%1</Timeout><MaxConnections>4</MaxConnections>"
                       "<UserAgent>Yunjie</UserAgent><ZeroBlockHttpCodes>204,404</ZeroBlockHttpCodes>%2")
            .arg(timeoutSeconds)
            .arg(cache.isEmpty()
                     ? QString()
                     : QStringLiteral("<Cache><Path>%1</Path><Type>file</Type></Cache>").arg(cache.toHtmlEscaped()));
    if (service.kind == MapService::Kind::Wmts)
        return QStringLiteral("<GDAL_WMTS><GetCapabilitiesUrl>%1</GetCapabilitiesUrl>%2%3</GDAL_WMTS>")
            .arg(url.toHtmlEscaped(),
                 service.layer.isEmpty() ? QString()
                                         : QStringLiteral("<Layer>%1</Layer>").arg(service.layer.toHtmlEscaped()),
                 common)
            .toUtf8();
    if (service.kind == MapService::Kind::Wms) {
        const geometry::Vec2 size = window.mercator.size();
        const double pixel = std::max(std::max(size.x, size.y) / window.maxSide, FinestPixel);
        return QStringLiteral(
                   "<GDAL_WMS><Service "
                   "name=\"WMS\"><Version>1.1.1</Version><ServerUrl>%1</ServerUrl><SRS>EPSG:3857</SRS>"
                   "<ImageFormat>image/png</ImageFormat><Transparent>TRUE</Transparent><Layers>%2</Layers><Styles></"
                   "Styles></Service>"
                   "<DataWindow><UpperLeftX>%3</UpperLeftX><UpperLeftY>%4</UpperLeftY><LowerRightX>%5</LowerRightX>"
                   "<LowerRightY>%6</LowerRightY><SizeX>%7</SizeX><SizeY>%8</SizeY></DataWindow><Projection>EPSG:3857</"
                   "Projection>"
                   "<BlockSizeX>512</BlockSizeX><BlockSizeY>512</BlockSizeY><OverviewCount>0</OverviewCount>%9</"
                   "GDAL_WMS>")
            .arg(url.toHtmlEscaped(), service.layer.toHtmlEscaped())
            .arg(window.mercator.min.x, 0, 'f', 3)
            .arg(window.mercator.max.y, 0, 'f', 3)
            .arg(window.mercator.max.x, 0, 'f', 3)
            .arg(window.mercator.min.y, 0, 'f', 3)
            .arg(std::max(1, int(std::ceil(size.x / pixel))))
            .arg(std::max(1, int(std::ceil(size.y / pixel))))
            .arg(common)
            .toUtf8();
    }
    url.replace(QLatin1String("{-y}"), QLatin1String("{y}"));
    for (const char *name : {"z", "x", "y"})
        url.replace(QLatin1Char('{') + QLatin1String(name) + QLatin1Char('}'),
                    QStringLiteral("${") + QLatin1String(name) + QLatin1Char('}'));
    return QStringLiteral(
               "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>%1</ServerUrl></Service><DataWindow>"
               "<UpperLeftX>-%2</UpperLeftX><UpperLeftY>%2</UpperLeftY><LowerRightX>%2</LowerRightX><LowerRightY>-%2</"
               "LowerRightY>"
               "<TileLevel>%3</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY><YOrigin>%4</YOrigin></"
               "DataWindow>"
               "<Projection>EPSG:3857</Projection><BlockSizeX>%5</BlockSizeX><BlockSizeY>%5</BlockSizeY>%6</GDAL_WMS>")
        .arg(url.toHtmlEscaped())
        .arg(HalfWorld, 0, 'f', 6)
        .arg(zoom)
        .arg(service.kind == MapService::Kind::Tms ? QStringLiteral("bottom") : QStringLiteral("top"))
        .arg(TileSide)
        .arg(common)
        .toUtf8();
}

}
