#pragma once

#include "base/Job.h"
#include "base/Warnings.h"
#include "domain/Models.h"
#include "formats/tiles3d/Gltf.h"

#include <QHash>

namespace formats::tiles3d
{

/// What the triangles of a tile are painted with: pictures of its glTF, and plain colours. Named first, decoded at the
/// end, so that how many they are says how large each may be.
class TilePaints
{
public:
    static constexpr int None = -1; ///< in the colours of the theme

    /// A picture of an asset, by whatever number the caller has for it.
    int picture(const QByteArray &encoded);
    /// sRGB and alpha, red lowest.
    int colour(quint32 packed);
    struct Paint {
        QByteArray encoded; ///< empty: a colour
        quint32 colour = 0xFFFFFFFF;
    };
    const Paint &operator[](int paint) const { return m_paints[size_t(paint)]; }
    size_t size() const { return m_paints.size(); }

    /// One a paint: colours as pictures of one pixel; null where a picture cannot be read (a warning).
    std::vector<std::shared_ptr<const domain::Texture>> decode(const QString &source, base::Warnings &warnings,
                                                               const base::Job &job) const;

private:
    std::vector<Paint> m_paints;
    QHash<quint32, int> m_colours;
    QHash<const char *, int> m_pictures; ///< by where the bytes lie: images are shared within an asset
};

}
