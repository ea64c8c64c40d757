#include "formats/tiles3d/Tiles3dReader.h"

#include "formats/GdalErrors.h"
#include "formats/Tr.h"
#include "formats/tiles3d/Content.h"
#include "formats/tiles3d/TilesetSource.h"
#include "formats/tiles3d/Volumes.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

namespace formats
{

using namespace tiles3d;

namespace
{

const base::Clock &systemClock()
{
    static const base::SystemClock clock;
    return clock;
}

/// With the key filled in.
QString addressOf(const LayerRequest &request)
{
    QString address = request.source;
    if (isWebAddress(address))
        address.replace(QLatin1String("{key}"), QString::fromUtf8(QUrl::toPercentEncoding(request.key)));
    return address;
}

std::shared_ptr<Fetcher> fetcherFor(const LayerRequest &request, const QString &address)
{
    const QString cache = request.cache.isEmpty() ? QString() : request.cache + QStringLiteral("/tiles3d");
    return std::make_shared<Fetcher>(address, cache, systemClock());
}

base::Result<TilesetFile> openRoot(const Fetcher &fetcher, const QString &address, const base::Job &job)
{
    const auto text = fetcher.get(address, job, true);
    if (!text)
        return tl::unexpected(text.error());
    fetcher.setEdition(fetcher.storedAt(address));
    return parseTileset(*text, withoutSecrets(address));
}

/// Whether the beginning of a file may be a tileset's: readers of other JSON come after.
bool beginsAsTileset(const QString &path)
{
    QFile file(path);
    if (!path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) || !file.open(QIODevice::ReadOnly))
        return false;
    // Large GeoJSON and CityJSON say so at once; what does not is small, or a tileset.
    constexpr qint64 Look = 4096;
    const QByteArray head = file.read(Look);
    if (head.startsWith("\x1f\x8b"))
        return true;
    if (head.contains("\"CityJSON\"") || head.contains("\"FeatureCollection\""))
        return false;
    const QByteArray tail = file.size() > 2 * Look && file.seek(file.size() - Look) ? file.read(Look) : QByteArray();
    const auto tells = [&](const char *word) { return head.contains(word) || tail.contains(word); };
    return tells("\"geometricError\"") || tells("\"boundingVolume\"") || tells("\"root\"");
}

class Tiles3dReader final : public Reader
{
public:
    QString name() const override { return QStringLiteral("3D Tiles"); }

    Probe probe(const LayerRequest &request) const override
    {
        const QString address = addressOf(request);
        const auto fetcher = fetcherFor(request, address);
        if (isWebAddress(address)) {
            if (address.contains(QLatin1String("{z}")) ||
                !QUrl(address).path().endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
                return std::nullopt;
        } else {
            const auto text = beginsAsTileset(address) ? fetcher->get(address, base::Job()) : QByteArray();
            if (!text || !isTilesetText(*text))
                return std::nullopt;
        }
        const auto file = openRoot(*fetcher, address, base::Job());
        if (!file)
            return tl::unexpected(file.error());
        Sublayer layer;
        layer.source = request.source;
        layer.name = nameOf(address);
        layer.kind = domain::LayerKind::Building;
        layer.reason = tr("it is a tileset of 3D Tiles");
        if (!request.hasPlacement)
            layer.extent = lonLatExtent(*file);
        if (!layer.extent.isEmpty())
            layer.crs = geometry::Crs::wgs84();
        SourceSummary summary;
        summary.driver = QStringLiteral("3D Tiles %1").arg(file->version);
        summary.layers.push_back(std::move(layer));
        return summary;
    }

    base::Result<std::vector<domain::Layer>> read(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                  const base::Job &job) const override
    {
        const QString address = addressOf(request);
        auto fetcher = fetcherFor(request, address);
        auto file = openRoot(*fetcher, address, job);
        if (!file)
            return tl::unexpected(file.error());
        domain::Layer layer;
        const QString shown = withoutSecrets(address);
        const bool earth = request.crs.isEmpty() && liesOnEarth(*file);
        const Vec3 foot = earth ? footOf(*file) : Vec3(0);
        Placing placing(request, frame, earth, earth ? Box3{foot, foot} : coverOf(*file), shown, layer.warnings);
        layer.warnings.add(file->warnings);
        layer.info.id = request.id;
        layer.info.name = request.name.isEmpty() ? nameOf(address) : request.name;
        layer.info.kind = request.kind.value_or(domain::LayerKind::Building);
        layer.info.source = shown;
        layer.info.crs = placing.crsCode();
        layer.tiles = std::make_shared<const TilesetSource>(request, address, std::move(fetcher), std::move(*file),
                                                            std::move(placing));
        std::vector<domain::Layer> layers;
        layers.push_back(std::move(layer));
        return layers;
    }

private:
    /// The folder's, where the file is called as they all are.
    static QString nameOf(const QString &address)
    {
        const QString path = isWebAddress(address) ? QUrl(address).path() : address;
        const QString base = QFileInfo(path).completeBaseName(), folder = path.section(u'/', -2, -2);
        return base == QLatin1String("tileset") && !folder.isEmpty() ? folder : base;
    }
};

}

const Reader &tiles3dReader()
{
    static const Tiles3dReader reader;
    return reader;
}

}
