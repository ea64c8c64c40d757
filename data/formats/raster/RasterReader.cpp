#include "formats/raster/RasterReader.h"

#include "formats/GdalErrors.h"
#include "formats/raster/Warp.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cpl_string.h>

namespace formats
{

namespace
{

using domain::LayerKind;

constexpr int MaxPictureSide = 8192;

struct RasterName {
    QString path, part, shown;
};

/// "FILE|PART": a part is a subdataset (a table of a GeoPackage, a variable of a NetCDF file).
RasterName splitRaster(const QString &source)
{
    const qsizetype bar = source.lastIndexOf(QLatin1Char('|'));
    if (bar < 0 || QFileInfo::exists(source))
        return {source, {}, withoutSecrets(source)};
    return {source.left(bar), source.mid(bar + 1), withoutSecrets(source)};
}

GDALDatasetUniquePtr openRaster(const QString &name)
{
    return GDALDatasetUniquePtr(GDALDataset::Open(name.toUtf8().constData(), GDAL_OF_RASTER | GDAL_OF_READONLY));
}

/// (last word, GDAL's name) of each subdataset.
std::vector<std::pair<QString, QString>> partsOf(GDALDataset &raster)
{
    std::vector<std::pair<QString, QString>> parts;
    const CSLConstList list = raster.GetMetadata("SUBDATASETS");
    for (int i = 1;; ++i) {
        const char *name = CSLFetchNameValue(list, CPLString().Printf("SUBDATASET_%d_NAME", i));
        if (!name)
            return parts;
        const QString full = QString::fromUtf8(name);
        parts.emplace_back(full.section(QLatin1Char(':'), -1), full);
    }
}

struct RasterGuess {
    std::optional<LayerKind> kind;
    QString reason;
};

RasterGuess guessRaster(GDALDataset &raster)
{
    if (raster.GetRasterCount() == 0)
        return {std::nullopt, QCoreApplication::translate("formats", "it has no bands")};
    if (rasterBox(raster).isEmpty())
        return {std::nullopt,
                QCoreApplication::translate("formats", "the picture has no position (no georeference, no world file)")};
    GDALRasterBand *band = raster.GetRasterBand(1);
    const GDALDataType type = band->GetRasterDataType();
    const QString typeName = QString::fromLatin1(GDALGetDataTypeName(type));
    if (raster.GetRasterCount() == 1 && type != GDT_Byte && !band->GetColorTable())
        return {LayerKind::Terrain,
                QCoreApplication::translate("formats", "it has one band of %1 without a palette").arg(typeName)};
    if (band->GetColorTable())
        return {LayerKind::Imagery, QCoreApplication::translate("formats", "it has a palette")};
    return {LayerKind::Imagery,
            QCoreApplication::translate("formats", "it has %1 bands of %2").arg(raster.GetRasterCount()).arg(typeName)};
}

Sublayer describe(GDALDataset &raster, const LayerRequest &request, const QString &source, const QString &name)
{
    const RasterGuess guess = guessRaster(raster);
    Sublayer sub;
    sub.source = source;
    sub.name = name;
    sub.kind = request.kind ? request.kind : guess.kind;
    sub.reason =
        request.kind && guess.kind ? QCoreApplication::translate("formats", "the project says so") : guess.reason;
    sub.features = 1;
    base::Warnings ignored;
    const geometry::Box2 box = rasterBox(raster);
    if (const auto crs = settleCrs(request, raster.GetSpatialRef(), box, nullptr, false, source, ignored)) {
        sub.crs = crs->crs;
        sub.extent = box;
    } else {
        sub.reason += QStringLiteral("; ") + crs.error().message;
    }
    return sub;
}

base::Status fillOnce(domain::Layer &layer, GDALDataset &raster, const geometry::Crs &crs, const LayerRequest &request,
                      const geometry::LocalFrame &frame, const QString &source, const base::Job &job)
{
    if (layer.info.kind == LayerKind::Terrain) {
        auto terrain = readTerrain(raster, crs, request, frame, source, job, layer.warnings);
        if (!terrain)
            return tl::unexpected(terrain.error());
        layer.terrain = std::make_shared<const domain::Terrain>(std::move(*terrain));
    } else {
        auto imagery = readImagery(raster, crs, request, frame, source, MaxPictureSide, job, layer.warnings);
        if (!imagery)
            return tl::unexpected(imagery.error());
        layer.imagery = std::make_shared<const domain::Imagery>(std::move(*imagery));
    }
    return {};
}

/// Reads terrain or picture; of a damaged file what can be read.
base::Status fill(domain::Layer &layer, GDALDataset &raster, const geometry::Crs &crs, const LayerRequest &request,
                  const geometry::LocalFrame &frame, const QString &source, const base::Job &job)
{
    const base::Warnings before = layer.warnings;
    const base::Status filled = fillOnce(layer, raster, crs, request, frame, source, job);
    const bool damaged = filled ? layer.warnings.count(QStringLiteral("file-truncated")) > 0
                                : filled.error().code == QLatin1String("raster-unreadable");
    if (!damaged)
        return filled;
    const GDALDatasetUniquePtr rest = salvaged(raster);
    if (!rest)
        return filled;
    domain::Layer again = layer;
    again.warnings = before;
    if (!fillOnce(again, *rest, crs, request, frame, source, job))
        return filled;
    again.warnings.add(
        QStringLiteral("file-truncated"), source, {},
        QCoreApplication::translate("formats", "The file is damaged or cut short; what can be read of it is shown"));
    layer = std::move(again);
    return {};
}

class RasterReader final : public Reader
{
public:
    QString name() const override { return QStringLiteral("GDAL raster"); }

