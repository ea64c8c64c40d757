#pragma once

#include "base/Job.h"
#include "base/Warnings.h"
#include "domain/Models.h"

#include <QHash>

namespace formats
{

/// A picture file that GDAL reads (JPEG, PNG, WebP ...) as RGBA, no side longer than `largestSide`; null where it cannot
/// be read. Call where a GdalErrors lives.
std::shared_ptr<const domain::Texture> decodePicture(const QString &path, int largestSide);

/// What surfaces of a city model are painted with: pictures beside the file, and plain colours as pictures of one
/// pixel. Pictures are named first and decoded at the end, only those in use, since their sizes depend on how many they
/// are.
class Paints
{
public:
    /// `file`: the city model's; pictures are named relative to it, and it is named in warnings.
    explicit Paints(const QString &file) : m_file(file) {}

    struct Paint {
        QString picture;                         ///< as the file names it; empty: a colour
        std::array<float, 4> colour{1, 1, 1, 1}; ///< sRGB, alpha
        bool repeats = true;                     ///< coordinates outside 0..1 repeat it, else its edge is drawn out
    };
    int picture(const QString &name, bool repeats);
    int colour(const std::array<float, 4> &colour);
    const Paint &operator[](int paint) const { return m_paints[size_t(paint)]; }
    size_t size() const { return m_paints.size(); }
    bool isEmpty() const { return m_paints.empty(); }

    /// The pictures of those in `used`, null for the others and for those that cannot be read (each with a warning).
    /// All together hold at most `mostPixels`: many are made smaller.
    std::vector<std::shared_ptr<const domain::Texture>> decode(const std::vector<bool> &used, base::Warnings &warnings,
                                                               const base::Job &job,
                                                               qint64 mostPixels = MostPixels) const;

    static constexpr qint64 MostPixels = 24'000'000; ///< of a layer: 96 MB
    static constexpr int LargestSide = 1024;         ///< of a picture

private:
    QString m_file;
    std::vector<Paint> m_paints;
    QHash<QString, int> m_byName;
};

}
