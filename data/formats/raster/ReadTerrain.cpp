#include "formats/GdalErrors.h"
#include "formats/raster/Warp.h"

#include <QCoreApplication>

#include <cpl_string.h>

#include <algorithm>
#include <cmath>

namespace formats
{

using geometry::Box2;
using geometry::Vec2;

base::Result<domain::Terrain> readTerrain(GDALDataset &raster, const geometry::Crs &crs, const LayerRequest &request,
                                          const geometry::LocalFrame &frame, const QString &source,
                                          const base::Job &job, base::Warnings &warnings)
{
    constexpr int MaxSamples = 1500;
    constexpr double FinestStep = 0.5, Deepest = -1000.0, Highest = 9000.0;
    const auto box = coveredBox(raster, crs, request, frame, source);
    if (!box)
        return tl::unexpected(box.error());
    const Vec2 size = box->size();
    const double native = pixelSize(raster, crs, frame, *box);
    const double step = std::max({native, FinestStep, std::max(size.x, size.y) / (MaxSamples - 1)});
    const int columns = std::max(2, int(size.x / step) + 1), rows = std::max(2, int(size.y / step) + 1);

    // The samples are the middles of the warped pixels.
    std::vector<float> northFirst(size_t(columns) * size_t(rows), NAN);
    const WarpTarget target{
        {box->min - Vec2(step / 2), box->min + Vec2(columns, rows) * step - Vec2(step / 2)}, columns, rows};
    GDALDatasetUniquePtr memory(
        GetGDALDriverManager()->GetDriverByName("MEM")->Create("", columns, rows, 0, GDT_Float32, nullptr));
    CPLStringList band;
    band.SetNameValue("DATAPOINTER", CPLString().Printf("%p", static_cast<void *>(northFirst.data())));
    memory->AddBand(GDT_Float32, band.List());
    memory->GetRasterBand(1)->SetNoDataValue(NAN);
    georeference(*memory, target, frame);

    GdalErrors errors;
    GDALDatasetUniquePtr corrected;
    if (request.gcj02)
        corrected = gcj02Corrected(raster, crs, *box, frame);
    const QString stage =
        QCoreApplication::translate("formats", "Reading %1").arg(request.name.isEmpty() ? request.id : request.name);
    const bool whole =
        warpOnto(corrected ? *corrected : raster, *memory, crs, step > 1.5 * native, bool(corrected), job, stage);
    memory.reset();
    if (job.isCancelled())
        return base::failure(QStringLiteral("cancelled"), QCoreApplication::translate("formats", "Cancelled"), source);

    GDALRasterBand *heights = raster.GetRasterBand(1);
    const QString unit = QString::fromUtf8(heights->GetUnitType()).toLower();
    const double metres = unit.startsWith(QLatin1String("ft")) || unit.contains(QLatin1String("foot")) ||
                                  unit.contains(QLatin1String("feet"))
                              ? 0.3048
                          : unit == QLatin1String("cm") || unit.startsWith(QLatin1String("centi")) ? 0.01
                                                                                                   : 1.0;
    const double scale = heights->GetScale() * metres, offset = heights->GetOffset() * metres;
    std::vector<float> southFirst(northFirst.size(), NAN);
    size_t known = 0, absurd = 0;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const double height =
                double(northFirst[size_t(rows - 1 - row) * size_t(columns) + size_t(column)]) * scale + offset;
            if (std::isnan(height))
                continue;
            if (height < Deepest || height > Highest) {
                ++absurd;
                continue;
            }
            southFirst[size_t(row) * size_t(columns) + size_t(column)] = float(height - frame.origin().z);
            ++known;
        }
    if (known == 0)
        return base::failure(
            errors.first().isEmpty() ? QStringLiteral("raster-empty") : QStringLiteral("raster-unreadable"),
            errors.first().isEmpty()
                ? QCoreApplication::translate("formats", "The raster has no heights over the district")
                : QCoreApplication::translate("formats", "No height can be read: %1").arg(errors.first()),
            source);
    if (!whole)
        warnings.add(QStringLiteral("file-truncated"), source, {},
                     QCoreApplication::translate("formats", "Reading stopped early: %1").arg(errors.first()));
    if (absurd > 0)
        warnings.add(QStringLiteral("value-implausible"), source, {},
                     QCoreApplication::translate("formats", "%1 cells are below %2 m or above %3 m; they are left open")
                         .arg(absurd)
                         .arg(Deepest)
                         .arg(Highest));
    const Vec2 origin = box->min - Vec2(frame.origin());
    return domain::Terrain(origin, Vec2(step), columns, rows, std::move(southFirst));
}

}
