#include "sample/Tr.h"
#include "sample/Writers.h"

#include <QFile>

#include <gdal_priv.h>
#include <ogr_spatialref.h>

namespace sample
{

base::Status writeFile(const QString &file, const QByteArray &bytes)
{
    QFile out(file);
    if (out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.flush())
        return {};
    return base::failure(QStringLiteral("folder-unwritable"),
                         tr("the file cannot be written: %1").arg(out.errorString()), file, {},
                         tr("choose another folder or make room on the disk"));
}

/// `row(r, out)` fills row r from the south.
template <typename Row>
static base::Status writeRaster(const QString &file, const Vec2 &corner, double step, int columns, int rows, Row row)
{
    GDALAllRegister();
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    CPLStringList options;
    options.SetNameValue("COMPRESS", "DEFLATE");
    options.SetNameValue("PREDICTOR", "3");
    options.SetNameValue("ZLEVEL", "6");
    std::unique_ptr<GDALDataset> dataset(
        driver ? driver->Create(file.toUtf8().constData(), columns, rows, 1, GDT_Float32, options.List()) : nullptr);
    OGRSpatialReference srs;
    srs.importFromEPSG(4547);
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    bool good = dataset != nullptr;
    if (good) {
        double transform[6] = {corner.x + CornerEasting, step, 0, corner.y + rows * step + CornerNorthing, 0, -step};
        dataset->SetGeoTransform(transform);
        dataset->SetSpatialRef(&srs);
        std::vector<float> line(size_t(columns), 0.0f);
        for (int r = 0; r < rows && good; ++r) {
            row(rows - 1 - r, line);
            good = dataset->GetRasterBand(1)->RasterIO(GF_Write, 0, r, columns, 1, line.data(), columns, 1, GDT_Float32,
                                                       0, 0) == CE_None;
        }
    }
    if (good)
        return {};
    return base::failure(QStringLiteral("folder-unwritable"),
                         tr("the file cannot be written: %1").arg(QString::fromUtf8(CPLGetLastErrorMsg())), file);
}

base::Status writeRelief(const QString &file, const Relief &relief)
{
    return writeRaster(file, relief.corner(), relief.step(), relief.columns(), relief.rows(),
                       [&](int r, std::vector<float> &line) {
                           for (int c = 0; c < relief.columns(); ++c)
                               line[size_t(c)] = std::round(relief.at(c, r) * 100.0f) / 100.0f;
                       });
}

base::Status writeBareRelief(const QString &file, const geometry::Box2 &extent, double step)
{
    const int columns = int(std::ceil(extent.size().x / step)), rows = int(std::ceil(extent.size().y / step));
    return writeRaster(file, extent.min, step, columns, rows, [&](int r, std::vector<float> &line) {
        for (int c = 0; c < columns; ++c)
            line[size_t(c)] = float(bareGround(extent.min + Vec2(c + 0.5, r + 0.5) * step));
    });
}

}
