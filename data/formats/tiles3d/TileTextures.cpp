#include "formats/tiles3d/TileTextures.h"

#include "formats/GdalErrors.h"
#include "formats/citymodel/Paints.h"

#include <QCoreApplication>

#include <cpl_vsi.h>

#include <atomic>

namespace formats::tiles3d
{

int TilePaints::picture(const QByteArray &encoded)
{
    const auto known = m_pictures.constFind(encoded.constData());
    if (known != m_pictures.constEnd())
        return *known;
    m_paints.push_back({encoded, 0xFFFFFFFF});
    return *m_pictures.insert(encoded.constData(), int(m_paints.size()) - 1);
}

int TilePaints::colour(quint32 packed)
{
    const auto known = m_colours.constFind(packed);
    if (known != m_colours.constEnd())
        return *known;
    m_paints.push_back({{}, packed});
    return *m_colours.insert(packed, int(m_paints.size()) - 1);
}

namespace
{

/// Bytes as a file that GDAL opens, while it lives.
class MemoryFile
{
public:
    explicit MemoryFile(const QByteArray &bytes)
    {
        static std::atomic<quint64> last = 0;
        m_path = QStringLiteral("/vsimem/yunjie-tiles/%1").arg(++last);
        VSILFILE *file = VSIFileFromMemBuffer(m_path.toUtf8().constData(),
                                              reinterpret_cast<GByte *>(const_cast<char *>(bytes.constData())),
                                              vsi_l_offset(bytes.size()), FALSE);
        if (file)
            VSIFCloseL(file);
    }
    ~MemoryFile() { VSIUnlink(m_path.toUtf8().constData()); }
    MemoryFile(const MemoryFile &) = delete;
    MemoryFile &operator=(const MemoryFile &) = delete;
    const QString &path() const { return m_path; }

private:
    QString m_path;
};

}

std::vector<std::shared_ptr<const domain::Texture>> TilePaints::decode(const QString &source, base::Warnings &warnings,
                                                                       const base::Job &job) const
{
    std::vector<std::shared_ptr<const domain::Texture>> textures(m_paints.size());
    size_t pictures = 0;
    for (const Paint &paint : m_paints)
        pictures += paint.encoded.isEmpty() ? 0 : 1;
    constexpr qint64 MostPixels = 8'000'000; // of a tile: 32 MB
    int side = 2048;
    while (side > 64 && qint64(pictures) * side * side > MostPixels)
        side /= 2;
    const GdalErrors quiet;
    for (size_t i = 0; i < m_paints.size() && !job.isCancelled(); ++i) {
        const Paint &paint = m_paints[i];
        if (paint.encoded.isEmpty()) {
            auto dot = std::make_shared<domain::Texture>();
            dot->width = dot->height = 1;
            for (int c = 0; c < 4; ++c)
                dot->rgba.push_back(uint8_t(paint.colour >> (8 * c)));
            textures[i] = std::move(dot);
            continue;
        }
        const MemoryFile file(paint.encoded);
        textures[i] = decodePicture(file.path(), side);
        if (!textures[i])
            warnings.add(QStringLiteral("texture-invalid"), source, {},
                         QCoreApplication::translate(
                             "formats", "a texture that is no picture that can be read; its surfaces are plain"));
    }
    return textures;
}

}