    Probe probe(const LayerRequest &request) const override
    {
        const RasterName name = splitRaster(request.source);
        const GdalErrors errors;
        const GDALDatasetUniquePtr raster = openRaster(name.path);
        if (!raster) {
            GDALDriverH driver = GDALIdentifyDriverEx(name.path.toUtf8().constData(), GDAL_OF_RASTER, nullptr, nullptr);
            if (!driver)
                return std::nullopt;
            return base::failure(
                QStringLiteral("source-broken"),
                QCoreApplication::translate("formats", "The file looks like %1 but cannot be read: %2")
                    .arg(QString::fromUtf8(GDALGetDriverShortName(driver)), errors.first()),
                name.shown, {},
                QCoreApplication::translate("formats", "The file may be cut short: fetch or export it again"));
        }
        SourceSummary summary{QString::fromUtf8(raster->GetDriverName()), {}};
        if (raster->GetRasterCount() > 0) {
            summary.layers.push_back(
                describe(*raster, request, request.source, QFileInfo(name.path).completeBaseName()));
            return summary;
        }
        for (const auto &[part, full] : partsOf(*raster))
            if (name.part.isEmpty() || name.part == part)
                if (const GDALDatasetUniquePtr opened = openRaster(full))
                    summary.layers.push_back(describe(*opened, request, name.path + QLatin1Char('|') + part, part));
        if (summary.layers.empty())
            return std::nullopt;
        return summary;
    }

    base::Result<std::vector<domain::Layer>> read(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                  const base::Job &job) const override
    {
        const RasterName name = splitRaster(request.source);
        const GdalErrors errors;
        GDALDatasetUniquePtr raster = openRaster(name.path);
        if (raster && !name.part.isEmpty())
            for (const auto &[part, full] : partsOf(*raster))
                if (part == name.part) {
                    raster = openRaster(full);
                    break;
                }
        if (!raster)
            return base::failure(
                QStringLiteral("source-broken"),
                QCoreApplication::translate("formats", "The raster cannot be opened: %1").arg(errors.first()),
                name.shown);
        const RasterGuess guess = guessRaster(*raster);
        if (!guess.kind)
            return base::failure(QStringLiteral("georeference-missing"),
                                 QCoreApplication::translate("formats", "Not usable: %1").arg(guess.reason), name.shown,
                                 {}, QCoreApplication::translate("formats", "Give it a world file, or use a GeoTIFF"));
        domain::Layer layer;
        layer.info.id = request.id;
        layer.info.name = request.name.isEmpty() ? request.id : request.name;
        layer.info.kind = request.kind.value_or(*guess.kind);
        layer.info.source = name.shown;
        layer.info.features = 1;
        if (!request.kind)
            layer.warnings.add(QStringLiteral("kind-guessed"), name.shown, {},
                               QCoreApplication::translate("formats", "Taken as '%1', because %2")
                                   .arg(domain::layerKindName(layer.info.kind), guess.reason));
        const auto crs =
            settleCrs(request, raster->GetSpatialRef(), rasterBox(*raster), &frame, false, name.shown, layer.warnings);
        if (!crs)
            return tl::unexpected(crs.error());
        layer.info.crs = crs->crs.code();
        if (auto filled = fill(layer, *raster, crs->crs, request, frame, name.shown, job); !filled)
            return tl::unexpected(filled.error());
        std::vector<domain::Layer> layers;
        layers.push_back(std::move(layer));
        return layers;
    }
};

}

const Reader &rasterReader()
{
    static const RasterReader reader;
    return reader;
}

}
