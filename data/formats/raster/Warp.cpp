#include "formats/raster/Warp.h"

#include "geometry/Gcj02.h"

#include <QCoreApplication>

#include <cpl_string.h>
#include <gdal_utils.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>

namespace formats
{

using geometry::Box2;
using geometry::Crs;
using geometry::Vec2;

namespace
{

QByteArray wkt(const Crs &crs)
{
    if (!crs.isValid())
        return {};
    char *text = nullptr;
    const char *const options[] = {"FORMAT=WKT2_2019", nullptr};
    crs.ogr()->exportToWkt(&text, options);
    const QByteArray copy(text);
    CPLFree(text);
    return copy;
}

struct Stage {
    const base::Job &job;
    const QString &text;
};

int CPL_STDCALL onProgress(double fraction, const char *, void *data)
{
    const auto *stage = static_cast<const Stage *>(data);
    stage->job.report(stage->text, fraction);
    return stage->job.isCancelled() ? FALSE : TRUE;
}

}

Box2 rasterBox(GDALDataset &raster)
{
    double gt[6];
    if (raster.GetGeoTransform(gt) != CE_None)
        return {};
    Box2 box;
    for (const double column : {0.0, double(raster.GetRasterXSize())})
        for (const double row : {0.0, double(raster.GetRasterYSize())})
            box.add(Vec2(gt[0] + column * gt[1] + row * gt[2], gt[3] + column * gt[4] + row * gt[5]));
    return box;
}

double pixelSize(GDALDataset &raster, const Crs &crs, const geometry::LocalFrame &frame, const Box2 &bounds)
{
    double gt[6];
    raster.GetGeoTransform(gt);
    const auto there = geometry::Transform::create(frame.crs(), crs),
               back = geometry::Transform::create(crs, frame.crs());
    Vec2 middle = bounds.centre();
    if (!there || !back || !there->apply(middle))
        return 1.0;
    Vec2 corner = middle, right = middle + Vec2(gt[1], gt[4]), down = middle + Vec2(gt[2], gt[5]);
    back->apply(corner), back->apply(right), back->apply(down);
    const double size = std::min(glm::length(right - corner), glm::length(down - corner));
    return std::isfinite(size) && size > 0 ? size : 1.0;
}

base::Result<Box2> coveredBox(GDALDataset &raster, const Crs &crs, const LayerRequest &request,
                              const geometry::LocalFrame &frame, const QString &source)
{
    Box2 box = movedBox(rasterBox(raster), crs, frame.crs());
    if (!request.extent.isEmpty()) {
        const Box2 wanted = movedBox(request.extent, Crs::wgs84(), frame.crs());
        if (!wanted.isEmpty())
            box = {glm::max(box.min, wanted.min), glm::min(box.max, wanted.max)};
    }
    if (box.isEmpty() || !(box.size().x > 0) || !(box.size().y > 0))
        return base::failure(
            QStringLiteral("raster-outside"),
            QCoreApplication::translate(
                "formats", "The raster does not cover the district, or its coordinate reference system (%1) is wrong")
                .arg(crs.code()),
            source);
    return box;
}

GDALDatasetUniquePtr salvaged(GDALDataset &raster)
{
    constexpr double MaxBytes = 512e6;
    const int width = raster.GetRasterXSize(), height = raster.GetRasterYSize(), bands = raster.GetRasterCount();
    GDALRasterBand *first = raster.GetRasterBand(1);
    const GDALDataType type = first->GetRasterDataType();
    const int pixelBytes = GDALGetDataTypeSizeBytes(type);
    if (double(width) * height * bands * pixelBytes > MaxBytes)
        return nullptr;
    GDALDatasetUniquePtr memory(
        GetGDALDriverManager()->GetDriverByName("MEM")->Create("", width, height, bands, type, nullptr));
    double gt[6];
    if (!memory || raster.GetGeoTransform(gt) != CE_None)
        return nullptr;
    memory->SetGeoTransform(gt);
    memory->SetSpatialRef(raster.GetSpatialRef());
    int blockWidth = 0, blockHeight = 1, hasNoData = FALSE;
    first->GetBlockSize(&blockWidth, &blockHeight);
    const double noData = first->GetNoDataValue(&hasNoData);
    std::vector<GByte> row(size_t(width) * size_t(blockHeight) * size_t(pixelBytes));
    bool any = false;
    for (int band = 1; band <= bands; ++band) {
        GDALRasterBand *from = raster.GetRasterBand(band), *into = memory->GetRasterBand(band);
        into->SetColorInterpretation(from->GetColorInterpretation());
        if (GDALColorTable *table = from->GetColorTable())
            into->SetColorTable(table);
        into->SetUnitType(from->GetUnitType());
        into->SetNoDataValue(hasNoData ? noData : 0.0);
        into->Fill(hasNoData ? noData : 0.0);
        for (int y = 0; y < height; y += blockHeight) {
            const int rows = std::min(blockHeight, height - y);
            if (from->RasterIO(GF_Read, 0, y, width, rows, row.data(), width, rows, type, 0, 0) == CE_None)
                any =
                    into->RasterIO(GF_Write, 0, y, width, rows, row.data(), width, rows, type, 0, 0) == CE_None || any;
        }
    }
    return any ? std::move(memory) : nullptr;
}

GDALDatasetUniquePtr gcj02Corrected(GDALDataset &raster, const Crs &crs, const Box2 &bounds,
                                    const geometry::LocalFrame &frame)
{
    // The shift bends gently (its shortest wave is some 37 km long): a grid of 12 by 12 points over a city holds it to
    // centimetres.
    constexpr int Side = 12;
    const auto toLonLat = geometry::Transform::create(frame.crs(), Crs::wgs84()),
               toRaster = geometry::Transform::create(Crs::wgs84(), crs);
    double gt[6], inverse[6];
    if (!toLonLat || !toRaster || raster.GetGeoTransform(gt) != CE_None || !GDALInvGeoTransform(gt, inverse))
        return nullptr;
    CPLStringList arguments;
    arguments.AddString("-of");
    arguments.AddString("VRT");
    const Box2 area = bounds.grown(1000.0);
    for (int i = 0; i < Side; ++i)
        for (int j = 0; j < Side; ++j) {
            Vec2 lonLat = area.min + area.size() * Vec2(i, j) / double(Side - 1);
            if (!toLonLat->apply(lonLat))
                continue;
            Vec2 shifted = geometry::wgs84ToGcj02(lonLat);
            if (!toRaster->apply(shifted))
                continue;
            arguments.AddString("-gcp");
            for (const double value :
                 {inverse[0] + shifted.x * inverse[1] + shifted.y * inverse[2],
                  inverse[3] + shifted.x * inverse[4] + shifted.y * inverse[5], lonLat.x, lonLat.y})
                arguments.AddString(QByteArray::number(value, 'g', 17).constData());
        }
    arguments.AddString("-a_srs");
    arguments.AddString(wkt(Crs::wgs84()).constData());
    GDALTranslateOptions *options = GDALTranslateOptionsNew(arguments.List(), nullptr);
    GDALDatasetUniquePtr view(
        GDALDataset::FromHandle(GDALTranslate("", GDALDataset::ToHandle(&raster), options, nullptr)));
    GDALTranslateOptionsFree(options);
    return view;
}

bool warpOnto(GDALDataset &from, GDALDataset &into, const Crs &crs, bool downsampling, bool thinPlate,
              const base::Job &job, const QString &stage)
{
    CPLStringList arguments;
    const auto add = [&](const char *name, const char *value) {
        arguments.AddString(name);
        if (value)
            arguments.AddString(value);
    };
    if (thinPlate)
        add("-tps", nullptr);
    else
        add("-s_srs", wkt(crs).constData());
    add("-r", downsampling ? "average" : "bilinear");
    add("-wm", "64");
    GDALWarpAppOptions *options = GDALWarpAppOptionsNew(arguments.List(), nullptr);
    Stage data{job, stage};
    GDALWarpAppOptionsSetProgress(options, onProgress, &data);
    GDALDatasetH source = GDALDataset::ToHandle(&from);
    int misused = FALSE;
    const bool done =
        GDALWarp(nullptr, GDALDataset::ToHandle(&into), 1, &source, options, &misused) != nullptr && !misused;
    GDALWarpAppOptionsFree(options);
    return done;
}

void georeference(GDALDataset &memory, const WarpTarget &target, const geometry::LocalFrame &frame)
{
    const Vec2 size = target.bounds.size();
    double gt[6] = {target.bounds.min.x, size.x / target.width, 0.0, target.bounds.max.y, 0.0, -size.y / target.height};
    memory.SetGeoTransform(gt);
    OGRSpatialReference srs(*frame.crs().ogr());
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    memory.SetSpatialRef(&srs);
}

}
