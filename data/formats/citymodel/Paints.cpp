#include "formats/citymodel/Paints.h"

#include "formats/GdalErrors.h"
#include "formats/Tr.h"

#include <QFileInfo>
#include <QThreadPool>
#include <QUrl>

#include <gdal_priv.h>

#include <algorithm>
#include <cmath>

namespace formats
{

int Paints::picture(const QString &name, bool repeats)
{
    const QString key = (repeats ? u'+' : u'-') + name;
    const auto known = m_byName.constFind(key);
    if (known != m_byName.constEnd())
        return *known;
    m_paints.push_back({name, {1, 1, 1, 1}, repeats});
    return *m_byName.insert(key, int(m_paints.size()) - 1);
}

int Paints::colour(const std::array<float, 4> &colour)
{
    const QString key = QStringLiteral("%1 %2 %3 %4").arg(colour[0]).arg(colour[1]).arg(colour[2]).arg(colour[3]);
    const auto known = m_byName.constFind(key);
    if (known != m_byName.constEnd())
        return *known;
    m_paints.push_back({{}, colour, true});
    return *m_byName.insert(key, int(m_paints.size()) - 1);
}

namespace
{

struct Picture {
    QString path; ///< empty: not there
    int width = 0, height = 0;
};

std::unique_ptr<GDALDataset> open(const QString &path)
{
    static const char *const drivers[] = {"JPEG", "PNG", "GTiff", "BMP", "GIF", "WEBP", "SGI", "JP2OpenJPEG", nullptr};
    static const char *const options[] = {nullptr};
    static const char *const siblings[] = {nullptr}; // no looking about for world files and the like
    return std::unique_ptr<GDALDataset>(
        GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, options, siblings));
}

Picture measured(const QString &path)
{
    Picture picture{path, 0, 0};
    if (const auto data = open(path)) {
        constexpr qint64 Largest = 200'000'000; // pixels: more is no texture
        if (qint64(data->GetRasterXSize()) * data->GetRasterYSize() > Largest)
            return picture;
        picture.width = data->GetRasterXSize();
        picture.height = data->GetRasterYSize();
    }
    return picture;
}

// As it is named; and beside the city model, since exporters write the path of the machine they ran on.
Picture find(const QString &name, const QString &folder)
{
    const QString plain = QString(name).replace(u'\\', u'/');
    const QString decoded = QUrl::fromPercentEncoding(plain.toUtf8());
    for (const QString &path :
         {folder + u'/' + plain, folder + u'/' + decoded, decoded, folder + u'/' + decoded.section(u'/', -1)}) {
        if (QFileInfo(path).isFile())
            return measured(path);
    }
    return {};
}

bool readBand(GDALRasterBand &band, domain::Texture &into, int channel)
{
    GDALRasterIOExtraArg how;
    INIT_RASTERIO_EXTRA_ARG(how);
    how.eResampleAlg = band.GetColorTable() ? GRIORA_NearestNeighbour : GRIORA_Average;
    return band.RasterIO(GF_Read, 0, 0, band.GetXSize(), band.GetYSize(), into.rgba.data() + channel, into.width,
                         into.height, GDT_Byte, 4, GSpacing(into.width) * 4, &how) == CE_None;
}

std::shared_ptr<const domain::Texture> decodeOne(const Picture &picture, int largestSide)
{
    const auto data = open(picture.path);
    if (!data || data->GetRasterCount() == 0)
        return nullptr;
    auto made = std::make_shared<domain::Texture>();
    const double scale = std::min(1.0, double(largestSide) / std::max(picture.width, picture.height));
    made->width = std::max(1, int(std::lround(picture.width * scale)));
    made->height = std::max(1, int(std::lround(picture.height * scale)));
    made->rgba.assign(size_t(made->width) * size_t(made->height) * 4, 255);
    GDALRasterBand *first = data->GetRasterBand(1);
    if (const GDALColorTable *table = first->GetColorTable()) {
        if (!readBand(*first, *made, 0))
            return nullptr;
        for (size_t i = 0; i < made->rgba.size(); i += 4) {
            GDALColorEntry entry{};
            table->GetColorEntryAsRGB(made->rgba[i], &entry);
            const short parts[4] = {entry.c1, entry.c2, entry.c3, entry.c4};
            for (size_t c = 0; c < 4; ++c)
                made->rgba[i + c] = uint8_t(parts[c]);
        }
        return made;
    }
    const int bands = data->GetRasterCount();
    const bool grey = bands < 3;
    for (int channel = 0; channel < 3; ++channel) {
        if (!readBand(*data->GetRasterBand(grey ? 1 : channel + 1), *made, channel))
            return nullptr;
    }
    const int alpha = grey ? 2 : 4;
    if (bands >= alpha && data->GetRasterBand(alpha)->GetColorInterpretation() == GCI_AlphaBand &&
        !readBand(*data->GetRasterBand(alpha), *made, 3))
        return nullptr;
    return made;
}

}

std::shared_ptr<const domain::Texture> decodePicture(const QString &path, int largestSide)
{
    const Picture picture = measured(path);
    return picture.width > 0 ? decodeOne(picture, largestSide) : nullptr;
}

std::vector<std::shared_ptr<const domain::Texture>>
Paints::decode(const std::vector<bool> &used, base::Warnings &warnings, const base::Job &job, qint64 mostPixels) const
{
    std::vector<std::shared_ptr<const domain::Texture>> textures(m_paints.size());
    std::vector<Picture> pictures(m_paints.size());
    const QString folder = QFileInfo(m_file).absolutePath();
    prepareGdal();
    const GdalErrors quiet;
    for (size_t i = 0; i < m_paints.size(); ++i) {
        if (i >= used.size() || !used[i])
            continue;
        if (m_paints[i].picture.isEmpty()) {
            auto dot = std::make_shared<domain::Texture>();
            dot->width = dot->height = 1;
            for (const float part : m_paints[i].colour)
                dot->rgba.push_back(uint8_t(std::lround(std::clamp(part, 0.0f, 1.0f) * 255)));
            textures[i] = std::move(dot);
            continue;
        }
        pictures[i] = find(m_paints[i].picture, folder);
        if (pictures[i].path.isEmpty())
            warnings.add(QStringLiteral("texture-missing"), m_file, m_paints[i].picture,
                         tr("a texture that is not there; its surfaces are plain"));
    }
    const auto pixelsAt = [&pictures](int side) {
        qint64 sum = 0;
        for (const Picture &picture : pictures) {
            const double scale = std::min(1.0, double(side) / std::max({picture.width, picture.height, 1}));
            sum += qint64(picture.width * scale) * qint64(picture.height * scale);
        }
        return sum;
    };
    int side = LargestSide;
    while (side > 8 && pixelsAt(side) > mostPixels)
        side /= 2;
    QThreadPool pool;
    for (size_t i = 0; i < pictures.size(); ++i) {
        if (pictures[i].width > 0) {
            pool.start([&textures, &pictures, &job, i, side] {
                const GdalErrors threads;
                if (!job.isCancelled())
                    textures[i] = decodeOne(pictures[i], side);
            });
        }
    }
    pool.waitForDone();
    for (size_t i = 0; i < pictures.size(); ++i) {
        if (!pictures[i].path.isEmpty() && !textures[i] && !job.isCancelled())
            warnings.add(QStringLiteral("texture-invalid"), m_file, m_paints[i].picture,
                         tr("a texture that is no picture that can be read; its surfaces are plain"));
    }
    return textures;
}

}
