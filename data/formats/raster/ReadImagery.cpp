#include "formats/GdalErrors.h"
#include "formats/raster/Warp.h"

#include <QCoreApplication>

#include <cpl_string.h>
#include <gdal_utils.h>

#include <algorithm>
#include <cmath>

namespace formats
{

using geometry::Vec2;

namespace
{

/// The raster as red, green, blue (and alpha, where it has one) bytes.
GDALDatasetUniquePtr asColours(GDALDataset &raster)
{
    CPLStringList arguments;
    const auto add = [&](std::initializer_list<const char *> words) {
        for (const char *word : words)
            arguments.AddString(word);
    };
    add({"-of", "VRT"});
    GDALRasterBand *first = raster.GetRasterBand(1);
    const int bands = raster.GetRasterCount();
    const auto isAlpha = [&](int band) {
        return raster.GetRasterBand(band)->GetColorInterpretation() == GCI_AlphaBand;
    };
    if (first->GetColorTable()) {
        add({"-expand", "rgba"});
    } else if (bands < 3) {
        add({"-b", "1", "-b", "1", "-b", "1"});
        if (bands == 2 && isAlpha(2))
            add({"-b", "2"});
    } else {
        add({"-b", "1", "-b", "2", "-b", "3"});
        if (bands >= 4 && isAlpha(4))
            add({"-b", "4"});
    }
    add({"-colorinterp_1", "red", "-colorinterp_2", "green", "-colorinterp_3", "blue"});
    if (first->GetRasterDataType() != GDT_Byte) {
        double range[2] = {0, 255};
        first->ComputeRasterMinMax(TRUE, range);
        if (!(range[1] > range[0]))
            range[1] = range[0] + 1;
        add({"-ot", "Byte", "-scale"});
        for (const double value : {range[0], range[1]})
            arguments.AddString(QByteArray::number(value, 'g', 17).constData());
        add({"0", "255"});
    }
    GDALTranslateOptions *options = GDALTranslateOptionsNew(arguments.List(), nullptr);
    GDALDatasetUniquePtr view(
        GDALDataset::FromHandle(GDALTranslate("", GDALDataset::ToHandle(&raster), options, nullptr)));
    GDALTranslateOptionsFree(options);
    return view;
}

}

base::Result<domain::Imagery> readImagery(GDALDataset &raster, const geometry::Crs &crs, const LayerRequest &request,
                                          const geometry::LocalFrame &frame, const QString &source, int maxSide,
                                          const base::Job &job, base::Warnings &warnings)
{
    constexpr double MaxPixels = 32e6;
    const auto box = coveredBox(raster, crs, request, frame, source);
    if (!box)
        return tl::unexpected(box.error());
    const Vec2 size = box->size();
    const double native = pixelSize(raster, crs, frame, *box);
    const double step = std::max({native, std::max(size.x, size.y) / maxSide, std::sqrt(size.x * size.y / MaxPixels)});
    domain::Imagery imagery;
    imagery.width = std::clamp(int(std::ceil(size.x / step)), 1, maxSide);
    imagery.height = std::clamp(int(std::ceil(size.y / step)), 1, maxSide);
    imagery.bounds = {box->min - Vec2(frame.origin()), box->max - Vec2(frame.origin())};
    imagery.rgba.assign(size_t(imagery.width) * size_t(imagery.height) * 4, 0);

    GdalErrors errors;
    const GDALDatasetUniquePtr colours = asColours(raster);
    if (!colours)
        return base::failure(
            QStringLiteral("raster-unreadable"),
            QCoreApplication::translate("formats", "The picture cannot be read: %1").arg(errors.first()), source);
    GDALDatasetUniquePtr memory(GetGDALDriverManager()->GetDriverByName("MEM")->Create(
        "", imagery.width, imagery.height, 0, GDT_Byte, nullptr));
    for (int i = 0; i < 4; ++i) {
        CPLStringList band;
        band.SetNameValue("DATAPOINTER", CPLString().Printf("%p", static_cast<void *>(imagery.rgba.data() + i)));
        band.SetNameValue("PIXELOFFSET", "4");
        band.SetNameValue("LINEOFFSET", CPLString().Printf("%d", imagery.width * 4));
        memory->AddBand(GDT_Byte, band.List());
        memory->GetRasterBand(i + 1)->SetColorInterpretation(GDALColorInterp(GCI_RedBand + i));
    }
    georeference(*memory, {*box, imagery.width, imagery.height}, frame);
    GDALDatasetUniquePtr corrected;
    if (request.gcj02)
        corrected = gcj02Corrected(*colours, crs, *box, frame);
    const QString stage =
        QCoreApplication::translate("formats", "Reading %1").arg(request.name.isEmpty() ? request.id : request.name);
    const bool whole =
        warpOnto(corrected ? *corrected : *colours, *memory, crs, step > 1.5 * native, bool(corrected), job, stage);
    memory.reset();
    if (job.isCancelled())
        return base::failure(QStringLiteral("cancelled"), QCoreApplication::translate("formats", "Cancelled"), source);
    bool any = false;
    for (size_t i = 3; i < imagery.rgba.size() && !any; i += 4)
        any = imagery.rgba[i] != 0;
    if (!any)
        return base::failure(
            errors.first().isEmpty() ? QStringLiteral("raster-empty") : QStringLiteral("raster-unreadable"),
            errors.first().isEmpty()
                ? QCoreApplication::translate("formats", "The picture is empty over the district")
                : QCoreApplication::translate("formats", "Nothing of the picture can be read: %1").arg(errors.first()),
            source);
    if (!whole)
        warnings.add(QStringLiteral("file-truncated"), source, {},
                     QCoreApplication::translate("formats", "Reading stopped early: %1").arg(errors.first()));
    return imagery;
}

}
